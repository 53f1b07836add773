// What list and tuple have in common: indices, comparison, search, repetition and repr of arrays of values.

import { ge, gt, le, lt, same } from "../comparison.ts";
import { indexError, overflowError, typeError, valueError } from "../errors.ts";
import { index, repr, reprEnter, reprLeave } from "../protocols.ts";
import { special, typeName } from "../types.ts";
import { None, type Value } from "../values.ts";

/** An index as it stands in brackets, without regard to the length. */
export function subscript(key: Value, name: string): number {
  if (typeof key === "number" && Number.isInteger(key)) return key;
  if (typeof key !== "boolean" && typeof key !== "bigint" && special(key, "__index__") == null) {
    throw typeError(`${name} indices must be integers or slices, not ${typeName(key)}`);
  }
  const i = index(key);
  if (typeof i === "bigint") throw indexError(`cannot fit '${typeName(key)}' into an index-sized integer`);
  return i;
}

/** The value of an integer argument that is a position or a count; large ones are rounded, since nothing is so long. */
export function size(value: Value): number {
  const i = index(value);
  if (typeof i === "number") return i;
  if (fitsSize(i)) return Number(i);
  throw overflowError("Python int too large to convert to C ssize_t");
}

/** Is it in the range of C's `ssize_t`, as `sys.maxsize` is? */
export const fitsSize = (i: bigint): boolean => BigInt.asIntN(64, i) === i;

/** The comparisons that order. */
export type Order = "__lt__" | "__le__" | "__gt__" | "__ge__";

export function equalItems(a: readonly Value[], b: readonly Value[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    const x = a[i]!;
    const y = b[i];
    // A comparison may shorten the other one.
    if (x !== y && (y === undefined || !same(x, y))) {
      // If it has shortened them so far, the lengths decide.
      return (i >= a.length || i >= b.length) && a.length === b.length;
    }
  }
  return true;
}

/** Lexicographical order: decided by the first items that differ, else by the lengths. */
export function compareItems(a: readonly Value[], b: readonly Value[], name: Order): Value {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length && i < a.length && i < b.length; i++) {
    const x = a[i]!;
    const y = b[i]!;
    if (x === y) continue;
    if (typeof x === "string" && typeof y === "string") return compareDiffering(x, y, name);
    if (!same(x, y)) return compareDiffering(x, y, name);
  }
  return compareLengths(a.length, b.length, name);
}

function compareDiffering(x: Value, y: Value, name: Order): Value {
  if (typeof x === "number" && typeof y === "number") return compareLengths(x, y, name);
  switch (name) {
    case "__lt__":
      return lt(x, y);
    case "__le__":
      return le(x, y);
    case "__gt__":
      return gt(x, y);
    default:
      return ge(x, y);
  }
}

export function compareLengths(a: number, b: number, name: Order): boolean {
  switch (name) {
    case "__lt__":
      return a < b;
    case "__le__":
      return a <= b;
    case "__gt__":
      return a > b;
    default:
      return a >= b;
  }
}

export function includes(items: readonly Value[], item: Value): boolean {
  if (typeof item === "number" || typeof item === "string") return includesPlain(items, item);
  for (let i = 0; i < items.length; i++) if (same(items[i]!, item)) return true;
  return false;
}

/** What is not the same number or string may be equal only if it is something else: a boolean, a boxed float, an object. */
function includesPlain(items: readonly Value[], item: number | string): boolean {
  const kind = typeof item;
  for (let i = 0; i < items.length; i++) {
    const other = items[i]!;
    if (other === item) return true;
    if (typeof other !== kind && same(other, item)) return true;
  }
  // NaN is itself, as far as anybody can tell.
  return Number.isNaN(item) && items.some(Number.isNaN);
}

export function countOf(items: readonly Value[], item: Value): number {
  let count = 0;
  for (let i = 0; i < items.length; i++) if (same(items[i]!, item)) count++;
  return count;
}

/** `index(value, start=0, stop=sys.maxsize)` of lists and tuples. */
export function indexOf(
  items: readonly Value[],
  item: Value,
  start: Value | undefined,
  stop: Value | undefined,
  name: string,
): number {
  const from = start === undefined ? 0 : position(start, items.length);
  const to = stop === undefined ? Number.POSITIVE_INFINITY : position(stop, items.length);
  for (let i = from; i < to && i < items.length; i++) if (same(items[i]!, item)) return i;
  throw valueError(`${name}.index(x): x not in ${name}`);
}

function position(value: Value, length: number): number {
  if (value === None || (typeof value === "object" && special(value, "__index__") == null)) {
    throw typeError("slice indices must be integers or have an __index__ method");
  }
  if (typeof value === "string" || (typeof value === "number" && !Number.isInteger(value))) {
    throw typeError("slice indices must be integers or have an __index__ method");
  }
  const i = index(value);
  if (typeof i === "bigint") return i < 0n ? 0 : Number.POSITIVE_INFINITY;
  return i < 0 ? Math.max(0, i + length) : i;
}

/** How many times to repeat, or undefined if `value` is no integer. */
export function repetitions(value: Value): number {
  if (typeof value === "number" && Number.isInteger(value)) return value < 0 ? 0 : value;
  if (typeof value !== "boolean" && typeof value !== "bigint" && special(value, "__index__") == null) {
    throw typeError(`can't multiply sequence by non-int of type '${typeName(value)}'`);
  }
  const count = index(value);
  if (typeof count === "bigint") {
    if (count < 0n) return 0;
    if (fitsSize(count)) return Number(count);
    throw overflowError(`cannot fit '${typeName(value)}' into an index-sized integer`);
  }
  return Math.max(count, 0);
}

/** More than a JavaScript array holds. */
const LIMIT = 2 ** 32 - 1;

/** By doubling: V8 copies whole arrays many times faster than it appends items, and the result stays without holes. */
export function repeatItems(items: readonly Value[], count: number, outOfMemory: () => Error): Value[] {
  if (items.length * count > LIMIT) throw outOfMemory();
  if (items.length === 0 || count === 0) return [];
  let result = items.slice();
  let times = 1;
  for (; times * 2 <= count; times *= 2) result = result.concat(result);
  return times === count ? result : result.concat(result.slice(0, (count - times) * items.length));
}

/** The reprs of the items between brackets; `inside` where the container contains itself. */
export function reprItems(self: Value, items: readonly Value[], open: string, close: string, inside: string): string {
  if (items.length === 0) return open + close;
  if (!reprEnter(self)) return inside;
  try {
    let text = open;
    for (let i = 0; i < items.length; i++) text += (i > 0 ? ", " : "") + repr(items[i]!);
    return text + close;
  } finally {
    reprLeave(self);
  }
}
