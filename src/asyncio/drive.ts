// What drives frames outside of any event loop: the main program, and threads.
//
// A root that suspends here waits for the host: a timer, a promise, an event loop that has nothing to do until
// something happens. Such a leaf is a `HostWait`. Threads of Python's are roots of this kind: they run on the one
// JavaScript thread, and another goes on wherever one waits.

import { type Context, currentContext, switchContext } from "./contextvars.ts";
import {
  Coroutine,
  CREATED,
  FAILED,
  type Frame,
  type Leaf,
  RAISE,
  resume,
  SUSPENDED,
  start,
  suspendOn,
  takeFailure,
  takeYielded,
} from "./coroutine.ts";
import { RuntimeError } from "./exceptions.ts";
import { type CodeLike, hooks } from "./hooks.ts";
import { currentTask, runningLoop, setCurrentTask, setRunningLoop } from "./state.ts";

/** A wait that only the host can end. The driver calls `arm` with what resumes the root. */
export class HostWait implements Leaf {
  private readonly begin: (resume: () => void) => void;
  declare result: unknown;
  declare failed: boolean;

  constructor(begin: (resume: () => void) => void) {
    this.begin = begin;
    this.result = undefined;
    this.failed = false;
  }

  arm(resume: () => void): void {
    this.begin(resume);
  }

  send$(_value: unknown): unknown {
    if (this.failed) throw this.result;
    return this.result;
  }

  throw$(_error: unknown): unknown {
    return RAISE;
  }

  close$(): void {}
}

/** Suspends the root that is running until `begin`'s callback is called. A native await. */
export function waitForHost(begin: (resume: () => void) => void): unknown {
  const wait = new HostWait(begin);
  return suspendOn(wait, wait);
}

/** Suspends the root that is running until a promise is settled; its value is the result. A native await. */
export function waitForPromise(promise: PromiseLike<unknown>): unknown {
  const wait: HostWait = new HostWait((resume) => {
    promise.then(
      (value) => {
        wait.result = value;
        resume();
      },
      (error) => {
        wait.result = error;
        wait.failed = true;
        resume();
      },
    );
  });
  return suspendOn(wait, wait);
}

/** A coroutine that runs outside of any event loop. */
class Root<T> {
  declare private readonly coroutine: Coroutine<T>;
  declare private readonly context: Context;
  declare private readonly done: (error: unknown, failed: boolean, value: T | undefined) => void;

  constructor(
    coroutine: Coroutine<T>,
    context: Context,
    done: (error: unknown, failed: boolean, value: T | undefined) => void,
  ) {
    this.coroutine = coroutine;
    this.context = context;
    this.done = done;
  }

  advance(): void {
    const { coroutine, context } = this;
    const [loop, task, outer] = [runningLoop, currentTask, currentContext];
    setRunningLoop(null);
    setCurrentTask(null);
    switchContext(context);
    let error: unknown;
    let throwing = false;
    try {
      for (;;) {
        const result: unknown =
          coroutine.state === CREATED ? start(coroutine, error, throwing) : resume(coroutine, error, throwing);
        if (result !== SUSPENDED) {
          if (result === FAILED) this.done(takeFailure(), true, undefined);
          else this.done(undefined, false, result as T);
          return;
        }
        const wait = takeYielded();
        if (wait instanceof HostWait) {
          wait.arm(() => this.advance());
          return;
        }
        error = new RuntimeError(
          wait === undefined ? "no running event loop" : `await of ${hooks.repr(wait)} outside of an event loop`,
        );
        throwing = true;
      }
    } finally {
      setRunningLoop(loop);
      setCurrentTask(task);
      switchContext(outer);
    }
  }
}

/** Runs a coroutine outside of any event loop; what it waits for, the host delivers. Starts at once. */
export function drive<T>(coroutine: Coroutine<T>, context: Context = currentContext): Promise<T> {
  return new Promise((resolve, reject) => {
    new Root<T>(coroutine, context, (error, failed, value) => (failed ? reject(error) : resolve(value as T))).advance();
  });
}

/** As `drive`, for a frame. */
export function driveFrame<T>(frame: Frame, code: CodeLike, context?: Context): Promise<T> {
  return drive(new Coroutine<T>(frame, code, CREATED, null, undefined), context);
}

/** As `drive`, and tells the outcome at once if the frame does not suspend. */
export function runRoot(
  frame: Frame,
  code: CodeLike,
  context: Context,
  done: (error: unknown, failed: boolean, value: unknown) => void,
): void {
  new Root<unknown>(new Coroutine(frame, code, CREATED, null, undefined), context, done).advance();
}
