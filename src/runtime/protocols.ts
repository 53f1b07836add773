// The protocols that built-in functions stand for: repr, str, hash, truth, length, iteration, indices. Each has a quick
// way for built-in values and then asks the special method of the value's class.

import { call } from "./calls.ts";
import { overflowError, sequenceEnd, typeError, valueError } from "./errors.ts";
import { catchStopIteration } from "./exceptions.ts";
import { formatFloat, formatInt } from "./numbers/format.ts";
import { formatString } from "./numbers/spec.ts";
import { floatRepr } from "./numbers/text.ts";
import { strLength } from "./strings/text.ts";
import { isInstance, type Proto, special, type Type, typeName, typeOf } from "./types.ts";
import { type Callable, IntObject, None, StrObject, type Value } from "./values.ts";
import { warnOfSubclass } from "./warning.ts";

/** An iterator as emitted code and the runtime use it: the next value, or undefined when exhausted. */
export interface PyIterator {
  next$(): Value | undefined;
}

interface Iterable$ {
  iter$?(): PyIterator;
  next$?(): Value | undefined;
}

const plain = (text: string | StrObject): string => (typeof text === "string" ? text : text.value);

/** What a special method returned, which must be a string. */
function checkedText(result: Value, method: string): string | StrObject {
  if (typeof result === "string" || result instanceof StrObject) return result;
  throw typeError(`${method} returned non-string (type ${typeName(result)})`);
}

const numberRepr = (value: number): string => (Number.isInteger(value) ? String(value) : floatRepr(value));

export function repr(value: Value): string {
  if (typeof value === "number") return numberRepr(value);
  return plain(reprObject(value));
}

/** `repr(value)` as programs see it: what `__repr__` gives may be an instance of a class derived from `str`. */
export function reprObject(value: Value): string | StrObject {
  if (typeof value === "number") return numberRepr(value);
  const method = special(value, "__repr__");
  if (method === null) throw notCallable();
  return method ? checkedText(method(value), "__repr__") : objectRepr(value);
}

const notCallable = (): Error => typeError("'NoneType' object is not callable");

export function str(value: Value): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return numberRepr(value);
  return plain(strObject(value));
}

/** `str(value)` as programs see it: what `__str__` gives may be an instance of a class derived from `str`. */
export function strObject(value: Value): string | StrObject {
  if (typeof value === "string") return value;
  if (typeof value === "number") return numberRepr(value);
  const method = special(value, "__str__");
  if (method === null) throw notCallable();
  return method ? checkedText(method(value), "__str__") : reprObject(value);
}

/** `ascii(value)` as programs see it. */
export function asciiObject(value: Value): string | StrObject {
  const text = reprObject(value);
  return typeof text === "string" || /\P{ASCII}/u.test(text.value) ? escapeAll(plain(text)) : text;
}

/** `ascii(value)` */
export const ascii = (value: Value): string => escapeAll(repr(value));

function escapeAll(text: string): string {
  return text.replace(/\P{ASCII}/gu, (c) => {
    const point = c.codePointAt(0)!;
    if (point < 0x100) return `\\x${point.toString(16).padStart(2, "0")}`;
    return point < 0x10000 ? `\\u${point.toString(16).padStart(4, "0")}` : `\\U${point.toString(16).padStart(8, "0")}`;
  });
}

/** The `<module.Name object at 0x…>` of an object that says nothing else of itself. */
export function objectRepr(value: Value): string {
  const { tp } = typeOf(value);
  const name = tp.module === "builtins" ? tp.qualname : `${tp.module}.${tp.qualname}`;
  return `<${name} object at ${address(value)}>`;
}

const identities = new WeakMap<object, number>();
let nextIdentity = 0x7f00_0000_1000;

/** `id(value)` */
export function identity(value: Value): number {
  if (typeof value === "object" || typeof value === "function") {
    let id = identities.get(value);
    if (id === undefined) {
      id = nextIdentity;
      nextIdentity += 16;
      identities.set(value, id);
    }
    return id;
  }
  if (typeof value === "number" && Number.isInteger(value)) return 0x1000 + value * 32;
  return primitiveIdentity(value);
}

const primitives = new Map<Value, number>();

function primitiveIdentity(value: Value): number {
  let id = primitives.get(value);
  if (id === undefined) {
    id = nextIdentity;
    nextIdentity += 16;
    primitives.set(value, id);
  }
  return id;
}

/** The address that reprs show. */
export const address = (value: Value): string => `0x${identity(value).toString(16).padStart(12, "0")}`;

// ---- repr of what contains itself ---------------------------------------------------------------------------------

const inRepr = new Set<Value>();

