// The module `_signal`, under CPython's `signal`. A handler runs when the host has a turn: in an event loop that runs it
// is the loop's next entry, and what it raises ends the loop, as in CPython it ends whatever runs. That of SIGINT runs in
// the middle of a computation as well.

import type { EventLoop } from "../asyncio/loop.ts";
import { latestLoop, runningLoop } from "../asyncio/state.ts";
import { currentThread, mainThread } from "../asyncio/threads.ts";
import { interrupt, isAnswered } from "../host/interrupts.ts";
import { call } from "../runtime/calls.ts";
import { PySet } from "../runtime/containers/set.ts";
import { typeError, valueError } from "../runtime/errors.ts";
import { exceptionTypes, makeException } from "../runtime/exceptions.ts";
import type { Module } from "../runtime/modules.ts";
import { nativeFunction } from "../runtime/native.ts";
import { index } from "../runtime/protocols.ts";
import { pythonStack } from "../runtime/stack.ts";
import { special } from "../runtime/types.ts";
import { None, type Value } from "../runtime/values.ts";
import { moduleFrom } from "./define.ts";
import { asking, environment } from "./environment.ts";

const SIG_DFL = 0;
const SIG_IGN = 1;
const SIGINT = 2;
const LAST = 64;

/** The names of Linux, from 1. */
const NAMES =
  "SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV SIGUSR2 SIGPIPE SIGALRM SIGTERM SIGSTKFLT SIGCHLD SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU SIGURG SIGXCPU SIGXFSZ SIGVTALRM SIGPROF SIGWINCH SIGIO SIGPWR SIGSYS".split(
    " ",
  );
const TEXTS =
  "Hangup;Interrupt;Quit;Illegal instruction;Trace/breakpoint trap;Aborted;Bus error;Floating point exception;Killed;User defined signal 1;Segmentation fault;User defined signal 2;Broken pipe;Alarm clock;Terminated;Stack fault;Child exited;Continued;Stopped (signal);Stopped;Stopped (tty input);Stopped (tty output);Urgent I/O condition;CPU time limit exceeded;File size limit exceeded;Virtual timer expired;Profiling timer expired;Window changed;I/O possible;Power failure;Bad system call".split(
    ";",
  );

const handlers = new Map<number, { handler: Value; undo: () => void }>();

function numberOf(value: Value): number {
  const signal = Number(index(value));
  if (!(signal >= 1 && signal <= LAST)) throw valueError("signal number out of range");
  return signal;
}

const defaultIntHandler = nativeFunction(
  "default_int_handler(signalnum, frame, /)",
  (): Value => {
    throw makeException(exceptionTypes.get("KeyboardInterrupt")!, []);
  },
  "_signal",
);

function getsignal(value: Value): Value {
  const signal = numberOf(value);
  return handlers.get(signal)?.handler ?? (signal === SIGINT ? defaultIntHandler : signal === 13 ? SIG_IGN : SIG_DFL);
}

/** Runs a handler where the program can see what it raises: in the loop that runs or waits, if there is one. */
function deliver(handler: Value, signal: number, isComputing: boolean): void {
  if (isComputing) {
    call(handler, signal, pythonStack()[0] ?? None);
    return;
  }
  const run = (): void => void call(handler, signal, None);
  const loop = (runningLoop ?? latestLoop) as EventLoop | null;
  if (loop?.isRunning()) loop.push({ run$: run });
  else run();
}

function setHandler(value: Value, handler: Value): Value {
  const signal = numberOf(value);
  const isCallable = typeof handler === "function" || special(handler, "__call__") != null;
  const action = isCallable ? undefined : Number(index(handler));
  if (action !== undefined && action !== SIG_DFL && action !== SIG_IGN) {
    throw typeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
  }
  const before = getsignal(signal);
  handlers.get(signal)?.undo();
  handlers.delete(signal);
  if (handler === defaultIntHandler || (action === SIG_DFL && signal !== SIGINT)) return before;
  if (action === SIG_DFL) {
    handlers.set(signal, { handler, undo() {} });
    return before;
  }
  const callback = action === SIG_IGN ? () => {} : (isComputing: boolean) => deliver(handler, signal, isComputing);
  const undo = asking(() => environment.host.processes.onSignal(signal, callback));
  handlers.set(signal, { handler, undo });
  return before;
}

/**
 * Sends a signal to this process. What the program set runs before the call returns; what a loop or a runner set, when
 * the loop has its turn. In another thread than the main one it waits for that.
 */
export function raiseSignal(signal: number): void {
  const { processId, processes } = environment.host;
  const handler = signal >= 1 && signal <= LAST ? getsignal(signal) : SIG_DFL;
  if (handler === SIG_IGN && handlers.has(signal)) return;
  const isOurs = handlers.has(signal) || (signal === SIGINT && runningLoop === null);
  if (isOurs && typeof handler !== "number" && currentThread === mainThread) {
    call(handler, signal, pythonStack()[0] ?? None);
  } else if (signal === SIGINT && isAnswered()) {
    // Not by way of the system: the thread that watches for interrupts leaves the signal to it for a moment after each.
    environment.host.soon(() => interrupt(false));
  } else asking(() => processes.kill(processId(), signal));
}

function strsignal(value: Value): Value {
  return TEXTS[numberOf(value) - 1] ?? None;
}

export function createSignal(): Module {
  const all = (): Value => {
    const set = new PySet();
    for (let signal = 1; signal <= LAST; signal++) if (signal < 32 || signal > 33) set.add(signal);
    return set;
  };
  return moduleFrom("_signal", {
    doc: "This module provides mechanisms to use signal handlers in Python.",
    attributes: {
      ...Object.fromEntries(NAMES.map((name, i) => [name, i + 1])),
      SIGCLD: 17,
      SIGPOLL: 29,
      SIGRTMIN: 34,
      SIGRTMAX: LAST,
      NSIG: LAST + 1,
      SIG_DFL,
      SIG_IGN,
      SIG_BLOCK: 0,
      SIG_UNBLOCK: 1,
      SIG_SETMASK: 2,
      ITIMER_REAL: 0,
      ITIMER_VIRTUAL: 1,
      ITIMER_PROF: 2,
      default_int_handler: defaultIntHandler,
    },
    functions: {
      "signal(signalnum, handler, /)": setHandler,
      "getsignal(signalnum, /)": getsignal,
      "raise_signal(signalnum, /)": (value: Value) => {
        raiseSignal(numberOf(value));
        return None;
      },
      "strsignal(signalnum, /)": strsignal,
      "valid_signals()": all,
      "siginterrupt(signalnum, flag, /)": () => None,
      "set_wakeup_fd(fd, /, *, warn_on_full_buffer=True)": () => -1,
    },
  });
}
