// Time and turns: the part of the host that an event loop needs. `systemClock` is made of what every JavaScript engine
// of today has; `virtual.ts` has one that jumps.

import { type Answer, onInterrupt } from "./interrupts.ts";

export interface Clock {
  /** Seconds since some moment; never goes back. */
  monotonic(): number;
  /** Seconds since 1970. */
  wallTime(): number;
  /** Calls back after some seconds. Returns what `clearTimer` takes. */
  setTimer(seconds: number, callback: () => void): unknown;
  clearTimer(timer: unknown): void;
  /** Calls back after the host had a turn of its own: I/O is not starved. */
  soon(callback: () => void): void;
  /** Keeps the process alive until the function that it returns is called, once. */
  hold(): () => void;
  /** Whether what happens outside (I/O, input) can end a wait that has no timer. */
  readonly hasEvents: boolean;
  /** Calls back when the user interrupts the program, if nobody later asked for it. Returns the function that undoes it. */
  onInterrupt(callback: Answer): () => void;
}

// setTimeout takes a signed 32-bit number of milliseconds; a day is long enough to be asked again.
const LONGEST_TIMER = 86_400;

type Immediate = (callback: () => void) => void;

function makeSoon(): Immediate {
  if (typeof setImmediate === "function") return (callback) => void setImmediate(callback);
  const channel = new MessageChannel();
  const waiting: (() => void)[] = [];
  channel.port1.onmessage = () => waiting.shift()?.();
  return (callback) => {
    waiting.push(callback);
    channel.port2.postMessage(0);
  };
}
let soon: Immediate | undefined;

// One timer holds the process for all who wait: a server waits after each message, and timers are dear. It is never
// cleared, only let go.
let holder: { ref?(): void; unref?(): void } | undefined;
let holds = 0;

function release(): void {
  if (--holds === 0) holder?.unref?.();
}

export const systemClock: Clock = {
  monotonic: () => performance.now() / 1000,
  wallTime: () => (performance.timeOrigin + performance.now()) / 1000,
  setTimer: (seconds, callback) => setTimeout(callback, Math.min(Math.max(seconds, 0), LONGEST_TIMER) * 1000),
  clearTimer: (timer) => clearTimeout(timer as Parameters<typeof clearTimeout>[0]),
  soon(callback) {
    soon ??= makeSoon();
    soon(callback);
  },
  hold() {
    holder ??= setInterval(() => {}, LONGEST_TIMER * 1000);
    if (holds++ === 0) holder.ref?.();
    return release;
  },
  hasEvents: true,
  onInterrupt: (callback) => onInterrupt(callback),
};
