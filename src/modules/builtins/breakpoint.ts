// `breakpoint()` and the hook behind it, which asks the variable PYTHONBREAKPOINT what to call.

import { callMethod, getattr, lookupAttribute } from "../../runtime/attributes.ts";
import { callWith } from "../../runtime/calls.ts";
import { runtimeError } from "../../runtime/errors.ts";
import { asException, exceptionTypes } from "../../runtime/exceptions.ts";
import { importNow } from "../../runtime/imports.ts";
import { nativeFunction } from "../../runtime/native.ts";
import type { Native } from "../../runtime/signature.ts";
import { isInstance } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { warner } from "../../runtime/warning.ts";
import { sys } from "../sys/state.ts";

type Keywords = Map<string, Value> | undefined;

/** What the variable names; undefined if there is no such thing. */
function imported(path: string): Value | undefined {
  const dot = path.lastIndexOf(".");
  try {
    const module = importNow(dot < 0 ? "builtins" : path.slice(0, dot));
    return lookupAttribute(module, path.slice(dot + 1));
  } catch (e) {
    if (isInstance(asException(e) as Value, exceptionTypes.get("ImportError")!)) return undefined;
    throw e;
  }
}

export function breakpointHook(args: Value[], keywords: Keywords): Value {
  const environ = getattr(importNow("os"), "environ");
  const named = callMethod(environ, "get", "PYTHONBREAKPOINT", "");
  if (named === "0") return None;
  const path = named === "" || typeof named !== "string" ? "pdb.set_trace" : named;
  const f = path.split(".").includes("") ? undefined : imported(path);
  if (f !== undefined) return callWith(f, args, keywords);
  warner.warn("RuntimeWarning", `Ignoring unimportable $PYTHONBREAKPOINT: "${path}"`);
  return None;
}

function breakpoint(args: Value[], keywords: Keywords): Value {
  const { $breakpointhook: current } = sys.module as unknown as { $breakpointhook?: Value };
  if (current === undefined) throw runtimeError("lost sys.breakpointhook");
  return callWith(current, args, keywords);
}

export const breakpointFunction = (): Native => nativeFunction("breakpoint(*args, **kws)", breakpoint);
