// Coroutines of a program's own making: whatever has the methods of `collections.abc.Coroutine`.

import { Coroutine, SUSPENDED } from "../../asyncio/coroutine.ts";
import { nativeCode } from "../../asyncio/native.ts";
import { awaitCoroutine } from "../../runtime/coroutines.ts";
import { typeOf } from "../../runtime/types.ts";
import type { Value } from "../../runtime/values.ts";

export const isForeignCoroutine = (value: Value): boolean =>
  typeof value === "object" &&
  typeOf(value).tp.heap &&
  ["__await__", "send", "throw", "close"].every((name) => typeOf(value).tp.lookup(name) !== undefined);

const FOREIGN = nativeCode("_wrap_awaitable");

function* ownFrame(coro: Value): Generator<unknown, unknown, unknown> {
  const result = awaitCoroutine(coro);
  return result === SUSPENDED ? yield : result;
}

/** What a task drives; anything that is no coroutine is left for the task to refuse. */
export const driven = (coro: Value): Value =>
  !(coro instanceof Coroutine) && isForeignCoroutine(coro) ? new Coroutine(ownFrame(coro), FOREIGN) : coro;
