// What a task waits for at a lock or a queue: a future that knows how the wait goes on.
//
// CPython writes these waits as loops around `await future`. Here the future is itself the leaf (see coroutine.ts) that
// the task resumes, and answers with what the whole operation returns, or waits once more: a wait costs one object, and
// no frame.

import { RAISE } from "./coroutine.ts";
import { generatorExit, RuntimeError } from "./exceptions.ts";
import { Future } from "./futures.ts";
import { hooks } from "./hooks.ts";
import { type EventLoop, getRunningLoop } from "./loop.ts";

/** What becomes of a wait. */
export interface WaitPolicy<W> {
  /** The waiter got its result. Returns the operation's result, or SUSPENDED after waiting anew. */
  woken(waiter: W): unknown;
  /** The await was ended by an exception, which is raised afterwards. */
  gaveUp(waiter: W, error: unknown): void;
}

export class Waiter<O = unknown> extends Future<unknown> {
  /** The lock or queue. */
  declare readonly owner: O;
  declare private readonly policy: WaitPolicy<Waiter<O>>;
  /** What the operation is about: the item to put, say. */
  declare readonly item: unknown;

  constructor(loop: EventLoop, owner: O, policy: WaitPolicy<Waiter<O>>, item: unknown) {
    super(loop);
    this.owner = owner;
    this.policy = policy;
    this.item = item;
  }

  override send$(_value: unknown): unknown {
    if (!this.done()) throw new RuntimeError("await wasn't used with future");
    if (this.cancelled()) {
      const error = this.makeCancelledError();
      this.policy.gaveUp(this, error);
      throw error;
    }
    return this.policy.woken(this);
  }

  override throw$(error: unknown): unknown {
    this.policy.gaveUp(this, error);
    return RAISE;
  }

  override close$(): void {
    this.policy.gaveUp(this, generatorExit());
  }
}

/** Locks and queues belong to the loop in which somebody first waited at them. */
export abstract class LoopBound {
  protected loop: EventLoop | null = null;

  protected getLoop(): EventLoop {
    const loop = getRunningLoop();
    if (this.loop === null) this.loop = loop;
    else if (this.loop !== loop) throw new RuntimeError(`${hooks.repr(this)} is bound to a different event loop`);
    return loop;
  }
}
