// Asynchronous context managers in TypeScript: `within` is Python's `async with`.
//
// JavaScript's own form, `await using`, does not tell what it disposes of how the block ended, and cannot stand in a
// generator. So a block is a function; `async with` of several managers is `within` inside `within`.

import { AsyncGenerator } from "./asyncgen.ts";
import { awaitFrame, awaitValue, SUSPENDED } from "./coroutine.ts";
import { PyTypeError, RuntimeError, StopAsyncIteration } from "./exceptions.ts";
import type { Coro } from "./functions.ts";
import { hooks } from "./hooks.ts";
import { nearestLoop } from "./loop.ts";
import { TaskGroup } from "./taskgroups.ts";
import { Timeout } from "./timeouts.ts";

/** What can be entered and left: locks, semaphores, conditions, barriers, timeouts, task groups, servers. */
export interface Manager<R> {
  enter$(): R | unknown;
  exit$(error: unknown): unknown;
}

/**
 * What `within` takes: a manager of the engine; an asynchronous generator that yields once, as Python's
 * `@asynccontextmanager` does; anything of JavaScript's that is disposable.
 */
export type Enterable<R> = Manager<R> | AsyncGenerator<R> | (R & (AsyncDisposable | Disposable));

/** What a manager gives to its block. */
export type Entered<M> =
  M extends AsyncGenerator<infer Y> ? Y : M extends { enter$(): infer R } ? (unknown extends R ? true : R) : M;

/**
 * Runs a body between entering and leaving, Python's `async with`
 * (https://docs.python.org/3.14/reference/compound_stmts.html#async-with). Raises what the body raises, unless the
 * manager swallows it; the result is then undefined.
 *
 * @example
 * yield* within(lock, function* () {
 *   yield* sleep(1);
 * });
 *
 * @example
 * const connected = asyncGenerator(function* (url: string) {
 *   const connection = yield* connect(url);
 *   try {
 *     yield connection;
 *   } finally {
 *     yield* connection.close();
 *   }
 * });
 * const answer = yield* within(connected(url), (connection) => connection.ask("time"));
 */
export function* within<M extends object, T>(
  manager: M & Enterable<unknown>,
  body: (entered: Entered<M>) => Generator<undefined, T, never>,
): Coro<T> {
  const managing = managerOf(manager);
  let entered = managing.enter$();
  if (entered === SUSPENDED) entered = yield;
  let result: T;
  try {
    result = (yield* body(entered as Entered<M>) as Coro<T>) as T;
  } catch (error) {
    let swallowed = managing.exit$(error);
    if (swallowed === SUSPENDED) swallowed = yield;
    if (swallowed === true) return undefined as T;
    throw error;
  }
  if (managing.exit$(undefined) === SUSPENDED) yield;
  return result;
}

function managerOf(value: object): Manager<unknown> {
  if ("enter$" in value) return value as Manager<unknown>;
  if (value instanceof AsyncGenerator) return new GeneratorManager(value);
  const dispose =
    (value as Partial<AsyncDisposable>)[Symbol.asyncDispose] ?? (value as Partial<Disposable>)[Symbol.dispose];
  if (dispose === undefined) throw new PyTypeError(`'${hooks.typeName(value)}' object cannot be entered`);
  return {
    enter$: () => value,
    exit$() {
      const disposed: unknown = dispose.call(value);
      return disposed === undefined ? false : awaitValue(disposed);
    },
  };
}

/** An asynchronous generator as a manager: it yields what is entered, and is resumed or raised into at the end. */
class GeneratorManager implements Manager<unknown> {
  declare private readonly generator: AsyncGenerator;

  constructor(generator: AsyncGenerator) {
    this.generator = generator;
  }

  enter$(): unknown {
    return this.generator.anext$();
  }

  exit$(error: unknown): unknown {
    return awaitFrame(this.exitFrame(error));
  }

  private *exitFrame(error: unknown): Coro<boolean> {
    try {
      yield* error === undefined ? this.generator.anext() : this.generator.athrow(error);
    } catch (raised) {
      if (raised instanceof StopAsyncIteration) return true;
      // What passes through the generator is raised by the block itself.
      if (raised === error) return false;
      throw raised;
    }
    throw new RuntimeError("generator didn't stop");
  }
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
export function taskGroup<T>(body: (group: TaskGroup) => Generator<undefined, T, never>): Coro<T> {
  return within(new TaskGroup(), body);
}

/**
 * Runs a body for at most some seconds; then it is cancelled, and TimeoutError raised
 * (https://docs.python.org/3.14/library/asyncio-task.html#asyncio.timeout). Without a body: the `Timeout`, for `within`.
 *
 * @example
 * const page = yield* timeout(5, () => fetchPage(url));
 */
export function timeout(seconds: number | undefined): Timeout;
export function timeout<T>(seconds: number | undefined, body: (t: Timeout) => Generator<undefined, T, never>): Coro<T>;
export function timeout<T>(
  seconds: number | undefined,
  body?: (t: Timeout) => Generator<undefined, T, never>,
): Timeout | Coro<T> {
  const limit = new Timeout(seconds === undefined ? undefined : nearestLoop().time() + seconds);
  return body === undefined ? limit : within(limit, body);
}

/**
 * As `timeout`, with a time of the loop's clock, in seconds
 * (https://docs.python.org/3.14/library/asyncio-task.html#asyncio.timeout_at).
 *
 * @example
 * yield* within(timeoutAt(getRunningLoop().time() + 5), () => fetchPage(url));
 */
export function timeoutAt(when: number | undefined): Timeout {
  return new Timeout(when);
}
