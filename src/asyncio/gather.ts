// Waiting for several at once: gather, wait, wait_for, as_completed, shield
// (https://docs.python.org/3.14/library/asyncio-task.html#running-tasks-concurrently).

import { awaitFrame, awaitValue, type Coroutine, SUSPENDED, type Suspended } from "./coroutine.ts";
import { type Awaitable, ensureFuture, loopOf } from "./ensure.ts";
import {
  CancelledError,
  cancelledError,
  PyTypeError,
  StopAsyncIteration,
  TimeoutError,
  ValueError,
} from "./exceptions.ts";
import { Future } from "./futures.ts";
import type { TimerHandle } from "./handles.ts";
import { hooks } from "./hooks.ts";
import { type AsyncSource, promisedIterator } from "./iteration.ts";
import type { EventLoop } from "./loop.ts";
import { nativeCode, nativeCoroutine, type Operation, operation } from "./native.ts";
import { Queue } from "./queues.ts";
import { isCoroutine, Task } from "./tasks.ts";
import { Timeout, timedOut } from "./timeouts.ts";

/** A done callback, and the future that goes on because of it (see callgraph.ts). */
interface Leading {
  (future: Future): void;
  leadsTo?: object;
}

/** The results of awaitables, by position. */
export type Results<A extends readonly unknown[]> = { -readonly [I in keyof A]: Awaited$<A[I]> };
export type Awaited$<A> = A extends Awaitable<infer T> ? T : never;

/** What `gather` returns: cancelling it cancels everything that was gathered. */
export class GatheringFuture<T = unknown> extends Future<T> {
  declare readonly children: Future[];
  declare cancelRequested: boolean;

  constructor(loop: EventLoop, children: Future[]) {
    super(loop);
    this.children = children;
    this.cancelRequested = false;
  }

  override cancel(message?: unknown): boolean {
    if (this.done()) return false;
    let any = false;
    for (const child of this.children) if (child.cancel(message)) any = true;
    // The future itself is done when its children are.
    if (any) this.cancelRequested = true;
    return any;
  }
}

export interface GatherOptions {
  /** Whether exceptions are results like others; else the first one is raised at once. */
  returnExceptions?: boolean;
}

/** So many awaitables are sooner compared than put into a map. */
const FEW = 16;

const asTheyAre = (results: unknown[]): unknown[] => results;

/** `gather` with its awaitables in an array; `give` makes the result of the array of results. */
export function gatherAll(
  awaitables: readonly unknown[],
  returnExceptions: boolean,
  give: (results: unknown[]) => unknown[] = asTheyAre,
): Future<unknown[]> {
  if (awaitables.length === 0) {
    const empty = loopOf(undefined).createFuture<unknown[]>();
    empty.setResult(give([]));
    return empty;
  }
  let loop: EventLoop | undefined;
  let outer: GatheringFuture<unknown[]> | undefined;
  let finished = 0;
  let distinct = 0;
  const futures = awaitables.length > FEW ? new Map<unknown, Future>() : null;
  const children: Future[] = [];
  let alreadyDone: Future[] | null = null;

  const childDone: Leading = (child) => {
    finished++;
    if (outer === undefined || outer.done()) {
      // Nobody else will look at the exception.
      if (!child.cancelled()) child.exception();
      return;
    }
    if (!returnExceptions) {
      const error = child.cancelled() ? child.makeCancelledError() : child.exception();
      if (error !== undefined) {
        outer.setException(error);
        return;
      }
    }
    if (finished < distinct) return;
    if (outer.cancelRequested) outer.setException(child.makeCancelledError());
    else outer.setResult(give(children.map(resultOrException)));
  };

  for (const awaitable of awaitables) {
    // What is given twice is awaited once.
    let future = futures === null ? children[awaitables.indexOf(awaitable)] : futures.get(awaitable);
    if (future === undefined) {
      distinct++;
      future = ensureFuture(awaitable, loop);
      loop ??= future.loop;
      if (future !== awaitable && future instanceof Task) future.logDestroyPending = false;
      futures?.set(awaitable, future);
      if (future.done()) {
        alreadyDone ??= [];
        alreadyDone.push(future);
      } else future.addCallback(childDone);
    }
    children.push(future);
  }
  outer = new GatheringFuture<unknown[]>(loop!, children);
  childDone.leadsTo = outer;
  if (alreadyDone !== null) for (const future of alreadyDone) childDone(future);
  return outer;
}

