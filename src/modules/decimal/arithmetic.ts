// Sums, products, quotients and what is near to them. An operation computes its exact result, or one with more digits
// than the precision and a last digit that says whether anything was lost, and `finish` rounds it once.

import { addInt, type Int, mulInt, normal, subInt } from "../extension.ts";
import {
  adjusted,
  bigTenTo,
  Decimal,
  digitsOf,
  FINITE,
  finite,
  INFINITE,
  infinity,
  isZero,
  negated,
  type Sign,
  scaled,
  signed,
  stripped,
} from "./number.ts";
import {
  CLAMPED,
  cut,
  cutInexactly,
  DIVISION_BY_ZERO,
  DIVISION_IMPOSSIBLE,
  DIVISION_UNDEFINED,
  finish,
  finished,
  INEXACT,
  INVALID_OPERATION,
  invalid,
  nanOf,
  ROUNDED,
  type Rules,
  SUBNORMAL,
} from "./rules.ts";

// ---- sums -------------------------------------------------------------------------------------------------------------

export function add(a: Decimal, b: Decimal, rules: Rules): Decimal {
  if (a.kind === FINITE && b.kind === FINITE) {
    const { exponent } = a;
    return exponent === b.exponent
      ? sum(a.sign, a.coefficient, b.sign, b.coefficient, exponent, rules)
      : addUnlike(a, b, rules);
  }
  const nan = nanOf(rules, a, b);
  if (nan !== undefined) return nan;
  if (a.kind !== INFINITE) return b;
  return b.kind === INFINITE && a.sign !== b.sign ? invalid(rules) : a;
}

export const subtract = (a: Decimal, b: Decimal, rules: Rules): Decimal =>
  add(a, b.kind <= INFINITE ? negated(b) : b, rules);

function sum(signA: Sign, a: Int, signB: Sign, b: Int, exponent: number, rules: Rules): Decimal {
  if (signA === signB) return finish(signA, addInt(a, b), exponent, rules);
  if (a === b) return finish(rules.rounding === "ROUND_FLOOR" ? 1 : 0, 0, exponent, rules);
  return a > b ? finish(signA, subInt(a, b), exponent, rules) : finish(signB, subInt(b, a), exponent, rules);
}

/** The one with the greater exponent gets zeros, but only as many as can matter. */
function addUnlike(a: Decimal, b: Decimal, rules: Rules): Decimal {
  const [high, low] = a.exponent > b.exponent ? [a, b] : [b, a];
  const { prec } = rules;
  if (high.coefficient === 0) {
    if (low.coefficient !== 0) return finish(low.sign, low.coefficient, low.exponent, rules);
    return sum(high.sign, 0, low.sign, 0, low.exponent, rules);
  }
  const firstHigh = adjusted(high);
  // Where the result's last digit can be, and two more for what is below.
  const floor = Math.min(high.exponent, firstHigh - prec) - 2;
  if (low.coefficient === 0) {
    const exponent = Math.max(low.exponent, floor);
    return finish(high.sign, scaled(high.coefficient, high.exponent - exponent), exponent, rules);
  }
  const isNegligible = low.exponent < floor && adjusted(low) < floor;
  const exponent = isNegligible ? floor : low.exponent;
  const aligned = scaled(high.coefficient, high.exponent - exponent);
  return sum(high.sign, aligned, low.sign, isNegligible ? 1 : low.coefficient, exponent, rules);
}

export function plus(x: Decimal, rules: Rules): Decimal {
  const nan = nanOf(rules, x);
  if (nan !== undefined) return nan;
  return isZero(x) && rules.rounding !== "ROUND_FLOOR" ? finished(signed(x, 0), rules) : finished(x, rules);
}

export function minus(x: Decimal, rules: Rules): Decimal {
  const nan = nanOf(rules, x);
  if (nan !== undefined) return nan;
  return isZero(x) && rules.rounding !== "ROUND_FLOOR" ? finished(signed(x, 0), rules) : finished(negated(x), rules);
}

export function absolute(x: Decimal, rules: Rules): Decimal {
  return x.sign === 1 ? minus(x, rules) : plus(x, rules);
}

// ---- products ---------------------------------------------------------------------------------------------------------

