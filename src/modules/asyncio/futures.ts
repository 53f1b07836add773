// Future and Task: the engine's classes under Python's names.
//
// Python makes an object first and initialises it afterwards, so a subclass may have an `__init__` with parameters of its
// own. Until then a bare future or task belongs to a loop that does nothing.

import { addToAwaitedBy, awaitedByOf, discardFromAwaitedBy, suspendedFrames } from "../../asyncio/callgraph.ts";
import { type Context, copyContext } from "../../asyncio/contextvars.ts";
import { CLOSED, Coroutine } from "../../asyncio/coroutine.ts";
import { CANCELLED, type Callback, Future as EngineFuture, FAILED } from "../../asyncio/futures.ts";
import { GatheringFuture } from "../../asyncio/gather.ts";
import { Handle } from "../../asyncio/handles.ts";
import type { EventLoop } from "../../asyncio/loop.ts";
import { nativeCode } from "../../asyncio/native.ts";
import { runningLoop } from "../../asyncio/state.ts";
import { GeneratorStep } from "../../asyncio/steps.ts";
import { Task as EngineTask } from "../../asyncio/tasks.ts";
import { callMethod, getattr, hasAttribute, lookupAttribute } from "../../runtime/attributes.ts";
import { call } from "../../runtime/calls.ts";
import { Code } from "../../runtime/code.ts";
import { GenericAlias } from "../../runtime/containers/genericalias.ts";
import { List } from "../../runtime/containers/list.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { AwaitedIterator } from "../../runtime/coroutines.ts";
import { factory, runtimeError, typeError, valueError } from "../../runtime/errors.ts";
import { asException, instantiate, isException } from "../../runtime/exceptions.ts";
import { FrameView } from "../../runtime/frames.ts";
import { importNow } from "../../runtime/imports.ts";
import { nativeFunction } from "../../runtime/native.ts";
import { repr, str, truth } from "../../runtime/protocols.ts";
import { isType, type Type, typeOf } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { engineLoop, programLoop } from "./customloop.ts";
import { createdAt, noteSource, sourceOf } from "./debugging.ts";
import { asyncType, bridge, given, lazily, orNone } from "./define.ts";
import { driven, isForeignCoroutine } from "./foreign.ts";
import { currentLoop } from "./policy.ts";

type Engine = EngineFuture<unknown>;

/** The loop of what is not initialised: it forgets what it is told. */
const NOWHERE = { debug: false, unretrieved: new Set(), push() {}, tasks: { add() {} } } as unknown as EventLoop;
/** The coroutine of a task that is not initialised. */
const NOTHING = new Coroutine(
  { next: () => ({ done: true, value: undefined }), throw: raise, return: () => ({ done: true, value: undefined }) },
  nativeCode("nothing"),
  CLOSED,
);

function raise(error: unknown): never {
  throw error;
}

function checkedLoop(value: Value | undefined): EventLoop {
  return value === undefined || value === None ? currentLoop() : engineLoop(value);
}

/** Exceptions as Python programs see them. */
const exceptionOf = (future: Engine): Value => {
  const exception = future.exception();
  return exception === undefined ? None : asException(exception);
};

function checkedException(value: Value): Value {
  const e = isType(value) ? instantiate(value) : value;
  if (!isException(e)) throw typeError("invalid exception object");
  return e;
}

const STATES = ["PENDING", "CANCELLED", "FINISHED", "FINISHED"];

function callbacks(self: Engine): Value {
  const items = self
    .callbacks()
    .flatMap((each) =>
      each instanceof Handle
        ? [new Tuple([each.callback as Value, orNone(each.context)])]
        : typeof each === "function"
          ? [new Tuple([each as unknown as Value, None])]
          : [],
    );
  return items.length === 0 ? None : new List(items);
}

const describe = (self: Engine): Value =>
  `<${[typeOf(self).tp.name, ...self.describe(), ...createdAt(self)].join(" ")}>`;

