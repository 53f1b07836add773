// Event loops and handles: the engine's classes under Python's names.

import { type Context, copyContext } from "../../asyncio/contextvars.ts";
import { Coroutine } from "../../asyncio/coroutine.ts";
import { ensureFuture, wrapAwaitable } from "../../asyncio/ensure.ts";
import { Future } from "../../asyncio/futures.ts";
import { Handle as EngineHandle, TimerHandle as EngineTimer } from "../../asyncio/handles.ts";
import { hooks } from "../../asyncio/hooks.ts";
import { EventLoop, type ExceptionContext } from "../../asyncio/loop.ts";
import { runningLoop } from "../../asyncio/state.ts";
import {
  createEagerTaskFactory,
  Task as EngineTask,
  eagerTaskFactory,
  type Task,
  type TaskOptions,
} from "../../asyncio/tasks.ts";
import { callMethod, getattr } from "../../runtime/attributes.ts";
import { call, callKw } from "../../runtime/calls.ts";
import { List } from "../../runtime/containers/list.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { factory, notImplementedError, typeError } from "../../runtime/errors.ts";
import { enter, exceptionTypes, leave, makeException } from "../../runtime/exceptions.ts";
import { importNow } from "../../runtime/imports.ts";
import { nativeFunction } from "../../runtime/native.ts";
import { hash, repr, str, toArray, truth } from "../../runtime/protocols.ts";
import { isInstance, special, type Type, typeOf } from "../../runtime/types.ts";
import { float, None, NotImplemented, type Value } from "../../runtime/values.ts";
import { isCoroutineFunction } from "../inspect.ts";
import { connectionCoroutines, connectionMethods } from "./connections.ts";
import { contextOf, dictOf } from "./contexts.ts";
import { engineLoop, loopOverrides, programLoop, runOnce, useOwnClock } from "./customloop.ts";
import { asyncType, bridge, given, lazily, orNone, secondsOf } from "./define.ts";
import { BoundCall } from "./hooks.ts";
import { currentLoop } from "./policy.ts";
import { socketSignatures } from "./sockets.ts";
import { processCoroutines } from "./subprocesses.ts";
import { wrapFuture } from "./threads.ts";

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

// ---- handles ------------------------------------------------------------------------------------------------------------

const handleMethods = {
  "cancel()": (self: EngineHandle) => {
    self.cancel();
    return None;
  },
  "cancelled()": (self: EngineHandle) => self.cancelled(),
  "get_context()": (self: EngineHandle) => orNone(self.getContext()),
  "_run()": (self: EngineHandle) => {
    self.run$();
    return None;
  },
};

/** What `Handle(callback, args, loop, context=None)` is given. */
function handleArguments(
  args: Value[],
  keywords: Map<string, Value> | undefined,
): [callback: Value, args: Value[], loop: EventLoop, context: Context] {
  const names = ["callback", "args", "loop", "context"];
  const [callback, given, loop, context] = names.map((name, i) => args[i] ?? keywords?.get(name));
  if (callback === undefined || given === undefined || loop === undefined) {
    throw typeError("Handle.__init__() missing required positional arguments");
  }
  return [callback, toArray(given), engineLoop(loop), contextFor(context)];
}

const described = (self: EngineHandle, when: string): string => {
  const parts = [typeOf(self).tp.name];
  if (self.cancelled$) parts.push("cancelled");
  if (when !== "") parts.push(when);
  if (!self.cancelled$) parts.push(self.describe());
  return `<${parts.join(" ")}>`;
};

export const Handle = lazily(() =>
  asyncType({
    name: "Handle",
    hasDict: false,
    module: "asyncio.events",
    ctor: EngineHandle as unknown as new () => object,
    create: (_cls, args, keywords) => {
      const [callback, given, loop, context] = handleArguments(args, keywords);
      return new EngineHandle(callback, given, loop, context);
    },
    special: { __repr__: (self: EngineHandle) => described(self, "") },
    methods: handleMethods,
    getters: {
      _callback: (self: EngineHandle) => orNone(self.callback),
      _cancelled: (self: EngineHandle) => self.cancelled$,
      _args: (self: EngineHandle) => (self.cancelled$ ? None : new Tuple([...self.args] as Value[])),
      _context: (self: EngineHandle) => orNone(self.context),
      _loop: (self: EngineHandle) => programLoop(self.loop),
    },
  }),
);

