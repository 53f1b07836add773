// Coroutines written in the engine. Each operation that can suspend has a *native await* form, a function or method
// whose name ends in `$`: it returns the result, or SUSPENDED after the fashion of an await, and makes no object when it
// need not wait. The public form of the same name makes a coroutine object of it.

import { Coroutine, CREATED, type Frame, SUSPENDED } from "./coroutine.ts";
import type { CodeLike } from "./hooks.ts";
import { registerMade } from "./state.ts";

type Begin<A, B> = (this: unknown, a: A, b: B) => unknown;

/** The frame of an operation in its native form: begins it, then passes what comes of it. */
class NativeFrame<A, B> implements Frame {
  declare private begin: Begin<A, B> | null;
  declare private readonly self: unknown;
  declare private readonly a: A;
  declare private readonly b: B;

  constructor(begin: Begin<A, B>, self: unknown, a: A, b: B) {
    this.begin = begin;
    this.self = self;
    this.a = a;
    this.b = b;
  }

  next(value?: unknown): IteratorResult<unknown, unknown> {
    const { begin } = this;
    if (begin === null) return { done: true, value };
    this.begin = null;
    value = begin.call(this.self, this.a, this.b);
    return value === SUSPENDED ? { done: false, value: undefined } : { done: true, value };
  }

  throw(error: unknown): never {
    throw error;
  }

  return(value?: unknown): IteratorResult<unknown, unknown> {
    return { done: true, value };
  }
}

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
  const frame = new NativeFrame<A, B>(begin as Begin<A, B>, self, a as A, b as B);
  const coroutine = new Coroutine<T>(frame, code, CREATED, null, undefined);
  registerMade(coroutine);
  return coroutine;
}
