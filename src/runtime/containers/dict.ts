// `dict`. How keys are found stands in keys.ts; here are the class, its TypeScript interface, and the methods.
//
// The methods of the Python type go through `get`, `set`, `has`, `delete`, `size`, `keys` and `entries` alone, so that a
// derived class with another store (the `__dict__` of an instance, the globals of a module) overrides these and is a dict.

import { same } from "../comparison.ts";
import { keyError, runtimeError, typeError, valueError } from "../errors.ts";
import { addNote } from "../exceptions.ts";
import { nativeType, newInstance } from "../native.ts";
import "../object.ts";
import { callMethod, hasAttribute } from "../attributes.ts";
import { call, isIterable, iter, repr, reprEnter, reprLeave } from "../protocols.ts";
import { misfits, type Native } from "../signature.ts";
import { special, type Type } from "../types.ts";
import { type Callable, None, NotImplemented, type Value } from "../values.ts";
import { DictItems, DictKeyIterator, DictKeys, DictValues, reverseIterator } from "./dictviews.ts";
import { expectArguments } from "./expect.ts";
import { genericAlias } from "./genericalias.ts";
import { lowHash } from "./hash.ts";
import {
  type HardKeys,
  hardKeys,
  type KeyMap,
  keyHash,
  plainKey,
  removeStored,
  storedHard,
  storedKey,
} from "./keys.ts";
import { itemsOf, Tuple } from "./tuple.ts";

export class Dict implements KeyMap {
  readonly map = new Map<Value, Value>();
  hard: HardKeys | undefined = undefined;
  /** Plain keys that were given in another form than the Map holds: 1 → True. */
  protected odd: Map<Value, Value> | undefined = undefined;
  declare readonly type_: Type;
  declare readonly m$__getitem__: Callable;
  declare readonly m$__setitem__: Callable;
  declare readonly m$__delitem__: Callable;

  get size(): number {
    return this.map.size;
  }

  /** The value; undefined if there is none. */
  get(key: Value): Value | undefined {
    if (typeof key === "string" || typeof key === "number") {
      const value = this.map.get(key);
      if (value !== undefined || this.hard === undefined) return value;
    }
    const stored = storedKey(this, key, "dict key");
    return stored === undefined ? undefined : this.map.get(stored);
  }

  has(key: Value): boolean {
    if ((typeof key === "string" || typeof key === "number") && this.hard === undefined) return this.map.has(key);
    return storedKey(this, key, "dict key") !== undefined;
  }

  set(key: Value, value: Value): void {
    if ((typeof key === "string" || typeof key === "number") && this.hard === undefined) this.map.set(key, value);
    else this.setSlow(key, value);
  }

  private setSlow(key: Value, value: Value): void {
    const { map, hard } = this;
    const plain = plainKey(key);
    if (plain === undefined) {
      const hash = keyHash(key, "dict key");
      const stored = storedHard(this, key, hash);
      if (stored === undefined) {
        const hard = hardKeys(this);
        hard.add(key, hash);
        hard.append(key, map.size);
      }
      map.set(stored ?? key, value);
      return;
    }
    if (!map.has(plain)) {
      if (hard !== undefined) {
        const equalKey = hard.foreign > 0 ? hard.find(key, lowHash(key)) : undefined;
        if (equalKey !== undefined) {
          map.set(equalKey, value);
          return;
        }
        hard.addPlain(plain);
        hard.append(plain, map.size);
      }
      if (plain !== key) (this.odd ??= new Map()).set(plain, key);
    }
    map.set(plain, value);
  }

  /** Removes the key and gives the value it had. */
  delete(key: Value): Value | undefined {
    const stored = storedKey(this, key, "dict key");
    if (stored === undefined) return undefined;
    const value = this.map.get(stored);
    removeStored(this, stored);
    this.odd?.delete(stored);
    return value;
  }

  clear(): void {
    this.map.clear();
    this.hard = undefined;
    this.odd = undefined;
  }

  keys(): IterableIterator<Value> {
    return this.odd === undefined ? this.map.keys() : originalKeys(this.map, this.odd);
  }

  values(): IterableIterator<Value> {
    return this.map.values();
  }

