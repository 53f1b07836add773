// The package `asyncio`: all names, and the submodules that share them.

import { setDefaultClock } from "../../asyncio/loop.ts";
import { List } from "../../runtime/containers/list.ts";
import { exceptionTypes } from "../../runtime/exceptions.ts";
import { modules } from "../../runtime/imports.ts";
import { Module } from "../../runtime/modules.ts";
import type { Value } from "../../runtime/values.ts";
import { contextTypes } from "../contextvars.ts";
import { environment } from "../environment.ts";
import { lazily, pythonFunction } from "./define.ts";
import { ALL_COMPLETED, CompletionType, FIRST_COMPLETED, FIRST_EXCEPTION, functions } from "./functions.ts";
import { Future, GatheringType, Task } from "./futures.ts";
import { installHooks } from "./hooks.ts";
import { lockTypes } from "./locks.ts";
import {
  AbstractEventLoop,
  BaseEventLoop,
  BaseSelectorEventLoop,
  Handle,
  SelectorEventLoop,
  TimerHandle,
} from "./loop.ts";
import { AbstractEventLoopPolicy, DefaultEventLoopPolicy } from "./policy.ts";
import { queueTypes } from "./queues.ts";
import { Runner, run, TaskGroup, Timeout, timeout, timeoutAt } from "./scopes.ts";

installHooks();

const exception = (name: string): Value => exceptionTypes.get(name)!;

/** The names of each submodule; those that begin with an underscore are not in `asyncio` itself. */
const contents = lazily((): Record<string, Record<string, Value>> => {
  const { Queue, PriorityQueue, LifoQueue } = queueTypes();
  const result: Record<string, Record<string, Value>> = {
    base_events: { BaseEventLoop: BaseEventLoop() },
    coroutines: {},
    events: {
      AbstractEventLoopPolicy: AbstractEventLoopPolicy(),
      AbstractEventLoop: AbstractEventLoop(),
      Handle: Handle(),
      TimerHandle: TimerHandle(),
    },
    exceptions: {
      BrokenBarrierError: exception("BrokenBarrierError"),
      CancelledError: exception("CancelledError"),
      InvalidStateError: exception("InvalidStateError"),
      TimeoutError: exception("TimeoutError"),
    },
    futures: { Future: Future() },
    locks: { ...lockTypes() },
    queues: {
      Queue,
      PriorityQueue,
      LifoQueue,
      QueueEmpty: exception("QueueEmpty"),
      QueueFull: exception("QueueFull"),
      QueueShutDown: exception("QueueShutDown"),
    },
    runners: { Runner: Runner(), run: run() },
    selector_events: { _BaseSelectorEventLoop: BaseSelectorEventLoop() },
    taskgroups: { TaskGroup: TaskGroup() },
    tasks: {
      Task: Task(),
      FIRST_COMPLETED,
      FIRST_EXCEPTION,
      ALL_COMPLETED,
      _GatheringFuture: GatheringType(),
      _AsCompletedIterator: CompletionType(),
    },
    threads: {},
    timeouts: {
      Timeout: Timeout(),
      timeout: pythonFunction("timeout(delay)", timeout, "asyncio.timeouts"),
      timeout_at: pythonFunction("timeout_at(when)", timeoutAt, "asyncio.timeouts"),
    },
    unix_events: {
      SelectorEventLoop: SelectorEventLoop(),
      EventLoop: SelectorEventLoop(),
      DefaultEventLoopPolicy: DefaultEventLoopPolicy(),
    },
  };
  for (const f of functions()) result[f.module!.slice("asyncio.".length)]![f.signature.name] = f;
  return result;
});

const NAMES = [
  "base_events",
  "coroutines",
  "events",
  "exceptions",
  "futures",
  "locks",
  "queues",
  "runners",
  "selector_events",
  "taskgroups",
  "tasks",
  "threads",
  "timeouts",
  "unix_events",
];

function submodule(name: string): Module {
  const module = new Module(`asyncio.${name}`);
  module.$__package__ = "asyncio";
  for (const [key, value] of Object.entries(contents()[name]!)) module[`$${key}`] = value;
  module.$__all__ = publicNames(contents()[name]!);
  return module;
}

const publicNames = (names: object): Value => new List(Object.keys(names).filter((name) => !name.startsWith("_")));

function createAsyncio(): Module {
  setDefaultClock(environment.host);
  // Tasks and handles have contexts, whoever imports them.
  contextTypes();
  const asyncio = new Module("asyncio", "The asyncio package, tracking PEP 3156.");
  asyncio.$__package__ = "asyncio";
  asyncio.$__path__ = new List([]);
  const all: Record<string, Value> = {};
  for (const name of NAMES) {
    for (const [key, value] of Object.entries(contents()[name]!)) {
      if (!key.startsWith("_") || key.startsWith("_get_") || key.startsWith("_set_")) all[key] = value;
    }
  }
  for (const [key, value] of Object.entries(all)) asyncio[`$${key}`] = value;
  asyncio.$__all__ = publicNames(all);
  for (const name of NAMES) {
    const module = submodule(name);
    modules.set(`asyncio.${name}`, module);
    asyncio[`$${name}`] = module;
  }
  return asyncio;
}

export const asyncioModules: Record<string, (name: string) => Module> = {
  asyncio: createAsyncio,
  ...Object.fromEntries(NAMES.map((name) => [`asyncio.${name}`, () => submodule(name)])),
};
