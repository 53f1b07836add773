// The module `_blake2`: BLAKE2b and BLAKE2s with keys, salts and trees (RFC 7693 and the parameters of its specification),
// which hosts do not offer. Both are one algorithm over words of 64 or 32 bits; words are bigints here, plainly.

import { bytesOf, makeBytes } from "../../runtime/bytes/bytes.ts";
import { overflowError, typeError, valueError } from "../../runtime/errors.ts";
import type { Module } from "../../runtime/modules.ts";
import { nativeType } from "../../runtime/native.ts";
import { index, truth } from "../../runtime/protocols.ts";
import type { Type } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { constructor } from "../constructor.ts";
import { moduleFrom } from "../define.ts";
import { dataOf, hexOf } from "./index.ts";

interface Variant {
  readonly name: string;
  /** Bits of a word. */
  readonly bits: bigint;
  readonly rounds: number;
  readonly rotations: readonly [bigint, bigint, bigint, bigint];
  /** The first digits of the roots of the first primes, as in SHA-2. */
  readonly start: readonly bigint[];
}

const START = [
  ...[0x6a09e667f3bcc908n, 0xbb67ae8584caa73bn, 0x3c6ef372fe94f82bn, 0xa54ff53a5f1d36f1n],
  ...[0x510e527fade682d1n, 0x9b05688c2b3e6c1fn, 0x1f83d9abfb41bd6bn, 0x5be0cd19137e2179n],
];

const BLAKE2B: Variant = { name: "blake2b", bits: 64n, rounds: 12, rotations: [32n, 24n, 16n, 63n], start: START };
const BLAKE2S: Variant = {
  name: "blake2s",
  bits: 32n,
  rounds: 10,
  rotations: [16n, 12n, 8n, 7n],
  start: START.map((word) => word >> 32n),
};

/** In which order each round takes the words of a block. */
const ORDERS = (
  "0123456789abcdef ea489fd61c02b753 b8c052fdae367194 7931dcbe265a40f8 905724afe1bc683d " +
  "2c6a0b834d75fe19 c51fed4a0763928b db7ec13950f4862a 6fe9b308c2d714a5 a2847615fb9e3cd0"
)
  .split(" ")
  .map((text) => [...text].map((digit) => Number.parseInt(digit, 16)));

const MIXES = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const;

class Blake2 {
  readonly variant: Variant;
  readonly size: number;
  private readonly state: bigint[];
  private readonly isLastNode: boolean;
  /** What does not fill a block yet; a full block waits too, since the last one is marked. */
  private rest: Uint8Array = new Uint8Array(0);
  private count = 0n;

  constructor(variant: Variant, size: number, state: bigint[], isLastNode: boolean) {
    this.variant = variant;
    this.size = size;
    this.state = state;
    this.isLastNode = isLastNode;
  }

  get blockSize(): number {
    return Number(this.variant.bits) * 2;
  }

  copy(): Blake2 {
    const copy = new Blake2(this.variant, this.size, [...this.state], this.isLastNode);
    copy.rest = this.rest;
    copy.count = this.count;
    return copy;
  }

  update(data: Uint8Array): void {
    const { blockSize } = this;
    const all = new Uint8Array(this.rest.length + data.length);
    all.set(this.rest);
    all.set(data, this.rest.length);
    let at = 0;
    for (; all.length - at > blockSize; at += blockSize)
      this.compress(all.subarray(at, at + blockSize), blockSize, false);
    this.rest = all.slice(at);
  }

  digest(): Uint8Array {
    const end = this.copy();
    const block = new Uint8Array(this.blockSize);
    block.set(end.rest);
    end.compress(block, end.rest.length, true);
    const bytes = Number(this.variant.bits) / 8;
    const result = new Uint8Array(8 * bytes);
    end.state.forEach((word, i) => {
      for (let k = 0; k < bytes; k++) result[i * bytes + k] = Number((word >> BigInt(8 * k)) & 0xffn);
    });
    return result.slice(0, this.size);
  }

  private compress(block: Uint8Array, length: number, isLast: boolean): void {
    const { bits, rounds, rotations, start } = this.variant;
    const mask = (1n << bits) - 1n;
    const turned = (word: bigint, by: bigint): bigint => ((word >> by) | (word << (bits - by))) & mask;
    const words = wordsOf(block, Number(bits) / 8);
    this.count += BigInt(length);
    const v = [...this.state, ...start];
    v[12]! ^= this.count & mask;
    v[13]! ^= (this.count >> bits) & mask;
    if (isLast) v[14]! ^= mask;
    if (isLast && this.isLastNode) v[15]! ^= mask;
    for (let round = 0; round < rounds; round++) {
      const order = ORDERS[round % 10]!;
      MIXES.forEach(([a, b, c, d], i) => {
        v[a] = (v[a]! + v[b]! + words[order[2 * i]!]!) & mask;
        v[d] = turned(v[d]! ^ v[a]!, rotations[0]);
        v[c] = (v[c]! + v[d]!) & mask;
        v[b] = turned(v[b]! ^ v[c]!, rotations[1]);
        v[a] = (v[a]! + v[b]! + words[order[2 * i + 1]!]!) & mask;
        v[d] = turned(v[d]! ^ v[a]!, rotations[2]);
        v[c] = (v[c]! + v[d]!) & mask;
        v[b] = turned(v[b]! ^ v[c]!, rotations[3]);
      });
    }
    for (let i = 0; i < 8; i++) this.state[i]! ^= v[i]! ^ v[i + 8]!;
  }
}

