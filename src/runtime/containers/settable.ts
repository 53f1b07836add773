// The table of a set whose elements have the same hashes in every run: numbers, None, tuples of them.
//
// A CPython set is a hash table with open addressing, iterated slot by slot, so the order of its elements follows from
// their hashes and from the table's history. Programs print that order and readers see it in books, so it is kept:
// this is CPython's table, slot for slot. It is also the quickest: what an int hashes to is the int, so that mostly one
// look at one slot of an array finds it, and a copy is a copy of that array; a `Map` takes longer for both.
//
// For strings, and objects that hash as what they are, the order differs from run to run; see setstore.ts.
//
// https://github.com/python/cpython/blob/3.14/Objects/setobject.c: set_add_entry, set_table_resize, set_merge_lock_held

import { None, type Value } from "../values.ts";
import { hasFixedHash, highHash, lowHash } from "./hash.ts";
import { isForeign, keyHash, plainKey, sameKey, type Use } from "./keys.ts";
import { Tuple } from "./tuple.ts";

/** A new table has eight slots. */
const SMALLEST = 8;
/** How many neighbours are tried before the probe jumps. */
const LINEAR_PROBES = 9;
const PERTURB_SHIFT = 5;
/** From this size on a full table grows by two and not by four. */
const LARGE = 50_000;

/** Where a removed element was. */
const REMOVED: Value = {};

type Slots = (Value | undefined)[];

/** Empty tables of the smaller sizes: V8 copies an array many times faster than it fills one. */
const EMPTY: Slots[] = [8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096].map((size) => new Array(size).fill(undefined));

const emptySlots = (size: number): Slots =>
  size === SMALLEST
    ? [undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined]
    : (EMPTY[28 - Math.clz32(size)]?.slice() ?? new Array<Value | undefined>(size).fill(undefined));

/** Is it an int that is its own hash? (-1 means an error to CPython; its hash is -2.) */
const isOwnHash = (key: Value): key is number => typeof key === "number" && (key | 0) === key && key !== -1;

export class SetTable {
  private slots: Slots;
  private mask: number;
  /** Slots that are not empty, removed ones included. */
  private fill: number;
  used: number;
  /** Where `pop` goes on. */
  private finger: number;
  /** Every element is one that `===` finds: no tuple, and nothing that equals a number without being it (True, 1.0). */
  private plain: boolean;

  constructor() {
    this.slots = emptySlots(SMALLEST);
    this.mask = SMALLEST - 1;
    this.fill = 0;
    this.used = 0;
    this.finger = 0;
    this.plain = true;
  }

  // ---- looking up -----------------------------------------------------------------------------------------------

  has(element: Value, use: Use): boolean {
    if (isOwnHash(element)) {
      // Mostly the element is in its own slot, or that slot is empty.
      const found = this.slots[element & this.mask];
      if (found === element) return true;
      return found !== undefined && this.probe(element, element, element >> 31) >= 0;
    }
    return typeof element !== "string" && this.find(element, use) >= 0;
  }

  /** The slot of an element of any kind; negative if it is not there. */
  private find(element: Value, use: Use): number {
    const key = plainKey(element);
    if (key !== undefined) {
      // Other plain keys are strings and objects equal only to themselves, which no element is.
      if (typeof key !== "number" && typeof key !== "bigint" && key !== None) return -1;
      const low = lowHash(key);
      return this.probe(key, low, highHash());
    }
    const low = keyHash(element, use);
    const high = highHash();
    return isForeign(element) ? this.search(element, low, high) : this.probe(element, low, high);
  }