export function multiply(a: Decimal, b: Decimal, rules: Rules): Decimal {
  const sign = (a.sign ^ b.sign) as Sign;
  if (a.kind === FINITE && b.kind === FINITE) {
    return finish(sign, mulInt(a.coefficient, b.coefficient), a.exponent + b.exponent, rules);
  }
  const nan = nanOf(rules, a, b);
  if (nan !== undefined) return nan;
  return isZero(a) || isZero(b) ? invalid(rules) : infinity(sign);
}

export function fma(a: Decimal, b: Decimal, c: Decimal, rules: Rules): Decimal {
  // No product goes before what the third operand is.
  if ((a.kind === INFINITE && isZero(b)) || (b.kind === INFINITE && isZero(a))) return invalid(rules);
  const nan = nanOf(rules, a, b, c);
  if (nan !== undefined) return nan;
  const sign = (a.sign ^ b.sign) as Sign;
  const isFinite = a.kind === FINITE && b.kind === FINITE;
  const product = isFinite
    ? finite(sign, mulInt(a.coefficient, b.coefficient), a.exponent + b.exponent)
    : infinity(sign);
  return add(product, c, rules);
}

// ---- quotients --------------------------------------------------------------------------------------------------------

export function divide(a: Decimal, b: Decimal, rules: Rules): Decimal {
  const sign = (a.sign ^ b.sign) as Sign;
  if (a.kind !== FINITE || b.kind !== FINITE) {
    const nan = nanOf(rules, a, b);
    if (nan !== undefined) return nan;
    if (a.kind === INFINITE) return b.kind === INFINITE ? invalid(rules) : infinity(sign);
    rules.raised |= CLAMPED;
    return finite(sign, 0, rules.etiny);
  }
  if (b.coefficient === 0) {
    if (a.coefficient === 0) return invalid(rules, DIVISION_UNDEFINED);
    rules.raised |= DIVISION_BY_ZERO;
    return infinity(sign);
  }
  const ideal = a.exponent - b.exponent;
  if (a.coefficient === 0) return finish(sign, 0, ideal, rules);
  return finish(sign, ...quotient(a.coefficient, b.coefficient, ideal, rules.prec), rules);
}

/** A quotient of more than `prec` digits, or the exact one with the exponent nearest to `ideal`. */
function quotient(a: Int, b: Int, ideal: number, prec: number): [coefficient: Int, exponent: number] {
  if (typeof a === "number" && typeof b === "number" && a % b === 0) return [a / b, ideal];
  let shift = digitsOf(b) - digitsOf(a) + prec + 1;
  if (shift > LONG) shift = Math.min(shift, exactShift(a, b) ?? shift);
  const dividend = shift > 0 ? BigInt(a) * bigTenTo(shift) : BigInt(a);
  const divisor = shift < 0 ? BigInt(b) * bigTenTo(-shift) : BigInt(b);
  const result = dividend / divisor;
  if (result * divisor !== dividend) return [sticky(result), ideal - shift];
  const [coefficient, zeros] = stripped(normal(result), shift);
  return [coefficient, ideal - shift + zeros];
}

/** Digits from which on it is asked first whether the quotient ends. */
const LONG = 100_000;

