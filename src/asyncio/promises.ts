// For plain async functions, which no loop drives: what a loop does for them is a task of it, and a promise to them. The
// loop is the one that runs or that ran last; `run` has started it.

import type { Awaitable } from "./ensure.ts";
import { ensureFuture } from "./ensure.ts";
import { Event } from "./locks.ts";
import { type EventLoop, nearestLoop } from "./loop.ts";
import { type Enterable, type Entered, within } from "./managers.ts";

/**
 * Starts a coroutine in a loop from outside of it; the promise gives its result.
 *
 * @example
 * async function consume(jobs: Queue<string>) {
 *   const job = await toPromise(jobs.get());
 * }
 */
export function toPromise<T>(awaitable: Awaitable<T>, loop: EventLoop = nearestLoop()): Promise<T> {
  return new Promise((resolve, reject) => {
    loop.callSoonThreadsafe(() => {
      try {
        ensureFuture<T>(awaitable, loop).then(resolve, reject);
      } catch (error) {
        reject(error);
      }
    });
  });
}

/** A manager that was entered by `enter`. */
export interface Held<R> extends AsyncDisposable {
  /** What entering it gave. */
  readonly value: R;
  /** Aborted when the manager wants the block to end: the time is up, a task of the group has failed. */
  readonly signal: AbortSignal;
}

/**
 * Enters a lock, a timeout, a task group or any other manager in a plain async function, and leaves it at the end of the
 * block. Nothing can interrupt an async function: what ends it early is the signal, which it may hand on. What the
 * manager raises (TimeoutError, an ExceptionGroup) is raised at the block's end.
 *
 * @example
 * await using limit = await enter(timeout(5));
 * const response = await fetch(url, { signal: limit.signal });
 */
export function enter<M extends object>(manager: M & Enterable<unknown>): Promise<Held<Entered<M>>> {
  const left = new Event();
  const controller = new AbortController();
  return new Promise((resolve, reject) => {
    const held = toPromise(
      within(manager, function* (value: Entered<M>) {
        resolve({
          value,
          signal: controller.signal,
          [Symbol.asyncDispose]() {
            left.set();
            return held;
          },
        });
        yield* left.wait();
      }),
    );
    held.catch((error) => {
      controller.abort(error);
      reject(error);
    });
  });
}
