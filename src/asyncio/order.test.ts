// biome-ignore-all lint/correctness/useYield: a coroutine need not await anything
// The scenarios of testdata/order.py, which has recorded what CPython does: each must leave the same log, turn by turn.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { VirtualClock } from "../host/virtual.ts";
import {
  ALL_COMPLETED,
  type Awaitable,
  allTasks,
  anext,
  asCompleted,
  asyncGenerator,
  awaitable,
  Barrier,
  BaseException,
  BaseExceptionGroup,
  Condition,
  type Coro,
  createTask,
  currentTask,
  Event,
  eagerTaskFactory,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  type Future,
  gather,
  getRunningLoop,
  KeyError,
  LifoQueue,
  Lock,
  PriorityQueue,
  Queue,
  QueueShutDown,
  type ReturnWhen,
  RuntimeError,
  run,
  Semaphore,
  shield,
  sleep,
  Task,
  TimeoutError,
  taskGroup,
  timeout,
  ValueError,
  wait,
  waitFor,
  within,
} from "./index.ts";

const recorded: Record<string, string[]> = JSON.parse(
  readFileSync(new URL("./testdata/order.json", import.meta.url), "utf8"),
);

class Log {
  readonly lines: string[] = [];
  turn = 0;
  readonly timed: boolean;
  constructor(timed: boolean) {
    this.timed = timed;
  }
  readonly tick = () => {
    this.turn++;
    getRunningLoop().callSoon(this.tick);
  };
  add(value: unknown): void {
    this.lines.push(this.timed ? text(value) : `${this.turn} ${text(value)}`);
  }
}