const ordered =
  (compare: (a: EngineTimer, b: EngineTimer) => boolean) =>
  (self: EngineTimer, other: Value): Value =>
    other instanceof EngineTimer ? compare(self, other) : NotImplemented;

const sameTimer = (a: EngineTimer, b: EngineTimer): boolean =>
  a.when === b.when && a.callback === b.callback && a.cancelled$ === b.cancelled$ && a.args === b.args;

export const TimerHandle = lazily(() =>
  asyncType({
    name: "TimerHandle",
    hasDict: false,
    module: "asyncio.events",
    base: Handle(),
    ctor: EngineTimer as unknown as new () => object,
    create: (_cls, [when, ...args], keywords) => {
      if (when === undefined) throw typeError("TimerHandle.__init__() missing 1 required positional argument: 'when'");
      if (when === None) throw factory.make("AssertionError", []);
      const [callback, given, loop, context] = handleArguments(args, keywords);
      return new EngineTimer(secondsOf(when), callback, given, loop, context);
    },
    special: {
      __repr__: (self: EngineTimer) => described(self, `when=${repr(float(self.when))}`),
      __hash__: (self: EngineTimer) => hash(float(self.when)),
      __lt__: ordered((a, b) => a.when < b.when),
      __le__: ordered((a, b) => a.when < b.when || sameTimer(a, b)),
      __gt__: ordered((a, b) => a.when > b.when),
      __ge__: ordered((a, b) => a.when > b.when || sameTimer(a, b)),
      __eq__: ordered(sameTimer),
    },
    methods: { "when()": (self: EngineTimer) => float(self.when) },
    getters: {
      _when: (self: EngineTimer) => float(self.when),
      _scheduled: (self: EngineTimer) => self.scheduled,
    },
  }),
);

// ---- functions in the place of Python's ----------------------------------------------------------------------------------

/** A JavaScript function in the place of a Python one, which it remembers. */
interface Wrapper extends Function {
  python?: Value;
}

const wrapped = (f: Wrapper, python: Value): Wrapper => Object.assign(f, { python });

const unwrapped = (f: unknown): Value => (f === null ? None : ((f as Wrapper).python ?? (f as Value)));

function isCallable(value: Value): boolean {
  return typeof value === "function" || special(value, "__call__") != null;
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

function checkCallback(self: EventLoop, callback: Value, method: string): void {
  if (!self.debug) return;
  if (callback instanceof Coroutine || isCoroutineFunction(callback)) {
    throw typeError(`coroutines cannot be used with ${method}()`);
  }
  if (!isCallable(callback)) throw typeError(`a callable object was expected by ${method}(), got ${repr(callback)}`);
}

const contextFor = (context: Value | undefined): Context => given<Context>(context) ?? copyContext();

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
  return EventLoop.prototype.scheduleAt.call(self, secondsOf(when), callback, args, contextFor(context));
}

export function createTask(self: EventLoop, coro: Value, keywords: Map<string, Value> | undefined): Value {
  return EventLoop.prototype.createTask.call(self, coro as never, taskOptions(keywords));
}

