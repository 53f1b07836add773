// The module `_sha2`, of which `random` needs SHA-512 to seed itself with text; over 64-bit integers, plainly.

import { Bytes, makeBytes } from "../runtime/bytes/bytes.ts";
import { typeError } from "../runtime/errors.ts";
import type { Module } from "../runtime/modules.ts";
import { nativeType } from "../runtime/native.ts";
import { typeName } from "../runtime/types.ts";
import { None, type Value } from "../runtime/values.ts";
import { moduleFrom } from "./define.ts";

const MASK = (1n << 64n) - 1n;

/** The first 64 bits of the fractional part of a root of n. */
function fraction(n: number, root: 2n | 3n): bigint {
  // floor(root of (n · 2^(64·root))) by bisection.
  const target = BigInt(n) << (64n * root);
  let low = 0n;
  let high = 1n << 70n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** root <= target) low = middle;
    else high = middle;
  }
  return low & MASK;
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((p) => n % p !== 0)) found.push(n);
  return found;
}

const rotate = (x: bigint, n: bigint): bigint => ((x >> n) | (x << (64n - n))) & MASK;

function sha512(data: Uint8Array): Uint8Array {
  const constants = primes(80).map((p) => fraction(p, 3n));
  const state = primes(8).map((p) => fraction(p, 2n));
  const padded = new Uint8Array(Math.ceil((data.length + 17) / 128) * 128);
  padded.set(data);
  padded[data.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(data.length) * 8n);
  for (let at = 0; at < padded.length; at += 128) {
    const w = Array.from({ length: 16 }, (_, i) => view.getBigUint64(at + i * 8));
    for (let i = 16; i < 80; i++) {
      const [x, y] = [w[i - 15]!, w[i - 2]!];
      const s0 = rotate(x, 1n) ^ rotate(x, 8n) ^ (x >> 7n);
      const s1 = rotate(y, 19n) ^ rotate(y, 61n) ^ (y >> 6n);
      w.push((w[i - 16]! + s0 + w[i - 7]! + s1) & MASK);
    }
    let [a, b, c, d, e, f, g, h] = state as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
    for (let i = 0; i < 80; i++) {
      const s1 = rotate(e, 14n) ^ rotate(e, 18n) ^ rotate(e, 41n);
      const t1 = h + s1 + ((e & f) ^ (~e & MASK & g)) + constants[i]! + w[i]!;
      const s0 = rotate(a, 28n) ^ rotate(a, 34n) ^ rotate(a, 39n);
      const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) & MASK, c, b, a, (t1 + t2) & MASK];
    }
    for (const [i, x] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i]! + x) & MASK;
  }
  const digest = new DataView(new ArrayBuffer(64));
  for (const [i, x] of state.entries()) digest.setBigUint64(i * 8, x);
  return new Uint8Array(digest.buffer);
}

class Hash {
  data: Uint8Array = new Uint8Array(0);
  add(value: Value): void {
    if (!(value instanceof Bytes)) throw typeError(`a bytes-like object is required, not '${typeName(value)}'`);
    this.data = Uint8Array.from([...this.data, ...value.data]);
  }
}

export function createSha2(): Module {
  nativeType({
    name: "SHA512Type",
    module: "_sha2",
    ctor: Hash,
    methods: {
      "update(data, /)": (self: Hash, data: Value) => {
        self.add(data);
        return None;
      },
      "digest()": (self: Hash) => makeBytes(sha512(self.data)),
      "hexdigest()": (self: Hash) => [...sha512(self.data)].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
    },
    getters: { digest_size: () => 64, block_size: () => 128, name: () => "sha512" },
  });
  return moduleFrom("_sha2", {
    functions: {
      "sha512(string=b'', *, usedforsecurity=True)": (data?: Value) => {
        const self = new Hash();
        if (data !== undefined) self.add(data);
        return self;
      },
    },
  });
}
