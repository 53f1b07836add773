// Functions of the TypeScript face: what Python says by syntax (`async def`, `async with`, `await`), and the shorthands
// of the asyncio module for the running loop.

import { AsyncGenerator } from "./asyncgen.ts";
import { type Context, copyContext } from "./contextvars.ts";
import { awaitValue, type Coroutine, makeCoroutine, NativeFrame, SUSPENDED } from "./coroutine.ts";
import { type Awaitable, ensureFuture } from "./ensure.ts";
import { StopAsyncIteration } from "./exceptions.ts";
import { Future } from "./futures.ts";
import { type CodeLike, placeOfCaller } from "./hooks.ts";
import { type EventLoop, getRunningLoop } from "./loop.ts";
import * as state from "./state.ts";
import { TaskGroup } from "./taskgroups.ts";
import type { CoroutineArgument, Task, TaskOptions } from "./tasks.ts";
import { Timeout } from "./timeouts.ts";

/** The type of a coroutine's body whose result is a `T`. */
export type Coro<T> = Generator<undefined, T, unknown>;

/**
 * Makes a coroutine function of a generator function, Python's `async def`. A call starts nothing; a coroutine that is
 * never awaited is reported, with the place of its function (in debug mode, of the call). Plain generator functions
 * serve as well, without the report.
 *
 * @example
 * const greet = coroutine(function* greet(name: string) {
 *   yield* sleep(1);
 *   return `Hello, ${name}`;
 * });
 */
export function coroutine<A extends unknown[], T>(
  body: (...args: A) => Generator<unknown, T, never>,
): (...args: A) => Coroutine<T> {
  const code: CodeLike = { name: body.name, qualname: body.name };
  const origin = placeOfCaller();
  return (...args) =>
    makeCoroutine<T>(body(...args), code, state.runningLoop?.debug === true ? placeOfCaller() : origin);
}

/**
 * Makes an asynchronous generator function: the body yields values with `yield`, and awaits with `yield*`.
 *
 * @example
 * const ticks = asyncGenerator(function* (count: number) {
 *   for (let i = 0; i < count; i++) {
 *     yield* sleep(1);
 *     yield i;
 *   }
 * });
 */
export function asyncGenerator<A extends unknown[], Y>(
  body: (...args: A) => Generator<Y, unknown, never>,
): (...args: A) => AsyncGenerator<Exclude<Y, undefined>> {
  const code: CodeLike = { name: body.name, qualname: body.name };
  return (...args) => new AsyncGenerator<Exclude<Y, undefined>>(body(...args), code);
}

/**
 * The next value of an asynchronous generator, or `fallback` at its end.
 *
 * @example
 * for (let n; (n = yield* anext(numbers, undefined)) !== undefined; ) console.log(n);
 */
export function* anext<Y, D>(generator: AsyncGenerator<Y>, fallback: D): Coro<Y | D> {
  try {
    return yield* generator.anext();
  } catch (error) {
    if (error instanceof StopAsyncIteration) return fallback;
    throw error;
  }
}

/**
 * Makes anything that can be awaited iterable: `yield* awaitable(promise)` waits for a promise. If the task is
 * cancelled meanwhile, the promise goes on unheard.
 */
export function awaitable<T>(value: Awaitable<T>): Iterable<undefined, T, unknown> {
  return new NativeFrame<T>(awaitValue, undefined, value, undefined);
}

/** What can be entered and left: locks, semaphores, timeouts, task groups. */
export interface Manager<R> {
  enter$(): R | unknown;
  exit$(error: unknown): unknown;
}

/**
 * Runs a body between entering and leaving, Python's `async with`.
 *
 * @example
 * yield* within(lock, function* () {
 *   yield* sleep(1);
 * });
 */
export function* within<R, T>(manager: Manager<R>, body: (entered: R) => Generator<unknown, T, never>): Coro<T> {
  let entered = manager.enter$();
  if (entered === SUSPENDED) entered = yield;
  let result: T;
  try {
    result = (yield* body(entered as R) as Coro<T>) as T;
  } catch (error) {
    if (manager.exit$(error) === SUSPENDED) yield;
    throw error;
  }
  if (manager.exit$(undefined) === SUSPENDED) yield;
  return result;
}

/**
 * Runs a body with a task group (https://docs.python.org/3.14/library/asyncio-task.html#task-groups). It ends when
 * every task of the group has ended. If one fails the others are cancelled, and a `BaseExceptionGroup` is raised.
 *
 * @example
 * yield* taskGroup(function* (group) {
 *   group.createTask(worker(1));
 *   group.createTask(worker(2));
 * });
 */
export function taskGroup<T>(body: (group: TaskGroup) => Generator<unknown, T, never>): Coro<T> {
  return within(new TaskGroup(), body);
}

/**
 * Runs a body for at most some seconds; then it is cancelled, and TimeoutError raised
 * (https://docs.python.org/3.14/library/asyncio-task.html#timeouts). Without a body: the `Timeout`, for `within`.
 *
 * @example
 * const page = yield* timeout(5, () => fetchPage(url));
 */
export function timeout(seconds: number | undefined): Timeout;
export function timeout<T>(seconds: number | undefined, body: (t: Timeout) => Generator<unknown, T, never>): Coro<T>;
export function timeout<T>(
  seconds: number | undefined,
  body?: (t: Timeout) => Generator<unknown, T, never>,
): Timeout | Coro<T> {
  const limit = new Timeout(seconds === undefined ? undefined : getRunningLoop().time() + seconds);
  return body === undefined ? limit : within(limit, body);
}

/** As `timeout`, with a time of the loop's clock. */
export function timeoutAt(when: number | undefined): Timeout {
  return new Timeout(when);
}

/**
 * Starts a coroutine as a task of the running loop (https://docs.python.org/3.14/library/asyncio-task.html#asyncio.create_task).
 * It takes its first step in the loop's next turn.
 */
export function createTask<T>(coro: CoroutineArgument<T>, options?: TaskOptions): Task<T> {
  return getRunningLoop().createTask<T>(coro, options);
}

/** The task that is running in a loop, the running one by default; undefined outside of tasks. */
export function currentTask(loop: EventLoop = getRunningLoop()): Task | undefined {
  const task = state.currentTask as Task | null;
  return task !== null && task.loop === loop ? task : undefined;
}

/** The tasks of a loop that are not done. */
export function allTasks(loop: EventLoop = getRunningLoop()): Set<Task> {
  return new Set(loop.pendingTasks());
}

/** Whether a value is a future; tasks are. */
export function isFuture(value: unknown): value is Future {
  return value instanceof Future;
}

/** Starts a coroutine in a loop from outside of it; the promise gives its result. */
export function runCoroutineThreadsafe<T>(coro: Awaitable<T>, loop: EventLoop): Promise<T> {
  return new Promise((resolve, reject) => {
    loop.callSoonThreadsafe(() => {
      try {
        ensureFuture<T>(coro, loop).then(resolve, reject);
      } catch (error) {
        reject(error);
      }
    });
  });
}

/**
 * A future of `callable(...args)` run in a thread, in a copy of the current context
 * (https://docs.python.org/3.14/library/asyncio-task.html#asyncio.to_thread). An async function's promise is waited for.
 */
export function toThread<A extends unknown[], R>(callable: (...args: A) => R | PromiseLike<R>, ...args: A): Future<R> {
  const context: Context = copyContext();
  return getRunningLoop().runInExecutor(null, () => context.run(callable, ...args));
}
