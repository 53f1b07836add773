// Powers. One with a whole exponent is a chain of products, one with another exponent is exp(y * ln(x)); both have more
// digits than asked for on the way, and are rounded once more at the end: almost always correctly, as CPython says of its own.

import { normal, powMod } from "../extension.ts";
import { divide, multiply, subtract } from "./arithmetic.ts";
import { compareMagnitude } from "./comparison.ts";
import {
  adjusted,
  bigTenTo,
  type Decimal,
  digitsOf,
  FINITE,
  finite,
  fromInt,
  INFINITE,
  infinity,
  isZero,
  type Sign,
  scaled,
  signed,
  stripped,
  tenTo,
} from "./number.ts";
import { finish, finished, INEXACT, invalid, nanOf, ROUNDED, type Rules, unlimited, working } from "./rules.ts";
import { exp, ln } from "./transcendental.ts";

/** The integer that a finite number is; undefined if it is none, or one that nobody can write down. */
export function integerOf(x: Decimal): bigint | undefined {
  if (x.exponent > 100_000) return x.coefficient === 0 ? 0n : undefined;
  if (x.exponent >= 0) return BigInt(scaled(x.coefficient, x.exponent));
  const [coefficient, zeros] = stripped(x.coefficient, -x.exponent);
  return x.coefficient === 0 || zeros === -x.exponent ? BigInt(coefficient) : undefined;
}

export function isInteger(x: Decimal): boolean {
  if (x.kind !== FINITE) return false;
  return x.exponent >= 0 || x.coefficient === 0 || stripped(x.coefficient, -x.exponent)[1] === -x.exponent;
}

function isOdd(x: Decimal): boolean {
  return x.exponent <= 0 && isInteger(x) && (integerOf(x)! & 1n) === 1n;
}

const ONE = fromInt(1);

export function power(x: Decimal, y: Decimal, rules: Rules): Decimal {
  const nan = nanOf(rules, x, y);
  if (nan !== undefined) return nan;
  const whole = isInteger(y);
  const sign: Sign = x.sign === 1 && whole && isOdd(y) ? 1 : 0;
  if (isZero(y)) return isZero(x) ? invalid(rules) : ONE;
  if (isZero(x)) return y.sign === 1 ? infinity(sign) : finite(sign, 0, 0);
  if (x.sign === 1 && !whole) return invalid(rules);
  if (y.kind === INFINITE) return infinitePower(x, y, rules);
  if (x.kind === INFINITE) return y.sign === 1 ? finite(sign, 0, 0) : infinity(sign);
  if (compareMagnitude(x, ONE) === 0) return whole ? powerOfOne(x, y, sign, rules) : paddedOne(rules);
  const bound = beyondRange(signed(x, 0), y, sign, rules);
  if (bound !== undefined) return bound;
  return whole ? integerPower(x, y, sign, rules) : realPower(x, y, rules);
}

function infinitePower(x: Decimal, y: Decimal, rules: Rules): Decimal {
  const order = compareMagnitude(x, ONE);
  if (order === 0) return paddedOne(rules);
  return order > 0 === (y.sign === 0) ? infinity(0) : finite(0, 0, 0);
}

/** 1.000…, where nothing says how many zeros there are. */
function paddedOne(rules: Rules): Decimal {
  rules.raised |= INEXACT | ROUNDED;
  return finish(0, tenTo(rules.prec - 1), 1 - rules.prec, rules);
}

/** A whole power of 1, which keeps the zeros that products would have. */
function powerOfOne(x: Decimal, y: Decimal, sign: Sign, rules: Rules): Decimal {
  if (y.sign === 1 || x.exponent === 0) return finish(sign, 1, 0, rules);
  const zeros = -x.exponent * Number(integerOf(y) ?? Number.POSITIVE_INFINITY);
  if (zeros < rules.prec) return finish(sign, tenTo(zeros), -zeros, rules);
  rules.raised |= ROUNDED;
  return finish(sign, tenTo(rules.prec - 1), 1 - rules.prec, rules);
}

