// The iterator of sets. It walks the table slot by slot, as CPython does, or else the Map.

import { runtimeError } from "../errors.ts";
import type { Value } from "../values.ts";
import { iteratorType } from "./iterators.ts";
import type { AnySet } from "./set.ts";
import type { SetTable } from "./settable.ts";

export class SetIterator {
  private set: AnySet | undefined;
  private readonly size: number;
  private left: number;
  private readonly table: SetTable | undefined;
  private slot: number;
  private readonly inserted: Iterator<Value> | undefined;
  /** The set was of another size when it was looked at: nothing more comes. */
  private broken: boolean;
  constructor(set: AnySet) {
    this.set = set;
    this.size = set.size;
    this.left = set.size;
    this.table = set.table;
    this.slot = 0;
    this.inserted = set.store?.map.values();
    this.broken = false;
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    const { set, table } = this;
    if (set === undefined) return undefined;
    if (set.size !== this.size || this.broken) {
      this.broken = true;
      throw runtimeError("Set changed size during iteration");
    }
    const element = table === undefined ? this.nextInserted() : this.nextInTable(table);
    if (element === undefined) this.set = undefined;
    else this.left--;
    return element;
  }
  private nextInserted(): Value | undefined {
    const step = this.inserted!.next();
    return step.done ? undefined : step.value;
  }
  private nextInTable(table: SetTable): Value | undefined {
    const slot = table.nextSlot(this.slot);
    this.slot = slot + 1;
    return table.at(slot);
  }
  remaining(): number {
    return this.set !== undefined && this.set.size === this.size && !this.broken ? this.left : 0;
  }
}

iteratorType("set_iterator", SetIterator, { remaining: (self) => self.remaining() });
