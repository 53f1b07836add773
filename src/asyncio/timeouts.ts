// Timeouts (https://docs.python.org/3.14/library/asyncio-task.html#timeouts).
//
// A timeout cancels the task that entered it when the time is up, and turns the CancelledError that comes back into a
// TimeoutError. Somebody else may cancel the task at the same time; the count of open requests (`Task.cancelling`) tells
// the two apart: if after taking back its own request more are left than there were on entry, the error stays as it is.

import { CancelledError, RuntimeError, TimeoutError } from "./exceptions.ts";
import type { Handle } from "./handles.ts";
import { hooks } from "./hooks.ts";
import { getRunningLoop } from "./loop.ts";
import { currentTask } from "./state.ts";
import type { Task } from "./tasks.ts";

const CREATED = "created";
const ENTERED = "active";
const EXPIRING = "expiring";
const EXPIRED = "expired";
const EXITED = "finished";

/**
 * The limit of a block (https://docs.python.org/3.14/library/asyncio-task.html#timeouts), made by `timeout`.
 * States: created → active → finished, or active → expiring (the task was cancelled) → expired.
 *
 * @example
 * yield* timeout(5, function* (limit) {
 *   yield* connect();
 *   limit.reschedule(undefined); // from here on it may take as long as it likes
 * });
 */
export class Timeout {
  state: string = CREATED;
  declare private deadline: number | undefined;
  private handle: Handle | null = null;
  private task: Task | null = null;
  /** Open requests to cancel the task, on entry. */
  private cancelling = 0;

  /** `when` is a time of the loop's clock, in seconds; undefined for never. */
  constructor(when: number | undefined) {
    this.deadline = when;
  }

  /** When the time is up, on the loop's clock; undefined for never. */
  when(): number | undefined {
    return this.deadline;
  }

  /** Changes when the time is up. */
  reschedule(when: number | undefined): void {
    if (this.state !== ENTERED) {
      if (this.state === CREATED) throw new RuntimeError("Timeout has not been entered");
      throw new RuntimeError(`Cannot change state of ${this.state} Timeout`);
    }
    this.deadline = when;
    this.handle?.cancel();
    this.handle = null;
    if (when === undefined) return;
    const loop = getRunningLoop();
    this.handle =
      when <= loop.time() ? loop.schedule(this.expire, [], null) : loop.scheduleAt(when, this.expire, [], null);
  }

  private readonly expire = (): void => {
    this.task!.cancel();
    this.state = EXPIRING;
    this.handle = null;
  };

  /** Whether the time was up. */
  expired(): boolean {
    return this.state === EXPIRING || this.state === EXPIRED;
  }

  enter$(): this {
    if (this.state !== CREATED) throw new RuntimeError("Timeout has already been entered");
    if (currentTask === null) throw new RuntimeError("Timeout should be used inside a task");
    this.task = currentTask as Task;
    this.cancelling = this.task.cancelling();
    this.state = ENTERED;
    this.reschedule(this.deadline);
    return this;
  }

  exit$(error: unknown): boolean {
    this.handle?.cancel();
    this.handle = null;
    if (this.state === ENTERED) this.state = EXITED;
    else if (this.state === EXPIRING) {
      this.state = EXPIRED;
      if (this.task!.uncancel() <= this.cancelling && error !== undefined) {
        if (error instanceof CancelledError) throw timedOut(error);
        hooks.timedOut?.(error);
      }
    }
    return false;
  }
}

/** The TimeoutError in the place of a CancelledError. */
export function timedOut(cause: unknown): TimeoutError {
  const error = new TimeoutError();
  error.cause = error.context = cause;
  error.suppressContext = true;
  return error;
}
