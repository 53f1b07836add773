// The module `math`. JavaScript's Math gives most of it; the rest is error handling as CPython's, exact integers, and
// functions that Math has not: gamma and the error function, sums without rounding on the way.

import { Tuple } from "../runtime/containers/tuple.ts";
import { overflowError, typeError, valueError, zeroDivisionError } from "../runtime/errors.ts";
import type { Module } from "../runtime/modules.ts";
import { asDouble, doubleOf, floatOf, intOf, truncate } from "../runtime/numbers/coerce.ts";
import { absInt, bitLength, floordivInt, gcdInt, type Int, mulInt, normal } from "../runtime/numbers/integers.ts";
import { floatRepr } from "../runtime/numbers/text.ts";
import * as operators from "../runtime/operators.ts";
import { index, iter, iterate, toArray } from "../runtime/protocols.ts";
import { special, typeName } from "../runtime/types.ts";
import { Float, float, None, type Value } from "../runtime/values.ts";
import { moduleFrom } from "./define.ts";
import { erf, erfc, gamma, logGamma } from "./specialfunctions.ts";

type Real = (x: number) => number;

const domain = (x: number, expected = "expected a number in range from -1 up to 1"): Error =>
  valueError(`${expected}, got ${floatRepr(x)}`);

/** A function whose result is not finite only where the argument is not: else the range is left. */
const bounded =
  (f: Real) =>
  (value: Value): Value => {
    const x = asDouble(value);
    const y = f(x);
    if (!Number.isFinite(y) && Number.isFinite(x)) {
      throw Number.isNaN(y) ? valueError("math domain error") : overflowError("math range error");
    }
    return float(y);
  };

/** A function that is defined where `inside` holds. */
const within =
  (f: Real, inside: (x: number) => boolean, expected?: string) =>
  (value: Value): Value => {
    const x = asDouble(value);
    if (!Number.isNaN(x) && !inside(x)) throw domain(x, expected);
    return float(f(x));
  };

const FINITE = "expected a finite input";
const isFinite = Number.isFinite;

/** log of an int that is too great for a double: by its leading bits and their number. */
function logInt(n: bigint, log: Real): number {
  const shift = bitLength(n) - 64;
  return log(Number(n >> BigInt(shift))) + shift * log(2);
}

function logarithm(value: Value, log: Real): number {
  const n = intOf(value);
  if (n !== undefined) {
    if (n <= 0) throw valueError("expected a positive input");
    return typeof n === "bigint" && bitLength(n) > 1000 ? logInt(n, log) : log(Number(n));
  }
  const x = asDouble(value);
  if (x <= 0) throw valueError(`expected a positive input, got ${floatRepr(x)}`);
  return log(x);
}

function log(value: Value, base?: Value): Value {
  const numerator = logarithm(value, Math.log);
  if (base === undefined) return float(numerator);
  const denominator = logarithm(base, Math.log);
  if (denominator === 0) throw zeroDivisionError("division by zero");
  return float(numerator / denominator);
}

/** Calls `__floor__` and its like; without it, cuts the double. */
const rounding =
  (name: "__floor__" | "__ceil__", f: Real) =>
  (value: Value): Value => {
    const x = floatOf(value);
    if (x !== undefined) return truncate(f(x));
    const method = special(value, name);
    if (method != null) return method(value);
    return truncate(f(asDouble(value)));
  };

function trunc(value: Value): Value {
  const x = floatOf(value);
  if (x !== undefined) return truncate(x);
  const method = special(value, "__trunc__");
  if (method != null) return method(value);
  throw typeError(`type ${typeName(value)} doesn't define __trunc__ method`);
}

function factorial(value: Value): Value {
  if (floatOf(value) !== undefined) throw typeError("'float' object cannot be interpreted as an integer");
  const n = index(value);
  if (n < 0) throw valueError("factorial() not defined for negative values");
  if (n > 0x7fffffff) throw overflowError("factorial() argument should not exceed 9223372036854775807");
  return normal(productOf(1n, BigInt(n)));
}

