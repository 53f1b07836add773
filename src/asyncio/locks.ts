// Lock, Event, Condition, Semaphore, Barrier (https://docs.python.org/3.14/library/asyncio-sync.html).
//
// All are fair: whoever waits first goes first. A release does not hand the lock over, it wakes the first waiter, which
// takes the lock when it runs; until then newcomers queue up behind it, because a waiter is waiting. A waiter that is
// cancelled after it was woken passes the wake-up on.

import { awaitFrame, SUSPENDED } from "./coroutine.ts";
import { BrokenBarrierError, CancelledError, RuntimeError, ValueError } from "./exceptions.ts";
import { hooks } from "./hooks.ts";
import { type Operation, operation } from "./native.ts";
import { Acquirable, type Waiter, WaitQueue } from "./waiters.ts";

/**
 * A mutual-exclusion lock for tasks (https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Lock).
 *
 * @example
 * const lock = new Lock();
 * yield* within(lock, () => update(file));
 */
export class Lock extends Acquirable {
  private isLocked = false;

  /** Whether somebody holds it. */
  locked(): boolean {
    return this.isLocked;
  }

  /** Awaitable: takes the lock, when it is free. */
  acquire(): Operation<true> {
    return operation("Lock.acquire", this.acquire$, this);
  }

  acquire$(): unknown {
    if (this.isLocked || this.isContended()) return this.makeWaiter(this.waiters, undefined).await$();
    this.isLocked = true;
    return true;
  }

  /** Gives the lock back. RuntimeError if it is not locked. */
  release(): void {
    if (!this.isLocked) throw new RuntimeError("Lock is not acquired.");
    this.isLocked = false;
    this.wakeFirst();
  }

  private wakeFirst(): void {
    const first = this.waiters.at(0);
    if (first !== undefined && !first.done()) first.setResult(true);
  }

  override woken$(waiter: Waiter): unknown {
    this.isLocked = true;
    return super.woken$(waiter);
  }

  override gaveUp$(waiter: Waiter, error: unknown): void {
    super.gaveUp$(waiter, error);
    if (error instanceof CancelledError && !this.isLocked) this.wakeFirst();
  }
}

/**
 * A flag that tasks wait for (https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Event).
 *
 * @example
 * const ready = new Event();
 * createTask(waiter(ready)); // yield* ready.wait()
 * ready.set();
 */
export class Event extends WaitQueue {
  private value = false;

  /** Whether it is set. */
  isSet(): boolean {
    return this.value;
  }

  /** Sets the flag, and wakes everybody who waits. */
  set(): void {
    if (this.value) return;
    this.value = true;
    this.wake(this.waiters.length, true);
  }

  /** Unsets it: whoever waits from now on, waits. */
  clear(): void {
    this.value = false;
  }

  /** Awaitable: waits until the flag is set. */
  wait(): Operation<true> {
    return operation("Event.wait", this.wait$, this);
  }

  wait$(): unknown {
    return this.value || this.makeWaiter(this.waiters, undefined).await$();
  }
}

/**
 * A place where tasks that hold a lock wait to be told that something has changed
 * (https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Condition).
 *
 * @example
 * yield* within(condition, () => condition.waitFor(() => stock > 0));
 */
export class Condition extends Acquirable {
  readonly lock: Lock;

  constructor(lock: Lock = new Lock()) {
    super();
    this.lock = lock;
  }

  /** Whether somebody holds the lock. */
  locked(): boolean {
    return this.lock.locked();
  }

  /** Awaitable: takes the lock, when it is free. */
  acquire(): Operation<true> {
    return this.lock.acquire();
  }

  acquire$(): unknown {
    return this.lock.acquire$();
  }

  /** Gives the lock back. RuntimeError if it is not locked. */
  release(): void {
    this.lock.release();
  }

  /** Awaitable: releases the lock, waits until it is notified, and takes the lock again. */
  wait(): Operation<true> {
    return operation("Condition.wait", this.wait$, this);
  }

  wait$(): unknown {
    if (!this.locked()) throw new RuntimeError("cannot wait on un-acquired lock");
    return awaitFrame(this.waitFrame());
  }

  private *waitFrame(): Generator<undefined, true, unknown> {
    this.release();
    let raised: unknown;
    let failed = false;
    try {
      if (this.makeWaiter(this.waiters, undefined).await$() === SUSPENDED) yield;
    } catch (error) {
      raised = error;
      failed = true;
    }
    try {
      // The lock is taken again whatever happens; a cancellation meanwhile is raised afterwards.
      for (;;) {
        try {
          if (this.acquire$() === SUSPENDED) yield;
          break;
        } catch (error) {
          if (!(error instanceof CancelledError)) throw error;
          raised = error;
          failed = true;
        }
      }
      if (failed) throw raised;
      return true;
    } catch (error) {
      // This task may have swallowed a notification that was meant for one that goes on.
      this.wake(1, false);
      throw error;
    }
  }

  /** Awaitable: waits until a predicate is true; it is asked after each notification. Its value is the result. */
  waitFor<T>(predicate: () => T): Operation<T> {
    return operation<T, () => T>("Condition.wait_for", this.waitFor$, this, predicate);
  }

  waitFor$(predicate: unknown): unknown {
    return awaitFrame(this.waitForFrame(predicate));
  }

  private *waitForFrame(predicate: unknown): Generator<undefined, unknown, unknown> {
    for (;;) {
      const result = typeof predicate === "function" ? predicate() : hooks.call(predicate, []);
      if (hooks.isTrue(result)) return result;
      if (this.wait$() === SUSPENDED) yield;
    }
  }

