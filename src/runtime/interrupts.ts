// Interrupts of what computes. JavaScript that computes hears of no signal, so emitted code looks at a number, which another
// thread may set: whenever it goes round a loop, and at the beginning of functions that call more than once, since those
// are what a recursion takes long in. Zero means that nothing is the matter; any other number is counted down, and who makes
// it zero calls `check`. That is done in the emitted code, where it costs less than a call even before V8 has optimised the
// loop. Who sets the number, and what is done then, is the command's affair.

/** At index 0 the number that is counted down. What else it holds is the host's. */
export const interruptFlag =
  typeof SharedArrayBuffer === "function" ? new Int32Array(new SharedArrayBuffer(8)) : new Int32Array(2);

/** What is done when the number was counted down; what it raises is raised where the program stands. */
export const interrupts: { check(): void } = { check() {} };

/** Emitted code may pass where it stands, which is an assignment to its `$p`. */
export function checkInterrupts(_position?: number): void {
  interrupts.check();
}
