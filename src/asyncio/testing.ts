// What the engine's tests share.

import type { Coro } from "./functions.ts";

/** What an await raises; undefined if it raises nothing. */
export function* caught(awaited: Iterable<undefined, unknown, unknown>): Coro<unknown> {
  try {
    yield* awaited;
  } catch (error) {
    return error;
  }
  return undefined;
}
