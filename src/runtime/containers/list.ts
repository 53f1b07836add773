// `list`.

import { same } from "../comparison.ts";
import { indexError, memoryError, typeError, valueError } from "../errors.ts";
import { nativeType, newInstance } from "../native.ts";
import "../object.ts";
import { isIterable, iter, truth } from "../protocols.ts";
import { misfits, type Native } from "../signature.ts";
import { type Type, typeName } from "../types.ts";
import { type Callable, None, NotImplemented, type Value } from "../values.ts";
import { expectArguments, ownNew } from "./expect.ts";
import { genericAlias } from "./genericalias.ts";
import { iteratorType } from "./iterators.ts";
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
  size,
  subscript,
} from "./sequence.ts";
import { bounds, Slice, sliceItems } from "./slice.ts";
import { sortItems } from "./sort.ts";
import { itemsOf, Tuple } from "./tuple.ts";

export class List {
  items: Value[];
  declare readonly type_: Type;
  declare readonly m$__getitem__: Callable;
  declare readonly m$__setitem__: Callable;
  declare readonly m$__delitem__: Callable;
  declare readonly m$__len__: Callable;
  constructor(items: Value[] = []) {
    this.items = items;
  }
  iter$(): ListIterator {
    return new ListIterator(this);
  }
}

/** Goes by position, so that it sees what is appended meanwhile; once exhausted it stays so. */
export class ListIterator {
  private list: List | undefined;
  private at = 0;
  constructor(list: List) {
    this.list = list;
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    const { list } = this;
    if (list === undefined) return undefined;
    const { items } = list;
    if (this.at < items.length) return items[this.at++];
    this.list = undefined;
    return undefined;
  }
  remaining(): number {
    return this.list === undefined ? 0 : Math.max(0, this.list.items.length - this.at);
  }
}

export class ListReverseIterator {
  private list: List | undefined;
  private at: number;
  constructor(list: List) {
    this.list = list;
    this.at = list.items.length - 1;
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    const { list } = this;
    if (list === undefined) return undefined;
    const { items } = list;
    if (this.at >= 0 && this.at < items.length) return items[this.at--];
    this.list = undefined;
    return undefined;
  }
  remaining(): number {
    return this.list === undefined || this.at >= this.list.items.length ? 0 : this.at + 1;
  }
}

/** Appends what the iterable gives, item by item: an exception leaves those before it. */
export function extendItems(into: Value[], iterable: Value): void {
  if (iterable instanceof List && iterable.type_ === list) {
    pushAll(into, iterable.items);
  } else if (iterable instanceof Tuple && iterable.type_.tp.name === "tuple" && !iterable.type_.tp.heap) {
    pushAll(into, iterable.items);
  } else {
    const iterator = iter(iterable);
    for (let item = iterator.next$(); item !== undefined; item = iterator.next$()) into.push(item);
  }
}

function pushAll(into: Value[], items: readonly Value[]): void {
  // The length is read once: a list may extend itself.
  for (let i = 0, { length } = items; i < length; i++) into.push(items[i]!);
}

export const listLength = (self: List): number => self.items.length;

export function listGetitem(self: List, key: Value): Value {
  if (typeof key === "number") {
    const { items } = self;
    const item = items[key < 0 ? key + items.length : key];
    if (item !== undefined) return item;
  }
  return selectItems(self, key);
}

function selectItems(self: List, key: Value): Value {
  if (key instanceof Slice) return new List(sliceItems(self.items, key));
  const i = subscript(key, "list");
  const item = self.items[i < 0 ? i + self.items.length : i];
  if (item === undefined) throw indexError("list index out of range");
  return item;
}

export function listSetitem(self: List, key: Value, value: Value): Value {
  if (typeof key === "number") {
    const { items } = self;
    const i = key < 0 ? key + items.length : key;
    if (items[i] !== undefined) {
      items[i] = value;
      return None;
    }
  }
  return assignItems(self, key, value);
}

function assignItems(self: List, key: Value, value: Value): Value {
  if (key instanceof Slice) {
    assignSlice(self, key, value);
    return None;
  }
  let i = subscript(key, "list");
  const { items } = self;
  if (i < 0) i += items.length;
  if (i < 0 || i >= items.length) throw indexError("list assignment index out of range");
  items[i] = value;
  return None;
}

function assignSlice(self: List, slice: Slice, value: Value): void {
  const { length } = self.items;
  const before = bounds(slice, length);
  if (!isIterable(value)) throw typeError("must assign iterable to extended slice");
  const source = value instanceof List && value.type_ === list && value !== self ? value.items : itemsOf(value);
  const { items } = self;
  // What gives the items may change the list.
  const { start, step, count } = items.length === length ? before : bounds(slice, items.length);
  if (step === 1) {
    replaceRange(self, start, count, source);
    return;
  }
  if (source.length !== count) {
    throw valueError(`attempt to assign sequence of size ${source.length} to extended slice of size ${count}`);
  }
  for (let i = 0, at = start; i < count; i++, at += step) items[at] = source[i]!;
}

/** As many arguments as a call surely takes. */
const ARGUMENTS = 10_000;

function replaceRange(self: List, start: number, count: number, source: readonly Value[]): void {
  const { items } = self;
  if (source.length === count) {
    for (let i = 0; i < count; i++) items[start + i] = source[i]!;
    return;
  }
  if (source.length <= ARGUMENTS) {
    items.splice(start, count, ...source);
    return;
  }
  const tail = items.slice(start + count);
  items.length = start;
  pushAll(items, source);
  pushAll(items, tail);
}

