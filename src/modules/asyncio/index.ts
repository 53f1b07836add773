// The package `asyncio`: all names, and the submodules that share them.

import { setDefaultClock } from "../../asyncio/loop.ts";
import { getattr } from "../../runtime/attributes.ts";
import { List } from "../../runtime/containers/list.ts";
import { exceptionTypes } from "../../runtime/exceptions.ts";
import { importNow, modules } from "../../runtime/imports.ts";
import { Module } from "../../runtime/modules.ts";
import type { Native } from "../../runtime/signature.ts";
import { None, type Value } from "../../runtime/values.ts";
import { contextTypes } from "../contextvars.ts";
import { environment } from "../environment.ts";
import { AbstractServer, Server } from "./connections.ts";
import { lazily, pythonFunction } from "./define.ts";
import {
  ALL_COMPLETED,
  COROUTINE_MARK,
  CompletionType,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  functions,
} from "./functions.ts";
import { Future, GatheringType, Task } from "./futures.ts";
import { Handle, TimerHandle } from "./handles.ts";
import { installHooks } from "./hooks.ts";
import { lockTypes } from "./locks.ts";
import { AbstractEventLoop, BaseEventLoop, BaseSelectorEventLoop, SelectorEventLoop } from "./loop.ts";
import { AbstractEventLoopPolicy, DefaultEventLoopPolicy } from "./policy.ts";
import { queueTypes } from "./queues.ts";
import { Runner, run, TaskGroup, Timeout, timeout, timeoutAt } from "./scopes.ts";
import { SendfileNotAvailable } from "./sockets.ts";
import { streamErrors, streamFunctions, streamTypes } from "./streams.ts";
import { DEVNULL, PIPE, processFunctions, processTypes, STDOUT } from "./subprocesses.ts";
import { protocolTypes, TransportSocket, transportTypes } from "./transports.ts";

installHooks();

const exception = (name: string): Value => exceptionTypes.get(name)!;

const byName = (functions: Native[]): Record<string, Value> =>
  Object.fromEntries(functions.map((f) => [f.signature.name, f]));

/** Names, some of which are made when one of them is first asked for: most programs open no connections. */
function deferred(
  ready: Record<string, Value>,
  make: () => Record<string, Value>,
  names: string,
): Record<string, Value> {
  const made = lazily(make);
  for (const name of names.split(" ")) {
    Object.defineProperty(ready, name, { get: () => made()[name], enumerable: true, configurable: true });
  }
  return ready;
}

/** Gives a module the names, those that are not made yet as they are. */
function define(module: Module, names: Record<string, Value>): void {
  for (const [key, { get, value }] of Object.entries(Object.getOwnPropertyDescriptors(names))) {
    const attribute = `$${key}` as const;
    if (get === undefined) {
      module[attribute] = value;
      continue;
    }
    const settle = (made: Value | undefined): void => {
      Object.defineProperty(module, attribute, { value: made, writable: true, enumerable: true, configurable: true });
    };
    Object.defineProperty(module, attribute, {
      get() {
        const made = get() as Value;
        settle(made);
        return made;
      },
      set: settle,
      enumerable: true,
      configurable: true,
    });
  }
}

/** What the package itself has of its submodules' names. */
const NOT_IN_PACKAGE = new Set(["PIPE", "STDOUT", "DEVNULL", "Process", "SubprocessStreamProtocol", "TransportSocket"]);

