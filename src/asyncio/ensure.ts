// Making futures of whatever can be awaited.

import { awaitValue, Coroutine, SUSPENDED, setAwaitThenable } from "./coroutine.ts";
import { waitForPromise } from "./drive.ts";
import { PyTypeError, RuntimeError, ValueError } from "./exceptions.ts";
import { Future } from "./futures.ts";
import { hooks } from "./hooks.ts";
import type { EventLoop } from "./loop.ts";
import { nativeCode } from "./native.ts";
import { runningLoop } from "./state.ts";
import { type CoroutineArgument, isCoroutine, toCoroutine } from "./tasks.ts";

/** Whatever can be awaited: coroutines, futures, plain generators, promises. */
export type Awaitable<T> = Future<T> | CoroutineArgument<T> | PromiseLike<T>;

/** The loop to use where none is given. */
export function loopOf(loop: EventLoop | undefined): EventLoop {
  if (loop !== undefined) return loop;
  if (runningLoop === null) throw new RuntimeError("no running event loop");
  return runningLoop as EventLoop;
}

const NOT_AWAITABLE = "An asyncio.Future, a coroutine or an awaitable is required";

/** A coroutine as it is; one that awaits anything else that can be awaited. */
export function wrapAwaitable<T>(awaitable: unknown): Coroutine<T> {
  const coroutine = toCoroutine<T>(awaitable);
  if (coroutine !== undefined) return coroutine;
  const isObject = typeof awaitable === "object" && awaitable !== null;
  if (!(awaitable instanceof Future || (isObject && "then" in awaitable) || hooks.isAwaitable(awaitable))) {
    throw new PyTypeError(NOT_AWAITABLE);
  }
  return new Coroutine<T>(awaiting(awaitable), WRAPPER);
}
const WRAPPER = nativeCode("_wrap_awaitable");

/**
 * A future as it is; a task of a coroutine, or of anything else that can be awaited
 * (https://docs.python.org/3.14/library/asyncio-future.html#asyncio.ensure_future). PyTypeError if it cannot be.
 *
 * @example
 * const future = ensureFuture(fetch(url));
 */
export function ensureFuture<T>(awaitable: Awaitable<T> | unknown, loop?: EventLoop): Future<T> {
  if (awaitable instanceof Future) {
    if (loop !== undefined && loop !== awaitable.loop) {
      throw new ValueError("The future belongs to a different loop than the one specified as the loop argument");
    }
    return awaitable as Future<T>;
  }
  if (typeof awaitable === "object" && awaitable !== null) {
    if (isCoroutine(awaitable)) {
      return loopOf(loop).createTask<T>(awaitable as CoroutineArgument<T>);
    }
    if (typeof (awaitable as { await$?: unknown }).await$ !== "function") {
      const { then } = awaitable as { then?: unknown };
      if (typeof then === "function") return promiseFuture(awaitable as PromiseLike<T>, loopOf(loop));
    }
  }
  return loopOf(loop).createTask<T>(wrapAwaitable<T>(awaitable));
}

function* awaiting(awaitable: unknown): Generator<unknown, unknown, unknown> {
  const result = awaitValue(awaitable);
  return result === SUSPENDED ? yield : result;
}

/** A future that a promise makes done. Cancelling it leaves the promise alone, unless it has a method `cancel`. */
export function promiseFuture<T>(promise: PromiseLike<T>, loop: EventLoop): Future<T> {
  const future = loop.createFuture<T>();
  promise.then(
    (value) => {
      if (!future.done()) future.setResult(value);
    },
    (error) => {
      if (!future.done()) future.setException(error);
    },
  );
  return future;
}

setAwaitThenable((promise) =>
  runningLoop === null ? waitForPromise(promise) : promiseFuture(promise, runningLoop as EventLoop).await$(),
);
