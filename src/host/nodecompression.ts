// Compression by Node's zlib, in place. Its documented functions take all data at once; what its streams are made of takes
// it piece by piece, and leaves in `_writeState` how much room and input were left.

import type { DeflateOptions, Deflater } from "./host.ts";

interface Stream {
  readonly _handle: {
    writeSync(
      flush: number,
      input: Uint8Array,
      inputAt: number,
      inputSize: number,
      output: Uint8Array,
      outputAt: number,
      outputSize: number,
    ): void;
  };
  readonly _writeState: Uint32Array;
}

const CHUNK = 16_384;

export function nodeDeflater({ container, dictionary, ...options }: DeflateOptions): Deflater {
  const zlib = process.getBuiltinModule("node:zlib") as typeof import("node:zlib");
  // zlib itself takes 9 bits where 8 are asked for.
  const given = { ...options, windowBits: Math.max(9, options.windowBits), ...(dictionary && { dictionary }) };
  const make = { raw: zlib.createDeflateRaw, zlib: zlib.createDeflate, gzip: zlib.createGzip }[container];
  const { _handle: handle, _writeState: state } = make(given) as unknown as Stream;
  return {
    push(data, flush) {
      const output = new Uint8Array(CHUNK);
      const parts: Uint8Array[] = [];
      let left = data.length;
      do {
        handle.writeSync(flush, data, data.length - left, left, output, 0, CHUNK);
        left = state[1]!;
        parts.push(output.slice(0, CHUNK - state[0]!));
      } while (state[0] === 0);
      return new Uint8Array(Buffer.concat(parts));
    },
  };
}
