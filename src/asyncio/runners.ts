// run and Runner (https://docs.python.org/3.14/library/asyncio-runner.html).
//
// Each has two forms: a frame (`run$`), for whoever drives it (`drive.ts`), and a promise, for TypeScript.

import type { Clock } from "../host/clock.ts";
import { cancelOnAbort } from "./abort.ts";
import { type Context, copyContext } from "./contextvars.ts";
import { driveFrame } from "./drive.ts";
import { type Awaitable, wrapAwaitable } from "./ensure.ts";
import { CancelledError, KeyboardInterrupt, RuntimeError } from "./exceptions.ts";
import { gatherAll } from "./gather.ts";
import { EventLoop } from "./loop.ts";
import { runningLoop } from "./state.ts";
import type { Task } from "./tasks.ts";

/** How `run` and `Runner` run. */
export interface RunOptions {
  /** Whether the loop runs in debug mode. */
  debug?: boolean;
  /** Makes the loop. */
  loopFactory?: () => EventLoop;
  /** The clock of the loop; a `VirtualClock` lets time pass in jumps. */
  clock?: Clock;
  /** Cancels what runs when it is aborted. */
  signal?: AbortSignal;
}

/**
 * Runs coroutines one after the other in one loop and one context (https://docs.python.org/3.14/library/asyncio-runner.html#asyncio.Runner).
 *
 * @example
 * const runner = new Runner({ debug: true });
 * console.log(await runner.run(first()), await runner.run(second()));
 * await runner.close();
 */
export class Runner {
  declare private readonly options: RunOptions;
  private loop: EventLoop | null = null;
  private context: Context | null = null;
  private closed = false;
  private interrupts = 0;

  constructor(options: RunOptions = {}) {
    this.options = options;
  }

  /** The loop; made when it is first asked for. */
  getLoop(): EventLoop {
    if (this.closed) throw new RuntimeError("Runner is closed");
    if (this.loop === null) {
      const { loopFactory, clock, debug } = this.options;
      this.loop = loopFactory === undefined ? new EventLoop(clock) : loopFactory();
      if (debug !== undefined) this.loop.setDebug(debug);
      this.context = copyContext();
    }
    return this.loop;
  }

  /** Runs a coroutine to its end; its result. An interrupt by the user cancels it and becomes a KeyboardInterrupt. */
  run<T>(main: Awaitable<T>, options: { context?: Context } = {}): Promise<T> {
    return driveFrame(this.run$<T>(main, options.context));
  }

  *run$<T>(main: unknown, context?: Context): Generator<undefined, T, unknown> {
    if (runningLoop !== null) throw new RuntimeError("Runner.run() cannot be called from a running event loop");
    const loop = this.getLoop();
    const task = loop.createTask<T>(wrapAwaitable<T>(main), { context: context ?? this.context! });
    if (this.options.signal !== undefined) cancelOnAbort(task, this.options.signal);
    this.interrupts = 0;
    const release = loop.clock.onInterrupt((isComputing) => this.interrupted(task as Task, isComputing));
    try {
      return yield* loop.runUntilComplete$<T>(task);
    } catch (error) {
      if (error instanceof CancelledError && this.interrupts > 0 && task.uncancel() === 0)
        throw new KeyboardInterrupt();
      throw error;
    } finally {
      release();
    }
  }

  // The first interrupt gives the program the time to clean up.
  private interrupted(task: Task, isComputing: boolean): void {
    this.interrupts++;
    if (this.interrupts === 1 && !task.done()) task.cancel();
    else if (isComputing) throw new KeyboardInterrupt();
    else task.loop.push({ run$: interrupt });
  }

  /** Cancels what is left, closes asynchronous generators, waits for threads, and closes the loop. */
  close(): Promise<void> {
    return driveFrame(this.close$());
  }

  *close$(): Generator<undefined, void, unknown> {
    if (this.closed) return;
    this.closed = true;
    const { loop } = this;
    if (loop === null) return;
    try {
      yield* cancelAll(loop);
      yield* loop.runUntilComplete$(loop.shutdownAsyncgens());
      yield* loop.runUntilComplete$(loop.shutdownDefaultExecutor());
    } finally {
      loop.close();
      this.loop = null;
    }
  }
}

function interrupt(): never {
  throw new KeyboardInterrupt();
}

function* cancelAll(loop: EventLoop): Generator<undefined, void, unknown> {
  const tasks = loop.pendingTasks();
  if (tasks.length === 0) return;
  for (const task of tasks) task.cancel();
  yield* loop.runUntilComplete$(gatherAll(tasks, true));
  for (const task of tasks) {
    if (task.cancelled()) continue;
    const exception = task.exception();
    if (exception === undefined) continue;
    const message = "unhandled exception during asyncio.run() shutdown";
    loop.callExceptionHandler({ message, exception, task });
  }
}

/** `run` as a frame. */
export function* run$<T>(main: unknown, options: RunOptions = {}): Generator<undefined, T, unknown> {
  if (runningLoop !== null) throw new RuntimeError("asyncio.run() cannot be called from a running event loop");
  const runner = new Runner(options);
  try {
    return yield* runner.run$<T>(main, undefined);
  } finally {
    yield* runner.close$();
  }
}

/**
 * Runs a coroutine in a loop of its own; the promise gives its result (https://docs.python.org/3.14/library/asyncio-runner.html#asyncio.run).
 * When it ends, tasks that are left are cancelled, and the loop is closed. RuntimeError inside of a running loop.
 *
 * @example
 * const result = await run(main());
 * const soon = await run(main(), { clock: new VirtualClock() });
 */
export function run<T>(main: Awaitable<T>, options?: RunOptions): Promise<T> {
  return driveFrame(run$<T>(main, options));
}
