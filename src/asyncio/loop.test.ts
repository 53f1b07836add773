// biome-ignore-all lint/correctness/useYield: a coroutine need not await anything
// The loop itself: how it runs and is blocked, what it reports, threads, contexts, reprs.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "../host/clock.ts";
import { waitSync } from "../host/pause.ts";
import { VirtualClock } from "../host/virtual.ts";
import { type Frame, SUSPENDED } from "./coroutine.ts";
import { runInPlace, waitForHost, waitForPromise } from "./drive.ts";
import { hooks } from "./hooks.ts";
import {
  anext,
  asyncGenerator,
  awaitable,
  CancelledError,
  Condition,
  ContextVar,
  type Coro,
  copyContext,
  coroutine,
  createTask,
  Event,
  EventLoop,
  gather,
  getRunningLoop,
  Lock,
  Runner,
  run,
  runCoroutineThreadsafe,
  shield,
  sleep,
  Task,
  TaskGroup,
  timeout,
  toThread,
  within,
} from "./index.ts";
import { run$ } from "./runners.ts";

const options = () => ({ clock: new VirtualClock() });

let reports: string[] = [];
const { log, neverAwaited } = hooks;
beforeEach(() => {
  reports = [];
  hooks.log = (level, message, exception) =>
    reports.push(`${level}: ${message}${exception === undefined ? "" : ` | ${exception}`}`);
});
afterEach(() => {
  hooks.log = log;
  hooks.neverAwaited = neverAwaited;
});

