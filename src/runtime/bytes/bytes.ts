// `bytes`.

import { neverEqualsPlain } from "../containers/closed.ts";
import { iteratorType } from "../containers/iterators.ts";
import { List, list } from "../containers/list.ts";
import { Tuple } from "../containers/tuple.ts";
import { nativeType, newInstance } from "../native.ts";
import { octets as octetsOfInts } from "../numbers/octets.ts";
import "../object.ts";
import { bytesKey } from "../strings/percent.ts";
import { bytesHash } from "../strings/text.ts";
import type { Type } from "../types.ts";
import type { Callable, Value } from "../values.ts";
import { contents, converted, fromIterable, own } from "./arguments.ts";
import { ByteArray, Bytes, BytesIterator, bytesOf } from "./buffer.ts";
import { commonMethods, fromHex } from "./methods.ts";
import { repr } from "./octets.ts";

/** The bytes of this data, which is theirs from now on. */
export const makeBytes = (data: Uint8Array): Bytes => new Bytes(data);

const common = commonMethods("bytes", makeBytes);

export const bytes: Type = nativeType({
  name: "bytes",
  ctor: Bytes,
  doc: "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\nbytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\nbytes(int) -> bytes object of size given by the parameter initialized with null bytes\nbytes() -> empty bytes object",
  create(cls, args, keywords) {
    const [source] = args;
    if (cls === bytes && args.length === 1 && keywords === undefined && (source as { type_?: Type }).type_ === bytes) {
      return source!;
    }
    if (cls === bytes && args.length === 1 && keywords === undefined) {
      const result = converted(source!);
      if (result !== undefined) return result;
    }
    return instance(cls, contents("bytes", args, keywords));
  },
  ...common,
  methods: {
    ...common.methods,
    "__bytes__()": (self: Bytes) => ((self as { type_?: Type }).type_ === bytes ? self : new Bytes(self.data)),
    "__getnewargs__()": (self: Bytes) => new Tuple([new Bytes(own(self, "bytes", "__getnewargs__"))]),
  },
  classMethods: {
    "fromhex(string, /)": (cls: Type, string: Value) =>
      cls === bytes ? new Bytes(fromHex(string)) : cls(new Bytes(fromHex(string))),
  },
  special: {
    ...common.special,
    __repr__: (self: Value) => repr(own(self, "bytes", "__repr__")),
    __str__: (self: Value) => repr(own(self, "bytes", "__str__")),
    __hash__: (self: Value) => bytesHash(own(self, "bytes", "__hash__")),
    __iter__: (self: Bytes) => self.iter$(),
  },
});

/** An instance of `cls`, which is bytes or derived from it. */
function instance(cls: Type, data: Uint8Array): Value {
  if (cls === bytes) return new Bytes(data);
  const self = newInstance<{ data: Uint8Array }>(cls);
  self.data = data;
  return self;
}

bytes.tp.convert = (source) => {
  if (source instanceof List && source.type_ === list) return new Bytes(fromIterable(source, "bytes"));
  return undefined;
};

neverEqualsPlain(bytes.tp.proto.m$__eq__ as Callable);
iteratorType("bytes_iterator", BytesIterator, { remaining: (self) => self.remaining() });
bytesKey.make = (key) => new Bytes(Uint8Array.from(key, (c) => c.charCodeAt(0)));
octetsOfInts.of = bytesOf;
octetsOfInts.isPlain = (value) => value instanceof Bytes || value instanceof ByteArray;
octetsOfInts.make = makeBytes;

export { Bytes, bytesOf };
