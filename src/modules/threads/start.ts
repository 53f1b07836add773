// Starting threads, and their handles.

import { copyContext } from "../../asyncio/contextvars.ts";
import { Coroutine, SUSPENDED } from "../../asyncio/coroutine.ts";
import { runRoot } from "../../asyncio/drive.ts";
import { nativeCode } from "../../asyncio/native.ts";
import { currentThread, makeReady, Thread } from "../../asyncio/threads.ts";
import { callKwS } from "../../runtime/blocking.ts";
import { runtimeError } from "../../runtime/errors.ts";
import { asException, exceptionTypes } from "../../runtime/exceptions.ts";
import { nativeType, newInstance } from "../../runtime/native.ts";
import { repr } from "../../runtime/protocols.ts";
import { formatException } from "../../runtime/traceback.ts";
import { isInstance, type Type } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { blocks } from "../define.ts";
import { writeWarning } from "../warnings/state.ts";
import { Waiter, waitFor, waitInPlace } from "./waiting.ts";

type Frame = globalThis.Generator<Value, Value, Value>;

/** What is called in a thread. */
export interface Call {
  readonly callable: Value;
  readonly args: Value[];
  readonly keywords: Map<string, Value>;
}

const THREAD = nativeCode("thread");

/** Runs a call in a frame that can be suspended. */
export function* callFrame({ callable, args, keywords }: Call): Frame {
  const result: unknown = callKwS(callable, args, [...keywords.keys()], [...keywords.values()]);
  return (result === SUSPENDED ? yield undefined as never : result) as Value;
}

/** Threads that have begun and not ended, and those among them that the program waits for at its end. */
const alive = new Set<ThreadHandle>();

export const countThreads = (): number => alive.size;

/** The states of a thread, as its handle shows them. */
type State = "not started" | "running" | "done";

export class ThreadHandle {
  state: State = "not started";
  thread: Thread | undefined = undefined;
  isDaemon = false;
  readonly waiters = new Set<Waiter>();

  end(): void {
    this.state = "done";
    alive.delete(this);
    for (const waiter of [...this.waiters]) waiter.wake();
  }
}

/** Starts a thread that runs a frame: it begins when whoever starts it waits. `failed` is told what the frame raises. */
export function startThread(
  frame: Frame,
  handle: ThreadHandle,
  isDaemon: boolean,
  failed: (error: unknown) => void,
): Thread {
  if (handle.state !== "not started") throw runtimeError("thread already started");
  handle.thread ??= new Thread();
  handle.state = "running";
  handle.isDaemon = isDaemon;
  alive.add(handle);
  const context = copyContext();
  const root = new Coroutine(frame, THREAD);
  const done = (outcome: unknown, hasFailed: boolean): void => {
    handle.end();
    if (hasFailed) failed(outcome);
  };
  makeReady(() => runRoot(root, context, done, handle.thread));
  return handle.thread;
}

/** What a thread raises that nobody handles. */
export const reporting =
  (callable: Value) =>
  (outcome: unknown): void => {
    const error = asException(outcome);
    if (isInstance(error, exceptionTypes.get("SystemExit")!)) return;
    writeWarning(`Exception ignored in thread started by ${repr(callable)}:\n${formatException(error)}`);
  };

// ---- joining

function joiner(self: ThreadHandle, timeout: Value | undefined): Waiter {
  if (self.state === "not started") throw runtimeError("thread not started");
  if (self.thread === currentThread && self.state !== "done") throw runtimeError("Cannot join current thread");
  const seconds = timeout === undefined || timeout === None ? -1 : Number(timeout.valueOf());
  const waiter = new Waiter(seconds < 0 ? undefined : seconds);
  self.waiters.add(waiter);
  return waiter;
}

const isDone = (self: ThreadHandle) => (): boolean => self.state === "done";

function join(self: ThreadHandle, timeout?: Value): Value {
  const waiter = joiner(self, timeout);
  try {
    waitInPlace(waiter, isDone(self));
  } finally {
    self.waiters.delete(waiter);
  }
  return None;
}

function* joinFrame(self: ThreadHandle, timeout?: Value): globalThis.Generator<undefined, Value, unknown> {
  const waiter = joiner(self, timeout);
  try {
    yield* waitFor(waiter, isDone(self));
  } finally {
    self.waiters.delete(waiter);
  }
  return None;
}

/** Waits for all threads but daemons. */
export function* joinAll(): globalThis.Generator<undefined, Value, unknown> {
  for (;;) {
    const next = [...alive].find((handle) => !handle.isDaemon && handle.thread !== currentThread);
    if (next === undefined) return None;
    yield* joinFrame(next);
  }
}

export function createHandleType(): Type {
  const type = nativeType({
    name: "_ThreadHandle",
    module: "_thread",
    ctor: ThreadHandle,
    create: (cls) => newInstance(cls),
    methods: {
      "join(timeout=None, /)": join,
      "is_done()": (self: ThreadHandle) => self.state === "done",
      "_set_done()": (self: ThreadHandle) => {
        if (self.state === "not started") throw runtimeError("thread not started");
        self.end();
        return None;
      },
    },
    getters: { ident: (self: ThreadHandle) => self.thread?.ident ?? 0 },
    special: { __repr__: (self: ThreadHandle) => `<_ThreadHandle object: ident=${self.thread?.ident ?? 0}>` },
  });
  blocks(type, "join", joinFrame);
  return type;
}
