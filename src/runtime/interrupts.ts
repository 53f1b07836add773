// Interrupts of what computes. JavaScript that computes hears of no signal, so emitted code looks at a flag, which another
// thread may set: whenever it goes round a loop, and at the beginning of functions that call more than once, since those are what a
// recursion takes long in. A look costs less than a nanosecond. Who sets the flag, and what is done then, is the command's affair.

/** At index 0, not zero: somebody wants `interrupts.check` to be called. What else it holds is the host's. */
export const interruptFlag =
  typeof SharedArrayBuffer === "function" ? new Int32Array(new SharedArrayBuffer(8)) : new Int32Array(2);

/**
 * What the flag asks for; what it raises is raised where the program stands. It gives the number of looks that need not
 * come here, unless 0.
 */
export const interrupts: { check(): number } = { check: () => 0 };

let skipped = 0;

/**
 * Emitted code may pass where it stands, which is an assignment to its `$p`. Every turn of every loop comes here until it is
 * known whether the program computes long, most of them before V8 has optimised the loop: so it is one call and no more.
 */
export function checkInterrupts(_position?: number): void {
  if (skipped > 0) skipped--;
  else skipped = interrupts.check();
}
