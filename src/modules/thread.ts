// The module `_thread`, for programs of one thread: locks that only count. A lock that is held cannot be waited for,
// since nobody else runs who could release it.

import { runtimeError, typeError } from "../runtime/errors.ts";
import { exceptionTypes, makeException } from "../runtime/exceptions.ts";
import type { Module } from "../runtime/modules.ts";
import { nativeType, newInstance } from "../runtime/native.ts";
import { address, truth } from "../runtime/protocols.ts";
import { typeOf } from "../runtime/types.ts";
import { Float, None, type Value } from "../runtime/values.ts";
import { moduleFrom } from "./define.ts";

class Lock {
  count = 0;
}

class RLock extends Lock {}

/** The main thread's identifier. */
const MAIN = 1;

function acquire(self: Lock, blocking: Value = true): boolean {
  if (self.count > 0 && !(self instanceof RLock)) {
    if (truth(blocking)) throw runtimeError("deadlock: the lock is held, and nothing can release it");
    return false;
  }
  self.count++;
  return true;
}

function release(self: Lock): Value {
  if (self.count === 0) {
    throw runtimeError(self instanceof RLock ? "cannot release un-acquired lock" : "release unlocked lock");
  }
  self.count--;
  return None;
}

const lockType = (name: string, ctor: new () => Lock) =>
  nativeType({
    name,
    module: "_thread",
    ctor,
    create: (cls) => newInstance(cls),
    methods: {
      "acquire(blocking=True, timeout=-1)": acquire,
      "release()": release,
      "locked()": (self: Lock) => self.count > 0,
      "__enter__()": acquire,
      "__exit__(*exc_info)": release,
      "_is_owned()": (self: Lock) => self.count > 0,
      "_at_fork_reinit()": (self: Lock) => {
        self.count = 0;
        return None;
      },
    },
    special: {
      __repr__: (self: Lock) => {
        const { tp } = typeOf(self);
        const state = self.count > 0 ? "locked" : "unlocked";
        const owner = self instanceof RLock ? ` owner=${self.count > 0 ? MAIN : 0} count=${self.count}` : "";
        return `<${state} ${tp.module}.${tp.name} object${owner} at ${address(self)}>`;
      },
    },
  });

/** What `threading` holds of a thread. There is only the main one, which is never done. */
class ThreadHandle {
  ident = 0;
  done = false;
}

const threadHandle = () =>
  nativeType({
    name: "_ThreadHandle",
    module: "_thread",
    ctor: ThreadHandle,
    create: (cls) => newInstance(cls),
    methods: {
      "join(timeout=-1, /)": () => None,
      "is_done()": (self: ThreadHandle) => self.done,
      "_set_done()": (self: ThreadHandle) => {
        self.done = true;
        return None;
      },
    },
    getters: { ident: (self: ThreadHandle) => self.ident },
    special: { __repr__: (self: ThreadHandle) => `<_ThreadHandle object: ident=${self.ident}>` },
  });

/** Attributes of the one thread are ordinary attributes. */
class Local {}

const localType = () =>
  nativeType({
    name: "_local",
    module: "_thread",
    ctor: Local,
    hasDict: true,
    create: (cls, args, keywords) => {
      if ((args.length > 0 || keywords !== undefined) && cls.tp.init === undefined) {
        throw typeError("Initialization arguments are not supported");
      }
      return newInstance(cls);
    },
  });

const noThread = (): never => {
  throw runtimeError("can't start new thread");
};

export function createThread(): Module {
  const lock = lockType("lock", Lock);
  return moduleFrom("_thread", {
    doc: "This module provides primitive operations to write multi-threaded programs.",
    functions: {
      "allocate_lock()": () => new Lock(),
      "get_ident()": () => MAIN,
      "get_native_id()": () => MAIN,
      "_count()": () => 0,
      "_get_main_thread_ident()": () => MAIN,
      "_is_main_interpreter()": () => true,
      "_shutdown()": () => None,
      "_make_thread_handle(ident, /)": (ident: number) => {
        const handle = new ThreadHandle();
        handle.ident = ident;
        return handle;
      },
      "daemon_threads_allowed()": () => true,
      "start_joinable_thread(function, handle=None, daemon=True)": noThread,
      "start_new_thread(function, args, kwargs={}, /)": noThread,
      "stack_size(size=0, /)": () => 0,
      "interrupt_main(signum=2, /)": () => {
        throw makeException(exceptionTypes.get("KeyboardInterrupt")!, []);
      },
    },
    types: [lockType("RLock", RLock), threadHandle(), localType()],
    attributes: {
      lock,
      LockType: lock,
      error: exceptionTypes.get("RuntimeError")!,
      TIMEOUT_MAX: new Float(9223372036),
    },
  });
}
