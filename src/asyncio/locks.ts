// Lock, Event, Condition, Semaphore, Barrier (https://docs.python.org/3.14/library/asyncio-sync.html).
//
// All are fair: whoever waits first goes first. A release does not hand the lock over, it wakes the first waiter, which
// takes the lock when it runs; until then newcomers queue up behind it, because a waiter is waiting. A waiter that is
// cancelled after it was woken passes the wake-up on.

import { awaitFrame, type Coroutine, SUSPENDED } from "./coroutine.ts";
import { Deque } from "./deque.ts";
import { BrokenBarrierError, CancelledError, RuntimeError, ValueError } from "./exceptions.ts";
import { hooks } from "./hooks.ts";
import { nativeCode, nativeCoroutine } from "./native.ts";
import { LoopBound, Waiter, type WaitPolicy } from "./waiters.ts";

function describe(name: string, state: string, waiters: number): string {
  return `<${name} [${state}${waiters > 0 ? `, waiters:${waiters}` : ""}]>`;
}

/** A mutual-exclusion lock for tasks. */
export class Lock extends LoopBound {
  private isLocked = false;
  readonly waiters = new Deque<Waiter<Lock>>();

  locked(): boolean {
    return this.isLocked;
  }

  /** Awaitable: takes the lock, when it is free. */
  acquire(): Coroutine<true> {
    return nativeCoroutine(LOCK_ACQUIRE, this.acquire$, this);
  }

  acquire$(): unknown {
    if (!this.isLocked && this.isUncontended()) {
      this.isLocked = true;
      return true;
    }
    const waiter = new Waiter<Lock>(this.getLoop(), this, lockPolicy, undefined);
    this.waiters.push(waiter);
    return waiter.await$();
  }

  private isUncontended(): boolean {
    const { waiters } = this;
    for (let i = 0; i < waiters.length; i++) if (!waiters.at(i)!.cancelled()) return false;
    return true;
  }

  /** Gives the lock back. RuntimeError if it is not locked. */
  release(): void {
    if (!this.isLocked) throw new RuntimeError("Lock is not acquired.");
    this.isLocked = false;
    this.wakeFirst();
  }

  wakeFirst(): void {
    const first = this.waiters.at(0);
    if (first !== undefined && !first.done()) first.setResult(true);
  }

  /** The lock is the waiter's that was woken. */
  take(): true {
    this.isLocked = true;
    return true;
  }

  enter$(): unknown {
    return this.acquire$();
  }

  exit$(): boolean {
    this.release();
    return false;
  }

  override toString(): string {
    return describe("Lock", this.isLocked ? "locked" : "unlocked", this.waiters.length);
  }
}

const lockPolicy: WaitPolicy<Waiter<Lock>> = {
  woken(waiter) {
    waiter.owner.waiters.remove(waiter);
    return waiter.owner.take();
  },
  gaveUp(waiter, error) {
    const lock = waiter.owner;
    lock.waiters.remove(waiter);
    if (error instanceof CancelledError && !lock.locked()) lock.wakeFirst();
  },
};

/** A flag that tasks wait for. */
export class Event extends LoopBound {
  private value = false;
  readonly waiters = new Deque<Waiter<Event>>();

  isSet(): boolean {
    return this.value;
  }

  /** Sets the flag, and wakes everybody who waits. */
  set(): void {
    if (this.value) return;
    this.value = true;
    for (const waiter of this.waiters.toArray()) if (!waiter.done()) waiter.setResult(true);
  }

  clear(): void {
    this.value = false;
  }

  /** Awaitable: waits until the flag is set. */
  wait(): Coroutine<true> {
    return nativeCoroutine(EVENT_WAIT, this.wait$, this);
  }

  wait$(): unknown {
    if (this.value) return true;
    const waiter = new Waiter<Event>(this.getLoop(), this, eventPolicy, undefined);
    this.waiters.push(waiter);
    return waiter.await$();
  }

  override toString(): string {
    return describe("Event", this.value ? "set" : "unset", this.waiters.length);
  }
}

const eventPolicy: WaitPolicy<Waiter<Event>> = {
  woken(waiter) {
    waiter.owner.waiters.remove(waiter);
    return true;
  },
  gaveUp(waiter) {
    waiter.owner.waiters.remove(waiter);
  },
};

