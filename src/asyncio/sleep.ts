// sleep, and the loop's handling of it: the future that the sleeper waits for is its own timer.

import { type Leaf, RAISE, suspendOn, yieldNow } from "./coroutine.ts";
import { ValueError } from "./exceptions.ts";
import { Future, PENDING } from "./futures.ts";
import type { Timer } from "./handles.ts";
import { type EventLoop, getRunningLoop } from "./loop.ts";
import { type Operation, operation } from "./native.ts";

/** A future that is done at a time; in the heap of timers, and then in the ready queue, it is its own entry. */
class Sleeper extends Future<unknown> implements Timer {
  declare readonly when: number;
  declare readonly sequence: number;

  constructor(loop: EventLoop, when: number, outcome: unknown) {
    super(loop);
    this.value = outcome;
    this.when = when;
    this.sequence = loop.timers.nextSequence();
  }

  get cancelled$(): boolean {
    return this.state !== PENDING;
  }

  run$(): void {
    if (this.state === PENDING) this.setResult(this.value);
  }

  override cancel(message?: unknown): boolean {
    const isFirst = super.cancel(message);
    if (isFirst) this.loop.timers.noteCancelled();
    return isFirst;
  }

  override throw$(_error: unknown): unknown {
    this.close$();
    return RAISE;
  }

  // The sleep is over for whoever slept: he is not woken.
  override close$(): void {
    this.callback = null;
    this.cancel();
  }
}

/** A bare yield with a result. */
class YieldResult implements Leaf {
  declare private readonly outcome: unknown;
  constructor(outcome: unknown) {
    this.outcome = outcome;
  }
  send$(): unknown {
    return this.outcome;
  }
  throw$(_error: unknown): unknown {
    return RAISE;
  }
  close$(): void {}
}

/** `sleep` as a native await. */
export function sleep$(seconds: number, result?: unknown): unknown {
  if (seconds <= 0) return result === undefined ? yieldNow() : suspendOn(new YieldResult(result), undefined);
  if (Number.isNaN(seconds)) throw new ValueError("Invalid delay: NaN (not a number)");
  const loop = getRunningLoop();
  const sleeper = new Sleeper(loop, loop.time() + seconds, result);
  loop.timers.push(sleeper);
  return sleeper.await$();
}

/**
 * Awaitable: waits for some seconds, and returns `result` (https://docs.python.org/3.14/library/asyncio-task.html#asyncio.sleep).
 * 0 lets the other tasks have a turn. ValueError for NaN.
 *
 * @example
 * yield* sleep(1.5);
 */
export function sleep(seconds: number): Operation<void>;
export function sleep<T>(seconds: number, result: T): Operation<T>;
export function sleep(seconds: number, result?: unknown): Operation<unknown> {
  return operation<unknown, number, unknown>("sleep", sleep$, undefined, seconds, result);
}
