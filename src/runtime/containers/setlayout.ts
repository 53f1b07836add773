// The order in which CPython iterates a set.
//
// A CPython set is a hash table with open addressing, iterated slot by slot, so the order of its elements follows from
// their hashes and from the table's history. Where the hashes are the same in every run (numbers, None, tuples of them),
// programs print that order and readers see it in books; so it is kept. For strings it differs from run to run; a set
// with such elements stays in order of insertion and needs no layout.
//
// https://github.com/python/cpython/blob/3.14/Objects/setobject.c: set_add_entry, set_table_resize, set_merge_lock_held

import type { Value } from "../values.ts";
import { highHash, lowHash } from "./hash.ts";

/** A new table has eight slots. */
const SMALLEST = 8;
/** How many neighbours are tried before the probe jumps. */
const LINEAR_PROBES = 9;
const PERTURB_SHIFT = 5;
/** From this size on a full table grows by two and not by four. */
const LARGE = 50_000;

/** Where a removed element was. */
const REMOVED: Value = {};

export class SetLayout {
  private table: (Value | undefined)[] = new Array(SMALLEST).fill(undefined);
  private mask = SMALLEST - 1;
  /** Slots that are not empty, removed ones included. */
  private fill = 0;
  private used = 0;
  /** Where `pop` goes on. */
  private finger = 0;

  get slots(): number {
    return this.table.length;
  }

  at(slot: number): Value | undefined {
    const element = this.table[slot];
    return element === REMOVED ? undefined : element;
  }

  *elements(): Generator<Value, undefined> {
    for (const element of this.table) if (element !== undefined && element !== REMOVED) yield element;
  }

  /** The slot of the element; where it is not, the one where it goes: the last on its way that was freed, or an empty one. */
  private probe(element: Value): number {
    let freed = -1;
    const { table, mask } = this;
    let low = lowHash(element);
    let high = highHash();
    let slot = low & mask;
    for (;;) {
      const last = slot + LINEAR_PROBES <= mask ? slot + LINEAR_PROBES : slot;
      for (let i = slot; i <= last; i++) {
        const found = table[i];
        if (found === element) return i;
        if (found === undefined) return freed < 0 ? i : freed;
        if (found === REMOVED) freed = i;
      }
      low = (low >>> PERTURB_SHIFT) | (high << (32 - PERTURB_SHIFT));
      high >>>= PERTURB_SHIFT;
      slot = (slot * 5 + 1 + (low >>> 0)) & mask;
    }
  }

  /** Adds an element that is not there. */
  add(element: Value): void {
    const slot = this.probe(element);
    const reused = this.table[slot] === REMOVED;
    this.table[slot] = element;
    this.used++;
    if (reused) return;
    this.fill++;
    if (this.fill * 5 >= this.mask * 3) this.resize(this.used > LARGE ? this.used * 2 : this.used * 4);
  }

  remove(element: Value): void {
    this.table[this.probe(element)] = REMOVED;
    this.used--;
  }

  private resize(atLeast: number): void {
    let size = SMALLEST;
    while (size <= atLeast) size *= 2;
    const old = this.table;
    this.table = new Array(size).fill(undefined);
    this.mask = size - 1;
    this.fill = this.used;
    for (const element of old) {
      if (element !== undefined && element !== REMOVED) this.table[this.probe(element)] = element;
    }
  }

  /** Makes room before as many elements of another set or dict are added. */
  reserve(count: number): void {
    if ((this.fill + count) * 5 >= this.mask * 3) this.resize((this.used + count) * 2);
  }

  /** Becomes a copy if that is how CPython would merge the other set into this one. */
  copyFrom(other: SetLayout): boolean {
    if (this.fill > 0 || this.mask !== other.mask || other.fill !== other.used) return false;
    this.table = other.table.slice();
    this.fill = other.fill;
    this.used = other.used;
    return true;
  }

  /** The element that `pop` takes. */
  next(): Value {
    let slot = this.finger & this.mask;
    for (;;) {
      const element = this.at(slot);
      slot = (slot + 1) & this.mask;
      if (element === undefined) continue;
      this.finger = slot;
      return element;
    }
  }
}
