// The works as Effect puts them.

import { Effect, Fiber, Queue } from "effect";

const fibonacci = (n) =>
  n < 2
    ? Effect.succeed(n)
    : Effect.gen(function* () {
        return (yield* fibonacci(n - 1)) + (yield* fibonacci(n - 2));
      });
export const fib = (n) => Effect.runPromise(fibonacci(n));

const grow = (branches, levels, delay) =>
  Effect.gen(function* () {
    if (levels === 0) {
      if (delay) yield* Effect.sleep(delay * 1000);
      return 1;
    }
    const children = Array.from({ length: branches }, () => grow(branches, levels - 1, delay));
    return (yield* Effect.all(children, { concurrency: "unbounded" })).reduce((a, b) => a + b);
  });
export const tree = (branches, levels) => Effect.runPromise(grow(branches, levels, 0));
export const treeSleeping = (branches, levels) => Effect.runPromise(grow(branches, levels, 0.01));

/** A fiber that ends takes its children with it: the structure that a task group gives. */
const growGroups = (branches, levels) =>
  Effect.gen(function* () {
    if (levels === 0) return 1;
    const fibers = [];
    for (let i = 0; i < branches; i++) fibers.push(yield* Effect.forkChild(growGroups(branches, levels - 1)));
    return (yield* Fiber.joinAll(fibers)).reduce((a, b) => a + b);
  });
export const groups = (branches, levels) => Effect.runPromise(growGroups(branches, levels));

export const switching = (tasks, turns) => {
  let total = 0;
  const worker = Effect.gen(function* () {
    for (let turn = 0; turn < turns; turn++) {
      total++;
      yield* Effect.yieldNow;
    }
  });
  const all = Effect.all(new Array(tasks).fill(worker), { concurrency: "unbounded" });
  return Effect.runPromise(Effect.map(all, () => total));
};

const level = (depth, turns) =>
  Effect.gen(function* () {
    if (depth > 0) return (yield* level(depth - 1, turns)) + 1;
    let total = 0;
    for (let turn = 0; turn < turns; turn++) {
      yield* Effect.yieldNow;
      total += turn;
    }
    return total;
  });
export const deep = (depth, turns) => Effect.runPromise(level(depth, turns));

export const queue = (places, items) =>
  Effect.runPromise(
    Effect.gen(function* () {
      const queue = yield* Queue.bounded(places);
      const produce = Effect.gen(function* () {
        for (let item = 1; item <= items; item++) yield* Queue.offer(queue, item);
        yield* Queue.offer(queue, 0);
      });
      const consume = Effect.gen(function* () {
        let total = 0;
        for (let item; (item = yield* Queue.take(queue)); ) total += item;
        return total;
      });
      return (yield* Effect.all([produce, consume], { concurrency: "unbounded" }))[1];
    }),
  );

export const sleepers = (tasks) =>
  Effect.runPromise(
    Effect.gen(function* () {
      const fibers = [];
      for (let n = 0; n < tasks; n++) fibers.push(yield* Effect.forkChild(Effect.as(Effect.sleep((n % 100) / 10), n)));
      return (yield* Fiber.joinAll(fibers)).reduce((a, b) => a + b);
    }),
  );
