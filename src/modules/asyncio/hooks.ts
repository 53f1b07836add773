// What the engine asks of Python: names, reprs, calls, comparisons, and where its reports go.

import { awaitFrame, Coroutine, SUSPENDED } from "../../asyncio/coroutine.ts";
import { runRoot } from "../../asyncio/drive.ts";
import { BaseException, CancelledError } from "../../asyncio/exceptions.ts";
import { hooks } from "../../asyncio/hooks.ts";
import { nativeCode } from "../../asyncio/native.ts";
import { originOf } from "../../asyncio/origins.ts";
import { runningLoop } from "../../asyncio/state.ts";
import { GeneratorStep } from "../../asyncio/steps.ts";
import { timedOut } from "../../asyncio/timeouts.ts";
import { callMethod, getattr, lookupAttribute } from "../../runtime/attributes.ts";
import { frameOf } from "../../runtime/blocking.ts";
import { call, callKw } from "../../runtime/calls.ts";
import { equal, less } from "../../runtime/comparison.ts";
import { List } from "../../runtime/containers/list.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { makeGroup } from "../../runtime/exceptiongroups.ts";
import {
  asException,
  type Exc,
  exceptionTypes,
  excInfo,
  makeException,
  osError,
  setField,
} from "../../runtime/exceptions.ts";
import { FrameView } from "../../runtime/frames.ts";
import { isIterableCoroutine } from "../../runtime/generators.ts";
import { modules } from "../../runtime/imports.ts";
import { Origin } from "../../runtime/origins.ts";
import { repr, truth } from "../../runtime/protocols.ts";
import { formatException } from "../../runtime/traceback.ts";
import { special, typeOf } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { gaierror } from "../socket/errors.ts";
import { placeOfFrame, warnings, writeWarning } from "../warnings/state.ts";
import { captureOrigin } from "./debugging.ts";
import { describeCallback, describeCoroutine, shortRepr } from "./describe.ts";
import { ownFailure } from "./failures.ts";

const asValue = (value: unknown): Value => (value ?? None) as Value;

/** A call with keywords, as threads are given them. */
export class BoundCall {
  readonly func: Value;
  readonly args: Value[];
  readonly keywords: Map<string, Value>;
  constructor(func: Value, args: Value[], keywords: Map<string, Value>) {
    this.func = func;
    this.args = args;
    this.keywords = keywords;
  }
}

/** A call in a thread, which is a root of its own: it may suspend, wherever in it somebody waits. */
function* threadFrame(callable: Value, args: Value[]): Generator<undefined, unknown, unknown> {
  const bound = callable instanceof BoundCall ? callable : new BoundCall(callable, args, new Map());
  const names = [...bound.keywords.keys()];
  const values = [...bound.keywords.values()];
  const frame = frameOf(bound.func, bound.args, names, values);
  const result = frame === undefined ? callKw(bound.func, bound.args, names, values) : awaitFrame(...frame);
  return result === SUSPENDED ? yield : result;
}

const THREAD = nativeCode("thread");

/** As the logger "asyncio" does: through `logging` if the program uses that, else what its last resort prints. */
function log(level: "error" | "warning", message: string, exception: unknown): void {
  const e = exception === undefined ? undefined : asException(exception);
  const logger = loggerInUse();
  if (logger === undefined) writeWarning(`${message}\n${e === undefined ? "" : formatException(e)}`);
  else if (level === "warning") callMethod(logger, "warning", message);
  else callKw(getattr(logger, "error"), [message], EXC_INFO, [e === undefined ? false : new Tuple(excInfo(e))]);
}

const EXC_INFO = ["exc_info"];

/** A program may have put another one into `asyncio.base_events`. */
function loggerInUse(): Value | undefined {
  const logging = modules.get("logging");
  if (logging === undefined) return undefined;
  return lookupAttribute(modules.get("asyncio.base_events")!, "logger") ?? callMethod(logging, "getLogger", "asyncio");
}

/** A coroutine is reported where it was dropped, if that is known. */
function neverAwaited(coroutine: Coroutine): void {
  const { code } = coroutine;
  const origin = originOf(coroutine);
  const made = origin instanceof Origin ? `\n${origin.report()}` : "";
  const method = coroutine instanceof GeneratorStep ? ` method '${code.qualname}' of` : "";
  const name = coroutine instanceof GeneratorStep ? coroutine.generator.code.qualname : code.qualname;
  const message = `coroutine${method} '${name}' was never awaited${made}`;
  const dropped = origin instanceof Origin ? origin.dropped : origin;
  const place = dropped instanceof FrameView ? placeOfFrame(dropped) : { filename: "sys", line: 1 };
  warnings.warnExplicit("RuntimeWarning", message, place, coroutine as Value);
}

/** A negative number is that of a name that has no address. */
function makeOSError(errno: number, text: string, filename: string | undefined): Value {
  if (errno >= 0) return osError(errno, text, filename) as Value;
  const e = makeException(gaierror(), [errno, text]);
  return setField(setField(e, "errno", errno), "strerror", text) as Value;
}

/** An error that was raised while a cancellation was being handled names it as its context; a TimeoutError goes there. */
function insertTimeout(error: unknown): void {
  for (let e = error; e instanceof BaseException && e.context !== undefined; e = e.context) {
    if (!(e.context instanceof CancelledError)) continue;
    e.context = timedOut(e.context);
    return;
  }
}

const raised = new WeakSet<object>();

/** An exception begins a new traceback each time a future raises it but the first. */
function raisesAgain(future: object): void {
  if (raised.has(future)) (future as { value: Exc }).value.traceback = undefined;
  else raised.add(future);
}

export function installHooks(): void {
  hooks.timedOut = (error) => {
    insertTimeout(error);
    const { exceptions } = error as { exceptions?: unknown };
    if (Array.isArray(exceptions)) exceptions.forEach(insertTimeout);
  };
  hooks.makeOSError = makeOSError;
  hooks.makeError = (name, args) => makeException(exceptionTypes.get(name)!, args as Value[]);
  hooks.typeName = (value) => typeOf(asValue(value)).tp.name;
  hooks.repr = (value) => repr(asValue(value));
  hooks.shortRepr = (value) => shortRepr(asValue(value));
  hooks.describeCallback = (callback, args) =>
    describeCallback(callback as Value, runningLoop?.debug ? args : undefined);
  hooks.describeCoroutine = (coroutine) => describeCoroutine(coroutine as Coroutine);
  hooks.call = (callback, args) => call(callback as Value, ...(args as Value[]));
  hooks.runThread = (callable, args, context, done, thread) =>
    runRoot(
      new Coroutine(threadFrame(callable as Value, args as Value[]), THREAD),
      context,
      (outcome, failed) => done(failed ? ownFailure(asException(outcome)) : outcome, failed),
      thread,
    );
  hooks.isAwaitable = (value) => {
    const x = asValue(value);
    return x instanceof Coroutine || isIterableCoroutine(x) || special(x, "__await__") != null;
  };
  hooks.sameCallback = (a, b) => equal(a as Value, b as Value);
  hooks.lessThan = (a, b) => less(a as Value, b as Value);
  hooks.isTrue = (value) => truth(asValue(value));
  hooks.reportsAtEnd = true;
  hooks.neverAwaited = (coroutine) => neverAwaited(coroutine as Coroutine);
  hooks.log = log;
  hooks.captureOrigin = captureOrigin;
  hooks.raises = raisesAgain;
  hooks.makeGroup = (message, errors) => {
    const members = errors.map((error): Exc => asException(error));
    return makeGroup(message, new List(members));
  };
}
