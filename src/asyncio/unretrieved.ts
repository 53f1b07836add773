// Futures that failed, and at whose exception nobody has looked.
//
// They are reported when their loop closes. A program may run for long, so after a while the loop no longer keeps them
// alive: one that JavaScript's engine destroys before is reported then, in a likeness, since it is gone itself.

import type { Clock } from "../host/clock.ts";
import type { Future } from "./futures.ts";
import { noteOrigin, originOf } from "./origins.ts";

/** Seconds between two times that the loop lets go of what it keeps. */
const PATIENCE = 1;

class Released {
  declare readonly likeness: Future;
  declare readonly owner: Unretrieved;
  constructor(future: Future, owner: Unretrieved) {
    this.likeness = Object.assign(Object.create(Object.getPrototypeOf(future)), future);
    this.owner = owner;
    // V8's errors hold what was on the stack, the task too, until somebody reads it.
    void (future.value as Error | undefined)?.stack;
    noteOrigin(this.likeness, originOf(future));
  }
}

const releasedOf = new WeakMap<Future, Released>();
const destroyed = new FinalizationRegistry<Released>((released) => released.owner.destroyed(released));

export class Unretrieved {
  private readonly kept = new Set<Future>();
  private readonly released = new Set<Released>();
  private next = Number.NEGATIVE_INFINITY;
  declare private readonly report: (future: Future) => void;

  /** `report` is called when one is destroyed. */
  constructor(report: (future: Future) => void) {
    this.report = report;
  }

  add(future: Future): void {
    this.kept.add(future);
  }

  has(future: Future): boolean {
    return this.kept.has(future) || this.released.has(releasedOf.get(future)!);
  }

  delete(future: Future): void {
    if (!this.kept.delete(future) && this.released.size > 0) this.released.delete(releasedOf.get(future)!);
  }

  /** Called now and then. */
  letGo(clock: Clock): void {
    if (this.kept.size === 0) return;
    const now = clock.monotonic();
    if (now < this.next) return;
    this.next = now + PATIENCE;
    for (const future of this.kept) {
      const released = new Released(future, this);
      this.released.add(released);
      releasedOf.set(future, released);
      destroyed.register(future, released);
    }
    this.kept.clear();
  }

  destroyed(released: Released): void {
    if (this.released.delete(released)) this.report(released.likeness);
  }

  /** All there are, in the order in which they failed, to be forgotten. */
  take(): Future[] {
    const all = [...[...this.released].map(({ likeness }) => likeness), ...this.kept];
    this.released.clear();
    this.kept.clear();
    return all;
  }
}
