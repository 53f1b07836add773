// Decompression: the deflate format (RFC 1951) in the containers of zlib (RFC 1950) and gzip (RFC 1952).
//
// Input comes in pieces of any size. Each step (a header, a symbol, a stored run) is taken whole: where the input ends in
// the midst of one, what it read is given back, and it begins anew when there is more. So no step has states of its own.
//
// States: header → block ⇄ (stored | codes) → trailer → done. Output is kept with the last 32 KB before it, to which
// matches refer.

import { adler32, crc32 } from "./checksums.ts";

/** The input is wrong; the message is zlib's. */
export class DataError extends Error {}
/** The stream wants the dictionary that it was compressed with. */
export class NeedsDictionary extends Error {}

const UNDERFLOW = new Error("underflow");
const WINDOW = 32768;

/** What is around the compressed data. */
export type Container = "raw" | "zlib" | "gzip" | "auto";
type State = "header" | "block" | "stored" | "codes" | "trailer" | "done";

/** A code: indexed by as many bits as its longest word has; the length of the word below, the symbol above. */
interface Code {
  readonly bits: number;
  readonly entries: Int32Array;
}

const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Bases of the lengths from symbol 257 on, and of the distances, with the numbers of their extra bits. */
const LENGTHS = ranges(3, [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5]).concat([
  [258, 0],
]);
const DISTANCES = ranges(
  1,
  Array.from({ length: 30 }, (_, i) => Math.max(0, (i >> 1) - 1)),
);

function ranges(first: number, extras: number[]): (readonly [base: number, extra: number])[] {
  let base = first;
  return extras.map((extra) => {
    const range = [base, extra] as const;
    base += 1 << extra;
    return range;
  });
}

function makeCode(lengths: readonly number[], what: string): Code {
  const bits = Math.max(...lengths);
  const entries = new Int32Array(1 << bits);
  let word = 0;
  let used = 0;
  for (let length = 1; length <= bits; length++) {
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] !== length) continue;
      used += 1 << (bits - length);
      if (used > 1 << bits) throw new DataError(`invalid ${what} set`);
      for (let i = reversed(word, length); i < entries.length; i += 1 << length) entries[i] = (symbol << 4) | length;
      word++;
    }
    word <<= 1;
  }
  // A single word may leave the other one unused.
  if (used < 1 << bits && bits > 1) throw new DataError(`invalid ${what} set`);
  return { bits, entries };
}

function reversed(word: number, length: number): number {
  let result = 0;
  for (let i = 0; i < length; i++) result = (result << 1) | ((word >> i) & 1);
  return result;
}

const fill = (count: number, value: number): number[] => new Array<number>(count).fill(value);
let fixed: [Code, Code] | undefined;
const fixedCodes = (): [Code, Code] => [
  makeCode([...fill(144, 8), ...fill(112, 9), ...fill(24, 7), ...fill(8, 8)], "literal/lengths"),
  makeCode(fill(32, 5), "distances"),
];

export class Inflater {
  state: State;
  /** Given and not read yet. */
  input: Uint8Array = new Uint8Array(0);
  private at = 0;
  private hold = 0;
  private held = 0;

  private output = new Uint8Array(2 * WINDOW);
  private size = 0;
  /** What was taken of the output. */
  private taken = 0;
  private checked = 0;
  private check = 1;
  private total = 0;

  private container: Container;
  private readonly dictionary: Uint8Array | undefined;
  private isLast = false;
  private stored = 0;
  private literals: Code | undefined;
  private distances: Code | undefined;

  constructor(container: Container, dictionary?: Uint8Array) {
    this.container = container;
    this.dictionary = dictionary;
    this.state = container === "raw" ? "block" : "header";
    if (container === "raw" && dictionary !== undefined) this.preset(dictionary);
  }

  private preset(dictionary: Uint8Array): void {
    const used = dictionary.subarray(Math.max(0, dictionary.length - WINDOW));
    this.output.set(used);
    this.size = this.taken = this.checked = used.length;
  }

  get isDone(): boolean {
    return this.state === "done";
  }

  /** Input that was not needed: after the end, or beyond the output that was wanted. */
  rest(): Uint8Array {
    const rest = this.input.subarray(this.at - (this.isDone ? this.held >> 3 : 0));
    this.input = new Uint8Array(0);
    this.at = 0;
    if (this.isDone) this.hold = this.held = 0;
    return rest;
  }

