// `_thread.lock` and `_thread.RLock`.
//
// A lock that is released is free at once: the thread that released it may take it again before those who wait have had
// their turn, as in CPython. Who has waited for a millisecond gets it handed over, so that nobody starves.

import { currentThread, type Thread } from "../../asyncio/threads.ts";
import { runtimeError } from "../../runtime/errors.ts";
import { nativeType, newInstance } from "../../runtime/native.ts";
import { address } from "../../runtime/protocols.ts";
import { type Type, typeOf } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { blocks } from "../define.ts";
import { environment } from "../environment.ts";
import { giveWay, timeoutOf, Waiter, waitFor, waitInPlace } from "./waiting.ts";

/** Seconds after which a waiter gets the lock handed over. */
const PATIENCE = 0.001;

export class Lock {
  owner: Thread | undefined = undefined;
  count = 0;
  waiters: Waiter[] = [];

  get isHeld(): boolean {
    return this.count > 0;
  }

  /** Takes it for a thread, if it can be had. */
  take(thread: Thread): boolean {
    if (this.count > 0 && !(this.owner === thread && this instanceof RLock)) return false;
    this.owner = thread;
    this.count++;
    return true;
  }

  release(): void {
    this.count--;
    if (this.count > 0) return;
    this.owner = undefined;
    const first = this.waiters[0];
    if (first === undefined) return;
    if (environment.host.monotonic() - first.since >= PATIENCE) this.handOver(first);
    first.wake();
  }

  private handOver(waiter: Waiter): void {
    this.waiters.shift();
    this.owner = waiter.thread;
    this.count = 1;
  }

  /** Whether the waiter has it now: it was handed over, or is free. */
  got(waiter: Waiter): boolean {
    if (!this.waiters.includes(waiter)) return true;
    if (this.count > 0) return false;
    this.handOver(waiter);
    return true;
  }

  /** The waiter goes away without it; if it was handed over just now, the next one has it. */
  leave(waiter: Waiter): void {
    const i = this.waiters.indexOf(waiter);
    if (i >= 0) this.waiters.splice(i, 1);
    else this.release();
  }
}

export class RLock extends Lock {
  get isOwned(): boolean {
    return this.count > 0 && this.owner === currentThread;
  }
}

function queued(self: Lock, seconds: number | undefined): Waiter {
  const waiter = new Waiter(seconds);
  // A waiter that the lock was handed to is in nobody's list.
  self.waiters.push(waiter);
  return waiter;
}

function acquire(self: Lock, blocking?: Value, timeout?: Value): boolean {
  const seconds = timeoutOf(blocking, timeout);
  if (self.take(currentThread)) return true;
  if (seconds === 0) return false;
  const waiter = queued(self, seconds);
  let got = false;
  try {
    got = waitInPlace(waiter, () => self.got(waiter));
  } finally {
    if (!got) self.leave(waiter);
  }
  return got;
}

function* acquireFrame(
  self: Lock,
  blocking?: Value,
  timeout?: Value,
): globalThis.Generator<undefined, boolean, unknown> {
  const seconds = timeoutOf(blocking, timeout);
  yield* giveWay();
  if (self.take(currentThread)) return true;
  if (seconds === 0) return false;
  const waiter = queued(self, seconds);
  let got = false;
  try {
    got = yield* waitFor(waiter, () => self.got(waiter));
  } finally {
    if (!got) self.leave(waiter);
  }
  return got;
}

function release(self: Lock): Value {
  if (self instanceof RLock ? !self.isOwned : !self.isHeld) {
    throw runtimeError(self instanceof RLock ? "cannot release un-acquired lock" : "release unlocked lock");
  }
  self.release();
  return None;
}

function describe(self: Lock): string {
  const { tp } = typeOf(self);
  const owner = self instanceof RLock ? ` owner=${self.owner?.ident ?? 0} count=${self.count}` : "";
  return `<${self.isHeld ? "locked" : "unlocked"} ${tp.module}.${tp.name} object${owner} at ${address(self)}>`;
}

const METHODS = {
  "acquire(blocking=True, timeout=-1)": acquire,
  "release()": release,
  "locked()": (self: Lock) => self.isHeld,
  "__enter__()": (self: Lock) => acquire(self),
  "__exit__(*exc_info)": release,
  "_at_fork_reinit()": (self: Lock) => {
    self.count = 0;
    self.owner = undefined;
    self.waiters = [];
    return None;
  },
};

/** The old names that `_thread.lock` still has. */
const OLD_METHODS = {
  "acquire_lock(blocking=True, timeout=-1)": acquire,
  "release_lock()": release,
  "locked_lock()": (self: Lock) => self.isHeld,
};

/** What `threading.Condition` asks of a lock that one thread may hold several times. */
const RECURSIVE_METHODS = {
  "_is_owned()": (self: RLock) => self.isOwned,
  "_recursion_count()": (self: RLock) => (self.isOwned ? self.count : 0),
  "_release_save()": (self: RLock): Value => {
    const { count } = self;
    if (count === 0) throw runtimeError("cannot release un-acquired lock");
    self.count = 1;
    self.release();
    return count;
  },
  "_acquire_restore(state, /)": (self: RLock, count: Value): Value => {
    acquire(self);
    self.count = count as number;
    return None;
  },
};

function lockType(name: string, ctor: new () => Lock, methods: typeof OLD_METHODS | typeof RECURSIVE_METHODS): Type {
  const type = nativeType({
    name,
    module: "_thread",
    ctor,
    create: (cls) => newInstance(cls),
    methods: { ...METHODS, ...methods },
    special: { __repr__: describe },
  });
  blocks(type, "acquire", acquireFrame);
  blocks(type, "__enter__", acquireFrame);
  return type;
}

export function createLockTypes(): { lock: Type; RLock: Type } {
  const rlock = lockType("RLock", RLock, RECURSIVE_METHODS);
  blocks(rlock, "_acquire_restore", function* (self: RLock, count: Value) {
    yield* acquireFrame(self);
    self.count = count as number;
    return None;
  });
  const lock = lockType("lock", Lock, OLD_METHODS);
  blocks(lock, "acquire_lock", acquireFrame);
  return { lock, RLock: rlock };
}
