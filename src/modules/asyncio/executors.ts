// `run_in_executor`, with the engine's threads or a program's own executor.

import { awaitFrame, SUSPENDED } from "../../asyncio/coroutine.ts";
import { TimeoutError } from "../../asyncio/exceptions.ts";
import { ThreadExecutor } from "../../asyncio/executor.ts";
import type { Future } from "../../asyncio/futures.ts";
import { waitFor$ } from "../../asyncio/gather.ts";
import { EventLoop } from "../../asyncio/loop.ts";
import { nativeCode } from "../../asyncio/native.ts";
import { callMethod, getattr } from "../../runtime/attributes.ts";
import { callKw } from "../../runtime/calls.ts";
import { typeError } from "../../runtime/errors.ts";
import { importNow } from "../../runtime/imports.ts";
import { repr } from "../../runtime/protocols.ts";
import { isInstance, type Type } from "../../runtime/types.ts";
import { float, None, type Value } from "../../runtime/values.ts";
import { warnings } from "../warnings/state.ts";
import { limitOf } from "./define.ts";
import { BoundCall } from "./hooks.ts";
import { wrapFuture } from "./threads.ts";

/** The executors that programs set; without one, the engine has its own. */
export const ownExecutors = new WeakMap<EventLoop, Value>();

/** Seconds that `asyncio.run` waits for threads at its end. */
export const THREAD_JOIN_TIMEOUT = 300;

/** Waits until the threads have ended, but no longer than the program allows. */
export function shutdownExecutor(self: EventLoop, timeout?: Value): unknown {
  return awaitFrame(joinThreads(self, limitOf(timeout)), SHUTDOWN);
}
const SHUTDOWN = nativeCode("BaseEventLoop.shutdown_default_executor");

function* joinThreads(self: EventLoop, timeout: number | undefined): Generator<unknown, unknown, unknown> {
  const executor = ownExecutors.get(self);
  const ended = self.createFuture();
  if (executor === undefined) {
    self.endThreads(() => ended.done() || ended.setResult(None));
  } else {
    self.endThreads();
    const shutdown = new BoundCall(getattr(executor, "shutdown"), [], new Map([["wait", true as Value]]));
    new ThreadExecutor(1).submit$(shutdown, [], ended as Future);
  }
  try {
    let result: unknown = waitFor$(ended, timeout);
    if (result === SUSPENDED) result = yield;
    return None;
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    const seconds = repr(float(timeout!));
    const text = `The executor did not finishing joining its threads within ${seconds} seconds.`;
    warnings.warn("RuntimeWarning", text, 2);
    if (executor !== undefined) callKw(getattr(executor, "shutdown"), [], ["wait"], [false]);
    return None;
  }
}

export function closeLoop(self: EventLoop): void {
  EventLoop.prototype.close.call(self);
  const executor = ownExecutors.get(self);
  ownExecutors.delete(self);
  if (executor !== undefined) callKw(getattr(executor, "shutdown"), [], ["wait"], [false]);
}

export function runInExecutor(self: EventLoop, executor: Value, callable: Value, args: Value[]): Value {
  const chosen = executor === None ? ownExecutors.get(self) : executor;
  if (chosen !== undefined) {
    const submitted = callMethod(chosen, "submit", callable, ...args);
    return wrapFuture(submitted, self as unknown as Value);
  }
  return self.runInExecutor(null, new BoundCall(callable, args, new Map()) as never);
}

export function setDefaultExecutor(self: EventLoop, executor: Value): Value {
  const pool = getattr(importNow("concurrent.futures"), "ThreadPoolExecutor") as Type;
  if (!isInstance(executor, pool)) throw typeError("executor must be ThreadPoolExecutor instance");
  ownExecutors.set(self, executor);
  return None;
}
