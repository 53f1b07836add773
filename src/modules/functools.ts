// The module `_functools`: `partial`, `reduce`, `cmp_to_key` and the wrapper behind `lru_cache`.

import { hasInstanceDict, instanceDict, replaceInstanceDict } from "../runtime/attributedict.ts";
import { getattr } from "../runtime/attributes.ts";
import { frameOf, suspendable } from "../runtime/blocking.ts";
import { call, callKw } from "../runtime/calls.ts";
import { eq, ge, gt, le, lt } from "../runtime/comparison.ts";
import { Dict, dict } from "../runtime/containers/dict.ts";
import { genericAlias } from "../runtime/containers/genericalias.ts";
import { Tuple, tuple } from "../runtime/containers/tuple.ts";
import { typeError } from "../runtime/errors.ts";
import type { Module } from "../runtime/modules.ts";
import { nativeType, newInstance } from "../runtime/native.ts";
import { intOf } from "../runtime/numbers/coerce.ts";
import { asStr, hash, iter, objectRepr, repr, reprEnter, reprLeave, str } from "../runtime/protocols.ts";
import { Method, special, type Type, typeName, typeOf } from "../runtime/types.ts";
import { None, type Value } from "../runtime/values.ts";
import { constructor } from "./constructor.ts";
import { moduleFrom } from "./define.ts";

const isCallable = (f: Value): boolean => typeof f === "function" || special(f, "__call__") != null;

// ---- partial ----------------------------------------------------------------------------------------------------------

/** `functools.Placeholder`: a positional argument of a partial that its caller gives. */
class PlaceholderType {}

const Placeholder = new PlaceholderType();

export class Partial {
  func: Value = None;
  args: Value[] = [];
  /** The arguments as programs see them, once they have. */
  shown: Tuple | undefined = undefined;
  keywords = new Dict();
  /** How many of the arguments are placeholders. */
  gaps = 0;
}

/** The arguments of the call that a call of the partial becomes. */
function fullArguments(self: Partial, given: Value[]): Value[] {
  if (self.gaps === 0) return self.args.length === 0 ? given : [...self.args, ...given];
  if (given.length < self.gaps) {
    throw typeError(
      `missing positional arguments in 'partial' call; expected at least ${self.gaps}, got ${given.length}`,
    );
  }
  let at = 0;
  const filled = self.args.map((arg) => (arg === Placeholder ? given[at++]! : arg));
  return [...filled, ...given.slice(at)];
}

/** The names and values of keyword arguments: the partial's own, covered by those given. */
function fullKeywords(self: Partial, names: readonly string[], values: readonly Value[]): [string[], Value[]] {
  const all = new Map<string, Value>();
  for (const [name, value] of self.keywords.entries()) {
    const text = asStr(name);
    if (text === undefined) throw typeError("keywords must be strings");
    all.set(text, value);
  }
  for (let i = 0; i < names.length; i++) all.set(names[i]!, values[i]!);
  return [[...all.keys()], [...all.values()]];
}

function callPartial(self: Partial, args: Value[], keywords?: Map<string, Value>): Value {
  const all = fullArguments(self, args);
  if (self.keywords.size === 0 && keywords === undefined) return call(self.func, ...all);
  return callKw(self.func, all, ...fullKeywords(self, [...(keywords?.keys() ?? [])], [...(keywords?.values() ?? [])]));
}

function newPartial(cls: Type, args: Value[], keywords?: Map<string, Value>): Value {
  const [func, ...rest] = args;
  if (func === undefined) throw typeError("type 'partial' takes at least one argument");
  if (!isCallable(func)) throw typeError("the first argument must be callable");
  if (rest.at(-1) === Placeholder) throw typeError("trailing Placeholders are not allowed");
  for (const [, value] of keywords ?? []) {
    if (value === Placeholder) throw typeError("Placeholder cannot be passed as a keyword argument");
  }
  const self = newInstance<Partial>(cls);
  const inner = func instanceof Partial && !hasOwnAttributes(func) ? func : undefined;
  self.func = inner?.func ?? func;
  self.args = inner === undefined ? rest : nested(inner, rest);
  if (inner !== undefined) for (const [name, value] of inner.keywords.entries()) self.keywords.set(name, value);
  for (const [name, value] of keywords ?? []) self.keywords.set(name, value);
  self.gaps = self.args.filter((arg) => arg === Placeholder).length;
  return self;
}

const hasOwnAttributes = (o: Value): boolean => hasInstanceDict(o) && instanceDict(o).size > 0;

/** The arguments of a partial of a partial: the first ones fill the inner one's gaps. */
function nested(inner: Partial, given: Value[]): Value[] {
  let at = 0;
  const filled = inner.args.map((arg) => (arg === Placeholder && at < given.length ? given[at++]! : arg));
  return [...filled, ...given.slice(at)];
}

