// Arithmetic of Python ints, which are numbers in the safe range and bigints outside it.
//
// Each operation first computes with doubles. A result in the safe range is exact: were the true result outside, the
// rounded one would be too. Anything else is computed again with bigints and brought back by `int`. A result of `-0`
// becomes `0` by adding `0`.

import { memoryError, overflowError, valueError, zeroDivisionError } from "../errors.ts";
import { int } from "../values.ts";

/** A Python int without its class. */
export type Int = number | bigint;

const MAX = Number.MAX_SAFE_INTEGER;
const TWO_32 = 4294967296;

/** `int(value)`, typed for arithmetic. */
export const normal = (value: bigint): Int => int(value) as Int;

const safe = (value: number): boolean => value <= MAX && value >= -MAX;

/** V8 refuses bigints of more than 2**30 bits, as CPython does when memory ends. */
function huge(compute: () => bigint): Int {
  try {
    return normal(compute());
  } catch (e) {
    if (e instanceof RangeError) throw memoryError();
    throw e;
  }
}

export function addInt(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const r = a + b;
    if (safe(r)) return r;
  }
  return normal(BigInt(a) + BigInt(b));
}

export function subInt(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const r = a - b;
    if (safe(r)) return r;
  }
  return normal(BigInt(a) - BigInt(b));
}

export function mulInt(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const r = a * b;
    if (safe(r)) return r + 0;
  }
  return huge(() => BigInt(a) * BigInt(b));
}

/**
 * `a // b`. The floor of the rounded quotient is the true one: a quotient that is not an integer differs from the
 * nearest integer n by at least 1/b, which is more than half a unit in the last place of n while n*b < 2**53.
 */
export function floordivInt(a: Int, b: Int): Int {
  if (b === 0) throw zeroDivisionError("division by zero");
  if (typeof a === "number" && typeof b === "number") return Math.floor(a / b) + 0;
  const x = BigInt(a);
  const y = BigInt(b);
  const q = x / y;
  return normal(x % y !== 0n && x < 0n !== y < 0n ? q - 1n : q);
}

/** `a % b`, with the sign of b. */
export function modInt(a: Int, b: Int): Int {
  if (b === 0) throw zeroDivisionError("division by zero");
  if (typeof a === "number" && typeof b === "number") {
    const r = a % b;
    return r !== 0 && r < 0 !== b < 0 ? r + b : r + 0;
  }
  const y = BigInt(b);
  const r = BigInt(a) % y;
  return normal(r !== 0n && r < 0n !== y < 0n ? r + y : r);
}

/** `a / b` as a double, correctly rounded. */
export function trueDiv(a: Int, b: Int): number {
  if (b === 0) throw zeroDivisionError("division by zero");
  if (typeof a === "number" && typeof b === "number") return a / b;
  const r = ratio(BigInt(a), BigInt(b));
  if (r === undefined) throw overflowError("integer division result too large for a float");
  return r;
}

/** The double nearest to p / q; undefined if there is none. */
export function ratio(p: bigint, q: bigint): number | undefined {
  if (p === 0n) return q < 0n ? -0 : 0;
  const negative = p < 0n !== q < 0n;
  p = p < 0n ? -p : p;
  q = q < 0n ? -q : q;
  // A quotient of 66 bits or so with a sticky last bit rounds as the true one does. Near the subnormals it needs
  // fewer: the last bit kept is then the one that the smallest double has.
  const shift = Math.max(bits(p) - bits(q) - 65, -1140);
  const [x, y] = shift < 0 ? [p << BigInt(-shift), q] : [p, q << BigInt(shift)];
  let quotient = x / y;
  if (quotient * y !== x) quotient |= 1n;
  const r = scale(quotient, shift);
  return r === Infinity ? undefined : negative ? -r : r;
}

/** value * 2**exponent (value > 0), rounded once. */
export function scale(value: bigint, exponent: number): number {
  const length = bits(value);
  const drop = Math.max(length - 53, -1074 - exponent);
  if (drop > 0) {
    const unit = 1n << BigInt(drop);
    const rest = value & (unit - 1n);
    const half = unit >> 1n;
    value >>= BigInt(drop);
    if (rest > half || (rest === half && (value & 1n) === 1n)) value += 1n;
    exponent += drop;
  }
  return twoTo(Number(value), exponent);
}

/** value * 2**exponent where the result is exact or overflows. */
function twoTo(value: number, exponent: number): number {
  for (; exponent > 1000; exponent -= 1000) value *= 2 ** 1000;
  for (; exponent < -1000; exponent += 1000) value *= 2 ** -1000;
  return value * 2 ** exponent;
}

/** The double nearest to an int; OverflowError if it is too large. */
export function toDouble(a: Int): number {
  if (typeof a === "number") return a;
  const r = Number(a);
  if (r === Infinity || r === -Infinity) throw overflowError("int too large to convert to float");
  return r;
}

/** The int that a double with an integral value is. */
export const fromDouble = (value: number): Int => (safe(value) ? value + 0 : normal(BigInt(value)));

