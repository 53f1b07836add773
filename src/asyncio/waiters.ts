// What a task waits for at a lock or a queue: a future that knows how the wait goes on.
//
// CPython writes these waits as loops around `await future`. Here the future is itself the leaf (see coroutine.ts) that
// the task resumes, and answers with what the whole operation returns, or waits once more: a wait costs one object, and
// no frame.

import { RAISE } from "./coroutine.ts";
import { Deque } from "./deque.ts";
import { loopOf } from "./ensure.ts";
import { generatorExit, RuntimeError } from "./exceptions.ts";
import { Future } from "./futures.ts";
import { hooks } from "./hooks.ts";
import type { EventLoop } from "./loop.ts";

export class Waiter extends Future<unknown> {
  declare private readonly owner: WaitQueue;
  /** Where it stands in line. */
  declare readonly line: Deque<Waiter>;
  /** What the operation is about: the item to put, say. */
  declare readonly item: unknown;

  constructor(loop: EventLoop, owner: WaitQueue, line: Deque<Waiter>, item: unknown) {
    super(loop);
    this.owner = owner;
    this.line = line;
    this.item = item;
  }

  override send$(_value: unknown): unknown {
    if (!this.done()) throw new RuntimeError("await wasn't used with future");
    if (!this.cancelled()) return this.owner.woken$(this);
    const error = this.makeCancelledError();
    this.owner.gaveUp$(this, error);
    throw error;
  }

  override throw$(error: unknown): unknown {
    this.owner.gaveUp$(this, error);
    return RAISE;
  }

  override close$(): void {
    this.owner.gaveUp$(this, generatorExit());
  }
}

/** What tasks wait at. It belongs to the loop in which somebody first waited. */
export abstract class WaitQueue {
  protected loop: EventLoop | null = null;
  readonly waiters = new Deque<Waiter>();

  /** A waiter got its result. Returns the operation's result, or SUSPENDED after waiting anew. */
  woken$(waiter: Waiter): unknown {
    waiter.line.remove(waiter);
    return true;
  }

  /** A waiter's await was ended by an exception, which is raised afterwards. */
  gaveUp$(waiter: Waiter, _error: unknown): void {
    waiter.line.remove(waiter);
  }

  protected makeWaiter(line: Deque<Waiter>, item: unknown): Waiter {
    const loop = loopOf(undefined);
    if (this.loop === null) this.loop = loop;
    else if (this.loop !== loop) throw new RuntimeError(`${hooks.repr(this)} is bound to a different event loop`);
    const waiter = new Waiter(loop, this, line, item);
    line.push(waiter);
    return waiter;
  }

  /** Whether somebody waits who is not cancelled. */
  protected isContended(): boolean {
    const { waiters } = this;
    for (let i = 0; i < waiters.length; i++) if (!waiters.at(i)!.cancelled()) return true;
    return false;
  }

  /** Wakes up to `count` of those who wait; returns how many it has. */
  protected wake(count: number, result: boolean): number {
    const { waiters } = this;
    let woken = 0;
    for (let i = 0; i < waiters.length && woken < count; i++) {
      const waiter = waiters.at(i)!;
      if (waiter.done()) continue;
      waiter.setResult(result);
      woken++;
    }
    return woken;
  }
}

/** What is acquired and released; `async with` does both. */
export abstract class Acquirable extends WaitQueue {
  abstract acquire$(): unknown;
  abstract release(): void;

  enter$(): unknown {
    return this.acquire$();
  }

  exit$(): boolean {
    this.release();
    return false;
  }
}