/** The product of low … high, halved until the factors are few, so that both halves are about as long. */
function productOf(low: bigint, high: bigint): bigint {
  if (high < low) return 1n;
  if (high - low < 8n) {
    let result = low;
    for (let i = low + 1n; i <= high; i++) result *= i;
    return result;
  }
  const middle = (low + high) >> 1n;
  return productOf(low, middle) * productOf(middle + 1n, high);
}

function nonNegative(value: Value, what: string): bigint {
  const n = BigInt(index(value));
  if (n < 0n) throw valueError(`${what} must be a non-negative integer`);
  return n;
}

function comb(a: Value, b: Value): Value {
  const n = nonNegative(a, "n");
  let k = nonNegative(b, "k");
  if (k > n) return 0;
  if (n - k < k) k = n - k;
  let result = 1n;
  for (let i = 1n; i <= k; i++) result = (result * (n - k + i)) / i;
  return normal(result);
}

function perm(a: Value, b?: Value): Value {
  if (b === undefined || b === None) return factorial(a);
  const n = nonNegative(a, "n");
  const k = nonNegative(b, "k");
  return k > n ? 0 : normal(productOf(n - k + 1n, n));
}

function isqrt(value: Value): Value {
  const n = index(value);
  if (n < 0) throw valueError("isqrt() argument must be nonnegative");
  if (typeof n === "number") {
    let root = Math.floor(Math.sqrt(n));
    if (root * root > n) root--;
    return root;
  }
  let root = 1n << BigInt((bitLength(n) + 1) >> 1);
  for (;;) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return normal(root);
    root = next;
  }
}

const lcmInt = (a: Int, b: Int): Int => (a === 0 || b === 0 ? 0 : absInt(mulInt(floordivInt(a, gcdInt(a, b)), b)));

/** A sum without intermediate rounding: partial sums that do not overlap. */
export function exactSum(values: Iterable<number>): number {
  const partials: number[] = [];
  let special = 0;
  let infinities = 0;
  for (let x of values) {
    const original = x;
    let count = 0;
    for (let y of partials) {
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const high = x + y;
      const low = y - (high - x);
      if (low !== 0) partials[count++] = low;
      x = high;
    }
    if (!Number.isFinite(x)) {
      if (Number.isFinite(original)) throw overflowError("intermediate overflow in fsum");
      if (!Number.isNaN(original)) infinities += original;
      special += original;
      partials.length = 0;
    } else {
      partials.length = count;
      if (x !== 0) partials.push(x);
    }
  }
  if (special !== 0) {
    if (Number.isNaN(infinities)) throw valueError("-inf + inf in fsum");
    return special;
  }
  return roundPartials(partials);
}

/** The sum of partials, rounded once, half to even. */
function roundPartials(partials: number[]): number {
  let n = partials.length;
  if (n === 0) return 0;
  let high = partials[--n]!;
  let low = 0;
  while (n > 0) {
    const x = high;
    const y = partials[--n]!;
    high = x + y;
    low = y - (high - x);
    if (low !== 0) break;
  }
  if (n > 0 && ((low < 0 && partials[n - 1]! < 0) || (low > 0 && partials[n - 1]! > 0))) {
    const twice = low * 2;
    const x = high + twice;
    if (twice === x - high) high = x;
  }
  return high;
}

/** sqrt of the sum of squares, scaled so that nothing overflows. */
function norm(values: number[]): number {
  if (values.some((x) => Math.abs(x) === Infinity)) return Infinity;
  if (values.some(Number.isNaN)) return NaN;
  const largest = values.reduce((a, x) => Math.max(a, Math.abs(x)), 0);
  if (largest === 0) return 0;
  const exponent = Math.floor(Math.log2(largest));
  const scale = 2 ** -Math.max(-1022, Math.min(1022, exponent));
  const parts: number[] = [];
  for (const x of values) parts.push(...square(x * scale));
  const sum = exactSum(parts);
  let root = Math.sqrt(sum);
  // One step of Newton's method with the exact residue corrects the last bit.
  const [high, low] = square(root);
  const residue = exactSum([...parts, -high, -low]);
  root += residue / (2 * root);
  return root / scale;
}

/** x² as the sum of two doubles. */
function square(x: number): [number, number] {
  const high = x * x;
  const t = 134217729 * x;
  const a = t - (t - x);
  const b = x - a;
  return [high, a * a - high + 2 * a * b + b * b];
}

