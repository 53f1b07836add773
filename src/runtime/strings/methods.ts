// The methods of `str` but for format, format_map and encode.

import { Dict } from "../containers/dict.ts";
import { List } from "../containers/list.ts";
import { Tuple } from "../containers/tuple.ts";
import { memoryError, overflowError, typeError, valueError } from "../errors.ts";
import { intOf } from "../numbers/coerce.ts";
import { isIterable, toArray, truth } from "../protocols.ts";
import { typeName } from "../types.ts";
import { None, type Value } from "../values.ts";
import { MAX_LENGTH, own, range, setTextRange, sizeArgument, textArgument, textOf } from "./arguments.ts";
import * as search from "./search.ts";
import { pointOf, strChars, strLength } from "./text.ts";
import { translate } from "./translate.ts";
import { capitalize, casefold, isAscii, isLower, isTitle, isUpper, PREDICATES, swapcase, title } from "./unicode.ts";

const list = (parts: string[]): Value => new List(parts);

/** Strings longer than V8 can make are out of memory. */
function checkLength(length: number): void {
  if (length > MAX_LENGTH) throw memoryError();
}

// ---- joining --------------------------------------------------------------------------------------------------------

/** `separator.join(iterable)` */
export function strJoin(separator: string, iterable: Value): string {
  let items: readonly Value[];
  if (iterable instanceof List || iterable instanceof Tuple) items = iterable.items;
  else if (isIterable(iterable)) items = toArray(iterable);
  else throw typeError("can only join an iterable");
  return joinItems(separator, items);
}

function joinItems(separator: string, items: readonly Value[]): string {
  let out = "";
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    const text = typeof item === "string" ? item : textOf(item);
    if (text === undefined) throw typeError(`sequence item ${i}: expected str instance, ${typeName(item)} found`);
    if (i > 0) out += separator;
    out += text;
  }
  return out;
}

// ---- searching ------------------------------------------------------------------------------------------------------

function findFrom(
  finder: (s: string, sub: string, low: number, high: number) => number,
  name: string,
  self: Value,
  sub: Value,
  start: Value | undefined,
  end: Value | undefined,
): number {
  const s = own(self, name);
  const wanted = typeof sub === "string" ? sub : textArgument(sub, `${name}() argument 1`);
  if (start === undefined && end === undefined) return pointOf(s, finder(s, wanted, 0, s.length));
  setTextRange(s, start, end);
  return pointOf(s, finder(s, wanted, range.low, range.high));
}

function found(at: number): number {
  if (at < 0) throw valueError("substring not found");
  return at;
}

/** `startswith` and `endswith`: one affix or a tuple of them, within a range. */
function hasAffix(
  test: (s: string, affix: string, low: number, high: number) => boolean,
  name: string,
  self: Value,
  affix: Value,
  start: Value | undefined,
  end: Value | undefined,
): boolean {
  const s = own(self, name);
  setTextRange(s, start, end);
  const { low, high } = range;
  const one = textOf(affix);
  if (one !== undefined) return test(s, one, low, high);
  if (!(affix instanceof Tuple)) {
    throw typeError(`${name} first arg must be str or a tuple of str, not ${typeName(affix)}`);
  }
  for (const item of affix.items) {
    const text = textOf(item);
    if (text === undefined) throw typeError(`tuple for ${name} must only contain str, not ${typeName(item)}`);
    if (test(s, text, low, high)) return true;
  }
  return false;
}

const startsAt = (s: string, prefix: string, low: number, high: number): boolean =>
  high - low >= prefix.length && s.startsWith(prefix, low);
const endsAt = (s: string, suffix: string, low: number, high: number): boolean =>
  high - low >= suffix.length && s.endsWith(suffix, high);

// ---- splitting ------------------------------------------------------------------------------------------------------

/** The separator of `split`: undefined for white space. */
function separator(value: Value | undefined): string | undefined {
  if (value === undefined || value === None) return undefined;
  const text = textOf(value);
  if (text === undefined) throw typeError(`must be str or None, not ${typeName(value)}`);
  if (text === "") throw valueError("empty separator");
  return text;
}

function mark(value: Value): string {
  const text = textOf(value);
  if (text === undefined) throw typeError(`must be str, not ${typeName(value)}`);
  if (text === "") throw valueError("empty separator");
  return text;
}

function stripped(self: Value, name: string, chars: Value | undefined, left: boolean, right: boolean): string {
  const s = own(self, name);
  if (chars === undefined || chars === None) return search.strip(s, undefined, left, right);
  const unwanted = textOf(chars);
  if (unwanted === undefined) throw typeError(`${name} arg must be None or str`);
  return search.strip(s, unwanted, left, right);
}

