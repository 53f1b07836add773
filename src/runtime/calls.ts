// Calls: everything but the plain JavaScript call of a function with fitting positional arguments.

import { bindNative, bindPython, callPlanned, hasDefaults, type Names, planNative, planPython } from "./arguments.ts";
import { getattr, lookupAttribute, ownAttribute } from "./attributes.ts";
import { constructKeywords } from "./classes.ts";
import { FLAGS, isFunction, type PyFunction } from "./code.ts";
import { Dict } from "./containers/dict.ts";
import { Tuple } from "./containers/tuple.ts";
import { typeError } from "./errors.ts";
import { asStr, isIterable, iter, str } from "./protocols.ts";
import type { Native } from "./signature.ts";
import { BoundMethod, binding, bindsAsMethod, isType, StaticMethod, special, typeName, typeOf } from "./types.ts";
import type { Callable, Value } from "./values.ts";

/** `f(*args)` for any `f`. */
export function call(f: Value, ...args: Value[]): Value {
  if (typeof f === "function") return (f as Callable)(...args);
  if (f instanceof BoundMethod && typeof f.func === "function") return (f.func as Callable)(f.self, ...args);
  const method = special(f, "__call__");
  if (method == null) throw typeError(`'${typeName(f)}' object is not callable`);
  return method(f, ...args);
}

/** `callable(f)` */
export const isCallable = (f: Value): boolean =>
  typeof f === "function" || f instanceof BoundMethod || special(f, "__call__") != null;

binding.call = (f, args) => call(f, ...args);

/**
 * `f(*args, name=value, …)`. The array of names is a constant of the place, and keeps how the last call there was bound;
 * arrays made for one call go through `callKeywords`.
 */
export function callKw(f: Value, args: Value[], names: Names, values: Value[]): Value {
  if (names.length === 0) return call(f, ...args);
  if (typeof f !== "function") return callKeywords(f, args, names, values);
  const { plan } = names;
  const { code } = f as { code?: object };
  if (code !== undefined) {
    const target = f as PyFunction;
    if (plan !== undefined && plan.callee === code && plan.count === args.length && hasDefaults(plan, target)) {
      return callPlanned(plan, target.full ?? target, args, values);
    }
    const bound = bindPython(target, args, names, values);
    const made = planPython(target, args.length, names);
    if (made !== undefined) names.plan = made;
    return callBound(target, bound);
  }
  if (isType(f)) return constructKeywords(f, args, names, values);
  const { signature } = f as { signature?: object };
  if (signature === undefined) throw typeError(`${f.name}() takes no keyword arguments`);
  const target = f as Native;
  if (plan !== undefined && plan.callee === signature && plan.count === args.length) {
    return callPlanned(plan, target.target, args, values);
  }
  // `f.__call__(x=1)`: what it is asked of takes keywords in its own way.
  if (target.isSlot && target.signature.name === "__call__" && isCalledDirectly(args[0])) {
    return callKw(args[0]!, args.slice(1), names, values);
  }
  const bound = bindNative(target, args, names, values);
  const made = planNative(target, args.length, names);
  if (made !== undefined) names.plan = made;
  return target.target(...(bound as Value[]));
}

const isCalledDirectly = (f: Value | undefined): boolean => typeof f === "function" || f instanceof BoundMethod;

function callKeywords(f: Value, args: Value[], names: string[], values: Value[]): Value {
  if (names.length === 0) return call(f, ...args);
  if (typeof f === "function") {
    if (isFunction(f)) return callKw(f, args, namesOf(f, names), values);
    if (isType(f)) return constructKeywords(f, args, names, values);
    if ("signature" in f) return (f as Native).target(...(bindNative(f as Native, args, names, values) as Value[]));
    throw typeError(`${f.name}() takes no keyword arguments`);
  }
  if (f instanceof BoundMethod) return callKw(f.func, [f.self, ...args], names, values);
  if (f instanceof StaticMethod) return callKw(f.func, args, names, values);
  const type = typeOf(f);
  const method = special(f, "__call__");
  if (method == null) throw typeError(`'${type.tp.name}' object is not callable`);
  // A static or class method, or a callable object, in the place of __call__ takes the arguments in its own way.
  if (isFunction(method) || "signature" in method) return callKw(method, [f, ...args], names, values);
  return callKw(getattr(f, "__call__"), args, names, values);
}

/**
 * Names that were put together for one call: the array of the last such call of the function if it is alike, and with it
 * how that call was bound; else a copy without a binding, which is made when the names come again.
 */
function namesOf({ code }: PyFunction, names: string[]): Names {
  const kept = code.spread;
  if (kept !== undefined && kept.length === names.length && names.every((name, i) => name === kept[i])) return kept;
  code.spread = names.slice();
  return names;
}