/** `a ** b` for b >= 0. */
export function powInt(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    // Each factor divides the result, so a safe result had safe factors.
    let r = 1;
    let base = a;
    for (let e = b; ; ) {
      if (e % 2 === 1) r *= base;
      e = Math.floor(e / 2);
      if (e === 0 || !safe(r)) break;
      base *= base;
    }
    if (safe(r)) return r;
  }
  return a === 0 || a === 1 ? a : a === -1 ? (isOdd(b) ? -1 : 1) : huge(() => BigInt(a) ** BigInt(b));
}

const isOdd = (a: Int): boolean => (typeof a === "number" ? a % 2 !== 0 : (a & 1n) === 1n);

/** `pow(a, b, m)` */
export function powMod(a: Int, b: Int, m: Int): Int {
  if (m === 0) throw valueError("pow() 3rd argument cannot be 0");
  const modulus = BigInt(m < 0 ? -m : m);
  let base = ((BigInt(a) % modulus) + modulus) % modulus;
  let e = BigInt(b);
  if (e < 0n) {
    base = inverse(base, modulus);
    e = -e;
  }
  let r = 1n % modulus;
  const binary = e.toString(2);
  for (const bit of binary) {
    r = (r * r) % modulus;
    if (bit === "1") r = (r * base) % modulus;
  }
  return normal(m < 0 && r !== 0n ? r - modulus : r);
}

function inverse(a: bigint, m: bigint): bigint {
  let [r0, r1] = [m, a];
  let [t0, t1] = [0n, 1n];
  while (r1 !== 0n) {
    const q = r0 / r1;
    [r0, r1] = [r1, r0 - q * r1];
    [t0, t1] = [t1, t0 - q * t1];
  }
  if (r0 !== 1n) throw valueError("base is not invertible for the given modulus");
  return ((t0 % m) + m) % m;
}

/** 2 ** 0 … 2 ** 63: `**` is a slow call. */
const POWERS = Float64Array.from({ length: 64 }, (_, i) => 2 ** i);

export function lshiftInt(a: Int, b: Int): Int {
  if (b < 0) throw valueError("negative shift count");
  if (a === 0) return 0;
  if (typeof b === "bigint") throw overflowError("too many digits in integer");
  if (typeof a === "number" && b < 53) {
    const r = a * POWERS[b]!;
    if (safe(r)) return r;
  }
  return huge(() => BigInt(a) << BigInt(b));
}

export function rshiftInt(a: Int, b: Int): Int {
  if (b < 0) throw valueError("negative shift count");
  if (typeof a === "number") return b < 64 ? Math.floor(a / POWERS[Number(b)]!) : a < 0 ? -1 : 0;
  return typeof b === "bigint" ? (a < 0n ? -1 : 0) : normal(a >> BigInt(b));
}

// Bits of two safe ints: 32 low bits and the rest above, each an int32 in two's complement.

const high = (a: number): number => Math.floor(a / TWO_32);

function joined(high: number, low: number): Int {
  const r = high * TWO_32 + (low >>> 0);
  return r === -MAX - 1 ? BigInt(r) : r;
}

export function andInt(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    return (a | 0) === a && (b | 0) === b ? a & b : joined(high(a) & high(b), a & b);
  }
  return normal(BigInt(a) & BigInt(b));
}

export function orInt(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    return (a | 0) === a && (b | 0) === b ? a | b : joined(high(a) | high(b), a | b);
  }
  return normal(BigInt(a) | BigInt(b));
}

export function xorInt(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    return (a | 0) === a && (b | 0) === b ? a ^ b : joined(high(a) ^ high(b), a ^ b);
  }
  return normal(BigInt(a) ^ BigInt(b));
}

export const negInt = (a: Int): Int => (typeof a === "number" ? 0 - a : normal(-a));

export const invertInt = (a: Int): Int => (typeof a === "number" ? ((a | 0) === a ? ~a : subInt(-1, a)) : normal(~a));

export const absInt = (a: Int): Int => (a < 0 ? negInt(a) : a);

/** How many bits the absolute value has. */
export function bitLength(a: Int): number {
  if (typeof a === "bigint") return bits(a < 0n ? -a : a);
  a = Math.abs(a);
  return a < TWO_32 ? 32 - Math.clz32(a) : 64 - Math.clz32(high(a));
}

/** The length of a bigint >= 0 in bits. */
export function bits(a: bigint): number {
  const hex = a.toString(16);
  return a === 0n ? 0 : hex.length * 4 - Math.clz32(Number.parseInt(hex[0]!, 16)) + 28;
}

/** How many bits of the absolute value are 1. */
export function bitCount(a: Int): number {
  let count = 0;
  for (const digit of a.toString(2)) if (digit === "1") count++;
  return count;
}

/** The nearest multiple of 10**digits, ties to the even one. */
export function roundInt(a: Int, digits: Int): Int {
  const unit = powInt(10, digits);
  const below = floordivInt(a, unit);
  const rest = subInt(a, mulInt(below, unit));
  const twice = mulInt(rest, 2);
  const up = twice > unit || (twice === unit && isOdd(below));
  return mulInt(up ? addInt(below, 1) : below, unit);
}

/** Greatest common divisor of two ints >= 0. */
export function gcdInt(a: Int, b: Int): Int {
  while (b !== 0) [a, b] = [b, modInt(a, b)];
  return a;
}