/** False if `value` is being shown already: then `[...]` or so stands for it. */
export function reprEnter(value: Value): boolean {
  if (inRepr.has(value)) return false;
  inRepr.add(value);
  return true;
}

export function reprLeave(value: Value): void {
  inRepr.delete(value);
}

// ---- hash -----------------------------------------------------------------------------------------------------------

/** The hash of an object that is equal only to itself. */
export const identityHash = (value: Value): number => Math.floor(identity(value) / 16);

export function hash(value: Value): number | bigint {
  const method = special(value, "__hash__");
  if (method == null) throw typeError(`unhashable type: '${typeName(value)}'`);
  const result = method(value);
  if (typeof result === "number" || typeof result === "bigint") {
    // CPython keeps -1 for errors.
    if (result === -1) return -2;
    return typeof result === "number" && Number.isInteger(result) ? result : reduceHash(result);
  }
  if (typeof result === "boolean") return result ? 1 : 0;
  if (result instanceof IntObject) return reduceHash(result.value);
  throw typeError("__hash__ method should return an integer");
}

/** A hash is an int of 64 bits; a longer one is hashed as an int is. */
function reduceHash(value: number | bigint): number | bigint {
  if (typeof value === "number") {
    if (Number.isInteger(value)) return value;
    throw typeError("__hash__ method should return an integer");
  }
  if (BigInt.asIntN(64, value) === value) return value;
  const reduced = value % ((1n << 61n) - 1n);
  return reduced >= -9007199254740991n && reduced <= 9007199254740991n ? Number(reduced) : reduced;
}

// ---- truth and length -----------------------------------------------------------------------------------------------

export function truth(value: Value): boolean {
  switch (typeof value) {
    case "boolean":
      return value;
    case "number":
      return value !== 0;
    case "string":
      return value !== "";
    case "bigint":
      return true;
    case "function":
      return "tp" in value ? objectTruth(value) : true;
    default:
      return value !== None && objectTruth(value);
  }
}

function objectTruth(value: object): boolean {
  const { proto } = typeOf(value).tp;
  const bool = proto.m$__bool__;
  if (bool != null) {
    const result = bool(value);
    if (typeof result === "boolean") return result;
    throw typeError(`__bool__ should return bool, returned ${typeName(result)}`);
  }
  if (bool === null) throw typeError(`'${typeName(value)}' cannot be interpreted as a boolean`);
  return proto.m$__len__ == null || length(value) !== 0;
}

/** `len(value)`, rounded where it is no safe integer. */
export function length(value: Value): number {
  if (typeof value === "string") return strLength(value);
  // Looked up by the name as written, V8 remembers where it is.
  const method = (typeof value === "object" ? (value as Proto).m$__len__ : undefined) ?? special(value, "__len__");
  if (method == null) throw typeError(`object of type '${typeName(value)}' has no len()`);
  const result = method(value);
  if (typeof result === "number" && Number.isInteger(result)) {
    if (result >= 0) return result;
    throw valueError("__len__() should return >= 0");
  }
  return Number(checkedLength(index(result), result));
}

/** `len(value)` as it is. */
export function exactLength(value: Value): number | bigint {
  const method = special(value, "__len__");
  if (method == null) return length(value);
  const result = method(value);
  return checkedLength(index(result), result);
}

function checkedLength(value: number | bigint, given: Value): number | bigint {
  if (value < 0) throw valueError("__len__() should return >= 0");
  if (typeof value === "bigint" && BigInt.asIntN(64, value) !== value) {
    throw overflowError(`cannot fit '${typeName(given)}' into an index-sized integer`);
  }
  return value;
}

/** Can it stand where an index stands? */
export const hasIndex = (value: Value): boolean =>
  typeof value === "number" ? Number.isInteger(value) : special(value, "__index__") != null;