  /** Wakes up to `count` of those who wait. */
  notify(count = 1): void {
    if (!this.locked()) throw new RuntimeError("cannot notify on un-acquired lock");
    this.wake(count, false);
  }

  /** Wakes all who wait. RuntimeError if the lock is not held. */
  notifyAll(): void {
    this.notify(this.waiters.length);
  }
}

/**
 * A counter of permits (https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Semaphore): `acquire` takes one, and waits while
 * there is none; `release` gives one back. ValueError for less than none.
 *
 * @example
 * const atOnce = new Semaphore(10);
 * const page = yield* within(atOnce, () => fetchPage(url));
 */
export class Semaphore extends Acquirable {
  private value: number;

  constructor(value = 1) {
    super();
    if (value < 0) throw new ValueError("Semaphore initial value must be >= 0");
    this.value = value;
  }

  /** How many permits are left. */
  get permits(): number {
    return this.value;
  }

  /** Whether an `acquire` would wait. */
  locked(): boolean {
    return this.value === 0 || this.isContended();
  }

  /** Awaitable: takes a permit, when there is one. */
  acquire(): Operation<true> {
    return operation("Semaphore.acquire", this.acquire$, this);
  }

  acquire$(): unknown {
    if (this.locked()) return this.makeWaiter(this.waiters, undefined).await$();
    this.value--;
    return true;
  }

  /** Gives a permit back. */
  release(): void {
    this.value++;
    this.value -= this.wake(1, true);
  }

  override woken$(waiter: Waiter): unknown {
    super.woken$(waiter);
    this.value -= this.wake(this.value, true);
    return true;
  }

  override gaveUp$(waiter: Waiter, error: unknown): void {
    super.gaveUp$(waiter, error);
    // It had been given a permit, and goes without.
    if (error instanceof CancelledError && waiter.done() && !waiter.cancelled()) this.value++;
    this.value -= this.wake(this.value, true);
  }
}

/**
 * A semaphore that raises ValueError if it is released more often than acquired
 * (https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.BoundedSemaphore).
 *
 * @example
 * const atOnce = new BoundedSemaphore(10);
 */
export class BoundedSemaphore extends Semaphore {
  private readonly bound: number;

  constructor(value = 1) {
    super(value);
    this.bound = value;
  }

  override release(): void {
    if (this.permits >= this.bound) throw new ValueError("BoundedSemaphore released too many times");
    super.release();
  }
}

const FILLING = "filling";
const DRAINING = "draining";
const RESETTING = "resetting";
const BROKEN = "broken";

/**
 * A point that a number of tasks pass together (https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Barrier).
 *
 * @example
 * const start = new Barrier(3);
 * const index = yield* start.wait(); // goes on when three tasks are here
 */
export class Barrier {
  declare readonly parties: number;
  private readonly condition = new Condition();
  /** filling → draining → filling; `reset` goes by way of resetting, `abort` ends in broken. */
  state: string = FILLING;
  private count = 0;

  constructor(parties: number) {
    if (parties < 1) throw new ValueError("parties must be >= 1");
    this.parties = parties;
  }

  /** How many wait now. */
  get waiting(): number {
    return this.state === FILLING ? this.count : 0;
  }

  /** Whether it was aborted. */
  get broken(): boolean {
    return this.state === BROKEN;
  }

  /** Awaitable: waits until all parties do. The result is a number for each, from 0. */
  wait(): Operation<number> {
    return operation("Barrier.wait", this.wait$, this);
  }

  wait$(): unknown {
    return awaitFrame(this.waitFrame());
  }

  private *waitFrame(): Generator<undefined, number, unknown> {
    const { condition } = this;
    if (condition.acquire$() === SUSPENDED) yield;
    try {
      // Those of the round before leave first.
      if (condition.waitFor$(() => this.state !== DRAINING && this.state !== RESETTING) === SUSPENDED) yield;
      if (this.state === BROKEN) throw new BrokenBarrierError("Barrier aborted");
      const index = this.count++;
      try {
        if (this.count === this.parties) {
          this.state = DRAINING;
          condition.notifyAll();
        } else {
          if (condition.waitFor$(() => this.state !== FILLING) === SUSPENDED) yield;
          if (this.state === BROKEN || this.state === RESETTING) {
            throw new BrokenBarrierError("Abort or reset of barrier");
          }
        }
        return index;
      } finally {
        if (--this.count === 0) {
          if (this.state === RESETTING || this.state === DRAINING) this.state = FILLING;
          condition.notifyAll();
        }
      }
    } finally {
      condition.release();
    }
  }

  /** Awaitable: those who wait get a BrokenBarrierError, and the barrier is as new. */
  reset(): Operation<void> {
    return operation("Barrier.reset", this.reset$, this);
  }

  reset$(): unknown {
    return awaitFrame(this.changeFrame(false));
  }

  /** Awaitable: those who wait, and those who will, get a BrokenBarrierError. */
  abort(): Operation<void> {
    return operation("Barrier.abort", this.abort$, this);
  }

  abort$(): unknown {
    return awaitFrame(this.changeFrame(true));
  }

  private *changeFrame(abort: boolean): Generator<undefined, void, unknown> {
    const { condition } = this;
    if (condition.acquire$() === SUSPENDED) yield;
    try {
      if (abort) this.state = BROKEN;
      else if (this.count === 0) {
        this.state = FILLING;
        return;
      } else if (this.state === RESETTING) return;
      else this.state = RESETTING;
      condition.notifyAll();
    } finally {
      condition.release();
    }
  }

  enter$(): unknown {
    return this.wait$();
  }

  exit$(): boolean {
    return false;
  }
}
