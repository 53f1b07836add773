// biome-ignore-all lint/correctness/useYield: a coroutine need not await anything
// A task and an AbortSignal cancel one another.

import { expect, test } from "vitest";
import {
  abortable,
  CancelledError,
  type Coro,
  cancelOnAbort,
  createTask,
  run,
  sleep,
  type Task,
  VirtualClock,
} from "./index.ts";

const virtual = () => ({ clock: new VirtualClock() });

/** A host operation that ends only when it is aborted; `log` says what became of it. */
function operation(signal: AbortSignal, log: string[]): Promise<never> {
  log.push("begun");
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => {
      log.push(`aborted: ${(signal.reason as Error).name}`);
      reject(signal.reason);
    });
  });
}

/** The text of the error that a task ends with. */
function* errorOf(task: Task<unknown>): Coro<string> {
  try {
    yield* task;
    return "none";
  } catch (error) {
    return String(error);
  }
}

test("a cancelled task aborts what it waits for", async () => {
  const log: string[] = [];
  await run(
    (function* () {
      const task = createTask(abortable((signal) => operation(signal, log)));
      log.push("made");
      yield* sleep(1);
      task.cancel("enough");
      log.push(yield* errorOf(task));
    })(),
    virtual(),
  );
  expect(log).toEqual(["made", "begun", "aborted: CancelledError", "CancelledError: enough"]);
});

test("what ends by itself is not aborted, and its value and error pass through", async () => {
  const signals: AbortSignal[] = [];
  const begin = <T>(promise: Promise<T>) =>
    abortable((signal) => {
      signals.push(signal);
      return promise;
    });
  const main = function* () {
    const value = yield* begin(Promise.resolve(42));
    try {
      yield* begin(Promise.reject(new Error("lost")));
    } catch (error) {
      return [value, (error as Error).message];
    }
  };
  expect(await run(main())).toEqual([42, "lost"]);
  expect(signals.map((signal) => signal.aborted)).toEqual([false, false]);
});

test("a signal cancels a task, also one that is aborted already", async () => {
  const controller = new AbortController();
  const main = function* () {
    const tasks = [cancelOnAbort(createTask(sleep(10)), controller.signal)];
    yield* sleep(1);
    controller.abort("stop");
    tasks.push(cancelOnAbort(createTask(sleep(10)), controller.signal));
    return [yield* errorOf(tasks[0]!), yield* errorOf(tasks[1]!)];
  };
  expect(await run(main(), virtual())).toEqual(["CancelledError: stop", "CancelledError: stop"]);
});

test("a task that is done leaves the signal", async () => {
  const { signal } = new AbortController();
  const listeners = new Set<unknown>();
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args: unknown[]) => {
    listeners.add(args[1]);
    return addEventListener.apply(signal, args as never);
  };
  signal.removeEventListener = (...args: unknown[]) => {
    listeners.delete(args[1]);
    return removeEventListener.apply(signal, args as never);
  };
  await run(
    (function* () {
      const task = cancelOnAbort(createTask(sleep(1)), signal);
      expect(listeners.size).toBe(1);
      yield* task;
    })(),
    virtual(),
  );
  expect(listeners.size).toBe(0);
});

test("run is cancelled by its signal", async () => {
  const log: string[] = [];
  const main = function* () {
    try {
      yield* sleep(60);
    } finally {
      log.push("cleaned up");
    }
  };
  await expect(run(main(), { signal: AbortSignal.timeout(10) })).rejects.toBeInstanceOf(CancelledError);
  expect(log).toEqual(["cleaned up"]);
});
