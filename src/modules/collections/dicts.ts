// `defaultdict` and `OrderedDict`.

import { callMethod } from "../../runtime/attributes.ts";
import { call } from "../../runtime/calls.ts";
import { same } from "../../runtime/comparison.ts";
import { Dict, dict, dictDelitem, dictSetitem, equalDicts, updateDict } from "../../runtime/containers/dict.ts";
import { DictItems } from "../../runtime/containers/dictviews.ts";
import { setitem } from "../../runtime/containers/items.ts";
import { makeTuple, Tuple } from "../../runtime/containers/tuple.ts";
import { keyError, typeError } from "../../runtime/errors.ts";
import { nativeType, newInstance } from "../../runtime/native.ts";
import { add } from "../../runtime/operators.ts";
import { iter, iteratorObject, repr, reprEnter, reprLeave, truth } from "../../runtime/protocols.ts";
import { special, type Type, typeOf } from "../../runtime/types.ts";
import { type Callable, None, NotImplemented, type Value } from "../../runtime/values.ts";

class DefaultDict extends Dict {
  factory: Value = None;
}

const dictMethod = (name: string): Callable => dict.tp.dict.get(name) as Callable;

function initialise(self: DefaultDict, args: Value[], keywords?: Map<string, Value>): Value {
  const [factory = None, ...rest] = args;
  if (factory !== None && typeof factory !== "function" && special(factory, "__call__") == null) {
    throw typeError("first argument must be callable or None");
  }
  self.factory = factory;
  dictMethod("__init__")(self, ...rest);
  for (const [key, value] of keywords ?? []) self.set(key, value);
  return None;
}

function missing(self: DefaultDict, key: Value): Value {
  if (self.factory === None) throw keyError(key);
  const value = call(self.factory);
  special(self, "__setitem__")!(self, key, value);
  return value;
}

function copyOf(self: DefaultDict): DefaultDict {
  return call(typeOf(self), self.factory, self) as DefaultDict;
}

export const defaultDictType = (): Type =>
  nativeType({
    name: "defaultdict",
    module: "collections",
    base: dict,
    ctor: DefaultDict,
    doc: "defaultdict(default_factory=None, /, [...]) --> dict with default factory",
    create: (cls) => newInstance(cls),
    methods: {
      "__init__(*args, **kwargs)": initialise,
      "__missing__(key, /)": missing,
      "copy()": copyOf,
      "__copy__()": copyOf,
      "__reduce__()": (self: DefaultDict) => {
        const args = self.factory === None ? [] : [self.factory];
        const items = iteratorObject(iter(new DictItems(self)));
        return makeTuple([typeOf(self), makeTuple(args), None, None, items]);
      },
    },
    getters: {
      default_factory: [
        (self: DefaultDict) => self.factory,
        (self: DefaultDict, value) => {
          self.factory = value ?? None;
        },
      ],
    },
    special: {
      __getitem__: (self: DefaultDict, key: Value) => self.get(key) ?? special(self, "__missing__")!(self, key),
      __setitem__: dictSetitem,
      __delitem__: dictDelitem,
      __repr__: (self: DefaultDict) => {
        const factory = reprEnter(self.factory) ? repr(self.factory) : "...";
        reprLeave(self.factory);
        return `${typeOf(self).tp.name}(${factory}, ${dictMethod("__repr__")(self) as string})`;
      },
      __or__: (self: DefaultDict, other: Value) => {
        if (!(other instanceof Dict)) return NotImplemented;
        const result = copyOf(self);
        updateDict(result, other);
        return result;
      },
      __ror__: (self: DefaultDict, other: Value) => {
        if (!(other instanceof Dict)) return NotImplemented;
        const result = newInstance<DefaultDict>(self.type_);
        result.factory = self.factory;
        updateDict(result, other);
        updateDict(result, self);
        return result;
      },
    },
  });

class OrderedDict extends Dict {}

/** The entries, in order; a dict with an order of its own only if it is an OrderedDict. */
function equalOrdered(self: OrderedDict, other: OrderedDict): boolean {
  const others = other.keys();
  for (const key of self.keys()) {
    const { value, done } = others.next();
    if (done || !same(key, value)) return false;
  }
  return true;
}

function moveToEnd(self: OrderedDict, key: Value, last: Value = true): Value {
  const value = self.delete(key);
  if (value === undefined) throw keyError(key);
  if (truth(last)) {
    self.set(key, value);
    return None;
  }
  const rest = [...self.entries()];
  self.clear();
  self.set(key, value);
  for (const [each, its] of rest) self.set(each, its);
  return None;
}

