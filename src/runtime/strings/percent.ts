// `template % values`, for str and for bytes. A template of bytes is read as Latin-1 text, and so is what comes out.
//
// A template is parsed once into pieces and kept, since programs format with the same template again and again. What is
// wrong with a template is a piece too, because it is raised only when formatting comes to it.

import { ByteArray, Bytes, bytesOf } from "../bytes/buffer.ts";
import { Tuple } from "../containers/tuple.ts";
import { overflowError, typeError, valueError } from "../errors.ts";
import { intOf, realOf } from "../numbers/coerce.ts";
import { ascii, format, index, repr, str } from "../protocols.ts";
import { known, special, typeName } from "../types.ts";
import { Float, float, type Value } from "../values.ts";
import { textOf } from "./arguments.ts";
import { strLength, strSlice } from "./text.ts";

/** `%(key)-+ #0width.precisionX` */
interface Conversion {
  readonly key: string | undefined;
  readonly left: boolean;
  readonly sign: "" | "+" | " ";
  readonly alternate: boolean;
  readonly zero: boolean;
  /** "*": the next value says it. */
  readonly width: number | "*";
  readonly precision: number | "*" | undefined;
  readonly type: string;
  /** The error if there is no such type, raised once the value has been found. */
  readonly refuse: (() => Error) | undefined;
}

type Piece = string | Conversion | (() => Error);

/** What is different between text and bytes. */
interface Kind {
  readonly noun: string;
  readonly types: string;
  /** The text for `%s`, `%r`, `%a`, `%b` and `%c`. */
  convert(value: Value, type: string): string;
  /** The TypeError for a value that is no real number. */
  notFloat(typeName: string): string;
}

// ---- parsing --------------------------------------------------------------------------------------------------------

const parsed = new Map<string, Piece[]>();
/** How many templates are kept. */
const KEPT = 500;

function piecesOf(template: string, kind: Kind): Piece[] {
  const key = kind.noun + template;
  let pieces = parsed.get(key);
  if (pieces === undefined) {
    pieces = parse(template, kind);
    if (parsed.size >= KEPT) parsed.clear();
    parsed.set(key, pieces);
  }
  return pieces;
}

function parse(template: string, kind: Kind): Piece[] {
  const pieces: Piece[] = [];
  let i = 0;
  while (i < template.length) {
    const at = template.indexOf("%", i);
    if (at !== i) pieces.push(template.slice(i, at < 0 ? undefined : at));
    if (at < 0) break;
    if (template[at + 1] === "%") {
      pieces.push("%");
      i = at + 2;
      continue;
    }
    const reader = new Reader(template, at + 1);
    const piece = reader.conversion(kind);
    pieces.push(piece);
    if (typeof piece === "function") break;
    i = reader.at;
  }
  return pieces;
}

class Reader {
  private readonly template: string;
  at: number;
  constructor(template: string, at: number) {
    this.template = template;
    this.at = at;
  }

  conversion(kind: Kind): Piece {
    const { template } = this;
    let key: string | undefined;
    if (template[this.at] === "(") {
      key = this.key();
      if (key === undefined) return () => valueError("incomplete format key");
    }
    const flags = this.flags();
    const width = this.number();
    if (width !== "*" && width > MAX_SIZE) return () => valueError("width too big");
    let precision: number | "*" | undefined;
    if (template[this.at] === ".") {
      this.at++;
      precision = this.number();
      if (precision !== "*" && precision > MAX_SIZE) return () => valueError("precision too big");
    }
    if (this.at < template.length && "hlL".includes(template[this.at]!)) this.at++;
    if (this.at >= template.length) return () => valueError("incomplete format");
    const type = String.fromCodePoint(template.codePointAt(this.at)!);
    const where = strLength(template.slice(0, this.at));
    this.at += type.length;
    const known = kind.types.includes(type);
    return { key, ...flags, width, precision, type, refuse: known ? undefined : () => unsupported(type, where, kind) };
  }

  /** The key, which may contain balanced parentheses; undefined if it does not end. */
  private key(): string | undefined {
    const start = ++this.at;
    for (let depth = 1; this.at < this.template.length; this.at++) {
      const c = this.template[this.at];
      if (c === "(") depth++;
      else if (c === ")" && --depth === 0) return this.template.slice(start, this.at++);
    }
    return undefined;
  }

  private flags(): Pick<Conversion, "left" | "sign" | "alternate" | "zero"> {
    const start = this.at;
    while (this.at < this.template.length && "-+ #0".includes(this.template[this.at]!)) this.at++;
    const flags = this.template.slice(start, this.at);
    return {
      left: flags.includes("-"),
      sign: flags.includes("+") ? "+" : flags.includes(" ") ? " " : "",
      alternate: flags.includes("#"),
      zero: flags.includes("0"),
    };
  }

