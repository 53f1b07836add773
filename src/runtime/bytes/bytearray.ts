// `bytearray`.

import { iteratorType } from "../containers/iterators.ts";
import { size, subscript } from "../containers/sequence.ts";
import { bounds, Slice } from "../containers/slice.ts";
import { Tuple } from "../containers/tuple.ts";
import { bufferError, indexError, memoryError, typeError, valueError } from "../errors.ts";
import { nativeType, newInstance } from "../native.ts";
import "../object.ts";
import { repetitions } from "../containers/sequence.ts";
import { index, isIterable } from "../protocols.ts";
import { objectState } from "../reduction.ts";
import { decode } from "../strings/decode.ts";
import { type Type, typeName } from "../types.ts";
import { None, type Value } from "../values.ts";
import { byteOf, contents, fromIterable, isIndex, own } from "./arguments.ts";
import { ByteArray, ByteArrayIterator, Bytes, bytesOf } from "./buffer.ts";
import { commonMethods, fromHex } from "./methods.ts";
import { repeat, repr } from "./octets.ts";

/** The bytearray of this data, which is its own from now on. */
export const makeByteArray = (data: Uint8Array): ByteArray => new ByteArray(data);

const common = commonMethods("bytearray", makeByteArray);

/** The bytes to put into a slice or at the end: a bytes-like object, or an iterable of ints. */
function source(value: Value, refuse: (value: Value) => string): Uint8Array {
  const data = bytesOf(value);
  if (data !== undefined) return data;
  if (!isIterable(value) || typeof value === "string") throw typeError(refuse(value));
  return fromIterable(value, "bytearray");
}

function place(self: ByteArray, key: Value, what: string): number {
  let i = subscript(key, "bytearray");
  if (i < 0) i += self.length;
  if (i < 0 || i >= self.length) throw indexError(what);
  return i;
}

const NOT_ASSIGNABLE = "can assign only bytes, buffers, or iterables of ints in range(0, 256)";

function assignSlice(self: ByteArray, slice: Slice, value: Value): void {
  if (isIndex(value)) throw typeError(NOT_ASSIGNABLE);
  const items = source(value, (v) =>
    typeof v === "string" ? NOT_ASSIGNABLE : `cannot convert '${typeName(v)}' object to bytearray`,
  );
  const { start, step, count } = bounds(slice, self.length);
  if (step === 1) {
    self.splice(start, start + count, items);
    return;
  }
  if (items.length === 0) {
    deleteSlice(self, slice);
    return;
  }
  if (items.length !== count) {
    throw valueError(`attempt to assign bytes of size ${items.length} to extended slice of size ${count}`);
  }
  const copy = items.slice();
  for (let i = 0, at = start; i < count; i++, at += step) self.store[at] = copy[i]!;
}

const NOTHING = new Uint8Array(0);

function deleteSlice(self: ByteArray, slice: Slice): void {
  const { start, step, count } = bounds(slice, self.length);
  if (step === 1) {
    self.splice(start, start + count, NOTHING);
    return;
  }
  const gone = new Set<number>();
  for (let i = 0, at = start; i < count; i++, at += step) gone.add(at);
  const kept = self.data.filter((_, i) => !gone.has(i));
  self.splice(0, self.length, kept);
}

function extend(self: ByteArray, value: Value): Value {
  const items = source(value, (v) =>
    typeof v === "string" ? "expected iterable of integers; got: 'str'" : `can't extend bytearray with ${typeName(v)}`,
  );
  self.splice(self.length, self.length, items);
  return None;
}

/** Unlike that of bytes, the repr escapes single quotes inside double ones. */
function shown(self: Value, method: string): string {
  const text = repr(own(self, "bytearray", method));
  return `${typeName(self)}(${text.startsWith('b"') ? text.replaceAll("'", "\\'") : text})`;
}

