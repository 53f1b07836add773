// `with` and `async with`: finding the two methods, calling them, and saying what is missing.

import { typeError } from "./errors.ts";
import { excInfo } from "./exceptions.ts";
import { truth } from "./protocols.ts";
import { bind, type Type, typeOf } from "./types.ts";
import type { Callable, Value } from "./values.ts";

function qualified(type: Type): string {
  const { module, qualname } = type.tp;
  return module === "builtins" ? qualname : `${module}.${qualname}`;
}

/** The method of the class, bound to the manager as a plain JavaScript function. */
function method(manager: Value, name: string): Callable | undefined {
  const type = typeOf(manager);
  const attribute = type.tp.lookup(name);
  if (attribute === undefined) return undefined;
  const slot = type.tp.proto[`m$${name}`];
  if (slot) return (...args) => slot(manager, ...args);
  const bound = bind(attribute, manager, type)!;
  return (...args) => (bound as Callable)(...args);
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

function pair(manager: Value, isAsync: boolean): [Callable, Callable] {
  const prefix = isAsync ? "__a" : "__";
  const enter = method(manager, `${prefix}enter__`);
  const exit = method(manager, `${prefix}exit__`);
  // 3.14 looks for the exit method first where both are missing, as its message shows.
  if (exit === undefined) throw missing(manager, "exit", isAsync);
  if (enter === undefined) throw missing(manager, "enter", isAsync);
  return [enter, exit];
}

/** Both methods of a context manager. */
export const withMethods = (manager: Value): [Callable, Callable] => pair(manager, false);
export const asyncWith = (manager: Value): [Callable, Callable] => pair(manager, true);

export function withEnter(manager: Value): [Value, Callable] {
  const [enter, exit] = pair(manager, false);
  return [enter(), exit];
}

export const withExit = (exit: Callable, e: Value): boolean => truth(exit(...excInfo(e)));
