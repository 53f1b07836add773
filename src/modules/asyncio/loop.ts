// Event loops: the engine's class under Python's names.

import type { Context } from "../../asyncio/contextvars.ts";
import { Coroutine } from "../../asyncio/coroutine.ts";
import { ensureFuture, wrapAwaitable } from "../../asyncio/ensure.ts";
import { Future } from "../../asyncio/futures.ts";
import { Handle as EngineHandle, type Entry } from "../../asyncio/handles.ts";
import { hooks } from "../../asyncio/hooks.ts";
import { EventLoop } from "../../asyncio/loop.ts";
import type { ExceptionContext } from "../../asyncio/reports.ts";
import { runningLoop } from "../../asyncio/state.ts";
import { createEagerTaskFactory, eagerTaskFactory, type Task, type TaskOptions } from "../../asyncio/tasks.ts";
import { callMethod, getattr } from "../../runtime/attributes.ts";
import { callKw } from "../../runtime/calls.ts";
import type { Dict } from "../../runtime/containers/dict.ts";
import { List } from "../../runtime/containers/list.ts";
import { notImplementedError, typeError } from "../../runtime/errors.ts";
import { exceptionTypes, makeException } from "../../runtime/exceptions.ts";
import { nativeFunction } from "../../runtime/native.ts";
import { repr, str, truth } from "../../runtime/protocols.ts";
import { typeOf } from "../../runtime/types.ts";
import { float, None, type Value } from "../../runtime/values.ts";
import { isCoroutineFunction } from "../inspect.ts";
import { connectionCoroutines, connectionMethods } from "./connections.ts";
import { contextOf, dictOf } from "./contexts.ts";
import { engineLoop, loopOverrides, runOnce, useOwnClock } from "./customloop.ts";
import { checkThread, noteRun, trackCoroutines } from "./debugging.ts";
import { asyncType, bridge, lazily, secondsOf } from "./define.ts";
import {
  closeLoop,
  ownExecutors,
  runInExecutor,
  setDefaultExecutor,
  shutdownExecutor,
  THREAD_JOIN_TIMEOUT,
} from "./executors.ts";
import { driven } from "./foreign.ts";
import { contextFor, noteWhen } from "./handles.ts";
import { currentLoop } from "./policy.ts";
import { callHandlerOverridden, defaultHandlerOverridden, logContext, setExceptionHandler } from "./reports.ts";
import { socketSignatures } from "./sockets.ts";
import { processCoroutines } from "./subprocesses.ts";
import { isCallable, unwrapped, wrapped } from "./wrappers.ts";

/** A loop that the program runs itself ends with KeyboardInterrupt when the user interrupts it. */
function* interruptible<T>(loop: EventLoop, frame: Generator<undefined, T, unknown>): Generator<undefined, T, unknown> {
  const raise = (): never => {
    throw makeException(exceptionTypes.get("KeyboardInterrupt")!, []);
  };
  const release = loop.clock.onInterrupt((isComputing) => {
    if (isComputing) raise();
    loop.push({ run$: raise });
  });
  try {
    return yield* frame;
  } finally {
    release();
  }
}

// ---- task factories -----------------------------------------------------------------------------------------------------

/** The keywords of `create_task` as the engine's options. */
export function taskOptions(keywords: Map<string, Value> | undefined): TaskOptions {
  const options: TaskOptions = {};
  for (const [key, value] of keywords ?? []) {
    if (key === "name") {
      if (value !== None) options.name = str(value);
    } else if (key === "context") {
      if (value !== None) options.context = value as Context;
    } else if (key === "eager_start") {
      if (value !== None) options.eagerStart = truth(value);
    } else throw typeError(`Task() got an unexpected keyword argument '${key}'`);
  }
  return options;
}

function keywordsOf({ name, context, eagerStart }: TaskOptions): [string[], Value[]] {
  const names: string[] = [];
  const values: Value[] = [];
  const add = (key: string, value: Value | undefined): void => {
    if (value === undefined) return;
    names.push(key);
    values.push(value);
  };
  add("name", name);
  add("context", context);
  add("eager_start", eagerStart);
  return [names, values];
}

export const eagerFactory = lazily(() =>
  nativeFunction(
    "eager_task_factory(loop, coro, *, eager_start=True, **kwargs)",
    (loop: EventLoop, coro: Value, eager?: Value, keywords?: Map<string, Value>) =>
      eagerTaskFactory(loop, coro as never, {
        eagerStart: eager === undefined || truth(eager),
        ...taskOptions(keywords),
      }),
    "asyncio.tasks",
  ),
);