  entries(): IterableIterator<[Value, Value]> {
    return this.odd === undefined ? this.map.entries() : originalEntries(this.map, this.odd);
  }

  /** The last key; undefined if the dict is empty. */
  lastKey(): Value | undefined {
    if (this.map.size === 0) return undefined;
    const hard = hardKeys(this);
    hard.tail ??= [...this.map.keys()];
    const { tail } = hard;
    while (!this.map.has(tail.at(-1)!)) tail.pop();
    const stored = tail.at(-1)!;
    return this.odd?.get(stored) ?? stored;
  }

  iter$(): DictKeyIterator {
    return new DictKeyIterator(this);
  }
}

function* originalKeys(map: Map<Value, Value>, odd: Map<Value, Value>): Generator<Value, undefined> {
  for (const key of map.keys()) yield odd.get(key) ?? key;
}

function* originalEntries(map: Map<Value, Value>, odd: Map<Value, Value>): Generator<[Value, Value], undefined> {
  for (const [key, value] of map) yield [odd.get(key) ?? key, value];
}

/** The dict of the keyword arguments that a function collects. */
export const makeKeywordDict = (): Dict => new Dict();

/** Does the class look items up and iterate as `dict` does? Then its entries may be read directly. */
const readsAsDict = (value: Dict): boolean =>
  value.type_ === dict || value.type_.tp.lookup("__iter__") === dict.tp.lookup("__iter__");

/** `into.update(source)` */
export function updateDict(into: Dict, source: Value): void {
  if (source instanceof Dict && readsAsDict(source)) {
    const { size } = source;
    for (const [key, value] of source === into ? [] : source.entries()) {
      into.set(key, value);
      if (source.size !== size) throw runtimeError("dict mutated during update");
    }
  } else if (hasAttribute(source, "keys")) {
    const iterator = iter(callMethod(source, "keys"));
    for (let key = iterator.next$(); key !== undefined; key = iterator.next$()) {
      into.set(key, special(source, "__getitem__")!(source, key));
    }
  } else updateFromPairs(into, source);
}

function updateFromPairs(into: Dict, pairs: Value): void {
  const iterator = iter(pairs);
  let at = 0;
  for (let pair = iterator.next$(); pair !== undefined; pair = iterator.next$(), at++) {
    const items = pair instanceof Tuple ? pair.items : pairItems(pair, at);
    if (items.length !== 2) {
      throw valueError(`dictionary update sequence element #${at} has length ${items.length}; 2 is required`);
    }
    into.set(items[0]!, items[1]!);
  }
}

function pairItems(pair: Value, at: number): Value[] {
  if (isIterable(pair)) return itemsOf(pair);
  const error = typeError("object is not iterable");
  addNote(error, `Cannot convert dictionary update sequence element #${at} to a sequence`);
  throw error;
}

function fill(self: Dict, name: string, args: Value[], keywords: Map<string, Value> | undefined): void {
  expectArguments(name, args, undefined, 0, 1);
  if (args.length === 1) updateDict(self, args[0]!);
  if (keywords !== undefined) for (const [key, value] of keywords) self.set(key, value);
}

export function dictGetitem(self: Dict, key: Value): Value {
  const value = self.get(key);
  if (value !== undefined) return value;
  if (self.type_.tp.heap) {
    const missing = special(self, "__missing__");
    if (missing != null) return missing(self, key);
  }
  throw keyError(key);
}

export function dictSetitem(self: Dict, key: Value, value: Value): Value {
  self.set(key, value);
  return None;
}

export function dictDelitem(self: Dict, key: Value): Value {
  if (self.delete(key) === undefined) throw keyError(key);
  return None;
}

export function equalDicts(a: Dict, b: Dict): boolean {
  if (a.size !== b.size) return false;
  for (const [key, value] of a.entries()) {
    const other = b.get(key);
    if (other === undefined || !same(value, other)) return false;
  }
  return true;
}

/** A plain dict of the same entries. */
export function copyDict(source: Dict): Dict {
  const result = new Dict();
  for (const [key, value] of source.entries()) result.set(key, value);
  return result;
}

