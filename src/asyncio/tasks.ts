// Tasks: coroutines that the loop drives (https://docs.python.org/3.14/library/asyncio-task.html#task-object).
//
// A task is a future, the driver of its coroutine (see coroutine.ts), and its own entry in the ready queue: `run$` is a
// step. It is in one of these states while it is pending:
//
//   ready    in the ready queue; `waiter` is null, or the future that woke it and is done
//   waiting  `waiter` is a pending future, which has the task among its callbacks
//   running  it is `currentTask`
//
// **Cancellation.** `cancel()` on a waiting task cancels its waiter; the CancelledError comes up through the await when
// the waiter wakes the task. In any other state, and when the waiter will not be cancelled, `mustCancel` is set, and the
// next step throws a CancelledError into the coroutine instead of resuming it. A coroutine that swallows the exception
// goes on; `cancelRequests` tells how many requests nobody has taken back with `uncancel()`.
//
// A future wakes a task one turn after it is done, as any done callback; so does a step that could not be made
// (`StepError`), as CPython does, and the number of turns is the same.

import { type Context, enterContext, inheritedContext, leaveContext, ownCurrent } from "./contextvars.ts";
import {
  advanceRoot,
  Coroutine,
  codeOf,
  FAILED,
  type Frame,
  isGenerator,
  SUSPENDED,
  takeFailure,
  takeYielded,
} from "./coroutine.ts";
import { HostWait } from "./drive.ts";
import { CancelledError, isExit, PyTypeError, RuntimeError } from "./exceptions.ts";
import { NativeFrame } from "./frames.ts";
import { CANCELLED, Caught, FINISHED, Future, PENDING } from "./futures.ts";
import type { Entry } from "./handles.ts";
import { hooks } from "./hooks.ts";
import type { EventLoop } from "./loop.ts";
import { currentTask, runningLoop, setCurrentTask } from "./state.ts";

let taskCount = 0;

/** What `createTask` is told of a task. */
export interface TaskOptions {
  /** What it is called in reports; "Task-1" and so on by default. */
  name?: string;
  /** The context it runs in; a copy of the current one by default. */
  context?: Context;
  /** Whether the first step runs at once, in the call that makes the task. */
  eagerStart?: boolean;
}

/** What a task can be made of. */
export type CoroutineArgument<T> = Coroutine<T> | Generator<undefined, T, never> | Iterable$<T>;
type Iterable$<T> = { [Symbol.iterator](): Iterator<undefined, T, never> };

/**
 * Whether a value is a coroutine: a call of a coroutine function, an operation of the engine, a plain generator
 * (https://docs.python.org/3.14/library/asyncio-task.html#asyncio.iscoroutine).
 *
 * @example
 * isCoroutine(sleep(1)); // true
 */
export function isCoroutine(value: unknown): boolean {
  return (
    value instanceof Coroutine ||
    value instanceof NativeFrame ||
    (typeof value === "object" && value !== null && isGenerator(value))
  );
}

/** The coroutine object of a coroutine; undefined if it is none. */
export function toCoroutine<T>(value: unknown): Coroutine<T> | undefined {
  if (value instanceof Coroutine) return value as Coroutine<T>;
  if (!isCoroutine(value)) return undefined;
  const native = value instanceof NativeFrame;
  // Now the coroutine object will begin it.
  if (native) value[Symbol.iterator]();
  return new Coroutine<T>(value as Frame, native ? value.code : codeOf(value as Frame));
}

/**
 * A coroutine that a loop drives, made by `createTask` (https://docs.python.org/3.14/library/asyncio-task.html#task-object).
 * It is a future of the coroutine's result: `yield* task`, and `await task` in an async function, wait for it.
 *
 * @example
 * const task = createTask(download(url));
 * task.addDoneCallback(() => console.log(`${task.getName()} has ended`));
 * setTimeout(() => task.cancel("too slow"), 5_000);
 */
export class Task<T = unknown> extends Future<T> {
  /** Undefined if the task ended in the call that made it. */
  declare coro: Coroutine<T> | undefined;
  /** The name, or the number that the name is made of when somebody asks. */
  declare name: string | number;
  declare context: Context;
  /** The future that the coroutine waits for. */
  declare waiter: Future | null;
  /** A cancellation waits for the next step. */
  declare mustCancel: boolean;
  declare cancelRequests: number;
  /** Whether the loop reports the task if it closes while the task is pending. */
  declare logDestroyPending: boolean;
  /** The loop's list of its pending tasks; both null when the task is not in it. */
  declare previousTask: Task | null;
  declare nextTask: Task | null;