/** A value as Python's `str` shows it. */
function text(value: unknown, inList = false): string {
  if (value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map((v) => text(v, true)).join(", ")}]`;
  return inList && typeof value === "string" ? `'${value}'` : String(value);
}

function show(error: unknown): string {
  const { name } = error as Error;
  const first = error instanceof BaseException ? error.args[0] : undefined;
  return typeof first === "string" && first !== "" ? `${name}(${first})` : name;
}

function* attempt(log: Log, name: string, what: Awaitable<unknown>): Coro<void> {
  try {
    log.add(`${name} -> ${text(yield* awaitable(what))}`);
  } catch (error) {
    log.add(`${name} !! ${show(error)}`);
  }
}

function* steps(log: Log, name: string, count = 2): Coro<string> {
  for (let i = 0; i < count; i++) {
    log.add(`${name}${i}`);
    yield* sleep(0);
  }
  log.add(`${name} end`);
  return name;
}

function* turns(count: number): Coro<void> {
  for (let i = 0; i < count; i++) yield* sleep(0);
}

function groupText(error: unknown): string {
  if (error instanceof BaseExceptionGroup) return `${error.name}[${error.exceptions.map(groupText).join(", ")}]`;
  return show(error);
}

const scenarios: Record<string, (log: Log) => Coro<void>> = {
  *tasks_take_turns(log) {
    const tasks = (
      [
        ["a", 2],
        ["b", 3],
        ["c", 0],
      ] as const
    ).map(([name, n]) => createTask(steps(log, name, n)));
    log.add("made");
    for (const task of tasks) log.add(yield* task);
  },

  *coroutines_run_at_once(log) {
    log.add("before");
    log.add(yield* steps(log, "a", 1));
    log.add(yield* steps(log, "b", 0));
  },

  *callbacks_of_a_future(log) {
    const loop = getRunningLoop();
    const f = loop.createFuture<number>();
    function* waiter(name: string): Coro<void> {
      log.add(`${name} ${yield* f}`);
    }
    const t1 = createTask(waiter("w1"));
    const t2 = createTask(waiter("w2"));
    yield* sleep(0);
    f.addDoneCallback(() => log.add("cb1"));
    f.addDoneCallback(() => log.add("cb2"));
    loop.callSoon(() => log.add("soon1"));
    f.setResult(5);
    loop.callSoon(() => log.add("soon2"));
    log.add("set");
    yield* t2;
    log.add("t2");
    yield* t1;
    f.addDoneCallback(() => log.add("late"));
    yield* f;
    log.add("done future does not suspend");
    yield* sleep(0);
    log.add("end");
  },

  *callbacks_of_a_task(log) {
    function* body(): Coro<number> {
      log.add("body");
      return 1;
    }
    const t = createTask(body());
    t.addDoneCallback(() => log.add("cb1"));
    t.addDoneCallback(() => log.add("cb2"));
    log.add(yield* t);
    yield* sleep(0);
    log.add("end");
  },

  *cancel_before_start(log) {
    const t = createTask(steps(log, "never"));
    log.add(t.cancel("why"));
    log.add(t.cancelling());
    yield* attempt(log, "t", t);
    log.add(t.cancel());
  },

  *cancel_while_waiting(log) {
    const f = getRunningLoop().createFuture();
    function* body(): Coro<void> {
      try {
        yield* f;
      } catch (error) {
        log.add(`caught ${show(error)}`);
        yield* sleep(0);
        log.add("cleaned");
        throw error;
      }
    }
    const t = createTask(body());
    yield* sleep(0);
    log.add(t.cancel("msg"));
    log.add(f.cancelled());
    yield* attempt(log, "t", t);
    log.add(t.cancelled());
  },

  *cancel_between_set_and_wakeup(log) {
    const f = getRunningLoop().createFuture<number>();
    function* body(): Coro<void> {
      try {
        log.add(yield* f);
      } catch (error) {
        log.add("cancelled though set");
        throw error;
      }
    }
    const t = createTask(body());
    yield* sleep(0);
    f.setResult(1);
    log.add(t.cancel());
    yield* attempt(log, "t", t);
  },

  *cancel_at_the_end(log) {
    function* body(): Coro<number> {
      currentTask()!.cancel("self");
      log.add("goes on");
      return 1;
    }
    const t = createTask(body());
    yield* attempt(log, "t", t);
    log.add(t.cancelled());
    function* body2(): Coro<number> {
      currentTask()!.cancel("self2");
      try {
        yield* sleep(0);
      } catch (error) {
        log.add(show(error));
      }
      return 2;
    }
    yield* attempt(log, "t2", createTask(body2()));
  },

  *cancel_swallowed_and_again(log) {
    function* body(): Coro<string> {
      for (let i = 0; i < 3; i++) {
        try {
          yield* sleep(10);
        } catch (error) {
          log.add(`${i} ${show(error)} ${currentTask()!.cancelling()}`);
          log.add(currentTask()!.uncancel());
        }
      }
      return "survived";
    }
    const t = createTask(body());
    for (let i = 0; i < 3; i++) {
      yield* sleep(0);
      yield* sleep(0);
      t.cancel(`m${i}`);
      t.cancel(`n${i}`);
      log.add(t.cancelling());
    }
    yield* attempt(log, "t", t);
  },

  *cancel_a_chain(log) {
    function* leave(name: string, body: () => Coro<unknown>): Coro<void> {
      try {
        yield* body();
      } finally {
        log.add(`${name} out`);
      }
    }
    function* inner(): Coro<void> {
      yield* leave("inner", () => sleep10());
    }
    function* sleep10(): Coro<void> {
      yield* sleep(10);
    }
    function* middle(): Coro<void> {
      yield* leave("middle", function* () {
        yield* createTask(inner());
      });
    }
    const t = createTask(leave("outer", middle));
    yield* turns(3);
    t.cancel();
    yield* attempt(log, "t", t);
  },

  *gather_order(log) {
    function* value(n: number, count: number): Coro<number> {
      yield* turns(count);
      log.add(`v${n}`);
      return n;
    }
    log.add(yield* gather(value(1, 3), value(2, 0), value(3, 1)));
    const c = createTask(value(4, 1));
    log.add(yield* gather(c, value(5, 0), c));
    log.add(yield* gather());
    log.add(yield* gather(c));
  },

  *gather_errors(log) {
    function* bad(n: number, count: number): Coro<string> {
      yield* turns(count);
      throw new ValueError(`bad${n}`);
    }
    yield* attempt(log, "g", gather(steps(log, "a", 3), bad(1, 1), bad(2, 2)));
    const results = yield* gather(bad(3, 1), steps(log, "b", 1), { returnExceptions: true });
    log.add(results.map((r) => (typeof r === "string" ? r : show(r))));
    yield* turns(2);
  },

  *gather_cancelled(log) {
    function* sleeper(name: string): Coro<void> {
      try {
        yield* sleep(10);
      } catch (error) {
        log.add(`${name} ${show(error)}`);
        throw error;
      }
    }
    let g: Future<unknown[]> = gather(sleeper("a"), sleeper("b"));
    yield* sleep(0);
    log.add(g.cancel("stop"));
    yield* attempt(log, "g", g);
    log.add(g.cancelled());
    let t: Task<void> = createTask(sleeper("c"));
    g = gather(t, steps(log, "d", 2), { returnExceptions: true });
    yield* sleep(0);
    t.cancel("one");
    log.add((yield* g).map((r) => (typeof r === "string" ? r : show(r))));
    function* outer(): Coro<void> {
      yield* gather(sleeper("e"), sleeper("f"));
    }
    t = createTask(outer());
    yield* turns(2);
    t.cancel("out");
    yield* attempt(log, "outer", t);
  },

  *wait_modes(log) {
    function* after(count: number, fail: boolean): Coro<number> {
      yield* turns(count);
      if (fail) throw new ValueError("f");
      return count;
    }
    for (const mode of [FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED] as ReturnWhen[]) {
      const tasks = Array.from({ length: 5 }, (_, n) => createTask(after(n, n === 2)));
      const [done, pending] = yield* wait(tasks, { returnWhen: mode });
      log.add(`${mode} ${text(indices(tasks, done))} ${pending.size}`);
      for (const t of pending) t.cancel();
      for (const t of tasks) yield* attempt(log, "t", t);
    }
  },

  *shield_order(log) {
    function* body(): Coro<number> {
      try {
        yield* turns(3);
        log.add("body done");
        return 1;
      } catch (error) {
        log.add("body cancelled");
        throw error;
      }
    }
    const inner = createTask(body());
    function* outer(): Coro<void> {
      log.add(yield* shield(inner));
    }
    const t = createTask(outer());
    yield* sleep(0);
    t.cancel();
    yield* attempt(log, "outer", t);
    yield* attempt(log, "inner", inner);
    yield* attempt(log, "shield", shield(body()));
  },

  *lock_is_fair(log) {
    const lock = new Lock();
    function* user(name: string, count: number): Coro<void> {
      yield* within(lock, function* () {
        log.add(`${name} in`);
        yield* turns(count);
      });
      log.add(`${name} out`);
    }
    const tasks = [..."abc"].map((n) => createTask(user(n, 2)));
    yield* sleep(0);
    tasks[1]!.cancel();
    tasks.push(createTask(user("d", 1)));
    for (const t of tasks) yield* attempt(log, "t", t);
    yield* lock.acquire();
    const e = createTask(user("e", 0));
    const f = createTask(user("f", 0));
    yield* sleep(0);
    lock.release();
    e.cancel();
    log.add(lock.locked());
    yield* attempt(log, "e", e);
    yield* attempt(log, "f", f);
  },

  *event_wakes_all(log) {
    const event = new Event();
    function* user(name: string): Coro<void> {
      log.add(`${name} ${text(yield* event.wait())}`);
    }
    const tasks = [..."abc"].map((n) => createTask(user(n)));
    yield* sleep(0);
    tasks[0]!.cancel();
    event.set();
    event.clear();
    for (const t of tasks) yield* attempt(log, "t", t);
    event.set();
    log.add(yield* event.wait());
  },

  *condition_order(log) {
    const condition = new Condition();
    const state: number[] = [];
    function* user(name: string): Coro<void> {
      yield* within(condition, function* () {
        log.add(`${name} waits`);
        yield* condition.wait();
        log.add(`${name} woken`);
      });
    }
    const tasks = [..."abcd"].map((n) => createTask(user(n)));
    yield* turns(2);
    yield* within(condition, function* () {
      condition.notify(2);
      log.add("notified 2");
    });
    tasks[0]!.cancel();
    yield* attempt(log, "a", tasks[0]!);
    yield* attempt(log, "b", tasks[1]!);
    yield* turns(2);
    yield* within(condition, function* () {
      condition.notifyAll();
    });
    for (const t of tasks.slice(2)) yield* attempt(log, "t", t);
    function* until(): Coro<void> {
      yield* within(condition, function* () {
        log.add(yield* condition.waitFor(() => state.length));
      });
    }
    const t = createTask(until());
    for (let i = 0; i < 2; i++) {
      yield* sleep(0);
      yield* within(condition, function* () {
        if (i > 0) state.push(1);
        condition.notify();
      });
    }
    yield* attempt(log, "until", t);
    yield* attempt(log, "unlocked", condition.wait());
  },

  *semaphore_order(log) {
    const semaphore = new Semaphore(2);
    function* user(name: string, count: number): Coro<void> {
      yield* within(semaphore, function* () {
        log.add(`${name} in`);
        yield* turns(count);
      });
      log.add(`${name} out`);
    }
    const tasks = [..."abcde"].map((n, i) => createTask(user(n, i + 1)));
    yield* sleep(0);
    tasks[2]!.cancel();
    log.add(semaphore.locked());
    for (const t of tasks) yield* attempt(log, "t", t);
    const zero = new Semaphore(0);
    const a = createTask(zero.acquire());
    const b = createTask(zero.acquire());
    yield* sleep(0);
    zero.release();
    a.cancel();
    yield* attempt(log, "a", a);
    yield* attempt(log, "b", b);
    log.add(zero.locked());
  },

  *barrier_order(log) {
    const barrier = new Barrier(3);
    function* party(name: string): Coro<void> {
      log.add(`${name} -> ${yield* barrier.wait()}`);
    }
    let tasks = [..."abcdef"].map((n) => createTask(party(n)));
    for (const t of tasks) yield* attempt(log, "t", t);
    log.add(barrier.waiting);
    tasks = [..."gh"].map((n) => createTask(party(n)));
    yield* sleep(0);
    yield* barrier.reset();
    for (const t of tasks) yield* attempt(log, "t", t);
    tasks = [..."ij"].map((n) => createTask(party(n)));
    yield* sleep(0);
    yield* barrier.abort();
    for (const t of tasks) yield* attempt(log, "t", t);
    log.add(barrier.broken);
    yield* attempt(log, "after", barrier.wait());
  },

  *queue_order(log) {
    const queue = new Queue<string>(2);
    function* producer(name: string, n: number): Coro<void> {
      for (let i = 0; i < n; i++) {
        yield* queue.put(`${name}${i}`);
        log.add(`put ${name}${i}`);
      }
    }
    function* consumer(name: string): Coro<void> {
      try {
        for (;;) {
          const item = yield* queue.get();
          log.add(`${name} got ${item}`);
          yield* sleep(0);
          queue.taskDone();
        }
      } catch (error) {
        if (!(error instanceof QueueShutDown)) throw error;
        log.add(`${name} shut down`);
      }
    }
    const producers = [..."pq"].map((n) => createTask(producer(n, 3)));
    const consumers = [..."xy"].map((n) => createTask(consumer(n)));
    yield* gather(...producers);
    log.add("produced");
    yield* queue.join();
    log.add("joined");
    consumers[0]!.cancel();
    yield* attempt(log, "x", consumers[0]!);
    yield* queue.put("last");
    queue.shutdown();
    yield* attempt(log, "put", queue.put("1"));
    yield* attempt(log, "y", consumers[1]!);
  },

  *queue_cancelled_getter(log) {
    const queue = new Queue<number>();
    const a = createTask(queue.get());
    const b = createTask(queue.get());
    yield* sleep(0);
    queue.putNowait(1);
    a.cancel();
    yield* attempt(log, "a", a);
    yield* attempt(log, "b", b);
    const full = new Queue<number>(1);
    full.putNowait(0);
    const c = createTask(full.put(1));
    const d = createTask(full.put(2));
    yield* sleep(0);
    log.add(full.getNowait());
    c.cancel();
    yield* attempt(log, "a", c);
    yield* attempt(log, "b", d);
    log.add(full.getNowait());
    full.shutdown(true);
    yield* attempt(log, "get", full.get());
  },

  *queue_kinds(log) {
    for (const queue of [new PriorityQueue<number>(), new LifoQueue<number>()]) {
      for (const i of [5, 3, 8, 1, 9, 2, 7]) queue.putNowait(i);
      log.add(Array.from({ length: 7 }, () => queue.getNowait()));
    }
  },

  *task_group_errors(log) {
    function* bad(name: string, count = 0): Coro<void> {
      try {
        yield* turns(count);
      } catch (error) {
        log.add(`${name} cancelled`);
        throw error;
      }
      throw new ValueError(name);
    }
    function* stubborn(): Coro<void> {
      try {
        yield* sleep(10);
      } catch {
        log.add("stubborn");
        throw new KeyError("late");
      }
    }
    try {
      yield* taskGroup(function* (group) {
        group.createTask(bad("a", 1));
        group.createTask(bad("b", 5));
        group.createTask(stubborn());
        log.add("body");
        try {
          yield* sleep(10);
        } finally {
          log.add("body cancelled");
        }
      });
    } catch (error) {
      log.add(groupText(error));
    }
    log.add(currentTask()!.cancelling());
    try {
      yield* taskGroup(function* (group) {
        group.createTask(bad("c", 3));
        throw new RuntimeError("body");
      });
    } catch (error) {
      log.add(groupText(error));
    }
    const ts = yield* taskGroup(function* (group) {
      return [..."xy"].map((n) => group.createTask(steps(log, n, 1)));
    });
    log.add(ts.map((t) => t.result()));
    yield* taskGroup(function* () {
      log.add("empty");
    });
    log.add("end");
  },

  *task_group_cancelled(log) {
    function* sleeper(name: string): Coro<void> {
      try {
        yield* sleep(10);
      } finally {
        log.add(`${name} out`);
      }
    }
    function* parent(): Coro<void> {
      yield* taskGroup(function* (group) {
        group.createTask(sleeper("a"));
        yield* taskGroup(function* (inner) {
          inner.createTask(sleeper("b"));
          log.add("waiting");
        });
      });
    }
    let t = createTask(parent());
    yield* turns(2);
    t.cancel("outside");
    yield* attempt(log, "parent", t);
    function* fails(): Coro<void> {
      yield* sleep(0);
      throw new ValueError("x");
    }
    function* parent2(): Coro<void> {
      try {
        yield* taskGroup(function* (group) {
          group.createTask(fails());
          group.createTask(sleeper("c"));
        });
      } catch (error) {
        log.add(groupText(error));
      }
      log.add(currentTask()!.cancelling());
      yield* sleep(0);
      log.add("not reached");
    }
    t = createTask(parent2());
    yield* turns(3);
    t.cancel("both");
    yield* attempt(log, "parent2", t);
    function* childCancelled(): Coro<void> {
      yield* taskGroup(function* (group) {
        const child = group.createTask(sleeper("d"));
        yield* sleep(0);
        child.cancel();
      });
      log.add("a cancelled child is no error");
    }
    yield* attempt(log, "child", childCancelled());
  },

  *eager_tasks(log) {
    const loop = getRunningLoop();
    function* body(name: string, count: number): Coro<string> {
      log.add(`${name} starts ${text(currentTask() !== undefined)}`);
      yield* turns(count);
      log.add(`${name} ends`);
      return name;
    }
    const a = new Task(body("a", 0), loop, { eagerStart: true });
    log.add(a.done());
    const b = new Task(body("b", 2), loop, { eagerStart: true });
    log.add(b.done());
    log.add(yield* a);
    log.add(yield* b);
    loop.setTaskFactory(eagerTaskFactory);
    log.add(yield* gather(body("c", 0), body("d", 1)));
    yield* taskGroup(function* (group) {
      group.createTask(body("e", 0));
      group.createTask(body("f", 1));
      log.add("block");
    });
    loop.setTaskFactory(null);
  },

  *as_completed_order(log) {
    function* after(count: number): Coro<number> {
      yield* turns(count);
      return count;
    }
    for (const next of asCompleted([after(4), after(0), after(2)])) log.add(yield* next);
    const tasks = [3, 1].map((n) => createTask(after(n)));
    const completed = asCompleted<number>(tasks);
    while (completed.hasNext) {
      const t = yield* completed.anext();
      log.add(`${tasks.indexOf(t as Task<number>)} ${yield* t}`);
    }
  },

  *async_generators(log) {
    const numbers = asyncGenerator(function* () {
      try {
        for (let i = 0; i < 5; i++) {
          yield* sleep(0);
          yield i;
        }
      } finally {
        log.add("closing");
        yield* sleep(0);
        log.add("closed");
      }
    });
    let g = numbers();
    for (;;) {
      const n = yield* anext(g, undefined);
      if (n === undefined) break;
      log.add(n);
      if (n === 1) break;
    }
    yield* g.aclose();
    log.add("after");
    g = numbers();
    log.add(yield* g.anext());
    yield* attempt(log, "athrow", g.athrow(new ValueError("t")));
    yield* attempt(log, "next", g.anext());
    g = numbers();
    const t = createTask(g.anext());
    yield* sleep(0);
    yield* attempt(log, "busy", g.anext());
    t.cancel();
    yield* attempt(log, "t", t);
    yield* attempt(log, "next", g.anext());
  },

  *timed_sleeps(log) {
    function* sleeper(name: string, seconds: number): Coro<void> {
      log.add(`${name} -> ${yield* sleep(seconds, name)}`);
    }
    yield* gather(sleeper("c", 0.03), sleeper("a", 0.01), sleeper("b", 0.02), sleeper("z", 0), sleeper("n", -1));
    const loop = getRunningLoop();
    const now = loop.time();
    loop.callAt(now + 0.02, () => log.add("at 2"));
    loop.callAt(now + 0.01, () => log.add("at 1"));
    const h = loop.callLater(0.01, () => log.add("never"));
    loop.callSoon(() => log.add("soon"));
    h.cancel();
    yield* sleep(0.04);
    log.add("end");
  },

  *timed_timeouts(log) {
    function* sleeper(seconds: number): Coro<number> {
      try {
        yield* sleep(seconds);
        return seconds;
      } catch (error) {
        log.add(`cancelled ${show(error)}`);
        throw error;
      }
    }
    const limited = (seconds: number, limit: number | undefined) =>
      timeout(limit, function* (t) {
        try {
          return yield* sleeper(seconds);
        } finally {
          log.add(t.expired());
        }
      });
    yield* attempt(log, "in time", limited(0.01, 0.05));
    yield* attempt(log, "late", limited(0.05, 0.01));
    yield* attempt(log, "at once", limited(0.05, 0));
    yield* attempt(log, "never", limited(0.01, undefined));
    yield* attempt(log, "wait_for", waitFor(sleeper(0.05), 0.01));
    yield* attempt(log, "wait_for ok", waitFor(sleeper(0.01), 0.05));
    yield* attempt(log, "wait_for 0", waitFor(sleeper(0.01), 0));
    yield* attempt(log, "wait_for none", waitFor(sleeper(0.01), undefined));
    function* stubborn(): Coro<string> {
      try {
        yield* sleep(0.05);
      } catch {
        log.add("stubborn");
      }
      return "done anyway";
    }
    yield* attempt(log, "stubborn", waitFor(stubborn(), 0.01));
    yield* attempt(
      log,
      "nested",
      timeout(0.01, function* () {
        try {
          yield* timeout(0.02, function* () {
            yield* sleep(0.05);
          });
        } catch (error) {
          if (!(error instanceof TimeoutError)) throw error;
          log.add("inner timeout");
        }
        log.add("not reached");
      }),
    );
    function* moved(): Coro<void> {
      let expired = true;
      yield* timeout(0.01, function* (t) {
        t.reschedule(getRunningLoop().time() + 0.03);
        yield* sleep(0.02);
        log.add("moved");
        t.reschedule(undefined);
        yield* sleep(0.02);
        expired = t.expired();
      });
      log.add(expired);
    }
    yield* attempt(log, "moved", moved());
    const t = createTask(
      timeout(0.02, function* () {
        yield* sleep(0.05);
      }),
    );
    yield* sleep(0.01);
    t.cancel("outside");
    yield* attempt(log, "outside", t);
  },

  *timed_waits(log) {
    function* sleeper(seconds: number): Coro<number> {
      yield* sleep(seconds);
      return seconds;
    }
    const tasks = [0.03, 0.01, 0.05].map((s) => createTask(sleeper(s)));
    log.add(indices(tasks, (yield* wait(tasks, { timeout: 0.02 }))[0]));
    log.add(indices(tasks, (yield* wait(tasks, { timeout: 0.02 }))[0]));
    yield* wait(tasks);
    for (const next of asCompleted([sleeper(0.03), sleeper(0.01), sleeper(5)], { timeout: 0.05 })) {
      yield* attempt(log, "next", next);
    }
    log.add(allTasks().size);
  },
};

function indices(tasks: Task<number>[], done: Set<Task<number>>): number[] {
  return tasks.flatMap((t, i) => (done.has(t) ? [i] : []));
}

describe("the order of things is CPython's:", () => {
  test("every recorded scenario is here", () => {
    expect(Object.keys(scenarios)).toEqual(Object.keys(recorded));
  });

  for (const [name, scenario] of Object.entries(scenarios)) {
    test(name.replaceAll("_", " "), async () => {
      const log = new Log(name.startsWith("timed"));
      function* main(): Coro<void> {
        getRunningLoop().setExceptionHandler((_, context) => log.add(context.message));
        if (!log.timed) getRunningLoop().callSoon(log.tick);
        yield* scenario(log);
      }
      await run(main(), { clock: new VirtualClock() });
      expect(log.lines).toEqual(recorded[name]);
    });
  }
});