  /**
   * The slot of a key: a plain one as `plainKey` gives it, or a tuple. Where it is not, `~slot` of the one where it goes:
   * the last on its way that was freed, or an empty one.
   */
  private probe(key: Value, low: number, high: number): number {
    const { slots, mask, plain } = this;
    let freed = -1;
    let slot = low & mask;
    for (;;) {
      const last = slot + LINEAR_PROBES <= mask ? slot + LINEAR_PROBES : slot;
      for (let i = slot; i <= last; i++) {
        const found = slots[i];
        if (found === key) return i;
        if (found === undefined) return ~(freed < 0 ? i : freed);
        if (found === REMOVED) freed = i;
        else if (!plain && equals(found, key)) return i;
      }
      low = (low >>> PERTURB_SHIFT) | (high << (32 - PERTURB_SHIFT));
      high >>>= PERTURB_SHIFT;
      slot = (slot * 5 + 1 + (low >>> 0)) & mask;
    }
  }

  /** The slot of what equals an object with an `__eq__` of its own. Nothing is in order where it would be. */
  private search(element: Value, low: number, high: number): number {
    for (let i = 0; i <= this.mask; i++) {
      const found = this.at(i);
      if (found === undefined || lowHash(found) !== low || highHash() !== high) continue;
      if (sameKey(found, element)) return i;
    }
    return -1;
  }

  // ---- changing -------------------------------------------------------------------------------------------------

  /** Adds an element if no equal one is there; false if it has no place in such a table. */
  add(element: Value): boolean {
    if (isOwnHash(element)) {
      const home = element & this.mask;
      const found = this.slots[home];
      if (found === undefined) this.put(home, element);
      else if (found !== element) {
        const slot = this.probe(element, element, element >> 31);
        if (slot < 0) this.put(~slot, element);
      }
      return true;
    }
    return hasFixedHash(element) && this.addFixed(element);
  }

  private addFixed(element: Value): true {
    const key = plainKey(element) ?? element;
    const low = lowHash(key);
    const slot = this.probe(key, low, highHash());
    if (slot < 0) {
      this.put(~slot, element);
      if (key !== element || key instanceof Tuple) this.plain = false;
    }
    return true;
  }

  private put(slot: number, element: Value): void {
    const reused = this.slots[slot] === REMOVED;
    this.slots[slot] = element;
    this.used++;
    if (reused) return;
    this.fill++;
    if (this.fill * 5 >= this.mask * 3) this.resize(this.used > LARGE ? this.used * 2 : this.used * 4);
  }

  discard(element: Value): boolean {
    const slot = isOwnHash(element)
      ? this.probe(element, element, element >> 31)
      : typeof element === "string"
        ? -1
        : this.find(element, "set element");
    if (slot < 0) return false;
    this.free(slot);
    return true;
  }

  private free(slot: number): void {
    this.slots[slot] = REMOVED;
    this.used--;
  }

  /** Removes some element, the next after the one that was removed so before. */
  pop(): Value | undefined {
    if (this.used === 0) return undefined;
    let slot = this.finger & this.mask;
    let element = this.at(slot);
    while (element === undefined) {
      slot = (slot + 1) & this.mask;
      element = this.at(slot);
    }
    this.free(slot);
    this.finger = slot + 1;
    return element;
  }

  // ---- the table as a whole -------------------------------------------------------------------------------------

  /** The next slot from `slot` on that holds an element; as many as there are slots if none does. */
  nextSlot(slot: number): number {
    const { slots } = this;
    let i = slot;
    while (i < slots.length && (slots[i] === undefined || slots[i] === REMOVED)) i++;
    return i;
  }

  at(slot: number): Value | undefined {
    const element = this.slots[slot];
    return element === REMOVED ? undefined : element;
  }

  /** The elements in the order of iteration. */
  elements(): Value[] {
    const { slots } = this;
    const result: Value[] = [];
    for (let i = 0; i < slots.length; i++) {
      const element = slots[i];
      if (element !== undefined && element !== REMOVED) result.push(element);
    }
    return result;
  }

  private resize(atLeast: number): void {
    let size = SMALLEST;
    while (size <= atLeast) size *= 2;
    const { slots } = this;
    this.slots = emptySlots(size);
    this.mask = size - 1;
    this.fill = this.used;
    if (this.used > 0) this.placeAll(slots);
  }

