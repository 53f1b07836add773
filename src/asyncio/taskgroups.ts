// Task groups (https://docs.python.org/3.14/library/asyncio-task.html#task-groups).
//
// The group waits for its tasks when its block ends. When one fails, or the block does, the others are cancelled, and so
// is the block, if it still runs: the group cancels its parent task. At the end it takes back that request. What it
// raises then:
//
//   SystemExit, KeyboardInterrupt     as they are
//   the parent was cancelled by someone else, and nothing failed     the CancelledError
//   anything failed     a group of all errors
//
// A mini program for the case that needs two lines more: the parent is cancelled from outside while tasks fail.
//
//     group: task A raises ValueError; the group cancels the parent, which is cancelled from outside as well
//
// The errors win, yet the request from outside must be felt at the parent's next await: the group takes its own request
// back and cancels once more.

import { awaitFrame, Coroutine, SUSPENDED } from "./coroutine.ts";
import { type BaseException, CancelledError, isExit, RuntimeError } from "./exceptions.ts";
import type { Future } from "./futures.ts";
import { BaseExceptionGroup } from "./groups.ts";
import { hooks } from "./hooks.ts";
import { type EventLoop, getRunningLoop } from "./loop.ts";
import { Operation } from "./native.ts";
import { currentTask } from "./state.ts";
import type { CoroutineArgument, Task, TaskOptions } from "./tasks.ts";

/**
 * Tasks that end together (https://docs.python.org/3.14/library/asyncio-task.html#task-groups). `taskGroup(body)` makes and enters one.
 *
 * @example
 * yield* within(new TaskGroup(), function* (group) {
 *   group.createTask(worker(1));
 * });
 */
export class TaskGroup {
  private loop: EventLoop | null = null;
  private parent: Task | null = null;
  readonly tasks = new Set<Task>();
  errors: unknown[] = [];
  /** SystemExit or KeyboardInterrupt, which are raised as they are. */
  private baseError: unknown;
  entered = false;
  private exiting = false;
  aborting = false;
  /** The group has cancelled its parent. */
  private cancelledParent = false;
  /** Done when the last task is. */
  private allDone: Future<void> | null = null;

  enter$(): this {
    if (this.entered) throw new RuntimeError(`TaskGroup ${hooks.repr(this)} has already been entered`);
    const loop = getRunningLoop();
    if (currentTask === null) throw new RuntimeError(`TaskGroup ${hooks.repr(this)} cannot determine the parent task`);
    this.entered = true;
    this.loop = loop;
    this.parent = currentTask as Task;
    this.taskDone.leadsTo = this.parent;
    return this;
  }

  /** Starts a task of the group. RuntimeError before the group's block, after its end, and when it is shutting down. */
  createTask<T>(coro: CoroutineArgument<T>, options?: TaskOptions): Task<T> {
    if (!this.entered) this.refuse(coro, "has not been entered");
    if (this.exiting && this.tasks.size === 0) this.refuse(coro, "is finished");
    if (this.aborting) this.refuse(coro, "is shutting down");
    const task = this.loop!.createTask<T>(coro, options);
    if (task.done()) this.taskDone(task as Task);
    else {
      this.tasks.add(task as Task);
      task.addCallback(this.taskDone);
    }
    return task;
  }

  private refuse(coro: unknown, why: string): never {
    if (coro instanceof Coroutine || coro instanceof Operation) coro.close();
    throw new RuntimeError(`TaskGroup ${hooks.repr(this)} ${why}`);
  }

  private abort(): void {
    this.aborting = true;
    for (const task of this.tasks) if (!task.done()) task.cancel();
  }

  private readonly taskDone: ((task: Task) => void) & { leadsTo?: Task | null } = (task) => {
    this.tasks.delete(task);
    if (this.tasks.size === 0 && this.allDone !== null && !this.allDone.done()) this.allDone.setResult(undefined);
    if (task.cancelled()) return;
    const exception = task.exception();
    if (exception === undefined) return;
    this.errors.push(exception);
    if (isExit(exception) && this.baseError === undefined) this.baseError = exception;
    const parent = this.parent!;
    if (parent.done()) {
      const message = `Task ${hooks.repr(task)} has errored out but its parent task ${hooks.repr(parent)} is already completed`;
      this.loop!.callExceptionHandler({ message, exception, task });
    } else if (!this.aborting && !this.cancelledParent) {
      this.abort();
      this.cancelledParent = true;
      parent.cancel();
    }
  };

  exit$(error: unknown): unknown {
    return awaitFrame(this.exitFrame(error));
  }

  private *exitFrame(error: unknown): Generator<undefined, boolean, unknown> {
    const parent = this.parent!;
    this.exiting = true;
    if (isExit(error) && this.baseError === undefined) this.baseError = error;
    let cancelled: unknown = error instanceof CancelledError ? error : undefined;
    if (error !== undefined && !this.aborting) this.abort();
    while (this.tasks.size > 0) {
      this.allDone ??= this.loop!.createFuture<void>();
      try {
        if (this.allDone.await$() === SUSPENDED) yield;
      } catch (raised) {
        if (!(raised instanceof CancelledError)) throw raised;
        // While the group aborts anyway, it is its own request, or one more.
        if (!this.aborting) {
          cancelled = raised;
          this.abort();
        }
      }
      this.allDone = null;
    }
    if (this.baseError !== undefined) throw this.baseError;
    if (this.cancelledParent && parent.uncancel() === 0) cancelled = undefined;
    if (cancelled !== undefined && this.errors.length === 0) throw cancelled;
    if (error !== undefined && !(error instanceof CancelledError)) this.errors.push(error);
    if (this.errors.length > 0) {
      if (parent.cancelling() > 0) {
        parent.uncancel();
        parent.cancel();
      }
      const { errors } = this;
      this.errors = [];
      const message = "unhandled errors in a TaskGroup";
      const group = hooks.makeGroup?.(message, errors) ?? new BaseExceptionGroup(message, errors);
      (group as BaseException).suppressContext = true;
      throw group;
    }
    return false;
  }
}
