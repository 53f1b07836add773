// `a, b = value` and `a, *b = value`.

import { typeError, valueError } from "../errors.ts";
import { isIterable, iter, type PyIterator } from "../protocols.ts";
import { typeName } from "../types.ts";
import type { Value } from "../values.ts";
import { Dict, dict } from "./dict.ts";
import { List, list } from "./list.ts";
import { Tuple, tuple } from "./tuple.ts";

/** Exactly `count` items (`star` < 0), or `count` of them with a list of the others at index `star`. */
export function unpack(value: Value, count: number, star: number): Value[] {
  if (star >= 0) return unpackStar(value, count, star);
  if (value instanceof Tuple && value.items.length === count && value.type_ === tuple) return value.items;
  if (value instanceof List && value.items.length === count && value.type_ === list) return value.items.slice();
  const iterator = unpackable(value);
  const items: Value[] = [];
  for (let i = 0; i < count; i++) {
    const item = iterator.next$();
    if (item === undefined) throw valueError(`not enough values to unpack (expected ${count}, got ${i})`);
    items.push(item);
  }
  if (iterator.next$() !== undefined) throw tooMany(value, count);
  return items;
}

function unpackable(value: Value): PyIterator {
  if (isIterable(value)) return iter(value);
  throw typeError(`cannot unpack non-iterable ${typeName(value)} object`);
}

/** CPython tells how many there are where it can do so without asking the object. */
function tooMany(value: Value, count: number): Error {
  const given =
    value instanceof List && value.type_ === list
      ? value.items.length
      : value instanceof Tuple && value.type_ === tuple
        ? value.items.length
        : value instanceof Dict && value.type_ === dict
          ? value.size
          : undefined;
  const got = given === undefined ? "" : `, got ${given}`;
  return valueError(`too many values to unpack (expected ${count}${got})`);
}

function unpackStar(value: Value, count: number, star: number): Value[] {
  const items = allOf(value);
  const required = count - 1;
  if (items.length < required) {
    throw valueError(`not enough values to unpack (expected at least ${required}, got ${items.length})`);
  }
  const last = items.length - required + star;
  const result: Value[] = [];
  for (let i = 0; i < star; i++) result.push(items[i]!);
  result.push(new List(items.slice(star, last)));
  for (let i = last; i < items.length; i++) result.push(items[i]!);
  return result;
}

/** What the iterable gives; of a tuple or list its own array. */
function allOf(value: Value): readonly Value[] {
  if (value instanceof Tuple && value.type_ === tuple) return value.items;
  if (value instanceof List && value.type_ === list) return value.items;
  const iterator = unpackable(value);
  const items: Value[] = [];
  for (let item = iterator.next$(); item !== undefined; item = iterator.next$()) items.push(item);
  return items;
}
