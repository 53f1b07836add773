// `tuple`.

import { indexError, memoryError, typeError } from "../errors.ts";
import { nativeType, newInstance } from "../native.ts";
import "../object.ts";
import { toArray } from "../protocols.ts";
import { type Type, typeName } from "../types.ts";
import { type Callable, None, NotImplemented, type Value } from "../values.ts";
import { neverEqualsPlain } from "./closed.ts";
import { expectArguments } from "./expect.ts";
import { genericAlias } from "./genericalias.ts";
import { itemsHash, joined } from "./hash.ts";
import { iteratorType } from "./iterators.ts";
import { List, list } from "./list.ts";
import {
  compareItems,
  countOf,
  equalItems,
  includes,
  indexOf,
  type Order,
  repeatItems,
  repetitions,
  reprItems,
  subscript,
} from "./sequence.ts";
import { Slice, sliceItems } from "./slice.ts";

export class Tuple {
  readonly items: Value[];
  declare readonly type_: Type;
  declare readonly m$__getitem__: Callable;
  declare readonly m$__hash__: Callable;
  declare readonly m$__len__: Callable;
  constructor(items: Value[] = []) {
    this.items = items;
  }
  iter$(): TupleIterator {
    return new TupleIterator(this);
  }
}

/** The tuple of these items; the array is the tuple's from now on. */
export const makeTuple = (items: Value[]): Tuple => new Tuple(items);

export class TupleIterator {
  private items: readonly Value[];
  private at = 0;
  constructor(tuple: Tuple) {
    this.items = tuple.items;
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    return this.at < this.items.length ? this.items[this.at++] : undefined;
  }
  remaining(): number {
    return this.items.length - this.at;
  }
}

/** The items of any iterable as an array that nobody else has. */
export function itemsOf(iterable: Value): Value[] {
  if (iterable instanceof List && iterable.type_ === list) return iterable.items.slice();
  if (iterable instanceof Tuple && iterable.type_ === tuple) return iterable.items.slice();
  return toArray(iterable);
}

export function tupleGetitem(self: Tuple, key: Value): Value {
  if (typeof key === "number") {
    const { items } = self;
    const item = items[key < 0 ? key + items.length : key];
    if (item !== undefined) return item;
  }
  return selectItems(self, key);
}

function selectItems(self: Tuple, key: Value): Value {
  if (key instanceof Slice) {
    const items = sliceItems(self.items, key);
    // A slice with all items, in whatever steps, is in CPython the tuple itself only if it steps by one.
    const isWhole = items.length === self.items.length && (key.step === None || key.step === 1);
    return isWhole && self.type_ === tuple ? self : new Tuple(items);
  }
  const i = subscript(key, "tuple");
  const item = self.items[i < 0 ? i + self.items.length : i];
  if (item === undefined) throw indexError("tuple index out of range");
  return item;
}

export const tupleLength = (self: Tuple): number => self.items.length;

export function tupleHash(self: Tuple): Value {
  return joined(itemsHash(self.items));
}

export function tupleEqual(self: Tuple, other: Value): Value {
  return other instanceof Tuple ? equalItems(self.items, other.items) : NotImplemented;
}

const order =
  (name: Order) =>
  (self: Tuple, other: Value): Value =>
    other instanceof Tuple ? compareItems(self.items, other.items, name) : NotImplemented;

const times = (self: Tuple, count: Value): Value => {
  const n = repetitions(count);
  if (n === 1 && self.type_ === tuple) return self;
  return new Tuple(repeatItems(self.items, n, memoryError));
};

neverEqualsPlain(tupleEqual as Callable);

export const tuple: Type = nativeType({
  name: "tuple",
  ctor: Tuple,
  doc: "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\nIf iterable is specified the tuple is initialized from iterable's items.\n\nIf the argument is a tuple, the return value is the same object.",
  create(cls, args, keywords) {
    expectArguments("tuple", args, cls === tuple ? keywords : undefined, 0, 1);
    const [iterable] = args;
    if (cls === tuple) {
      if (iterable === undefined) return new Tuple([]);
      return iterable instanceof Tuple && iterable.type_ === tuple ? iterable : new Tuple(itemsOf(iterable));
    }
    const self = newInstance<{ items: Value[] }>(cls);
    if (iterable !== undefined) self.items = itemsOf(iterable);
    return self;
  },
  methods: {
    "count(value, /)": (self: Tuple, value) => countOf(self.items, value),
    "index(value, start=0, stop=sys.maxsize, /)": (self: Tuple, value, start, stop) =>
      indexOf(self.items, value, start, stop, "tuple"),
    "__getnewargs__()": (self: Tuple) => new Tuple([new Tuple(self.items)]),
  },
  classMethods: { "__class_getitem__(object, /)": genericAlias },
  special: {
    __repr__: (self: Tuple) => reprItems(self, self.items, "(", self.items.length === 1 ? ",)" : ")", "(...)"),
    __len__: tupleLength,
    __iter__: (self: Tuple) => self.iter$(),
    __getitem__: tupleGetitem,
    __contains__: (self: Tuple, value) => includes(self.items, value),
    __add__(self: Tuple, other: Value) {
      if (other instanceof Tuple) {
        if (other.items.length === 0 && self.type_ === tuple) return self;
        return new Tuple(self.items.concat(other.items));
      }
      throw typeError(`can only concatenate tuple (not "${typeName(other)}") to tuple`);
    },
    __mul__: times,
    __rmul__: times,
    __hash__: tupleHash,
    __eq__: tupleEqual,
    __ne__: (self: Tuple, other: Value) =>
      other instanceof Tuple ? !equalItems(self.items, other.items) : NotImplemented,
    __lt__: order("__lt__"),
    __le__: order("__le__"),
    __gt__: order("__gt__"),
    __ge__: order("__ge__"),
  },
});

tuple.tp.convert = (iterable) =>
  iterable instanceof Tuple && iterable.type_ === tuple ? iterable : new Tuple(itemsOf(iterable));

iteratorType("tuple_iterator", TupleIterator, { remaining: (self) => self.remaining() });