// ---- padding --------------------------------------------------------------------------------------------------------

function fillCharacter(value: Value | undefined): string {
  if (value === undefined) return " ";
  const text = textOf(value);
  if (text === undefined) throw typeError(`The fill character must be a unicode character, not ${typeName(value)}`);
  if (strLength(text) !== 1) throw typeError("The fill character must be exactly one character long");
  return text;
}

function padded(
  self: Value,
  name: string,
  width: Value,
  fill: Value | undefined,
  side: "left" | "right" | "both",
): string {
  const s = own(self, name);
  const columns = sizeArgument(width, 0);
  const filler = fillCharacter(fill);
  const missing = columns - strLength(s);
  if (missing <= 0) return s;
  if (columns > MAX_LENGTH) throw columns > 2 ** 53 - 64 ? overflowError("padded string is too long") : memoryError();
  if (side === "both") return search.center(s, columns, filler);
  return side === "left" ? filler.repeat(missing) + s : s + filler.repeat(missing);
}

// ---- tables ---------------------------------------------------------------------------------------------------------

/** `str.maketrans` */
function makeTranslation(x: Value, y: Value | undefined, z: Value | undefined): Value {
  const table = new Dict();
  if (y === undefined) {
    if (!(x instanceof Dict)) throw typeError("if you give only one argument to maketrans it must be a dict");
    for (const [key, value] of x.entries()) table.set(tableKey(key), value);
    return table;
  }
  const to = strChars(textArgument(y, "maketrans() argument 2"));
  const dropped = z === undefined ? [] : strChars(textArgument(z, "maketrans() argument 3"));
  const from = textOf(x);
  if (from === undefined) throw typeError("first maketrans argument must be a string if there is a second argument");
  const chars = strChars(from);
  if (chars.length !== to.length) throw valueError("the first two maketrans arguments must have equal length");
  chars.forEach((c, i) => {
    table.set(c.codePointAt(0)!, to[i]!.codePointAt(0)!);
  });
  for (const c of dropped) table.set(c.codePointAt(0)!, None);
  return table;
}

function tableKey(key: Value): Value {
  const text = textOf(key);
  if (text === undefined) {
    const point = intOf(key);
    if (point === undefined) throw typeError("keys in translate table must be strings or integers");
    return point;
  }
  if (strLength(text) !== 1) throw valueError("string keys in translate table must be of length 1");
  return text.codePointAt(0)!;
}

const predicate = (name: keyof typeof PREDICATES) => (self: Value) => PREDICATES[name].test(own(self, name));

