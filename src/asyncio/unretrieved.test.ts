// biome-ignore-all lint/correctness/useYield: a coroutine need not await anything
// Failures that nobody has looked at, when JavaScript's engine destroys the futures that have them.

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { createTask, type ExceptionContext, getRunningLoop, run, sleep, type Task } from "./index.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function* fail(message: string): Generator<undefined, never, never> {
  throw new Error(message);
}

/** The tasks that fail are on no frame's stack afterwards. */
function start(count: number): void {
  for (let i = 0; i < count; i++) createTask(fail(`lost ${i}`));
}

test("a failure that nobody can look at any more is reported before the loop closes", async () => {
  const told: string[] = [];
  const note = (_loop: unknown, { message, exception, future }: ExceptionContext): void => {
    told.push(`${message}: ${(exception as Error).message}, ${(future as Task).done()}`);
  };
  await run(
    (function* () {
      getRunningLoop().setExceptionHandler(note);
      start(3);
      const kept = createTask(fail("kept"));
      const seen = createTask(fail("seen"));
      for (let i = 0; i < 100 && told.length < 3; i++) {
        yield* sleep(0.05);
        collect();
      }
      expect(told.sort()).toEqual([0, 1, 2].map((i) => `Task exception was never retrieved: lost ${i}, true`));
      seen.exception();
      expect(kept.done()).toBe(true);
    })(),
  );
  expect(told.slice(3)).toEqual(["Task exception was never retrieved: kept, true"]);
});
