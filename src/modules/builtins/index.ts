// The module `builtins`: its names are what a global load falls through to.

import "../../runtime/coretypes.ts";
import "../../runtime/coroutines.ts";
import { bytearray } from "../../runtime/bytes/bytearray.ts";
import { bytes } from "../../runtime/bytes/bytes.ts";
import { memoryview } from "../../runtime/bytes/memoryview.ts";
import { dict } from "../../runtime/containers/dict.ts";
import { enumerate, filter, map, reversed, zip } from "../../runtime/containers/iteration.ts";
import { list } from "../../runtime/containers/list.ts";
import { range } from "../../runtime/containers/range.ts";
import { all, any, len, max, min, sorted, sum } from "../../runtime/containers/reductions.ts";
import { frozenset, set } from "../../runtime/containers/settypes.ts";
import { slice } from "../../runtime/containers/slice.ts";
import { tuple } from "../../runtime/containers/tuple.ts";
import { superType } from "../../runtime/coretypes.ts";
import { classmethodType, propertyType, staticmethodType } from "../../runtime/descriptortypes.ts";
import { builtinNames } from "../../runtime/emitted.ts";
import "../../runtime/exceptiongroups.ts";
import { exceptionTypes } from "../../runtime/exceptions.ts";
import { statement } from "../../runtime/imports.ts";
import { Module } from "../../runtime/modules.ts";
import { bool } from "../../runtime/numbers/bool.ts";
import { complex } from "../../runtime/numbers/complex.ts";
import { floatType } from "../../runtime/numbers/float.ts";
import { intType } from "../../runtime/numbers/int.ts";
import { object, type } from "../../runtime/object.ts";
import { str } from "../../runtime/strings/str.ts";
import type { Type } from "../../runtime/types.ts";
import { Ellipsis, None, NotImplemented, type Value } from "../../runtime/values.ts";
import { environment } from "../environment.ts";
import { open } from "../io/open.ts";
import { breakpointFunction } from "./breakpoint.ts";
import { executionFunctions } from "./execution.ts";
import { builtinFunctions } from "./functions.ts";
import { Quitter } from "./quitter.ts";

export function createBuiltins(): Module {
  const module = new Module(
    "builtins",
    "Built-in functions, types, exceptions, and other objects.\n\nThis module provides direct access to all 'built-in'\nidentifiers of Python; for example, builtins.len is\nthe full name for the built-in function len().\n\nThis module is not normally accessed explicitly by most\napplications, but can be useful in modules that provide\nobjects with the same name as a builtin value, but in\nwhich the built-in of that name is also needed.",
  );
  const add = (name: string, value: Value): void => {
    module[`$${name}`] = value;
  };
  for (const f of [
    ...builtinFunctions(),
    ...executionFunctions(),
    breakpointFunction(),
    open,
    all,
    any,
    len,
    max,
    min,
    sorted,
    sum,
  ])
    add(f.signature.name, f);
  statement.function = module.$__import__;
  const types: Type[] = [
    object,
    type,
    intType,
    floatType,
    complex,
    bool,
    str,
    bytes,
    bytearray,
    memoryview,
    list,
    tuple,
    dict,
    set,
    frozenset,
    range,
    slice,
    propertyType,
    staticmethodType,
    classmethodType,
    superType,
    enumerate,
    filter,
    map,
    reversed,
    zip,
  ];
  for (const cls of types) add(cls.tp.name, cls);
  for (const [name, cls] of exceptionTypes) if (cls.tp.module === "builtins") add(name, cls);
  add("EnvironmentError", exceptionTypes.get("OSError")!);
  add("IOError", exceptionTypes.get("OSError")!);
  add("None", None);
  add("Ellipsis", Ellipsis);
  add("NotImplemented", NotImplemented);
  add("True", true);
  add("False", false);
  add("__debug__", environment.flags.optimize === 0);
  for (const name of ["exit", "quit"]) add(name, new Quitter(name));
  for (const key of Object.keys(module)) if (key.startsWith("$")) builtinNames[key] = module[key as `$${string}`]!;
  makeFast(builtinNames);
  return new Proxy(module, followed);
}

/**
 * V8 keeps so many properties in a hash table, which inline caches cannot see into: each `len(x)` took 40 ns to find `len`.
 * An object that is a prototype gets a hidden class nevertheless, once the inline cache of a load has looked through it;
 * and V8 gives a function inline caches when it has run for a while.
 */
function makeFast(o: object): void {
  const heir = Object.create(o) as { $len?: Value };
  for (let i = 0; i < 300; i++) heir.$len;
}

/** What a program changes in the module `builtins`, emitted code finds where it looks for built-in names. */
const followed: ProxyHandler<Module> = {
  defineProperty(module, key, descriptor) {
    if (typeof key === "string" && key.startsWith("$")) {
      if (descriptor.value === undefined) delete builtinNames[key];
      else builtinNames[key] = descriptor.value;
    }
    return Reflect.defineProperty(module, key, descriptor);
  },
  deleteProperty(module, key) {
    if (typeof key === "string" && key.startsWith("$")) delete builtinNames[key];
    return Reflect.deleteProperty(module, key);
  },
};
