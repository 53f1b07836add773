// Coroutines written in the engine. Each operation that can suspend has a *native await* form, a function or method
// whose name ends in `$`: it returns the result, or SUSPENDED after the fashion of an await, and makes no object when it
// need not wait. The public form of the same name makes a coroutine object of it.
//
// Another language's `await lock.acquire()` may call `lock.acquire$()` where nobody sees the coroutine object. What can
// be entered has `enter$()` and `exit$(error)` in this form; `exit$` answers true if the error is dealt with.

import { Coroutine, CREATED, NativeFrame } from "./coroutine.ts";
import type { CodeLike } from "./hooks.ts";
import { registerMade } from "./state.ts";

/** What a coroutine of the engine shows as its code. */
export function nativeCode(qualname: string): CodeLike {
  return { name: qualname.slice(qualname.lastIndexOf(".") + 1), qualname };
}

/** The coroutine object of a native operation, begun as `begin.call(self, a, b)`. */
export function nativeCoroutine<T, A = undefined, B = undefined>(
  code: CodeLike,
  begin: (this: never, a: A, b: B) => unknown,
  self?: unknown,
  a?: A,
  b?: B,
): Coroutine<T> {
  const frame = new NativeFrame<T, A, B>(begin, self, a as A, b as B);
  const coroutine = new Coroutine<T>(frame, code, CREATED, null, undefined);
  registerMade(coroutine);
  return coroutine;
}
