// The type `str`. Its values are JavaScript strings; instances of classes derived from it are `StrObject`s.

import { bytesOf } from "../bytes/buffer.ts";
import { compareStrings } from "../comparison.ts";
import { iteratorType } from "../containers/iterators.ts";
import { repetitions, subscript } from "../containers/sequence.ts";
import { bounds, Slice } from "../containers/slice.ts";
import { Tuple } from "../containers/tuple.ts";
import { indexError, typeError } from "../errors.ts";
import { nativeType, newInstance } from "../native.ts";
import "../object.ts";
import { formatString } from "../numbers/spec.ts";
import { strObject, str as strOf } from "../protocols.ts";
import { known, special, type Type, typeName } from "../types.ts";
import { NotImplemented, StrObject, type Value } from "../values.ts";
import { own, ownSpecial, textArgument, textOf } from "./arguments.ts";
import { decode } from "./decode.ts";
import { encode } from "./encode.ts";
import { formatMap, formatMethod } from "./format.ts";
import { methods, staticMethods } from "./methods.ts";
import { percentFormat } from "./percent.ts";
import { isSimple, strAt, strChars, strHash, strLength, strRepr, strSlice } from "./text.ts";
import { isAscii } from "./unicode.ts";

/** Gives the code points of a string, as strings. */
export class StrIterator {
  private readonly text: string;
  private at = 0;
  constructor(text: string) {
    this.text = text;
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    const { text, at } = this;
    if (at >= text.length) return undefined;
    const unit = text.charCodeAt(at);
    if ((unit & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      this.at = at + 2;
      return text.slice(at, at + 2);
    }
    this.at = at + 1;
    return text[at];
  }
  remaining(): number {
    return strLength(this.text.slice(this.at));
  }
}

/** The same where each unit is an ASCII character; a class of its own because Python has it as a type of its own. */
export class StrAsciiIterator {
  private readonly text: string;
  private at = 0;
  constructor(text: string) {
    this.text = text;
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    return this.at < this.text.length ? this.text[this.at++] : undefined;
  }
  remaining(): number {
    return this.text.length - this.at;
  }
}

export const strIter = (s: string): StrIterator | StrAsciiIterator =>
  isAscii(s) ? new StrAsciiIterator(s) : new StrIterator(s);

/** `s[key]` */
export function strGetItem(s: string, key: Value): string {
  if (typeof key === "number" && Number.isInteger(key)) {
    const c = strAt(s, key);
    if (c !== undefined) return c;
    throw indexError("string index out of range");
  }
  if (key instanceof Slice) return sliced(s, key);
  const c = strAt(s, stringIndex(key));
  if (c === undefined) throw indexError("string index out of range");
  return c;
}

function stringIndex(key: Value): number {
  if (typeof key !== "bigint" && typeof key !== "boolean" && special(key, "__index__") == null) {
    throw typeError(`string indices must be integers, not '${typeName(key)}'`);
  }
  return subscript(key, "string");
}

function sliced(s: string, slice: Slice): string {
  const { start, step, count } = bounds(slice, strLength(s));
  if (count === 0) return "";
  if (step === 1) return strSlice(s, start, start + count);
  const chars = isSimple(s) ? s : strChars(s);
  let out = "";
  for (let i = start, n = count; n > 0; n--, i += step) out += chars[i];
  return out;
}

/** `sub in s` */
export function strContains(s: string, sub: Value): boolean {
  const text = typeof sub === "string" ? sub : textOf(sub);
  if (text === undefined) {
    throw typeError(`'in <string>' requires string as left operand, not ${typeName(sub)}`);
  }
  return s.includes(text);
}

/** `s * count` */
export const strRepeat = (s: string, count: Value): string => {
  const times = repetitions(count);
  return s === "" ? s : s.repeat(times);
};

const concatenate = (self: Value, other: Value): string => {
  const text = textOf(other);
  if (text === undefined) throw typeError(`can only concatenate str (not "${typeName(other)}") to str`);
  return ownSpecial(self, "__add__") + text;
};

const times = (self: Value, count: Value): string => strRepeat(ownSpecial(self, "__mul__"), count);

const order =
  (name: string, test: (order: number) => boolean) =>
  (self: Value, other: Value): Value => {
    const s = ownSpecial(self, name);
    const text = textOf(other);
    return text === undefined ? NotImplemented : test(compareStrings(s, text));
  };

const equality =
  (equal: boolean) =>
  (self: Value, other: Value): Value => {
    const text = textOf(other);
    return text === undefined ? NotImplemented : (ownSpecial(self, "__eq__") === text) === equal;
  };

/** `str(object, encoding, errors)` */
function construct(args: Value[], keywords: Map<string, Value> | undefined): string {
  if (keywords === undefined && args.length <= 1) return args.length === 0 ? "" : strOf(args[0]!);
  const [object, encoding, errors] = constructorArguments(args, keywords);
  if (encoding === undefined && errors === undefined) return object === undefined ? "" : strOf(object);
  const codec = encoding === undefined ? "utf-8" : textArgument(encoding, "str() argument 'encoding'");
  const handler = errors === undefined ? "strict" : textArgument(errors, "str() argument 'errors'");
  if (object === undefined) return "";
  if (textOf(object) !== undefined) throw typeError("decoding str is not supported");
  const data = bytesOf(object);
  if (data === undefined) throw typeError(`decoding to str: need a bytes-like object, ${typeName(object)} found`);
  return decode(data, codec, handler);
}

const PARAMETERS = ["object", "encoding", "errors"];

function constructorArguments(args: Value[], keywords: Map<string, Value> | undefined): (Value | undefined)[] {
  const given = args.length + (keywords?.size ?? 0);
  if (args.length > 3) throw typeError(`str expected at most 3 arguments, got ${args.length}`);
  if (given > 3) throw typeError(`str() takes at most 3 arguments (${given} given)`);
  const bound: (Value | undefined)[] = [...args];
  for (const [name, value] of keywords ?? []) {
    const at = PARAMETERS.indexOf(name);
    if (at < 0) throw typeError(`str() got an unexpected keyword argument '${name}'`);
    if (at < args.length) {
      throw typeError(`argument for str() given by name ('${name}') and position (${at + 1})`);
    }
    bound[at] = value;
  }
  return bound;
}

export const str: Type = nativeType({
  name: "str",
  ctor: StrObject,
  doc: "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nCreate a new string object from the given object.",
  create(cls, args, keywords) {
    if (cls === str && args.length === 1 && keywords === undefined) return strObject(args[0]!);
    const text = construct(args, keywords);
    if (cls === str) return text;
    const self = newInstance<{ value: string }>(cls);
    self.value = text;
    return self;
  },
  methods: {
    ...methods,
    "encode(encoding='utf-8', errors='strict')": (self: Value, encoding?: Value, errors?: Value) =>
      encode(
        own(self, "encode"),
        encoding === undefined ? "utf-8" : textArgument(encoding, "encode() argument 'encoding'"),
        errors === undefined ? "strict" : textArgument(errors, "encode() argument 'errors'"),
      ),
    "format(*args, **kwargs)": formatMethod,
    "format_map(mapping, /)": formatMap,
    "__getnewargs__()": (self: Value) => new Tuple([own(self, "__getnewargs__")]),
    "__sizeof__()": (self: Value) => sizeOf(own(self, "__sizeof__")),
  },
  staticMethods,
  special: {
    __repr__: (self: Value) => strRepr(ownSpecial(self, "__repr__")),
    __str__: (self: Value) => ownSpecial(self, "__str__"),
    __format__(self: Value, spec: Value) {
      const text = textArgument(spec, "__format__() argument");
      // A derived class may have a `__str__` of its own.
      return text === "" ? strOf(self) : formatString(own(self, "__format__"), text);
    },
    __hash__: (self: Value) => strHash(ownSpecial(self, "__hash__")),
    __len__: (self: Value) => strLength(ownSpecial(self, "__len__")),
    __iter__: (self: Value) => strIter(ownSpecial(self, "__iter__")),
    __contains__: (self: Value, sub: Value) => strContains(ownSpecial(self, "__contains__"), sub),
    __getitem__: (self: Value, key: Value) => strGetItem(ownSpecial(self, "__getitem__"), key),
    __add__: concatenate,
    __mul__: times,
    __rmul__: times,
    __mod__: (self: Value, values: Value) => percentFormat(ownSpecial(self, "__mod__"), values),
    __rmod__: (self: Value, template: Value) =>
      typeof template === "string" || template instanceof StrObject
        ? percentFormat(ownSpecial(template, "__mod__"), self)
        : NotImplemented,
    __eq__: equality(true),
    __ne__: equality(false),
    __lt__: order("__lt__", (o) => o < 0),
    __le__: order("__le__", (o) => o <= 0),
    __gt__: order("__gt__", (o) => o > 0),
    __ge__: order("__ge__", (o) => o >= 0),
  },
});
str.tp.convert = (value) => {
  if (typeof value === "number" && Number.isInteger(value)) return String(value);
  return typeof value === "string" ? value : undefined;
};

known.str = str;

/** What CPython spends on the string: a header by its kind, then one, two or four bytes for each character. */
function sizeOf(s: string): number {
  if (isAscii(s)) return 41 + s.length;
  if (!isSimple(s)) return 56 + 4 * (strLength(s) + 1);
  return /^[\0-\xff]*$/.test(s) ? 57 + s.length : 58 + 2 * s.length;
}

iteratorType("str_iterator", StrIterator, { remaining: (self) => self.remaining() });
iteratorType("str_ascii_iterator", StrAsciiIterator, { remaining: (self) => self.remaining() });