function dist(p: Value, q: Value): Value {
  const a = toArray(p);
  const b = toArray(q);
  if (a.length !== b.length) throw valueError("both points must have the same number of dimensions");
  return float(norm(a.map((x, i) => asDouble(x) - asDouble(b[i]!))));
}

const buffer = new DataView(new ArrayBuffer(8));

function bitsOf(x: number): bigint {
  buffer.setFloat64(0, x);
  return buffer.getBigInt64(0);
}

function ofBits(bits: bigint): number {
  buffer.setBigInt64(0, bits);
  return buffer.getFloat64(0);
}

function frexp(x: number): [number, number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  let scaled = x;
  let exponent = 0;
  if (Math.abs(x) < 2.2250738585072014e-308) {
    scaled = x * 2 ** 64;
    exponent = -64;
  }
  const bits = bitsOf(scaled);
  exponent += Number((bits >> 52n) & 0x7ffn) - 1022;
  return [ofBits((bits & ~(0x7ffn << 52n)) | (1022n << 52n)), exponent];
}

function ldexp(x: number, by: Int): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  const n = Math.max(-5000, Math.min(5000, Number(by)));
  const [mantissa, exponent] = frexp(x);
  const total = exponent + n;
  const result =
    total > 1024
      ? mantissa * Infinity
      : total < -1000
        ? mantissa * 2 ** Math.max(total + 200, -1000) * 2 ** -200
        : mantissa * 2 ** (total - 1) * 2;
  if (!Number.isFinite(result)) throw overflowError("math range error");
  return result;
}

function nextafter(x: number, y: number, steps: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  let at = x;
  for (let i = 0; i < steps && at !== y; i++) {
    if (at === 0) at = y > 0 ? Number.MIN_VALUE : -Number.MIN_VALUE;
    else at = ofBits(bitsOf(at) + (at < y === at > 0 ? 1n : -1n));
  }
  return at === y && steps > 0 ? y : at;
}

function ulp(x: number): number {
  if (Number.isNaN(x)) return x;
  const positive = Math.abs(x);
  if (positive === Infinity) return positive;
  const next = nextafter(positive, Infinity, 1);
  return next === Infinity ? positive - nextafter(positive, -Infinity, 1) : next - positive;
}

function fmod(x: number, y: number): number {
  if (Math.abs(x) === Infinity || y === 0) {
    if (!Number.isNaN(y) && !Number.isNaN(x)) throw valueError("math domain error");
  }
  return x % y;
}

function remainder(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (Math.abs(x) === Infinity || y === 0) throw valueError("math domain error");
  if (Math.abs(y) === Infinity) return x;
  const divisor = Math.abs(y);
  const m = Math.abs(x) % divisor;
  const c = divisor - m;
  const r = m < c ? m : m > c ? -c : m - 2 * ((0.5 * (Math.abs(x) - m)) % divisor);
  return (x < 0 || Object.is(x, -0) ? -1 : 1) * r;
}

function pow(x: number, y: number): number {
  if (x === 1 || y === 0) return 1;
  if (x === -1 && Math.abs(y) === Infinity) return 1;
  const result = x ** y;
  if (Number.isNaN(result) && !Number.isNaN(x) && !Number.isNaN(y)) throw valueError("math domain error");
  if (Math.abs(result) === Infinity && isFinite(x) && isFinite(y)) {
    throw x === 0 ? valueError("math domain error") : overflowError("math range error");
  }
  return result;
}

function isclose(a: Value, b: Value, relative?: Value, absolute?: Value): boolean {
  const [x, y] = [asDouble(a), asDouble(b)];
  const rel = relative === undefined ? 1e-9 : asDouble(relative);
  const abs = absolute === undefined ? 0 : asDouble(absolute);
  if (rel < 0 || abs < 0) throw valueError("tolerances must be non-negative");
  if (x === y) return true;
  if (Math.abs(x) === Infinity || Math.abs(y) === Infinity) return false;
  const difference = Math.abs(x - y);
  return difference <= Math.abs(rel * y) || difference <= Math.abs(rel * x) || difference <= abs;
}

