// Time and turns: the part of the host that an event loop needs. `systemClock` is made of what every JavaScript engine
// of today has; `virtual.ts` has one that jumps.

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
  /** Keeps the process alive until the function that it returns is called. */
  hold(): () => void;
  /** Blocks the thread. */
  waitSync(seconds: number): void;
  /** Whether what happens outside (I/O, input) can end a wait that has no timer. */
  readonly hasEvents: boolean;
  /** Calls back when the user interrupts the program. Returns the function that undoes it. */
  onInterrupt(callback: () => void): () => void;
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

interface SignalSource {
  on?(event: "SIGINT", listener: () => void): void;
  off?(event: "SIGINT", listener: () => void): void;
}

let cell: Int32Array | undefined;

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
    const timer = setInterval(() => {}, LONGEST_TIMER * 1000);
    return () => clearInterval(timer);
  },
  waitSync(seconds) {
    const end = performance.now() + seconds * 1000;
    let left = seconds * 1000;
    try {
      cell ??= new Int32Array(new SharedArrayBuffer(4));
      while (left > 0) {
        Atomics.wait(cell, 0, 0, left);
        left = end - performance.now();
      }
    } catch {
      // The main thread of a page may not wait: nothing is left but to spin.
      while (performance.now() < end);
    }
  },
  hasEvents: true,
  onInterrupt(callback) {
    const source = (globalThis as { process?: SignalSource }).process;
    source?.on?.("SIGINT", callback);
    return () => source?.off?.("SIGINT", callback);
  },
};