/** How many zeros the dividend needs for an exact quotient; undefined if there is none. */
function exactShift(a: Int, b: Int): number | undefined {
  let divisor = BigInt(b) / gcd(BigInt(a), BigInt(b));
  let [twos, fives] = [0, 0];
  for (; divisor % 2n === 0n; divisor /= 2n) twos++;
  for (; divisor % 5n === 0n; divisor /= 5n) fives++;
  return divisor === 1n ? Math.max(twos, fives) : undefined;
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** A last digit that tells a rounding that more follows: neither 0 nor 5. */
export const sticky = (coefficient: bigint): Int => normal(coefficient % 5n === 0n ? coefficient + 1n : coefficient);

interface Division {
  quotient: Int;
  remainder: Int;
  /** Of the remainder. */
  exponent: number;
}

/** The whole quotient and the remainder of two finite numbers; undefined if the quotient has more digits than the precision. */
function wholeDivision(a: Decimal, b: Decimal, rules: Rules): Division | undefined {
  const exponent = Math.min(a.exponent, b.exponent);
  const difference = adjusted(a) - adjusted(b);
  if (a.coefficient === 0 || difference < -1) {
    return { quotient: 0, remainder: scaled(a.coefficient, a.coefficient === 0 ? 0 : a.exponent - exponent), exponent };
  }
  if (difference > rules.prec) return undefined;
  const x = BigInt(scaled(a.coefficient, a.exponent - exponent));
  const y = BigInt(scaled(b.coefficient, b.exponent - exponent));
  const whole = normal(x / y);
  return digitsOf(whole) > rules.prec ? undefined : { quotient: whole, remainder: normal(x % y), exponent };
}

export function divideInteger(a: Decimal, b: Decimal, rules: Rules): Decimal {
  const nan = nanOf(rules, a, b);
  if (nan !== undefined) return nan;
  const sign = (a.sign ^ b.sign) as Sign;
  if (a.kind === INFINITE) return b.kind === INFINITE ? invalid(rules) : infinity(sign);
  if (b.kind === INFINITE) return finite(sign, 0, 0);
  if (b.coefficient === 0) {
    if (a.coefficient === 0) return invalid(rules, DIVISION_UNDEFINED);
    rules.raised |= DIVISION_BY_ZERO;
    return infinity(sign);
  }
  const division = wholeDivision(a, b, rules);
  return division === undefined ? invalid(rules, DIVISION_IMPOSSIBLE) : finish(sign, division.quotient, 0, rules);
}

/** What both remainders begin with: the division, or the result where there is none to do. */
function remainderDivision(a: Decimal, b: Decimal, rules: Rules): Division | Decimal {
  const nan = nanOf(rules, a, b);
  if (nan !== undefined) return nan;
  if (a.kind === INFINITE) return invalid(rules);
  if (b.kind === INFINITE) return finished(a, rules);
  if (b.coefficient === 0) return invalid(rules, a.coefficient === 0 ? DIVISION_UNDEFINED : INVALID_OPERATION);
  return wholeDivision(a, b, rules) ?? invalid(rules, DIVISION_IMPOSSIBLE);
}

export function remainder(a: Decimal, b: Decimal, rules: Rules): Decimal {
  const division = remainderDivision(a, b, rules);
  if (division instanceof Decimal) return division;
  return finish(a.sign, division.remainder, division.exponent, rules);
}

export function divmod(a: Decimal, b: Decimal, rules: Rules): [quotient: Decimal, remainder: Decimal] {
  const nan = nanOf(rules, a, b);
  if (nan !== undefined) return [nan, nan];
  const sign = (a.sign ^ b.sign) as Sign;
  if (a.kind === INFINITE) {
    const rest = invalid(rules);
    return [b.kind === INFINITE ? rest : infinity(sign), rest];
  }
  if (b.kind === INFINITE) return [finite(sign, 0, 0), finished(a, rules)];
  if (b.coefficient === 0) {
    if (a.coefficient === 0) {
      const rest = invalid(rules, DIVISION_UNDEFINED);
      return [rest, rest];
    }
    rules.raised |= DIVISION_BY_ZERO;
    return [infinity(sign), invalid(rules)];
  }
  const division = wholeDivision(a, b, rules);
  if (division === undefined) {
    const none = invalid(rules, DIVISION_IMPOSSIBLE);
    return [none, none];
  }
  return [finish(sign, division.quotient, 0, rules), finish(a.sign, division.remainder, division.exponent, rules)];
}

/** The remainder nearest to zero; of two, the one whose quotient is even. */
export function remainderNear(a: Decimal, b: Decimal, rules: Rules): Decimal {
  const division = remainderDivision(a, b, rules);
  if (division instanceof Decimal) return division;
  const rest = BigInt(division.remainder);
  const whole = BigInt(division.quotient);
  // A divisor of an exponent far above that of `a` is more than twice as great.
  if (adjusted(b) - division.exponent > digitsOf(division.remainder) + 1) {
    return finish(a.sign, division.remainder, division.exponent, rules);
  }
  const divisor = BigInt(scaled(b.coefficient, b.exponent - division.exponent));
  const twice = rest * 2n;
  if (twice < divisor || (twice === divisor && whole % 2n === 0n)) {
    return finish(a.sign, division.remainder, division.exponent, rules);
  }
  if (digitsOf(normal(whole + 1n)) > rules.prec) return invalid(rules, DIVISION_IMPOSSIBLE);
  return finish((1 - a.sign) as Sign, normal(divisor - rest), division.exponent, rules);
}

// ---- another exponent -------------------------------------------------------------------------------------------------

export function quantize(a: Decimal, b: Decimal, rules: Rules): Decimal {
  const nan = nanOf(rules, a, b);
  if (nan !== undefined) return nan;
  if (a.kind === INFINITE || b.kind === INFINITE) return a.kind === b.kind ? a : invalid(rules);
  const { exponent } = b;
  if (exponent > rules.emax || exponent < rules.etiny) return invalid(rules);
  if (a.coefficient === 0) return finish(a.sign, 0, exponent, rules);
  const shift = a.exponent - exponent;
  let coefficient: Int;
  let inexact = false;
  if (shift >= 0) {
    if (digitsOf(a.coefficient) + shift > rules.prec) return invalid(rules);
    coefficient = scaled(a.coefficient, shift);
  } else {
    coefficient = cut(a.coefficient, -shift, a.sign, rules.rounding);
    inexact = cutInexactly;
  }
  const digits = digitsOf(coefficient);
  if (digits > rules.prec || exponent + digits - 1 > rules.emax) return invalid(rules);
  if (shift < 0) rules.raised |= inexact ? ROUNDED | INEXACT : ROUNDED;
  if (coefficient !== 0 && exponent + digits - 1 < rules.emin) rules.raised |= SUBNORMAL;
  return finish(a.sign, coefficient, exponent, rules);
}

/** Rounded to an integer; `exact` says whether that is told. */
export function toIntegral(x: Decimal, rules: Rules, exact: boolean): Decimal {
  const nan = nanOf(rules, x);
  if (nan !== undefined) return nan;
  if (x.kind === INFINITE || x.exponent >= 0) return x;
  if (x.coefficient === 0) return finite(x.sign, 0, 0);
  const coefficient = cut(x.coefficient, -x.exponent, x.sign, rules.rounding);
  if (exact) rules.raised |= cutInexactly ? ROUNDED | INEXACT : ROUNDED;
  return finite(x.sign, coefficient, 0);
}

/** Without trailing zeros. */
export function normalize(x: Decimal, rules: Rules): Decimal {
  const nan = nanOf(rules, x);
  if (nan !== undefined) return nan;
  const result = finished(x, rules);
  if (result.kind !== FINITE) return result;
  if (result.coefficient === 0) return finite(result.sign, 0, 0);
  const top = rules.clamp ? rules.etop : rules.emax;
  const [coefficient, zeros] = stripped(result.coefficient, top - result.exponent);
  return finite(result.sign, coefficient, result.exponent + zeros);
}

// ---- square root ----------------------------------------------------------------------------------------------------

export function sqrt(x: Decimal, rules: Rules): Decimal {
  const nan = nanOf(rules, x);
  if (nan !== undefined) return nan;
  const ideal = Math.floor(x.exponent / 2);
  const before = rules.rounding;
  rules.rounding = "ROUND_HALF_EVEN";
  try {
    if (isZero(x)) return finish(x.sign, 0, ideal, rules);
    if (x.sign === 1) return invalid(rules);
    if (x.kind === INFINITE) return x;
    return finish(0, ...root(x, ideal, rules.prec), rules);
  } finally {
    rules.rounding = before;
  }
}

function root(x: Decimal, ideal: number, prec: number): [coefficient: Int, exponent: number] {
  const even = scaled(x.coefficient, x.exponent - 2 * ideal);
  // The root has half of the digits, and shall have one more than the precision.
  const shift = prec + 1 - Math.ceil(digitsOf(even) / 2);
  if (shift > LONG) {
    const exact = integerRoot(BigInt(even));
    if (exact * exact === BigInt(even)) return [normal(exact), ideal];
  }
  const square = shift >= 0 ? BigInt(even) * bigTenTo(2 * shift) : BigInt(even) / bigTenTo(-2 * shift);
  const lost = shift < 0 && square * bigTenTo(-2 * shift) !== BigInt(even);
  const result = integerRoot(square);
  if (lost || result * result !== square) return [sticky(result), ideal - shift];
  const [coefficient, zeros] = stripped(normal(result), shift);
  return [coefficient, ideal - shift + zeros];
}

/** The whole part of the square root: that of the upper half of the bits, made better by one step of Newton's. */
export function integerRoot(square: bigint): bigint {
  if (square < 1n << 50n) return BigInt(Math.floor(Math.sqrt(Number(square))));
  const shift = BigInt(square.toString(16).length - 1);
  const upper = integerRoot(square >> (2n * shift));
  const guess = (upper << shift) | ((1n << shift) - 1n);
  let result = (guess + square / guess) >> 1n;
  while (result * result > square) result--;
  while ((result + 1n) * (result + 1n) <= square) result++;
  return result;
}
