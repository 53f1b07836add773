// `concurrent.futures.Future`, and waiting for one. Threads take turns on the one JavaScript thread and change only where
// one waits, so nothing needs a lock. A thread waits by suspending its frames; where a frame in the way cannot be
// suspended (a sort key, a generator), the other threads run inside of that.

import { hooks } from "../../asyncio/hooks.ts";
import { call } from "../../runtime/calls.ts";
import { genericAlias } from "../../runtime/containers/genericalias.ts";
import { runtimeError } from "../../runtime/errors.ts";
import {
  asException,
  type Exc,
  Exception,
  exceptionTypes,
  instantiate,
  makeException,
} from "../../runtime/exceptions.ts";
import { nativeType } from "../../runtime/native.ts";
import { doubleOf } from "../../runtime/numbers/coerce.ts";
import { address, repr } from "../../runtime/protocols.ts";
import { type Type, typeName } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { blocks } from "../define.ts";
import { Waiter, waitFor, waitInPlace } from "../threads/waiting.ts";

type Frame = globalThis.Generator<Value, Value, Value>;

const errorType = (name: string, base: Type): Type =>
  nativeType({ name, module: "concurrent.futures._base", base, hasDict: true });
export const FutureError = errorType("Error", Exception);
export const CancelledError = errorType("CancelledError", FutureError);
export const InvalidStateError = errorType("InvalidStateError", FutureError);

type State = "pending" | "running" | "cancelled" | "finished";

export class ThreadFuture {
  state: State = "pending";
  value: Value = None;
  error: Exc | undefined = undefined;
  readonly callbacks: Value[] = [];
  /** Called whenever it is done; those who wait. */
  readonly watchers = new Set<() => void>();

  get isDone(): boolean {
    return this.state === "cancelled" || this.state === "finished";
  }

  /** False if it was cancelled: it is not to be run. */
  begin(): boolean {
    if (this.state === "cancelled") return false;
    if (this.state !== "pending") throw runtimeError("Future in unexpected state");
    this.state = "running";
    return true;
  }

  cancel(): boolean {
    if (this.state === "running" || this.state === "finished") return false;
    if (this.state === "pending") this.end("cancelled");
    return true;
  }

  settle(value: Value, error: Exc | undefined): void {
    if (this.isDone) throw makeException(InvalidStateError, [`${this.state.toUpperCase()}: ${repr(this as Value)}`]);
    this.value = value;
    this.error = error;
    this.end("finished");
  }

  private end(state: State): void {
    this.state = state;
    for (const watcher of [...this.watchers]) watcher();
    for (const callback of this.callbacks.splice(0)) this.tell(callback);
  }

  tell(callback: Value): void {
    try {
      call(callback, this as Value);
    } catch (e) {
      hooks.log("error", `exception calling callback for ${repr(this as Value)}`, asException(e));
    }
  }

  outcome(): Value {
    if (this.state === "cancelled") throw makeException(CancelledError, []);
    if (this.error !== undefined) throw this.error;
    return this.value;
  }

  failure(): Value {
    if (this.state === "cancelled") throw makeException(CancelledError, []);
    return this.error ?? None;
  }
}

// ---- waiting ----------------------------------------------------------------------------------------------------------------

export const secondsOf = (timeout: Value | undefined): number | undefined =>
  timeout === undefined || timeout === None ? undefined : doubleOf(timeout);

/** Waits until it is `ready`, of which the futures tell; false if that took too long. */
export function* waited(
  futures: Iterable<ThreadFuture>,
  ready: () => boolean,
  seconds: number | undefined,
): globalThis.Generator<undefined, boolean, unknown> {
  const waiter = new Waiter(seconds);
  const look = (): void => {
    if (ready()) waiter.wake();
  };
  for (const future of futures) future.watchers.add(look);
  try {
    return yield* waitFor(waiter, ready);
  } finally {
    for (const future of futures) future.watchers.delete(look);
  }
}

/** The same where nothing can be suspended: in place. */
export function atOnce(ready: () => boolean, seconds: number | undefined): boolean {
  return seconds !== undefined && seconds <= 0 ? ready() : waitInPlace(new Waiter(seconds), ready);
}

export const timedOut = (text?: string): Error =>
  makeException(exceptionTypes.get("TimeoutError")!, text === undefined ? [] : [text]);

// ---- the type ---------------------------------------------------------------------------------------------------------------

const done = (self: ThreadFuture) => (): boolean => self.isDone;

function read(self: ThreadFuture, isDone: boolean, get: "outcome" | "failure"): Value {
  if (!isDone) throw timedOut();
  return self[get]();
}

export const futureType = nativeType({
  name: "Future",
  module: "concurrent.futures._base",
  ctor: ThreadFuture,
  classMethods: { "__class_getitem__(object, /)": genericAlias },
  hasDict: true,
  doc: "Represents the result of an asynchronous computation.",
  special: {
    __init__: () => None,
    __repr__: (self: ThreadFuture) => {
      const outcome =
        self.state !== "finished"
          ? ""
          : self.error
            ? ` raised ${typeName(self.error)}`
            : ` returned ${typeName(self.value)}`;
      return `<Future at ${address(self as Value).replace(/^0x0+/, "0x")} state=${self.state}${outcome}>`;
    },
  },
  methods: {
    "cancel()": (self: ThreadFuture) => self.cancel(),
    "cancelled()": (self: ThreadFuture) => self.state === "cancelled",
    "running()": (self: ThreadFuture) => self.state === "running",
    "done()": (self: ThreadFuture) => self.isDone,
    "result(timeout=None)": (self: ThreadFuture, timeout?: Value) =>
      read(self, atOnce(done(self), secondsOf(timeout)), "outcome"),
    "exception(timeout=None)": (self: ThreadFuture, timeout?: Value) =>
      read(self, atOnce(done(self), secondsOf(timeout)), "failure"),
    "add_done_callback(fn)": (self: ThreadFuture, callback: Value) => {
      if (self.isDone) self.tell(callback);
      else self.callbacks.push(callback);
      return None;
    },
    "set_running_or_notify_cancel()": (self: ThreadFuture) => self.begin(),
    "set_result(result)": (self: ThreadFuture, value: Value) => {
      self.settle(value, undefined);
      return None;
    },
    "set_exception(exception)": (self: ThreadFuture, error: Value) => {
      self.settle(None, error === None ? undefined : instantiate(error));
      return None;
    },
  },
});

for (const [name, get] of [
  ["result", "outcome"],
  ["exception", "failure"],
] as const) {
  blocks(futureType, name, function* (self: ThreadFuture, timeout?: Value): Frame {
    const isDone = yield* waited([self], done(self), secondsOf(timeout)) as unknown as Generator<Value, boolean, Value>;
    return read(self, isDone, get);
  });
}
