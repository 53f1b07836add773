// Pattern matching: what sequence, mapping and class patterns ask of their subject.

import { lookupAttribute } from "./attributes.ts";
import { call } from "./calls.ts";
import { isInstanceOf } from "./classes.ts";
import { Dict } from "./containers/dict.ts";
import { List } from "./containers/list.ts";
import { Range } from "./containers/range.ts";
import { Tuple } from "./containers/tuple.ts";
import { typeError, valueError } from "./errors.ts";
import { catchKeyError } from "./exceptions.ts";
import { iter, length, repr, toArray } from "./protocols.ts";
import { isType, known, registered, special, type Type, typeName, typeOf } from "./types.ts";
import { None, type Value } from "./values.ts";

const isRegistered = (value: Value, classes: Set<Type>): boolean =>
  typeOf(value).tp.mro.some((cls) => classes.has(cls));

/** `named`: the pattern wants what the star takes; else only the other items are asked for. */
export function matchSequence(subject: Value, count: number, star: number, named = true): Value[] | undefined {
  let items: Value[];
  if (subject instanceof List || subject instanceof Tuple) items = subject.items;
  else if (subject instanceof Range || isRegistered(subject, registered.sequences)) {
    const size = length(subject);
    if (star < 0 ? size !== count : size < count) return undefined;
    if (star >= 0 && !named) {
      const get = special(subject, "__getitem__");
      if (get == null) throw typeError(`'${typeName(subject)}' object is not subscriptable`);
      const some: Value[] = [];
      for (let i = 0; i < star; i++) some.push(get(subject, i));
      some.push(None);
      for (let i = size - (count - star); i < size; i++) some.push(get(subject, i));
      return some;
    }
    items = star < 0 ? firstItems(subject, size) : toArray(subject);
  } else return undefined;
  if (star < 0) return items.length === count ? items : undefined;
  if (items.length < count) return undefined;
  const after = count - star;
  return [
    ...items.slice(0, star),
    new List(items.slice(star, items.length - after)),
    ...items.slice(items.length - after),
  ];
}

/** As many items as the length promised. */
function firstItems(subject: Value, size: number): Value[] {
  const items: Value[] = [];
  const iterator = iter(subject);
  while (items.length < size) {
    const item = iterator.next$();
    if (item === undefined) break;
    items.push(item);
  }
  return items;
}

export function matchMapping(subject: Value, keys: Value[], rest: boolean): Value[] | undefined {
  if (!(subject instanceof Dict) && !isRegistered(subject, registered.mappings)) return undefined;
  const seen = new Dict();
  const values: Value[] = [];
  const get = subject instanceof Dict && !typeOf(subject).tp.heap ? undefined : lookupAttribute(subject, "get");
  for (const key of keys) {
    if (seen.has(key)) throw valueError(`mapping pattern checks duplicate key (${repr(key)})`);
    seen.set(key, None);
    const value = get === undefined ? (subject as Dict).get(key) : found(get, key);
    if (value === undefined) return undefined;
    values.push(value);
  }
  if (rest) {
    const remaining = new Dict();
    for (const key of toArray(subject)) {
      if (!seen.has(key)) remaining.set(key, special(subject, "__getitem__")!(subject, key));
    }
    values.push(remaining);
  }
  return values;
}

const MISSING: Value = { missing: true };

function found(get: Value, key: Value): Value | undefined {
  try {
    const value = call(get, key, MISSING);
    return value === MISSING ? undefined : value;
  } catch (e) {
    catchKeyError(e);
    return undefined;
  }
}

/** Built-in types whose single positional pattern is the subject itself. */
const SELF = new Set([
  "bool",
  "bytearray",
  "bytes",
  "dict",
  "float",
  "frozenset",
  "int",
  "list",
  "set",
  "str",
  "tuple",
]);

export function matchClass(subject: Value, cls: Value, positional: number, names: string[]): Value[] | undefined {
  if (!isType(cls)) throw typeError("called match pattern must be a class");
  if (!isInstanceOf(subject, cls)) return undefined;
  const values: Value[] = [];
  const seen = new Set<string>();
  if (positional > 0) {
    const declared = lookupAttribute(cls, "__match_args__");
    if (declared === undefined) {
      const self = cls.tp.mro.some((base) => !base.tp.heap && SELF.has(base.tp.name) && base !== known.object);
      if (positional > (self ? 1 : 0)) throw tooManyPatterns(cls, self ? 1 : 0, positional);
      values.push(subject);
    } else {
      if (!(declared instanceof Tuple)) {
        throw typeError(`${cls.tp.name}.__match_args__ must be a tuple (got ${typeName(declared)})`);
      }
      if (positional > declared.items.length) throw tooManyPatterns(cls, declared.items.length, positional);
      for (const name of declared.items.slice(0, positional)) {
        if (typeof name !== "string") {
          throw typeError(`__match_args__ elements must be strings (got ${typeName(name)})`);
        }
        if (!take(subject, cls, name, seen, values)) return undefined;
      }
    }
  }
  for (const name of names) if (!take(subject, cls, name, seen, values)) return undefined;
  return values;
}

function take(subject: Value, cls: Type, name: string, seen: Set<string>, values: Value[]): boolean {
  if (seen.has(name)) throw typeError(`${cls.tp.name}() got multiple sub-patterns for attribute ${repr(name)}`);
  seen.add(name);
  const value = lookupAttribute(subject, name);
  if (value === undefined) return false;
  values.push(value);
  return true;
}

const tooManyPatterns = (cls: Type, accepted: number, given: number): Error =>
  typeError(`${cls.tp.name}() accepts ${accepted} positional sub-pattern${accepted === 1 ? "" : "s"} (${given} given)`);
