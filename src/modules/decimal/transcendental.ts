// exp, ln and log10.
//
// They are correctly rounded, half to even whatever the context says. They are computed as integers, in units
// of 2**-bits, with an error of a few units; where a digit's rounding could turn out otherwise within that error, they are
// computed again with more bits. That ends, since none of the results is a short decimal number but those seen before.

import { bits as bitLength, type Int, normal } from "../extension.ts";
import { integerRoot } from "./arithmetic.ts";
import {
  adjusted,
  bigTenTo,
  type Decimal,
  digitsOf,
  finite,
  INFINITE,
  infinity,
  isZero,
  type Sign,
  stripped,
} from "./number.ts";
import { finish, invalid, nanOf, type Rules } from "./rules.ts";

// ---- fixed-point numbers ----------------------------------------------------------------------------------------------

const LOG2_10 = Math.log2(10);

/** coefficient * 10**exponent in units of 2**-bits, cut. */
const toFixed = (coefficient: bigint, exponent: number, bits: number): bigint =>
  exponent >= 0
    ? (coefficient * bigTenTo(exponent)) << BigInt(bits)
    : (coefficient << BigInt(bits)) / bigTenTo(-exponent);

/** 2 * atanh(1/n) */
function twiceAtanh(n: bigint, bits: number): bigint {
  let term = (2n << BigInt(bits)) / n;
  const square = n * n;
  let result = 0n;
  for (let k = 1n; term !== 0n; k += 2n) {
    result += term / k;
    term /= square;
  }
  return result;
}

/** A constant that is computed anew only when more bits are asked for. */
function constant(compute: (bits: number) => bigint): (bits: number) => bigint {
  let known = 0n;
  let precision = 0;
  return (bits) => {
    if (bits > precision) {
      precision = bits + 64;
      known = compute(precision + 16) >> 16n;
    }
    return known >> BigInt(precision - bits);
  };
}

const ln2 = constant((bits) => 9n * twiceAtanh(26n, bits) - twiceAtanh(4801n, bits) + 4n * twiceAtanh(8749n, bits));
const ln10 = constant(
  (bits) => 23n * twiceAtanh(31n, bits) + 17n * twiceAtanh(49n, bits) + 10n * twiceAtanh(161n, bits),
);

/** Bits for the errors of the steps of a series. */
const SPARE = 16;

/** exp of a fixed-point number between -1 and 3: the series of a small part, squared again and again. */
function expFixed(x: bigint, bits: number): bigint {
  const halvings = Math.ceil(Math.sqrt(bits)) + 2;
  const guard = halvings + SPARE;
  const wide = bits + guard;
  const one = 1n << BigInt(wide);
  const small = x << BigInt(SPARE);
  let result = one;
  let term = one;
  for (let k = 1n; ; k++) {
    term = ((term * small) >> BigInt(wide)) / k;
    if (term === 0n || term === -1n) break;
    result += term;
  }
  for (let i = 0; i < halvings; i++) result = (result * result) >> BigInt(wide);
  return result >> BigInt(guard);
}

/** ln of a positive fixed-point number. */
function lnFixed(x: bigint, bits: number): bigint {
  const roots = Math.ceil(Math.sqrt(bits) / 2);
  const guard = roots + SPARE + 2;
  const wide = bits + guard;
  // x = m * 2**k with m between 3/4 and 3/2.
  let k = bitLength(x) - 1 - bits;
  const one = 1n << BigInt(wide);
  let m = k >= 0 ? (x << BigInt(guard)) >> BigInt(k) : x << BigInt(guard - k);
  if (m > one + (one >> 1n)) {
    m >>= 1n;
    k++;
  }
  // Roots bring it near 1, where the series is short.
  for (let i = 0; i < roots; i++) m = integerRoot(m << BigInt(wide));
  const z = ((m - one) << BigInt(wide)) / (m + one);
  const square = (z * z) >> BigInt(wide);
  let term = z;
  let sum = 0n;
  for (let n = 1n; term !== 0n && term !== -1n; n += 2n) {
    sum += term / n;
    term = (term * square) >> BigInt(wide);
  }
  return ((sum << BigInt(roots + 1)) >> BigInt(guard)) + BigInt(k) * ln2(bits);
}

// ---- rounding what is known nearly --------------------------------------------------------------------------------------

/** A result near `value * 2**-bits * 10**exponent`; what is wrong with it is less than `error` units. */
interface Approximation {
  value: bigint;
  bits: number;
  exponent: number;
  error: bigint;
}

/** Asks for better approximations until the rounding of `prec` digits is sure; gives more digits than that. */
function surely(prec: number, approximate: (digits: number) => Approximation): [sign: Sign, Int, exponent: number] {
  for (let digits = prec + 6; ; digits += Math.max(8, digits >> 1)) {
    const { value, bits, exponent, error } = approximate(digits);
    const sign = value < 0n ? 1 : 0;
    const size = value < 0n ? -value : value;
    // As many decimal places as the bits are good for.
    const decimals = Math.floor((bits - bitLength(error)) / LOG2_10) - 1;
    if (decimals <= 0) continue;
    const low = ((size - error) * bigTenTo(decimals)) >> BigInt(bits);
    const high = ((size + error) * bigTenTo(decimals)) >> BigInt(bits);
    const length = digitsOf(normal(low));
    if (low <= 0n || length !== digitsOf(normal(high)) || length < prec + 2) continue;
    // One digit more than the precision, cut: alike, they round alike, if what follows is not zero.
    const unit = bigTenTo(length - prec - 1);
    if (low / unit !== high / unit || low % unit === 0n) continue;
    const digit = low / unit;
    return [
      sign,
      normal(digit % 5n === 0n ? digit * 10n + 1n : digit),
      exponent - decimals + length - prec - 1 - (digit % 5n === 0n ? 1 : 0),
    ];
  }
}