  /** As `createTask`, which is the usual way. */
  constructor(coro: CoroutineArgument<T>, loop: EventLoop, options?: TaskOptions) {
    super(loop);
    const coroutine = toCoroutine<T>(coro);
    if (coroutine === undefined) throw new PyTypeError(`a coroutine was expected, got ${hooks.repr(coro)}`);
    this.coro = coroutine;
    const name = options?.name;
    this.name = name === undefined ? ++taskCount : name;
    this.context = options?.context ?? inheritedContext();
    this.waiter = null;
    this.mustCancel = false;
    this.cancelRequests = 0;
    this.logDestroyPending = true;
    this.previousTask = null;
    this.nextTask = null;
    if (options?.eagerStart && runningLoop === loop) this.startEagerly();
    else this.startLater();
  }

  private startLater(): void {
    this.loop.push(this);
    this.loop.tasks.add(this as Task);
  }

  private startEagerly(): void {
    const previous = currentTask;
    setCurrentTask(this);
    try {
      this.step(undefined, false);
    } finally {
      setCurrentTask(previous);
    }
    if (this.state === PENDING) this.loop.tasks.add(this as Task);
    else this.coro = undefined;
  }

  /** The coroutine; undefined if the task ended in the call that made it. */
  getCoro(): Coroutine<T> | undefined {
    return this.coro;
  }

  /** The context it runs in. */
  getContext(): Context {
    if (this.context.isCommon) this.context = (currentTask as unknown) === this ? ownCurrent() : this.context.copy();
    return this.context;
  }

  /** Its name. */
  getName(): string {
    return typeof this.name === "number" ? `Task-${this.name}` : this.name;
  }

  /** Gives it another name. */
  setName(name: string): void {
    this.name = name;
  }

  /** The frames the task is suspended in, outermost first. */
  getFrames(): Coroutine[] {
    const frames: Coroutine[] = [];
    let frame: unknown = this.coro;
    while (frame instanceof Coroutine) {
      frames.push(frame);
      frame = frame.awaiting;
    }
    return frames;
  }

  override setResult(_result: T): void {
    throw new RuntimeError("Task does not support set_result operation");
  }

  override setException(_exception: unknown): void {
    throw new RuntimeError("Task does not support set_exception operation");
  }

  /**
   * Asks the task to stop: a CancelledError is raised where it waits. The coroutine may clean up, and may refuse.
   * Returns false if the task is done already.
   */
  override cancel(message?: unknown): boolean {
    if (this.state !== PENDING) return super.cancel();
    this.cancelRequests++;
    if (this.waiter?.cancel(message)) return true;
    this.mustCancel = true;
    this.value = message;
    return true;
  }

  /** How many requests to cancel are open. */
  cancelling(): number {
    return this.cancelRequests;
  }

  /** Takes back one request to cancel; returns how many are left. */
  uncancel(): number {
    if (this.cancelRequests > 0 && --this.cancelRequests === 0) this.mustCancel = false;
    return this.cancelRequests;
  }

  /** A step out of the ready queue: the first one, or after a bare yield, or the waiter is done. */
  run$(): void {
    const { waiter } = this;
    let error: unknown;
    let throwing = false;
    if (waiter !== null && waiter.state !== FINISHED) {
      throwing = true;
      error = waiter.state === CANCELLED ? waiter.makeCancelledError() : waiter.failure();
    }
    this.step(error, throwing);
  }

  /** Makes a step: resumes the coroutine with a value or an exception, unless a cancellation waits. */
  step(value: unknown, throwing: boolean): void {
    if (this.state !== PENDING) return;
    if (this.mustCancel) {
      if (!throwing || !(value instanceof CancelledError)) value = this.makeCancelledError();
      throwing = true;
      this.mustCancel = false;
    }
    this.waiter = null;
    this.advance(value, throwing);
  }

