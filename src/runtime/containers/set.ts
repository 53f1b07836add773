// `set` and `frozenset`: the store, its TypeScript interface, and the operations; the Python types are in settypes.ts.
//
// Elements are found as the keys of a dict are (keys.ts); the Map holds each as it was given. The order of iteration is
// CPython's where that is fixed (setlayout.ts): the layout is made when somebody looks, and kept up to date from then on.

import { iter } from "../protocols.ts";
import type { Type } from "../types.ts";
import type { Value } from "../values.ts";
import { Dict } from "./dict.ts";
import { hasFixedHash, lowHash } from "./hash.ts";
import {
  type HardKeys,
  hardKeys,
  type KeyMap,
  keyHash,
  plainKey,
  removeStored,
  storedHard,
  storedKey,
  type Use,
} from "./keys.ts";
import { SetIterator } from "./setiterator.ts";
import { SetLayout } from "./setlayout.ts";

/** Up to this size sets are merged slot by slot; the order of larger ones is only CPython's where no slots collide. */
const EXACT = 256;

/** What `set` and `frozenset` have in common. */
export abstract class AnySet implements KeyMap {
  readonly map = new Map<Value, Value>();
  hard: HardKeys | undefined = undefined;
  private layout: SetLayout | undefined = undefined;
  /** Some element's hash differs from run to run. */
  private arbitrary = false;
  /** For `pop` in order of insertion: it goes on where it was, since a Map is slow to find its first key again. */
  private popping: Iterator<Value> | undefined = undefined;
  declare readonly type_: Type;

  get size(): number {
    return this.map.size;
  }

  has(element: Value, use: Use = "set element"): boolean {
    if (typeof element === "string" || typeof element === "number") {
      if (this.map.has(element)) return true;
      if (this.hard === undefined) return false;
    }
    return storedKey(this, element, use) !== undefined;
  }

  add(element: Value): void {
    if ((typeof element === "string" || typeof element === "number") && this.isSimple()) {
      if (!this.map.has(element)) this.map.set(element, element);
    } else this.addSlow(element);
  }

  private isSimple(): boolean {
    return this.hard === undefined && this.layout === undefined;
  }

  private addSlow(element: Value): void {
    const plain = plainKey(element);
    if (plain === undefined) {
      const hash = keyHash(element, "set element");
      if (storedHard(this, element, hash) !== undefined) return;
      hardKeys(this).add(element, hash);
      this.store(element, element);
    } else if (!this.map.has(plain)) {
      const { hard } = this;
      if (hard !== undefined) {
        if (hard.foreign > 0 && hard.find(element, lowHash(element)) !== undefined) return;
        hard.addPlain(plain);
      }
      this.store(plain, element);
    }
  }

  private store(stored: Value, element: Value): void {
    this.map.set(stored, element);
    if (this.layout === undefined) return;
    if (hasFixedHash(stored)) this.layout.add(stored);
    else {
      this.layout = undefined;
      this.arbitrary = true;
    }
  }

  /** Removes the element; false if it was not there. */
  discard(element: Value): boolean {
    if ((typeof element === "string" || typeof element === "number") && this.isSimple()) {
      if (this.map.size <= EXACT && !this.arbitrary && this.map.size > 1) this.ordered();
      if (this.isSimple()) return this.map.delete(element);
    }
    const stored = storedKey(this, element, "set element");
    if (stored === undefined) return false;
    this.removeStored(stored);
    return true;
  }

  private removeStored(stored: Value): void {
    if (this.map.size <= EXACT) this.ordered();
    this.layout?.remove(stored);
    removeStored(this, stored);
  }

  /** Removes some element and gives it; undefined if the set is empty. */
  pop(): Value | undefined {
    if (this.size === 0) return undefined;
    const stored = this.ordered()?.next() ?? this.nextInserted();
    const element = this.map.get(stored)!;
    this.removeStored(stored);
    return element;
  }

  private nextInserted(): Value {
    for (;;) {
      this.popping ??= this.map.keys();
      const step = this.popping.next();
      if (!step.done) return step.value;
      this.popping = undefined;
    }
  }

  clear(): void {
    this.map.clear();
    this.hard = undefined;
    this.layout = undefined;
    this.arbitrary = false;
    this.popping = undefined;
  }

  /** CPython's layout of this set, if its order is fixed. */
  ordered(): SetLayout | undefined {
    if (this.layout !== undefined || this.arbitrary) return this.layout;
    for (const stored of this.map.keys()) {
      if (!hasFixedHash(stored)) {
        this.arbitrary = true;
        return undefined;
      }
    }
    const layout = new SetLayout();
    for (const stored of this.map.keys()) layout.add(stored);
    this.layout = layout;
    return layout;
  }

  /** The elements in the order of iteration. */
  elements(): Iterable<Value> {
    const layout = this.map.size > 1 ? this.ordered() : undefined;
    return layout === undefined ? this.map.values() : this.inOrder(layout);
  }

  private *inOrder(layout: SetLayout): Generator<Value, undefined> {
    for (const stored of layout.elements()) yield this.map.get(stored)!;
  }

  /** Adds the elements of another set as CPython does, which decides the order. */
  merge(other: AnySet): void {
    if (other === this || other.size === 0) return;
    const source = other.size <= EXACT && this.size <= EXACT ? other.ordered() : undefined;
    const mine = source === undefined ? this.layout : this.ordered();
    if (mine !== undefined) {
      mine.reserve(other.size);
      if (source !== undefined && this.size === 0 && mine.copyFrom(source)) {
        for (const stored of source.elements()) this.adopt(stored, other.map.get(stored)!);
        return;
      }
    }
    if (this.size === 0 && other.hard === undefined && this.isSimple()) {
      for (const [stored, element] of other.map) this.map.set(stored, element);
    } else for (const element of other.elements()) this.add(element);
  }

  /** An element that is in the layout already. */
  private adopt(stored: Value, element: Value): void {
    if (plainKey(stored) === undefined) hardKeys(this).add(stored, lowHash(stored));
    this.map.set(stored, element);
  }

  /** Takes over the contents of another set, which is not used again. */
  replaceBy(other: AnySet): void {
    this.clear();
    for (const [stored, element] of other.map) this.map.set(stored, element);
    this.hard = other.hard;
    this.layout = other.layout;
    this.arbitrary = other.arbitrary;
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

export function intersect(self: AnySet, other: Value): AnySet {
  const result = like(self);
  if (other instanceof AnySet) {
    const [larger, smaller] = other.size > self.size ? [other, self] : [self, other];
    for (const element of smaller.elements()) if (larger.has(element)) result.add(element);
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
  for (const element of self.elements()) if (!other.has(element)) result.add(element);
  return result;
}

export function differenceUpdate(self: AnySet, other: Value): void {
  if (other === self) self.clear();
  else if (other instanceof AnySet) {
    for (const element of other.elements()) self.discard(element);
  } else {
    const iterator = iter(other);
    for (let item = iterator.next$(); item !== undefined; item = iterator.next$()) self.discard(item);
  }
}

/** Elements of `other` go where they are and come where they are not. */
export function toggle(self: AnySet, other: AnySet): void {
  if (other === self) self.clear();
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
  for (const element of a.map.values()) if (!b.has(element)) return false;
  return true;
}

export function isDisjoint(self: AnySet, other: Value): boolean {
  if (other instanceof AnySet) {
    const [larger, smaller] = other.size > self.size ? [other, self] : [self, other];
    for (const element of smaller.map.values()) if (larger.has(element)) return false;
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
