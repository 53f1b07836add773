// The views of a dict (keys, values, items) and its iterators, all live.

import { same } from "../comparison.ts";
import { runtimeError } from "../errors.ts";
import { nativeType } from "../native.ts";
import "../object.ts";
import { iter, length, repr, reprEnter, reprLeave } from "../protocols.ts";
import { special, type Type } from "../types.ts";
import { NotImplemented, type Value } from "../values.ts";
import type { Dict } from "./dict.ts";
import { iteratorType } from "./iterators.ts";
import { MappingProxy } from "./mappingproxy.ts";
import { type PairWalker, split } from "./pairs.ts";
import { compareLengths, type Order } from "./sequence.ts";
import { AnySet, differenceUpdate, makeSet, updateSet } from "./set.ts";
import { Tuple } from "./tuple.ts";

/** What the iterators share: they notice when the dict has changed under them. */
abstract class DictIterator<T> {
  private dict: Dict | undefined;
  private source: Iterator<T>;
  /** The dict's size at the start, and how many entries are still to come. */
  private size: number;
  private left: number;
  constructor(dict: Dict, source: Iterator<T>) {
    this.dict = dict;
    this.source = source;
    this.size = dict.size;
    this.left = dict.size;
  }
  iter$(): this {
    return this;
  }
  protected advance(): T | undefined {
    const { dict } = this;
    if (dict === undefined) return undefined;
    if (dict.size !== this.size) {
      this.size = -1;
      throw runtimeError("dictionary changed size during iteration");
    }
    const step = this.source.next();
    if (step.done) {
      this.dict = undefined;
      return undefined;
    }
    if (this.left === 0) throw runtimeError("dictionary keys changed during iteration");
    this.left--;
    return step.value;
  }
  remaining(): number {
    return this.dict !== undefined && this.dict.size === this.size ? this.left : 0;
  }
}

export class DictKeyIterator extends DictIterator<Value> {
  constructor(dict: Dict) {
    super(dict, dict.keys());
  }
  next$(): Value | undefined {
    return this.advance();
  }
}

export class DictValueIterator extends DictIterator<Value> {
  constructor(dict: Dict) {
    super(dict, dict.values());
  }
  next$(): Value | undefined {
    return this.advance();
  }
}

export class DictItemIterator extends DictIterator<[Value, Value]> implements PairWalker {
  first: Value | undefined = undefined;
  second: Value | undefined = undefined;
  constructor(dict: Dict) {
    super(dict, dict.entries());
  }
  next$(): Value | undefined {
    const entry = this.advance();
    return entry === undefined ? undefined : new Tuple(entry);
  }
  step$(): boolean {
    const entry = this.advance();
    if (entry === undefined) return false;
    this.first = entry[0];
    this.second = entry[1];
    return true;
  }
  split$(): Value {
    return split(this);
  }
}

type Part = "key" | "value" | "item";

/** Backwards there is no live iteration in JavaScript: the keys are taken at the start. */
abstract class DictReverseIterator {
  private dict: Dict;
  private keys: Value[];
  private size: number;
  constructor(dict: Dict) {
    this.dict = dict;
    this.keys = [...dict.keys()];
    this.size = dict.size;
  }
  iter$(): this {
    return this;
  }
  protected abstract result(key: Value, dict: Dict): Value | undefined;
  next$(): Value | undefined {
    if (this.dict.size !== this.size) {
      if (this.keys.length === 0) return undefined;
      this.size = -1;
      throw runtimeError("dictionary changed size during iteration");
    }
    const key = this.keys.pop();
    return key === undefined ? undefined : this.result(key, this.dict);
  }
  remaining(): number {
    return this.dict.size === this.size ? this.keys.length : 0;
  }
}

class ReverseKeys extends DictReverseIterator {
  protected result(key: Value): Value {
    return key;
  }
}

class ReverseValues extends DictReverseIterator {
  protected result(key: Value, dict: Dict): Value | undefined {
    return dict.get(key);
  }
}

class ReverseItems extends DictReverseIterator {
  protected result(key: Value, dict: Dict): Value {
    return new Tuple([key, dict.get(key)!]);
  }
}

/** The backward iterator over one part of the entries. */
export function reverseIterator(dict: Dict, part: Part): Value {
  return new { key: ReverseKeys, value: ReverseValues, item: ReverseItems }[part](dict);
}

iteratorType("dict_keyiterator", DictKeyIterator, { remaining: (self) => self.remaining() });
iteratorType("dict_valueiterator", DictValueIterator, { remaining: (self) => self.remaining() });
iteratorType("dict_itemiterator", DictItemIterator, { remaining: (self) => self.remaining() });
iteratorType("dict_reversekeyiterator", ReverseKeys, { remaining: (self) => self.remaining() });
iteratorType("dict_reversevalueiterator", ReverseValues, { remaining: (self) => self.remaining() });
iteratorType("dict_reverseitemiterator", ReverseItems, { remaining: (self) => self.remaining() });

export class DictKeys {
  readonly dict: Dict;
  constructor(dict: Dict) {
    this.dict = dict;
  }
  iter$(): DictKeyIterator {
    return new DictKeyIterator(this.dict);
  }
}

