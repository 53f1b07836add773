// `memoryview`: the memory of another object seen as items of a format, in one dimension or more.
//
// A view asks its owner for the memory at each access, so it always sees the owner's bytes as they are. CPython forbids
// a bytearray to change its size while there are views of it; here nobody knows when the last view is gone, so it may,
// and what a view then sees beyond the end are zeros.

import { same as equalValues } from "../comparison.ts";
import { genericAlias } from "../containers/genericalias.ts";
import { iteratorType } from "../containers/iterators.ts";
import { List } from "../containers/list.ts";
import { bounds, Slice } from "../containers/slice.ts";
import { Tuple } from "../containers/tuple.ts";
import { indexError, notImplementedError, typeError, valueError } from "../errors.ts";
import { nativeType } from "../native.ts";
import "../object.ts";
import { address, index } from "../protocols.ts";
import { textOf } from "../strings/arguments.ts";
import { bytesHash } from "../strings/text.ts";
import { type Type, typeName } from "../types.ts";
import { None, NotImplemented, type Value } from "../values.ts";
import { data, isIndex, isNone, sizeArgument } from "./arguments.ts";
import { ByteArray, Bytes, bytesOf, type Exporter } from "./buffer.ts";
import { FORMATS, type ItemFormat } from "./items.ts";
import { hexText } from "./methods.ts";

export class MemoryView implements Exporter {
  readonly owner: Value;
  readonly format: string;
  readonly item: ItemFormat;
  /** Where the first item begins, in bytes. */
  readonly offset: number;
  readonly shape: readonly number[];
  /** How many bytes from an item to the next, for each dimension. */
  readonly strides: readonly number[];
  readonly readonly: boolean;
  released = false;

  constructor(
    owner: Value,
    format: string,
    offset: number,
    shape: readonly number[],
    strides: readonly number[],
    readonly: boolean,
  ) {
    this.owner = owner;
    this.format = format;
    this.item = FORMATS.get(format.replace("@", ""))!;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
    this.readonly = readonly;
  }

  get count(): number {
    return this.shape.reduce((product, n) => product * n, 1);
  }

  get nbytes(): number {
    return this.count * this.item.size;
  }

  get contiguous(): boolean {
    return this.strides.every(
      (stride, i) => this.shape[i]! <= 1 || stride === stridesOf(this.shape, this.item.size)[i],
    );
  }

  /** The owner's memory; long enough for every item even if the owner has shrunk. */
  memory(): Uint8Array {
    this.check();
    const { owner } = this;
    const bytes = owner instanceof ByteArray ? owner.store : bytesOf(owner)!;
    const needed = this.offset + this.nbytes;
    if (bytes.length >= needed || !this.contiguous) return bytes;
    const grown = new Uint8Array(needed);
    grown.set(bytes);
    return grown;
  }

  view(): DataView {
    const bytes = this.memory();
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  check(): void {
    if (this.released) throw valueError("operation forbidden on released memoryview object");
  }

  /** The bytes of all items in C order: shared if they lie so, else gathered. */
  buffer$(): Uint8Array {
    const bytes = this.memory();
    if (this.contiguous) return bytes.subarray(this.offset, this.offset + this.nbytes);
    const { size } = this.item;
    const out = new Uint8Array(this.nbytes);
    let to = 0;
    for (const at of this.places()) {
      out.set(bytes.subarray(at, at + size), to);
      to += size;
    }
    return out;
  }

  /** Where the items are, in C order. */
  places(): number[] {
    let places = [this.offset];
    this.shape.forEach((n, dimension) => {
      const stride = this.strides[dimension]!;
      places = places.flatMap((at) => Array.from({ length: n }, (_, i) => at + i * stride));
    });
    return places;
  }

  items(): Value[] {
    const view = this.view();
    return this.places().map((at) => this.item.read(view, at));
  }

  iter$(): MemoryIterator {
    this.check();
    if (this.shape.length === 0) throw typeError("invalid indexing of 0-dim memory");
    if (this.shape.length > 1) throw notImplementedError("multi-dimensional sub-views are not implemented");
    return new MemoryIterator(this);
  }
}

export class MemoryIterator {
  private readonly view: MemoryView;
  private at = 0;
  constructor(view: MemoryView) {
    this.view = view;
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    const { view } = this;
    if (this.at >= view.shape[0]!) return undefined;
    return view.item.read(view.view(), view.offset + this.at++ * view.strides[0]!);
  }
}

/** Strides of items that lie one after another, the last dimension fastest. */
function stridesOf(shape: readonly number[], size: number): number[] {
  const strides = new Array<number>(shape.length);
  let stride = size;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = stride;
    stride *= shape[i]!;
  }
  return strides;
}