export function listDelitem(self: List, key: Value): Value {
  const { items } = self;
  if (key instanceof Slice) {
    deleteSlice(items, key);
    return None;
  }
  let i = subscript(key, "list");
  if (i < 0) i += items.length;
  if (i < 0 || i >= items.length) throw indexError("list assignment index out of range");
  items.splice(i, 1);
  return None;
}

function deleteSlice(items: Value[], slice: Slice): void {
  let { start, step, count } = bounds(slice, items.length);
  if (count === 0) return;
  if (step < 0) {
    start += step * (count - 1);
    step = -step;
  }
  if (step === 1) {
    items.splice(start, count);
    return;
  }
  let to = start;
  let next = start;
  for (let from = start; from < items.length; from++) {
    if (from === next && count > 0) {
      next += step;
      count--;
    } else items[to++] = items[from]!;
  }
  items.length = to;
}

const order =
  (name: Order) =>
  (self: List, other: Value): Value =>
    other instanceof List ? compareItems(self.items, other.items, name) : NotImplemented;

const times = (self: List, count: Value): Value => new List(repeatItems(self.items, repetitions(count), memoryError));

/** `list.pop` and `list.append` are hot: they check their arguments themselves. */
function append(self: List, object: Value): Value {
  if (arguments.length !== 2) misfits.raise(append as unknown as Native, arguments.length);
  self.items.push(object);
  return None;
}

function pop(self: List, index: Value = -1): Value {
  if (arguments.length < 1 || arguments.length > 2) misfits.raise(pop as unknown as Native, arguments.length);
  const { items } = self;
  if (index === -1 && items.length > 0) return items.pop()!;
  let i = size(index);
  if (items.length === 0) throw indexError("pop from empty list");
  if (i < 0) i += items.length;
  if (i < 0 || i >= items.length) throw indexError("pop index out of range");
  if (i === 0) return items.shift()!;
  return items.splice(i, 1)[0]!;
}

export const list: Type = nativeType({
  name: "list",
  ctor: List,
  doc: "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\nThe argument must be an iterable if specified.",
  create: (cls) => newInstance(cls),
  methods: {
    "__init__(*args, **kwargs)": (self: List, args: Value[], keywords?: Map<string, Value>) => {
      expectArguments("list", args, ownNew(self.type_, list) ? undefined : keywords, 0, 1);
      self.items = args.length === 0 ? [] : itemsOf(args[0]!);
      return None;
    },
    "!append(object, /)": append,
    "!pop(index=-1, /)": pop,
    "clear()": (self: List) => {
      self.items.length = 0;
      return None;
    },
    "copy()": (self: List) => new List(self.items.slice()),
    "count(value, /)": (self: List, value) => countOf(self.items, value),
    "extend(iterable, /)": (self: List, iterable) => {
      extendItems(self.items, iterable);
      return None;
    },
    "index(value, start=0, stop=sys.maxsize, /)": (self: List, value, start, stop) =>
      indexOf(self.items, value, start, stop, "list"),
    "insert(index, object, /)": (self: List, at, object) => {
      const { items } = self;
      const i = size(at);
      const place = i < 0 ? Math.max(0, i + items.length) : i;
      if (place >= items.length) items.push(object);
      else items.splice(place, 0, object);
      return None;
    },
    "remove(value, /)": (self: List, value) => {
      for (let i = 0; i < self.items.length; i++) {
        if (same(self.items[i]!, value)) {
          self.items.splice(i, 1);
          return None;
        }
      }
      throw valueError("list.remove(x): x not in list");
    },
    "reverse()": (self: List) => {
      self.items.reverse();
      return None;
    },
    "sort(*, key=None, reverse=False)": (self: List, key?: Value, reverse?: Value) => {
      const descending = reverse !== undefined && truth(reverse);
      const { items } = self;
      // Whoever looks at the list meanwhile sees it empty; what he adds is lost, and told.
      self.items = [];
      let disturbed = false;
      try {
        sortItems(items, key === None ? undefined : key, descending);
      } finally {
        disturbed = self.items.length > 0;
        self.items = items;
      }
      if (disturbed) throw valueError("list modified during sort");
      return None;
    },
    "__reversed__()": (self: List) => new ListReverseIterator(self),
  },
  classMethods: { "__class_getitem__(object, /)": genericAlias },
  special: {
    __repr__: (self: List) => reprItems(self, self.items, "[", "]", "[...]"),
    __len__: listLength,
    __iter__: (self: List) => self.iter$(),
    __getitem__: listGetitem,
    __setitem__: listSetitem,
    __delitem__: listDelitem,
    __contains__: (self: List, value) => includes(self.items, value),
    __add__(self: List, other: Value) {
      if (other instanceof List) return new List(self.items.concat(other.items));
      throw typeError(`can only concatenate list (not "${typeName(other)}") to list`);
    },
    __iadd__(self: List, other: Value) {
      extendItems(self.items, other);
      return self;
    },
    __mul__: times,
    __rmul__: times,
    __imul__(self: List, count: Value) {
      self.items = repeatItems(self.items, repetitions(count), memoryError);
      return self;
    },
    __hash__: null,
    __eq__: (self: List, other: Value) =>
      other instanceof List ? equalItems(self.items, other.items) : NotImplemented,
    __ne__: (self: List, other: Value) =>
      other instanceof List ? !equalItems(self.items, other.items) : NotImplemented,
    __lt__: order("__lt__"),
    __le__: order("__le__"),
    __gt__: order("__gt__"),
    __ge__: order("__ge__"),
  },
});

list.tp.convert = (iterable) => new List(itemsOf(iterable));

iteratorType("list_iterator", ListIterator, { indexed: true, remaining: (self) => self.remaining() });
iteratorType("list_reverseiterator", ListReverseIterator, { indexed: true, remaining: (self) => self.remaining() });
