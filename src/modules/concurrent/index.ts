// The modules `concurrent` and `concurrent.futures`. Where CPython hands out results as they come (`map`, `as_completed`),
// the call itself waits until all are there: an iterator could not be suspended.

import { genericAlias } from "../../runtime/containers/genericalias.ts";
import { List } from "../../runtime/containers/list.ts";
import { makeSet } from "../../runtime/containers/set.ts";
import { typeError, valueError } from "../../runtime/errors.ts";
import { exceptionTypes } from "../../runtime/exceptions.ts";
import type { Module } from "../../runtime/modules.ts";
import { nativeType, newInstance } from "../../runtime/native.ts";
import { index, iter, iteratorObject, toArray, truth } from "../../runtime/protocols.ts";
import type { Native } from "../../runtime/signature.ts";
import { None, type Value } from "../../runtime/values.ts";
import { blocks, moduleFrom } from "../define.ts";
import { structSequence } from "../structseq.ts";
import {
  atOnce,
  CancelledError,
  FutureError,
  futureType,
  InvalidStateError,
  secondsOf,
  type ThreadFuture,
  timedOut,
  waited,
} from "./future.ts";
import { BrokenExecutor, ThreadPoolExecutor, Work } from "./pool.ts";

type Frame = globalThis.Generator<Value, Value, Value>;

// ---- executors --------------------------------------------------------------------------------------------------------------

function submitAll(self: ThreadPoolExecutor, callable: Value, iterables: Value[]): ThreadFuture[] {
  const columns = iterables.map(toArray);
  const length = columns.length === 0 ? 0 : Math.min(...columns.map((column) => column.length));
  return Array.from({ length }, (_, i) =>
    self.submit(
      callable,
      columns.map((column) => column[i]!),
      undefined,
    ),
  );
}

const listIterator = (items: Value[]): Value => iteratorObject(iter(new List(items)));
const allDone = (futures: Iterable<ThreadFuture>) => (): boolean => [...futures].every((future) => future.isDone);

function* results(futures: ThreadFuture[]): globalThis.Generator<Value, Value, Value> {
  for (const future of futures) yield future.outcome();
  return None;
}

/** What `map` gives: the results in order, each raising what its call raised. */
class Results {
  private readonly frame: Frame;
  constructor(futures: ThreadFuture[]) {
    this.frame = results(futures);
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    const step = this.frame.next();
    return step.done ? undefined : step.value;
  }
}

type Waiting = globalThis.Generator<Value, boolean, Value>;
const waiting = (futures: Iterable<ThreadFuture>, ready: () => boolean, seconds: number | undefined): Waiting =>
  waited([...futures], ready, seconds) as unknown as Waiting;

function createTypes() {
  nativeType({
    name: "generator",
    ctor: Results as unknown as new () => object,
    special: { __iter__: (self: Results) => self as Value, __next__: (self: Results) => self.next$() ?? None },
  });
  const executor = nativeType({
    name: "Executor",
    module: "concurrent.futures._base",
    hasDict: true,
    ctor: class Executor {},
  });
  const pool = nativeType({
    name: "ThreadPoolExecutor",
    module: "concurrent.futures.thread",
    base: executor,
    ctor: ThreadPoolExecutor,
    hasDict: true,
    create: (cls) => newInstance(cls),
    methods: {
      "__init__(max_workers=None, thread_name_prefix='', initializer=None, initargs=())": (
        self: ThreadPoolExecutor,
        workers?: Value,
        prefix?: Value,
        initializer?: Value,
        initargs?: Value,
      ) => {
        if (workers !== undefined && workers !== None) self.maxWorkers = Number(index(workers));
        if (self.maxWorkers <= 0) throw valueError("max_workers must be greater than 0");
        self.initializer = initializer ?? None;
        if (self.initializer !== None && typeof self.initializer !== "function" && typeof self.initializer !== "object")
          throw typeError("initializer must be a callable");
        self.initargs = initargs === undefined ? [] : toArray(initargs);
        if (typeof prefix === "string" && prefix !== "") self.prefix = prefix;
        return None;
      },
      "submit(fn, /, *args, **kwargs)": (
        self: ThreadPoolExecutor,
        callable: Value,
        args: Value[],
        keywords?: Map<string, Value>,
      ) => self.submit(callable, args, keywords) as Value,
      "map(fn, *iterables, timeout=None, chunksize=1, buffersize=None)": (
        self: ThreadPoolExecutor,
        callable: Value,
        iterables: Value[],
        timeout?: Value,
      ) => {
        const futures = submitAll(self, callable, iterables);
        if (!atOnce(allDone(futures), secondsOf(timeout))) throw timedOut();
        return new Results(futures) as Value;
      },
      "shutdown(wait=True, *, cancel_futures=False)": (self: ThreadPoolExecutor, wait?: Value, cancel?: Value) => {
        self.shutdown(truth(cancel ?? false));
        if (truth(wait ?? true)) atOnce(() => self.pending.size === 0, undefined);
        return None;
      },
      "__enter__()": (self: ThreadPoolExecutor) => self as Value,
      "__exit__(exc_type, exc_val, exc_tb)": (self: ThreadPoolExecutor) => {
        self.shutdown(false);
        atOnce(() => self.pending.size === 0, undefined);
        return false;
      },
    },
  });
  const ended = (self: ThreadPoolExecutor): Waiting => waiting(self.pending, () => self.pending.size === 0, undefined);
  blocks(pool, "map", function* (self: ThreadPoolExecutor, f: Value, iterables: Value[], timeout?: Value): Frame {
    const futures = submitAll(self, f, iterables);
    if (!(yield* waiting(futures, allDone(futures), secondsOf(timeout)))) throw timedOut();
    return new Results(futures) as Value;
  });
  blocks(pool, "shutdown", function* (self: ThreadPoolExecutor, wait?: Value, cancel?: Value): Frame {
    self.shutdown(truth(cancel ?? false));
    if (truth(wait ?? true)) yield* ended(self);
    return None;
  });
  blocks(pool, "__exit__", function* (self: ThreadPoolExecutor): Frame {
    self.shutdown(false);
    yield* ended(self);
    return false;
  });
  const workItem = nativeType({
    name: "_WorkItem",
    module: "concurrent.futures.thread",
    ctor: Work,
    open: true,
    classMethods: { "__class_getitem__(object, /)": genericAlias },
  });
  return { Executor: executor, ThreadPoolExecutor: pool, _WorkItem: workItem };
}

