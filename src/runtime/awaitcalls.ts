// `await f(x)`: the callee's frame is started without a coroutine object, which nobody could see.
//
// The hottest path of asynchronous programs. It looks at two properties and makes no array for up to three arguments.

import { awaitFrame, awaitValue } from "../asyncio/coroutine.ts";
import { call } from "./calls.ts";
import type { PyFunction } from "./code.ts";
import { BoundMethod } from "./types.ts";
import type { Callable, Value } from "./values.ts";

/** Native coroutine functions may offer what `await f(…)` does directly (`asyncio.sleep`). */
export interface Awaiting {
  awaitForm?: { min: number; max: number; run(...args: Value[]): unknown };
}

/** The value, or SUSPENDED. */
export function awaitCall(f: Value, a?: Value, b?: Value, c?: Value): unknown {
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
    }
  }
  const args = Array.prototype.slice.call(arguments, 1) as Value[];
  if (code !== undefined && code.awaitArity === count) return awaitFrame((f as PyFunction).frame!(...args), code);
  const native = (f as Awaiting).awaitForm;
  if (native !== undefined && count >= native.min && count <= native.max) return native.run(...args);
  if (f instanceof BoundMethod) return (awaitCall as (...args: Value[]) => unknown)(f.func, f.self, ...args);
  return awaitValue(typeof f === "function" ? (f as Callable)(...args) : call(f, ...args));
}