function prod(iterable: Value, start: Value = 1): Value {
  let result = start;
  for (const each of iterate(iterable)) result = operators.mul(result, each);
  return result;
}

function sumprod(p: Value, q: Value): Value {
  const a = iter(p);
  const b = iter(q);
  let exact: Value = 0;
  const doubles: number[] = [];
  for (;;) {
    const x = a.next$();
    const y = b.next$();
    if (x === undefined && y === undefined) break;
    if (x === undefined || y === undefined) throw valueError("Inputs are not the same length");
    const fx = floatOf(x);
    const fy = floatOf(y);
    const dx = doubleOf(x);
    const dy = doubleOf(y);
    if ((fx !== undefined || fy !== undefined) && dx !== undefined && dy !== undefined)
      doubles.push(...product(dx, dy));
    else exact = operators.add(exact, operators.mul(x, y));
  }
  if (doubles.length === 0) return exact;
  const total = float(exactSum(doubles));
  return exact === 0 ? total : operators.add(exact, total);
}

/** xy as the sum of two doubles. */
function product(x: number, y: number): number[] {
  const high = x * y;
  if (!Number.isFinite(high)) return [high];
  const split = (z: number): [number, number] => {
    const t = 134217729 * z;
    const a = t - (t - z);
    return [a, z - a];
  };
  const [a, b] = split(x);
  const [c, d] = split(y);
  const low = a * c - high + a * d + b * c + b * d;
  return Number.isFinite(low) ? [high, low] : [high];
}

/** x·y + z, rounded once. */
function fma(x: number, y: number, z: number): number {
  if (!isFinite(x) || !isFinite(y) || !isFinite(z)) {
    const result = x * y + z;
    if (Number.isNaN(result) && ![x, y, z].some(Number.isNaN)) throw valueError("invalid operation in fma");
    return result;
  }
  const parts = product(x, y);
  const result = parts[0] === 0 && z === 0 ? x * y + z : exactSum([...parts, z]);
  if (!isFinite(result)) throw overflowError("overflow in fma");
  return result;
}

const exp2 = (x: number): number => 2 ** x;

const sign = (y: number): boolean => {
  if (!Number.isNaN(y)) return y < 0 || Object.is(y, -0);
  return new Uint32Array(Float64Array.of(y).buffer)[1]! >>> 31 === 1;
};