  private number(): number | "*" {
    if (this.template[this.at] === "*") {
      this.at++;
      return "*";
    }
    const start = this.at;
    while (this.template[this.at]! >= "0" && this.template[this.at]! <= "9") this.at++;
    return Number(this.template.slice(start, this.at));
  }
}

function unsupported(type: string, where: number, kind: Kind): Error {
  const code = type.codePointAt(0)!;
  const shown = (code > 31 && code < 128) || kind.noun === "bytes" ? type : "?";
  return valueError(`unsupported format character '${shown}' (0x${code.toString(16)}) at index ${where}`);
}

const MAX_SIZE = 2 ** 31 - 1;

// ---- values ---------------------------------------------------------------------------------------------------------

/** Hands out the values: those of a tuple one by one, a single value once, or a mapping's by key. */
class Values {
  private readonly single: boolean;
  private readonly all: readonly Value[];
  private readonly mapping: Value | undefined;
  private readonly kind: Kind;
  private at = 0;

  constructor(values: Value, kind: Kind) {
    this.kind = kind;
    this.single = !(values instanceof Tuple);
    this.all = values instanceof Tuple ? values.items : [values];
    this.mapping = this.single && isMapping(values, kind) ? values : undefined;
  }

  next(): Value {
    const value = this.all[this.at++];
    if (value === undefined) throw typeError("not enough arguments for format string");
    return value;
  }

  byKey(key: string): Value {
    if (this.mapping === undefined) throw typeError("format requires a mapping");
    // From the first key on, there are no values in order.
    this.at = this.all.length;
    return special(this.mapping, "__getitem__")!(this.mapping, keyOf(key, this.kind));
  }

  /** A `*`: the next value, which must be an int. */
  size(what: string): number {
    const value = this.next();
    const given = intOf(value);
    if (given === undefined) throw typeError("* wants int");
    if (given > MAX_SIZE || given < -MAX_SIZE) throw overflowError(`Python int too large to convert to C ${what}`);
    return Number(given);
  }

  finish(): void {
    if (this.at < this.all.length && this.mapping === undefined) {
      throw typeError(`not all arguments converted during ${this.kind.noun} formatting`);
    }
  }
}

function isMapping(value: Value, kind: Kind): boolean {
  if (textOf(value) !== undefined || special(value, "__getitem__") == null) return false;
  return kind.noun === "string" || bytesOf(value) === undefined;
}

const keyOf = (key: string, kind: Kind): Value => (kind.noun === "bytes" ? bytesKey.make(key) : key);

/** Makes the bytes that a template of bytes looks its keys up by; set by the type `bytes`. */
export const bytesKey: { make(key: string): Value } = Object.create(null);

// ---- formatting -----------------------------------------------------------------------------------------------------

function run(template: string, values: Value, kind: Kind): string {
  const source = new Values(values, kind);
  let out = "";
  for (const piece of piecesOf(template, kind)) {
    if (typeof piece === "string") out += piece;
    else if (typeof piece === "function") throw piece();
    else out += formatted(piece, source, kind);
  }
  source.finish();
  return out;
}

function formatted(c: Conversion, values: Values, kind: Kind): string {
  let value = c.key === undefined ? undefined : values.byKey(c.key);
  let { width, precision, left } = c;
  if (width === "*") {
    width = values.size("ssize_t");
    if (width < 0) {
      left = true;
      width = -width;
    }
  }
  if (precision === "*") precision = Math.max(0, values.size("int"));
  value ??= values.next();
  if (c.refuse !== undefined) throw c.refuse();
  const { type } = c;
  if ("srabc".includes(type)) {
    let text = kind.convert(value, type);
    if (precision !== undefined && type !== "c") text = strSlice(text, 0, Math.min(precision, strLength(text)));
    return pad(text, width, left);
  }
  const text = "eEfFgG".includes(type) ? floatText(value, c, precision, kind) : intText(value, c, precision);
  return c.zero && !left ? padZeros(text, width) : pad(text, width, left);
}

function pad(text: string, width: number, left: boolean): string {
  if (width === 0) return text;
  const missing = width - strLength(text);
  if (missing <= 0) return text;
  return left ? text + " ".repeat(missing) : " ".repeat(missing) + text;
}

/** Zeros go after the sign and the prefix. */
function padZeros(text: string, width: number): string {
  const missing = width - text.length;
  if (missing <= 0) return text;
  const [head] = /^[-+ ]?(?:0[xXoO])?/.exec(text)!;
  return head + "0".repeat(missing) + text.slice(head.length);
}

const signed = (text: string, sign: string): string => (text.startsWith("-") ? text : sign + text);

