// Calls that may block: a call from a frame of a function that can wait, by suspending, for what the host delivers.
//
// `callS` starts the suspendable form of the callee (`f.frame`) if it has one, as `await` starts a coroutine's frame;
// else it is a plain call. Where something on the JavaScript stack cannot suspend (`mayBlock.suspend` is false), all
// calls are plain, and what blocks waits in place.

import { awaitFrame } from "../asyncio/coroutine.ts";
import type { CodeLike } from "../asyncio/hooks.ts";
import { place } from "../asyncio/threads.ts";
import { bindNative, bindPython } from "./arguments.ts";
import { getattr } from "./attributes.ts";
import { call, callKw, namesAndValues } from "./calls.ts";
import { FLAGS, type FrameFunction, isFunction, type PyFunction } from "./code.ts";
import type { Dict } from "./containers/dict.ts";
import { construction } from "./native.ts";
import { object, type } from "./object.ts";
import type { Native } from "./signature.ts";
import { BoundMethod, isType, special, type Type, typeOf } from "./types.ts";
import { None, type Value } from "./values.ts";

/** May the code that runs now suspend? Not below a frame of JavaScript's own. */
export const mayBlock = { suspend: true };

place.enter = (run) => {
  const before = mayBlock.suspend;
  mayBlock.suspend = true;
  try {
    return run();
  } finally {
    mayBlock.suspend = before;
  }
};

/** Native functions that block have a form that suspends, with canonical parameters. */
interface Blocking extends Native {
  frame?: FrameFunction;
}

const CREATES_OBJECT = FLAGS.GENERATOR | FLAGS.COROUTINE | FLAGS.ASYNC_GENERATOR;

/** The frame that runs `f(*args, **keywords)`, or undefined where a plain call does as well. */
export function frameOf(
  f: Value,
  args: Value[],
  names: string[],
  values: Value[],
): [globalThis.Generator<Value, Value, Value>, CodeLike] | undefined {
  if (typeof f === "function") {
    if (isFunction(f)) {
      if (f.frame === undefined || f.code.flags & CREATES_OBJECT) return undefined;
      return [f.frame(...(canonical(f, args, names, values) as Value[])), f.code];
    }
    if (isType(f)) return constructionFrame(f, args, names, values);
    const { frame } = f as unknown as Blocking;
    if (frame === undefined) return undefined;
    const { signature } = f as unknown as Native;
    return [
      frame(...(bindNative(f as unknown as Native, args, names, values) as Value[])),
      { name: signature.name, qualname: signature.name, isPlain: true },
    ];
  }
  if (f instanceof BoundMethod) return frameOf(f.func, [f.self, ...args], names, values);
  if (typeof f === "object" && typeOf(f).tp.heap) {
    const method = special(f, "__call__");
    if (isFunction(method)) return frameOf(method, [f, ...args], names, values);
  }
  return suspendable.frameOf?.(f, args, names, values);
}

/** Further objects whose calls may block (partials, wrappers); set by the modules that define them. */
export const suspendable: { frameOf?: typeof frameOf } = {};

function canonical(f: PyFunction, args: Value[], names: string[], values: Value[]): (Value | undefined)[] {
  if (names.length === 0 && f.full === undefined && args.length === f.code.argcount) return args;
  return bindPython(f, args, names, values);
}

/** A class whose `__init__` may block. */
function constructionFrame(cls: Type, args: Value[], names: string[], values: Value[]): ReturnType<typeof frameOf> {
  const init = cls.tp.lookup("__init__");
  if (!isFunction(init) || init.frame === undefined || typeOf(cls) !== type) return undefined;
  if (init.code.flags & CREATES_OBJECT) return undefined;
  if (cls.tp.lookup("__new__") !== object.tp.dict.get("__new__")) return undefined;
  const self = new cls.tp.construct();
  const frame = init.frame(...(canonical(init, [self, ...args], names, values) as Value[]));
  return [constructing(frame, self), init.code];
}

function* constructing(
  init: globalThis.Generator<Value, Value, Value>,
  self: Value,
): globalThis.Generator<Value, Value, Value> {
  const result = yield* init;
  if (result !== None) throw construction.badInit(result);
  return self;
}

export function callS(f: Value, ...args: Value[]): Value {
  const frame = mayBlock.suspend ? frameOf(f, args, [], []) : undefined;
  return frame === undefined ? call(f, ...args) : (awaitFrame(...frame) as Value);
}

export function callKwS(f: Value, args: Value[], names: string[], values: Value[]): Value {
  const frame = mayBlock.suspend ? frameOf(f, args, names, values) : undefined;
  return frame === undefined ? callKw(f, args, names, values) : (awaitFrame(...frame) as Value);
}

export function callExS(f: Value, args: Value[], keywords: Dict | undefined): Value {
  if (keywords === undefined) return callS(f, ...args);
  return callKwS(f, args, ...namesAndValues(f, keywords));
}

export const callMethodS = (o: Value, name: string, ...args: Value[]): Value => callS(getattr(o, name), ...args);

export const callMethodKwS = (o: Value, name: string, args: Value[], names: string[], values: Value[]): Value =>
  callKwS(getattr(o, name), args, names, values);
