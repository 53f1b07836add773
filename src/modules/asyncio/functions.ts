// The functions of asyncio: sleeping, waiting for several, threads, and what asks for the running loop.

import { awaitFrame } from "../../asyncio/coroutine.ts";
import { Future as EngineFuture } from "../../asyncio/futures.ts";
import { CompletionIterator, gatherAll, shield, wait$, waitFor$ } from "../../asyncio/gather.ts";
import { getRunningLoop } from "../../asyncio/loop.ts";
import { nativeCode } from "../../asyncio/native.ts";
import { sleep$ } from "../../asyncio/sleep.ts";
import * as state from "../../asyncio/state.ts";
import { getattr, lookupAttribute } from "../../runtime/attributes.ts";
import { List } from "../../runtime/containers/list.ts";
import { PySet } from "../../runtime/containers/set.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { stopIteration, typeError, valueError } from "../../runtime/errors.ts";
import { asException } from "../../runtime/exceptions.ts";
import { realOf } from "../../runtime/numbers/coerce.ts";
import { toArray, truth } from "../../runtime/protocols.ts";
import type { Native } from "../../runtime/signature.ts";
import { known, type Type, typeName, typeOf } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { environment } from "../environment.ts";
import { isCoroutineFunction } from "../inspect.ts";
import { engineLoop, ownSleep, programLoop } from "./customloop.ts";
import { asyncType, converted, coroutineFunction, given, lazily, limitOf, orNone, pythonFunction } from "./define.ts";
import { formatCoroutine } from "./describe.ts";
import { futureInternals, isCoroutine, isFuture, loopOfFuture } from "./futures.ts";
import { BoundCall } from "./hooks.ts";
import { allTasks, currentTask, taskRegistry } from "./introspection.ts";
import { customEagerFactory, eagerFactory, ensure, taskArgument, taskOptions } from "./loop.ts";
import { currentLoop, getPolicy, newLoop, setLoop, setPolicy } from "./policy.ts";
import { runThreadsafe, wrapFuture } from "./threads.ts";

export const FIRST_COMPLETED = "FIRST_COMPLETED";
export const FIRST_EXCEPTION = "FIRST_EXCEPTION";
export const ALL_COMPLETED = "ALL_COMPLETED";

/** A mark on functions, from before `inspect.markcoroutinefunction`. */
export const COROUTINE_MARK = lazily((): Value => new (known.object as Type).tp.construct() as Value);
const isMarked = (func: Value): boolean => lookupAttribute(func, "_is_coroutine") === COROUTINE_MARK();

function sleep(delay: Value, result?: Value): unknown {
  const seconds = typeof delay === "number" ? delay : realOf(delay);
  if (seconds === undefined) {
    throw typeError(`'<=' not supported between instances of '${typeName(delay)}' and 'int'`);
  }
  return ownSleep(seconds, result ?? None) ?? sleep$(seconds, given(result));
}

/** Outside of a running loop awaitables become futures of the one that `set_event_loop` named. */
function inALoop(awaitables: Value[]): Value[] {
  if (state.runningLoop !== null || awaitables.length === 0 || awaitables.some((each) => each instanceof EngineFuture))
    return awaitables;
  const loop = currentLoop();
  const futures = new Map<Value, Value>();
  for (const each of awaitables) if (!futures.has(each)) futures.set(each, ensure(each, loop));
  return awaitables.map((each) => futures.get(each)!);
}

/** Of nothing, in the loop that `set_event_loop` named. */
function emptyGathering(): Value {
  const future = currentLoop().createFuture<Value>();
  future.setResult(new List([]));
  return future;
}

/** The results that `gather` gives: a list. */
const listOf = (results: unknown[]): Value =>
  new List(results.map((result) => (result instanceof Error ? asException(result) : orNone(result))));

const WAIT = nativeCode("wait");

function wait(futures: Value, timeout?: Value, returnWhen?: Value): unknown {
  if (isFuture(futures) || isCoroutine(futures)) {
    throw typeError(`expect a list of futures, not ${typeOf(futures).tp.name}`);
  }
  const all = toArray(futures);
  for (const future of all) if (!isFuture(future) && !isCoroutine(future)) getattr(future, "add_done_callback");
  const begin = (): unknown => wait$(all as never, limitOf(timeout), (returnWhen ?? ALL_COMPLETED) as string);
  return awaitFrame(converted(begin, pairOfSets), WAIT);
}

const pairOfSets = (result: unknown): Value =>
  new Tuple(
    (result as [Set<Value>, Set<Value>]).map((futures) => {
      const set = new PySet();
      for (const future of futures) set.add(future);
      return set;
    }),
  );

/** Iterating gives coroutines; each returns the result that comes next. */
function nextCompleted(self: CompletionIterator): Value | undefined {
  const step = self.next();
  return step.done ? undefined : step.value;
}

