// How dict and set find keys.
//
// Most keys are such that JavaScript's own `Map` finds them: strings, numbers, None, classes, functions, objects that
// are equal only to themselves. They are *plain*; `plainKey` gives the form in which they are stored, in which numbers
// that Python holds for equal are one (1, 1.0 and True).
//
// The others are *hard*: tuples, frozensets, instances with an `__eq__` or `__hash__` of their own. One of the equal keys
// is stored (the first), and buckets by hash find it: the Map then holds that very object. So a container is one Map, in
// order of insertion, and a `HardKeys` beside it if there is any such key.
//
// A hard key may be equal to a plain one: an instance with the hash of "a" and an `__eq__` that likes strings. Tuples and
// the like never are; the rest is *foreign*. Once a container holds a foreign key, plain keys that are not found in the
// Map are looked up in the buckets as well; and when a foreign key is looked up, plain ones are found by an index of
// their hashes, which is made at the first such look-up and kept up to date.

import { same } from "../comparison.ts";
import { typeError } from "../errors.ts";
import { object } from "../object.ts";
import { str } from "../protocols.ts";
import { isType, known, type Type, typeName, typeOf } from "../types.ts";
import { type Callable, Float, IntObject, None, StrObject, type Value } from "../values.ts";
import { isClosed } from "./closed.ts";
import { lowHash } from "./hash.ts";
import { equalItems } from "./sequence.ts";
import { Tuple } from "./tuple.ts";

interface Instance {
  readonly type_?: Type;
  readonly m$__hash__?: Callable | null;
  readonly m$__eq__?: Callable | null;
}

const like = (key: Instance, type: Type): boolean =>
  key.m$__hash__ === type.tp.proto.m$__hash__ && key.m$__eq__ === type.tp.proto.m$__eq__;

/** The form in which a Map finds the key; undefined for a hard key. */
export function plainKey(key: Value): Value | undefined {
  switch (typeof key) {
    case "boolean":
      return key ? 1 : 0;
    case "object":
      return key === None ? key : plainObject(key);
    case "function":
      return !isType(key) || typeOf(key) === known.type || like(typeOf(key).tp.proto as Instance, object)
        ? key
        : plainClass(key);
    default:
      return key;
  }
}

/** A class whose metaclass leaves equality to `type`. */
function plainClass(key: Type): Value | undefined {
  return like(typeOf(key).tp.proto as Instance, known.type) ? key : undefined;
}

function plainObject(key: Instance): Value | undefined {
  if (key instanceof Tuple) return undefined;
  if (key.type_ === undefined || like(key, object)) return key;
  if (key instanceof Float) return like(key, known.float) ? plainFloat(key.value) : undefined;
  if (key instanceof StrObject) return like(key, known.str) ? key.value : undefined;
  if (key instanceof IntObject) return like(key, known.int) ? key.value : undefined;
  return undefined;
}

/** A float that is an integer is the same key as that int. */
function plainFloat(value: number): Value {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(value) : value;
}

/** May it be equal to keys of another kind? */
export const isForeign = (key: Value): boolean => !isClosed((key as Instance).m$__eq__);

/** What a key cannot be used as if it has no hash; null: the TypeError of `hash` is left as it is. */
export type Use = "dict key" | "set element" | null;

/** The low half of a key's hash. */
export function keyHash(key: Value, what: Use): number {
  try {
    return lowHash(key);
  } catch (e) {
    throw what === null ? e : unusable(e, key, what);
  }
}

function unusable(e: unknown, key: Value, what: string): unknown {
  if (typeof e !== "object" || e === null || (e as Instance).type_ === undefined) return e;
  const type = typeOf(e);
  if (type.tp.heap || type.tp.name !== "TypeError") return e;
  return typeError(`cannot use '${typeName(key)}' as a ${what} (${str(e)})`);
}

/** `same`, with a short way for tuples. */
export function sameKey(a: Value, b: Value): boolean {
  if (a instanceof Tuple && b instanceof Tuple && a.type_ === b.type_ && !a.type_.tp.heap) {
    return equalItems(a.items, b.items);
  }
  return same(a, b);
}

