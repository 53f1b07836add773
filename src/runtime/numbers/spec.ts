// The format mini-language: what stands behind the colon of `f"{x:>10.2f}"`.
//
//   [[fill]align][sign]["z"]["#"]["0"][width][grouping]["." precision [grouping]][type]

import { valueError } from "../errors.ts";
import { plainText } from "./text.ts";

export interface FormatSpec {
  /** One code point. */
  readonly fill: string;
  readonly align: "<" | ">" | "=" | "^";
  /** The alignment was written, rather than being the type's own. */
  readonly aligned: boolean;
  readonly sign: "" | "+" | "-" | " ";
  /** `z`: a negative zero loses its sign. */
  readonly noNegativeZero: boolean;
  /** `#` */
  readonly alternate: boolean;
  /** -1: none. */
  readonly width: number;
  readonly grouping: "" | "," | "_";
  /** -1: none. */
  readonly precision: number;
  /** Of the digits after the point. */
  readonly fractionGrouping: "" | "," | "_";
  /** One code point, or "" */
  readonly type: string;
}

const MAX = 2 ** 31 - 1;

const isAlign = (c: string | undefined): c is FormatSpec["align"] => c !== undefined && c !== "" && "<>=^".includes(c);

const MOST = 500;

/** How the specifications of one kind of values are read: parses the text for an object of type `typeName`. */
export type SpecParser = (text: string, typeName: string) => FormatSpec;

/**
 * The kind whose own alignment and presentation type are taken where a text says none. Specifications met before are
 * kept: programs have few, and format by them often.
 */
export function specParser(align: "<" | ">", type: string): SpecParser {
  const parsed = new Map<string, FormatSpec>();
  return (text, typeName) => {
    let spec = parsed.get(text);
    if (spec === undefined) {
      spec = parse(text, typeName, align, type);
      if (parsed.size >= MOST) parsed.clear();
      parsed.set(text, spec);
    }
    return spec;
  };
}

const stringSpec = specParser("<", "s");

function parse(text: string, typeName: string, align: "<" | ">", type: string): FormatSpec {
  const chars = Array.from(text);
  let at = 0;
  let fill = " ";
  let filled = false;
  let aligned = false;
  let alignment: FormatSpec["align"] = align;
  if (isAlign(chars[1])) {
    fill = chars[0]!;
    alignment = chars[1];
    filled = aligned = true;
    at = 2;
  } else if (isAlign(chars[0])) {
    alignment = chars[0];
    aligned = true;
    at = 1;
  }
  const next = (c: string): boolean => {
    if (chars[at] !== c) return false;
    at++;
    return true;
  };
  const sign = next("+") ? "+" : next("-") ? "-" : next(" ") ? " " : "";
  const noNegativeZero = next("z");
  const alternate = next("#");
  if (!filled && next("0")) {
    fill = "0";
    if (!aligned && align === ">") alignment = "=";
  }
  const number = (): number => {
    const start = at;
    while (/^\p{Nd}$/u.test(chars[at] ?? "")) at++;
    if (at === start) return -1;
    const value = Number(plainText(chars.slice(start, at).join("")));
    if (!(value <= MAX)) throw valueError("Too many decimal digits in format string");
    return value;
  };
  const group = (): FormatSpec["grouping"] => {
    const comma = next(",");
    const underscore = next("_");
    if (comma && underscore) throw valueError("Cannot specify both ',' and '_'.");
    if (underscore && chars[at] === ",") throw valueError("Cannot specify both ',' and '_'.");
    return comma ? "," : underscore ? "_" : "";
  };
  const width = number();
  const grouping = group();
  let precision = -1;
  let fractionGrouping: FormatSpec["grouping"] = "";
  if (next(".")) {
    precision = number();
    fractionGrouping = group();
    if (precision < 0 && fractionGrouping === "") throw valueError("Format specifier missing precision");
  }
  if (chars.length - at > 1) {
    throw valueError(`Invalid format specifier '${text}' for object of type '${typeName}'`);
  }
  const code = chars[at] ?? type;
  if (grouping !== "") checkGrouping(grouping, code);
  if (fractionGrouping !== "" && code === "n") throw valueError(`Cannot specify '${fractionGrouping}' with 'n'.`);
  return {
    fill,
    align: alignment,
    aligned,
    sign,
    noNegativeZero,
    alternate,
    width,
    grouping,
    precision,
    fractionGrouping,
    type: code,
  };
}

function checkGrouping(grouping: "," | "_", code: string): void {
  if (code === "" || "defgEG%F".includes(code)) return;
  if ("boxX".includes(code) && grouping === "_") return;
  throw valueError(`Cannot specify '${grouping}' with ${shown(code)}.`);
}

const shown = (code: string): string => {
  const point = code.codePointAt(0)!;
  return point > 32 && point < 128 ? `'${code}'` : `'\\x${point.toString(16)}'`;
};

export const unknownCode = (code: string, typeName: string): Error =>
  valueError(`Unknown format code ${shown(code)} for object of type '${typeName}'`);

/** How many code points the text has. */
function size(text: string): number {
  let count = text.length;
  for (let i = 1; i < text.length; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xdc00 && (text.charCodeAt(i - 1) & 0xfc00) === 0xd800) {
      count--;
      i++;
    }
  }
  return count;
}

/** Fills the text up to the width; `=` counts as `>` (numbers put the filling behind their sign themselves). */
export function pad(text: string, spec: FormatSpec): string {
  const missing = spec.width - size(text);
  if (missing <= 0) return text;
  if (spec.align === "<") return text + spec.fill.repeat(missing);
  if (spec.align !== "^") return spec.fill.repeat(missing) + text;
  const left = missing >> 1;
  return spec.fill.repeat(left) + text + spec.fill.repeat(missing - left);
}

/** `format(text, spec)` of a string. */
export function formatString(text: string, spec: string): string {
  if (spec === "") return text;
  const parsed = stringSpec(spec, "str");
  if (parsed.type !== "s") throw unknownCode(parsed.type, "str");
  if (parsed.sign !== "") {
    throw valueError(
      parsed.sign === " "
        ? "Space not allowed in string format specifier"
        : "Sign not allowed in string format specifier",
    );
  }
  if (parsed.noNegativeZero) throw valueError("Negative zero coercion (z) not allowed in string format specifier");
  if (parsed.alternate) throw valueError("Alternate form (#) not allowed in string format specifier");
  if (parsed.align === "=") throw valueError("'=' alignment not allowed in string format specifier");
  const cut = parsed.precision >= 0 && parsed.precision < text.length ? firstPoints(text, parsed.precision) : text;
  return pad(cut, parsed);
}

function firstPoints(text: string, count: number): string {
  let end = 0;
  for (; count > 0 && end < text.length; count--) end += text.codePointAt(end)! > 0xffff ? 2 : 1;
  return text.slice(0, end);
}