/** What was made without `__init__` can do little. */
function checkMade(self: Engine): void {
  if (self.loop === NOWHERE) throw runtimeError("Future object is not initialized.");
}

const alias = (cls: Value, item: Value): Value =>
  new GenericAlias(cls, item instanceof Tuple ? item.items : [item]) as Value;

export const Future = lazily(() =>
  asyncType({
    name: "Future",
    module: "_asyncio",
    ctor: EngineFuture as unknown as new () => object,
    create: (cls) => {
      bridge(cls, Future(), futureOverrides);
      return new (cls.tp.construct as unknown as new (loop: EventLoop) => object)(NOWHERE);
    },
    special: {
      __repr__: describe,
      __await__: (self: Engine) => new AwaitedIterator(self),
      __iter__: (self: Engine) => new AwaitedIterator(self),
    },
    methods: {
      "__init__(*, loop=None)": (self: Engine, loop?: Value) => {
        Object.assign(self, { loop: checkedLoop(loop) });
        noteSource(self, self.loop);
        return None;
      },
      "cancel(msg=None)": (self: Engine, message?: Value) => {
        checkMade(self);
        return EngineFuture.prototype.cancel.call(self, given(message));
      },
      "cancelled()": (self: Engine) => self.cancelled(),
      "done()": (self: Engine) => self.done(),
      "result()": (self: Engine) => orNone(self.result()),
      "exception()": exceptionOf,
      "set_result(result, /)": (self: Engine, result: Value) => {
        checkMade(self);
        EngineFuture.prototype.setResult.call(self, result);
        return None;
      },
      "set_exception(exception, /)": (self: Engine, exception: Value) => {
        checkMade(self);
        // Who sets what is no exception, and too late, hears of that.
        if (self.done()) EngineFuture.prototype.setException.call(self, undefined);
        EngineFuture.prototype.setException.call(self, checkedException(exception));
        return None;
      },
      "add_done_callback(fn, /, *, context=<unrepresentable>)": (self: Engine, callback: Value, context?: Value) => {
        checkMade(self);
        const inside = given<Context>(context) ?? copyContext();
        EngineFuture.prototype.addCallback.call(self, new Handle(callback, [self], self.loop, inside));
        return None;
      },
      "remove_done_callback(fn, /)": (self: Engine, callback: Value) => {
        checkMade(self);
        return self.removeDoneCallback(callback);
      },
      "get_loop()": (self: Engine) => {
        checkMade(self);
        return programLoop(self.getLoop());
      },
      "_make_cancelled_error()": (self: Engine) => self.makeCancelledError(),
    },
    classMethods: { "__class_getitem__(object, /)": alias },
    getters: {
      _state: (self: Engine) => STATES[self.state]!,
      _loop: (self: Engine) => programLoop(self.loop),
      _callbacks: callbacks,
      _result: (self: Engine) =>
        self.done() && !self.cancelled() && !isException(self.value) ? orNone(self.value) : None,
      _exception: (self: Engine) => (self.state === FAILED ? orNone(self.value) : None),
      _cancel_message: [
        (self: Engine) => orNone(self.cancelMessage),
        (self: Engine, value) => {
          if (self.state <= CANCELLED) self.value = given(kept(value));
        },
      ],
      _asyncio_future_blocking: [
        (self: Engine) => self.blocking,
        (self: Engine, value) => {
          self.blocking = truth(kept(value));
        },
      ],
      _log_traceback: [
        (self: Engine) => self.loop.unretrieved.has(self),
        (self: Engine, value) => {
          if (truth(kept(value))) throw valueError("_log_traceback can only be set to False");
          self.retrieved();
        },
      ],
      _source_traceback: sourceOf,
    },
  }),
);

/** What cannot be deleted. */
const kept = (value: Value | undefined): Value => {
  if (value === undefined) throw factory.make("AttributeError", ["cannot delete attribute"]);
  return value;
};

