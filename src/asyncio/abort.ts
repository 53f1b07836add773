// AbortSignal, in both directions: a task that is cancelled aborts what it waits for, and a signal cancels a task.

import { CancelledError } from "./exceptions.ts";
import { awaitable, type Coro } from "./functions.ts";
import type { Task } from "./tasks.ts";

/**
 * Waits for what `start` begins; if the task is cancelled meanwhile, the signal that `start` was given is aborted, with
 * the CancelledError as its reason. Nothing begins before the coroutine is awaited.
 *
 * @example
 * const response = yield* abortable((signal) => fetch(url, { signal }));
 */
export function* abortable<T>(start: (signal: AbortSignal) => PromiseLike<T>): Coro<T> {
  const controller = new AbortController();
  try {
    return yield* awaitable(start(controller.signal));
  } catch (error) {
    if (error instanceof CancelledError) controller.abort(error);
    throw error;
  }
}

/**
 * Cancels a task when a signal is aborted (at once, if it is already), with the signal's reason as the message of the
 * CancelledError. Returns the task.
 *
 * @example
 * const task = cancelOnAbort(createTask(download(url)), AbortSignal.timeout(5_000));
 */
export function cancelOnAbort<T>(task: Task<T>, signal: AbortSignal): Task<T> {
  const cancel = () => void task.cancel(signal.reason);
  if (signal.aborted) cancel();
  else {
    signal.addEventListener("abort", cancel, { once: true });
    task.addDoneCallback(() => signal.removeEventListener("abort", cancel));
  }
  return task;
}
