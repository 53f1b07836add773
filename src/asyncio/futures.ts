// Futures: results that are not there yet (https://docs.python.org/3.14/library/asyncio-future.html).
//
// States: PENDING → CANCELLED | FINISHED | FAILED, once. On leaving PENDING every callback is put into the loop's ready
// queue, in the order of registration, and forgotten. Most futures have one waiter, a task; it is kept in fields of the
// future itself, and goes into the ready queue as it is, without a handle.
//
// A failed future whose exception nobody has looked at stands in its loop's list `unretrieved`, and is reported when the
// loop closes; `index` is its place in that list.

import { type Context, copyContext } from "./contextvars.ts";
import { type Leaf, RAISE, type Suspended, suspendOn } from "./coroutine.ts";
import { type CancelledError, cancelledError, InvalidStateError, RuntimeError, StopIteration } from "./exceptions.ts";
import { NativeFrame } from "./frames.ts";
import { DoneCallback, type Entry, Handle } from "./handles.ts";
import { hooks } from "./hooks.ts";
import type { EventLoop } from "./loop.ts";

export const PENDING = 0;
export const CANCELLED = 1;
export const FINISHED = 2;
export const FAILED = 3;
const stateNames = ["pending", "cancelled", "finished", "finished"];

/** In place of a callback's context: the callback is a task that waits, an entry of the ready queue. */
export const WAKEUP: unique symbol = Symbol("wakeup");
type CallbackContext = Context | typeof WAKEUP | null;

/**
 * A result that is not there yet (https://docs.python.org/3.14/library/asyncio-future.html#asyncio.Future): somebody sets
 * it, others wait for it, by `yield* future` in a coroutine or `await future` in an async function.
 *
 * @example
 * const answer = getRunningLoop().createFuture<string>();
 * button.onclick = () => answer.setResult("yes");
 * console.log(yield* answer);
 */
export class Future<T = unknown> implements Leaf, PromiseLike<T> {
  declare readonly loop: EventLoop;
  declare state: number;
  /** The result; the exception of a failed future; the CancelledError that cancelled it, until it is raised. */
  declare value: unknown;
  /** The first callback and its context. */
  declare callback: unknown;
  declare callbackContext: CallbackContext;
  /** The other callbacks, each followed by its context. */
  declare more: unknown[] | null;
  /** Set by whoever awaits the future and cleared by the task: tells awaiting from a plain yield of a future. */
  declare blocking: boolean;
  /** The place among the futures whose exception was not retrieved; -1 if it is not there. */
  declare index: number;
  declare cancelMessage: unknown;
  /** Where it was made; in debug mode only. */
  declare origin: unknown;

  constructor(loop: EventLoop) {
    this.loop = loop;
    this.state = PENDING;
    this.value = undefined;
    this.callback = null;
    this.callbackContext = null;
    this.more = null;
    this.blocking = false;
    this.index = -1;
    this.cancelMessage = undefined;
    this.origin = loop.debug ? hooks.captureOrigin() : undefined;
  }

  /** The loop that calls its callbacks. */
  getLoop(): EventLoop {
    return this.loop;
  }

  /** Whether it was cancelled. */
  cancelled(): boolean {
    return this.state === CANCELLED;
  }

  /** Whether it has a result or an exception, or is cancelled. */
  done(): boolean {
    return this.state !== PENDING;
  }

  /** Cancels it; whoever awaits it gets a CancelledError with this message. Returns false if it is done already. */
  cancel(message?: unknown): boolean {
    if (this.index >= 0) this.loop.forgetUnretrieved(this);
    if (this.state !== PENDING) return false;
    this.state = CANCELLED;
    this.cancelMessage = message;
    this.scheduleCallbacks();
    return true;
  }

  /** The result. Raises the exception it failed with, CancelledError if cancelled, InvalidStateError if not done. */
  result(): T {
    if (this.state === FINISHED) return this.value as T;
    if (this.state === FAILED) {
      if (this.index >= 0) this.loop.forgetUnretrieved(this);
      throw this.value;
    }
    if (this.state === CANCELLED) throw this.makeCancelledError();
    throw new InvalidStateError("Result is not set.");
  }

  /** The exception it failed with, or undefined. Raises CancelledError if cancelled, InvalidStateError if not done. */
  exception(): unknown {
    if (this.state === FINISHED) return undefined;
    if (this.state === FAILED) {
      if (this.index >= 0) this.loop.forgetUnretrieved(this);
      return this.value;
    }
    if (this.state === CANCELLED) throw this.makeCancelledError();
    throw new InvalidStateError("Exception is not set.");
  }

  /** The CancelledError to raise: once the one that was caught, then new ones. */
  makeCancelledError(): CancelledError {
    if (this.state === CANCELLED && this.value !== undefined) {
      const error = this.value as CancelledError;
      this.value = undefined;
      return error;
    }
    return this.cancelMessage === undefined ? cancelledError() : cancelledError(this.cancelMessage);
  }

  /** Makes it done with a result. InvalidStateError if it is done. */
  setResult(result: T): void {
    if (this.state !== PENDING) this.refuse();
    this.value = result;
    this.state = FINISHED;
    this.scheduleCallbacks();
  }

