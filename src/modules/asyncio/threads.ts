// Futures of threads and futures of loops: `run_coroutine_threadsafe` and `wrap_future`.

import { ensureFuture } from "../../asyncio/ensure.ts";
import type { Future } from "../../asyncio/futures.ts";
import type { EventLoop } from "../../asyncio/loop.ts";
import { callMethod, getattr } from "../../runtime/attributes.ts";
import { call } from "../../runtime/calls.ts";
import { asException } from "../../runtime/exceptions.ts";
import { importNow } from "../../runtime/imports.ts";
import { nativeFunction } from "../../runtime/native.ts";
import { truth } from "../../runtime/protocols.ts";
import { None, type Value } from "../../runtime/values.ts";
import { given, orNone } from "./define.ts";
import { ownFailure } from "./failures.ts";
import { isFuture } from "./futures.ts";
import { currentLoop } from "./policy.ts";

const callback = (f: (future: Value) => void): Value =>
  nativeFunction("_call_set_state(source)", (future: Value) => {
    f(future);
    return None;
  });

/** A `concurrent.futures.Future` of a coroutine that another thread's loop runs. */
export function runThreadsafe(coro: Value, loop: Value): Value {
  const promise = call(getattr(importNow("concurrent.futures"), "Future"));
  const engineLoop = loop as unknown as EventLoop;
  engineLoop.callSoonThreadsafe(() => {
    try {
      passOn(ensureFuture(coro, engineLoop), promise);
    } catch (error) {
      if (truth(callMethod(promise, "set_running_or_notify_cancel"))) {
        callMethod(promise, "set_exception", asException(error));
      }
      throw error;
    }
  });
  return promise;
}

function passOn(future: Future, promise: Value): void {
  future.addCallback(() => {
    if (future.cancelled()) callMethod(promise, "cancel");
    if (!truth(callMethod(promise, "set_running_or_notify_cancel"))) return;
    const exception = future.exception();
    if (exception === undefined) callMethod(promise, "set_result", orNone(future.result()));
    else callMethod(promise, "set_exception", asException(exception));
  });
  const cancel = callback((source) => {
    if (truth(callMethod(source, "cancelled"))) future.loop.callSoonThreadsafe(() => future.cancel());
  });
  callMethod(promise, "add_done_callback", cancel);
}

/** A loop's future of a `concurrent.futures.Future`. */
export function wrapFuture(future: Value, loop?: Value): Value {
  if (isFuture(future)) return future;
  const engineLoop = given<EventLoop & object>(loop) ?? currentLoop();
  const result = engineLoop.createFuture<Value>();
  const settle = (): void => {
    if (result.done()) return;
    if (truth(callMethod(future, "cancelled"))) result.cancel();
    else {
      const exception = callMethod(future, "exception");
      if (exception === None) result.setResult(callMethod(future, "result"));
      else result.setException(ownFailure(exception));
    }
  };
  const done = callback(() => {
    if (!engineLoop.isClosed()) engineLoop.callSoonThreadsafe(settle);
  });
  callMethod(future, "add_done_callback", done);
  result.addCallback(() => {
    if (result.cancelled()) callMethod(future, "cancel");
  });
  return result;
}