/** `memoryview(object)` */
export function makeView(object: Value): MemoryView {
  if (object instanceof MemoryView) {
    object.check();
    const { owner, format, offset, shape, strides, readonly } = object;
    return new MemoryView(owner, format, offset, shape, strides, readonly);
  }
  const bytes = bytesOf(object);
  if (bytes === undefined) throw typeError(`memoryview: a bytes-like object is required, not '${typeName(object)}'`);
  return new MemoryView(object, "B", 0, [bytes.length], [1], object instanceof Bytes);
}

// ---- items ----------------------------------------------------------------------------------------------------------

function place(self: MemoryView, dimension: number, key: Value): number {
  const i = index(key);
  const n = self.shape[dimension]!;
  const at = i < 0 ? Number(i) + n : Number(i);
  if (at < 0 || at >= n) throw indexError(`index out of bounds on dimension ${dimension + 1}`);
  return at * self.strides[dimension]!;
}

/** Where the one item is that the key names; undefined for a key of another kind. */
function itemPlace(self: MemoryView, key: Value): number | undefined {
  const dimensions = self.shape.length;
  if (isIndex(key)) {
    if (dimensions === 0) throw typeError("invalid indexing of 0-dim memory");
    if (dimensions > 1) throw notImplementedError("multi-dimensional sub-views are not implemented");
    return self.offset + place(self, 0, key);
  }
  if (!(key instanceof Tuple) || !key.items.every(isIndex)) return undefined;
  const { items } = key;
  if (items.length > dimensions) {
    throw typeError(`cannot index ${dimensions}-dimension view with ${items.length}-element tuple`);
  }
  if (items.length < dimensions) throw notImplementedError("sub-views are not implemented");
  return items.reduce<number>((at, item, dimension) => at + place(self, dimension, item), self.offset);
}

function sliced(self: MemoryView, slice: Slice): MemoryView {
  if (self.shape.length === 0) throw typeError("invalid indexing of 0-dim memory");
  const { start, step, count } = bounds(slice, self.shape[0]!);
  const [stride, ...rest] = self.strides;
  const offset = count === 0 ? self.offset : self.offset + start * stride!;
  const shape = [count, ...self.shape.slice(1)];
  return new MemoryView(self.owner, self.format, offset, shape, [stride! * step, ...rest], self.readonly);
}

function getitem(self: MemoryView, key: Value): Value {
  self.check();
  if (key instanceof Slice) return sliced(self, key);
  const at = itemPlace(self, key);
  if (at === undefined) throw invalidKey(key);
  return self.item.read(self.view(), at);
}

const invalidKey = (key: Value): Error =>
  key instanceof Tuple && key.items.length > 0 && key.items.every((item) => item instanceof Slice)
    ? notImplementedError("multi-dimensional slicing is not implemented")
    : typeError("memoryview: invalid slice key");

function setitem(self: MemoryView, key: Value, value: Value): Value {
  self.check();
  if (self.readonly) throw typeError("cannot modify read-only memory");
  if (key instanceof Slice) {
    assign(sliced(self, key), value);
    return None;
  }
  const at = itemPlace(self, key);
  if (at === undefined) throw invalidKey(key);
  if (!self.item.write(self.view(), at, value)) {
    throw typeError(`memoryview: invalid type for format '${self.format}'`);
  }
  return None;
}

