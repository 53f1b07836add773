// Hashes of numbers: equal numbers of different types have equal hashes. A rational p/q hashes to p * q**-1 modulo the
// prime 2**61 - 1; dividing by two is a rotation there. -1 is left out, since C code says "error" by it.

import { identityHash } from "../protocols.ts";
import { decompose } from "./doubles.ts";
import { type Int, normal } from "./integers.ts";

const P = (1n << 61n) - 1n;
const INFINITY = 314159;

export function hashInt(x: Int): Int {
  if (typeof x === "number") return x === -1 ? -2 : x;
  const r = normal(x % P);
  return r === -1 ? -2 : r;
}

export function hashFloat(x: number): Int {
  if (Number.isInteger(x)) return Number.isSafeInteger(x) ? hashInt(x + 0) : hashInt(BigInt(x));
  // NaN is equal to nothing: it is hashed as an object.
  if (Number.isNaN(x)) return identityHash(x);
  if (x === Infinity) return INFINITY;
  if (x === -Infinity) return -INFINITY;
  const [mantissa, exponent] = decompose(x);
  const rotation = BigInt(((exponent % 61) + 61) % 61);
  return hashInt((mantissa << rotation) % P);
}

/** hash(real) + 1000003 * hash(imag), as 64 bits have it. */
export function hashComplex(real: number, imag: number): Int {
  const sum = BigInt(hashFloat(real)) + 1000003n * BigInt(hashFloat(imag));
  const r = normal(BigInt.asIntN(64, sum));
  return r === -1 ? -2 : r;
}