/** The names of each submodule; those that begin with an underscore are not in `asyncio` itself. */
const contents = lazily((): Record<string, Record<string, Value>> => {
  const result: Record<string, Record<string, Value>> = {
    base_events: deferred({ BaseEventLoop: BaseEventLoop() }, () => ({ Server: Server() }), "Server"),
    coroutines: {},
    events: deferred(
      { AbstractEventLoop: AbstractEventLoop(), Handle: Handle(), TimerHandle: TimerHandle() },
      () => ({ AbstractEventLoopPolicy: AbstractEventLoopPolicy(), AbstractServer: AbstractServer() }),
      "AbstractEventLoopPolicy AbstractServer",
    ),
    exceptions: deferred(
      {
        BrokenBarrierError: exception("BrokenBarrierError"),
        CancelledError: exception("CancelledError"),
        InvalidStateError: exception("InvalidStateError"),
        TimeoutError: exception("TimeoutError"),
      },
      () => ({ ...streamErrors(), SendfileNotAvailableError: SendfileNotAvailable() }),
      "IncompleteReadError LimitOverrunError SendfileNotAvailableError",
    ),
    futures: { Future: Future() },
    locks: deferred({}, lockTypes, "Lock Event Condition Semaphore BoundedSemaphore Barrier"),
    protocols: deferred(
      {},
      protocolTypes,
      "BaseProtocol Protocol DatagramProtocol SubprocessProtocol BufferedProtocol",
    ),
    queues: deferred(
      {
        QueueEmpty: exception("QueueEmpty"),
        QueueFull: exception("QueueFull"),
        QueueShutDown: exception("QueueShutDown"),
      },
      queueTypes,
      "Queue PriorityQueue LifoQueue",
    ),
    runners: deferred({ run: run() }, () => ({ Runner: Runner() }), "Runner"),
    selector_events: { _BaseSelectorEventLoop: BaseSelectorEventLoop() },
    streams: deferred(
      {},
      () => ({ ...streamTypes(), ...byName(streamFunctions()) }),
      "StreamReader StreamWriter StreamReaderProtocol open_connection start_server open_unix_connection start_unix_server",
    ),
    subprocess: deferred(
      {},
      () => ({ ...processTypes(), ...byName(processFunctions()), PIPE, STDOUT, DEVNULL }),
      "create_subprocess_exec create_subprocess_shell Process SubprocessStreamProtocol PIPE STDOUT DEVNULL",
    ),
    taskgroups: deferred({}, () => ({ TaskGroup: TaskGroup() }), "TaskGroup"),
    tasks: {
      Task: Task(),
      FIRST_COMPLETED,
      FIRST_EXCEPTION,
      ALL_COMPLETED,
      _GatheringFuture: GatheringType(),
      _AsCompletedIterator: CompletionType(),
    },
    threads: {},
    timeouts: deferred(
      {
        timeout: pythonFunction("timeout(delay)", timeout, "asyncio.timeouts"),
        timeout_at: pythonFunction("timeout_at(when)", timeoutAt, "asyncio.timeouts"),
      },
      () => ({ Timeout: Timeout() }),
      "Timeout",
    ),
    transports: deferred(
      {},
      transportTypes,
      "BaseTransport ReadTransport WriteTransport Transport DatagramTransport SubprocessTransport",
    ),
    trsock: deferred({}, () => ({ TransportSocket: TransportSocket() }), "TransportSocket"),
    unix_events: deferred(
      { SelectorEventLoop: SelectorEventLoop(), EventLoop: SelectorEventLoop() },
      () => ({ DefaultEventLoopPolicy: DefaultEventLoopPolicy() }),
      "DefaultEventLoopPolicy",
    ),
  };
  for (const f of functions()) result[f.module!.slice("asyncio.".length)]![f.signature.name] = f;
  return result;
});

/** What programs find in the submodules besides public names; CPython's two implementations are the same one here. */
const internals = (name: string): Record<string, Value> => {
  const twins = (names: Record<string, Value>): Record<string, Value> =>
    Object.fromEntries(
      Object.entries(names).flatMap(([key, value]) => [
        [key, value],
        ...["py", "c"].map((kind) => [`_${kind}_${name === "tasks" ? key.replace(/^_/, "") : key}`, value]),
      ]),
    );
  const some = (names: string): Record<string, Value> =>
    Object.fromEntries(names.split(" ").map((each) => [each, contents()[name]![each]!]));
  switch (name) {
    case "base_events":
      return deferred(
        { _MIN_SCHEDULED_TIMER_HANDLES: 100, _MIN_CANCELLED_TIMER_HANDLES_FRACTION: 0.5 },
        () => ({ ...fromLibrary("asyncio.log", "logger"), ...fromLibrary("asyncio._addresses", ADDRESSES) }),
        `logger ${ADDRESSES}`,
      );
    case "events":
      return {
        ...twins(some("get_running_loop _get_running_loop _set_running_loop get_event_loop")),
        _get_event_loop_policy: contents().events!.get_event_loop_policy!,
        _set_event_loop_policy: contents().events!.set_event_loop_policy!,
        _event_loop_policy: None,
      };
    case "coroutines":
      return { _is_coroutine: COROUTINE_MARK() };
    case "futures":
      return {
        _PyFuture: Future(),
        _CFuture: Future(),
        InvalidStateError: exception("InvalidStateError"),
        CancelledError: exception("CancelledError"),
        TimeoutError: exception("TimeoutError"),
      };
    case "tasks":
      return {
        _PyTask: Task(),
        _CTask: Task(),
        ...twins(
          some("_register_task _unregister_task _enter_task _leave_task _swap_current_task current_task all_tasks"),
        ),
      };
    case "selector_events":
      return deferred(
        { BaseSelectorEventLoop: BaseSelectorEventLoop(), _HAS_SENDMSG: true },
        () => fromLibrary("asyncio.log", "logger"),
        "logger",
      );
    case "streams":
      return deferred({}, () => fromLibrary("asyncio._flowcontrol", "FlowControlMixin"), "FlowControlMixin");
    case "transports":
      return deferred(
        {},
        () => ({ _FlowControlMixin: getattr(importNow("asyncio._flowcontrol"), "TransportMixin") }),
        "_FlowControlMixin",
      );
    case "unix_events":
      return deferred(
        // Node tells when a child ends, in its own way.
        { can_use_pidfd: pythonFunction("can_use_pidfd()", () => false, "asyncio.unix_events") },
        () => fromLibrary("asyncio.log", "logger"),
        "logger",
      );
    default:
      return {};
  }
};

