// What is told of asynchronous generators that begin, and of those that are dropped before their end
// (`sys.set_asyncgen_hooks`). By default it is the loop that runs; what a program sets while a loop runs holds for that loop.

import type { AsyncGenerator } from "../asyncio/asyncgen.ts";
import { hooks } from "../asyncio/hooks.ts";
import { runningLoop } from "../asyncio/state.ts";
import { call } from "./calls.ts";
import { None, type Value } from "./values.ts";

interface GeneratorHooks {
  firstiter?: Value;
  finalizer?: Value;
}

const outside: GeneratorHooks = {};
const ofLoops = new WeakMap<object, GeneratorHooks>();
/** The finalizers of generators, as they were when these began; the loop's own are not written down. */
const finalizers = new WeakMap<AsyncGenerator, Value>();

/** What a program has set, for where it runs now. */
export function generatorHooks(): GeneratorHooks {
  if (runningLoop === null) return outside;
  let set = ofLoops.get(runningLoop);
  if (set === undefined) ofLoops.set(runningLoop, (set = {}));
  return set;
}

const byLoop = hooks.generatorBegins;
hooks.generatorBegins = (generator) => {
  const { firstiter, finalizer } = generatorHooks();
  if (finalizer !== undefined) finalizers.set(generator, finalizer);
  if (firstiter === undefined) byLoop(generator);
  else if (firstiter !== None) call(firstiter, generator);
};

/** A generator is dropped before its end, as `break` does: its finalizer, if it has one, closes it. */
export function droppedGenerator(generator: AsyncGenerator): void {
  const { started, closed, closing, running, loop } = generator;
  if (!started || closed || closing || running) return;
  const finalizer = finalizers.get(generator);
  if (finalizer !== undefined) {
    if (finalizer !== None) call(finalizer, generator);
  } else if (loop !== null) {
    loop.asyncgens.delete(generator);
    if (!loop.isClosed()) loop.schedule(() => loop.createTask(generator.aclose()), [], null);
  }
}
