// The methods that bytes and bytearray have in common. `make` turns the result into the type's own instance.

import { List } from "../containers/list.ts";
import { repetitions, subscript } from "../containers/sequence.ts";
import { bounds, Slice } from "../containers/slice.ts";
import { Tuple } from "../containers/tuple.ts";
import { indexError, memoryError, typeError, valueError } from "../errors.ts";
import type { NativeTypeSpec } from "../native.ts";
import { isIterable, iterate, length, truth } from "../protocols.ts";
import { range, setRange, textArgument, textOf } from "../strings/arguments.ts";
import { decode } from "../strings/decode.ts";
import { percentBytes } from "../strings/percent.ts";
import { type Type, typeName } from "../types.ts";
import { None, NotImplemented, type Value } from "../values.ts";
import { data, isNone, needle, own, sizeArgument } from "./arguments.ts";
import { ByteArray, Bytes, bytesOf } from "./buffer.ts";
import * as octets from "./octets.ts";

const LIMIT = 2 ** 33;

/** The operators by name, in terms of `octets.compare`. */
const ORDERS: [`__${string}__`, (order: number) => boolean][] = [
  ["__eq__", (o) => o === 0],
  ["__ne__", (o) => o !== 0],
  ["__lt__", (o) => o < 0],
  ["__le__", (o) => o <= 0],
  ["__gt__", (o) => o > 0],
  ["__ge__", (o) => o >= 0],
];

const neither = (name: string): string => `argument should be integer or bytes-like object, not '${name}'`;

function separator(value: Value): Uint8Array {
  const found = data(value);
  if (found.length === 0) throw valueError("empty separator");
  return found;
}

/** `hex(sep, bytes_per_sep)`, for memoryview too. */
export function hexText(bytes: Uint8Array, sep: Value | undefined, group: Value | undefined): string {
  const size = sizeArgument(group, 1);
  if (sep === undefined) return octets.toHex(bytes, "", 0);
  const text = textOf(sep);
  if (length(sep) !== 1) throw valueError("sep must be length 1.");
  const shown = text ?? (bytesOf(sep) && String.fromCharCode(...bytesOf(sep)!));
  if (shown === undefined) throw typeError("sep must be str or bytes.");
  if (shown > "\x7f") throw valueError("sep must be ASCII.");
  return octets.toHex(bytes, shown, size);
}

