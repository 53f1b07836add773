// Ctrl-C for the programs that the command runs: in a computation it raises KeyboardInterrupt, as in CPython.

import { watchInterrupts } from "../host/nodeinterrupts.ts";
import { exceptionTypes, makeException } from "../runtime/exceptions.ts";
import { interruptFlag, interrupts } from "../runtime/interrupts.ts";

export function keyboardInterrupt(): Error {
  return makeException(exceptionTypes.get("KeyboardInterrupt")!, []);
}

export function watchComputations(): void {
  interrupts.check = watchInterrupts(interruptFlag, () => {
    throw keyboardInterrupt();
  });
}
