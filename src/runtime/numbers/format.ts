// `format(x, spec)` of ints, floats and complex numbers. spec.ts reads the specification.

import { overflowError, typeError, valueError } from "../errors.ts";
import { asStr, str } from "../protocols.ts";
import { typeName } from "../types.ts";
import type { Value } from "../values.ts";
import { fixed, type Scientific, scientific, shortest } from "./decimal.ts";
import { type Int, toDouble } from "./integers.ts";
import { type FormatSpec, pad, specParser, unknownCode } from "./spec.ts";
import { intRepr } from "./text.ts";

const intSpec = specParser(">", "d");
const realSpec = specParser(">", "");

function specText(spec: Value): string {
  const text = asStr(spec);
  if (text === undefined) throw typeError(`__format__() argument must be str, not ${typeName(spec)}`);
  return text;
}

/** A formatted number before it is filled up. */
interface Parts {
  /** The sign and, for `#`, the base: what filling by `=` follows. */
  readonly lead: string;
  readonly digits: string;
  /** Whatever follows the digits that are grouped: a point, more digits, an exponent, `%`. */
  readonly tail: string;
}

const signOf = (negative: boolean, spec: FormatSpec): string => (negative ? "-" : spec.sign === "-" ? "" : spec.sign);

/** Groups digits from the right; with `width`, zeros are put before until they and the separators fill it. */
function group(digits: string, separator: string, size: number, width: number): string {
  if (separator === "") return digits.padStart(width, "0");
  let grouped = "";
  for (let end = digits.length; end > 0; end -= size) {
    grouped = digits.slice(Math.max(0, end - size), end) + (grouped === "" ? "" : separator + grouped);
  }
  let first = digits.length % size || size;
  while (grouped.length < width) {
    if (first === size) {
      grouped = `0${separator}${grouped}`;
      first = 1;
    } else {
      grouped = `0${grouped}`;
      first++;
    }
  }
  return grouped;
}

function assemble({ lead, digits, tail }: Parts, spec: FormatSpec): string {
  if (spec.width < 0 && spec.grouping === "") return lead + digits + tail;
  const size = "boxX".includes(spec.type) && spec.type !== "" ? 4 : 3;
  // Only filling with zeros behind the sign is part of the number; commas run through it.
  const zeros = spec.fill === "0" && spec.align === "=" ? spec.width - lead.length - tail.length : 0;
  // "inf" and "nan", which are all tail, have nothing to be grouped.
  const separator = digits === "" ? "" : spec.grouping;
  const body = group(digits, separator, size, Math.max(zeros, 0)) + tail;
  if (spec.align !== "=") return pad(lead + body, spec);
  const missing = spec.width - lead.length - body.length;
  return missing > 0 ? lead + spec.fill.repeat(missing) + body : lead + body;
}

// ---- int ----------------------------------------------------------------------------------------------------------

/** `self` is x, or an instance of a class derived from int. */
export function formatInt(self: Value, x: Int, specValue: Value): string {
  const text = specText(specValue);
  if (text === "") return str(self);
  const spec = intSpec(text, typeName(self));
  switch (spec.type) {
    case "b":
    case "c":
    case "d":
    case "o":
    case "x":
    case "X":
    case "n":
      return integer(x, spec);
    case "e":
    case "E":
    case "f":
    case "F":
    case "g":
    case "G":
    case "%":
      return real(toDouble(x), spec);
    default:
      throw unknownCode(spec.type, typeName(self));
  }
}

const BASES: Record<string, [base: number, prefix: string]> = {
  b: [2, "0b"],
  o: [8, "0o"],
  x: [16, "0x"],
  X: [16, "0X"],
};

function integer(x: Int, spec: FormatSpec): string {
  if (spec.precision >= 0) throw valueError("Precision not allowed in integer format specifier");
  if (spec.noNegativeZero) throw valueError("Negative zero coercion (z) not allowed in integer format specifier");
  if (spec.type === "c") return character(x, spec);
  const [base, prefix] = BASES[spec.type] ?? [10, ""];
  const written = base === 10 ? intRepr(x) : x.toString(base);
  const digits = x < 0 ? written.slice(1) : written;
  const lead = signOf(x < 0, spec) + (spec.alternate ? prefix : "");
  return assemble({ lead, digits: spec.type === "X" ? digits.toUpperCase() : digits, tail: "" }, spec);
}

function character(x: Int, spec: FormatSpec): string {
  if (spec.sign !== "") throw valueError("Sign not allowed with integer format specifier 'c'");
  if (spec.alternate) throw valueError("Alternate form (#) not allowed with integer format specifier 'c'");
  if (BigInt.asIntN(64, BigInt(x)) !== BigInt(x)) throw overflowError("Python int too large to convert to C long");
  if (x < 0 || x > 0x10ffff) throw overflowError("%c arg not in range(0x110000)");
  return pad(String.fromCodePoint(Number(x)), spec);
}

// ---- float --------------------------------------------------------------------------------------------------------

export function formatFloat(self: Value, x: number, specValue: Value): string {
  const text = specText(specValue);
  if (text === "") return str(self);
  const spec = realSpec(text, typeName(self));
  if (spec.type !== "" && !"eEfFgGn%".includes(spec.type)) throw unknownCode(spec.type, typeName(self));
  return real(x, spec);
}