function hexDigit(unit: number | undefined): number {
  if (unit === undefined) return -1;
  if (unit >= 48 && unit <= 57) return unit - 48;
  const lower = unit | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** `fromhex`: pairs of digits, white space between them. */
export function fromHex(string: Value): Uint8Array {
  const text = textOf(string);
  const units = text === undefined ? bytesOf(string) : Array.from(text, (c) => c.codePointAt(0)!);
  if (units === undefined) throw typeError(`fromhex() argument must be str or bytes-like, not ${typeName(string)}`);
  const out: number[] = [];
  for (let i = 0; i < units.length; ) {
    if (octets.isSpace(units[i]!)) {
      i++;
      continue;
    }
    const high = hexDigit(units[i]);
    const low = hexDigit(units[i + 1]);
    if (high >= 0 && i + 1 === units.length) {
      throw valueError("fromhex() arg must contain an even number of hexadecimal digits");
    }
    if (high < 0 || low < 0) {
      throw valueError(`non-hexadecimal number found in fromhex() arg at position ${high < 0 ? i : i + 1}`);
    }
    out.push(high * 16 + low);
    i += 2;
  }
  return Uint8Array.from(out);
}

/** `maketrans(frm, to)` */
export function makeTranslation(frm: Value, to: Value): Bytes {
  const from = data(frm);
  const by = data(to);
  if (from.length !== by.length) throw valueError("maketrans arguments must have same length");
  const table = Uint8Array.from({ length: 256 }, (_, i) => i);
  from.forEach((byte, i) => {
    table[byte] = by[i]!;
  });
  return new Bytes(table);
}

/** The bytes that a slice selects, copied. */
function sliceBytes(bytes: Uint8Array, slice: Slice): Uint8Array {
  const { start, step, count } = bounds(slice, bytes.length);
  if (step === 1) return bytes.slice(start, start + count);
  const out = new Uint8Array(count);
  for (let i = 0, at = start; i < count; i++, at += step) out[i] = bytes[at]!;
  return out;
}

type Methods = Pick<NativeTypeSpec, "methods" | "special" | "staticMethods">;

/** Declares the common methods for one of the two types. */
export function commonMethods(type: "bytes" | "bytearray", make: (data: Uint8Array) => Value): Methods {
  const isBytes = type === "bytes";
  const at = (self: Value, method: string): Uint8Array => own(self, type, method);
  /** Bytes never change: where nothing is to be done, bytes itself is the result, unless its class is derived. */
  const same = (self: Value, bytes: Uint8Array): Value =>
    isBytes && !(self as { type_: Type }).type_.tp.heap ? self : make(bytes.slice());
  const list = (parts: Uint8Array[]): Value => new List(parts.map(make));

  const search =
    (name: string, finder: typeof octets.find) =>
    (self: Value, sub: Value, start?: Value, end?: Value): number => {
      const bytes = at(self, name);
      const wanted = needle(sub, neither);
      setRange(bytes.length, start, end);
      return finder(bytes, wanted, range.low, range.high);
    };
  const searchOrRaise = (name: string, finder: typeof octets.find) => {
    const find = search(name, finder);
    return (self: Value, sub: Value, start?: Value, end?: Value): number => {
      const found = find(self, sub, start, end);
      if (found < 0) throw valueError("subsection not found");
      return found;
    };
  };

  const affix =
    (name: string, place: (length: number) => number) =>
    (self: Value, wanted: Value, start?: Value, end?: Value): boolean => {
      const bytes = at(self, name);
      setRange(bytes.length, start, end);
      const { low, high } = range;
      const test = (sub: Uint8Array): boolean =>
        high - low >= sub.length && octets.matches(bytes, sub, place(sub.length) < 0 ? high - sub.length : low);
      if (wanted instanceof Tuple) return wanted.items.some((item) => test(data(item)));
      const one = bytesOf(wanted);
      if (one === undefined) {
        throw typeError(`${name} first arg must be bytes or a tuple of bytes, not ${typeName(wanted)}`);
      }
      return test(one);
    };

  const strip =
    (name: string, left: boolean, right: boolean) =>
    (self: Value, unwanted?: Value): Value => {
      const bytes = at(self, name);
      return make(octets.strip(bytes, isNone(unwanted) ? undefined : data(unwanted!), left, right));
    };

  const splitter =
    (name: string, bySpace: typeof octets.splitSpace, bySeparator: typeof octets.split) =>
    (self: Value, sep?: Value, maxsplit?: Value): Value => {
      const bytes = at(self, name);
      const limit = sizeArgument(maxsplit, -1);
      return list(isNone(sep) ? bySpace(bytes, limit) : bySeparator(bytes, separator(sep!), limit));
    };

  const padder =
    (name: string, left: (missing: number, width: number) => number) =>
    (self: Value, width: Value, fillchar?: Value): Value => {
      const bytes = at(self, name);
      const columns = sizeArgument(width, 0);
      const byte = fillchar === undefined ? 0x20 : fillByte(fillchar, name);
      const missing = columns - bytes.length;
      if (missing <= 0) return same(self, bytes);
      if (columns > LIMIT) throw memoryError();
      return make(octets.fill(bytes, columns, left(missing, columns), byte));
    };

  const predicate = (name: string, test: (byte: number) => boolean) => (self: Value) => {
    const bytes = at(self, name);
    return bytes.length > 0 && bytes.every(test);
  };
  /** All letters are of the one case, and there is one. */
  const caseTest =
    (name: string, wanted: (byte: number) => boolean, other: (byte: number) => boolean) => (self: Value) => {
      const bytes = at(self, name);
      return bytes.some(wanted) && !bytes.some(other);
    };
  const mapped = (name: string, f: (byte: number) => number) => (self: Value) => make(at(self, name).map(f));

  const parts =
    (name: string, finder: typeof octets.find, missing: (self: Value) => Value[]) => (self: Value, sep: Value) => {
      const bytes = at(self, name);
      const mark = separator(sep);
      const found = finder(bytes, mark, 0, bytes.length);
      if (found < 0) return new Tuple(missing(self));
      const middle = isBytes ? sep : make(mark.slice());
      return new Tuple([make(bytes.slice(0, found)), middle, make(bytes.slice(found + mark.length))]);
    };
  const empty = (): Value => make(new Uint8Array(0));
  const whole = (self: Value): Value => make(own(self, type, "partition").slice());

  const times = (self: Value, count: Value): Value => {
    const bytes = at(self, "__mul__");
    const n = repetitions(count);
    if (bytes.length * n > LIMIT) throw memoryError();
    if (n === 1) return same(self, bytes);
    return make(octets.repeat(bytes, n));
  };

  const special: NonNullable<NativeTypeSpec["special"]> = {
    __len__: (self: Value) => at(self, "__len__").length,
    __getitem__(self: Value, key: Value) {
      const bytes = at(self, "__getitem__");
      if (key instanceof Slice) return make(sliceBytes(bytes, key));
      const i = subscript(key, isBytes ? "byte" : "bytearray");
      const byte = bytes[i < 0 ? i + bytes.length : i];
      if (byte === undefined) throw indexError(isBytes ? "index out of range" : "bytearray index out of range");
      return byte;
    },
    __contains__(self: Value, item: Value) {
      const bytes = at(self, "__contains__");
      const wanted = needle(item, (name) => `a bytes-like object is required, not '${name}'`);
      return octets.find(bytes, wanted, 0, bytes.length) >= 0;
    },
    __add__(self: Value, other: Value) {
      const bytes = at(self, "__add__");
      const more = bytesOf(other);
      if (more === undefined) throw typeError(`can't concat ${typeName(other)} to ${typeName(self)}`);
      return make(octets.concat(bytes, more));
    },
    __mul__: times,
    __rmul__: times,
    __mod__: (self: Value, values: Value) => make(percentBytes(at(self, "__mod__"), values)),
    __rmod__: (self: Value, template: Value) =>
      template instanceof (isBytes ? Bytes : ByteArray) ? make(percentBytes(template.data, self)) : NotImplemented,
  };
  for (const [name, test] of ORDERS) {
    special[name] = (self: Value, other: Value) => {
      const bytes = at(self, name);
      // Bytes are ordered among themselves; a bytearray looks into any buffer.
      const more = isBytes && !(other instanceof Bytes || other instanceof ByteArray) ? undefined : bytesOf(other);
      return more === undefined ? NotImplemented : test(octets.compare(bytes, more));
    };
  }

  return {
    special,
    staticMethods: { "maketrans(frm, to, /)": makeTranslation },
    methods: {
      "capitalize()": (self: Value) => {
        const result = at(self, "capitalize").map(octets.toLower);
        if (result.length > 0) result[0] = octets.toUpper(result[0]!);
        return make(result);
      },
      "center(width, fillchar=b' ', /)": padder("center", (missing, width) => (missing >> 1) + (missing & width & 1)),
      "count(sub, start=None, end=None, /)": search("count", octets.count),
      "decode(encoding='utf-8', errors='strict')": (self: Value, encoding?: Value, errors?: Value) =>
        decode(
          at(self, "decode"),
          encoding === undefined ? "utf-8" : textArgument(encoding, "decode() argument 'encoding'"),
          errors === undefined ? "strict" : textArgument(errors, "decode() argument 'errors'"),
        ),
      "endswith(suffix, start=None, end=None, /)": affix("endswith", () => -1),
      "expandtabs(tabsize=8)": (self: Value, size?: Value) =>
        make(octets.expandTabs(at(self, "expandtabs"), sizeArgument(size, 8))),
      "find(sub, start=None, end=None, /)": search("find", octets.find),
      "hex(sep=<unrepresentable>, bytes_per_sep=1)": (self: Value, sep?: Value, group?: Value) =>
        hexText(at(self, "hex"), sep, group),
      "index(sub, start=None, end=None, /)": searchOrRaise("index", octets.find),
      "isalnum()": predicate("isalnum", (byte) => octets.isAlpha(byte) || octets.isDigit(byte)),
      "isalpha()": predicate("isalpha", octets.isAlpha),
      "isascii()": (self: Value) => at(self, "isascii").every((byte) => byte < 128),
      "isdigit()": predicate("isdigit", octets.isDigit),
      "islower()": caseTest("islower", octets.isLower, octets.isUpper),
      "isspace()": predicate("isspace", octets.isSpace),
      "istitle()": (self: Value) => octets.isTitle(at(self, "istitle")),
      "isupper()": caseTest("isupper", octets.isUpper, octets.isLower),
      "join(iterable_of_bytes, /)": (self: Value, iterable: Value) => {
        const bytes = at(self, "join");
        if (!isIterable(iterable)) throw typeError("can only join an iterable");
        const items: Uint8Array[] = [];
        for (const item of iterate(iterable)) {
          const found = bytesOf(item);
          if (found === undefined) {
            throw typeError(`sequence item ${items.length}: expected a bytes-like object, ${typeName(item)} found`);
          }
          items.push(found);
        }
        return make(octets.join(bytes, items));
      },
      "ljust(width, fillchar=b' ', /)": padder("ljust", () => 0),
      "lower()": mapped("lower", octets.toLower),
      "lstrip(bytes=None, /)": strip("lstrip", true, false),
      "partition(sep, /)": parts("partition", octets.find, (self) => [whole(self), empty(), empty()]),
      "removeprefix(prefix, /)": (self: Value, prefix: Value) => {
        const bytes = at(self, "removeprefix");
        const wanted = data(prefix);
        const has = wanted.length <= bytes.length && octets.matches(bytes, wanted, 0);
        return has ? make(bytes.slice(wanted.length)) : same(self, bytes);
      },
      "removesuffix(suffix, /)": (self: Value, suffix: Value) => {
        const bytes = at(self, "removesuffix");
        const wanted = data(suffix);
        const end = bytes.length - wanted.length;
        return end >= 0 && octets.matches(bytes, wanted, end) ? make(bytes.slice(0, end)) : same(self, bytes);
      },
      "replace(old, new, count=-1, /)": (self: Value, old: Value, by: Value, count?: Value) =>
        make(octets.replace(at(self, "replace"), data(old), data(by), sizeArgument(count, -1))),
      "rfind(sub, start=None, end=None, /)": search("rfind", octets.rfind),
      "rindex(sub, start=None, end=None, /)": searchOrRaise("rindex", octets.rfind),
      "rjust(width, fillchar=b' ', /)": padder("rjust", (missing) => missing),
      "rpartition(sep, /)": parts("rpartition", octets.rfind, (self) => [empty(), empty(), whole(self)]),
      "rsplit(sep=None, maxsplit=-1)": splitter("rsplit", octets.rsplitSpace, octets.rsplit),
      "rstrip(bytes=None, /)": strip("rstrip", false, true),
      "split(sep=None, maxsplit=-1)": splitter("split", octets.splitSpace, octets.split),
      "splitlines(keepends=False)": (self: Value, keepends?: Value) =>
        list(octets.splitLines(at(self, "splitlines"), keepends !== undefined && truth(keepends))),
      "startswith(prefix, start=None, end=None, /)": affix("startswith", () => 0),
      "strip(bytes=None, /)": strip("strip", true, true),
      "swapcase()": mapped("swapcase", octets.swap),
      "title()": (self: Value) => make(octets.title(at(self, "title"))),
      "translate(table, /, delete=b'')": (self: Value, table: Value, unwanted?: Value) => {
        const bytes = at(self, "translate");
        const map = table === None ? undefined : data(table);
        if (map !== undefined && map.length !== 256) throw valueError("translation table must be 256 characters long");
        const gone = unwanted === undefined ? undefined : data(unwanted);
        const kept = gone === undefined ? bytes.slice() : bytes.filter((byte) => !gone.includes(byte));
        return make(map === undefined ? kept : kept.map((byte) => map[byte]!));
      },
      "upper()": mapped("upper", octets.toUpper),
      "zfill(width, /)": (self: Value, width: Value) => {
        const bytes = at(self, "zfill");
        const columns = sizeArgument(width, 0);
        const missing = columns - bytes.length;
        if (missing <= 0) return same(self, bytes);
        if (columns > LIMIT) throw memoryError();
        const out = octets.fill(bytes, columns, missing, 0x30);
        if (bytes[0] === 0x2b || bytes[0] === 0x2d) {
          out[0] = bytes[0];
          out[missing] = 0x30;
        }
        return make(out);
      },
    },
  };
}

function fillByte(value: Value, name: string): number {
  const found = value instanceof Bytes || value instanceof ByteArray ? value.data : undefined;
  if (found === undefined) {
    throw typeError(`${name}() argument 2 must be a byte string of length 1, not ${typeName(value)}`);
  }
  if (found.length !== 1) {
    throw typeError(
      `${name}(): argument 2 must be a byte string of length 1, not a ${typeName(value)} object of length ${found.length}`,
    );
  }
  return found[0]!;
}
