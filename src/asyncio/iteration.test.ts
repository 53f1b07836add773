// Asynchronous iteration and context managers, in coroutines and in plain async functions.

import { describe, expect, test } from "vitest";
import {
  abortable,
  asCompleted,
  asyncGenerator,
  CancelledError,
  coroutine,
  createTask,
  ExceptionGroup,
  each,
  enter,
  gather,
  Lock,
  openConnection,
  Queue,
  run,
  sleep,
  startServer,
  TaskGroup,
  TimeoutError,
  timeout,
  toPromise,
  ValueError,
  VirtualClock,
  within,
} from "./index.ts";

const clock = () => ({ clock: new VirtualClock() });

const ticks = asyncGenerator(function* (count: number, log: string[]) {
  try {
    for (let i = 0; i < count; i++) {
      yield* sleep(1);
      yield i;
    }
  } finally {
    log.push("closed");
  }
});

describe("each, in a coroutine", () => {
  test("brings the values of an asynchronous generator, one after the other", async () => {
    const log: string[] = [];
    await run(
      (function* () {
        const numbers = each(ticks(4, log));
        while (yield* numbers.next()) {
          if (numbers.value === 1) continue;
          const value: number = numbers.value;
          log.push(String(value));
        }
      })(),
      clock(),
    );
    expect(log).toEqual(["0", "2", "3", "closed"]);
  });

  test("ends with the queue that is shut down, and with the last of those awaited", async () => {
    const log: unknown[] = [];
    await run(
      (function* () {
        const queue = new Queue<string>();
        const reader = createTask(
          (function* () {
            const items = each(queue);
            while (yield* items.next()) log.push(items.value.toUpperCase());
          })(),
        );
        yield* queue.put("a");
        yield* sleep(1);
        yield* queue.put("b");
        queue.shutdown();
        yield* reader;
        const results = each(asCompleted([sleep(2, "late"), sleep(1, "soon")]));
        while (yield* results.next()) log.push(results.value.result());
      })(),
      clock(),
    );
    expect(log).toEqual(["A", "B", "soon", "late"]);
  });

  test("takes what JavaScript iterates over asynchronously, and raises what that throws", async () => {
    async function* numbers() {
      yield 1;
      await null;
      yield 2;
      throw new RangeError("no more");
    }
    const seen: number[] = [];
    const result = run(
      (function* () {
        const values = each(numbers());
        while (yield* values.next()) seen.push(values.value);
      })(),
    );
    await expect(result).rejects.toThrow(new RangeError("no more"));
    expect(seen).toEqual([1, 2]);
  });

  test("says so where a yield* was forgotten", async () => {
    const result = run(
      (function* () {
        const values = each(new Queue<number>());
        while (values.next()) yield* sleep(0);
      })(),
    );
    await expect(result).rejects.toThrow("was yield* forgotten?");
  });
});

describe("within", () => {
  test("enters an asynchronous generator that yields once, and resumes or raises into it at the end", async () => {
    const log: string[] = [];
    const room = asyncGenerator(function* (name: string) {
      log.push(`${name} opens`);
      yield* sleep(1);
      try {
        yield name;
      } catch (error) {
        log.push(`${(error as Error).message} inside`);
        throw error;
      } finally {
        yield* sleep(1);
        log.push(`${name} closes`);
      }
    });
    await run(
      (function* () {
        const length: number = yield* within(room("hall"), function* (name) {
          yield* sleep(1);
          return name.length;
        });
        log.push(String(length));
        try {
          yield* within(room("cellar"), function* () {
            yield* sleep(1);
            throw new ValueError("fire");
          });
        } catch (error) {
          log.push(`${error} outside`);
        }
      })(),
      clock(),
    );
    expect(log).toEqual([
      "hall opens",
      "hall closes",
      "4",
      "cellar opens",
      "fire inside",
      "cellar closes",
      "ValueError: fire outside",
    ]);
  });

  test("disposes of what JavaScript disposes of", async () => {
    const log: string[] = [];
    const file = {
      name: "file",
      async [Symbol.asyncDispose]() {
        await null;
        log.push("disposed");
      },
    };
    await run(
      (function* () {
        yield* within(file, function* ({ name }) {
          yield* sleep(0);
          log.push(name);
        });
        log.push("after");
      })(),
    );
    expect(log).toEqual(["file", "disposed", "after"]);
  });
});