function resultOrException(future: Future): unknown {
  if (future.cancelled()) return cancelledError(future.cancelMessage ?? "");
  return future.exception() ?? future.result();
}

/**
 * Runs awaitables concurrently (https://docs.python.org/3.14/library/asyncio-task.html#asyncio.gather). The result is
 * the array of their results, each with its type. Cancelling the future cancels all of them; the first exception is raised
 * at once and leaves the others running, unless `returnExceptions` makes exceptions results like others.
 *
 * @example
 * const [user, posts] = yield* gather(fetchUser(id), fetchPosts(id));
 * const results = yield* gather(one(), two(), { returnExceptions: true });
 */
export function gather<A extends Awaitable<unknown>[]>(...awaitables: A): Future<Results<A>>;
export function gather<A extends Awaitable<unknown>[]>(
  ...args: [...A, { returnExceptions: true }]
): Future<{ [I in keyof A]: Awaited$<A[I]> | Error }>;
export function gather(...args: unknown[]): Future<unknown> {
  const last = args[args.length - 1];
  const options = isOptions(last) ? (args.pop() as GatherOptions) : undefined;
  return gatherAll(args, options?.returnExceptions ?? false);
}

function isOptions(value: unknown): value is GatherOptions {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    "returnExceptions" in value
  );
}

/** For `wait`: until one is done. */
export const FIRST_COMPLETED = "FIRST_COMPLETED";
/** For `wait`: until one has failed, or all are done. */
export const FIRST_EXCEPTION = "FIRST_EXCEPTION";
/** For `wait`: until all are done. */
export const ALL_COMPLETED = "ALL_COMPLETED";
/** Until when `wait` waits. */
export type ReturnWhen = typeof FIRST_COMPLETED | typeof FIRST_EXCEPTION | typeof ALL_COMPLETED;

export interface WaitOptions {
  /** The longest to wait, in seconds. */
  timeout?: number;
  returnWhen?: ReturnWhen;
}

/**
 * Awaitable: waits until futures are done, or some of them, for `timeout` seconds at most
 * (https://docs.python.org/3.14/library/asyncio-task.html#asyncio.wait). The result is the sets of those that are
 * done and of those that are not; nothing is cancelled, nothing raised. ValueError if there are none.
 *
 * @example
 * const [done, pending] = yield* wait([task, other], { returnWhen: FIRST_COMPLETED });
 */
export function wait<F extends Future>(futures: Iterable<F>, options: WaitOptions = {}): Operation<[Set<F>, Set<F>]> {
  return operation("wait", () => wait$(futures, options.timeout, options.returnWhen));
}

export function wait$(futures: Iterable<Future>, timeout?: number, returnWhen: string = ALL_COMPLETED): unknown {
  if (futures instanceof Future || isCoroutine(futures)) {
    throw new PyTypeError(`expect a list of futures, not ${hooks.typeName(futures)}`);
  }
  const all = new Set(futures);
  if (all.size === 0) throw new ValueError("Set of Tasks/Futures is empty.");
  if (returnWhen !== FIRST_COMPLETED && returnWhen !== FIRST_EXCEPTION && returnWhen !== ALL_COMPLETED) {
    throw new ValueError(`Invalid return_when value: ${returnWhen}`);
  }
  for (const future of all) {
    if (isCoroutine(future)) throw new PyTypeError("Passing coroutines is forbidden, use tasks explicitly.");
  }
  return awaitFrame(waitFrame(all, timeout, returnWhen, loopOf(undefined)));
}