export const CompletionType = lazily((): Type => {
  const cls = asyncType({
    name: "_AsCompletedIterator",
    module: "asyncio.tasks",
    ctor: CompletionIterator as unknown as new () => object,
    special: {
      __iter__: (self: CompletionIterator) => self,
      __next__: (self: CompletionIterator) => {
        const value = nextCompleted(self);
        if (value === undefined) throw stopIteration();
        return value;
      },
      __aiter__: (self: CompletionIterator) => self,
    },
    coroutines: { "__anext__()": (self: CompletionIterator) => self.anext$() },
  });
  Object.defineProperties(cls.tp.proto, {
    iter$: { value: self },
    next$: {
      value(this: CompletionIterator) {
        return nextCompleted(this);
      },
    },
  });
  return cls;
});

function self(this: Value): Value {
  return this;
}

function asCompleted(awaitables: Value, timeout?: Value): Value {
  if (isFuture(awaitables) || isCoroutine(awaitables)) {
    throw typeError(`expects an iterable of awaitables, not ${typeOf(awaitables).tp.name}`);
  }
  CompletionType();
  return new CompletionIterator(inALoop(toArray(awaitables)), limitOf(timeout));
}

/** What only behaves as a future is passed on as it is. */
function sameLoop(future: Value, loop: Value | undefined): Value {
  if (given(loop) !== undefined && loop !== loopOfFuture(future)) {
    throw valueError("The future belongs to a different loop than the one specified as the loop argument");
  }
  return future;
}

function toThread(func: Value, args: Value[], keywords: Map<string, Value> | undefined): unknown {
  const bound = new BoundCall(func, args, keywords ?? new Map());
  return getRunningLoop()
    .runInExecutor(null, bound as never)
    .await$();
}

/** A function with its module's name, by signature. */
// biome-ignore lint/suspicious/noExplicitAny: each implementation names the types of its own parameters
const plain = (module: string, functions: Record<string, (...args: any[]) => Value>): Native[] =>
  Object.entries(functions).map(([text, f]) => pythonFunction(text, f, module));

/** All functions, each with the module that it belongs to. */
export const functions = lazily((): Native[] => [
  coroutineFunction("sleep(delay, result=None)", sleep, "asyncio.tasks"),
  coroutineFunction("wait(fs, *, timeout=None, return_when='ALL_COMPLETED')", wait, "asyncio.tasks"),
  coroutineFunction(
    "wait_for(fut, timeout)",
    (awaitable: Value, timeout: Value) => waitFor$(awaitable, limitOf(timeout)),
    "asyncio.tasks",
  ),
  coroutineFunction("to_thread(func, /, *args, **kwargs)", toThread, "asyncio.threads"),
  eagerFactory(),
  ...plain("asyncio.tasks", {
    "create_task(coro, **kwargs)": (coro: Value, keywords?: Map<string, Value>) =>
      getRunningLoop().createTask(taskArgument(getRunningLoop(), coro) as never, taskOptions(keywords)),
    "gather(*coros_or_futures, return_exceptions=False)": (awaitables: Value[], returnExceptions?: Value) =>
      state.runningLoop === null && awaitables.length === 0
        ? emptyGathering()
        : gatherAll(inALoop(awaitables), returnExceptions !== undefined && truth(returnExceptions), listOf as never),
    "shield(arg)": (awaitable: Value) => shield(inALoop([awaitable])[0] as never),
    "as_completed(fs, *, timeout=None)": asCompleted,
    "ensure_future(coro_or_future, *, loop=None)": (awaitable: Value, loop?: Value) =>
      awaitable instanceof EngineFuture || !isFuture(awaitable) ? ensure(awaitable, loop) : sameLoop(awaitable, loop),
    "current_task(loop=None)": currentTask,
    "all_tasks(loop=None)": allTasks,
    "create_eager_task_factory(custom_task_constructor)": customEagerFactory,
    "run_coroutine_threadsafe(coro, loop)": runThreadsafe,
    ...taskRegistry,
  }),
  ...plain("asyncio.futures", {
    "isfuture(obj)": isFuture,
    "wrap_future(future, *, loop=None)": wrapFuture,
    ...futureInternals,
  }),
  ...plain("asyncio.coroutines", {
    "iscoroutine(obj)": isCoroutine,
    "iscoroutinefunction(func)": (func: Value) => isCoroutineFunction(func) || isMarked(func),
    "_format_coroutine(coro)": formatCoroutine,
    "_is_debug_mode()": () => environment.flags.asyncioDebug,
  }),
  ...plain("asyncio.events", {
    "get_running_loop()": () => programLoop(getRunningLoop()),
    "_get_running_loop()": () => (state.runningLoop === null ? None : programLoop(getRunningLoop())),
    "_set_running_loop(loop, /)": (loop: Value) => {
      state.setRunningLoop(loop === None ? null : engineLoop(loop));
      return None;
    },
    "get_event_loop()": () => currentLoop(),
    "set_event_loop(loop)": (loop: Value) => {
      setLoop(loop);
      return None;
    },
    "new_event_loop()": () => newLoop(),
    "get_event_loop_policy()": getPolicy,
    "set_event_loop_policy(policy)": setPolicy,
  }),
]);