describe("plain async functions", () => {
  test("iterate over queues and asynchronous generators, and close these when they leave", async () => {
    const log: unknown[] = [];
    async function consume(queue: Queue<number>) {
      for await (const item of queue) log.push(item);
      for await (const tick of ticks(10, log as string[])) if (tick === 1) break;
      return "consumed";
    }
    await run(
      (function* () {
        const queue = new Queue<number>();
        const consumer = consume(queue);
        for (let i = 0; i < 3; i++) yield* queue.put(i);
        queue.shutdown();
        log.push(yield* gather(consumer));
      })(),
      clock(),
    );
    expect(log).toEqual([0, 1, 2, "closed", ["consumed"]]);
  });

  test("hold a lock for a block", async () => {
    const log: string[] = [];
    const lock = new Lock();
    async function visit(name: string) {
      await using _held = await enter(lock);
      log.push(`${name} in`);
      await toPromise(sleep(1));
      log.push(`${name} out`);
    }
    await run(
      (function* () {
        yield* gather(visit("a"), visit("b"));
      })(),
      clock(),
    );
    expect(log).toEqual(["a in", "a out", "b in", "b out"]);
  });

  test("are told by a signal that the time is up, and get the error at the block's end", async () => {
    const reasons: unknown[] = [];
    async function slow() {
      await using limit = await enter(timeout(1));
      await new Promise<void>((resolve) => limit.signal.addEventListener("abort", () => resolve()));
      reasons.push(limit.signal.reason instanceof TimeoutError);
    }
    const result = run(
      (function* () {
        yield* gather(slow());
      })(),
      clock(),
    );
    await expect(result).rejects.toThrow(TimeoutError);
    expect(reasons).toEqual([true]);
  });

  test("open a task group, whose tasks end before the block does", async () => {
    const log: string[] = [];
    function* child(seconds: number, fails = false) {
      yield* sleep(seconds);
      if (fails) throw new ValueError("child");
      log.push(`slept ${seconds}`);
    }
    async function parent(fails: boolean) {
      await using group = await enter(new TaskGroup());
      group.value.createTask(child(2));
      group.value.createTask(child(1, fails));
    }
    await run(
      (function* () {
        yield* gather(parent(false));
        try {
          yield* gather(parent(true));
        } catch (error) {
          log.push(`${error instanceof ExceptionGroup}`);
        }
      })(),
      clock(),
    );
    expect(log).toEqual(["slept 1", "slept 2", "true"]);
  });

  test("serve, connect and read lines", async () => {
    const lines: string[] = [];
    async function talk() {
      await using server = await toPromise(
        startServer(
          function* (_reader, writer) {
            writer.write(new TextEncoder().encode("one\ntwo\n"));
            writer.close();
            yield* writer.waitClosed();
          },
          { host: "127.0.0.1", port: 0 },
        ),
      );
      const { port } = server.sockets[0]!.getsockname() as { port: number };
      const [reader, writer] = await toPromise(openConnection({ host: "127.0.0.1", port }));
      await using _connection = writer;
      for await (const line of reader) lines.push(new TextDecoder().decode(line).trim());
    }
    await run(
      (function* () {
        yield* gather(talk());
      })(),
    );
    expect(lines).toEqual(["one", "two"]);
  });
});

test("a forgotten yield* is reported, in debug mode with its place", async () => {
  const reports: string[] = [];
  const { warn } = console;
  console.warn = (report: string) => reports.push(report.replace(/\(file.*|\(\/.*/, "(…)"));
  function* forgetful() {
    yield* sleep(0);
    sleep(1);
  }
  try {
    await run(forgetful());
    await run(forgetful(), { debug: true });
  } finally {
    console.warn = warn;
  }
  expect(reports).toEqual([
    "coroutine 'sleep' was never awaited; debug mode tells where it was made",
    "coroutine 'sleep' was never awaited (made at forgetful (…)",
  ]);
});

test("yield for yield* is an error of types, and raises one that says so", async () => {
  function* wrong() {
    yield sleep(1);
  }
  // @ts-expect-error: a coroutine yields nothing
  const result = run(wrong());
  await expect(result).rejects.toThrow(/^yield was used instead of yield\* in task .* with <sleep>$/);
});

describe("stacks", () => {
  test("show where the awaiting coroutines stand", async () => {
    const inner = coroutine(function* inner() {
      yield* sleep(0.01);
      throw new RangeError("deep down");
    });
    const middle = coroutine(function* middle() {
      yield* inner();
    });
    function* outermost(): Generator<undefined, void, unknown> {
      yield* createTask(middle());
    }
    const error = await run(outermost()).catch((error: RangeError) => error);
    const frames = [...(error as Error).stack!.matchAll(/at (?:async )?(inner|middle|outermost) .*:\d+:\d+/g)];
    expect(frames.map(([text, name]) => `${text.startsWith("at async") ? "async " : ""}${name}`)).toEqual([
      "inner",
      "async middle",
      "async outermost",
    ]);
  });

  test("are not made for cancellations", async () => {
    const seen: unknown[] = [];
    await run(
      (function* () {
        const task = createTask(abortable(() => new Promise(() => {})));
        yield* sleep(0);
        task.cancel();
        try {
          yield* task;
        } catch (error) {
          seen.push(error instanceof CancelledError, Object.hasOwn(error as object, "stack"));
        }
      })(),
    );
    expect(seen).toEqual([true, false]);
  });
});
