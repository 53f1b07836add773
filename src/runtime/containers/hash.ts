// Hashes in two halves of 32 bits. CPython combines the hashes of a tuple's items in 64-bit arithmetic; two int32 do the
// same without the cost of bigints, which makes tuples usable as keys, and gives the very numbers that decide the order
// in which CPython prints a set. The low half is what dict and set sort their difficult keys by.

import { hash } from "../protocols.ts";
import { known } from "../types.ts";
import { int, type Value } from "../values.ts";
import { Tuple, tupleHash } from "./tuple.ts";

/** The high half of the last hash that `lowHash` or `itemsHash` gave. */
let high = 0;

export const highHash = (): number => high;

/** The low 32 bits of `hash(value)`; the others are then in `highHash()`. */
export function lowHash(value: Value): number {
  switch (typeof value) {
    case "number":
      if ((value | 0) === value && value !== -1) {
        high = value >> 31;
        return value;
      }
      if (Number.isInteger(value)) return split(value === -1 ? -2 : value);
      break;
    case "boolean":
      high = 0;
      return value ? 1 : 0;
    case "object":
      if (value instanceof Tuple && value.m$__hash__ === tupleHash) return itemsHash(value.items);
      break;
  }
  return split(hash(value));
}

function split(h: number | bigint): number {
  if (typeof h === "number") {
    const low = h | 0;
    high = low === h ? low >> 31 : Math.floor(h / 0x1_0000_0000) | 0;
    return low;
  }
  high = Number(BigInt.asIntN(32, h >> 32n));
  return Number(BigInt.asIntN(32, h));
}

/** The two halves as Python's integer. */
export function joined(low: number): number | bigint {
  // A hash near zero is a plain number without any detour.
  if (high === low >> 31) return low;
  const value = high * 0x1_0000_0000 + (low >>> 0);
  if (Number.isSafeInteger(value)) return value;
  return int((BigInt(high) << 32n) | BigInt(low >>> 0)) as number | bigint;
}

/** The high half of the 64-bit product of two unsigned 32-bit numbers: in quarters of 16 bits, no sum of which overflows. */
function multiplyHigh(a: number, b: number): number {
  const a0 = a & 0xffff;
  const a1 = a >>> 16;
  const b0 = b & 0xffff;
  const b1 = b >>> 16;
  const middle = (Math.imul(a1, b0) >>> 0) + (Math.imul(a0, b0) >>> 16);
  const carry = (Math.imul(a0, b1) >>> 0) + (middle & 0xffff);
  return (Math.imul(a1, b1) + (middle >>> 16) + (carry >>> 16)) | 0;
}

// xxHash's primes, halved.
const P1_HIGH = 0x9e3779b1 | 0;
const P1_LOW = 0x85ebca87 | 0;
const P2_HIGH = 0xc2b2ae3d | 0;
const P2_LOW = 0x27d4eb4f | 0;
const P5_HIGH = 0x27d4eb2f | 0;
const P5_LOW = 0x165667c5 | 0;

/** The hash of a tuple of these items: https://github.com/python/cpython/blob/3.14/Objects/tupleobject.c, tuple_hash. */
export function itemsHash(items: readonly Value[]): number {
  let accHigh = P5_HIGH;
  let accLow = P5_LOW;
  for (let i = 0; i < items.length; i++) {
    const laneLow = lowHash(items[i]!);
    const laneHigh = high;
    const productLow = Math.imul(laneLow, P2_LOW);
    const productHigh = (multiplyHigh(laneLow, P2_LOW) + Math.imul(laneHigh, P2_LOW) + Math.imul(laneLow, P2_HIGH)) | 0;
    const sumLow = (accLow + productLow) | 0;
    const sumHigh = (accHigh + productHigh + (sumLow >>> 0 < productLow >>> 0 ? 1 : 0)) | 0;
    const turnedHigh = (sumHigh << 31) | (sumLow >>> 1);
    const turnedLow = (sumLow << 31) | (sumHigh >>> 1);
    accLow = Math.imul(turnedLow, P1_LOW);
    accHigh = (multiplyHigh(turnedLow, P1_LOW) + Math.imul(turnedHigh, P1_LOW) + Math.imul(turnedLow, P1_HIGH)) | 0;
  }
  const end = items.length ^ P5_LOW ^ 3527539;
  accLow = (accLow + end) | 0;
  accHigh = (accHigh + P5_HIGH + (accLow >>> 0 < end >>> 0 ? 1 : 0)) | 0;
  if (accHigh === -1 && accLow === -1) {
    accHigh = 0;
    accLow = 1546275796;
  }
  high = accHigh;
  return accLow;
}

/** The hash of a frozenset of these elements, whatever their order: setobject.c, frozenset_hash. */
export function elementsHash(elements: Iterable<Value>, count: number): number | bigint {
  let h = 0n;
  for (const element of elements) {
    const low = lowHash(element);
    const x = (BigInt(high) << 32n) | BigInt(low >>> 0);
    h ^= BigInt.asUintN(64, (x ^ 89869747n ^ (x << 16n)) * 3644798167n);
  }
  h ^= BigInt.asUintN(64, (BigInt(count) + 1n) * 1927868237n);
  h ^= (h >> 11n) ^ (h >> 25n);
  h = BigInt.asIntN(64, h * 69069n + 907133923n);
  return int(h === -1n ? 590923713n : h) as number | bigint;
}

/** Is the hash the same in every run of CPython? Strings, bytes and identities are not. */
export function hasFixedHash(value: Value): boolean {
  switch (typeof value) {
    case "number":
      return !Number.isNaN(value);
    case "bigint":
    case "boolean":
      return true;
    case "object": {
      if (value instanceof Tuple) return value.m$__hash__ === tupleHash && value.items.every(hasFixedHash);
      const type = (value as { type_?: { tp: { name: string; heap: boolean } } }).type_;
      return type === known.float || (type !== undefined && !type.tp.heap && type.tp.name === "NoneType");
    }
    default:
      return false;
  }
}
