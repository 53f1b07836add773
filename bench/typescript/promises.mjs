// The works as bare promises and async functions put them: nothing here can be cancelled, and so no group of tasks can end
// together.

const sleep = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

export async function fib(n) {
  return n < 2 ? n : (await fib(n - 1)) + (await fib(n - 2));
}

async function grow(branches, levels, delay) {
  if (levels === 0) {
    if (delay) await sleep(delay);
    return 1;
  }
  const children = Array.from({ length: branches }, () => grow(branches, levels - 1, delay));
  return (await Promise.all(children)).reduce((a, b) => a + b);
}
export const tree = (branches, levels) => grow(branches, levels, 0);
export const treeSleeping = (branches, levels) => grow(branches, levels, 0.01);

export async function switching(tasks, turns) {
  let total = 0;
  async function worker() {
    for (let turn = 0; turn < turns; turn++) {
      total++;
      await null;
    }
  }
  await Promise.all(Array.from({ length: tasks }, worker));
  return total;
}

export async function deep(depth, turns) {
  if (depth > 0) return (await deep(depth - 1, turns)) + 1;
  let total = 0;
  for (let turn = 0; turn < turns; turn++) {
    await null;
    total += turn;
  }
  return total;
}

class Queue {
  items = [];
  getters = [];
  putters = [];
  constructor(places) {
    this.places = places;
  }
  async put(item) {
    while (this.items.length >= this.places) await new Promise((resolve) => this.putters.push(resolve));
    this.items.push(item);
    this.getters.shift()?.();
  }
  async get() {
    while (this.items.length === 0) await new Promise((resolve) => this.getters.push(resolve));
    const item = this.items.shift();
    this.putters.shift()?.();
    return item;
  }
}

export async function queue(places, items) {
  const queue = new Queue(places);
  async function produce() {
    for (let item = 1; item <= items; item++) await queue.put(item);
    await queue.put(0);
  }
  async function consume() {
    let total = 0;
    for (let item; (item = await queue.get()); ) total += item;
    return total;
  }
  return (await Promise.all([produce(), consume()]))[1];
}

export async function sleepers(tasks) {
  async function sleeper(n) {
    await sleep((n % 100) / 10_000);
    return n;
  }
  const all = Array.from({ length: tasks }, (_, n) => sleeper(n));
  return (await Promise.all(all)).reduce((a, b) => a + b);
}