/** The engine cancels a future whose class overrides `cancel`. */
function cancelled(this: Engine, message?: unknown): boolean {
  return truth(message === undefined ? callMethod(this, "cancel") : callMethod(this, "cancel", message as Value));
}

/** The engine waits for a future whose class overrides `add_done_callback`: what is added then wakes the task. */
function callbackAdded(this: Engine, callback: Callback): void {
  if (!(callback instanceof EngineTask)) {
    EngineFuture.prototype.addCallback.call(this, callback);
    return;
  }
  const wakeup = nativeFunction("task_wakeup(future, /)", () => {
    callback.run$();
    return None;
  });
  callMethod(this, "add_done_callback", wakeup);
}

const futureOverrides: Parameters<typeof bridge>[2] = {
  cancel: ["cancel", cancelled],
  add_done_callback: ["addCallback", callbackAdded],
};

/** A future that `asyncio.gather` returns. */
export const GatheringType = lazily(() =>
  asyncType({
    name: "_GatheringFuture",
    module: "asyncio.tasks",
    base: Future(),
    ctor: GatheringFuture as unknown as new () => object,
    methods: { "cancel(msg=None)": (self: GatheringFuture, message?: Value) => self.cancel(given(message)) },
  }),
);

// ---- tasks --------------------------------------------------------------------------------------------------------------

/** What `Task(coro, loop=…, name=…, context=…, eager_start=…)` does. */
function initialise(
  self: EngineTask,
  coro: Value,
  loop: Value | undefined,
  name: Value | undefined,
  context: Value | undefined,
  eager: Value | undefined,
): Value {
  if (!isCoroutine(coro)) throw typeError(`a coroutine was expected, got ${repr(coro)}`);
  const actual = checkedLoop(loop);
  Object.assign(self, { loop: actual, coro: driven(coro) });
  if (name !== undefined && name !== None) self.name = str(name);
  noteSource(self, actual);
  if (context !== undefined && context !== None) self.context = context as Context;
  if (eager !== undefined && truth(eager) && runningLoop === actual) {
    (self as unknown as { startEagerly(): void }).startEagerly();
  } else {
    actual.push(self);
    actual.tasks.add(self);
  }
  return None;
}

/** A bare task: one that is given a name does not use up a number. */
function bareTask(cls: Type, _args: Value[], keywords: Map<string, Value> | undefined): Value {
  bridge(cls, Task(), futureOverrides);
  const name = given(keywords?.get("name")) === undefined ? undefined : "";
  type Maker = new (coro: Coroutine, loop: EventLoop, options: object) => object;
  return new (cls.tp.construct as unknown as Maker)(NOTHING, NOWHERE, { name });
}

function stack(self: EngineTask, limit: Value | undefined): Value {
  const coro = self.getCoro();
  const count = limit === undefined || limit === None ? Number.POSITIVE_INFINITY : Number(limit);
  if (coro !== undefined && coro.state !== CLOSED) {
    const { code, position } = coro;
    const frame = code instanceof Code ? [new FrameView(code.original, position as number | undefined)] : [];
    return new List(count > 0 ? frame : []);
  }
  // Of a task that failed, the end of the traceback.
  const frames: Value[] = [];
  let entry = isException(self.value) ? self.value.traceback : undefined;
  for (; entry !== undefined && frames.length < count; entry = entry.next) {
    frames.push(new FrameView(entry.code, entry.position));
  }
  return new List(frames);
}

