// `collections.deque`: a ring whose size is a power of two, so that both ends are quick and positions are found by
// arithmetic. `version` counts changes of length, by which iterators notice them.

import { equal, same } from "../../runtime/comparison.ts";
import { genericAlias } from "../../runtime/containers/genericalias.ts";
import { iteratorType } from "../../runtime/containers/iterators.ts";
import {
  compareItems,
  equalItems,
  indexOf,
  type Order,
  repetitions,
  subscript,
} from "../../runtime/containers/sequence.ts";
import { itemsOf, Tuple } from "../../runtime/containers/tuple.ts";
import { indexError, runtimeError, typeError, valueError } from "../../runtime/errors.ts";
import { nativeType, newInstance } from "../../runtime/native.ts";
import { intOf } from "../../runtime/numbers/coerce.ts";
import { hasIndex, index, iter, repr, reprEnter, reprLeave } from "../../runtime/protocols.ts";
import { type Type, typeName, typeOf } from "../../runtime/types.ts";
import { None, NotImplemented, type Value } from "../../runtime/values.ts";

export class PyDeque {
  ring: (Value | undefined)[] = new Array(8).fill(undefined);
  head = 0;
  length = 0;
  /** -1: no limit. */
  limit = -1;
  version = 0;
  declare readonly type_: Type;

  at(i: number): Value {
    return this.ring[(this.head + i) & (this.ring.length - 1)]!;
  }

  put(i: number, value: Value): void {
    this.ring[(this.head + i) & (this.ring.length - 1)] = value;
  }

  push(item: Value): void {
    if (this.length === this.limit) {
      if (this.limit === 0) return;
      this.shift();
    }
    if (this.length === this.ring.length) this.grow();
    this.ring[(this.head + this.length++) & (this.ring.length - 1)] = item;
    this.version++;
  }

  unshift(item: Value): void {
    if (this.length === this.limit) {
      if (this.limit === 0) return;
      this.pop();
    }
    if (this.length === this.ring.length) this.grow();
    this.head = (this.head - 1) & (this.ring.length - 1);
    this.ring[this.head] = item;
    this.length++;
    this.version++;
  }

  pop(): Value {
    if (this.length === 0) throw indexError("pop from an empty deque");
    const last = (this.head + --this.length) & (this.ring.length - 1);
    const item = this.ring[last]!;
    this.ring[last] = undefined;
    this.version++;
    return item;
  }

  shift(): Value {
    if (this.length === 0) throw indexError("pop from an empty deque");
    const { ring, head } = this;
    const item = ring[head]!;
    ring[head] = undefined;
    this.head = (head + 1) & (ring.length - 1);
    this.length--;
    this.version++;
    return item;
  }

  private grow(): void {
    const { ring, head } = this;
    this.ring = [...ring.slice(head), ...ring.slice(0, head), ...new Array(ring.length).fill(undefined)];
    this.head = 0;
  }

  items(): Value[] {
    return Array.from({ length: this.length }, (_, i) => this.at(i));
  }

  /** Takes these items instead of its own. */
  replace(items: readonly Value[]): void {
    this.clear();
    for (const item of items) this.push(item);
  }

  clear(): void {
    this.ring = new Array(8).fill(undefined);
    this.head = 0;
    this.length = 0;
    this.version++;
  }

  iter$(): DequeIterator {
    return new DequeIterator(this, false);
  }
}

class DequeIterator {
  private readonly deque: PyDeque;
  private readonly version: number;
  private readonly backwards: boolean;
  private passed = 0;
  constructor(deque: PyDeque, backwards: boolean) {
    this.deque = deque;
    this.version = deque.version;
    this.backwards = backwards;
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    const { deque, passed } = this;
    if (deque.version !== this.version) throw runtimeError("deque mutated during iteration");
    if (passed >= deque.length) return undefined;
    this.passed++;
    return deque.at(this.backwards ? deque.length - 1 - passed : passed);
  }
  remaining(): number {
    return this.deque.length - this.passed;
  }
}

class DequeReverseIterator extends DequeIterator {}