function messageOf(action: () => unknown): string {
  try {
    action();
    return "nothing raised";
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

const inPlace = <T>(frame: Frame): T => runInPlace<T>(frame, waitSync);

describe("running", () => {
  test("a program that sleeps for days takes no time with a virtual clock", async () => {
    function* main(): Coro<number> {
      const begin = getRunningLoop().time();
      yield* gather(sleep(86_400), sleep(3 * 86_400));
      return getRunningLoop().time() - begin;
    }
    expect(await run(main(), options())).toBe(3 * 86_400);
  });

  test("real time passes with the system's clock, and promises are heard meanwhile", async () => {
    function* main(): Coro<unknown[]> {
      const promise = new Promise((resolve) => setTimeout(resolve, 5, "promise"));
      return yield* gather(
        sleep(0.02, "timer"),
        promise,
        toThread(async () => "async function"),
      );
    }
    expect(await run(main())).toEqual(["timer", "promise", "async function"]);
  });

  test("a rejected promise raises where it is awaited", async () => {
    function* main(): Coro<string> {
      try {
        return yield* awaitable<string>(Promise.reject(new Error("rejected")));
      } catch (error) {
        return (error as Error).message;
      }
    }
    expect(await run(main(), options())).toBe("rejected");
  });

  test("the loop can run below a caller that cannot be suspended", () => {
    const order: string[] = [];
    function* child(name: string, seconds: number): Coro<void> {
      yield* sleep(seconds);
      order.push(name);
    }
    function* main(): Coro<number> {
      yield* gather(child("b", 0.004), child("a", 0.002));
      return 5;
    }
    expect(inPlace(run$(main()))).toBe(5);
    expect(order).toEqual(["a", "b"]);
    function* stuck(): Coro<void> {
      yield* new Event().wait();
    }
    expect(messageOf(() => inPlace(run$(stuck())))).toMatch(
      /^RuntimeError: the event loop waits for something outside/,
    );
  });

  test("a task that sleeps as a plain function does halts such a loop in place", () => {
    const clock = new VirtualClock();
    const order: string[] = [];
    function* sleeper(): Coro<void> {
      if (waitForHost((resume) => void clock.setTimer(2, resume), 2) === SUSPENDED) yield;
      order.push(`slept until ${clock.monotonic()}`);
    }
    function* hostOnly(): Coro<void> {
      if (waitForHost(() => {}) === SUSPENDED) yield;
    }
    function* main(): Coro<void> {
      yield* gather(sleeper(), sleep(1));
      order.push(`end ${clock.monotonic()}`);
      yield* hostOnly();
    }
    expect(messageOf(() => runInPlace(run$(main(), { clock }), (seconds) => clock.waitSync(seconds)))).toMatch(
      /^RuntimeError: the event loop waits for/,
    );
    expect(order).toEqual(["slept until 2", "end 3"]);
  });

  test("a deadlock is an error where only the clock could end it", async () => {
    function* main(): Coro<void> {
      yield* new Event().wait();
    }
    await expect(run(main(), options())).rejects.toThrow("deadlock: every task waits, and no timer is set");
  });

  test("a loop runs once at a time, and not after it is closed", async () => {
    const loop = new EventLoop(new VirtualClock());
    function* main(): Coro<string[]> {
      return [
        messageOf(() => inPlace(loop.runForever$())),
        messageOf(() => inPlace(new EventLoop().runForever$())),
        messageOf(() => inPlace(run$(main()))),
        messageOf(() => loop.close()),
      ];
    }
    expect(await loop.runUntilComplete(main())).toEqual([
      "RuntimeError: This event loop is already running",
      "RuntimeError: Cannot run the event loop while another loop is running",
      "RuntimeError: asyncio.run() cannot be called from a running event loop",
      "RuntimeError: Cannot close a running event loop",
    ]);
    loop.close();
    expect(messageOf(() => loop.callSoon(() => {}))).toBe("RuntimeError: Event loop is closed");
    expect([loop.isRunning(), loop.isClosed(), loop.getDebug()]).toEqual([false, true, false]);
  });

  test("stop ends the loop after the turn that is under way", async () => {
    const loop = new EventLoop(new VirtualClock());
    const order: number[] = [];
    loop.callSoon(() => {
      order.push(1);
      loop.stop();
      loop.callSoon(() => order.push(3));
    });
    loop.callSoon(() => order.push(2));
    await loop.runForever();
    expect(order).toEqual([1, 2]);
    loop.stop();
    await loop.runForever();
    expect(order).toEqual([1, 2, 3]);
    loop.callSoon(() => loop.stop());
    await expect(loop.runUntilComplete(loop.createFuture())).rejects.toThrow(
      "Event loop stopped before Future completed.",
    );
    loop.close();
  });

  test("a task that waits for the host without awaiting halts the loop", async () => {
    const order: string[] = [];
    function* ticker(): Coro<void> {
      for (let i = 0; i < 3; i++) {
        order.push(`tick ${i}`);
        yield* sleep(0);
      }
    }
    function* blocking(): Coro<void> {
      order.push("blocks");
      const t = waitForPromise(new Promise((resolve) => setTimeout(resolve, 5, "host")));
      order.push(`goes on with ${t === SUSPENDED ? yield : t}`);
    }
    function* main(): Coro<void> {
      yield* gather(ticker(), blocking(), ticker());
    }
    await run(main());
    expect(order).toEqual(["tick 0", "blocks", "goes on with host", "tick 0", "tick 1", "tick 1", "tick 2", "tick 2"]);
  });

  test("threads are interleaved where they wait, and hold their own context", async () => {
    const order: string[] = [];
    const variable = new ContextVar("variable", { default: "outer" });
    function* main(): Coro<unknown[]> {
      const loop = getRunningLoop();
      const thread = (name: string) => () => {
        order.push(`${name} in ${variable.get()}`);
        return new Promise<void>((resolve) => loop.clock.setTimer(0.01, resolve));
      };
      variable.set("inner");
      const both = gather(loop.runInExecutor(null, thread("a")), toThread(thread("b")));
      order.push("submitted");
      yield* sleep(0.005);
      order.push("loop goes on");
      return yield* both;
    }
    await run(main(), options());
    expect(order).toEqual(["submitted", "a in inner", "b in inner", "loop goes on"]);
  });

  test("other code reaches the loop by runCoroutineThreadsafe", async () => {
    function* main(): Coro<number> {
      const loop = getRunningLoop();
      const done = loop.createFuture<number>();
      setTimeout(() => {
        function* job(): Coro<number> {
          yield* sleep(0);
          return 7;
        }
        runCoroutineThreadsafe(job(), loop).then((n) => done.setResult(n));
      }, 1);
      return yield* done;
    }
    expect(await run(main())).toBe(7);
  });

  test("an interrupt cancels the main task, and becomes a KeyboardInterrupt", async () => {
    let interrupt = (_isComputing: boolean) => {};
    const clock = {
      ...systemClock,
      onInterrupt(callback: (isComputing: boolean) => void) {
        interrupt = callback;
        return () => {
          interrupt = () => {};
        };
      },
    };
    const seen: string[] = [];
    function* main(): Coro<void> {
      setTimeout(() => interrupt(false), 1);
      try {
        yield* sleep(100);
      } finally {
        seen.push("cleaned up");
      }
    }
    await expect(run(main(), { clock })).rejects.toMatchObject({ name: "KeyboardInterrupt" });
    expect(seen).toEqual(["cleaned up"]);
  });

  test("only what can be awaited can be run", async () => {
    await expect(run((() => sleep(0)) as never, options())).rejects.toThrow(
      "An asyncio.Future, a coroutine or an awaitable is required",
    );
    expect(await run(Promise.resolve(3), options())).toBe(3);
  });

  test("a runner keeps its context from one run to the next", async () => {
    const variable = new ContextVar<number>("variable");
    const runner = new Runner(options());
    function* set(): Coro<void> {
      variable.set(5);
    }
    function* get(): Coro<number> {
      return variable.get();
    }
    await runner.run(set());
    expect(await runner.run(get())).toBe(5);
    await runner.close();
    await expect(runner.run(get())).rejects.toThrow("Runner is closed");
    expect(messageOf(() => variable.get())).toMatch("LookupError");
  });
});

describe("reports", () => {
  test("exceptions that nobody looked at, when the loop closes", async () => {
    function* fails(): Coro<void> {
      throw new Error("unseen");
    }
    function* main(): Coro<void> {
      createTask(fails(), { name: "lost" });
      const seen = createTask(fails());
      getRunningLoop().createFuture().setException(new Error("future"));
      yield* sleep(0);
      seen.exception();
    }
    await run(main(), options());
    expect(reports).toEqual([
      `error: Future exception was never retrieved
future: <Future finished exception=Error("future")> | Error: future`,
      `error: Task exception was never retrieved
future: <Task finished name="lost" coro=<generator() done> exception=Error("unseen")> | Error: unseen`,
    ]);
  });

  test("tasks that are pending when their loop closes", async () => {
    const loop = new EventLoop(new VirtualClock());
    new Task(sleep(5), loop, { name: "left" });
    await loop.runUntilComplete(sleep(1));
    loop.close();
    expect(reports).toEqual([
      `error: Task was destroyed but it is pending!
task: <Task pending name="left" coro=<sleep() running> wait_for=<Future pending cb=[Task.task_wakeup()]>>`,
    ]);
  });

  test("coroutines that were never awaited, with where their function stands", async () => {
    const forgotten = coroutine(function* forgotten() {
      yield* sleep(1);
    });
    function* main(): Coro<void> {
      forgotten();
      yield* sleep(1);
    }
    await run(main(), options());
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatch(/^warning: coroutine 'forgotten' was never awaited \(made .*loop\.test\.ts:\d+/);
  });

  test("exceptions in callbacks, through the loop's handler if it has one", async () => {
    const bad = () => {
      throw new Error("in callback");
    };
    function* main(): Coro<void> {
      const loop = getRunningLoop();
      loop.callSoon(bad);
      yield* sleep(0);
      loop.setExceptionHandler((_, context) => void reports.push(`handled ${context.message}`));
      loop.callSoon(bad);
      yield* sleep(0);
      loop.setExceptionHandler(() => {
        throw new Error("in handler");
      });
      loop.callSoon(bad);
      yield* sleep(0);
    }
    await run(main(), options());
    expect(reports[0]).toBe("error: Exception in callback bad()\nhandle: <Handle bad()> | Error: in callback");
    expect(reports[1]).toBe("handled Exception in callback bad()");
    expect(reports[2]).toMatch(/^error: Unhandled error in exception handler/);
  });

  test("slow callbacks, in debug mode", async () => {
    const clock = new VirtualClock();
    function* slow(): Coro<void> {
      clock.waitSync(0.25);
    }
    function* main(): Coro<void> {
      yield* createTask(slow(), { name: "slow" });
    }
    await run(main(), { clock, debug: true });
    expect(reports[0]).toMatch(/^warning: Executing <Task finished name="slow" .*> took 0.250 seconds$/);
  });

  test("an exception in a shielded task whose waiter is gone", async () => {
    function* fails(): Coro<void> {
      yield* sleep(1);
      throw new Error("shielded");
    }
    function* waits(): Coro<void> {
      yield* shield(fails());
    }
    function* main(): Coro<void> {
      const task = createTask(waits());
      yield* sleep(0);
      task.cancel();
      yield* sleep(2);
      expect(task.cancelled()).toBe(true);
    }
    await run(main(), options());
    expect(reports[0]).toMatch(/^error: Error exception in shielded future\nfuture: <Task finished/);
  });

  test("asynchronous generators that were left are closed with the loop", async () => {
    const order: string[] = [];
    const endless = asyncGenerator(function* () {
      try {
        for (let i = 0; ; i++) yield i;
      } finally {
        yield* sleep(1);
        order.push("closed");
      }
    });
    function* main(): Coro<void> {
      const g = endless();
      order.push(`got ${yield* anext(g, undefined)}`);
    }
    await run(main(), options());
    expect(order).toEqual(["got 0", "closed"]);
  });

  test("tasks that are left are cancelled with the loop, and what they raise then is told", async () => {
    function* stubborn(): Coro<void> {
      try {
        yield* sleep(10);
      } catch {
        throw new Error("while cancelled");
      }
    }
    function* main(): Coro<void> {
      createTask(stubborn());
      yield* sleep(0);
    }
    await run(main(), options());
    expect(reports[0]).toMatch(/^error: unhandled exception during asyncio\.run\(\) shutdown\ntask: /);
    expect(reports).toHaveLength(1);
  });
});

describe("misuse", () => {
  test("is answered as CPython answers it", async () => {
    const said: string[] = [];
    function* attempt(body: () => Generator<unknown, unknown, never>): Coro<void> {
      try {
        yield* createTask(body() as Coro<unknown>);
        said.push("nothing raised");
      } catch (error) {
        said.push(`${(error as Error).name}: ${(error as Error).message.replace(/<Task .*cb=\[.*?\]>/, "<Task>")}`);
      }
    }
    function* main(): Coro<void> {
      const other = new EventLoop();
      yield* attempt(function* () {
        const task: Task = getTask();
        yield* task;
      });
      yield* attempt(function* () {
        yield 5;
      });
      yield* attempt(function* () {
        yield getRunningLoop().createFuture();
      });
      yield* attempt(function* () {
        yield* other.createFuture();
      });
      yield* attempt(function* () {
        yield* sleep(Number.NaN);
      });
      yield* attempt(function* () {
        new Lock().release();
      });
      yield* attempt(function* () {
        yield* new Condition().wait();
      });
      yield* attempt(function* () {
        new TaskGroup().createTask(sleep(0));
      });
      yield* attempt(function* () {
        const limit = timeout(1);
        yield* within(limit, function* () {});
        limit.reschedule(1);
      });
      yield* attempt(function* () {
        getTask().setResult(1);
      });
      const context = copyContext();
      said.push(messageOf(() => context.run(() => context.run(() => {}))).replace(/<.*>/, "<Context>"));
      said.push(messageOf(() => createTask(5 as never)));
      const done = getRunningLoop().createFuture<number>();
      said.push(messageOf(() => done.result()));
      done.setResult(1);
      said.push(messageOf(() => done.setResult(1)));
    }
    const getTask = () => [...getRunningLoop().pendingTasks()].at(-1)!;
    await run(main(), options());
    expect(said).toEqual([
      "RuntimeError: Task cannot await on itself: <Task>",
      "RuntimeError: Task got bad yield: 5",
      "RuntimeError: yield was used instead of yield from in task <Task> with <Future pending>",
      "RuntimeError: Task <Task> got Future <Future pending> attached to a different loop",
      "ValueError: Invalid delay: NaN (not a number)",
      "RuntimeError: Lock is not acquired.",
      "RuntimeError: cannot wait on un-acquired lock",
      "RuntimeError: TaskGroup <TaskGroup> has not been entered",
      "RuntimeError: Cannot change state of finished Timeout",
      "RuntimeError: Task does not support set_result operation",
      "RuntimeError: cannot enter context: <Context> is already entered",
      "TypeError: a coroutine was expected, got 5",
      "InvalidStateError: Result is not set.",
      "InvalidStateError: invalid state",
    ]);
  });
});

describe("reprs", () => {
  test("tell state, waiters and callbacks", async () => {
    const shown: string[] = [];
    const show = (value: unknown) => shown.push(String(value));
    function* body(): Coro<number> {
      yield* sleep(1);
      return 3;
    }
    function* main(): Coro<void> {
      const loop = getRunningLoop();
      const first = () => {};
      const second = () => {};
      const future = loop.createFuture<string>();
      for (const callback of [first, second, first, second]) future.addDoneCallback(callback);
      show(future);
      future.removeDoneCallback(first);
      show(future);
      future.setResult("x".repeat(100));
      show(future);
      const task = createTask(body(), { name: "t" });
      show(task);
      yield* sleep(0);
      show(task);
      task.cancel();
      show(task);
      yield* gather(task, { returnExceptions: true });
      show(task);
      show(loop.callSoon(first));
    }
    await run(main(), options());
    expect(shown).toEqual([
      "<Future pending cb=[first(), <2 more>, second()]>",
      "<Future pending cb=[second(), second()]>",
      '<Future finished result="xxxxxxxxxxxxxxxxx...xxxxxxxxxxxxxxxxxx">',
      '<Task pending name="t" coro=<generator() running>>',
      '<Task pending name="t" coro=<generator() running> wait_for=<Future pending cb=[Task.task_wakeup()]>>',
      '<Task cancelling name="t" coro=<generator() running> wait_for=<Future cancelled>>',
      '<Task cancelled name="t" coro=<generator() done>>',
      "<Handle first()>",
    ]);
  });
});

describe("timers", () => {
  test("that were cancelled leave the heap before their time when they are many", async () => {
    function* main(): Coro<number[]> {
      const loop = getRunningLoop();
      const timers = Array.from({ length: 300 }, (_, i) => loop.callLater(100 + i, () => {}));
      const before = loop.timers.size;
      for (const timer of timers.slice(0, 200)) timer.cancel();
      return [before, loop.timers.size < 160 ? 1 : 0, loop.timers.peek()!.when - loop.time()];
    }
    const [before, cleaned, first] = await run(main(), options());
    expect([before, cleaned, Math.round(first!)]).toEqual([300, 1, 300]);
  });

  test("run in the order of their times, and of being made", async () => {
    const order: number[] = [];
    function* main(): Coro<void> {
      const loop = getRunningLoop();
      const now = loop.time();
      for (const [n, when] of [
        [1, 2],
        [2, 1],
        [3, 2],
        [4, 1],
        [5, 0],
      ] as const)
        loop.callAt(now + when, () => order.push(n));
      yield* sleep(3);
    }
    await run(main(), options());
    expect(order).toEqual([5, 2, 4, 1, 3]);
  });

  test("a cancelled sleep lets go of its timer", async () => {
    function* main(): Coro<number> {
      const task = createTask(sleep(1000));
      yield* sleep(0);
      task.cancel();
      yield* gather(task, { returnExceptions: true });
      expect(task.cancelled()).toBe(true);
      return getRunningLoop().timers.peek() === undefined ? 0 : 1;
    }
    expect(await run(main(), options())).toBe(0);
  });
});

describe("context variables", () => {
  test("belong to the task that sets them, and are inherited", async () => {
    const variable = new ContextVar("variable", { default: 0 });
    const seen: number[] = [];
    function* child(n: number): Coro<void> {
      seen.push(variable.get());
      variable.set(n);
      yield* sleep(0);
      seen.push(variable.get());
    }
    function* main(): Coro<void> {
      variable.set(9);
      yield* gather(child(1), child(2));
      seen.push(variable.get());
      const token = variable.set(10);
      variable.reset(token);
      seen.push(variable.get());
      expect(messageOf(() => variable.reset(token))).toMatch(/has already been used once$/);
      expect(messageOf(() => copyContext().run(() => variable.reset(variable.set(3))))).toBe("nothing raised");
    }
    await run(main(), options());
    expect(seen).toEqual([9, 9, 1, 2, 9, 9]);
    expect(variable.get()).toBe(0);
  });
});

describe("JavaScript", () => {
  test("can await a task, and cancel it", async () => {
    const loop = new EventLoop();
    const task = loop.createTask(sleep(0.001, "value"));
    const running = loop.runForever();
    expect(await task).toBe("value");
    const second = loop.createTask(sleep(10));
    second.cancel("enough");
    await expect(Promise.resolve(second)).rejects.toBeInstanceOf(CancelledError);
    loop.stop();
    await running;
    loop.close();
  });
});