export const methods = {
  "capitalize()": (self: Value) => capitalize(own(self, "capitalize")),
  "casefold()": (self: Value) => casefold(own(self, "casefold")),
  "center(width, fillchar=' ', /)": (self: Value, width: Value, fill?: Value) =>
    padded(self, "center", width, fill, "both"),
  "count(sub, start=None, end=None, /)": (self: Value, sub: Value, start?: Value, end?: Value) => {
    const s = own(self, "count");
    const wanted = textArgument(sub, "count() argument 1");
    setTextRange(s, start, end);
    return search.count(s, wanted, range.low, range.high);
  },
  "endswith(suffix, start=None, end=None, /)": (self: Value, suffix: Value, start?: Value, end?: Value) =>
    start === undefined && typeof self === "string" && typeof suffix === "string"
      ? self.endsWith(suffix)
      : hasAffix(endsAt, "endswith", self, suffix, start, end),
  "expandtabs(tabsize=8)": (self: Value, size?: Value) =>
    search.expandTabs(own(self, "expandtabs"), sizeArgument(size, 8)),
  "find(sub, start=None, end=None, /)": (self: Value, sub: Value, start?: Value, end?: Value) =>
    findFrom(search.find, "find", self, sub, start, end),
  "index(sub, start=None, end=None, /)": (self: Value, sub: Value, start?: Value, end?: Value) =>
    found(findFrom(search.find, "index", self, sub, start, end)),
  "isalnum()": predicate("isalnum"),
  "isalpha()": predicate("isalpha"),
  "isascii()": (self: Value) => isAscii(own(self, "isascii")),
  "isdecimal()": predicate("isdecimal"),
  "isdigit()": predicate("isdigit"),
  "isidentifier()": predicate("isidentifier"),
  "islower()": (self: Value) => isLower(own(self, "islower")),
  "isnumeric()": predicate("isnumeric"),
  "isprintable()": predicate("isprintable"),
  "isspace()": predicate("isspace"),
  "istitle()": (self: Value) => isTitle(own(self, "istitle")),
  "isupper()": (self: Value) => isUpper(own(self, "isupper")),
  "join(iterable, /)": (self: Value, iterable: Value) => strJoin(own(self, "join"), iterable),
  "ljust(width, fillchar=' ', /)": (self: Value, width: Value, fill?: Value) =>
    padded(self, "ljust", width, fill, "right"),
  "lower()": (self: Value) => own(self, "lower").toLowerCase(),
  "lstrip(chars=None, /)": (self: Value, chars?: Value) => stripped(self, "lstrip", chars, true, false),
  "partition(sep, /)": (self: Value, sep: Value) => {
    const s = own(self, "partition");
    const at = mark(sep);
    const i = s.indexOf(at);
    return new Tuple(i < 0 ? [s, "", ""] : [s.slice(0, i), at, s.slice(i + at.length)]);
  },
  "removeprefix(prefix, /)": (self: Value, prefix: Value) => {
    const s = own(self, "removeprefix");
    const text = textArgument(prefix, "removeprefix() argument");
    return s.startsWith(text) ? s.slice(text.length) : s;
  },
  "removesuffix(suffix, /)": (self: Value, suffix: Value) => {
    const s = own(self, "removesuffix");
    const text = textArgument(suffix, "removesuffix() argument");
    return s.endsWith(text) ? s.slice(0, s.length - text.length) : s;
  },
  "replace(old, new, /, count=-1)": (self: Value, old: Value, by: Value, count?: Value) =>
    search.replace(
      own(self, "replace"),
      textArgument(old, "replace() argument 1"),
      textArgument(by, "replace() argument 2"),
      sizeArgument(count, -1),
    ),
  "rfind(sub, start=None, end=None, /)": (self: Value, sub: Value, start?: Value, end?: Value) =>
    findFrom(search.rfind, "rfind", self, sub, start, end),
  "rindex(sub, start=None, end=None, /)": (self: Value, sub: Value, start?: Value, end?: Value) =>
    found(findFrom(search.rfind, "rindex", self, sub, start, end)),
  "rjust(width, fillchar=' ', /)": (self: Value, width: Value, fill?: Value) =>
    padded(self, "rjust", width, fill, "left"),
  "rpartition(sep, /)": (self: Value, sep: Value) => {
    const s = own(self, "rpartition");
    const at = mark(sep);
    const i = s.lastIndexOf(at);
    return new Tuple(i < 0 ? ["", "", s] : [s.slice(0, i), at, s.slice(i + at.length)]);
  },
  "rsplit(sep=None, maxsplit=-1)": (self: Value, sep?: Value, maxsplit?: Value) => {
    const s = own(self, "rsplit");
    const at = separator(sep);
    const limit = sizeArgument(maxsplit, -1);
    return list(at === undefined ? search.rsplitSpace(s, limit) : search.rsplit(s, at, limit));
  },
  "rstrip(chars=None, /)": (self: Value, chars?: Value) => stripped(self, "rstrip", chars, false, true),
  "split(sep=None, maxsplit=-1)": (self: Value, sep?: Value, maxsplit?: Value) => {
    const s = own(self, "split");
    const at = separator(sep);
    const limit = sizeArgument(maxsplit, -1);
    return list(at === undefined ? search.splitSpace(s, limit) : search.split(s, at, limit));
  },
  "splitlines(keepends=False)": (self: Value, keepends?: Value) =>
    list(search.splitLines(own(self, "splitlines"), keepends !== undefined && truth(keepends))),
  "startswith(prefix, start=None, end=None, /)": (self: Value, prefix: Value, start?: Value, end?: Value) =>
    start === undefined && typeof self === "string" && typeof prefix === "string"
      ? self.startsWith(prefix)
      : hasAffix(startsAt, "startswith", self, prefix, start, end),
  "strip(chars=None, /)": (self: Value, chars?: Value) => stripped(self, "strip", chars, true, true),
  "swapcase()": (self: Value) => swapcase(own(self, "swapcase")),
  "title()": (self: Value) => title(own(self, "title")),
  "translate(table, /)": (self: Value, table: Value) => translate(own(self, "translate"), table),
  "upper()": (self: Value) => own(self, "upper").toUpperCase(),
  "zfill(width, /)": (self: Value, width: Value) => {
    const columns = sizeArgument(width, 0);
    checkLength(columns);
    return search.zeroFill(own(self, "zfill"), columns);
  },
};

export const staticMethods = {
  "maketrans(x, y=<unrepresentable>, z=<unrepresentable>, /)": makeTranslation,
};
