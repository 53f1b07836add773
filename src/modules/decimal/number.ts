// The values of the General Decimal Arithmetic: a sign, a coefficient and an exponent, or an infinity, or a NaN with
// digits of its own. A coefficient is held as Python ints are, a number where it is safe, else a bigint, so that money and
// measurements never see a bigint.
//
// Exponents are numbers. The limits are those of 64 bits, 999999999999999999, which no number holds exactly; exponents of
// more than 2**53 are rounded. Nothing but a program that looks for the limit gets there.

import { type Int, memoryError, normal } from "../extension.ts";

export const FINITE = 0;
export const INFINITE = 1;
export const QUIET = 2;
export const SIGNALING = 3;

/** 0 for positive numbers, 1 for negative ones. */
export type Sign = 0 | 1;

export class Decimal {
  readonly kind: number;
  readonly sign: Sign;
  /** Of a NaN: its payload, 0 if it has none. */
  readonly coefficient: Int;
  readonly exponent: number;
  constructor(kind = FINITE, sign: Sign = 0, coefficient: Int = 0, exponent = 0) {
    this.kind = kind;
    this.sign = sign;
    this.coefficient = coefficient;
    this.exponent = exponent;
  }
}

export const finite = (sign: Sign, coefficient: Int, exponent: number): Decimal =>
  new Decimal(FINITE, sign, coefficient, exponent);

export const infinity = (sign: Sign): Decimal => new Decimal(INFINITE, sign, 0, 0);
export const notANumber = (sign: Sign = 0, payload: Int = 0): Decimal => new Decimal(QUIET, sign, payload, 0);

/** The same value with another sign. */
export const signed = (x: Decimal, sign: Sign): Decimal =>
  x.sign === sign ? x : new Decimal(x.kind, sign, x.coefficient, x.exponent);

export const fromInt = (value: Int): Decimal =>
  value < 0 ? finite(1, typeof value === "number" ? -value : normal(-value), 0) : finite(0, value, 0);

export const isFinite = (x: Decimal): boolean => x.kind === FINITE;
export const isInfinite = (x: Decimal): boolean => x.kind === INFINITE;
export const isNaN = (x: Decimal): boolean => x.kind >= QUIET;
export const isZero = (x: Decimal): boolean => x.kind === FINITE && x.coefficient === 0;

const flipped = (sign: Sign): Sign => (sign === 0 ? 1 : 0);
export const negated = (x: Decimal): Decimal => signed(x, flipped(x.sign));

// ---- powers of ten and digits ---------------------------------------------------------------------------------------

/** 10 ** 0 … 10 ** 15: those that are safe. */
const SMALL_POWERS = Array.from({ length: 16 }, (_, i) => 10 ** i);
const KEPT = 400;
const powers: bigint[] = [1n];

/** V8 refuses bigints of more than 2**30 bits. */
const MOST_DIGITS = 300_000_000;

export function bigTenTo(n: number): bigint {
  if (n < powers.length) return powers[n]!;
  if (n > KEPT) {
    if (n > MOST_DIGITS) throw memoryError();
    return 10n ** BigInt(n);
  }
  for (let i = powers.length; i <= n; i++) powers.push(powers[i - 1]! * 10n);
  return powers[n]!;
}

/** 10 ** n */
export const tenTo = (n: number): Int => (n <= 15 ? SMALL_POWERS[n]! : bigTenTo(n));

/** coefficient * 10 ** n */
export function scaled(coefficient: Int, n: number): Int {
  if (n === 0 || coefficient === 0) return coefficient;
  if (typeof coefficient === "number" && n <= 15) {
    const result = coefficient * SMALL_POWERS[n]!;
    if (result <= Number.MAX_SAFE_INTEGER) return result;
  }
  return normal(BigInt(coefficient) * bigTenTo(n));
}

/** How many decimal digits a coefficient has; 1 for zero. */
export function digitsOf(coefficient: Int): number {
  if (typeof coefficient === "number") {
    if (coefficient < 10) return 1;
    let digits = 2;
    while (digits < 16 && coefficient >= SMALL_POWERS[digits]!) digits++;
    return digits;
  }
  const double = Number(coefficient);
  const estimate =
    double === Infinity
      ? Math.floor((coefficient.toString(16).length - 1) * Math.log10(16))
      : Math.floor(Math.log10(double) - 1e-9);
  let digits = Math.max(estimate, 1);
  while (coefficient >= bigTenTo(digits)) digits++;
  return digits;
}

/** The exponent of the first digit. */
export const adjusted = (x: Decimal): number => x.exponent + digitsOf(x.coefficient) - 1;

/** The decimal digits of a coefficient; Python's limit for ints does not hold here. */
export const digitText = (coefficient: Int): string => coefficient.toString();

/** The coefficient without its trailing zeros, at most `most` of them, and how many those were. */
export function stripped(coefficient: Int, most: number): [coefficient: Int, zeros: number] {
  let zeros = 0;
  if (most <= 0 || coefficient === 0) return [coefficient, 0];
  if (typeof coefficient === "bigint") {
    // Great steps first: a quotient may have thousands of them.
    let step = 16;
    while (step * 2 <= most && coefficient % bigTenTo(step * 2) === 0n) step *= 2;
    let value = coefficient;
    for (; step >= 1; step = Math.floor(step / 2)) {
      while (zeros + step <= most && value % bigTenTo(step) === 0n) {
        value /= bigTenTo(step);
        zeros += step;
      }
    }
    return [normal(value), zeros];
  }
  let value = coefficient;
  while (zeros < most && value % 10 === 0) {
    value /= 10;
    zeros++;
  }
  return [value, zeros];
}