/** A place where tasks that hold a lock wait to be told that something has changed. */
export class Condition extends LoopBound {
  declare readonly lock: Lock;
  private readonly waiters = new Deque<Waiter<Condition>>();

  constructor(lock: Lock = new Lock()) {
    super();
    this.lock = lock;
  }

  locked(): boolean {
    return this.lock.locked();
  }

  acquire(): Coroutine<true> {
    return this.lock.acquire();
  }

  acquire$(): unknown {
    return this.lock.acquire$();
  }

  release(): void {
    this.lock.release();
  }

  enter$(): unknown {
    return this.lock.acquire$();
  }

  exit$(): boolean {
    this.lock.release();
    return false;
  }

  /** Awaitable: releases the lock, waits until it is notified, and takes the lock again. */
  wait(): Coroutine<true> {
    return nativeCoroutine(CONDITION_WAIT, this.wait$, this);
  }

  wait$(): unknown {
    if (!this.locked()) throw new RuntimeError("cannot wait on un-acquired lock");
    return awaitFrame(this.waitFrame(), CONDITION_WAIT);
  }

  private *waitFrame(): Generator<undefined, true, unknown> {
    const waiter = new Waiter<Condition>(this.getLoop(), this, conditionPolicy, undefined);
    this.release();
    this.waiters.push(waiter);
    let raised: unknown;
    let failed = false;
    try {
      if (waiter.await$() === SUSPENDED) yield;
    } catch (error) {
      raised = error;
      failed = true;
    }
    this.waiters.remove(waiter);
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
      this.wake(1);
      throw error;
    }
  }

  /** Awaitable: waits until a predicate is true; it is asked after each notification. Its value is the result. */
  waitFor<T>(predicate: () => T): Coroutine<T> {
    return nativeCoroutine<T, () => T>(CONDITION_WAIT_FOR, this.waitFor$, this, predicate);
  }

  waitFor$(predicate: unknown): unknown {
    const result = callPredicate(predicate);
    return hooks.isTrue(result) ? result : awaitFrame(this.waitForFrame(predicate), CONDITION_WAIT_FOR);
  }

  private *waitForFrame(predicate: unknown): Generator<undefined, unknown, unknown> {
    for (;;) {
      if (this.wait$() === SUSPENDED) yield;
      const result = callPredicate(predicate);
      if (hooks.isTrue(result)) return result;
    }
  }

  /** Wakes up to `count` of those who wait. */
  notify(count = 1): void {
    if (!this.locked()) throw new RuntimeError("cannot notify on un-acquired lock");
    this.wake(count);
  }

  notifyAll(): void {
    this.notify(this.waiters.length);
  }

  private wake(count: number): void {
    for (const waiter of this.waiters.toArray()) {
      if (count <= 0) break;
      if (waiter.done()) continue;
      count--;
      waiter.setResult(false);
    }
  }

  override toString(): string {
    return describe("Condition", this.locked() ? "locked" : "unlocked", this.waiters.length);
  }
}

const conditionPolicy: WaitPolicy<Waiter<Condition>> = {
  woken: () => true,
  gaveUp() {},
};

function callPredicate(predicate: unknown): unknown {
  return typeof predicate === "function" ? predicate() : hooks.call(predicate, []);
}

