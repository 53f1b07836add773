// Asynchronous iteration in TypeScript: `each` in coroutines, `for await` in plain async functions.
//
// JavaScript's `for await` cannot stand in a generator, so a coroutine asks for one value after the other:
//
//     const lines = each(reader);
//     while (yield* lines.next()) console.log(lines.value);
//
// It is an ordinary loop: `break`, `continue` and `return` do what they say.

import { awaitFrame, awaitValue, SUSPENDED, type Suspended } from "./coroutine.ts";
import { RuntimeError, StopAsyncIteration, stopAsyncIteration } from "./exceptions.ts";
import type { Coro } from "./functions.ts";
import { type Operation, operation } from "./native.ts";
import { toPromise } from "./promises.ts";

/** What the engine iterates over. */
export interface AsyncSource<T> {
  /** The next value, as a native await; at the end it raises something. */
  anext$(): T | Suspended;
  /** Whether what was raised is the end. */
  isEnd$(error: unknown): boolean;
}

/**
 * The values of an asynchronous iterable, one after the other; made by `each`.
 *
 * @example
 * const lines = each(reader);
 * while (yield* lines.next()) console.log(lines.value);
 */
export class Each<T = unknown> {
  /** The value that the last `next` has brought. */
  declare value: T;
  private asked = false;
  private readonly source: AsyncSource<T>;

  constructor(source: AsyncSource<T>) {
    this.source = source;
  }

  /** Awaitable: brings the next `value`, and tells whether there was one. */
  next(): Operation<boolean> {
    // Without its `yield*` the loop's condition is an object, which is always true.
    if (this.asked) throw new RuntimeError("each.next() was not awaited the last time: was yield* forgotten?");
    this.asked = true;
    return operation("each.next", this.next$, this);
  }

  next$(): unknown {
    this.asked = false;
    return awaitFrame(this.nextFrame());
  }

  private *nextFrame(): Coro<boolean> {
    try {
      let value: unknown = this.source.anext$();
      if (value === SUSPENDED) value = yield;
      this.value = value as T;
      return true;
    } catch (error) {
      if (this.source.isEnd$(error)) return false;
      throw error;
    }
  }
}

/**
 * Iterates in a coroutine over asynchronous generators, queues (until they are shut down), streams (their lines), and
 * whatever of JavaScript's has asynchronous iterators. Python's `async for`
 * (https://docs.python.org/3.14/reference/compound_stmts.html#the-async-for-statement).
 *
 * @example
 * const numbers = each(ticks(3));
 * while (yield* numbers.next()) console.log(numbers.value);
 */
export function each<T>(iterable: AsyncIterable<T>): Each<T> {
  return new Each<T>("anext$" in iterable ? (iterable as unknown as AsyncSource<T>) : new Foreign<T>(iterable));
}

/** An asynchronous iterable of JavaScript's. */
class Foreign<T> implements AsyncSource<T> {
  declare private readonly iterator: AsyncIterator<T>;

  constructor(iterable: AsyncIterable<T>) {
    this.iterator = iterable[Symbol.asyncIterator]();
  }

  anext$(): T | Suspended {
    return awaitFrame(this.frame()) as T | Suspended;
  }

  private *frame(): Coro<T> {
    let step = awaitValue(this.iterator.next());
    if (step === SUSPENDED) step = yield;
    if ((step as IteratorResult<T>).done) throw stopAsyncIteration();
    return (step as IteratorResult<T>).value;
  }

  isEnd$(error: unknown): boolean {
    return error instanceof StopAsyncIteration;
  }
}

/** What `for await` takes: each step is a task of the loop that ran last. */
export function promisedIterator<T>(source: AsyncSource<T>, close?: () => PromiseLike<unknown>): AsyncIterator<T> {
  const values = new Each<T>(source);
  return {
    async next() {
      return (await toPromise(values.next())) ? { done: false, value: values.value } : { done: true, value: undefined };
    },
    async return() {
      await close?.();
      return { done: true, value: undefined };
    },
  };
}