export const bytearray: Type = nativeType({
  name: "bytearray",
  ctor: ByteArray,
  doc: "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\nbytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\nbytearray(int) -> bytes array of size given by the parameter initialized with null bytes\nbytearray() -> empty bytes array",
  create: (cls) => newInstance(cls),
  ...common,
  methods: {
    ...common.methods,
    "__init__(*args, **kwargs)": (self: ByteArray, args: Value[], keywords?: Map<string, Value>) => {
      const data = contents("bytearray", args, keywords);
      self.splice(0, self.length, data);
      return None;
    },
    "append(item, /)": (self: ByteArray, item: Value) => {
      self.push(byteOf(item));
      return None;
    },
    "clear()": (self: ByteArray) => {
      self.length = 0;
      return None;
    },
    "copy()": (self: ByteArray) => new ByteArray(self.data.slice()),
    "extend(iterable_of_ints, /)": extend,
    "insert(index, item, /)": (self: ByteArray, index: Value, item: Value) => {
      const i = size(index);
      const byte = byteOf(item);
      const at = i < 0 ? Math.max(0, i + self.length) : Math.min(i, self.length);
      self.splice(at, at, Uint8Array.of(byte));
      return None;
    },
    "pop(index=-1, /)": (self: ByteArray, index?: Value) => {
      let i = index === undefined ? -1 : size(index);
      if (self.length === 0) throw indexError("pop from empty bytearray");
      if (i < 0) i += self.length;
      if (i < 0 || i >= self.length) throw indexError("pop index out of range");
      const byte = self.store[i]!;
      self.splice(i, i + 1, NOTHING);
      return byte;
    },
    "remove(value, /)": (self: ByteArray, value: Value) => {
      const at = self.data.indexOf(byteOf(value));
      if (at < 0) throw valueError("value not found in bytearray");
      self.splice(at, at + 1, NOTHING);
      return None;
    },
    "resize(size, /)": (self: ByteArray, length: Value) => {
      const wanted = size(length);
      if (wanted < 0) throw valueError(`Can only resize to positive sizes, got ${wanted}`);
      self.resize(wanted);
      return None;
    },
    "reverse()": (self: ByteArray) => {
      self.data.reverse();
      return None;
    },
    "__reduce__()": (self: ByteArray) =>
      new Tuple([
        (self as unknown as { type_: Type }).type_,
        new Tuple([decode(self.data, "latin-1", "strict"), "latin-1"]),
        objectState(self),
      ]),
    "__alloc__()": (self: ByteArray) => self.store.length + 1,
    "__sizeof__()": (self: ByteArray) => self.store.length + 57,
  },
  classMethods: {
    "fromhex(string, /)": (cls: Type, string: Value) =>
      cls === bytearray ? new ByteArray(fromHex(string)) : cls(new Bytes(fromHex(string))),
  },
  special: {
    ...common.special,
    __repr__: (self: ByteArray) => shown(self, "__repr__"),
    __str__: (self: ByteArray) => shown(self, "__str__"),
    __hash__: null,
    __iter__: (self: ByteArray) => self.iter$(),
    __setitem__(self: ByteArray, key: Value, value: Value) {
      if (key instanceof Slice) assignSlice(self, key, value);
      else {
        const at = subscript(key, "bytearray");
        // Asking for the value may shorten the bytearray.
        const byte = byteOf(value);
        self.store[place(self, at, "bytearray index out of range")] = byte;
      }
      return None;
    },
    __delitem__(self: ByteArray, key: Value) {
      if (key instanceof Slice) deleteSlice(self, key);
      else {
        const at = place(self, key, "bytearray index out of range");
        self.splice(at, at + 1, NOTHING);
      }
      return None;
    },
    __iadd__(self: ByteArray, other: Value) {
      const more = bytesOf(other);
      if (more === undefined) throw typeError(`can't concat ${typeName(other)} to ${typeName(self)}`);
      if (other === self && self.length > 0) throw bufferError("Existing exports of data: object cannot be re-sized");
      self.splice(self.length, self.length, more);
      return self;
    },
    __imul__(self: ByteArray, count: Value) {
      const times = repetitions(count);
      if (self.length * times > 2 ** 33) throw memoryError();
      self.splice(0, self.length, repeat(self.data, times));
      return self;
    },
  },
});

iteratorType("bytearray_iterator", ByteArrayIterator, {
  remaining: (self) => self.remaining(),
  special: {
    __setstate__: (self: ByteArrayIterator, position: Value) => {
      self.goTo(Math.max(0, Number(index(position))));
      return None;
    },
  },
});

export { ByteArray };