export class DictValues {
  readonly dict: Dict;
  constructor(dict: Dict) {
    this.dict = dict;
  }
  iter$(): DictValueIterator {
    return new DictValueIterator(this.dict);
  }
}

export class DictItems {
  readonly dict: Dict;
  constructor(dict: Dict) {
    this.dict = dict;
  }
  iter$(): DictItemIterator {
    return new DictItemIterator(this.dict);
  }
}

type View = DictKeys | DictItems;
type AnyView = View | DictValues;

function viewRepr(name: string) {
  return (self: AnyView): string => {
    if (!reprEnter(self)) return "...";
    try {
      const parts: string[] = [];
      const iterator = self.iter$();
      for (let item = iterator.next$(); item !== undefined; item = iterator.next$()) parts.push(repr(item));
      return `${name}([${parts.join(", ")}])`;
    } finally {
      reprLeave(self);
    }
  };
}

function hasItem(self: DictItems, item: Value): boolean {
  if (!(item instanceof Tuple) || item.items.length !== 2) return false;
  const value = self.dict.get(item.items[0]!);
  return value !== undefined && same(value, item.items[1]!);
}

const viewHas = (view: View, item: Value): boolean =>
  view instanceof DictKeys ? view.dict.has(item) : hasItem(view, item);

const isSetLike = (value: Value): boolean =>
  value instanceof AnySet || value instanceof DictKeys || value instanceof DictItems;

/** Is every element of `a` in `b`? */
function within(a: Value, b: Value): boolean {
  const contains = special(b, "__contains__")!;
  const iterator = iter(a);
  for (let item = iterator.next$(); item !== undefined; item = iterator.next$()) {
    if (contains(b, item) !== true) return false;
  }
  return true;
}

const equalViews = (self: View, other: Value): boolean => self.dict.size === length(other) && within(self, other);

const order =
  (name: Order) =>
  (self: View, other: Value): Value => {
    if (!isSetLike(other)) return NotImplemented;
    const mine = self.dict.size;
    const theirs = length(other);
    if (!compareLengths(mine, theirs, name)) return false;
    return name === "__lt__" || name === "__le__" ? within(self, other) : within(other, self);
  };

function intersection(self: Value, other: Value): Value {
  // The operator is also asked with the view on the right.
  const view = self instanceof DictKeys || self instanceof DictItems ? self : (other as View);
  const items = view === self ? other : self;
  const result = makeSet([]);
  const iterator = iter(items);
  for (let item = iterator.next$(); item !== undefined; item = iterator.next$()) {
    if (viewHas(view, item)) result.add(item);
  }
  return result;
}

function union(self: Value, other: Value): Value {
  const result = makeSet([]);
  updateSet(result, self);
  updateSet(result, other);
  return result;
}

function difference(self: Value, other: Value): Value {
  const result = makeSet([]);
  updateSet(result, self);
  differenceUpdate(result, other);
  return result;
}

function symmetricDifference(self: Value, other: Value): Value {
  const result = makeSet([]);
  updateSet(result, self);
  const others = makeSet([]);
  updateSet(others, other);
  for (const element of others.elements()) if (!result.discard(element)) result.add(element);
  return result;
}

const reflected =
  (operation: (a: Value, b: Value) => Value) =>
  (self: Value, other: Value): Value =>
    operation(other, self);

function isDisjoint(self: View, other: Value): boolean {
  const iterator = iter(other);
  for (let item = iterator.next$(); item !== undefined; item = iterator.next$()) {
    if (viewHas(self, item)) return false;
  }
  return true;
}

function viewType(
  name: "dict_keys" | "dict_values" | "dict_items",
  ctor: new (dict: Dict) => AnyView,
  part: Part,
): Type {
  const setLike = part !== "value";
  return nativeType({
    name,
    ctor,
    final: true,
    methods: {
      "__reversed__()": (self: AnyView) => reverseIterator(self.dict, part),
      ...(setLike && { "isdisjoint(object, /)": isDisjoint }),
    },
    getters: { mapping: (self: AnyView) => new MappingProxy(self.dict) },
    special: {
      __repr__: viewRepr(name),
      __len__: (self: AnyView) => self.dict.size,
      __iter__: (self: AnyView) => self.iter$(),
      ...(setLike && {
        __hash__: null,
        __contains__: viewHas,
        __eq__: (self: View, other: Value) => (isSetLike(other) ? equalViews(self, other) : NotImplemented),
        __ne__: (self: View, other: Value) => (isSetLike(other) ? !equalViews(self, other) : NotImplemented),
        __lt__: order("__lt__"),
        __le__: order("__le__"),
        __gt__: order("__gt__"),
        __ge__: order("__ge__"),
        __and__: intersection,
        __rand__: intersection,
        __or__: union,
        __ror__: reflected(union),
        __sub__: difference,
        __rsub__: reflected(difference),
        __xor__: symmetricDifference,
        __rxor__: reflected(symmetricDifference),
      }),
    },
  });
}

export const dict_keys = viewType("dict_keys", DictKeys, "key");
export const dict_values = viewType("dict_values", DictValues, "value");
export const dict_items = viewType("dict_items", DictItems, "item");
