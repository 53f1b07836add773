// What CPython's reference counts notice at once: a generator that nobody has any more.

import { AsyncGenerator } from "../asyncio/asyncgen.ts";
import { FLAGS, isFunction } from "./code.ts";
import { IteratedPairs } from "./containers/pairs.ts";
import { droppedGenerator } from "./generatorhooks.ts";
import { Generator } from "./generators.ts";
import { BoundMethod } from "./types.ts";
import type { Value } from "./values.ts";

/** A loop was left early; what it iterated over is closed if it is a generator that the loop's own call made. */
export function dropIterator(iterator: Value, callee: Value): void {
  const f = callee instanceof BoundMethod ? callee.func : callee;
  if (!isFunction(f) || (f.code.flags & (FLAGS.GENERATOR | FLAGS.ASYNC_GENERATOR)) === 0) return;
  const source = iterator instanceof IteratedPairs ? (iterator.source as unknown as Value) : iterator;
  if (source instanceof Generator) source.close();
  else if (source instanceof AsyncGenerator) droppedGenerator(source);
}
