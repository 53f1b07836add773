// The module `_struct`, under CPython's `struct`: values to bytes and back, by a format.

import { bytesOf, makeBytes } from "../runtime/bytes/bytes.ts";
import { Tuple } from "../runtime/containers/tuple.ts";
import { stopIteration, typeError } from "../runtime/errors.ts";
import { Exception, makeException } from "../runtime/exceptions.ts";
import type { Module } from "../runtime/modules.ts";
import { nativeType, newInstance } from "../runtime/native.ts";
import { asStr, index, type PyIterator, truth } from "../runtime/protocols.ts";
import { special, typeName } from "../runtime/types.ts";
import { Float, float, None, type Value } from "../runtime/values.ts";
import { constructor } from "./constructor.ts";
import { moduleFrom } from "./define.ts";

/** Bytes of each kind of number, in the machine's own format and in the standard one. */
const SIZES: Record<string, readonly [own: number, standard: number]> = {
  x: [1, 1],
  c: [1, 1],
  b: [1, 1],
  B: [1, 1],
  "?": [1, 1],
  h: [2, 2],
  H: [2, 2],
  i: [4, 4],
  I: [4, 4],
  l: [8, 4],
  L: [8, 4],
  q: [8, 8],
  Q: [8, 8],
  n: [8, 0],
  N: [8, 0],
  P: [8, 0],
  e: [2, 2],
  f: [4, 4],
  d: [8, 8],
  s: [1, 1],
  p: [1, 1],
};

interface Item {
  code: string;
  /** Where it begins. */
  at: number;
  size: number;
}

interface Layout {
  little: boolean;
  size: number;
  items: Item[];
}

const problem: { make(message: string): Error } = Object.create(null);

function layoutOf(format: string): Layout {
  const first = format[0] ?? "";
  const prefix = "@=<>!".includes(first) && first !== "" ? first : "";
  const own = prefix === "" || prefix === "@";
  const items: Item[] = [];
  let at = 0;
  for (const [, digits, code] of format.slice(prefix.length).matchAll(/\s*(\d*)(\D|$)/g)) {
    if (code === undefined || code === "" || /\s/.test(code)) {
      if (digits) throw problem.make("repeat count given without format specifier");
      continue;
    }
    const sizes = SIZES[code];
    const size = sizes?.[own ? 0 : 1];
    if (!size) throw problem.make("bad char in struct format");
    if (own && size > 1) at = Math.ceil(at / size) * size;
    const count = digits ? Number(digits) : 1;
    if (code === "s" || code === "p") {
      items.push({ code, at, size: count });
      at += count;
    } else {
      for (let i = 0; i < count; i++, at += size) if (code !== "x") items.push({ code, at, size });
    }
  }
  return { little: prefix !== ">" && prefix !== "!", size: at, items };
}

const layouts = new Map<string, Layout>();

function layoutFor(format: Value): Layout {
  const data = bytesOf(format);
  const text = asStr(format) ?? (data && String.fromCharCode(...data));
  if (text === undefined) throw typeError(`Struct() argument 1 must be a str or bytes object, not ${typeName(format)}`);
  let layout = layouts.get(text);
  if (layout === undefined) {
    layout = layoutOf(text);
    layouts.set(text, layout);
  }
  return layout;
}

function integer(value: Value, { code, size }: Item): bigint {
  if (special(value, "__index__") == null) throw problem.make("required argument is not an integer");
  const n = BigInt(index(value));
  const bits = BigInt(size * 8);
  const signed = code === code.toLowerCase();
  const low = signed ? -(1n << (bits - 1n)) : 0n;
  const high = (signed ? 1n << (bits - 1n) : 1n << bits) - 1n;
  if (n < low || n > high) {
    throw problem.make(`'${code}' format requires ${low} <= number <= ${high}`);
  }
  return n;
}

function real(value: Value): number {
  if (value instanceof Float) return value.value;
  if (typeof value === "number" || typeof value === "bigint") return Number(value);
  const method = special(value, "__float__") ?? special(value, "__index__");
  if (method == null) throw problem.make("required argument is not a float");
  return real(method(value));
}

/** The nearest half-precision number. */
function toHalf(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const x = Math.abs(value);
  if (x === Number.POSITIVE_INFINITY) return sign | 0x7c00;
  const exponent = Math.max(Math.floor(Math.log2(x || 2 ** -30)), -14);
  const scaled = x / 2 ** (exponent - 10);
  const floor = Math.floor(scaled);
  const rest = scaled - floor;
  const rounded = rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
  const bits = rounded < 1024 ? rounded : ((exponent + 15) << 10) + (rounded - 1024);
  if (bits >= 0x7c00) throw problem.make("float too large to pack with e format");
  return sign | bits;
}