/** Canonical arguments to a Python function. */
function callBound(f: PyFunction, bound: (Value | undefined)[]): Value {
  return (f.full ?? f)(...(bound as Value[]));
}

/**
 * `f(*args)` for arguments in an array. What takes `*args` gets them as they are: a hundred thousand of them would not fit
 * on JavaScript's stack.
 */
function callArray(f: Value, args: Value[]): Value {
  if (typeof f === "function") {
    if (isFunction(f)) {
      const { code } = f;
      if ((code.flags & FLAGS.VARARGS) !== 0 && args.length > code.argcount)
        return callBound(f, bindPython(f, args, [], []));
    } else if ("signature" in f && (f as Native).signature.varargs && args.length > ON_STACK) {
      return (f as Native).target(...(bindNative(f as Native, args, [], []) as Value[]));
    }
  }
  return call(f, ...args);
}

/** More arguments than this are not put on the stack. */
const ON_STACK = 1000;

/** `f(*args, **keywords)`; the stars are spread already. */
export function callEx(f: Value, args: Value[], keywords: Dict | undefined): Value {
  if (keywords === undefined || keywords.size === 0) return callArray(f, args);
  const [names, values] = namesAndValues(f, keywords);
  return callKeywords(f, args, names, values);
}

/** The keyword arguments for `f`; only when all of them are together, their keys are looked at. */
export function namesAndValues(f: Value | undefined, keywords: Dict): [string[], Value[]] {
  const names: string[] = [];
  const values: Value[] = [];
  for (const [key, value] of keywords.entries()) {
    names.push(keyword(f, key));
    values.push(value);
  }
  return [names, values];
}

/** A call with keywords in a Map, as TypeScript code has them. */
export function callWith(f: Value, args: Value[], keywords: Map<string, Value> | undefined): Value {
  return keywords === undefined
    ? call(f, ...args)
    : callKeywords(f, args, [...keywords.keys()], [...keywords.values()]);
}

/** `o.name(*args, …)` */
export function callMethodKw(o: Value, name: string, args: Value[], names: string[], values: Value[]): Value {
  if (typeof o !== "function") {
    const { tp } = typeOf(o);
    const method = tp.customGetattribute ? undefined : tp.lookup(name);
    // An attribute of the instance would have covered the method.
    if (typeof method === "function" && bindsAsMethod(method) && (!tp.hasDict || isUncovered(o, name))) {
      return callKw(method, [o, ...args], names, values);
    }
  }
  return callKw(getattr(o, name), args, names, values);
}

const isUncovered = (o: Value, name: string): boolean => ownAttribute(o, name) === undefined;

/** How a callee is named in errors about its stars: `module.f()`. */
export function calleeName(f: Value | undefined): string {
  // The keywords of a class statement.
  if (f === undefined) return "__build_class__()";
  const module = lookupAttribute(f, "__module__");
  const qualname = lookupAttribute(f, "__qualname__");
  if (typeof qualname !== "string") return str(f);
  return typeof module === "string" && module !== "builtins" ? `${module}.${qualname}()` : `${qualname}()`;
}

/** `f(*iterable)` */
export function spread(f: Value, into: Value[], iterable: Value): void {
  if (iterable instanceof Tuple && !typeOf(iterable).tp.heap) {
    for (const item of iterable.items) into.push(item);
    return;
  }
  if (!isIterable(iterable)) {
    throw typeError(`${calleeName(f)} argument after * must be an iterable, not ${typeName(iterable)}`);
  }
  const iterator = iter(iterable);
  for (let item = iterator.next$(); item !== undefined; item = iterator.next$()) into.push(item);
}

/** Adds what `**mapping` gives to the keyword arguments of a call of `f`. */
export function spreadMapping(f: Value, into: Dict, mapping: Value): void {
  if (mapping instanceof Dict && !mapping.type_.tp.heap) {
    for (const [key, value] of mapping.entries()) addKeyword(f, into, key, value);
    return;
  }
  const keys = lookupAttribute(mapping, "keys");
  const getitem = special(mapping, "__getitem__");
  if (keys === undefined || getitem == null) {
    throw typeError(`${calleeName(f)} argument after ** must be a mapping, not ${typeName(mapping)}`);
  }
  const iterator = iter(call(keys));
  for (let key = iterator.next$(); key !== undefined; key = iterator.next$()) {
    addKeyword(f, into, key, getitem(mapping, key));
  }
}

function keyword(f: Value | undefined, key: Value): string {
  const name = asStr(key);
  if (name !== undefined) return name;
  if (f !== undefined && !isCallable(f)) throw typeError(`'${typeName(f)}' object is not callable`);
  throw typeError("keywords must be strings");
}

export function addKeyword(f: Value | undefined, into: Dict, key: Value, value: Value): void {
  if (into.has(key)) throw typeError(`${calleeName(f)} got multiple values for keyword argument '${str(key)}'`);
  into.set(key, value);
}