export function customEagerFactory(make: Value): Value {
  const factory = createEagerTaskFactory(((coro: Value, loop: EventLoop, options: TaskOptions) => {
    const [names, values] = keywordsOf(options);
    return callKw(make, [coro], ["loop", ...names], [loop, ...values]);
  }) as never);
  return nativeFunction(
    "factory(loop, coro, *, eager_start=True, **kwargs)",
    (loop: EventLoop, coro: Value, eager?: Value, keywords?: Map<string, Value>) =>
      factory(loop, coro as never, { eagerStart: eager === undefined || truth(eager), ...taskOptions(keywords) }),
    "asyncio.tasks",
  );
}

function setTaskFactory(self: EventLoop, factory: Value): Value {
  if (factory === None) self.setTaskFactory(null);
  else if (!isCallable(factory)) throw typeError("task factory must be a callable or None");
  else if (factory === eagerFactory()) self.setTaskFactory(wrapped(eagerTaskFactory, factory) as never);
  else {
    const make = (loop: EventLoop, coro: unknown, options: TaskOptions): Task => {
      const [names, values] = keywordsOf(options);
      return callKw(factory, [loop, coro as Value], names, values) as Task;
    };
    self.setTaskFactory(wrapped(make, factory) as never);
  }
  return None;
}

// ---- scheduling ---------------------------------------------------------------------------------------------------------

/** What is checked in debug mode. */
function checkCallback(self: EventLoop, callback: Value, method: string): void {
  if (!self.debug) return;
  if (method !== "call_soon_threadsafe" && method !== "run_in_executor") checkThread(self);
  if (callback instanceof Coroutine || isCoroutineFunction(callback)) {
    throw typeError(`coroutines cannot be used with ${method}()`);
  }
  if (!isCallable(callback)) throw typeError(`a callable object was expected by ${method}(), got ${repr(callback)}`);
}

const soon =
  (method: string) =>
  (self: EventLoop, callback: Value, args: Value[], context?: Value): Value => {
    self.checkClosed();
    checkCallback(self, callback, method);
    return EventLoop.prototype.schedule.call(self, callback, args, contextFor(context));
  };

function later(self: EventLoop, delay: Value, callback: Value, args: Value[], context?: Value): Value {
  if (delay === None) throw typeError("delay must not be None");
  self.checkClosed();
  checkCallback(self, callback, "call_later");
  return self.scheduleAt(self.time() + secondsOf(delay), callback, args, contextFor(context));
}

function at(self: EventLoop, when: Value, callback: Value, args: Value[], context?: Value): Value {
  if (when === None) throw typeError("when cannot be None");
  self.checkClosed();
  checkCallback(self, callback, "call_at");
  return noteWhen(
    EventLoop.prototype.scheduleAt.call(self, secondsOf(when), callback, args, contextFor(context)),
    when,
  );
}

/** What a task is made of; a factory of the program's gets what the program gave. */
export const taskArgument = (loop: EventLoop, coro: Value): Value =>
  loop.getTaskFactory() === null ? driven(coro) : coro;

export function createTask(self: EventLoop, coro: Value, keywords: Map<string, Value> | undefined): Value {
  return EventLoop.prototype.createTask.call(self, taskArgument(self, coro) as never, taskOptions(keywords));
}

/** Coroutine functions that an event loop of somebody's own implements. */
const ABSTRACT_COROUTINES = [
  "connect_read_pipe(protocol_factory, pipe)",
  "connect_write_pipe(protocol_factory, pipe)",
  ...socketSignatures,
  "connect_accepted_socket(protocol_factory, sock, *, ssl=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None)",
  "create_connection(protocol_factory, host=None, port=None, *, ssl=None, family=0, proto=0, flags=0, sock=None, local_addr=None, server_hostname=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None, happy_eyeballs_delay=None, interleave=None)",
  "create_datagram_endpoint(protocol_factory, local_addr=None, remote_addr=None, *, family=0, proto=0, flags=0, reuse_address=None, reuse_port=None, allow_broadcast=None, sock=None)",
  "create_server(protocol_factory, host=None, port=None, *, family=0, flags=1, sock=None, backlog=100, ssl=None, reuse_address=None, reuse_port=None, keep_alive=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None, start_serving=True)",
  "create_unix_connection(protocol_factory, path=None, *, ssl=None, sock=None, server_hostname=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None)",
  "create_unix_server(protocol_factory, path=None, *, sock=None, backlog=100, ssl=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None, start_serving=True)",
  "getaddrinfo(host, port, *, family=0, type=0, proto=0, flags=0)",
  "getnameinfo(sockaddr, flags=0)",
  "sendfile(transport, file, offset=0, count=None, *, fallback=True)",
  "start_tls(transport, protocol, sslcontext, *, server_side=False, server_hostname=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None)",
  "subprocess_exec(protocol_factory, *args, stdin=-1, stdout=-1, stderr=-1, **kwargs)",
  "subprocess_shell(protocol_factory, cmd, *, stdin=-1, stdout=-1, stderr=-1, **kwargs)",
];