const order =
  (name: Order) =>
  (self: PyDeque, other: Value): Value =>
    other instanceof PyDeque ? compareItems(self.items(), other.items(), name) : NotImplemented;

function extend(self: PyDeque, iterable: Value): void {
  if (iterable === self) {
    for (const item of self.items()) self.push(item);
    return;
  }
  const iterator = iter(iterable);
  for (let item = iterator.next$(); item !== undefined; item = iterator.next$()) self.push(item);
}

function rotate(self: PyDeque, n: Value = 1): Value {
  const { length } = self;
  if (length <= 1) return None;
  const by = Number(index(n)) % length;
  const steps = by < 0 ? by + length : by;
  if (steps <= length / 2) for (let i = 0; i < steps; i++) self.unshift(self.pop());
  else for (let i = steps; i < length; i++) self.push(self.shift());
  return None;
}

function position(self: PyDeque, key: Value): number {
  if (!hasIndex(key)) throw typeError(`sequence index must be integer, not '${typeName(key)}'`);
  const i = subscript(key, "sequence");
  const at = i < 0 ? i + self.length : i;
  if (at < 0 || at >= self.length) throw indexError("deque index out of range");
  return at;
}

/** Takes out the item at a position. */
function removeAt(self: PyDeque, at: number): void {
  for (let i = at; i > 0; i--) self.put(i, self.at(i - 1));
  self.shift();
}

/** Calls Python code for each item, which may change the deque. */
function search(self: PyDeque, test: (item: Value, i: number) => boolean): number {
  const { version } = self;
  for (let i = 0; i < self.length; i++) {
    const found = test(self.at(i), i);
    if (self.version !== version) throw runtimeError("deque mutated during iteration");
    if (found) return i;
  }
  return -1;
}

function insert(self: PyDeque, where: Value, item: Value): Value {
  if (self.length === self.limit) throw indexError("deque already at its maximum size");
  const i = Number(index(where));
  const at = i < 0 ? Math.max(0, i + self.length) : Math.min(i, self.length);
  self.push(item);
  for (let j = self.length - 1; j > at; j--) self.put(j, self.at(j - 1));
  self.put(at, item);
  return None;
}

const like = (self: PyDeque, items: Value[]): PyDeque => {
  const result = newInstance<PyDeque>(self.type_);
  result.limit = self.limit;
  result.replace(items);
  return result;
};

function repeated(self: PyDeque, count: Value): Value[] {
  const items = self.items();
  const times = repetitions(count);
  const result: Value[] = [];
  for (let i = 0; i < times; i++) result.push(...items);
  return result;
}

function limitOf(value: Value | undefined): number {
  if (value === undefined || value === None) return -1;
  const n = intOf(value);
  if (n === undefined) throw typeError("an integer is required");
  if (n < 0) throw valueError("maxlen must be non-negative");
  return Number(n);
}

