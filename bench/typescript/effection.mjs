// The works as Effection puts them. It has no bounded queue: a second queue carries the free places back. It has
// nothing shorter for giving way than waiting for a promise that is settled.

import { all, createQueue, run, sleep, spawn, until } from "effection";

function* fibonacci(n) {
  return n < 2 ? n : (yield* fibonacci(n - 1)) + (yield* fibonacci(n - 2));
}
export const fib = (n) => run(() => fibonacci(n));

function* grow(branches, levels, delay) {
  if (levels === 0) {
    if (delay) yield* sleep(delay * 1000);
    return 1;
  }
  const children = Array.from({ length: branches }, () => grow(branches, levels - 1, delay));
  return (yield* all(children)).reduce((a, b) => a + b);
}
export const tree = (branches, levels) => run(() => grow(branches, levels, 0));
export const treeSleeping = (branches, levels) => run(() => grow(branches, levels, 0.01));

function* growGroups(branches, levels) {
  if (levels === 0) return 1;
  const tasks = [];
  for (let i = 0; i < branches; i++) tasks.push(yield* spawn(() => growGroups(branches, levels - 1)));
  let total = 0;
  for (const task of tasks) total += yield* task;
  return total;
}
export const groups = (branches, levels) => run(() => growGroups(branches, levels));

const giveWay = () => until(Promise.resolve());

export const switching = (tasks, turns) =>
  run(function* () {
    let total = 0;
    function* worker() {
      for (let turn = 0; turn < turns; turn++) {
        total++;
        yield* giveWay();
      }
    }
    yield* all(Array.from({ length: tasks }, worker));
    return total;
  });

function* level(depth, turns) {
  if (depth > 0) return (yield* level(depth - 1, turns)) + 1;
  let total = 0;
  for (let turn = 0; turn < turns; turn++) {
    yield* giveWay();
    total += turn;
  }
  return total;
}
export const deep = (depth, turns) => run(() => level(depth, turns));

export const queue = (places, items) =>
  run(function* () {
    const filled = createQueue();
    const free = createQueue();
    for (let place = 0; place < places; place++) free.add(place);
    function* produce() {
      for (let item = 1; item <= items + 1; item++) {
        yield* free.next();
        filled.add(item <= items ? item : 0);
      }
    }
    function* consume() {
      let total = 0;
      for (let item; (item = (yield* filled.next()).value); ) {
        total += item;
        free.add(0);
      }
      return total;
    }
    return (yield* all([produce(), consume()]))[1];
  });

export const sleepers = (tasks) =>
  run(function* () {
    function* sleeper(n) {
      yield* sleep((n % 100) / 10);
      return n;
    }
    const spawned = [];
    for (let n = 0; n < tasks; n++) spawned.push(yield* spawn(() => sleeper(n)));
    let total = 0;
    for (const task of spawned) total += yield* task;
    return total;
  });