  /** Resumes the coroutine, and does what comes of it. */
  advance(value: unknown, throwing: boolean): void {
    const coro = this.coro!;
    const caller = currentTask;
    if (this.context.entered) {
      this.fail(new RuntimeError(`cannot enter context: ${hooks.repr(this.context)} is already entered`));
      return;
    }
    const previous = enterContext(this.context);
    setCurrentTask(this);
    const result = advanceRoot(coro, value, throwing);
    this.context = leaveContext(previous);
    setCurrentTask(caller);
    if (result === FAILED) {
      this.fail(takeFailure());
      return;
    }
    if (result === SUSPENDED) {
      const awaited = takeYielded();
      if (awaited === undefined) this.loop.push(this);
      else if (awaited instanceof Future) this.waitFor(awaited);
      else if (awaited instanceof HostWait) this.loop.block(this as Task, awaited);
      else this.refuseYield(awaited);
    } else if (this.mustCancel) {
      // The coroutine ended before the cancellation could reach it.
      this.mustCancel = false;
      super.cancel(this.value);
      this.leaveLoop();
    } else {
      this.leaveLoop();
      super.setResult(result as T);
    }
  }

  private fail(error: unknown): void {
    this.leaveLoop();
    if (error instanceof CancelledError) {
      super.cancel(new Caught(error));
      return;
    }
    super.setException(error);
    if (isExit(error)) throw error;
  }

  private waitFor(future: Future): void {
    if (!future.blocking) {
      this.failSoon(`yield was used instead of yield from in task ${hooks.repr(this)} with ${hooks.repr(future)}`);
    } else if (future.loop !== this.loop) {
      const message = `Task ${hooks.repr(this)} got Future ${hooks.repr(future)} attached to a different loop`;
      this.failSoon(message);
    } else if ((future as unknown) === this) {
      this.failSoon(`Task cannot await on itself: ${hooks.repr(this)}`);
    } else {
      future.blocking = false;
      future.addCallback(this);
      this.waiter = future;
      if (this.mustCancel && future.cancel(this.value)) this.mustCancel = false;
    }
  }

  private refuseYield(awaited: unknown): void {
    if (typeof awaited === "object" && awaited !== null && isGenerator(awaited)) {
      const task = hooks.repr(this);
      this.failSoon(`yield was used instead of yield from for generator in task ${task} with ${hooks.repr(awaited)}`);
    } else if (awaited instanceof NativeFrame) {
      this.failSoon(`yield was used instead of yield* in task ${hooks.repr(this)} with ${hooks.repr(awaited)}`);
    } else this.failSoon(`Task got bad yield: ${hooks.repr(awaited)}`);
  }

  private failSoon(message: string): void {
    this.loop.push(new StepError(this as Task, new RuntimeError(message)));
  }

  private leaveLoop(): void {
    if (this.previousTask !== null) this.loop.tasks.remove(this as Task);
  }

  override describe(): string[] {
    const [state, ...rest] = super.describe();
    const parts = [this.cancelRequests > 0 && this.state === PENDING ? "cancelling" : state!];
    parts.push(`name=${hooks.repr(this.getName())}`);
    if (this.coro !== undefined) parts.push(`coro=<${hooks.describeCoroutine(this.coro)}>`);
    if (this.waiter !== null) parts.push(`wait_for=${hooks.repr(this.waiter)}`);
    return [...parts, ...rest];
  }

  override toString(): string {
    return `<Task ${this.describe().join(" ")}>`;
  }
}

/** In the ready queue: the next step of a task throws this error. */
class StepError implements Entry {
  declare readonly task: Task;
  declare readonly error: unknown;
  constructor(task: Task, error: unknown) {
    this.task = task;
    this.error = error;
  }
  run$(): void {
    this.task.step(this.error, true);
  }
}

/** What makes the tasks of an eager loop: `create(coro, loop, options)`. */
type TaskMaker = <T>(coro: CoroutineArgument<T>, loop: EventLoop, options: TaskOptions) => Task<T>;

/**
 * A task factory whose tasks take their first step in the call that makes them
 * (https://docs.python.org/3.14/library/asyncio-task.html#asyncio.create_eager_task_factory).
 *
 * @example
 * loop.setTaskFactory(createEagerTaskFactory((coro, loop, options) => new MyTask(coro, loop, options)));
 */
export function createEagerTaskFactory(create: TaskMaker) {
  return <T>(loop: EventLoop, coro: CoroutineArgument<T>, options: TaskOptions): Task<T> =>
    create(coro, loop, { eagerStart: true, ...options });
}

/**
 * The eager factory of plain tasks (https://docs.python.org/3.14/library/asyncio-task.html#asyncio.eager_task_factory).
 *
 * @example
 * getRunningLoop().setTaskFactory(eagerTaskFactory);
 */
export const eagerTaskFactory = createEagerTaskFactory((coro, loop, options) => new Task(coro, loop, options));
