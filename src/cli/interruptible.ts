// Ctrl-C in the middle of a computation. JavaScript that computes sees no signal; but V8 can be told to stop a script
// when one arrives, and Node does so for scripts of `node:vm`. The computation is gone then, its `finally` blocks not run:
// so this is for what would end the process otherwise, the statements of a prompt and a program until it first waits. It
// takes some 0.2 milliseconds, because Node starts a thread that waits for the signal.

import { Script } from "node:vm";
import { currentContext, switchContext } from "../asyncio/contextvars.ts";
import { setCurrentTask, setRunningLoop } from "../asyncio/state.ts";
import { mayBlock } from "../runtime/blocking.ts";
import { exceptionTypes, makeException } from "../runtime/exceptions.ts";
import { loading } from "../runtime/imports.ts";

const KEY = Symbol.for("asyncdef.interruptible");
let script: Script | undefined;

/** Runs a function; raises KeyboardInterrupt if the user interrupts it. What it starts and leaves waiting is not watched. */
export function interruptible<T>(run: () => T): T {
  const holder = globalThis as { [KEY]?: () => T };
  script ??= new Script(`globalThis[Symbol.for(${JSON.stringify(KEY.description)})]()`);
  holder[KEY] = run;
  const state = currentState();
  try {
    return script.runInThisContext({ breakOnSigint: true }) as T;
  } catch (e) {
    if ((e as { code?: unknown } | null)?.code !== "ERR_SCRIPT_EXECUTION_INTERRUPTED") throw e;
    state.restore();
    throw makeException(exceptionTypes.get("KeyboardInterrupt")!, []);
  } finally {
    delete holder[KEY];
    listenAgain();
  }
}

/** What the computation cannot put back itself. */
function currentState(): { restore(): void } {
  const { suspend } = mayBlock;
  const imports = loading.length;
  const context = currentContext;
  return {
    restore() {
      mayBlock.suspend = suspend;
      loading.length = imports;
      setRunningLoop(null);
      setCurrentTask(null);
      switchContext(context);
    },
  };
}

/** Node's thread took the signal from those who listened. */
function listenAgain(): void {
  const listeners = process.listeners("SIGINT");
  process.removeAllListeners("SIGINT");
  for (const listener of listeners) process.on("SIGINT", listener as () => void);
}
