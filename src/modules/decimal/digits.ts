// Operations on the digits of a coefficient: the logical ones, on numbers of zeros and ones, shifts and rotations; and on
// the exponent alone.

import { normal } from "../extension.ts";
import {
  adjusted,
  bigTenTo,
  type Decimal,
  digitText,
  FINITE,
  finite,
  fromInt,
  INFINITE,
  infinity,
  isZero,
  QUIET,
  SIGNALING,
} from "./number.ts";
import { DIVISION_BY_ZERO, finish, finished, invalid, nanOf, type Rules } from "./rules.ts";

// ---- logical operations -----------------------------------------------------------------------------------------------

/** The bits that a number of zeros and ones shows, as many as the precision; undefined if it is no such number. */
function bitsOf(x: Decimal, prec: number): bigint | undefined {
  if (x.kind !== FINITE || x.sign === 1 || x.exponent !== 0) return undefined;
  const text = digitText(x.coefficient);
  if (/[^01]/.test(text)) return undefined;
  return BigInt(`0b${text.slice(-prec)}`);
}

const fromBits = (bits: bigint): Decimal => finite(0, normal(BigInt(bits.toString(2))), 0);

const logical =
  (f: (a: bigint, b: bigint) => bigint) =>
  (a: Decimal, b: Decimal, rules: Rules): Decimal => {
    const x = bitsOf(a, rules.prec);
    const y = bitsOf(b, rules.prec);
    return x === undefined || y === undefined ? invalid(rules) : fromBits(f(x, y));
  };

export const logicalAnd = logical((a, b) => a & b);
export const logicalOr = logical((a, b) => a | b);
export const logicalXor = logical((a, b) => a ^ b);

export function logicalInvert(x: Decimal, rules: Rules): Decimal {
  const bits = bitsOf(x, rules.prec);
  return bits === undefined ? invalid(rules) : fromBits(bits ^ ((1n << BigInt(rules.prec)) - 1n));
}

// ---- places -----------------------------------------------------------------------------------------------------------

/** An integer between -limit and limit; undefined if it is none. */
function places(x: Decimal, limit: number): number | undefined {
  if (x.kind !== FINITE || x.exponent !== 0 || x.coefficient > limit) return undefined;
  return x.sign === 1 ? -Number(x.coefficient) : Number(x.coefficient);
}

export function shift(x: Decimal, by: Decimal, rules: Rules): Decimal {
  const nan = nanOf(rules, x, by);
  if (nan !== undefined) return nan;
  const n = places(by, rules.prec);
  if (n === undefined) return invalid(rules);
  if (x.kind === INFINITE) return x;
  const limit = bigTenTo(rules.prec);
  const digits = BigInt(x.coefficient) % limit;
  const moved = n >= 0 ? (digits * bigTenTo(n)) % limit : digits / bigTenTo(-n);
  return finite(x.sign, normal(moved), x.exponent);
}

export function rotate(x: Decimal, by: Decimal, rules: Rules): Decimal {
  const nan = nanOf(rules, x, by);
  if (nan !== undefined) return nan;
  const { prec } = rules;
  const n = places(by, prec);
  if (n === undefined) return invalid(rules);
  if (x.kind === INFINITE) return x;
  const left = n >= 0 ? n : n + prec;
  const digits = BigInt(x.coefficient) % bigTenTo(prec);
  const border = bigTenTo(prec - left);
  return finite(x.sign, normal((digits % border) * bigTenTo(left) + digits / border), x.exponent);
}

export function scaleb(x: Decimal, by: Decimal, rules: Rules): Decimal {
  const nan = nanOf(rules, x, by);
  if (nan !== undefined) return nan;
  const n = places(by, 2 * (rules.emax + rules.prec));
  if (n === undefined) return invalid(rules);
  return x.kind === INFINITE ? x : finish(x.sign, x.coefficient, x.exponent + n, rules);
}

/** The exponent of the first digit, as a number. */
export function logb(x: Decimal, rules: Rules): Decimal {
  const nan = nanOf(rules, x);
  if (nan !== undefined) return nan;
  if (x.kind === INFINITE) return infinity(0);
  if (isZero(x)) {
    rules.raised |= DIVISION_BY_ZERO;
    return infinity(1);
  }
  return finished(fromInt(adjusted(x)), rules);
}

// ---- classes ----------------------------------------------------------------------------------------------------------

export const isNormal = (x: Decimal, rules: Rules): boolean =>
  x.kind === FINITE && x.coefficient !== 0 && adjusted(x) >= rules.emin;

export const isSubnormal = (x: Decimal, rules: Rules): boolean =>
  x.kind === FINITE && x.coefficient !== 0 && adjusted(x) < rules.emin;

export function numberClass(x: Decimal, rules: Rules): string {
  if (x.kind === QUIET) return "NaN";
  if (x.kind === SIGNALING) return "sNaN";
  const size = x.kind === INFINITE ? "Infinity" : isZero(x) ? "Zero" : isNormal(x, rules) ? "Normal" : "Subnormal";
  return (x.sign === 1 ? "-" : "+") + size;
}

/** Have both the same exponent, or are both infinite, or NaNs? */
export function sameQuantum(a: Decimal, b: Decimal): boolean {
  if (a.kind === FINITE && b.kind === FINITE) return a.exponent === b.exponent;
  return a.kind === b.kind || (a.kind >= QUIET && b.kind >= QUIET);
}
