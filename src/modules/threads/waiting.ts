// Waiting for another thread: by suspending where the caller can be suspended, else by running the others in place.

import { suspendOn } from "../../asyncio/coroutine.ts";
import { HostWait } from "../../asyncio/drive.ts";
import { currentThread, isAlone, isTurnOver, mainThread, runOthers, type Thread } from "../../asyncio/threads.ts";
import { runtimeError, valueError } from "../../runtime/errors.ts";
import { doubleOf } from "../../runtime/numbers/coerce.ts";
import { truth } from "../../runtime/protocols.ts";
import type { Value } from "../../runtime/values.ts";
import { environment } from "../environment.ts";
import { sys } from "../sys/state.ts";

/** Seconds; longer waits overflow CPython's clock. */
export const TIMEOUT_MAX = 9223372036;

/** How long a lock is waited for; undefined: as long as it takes. */
export function timeoutOf(blocking: Value = true, timeout: Value = -1): number | undefined {
  const seconds = doubleOf(timeout);
  if (!truth(blocking)) {
    if (seconds !== -1) throw valueError("can't specify a timeout for a non-blocking call");
    return 0;
  }
  if (seconds === undefined || seconds === -1) return undefined;
  if (seconds < 0) throw valueError("timeout value must be a non-negative number");
  if (seconds > TIMEOUT_MAX) throw sys.raise("OverflowError", "timeout value is too large");
  return seconds;
}

/** Somebody who waits. `look` says whether it is over; whoever may have ended it calls `wake`. */
export class Waiter {
  readonly thread: Thread = currentThread;
  readonly since = environment.host.monotonic();
  readonly end: number | undefined;
  wake: () => void = () => {};

  constructor(seconds: number | undefined) {
    this.end = seconds === undefined ? undefined : this.since + seconds;
  }

  get isLate(): boolean {
    return this.end !== undefined && environment.host.monotonic() >= this.end;
  }
}

type Waiting = globalThis.Generator<undefined, boolean, unknown>;

/** Suspends until `isOver`, of which `waiter.wake` tells; false if time is over first. */
export function* waitFor(waiter: Waiter, isOver: () => boolean): Waiting {
  while (!isOver()) {
    if (waiter.isLate) return false;
    refuseDeadlock(waiter);
    const wait = hostWait(waiter);
    suspendOn(wait, wait);
    yield;
  }
  return true;
}

/** Lets others have their turn: who asks for a lock again and again would wait for them in vain. */
export function* giveWay(): globalThis.Generator<undefined, void, unknown> {
  if (!isTurnOver()) return;
  // The host has its turn as well: its timers end what others wait for.
  const wait = new HostWait((resume) => environment.host.soon(resume), 0);
  suspendOn(wait, wait);
  yield;
}

function hostWait(waiter: Waiter): HostWait {
  const { host } = environment;
  const seconds = waiter.end === undefined ? undefined : waiter.end - host.monotonic();
  const wait: HostWait = new HostWait(
    (resume) => {
      const release = host.hold();
      let timer: unknown;
      let forget = (): void => {};
      const end = (): void => {
        waiter.wake = () => {};
        release();
        forget();
        if (timer !== undefined) host.clearTimer(timer);
        resume();
      };
      waiter.wake = end;
      if (seconds !== undefined) timer = host.setTimer(seconds, end);
      if (waiter.thread === mainThread) {
        forget = host.onInterrupt(() => {
          wait.result = sys.raise("KeyboardInterrupt");
          wait.failed = true;
          end();
        });
      }
      return end;
    },
    undefined,
    seconds,
  );
  return wait;
}

/** The same in place. */
export function waitInPlace(waiter: Waiter, isOver: () => boolean): boolean {
  if (isOver()) return true;
  refuseDeadlock(waiter);
  const seconds = waiter.end === undefined ? undefined : waiter.end - environment.host.monotonic();
  if (runOthers(isOver, seconds)) return isOver();
  throw runtimeError("cannot wait for a thread here: a frame that cannot be suspended is in the way");
}

function refuseDeadlock(waiter: Waiter): void {
  if (waiter.end === undefined && isAlone() && waiter.thread === mainThread) {
    throw runtimeError("deadlock: what is waited for is held, and no other thread is there to release it");
  }
}
