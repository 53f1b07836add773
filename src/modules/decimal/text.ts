// Decimals from text and to text.

import { type Int, normal, plainText } from "../extension.ts";
import {
  adjusted,
  Decimal,
  digitsOf,
  digitText,
  FINITE,
  finite,
  INFINITE,
  infinity,
  QUIET,
  SIGNALING,
  type Sign,
} from "./number.ts";
import {
  CLAMPED,
  CONVERSION_SYNTAX,
  finished,
  INEXACT,
  INVALID_OPERATION,
  invalid,
  ROUNDED,
  type Rules,
  unlimited,
} from "./rules.ts";

const NUMBER = /^([+-]?)(?:([0-9]+)(?:\.([0-9]*))?|\.([0-9]+))(?:e([+-]?[0-9]+))?$/i;
const SPECIAL = /^([+-]?)(?:(inf(?:inity)?)|(s?nan)([0-9]*))$/i;

/** Digits as a coefficient. */
export function coefficientOf(digits: string): Int {
  return digits.length <= 15 ? Number(digits) : normal(BigInt(digits));
}

/** Exponents beyond all limits need not be told apart. */
const exponentOf = (text: string | undefined): number =>
  text === undefined ? 0 : Math.max(Math.min(Number(text), 1e19), -1e19);

/** The value that the text says, exactly; undefined if it says none. */
export function parse(text: string): Decimal | undefined {
  const match = NUMBER.exec(text);
  if (match !== null) {
    const [, sign, whole = "", part = match[4] ?? "", , power] = match;
    return finite(sign === "-" ? 1 : 0, coefficientOf(whole + part), exponentOf(power) - part.length);
  }
  const special = SPECIAL.exec(text);
  if (special === null) return undefined;
  const sign: Sign = special[1] === "-" ? 1 : 0;
  if (special[2] !== undefined) return infinity(sign);
  const kind = special[3]!.length > 3 ? SIGNALING : QUIET;
  return new Decimal(kind, sign, special[4] === "" ? 0 : coefficientOf(special[4]!), 0);
}

/** White space around a text and underscores in it count for nothing, digits of all scripts as the ASCII ones. */
const pythonText = (text: string): string => plainText(text).replaceAll("_", "");

/** `Decimal(text)`: exact, or NaN with InvalidOperation. */
export function exactly(text: string, rules: Rules): Decimal {
  const value = parse(text) ?? parse(pythonText(text));
  return value === undefined ? invalid(rules, CONVERSION_SYNTAX) : checkedExact(value, rules);
}

/** A value from elsewhere, if no limit changes it. */
export function checkedExact(value: Decimal, rules: Rules): Decimal {
  if (value.kind !== FINITE) return value;
  if (Math.abs(value.exponent) < 1e15) return value;
  const limits = unlimited();
  const result = finished(value, limits);
  return (limits.raised & (INEXACT | ROUNDED | CLAMPED)) !== 0 ? invalid(rules, INVALID_OPERATION) : result;
}

/** `context.create_decimal(text)`: rounded, and without white space and underscores. */
export function rounded(text: string, rules: Rules): Decimal {
  const value = parse(/^[\x21-\x7e]*$/.test(text) ? text : /\s|_/.test(text) ? "" : plainText(text));
  if (value === undefined) return invalid(rules, CONVERSION_SYNTAX);
  if (value.kind >= QUIET && digitsOf(value.coefficient) > rules.prec - (rules.clamp ? 1 : 0)) {
    return invalid(rules, CONVERSION_SYNTAX);
  }
  return finished(value, rules);
}

const specialText = (x: Decimal): string =>
  x.kind === INFINITE ? "Infinity" : (x.kind === QUIET ? "NaN" : "sNaN") + (x.coefficient === 0 ? "" : x.coefficient);

const exponentText = (exponent: number, e: string): string =>
  exponent === 0 ? "" : `${e}${exponent < 0 ? "-" : "+"}${BigInt(Math.abs(exponent))}`;

/** `str(x)` */
export function toText(x: Decimal, capitals = true): string {
  const minus = x.sign === 1 ? "-" : "";
  if (x.kind !== FINITE) return minus + specialText(x);
  const digits = digitText(x.coefficient);
  const { exponent } = x;
  if (exponent === 0) return minus + digits;
  const first = exponent + digits.length - 1;
  if (exponent < 0 && first >= -6) {
    const point = digits.length + exponent;
    return point > 0
      ? `${minus}${digits.slice(0, point)}.${digits.slice(point)}`
      : `${minus}0.${"0".repeat(-point)}${digits}`;
  }
  const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
  return minus + mantissa + exponentText(first, capitals ? "E" : "e");
}

/** With an exponent that is a multiple of three. */
export function toEngineeringText(x: Decimal, capitals = true): string {
  if (x.kind !== FINITE || (x.exponent <= 0 && adjusted(x) >= -6)) return toText(x, capitals);
  const digits = digitText(x.coefficient);
  const first = adjusted(x);
  const isZero = x.coefficient === 0;
  // A zero has no first digit: its point goes where the next multiple above allows it.
  const exponent = Math.floor((isZero ? first + 2 : first) / 3) * 3;
  const point = first - exponent + 1;
  const written = isZero
    ? point < 1
      ? `0.${"0".repeat(1 - point)}`
      : "0"
    : digits.length <= point
      ? digits.padEnd(point, "0")
      : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return (x.sign === 1 ? "-" : "") + written + exponentText(exponent, capitals ? "E" : "e");
}