function partialRepr(self: Partial): string {
  const { tp } = typeOf(self);
  if (!reprEnter(self)) return "...";
  try {
    const parts = [repr(self.func), ...self.args.map(repr)];
    for (const [name, value] of [...self.keywords.entries()]) parts.push(`${str(name)}=${repr(value)}`);
    return `${tp.module}.${tp.qualname}(${parts.join(", ")})`;
  } finally {
    reprLeave(self);
  }
}

function shownArguments(self: Partial): Tuple {
  self.shown ??= new Tuple(self.args);
  return self.shown;
}

/** What a pickle says of a partial: (function, arguments, keywords or None, attributes or None). */
function setPartial(self: Partial, state: Value): Value {
  const [func, args, keywords, attributes] = state instanceof Tuple && state.items.length === 4 ? state.items : [];
  const isValid =
    func !== undefined &&
    isCallable(func) &&
    args instanceof Tuple &&
    (keywords === None || keywords instanceof Dict) &&
    (attributes === None || attributes instanceof Dict);
  if (!isValid) throw typeError("invalid partial state");
  if (args.items.at(-1) === Placeholder) throw typeError("trailing Placeholders are not allowed");
  self.func = func;
  self.args = args.items;
  self.shown = args.type_ === tuple ? args : undefined;
  self.gaps = self.args.filter((arg) => arg === Placeholder).length;
  self.keywords = new Dict();
  if (keywords instanceof Dict) {
    if (keywords.type_ === dict) self.keywords = keywords;
    else for (const [key, value] of keywords.entries()) self.keywords.set(key, value);
  }
  if (attributes instanceof Dict) replaceInstanceDict(self, attributes);
  else instanceDict(self).clear();
  return None;
}

const partialType = (): Type =>
  nativeType({
    name: "partial",
    module: "functools",
    ctor: Partial,
    hasDict: true,
    doc: "Create a new function with partial application of the given arguments and keywords.",
    create: newPartial,
    methods: {
      "__call__(*args, **kwargs)": callPartial,
      "__init__(*args, **kwargs)": () => None,
      "__reduce__()": (self: Partial) =>
        new Tuple([
          typeOf(self),
          new Tuple([self.func]),
          new Tuple([
            self.func,
            shownArguments(self),
            self.keywords,
            hasOwnAttributes(self) ? instanceDict(self) : None,
          ]),
        ]),
      "__setstate__(state, /)": setPartial,
    },
    classMethods: { "__class_getitem__(object, /)": genericAlias },
    getters: {
      func: (self: Partial) => self.func,
      args: shownArguments,
      keywords: (self: Partial) => self.keywords,
      __dict__: [
        (self: Partial) => instanceDict(self),
        (self: Partial, value) => {
          if (value === undefined) throw typeError("cannot delete __dict__");
          if (!(value instanceof Dict)) {
            throw typeError(`__dict__ must be set to a dictionary, not a '${typeName(value)}'`);
          }
          replaceInstanceDict(self, value);
        },
      ],
    },
    special: {
      __repr__: partialRepr,
      __get__: (self: Partial, instance: Value) =>
        instance === None || instance === undefined ? self : new Method(self, instance),
    },
  });

// ---- cmp_to_key -------------------------------------------------------------------------------------------------------

class Key {
  readonly compare: Value;
  readonly object: Value;
  constructor(compare: Value, object: Value) {
    this.compare = compare;
    this.object = object;
  }
}

class KeyMaker {
  readonly compare: Value;
  constructor(compare: Value) {
    this.compare = compare;
  }
}

const by =
  (order: (a: Value, b: Value) => Value) =>
  (self: Key, other: Value): Value => {
    if (!(other instanceof Key)) throw typeError("other argument must be K instance");
    return order(call(self.compare, self.object, other.object), 0);
  };

function keyTypes(): void {
  nativeType({
    name: "KeyWrapper",
    module: "functools",
    ctor: Key,
    getters: { obj: (self: Key) => self.object },
    special: { __lt__: by(lt), __le__: by(le), __gt__: by(gt), __ge__: by(ge), __eq__: by(eq), __hash__: null },
  });
  nativeType({
    name: "KeyWrapper",
    module: "functools",
    ctor: KeyMaker,
    methods: { "__call__(obj)": (self: KeyMaker, object: Value) => new Key(self.compare, object) },
  });
}

// ---- reduce -----------------------------------------------------------------------------------------------------------

function reduce(f: Value, iterable: Value, initial?: Value): Value {
  const iterator = iter(iterable);
  let result = initial ?? iterator.next$();
  if (result === undefined) throw typeError("reduce() of empty iterable with no initial value");
  for (let item = iterator.next$(); item !== undefined; item = iterator.next$()) result = call(f, result, item);
  return result;
}