function* waitFrame(
  futures: Set<Future>,
  timeout: number | undefined,
  returnWhen: string,
  loop: EventLoop,
): Generator<undefined, [Set<Future>, Set<Future>], unknown> {
  const waiter = loop.createFuture<void>();
  const release = () => {
    if (!waiter.done()) waiter.setResult(undefined);
  };
  const timer = timeout === undefined ? undefined : loop.scheduleAt(loop.time() + timeout, release, [], null);
  let left = futures.size;
  const oneDone: Leading = (future) => {
    left--;
    if (
      left <= 0 ||
      returnWhen === FIRST_COMPLETED ||
      (returnWhen === FIRST_EXCEPTION && !future.cancelled() && future.exception() !== undefined)
    ) {
      timer?.cancel();
      release();
    }
  };
  oneDone.leadsTo = waiter;
  for (const future of futures) future.addCallback(oneDone);
  try {
    if (waiter.await$() === SUSPENDED) yield;
  } finally {
    timer?.cancel();
    for (const future of futures) future.removeDoneCallback(oneDone);
  }
  const done = new Set<Future>();
  const pending = new Set<Future>();
  for (const future of futures) (future.done() ? done : pending).add(future);
  return [done, pending];
}

/**
 * Awaitable: the result, if it is there in so many seconds; else what is awaited is cancelled, and TimeoutError raised
 * (https://docs.python.org/3.14/library/asyncio-task.html#asyncio.wait_for). `timeout` does the same for a block.
 *
 * @example
 * const line = yield* waitFor(reader.readline(), 5);
 */
export function waitFor<T>(awaitable: Awaitable<T>, timeout: number | undefined): Operation<T> {
  return operation<T, Awaitable<T>, number | undefined>("wait_for", waitFor$, undefined, awaitable, timeout);
}

export function waitFor$(awaitable: unknown, timeout: number | undefined): unknown {
  return awaitFrame(waitForFrame(awaitable, timeout));
}

function* waitForFrame(awaitable: unknown, timeout: number | undefined): Generator<undefined, unknown, unknown> {
  if (timeout !== undefined && timeout <= 0) {
    const future = ensureFuture(awaitable);
    if (future.done()) return future.result();
    future.cancel();
    yield* waitFrame(new Set([future]), undefined, ALL_COMPLETED, future.loop);
    try {
      return future.result();
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
      throw timedOut(error);
    }
  }
  const limit = new Timeout(timeout === undefined ? undefined : loopOf(undefined).time() + timeout);
  limit.enter$();
  let result: unknown;
  try {
    result = awaitValue(awaitable);
    if (result === SUSPENDED) result = yield;
  } catch (error) {
    limit.exit$(error);
    throw error;
  }
  limit.exit$(undefined);
  return result;
}

/** The results of awaitables in the order in which they come. */
export class CompletionIterator<T = unknown> implements AsyncSource<Future<T>> {
  private readonly completed = new Queue<Future<T> | undefined>();
  private readonly todo = new Set<Future<T>>();
  declare private left: number;
  declare private readonly timer: TimerHandle | undefined;

  constructor(awaitables: Iterable<unknown>, timeout: number | undefined) {
    const loop = loopOf(undefined);
    for (const awaitable of new Set(awaitables)) this.todo.add(ensureFuture<T>(awaitable, loop));
    this.left = this.todo.size;
    for (const future of this.todo) future.addCallback(this.oneDone);
    if (timeout !== undefined && this.left > 0) {
      this.timer = loop.scheduleAt(loop.time() + timeout, this.timedOut, [], null);
    }
  }

  private readonly oneDone = (future: Future<T>): void => {
    if (!this.todo.delete(future)) return;
    this.completed.putNowait(future);
    if (this.todo.size === 0) this.timer?.cancel();
  };

  private readonly timedOut = (): void => {
    for (const future of this.todo) {
      future.removeDoneCallback(this.oneDone);
      this.completed.putNowait(undefined);
    }
    this.todo.clear();
  };