/** Words of so many bytes, the lowest byte first. */
function wordsOf(data: Uint8Array, bytes: number): bigint[] {
  return Array.from({ length: data.length / bytes }, (_, i) => {
    let word = 0n;
    for (let k = bytes - 1; k >= 0; k--) word = (word << 8n) | BigInt(data[i * bytes + k]!);
    return word;
  });
}

const PARAMETERS =
  "data=b'', /, *, digest_size=None, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, " +
  "node_depth=0, inner_size=0, last_node=False, usedforsecurity=True, string=None";

function make(
  variant: Variant,
  data?: Value,
  digestSize: Value = None,
  key?: Value,
  salt?: Value,
  person?: Value,
  ...tree: (Value | undefined)[]
): Blake2 {
  const word = Number(variant.bits) / 8;
  const most = word * 8;
  const number = (i: number, what: string, least: number, limit: number, fallback: number): number => {
    const n = tree[i] === undefined ? fallback : Number(index(tree[i]));
    if (n > limit && what.endsWith("size")) throw overflowError(`${what} is too large`);
    if (n < least || n > limit) throw valueError(`${what} must be between ${least} and ${limit}`);
    return n;
  };
  const text = (value: Value | undefined, what: string, limit: number): Uint8Array => {
    const bytes = value === undefined ? new Uint8Array(0) : bytesOf(value);
    if (bytes === undefined) throw typeError(`a bytes-like object is required for ${what}`);
    if (bytes.length > limit) throw valueError(`maximum ${what} length is ${limit} bytes`);
    return bytes;
  };
  const size = digestSize === None ? most : Number(index(digestSize));
  if (size < 1 || size > most) {
    throw valueError(`digest_size for ${variant.name} must be between 1 and ${most} bytes, here it is ${size}`);
  }
  const keyBytes = text(key, "key", most);
  const block = new Uint8Array(most);
  const view = new DataView(block.buffer);
  block.set([size, keyBytes.length, number(0, "fanout", 0, 255, 1), number(1, "depth", 1, 255, 1)]);
  view.setUint32(4, number(2, "leaf_size", 0, 0xffffffff, 0), true);
  const offset = BigInt(tree[3] === undefined ? 0 : index(tree[3]));
  if (offset < 0n) throw overflowError("can't convert negative int to unsigned");
  view.setBigUint64(8, offset, true);
  const depthAt = word === 8 ? 16 : 14;
  if (word === 4 && offset >= 1n << 48n) throw overflowError("node_offset is too large");
  block[depthAt] = number(4, "node_depth", 0, 255, 0);
  block[depthAt + 1] = number(5, "inner_size", 0, most, 0);
  block.set(text(salt, "salt", 2 * word), 4 * word);
  block.set(text(person, "person", 2 * word), 6 * word);
  const state = wordsOf(block, word).map((each, i) => each ^ variant.start[i]!);
  const self = new Blake2(variant, size, state, tree[6] !== undefined && truth(tree[6]));
  if (keyBytes.length > 0) {
    const first = new Uint8Array(self.blockSize);
    first.set(keyBytes);
    self.update(first);
  }
  const message = data ?? tree[8];
  if (message !== undefined && message !== None) self.update(dataOf(message));
  return self;
}

function declare(variant: Variant): Type {
  const word = Number(variant.bits) / 8;
  class Instance extends Blake2 {}
  return nativeType({
    name: variant.name,
    module: "_blake2",
    ctor: Instance as unknown as new () => object,
    final: true,
    create: constructor(`${variant.name}(${PARAMETERS})`, (_cls, ...args: Value[]) => as(make(variant, ...args))),
    methods: {
      "update(data, /)": (self: Blake2, data: Value) => {
        self.update(dataOf(data));
        return None;
      },
      "copy()": (self: Blake2) => as(self.copy()),
      "digest()": (self: Blake2) => makeBytes(self.digest()),
      "hexdigest()": (self: Blake2) => hexOf(self.digest()),
    },
    getters: {
      name: () => variant.name,
      block_size: (self: Blake2) => self.blockSize,
      digest_size: (self: Blake2) => self.size,
    },
    attributes: {
      SALT_SIZE: 2 * word,
      PERSON_SIZE: 2 * word,
      MAX_KEY_SIZE: 8 * word,
      MAX_DIGEST_SIZE: 8 * word,
    },
  });
  function as(hash: Blake2): Value {
    return Object.setPrototypeOf(hash, Instance.prototype);
  }
}

export function createBlake2(): Module {
  return moduleFrom("_blake2", { types: [declare(BLAKE2B), declare(BLAKE2S)] });
}
