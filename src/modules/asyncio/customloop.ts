// Event loops whose class is a program's own, or that are none of ours at all.
//
// A class derived from `BaseEventLoop` may override how the loop tells time, how it waits (`_run_once`, `_selector`) and
// how callbacks are scheduled: CPython's own test loop, whose time stands still, does all three. The engine reads its
// clock and its queue directly, so for such classes the engine's methods are replaced by calls of Python's.
//
// A future may also be made for an object that only looks like a loop. `ForeignLoop` stands for it in the engine.

import type { Context } from "../../asyncio/contextvars.ts";
import { awaitFrame, SUSPENDED } from "../../asyncio/coroutine.ts";
import { type Entry, Handle, type TimerHandle } from "../../asyncio/handles.ts";
import { EventLoop, SLICE_OVER, STOPPED } from "../../asyncio/loop.ts";
import { nativeCode } from "../../asyncio/native.ts";
import type { ExceptionContext } from "../../asyncio/reports.ts";
import { runningLoop } from "../../asyncio/state.ts";
import { callMethod, getattr, lookupAttribute } from "../../runtime/attributes.ts";
import { callKw } from "../../runtime/calls.ts";
import { nativeFunction } from "../../runtime/native.ts";
import { truth } from "../../runtime/protocols.ts";
import { float, None, type Value } from "../../runtime/values.ts";
import { environment } from "../environment.ts";
import { dictOf } from "./contexts.ts";
import { orNone, secondsOf } from "./define.ts";

const CONTEXT = ["context"];

/** What the engine does with a loop whose class overrides these: `Python's name: [the engine's, the function]`. */
export const loopOverrides: Record<string, [method: string, (...args: never[]) => unknown]> = {
  _run_once: ["runTurns", runTurnsOverridden],
  time: ["time", timeOverridden],
  call_at: ["scheduleAt", scheduleAtOverridden],
  call_soon: ["schedule", scheduleOverridden],
  close: ["close", closeOverridden],
};

/** A clock that asks the loop. */
export function useOwnClock(loop: EventLoop): void {
  const clock = Object.create(loop.clock, { monotonic: { value: () => loop.time() } });
  Object.defineProperty(loop, "clock", { value: clock });
}

/** Every turn is a call of `_run_once`, which waits by itself; with nothing left to do, the host gets its turn. */
function runTurnsOverridden(this: EventLoop): number {
  for (;;) {
    callMethod(this, "_run_once");
    if (this.isStopping()) return STOPPED;
    if (this.ready.length === 0) return SLICE_OVER;
  }
}

function timeOverridden(this: EventLoop): number {
  return secondsOf(callMethod(this, "time"));
}

function scheduleAtOverridden(this: EventLoop, when: number, callback: Value, args: Value[], context: Context | null) {
  return callKw(getattr(this, "call_at"), [float(when), callback, ...args], CONTEXT, [orNone(context)]);
}

function scheduleOverridden(this: EventLoop, callback: Value, args: Value[], context: Context | null) {
  return callKw(getattr(this, "call_soon"), [callback, ...args], CONTEXT, [orNone(context)]);
}

function closeOverridden(this: EventLoop): void {
  callMethod(this, "close");
}

/** `BaseEventLoop._run_once`: waits by the loop's selector, if it has one, and runs a turn. */
export function runOnce(self: EventLoop): Value {
  const { timers, ready } = self;
  const first = timers.peek();
  const hasWork = ready.length > 0 || self.isStopping();
  const left = first === undefined ? undefined : first.when - self.time();
  const timeout = hasWork ? 0 : left === undefined ? undefined : Math.max(0, left);
  const selector = lookupAttribute(self, "_selector");
  if (selector !== undefined && selector !== None) {
    const limit = timeout === undefined ? None : hasWork || left! < 0 ? 0 : float(timeout);
    callMethod(self, "_process_events", callMethod(selector, "select", limit));
  } else if (timeout !== undefined && timeout > 0) environment.host.waitSync(timeout);
  self.beginTurn();
  self.runEntries();
  return None;
}

/** `asyncio.sleep` where the loop has its own `call_later`. */
export function* sleepByTimer(loop: EventLoop, seconds: number, result: Value): Generator<undefined, Value, unknown> {
  const future = loop.createFuture<Value>();
  const wake = nativeFunction("_set_result_unless_cancelled(fut, result)", () => {
    if (!future.done()) future.setResult(result);
    return None;
  });
  const handle = callMethod(loop as unknown as Value, "call_later", float(seconds), wake, future as Value, result);
  try {
    const value = future.await$();
    if (value === SUSPENDED) yield;
    return result;
  } finally {
    callMethod(handle, "cancel");
  }
}

const SLEEP = nativeCode("sleep");

/** A native await of a sleep, if the running loop's class schedules in its own way. */
export function ownSleep(seconds: number, result: Value): unknown {
  const loop = runningLoop as EventLoop | null;
  // One without a time is no timer, and one that is no number is refused elsewhere.
  if (!(seconds > 0) || loop === null || loop.scheduleAt !== (scheduleAtOverridden as unknown)) return undefined;
  return awaitFrame(sleepByTimer(loop, seconds, result), SLEEP);
}

// ---- objects that only look like loops ----------------------------------------------------------------------------------

const adapters = new WeakMap<object, ForeignLoop>();

export class ForeignLoop extends EventLoop {
  declare readonly python: Value;

  constructor(python: Value) {
    super();
    Object.defineProperty(this, "python", { value: python });
    this.debug = truth(callMethod(python, "get_debug"));
  }

  override time(): number {
    return secondsOf(callMethod(this.python, "time"));
  }

  override push(entry: Entry): void {
    if (entry instanceof Handle) this.schedule(entry.callback, entry.args, entry.context);
    else
      this.schedule(
        nativeFunction("step()", () => orNone(entry.run$())),
        [],
        null,
      );
  }

  override schedule(callback: unknown, args: readonly unknown[], context: Context | null): Handle {
    const call = getattr(this.python, "call_soon");
    return callKw(call, [callback as Value, ...(args as Value[])], CONTEXT, [orNone(context)]) as Handle;
  }

  override scheduleAt(when: number, callback: unknown, args: readonly unknown[], context: Context | null): TimerHandle {
    const call = getattr(this.python, "call_at");
    const given = [float(when), callback as Value, ...(args as Value[])];
    return callKw(call, given, CONTEXT, [orNone(context)]) as TimerHandle;
  }

  override callExceptionHandler(context: ExceptionContext): void {
    callMethod(this.python, "call_exception_handler", dictOf(context));
  }
}

/** The engine's loop for what a program gives as one. */
export function engineLoop(loop: Value): EventLoop {
  if (loop instanceof EventLoop) return loop;
  let adapter = adapters.get(loop as object);
  if (adapter === undefined) {
    adapter = new ForeignLoop(loop);
    adapters.set(loop as object, adapter);
  }
  return adapter;
}

/** What the program knows the loop as. */
export const programLoop = (loop: EventLoop): Value => (loop instanceof ForeignLoop ? loop.python : loop);
