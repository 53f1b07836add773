// Numbers from text and to text, as `int(…)`, `float(…)`, `complex(…)` read and `repr` writes them.

import { valueError } from "../errors.ts";
import { type Int, normal } from "./integers.ts";

/** What sys.set_int_max_str_digits sets: no decimal conversion of more digits, since it takes quadratic time. 0: none. */
export const limits = { intMaxStrDigits: 4300 };

const BITS_PER_DIGIT = Math.log2(10);

/** `repr` of an int. */
export function intRepr(x: Int): string {
  if (typeof x === "number") return String(x);
  return limits.intMaxStrDigits === 0 ? x.toString() : limited(x);
}

function limited(x: bigint): string {
  const max = limits.intMaxStrDigits;
  // A hexadecimal text comes in linear time and says whether the decimal one may be asked for.
  const hex = x.toString(16).length - (x < 0n ? 1 : 0);
  if ((hex - 1) * 4 <= max * BITS_PER_DIGIT) {
    const text = x.toString();
    if (text.length - (x < 0n ? 1 : 0) <= max) return text;
  }
  throw valueError(
    `Exceeds the limit (${max} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
  );
}

/** `repr` of a float: the shortest text that reads back, with an exponent from 1e16 on and below 1e-4. */
export function floatRepr(x: number): string {
  if (Number.isInteger(x)) {
    if (x < 1e16 && x > -1e16) return Object.is(x, -0) ? "-0.0" : `${x}.0`;
  } else if (!Number.isFinite(x)) return x > 0 ? "inf" : x < 0 ? "-inf" : "nan";
  else if (x >= 1e-4 || x <= -1e-4) return String(x);
  return exponential(x.toExponential());
}

/** JavaScript's `1e+5`, `1e-7` with the two digits that C gives an exponent. */
export function exponential(text: string): string {
  const at = text.indexOf("e") + 2;
  return text.length - at < 2 ? `${text.slice(0, at)}0${text.slice(at)}` : text;
}

/** `repr` of a complex number's part: without the `.0`. */
const part = (x: number): string => {
  const text = floatRepr(x);
  return text.endsWith(".0") ? text.slice(0, -2) : text;
};

export function complexRepr(real: number, imag: number): string {
  if (Object.is(real, 0)) return `${part(imag)}j`;
  const second = part(imag);
  return `(${part(real)}${second.startsWith("-") ? "" : "+"}${second}j)`;
}

// ---- reading ------------------------------------------------------------------------------------------------------

const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const OUTER_SPACE = new RegExp(`^${SPACE}+|${SPACE}+$`, "g");

/** Without outer white space (Python's notion of it), and with the decimal digits of all scripts as ASCII. */
export function plainText(text: string): string {
  const stripped = text.replace(OUTER_SPACE, "");
  return /^[ -~]*$/.test(stripped) ? stripped : stripped.replace(/\p{Nd}/gu, digitOf);
}

/** Decimal digits stand in runs of ten: how many precede this one tells its value. */
function digitOf(c: string): string {
  const point = c.codePointAt(0)!;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(point - before - 1))) before++;
  return String(before % 10);
}

const PREFIXES: Record<string, number> = { x: 16, o: 8, b: 2 };
const DIGITS = /^[0-9a-z]+(?:_[0-9a-z]+)*$/;

/** The value of ASCII digits that are surely in the safe range; undefined for any other text. */
export function fewDigits(text: string, base: number): number | undefined {
  const { length } = text;
  if (length === 0 || length > (base === 10 ? 15 : 10)) return undefined;
  let value = 0;
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    const digit = unit < 58 ? unit - 48 : unit < 97 ? unit - 55 : unit - 87;
    if (digit < 0 || digit >= base || (unit >= 58 && digit < 10)) return undefined;
    value = value * base + digit;
  }
  return value;
}

/** The int that the text says in `base` (0: as a literal does); undefined if it says none. */
export function parseInteger(text: string, base: number): Int | undefined {
  const plain = fewDigits(text, base);
  if (plain !== undefined) return plain;
  let digits = plainText(text).toLowerCase();
  const negative = digits.startsWith("-");
  if (negative || digits.startsWith("+")) digits = digits.slice(1);
  const prefixed = digits.startsWith("0") ? PREFIXES[digits[1] ?? ""] : undefined;
  if (prefixed !== undefined && (base === 0 || base === prefixed)) {
    base = prefixed;
    digits = digits.slice(digits[2] === "_" ? 3 : 2);
  } else if (base === 0) {
    if (/^0.*[^0_]/.test(digits)) return undefined;
    base = 10;
  }
  if (!DIGITS.test(digits)) return undefined;
  const value = digitsValue(digits.replaceAll("_", ""), base);
  if (value === undefined || !negative) return value;
  return typeof value === "number" ? 0 - value : normal(-value);
}

/** The value of digits (lower case) in a base; undefined if one of them is not of the base. */
function digitsValue(digits: string, base: number): Int | undefined {
  const max = limits.intMaxStrDigits;
  if (max !== 0 && digits.length > max && (base & (base - 1)) !== 0) {
    throw valueError(
      `Exceeds the limit (${max} digits) for integer string conversion: value has ${digits.length} digits; use sys.set_int_max_str_digits() to increase the limit`,
    );
  }
  for (let i = 0; i < digits.length; i++) {
    const unit = digits.charCodeAt(i);
    if ((unit < 58 ? unit - 48 : unit - 87) >= base) return undefined;
  }
  if (digits.length <= 10) return Number.parseInt(digits, base);
  if (base === 16) return normal(BigInt(`0x${digits}`));
  if (base === 8) return normal(BigInt(`0o${digits}`));
  if (base === 2) return normal(BigInt(`0b${digits}`));
  return normal(base === 10 ? BigInt(digits) : joined(digits, base));
}

/** Halves are read apart and joined, which takes fewer long multiplications than digit by digit. */
function joined(digits: string, base: number): bigint {
  if (digits.length <= 10) return BigInt(Number.parseInt(digits, base));
  const low = digits.length >> 1;
  const at = digits.length - low;
  return joined(digits.slice(0, at), base) * BigInt(base) ** BigInt(low) + joined(digits.slice(at), base);
}

const RUN = "[0-9]+(?:_[0-9]+)*";
const DECIMAL = `(?:(?:${RUN}\\.?(?:${RUN})?|\\.${RUN})(?:e[+-]?${RUN})?|inf(?:inity)?|nan)`;
const FLOAT = new RegExp(`^[+-]?${DECIMAL}$`, "i");

/** The double that the text says; undefined if it says none. */
export function parseDecimal(text: string): number | undefined {
  const plain = plainText(text);
  return FLOAT.test(plain) ? decimal(plain) : undefined;
}

/** V8 keeps the sign of NaN, though it says nothing of it. */
const negativeNaN = (): number => new Float64Array(Uint32Array.of(0, 0xfff80000).buffer)[0]!;

/** The value of a text that has the form of a decimal number. */
function decimal(text: string): number {
  const lower = text.toLowerCase();
  if (lower.endsWith("nan")) return lower.startsWith("-") ? negativeNaN() : Number.NaN;
  if (lower.includes("inf")) return lower.startsWith("-") ? -Infinity : Infinity;
  return Number(text.replaceAll("_", ""));
}

const IMAGINARY = new RegExp(`^([+-]?(?:${DECIMAL})?)j$`, "i");
const BOTH = new RegExp(`^([+-]?${DECIMAL})([+-](?:${DECIMAL})?)j$`, "i");

/** The parts of the complex number that the text says; undefined if it says none. */
export function parseComplex(text: string): [real: number, imag: number] | undefined {
  let plain = plainText(text);
  if (plain.startsWith("(") && plain.endsWith(")")) plain = plainText(plain.slice(1, -1));
  if (FLOAT.test(plain)) return [decimal(plain), 0];
  const imaginary = IMAGINARY.exec(plain);
  if (imaginary) return [0, unit(imaginary[1]!)];
  const both = BOTH.exec(plain);
  return both ? [decimal(both[1]!), unit(both[2]!)] : undefined;
}

/** What stands before `j`: a sign alone, or nothing, means 1. */
const unit = (text: string): number => (/[0-9a-z]/i.test(text) ? decimal(text) : text === "-" ? -1 : 1);
