// Who waits for whom (https://docs.python.org/3.14/library/asyncio-graph.html).
//
// Nothing is written down for it while a program runs: a future's callbacks tell. One is a task that waits; the others
// belong to somebody (`leadsTo`): to the future that `gather`, `shield` and `wait` wait at, which is asked in its turn,
// or to the parent of a task group. What programs register themselves stands in `registered`.

import type { Coroutine } from "./coroutine.ts";
import type { Future } from "./futures.ts";
import { Task } from "./tasks.ts";

/** A done callback that makes somebody go on: a future, or a task. */
interface Leading {
  leadsTo?: Future | null;
}

const registered = new WeakMap<object, Set<object>>();

/** Says that a future waits for another one. */
export function addToAwaitedBy(future: object, waiter: object): void {
  let waiters = registered.get(future);
  if (waiters === undefined) registered.set(future, (waiters = new Set()));
  waiters.add(waiter);
}

export function discardFromAwaitedBy(future: object, waiter: object): void {
  registered.get(future)?.delete(waiter);
}

/** The tasks that wait for a future, and whatever was registered as waiting for it. */
export function awaitedByOf(future: Future): Set<object> {
  const found = new Set<object>(registered.get(future));
  for (const callback of future.callbacks()) {
    if (callback instanceof Task) found.add(callback);
    else {
      const { leadsTo } = callback as Leading;
      if (leadsTo instanceof Task) found.add(leadsTo);
      else if (leadsTo) for (const each of awaitedByOf(leadsTo)) found.add(each);
    }
  }
  return found;
}

/** The frames that a task is suspended in, innermost first. */
export const suspendedFrames = (task: Task): Coroutine[] => task.getFrames().reverse();