export function dequeType(): Type {
  const type: Type = nativeType({
    name: "deque",
    matches: "sequence",
    module: "collections",
    ctor: PyDeque,
    doc: "A list-like sequence optimized for data accesses near its endpoints.",
    create: (cls) => newInstance(cls),
    methods: {
      "__init__(iterable=(), maxlen=None)": (self: PyDeque, iterable?: Value, maxlen?: Value) => {
        self.limit = limitOf(maxlen);
        if (self.length > 0) self.clear();
        if (iterable !== undefined) extend(self, iterable);
        return None;
      },
      "append(item, /)": (self: PyDeque, item: Value) => {
        self.push(item);
        return None;
      },
      "appendleft(item, /)": (self: PyDeque, item: Value) => {
        self.unshift(item);
        return None;
      },
      "pop()": (self: PyDeque) => self.pop(),
      "popleft()": (self: PyDeque) => self.shift(),
      "clear()": (self: PyDeque) => {
        self.clear();
        return None;
      },
      "copy()": (self: PyDeque) => like(self, self.items()),
      "__copy__()": (self: PyDeque) => like(self, self.items()),
      "count(value, /)": (self: PyDeque, value: Value) => {
        let count = 0;
        search(self, (item) => {
          if (same(item, value)) count++;
          return false;
        });
        return count;
      },
      "extend(iterable, /)": (self: PyDeque, iterable: Value) => {
        extend(self, iterable);
        return None;
      },
      "extendleft(iterable, /)": (self: PyDeque, iterable: Value) => {
        for (const item of itemsOf(iterable)) self.unshift(item);
        return None;
      },
      "index(value, start=0, stop=sys.maxsize, /)": (self: PyDeque, value: Value, start?: Value, stop?: Value) => {
        return indexOf(self.items(), value, start, stop, "deque");
      },
      "insert(index, value, /)": insert,
      "remove(value, /)": (self: PyDeque, value: Value) => {
        const at = search(self, (item) => equal(item, value));
        if (at < 0) throw valueError("deque.remove(x): x not in deque");
        removeAt(self, at);
        return None;
      },
      "reverse()": (self: PyDeque) => {
        const items = self.items();
        for (let i = 0; i < items.length; i++) self.put(i, items[items.length - 1 - i]!);
        return None;
      },
      "rotate(n=1, /)": rotate,
      "__reversed__()": (self: PyDeque) => new DequeReverseIterator(self, true),
      "__reduce__()": (self: PyDeque) =>
        new Tuple([
          typeOf(self),
          self.limit < 0 ? new Tuple([]) : new Tuple([new Tuple([]), self.limit]),
          None,
          self.iter$(),
        ]),
    },
    classMethods: { "__class_getitem__(object, /)": genericAlias },
    getters: { maxlen: (self: PyDeque) => (self.limit < 0 ? None : self.limit) },
    special: {
      __repr__: (self: PyDeque) => {
        const name = typeOf(self).tp.name;
        if (!reprEnter(self)) return "[...]";
        try {
          const limit = self.limit < 0 ? "" : `, maxlen=${self.limit}`;
          return `${name}([${self.items().map(repr).join(", ")}]${limit})`;
        } finally {
          reprLeave(self);
        }
      },
      __len__: (self: PyDeque) => self.length,
      __bool__: (self: PyDeque) => self.length > 0,
      __iter__: (self: PyDeque) => self.iter$(),
      __getitem__: (self: PyDeque, key: Value) => self.at(position(self, key)),
      __setitem__: (self: PyDeque, key: Value, value: Value) => {
        self.put(position(self, key), value);
        return None;
      },
      __delitem__: (self: PyDeque, key: Value) => {
        removeAt(self, position(self, key));
        return None;
      },
      __contains__: (self: PyDeque, value: Value) => search(self, (item) => same(item, value)) >= 0,
      __add__: (self: PyDeque, other: Value) => {
        if (!(other instanceof PyDeque)) {
          throw typeError(`can only concatenate deque (not "${typeName(other)}") to deque`);
        }
        return like(self, [...self.items(), ...other.items()]);
      },
      __iadd__: (self: PyDeque, other: Value) => {
        extend(self, other);
        return self;
      },
      __mul__: (self: PyDeque, count: Value) => like(self, repeated(self, count)),
      __rmul__: (self: PyDeque, count: Value) => like(self, repeated(self, count)),
      __imul__: (self: PyDeque, count: Value) => {
        self.replace(repeated(self, count));
        return self;
      },
      __hash__: null,
      __eq__: (self: PyDeque, other: Value) =>
        other instanceof PyDeque ? equalItems(self.items(), other.items()) : NotImplemented,
      __lt__: order("__lt__"),
      __le__: order("__le__"),
      __gt__: order("__gt__"),
      __ge__: order("__ge__"),
    },
  });
  return type;
}

export const dequeIteratorTypes = (): Type[] => [
  iteratorType("_deque_iterator", DequeIterator, { module: "collections", remaining: (self) => self.remaining() }),
  iteratorType("_deque_reverse_iterator", DequeReverseIterator, {
    module: "collections",
    remaining: (self) => self.remaining(),
  }),
];