function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

function writeItem(view: DataView, offset: number, item: Item, value: Value, little: boolean): void {
  const at = offset + item.at;
  switch (item.code) {
    case "c": {
      const data = bytesOf(value);
      if (data?.length !== 1) throw problem.make("char format requires a bytes object of length 1");
      view.setUint8(at, data[0]!);
      break;
    }
    case "?":
      view.setUint8(at, truth(value) ? 1 : 0);
      break;
    case "s":
    case "p": {
      const data = bytesOf(value);
      if (data === undefined) throw problem.make(`argument for '${item.code}' must be a bytes object`);
      const start = item.code === "p" ? 1 : 0;
      if (start === 1 && item.size > 0) view.setUint8(at, Math.min(data.length, item.size - 1, 255));
      for (let i = start; i < item.size; i++) view.setUint8(at + i, data[i - start] ?? 0);
      break;
    }
    case "e":
      view.setUint16(at, toHalf(real(value)), little);
      break;
    case "f": {
      const x = real(value);
      if (Number.isFinite(x) && !Number.isFinite(Math.fround(x))) {
        throw problem.make("float too large to pack with f format");
      }
      view.setFloat32(at, x, little);
      break;
    }
    case "d":
      view.setFloat64(at, real(value), little);
      break;
    default: {
      const n = integer(value, item);
      if (item.size === 8) view.setBigUint64(at, BigInt.asUintN(64, n), little);
      else if (item.size === 4) view.setUint32(at, Number(BigInt.asUintN(32, n)), little);
      else if (item.size === 2) view.setUint16(at, Number(BigInt.asUintN(16, n)), little);
      else view.setUint8(at, Number(BigInt.asUintN(8, n)));
    }
  }
}

const small = (n: bigint): Value => (BigInt.asIntN(53, n) === n ? Number(n) : n);

function readItem(view: DataView, offset: number, { code, at: start, size }: Item, little: boolean): Value {
  const at = offset + start;
  const part = (from: number, length: number) =>
    makeBytes(new Uint8Array(view.buffer, view.byteOffset + from, length).slice());
  switch (code) {
    case "c":
      return part(at, 1);
    case "?":
      return view.getUint8(at) !== 0;
    case "s":
      return part(at, size);
    case "p":
      return size === 0 ? part(at, 0) : part(at + 1, Math.min(view.getUint8(at), size - 1));
    case "e":
      return float(fromHalf(view.getUint16(at, little)));
    case "f":
      return float(view.getFloat32(at, little));
    case "d":
      return float(view.getFloat64(at, little));
    default: {
      const signed = code === code.toLowerCase();
      if (size === 8) return small(signed ? view.getBigInt64(at, little) : view.getBigUint64(at, little));
      if (size === 4) return signed ? view.getInt32(at, little) : view.getUint32(at, little);
      if (size === 2) return signed ? view.getInt16(at, little) : view.getUint16(at, little);
      return signed ? view.getInt8(at) : view.getUint8(at);
    }
  }
}

const viewOf = (data: Uint8Array): DataView => new DataView(data.buffer, data.byteOffset, data.byteLength);

function write({ items, little }: Layout, view: DataView, offset: number, values: Value[], f: string): void {
  if (values.length !== items.length) {
    throw problem.make(`${f} expected ${items.length} items for packing (got ${values.length})`);
  }
  items.forEach((item, i) => {
    writeItem(view, offset, item, values[i]!, little);
  });
}

function pack(layout: Layout, values: Value[]): Value {
  const data = new Uint8Array(layout.size);
  write(layout, viewOf(data), 0, values, "pack");
  return makeBytes(data);
}

function dataOf(value: Value): Uint8Array {
  const data = bytesOf(value);
  if (data === undefined) throw typeError(`a bytes-like object is required, not '${typeName(value)}'`);
  return data;
}

function read(layout: Layout, data: Uint8Array, offset: number): Tuple {
  const view = viewOf(data);
  return new Tuple(layout.items.map((item) => readItem(view, offset, item, layout.little)));
}

function unpack(layout: Layout, buffer: Value): Tuple {
  const data = dataOf(buffer);
  if (data.length !== layout.size) throw problem.make(`unpack requires a buffer of ${layout.size} bytes`);
  return read(layout, data, 0);
}