  /** Whether there are more. */
  get hasNext(): boolean {
    return this.left > 0;
  }

  /** Iterating gives coroutines, one for each awaitable; each returns the result that comes next. */
  next(): IteratorResult<Coroutine<T>, undefined> {
    if (this.left === 0) return { done: true, value: undefined };
    this.left--;
    return { done: false, value: nativeCoroutine<T>(AS_COMPLETED, this.waitForOne$, this) };
  }

  [Symbol.iterator](): this {
    return this;
  }

  waitForOne$(): unknown {
    return awaitFrame(this.oneFrame(true));
  }

  /** Awaitable: the next future that is done; asynchronous iteration gives these. StopAsyncIteration at the end. */
  anext(): Operation<Future<T>> {
    return operation<Future<T>>("_AsCompletedIterator._wait_for_one", this.anext$, this);
  }

  anext$(): Future<T> | Suspended {
    if (this.left === 0) throw new StopAsyncIteration();
    this.left--;
    return awaitFrame(this.oneFrame(false)) as Future<T> | Suspended;
  }

  isEnd$(error: unknown): boolean {
    return error instanceof StopAsyncIteration;
  }

  /** `for await (const future of asCompleted(...))`, in plain async functions. */
  [Symbol.asyncIterator](): AsyncIterator<Future<T>> {
    return promisedIterator<Future<T>>(this);
  }

  private *oneFrame(resolve: boolean): Generator<undefined, unknown, unknown> {
    let future: unknown = this.completed.get$();
    if (future === SUSPENDED) future = yield;
    if (future === undefined) throw new TimeoutError();
    return resolve ? (future as Future).result() : future;
  }
}

/**
 * Runs awaitables concurrently, and gives their results as they come
 * (https://docs.python.org/3.14/library/asyncio-task.html#asyncio.as_completed). TimeoutError after `timeout` seconds.
 *
 * @example
 * for (const next of asCompleted([fetchPage(1), fetchPage(2)])) console.log(yield* next);
 */
export function asCompleted<T>(
  awaitables: Iterable<Awaitable<T>>,
  options: { timeout?: number } = {},
): CompletionIterator<T> {
  if (awaitables instanceof Future || isCoroutine(awaitables)) {
    throw new PyTypeError(`expects an iterable of awaitables, not ${hooks.typeName(awaitables)}`);
  }
  return new CompletionIterator<T>(awaitables, options.timeout);
}

/**
 * A future of what is awaited that can be cancelled without cancelling it
 * (https://docs.python.org/3.14/library/asyncio-task.html#asyncio.shield).
 *
 * @example
 * const saved = createTask(save());
 * yield* waitFor(shield(saved), 1); // after a second it goes on without us
 */
export function shield<T>(awaitable: Awaitable<T>): Future<T> {
  const inner = ensureFuture<T>(awaitable);
  if (inner.done()) return inner;
  const outer = inner.loop.createFuture<T>();
  const innerDone: Leading = () => {
    if (outer.cancelled()) return;
    if (inner.cancelled()) outer.cancel();
    else {
      const error = inner.exception();
      if (error === undefined) outer.setResult(inner.result());
      else outer.setException(error);
    }
  };
  innerDone.leadsTo = outer;
  inner.addCallback(innerDone);
  outer.addCallback(() => {
    if (inner.done()) return;
    inner.removeDoneCallback(innerDone);
    // One report is enough, however many shields there were.
    inner.removeDoneCallback(reportShielded);
    inner.addCallback(reportShielded);
  });
  return outer;
}

function reportShielded(future: Future): void {
  if (future.cancelled()) return;
  const exception = future.exception();
  if (exception === undefined) return;
  const message = `${hooks.typeName(exception)} exception in shielded future`;
  future.loop.callExceptionHandler({ message, exception, future });
}

const AS_COMPLETED = nativeCode("_AsCompletedIterator._wait_for_one");