function popItem(self: OrderedDict, last: Value = true): Value {
  const key = truth(last) ? self.lastKey() : self.keys().next().value;
  if (key === undefined) throw keyError("dictionary is empty");
  return new Tuple([key, self.delete(key)!]);
}

function fromKeys(cls: Type, iterable: Value, value: Value = None): Value {
  const result = call(cls);
  const iterator = iter(iterable);
  const set = special(result, "__setitem__")!;
  for (let key = iterator.next$(); key !== undefined; key = iterator.next$()) set(result, key, value);
  return result;
}

/** `a | b` where at least one is ordered. */
function merged(cls: Type, a: Value, b: Value): Value {
  if (!(a instanceof Dict && b instanceof Dict)) return NotImplemented;
  const result = call(cls) as OrderedDict;
  updateDict(result, a);
  updateDict(result, b);
  return result;
}

function update(self: OrderedDict, args: Value[], keywords?: Map<string, Value>): Value {
  if (args.length > 1) throw typeError(`update expected at most 1 argument, got ${args.length}`);
  const set = special(self, "__setitem__")!;
  const given = new Dict();
  if (args[0] !== undefined) updateDict(given, args[0]);
  for (const [key, value] of given.entries()) set(self, key, value);
  for (const [key, value] of keywords ?? []) set(self, key, value);
  return None;
}

export const orderedDictType = (): Type =>
  nativeType({
    name: "OrderedDict",
    module: "collections",
    base: dict,
    ctor: OrderedDict,
    hasDict: true,
    doc: "Dictionary that remembers insertion order",
    create: (cls) => newInstance(cls),
    methods: {
      "__init__(*args, **kwargs)": update,
      "update(*args, **kwargs)": update,
      "move_to_end(key, last=True)": moveToEnd,
      "popitem(last=True)": popItem,
      "setdefault(key, default=None)": (self: OrderedDict, key: Value, value: Value = None) => {
        const present = self.get(key);
        if (present !== undefined) return present;
        special(self, "__setitem__")!(self, key, value);
        return value;
      },
      "pop(key, default=<unrepresentable>)": (self: OrderedDict, key: Value, fallback?: Value) => {
        const value = self.get(key) ?? fallback;
        if (value === undefined) throw keyError(key);
        if (self.has(key)) special(self, "__delitem__")!(self, key);
        return value;
      },
      "copy()": (self: OrderedDict) => call(typeOf(self), self),
    },
    classMethods: { "fromkeys(iterable, value=None)": fromKeys },
    special: {
      __setitem__: dictSetitem,
      __delitem__: dictDelitem,
      __repr__: (self: OrderedDict) => {
        const name = typeOf(self).tp.name;
        if (self.size === 0) return `${name}()`;
        if (!reprEnter(self)) return "...";
        try {
          return `${name}({${[...self.entries()].map(([key, value]) => `${repr(key)}: ${repr(value)}`).join(", ")}})`;
        } finally {
          reprLeave(self);
        }
      },
      __eq__: (self: OrderedDict, other: Value) => {
        if (!(other instanceof Dict)) return NotImplemented;
        return equalDicts(self, other) && (!(other instanceof OrderedDict) || equalOrdered(self, other));
      },
      __ne__: (self: OrderedDict, other: Value) => {
        if (!(other instanceof Dict)) return NotImplemented;
        return !equalDicts(self, other) || (other instanceof OrderedDict && !equalOrdered(self, other));
      },
      __or__: (self: OrderedDict, other: Value) => merged(typeOf(self), self, other),
      __ror__: (self: OrderedDict, other: Value) => merged(typeOf(self), other, self),
      __ior__: (self: OrderedDict, other: Value) => {
        update(self, [other]);
        return self;
      },
    },
  });

/** What `Counter` counts with. */
export function countElements(mapping: Value, iterable: Value): Value {
  const iterator = iter(iterable);
  for (let key = iterator.next$(); key !== undefined; key = iterator.next$()) countOne(mapping, key);
  return None;
}

function countOne(mapping: Value, key: Value): void {
  if (mapping instanceof Dict && mapping.m$__setitem__ === dictSetitem) mapping.set(key, add(mapping.get(key) ?? 0, 1));
  else setitem(mapping, key, add(callMethod(mapping, "get", key, 0), 1));
}
