// The works as asyncdef's TypeScript face puts them.

import { coroutine, createTask, gather, Queue, run, sleep, taskGroup } from "../../dist/asyncio.js";

function* fibonacci(n) {
  return n < 2 ? n : (yield* fibonacci(n - 1)) + (yield* fibonacci(n - 2));
}
export const fib = (n) => run(fibonacci(n));

function* grow(branches, levels, delay) {
  if (levels === 0) {
    if (delay) yield* sleep(delay);
    return 1;
  }
  const children = Array.from({ length: branches }, () => grow(branches, levels - 1, delay));
  return (yield* gather(...children)).reduce((a, b) => a + b);
}
export const tree = (branches, levels) => run(grow(branches, levels, 0));
export const treeSleeping = (branches, levels) => run(grow(branches, levels, 0.01));

export const groups = (branches, levels) =>
  run(
    (function* grow(levels) {
      if (levels === 0) return 1;
      const tasks = [];
      // biome-ignore lint/correctness/useYield: the body only starts tasks
      yield* taskGroup(function* (group) {
        for (let i = 0; i < branches; i++) tasks.push(group.createTask(grow(levels - 1)));
      });
      return tasks.reduce((sum, task) => sum + task.result(), 0);
    })(levels),
  );

export const switching = (tasks, turns) =>
  run(
    (function* () {
      let total = 0;
      function* worker() {
        for (let turn = 0; turn < turns; turn++) {
          total++;
          yield* sleep(0);
        }
      }
      yield* gather(...Array.from({ length: tasks }, worker));
      return total;
    })(),
  );

/** As a coroutine function: its frames are left once and the innermost resumed, where `yield*` alone passes through all. */
const level = coroutine(function* (depth, turns) {
  if (depth > 0) return (yield* level(depth - 1, turns)) + 1;
  let total = 0;
  for (let turn = 0; turn < turns; turn++) {
    yield* sleep(0);
    total += turn;
  }
  return total;
});
export const deep = (depth, turns) => run(level(depth, turns));

export const queue = (places, items) =>
  run(
    (function* () {
      const queue = new Queue(places);
      function* produce() {
        for (let item = 1; item <= items; item++) yield* queue.put(item);
        yield* queue.put(0);
      }
      function* consume() {
        let total = 0;
        for (let item; (item = yield* queue.get()); ) total += item;
        return total;
      }
      return (yield* gather(produce(), consume()))[1];
    })(),
  );

export const sleepers = (tasks) =>
  run(
    (function* () {
      function* sleeper(n) {
        yield* sleep((n % 100) / 10_000);
        return n;
      }
      const all = Array.from({ length: tasks }, (_, n) => createTask(sleeper(n)));
      return (yield* gather(...all)).reduce((a, b) => a + b);
    })(),
  );
