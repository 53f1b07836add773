// `with` and `async with`: finding the two methods, calling them, and saying what is missing.

import { awaitFrame, awaitValue } from "../asyncio/coroutine.ts";
import type { Awaiting } from "./awaitcalls.ts";
import { call } from "./calls.ts";
import { type Code, FLAGS, type PyFunction } from "./code.ts";
import { Tuple } from "./containers/tuple.ts";
import { isAwaitable } from "./coroutines.ts";
import { typeError } from "./errors.ts";
import { enter, excInfo, leave } from "./exceptions.ts";
import { truth } from "./protocols.ts";
import { bind, type Type, typeName, typeOf } from "./types.ts";
import type { Callable, Value } from "./values.ts";

function qualified(type: Type): string {
  const { module, name, heap } = type.tp;
  return heap || module === "builtins" ? name : `${module}.${name}`;
}

/** The method of the class, bound to the manager. */
function method(manager: Value, name: string): Value | undefined {
  const type = typeOf(manager);
  const attribute = type.tp.lookup(name);
  return attribute === undefined ? undefined : bind(attribute, manager, type);
}

function missing(manager: Value, which: "enter" | "exit", isAsync: boolean): Error {
  const type = typeOf(manager);
  const kind = isAsync ? "asynchronous context manager" : "context manager";
  const other = isAsync ? "context manager" : "asynchronous context manager";
  const [prefix, otherPrefix] = isAsync ? ["__a", "__"] : ["__", "__a"];
  const supportsOther =
    type.tp.lookup(`${otherPrefix}enter__`) !== undefined && type.tp.lookup(`${otherPrefix}exit__`) !== undefined;
  const hint = supportsOther
    ? ` but it supports the ${other} protocol. Did you mean to use '${isAsync ? "with" : "async with"}'?`
    : "";
  return typeError(
    `'${qualified(type)}' object does not support the ${kind} protocol (missed ${prefix}${which}__ method)${hint}`,
  );
}

function pair(manager: Value, isAsync: boolean): [Value, Value] {
  const prefix = isAsync ? "__a" : "__";
  const enter = method(manager, `${prefix}enter__`);
  const exit = method(manager, `${prefix}exit__`);
  // 3.14 looks for the exit method first where both are missing, as its message shows.
  if (exit === undefined) throw missing(manager, "exit", isAsync);
  if (enter === undefined) throw missing(manager, "enter", isAsync);
  return [enter, exit];
}

/** Both methods of a context manager, bound. */
export const withMethods = (manager: Value): [Value, Value] => pair(manager, false);

/** The same as functions that take the manager: what emitted code finds as `m$__enter__` with any usual class. */
export function withUnusual(manager: Value, isAsync: boolean): [Callable, Callable] {
  const [enter, exit] = pair(manager, isAsync);
  return [(_manager, ...args) => call(enter, ...args), (_manager, ...args) => call(exit, ...args)];
}

/** Awaits what `__aenter__` gives: the value, or SUSPENDED. */
export function enterAsync(enter: Callable & Partial<PyFunction> & Awaiting, manager: Value): unknown {
  const { code } = enter;
  if (code !== undefined && code.awaitArity === 1) return awaitFrame(enter.frame!(manager), code);
  const native = enter.awaitForm;
  if (native !== undefined && native.min <= 1 && native.max >= 1) return native.run(manager);
  return awaitValue(awaitable("enter", enter(manager)));
}

/** The same of `__aexit__`, which takes the exception. */
export function exitAsync(
  exit: Callable & Partial<PyFunction> & Awaiting,
  manager: Value,
  a: Value,
  b: Value,
  c: Value,
): unknown {
  const { code } = exit;
  if (code !== undefined) {
    if (code.awaitArity === 4) return awaitFrame(exit.frame!(manager, a, b, c), code);
    // `__aexit__(self, *args)`
    if (takesStarOnly(code)) {
      return awaitFrame(exit.frame!(manager, new Tuple([a, b, c])), code);
    }
  }
  const native = exit.awaitForm;
  if (native !== undefined && native.min <= 4 && native.max >= 4) return native.run(manager, a, b, c);
  return awaitValue(awaitable("exit", exit(manager, a, b, c)));
}

const KIND = FLAGS.COROUTINE | FLAGS.VARARGS | FLAGS.VARKW | FLAGS.ASYNC_GENERATOR;

const takesStarOnly = ({ flags, argcount, kwonlyargcount }: Code): boolean =>
  (flags & KIND) === (FLAGS.COROUTINE | FLAGS.VARARGS) && argcount === 1 && kwonlyargcount === 0;

function awaitable(which: "enter" | "exit", value: Value): Value {
  if (isAwaitable(value)) return value;
  throw typeError(
    `'async with' received an object from __a${which}__ that does not implement __await__: ${typeName(value)}`,
  );
}

/** Tells the manager of an exception; true if it swallows it. What it raises instead has the exception as its context. */
export function withExit(exit: Callable, manager: Value, e: Value): boolean {
  const previous = enter(e);
  try {
    return truth(exit(manager, ...excInfo(e)));
  } finally {
    leave(previous);
  }
}