/** Rounded half to even. */
function halfEven(rules: Rules, compute: () => Decimal): Decimal {
  const before = rules.rounding;
  rules.rounding = "ROUND_HALF_EVEN";
  try {
    return compute();
  } finally {
    rules.rounding = before;
  }
}

// ---- exp ----------------------------------------------------------------------------------------------------------------

export function exp(x: Decimal, rules: Rules): Decimal {
  const nan = nanOf(rules, x);
  if (nan !== undefined) return nan;
  if (x.kind === INFINITE) return x.sign === 1 ? finite(0, 0, 0) : x;
  if (x.coefficient === 0) return finite(0, 1, 0);
  return halfEven(rules, () => finish(0, ...expDigits(x, rules), rules));
}

function expDigits(x: Decimal, rules: Rules): [coefficient: Int, exponent: number] {
  const { prec } = rules;
  const first = adjusted(x);
  // So near to 1 that only the side counts.
  if (first < -prec - 1) {
    const one = bigTenTo(prec + 1);
    return [normal(x.sign === 1 ? one * 10n - 1n : one * 10n + 1n), -prec - 2];
  }
  // Beyond all exponents: 10**first is more than the logarithm of the greatest number, or less than that of the smallest.
  if (first > 20 || 10 ** first > 2.4 * (rules.emax - rules.emin + prec + 10)) {
    return [1, x.sign === 1 ? rules.etiny * 2 - 10 : rules.emax + 1];
  }
  const [, coefficient, exponent] = surely(prec, (digits) => {
    const whole = Math.max(first + 1, 0);
    const bits = Math.ceil((digits + whole + 4) * LOG2_10);
    const fixed = toFixed(BigInt(x.coefficient), x.exponent, bits);
    const value = x.sign === 1 ? -fixed - 1n : fixed;
    const ten = ln10(bits);
    // x = power * ln(10) + rest, and the error of the logarithm counts as often.
    let power = value / ten;
    if (value < 0n) power -= 1n;
    const rest = value - power * ten;
    const size = power < 0n ? -power : power;
    return { value: expFixed(rest, bits), bits, exponent: Number(power), error: (size + 4n) * 32n };
  });
  return [coefficient, exponent];
}

// ---- logarithms -----------------------------------------------------------------------------------------------------------

/** ln(x) in units of 2**-bits. */
function lnApproximation(x: Decimal, bits: number): bigint {
  // x = m * 10**k with m between 1 and 10, or a little below 1 for what is near it.
  const first = adjusted(x);
  const k = first === -1 ? 0 : first;
  const m = toFixed(BigInt(x.coefficient), x.exponent - k, bits);
  return lnFixed(m, bits) + BigInt(k) * ln10(bits);
}

/** How many zeros a logarithm has behind its point: those of the distance from 1. */
function zerosOfLogarithm(x: Decimal): number {
  const first = adjusted(x);
  if (first !== 0 && first !== -1) return 0;
  if (x.exponent >= 0) return 0;
  const one = bigTenTo(-x.exponent);
  const distance = BigInt(x.coefficient) - one;
  return -x.exponent - digitsOf(normal(distance < 0n ? -distance : distance)) + 1;
}

function logarithm(x: Decimal, rules: Rules, decimal: boolean): Decimal {
  const nan = nanOf(rules, x);
  if (nan !== undefined) return nan;
  if (isZero(x)) return infinity(1);
  if (x.sign === 1) return invalid(rules);
  if (x.kind === INFINITE) return x;
  const [coefficient, zeros] = stripped(x.coefficient, Number.MAX_SAFE_INTEGER);
  const isPower = coefficient === 1;
  const power = x.exponent + zeros;
  if (isPower && (decimal || power === 0)) {
    return halfEven(rules, () => finish(power < 0 ? 1 : 0, Math.abs(power), 0, rules));
  }
  const lost = zerosOfLogarithm(x);
  const [sign, digits, exponent] = surely(rules.prec, (count) => {
    const bits = Math.ceil((count + lost + 10) * LOG2_10);
    // The exponent may have 18 digits, and the error of ln(10) is taken as often.
    const wide = bits + 64;
    const value = lnApproximation(x, wide) >> 60n;
    const places = bits + 4;
    if (!decimal) return { value, bits: places, exponent: 0, error: 64n };
    return { value: (value << BigInt(places)) / ln10(places), bits: places, exponent: 0, error: 128n };
  });
  return halfEven(rules, () => finish(sign, digits, exponent, rules));
}

export const ln = (x: Decimal, rules: Rules): Decimal => logarithm(x, rules, false);
export const log10 = (x: Decimal, rules: Rules): Decimal => logarithm(x, rules, true);
