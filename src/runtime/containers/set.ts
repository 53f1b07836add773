// `set` and `frozenset`: the TypeScript interface and the operations; the Python types are in settypes.ts.
//
// As long as every element's hash is the same in every run, the elements stand in CPython's own table and iterate in its
// order (settable.ts). The first that is not, moves all of them into a store in order of insertion (setstore.ts).

import { iter } from "../protocols.ts";
import type { Type } from "../types.ts";
import type { Value } from "../values.ts";
import { Dict } from "./dict.ts";
import { hasFixedHash } from "./hash.ts";
import type { Use } from "./keys.ts";
import { SetIterator } from "./setiterator.ts";
import { SetStore } from "./setstore.ts";
import { SetTable } from "./settable.ts";

/** What `set` and `frozenset` have in common. */
export abstract class AnySet {
  /** One of the two holds the elements. */
  table: SetTable | undefined;
  store: SetStore | undefined;
  declare readonly type_: Type;

  constructor() {
    this.table = new SetTable();
    this.store = undefined;
  }

  get size(): number {
    return this.table !== undefined ? this.table.used : this.store!.map.size;
  }

  has(element: Value, use: Use = "set element"): boolean {
    return this.table !== undefined ? this.table.has(element, use) : this.store!.has(element, use);
  }

  add(element: Value): void {
    const { table } = this;
    if (table === undefined || !table.add(element)) this.stored().add(element);
  }

  /** The store, whereto the elements of a table move. */
  private stored(): SetStore {
    const { table } = this;
    if (table !== undefined) {
      const store = new SetStore();
      for (const element of table.elements()) store.add(element);
      this.store = store;
      this.table = undefined;
    }
    return this.store!;
  }

  /** Removes the element; false if it was not there. */
  discard(element: Value): boolean {
    return this.table !== undefined ? this.table.discard(element) : this.store!.discard(element);
  }

  /** Removes some element and gives it; undefined if the set is empty. */
  pop(): Value | undefined {
    return this.table !== undefined ? this.table.pop() : this.store!.pop();
  }

  clear(): void {
    this.table = new SetTable();
    this.store = undefined;
  }

  /** The elements in the order of iteration. What becomes of the set meanwhile may be seen or not. */
  elements(): Iterable<Value> {
    return this.table !== undefined ? this.table.elements() : this.store!.map.values();
  }

  /** Adds the elements of another set. */
  merge(other: AnySet): void {
    if (other === this || other.size === 0) return;
    if (other.table !== undefined && this.table !== undefined) this.table.merge(other.table);
    else if (this.size === 0 && other.store !== undefined && other.store.hard === undefined) {
      this.store = new SetStore(other.store.map);
      this.table = undefined;
    } else for (const element of other.elements()) this.add(element);
  }

  /** Takes over the contents of another set, which is not used again. */
  replaceBy(other: AnySet): void {
    this.table = other.table;
    this.store = other.store;
  }

  iter$(): SetIterator {
    return new SetIterator(this);
  }
}

export class PySet extends AnySet {}

export class FrozenSet extends AnySet {
  /** The hash, once it has been asked for. */
  hash: number | bigint | undefined = undefined;
}

/** A new set of the same kind: operations of derived classes give the plain built-in. */
const like = (self: AnySet): AnySet => (self instanceof FrozenSet ? new FrozenSet() : new PySet());

/** The set that a display or comprehension makes. */
export function makeSet(items: readonly Value[]): PySet {
  const result = new PySet();
  for (const item of items) result.add(item);
  return result;
}

/** `{1, 2, 3}`: CPython makes a frozenset of three or more constants when it compiles, and merges that. */
export function setDisplay(items: readonly Value[]): PySet {
  const result = makeSet(items);
  if (items.length < 5 || !items.every(hasFixedHash)) return result;
  const merged = new PySet();
  merged.merge(result);
  return merged;
}

