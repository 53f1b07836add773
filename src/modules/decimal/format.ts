// `format(x, spec)`:
//
//   [[fill]align][sign]["z"]["#"]["0"][width][","]["." precision][type]
//
// with the types of floats. The digits are those of the decimal itself, rounded as the context says.

import {
  asStr,
  callMethodKw,
  Dict,
  exceptionTypes,
  type Int,
  importNow,
  memoryError,
  None,
  typeError,
  type Value,
  valueError,
} from "../extension.ts";
import type { Context } from "./context.ts";
import { adjusted, type Decimal, digitsOf, digitText, FINITE, finite, scaled, signed } from "./number.ts";
import { cut, MAX_PREC, type Rounding } from "./rules.ts";
import { toText } from "./text.ts";

interface Spec {
  fill: string;
  align: string;
  sign: string;
  noNegativeZero: boolean;
  alternate: boolean;
  zeros: boolean;
  width: number;
  /** -1: none. */
  precision: number;
  type: string;
  point: string;
  separator: string;
  /** The sizes of groups from the right, the last one repeated; none where it is 127 or there is none. */
  grouping: number[];
}

const SPEC = /^(?:(?:(.)?([<>=^]))?)([-+ ])?(z)?(#)?(0)?(?!0)([0-9]+)?(,)?(?:\.([0-9]+))?([eEfFgGnN%])?$/su;
const LARGEST = 2 ** 31 - 1;

function parse(text: string): Spec {
  const match = SPEC.exec(text);
  if (match === null) throw valueError("invalid format string");
  const [, fill, align, sign = "-", z, alternate, zero, width, comma, precision, type = ""] = match;
  if (zero !== undefined && align !== undefined) throw valueError("invalid format string");
  if (type.toLowerCase() === "n" && comma !== undefined) throw valueError("invalid format string");
  const longest = Math.max(Number(width ?? 0), Number(precision ?? 0));
  if (longest > MAX_PREC) throw valueError("format specification exceeds internal limits of _decimal");
  if (longest > LARGEST) throw memoryError();
  return {
    fill: fill ?? " ",
    align: align ?? ">",
    sign,
    noNegativeZero: z !== undefined,
    alternate: alternate !== undefined,
    zeros: zero !== undefined,
    width: Number(width ?? 0),
    precision: precision === undefined ? -1 : Number(precision),
    type,
    point: ".",
    separator: comma ?? "",
    grouping: comma === undefined ? [] : [3],
  };
}

/** What a program says of its locale, in the place of the locale's own. */
function applyLocale(spec: Spec, given: Value | undefined): void {
  if (given === undefined || given === None) return;
  if (!(given instanceof Dict)) throw typeError("optional argument must be a dict");
  const text = (key: string): string | undefined => {
    const value = given.get(key);
    const result = value === undefined ? undefined : asStr(value);
    if (value !== undefined && result === undefined) throw valueError("invalid override dict");
    return result;
  };
  spec.point = text("decimal_point") ?? spec.point;
  spec.separator = text("thousands_sep") ?? spec.separator;
  const grouping = text("grouping");
  if (grouping !== undefined) spec.grouping = Array.from(grouping, (c) => c.charCodeAt(0));
  if (spec.point === "" || spec.point.length > 4 || spec.separator.length > 4) {
    throw valueError("invalid override dict");
  }
  if (spec.grouping.some((size) => size > 127)) throw valueError("invalid override dict");
}

/** A number in writing, before separators and filling. */
interface Written {
  whole: string;
  part: string;
  tail: string;
}

export function formatDecimal(x: Decimal, text: string, override: Value | undefined, context: Context): string {
  const spec = parse(text);
  applyLocale(spec, override);
  if (spec.type === "N") {
    const warning = exceptionTypes.get("DeprecationWarning")!;
    callMethodKw(importNow("warnings"), "warn", ["Format specifier 'N' is deprecated", warning], [], []);
    spec.type = "G";
  }
  if (spec.type === "") spec.type = context.capitals ? "G" : "g";
  const percent = spec.type === "%" ? "%" : "";
  if (x.kind !== FINITE) {
    const name = toText(signed(x, 0));
    return filled(signOf(x.sign === 1, spec), { whole: "", part: "", tail: name + percent }, spec, false);
  }
  const written = write(x, spec, context.rounding);
  const isZero = !/[1-9]/.test(written.whole + written.part);
  const negative = x.sign === 1 && !(spec.noNegativeZero && isZero);
  return filled(signOf(negative, spec), { ...written, tail: written.tail + percent }, spec, true);
}

const signOf = (negative: boolean, { sign }: Spec): string => (negative ? "-" : sign === "-" ? "" : sign);

function write(x: Decimal, spec: Spec, rounding: Rounding): Written {
  const { type, precision } = spec;
  switch (type) {
    case "e":
    case "E":
      return precision < 0 ? scientific(x, type) : scientific(toDigits(x, precision + 1, rounding), type, precision);
    case "f":
    case "F":
    case "%": {
      const value = type === "%" ? withDigits(x, x.coefficient, x.exponent + 2) : x;
      return fixed(precision < 0 ? value : toPlaces(value, precision, rounding));
    }
    default: {
      const value = precision < 0 ? x : fewerDigits(x, Math.max(precision, 1), rounding);
      const first = adjusted(value);
      return value.exponent <= 0 && first >= -6 ? fixed(value) : scientific(value, type === "G" ? "E" : "e");
    }
  }
}

const withDigits = (x: Decimal, coefficient: Int, exponent: number): Decimal => finite(x.sign, coefficient, exponent);

/** With `places` digits after the point. */
function toPlaces(x: Decimal, places: number, rounding: Rounding): Decimal {
  const shift = x.exponent + places;
  if (shift > LARGEST || places > 300_000_000) throw memoryError();
  return shift >= 0
    ? withDigits(x, scaled(x.coefficient, shift), -places)
    : withDigits(x, cut(x.coefficient, -shift, x.sign, rounding), -places);
}

function fewerDigits(x: Decimal, digits: number, rounding: Rounding): Decimal {
  const more = digitsOf(x.coefficient) - digits;
  if (more <= 0) return x;
  const coefficient = cut(x.coefficient, more, x.sign, rounding);
  const result = withDigits(x, coefficient, x.exponent + more);
  return digitsOf(coefficient) > digits ? withDigits(x, scaled(1, digits - 1), result.exponent + 1) : result;
}

/** With so many digits; a zero keeps its own exponent. */
function toDigits(x: Decimal, digits: number, rounding: Rounding): Decimal {
  if (x.coefficient === 0) return x;
  const value = fewerDigits(x, digits, rounding);
  const less = digits - digitsOf(value.coefficient);
  return less > 0 ? withDigits(value, scaled(value.coefficient, less), value.exponent - less) : value;
}

function scientific(x: Decimal, e: string, places = -1): Written {
  const isPadded = x.coefficient === 0 && places > 0;
  const digits = isPadded ? "0".repeat(places + 1) : digitText(x.coefficient);
  const exponent = isPadded ? x.exponent + places : adjusted(x);
  const sign = exponent < 0 ? "-" : "+";
  return { whole: digits[0]!, part: digits.slice(1), tail: `${e}${sign}${Math.abs(exponent)}` };
}

function fixed(x: Decimal): Written {
  if (x.exponent >= 0) {
    const digits = x.coefficient === 0 ? "0" : digitText(scaled(x.coefficient, x.exponent));
    return { whole: digits, part: "", tail: "" };
  }
  const digits = digitText(x.coefficient).padStart(1 - x.exponent, "0");
  return { whole: digits.slice(0, x.exponent), part: digits.slice(x.exponent), tail: "" };
}

// ---- separators and filling -----------------------------------------------------------------------------------------------

/** Digits in groups, with zeros before them until they are `width` characters. */
function grouped(digits: string, spec: Spec, width: number): string {
  const { separator } = spec;
  if (separator === "" || spec.grouping.length === 0) return digits.padStart(width, "0");
  let result = "";
  let group = 0;
  let room = spec.grouping[0]!;
  for (let i = digits.length - 1; i >= 0 || result.length < width; i--) {
    if (room === 0) {
      const last = spec.grouping.length - 1;
      group = Math.min(group + 1, last);
      // A size of 0 repeats the one before it.
      room = spec.grouping[group] || spec.grouping[last - 1]!;
      result = separator + result;
    }
    result = (i >= 0 ? digits[i]! : "0") + result;
    if (room !== 127) room--;
  }
  return result;
}

function filled(sign: string, { whole, part, tail }: Written, spec: Spec, isNumber: boolean): string {
  const end = (part === "" ? (spec.alternate && isNumber ? spec.point : "") : spec.point + part) + tail;
  if (spec.zeros && isNumber) {
    return sign + grouped(whole, spec, Math.max(spec.width - sign.length - [...end].length, 1)) + end;
  }
  const body = (isNumber ? grouped(whole, spec, 0) : whole) + end;
  const missing = spec.width - sign.length - [...body].length;
  if (missing <= 0) return sign + body;
  const { fill } = spec;
  switch (spec.align) {
    case "<":
      return sign + body + fill.repeat(missing);
    case "=":
      return sign + fill.repeat(missing) + body;
    case "^": {
      const left = missing >> 1;
      return fill.repeat(left) + sign + body + fill.repeat(missing - left);
    }
    default:
      return fill.repeat(missing) + sign + body;
  }
}