export const AbstractEventLoop = lazily(() =>
  asyncType({
    name: "AbstractEventLoop",
    module: "asyncio.events",
    coroutines: Object.fromEntries(
      ABSTRACT_COROUTINES.map((text) => [
        text,
        () => {
          throw notImplementedError();
        },
      ]),
    ),
    methods: Object.fromEntries(
      [
        "run_forever()",
        "run_until_complete(future)",
        "stop()",
        "is_running()",
        "is_closed()",
        "close()",
        "shutdown_asyncgens()",
        "shutdown_default_executor()",
        "call_soon(callback, *args, context=None)",
        "call_later(delay, callback, *args, context=None)",
        "call_at(when, callback, *args, context=None)",
        "call_soon_threadsafe(callback, *args, context=None)",
        "time()",
        "create_future()",
        "create_task(coro, **kwargs)",
        "run_in_executor(executor, func, *args)",
        "set_default_executor(executor)",
        "set_task_factory(factory)",
        "get_task_factory()",
        "get_exception_handler()",
        "set_exception_handler(handler)",
        "default_exception_handler(context)",
        "call_exception_handler(context)",
        "get_debug()",
        "set_debug(enabled)",
        "add_signal_handler(sig, callback, *args)",
        "remove_signal_handler(sig)",
      ].map((text) => [
        text,
        (): Value => {
          throw notImplementedError();
        },
      ]),
    ),
  }),
);

const nothing =
  <A extends unknown[]>(f: (...args: A) => unknown) =>
  (...args: A): Value => {
    f(...args);
    return None;
  };

export const BaseEventLoop = lazily(() => {
  const cls = asyncType({
    name: "BaseEventLoop",
    module: "asyncio.base_events",
    base: AbstractEventLoop(),
    ctor: EventLoop as unknown as new () => object,
    create: (cls) => {
      bridge(cls, BaseEventLoop(), {
        create_task: ["createTask", createTaskOverridden],
        call_exception_handler: ["callExceptionHandler", callHandlerOverridden],
        default_exception_handler: ["defaultExceptionHandler", defaultHandlerOverridden],
        ...loopOverrides,
      });
      const loop = new cls.tp.construct() as EventLoop;
      if (loop.time !== EventLoop.prototype.time) useOwnClock(loop);
      return loop;
    },
    special: {
      __repr__: (self: EventLoop) =>
        `<${typeOf(self).tp.name} running=${repr(self.isRunning())} closed=${repr(self.isClosed())} debug=${repr(self.getDebug())}>`,
    },
    blocking: {
      "run_forever()": (self: EventLoop) => interruptible(self, self.runForever$()),
      "run_until_complete(future)": (self: EventLoop, future: Value) =>
        interruptible(self, self.runUntilComplete$(future as never)),
    },
    coroutines: {
      ...connectionCoroutines,
      ...processCoroutines,
      "shutdown_asyncgens()": (self: EventLoop) => self.shutdownAsyncgens$(),
      "shutdown_default_executor(timeout=None)": shutdownExecutor,
    },
    methods: {
      ...connectionMethods,
      "__init__()": () => None,
      "_run_once()": runOnce,
      "_process_events(event_list)": () => None,
      "_write_to_self()": () => None,
      "_check_closed()": nothing((self: EventLoop) => self.checkClosed()),
      "stop()": nothing((self: EventLoop) => self.stop()),
      "close()": nothing(closeLoop),
      "is_running()": (self: EventLoop) => self.isRunning(),
      "is_closed()": (self: EventLoop) => self.isClosed(),
      "time()": (self: EventLoop) => float(EventLoop.prototype.time.call(self)),
      "call_soon(callback, *args, context=None)": soon("call_soon"),
      "call_soon_threadsafe(callback, *args, context=None)": soon("call_soon_threadsafe"),
      "call_later(delay, callback, *args, context=None)": later,
      "call_at(when, callback, *args, context=None)": at,
      "create_future()": (self: EventLoop) => self.createFuture(),
      "create_task(coro, **kwargs)": createTask,
      "set_task_factory(factory)": setTaskFactory,
      "get_task_factory()": (self: EventLoop) => unwrapped(self.getTaskFactory()),
      "run_in_executor(executor, func, *args)": (self: EventLoop, executor: Value, func: Value, args: Value[]) => {
        self.checkClosed();
        checkCallback(self, func, "run_in_executor");
        return runInExecutor(self, executor, func, args);
      },
      "set_default_executor(executor)": setDefaultExecutor,
      "get_debug()": (self: EventLoop) => self.getDebug(),
      "set_debug(enabled)": nothing((self: EventLoop, enabled: Value) => {
        self.setDebug(truth(enabled));
        if (self.isRunning()) trackCoroutines(self, self.debug);
      }),
      "get_exception_handler()": (self: EventLoop) => unwrapped(self.getExceptionHandler()),
      "set_exception_handler(handler)": setExceptionHandler,
      "call_exception_handler(context)": nothing((self: EventLoop, context: Value) =>
        EventLoop.prototype.callExceptionHandler.call(self, contextOf(context)),
      ),
      "default_exception_handler(context)": nothing((_self: EventLoop, context: Value) => logContext(context as Dict)),
    },
    getters: {
      slow_callback_duration: [
        (self: EventLoop) => float(self.slowCallbackDuration),
        (self: EventLoop, value) => {
          self.slowCallbackDuration = secondsOf(value!);
        },
      ],
      ...loopInternals,
    },
  });
  installOverrides(cls.tp.proto);
  return cls;
});

