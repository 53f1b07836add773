// Queues between tasks (https://docs.python.org/3.14/library/asyncio-queue.html).

import type { Suspended } from "./coroutine.ts";
import { Deque } from "./deque.ts";
import { QueueEmpty, QueueFull, QueueShutDown, ValueError } from "./exceptions.ts";
import { Heap } from "./heap.ts";
import { hooks } from "./hooks.ts";
import { type AsyncSource, promisedIterator } from "./iteration.ts";
import { Event } from "./locks.ts";
import { type Operation, operation } from "./native.ts";
import { type Waiter, WaitQueue } from "./waiters.ts";

/**
 * A queue, first in, first out (https://docs.python.org/3.14/library/asyncio-queue.html#asyncio.Queue). `maxsize` items fit into it, any
 * number if it is 0. Subclasses store the items elsewhere by overriding `store`, `take` and `size`.
 *
 * @example
 * const jobs = new Queue<string>(10);
 * yield* jobs.put("first"); // waits for room
 * const job = yield* jobs.get(); // waits for an item; its type is string
 */
export class Queue<T = unknown> extends WaitQueue implements AsyncSource<T> {
  declare readonly maxsize: number;
  readonly items = new Deque<T>();
  /** Those who wait for an item; `waiters` are those who wait for room. */
  readonly getters = new Deque<Waiter>();
  /** Items put whose work is not done. */
  unfinished = 0;
  private readonly finished = new Event();
  isShutDown = false;

  constructor(maxsize = 0) {
    super();
    this.maxsize = maxsize;
    this.finished.set();
  }

  // Where the items are.
  protected store(item: T): void {
    this.items.push(item);
  }
  protected take(): T {
    return this.items.shift();
  }
  protected size(): number {
    return this.items.length;
  }

  /** How many items are in it. */
  qsize(): number {
    return this.size();
  }

  /** Whether nothing is in it. */
  empty(): boolean {
    return this.size() === 0;
  }

  /** Whether it has no room; never, if it has no `maxsize`. */
  full(): boolean {
    return this.maxsize > 0 && this.size() >= this.maxsize;
  }

  /** Awaitable: puts an item into the queue, when there is room. */
  put(item: T): Operation<void> {
    return operation<void, T>("Queue.put", this.put$, this, item);
  }

  put$(item: T): undefined | Suspended {
    if (!this.full()) return this.putNowait(item) as undefined;
    return this.waitAt(this.waiters, item);
  }

  /** Puts an item into the queue; QueueFull if there is no room. */
  putNowait(item: T): void {
    if (this.isShutDown) throw new QueueShutDown();
    if (this.full()) throw new QueueFull();
    this.store(item);
    this.unfinished++;
    this.finished.clear();
    wakeNext(this.getters);
  }

  /** Awaitable: takes the next item, when there is one. */
  get(): Operation<T> {
    return operation<T>("Queue.get", this.get$, this);
  }

  get$(): T | Suspended {
    if (!this.empty()) return this.getNowait();
    return this.waitAt(this.getters, undefined);
  }

  /** Takes the next item; QueueEmpty if there is none. */
  getNowait(): T {
    if (this.empty()) {
      if (this.isShutDown) throw new QueueShutDown();
      throw new QueueEmpty();
    }
    const item = this.take();
    wakeNext(this.waiters);
    return item;
  }

  anext$(): T | Suspended {
    return this.get$();
  }

  isEnd$(error: unknown): boolean {
    return error instanceof QueueShutDown;
  }

  /** `for await (const item of queue)`, in plain async functions: until it is shut down and empty. */
  [Symbol.asyncIterator](): AsyncIterator<T> {
    return promisedIterator<T>(this);
  }

  private waitAt(line: Deque<Waiter>, item: unknown): Suspended {
    if (this.isShutDown) throw new QueueShutDown();
    return this.makeWaiter(line, item).await$() as Suspended;
  }

  override woken$(waiter: Waiter): unknown {
    return waiter.line === this.getters ? this.get$() : this.put$(waiter.item as T);
  }

  override gaveUp$(waiter: Waiter): void {
    const { line } = waiter;
    waiter.cancel();
    line.remove(waiter);
    // If it was woken, it leaves the item or the room to the next.
    const isReady = line === this.getters ? !this.empty() : !this.full();
    if (isReady && !waiter.cancelled()) wakeNext(line);
  }

  /** Says that the work on an item is done; ValueError if it is said too often. */
  taskDone(): void {
    if (this.unfinished <= 0) throw new ValueError("task_done() called too many times");
    if (--this.unfinished === 0) this.finished.set();
  }

  /** Awaitable: waits until the work on every item is done. */
  join(): Operation<void> {
    return operation("Queue.join", this.join$, this);
  }

  join$(): unknown {
    return this.unfinished > 0 ? this.finished.wait$() : undefined;
  }

  /** Refuses what is put from now on, and what is got when the queue is empty; `immediate` empties it at once. */
  shutdown(immediate = false): void {
    this.isShutDown = true;
    if (immediate) {
      while (!this.empty()) {
        this.take();
        if (this.unfinished > 0) this.unfinished--;
      }
      if (this.unfinished === 0) this.finished.set();
    }
    while (this.getters.length > 0) wakeNext(this.getters);
    while (this.waiters.length > 0) wakeNext(this.waiters);
  }
}

/** Wakes the first waiter that still waits; those before it are gone. */
function wakeNext(waiters: Deque<Waiter>): void {
  while (waiters.length > 0) {
    const waiter = waiters.shift();
    if (waiter.done()) continue;
    waiter.setResult(undefined);
    break;
  }
}

/**
 * A queue whose smallest item comes first, by `<` (https://docs.python.org/3.14/library/asyncio-queue.html#asyncio.PriorityQueue).
 *
 * @example
 * const due = new PriorityQueue<number>();
 */
export class PriorityQueue<T = unknown> extends Queue<T> {
  readonly heap = new Heap<T>((a, b) => hooks.lessThan(a, b));

  protected override store(item: T): void {
    this.heap.push(item);
  }

  protected override take(): T {
    return this.heap.pop();
  }

  protected override size(): number {
    return this.heap.items.length;
  }
}

/**
 * A queue whose newest item comes first (https://docs.python.org/3.14/library/asyncio-queue.html#asyncio.LifoQueue).
 *
 * @example
 * const stack = new LifoQueue<string>();
 */
export class LifoQueue<T = unknown> extends Queue<T> {
  readonly stack: T[] = [];

  protected override store(item: T): void {
    this.stack.push(item);
  }

  protected override take(): T {
    return this.stack.pop()!;
  }

  protected override size(): number {
    return this.stack.length;
  }
}
