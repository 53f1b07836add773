// `with` and `async with`: finding the two methods, calling them, and saying what is missing.

import { awaitValue } from "../asyncio/coroutine.ts";
import { type Awaiting, awaitCall } from "./awaitcalls.ts";
import { call } from "./calls.ts";
import type { PyFunction } from "./code.ts";
import { isAwaitable } from "./coroutines.ts";
import { typeError } from "./errors.ts";
import { enter, excInfo, leave } from "./exceptions.ts";
import { truth } from "./protocols.ts";
import { BoundMethod, bind, type Type, typeName, typeOf } from "./types.ts";
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

/** Both methods of a context manager. */
export const withMethods = (manager: Value): [Value, Value] => pair(manager, false);
export const asyncWith = (manager: Value): [Value, Value] => pair(manager, true);

/** Awaits what `__aenter__` gives: the value, or SUSPENDED. */
export const enterAsync = (enter: Value): unknown =>
  startsAtOnce(enter) ? awaitCall(enter) : awaitValue(awaitable("enter", call(enter)));

/** The same of `__aexit__`, which takes the exception. */
export const exitAsync = (exit: Value, a: Value, b: Value, c: Value): unknown =>
  startsAtOnce(exit) ? awaitCall(exit, a, b, c) : awaitValue(awaitable("exit", call(exit, a, b, c)));

/** Is this a coroutine function, whose result needs no test? */
function startsAtOnce(method: Value): boolean {
  const f = (method instanceof BoundMethod ? method.func : method) as Partial<PyFunction> & Awaiting;
  return f.awaitForm !== undefined || (f.code !== undefined && f.code.awaitArity >= 0);
}

function awaitable(which: "enter" | "exit", value: Value): Value {
  if (isAwaitable(value)) return value;
  throw typeError(
    `'async with' received an object from __a${which}__ that does not implement __await__: ${typeName(value)}`,
  );
}

/** Enters; gives the value and the exit method as a plain JavaScript function. */
export function withEnter(manager: Value): [Value, Callable] {
  const [enter, exit] = pair(manager, false);
  return [call(enter), typeof exit === "function" ? (exit as Callable) : (...args) => call(exit, ...args)];
}

/** Tells the manager of an exception; true if it swallows it. What it raises instead has the exception as its context. */
export function withExit(exit: Callable, e: Value): boolean {
  const previous = enter(e);
  try {
    return truth(exit(...excInfo(e)));
  } finally {
    leave(previous);
  }
}