export const Task = lazily(() =>
  asyncType({
    name: "Task",
    module: "_asyncio",
    base: Future(),
    ctor: EngineTask as unknown as new () => object,
    create: bareTask,
    special: { __repr__: describe },
    methods: {
      "__init__(coro, *, loop=None, name=None, context=None, eager_start=False)": initialise,
      "cancel(msg=None)": (self: EngineTask, message?: Value) => EngineTask.prototype.cancel.call(self, given(message)),
      "cancelling()": (self: EngineTask) => self.cancelling(),
      "uncancel()": (self: EngineTask) => self.uncancel(),
      "get_name()": (self: EngineTask) => self.getName(),
      "set_name(value, /)": (self: EngineTask, value: Value) => {
        self.setName(str(value));
        return None;
      },
      "get_coro()": (self: EngineTask) => orNone(self.getCoro()),
      "get_context()": (self: EngineTask) => self.getContext(),
      "get_stack(*, limit=None)": stack,
      "print_stack(*, limit=None, file=None)": (self: EngineTask, limit: Value = None, file: Value = None) =>
        callMethod(importNow("asyncio.base_tasks"), "_task_print_stack", self, limit, file),
      "set_result(result, /)": (): Value => {
        throw runtimeError("Task does not support set_result operation");
      },
      "set_exception(exception, /)": (): Value => {
        throw runtimeError("Task does not support set_exception operation");
      },
    },
    classMethods: { "__class_getitem__(object, /)": alias },
    getters: {
      _coro: (self: EngineTask) => orNone(self.getCoro()),
      _fut_waiter: (self: EngineTask) => orNone(self.waiter),
      _must_cancel: (self: EngineTask) => self.mustCancel,
      _num_cancels_requested: (self: EngineTask) => self.cancelRequests,
      _log_destroy_pending: [
        (self: EngineTask) => self.logDestroyPending,
        (self: EngineTask, value) => {
          self.logDestroyPending = truth(kept(value));
        },
      ],
    },
  }),
);

/** The loop of whatever behaves as a future. */
export function loopOfFuture(future: Value): Value {
  const method = lookupAttribute(future, "get_loop");
  return method === undefined ? getattr(future, "_loop") : call(method);
}

/** Also what only behaves as a future, and what says that it is one (`mock.Mock(Future)`). */
export function isFuture(value: Value): boolean {
  if (value instanceof EngineFuture) return true;
  if (typeof value !== "object") return false;
  const cls = lookupAttribute(value, "__class__");
  if (cls === undefined || !hasAttribute(cls, "_asyncio_future_blocking")) return false;
  return lookupAttribute(value, "_asyncio_future_blocking") !== None;
}

/** `iscoroutine` */
export const isCoroutine = (value: Value): boolean =>
  (value instanceof Coroutine && !(value instanceof GeneratorStep)) || isForeignCoroutine(value);

/** What programs use of `asyncio.futures` besides its public names. */
export const futureInternals = {
  "future_add_to_awaited_by(fut, waiter, /)": (future: Value, waiter: Value) => {
    if (future instanceof EngineFuture && waiter instanceof EngineFuture) addToAwaitedBy(future, waiter);
    return None;
  },
  "future_discard_from_awaited_by(fut, waiter, /)": (future: Value, waiter: Value) => {
    if (future instanceof EngineFuture && waiter instanceof EngineFuture) discardFromAwaitedBy(future, waiter);
    return None;
  },
  "_awaited_by(fut)": (future: Value) =>
    future instanceof EngineFuture ? new Tuple([...awaitedByOf(future)] as Value[]) : None,
  "_frames(task)": (task: Value) => {
    const frames = task instanceof EngineTask && !task.done() ? suspendedFrames(task) : [];
    return new Tuple(
      frames.flatMap(({ code, position }) => (code instanceof Code ? [new FrameView(code, position as number)] : [])),
    );
  },
  "_get_loop(fut)": loopOfFuture,
  "_set_result_unless_cancelled(fut, result)": (future: Value, result: Value) => {
    if (!truth(callMethod(future, "cancelled"))) callMethod(future, "set_result", result);
    return None;
  },
  "_copy_future_state(source, dest)": (source: Value, dest: Value) => {
    if (truth(callMethod(dest, "cancelled"))) return None;
    if (truth(callMethod(source, "cancelled"))) callMethod(dest, "cancel");
    else {
      const exception = callMethod(source, "exception");
      if (exception === None) callMethod(dest, "set_result", callMethod(source, "result"));
      else callMethod(dest, "set_exception", exception);
    }
    return None;
  },
};
