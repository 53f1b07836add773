// A clock that jumps: whenever nothing is left to do but wait, the time of the earliest timer has come. Programs that
// sleep for hours end at once, in the same order every time.

import { type Clock, systemClock } from "./clock.ts";
import type { Answer } from "./interrupts.ts";
import { noNetwork, noProcesses } from "./network.ts";

interface VirtualTimer {
  when: number;
  sequence: number;
  callback: () => void;
}

/**
 * A clock that jumps to whatever is due next, for tests: an hour of sleeps takes a millisecond, in the same order every
 * time. Times are seconds.
 *
 * @example
 * await run(main(), { clock: new VirtualClock() });
 */
export class VirtualClock implements Clock {
  private now = 0;
  private readonly epoch: number;
  private sequence = 0;
  private timers: VirtualTimer[] = [];
  private jumping = false;
  readonly hasEvents = false;

  /** `epoch` is the wall clock's time at the start, in seconds since 1970. */
  constructor(epoch = 0) {
    this.epoch = epoch;
  }

  monotonic(): number {
    return this.now;
  }

  wallTime(): number {
    return this.epoch + this.now;
  }

  setTimer(seconds: number, callback: () => void): unknown {
    const timer = { when: this.now + Math.max(seconds, 0), sequence: this.sequence++, callback };
    this.timers.push(timer);
    this.arm();
    return timer;
  }

  /** Forgets a timer. */
  clearTimer(timer: unknown): void {
    this.timers = this.timers.filter((other) => other !== timer);
  }

  // Real events and promises that are ready go first: the jump waits for a turn of the host.
  private arm(): void {
    if (this.jumping) return;
    this.jumping = true;
    systemClock.soon(() => {
      this.jumping = false;
      let first: VirtualTimer | undefined;
      for (const timer of this.timers) {
        if (
          first === undefined ||
          timer.when < first.when ||
          (timer.when === first.when && timer.sequence < first.sequence)
        ) {
          first = timer;
        }
      }
      if (first === undefined) return;
      this.timers = this.timers.filter((timer) => timer !== first);
      this.now = Math.max(this.now, first.when);
      if (this.timers.length > 0) this.arm();
      first.callback();
    });
  }

  soon(callback: () => void): void {
    systemClock.soon(callback);
  }

  hold(): () => void {
    return () => {};
  }

  /** Time passes; nothing that waits for it is called. */
  waitSync(seconds: number): void {
    this.now += seconds;
  }

  onInterrupt(callback: Answer): () => void {
    return systemClock.onInterrupt(callback);
  }
}

/** Another host with a clock that jumps; what happens outside does not wait for it, so it has no network. */
export function virtualHost<H extends Clock>(host: H, epoch?: number): H {
  const clock = new VirtualClock(epoch);
  const methods = [
    "monotonic",
    "wallTime",
    "setTimer",
    "clearTimer",
    "soon",
    "hold",
    "waitSync",
    "onInterrupt",
  ] as const;
  const bound = Object.fromEntries(methods.map((name) => [name, clock[name].bind(clock)]));
  return { ...host, ...bound, hasEvents: false, network: noNetwork, processes: noProcesses };
}