/** A number that 10 to its power is not greater than |log10(x)|, for x that is not 1. */
function logarithmBound(x: Decimal): number {
  const first = adjusted(x);
  if (first > 0) return lengthOf(first) - 1;
  if (first < -1) return lengthOf(first + 1) - 1;
  // Near 1 the logarithm is about the distance from it, divided by ln(10).
  const distance = adjusted(subtract(x, ONE, unlimited()));
  return first === 0 ? distance - 2 : distance - 1;
}

const lengthOf = (exponent: number): number => digitsOf(Math.abs(exponent));

/** A result that is far beyond all exponents; undefined for others. */
function beyondRange(x: Decimal, y: Decimal, sign: Sign, rules: Rules): Decimal | undefined {
  const bound = logarithmBound(x) + adjusted(y);
  const isGreat = compareMagnitude(x, ONE) > 0 === (y.sign === 0);
  if (isGreat) return bound > lengthOf(rules.emax) ? finish(sign, 1, rules.emax + 1, rules) : undefined;
  return bound > lengthOf(rules.etiny) ? finish(sign, 1, rules.etiny - 1, rules) : undefined;
}

/** Squared and multiplied by the bits of the exponent. */
function integerPower(x: Decimal, y: Decimal, sign: Sign, rules: Rules): Decimal {
  const count = integerOf(signed(y, 0));
  if (count === undefined) return realPower(signed(x, 0), y, rules);
  const work = working(rules, rules.prec + digitsOf(y.coefficient) + y.exponent + (y.sign === 1 ? 3 : 2));
  const base = y.sign === 1 ? divide(ONE, signed(x, 0), work) : signed(x, 0);
  let result = base;
  for (const bit of count.toString(2).slice(1)) {
    result = multiply(result, result, work);
    if (bit === "1") result = multiply(result, base, work);
    if (result.kind !== FINITE || result.coefficient === 0) break;
  }
  rules.raised |= work.raised;
  if (result.kind === INFINITE) return finish(sign, 1, rules.emax + 1, rules);
  return finish(sign, result.coefficient, result.exponent, rules);
}

/** More digits on the way, enough for the digits that exponents of 64 bits have. */
const MORE_DIGITS = 4 + 19;

function realPower(x: Decimal, y: Decimal, rules: Rules): Decimal {
  const work = unlimited();
  work.prec = Math.max(digitsOf(x.coefficient), rules.prec) + MORE_DIGITS;
  const result = exp(multiply(ln(x, work), y, work), work);
  rules.raised |= INEXACT | ROUNDED;
  if (result.kind === INFINITE) return finish(0, 1, rules.emax + 1, rules);
  return finished(result, rules);
}

/** `pow(x, y, m)` of integers. */
export function powerModulo(x: Decimal, y: Decimal, m: Decimal, rules: Rules): Decimal {
  const nan = nanOf(rules, x, y, m);
  if (nan !== undefined) return nan;
  if (!isInteger(x) || !isInteger(y) || !isInteger(m) || isZero(m)) return invalid(rules);
  if (y.sign === 1 && !isZero(y)) return invalid(rules);
  if (isZero(x) && isZero(y)) return invalid(rules);
  if (adjusted(m) >= rules.prec) return invalid(rules);
  const modulus = integerOf(signed(m, 0))!;
  const count = integerOf(y);
  const base = reduced(x, modulus);
  const times = count === undefined ? BigInt(y.coefficient) * bigTenTo(y.exponent) : count;
  const result = powMod(normal(base), normal(times), normal(modulus));
  return finite(x.sign === 1 && isOdd(y) ? 1 : 0, result, 0);
}

/** |x| modulo m: the power of ten in it may be a long one. */
function reduced(x: Decimal, modulus: bigint): bigint {
  if (x.exponent <= 0) return integerOf(signed(x, 0))! % modulus;
  const ten = BigInt(powMod(10, x.exponent, normal(modulus)));
  return (BigInt(x.coefficient) * ten) % modulus;
}