/** What the engine asks of a loop, where Python has more to say about it. */
function installOverrides(loop: object): void {
  const overrides: Record<string, (this: EventLoop, ...args: never[]) => unknown> = {
    noteRunning(running: boolean) {
      noteEngineRun.call(this, running);
      noteRun(this, running);
    },
    defaultExceptionHandler(context: ExceptionContext) {
      logContext(dictOf(context));
    },
    shutdownAsyncgens() {
      return callMethod(this, "shutdown_asyncgens");
    },
    shutdownDefaultExecutor() {
      return callMethod(this, "shutdown_default_executor", THREAD_JOIN_TIMEOUT);
    },
  };
  const { noteRunning: noteEngineRun } = EventLoop.prototype as unknown as { noteRunning(running: boolean): void };
  for (const [name, value] of Object.entries(overrides)) {
    Object.defineProperty(loop, name, { value, writable: true, configurable: true });
  }
}

/** What stands in the ready queue. Of the engine's own entries programs see that they are there. */
const visibleEntry = (loop: EventLoop, entry: Entry): Value =>
  entry instanceof EngineHandle || entry instanceof Future
    ? entry
    : new EngineHandle(() => entry.run$(), [], loop, null);

/** What tests and tools look at. */
const loopInternals = {
  _debug: (self: EventLoop) => self.getDebug(),
  _closed: (self: EventLoop) => self.isClosed(),
  _stopping: (self: EventLoop) => self.isStopping(),
  // Tasks stand in the queue themselves.
  _ready: (self: EventLoop) => new List(self.ready.toArray().map((entry) => visibleEntry(self, entry))),
  _scheduled: (self: EventLoop) => new List(self.timers.toArray().map((timer) => visibleEntry(self, timer))),
  _default_executor: (self: EventLoop) => ownExecutors.get(self) ?? None,
  _exception_handler: (self: EventLoop) => unwrapped(self.getExceptionHandler()),
  _task_factory: (self: EventLoop) => unwrapped(self.getTaskFactory()),
};

function createTaskOverridden(this: EventLoop, coro: Value, options: TaskOptions = {}): Value {
  const [names, values] = keywordsOf(options);
  return callKw(getattr(this, "create_task"), [coro], names, values);
}

export const BaseSelectorEventLoop = lazily(() =>
  asyncType({
    name: "BaseSelectorEventLoop",
    module: "asyncio.selector_events",
    base: BaseEventLoop(),
    // The host waits in its own way, whatever selector is given.
    methods: { "__init__(selector=None)": () => None },
  }),
);

/** The class of the loops that programs get. */
export const SelectorEventLoop = lazily(() =>
  asyncType({
    name: "_UnixSelectorEventLoop",
    module: "asyncio.unix_events",
    base: BaseSelectorEventLoop(),
  }),
);

/** `ensure_future`, for what Python can await. */
export function ensure(awaitable: Value, loop: Value | undefined): Value {
  const chosen = loop === undefined || loop === None ? undefined : engineLoop(loop);
  if (!(awaitable instanceof Future || hooks.isAwaitable(awaitable))) wrapAwaitable(awaitable);
  if (chosen !== undefined || runningLoop !== null || awaitable instanceof Future) {
    return ensureFuture(awaitable, chosen);
  }
  return ensureFuture(awaitable, currentLoop());
}