function merged(a: Value, b: Value): Value {
  if (!(a instanceof Dict && b instanceof Dict)) return NotImplemented;
  const result = copyDict(a);
  updateDict(result, b);
  return result;
}

function dictRepr(self: Dict): string {
  if (self.size === 0) return "{}";
  if (!reprEnter(self)) return "{...}";
  try {
    const parts: string[] = [];
    for (const [key, value] of self.entries()) parts.push(`${repr(key)}: ${repr(value)}`);
    return `{${parts.join(", ")}}`;
  } finally {
    reprLeave(self);
  }
}

function fromKeys(cls: Value, iterable: Value, value: Value = None): Value {
  const result = cls === dict ? new Dict() : call(cls);
  const plain = result instanceof Dict && result.m$__setitem__ === dictSetitem ? result : undefined;
  const iterator = iter(iterable);
  for (let key = iterator.next$(); key !== undefined; key = iterator.next$()) {
    if (plain !== undefined) plain.set(key, value);
    else special(result, "__setitem__")!(result, key, value);
  }
  return result;
}

/** `dict.get` is hot: it checks its arguments itself. */
function get(self: Dict, key: Value, fallback: Value = None): Value {
  if (arguments.length < 2 || arguments.length > 3) misfits.raise(get as unknown as Native, arguments.length);
  const value = self.get(key);
  return value === undefined ? fallback : value;
}

export const dict: Type = nativeType({
  name: "dict",
  ctor: Dict,
  doc: "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\ndict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n        d[k] = v\ndict(**kwargs) -> new dictionary initialized with the name=value pairs\n    in the keyword argument list.  For example:  dict(one=1, two=2)",
  create: (cls) => newInstance(cls),
  methods: {
    "__init__(*args, **kwargs)": (self: Dict, args: Value[], keywords?: Map<string, Value>) => {
      fill(self, "dict", args, keywords);
      return None;
    },
    "update(*args, **kwargs)": (self: Dict, args: Value[], keywords?: Map<string, Value>) => {
      fill(self, "update", args, keywords);
      return None;
    },
    "!get(key, default=None, /)": get,
    "setdefault(key, default=None, /)": (self: Dict, key: Value, value: Value = None) => {
      const present = self.get(key);
      if (present !== undefined) return present;
      self.set(key, value);
      return value;
    },
    "pop(key, default=<unrepresentable>, /)": (self: Dict, key: Value, fallback?: Value) => {
      // An empty dict does not even ask for the hash.
      const value = (self.size === 0 ? undefined : self.delete(key)) ?? fallback;
      if (value === undefined) throw keyError(key);
      return value;
    },
    "popitem()": (self: Dict) => {
      const key = self.lastKey();
      if (key === undefined) throw keyError("popitem(): dictionary is empty");
      return new Tuple([key, self.delete(key)!]);
    },
    "keys()": (self: Dict) => new DictKeys(self),
    "values()": (self: Dict) => new DictValues(self),
    "items()": (self: Dict) => new DictItems(self),
    "clear()": (self: Dict) => {
      self.clear();
      return None;
    },
    "copy()": copyDict,
    "__reversed__()": (self: Dict) => reverseIterator(self, "key"),
  },
  classMethods: {
    "fromkeys(iterable, value=None, /)": fromKeys,
    "__class_getitem__(object, /)": genericAlias,
  },
  special: {
    __repr__: dictRepr,
    __len__: (self: Dict) => self.size,
    __iter__: (self: Dict) => self.iter$(),
    __getitem__: dictGetitem,
    __setitem__: dictSetitem,
    __delitem__: dictDelitem,
    __contains__: (self: Dict, key: Value) => self.has(key),
    __hash__: null,
    __eq__: (self: Dict, other: Value) => (other instanceof Dict ? equalDicts(self, other) : NotImplemented),
    __ne__: (self: Dict, other: Value) => (other instanceof Dict ? !equalDicts(self, other) : NotImplemented),
    __or__: merged,
    __ror__: (self: Dict, other: Value) => merged(other, self),
    __ior__(self: Dict, other: Value) {
      updateDict(self, other);
      return self;
    },
  },
});
