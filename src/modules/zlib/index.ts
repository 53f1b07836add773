// The module `zlib`. Decompression and checksums are ours; compression is the host's, because no two implementations of it
// give the same bytes, and programs compare lengths.

import type { Deflater } from "../../host/host.ts";
import { bytesOf, makeBytes } from "../../runtime/bytes/bytes.ts";
import { typeError, valueError } from "../../runtime/errors.ts";
import { Exception, exceptionTypes, makeException } from "../../runtime/exceptions.ts";
import type { Module } from "../../runtime/modules.ts";
import { nativeType } from "../../runtime/native.ts";
import { index } from "../../runtime/protocols.ts";
import { typeName } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { moduleFrom } from "../define.ts";
import { environment } from "../environment.ts";
import { adler32, crc32 } from "./checksums.ts";
import { type Container, DataError, Inflater, NeedsDictionary } from "./inflate.ts";

const errorType = nativeType({ name: "error", module: "zlib", base: Exception, hasDict: true });
const error = (text: string): Error => makeException(errorType, [text]);

const FLUSH = {
  Z_NO_FLUSH: 0,
  Z_PARTIAL_FLUSH: 1,
  Z_SYNC_FLUSH: 2,
  Z_FULL_FLUSH: 3,
  Z_FINISH: 4,
  Z_BLOCK: 5,
  Z_TREES: 6,
};
const LEVELS = { Z_NO_COMPRESSION: 0, Z_BEST_SPEED: 1, Z_BEST_COMPRESSION: 9, Z_DEFAULT_COMPRESSION: -1 };
const STRATEGIES = { Z_DEFAULT_STRATEGY: 0, Z_FILTERED: 1, Z_HUFFMAN_ONLY: 2, Z_RLE: 3, Z_FIXED: 4 };
const MAX_WBITS = 15;
const EMPTY = new Uint8Array(0);

function dataOf(value: Value): Uint8Array {
  const data = bytesOf(value);
  if (data === undefined) throw typeError(`a bytes-like object is required, not '${typeName(value)}'`);
  return data;
}

const number = (value: Value | undefined, absent: number): number =>
  value === undefined ? absent : Number(index(value));

const optional = (value: Value | undefined): Uint8Array | undefined =>
  value === undefined || value === None ? undefined : dataOf(value);

function deflater(level: number, wbits: number, memLevel: number, strategy: number, dictionary?: Uint8Array): Deflater {
  const { host } = environment;
  if (host.deflater === undefined) throw error("this host cannot compress");
  const bits = wbits < 0 ? -wbits : wbits > MAX_WBITS ? wbits - 16 : wbits;
  if (level < -1 || level > 9 || bits < 8 || bits > MAX_WBITS || memLevel < 1 || memLevel > 9) {
    throw valueError("Invalid initialization option");
  }
  const container = wbits < 0 ? "raw" : wbits > MAX_WBITS ? "gzip" : "zlib";
  return host.deflater({ container, level, windowBits: bits, memLevel, strategy, dictionary });
}

function containerOf(wbits: number): Container {
  if (wbits < 0) return "raw";
  if (wbits > 31) return "auto";
  if (wbits > MAX_WBITS) return "gzip";
  return "zlib";
}

/** Errors of the data, as zlib numbers and words them. */
function decompressing<T>(run: () => T): T {
  try {
    return run();
  } catch (e) {
    if (e instanceof DataError) throw error(`Error -3 while decompressing data: ${e.message}`);
    if (e instanceof NeedsDictionary) throw error("Error 2 while decompressing data");
    throw e;
  }
}

function decompress(value: Value, wbits?: Value): Value {
  const inflater = new Inflater(containerOf(number(wbits, MAX_WBITS)));
  const data = dataOf(value);
  const result = decompressing(() => inflater.push(data));
  if (!inflater.isDone) throw error("Error -5 while decompressing data: incomplete or truncated stream");
  return makeBytes(result);
}

function compress(value: Value, level?: Value, wbits?: Value): Value {
  const stream = deflater(number(level, -1), number(wbits, MAX_WBITS), 8, 0);
  return makeBytes(stream.push(dataOf(value), FLUSH.Z_FINISH));
}

// ---- streams ---------------------------------------------------------------------------------------------------------

class Compress {
  stream: Deflater | undefined;
  constructor(stream: Deflater) {
    this.stream = stream;
  }
  push(data: Uint8Array, flush: number): Value {
    if (this.stream === undefined) throw error("Error -2 while compressing data: inconsistent stream state");
    const result = this.stream.push(data, flush);
    if (flush === FLUSH.Z_FINISH) this.stream = undefined;
    return makeBytes(result);
  }
}

const compressType = () =>
  nativeType({
    name: "Compress",
    module: "zlib",
    ctor: Compress,
    final: true,
    methods: {
      "compress(data, /)": (self: Compress, data: Value) => self.push(dataOf(data), FLUSH.Z_NO_FLUSH),
      "flush(mode=4, /)": (self: Compress, mode?: Value) => {
        const flush = number(mode, FLUSH.Z_FINISH);
        return flush === FLUSH.Z_NO_FLUSH ? makeBytes(EMPTY) : self.push(EMPTY, flush);
      },
    },
  });

