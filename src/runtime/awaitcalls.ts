// `await f(x)`: the callee's frame is started without a coroutine object, which nobody could see.
//
// The hottest path of asynchronous programs. It looks at two properties and makes no array for up to four arguments.

import { awaitFrame, awaitValue } from "../asyncio/coroutine.ts";
import { call } from "./calls.ts";
import type { PyFunction } from "./code.ts";
import { BoundMethod } from "./types.ts";
import type { Callable, Value } from "./values.ts";

/**
 * Native coroutine functions may offer what `await f(…)` does directly (`asyncio.sleep`). Parameters that were not given
 * are `undefined`.
 */
export interface Awaiting {
  awaitForm?: { min: number; max: number; run(...args: (Value | undefined)[]): unknown };
}

/** The value, or SUSPENDED. */
export function awaitCall(f: Value, a?: Value, b?: Value, c?: Value, d?: Value): unknown {
  const count = arguments.length - 1;
  const { code } = f as Partial<PyFunction>;
  if (code !== undefined && code.awaitArity === count) {
    const frame = (f as PyFunction).frame as (...args: (Value | undefined)[]) => Generator<Value, Value, Value>;
    switch (count) {
      case 0:
        return awaitFrame(frame(), code);
      case 1:
        return awaitFrame(frame(a), code);
      case 2:
        return awaitFrame(frame(a, b), code);
      case 3:
        return awaitFrame(frame(a, b, c), code);
      case 4:
        return awaitFrame(frame(a, b, c, d), code);
    }
  }
  if (f instanceof BoundMethod) {
    // What `async with` calls: `__aenter__`, and `__aexit__` with its three arguments.
    if (count === 0) return awaitCall(f.func, f.self);
    if (count === 3) return awaitCall(f.func, f.self, a, b, c);
  }
  const native = (f as Awaiting).awaitForm;
  if (native !== undefined && count >= native.min && count <= native.max && count <= 4) return native.run(a, b, c, d);
  const args = Array.prototype.slice.call(arguments, 1) as Value[];
  if (code !== undefined && code.awaitArity === count) return awaitFrame((f as PyFunction).frame!(...args), code);
  if (f instanceof BoundMethod) return (awaitCall as (...args: Value[]) => unknown)(f.func, f.self, ...args);
  return awaitValue(typeof f === "function" ? (f as Callable)(...args) : call(f, ...args));
}