  /** Takes more input, and gives the output there is: not more than `most`, if that is not 0. */
  push(data: Uint8Array, most = 0): Uint8Array {
    const left = this.input.subarray(this.at);
    this.input = left.length === 0 ? data : joined(left, data);
    this.at = 0;
    while (!this.isDone && (most === 0 || this.size - this.taken < most) && this.step());
    return this.take(most);
  }

  private take(most: number): Uint8Array {
    const there = this.size - this.taken;
    const result = this.output.slice(this.taken, this.taken + (most === 0 ? there : Math.min(most, there)));
    this.taken += result.length;
    this.sum();
    const spare = Math.min(this.taken, this.size - WINDOW);
    if (spare > WINDOW) {
      this.output.copyWithin(0, spare, this.size);
      this.size -= spare;
      this.taken -= spare;
      this.checked -= spare;
    }
    return result;
  }

  private sum(): void {
    const data = this.output.subarray(this.checked, this.size);
    this.total += data.length;
    this.checked = this.size;
    if (this.container === "zlib") this.check = adler32(data, this.check);
    else if (this.container === "gzip") this.check = crc32(data, this.check);
  }

  /** False where the input has come to its end. */
  private step(): boolean {
    const { at, hold, held } = this;
    try {
      switch (this.state) {
        case "header":
          this.header();
          break;
        case "block":
          this.block();
          break;
        case "stored":
          this.copyStored();
          break;
        case "codes":
          this.symbol();
          break;
        default:
          this.trailer();
      }
      return true;
    } catch (error) {
      if (error !== UNDERFLOW) throw error;
      this.at = at;
      this.hold = hold;
      this.held = held;
      return false;
    }
  }

  // ---- bits

  private bits(count: number): number {
    while (this.held < count) {
      if (this.at >= this.input.length) throw UNDERFLOW;
      this.hold |= this.input[this.at++]! << this.held;
      this.held += 8;
    }
    const value = this.hold & ((1 << count) - 1);
    this.hold >>>= count;
    this.held -= count;
    return value;
  }

  private word({ bits, entries }: Code): number {
    while (this.held < bits && this.at < this.input.length) {
      this.hold |= this.input[this.at++]! << this.held;
      this.held += 8;
    }
    const entry = entries[this.hold & ((1 << bits) - 1)]!;
    const length = entry & 15;
    if (length > this.held || (length === 0 && this.held < bits)) throw UNDERFLOW;
    if (length === 0) throw new DataError("invalid code");
    this.hold >>>= length;
    this.held -= length;
    return entry >> 4;
  }

  private align(): void {
    this.bits(this.held & 7);
  }

  private byte(): number {
    return this.bits(8);
  }

  // ---- containers

  private header(): void {
    const first = this.byte();
    const second = this.byte();
    const isGzip = first === 0x1f && second === 0x8b;
    if (this.container === "auto" ? isGzip : this.container === "gzip") {
      if (!isGzip) throw new DataError("incorrect header check");
      this.gzipHeader();
      return;
    }
    if (((first << 8) | second) % 31 !== 0) throw new DataError("incorrect header check");
    if ((first & 15) !== 8) throw new DataError("unknown compression method");
    if (first >> 4 > 7) throw new DataError("invalid window size");
    const wanted = second & 0x20 ? this.bigEndian() : undefined;
    if (wanted !== undefined) {
      if (this.dictionary === undefined) throw new NeedsDictionary();
      if (adler32(this.dictionary) !== wanted) throw new DataError("incorrect data check");
      this.preset(this.dictionary);
    }
    this.container = "zlib";
    this.state = "block";
  }

  private gzipHeader(): void {
    if (this.byte() !== 8) throw new DataError("unknown compression method");
    const flags = this.byte();
    for (let i = 0; i < 6; i++) this.byte();
    if (flags & 4) for (let n = this.bits(16); n > 0; n--) this.byte();
    for (const flag of [8, 16]) if (flags & flag) while (this.byte() !== 0);
    if (flags & 2) this.bits(16);
    this.container = "gzip";
    this.check = 0;
    this.state = "block";
  }

  private bigEndian(): number {
    return ((this.byte() << 24) | (this.byte() << 16) | (this.byte() << 8) | this.byte()) >>> 0;
  }

