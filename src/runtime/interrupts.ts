// Interrupts of what computes. JavaScript that computes hears of no signal, so emitted code looks at a flag, which another
// thread may set: whenever it goes round a loop, and at the beginning of functions that call more than once, since those are what a
// recursion takes long in. A look costs less than a nanosecond. Who sets the flag, and what is done then, is the command's affair.

/** At index 0, not zero: somebody wants `interrupts.check` to be called. What else it holds is the host's. */
export const interruptFlag =
  typeof SharedArrayBuffer === "function" ? new Int32Array(new SharedArrayBuffer(8)) : new Int32Array(2);

/** What the flag asks for; what it raises is raised where the program stands. */
export const interrupts: { check(): void } = { check() {} };

/** Emitted code may pass where it stands, which is an assignment to its `$p`. */
export function checkInterrupts(_position?: number): void {
  interrupts.check();
}
