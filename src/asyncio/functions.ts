// Functions of the TypeScript face: what Python says by syntax (`async def`, `async with`, `await`), and the shorthands
// of the asyncio module for the running loop.

import { AsyncGenerator } from "./asyncgen.ts";
import { type Context, copyContext } from "./contextvars.ts";
import { awaitValue, type Coroutine, makeCoroutine } from "./coroutine.ts";
import type { Awaitable } from "./ensure.ts";
import { StopAsyncIteration } from "./exceptions.ts";
import { NativeFrame } from "./frames.ts";
import { Future } from "./futures.ts";
import { type CodeLike, placeOfCaller } from "./hooks.ts";
import { type EventLoop, getRunningLoop } from "./loop.ts";
import { noteOrigin } from "./origins.ts";
import { toPromise } from "./promises.ts";
import * as state from "./state.ts";
import type { CoroutineArgument, Task, TaskOptions } from "./tasks.ts";

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
  body: (...args: A) => Generator<undefined, T, never>,
): (...args: A) => Coroutine<T> {
  const code: CodeLike = { name: body.name, qualname: body.name, origin: placeOfCaller() };
  return (...args) => {
    const made = makeCoroutine<T>(body(...args), code);
    if (state.runningLoop?.debug === true) noteOrigin(made, placeOfCaller());
    return made;
  };
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
 * cancelled meanwhile, the promise goes on unheard; `abortable` tells it.
 *
 * @example
 * const response = yield* awaitable(fetch(url));
 */
export function awaitable<T>(value: Awaitable<T>): Iterable<undefined, T, unknown> {
  return new NativeFrame<T>(awaitValue, undefined, value, undefined);
}

/**
 * Starts a coroutine as a task of the running loop
 * (https://docs.python.org/3.14/library/asyncio-task.html#asyncio.create_task).
 * It takes its first step in the loop's next turn. RuntimeError if no loop runs.
 *
 * @example
 * const task = createTask(download(url), { name: "download" });
 * const page = yield* task;
 */
export function createTask<T>(coro: CoroutineArgument<T>, options?: TaskOptions): Task<T> {
  return getRunningLoop().createTask<T>(coro, options);
}

/**
 * The task that is running in a loop, the running one by default; undefined outside of tasks
 * (https://docs.python.org/3.14/library/asyncio-task.html#asyncio.current_task).
 *
 * @example
 * console.log(currentTask()?.getName());
 */
export function currentTask(loop: EventLoop = getRunningLoop()): Task | undefined {
  const task = state.currentTask as Task | null;
  return task !== null && task.loop === loop ? task : undefined;
}

/**
 * The tasks of a loop that are not done, the running one by default
 * (https://docs.python.org/3.14/library/asyncio-task.html#asyncio.all_tasks).
 *
 * @example
 * for (const task of allTasks()) if (task !== currentTask()) task.cancel();
 */
export function allTasks(loop: EventLoop = getRunningLoop()): Set<Task> {
  return new Set(loop.pendingTasks());
}

/**
 * Whether a value is a future; tasks are (https://docs.python.org/3.14/library/asyncio-future.html#asyncio.isfuture).
 *
 * @example
 * isFuture(createTask(work())); // true
 */
export function isFuture(value: unknown): value is Future {
  return value instanceof Future;
}

/**
 * Starts a coroutine in a loop from outside of it
 * (https://docs.python.org/3.14/library/asyncio-task.html#asyncio.run_coroutine_threadsafe); the promise gives its
 * result. `toPromise` is the same for the loop that ran last.
 *
 * @example
 * button.onclick = () => runCoroutineThreadsafe(save(), loop);
 */
export function runCoroutineThreadsafe<T>(coro: Awaitable<T>, loop: EventLoop): Promise<T> {
  return toPromise(coro, loop);
}

/**
 * A future of `callable(...args)`, called in a copy of the current context
 * (https://docs.python.org/3.14/library/asyncio-task.html#asyncio.to_thread). JavaScript has one
 * thread: the function runs on it, between the loop's turns. An async function's promise is waited for.
 *
 * @example
 * const text = yield* toThread(readFileSync, "notes.txt", "utf8");
 */
export function toThread<A extends unknown[], R>(callable: (...args: A) => R | PromiseLike<R>, ...args: A): Future<R> {
  const context: Context = copyContext();
  return getRunningLoop().runInExecutor(null, () => context.run(callable, ...args));
}
