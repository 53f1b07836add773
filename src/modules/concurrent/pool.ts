// `ThreadPoolExecutor`. A worker ends when nothing is left to do, and the next one goes on in its place, under its name and
// as the same thread: nobody can tell that from a worker that waited.

import { Thread } from "../../asyncio/threads.ts";
import { callMethod, getattr } from "../../runtime/attributes.ts";
import { callKw } from "../../runtime/calls.ts";
import { delitem, setitem } from "../../runtime/containers/items.ts";
import { runtimeError } from "../../runtime/errors.ts";
import { asException, exceptionTypes, makeException } from "../../runtime/exceptions.ts";
import { modules } from "../../runtime/imports.ts";
import { nativeType } from "../../runtime/native.ts";
import { formatException } from "../../runtime/traceback.ts";
import { None, type Value } from "../../runtime/values.ts";
import { type Call, callFrame, startThread, ThreadHandle } from "../threads/start.ts";
import { writeWarning } from "../warnings/state.ts";
import { ThreadFuture } from "./future.ts";

type Frame = globalThis.Generator<Value, Value, Value>;

export const BrokenExecutor = nativeType({
  name: "BrokenExecutor",
  module: "concurrent.futures._base",
  base: exceptionTypes.get("RuntimeError")!,
  hasDict: true,
});
export const BrokenThreadPool = nativeType({
  name: "BrokenThreadPool",
  module: "concurrent.futures.thread",
  base: BrokenExecutor,
  hasDict: true,
});

/** A call that waits for a worker: `_WorkItem`. */
export class Work implements Call {
  readonly future: ThreadFuture;
  readonly callable: Value;
  readonly args: Value[];
  readonly keywords: Map<string, Value>;
  constructor(future: ThreadFuture, callable: Value, args: Value[], keywords: Map<string, Value>) {
    this.future = future;
    this.callable = callable;
    this.args = args;
    this.keywords = keywords;
  }
}

/** CPython's default for a machine of eight processors. */
const DEFAULT_WORKERS = 12;

interface Worker {
  readonly thread: Thread;
  readonly name: string;
  isInitialized: boolean;
}

let pools = 0;

export class ThreadPoolExecutor {
  maxWorkers = DEFAULT_WORKERS;
  prefix = `ThreadPoolExecutor-${pools++}`;
  initializer: Value = None;
  initargs: Value[] = [];
  isShutDown = false;
  isBroken = false;
  waiting: Work[] = [];
  /** All workers that there have been, and those that have nothing to do. */
  workers = 0;
  readonly idle: Worker[] = [];
  /** All that are not done. */
  readonly pending = new Set<ThreadFuture>();

  submit(callable: Value, args: Value[], keywords: Map<string, Value> | undefined): ThreadFuture {
    if (this.isBroken) throw makeException(BrokenThreadPool, [BROKEN]);
    if (this.isShutDown) throw runtimeError("cannot schedule new futures after shutdown");
    const future = new ThreadFuture();
    this.pending.add(future);
    future.watchers.add(() => this.pending.delete(future));
    this.waiting.push(new Work(future, callable, args, keywords ?? new Map()));
    const worker = this.idle.pop() ?? this.newWorker();
    if (worker !== undefined) this.start(worker);
    return future;
  }

  private newWorker(): Worker | undefined {
    if (this.workers === this.maxWorkers) return undefined;
    return { thread: new Thread(), name: `${this.prefix}_${this.workers++}`, isInitialized: false };
  }

  private start(worker: Worker): void {
    const handle = new ThreadHandle();
    handle.thread = worker.thread;
    startThread(this.run(worker), handle, false, (error) => {
      throw error;
    });
  }

  private *run(worker: Worker): Frame {
    const leave = introduce(worker);
    try {
      if (!worker.isInitialized && !(yield* this.initialize(worker))) return None;
      for (let work = this.waiting.shift(); work !== undefined; work = this.waiting.shift()) {
        if (work.future.begin()) yield* perform(work);
      }
      this.idle.push(worker);
      return None;
    } finally {
      leave();
    }
  }

  private *initialize(worker: Worker): globalThis.Generator<Value, boolean, Value> {
    worker.isInitialized = true;
    if (this.initializer === None) return true;
    try {
      yield* callFrame({ callable: this.initializer, args: this.initargs, keywords: new Map() });
      return true;
    } catch (e) {
      writeWarning(`Exception in initializer:\n${formatException(asException(e))}`);
      this.isBroken = true;
      for (const { future } of this.waiting.splice(0)) {
        if (future.begin()) future.settle(None, makeException(BrokenThreadPool, [BROKEN]));
      }
      return false;
    }
  }

  shutdown(cancelFutures: boolean): void {
    this.isShutDown = true;
    if (cancelFutures) for (const { future } of this.waiting.splice(0)) future.cancel();
  }
}

const BROKEN = "A thread initializer failed, the thread pool is not usable anymore";

function* perform(work: Work): globalThis.Generator<Value, void, Value> {
  let result: Value;
  try {
    result = yield* callFrame(work);
  } catch (e) {
    work.future.settle(None, asException(e));
    return;
  }
  work.future.settle(result ?? None, undefined);
}

/** Tells `threading`, if the program uses it, which thread this is; gives the function that takes it back. */
function introduce({ thread, name }: Worker): () => void {
  const threading = modules.get("threading");
  if (threading === undefined) return () => {};
  const object = callKw(getattr(threading, "Thread"), [], ["name", "daemon"], [name, false]) as Value & {
    $_ident: Value;
  };
  object.$_ident = thread.ident;
  callMethod(getattr(object, "_started"), "set");
  const active = getattr(threading, "_active");
  setitem(active, thread.ident, object);
  return () => delitem(active, thread.ident);
}