// ---- wait and as_completed --------------------------------------------------------------------------------------------------

function readiness(futures: ThreadFuture[], when: Value): () => boolean {
  if (when === "ALL_COMPLETED") return allDone(futures);
  if (when === "FIRST_COMPLETED") return () => futures.length === 0 || futures.some((future) => future.isDone);
  if (when !== "FIRST_EXCEPTION") throw valueError(`Invalid return condition: '${String(when)}'`);
  return () => allDone(futures)() || futures.some((future) => future.error !== undefined);
}

const unique = (fs: Value): ThreadFuture[] => [...new Set(toArray(fs) as unknown as ThreadFuture[])];

/** The order in which futures get done, from now on. */
function observed(futures: ThreadFuture[]): { order: ThreadFuture[]; stop(): void } {
  const order = futures.filter((future) => future.isDone);
  const stops = futures
    .filter((future) => !future.isDone)
    .map((future) => {
      const note = (): void => void order.push(future);
      future.watchers.add(note);
      return () => future.watchers.delete(note);
    });
  return { order, stop: () => stops.forEach((stop) => void stop()) };
}

const unfinished = (futures: ThreadFuture[]): Error =>
  timedOut(`${futures.filter((future) => !future.isDone).length} (of ${futures.length}) futures unfinished`);

export function createConcurrent(): Module {
  const module = moduleFrom("concurrent", {});
  module.$__path__ = new List([]);
  return module;
}

export function createFutures(): Module {
  const results = structSequence("DoneAndNotDoneFutures", "concurrent.futures._base", ["done", "not_done"]);
  const sorted = (futures: ThreadFuture[]): Value =>
    results([
      makeSet(futures.filter((future) => future.isDone) as Value[]),
      makeSet(futures.filter((future) => !future.isDone) as Value[]),
    ]);
  const module = moduleFrom("concurrent.futures", {
    doc: "Execute computations asynchronously using threads or processes.",
    functions: {
      "wait(fs, timeout=None, return_when='ALL_COMPLETED')": (fs: Value, timeout?: Value, when?: Value) => {
        const futures = unique(fs);
        atOnce(readiness(futures, when ?? "ALL_COMPLETED"), secondsOf(timeout));
        return sorted(futures);
      },
      "as_completed(fs, timeout=None)": (fs: Value, timeout?: Value) => {
        const futures = unique(fs);
        const { order, stop } = observed(futures);
        const isDone = atOnce(allDone(futures), secondsOf(timeout));
        stop();
        if (!isDone) throw unfinished(futures);
        return listIterator(order as Value[]);
      },
    },
    attributes: {
      Future: futureType,
      Error: FutureError,
      CancelledError,
      InvalidStateError,
      BrokenExecutor,
      TimeoutError: exceptionTypes.get("TimeoutError")!,
      FIRST_COMPLETED: "FIRST_COMPLETED",
      FIRST_EXCEPTION: "FIRST_EXCEPTION",
      ALL_COMPLETED: "ALL_COMPLETED",
      ...createTypes(),
    },
  });
  // Programs import its parts too.
  module.$__path__ = new List([]);
  const setFrame = (name: string, frame: (...args: never[]) => Frame): void => {
    (module[`$${name}`] as Native & { frame?: unknown }).frame = frame;
  };
  setFrame("wait", function* (fs: Value, timeout?: Value, when?: Value): Frame {
    const futures = unique(fs);
    yield* waiting(futures, readiness(futures, when ?? "ALL_COMPLETED"), secondsOf(timeout));
    return sorted(futures);
  });
  setFrame("as_completed", function* (fs: Value, timeout?: Value): Frame {
    const futures = unique(fs);
    const { order, stop } = observed(futures);
    const isDone = yield* waiting(futures, allDone(futures), secondsOf(timeout));
    stop();
    if (!isDone) throw unfinished(futures);
    return listIterator(order as Value[]);
  });
  return module;
}
