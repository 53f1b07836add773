// The module `_thread`, on which CPython's `threading` stands.

import { currentThread, mainThread } from "../../asyncio/threads.ts";
import { interrupt } from "../../host/interrupts.ts";
import { callMethod } from "../../runtime/attributes.ts";
import { call } from "../../runtime/calls.ts";
import { Dict } from "../../runtime/containers/dict.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { typeError, valueError } from "../../runtime/errors.ts";
import { exceptionTypes, makeException } from "../../runtime/exceptions.ts";
import { importNow } from "../../runtime/imports.ts";
import type { Module } from "../../runtime/modules.ts";
import { index, truth } from "../../runtime/protocols.ts";
import { special } from "../../runtime/types.ts";
import { Float, None, type Value } from "../../runtime/values.ts";
import { moduleFrom } from "../define.ts";
import { createLocalType } from "./local.ts";
import { createLockTypes, Lock } from "./locks.ts";
import { callFrame, countThreads, createHandleType, reporting, startThread, ThreadHandle } from "./start.ts";
import { TIMEOUT_MAX } from "./waiting.ts";

const isCallable = (value: Value): boolean => typeof value === "function" || special(value, "__call__") != null;

function startJoinable(callable: Value, handle: Value = None, daemon: Value = true): Value {
  if (!isCallable(callable)) throw typeError("thread function must be callable");
  if (handle !== None && !(handle instanceof ThreadHandle)) throw typeError("'handle' must be a _ThreadHandle");
  const used = handle instanceof ThreadHandle ? handle : new ThreadHandle();
  startThread(callFrame({ callable, args: [], keywords: new Map() }), used, truth(daemon), reporting(callable));
  return used as Value;
}

function startNew(callable: Value, args: Value, keywords?: Value): Value {
  if (!isCallable(callable)) throw typeError("first arg must be callable");
  if (!(args instanceof Tuple)) throw typeError("2nd arg must be a tuple");
  if (keywords !== undefined && !(keywords instanceof Dict)) throw typeError("optional 3rd arg must be a dictionary");
  const named = new Map([...(keywords?.entries() ?? [])] as [string, Value][]);
  const frame = callFrame({ callable, args: [...args.items], keywords: named });
  return startThread(frame, new ThreadHandle(), true, reporting(callable)).ident;
}

function makeHandle(ident: Value): Value {
  const handle = new ThreadHandle();
  handle.state = "running";
  handle.thread = ident === mainThread.ident ? mainThread : undefined;
  return handle as Value;
}

/** As if the signal had come: what answers SIGINT does so, and handlers of others are called. */
function interruptMain(signal: Value = SIGINT): Value {
  if (signal === SIGINT) interrupt(currentThread === mainThread);
  else {
    const handler = callMethod(importNow("signal"), "getsignal", signal);
    if (typeof handler === "function") call(handler, signal, None);
  }
  return None;
}
const SIGINT = 2;

/** What programs have asked for; nothing depends on it. */
let wantedStack = 0;

function stackSize(size: Value = 0): number {
  const wanted = Number(index(size));
  if (wanted !== 0 && wanted < 32768) throw valueError(`size not valid: ${wanted} bytes`);
  const before = wantedStack;
  if (arguments.length > 0) wantedStack = wanted;
  return before;
}

export function createThread(): Module {
  const { lock, RLock } = createLockTypes();
  return moduleFrom("_thread", {
    doc: "This module provides primitive operations to write multi-threaded programs.",
    functions: {
      "allocate_lock()": () => new Lock(),
      "get_ident()": () => currentThread.ident,
      "get_native_id()": () => currentThread.ident,
      "_count()": countThreads,
      "_get_main_thread_ident()": () => mainThread.ident,
      "_is_main_interpreter()": () => true,
      // Who runs the program waits for its threads (`joinAll`).
      "_shutdown()": () => None,
      "_make_thread_handle(ident, /)": makeHandle,
      "daemon_threads_allowed()": () => true,
      "start_joinable_thread(function, handle=None, daemon=True)": startJoinable,
      "start_new_thread(function, args, kwargs={}, /)": startNew,
      "stack_size(size=0, /)": stackSize,
      "set_name(name)": () => None,
      "exit()": () => {
        throw makeException(exceptionTypes.get("SystemExit")!, []);
      },
      "interrupt_main(signum=2, /)": interruptMain,
    },
    types: [RLock, createHandleType(), createLocalType()],
    attributes: {
      lock,
      LockType: lock,
      error: exceptionTypes.get("RuntimeError")!,
      TIMEOUT_MAX: new Float(TIMEOUT_MAX),
    },
  });
}