  private trailer(): void {
    this.align();
    this.sum();
    if (this.container === "zlib" && this.bigEndian() !== this.check) throw new DataError("incorrect data check");
    if (this.container === "gzip") {
      const check = (this.bits(16) | (this.bits(16) << 16)) >>> 0;
      if (check !== this.check) throw new DataError("incorrect data check");
      const length = (this.bits(16) | (this.bits(16) << 16)) >>> 0;
      if (length !== this.total >>> 0) throw new DataError("incorrect length check");
    }
    this.state = "done";
  }

  // ---- blocks

  private block(): void {
    const isLast = this.bits(1) === 1;
    const type = this.bits(2);
    if (type === 0) {
      this.align();
      const length = this.bits(16);
      if ((length ^ 0xffff) !== this.bits(16)) throw new DataError("invalid stored block lengths");
      this.stored = length;
      this.state = "stored";
    } else if (type === 1) {
      fixed ??= fixedCodes();
      [this.literals, this.distances] = fixed;
      this.state = "codes";
    } else if (type === 2) this.dynamic();
    else throw new DataError("invalid block type");
    this.isLast = isLast;
  }

  private dynamic(): void {
    const literals = this.bits(5) + 257;
    const distances = this.bits(5) + 1;
    const count = this.bits(4) + 4;
    if (literals > 286 || distances > 30) throw new DataError("too many length or distance symbols");
    const orders = fill(19, 0);
    for (let i = 0; i < count; i++) orders[ORDER[i]!] = this.bits(3);
    const code = makeCode(orders, "code lengths");
    const lengths: number[] = [];
    while (lengths.length < literals + distances) {
      const symbol = this.word(code);
      if (symbol < 16) lengths.push(symbol);
      else if (symbol === 16) {
        if (lengths.length === 0) throw new DataError("invalid bit length repeat");
        lengths.push(...fill(this.bits(2) + 3, lengths.at(-1)!));
      } else lengths.push(...fill(symbol === 17 ? this.bits(3) + 3 : this.bits(7) + 11, 0));
    }
    if (lengths.length > literals + distances) throw new DataError("invalid bit length repeat");
    if (lengths[256] === 0) throw new DataError("invalid code -- missing end-of-block");
    this.literals = makeCode(lengths.slice(0, literals), "literal/lengths");
    this.distances = makeCode(lengths.slice(literals), "distances");
    this.state = "codes";
  }

  private endBlock(): void {
    this.state = this.isLast ? "trailer" : "block";
    if (this.isLast && this.container === "raw") {
      this.align();
      this.state = "done";
    }
  }

  private copyStored(): void {
    // Whole bytes that were read ahead come first.
    while (this.stored > 0 && this.held > 0) {
      this.put(this.byte());
      this.stored--;
    }
    const run = this.input.subarray(this.at, this.at + this.stored);
    this.reserve(run.length);
    this.output.set(run, this.size);
    this.size += run.length;
    this.at += run.length;
    this.stored -= run.length;
    if (this.stored === 0) this.endBlock();
    else if (run.length === 0) throw UNDERFLOW;
  }

  private symbol(): void {
    const symbol = this.word(this.literals!);
    if (symbol < 256) this.put(symbol);
    else if (symbol === 256) this.endBlock();
    else this.match(symbol);
  }

  private match(symbol: number): void {
    const length = LENGTHS[symbol - 257];
    if (length === undefined) throw new DataError("invalid literal/length code");
    const count = length[0] + this.bits(length[1]);
    const distance = DISTANCES[this.word(this.distances!)];
    if (distance === undefined) throw new DataError("invalid distance code");
    const back = distance[0] + this.bits(distance[1]);
    if (back > this.size) throw new DataError("invalid distance too far back");
    this.reserve(count);
    for (let i = 0; i < count; i++, this.size++) this.output[this.size] = this.output[this.size - back]!;
  }

  private put(byte: number): void {
    this.reserve(1);
    this.output[this.size++] = byte;
  }

  private reserve(count: number): void {
    if (this.size + count <= this.output.length) return;
    const grown = new Uint8Array(2 * this.output.length + count);
    grown.set(this.output.subarray(0, this.size));
    this.output = grown;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const result = new Uint8Array(a.length + b.length);
  result.set(a);
  result.set(b, a.length);
  return result;
}
