// Operations of the engine. Each that can suspend has a *native await* form, a function or method whose name ends in `$`:
// it returns the result, or SUSPENDED after the fashion of an await, and makes no object when it need not wait.
//
// Its public form, of the same name without the `$`, makes an `Operation`, which TypeScript awaits by `yield*`. Another
// language's `await lock.acquire()` may call `lock.acquire$()` where nobody sees the coroutine object, and where somebody
// does, `nativeCoroutine` makes one. What can be entered has `enter$()` and `exit$(error)` in this form; `exit$` answers
// true if the error is dealt with.

import { Coroutine, CREATED, REUSED } from "./coroutine.ts";
import { RuntimeError } from "./exceptions.ts";
import { NativeFrame } from "./frames.ts";
import { type CodeLike, placeOfCaller } from "./hooks.ts";
import { noteOrigin } from "./origins.ts";
import { registerMade, runningLoop, unregisterMade } from "./state.ts";

/** What a coroutine of the engine shows as its code. */
export function nativeCode(qualname: string): CodeLike {
  return { name: qualname.slice(qualname.lastIndexOf(".") + 1), qualname };
}

/**
 * What `sleep(1)`, `queue.get()` and their like return: something to be awaited, once, by `yield*`; or to be made a task,
 * like any coroutine. Nothing has begun before; one that is dropped is reported.
 *
 * It is its own iterator, and so part of the frame that awaits it: an await makes this one object, and no frame.
 *
 * @example
 * const next = queue.get(); // nothing has begun
 * const item = yield* next;
 */
export class Operation<T = unknown> extends NativeFrame<T> {
  declare readonly qualname: string;
  /** Its place among what was made and not awaited; -1 if it is not there. */
  declare index: number;

  constructor(
    qualname: string,
    begin: (this: never, a: never, b: never) => unknown,
    self: unknown,
    a: unknown,
    b: unknown,
  ) {
    super(begin, self, a, b);
    this.qualname = qualname;
    this.index = -1;
    registerMade(this);
    // Called by `operation`, which the public form calls.
    if (runningLoop?.debug === true) noteOrigin(this, placeOfCaller(2));
  }

  /** With `state` and `position`: what a report of it is made from. */
  override get code(): CodeLike {
    return nativeCode(this.qualname);
  }
  /** Not begun, whenever somebody asks. */
  get state(): number {
    return CREATED;
  }
  /** None: it has no body. */
  get position(): undefined {
    return undefined;
  }

  override toString(): string {
    return `<${this.qualname}>`;
  }

  /** Whoever has it will begin it, or has given it up. */
  close(): void {
    if (this.isBegun) throw new RuntimeError(REUSED);
    unregisterMade(this);
  }

  override [Symbol.iterator](): Iterator<undefined, T, unknown> {
    this.close();
    return this;
  }
}

/** Makes the operation that begins as `begin.call(self, a, b)`. */
export function operation<T, A = undefined, B = undefined>(
  qualname: string,
  begin: (this: never, a: A, b: B) => unknown,
  self?: unknown,
  a?: A,
  b?: B,
): Operation<T> {
  return new Operation<T>(qualname, begin, self, a, b);
}

/** The coroutine object of an operation. */
export function nativeCoroutine<T, A = undefined, B = undefined>(
  code: CodeLike,
  begin: (this: never, a: A, b: B) => unknown,
  self?: unknown,
  a?: A,
  b?: B,
): Coroutine<T> {
  const coroutine = new Coroutine<T>(new NativeFrame<T>(begin, self, a, b), code);
  registerMade(coroutine);
  return coroutine;
}