  /** Makes it done with an exception, which is raised where it is awaited. InvalidStateError if it is done. */
  setException(exception: unknown): void {
    if (this.state !== PENDING) this.refuse();
    if (exception instanceof StopIteration) {
      const wrapped = new RuntimeError(
        "StopIteration interacts badly with generators and cannot be raised into a Future",
      );
      wrapped.cause = wrapped.context = exception;
      exception = wrapped;
    }
    this.value = exception;
    this.state = FAILED;
    this.loop.noteUnretrieved(this as Future);
    this.scheduleCallbacks();
  }

  private refuse(): never {
    throw new InvalidStateError("invalid state");
  }

  /** Calls `callback(future)` soon after the future is done. */
  addDoneCallback(callback: unknown, context?: Context): void {
    this.addCallback(callback, context ?? copyContext());
  }

  /** Removes every registration of a callback; returns how many there were. */
  removeDoneCallback(callback: unknown): number {
    const kept: [unknown, CallbackContext][] = [];
    let count = 0;
    this.eachCallback((other, context) => {
      if (context !== WAKEUP && hooks.sameCallback(other, callback)) count++;
      else kept.push([other, context]);
    });
    if (count > 0) {
      this.callback = null;
      this.more = null;
      for (const [other, context] of kept) this.addCallback(other, context);
    }
    return count;
  }

  /** Registers a callback with its context as it is, or an entry of the ready queue with WAKEUP. */
  addCallback(callback: unknown, context: CallbackContext): void {
    if (this.state !== PENDING) this.schedule(callback, context);
    else if (this.callback === null) {
      this.callback = callback;
      this.callbackContext = context;
    } else if (this.more === null) this.more = [callback, context];
    else this.more.push(callback, context);
  }

  /** Visits the callbacks in the order in which they will be called. */
  eachCallback(visit: (callback: unknown, context: CallbackContext) => void): void {
    if (this.callback === null) return;
    visit(this.callback, this.callbackContext);
    const { more } = this;
    if (more !== null) for (let i = 0; i < more.length; i += 2) visit(more[i], more[i + 1] as CallbackContext);
  }

  private schedule(callback: unknown, context: CallbackContext): void {
    if (context === WAKEUP) this.loop.push(callback as Entry);
    else {
      this.loop.checkClosed();
      this.loop.push(
        context === null && typeof callback === "function"
          ? new DoneCallback(callback as (future: Future) => void, this as Future)
          : new Handle(callback, [this], this.loop, context),
      );
    }
  }

  /** It is done: the callbacks go into the ready queue. */
  scheduleCallbacks(): void {
    const { callback, more } = this;
    if (callback === null) return;
    this.callback = null;
    this.schedule(callback, this.callbackContext);
    this.callbackContext = null;
    if (more !== null) {
      this.more = null;
      for (let i = 0; i < more.length; i += 2) this.schedule(more[i], more[i + 1] as CallbackContext);
    }
  }

  await$(): T | Suspended {
    if (this.state !== PENDING) return this.result();
    this.blocking = true;
    return suspendOn(this, this);
  }

  send$(_value: unknown): unknown {
    if (this.state === PENDING) throw new RuntimeError("await wasn't used with future");
    return this.result();
  }

  throw$(_error: unknown): unknown {
    return RAISE;
  }

  close$(): void {}

  /** `yield* future` awaits it. */
  [Symbol.iterator](): Iterator<undefined, T, unknown> {
    return new NativeFrame<T>(this.await$, this, undefined, undefined);
  }

  /** JavaScript's `await future` waits for it too. */
  // biome-ignore lint/suspicious/noThenProperty: a future is a thenable on purpose
  then<R = T, E = never>(
    onDone?: ((value: T) => R | PromiseLike<R>) | null,
    onFailed?: ((reason: unknown) => E | PromiseLike<E>) | null,
  ): PromiseLike<R | E> {
    const promise = new Promise<T>((resolve, reject) => {
      this.addCallback(() => {
        try {
          resolve(this.result());
        } catch (error) {
          reject(error);
        }
      }, null);
    });
    return promise.then(onDone, onFailed);
  }

  /** The parts of the repr after the class's name. */
  describe(): string[] {
    const parts = [stateNames[this.state]!];
    if (this.state === FAILED) parts.push(`exception=${hooks.repr(this.value)}`);
    else if (this.state === FINISHED) parts.push(`result=${hooks.shortRepr(this.value)}`);
    const callbacks: string[] = [];
    this.eachCallback((callback, context) => {
      callbacks.push(context === WAKEUP ? "Task.task_wakeup()" : hooks.describeCallback(callback, undefined));
    });
    if (callbacks.length > 2) callbacks.splice(1, callbacks.length - 2, `<${callbacks.length - 2} more>`);
    if (callbacks.length > 0) parts.push(`cb=[${callbacks.join(", ")}]`);
    const place = this.origin === undefined ? "" : hooks.describeOrigin(this.origin);
    if (place !== "") parts.push(`created at ${place}`);
    return parts;
  }

  toString(): string {
    return `<Future ${this.describe().join(" ")}>`;
  }
}