class Decompress {
  readonly inflater: Inflater;
  unused: Uint8Array = EMPTY;
  tail: Uint8Array = EMPTY;
  constructor(inflater: Inflater) {
    this.inflater = inflater;
  }

  push(data: Uint8Array, most: number): Value {
    const { inflater } = this;
    if (inflater.isDone) {
      const left = inflater.push(EMPTY, most);
      this.unused = concatenated(this.unused, data);
      return makeBytes(left);
    }
    const result = decompressing(() => inflater.push(data, most));
    if (inflater.isDone) {
      this.unused = inflater.rest();
      this.tail = EMPTY;
    } else this.tail = most > 0 && result.length === most ? inflater.rest() : EMPTY;
    return makeBytes(result);
  }
}

function concatenated(a: Uint8Array, b: Uint8Array): Uint8Array {
  const result = new Uint8Array(a.length + b.length);
  result.set(a);
  result.set(b, a.length);
  return result;
}

function mostOf(value: Value | undefined): number {
  const most = number(value, 0);
  if (most < 0) throw valueError("max_length must be non-negative");
  return most;
}

const decompressType = () =>
  nativeType({
    name: "Decompress",
    module: "zlib",
    ctor: Decompress,
    final: true,
    methods: {
      "decompress(data, /, max_length=0)": (self: Decompress, data: Value, most?: Value) =>
        self.push(dataOf(data), mostOf(most)),
      "flush(length=16384, /)": (self: Decompress, length?: Value) => {
        if (number(length, 1) <= 0) throw valueError("length must be greater than zero");
        const { tail } = self;
        self.tail = EMPTY;
        return self.push(self.inflater.isDone ? EMPTY : tail, 0);
      },
    },
    getters: {
      unused_data: (self: Decompress) => makeBytes(self.unused),
      unconsumed_tail: (self: Decompress) => makeBytes(self.tail),
      eof: (self: Decompress) => self.inflater.isDone,
    },
  });

/** What `gzip` reads with: it keeps what it has not used, and is asked again without more. */
class Decompressor {
  inflater = new Inflater("zlib");
  unused: Uint8Array = EMPTY;
  isHungry = true;
}

const decompressorType = () =>
  nativeType({
    name: "_ZlibDecompressor",
    module: "zlib",
    ctor: Decompressor,
    final: true,
    create: (_cls, args, keywords) => {
      const self = new Decompressor();
      const wbits = args[0] ?? keywords?.get("wbits");
      self.inflater = new Inflater(containerOf(number(wbits, MAX_WBITS)), optional(args[1] ?? keywords?.get("zdict")));
      return self as Value;
    },
    methods: {
      "decompress(data, max_length=-1)": (self: Decompressor, data: Value, limit?: Value) => {
        const { inflater } = self;
        if (inflater.isDone) throw makeException(exceptionTypes.get("EOFError")!, ["End of stream already reached"]);
        const most = Math.max(0, number(limit, -1));
        const result = decompressing(() => inflater.push(dataOf(data), most));
        self.isHungry = !inflater.isDone && (most === 0 || result.length < most);
        if (inflater.isDone) self.unused = inflater.rest();
        return makeBytes(result);
      },
    },
    getters: {
      unused_data: (self: Decompressor) => makeBytes(self.unused),
      needs_input: (self: Decompressor) => self.isHungry,
      eof: (self: Decompressor) => self.inflater.isDone,
    },
  });

export function createZlib(): Module {
  compressType();
  decompressType();
  return moduleFrom("zlib", {
    doc: "The functions in this module allow compression and decompression using the zlib library.",
    functions: {
      "adler32(data, value=1, /)": (data: Value, value?: Value) => adler32(dataOf(data), unsigned(value, 1)),
      "crc32(data, value=0, /)": (data: Value, value?: Value) => crc32(dataOf(data), unsigned(value, 0)),
      "compress(data, /, level=-1, wbits=15)": compress,
      "decompress(data, /, wbits=15, bufsize=16384)": decompress,
      "compressobj(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None)": (
        level?: Value,
        method?: Value,
        wbits?: Value,
        memory?: Value,
        strategy?: Value,
        zdict?: Value,
      ) => {
        if (number(method, 8) !== 8) throw valueError("Invalid initialization option");
        const bits = number(wbits, MAX_WBITS);
        return new Compress(deflater(number(level, -1), bits, number(memory, 8), number(strategy, 0), optional(zdict)));
      },
      "decompressobj(wbits=15, zdict=b'')": (wbits?: Value, zdict?: Value) => {
        const dictionary = optional(zdict);
        const used = dictionary?.length === 0 ? undefined : dictionary;
        return new Decompress(new Inflater(containerOf(number(wbits, MAX_WBITS)), used));
      },
    },
    types: [errorType, decompressorType()],
    attributes: {
      ...FLUSH,
      ...LEVELS,
      ...STRATEGIES,
      MAX_WBITS,
      DEFLATED: 8,
      DEF_MEM_LEVEL: 8,
      DEF_BUF_SIZE: 16384,
      ZLIB_VERSION: "1.3.1",
      ZLIB_RUNTIME_VERSION: "1.3.1",
      __version__: "1.0",
    },
  });
}

const unsigned = (value: Value | undefined, absent: number): number =>
  value === undefined ? absent : Number(BigInt.asUintN(32, BigInt(index(value))));