  /** Puts the elements of another table, none of which is there, into this one, which has no removed ones. */
  private placeAll(from: Slots): void {
    const { slots, mask } = this;
    for (let i = 0; i < from.length; i++) {
      const element = from[i];
      if (element === undefined || element === REMOVED) continue;
      if (isOwnHash(element) && slots[element & mask] === undefined) slots[element & mask] = element;
      else this.place(element);
    }
  }

  /** Puts an element that is not there into the first empty slot on its way; there are no removed ones. */
  private place(element: Value): void {
    let low: number;
    let high: number;
    if (isOwnHash(element)) {
      low = element;
      high = element >> 31;
    } else {
      low = lowHash(element);
      high = highHash();
    }
    const { slots, mask } = this;
    let slot = low & mask;
    for (;;) {
      const last = slot + LINEAR_PROBES <= mask ? slot + LINEAR_PROBES : slot;
      for (let i = slot; i <= last; i++) {
        if (slots[i] === undefined) {
          slots[i] = element;
          return;
        }
      }
      low = (low >>> PERTURB_SHIFT) | (high << (32 - PERTURB_SHIFT));
      high >>>= PERTURB_SHIFT;
      slot = (slot * 5 + 1 + (low >>> 0)) & mask;
    }
  }

  /** Makes room before as many elements of another set or dict are added. */
  reserve(count: number): void {
    if ((this.fill + count) * 5 >= this.mask * 3) this.resize((this.used + count) * 2);
  }

  /** Adds the elements of another table as CPython merges sets, which decides the order. */
  merge(other: SetTable): void {
    this.reserve(other.used);
    const from = other.slots;
    if (this.fill > 0) {
      for (let i = 0; i < from.length; i++) {
        const element = from[i];
        if (element !== undefined && element !== REMOVED) this.add(element);
      }
      return;
    }
    this.plain = other.plain;
    if (this.mask === other.mask && other.fill === other.used) this.slots = from.slice();
    else this.placeAll(from);
    this.fill = other.used;
    this.used = other.used;
  }

  // ---- two tables -------------------------------------------------------------------------------------------------
  //
  // Each walks over the slots as they were in the beginning: a tuple's item may have an `__eq__` that changes the set.

  /** Adds to `into` the elements of `other` that are in this table, or that are not. */
  sift(other: SetTable, present: boolean, into: SetTable): void {
    const { slots } = other;
    for (let i = 0; i < slots.length; i++) {
      const element = slots[i];
      if (element === undefined || element === REMOVED) continue;
      if (this.has(element, "set element") === present) into.add(element);
    }
  }

  /** Is one of the elements of `other` in this table, or not in it? */
  some(other: SetTable, present: boolean): boolean {
    const { slots } = other;
    for (let i = 0; i < slots.length; i++) {
      const element = slots[i];
      if (element === undefined || element === REMOVED) continue;
      if (this.has(element, "set element") === present) return true;
    }
    return false;
  }

  /** Removes the elements of `other`. */
  discardAll(other: SetTable): void {
    const { slots } = other;
    for (let i = 0; i < slots.length; i++) {
      const element = slots[i];
      if (element !== undefined && element !== REMOVED) this.discard(element);
    }
  }

  /** Elements of `other` go where they are and come where they are not. */
  toggleAll(other: SetTable): void {
    const { slots } = other;
    for (let i = 0; i < slots.length; i++) {
      const element = slots[i];
      if (element === undefined || element === REMOVED) continue;
      if (isOwnHash(element)) {
        const slot = this.probe(element, element, element >> 31);
        if (slot < 0) this.put(~slot, element);
        else this.free(slot);
      } else if (!this.discard(element)) this.add(element);
    }
  }
}

/** Is the element equal to the key: a tuple, or what `plainKey` gives? */
function equals(element: Value, key: Value): boolean {
  if (key instanceof Tuple) return element instanceof Tuple && sameKey(element, key);
  return plainKey(element) === key;
}