// ---- lru_cache --------------------------------------------------------------------------------------------------------

class CachedFunction {
  func: Value = None;
  /** -1: no limit. */
  limit = -1;
  typed = false;
  infoType: Value = None;
  cache = new Dict();
  hits = 0;
  misses = 0;
}

/** Between positional and keyword arguments in a key. */
const KEYWORDS = new PlaceholderType();

/** The key of a call. A lone string or int is its own; anything else goes into a tuple. */
function keyOf(typed: boolean, args: Value[], keywords?: Map<string, Value>): Value {
  if (keywords === undefined && !typed && args.length === 1) {
    const [only] = args;
    if (typeof only === "string" || Number.isInteger(only)) return only!;
  }
  const parts = [...args];
  if (keywords !== undefined) {
    parts.push(KEYWORDS);
    for (const [name, value] of keywords) parts.push(name, value);
  }
  if (typed) {
    for (const arg of args) parts.push(typeOf(arg));
    for (const value of keywords?.values() ?? []) parts.push(typeOf(value));
  }
  return new Tuple(parts);
}

/** What the cache holds; an argument that cannot be hashed is named, not the key that holds it. */
function lookUp(cache: Dict, key: Value): Value | undefined {
  try {
    return cache.get(key);
  } catch (e) {
    hash(key);
    throw e;
  }
}

function callCached(self: CachedFunction, args: Value[], keywords?: Map<string, Value>): Value {
  const run = (): Value =>
    keywords === undefined
      ? call(self.func, ...args)
      : callKw(self.func, args, [...keywords.keys()], [...keywords.values()]);
  if (self.limit === 0) {
    self.misses++;
    return run();
  }
  const { cache } = self;
  const key = keyOf(self.typed, args, keywords?.size ? keywords : undefined);
  const known = lookUp(cache, key);
  if (known !== undefined) {
    self.hits++;
    if (self.limit > 0) {
      cache.delete(key);
      cache.set(key, known);
    }
    return known;
  }
  self.misses++;
  const result = run();
  if (self.limit > 0 && cache.size >= self.limit && !cache.has(key)) cache.delete(cache.keys().next().value!);
  self.cache.set(key, result);
  return result;
}

const cachedType = (): Type =>
  nativeType({
    name: "_lru_cache_wrapper",
    module: "functools",
    ctor: CachedFunction,
    hasDict: true,
    create: constructor(
      "lru_cache(user_function, maxsize, typed, cache_info_type)",
      (cls, func: Value, limit: Value, typed: Value, infoType: Value) => {
        if (!isCallable(func)) throw typeError("the first argument must be callable");
        const n = limit === None ? -1 : intOf(limit);
        if (n === undefined) throw typeError("maxsize should be integer or None");
        return Object.assign(newInstance<CachedFunction>(cls), {
          func,
          limit: limit === None ? -1 : Math.max(0, Number(n)),
          typed: typed === true,
          infoType,
        });
      },
    ),
    methods: {
      "__call__(*args, **kwargs)": callCached,
      "__reduce__()": (self: CachedFunction) => getattr(self, "__qualname__"),
      "cache_info()": (self: CachedFunction) =>
        call(self.infoType, self.hits, self.misses, self.limit < 0 ? None : self.limit, self.cache.size),
      "cache_clear()": (self: CachedFunction) => {
        self.cache = new Dict();
        self.hits = 0;
        self.misses = 0;
        return None;
      },
      "__copy__()": (self: CachedFunction) => self,
      "__deepcopy__(memo, /)": (self: CachedFunction) => self,
    },
    special: {
      __get__: (self: CachedFunction, instance: Value) =>
        instance === None || instance === undefined ? self : new Method(self, instance),
      __repr__: (self: CachedFunction) => objectRepr(self),
    },
  });

/** A partial's call may suspend where that of its function may. */
function letPartialsSuspend(): void {
  const before = suspendable.frameOf;
  suspendable.frameOf = (f, args, names, values) => {
    if (!(f instanceof Partial)) return before?.(f, args, names, values);
    return frameOf(f.func, fullArguments(f, args), ...fullKeywords(f, names, values));
  };
}

export function createFunctools(): Module {
  keyTypes();
  letPartialsSuspend();
  nativeType({
    name: "_PlaceholderType",
    module: "functools",
    ctor: PlaceholderType,
    final: true,
    create: () => Placeholder,
    special: { __repr__: (self: Value) => (self === Placeholder ? "Placeholder" : "<keywords>") },
  });
  return moduleFrom("_functools", {
    doc: "Tools that operate on functions.",
    functions: {
      "reduce(function, iterable, /, initial=<unrepresentable>)": reduce,
      "cmp_to_key(mycmp)": (compare: Value) => new KeyMaker(compare),
    },
    types: [partialType(), cachedType()],
    attributes: { Placeholder },
  });
}
