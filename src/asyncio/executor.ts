// Executors: where `runInExecutor` runs functions. A thread is a call on the one JavaScript thread, between turns of the
// loop; one that returns a promise gives way until that is settled. Python's functions may give way wherever they wait
// (`hooks.runThread`).

import { type Context, copyContext } from "./contextvars.ts";
import { RuntimeError } from "./exceptions.ts";
import type { Future } from "./futures.ts";
import { hooks } from "./hooks.ts";
import { makeReady, Thread } from "./threads.ts";

/** What runs functions for `runInExecutor` (https://docs.python.org/3.14/library/asyncio-eventloop.html#executing-code-in-thread-or-process-pools). */
export interface Executor {
  /** Calls `callable(...args)` in a thread, which then makes the future done through its loop. */
  submit$(callable: unknown, args: readonly unknown[], future: Future): void;
  /** Takes no more work; calls back when the last thread has ended. */
  shutdown$(ended?: () => void): void;
}

interface Work {
  callable: unknown;
  args: readonly unknown[];
  future: Future;
  context: Context;
}

// CPython's default for machines of eight processors; more threads than these wait for one to end.
const DEFAULT_WORKERS = 12;

/**
 * Calls functions on the one thread, so many at a time as wait for something
 * (https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.run_in_executor).
 *
 * @example
 * loop.setDefaultExecutor(new ThreadExecutor(4));
 */
export class ThreadExecutor implements Executor {
  declare private readonly maxWorkers: number;
  private active = 0;
  private readonly waiting: Work[] = [];
  private isShutDown = false;
  private readonly onEnded: (() => void)[] = [];

  constructor(maxWorkers = DEFAULT_WORKERS) {
    this.maxWorkers = maxWorkers;
  }

  submit$(callable: unknown, args: readonly unknown[], future: Future): void {
    if (this.isShutDown) throw new RuntimeError("cannot schedule new futures after shutdown");
    this.waiting.push({ callable, args, future, context: copyContext() });
    if (this.active < this.maxWorkers) {
      this.active++;
      makeReady(() => this.next(new Thread()));
    }
  }

  private next(thread: Thread): void {
    const work = this.waiting.shift();
    if (work === undefined) {
      this.active--;
      if (this.active === 0) for (const ended of this.onEnded.splice(0)) ended();
      return;
    }
    if (work.future.done()) {
      this.next(thread);
      return;
    }
    const { callable, args, context, future } = work;
    const done = (outcome: unknown, failed: boolean) => {
      settle(future, outcome, failed);
      this.next(thread);
    };
    if (hooks.runThread !== null) hooks.runThread(callable, args, context, done, thread);
    else {
      new Promise((resolve) => resolve(context.run(callable as (...args: unknown[]) => unknown, ...args))).then(
        (result) => done(result, false),
        (error) => done(error, true),
      );
    }
  }

  shutdown$(ended?: () => void): void {
    this.isShutDown = true;
    if (ended === undefined) return;
    if (this.active === 0) ended();
    else this.onEnded.push(ended);
  }
}

function settle(future: Future, outcome: unknown, failed: boolean): void {
  if (future.loop.isClosed()) return;
  future.loop.schedule(
    () => {
      if (future.done()) return;
      if (failed) future.setException(outcome);
      else future.setResult(outcome);
    },
    [],
    null,
  );
}