function real(x: number, spec: FormatSpec): string {
  return assemble(realParts(x, spec), spec);
}

/** The sign, digits and tail of a double. */
function realParts(x: number, spec: FormatSpec): Parts {
  const upper = spec.type === "E" || spec.type === "F" || spec.type === "G";
  let negative = x < 0 || Object.is(x, -0);
  const size = Math.abs(x) * (spec.type === "%" ? 100 : 1);
  const percent = spec.type === "%" ? "%" : "";
  let digits: string;
  if (!Number.isFinite(size)) digits = Number.isNaN(x) ? "nan" : "inf";
  else digits = magnitude(size, spec);
  if (spec.noNegativeZero && negative && !/[1-9]/.test(digits.split("e")[0]!) && Number.isFinite(size))
    negative = false;
  if (upper) digits = digits.toUpperCase();
  let end = 0;
  while (digits.charCodeAt(end) <= 57 && digits.charCodeAt(end) >= 48) end++;
  const whole = digits.slice(0, end);
  let tail = digits.slice(end);
  if (spec.fractionGrouping !== "") tail = tail.replace(/^\.([0-9]+)/, (_, part) => `.${fromLeft(part, spec)}`);
  return { lead: signOf(negative, spec), digits: whole, tail: tail + percent };
}

const fromLeft = (digits: string, spec: FormatSpec): string =>
  digits.replace(/(\d{3})(?=\d)/g, `$1${spec.fractionGrouping}`);

/** A finite number >= 0 in the presentation of the type. */
function magnitude(x: number, spec: FormatSpec): string {
  const precision = spec.precision < 0 ? 6 : spec.precision;
  switch (spec.type) {
    case "f":
    case "F":
    case "%":
      return withPoint(fixed(x, precision), spec);
    case "e":
    case "E":
      return exponent(scientific(x, precision), spec.alternate);
    case "g":
    case "G":
    case "n":
      return significant(x, precision, spec.alternate, false);
    default:
      if (spec.precision >= 0) return significant(x, spec.precision, spec.alternate, true);
      return laid(x === 0 ? { digits: "0", exponent: 0 } : shortest(x), 16, spec.alternate, true);
  }
}

const withPoint = (text: string, spec: FormatSpec): string =>
  spec.alternate && !text.includes(".") ? `${text}.` : text;

function exponent({ digits, exponent }: Scientific, alternate: boolean): string {
  const point = digits.length > 1 || alternate ? "." : "";
  const e = Math.abs(exponent);
  return `${digits[0]}${point}${digits.slice(1)}e${exponent < 0 ? "-" : "+"}${e < 10 ? `0${e}` : e}`;
}

/** As `g` does: so many digits, trailing zeros dropped unless `#` keeps them. */
function significant(x: number, precision: number, alternate: boolean, asRepr: boolean): string {
  const count = precision === 0 ? 1 : precision;
  const r = scientific(x, count - 1);
  const digits = alternate ? r.digits : r.digits.replace(/(?!^)0+$/, "");
  return laid({ digits, exponent: r.exponent }, count, alternate, asRepr);
}

/** Digits with the point among them, or with an exponent where that would take more than `count` digits. */
function laid(number: Scientific, count: number, alternate: boolean, asRepr: boolean): string {
  const { digits, exponent: e } = number;
  // Where it is to look like a float, the last digit shown is one behind the point.
  if (e < -4 || e >= count - (asRepr && count !== 16 ? 1 : 0)) return exponent(number, alternate);
  let text: string;
  if (e < 0) text = `0.${"0".repeat(-e - 1)}${digits}`;
  else if (digits.length > e + 1) text = `${digits.slice(0, e + 1)}.${digits.slice(e + 1)}`;
  else text = digits.padEnd(e + 1, "0") + (asRepr ? ".0" : alternate ? "." : "");
  return text;
}

// ---- complex ------------------------------------------------------------------------------------------------------

export function formatComplex(self: Value, x: number, y: number, specValue: Value): string {
  const text = specText(specValue);
  if (text === "") return str(self);
  const spec = realSpec(text, typeName(self));
  if (spec.type !== "" && !"eEfFgGn".includes(spec.type)) throw unknownCode(spec.type, typeName(self));
  if (spec.fill === "0") throw valueError("Zero padding is not allowed in complex format specifier");
  if (spec.align === "=") throw valueError("'=' alignment flag is not allowed in complex format specifier");
  // Without a type the number looks like its repr: in parentheses, and without a real part of 0.
  const asRepr = spec.type === "";
  const partSpec: FormatSpec = { ...spec, width: -1, fill: " ", type: asRepr && spec.precision >= 0 ? "g" : spec.type };
  const part = (value: number, sign: FormatSpec["sign"]): string => {
    const parts = realParts(value, { ...partSpec, sign });
    const tail = asRepr && spec.precision < 0 && parts.tail === ".0" ? "" : parts.tail;
    return assemble({ ...parts, tail }, { ...partSpec, sign });
  };
  const shownImag = (sign: FormatSpec["sign"]): string => `${part(y, sign)}j`;
  if (!asRepr) return pad(part(x, spec.sign) + shownImag("+"), spec);
  return pad(Object.is(x, 0) ? shownImag(spec.sign) : `(${part(x, spec.sign)}${shownImag("+")})`, spec);
}