function assign(target: MemoryView, value: Value): void {
  if (target.shape.length > 1)
    throw notImplementedError("memoryview slice assignments are currently restricted to ndim = 1");
  const source = value instanceof MemoryView ? value : undefined;
  const bytes = data(value).slice();
  if (bytes.length !== target.nbytes || (source?.format ?? "B") !== target.format) {
    throw valueError("memoryview assignment: lvalue and rvalue have different structures");
  }
  const memory = target.memory();
  const { size } = target.item;
  target.places().forEach((at, i) => {
    memory.set(bytes.subarray(i * size, (i + 1) * size), at);
  });
}

function nested(items: Value[], shape: readonly number[]): Value {
  if (shape.length === 0) return items[0]!;
  if (shape.length === 1) return new List(items);
  const [n, ...rest] = shape;
  const size = items.length / Math.max(1, n!);
  return new List(Array.from({ length: n! }, (_, i) => nested(items.slice(i * size, (i + 1) * size), rest)));
}

// ---- methods --------------------------------------------------------------------------------------------------------

function cast(self: MemoryView, format: Value, shape: Value | undefined): MemoryView {
  self.check();
  const text = textOf(format);
  if (text === undefined) throw typeError(`cast() argument 'format' must be str, not ${typeName(format)}`);
  if (!self.contiguous) throw typeError("memoryview: casts are restricted to C-contiguous views");
  const code = text.startsWith("@") ? text.slice(1) : text;
  const item = FORMATS.get(code);
  if (item === undefined) {
    throw valueError(
      "memoryview: destination format must be a native single character format prefixed with an optional '@'",
    );
  }
  const isByte = (c: string): boolean => "Bbc".includes(c);
  if (!isByte(code) && !isByte(self.format)) throw typeError("memoryview: cannot cast between two non-byte formats");
  if (self.nbytes % item.size !== 0) throw typeError("memoryview: length is not a multiple of itemsize");
  const dimensions = shape === undefined ? [self.nbytes / item.size] : shapeOf(shape);
  if (dimensions.reduce((product, n) => product * n, 1) * item.size !== self.nbytes) {
    throw typeError("memoryview: product(shape) * itemsize != buffer size");
  }
  return new MemoryView(self.owner, text, self.offset, dimensions, stridesOf(dimensions, item.size), self.readonly);
}

function shapeOf(shape: Value): number[] {
  if (!(shape instanceof List) && !(shape instanceof Tuple)) throw typeError("shape must be a list or a tuple");
  return shape.items.map((item) => {
    if (!isIndex(item)) throw typeError("memoryview.cast(): elements of shape must be integers");
    const n = Number(index(item));
    if (n <= 0) throw valueError("memoryview.cast(): elements of shape must be integers > 0");
    return n;
  });
}

function equal(self: MemoryView, other: Value): Value {
  if (self.released) return self === other;
  if (other instanceof MemoryView && other.released) return false;
  const bytes = bytesOf(other);
  if (bytes === undefined) return NotImplemented;
  const shape = other instanceof MemoryView ? other.shape : [bytes.length];
  if (shape.length !== self.shape.length || shape.some((n, i) => n !== self.shape[i])) return false;
  const theirs = other instanceof MemoryView ? other.items() : Array.from(bytes);
  return self.items().every((item, i) => equalValues(item, theirs[i]!));
}

