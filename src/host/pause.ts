// Blocking the thread for a time. An event loop has no need of it: what blocks are Python's plain functions.

import { alarm } from "./interrupts.ts";

// Whoever waits longer, in milliseconds, can be interrupted.
const SHORT = 50;
let cell: Int32Array | undefined;

function pause(milliseconds: number): boolean {
  try {
    cell ??= new Int32Array(new SharedArrayBuffer(4));
    Atomics.wait(alarm.flag ?? cell, 0, 0, milliseconds);
    return true;
  } catch {
    return false;
  }
}

/** Blocks the thread; whoever interrupts it may end that by raising something. */
export function waitSync(seconds: number): void {
  const end = performance.now() + seconds * 1000;
  let left = seconds * 1000;
  if (left > SHORT) alarm.arm();
  while (left > 0) {
    if (!pause(left)) {
      // The main thread of a page may not wait: nothing is left but to spin.
      while (performance.now() < end);
      return;
    }
    alarm.check();
    left = end - performance.now();
  }
}
