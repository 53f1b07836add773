// What drives frames outside of any event loop: the main program, and threads.
//
// A root that suspends here waits for the host: a timer, a promise, an event loop that has nothing to do until
// something happens. Such a leaf is a `HostWait`. Threads of Python's are roots of this kind: they run on the one
// JavaScript thread, and another goes on wherever one waits.

import { type Context, currentContext, switchContext } from "./contextvars.ts";
import {
  advanceRoot,
  Coroutine,
  FAILED,
  type Frame,
  type Leaf,
  RAISE,
  SUSPENDED,
  suspendOn,
  takeFailure,
  takeYielded,
} from "./coroutine.ts";
import { RuntimeError } from "./exceptions.ts";
import { ANONYMOUS } from "./frames.ts";
import { type CodeLike, hooks } from "./hooks.ts";
import { currentTask, runningLoop, setCurrentTask, setRunningLoop } from "./state.ts";
import {
  areOthers,
  currentThread,
  makeReady,
  noteRunning,
  noteWaiting,
  runOthers,
  setCurrentThread,
  type Thread,
} from "./threads.ts";

// Roots go on in microtasks. There V8 makes no message for what is thrown, since nobody could see it; elsewhere each
// `throw` walks the stack to say where it was, which makes it five times as dear.

// biome-ignore lint/suspicious/noConfusingVoidType: most give nothing
export type Arm = (resume: () => void) => (() => void) | void;

/** A wait that only the host can end. */
export class HostWait implements Leaf {
  /** The driver calls it with what resumes the root. It may give what ends the wait before its time. */
  declare readonly arm: Arm;
  /** How long it takes, if it is time that it waits for: a driver that cannot be suspended waits so long in place. */
  declare readonly seconds: number | undefined;
  /** After how long it ends at the latest. */
  declare readonly limit: number | undefined;
  declare result: unknown;
  declare failed: boolean;

  constructor(arm: Arm, seconds?: number, limit = seconds) {
    this.arm = arm;
    this.seconds = seconds;
    this.limit = limit;
    this.result = undefined;
    this.failed = false;
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

/**
 * Suspends the root that is running until `arm`'s callback is called; in a task, the whole loop with it. `seconds` says
 * how long that takes if nothing but time is waited for. A native await.
 */
export function waitForHost(arm: Arm, seconds?: number, limit = seconds): unknown {
  const wait = new HostWait(arm, seconds, limit);
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

/** `advance` is called once, whatever ends the wait. */
function arm(wait: HostWait, advance: () => void): void {
  const waiting = noteWaiting();
  const resume = (): void => {
    if (waiting.end()) makeReady(advance);
  };
  const expire = wait.arm(resume);
  if (wait.limit !== undefined) waiting.limit(wait.limit, expire ?? resume);
}

/**
 * Runs a coroutine outside of any event loop, in a context and a thread; what it waits for, the host delivers. It starts
 * at once, and `done` is told the outcome: its result, or `failed` and what it raised.
 */
export function runRoot(
  coroutine: Coroutine,
  context: Context,
  done: (outcome: unknown, failed: boolean) => void,
  thread: Thread = currentThread,
): void {
  let inside = context;
  const advance = () => {
    const [loop, task, outer, outerThread] = [runningLoop, currentTask, currentContext, currentThread];
    setRunningLoop(null);
    setCurrentTask(null);
    switchContext(inside);
    setCurrentThread(thread);
    noteRunning(1);
    let error: unknown;
    let throwing = false;
    try {
      for (;;) {
        const result = advanceRoot(coroutine, error, throwing);
        if (result !== SUSPENDED) {
          const failed = result === FAILED;
          done(failed ? takeFailure() : result, failed);
          return;
        }
        const wait = takeYielded();
        if (wait instanceof HostWait) {
          arm(wait, advance);
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
      inside = currentContext;
      switchContext(outer);
      setCurrentThread(outerThread);
      noteRunning(-1);
    }
  };
  advance();
}

/** As `runRoot`, with a promise of the result. */
export function drive<T>(coroutine: Coroutine<T>, context: Context = currentContext): Promise<T> {
  return new Promise((resolve, reject) => {
    runRoot(coroutine as Coroutine, context, (outcome, failed) => (failed ? reject(outcome) : resolve(outcome as T)));
  });
}

/** As `drive`, for a frame. */
export function driveFrame<T>(frame: Frame): Promise<T> {
  return drive(new Coroutine<T>(frame, ANONYMOUS));
}

/** A frame that nobody names; what it raises leaves it as it is. */
const IN_PLACE: CodeLike = { ...ANONYMOUS, isPlain: true };

/**
 * Runs a frame under a caller that cannot be suspended: it blocks for time, other threads run inside of it, and it cannot
 * wait for anything else.
 */
export function runInPlace<T>(frame: Frame, waitSync: (seconds: number) => void): T {
  const root = new Coroutine(frame, IN_PLACE);
  let result = advanceRoot(root, undefined, false);
  while (result === SUSPENDED) {
    const wait = takeYielded() as HostWait;
    const isOver = areOthers() ? waitInPlace(wait) : pass(wait.seconds, waitSync);
    result = advanceRoot(root, isOver ? undefined : new RuntimeError(CANNOT_WAIT), !isOver);
  }
  if (result === FAILED) throw takeFailure();
  return result as T;
}

function pass(seconds: number | undefined, waitSync: (seconds: number) => void): boolean {
  if (seconds === undefined) return false;
  waitSync(Math.max(0, seconds));
  return true;
}

/** Other threads run meanwhile. False if nothing but the host can end the wait. */
function waitInPlace(wait: HostWait): boolean {
  let isOver = false;
  arm(wait, () => {
    isOver = true;
  });
  return runOthers(() => isOver);
}

const CANNOT_WAIT =
  "the event loop waits for something outside of the program, below a function that cannot be suspended";