/** `set.update(iterable)` */
export function updateSet(self: AnySet, iterable: Value): void {
  if (iterable instanceof AnySet) self.merge(iterable);
  else if (iterable instanceof Dict) {
    self.table?.reserve(iterable.size);
    for (const key of iterable.keys()) self.add(key);
  } else {
    const iterator = iter(iterable);
    for (let item = iterator.next$(); item !== undefined; item = iterator.next$()) self.add(item);
  }
}

export function copySet(self: AnySet): AnySet {
  const result = like(self);
  result.merge(self);
  return result;
}

/** The argument of an operation as a set. */
export function asSet(iterable: Value): AnySet {
  if (iterable instanceof AnySet) return iterable;
  const result = new PySet();
  updateSet(result, iterable);
  return result;
}

export function unite(self: AnySet, other: AnySet): AnySet {
  const result = copySet(self);
  if (other !== self) result.merge(other);
  return result;
}

export function intersect(self: AnySet, other: Value): AnySet {
  if (other === self) return copySet(self);
  const result = like(self);
  if (other instanceof AnySet) {
    const [larger, smaller] = other.size > self.size ? [other, self] : [self, other];
    if (larger.table !== undefined && smaller.table !== undefined) {
      larger.table.sift(smaller.table, true, result.table!);
    } else for (const element of smaller.elements()) if (larger.has(element)) result.add(element);
  } else {
    const iterator = iter(other);
    for (let item = iterator.next$(); item !== undefined; item = iterator.next$()) {
      if (self.has(item, null)) result.add(item);
    }
  }
  return result;
}

export function subtract(self: AnySet, other: Value): AnySet {
  if (!(other instanceof AnySet || other instanceof Dict) || self.size >> 2 > other.size) {
    const result = copySet(self);
    differenceUpdate(result, other);
    return result;
  }
  const result = like(self);
  if (self.table !== undefined && other instanceof AnySet && other.table !== undefined) {
    other.table.sift(self.table, false, result.table!);
  } else for (const element of self.elements()) if (!other.has(element)) result.add(element);
  return result;
}

export function differenceUpdate(self: AnySet, other: Value): void {
  if (other === self) self.clear();
  else if (other instanceof AnySet) {
    if (self.table !== undefined && other.table !== undefined) self.table.discardAll(other.table);
    else for (const element of other.elements()) self.discard(element);
  } else {
    const iterator = iter(other);
    for (let item = iterator.next$(); item !== undefined; item = iterator.next$()) self.discard(item);
  }
}

/** Elements of `other` go where they are and come where they are not. */
export function toggle(self: AnySet, other: AnySet): void {
  if (other === self) self.clear();
  else if (self.table !== undefined && other.table !== undefined) self.table.toggleAll(other.table);
  else for (const element of other.elements()) if (!self.discard(element)) self.add(element);
}

export function symmetricDifference(self: AnySet, other: Value): AnySet {
  const result = like(self);
  updateSet(result, other);
  toggle(result, self);
  return result;
}

export function isSubset(a: AnySet, b: AnySet): boolean {
  if (a.size > b.size) return false;
  if (a.table !== undefined && b.table !== undefined) return !b.table.some(a.table, false);
  for (const element of a.elements()) if (!b.has(element)) return false;
  return true;
}

export function isDisjoint(self: AnySet, other: Value): boolean {
  if (other instanceof AnySet) {
    const [larger, smaller] = other.size > self.size ? [other, self] : [self, other];
    if (larger.table !== undefined && smaller.table !== undefined) return !larger.table.some(smaller.table, true);
    for (const element of smaller.elements()) if (larger.has(element)) return false;
    return true;
  }
  const iterator = iter(other);
  for (let item = iterator.next$(); item !== undefined; item = iterator.next$()) if (self.has(item)) return false;
  return true;
}

/** A set cannot be an element, but it finds the frozenset that equals it. */
export const searchable = (element: Value): Value => {
  if (!(element instanceof PySet)) return element;
  const frozen = new FrozenSet();
  frozen.merge(element);
  return frozen;
};