export function createMath(): Module {
  const two =
    (f: (x: number, y: number) => number) =>
    (a: Value, b: Value): Value =>
      float(f(asDouble(a), asDouble(b)));
  return moduleFrom("math", {
    doc: "This module provides access to the mathematical functions\ndefined by the C standard.",
    functions: {
      "acos(x, /)": within(Math.acos, (x) => x >= -1 && x <= 1),
      "acosh(x, /)": within(Math.acosh, (x) => x >= 1, "expected argument value not less than 1"),
      "asin(x, /)": within(Math.asin, (x) => x >= -1 && x <= 1),
      "asinh(x, /)": bounded(Math.asinh),
      "atan(x, /)": bounded(Math.atan),
      "atan2(y, x, /)": two(Math.atan2),
      "atanh(x, /)": within(Math.atanh, (x) => x > -1 && x < 1, "expected a number between -1 and 1"),
      "cbrt(x, /)": bounded(Math.cbrt),
      "ceil(x, /)": rounding("__ceil__", Math.ceil),
      "comb(n, k, /)": comb,
      "copysign(x, y, /)": two((x, y) => (sign(y) ? -Math.abs(x) : Math.abs(x))),
      "cos(x, /)": within(Math.cos, isFiniteOrNaN, FINITE),
      "cosh(x, /)": bounded(Math.cosh),
      "degrees(x, /)": bounded((x) => x * (180 / Math.PI)),
      "dist(p, q, /)": dist,
      "erf(x, /)": bounded(erf),
      "erfc(x, /)": bounded(erfc),
      "exp(x, /)": bounded(Math.exp),
      "exp2(x, /)": bounded(exp2),
      "expm1(x, /)": bounded(Math.expm1),
      "fabs(x, /)": bounded(Math.abs),
      "factorial(n, /)": factorial,
      "floor(x, /)": rounding("__floor__", Math.floor),
      "fma(x, y, z, /)": (x: Value, y: Value, z: Value) => float(fma(asDouble(x), asDouble(y), asDouble(z))),
      "fmod(x, y, /)": two(fmod),
      "frexp(x, /)": (value: Value) => {
        const [mantissa, exponent] = frexp(asDouble(value));
        return new Tuple([float(mantissa), exponent]);
      },
      "fsum(seq, /)": (values: Value) => float(exactSum(toArray(values).map(asDouble))),
      "gamma(x, /)": (value: Value) => {
        const x = asDouble(value);
        if (x === -Infinity) throw domain(x, "expected a noninteger or positive integer");
        if (Number.isInteger(x) && x <= 0) throw domain(x, "expected a noninteger or positive integer");
        const y = gamma(x);
        if (!isFinite(y) && isFinite(x)) throw overflowError("math range error");
        return float(y);
      },
      "gcd(*integers)": (values: Value[]) => values.map(index).reduce((a, b) => gcdInt(a, b), 0),
      "hypot(*coordinates)": (values: Value[]) => float(norm(values.map(asDouble))),
      "isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)": isclose,
      "isfinite(x, /)": (x: Value) => isFinite(asDouble(x)),
      "isinf(x, /)": (x: Value) => Math.abs(asDouble(x)) === Infinity,
      "isnan(x, /)": (x: Value) => Number.isNaN(asDouble(x)),
      "isqrt(n, /)": isqrt,
      "lcm(*integers)": (values: Value[]) => values.map(index).reduce(lcmInt, 1),
      "ldexp(x, i, /)": (x: Value, i: Value) => {
        const n = intOf(i);
        if (n === undefined) throw typeError("Expected an int as second argument to ldexp.");
        return float(ldexp(asDouble(x), n));
      },
      "lgamma(x, /)": (value: Value) => {
        const x = asDouble(value);
        if (Number.isInteger(x) && x <= 0) throw domain(x, "expected a noninteger or positive integer");
        return float(logGamma(x));
      },
      "log(x, base=math.e, /)": log,
      "log10(x, /)": (x: Value) => float(logarithm(x, Math.log10)),
      "log1p(x, /)": within(Math.log1p, (x) => x > -1, "expected argument value > -1"),
      "log2(x, /)": (x: Value) => float(logarithm(x, Math.log2)),
      "modf(x, /)": (value: Value) => {
        const x = asDouble(value);
        if (Math.abs(x) === Infinity) return new Tuple([new Float(x < 0 ? -0 : 0), x]);
        const whole = Math.trunc(x);
        return new Tuple([float(sign(x) ? -Math.abs(x - whole) : x - whole), float(whole)]);
      },
      "nextafter(x, y, /, *, steps=None)": (x: Value, y: Value, steps?: Value) => {
        const count = steps === undefined || intOf(steps) === undefined ? 1 : Number(intOf(steps));
        if (count < 0) throw valueError("steps must be a non-negative integer");
        return float(nextafter(asDouble(x), asDouble(y), count));
      },
      "perm(n, k=None, /)": perm,
      "pow(x, y, /)": two(pow),
      "prod(iterable, /, *, start=1)": prod,
      "radians(x, /)": bounded((x) => x * (Math.PI / 180)),
      "remainder(x, y, /)": two(remainder),
      "sin(x, /)": within(Math.sin, isFiniteOrNaN, FINITE),
      "sinh(x, /)": bounded(Math.sinh),
      "sqrt(x, /)": within(Math.sqrt, (x) => x >= 0, "expected a nonnegative input"),
      "sumprod(p, q, /)": sumprod,
      "tan(x, /)": within(Math.tan, isFiniteOrNaN, FINITE),
      "tanh(x, /)": bounded(Math.tanh),
      "trunc(x, /)": trunc,
      "ulp(x, /)": (x: Value) => float(ulp(asDouble(x))),
    },
    attributes: { pi: Math.PI, e: Math.E, tau: 2 * Math.PI, inf: Infinity, nan: NaN },
  });
}

function isFiniteOrNaN(x: number): boolean {
  return Math.abs(x) !== Infinity;
}