function hashOf(self: MemoryView): Value {
  self.check();
  if (!self.readonly) throw valueError("cannot hash writable memoryview object");
  if (!"Bbc".includes(self.format)) throw valueError("memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
  return bytesHash(self.buffer$());
}

/** The one dimension that `count` and `index` go through. */
function line(self: MemoryView): Value[] {
  self.check();
  if (self.shape.length !== 1) throw notImplementedError("multi-dimensional sub-views are not implemented");
  return self.items();
}

function position(value: Value | undefined, length: number, absent: number): number {
  if (value === undefined) return absent;
  const i = sizeArgument(value, 0);
  return i < 0 ? Math.max(0, i + length) : Math.min(i, length);
}

const checked =
  <T extends Value>(get: (self: MemoryView) => T) =>
  (self: MemoryView): T => {
    self.check();
    return get(self);
  };

export const memoryview: Type = nativeType({
  name: "memoryview",
  matches: "sequence",
  ctor: MemoryView,
  doc: "Create a new memoryview object which references the given object.",
  final: true,
  create(_cls, args, keywords) {
    const object = args[0] ?? keywords?.get("object");
    const given = args.length + (keywords?.size ?? 0);
    if (given > 1) throw typeError(`memoryview() takes at most 1 argument (${given} given)`);
    if (object === undefined) throw typeError("memoryview() missing required argument 'object' (pos 1)");
    return makeView(object);
  },
  classMethods: { "__class_getitem__(object, /)": genericAlias },
  methods: {
    "cast(format, shape=<unrepresentable>)": cast,
    "count(value, /)": (self: MemoryView, value: Value) => line(self).filter((item) => equalValues(item, value)).length,
    "hex(sep=<unrepresentable>, bytes_per_sep=1)": (self: MemoryView, sep?: Value, group?: Value) =>
      hexText(self.buffer$(), sep, group),
    "index(value, start=0, stop=sys.maxsize, /)": (self: MemoryView, value: Value, start?: Value, stop?: Value) => {
      const items = line(self);
      const to = position(stop, items.length, items.length);
      for (let i = position(start, items.length, 0); i < to; i++) if (equalValues(items[i]!, value)) return i;
      throw valueError("memoryview.index(x): x not found");
    },
    "release()": (self: MemoryView) => {
      self.released = true;
      return None;
    },
    "tobytes(order='C')": (self: MemoryView, order?: Value) => {
      const wanted = isNone(order) ? "C" : textOf(order);
      self.check();
      if (wanted !== "C" && wanted !== "F" && wanted !== "A") throw valueError("order must be 'C', 'F' or 'A'");
      return new Bytes(wanted === "F" && self.shape.length > 1 ? columnsFirst(self) : self.buffer$().slice());
    },
    "tolist()": (self: MemoryView) => nested(self.items(), self.shape),
    "toreadonly()": (self: MemoryView) => {
      self.check();
      return new MemoryView(self.owner, self.format, self.offset, self.shape, self.strides, true);
    },
    "__enter__()": checked((self) => self),
    "__exit__(*exc_info)": (self: MemoryView) => {
      self.released = true;
      return None;
    },
    "__buffer__(flags, /)": (self: MemoryView) => makeView(self),
    "__release_buffer__(buffer, /)": () => None,
  },
  special: {
    __repr__: (self: MemoryView) => `<${self.released ? "released memory" : "memory"} at ${address(self)}>`,
    __hash__: hashOf,
    __eq__: equal,
    __ne__(self: MemoryView, other: Value) {
      const result = equal(self, other);
      return result === NotImplemented ? result : !result;
    },
    __len__: (self: MemoryView) => {
      self.check();
      if (self.shape.length === 0) throw typeError("0-dim memory has no length");
      return self.shape[0]!;
    },
    __iter__: (self: MemoryView) => self.iter$(),
    __getitem__: getitem,
    __setitem__: setitem,
    __delitem__: () => {
      throw typeError("cannot delete memory");
    },
  },
  getters: {
    obj: checked((self) => self.owner),
    nbytes: checked((self) => self.nbytes),
    readonly: checked((self) => self.readonly),
    itemsize: checked((self) => self.item.size),
    format: checked((self) => self.format),
    ndim: checked((self) => self.shape.length),
    shape: checked((self) => new Tuple([...self.shape])),
    strides: checked((self) => new Tuple([...self.strides])),
    suboffsets: checked(() => new Tuple([])),
    c_contiguous: checked((self) => self.contiguous),
    f_contiguous: checked((self) => self.contiguous && self.shape.length <= 1),
    contiguous: checked((self) => self.contiguous),
  },
});

/** The bytes with the first dimension running fastest. */
function columnsFirst(self: MemoryView): Uint8Array {
  const reversed = new MemoryView(
    self.owner,
    self.format,
    self.offset,
    self.shape.toReversed(),
    self.strides.toReversed(),
    self.readonly,
  );
  return reversed.buffer$().slice();
}

iteratorType("memory_iterator", MemoryIterator);