/** Where `offset` is in a buffer that must have room for the layout. */
function placeIn(data: Uint8Array, layout: Layout, given: Value, f: string): number {
  const offset = Number(index(given));
  const at = offset < 0 ? offset + data.length : offset;
  if (at < 0) throw problem.make(`offset ${offset} out of range for ${data.length}-byte buffer`);
  if (data.length - at < layout.size) {
    throw problem.make(
      `${f} requires a buffer of at least ${at + layout.size} bytes for ${f.startsWith("un") ? "un" : ""}packing ${layout.size} bytes at offset ${at} (actual buffer size is ${data.length})`,
    );
  }
  return at;
}

function packInto(layout: Layout, buffer: Value, offset: Value, values: Value[]): Value {
  const data = dataOf(buffer);
  write(layout, viewOf(data), placeIn(data, layout, offset, "pack_into"), values, "pack_into");
  return None;
}

function unpackFrom(layout: Layout, buffer: Value, offset: Value = 0): Tuple {
  const data = dataOf(buffer);
  return read(layout, data, placeIn(data, layout, offset, "unpack_from"));
}

class UnpackIterator implements PyIterator {
  private at = 0;
  readonly layout: Layout;
  readonly data: Uint8Array;
  constructor(layout: Layout, data: Uint8Array) {
    if (layout.size === 0) throw problem.make("cannot iteratively unpack with a struct of length 0");
    if (data.length % layout.size !== 0) {
      throw problem.make(`iterative unpacking requires a buffer of a multiple of ${layout.size} bytes`);
    }
    this.layout = layout;
    this.data = data;
  }
  iter$(): PyIterator {
    return this;
  }
  next$(): Value | undefined {
    if (this.at >= this.data.length) return undefined;
    const result = read(this.layout, this.data, this.at);
    this.at += this.layout.size;
    return result;
  }
  get left(): number {
    return (this.data.length - this.at) / this.layout.size;
  }
}

class Struct {
  format = "";
  layout: Layout = { little: true, size: 0, items: [] };
}

export function createStruct(): Module {
  const error = nativeType({ name: "error", module: "struct", base: Exception, hasDict: true, heap: true });
  problem.make = (message) => makeException(error, [message]);
  nativeType({
    name: "unpack_iterator",
    module: "_struct",
    ctor: UnpackIterator as unknown as new () => object,
    special: {
      __iter__: (self: UnpackIterator) => self,
      __next__: (self: UnpackIterator) => {
        const value = self.next$();
        if (value === undefined) throw stopIteration();
        return value;
      },
      __length_hint__: (self: UnpackIterator) => self.left,
    },
  });
  const struct = nativeType({
    name: "Struct",
    module: "_struct",
    ctor: Struct,
    create: constructor("Struct(format)", (cls, format: Value) => {
      const self = newInstance<Struct>(cls);
      self.layout = layoutFor(format);
      self.format = asStr(format) ?? String.fromCharCode(...bytesOf(format)!);
      return self;
    }),
    methods: {
      "pack(*values)": (self: Struct, values: Value[]) => pack(self.layout, values),
      "pack_into(buffer, offset, /, *values)": (self: Struct, buffer: Value, offset: Value, values: Value[]) =>
        packInto(self.layout, buffer, offset, values),
      "unpack(buffer, /)": (self: Struct, buffer: Value) => unpack(self.layout, buffer),
      "unpack_from(buffer, offset=0)": (self: Struct, buffer: Value, offset?: Value) =>
        unpackFrom(self.layout, buffer, offset),
      "iter_unpack(buffer, /)": (self: Struct, buffer: Value) => new UnpackIterator(self.layout, dataOf(buffer)),
    },
    getters: { size: (self: Struct) => self.layout.size, format: (self: Struct) => self.format },
    special: { __repr__: (self: Struct) => `_struct.Struct('${self.format}')` },
  });
  return moduleFrom("_struct", {
    functions: {
      "calcsize(format, /)": (format: Value) => layoutFor(format).size,
      "pack(format, /, *values)": (format: Value, values: Value[]) => pack(layoutFor(format), values),
      "pack_into(format, buffer, offset, /, *values)": (format: Value, buffer: Value, offset: Value, values: Value[]) =>
        packInto(layoutFor(format), buffer, offset, values),
      "unpack(format, buffer, /)": (format: Value, buffer: Value) => unpack(layoutFor(format), buffer),
      "unpack_from(format, /, buffer, offset=0)": (format: Value, buffer: Value, offset?: Value) =>
        unpackFrom(layoutFor(format), buffer, offset),
      "iter_unpack(format, buffer, /)": (format: Value, buffer: Value) =>
        new UnpackIterator(layoutFor(format), dataOf(buffer)),
      "_clearcache()": () => {
        layouts.clear();
        return None;
      },
    },
    types: [struct],
    attributes: { error },
  });
}
