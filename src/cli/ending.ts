// How a program ends: what is printed last, and the exit status.

import type { Host } from "../host/host.ts";
import { HostError } from "../host/host.ts";
import { call } from "../runtime/calls.ts";
import { asException, type Exc, exceptionTypes, excInfo, getField } from "../runtime/exceptions.ts";
import { modules } from "../runtime/imports.ts";
import type { Module } from "../runtime/modules.ts";
import { str } from "../runtime/protocols.ts";
import { formatException } from "../runtime/traceback.ts";
import { isInstance } from "../runtime/types.ts";
import { None, type Value } from "../runtime/values.ts";

/** The status of a program that an interrupt has ended, which ends the process by SIGINT. */
const INTERRUPTED = -2;

/** Says what went wrong, if anything did, and gives the exit status. */
export function report(host: Host, error: unknown): number {
  const e = asException(error);
  if (isInstance(e, exceptionTypes.get("SystemExit")!)) return exitStatus(host, getField(e, "code") ?? None);
  if (!hooked(host, e)) writeError(host, formatException(e));
  return isInstance(e, exceptionTypes.get("KeyboardInterrupt")!) ? INTERRUPTED : 1;
}

/** Whether a `sys.excepthook` of the program's own has reported the exception. */
function hooked(host: Host, e: Exc): boolean {
  const sys = modules.get("sys") as Module;
  const hook = sys.$excepthook;
  if (hook === sys.$__excepthook__ || hook === undefined) return false;
  try {
    call(hook, ...excInfo(e));
    return true;
  } catch (error) {
    const text = formatException(asException(error));
    writeError(host, `Error in sys.excepthook:\n${text}\nOriginal exception was:\n`);
    return false;
  }
}

/** The status that `sys.exit(code)` asks for; a code that is no number is a message. */
export function exitStatus(host: Host, code: Value): number {
  if (code === None) return 0;
  if (typeof code === "boolean") return code ? 1 : 0;
  if (typeof code === "number" && Number.isInteger(code)) return code & 0xff;
  if (typeof code === "bigint") return Number(code & 0xffn);
  writeError(host, `${str(code)}\n`);
  return 1;
}

/** Writes to standard error; a reader that has gone is nobody's loss. */
export function writeError(host: Host, text: string): void {
  try {
    host.console.writeErr(text);
  } catch (e) {
    if (!(e instanceof HostError)) throw e;
  }
}