/** A counter of permits: `acquire` takes one, and waits while there is none; `release` gives one back. */
export class Semaphore extends LoopBound {
  declare private value: number;
  readonly waiters = new Deque<Waiter<Semaphore>>();

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
    if (this.value === 0) return true;
    const { waiters } = this;
    for (let i = 0; i < waiters.length; i++) if (!waiters.at(i)!.cancelled()) return true;
    return false;
  }

  /** Awaitable: takes a permit, when there is one. */
  acquire(): Coroutine<true> {
    return nativeCoroutine(SEMAPHORE_ACQUIRE, this.acquire$, this);
  }

  acquire$(): unknown {
    if (!this.locked()) {
      this.value--;
      return true;
    }
    const waiter = new Waiter<Semaphore>(this.getLoop(), this, semaphorePolicy, undefined);
    this.waiters.push(waiter);
    return waiter.await$();
  }

  /** Gives a permit back. */
  release(): void {
    this.value++;
    this.wakeNext();
  }

  /** The permit of a waiter that was woken and does not go on. */
  giveBack(): void {
    this.value++;
  }

  /** Wakes as many as there are permits for. */
  wakeAll(): void {
    while (this.value > 0 && this.wakeNext());
  }

  private wakeNext(): boolean {
    const { waiters } = this;
    for (let i = 0; i < waiters.length; i++) {
      const waiter = waiters.at(i)!;
      if (waiter.done()) continue;
      this.value--;
      waiter.setResult(true);
      return true;
    }
    return false;
  }

  enter$(): unknown {
    return this.acquire$();
  }

  exit$(): boolean {
    this.release();
    return false;
  }

  protected className(): string {
    return "Semaphore";
  }

  override toString(): string {
    const state = this.locked() ? "locked" : `unlocked, value:${this.value}`;
    return describe(this.className(), state, this.waiters.length);
  }
}

const semaphorePolicy: WaitPolicy<Waiter<Semaphore>> = {
  woken(waiter) {
    waiter.owner.waiters.remove(waiter);
    waiter.owner.wakeAll();
    return true;
  },
  gaveUp(waiter, error) {
    const semaphore = waiter.owner;
    semaphore.waiters.remove(waiter);
    if (error instanceof CancelledError && waiter.done() && !waiter.cancelled()) semaphore.giveBack();
    semaphore.wakeAll();
  },
};

/** A semaphore that refuses to be released more often than it was acquired. */
export class BoundedSemaphore extends Semaphore {
  declare private readonly bound: number;

  constructor(value = 1) {
    super(value);
    this.bound = value;
  }

  override release(): void {
    if (this.permits >= this.bound) throw new ValueError("BoundedSemaphore released too many times");
    super.release();
  }

  protected override className(): string {
    return "BoundedSemaphore";
  }
}

const FILLING = "filling";
const DRAINING = "draining";
const RESETTING = "resetting";
const BROKEN = "broken";

/** A point that a number of tasks pass together. */
export class Barrier {
  declare readonly parties: number;
  private readonly condition = new Condition();
  /** filling → draining → filling; `reset` goes by way of resetting, `abort` ends in broken. */
  private state: string = FILLING;
  private count = 0;

  constructor(parties: number) {
    if (parties < 1) throw new ValueError("parties must be > 0");
    this.parties = parties;
  }

  /** How many wait now. */
  get waiting(): number {
    return this.state === FILLING ? this.count : 0;
  }

  get broken(): boolean {
    return this.state === BROKEN;
  }

  /** Awaitable: waits until all parties do. The result is a number for each, from 0. */
  wait(): Coroutine<number> {
    return nativeCoroutine(BARRIER_WAIT, this.wait$, this);
  }

  wait$(): unknown {
    return awaitFrame(this.waitFrame(), BARRIER_WAIT);
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
  reset(): Coroutine<void> {
    return nativeCoroutine(BARRIER_RESET, this.reset$, this);
  }

  reset$(): unknown {
    return awaitFrame(this.changeFrame(false), BARRIER_RESET);
  }

  /** Awaitable: those who wait, and those who will, get a BrokenBarrierError. */
  abort(): Coroutine<void> {
    return nativeCoroutine(BARRIER_ABORT, this.abort$, this);
  }

  abort$(): unknown {
    return awaitFrame(this.changeFrame(true), BARRIER_ABORT);
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

  toString(): string {
    const count = this.state === BROKEN ? "" : `, waiters:${this.waiting}/${this.parties}`;
    return `<Barrier [${this.state}${count}]>`;
  }
}

const LOCK_ACQUIRE = nativeCode("Lock.acquire");
const EVENT_WAIT = nativeCode("Event.wait");
const CONDITION_WAIT = nativeCode("Condition.wait");
const CONDITION_WAIT_FOR = nativeCode("Condition.wait_for");
const SEMAPHORE_ACQUIRE = nativeCode("Semaphore.acquire");
const BARRIER_WAIT = nativeCode("Barrier.wait");
const BARRIER_RESET = nativeCode("Barrier.reset");
const BARRIER_ABORT = nativeCode("Barrier.abort");