const ADDRESSES = "socket _ipaddr_info _interleave_addrinfos _set_nodelay";

/** Names of a module that is written in Python. */
const fromLibrary = (module: string, names: string): Record<string, Value> => {
  const found = importNow(module);
  return Object.fromEntries(names.split(" ").map((name) => [name, getattr(found, name)]));
};

/** Submodules that are written in Python; loaded when a program first asks for one. */
const IN_PYTHON = "base_futures base_subprocess base_tasks constants format_helpers graph log mixins staggered";

/** Names that are public although they begin with an underscore. */
const PUBLIC = new Set([
  "_enter_task",
  "_get_running_loop",
  "_leave_task",
  "_register_task",
  "_set_running_loop",
  "_unregister_task",
]);

const isPublic = (name: string): boolean => !name.startsWith("_") || PUBLIC.has(name);

/** The package's names of `asyncio.graph`. */
const GRAPH = "capture_call_graph format_call_graph print_call_graph FrameCallGraphEntry FutureCallGraph";

const NAMES = [
  "base_events",
  "coroutines",
  "events",
  "exceptions",
  "futures",
  "locks",
  "protocols",
  "queues",
  "runners",
  "selector_events",
  "streams",
  "subprocess",
  "taskgroups",
  "tasks",
  "threads",
  "timeouts",
  "transports",
  "trsock",
  "unix_events",
];

function submodule(name: string): Module {
  const module = new Module(`asyncio.${name}`);
  module.$__package__ = "asyncio";
  define(module, contents()[name]!);
  module.$__all__ = publicNames(contents()[name]!);
  define(module, internals(name));
  return module;
}

const publicNames = (names: object): Value => new List(Object.keys(names).filter(isPublic));

function createAsyncio(): Module {
  setDefaultClock(environment.host);
  // Tasks and handles have contexts, whoever imports them.
  contextTypes();
  const asyncio = new Module("asyncio", "The asyncio package, tracking PEP 3156.");
  asyncio.$__package__ = "asyncio";
  asyncio.$__path__ = new List([]);
  const all: Record<string, Value> = {};
  for (const name of NAMES) {
    for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(contents()[name]!))) {
      if (NOT_IN_PACKAGE.has(key)) continue;
      if (isPublic(key)) Object.defineProperty(all, key, property);
    }
  }
  Object.defineProperties(
    all,
    Object.getOwnPropertyDescriptors(deferred({}, () => fromLibrary("asyncio.graph", GRAPH), GRAPH)),
  );
  define(asyncio, all);
  asyncio.$__all__ = publicNames(all);
  for (const name of NAMES) {
    const module = submodule(name);
    modules.set(`asyncio.${name}`, module);
    asyncio[`$${name}`] = module;
  }
  for (const name of IN_PYTHON.split(" ")) {
    define(
      asyncio,
      deferred({}, () => ({ [name]: importNow(`asyncio.${name}`) }), name),
    );
  }
  return asyncio;
}

/** What CPython writes of it in C. */
function createC(): Module {
  const module = new Module("_asyncio", "Accelerator module for asyncio");
  const { futures, tasks, events } = contents();
  define(module, { Future: futures!.Future!, Task: tasks!.Task! });
  for (const name of "current_task all_tasks _register_task _unregister_task _enter_task _leave_task _swap_current_task".split(
    " ",
  )) {
    define(module, { [name]: tasks![name]! });
  }
  for (const name of "get_event_loop get_running_loop _get_running_loop _set_running_loop".split(" ")) {
    define(module, { [name]: events![name]! });
  }
  for (const name of "future_add_to_awaited_by future_discard_from_awaited_by".split(" ")) {
    define(module, { [name]: futures![name]! });
  }
  return module;
}

export const asyncioModules: Record<string, (name: string) => Module> = {
  asyncio: createAsyncio,
  _asyncio: createC,
  ...Object.fromEntries(NAMES.map((name) => [`asyncio.${name}`, () => submodule(name)])),
};