/** `operator.index(value)` */
export function index(value: Value): number | bigint {
  if (typeof value === "number" && Number.isInteger(value)) return value;
  if (typeof value === "bigint") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value instanceof IntObject) return value.value;
  const method = special(value, "__index__");
  if (method == null) throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`);
  const result = method(value);
  if ((typeof result === "number" && Number.isInteger(result)) || typeof result === "bigint") return result;
  if (typeof result === "boolean" || result instanceof IntObject) {
    warnOfSubclass("__index__", typeName(result), "int");
    return typeof result === "boolean" ? Number(result) : result.value;
  }
  throw typeError(`__index__ returned non-int (type ${typeName(result)})`);
}

// ---- iteration ------------------------------------------------------------------------------------------------------

/** `iter(value)`, in the form that emitted loops use. */
export function iter(value: Value): PyIterator {
  const native = (value as Iterable$).iter$;
  if (native !== undefined) {
    const type = (value as { type_: Type }).type_;
    if (!type.tp.heap || nativeIteration(type)) return native.call(value);
  }
  return iterSlow(value);
}

/** A class derived from a native iterable still iterates natively if it has not overridden how. */
function nativeIteration(type: Type): boolean {
  const method = type.tp.lookup("__iter__");
  if (method === undefined || !("owner" in (method as object))) return false;
  const next = type.tp.lookup("__next__");
  return next === undefined || "owner" in (next as object);
}

function iterSlow(value: Value): PyIterator {
  const method = special(value, "__iter__");
  if (method == null) {
    if (method === undefined && special(value, "__getitem__")) return new SequenceIterator(value);
    throw typeError(`'${typeName(value)}' object is not iterable`);
  }
  return asIterator(method(value));
}

/** What `__iter__` returned, as an iterator; TypeError if it is none. */
export function asIterator(iterator: Value): PyIterator {
  if (typeof (iterator as Iterable$).next$ === "function") {
    const type = (iterator as { type_: Type }).type_;
    if (!type.tp.heap || nativeIteration(type)) return iterator as PyIterator;
  }
  const next = special(iterator, "__next__");
  if (next == null) throw typeError(`iter() returned non-iterator of type '${typeName(iterator)}'`);
  return new ObjectIterator(iterator, next);
}

/** An iterator whose `__next__` is written in Python. */
export class ObjectIterator implements PyIterator {
  readonly iterator: Value;
  private readonly next: Callable;
  constructor(iterator: Value, next: Callable) {
    this.iterator = iterator;
    this.next = next;
  }
  next$(): Value | undefined {
    try {
      return this.next(this.iterator);
    } catch (e) {
      catchStopIteration(e);
      return undefined;
    }
  }
}

/** Iterates by `__getitem__(0)`, `__getitem__(1)`, … until IndexError. */
export class SequenceIterator implements PyIterator {
  private sequence: Value | undefined;
  /** A bigint once a pickle has set it so far. */
  private at: number | bigint = 0;
  constructor(sequence: Value) {
    this.sequence = sequence;
  }
  iter$(): PyIterator {
    return this;
  }
  goTo(position: number | bigint): void {
    this.at = position < 0 ? 0 : position;
  }
  next$(): Value | undefined {
    if (this.sequence === undefined) return undefined;
    if (typeof this.at === "bigint" && this.at >= LAST_INDEX) throw overflowError("iter index too large");
    try {
      return special(this.sequence, "__getitem__")!(this.sequence, this.at++);
    } catch (e) {
      if (!isInstance(e as Value, sequenceEnd.IndexError) && !isInstance(e as Value, sequenceEnd.StopIteration))
        throw e;
      this.sequence = undefined;
      return undefined;
    }
  }
}

const LAST_INDEX = 2n ** 63n - 1n;

/** The Python object for an iterator: what `iter(x)` gives a program. */
export const iteratorObject = (iterator: PyIterator): Value =>
  iterator instanceof ObjectIterator ? iterator.iterator : iterator;

/** A JavaScript iteration over a Python iterable. */
export function* iterate(value: Value): Generator<Value, void, undefined> {
  const iterator = iter(value);
  for (let item = iterator.next$(); item !== undefined; item = iterator.next$()) yield item;
}

export function toArray(value: Value): Value[] {
  const iterator = iter(value);
  const items: Value[] = [];
  for (let item = iterator.next$(); item !== undefined; item = iterator.next$()) items.push(item);
  return items;
}

export const isIterable = (value: Value): boolean => {
  const method = special(value, "__iter__");
  return method != null || (method === undefined && special(value, "__getitem__") != null);
};

// ---- conversions ----------------------------------------------------------------------------------------------------

/** `format(value, spec)` */
export function format(value: Value, spec: string): string {
  if (typeof value === "string") return formatString(value, spec);
  if (typeof value === "number") {
    return Number.isInteger(value) ? formatInt(value, value, spec) : formatFloat(value, value, spec);
  }
  const method = special(value, "__format__");
  if (method === null) throw notCallable();
  if (method) return plain(checkedText(method(value, spec), "__format__"));
  if (spec !== "") throw typeError(`unsupported format string passed to ${typeName(value)}.__format__`);
  return str(value);
}

/** The string of a `str` or an instance of a class derived from it; undefined for anything else. */
export function asStr(value: Value): string | undefined {
  if (typeof value === "string") return value;
  return value instanceof StrObject ? value.value : undefined;
}

export const isStr = (value: Value): boolean => typeof value === "string" || value instanceof StrObject;

export { call };
