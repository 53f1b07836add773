// Futures: results that are not there yet (https://docs.python.org/3.14/library/asyncio-future.html).
//
// States: PENDING → CANCELLED | FINISHED | FAILED, once. On leaving PENDING every callback is put into the loop's ready
// queue, in the order of registration, and forgotten. Most futures have one waiter, a task; it is kept in a field of the
// future itself, and goes into the ready queue as it is, without a handle.
//
// A failed future whose exception nobody has looked at is among its loop's `unretrieved`, and is reported when it is
// destroyed or the loop closes.
//
// Programs have many futures at a time, tasks above all: a field is worth it only if most futures need it.

import { type Context, copyContext } from "./contextvars.ts";
import { type Leaf, RAISE, type Suspended, suspendOn } from "./coroutine.ts";
import { type CancelledError, cancelledError, InvalidStateError, RuntimeError, StopIteration } from "./exceptions.ts";
import { NativeFrame } from "./frames.ts";
import { DoneCallback, type Entry, Handle } from "./handles.ts";
import { hooks } from "./hooks.ts";
import type { EventLoop } from "./loop.ts";
import { noteOrigin } from "./origins.ts";

export const PENDING = 0;
export const CANCELLED = 1;
export const FINISHED = 2;
export const FAILED = 3;
const stateNames = ["pending", "cancelled", "finished", "finished"];

/**
 * What a future does when it is done: an entry goes into the ready queue as it is (a task that waits, the handle of a
 * program's callback); a function of the engine is called from there with the future.
 */
export type Callback = Entry | ((future: never) => void);

/** The value of a future that was cancelled by an exception of its task's, until that is raised. */
export class Caught {
  declare readonly error: CancelledError;
  constructor(error: CancelledError) {
    this.error = error;
  }
}

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
  /**
   * The result; the exception of a failed future; the message of a cancellation, which a task has before it is cancelled,
   * or what it was `Caught` with.
   */
  declare value: unknown;
  /** The callback, or a list of several. */
  declare callback: Callback | Callback[] | null;
  /** Set by whoever awaits the future and cleared by the task: tells awaiting from a plain yield of a future. */
  declare blocking: boolean;

  constructor(loop: EventLoop) {
    this.loop = loop;
    this.state = PENDING;
    this.value = undefined;
    this.callback = null;
    this.blocking = false;
    if (loop.debug) noteOrigin(this, hooks.captureOrigin());
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
    if (this.state !== PENDING) {
      this.retrieved();
      return false;
    }
    this.state = CANCELLED;
    this.value = message;
    this.scheduleCallbacks();
    return true;
  }

  /** Whoever has it knows that it failed. */
  retrieved(): void {
    if (this.state === FAILED) this.loop.unretrieved.delete(this as Future);
  }

  /** The result. Raises the exception it failed with, CancelledError if cancelled, InvalidStateError if not done. */
  result(): T {
    if (this.state === FINISHED) return this.value as T;
    if (this.state === FAILED) throw this.failure();
    if (this.state === CANCELLED) throw this.makeCancelledError();
    throw new InvalidStateError("Result is not set.");
  }

  /** The exception it failed with, which will be raised now. */
  failure(): unknown {
    this.retrieved();
    hooks.raises?.(this);
    return this.value;
  }

  /** The exception it failed with, or undefined. Raises CancelledError if cancelled, InvalidStateError if not done. */
  exception(): unknown {
    if (this.state === FINISHED) return undefined;
    if (this.state === FAILED) {
      this.retrieved();
      return this.value;
    }
    if (this.state === CANCELLED) throw this.makeCancelledError();
    throw new InvalidStateError("Exception is not set.");
  }

  /** The CancelledError to raise: once the one that was caught, then new ones. */
  makeCancelledError(): CancelledError {
    const { value } = this;
    if (value instanceof Caught) {
      this.value = undefined;
      return value.error;
    }
    return value === undefined ? cancelledError() : cancelledError(value);
  }

  /** The message of the cancellation; undefined if there was none, or none yet. */
  get cancelMessage(): unknown {
    return this.state > CANCELLED || this.value instanceof Caught ? undefined : this.value;
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
    this.loop.unretrieved.add(this as Future);
    this.scheduleCallbacks();
  }

  private refuse(): never {
    throw new InvalidStateError("invalid state");
  }

  /** Calls `callback(future)` soon after the future is done. */
  addDoneCallback(callback: unknown, context?: Context): void {
    this.addCallback(new Handle(callback, [this], this.loop, context ?? copyContext()));
  }

  /** Removes every registration of a callback; returns how many there were. */
  removeDoneCallback(callback: unknown): number {
    const all = this.callbacks();
    const kept = all.filter((each) =>
      each instanceof Handle ? !hooks.sameCallback(each.callback, callback) : each !== callback,
    );
    if (kept.length < all.length) this.callback = kept.length === 0 ? null : kept;
    return all.length - kept.length;
  }

  /** Registers what is done when the future is. */
  addCallback(callback: Callback): void {
    if (this.state !== PENDING) this.schedule(callback);
    else if (this.callback === null) this.callback = callback;
    else if (Array.isArray(this.callback)) this.callback.push(callback);
    else this.callback = [this.callback, callback];
  }

  /** The callbacks in the order in which they will be called. */
  callbacks(): readonly Callback[] {
    const { callback } = this;
    return callback === null ? [] : Array.isArray(callback) ? callback : [callback];
  }

  private schedule(callback: Callback): void {
    const { loop } = this;
    if (typeof callback === "function") callback = new DoneCallback(callback, this as Future);
    else if (!(callback instanceof Handle)) {
      loop.push(callback);
      return;
    }
    loop.checkClosed();
    loop.push(callback);
  }

  /** It is done: the callbacks go into the ready queue. */
  scheduleCallbacks(): void {
    const { callback } = this;
    if (callback === null) return;
    this.callback = null;
    if (Array.isArray(callback)) for (const each of callback) this.schedule(each);
    else this.schedule(callback);
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
      });
    });
    return promise.then(onDone, onFailed);
  }

  /** The parts of the repr after the class's name. */
  describe(): string[] {
    const parts = [stateNames[this.state]!];
    if (this.state === FAILED) parts.push(`exception=${hooks.repr(this.value)}`);
    else if (this.state === FINISHED) parts.push(`result=${hooks.shortRepr(this.value)}`);
    const callbacks = this.callbacks().map((each) => {
      const callback = each instanceof Handle ? each.callback : each;
      return callback === each && typeof each !== "function"
        ? "Task.task_wakeup()"
        : hooks.describeCallback(callback, undefined);
    });
    if (callbacks.length > 2) callbacks.splice(1, callbacks.length - 2, `<${callbacks.length - 2} more>`);
    if (callbacks.length > 0) parts.push(`cb=[${callbacks.join(", ")}]`);
    return parts;
  }

  toString(): string {
    return `<Future ${this.describe().join(" ")}>`;
  }
}
