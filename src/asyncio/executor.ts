// Executors: where `runInExecutor` runs functions. Threads are roots (see drive.ts) that are interleaved with the loop on
// the one JavaScript thread: a function that has a frame gives way wherever it waits; any other runs in one go.

import type { Clock } from "../host/clock.ts";
import { type Context, copyContext } from "./contextvars.ts";
import { Coroutine, SUSPENDED } from "./coroutine.ts";
import { runRoot, waitForPromise } from "./drive.ts";
import { RuntimeError } from "./exceptions.ts";
import type { Future } from "./futures.ts";
import { hooks } from "./hooks.ts";
import { nativeCode } from "./native.ts";
import { makeReady, Thread } from "./threads.ts";

/** What runs functions for `runInExecutor` (https://docs.python.org/3.14/library/asyncio-eventloop.html#executing-code-in-thread-or-process-pools). */
export interface Executor {
  /** Calls `callable(...args)` in a thread, which then makes the future done through its loop. */
  submit$(clock: Clock, callable: unknown, args: readonly unknown[], future: Future): void;
  /** Takes no more work; calls back when the last thread has ended. */
  shutdown$(ended?: () => void): void;
}

interface Work {
  callable: unknown;
  args: readonly unknown[];
  future: Future;
  context: Context;
}

const THREAD = nativeCode("thread");
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

  submit$(_clock: Clock, callable: unknown, args: readonly unknown[], future: Future): void {
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
    const coroutine = new Coroutine(threadFrame(work), THREAD);
    const ended = (outcome: unknown, failed: boolean): void => {
      settle(work.future, outcome, failed);
      this.next(thread);
    };
    runRoot(coroutine, work.context, ended, thread);
  }

  shutdown$(ended?: () => void): void {
    this.isShutDown = true;
    if (ended === undefined) return;
    if (this.active === 0) ended();
    else this.onEnded.push(ended);
  }
}

function* threadFrame({ callable, args }: Work): Generator<undefined, unknown, unknown> {
  let result: unknown;
  if (hooks.callBlocking !== null) result = hooks.callBlocking(callable, args);
  else {
    result = typeof callable === "function" ? callable(...args) : hooks.call(callable, args);
    if (result instanceof Promise) result = waitForPromise(result);
  }
  return result === SUSPENDED ? yield : result;
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