export class HardKeys {
  /** By hash; more than one key in an array, which is never a key itself. */
  private readonly buckets = new Map<number, Value | Value[]>();
  count = 0;
  foreign = 0;
  /** The plain keys by hash, if a foreign key has been looked for among them. */
  private plain: Map<number, Value[]> | undefined = undefined;
  /** What the Map holds, in order, for whoever removes the last key again and again; may hold removed keys as well. */
  tail: Value[] | undefined = undefined;

  find(key: Value, hash: number): Value | undefined {
    const found = this.buckets.get(hash);
    if (found === undefined) return undefined;
    if (!Array.isArray(found)) return sameKey(found, key) ? found : undefined;
    for (const candidate of found) if (sameKey(candidate, key)) return candidate;
    return undefined;
  }

  add(key: Value, hash: number): void {
    const found = this.buckets.get(hash);
    if (found === undefined) this.buckets.set(hash, key);
    else if (Array.isArray(found)) found.push(key);
    else this.buckets.set(hash, [found, key]);
    this.count++;
    if (isForeign(key)) this.foreign++;
  }

  /** A key joins the end of a Map of `size` keys. */
  append(stored: Value, size: number): void {
    if (this.tail === undefined) return;
    // Removed keys pile up; making the array anew is cheaper than keeping them.
    if (this.tail.length > 2 * size + 64) this.tail = undefined;
    else this.tail.push(stored);
  }

  remove(key: Value, hash: number): void {
    const found = this.buckets.get(hash);
    if (Array.isArray(found)) found.splice(found.indexOf(key), 1);
    else this.buckets.delete(hash);
    this.count--;
    if (isForeign(key)) this.foreign--;
  }

  /** The plain key that equals a foreign one. */
  findPlain(key: Value, hash: number, stored: Iterable<Value>): Value | undefined {
    if (this.plain === undefined) {
      this.plain = new Map();
      for (const candidate of stored) if (plainKey(candidate) !== undefined) this.addPlain(candidate);
    }
    return this.plain.get(hash)?.find((candidate) => same(candidate, key));
  }

  addPlain(key: Value): void {
    if (this.plain === undefined) return;
    const hash = lowHash(key);
    const found = this.plain.get(hash);
    if (found === undefined) this.plain.set(hash, [key]);
    else found.push(key);
  }

  removePlain(key: Value): void {
    const found = this.plain?.get(lowHash(key));
    if (found !== undefined) found.splice(found.indexOf(key), 1);
  }
}

/** Where keys are stored: the Map of a dict or set, and its hard keys. */
export interface KeyMap {
  readonly map: Map<Value, Value>;
  hard: HardKeys | undefined;
}

/** What the Map holds for this key, to be given to the Map; undefined if there is none. */
export function storedKey(self: KeyMap, key: Value, what: Use): Value | undefined {
  const plain = plainKey(key);
  if (plain === undefined) return storedHard(self, key, keyHash(key, what));
  if (self.map.has(plain)) return plain;
  const { hard } = self;
  return hard !== undefined && hard.foreign > 0 ? hard.find(key, lowHash(key)) : undefined;
}

/** The same for a hard key whose hash is known. */
export function storedHard(self: KeyMap, key: Value, hash: number): Value | undefined {
  const { hard } = self;
  const found = hard?.find(key, hash);
  if (found !== undefined || self.map.size === (hard?.count ?? 0) || !isForeign(key)) return found;
  return hardKeys(self).findPlain(key, hash, self.map.keys());
}

export function hardKeys(self: KeyMap): HardKeys {
  self.hard ??= new HardKeys();
  return self.hard;
}

export function removeStored(self: KeyMap, stored: Value): void {
  const { hard } = self;
  if (hard !== undefined) {
    if (plainKey(stored) === undefined) hard.remove(stored, lowHash(stored));
    else hard.removePlain(stored);
  }
  self.map.delete(stored);
}
