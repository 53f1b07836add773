// The scheduler under random cancellation: whatever is cancelled when, every task ends, locks are free in the end, and
// every item goes through a queue once.

import fc from "fast-check";
import { expect, test } from "vitest";
import { VirtualClock } from "../host/virtual.ts";
import {
  Condition,
  type Coro,
  createTask,
  Lock,
  PriorityQueue,
  Queue,
  run,
  Semaphore,
  sleep,
  type Task,
  taskGroup,
  timeout,
  wait,
  within,
} from "./index.ts";

const RUNS = { numRuns: 150 };
const options = () => ({ clock: new VirtualClock() });

/** When which task is cancelled: [delay in hundredths of a second, index of the task]. */
const cancellations = (tasks: number) =>
  fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.nat(tasks - 1)), { maxLength: tasks * 2 });
const delays = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 12 });

function* cancelAt(tasks: Task<unknown>[], plan: [number, number][]): Coro<void> {
  for (const [delay, i] of plan) {
    yield* sleep(delay / 100);
    tasks[i]?.cancel();
  }
}

test("locks and semaphores are free when all their users have ended", async () => {
  await fc.assert(
    fc.asyncProperty(delays, cancellations(12), async (times, plan) => {
      const lock = new Lock();
      const semaphore = new Semaphore(2);
      let [inLock, inSemaphore, most] = [0, 0, 0];
      function* user(delay: number): Coro<void> {
        yield* within(semaphore, function* () {
          most = Math.max(most, ++inSemaphore);
          try {
            yield* sleep(delay / 200);
            yield* within(lock, function* () {
              expect(++inLock).toBe(1);
              try {
                yield* sleep(delay / 100);
              } finally {
                inLock--;
              }
            });
          } finally {
            inSemaphore--;
          }
        });
      }
      function* main(): Coro<void> {
        const tasks = times.map((delay) => createTask(user(delay)));
        yield* cancelAt(tasks, plan);
        yield* wait(tasks);
        expect(tasks.every((task) => task.done())).toBe(true);
        expect([lock.locked(), lock.waiters.length]).toEqual([false, 0]);
        expect([semaphore.permits, semaphore.waiters.length, semaphore.locked()]).toEqual([2, 0, false]);
        expect(most).toBeLessThanOrEqual(2);
      }
      await run(main(), options());
    }),
    RUNS,
  );
});

test("every item that was put is got once, whoever is cancelled", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 3 }),
      delays,
      cancellations(12),
      fc.boolean(),
      async (size, times, plan, ordered) => {
        const queue = ordered ? new PriorityQueue<number>(size) : new Queue<number>(size);
        const put: number[] = [];
        const got: number[] = [];
        function* producer(delay: number, id: number): Coro<void> {
          for (let i = 0; i < 4; i++) {
            yield* sleep(delay / 100);
            yield* queue.put(id * 10 + i);
            put.push(id * 10 + i);
          }
        }
        function* consumer(delay: number): Coro<void> {
          for (;;) {
            got.push(yield* queue.get());
            queue.taskDone();
            yield* sleep(delay / 100);
          }
        }
        function* main(): Coro<void> {
          const producers = times.map((delay, i) => createTask(producer(delay, i)));
          const consumers = times.map((delay) => createTask(consumer(delay)));
          // One consumer that nobody cancels takes what the others leave.
          const last = createTask(consumer(1));
          yield* cancelAt([...producers, ...consumers], plan);
          yield* wait(producers);
          yield* queue.join();
          for (const task of [...consumers, last]) task.cancel();
          yield* wait([...consumers, last]);
          expect(got.toSorted()).toEqual(put.toSorted());
          expect([queue.qsize(), queue.getters.length, queue.waiters.length]).toEqual([0, 0, 0]);
        }
        await run(main(), options());
      },
    ),
    RUNS,
  );
});

test("a condition loses no notification", async () => {
  await fc.assert(
    fc.asyncProperty(delays, cancellations(12), async (times, plan) => {
      const condition = new Condition();
      let permits = 0;
      let taken = 0;
      function* taker(delay: number): Coro<void> {
        yield* sleep(delay / 100);
        yield* within(condition, function* () {
          yield* condition.waitFor(() => permits > 0);
          permits--;
          taken++;
        });
      }
      function* main(): Coro<void> {
        const tasks = times.map((delay) => createTask(taker(delay)));
        yield* cancelAt(tasks, plan);
        for (let i = 0; i < times.length; i++) {
          yield* within(condition, function* () {
            permits++;
            condition.notify();
            yield* sleep(0);
          });
        }
        yield* wait(tasks);
        expect(taken).toBe(tasks.filter((task) => !task.cancelled()).length);
        expect(permits + taken).toBe(times.length);
        expect(condition.locked()).toBe(false);
      }
      await run(main(), options());
    }),
    RUNS,
  );
});

test("task groups and timeouts end with nothing left behind", async () => {
  await fc.assert(
    fc.asyncProperty(delays, cancellations(6), fc.integer({ min: 0, max: 8 }), async (times, plan, limit) => {
      const children: Task<unknown>[] = [];
      function* child(delay: number): Coro<void> {
        try {
          yield* sleep(delay / 100);
        } finally {
          // Cleaning up takes time of its own.
          yield* sleep(0);
        }
        if (delay === 4) throw new Error("fails");
      }
      function* parent(): Coro<void> {
        yield* timeout(limit / 100, function* () {
          yield* taskGroup(function* (group) {
            for (const delay of times) children.push(group.createTask(child(delay)));
            yield* sleep(0.03);
          });
        });
      }
      function* main(): Coro<void> {
        const parents = Array.from({ length: 3 }, () => createTask(parent()));
        yield* cancelAt(parents, plan);
        yield* wait(parents);
        for (const task of parents) if (!task.cancelled()) task.exception();
        expect(children.every((task) => task.done())).toBe(true);
      }
      await run(main(), options());
    }),
    RUNS,
  );
});
