// The module `atexit`: what a program wants done at its end, last registered first.

import { call, callKw } from "../runtime/calls.ts";
import { equal } from "../runtime/comparison.ts";
import { asException } from "../runtime/exceptions.ts";
import type { Module } from "../runtime/modules.ts";
import { repr } from "../runtime/protocols.ts";
import { formatException } from "../runtime/traceback.ts";
import { None, type Value } from "../runtime/values.ts";
import { moduleFrom } from "./define.ts";
import { writeWarning } from "./warnings/state.ts";

interface Registered {
  f: Value;
  args: Value[];
  keywords: Map<string, Value> | undefined;
}

let registered: Registered[] = [];

/** Runs what is registered, once; an exception is reported and the rest still runs. */
export function runExitFunctions(): void {
  while (registered.length > 0) {
    const { f, args, keywords } = registered.pop()!;
    try {
      if (keywords === undefined) call(f, ...args);
      else callKw(f, args, [...keywords.keys()], [...keywords.values()]);
    } catch (e) {
      writeWarning(`Exception ignored in atexit callback ${repr(f)}:\n${formatException(asException(e))}`);
    }
  }
}

export const createAtexit = (): Module =>
  moduleFrom("atexit", {
    doc: "allow programmer to define multiple exit functions to be executed\nupon normal program termination.",
    functions: {
      "register(func, /, *args, **kwargs)": (f: Value, args: Value[], keywords: Map<string, Value> | undefined) => {
        registered.push({ f, args, keywords });
        return f;
      },
      "unregister(func, /)": (f: Value) => {
        registered = registered.filter((each) => !equal(each.f, f));
        return None;
      },
      "_clear()": () => {
        registered = [];
        return None;
      },
      "_run_exitfuncs()": () => {
        runExitFunctions();
        return None;
      },
      "_ncallbacks()": () => registered.length,
    },
  });