function floatText(value: Value, c: Conversion, precision: number | undefined, kind: Kind): string {
  const x = realOf(value);
  if (x === undefined) throw typeError(kind.notFloat(typeName(value)));
  return signed(format(float(x), `${c.alternate ? "#" : ""}.${precision ?? 6}${c.type}`), c.sign);
}

const RADIX: Record<string, number> = { x: 16, X: 16, o: 8 };

function intText(value: Value, c: Conversion, precision: number | undefined): string {
  const { type } = c;
  const radix = RADIX[type] ?? 10;
  const x = radix === 10 ? wholeNumber(value, type) : integer(value, type);
  // A decimal text is int's own, with its limit on the number of digits.
  let digits = radix === 10 ? repr(x) : x.toString(radix);
  const negative = digits.startsWith("-");
  if (negative) digits = digits.slice(1);
  if (precision !== undefined) digits = digits.padStart(precision, "0");
  const prefix = c.alternate && radix !== 10 ? `0${type.toLowerCase()}` : "";
  const text = prefix + digits;
  return (negative ? "-" : c.sign) + (type === "X" ? text.toUpperCase() : text);
}

/** `%d` takes any real number and cuts it. */
function wholeNumber(value: Value, type: string): number | bigint {
  const x = intOf(value);
  if (x !== undefined) return x;
  const isNumber =
    typeof value === "number" ||
    value instanceof Float ||
    special(value, "__int__") != null ||
    special(value, "__index__") != null ||
    special(value, "__float__") != null;
  if (!isNumber) throw typeError(`%${type} format: a real number is required, not ${typeName(value)}`);
  return intOf(known.int(value))!;
}

function integer(value: Value, type: string): number | bigint {
  const x = intOf(value);
  if (x !== undefined) return x;
  if (special(value, "__index__") == null) {
    throw typeError(`%${type} format: an integer is required, not ${typeName(value)}`);
  }
  return index(value);
}

// ---- text and bytes -------------------------------------------------------------------------------------------------

const textKind: Kind = {
  noun: "string",
  types: "sracdiuxXoeEfFgG",
  convert(value, type) {
    switch (type) {
      case "r":
        return repr(value);
      case "a":
        return ascii(value);
      case "c":
        return character(value);
      default:
        return typeof value === "string" ? value : str(value);
    }
  },
  notFloat: (name) => `must be real number, not ${name}`,
};

function character(value: Value): string {
  const text = textOf(value);
  if (text !== undefined) {
    if (strLength(text) === 1) return text;
    throw typeError(`%c requires an int or a unicode character, not a string of length ${strLength(text)}`);
  }
  if (intOf(value) === undefined && special(value, "__index__") == null) {
    throw typeError(`%c requires an int or a unicode character, not ${typeName(value)}`);
  }
  const point = index(value);
  if (point < 0 || point > 0x10ffff) throw overflowError("%c arg not in range(0x110000)");
  return String.fromCodePoint(Number(point));
}

const latin = (data: Uint8Array): string => {
  let text = "";
  for (const byte of data) text += String.fromCharCode(byte);
  return text;
};

const bytesKind: Kind = {
  noun: "bytes",
  types: "srabcdiuxXoeEfFgG",
  convert(value, type) {
    switch (type) {
      case "r":
      case "a":
        return ascii(value);
      case "c":
        return byte(value);
      default:
        return latin(bytesForm(value));
    }
  },
  notFloat: (name) => `float argument required, not ${name}`,
};

function byte(value: Value): string {
  if (value instanceof Bytes || value instanceof ByteArray) {
    const { data } = value;
    if (data.length === 1) return latin(data);
    throw typeError(
      `%c requires an integer in range(256) or a single byte, not a ${typeName(value)} object of length ${data.length}`,
    );
  }
  if (intOf(value) === undefined && special(value, "__index__") == null) {
    throw typeError(`%c requires an integer in range(256) or a single byte, not ${typeName(value)}`);
  }
  const code = index(value);
  if (code < 0 || code > 255) throw overflowError("%c arg not in range(256)");
  return String.fromCharCode(Number(code));
}

function bytesForm(value: Value): Uint8Array {
  const method = special(value, "__bytes__");
  const data = bytesOf(method == null ? value : method(value));
  if (data !== undefined) return data;
  throw typeError(`%b requires a bytes-like object, or an object that implements __bytes__, not '${typeName(value)}'`);
}

/** `template % values` */
export const percentFormat = (template: string, values: Value): string => run(template, values, textKind);

/** The same for bytes. */
export function percentBytes(template: Uint8Array, values: Value): Uint8Array {
  const text = run(latin(template), values, bytesKind);
  return Uint8Array.from(text, (c) => c.charCodeAt(0));
}
