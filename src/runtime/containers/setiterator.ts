// The iterator of sets. It walks the layout slot by slot, as CPython walks its table, or else the Map.

import { runtimeError } from "../errors.ts";
import type { Value } from "../values.ts";
import { iteratorType } from "./iterators.ts";
import type { AnySet } from "./set.ts";
import type { SetLayout } from "./setlayout.ts";

export class SetIterator {
  private set: AnySet | undefined;
  private size: number;
  private left: number;
  private readonly layout: SetLayout | undefined;
  private slot = 0;
  private readonly inserted: Iterator<Value> | undefined;
  constructor(set: AnySet) {
    this.set = set;
    this.size = set.size;
    this.left = set.size;
    this.layout = set.size > 1 ? set.ordered() : undefined;
    this.inserted = this.layout === undefined ? set.map.values() : undefined;
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    const { set } = this;
    if (set === undefined) return undefined;
    if (set.size !== this.size) {
      this.size = -1;
      throw runtimeError("Set changed size during iteration");
    }
    const element = this.layout === undefined ? this.nextInserted() : this.nextInTable(set, this.layout);
    if (element === undefined) this.set = undefined;
    else this.left--;
    return element;
  }
  private nextInserted(): Value | undefined {
    const step = this.inserted!.next();
    return step.done ? undefined : step.value;
  }
  private nextInTable(set: AnySet, layout: SetLayout): Value | undefined {
    while (this.slot < layout.slots) {
      const stored = layout.at(this.slot++);
      if (stored !== undefined) return set.map.get(stored);
    }
    return undefined;
  }
  remaining(): number {
    return this.set !== undefined && this.set.size === this.size ? this.left : 0;
  }
}

iteratorType("set_iterator", SetIterator, { remaining: (self) => self.remaining() });
