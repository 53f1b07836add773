// Exceptions on their way from threads into loops.

import { type Exc, exceptionTypes, makeException } from "../../runtime/exceptions.ts";
import { typeOf } from "../../runtime/types.ts";
import type { Value } from "../../runtime/values.ts";

/** What a thread's future failed with, in asyncio's classes: those of `concurrent.futures` are others. */
export function ownFailure(exception: Value): Value {
  const { name, module } = typeOf(exception).tp;
  if (module !== "concurrent.futures._base") return exception;
  const own = name === "CancelledError" || name === "InvalidStateError" ? exceptionTypes.get(name) : undefined;
  return own === undefined ? exception : makeException(own, [...(exception as Exc).args]);
}
