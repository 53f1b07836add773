// `await f(x)`: the callee's frame is started without a coroutine object, which nobody could see.

import { awaitFrame, awaitValue } from "../asyncio/coroutine.ts";
import { call } from "./calls.ts";
import { isFunction } from "./code.ts";
import type { Callable, Value } from "./values.ts";

/** The value, or SUSPENDED. */
export function awaitCall(f: Value, ...args: Value[]): unknown {
  if (isFunction(f)) {
    const { code } = f;
    if (args.length === code.awaitArity) return awaitFrame(f.frame!(...args), code);
  }
  const native = (f as Awaiting).awaitForm;
  if (native !== undefined && args.length >= native.min && args.length <= native.max) return native.run(...args);
  return awaitValue(typeof f === "function" ? (f as Callable)(...args) : call(f, ...args));
}

/** Native coroutine functions may offer what `await f(…)` does directly (`asyncio.sleep`). */
export interface Awaiting {
  awaitForm?: { min: number; max: number; run(...args: Value[]): unknown };
}
