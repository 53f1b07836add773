// What the loop has been asked to call: handles, and the heap of those that wait for their time.

import { type Context, enterContext, leaveContext } from "./contextvars.ts";
import { isExit } from "./exceptions.ts";
import type { Future } from "./futures.ts";
import { Heap } from "./heap.ts";
import { hooks } from "./hooks.ts";
import type { EventLoop } from "./loop.ts";
import { noteOrigin } from "./origins.ts";

/** What stands in the ready queue: handles, and tasks themselves, which need no handle. */
export interface Entry {
  run$(): void;
}

/** What stands in the heap of timers. */
export interface Timer extends Entry {
  /** When it is due, on the loop's clock, in seconds. */
  readonly when: number;
  /** The order of being made, for those due at the same time. */
  readonly sequence: number;
  /** It will not run; the heap drops it when it comes upon it. */
  cancelled$: boolean;
}

/**
 * A callback that the loop will call; returned by `callSoon` (https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.Handle).
 *
 * @example
 * const handle = loop.callSoon(redraw);
 * handle.cancel();
 */
export class Handle implements Entry {
  declare readonly loop: EventLoop;
  declare callback: unknown;
  declare args: readonly unknown[];
  /** The context it runs in; null for callbacks of the engine, which read no variables. */
  declare readonly context: Context | null;
  declare cancelled$: boolean;

  constructor(callback: unknown, args: readonly unknown[], loop: EventLoop, context: Context | null) {
    this.loop = loop;
    this.callback = callback;
    this.args = args;
    this.context = context;
    this.cancelled$ = false;
    if (loop.debug) noteOrigin(this, hooks.captureOrigin());
  }

  /** The context it is called in. */
  getContext(): Context | null {
    return this.context;
  }

  /** Does nothing if it has run, or is cancelled already. */
  cancel(): void {
    if (this.cancelled$) return;
    this.cancelled$ = true;
    this.callback = null;
    this.args = [];
  }

  /** Whether it was cancelled. */
  cancelled(): boolean {
    return this.cancelled$;
  }

  run$(): void {
    if (this.cancelled$) return;
    const { callback, args, context } = this;
    const previous = context === null ? null : enterContext(context);
    try {
      if (typeof callback === "function") callback(...args);
      else hooks.call(callback, args);
    } catch (error) {
      reportFailure(this, this.loop, error, hooks.describeCallback(callback, args));
    } finally {
      if (context !== null) leaveContext(previous!);
    }
  }

  /** What it is, between the angle brackets. */
  describe(): string {
    return this.cancelled$ ? "cancelled" : hooks.describeCallback(this.callback, this.args);
  }

  toString(): string {
    return `<Handle ${this.describe()}>`;
  }
}

/** What a callback has raised goes to the loop's exception handler, unless it ends the program. */
function reportFailure(handle: Entry, loop: EventLoop, exception: unknown, description: string): void {
  if (isExit(exception)) throw exception;
  loop.report(handle, { message: `Exception in callback ${description}`, exception, handle });
}

/** The engine's own callback of a future that is done: it reads no context variables, and nobody can cancel it. */
export class DoneCallback implements Entry {
  declare private readonly callback: (future: never) => void;
  declare private readonly future: Future;

  constructor(callback: (future: never) => void, future: Future) {
    this.callback = callback;
    this.future = future;
  }

  run$(): void {
    const { callback, future } = this;
    try {
      callback(future as never);
    } catch (error) {
      reportFailure(this, future.loop, error, hooks.describeCallback(callback, [future]));
    }
  }
}

/**
 * A callback that the loop will call at its time; returned by `callLater` and `callAt`
 * (https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.TimerHandle).
 *
 * @example
 * const timer = loop.callLater(5, redraw);
 * console.log("at", timer.when);
 */
export class TimerHandle extends Handle implements Timer {
  declare readonly when: number;
  declare readonly sequence: number;
  /** Whether it is in the heap. */
  declare scheduled: boolean;

  constructor(when: number, callback: unknown, args: readonly unknown[], loop: EventLoop, context: Context | null) {
    super(callback, args, loop, context);
    this.when = when;
    this.sequence = loop.timers.nextSequence();
    this.scheduled = false;
  }

  override run$(): void {
    this.scheduled = false;
    super.run$();
  }

  override cancel(): void {
    if (!this.cancelled$ && this.scheduled) this.loop.timers.noteCancelled();
    super.cancel();
  }
}

// Below this number of timers cancelled ones are not worth looking for.
const MIN_TIMERS_TO_CLEAN = 100;

/** The timers of a loop, by time and, at the same time, by the order of being made. */
export class TimerHeap {
  private readonly heap = new Heap<Timer>((a, b) => a.when < b.when || (a.when === b.when && a.sequence < b.sequence));
  private cancelledCount = 0;
  private sequence = 0;

  nextSequence(): number {
    return this.sequence++;
  }

  get size(): number {
    return this.heap.items.length;
  }

  push(timer: Timer): void {
    this.heap.push(timer);
  }

  /** A timer in the heap was cancelled. When more than half of many are, they are thrown out together. */
  noteCancelled(): void {
    this.cancelledCount++;
    const { items } = this.heap;
    if (items.length <= MIN_TIMERS_TO_CLEAN || this.cancelledCount <= items.length / 2) return;
    const kept = items.filter((timer) => !timer.cancelled$);
    this.clear();
    for (const timer of kept) this.heap.push(timer);
  }

  /** The first timer that is not cancelled. */
  peek(): Timer | undefined {
    for (;;) {
      const first = this.heap.items[0];
      if (first === undefined || !first.cancelled$) return first;
      this.heap.pop();
      this.cancelledCount--;
    }
  }

  /** Takes out the first timer if it is due before `end`. */
  popDue(end: number): Timer | undefined {
    const first = this.peek();
    return first !== undefined && first.when < end ? this.heap.pop() : undefined;
  }

  /** All of them, in no order. */
  toArray(): Timer[] {
    return [...this.heap.items];
  }

  clear(): void {
    this.heap.items.length = 0;
    this.cancelledCount = 0;
  }
}
