import { describe, expect, test } from "vitest";
import { createTask, Future, type Observer, observe, run, sleep, Task, VirtualClock } from "./index.ts";

/** An observer that writes down what it is told. */
function recorder(log: string[]): Observer {
  return {
    made: (task) => log.push(`${task.getName()} made`),
    stepBegins: (task) => log.push(`${task.getName()} begins`),
    stepEnds: (task) => log.push(`${task.getName()} ends`),
    waits: (task, what, where) => {
      const [place] = where;
      log.push(`${task.getName()} waits for a ${what.constructor.name} ${place?.replace(/ \(.*\)/, "")}`);
    },
    woken: (task, by) => log.push(`${task.getName()} woken by a ${by.constructor.name}`),
    cancelled: (task, message) => log.push(`${task.getName()} cancelled: ${message}`),
    done: (task) => log.push(`${task.getName()} done`),
  };
}

function* sleeper() {
  yield* sleep(10);
}

function* parent() {
  const child = createTask(sleeper(), { name: "child" });
  yield* sleep(0);
  child.cancel("enough");
  try {
    yield* child;
  } catch {}
}

describe("an observer", () => {
  test("is told what becomes of each task, and where it waits", async () => {
    const log: string[] = [];
    const stop = observe(recorder(log));
    await run(
      (function* () {
        yield* createTask(parent(), { name: "parent" });
      })(),
      { clock: new VirtualClock() },
    );
    stop();
    expect(log.filter((line) => /^(parent|child)/.test(line))).toEqual([
      "parent made",
      "parent begins",
      "child made",
      "parent ends",
      "child begins",
      "child waits for a Sleeper at sleeper",
      "child ends",
      "parent begins",
      "child cancelled: enough",
      "parent waits for a Task at parent",
      "parent ends",
      "child woken by a Sleeper",
      "child begins",
      "child done",
      "child ends",
      "parent woken by a Task",
      "parent begins",
      "parent done",
      "parent ends",
    ]);
  });

  test("leaves nothing behind when it stops", () => {
    const before = [...Object.entries(Object.getOwnPropertyDescriptors(Task.prototype))];
    const await$ = Object.getOwnPropertyDescriptor(Future.prototype, "await$");
    observe({})();
    expect([...Object.entries(Object.getOwnPropertyDescriptors(Task.prototype))]).toEqual(before);
    expect(Object.getOwnPropertyDescriptor(Future.prototype, "await$")).toEqual(await$);
  });

  test("that throws is reported, and the program goes on", async () => {
    const logged: unknown[] = [];
    const { error } = console;
    console.error = (...args: unknown[]) => logged.push(args[0]);
    const stop = observe({
      made() {
        throw new RangeError("mine");
      },
    });
    try {
      expect(await run(sleep(0, "done"))).toBe("done");
    } finally {
      console.error = error;
      stop();
    }
    expect(logged).toEqual(["An observer has raised, and is told no more"]);
  });
});