function runInExecutor(self: EventLoop, executor: Value, callable: Value, args: Value[]): Value {
  self.checkClosed();
  if (self.debug) checkCallback(self, callable, "run_in_executor");
  const chosen = executor === None ? ownExecutors.get(self) : executor;
  if (chosen !== undefined) {
    const submitted = callMethod(chosen, "submit", callable, ...args);
    return wrapFuture(submitted, self as unknown as Value);
  }
  return self.runInExecutor(null, new BoundCall(callable, args, new Map()) as never);
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

export const BaseEventLoop = lazily(() =>
  asyncType({
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
      "shutdown_default_executor(timeout=None)": (self: EventLoop) => self.shutdownDefaultExecutor$(),
    },
    methods: {
      ...connectionMethods,
      "__init__()": () => None,
      "_run_once()": runOnce,
      "_process_events(event_list)": () => None,
      "_write_to_self()": () => None,
      "_check_closed()": nothing((self: EventLoop) => self.checkClosed()),
      "stop()": nothing((self: EventLoop) => self.stop()),
      "close()": nothing((self: EventLoop) => EventLoop.prototype.close.call(self)),
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
      "run_in_executor(executor, func, *args)": runInExecutor,
      "set_default_executor(executor)": setDefaultExecutor,
      "get_debug()": (self: EventLoop) => self.getDebug(),
      "set_debug(enabled)": nothing((self: EventLoop, enabled: Value) => self.setDebug(truth(enabled))),
      "get_exception_handler()": (self: EventLoop) => unwrapped(self.getExceptionHandler()),
      "set_exception_handler(handler)": setExceptionHandler,
      "call_exception_handler(context)": nothing((self: EventLoop, context: Value) =>
        EventLoop.prototype.callExceptionHandler.call(self, contextOf(context)),
      ),
      "default_exception_handler(context)": nothing((self: EventLoop, context: Value) =>
        EventLoop.prototype.defaultExceptionHandler.call(self, contextOf(context)),
      ),
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
  }),
);

/** The executors that programs set; without one, the engine has its own. */
const ownExecutors = new WeakMap<EventLoop, Value>();

function setDefaultExecutor(self: EventLoop, executor: Value): Value {
  const pool = getattr(importNow("concurrent.futures"), "ThreadPoolExecutor") as Type;
  if (!isInstance(executor, pool)) throw typeError("executor must be ThreadPoolExecutor instance");
  ownExecutors.set(self, executor);
  return None;
}

const isVisible = (entry: unknown): entry is Value => entry instanceof EngineHandle || entry instanceof Future;

/** What tests and tools look at. */
const loopInternals = {
  _debug: (self: EventLoop) => self.getDebug(),
  _closed: (self: EventLoop) => self.isClosed(),
  _stopping: (self: EventLoop) => self.isStopping(),
  // Tasks stand in the queue themselves; the engine's own entries are nothing to programs.
  _ready: (self: EventLoop) => new List(self.ready.toArray().filter(isVisible)),
  _scheduled: (self: EventLoop) => new List(self.timers.toArray().filter(isVisible)),
  _default_executor: (self: EventLoop) => ownExecutors.get(self) ?? None,
  _exception_handler: (self: EventLoop) => unwrapped(self.getExceptionHandler()),
  _task_factory: (self: EventLoop) => unwrapped(self.getTaskFactory()),
};

/** What is reported of a task, or of something else that has a context, is reported in it. */
function inContext<T>({ task, future, handle }: ExceptionContext, run: () => T): T {
  const thing = task ?? future ?? handle;
  const context = thing instanceof EngineTask || thing instanceof EngineHandle ? thing.getContext() : null;
  if (context === null || context.entered) return run();
  return context.run(run);
}

function setExceptionHandler(self: EventLoop, handler: Value): Value {
  if (handler === None) self.setExceptionHandler(null);
  else if (!isCallable(handler)) throw typeError(`A callable object or None is expected, got ${repr(handler)}`);
  else {
    const handle = (loop: EventLoop, context: ExceptionContext): Value => {
      // The handler of a callback's exception runs while that one is being handled.
      const previous = context.handle === undefined ? undefined : enter(context.exception as Value);
      try {
        return inContext(context, () => call(handler, programLoop(loop), dictOf(context)));
      } finally {
        if (context.handle !== undefined) leave(previous);
      }
    };
    self.setExceptionHandler(wrapped(handle, handler) as never);
  }
  return None;
}

function createTaskOverridden(this: EventLoop, coro: Value, options: TaskOptions = {}): Value {
  const [names, values] = keywordsOf(options);
  return callKw(getattr(this, "create_task"), [coro], names, values);
}

function callHandlerOverridden(this: EventLoop, context: object): void {
  callMethod(this, "call_exception_handler", dictOf(context));
}

function defaultHandlerOverridden(this: EventLoop, context: object): void {
  callMethod(this, "default_exception_handler", dictOf(context));
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
