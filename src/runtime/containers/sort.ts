// Sorting: stable, by `__lt__` alone, with keys computed once.
//
// JavaScript's own sort wants a comparison with three outcomes, which would ask `__lt__` twice for equal items, so general
// values are merged here: runs of up to 32 by binary insertion, then runs pairwise. Before that the keys are looked
// through once: all numbers or all strings need no `__lt__`, and are merged by JavaScript's `<`. Tuples are sorted by
// their first column, then each group of equals by the next, so that every column is sorted by what it holds.
//
// What is sorted is always an array of places, `order`; the items follow when it is done.

import { compareStrings, less, same } from "../comparison.ts";
import { call } from "../protocols.ts";
import { known, typeOf } from "../types.ts";
import { type Callable, Float, type Value } from "../values.ts";
import { Tuple } from "./tuple.ts";

/** Sorts in place. If a comparison raises, the array holds the same items in some order. */
export function sortItems(items: Value[], key: Value | undefined, reverse: boolean): void {
  if (key === undefined) {
    sortBy(items, undefined, reverse);
    return;
  }
  const keys: Value[] = [];
  if (typeof key === "function") for (const item of items) keys.push((key as Callable)(item));
  else for (const item of items) keys.push(call(key, item));
  sortBy(items, keys, reverse);
}

type Kind = "small" | "numbers" | "strings" | "points" | "tuples" | "mixed";

/** Lone or paired surrogates, and what stands after them: where the order of units is not that of code points. */
const ABOVE = /[\ud800-\uffff]/;

function kindOf(values: readonly Value[]): Kind {
  const [first] = values;
  if (typeof first === "string") {
    let kind: Kind = "strings";
    for (const value of values) {
      if (typeof value !== "string") return "mixed";
      if (kind === "strings" && ABOVE.test(value)) kind = "points";
    }
    return kind;
  }
  if (first instanceof Tuple) return areTuples(values, first.items.length) ? "tuples" : "mixed";
  let kind: Kind = "small";
  for (const value of values) {
    if (typeof value === "number") {
      // NaN is not ordered; what CPython makes of it follows from its comparisons alone.
      if (Number.isNaN(value)) return "mixed";
    } else if (typeof value === "bigint") kind = "numbers";
    else if (typeof value !== "boolean" && !(value instanceof Float && typeOf(value) === known.float)) return "mixed";
  }
  return kind;
}

/** Plain tuples of one length: subclasses may compare in their own way. */
function areTuples(values: readonly Value[], length: number): boolean {
  for (const value of values) {
    if (!(value instanceof Tuple) || value.items.length !== length) return false;
    if (Object.getPrototypeOf(value) !== Tuple.prototype) return false;
  }
  return length > 0;
}

const asNumber = (value: Value): number | bigint =>
  value instanceof Float ? value.value : typeof value === "boolean" ? Number(value) : (value as number | bigint);

function sortBy(items: Value[], keys: Value[] | undefined, reverse: boolean): void {
  if (items.length < 2) return;
  const kind = kindOf(keys ?? items);
  if (keys === undefined) {
    if (kind === "small" && items.every((item) => typeof item === "number")) {
      sortNumbers(items as number[], reverse);
      return;
    }
    if (kind === "mixed") {
      mergeSort(items, reverse ? (a, b) => less(b, a) : less);
      return;
    }
  }
  const source = items.slice();
  const order = orderOf(keys ?? source, kind, reverse);
  for (let i = 0; i < order.length; i++) items[i] = source[order[i]!]!;
}

/** Equal numbers cannot be told apart, so that stability does not matter; a typed array sorts without calls. */
function sortNumbers(items: number[], reverse: boolean): void {
  const sorted = Float64Array.from(items).sort();
  const last = items.length - 1;
  for (let i = 0; i <= last; i++) items[i] = sorted[reverse ? last - i : i]!;
}

/** The places of `keys` in their order. */
function orderOf(keys: readonly Value[], kind: Kind, reverse: boolean): number[] {
  if (kind === "small") return orderOfNumbers(keys, reverse);
  const order: number[] = [];
  for (let i = 0; i < keys.length; i++) order.push(i);
  switch (kind) {
    case "tuples":
      sortRows(order, 0, order.length, keys as readonly Tuple[], 0, reverse);
      return order;
    case "strings": {
      const texts = keys as readonly string[];
      mergeSort(order, reverse ? (a, b) => texts[b]! < texts[a]! : (a, b) => texts[a]! < texts[b]!);
      return order;
    }
    case "points": {
      const texts = keys as readonly string[];
      const before = (a: number, b: number): boolean => compareStrings(texts[a]!, texts[b]!) < 0;
      mergeSort(order, reverse ? (a, b) => before(b, a) : before);
      return order;
    }
    case "numbers": {
      const numbers = keys.map(asNumber);
      mergeSort(order, reverse ? (a, b) => numbers[b]! < numbers[a]! : (a, b) => numbers[a]! < numbers[b]!);
      return order;
    }
    case "mixed":
      mergeSort(order, reverse ? (a, b) => less(keys[b]!, keys[a]!) : (a, b) => less(keys[a]!, keys[b]!));
      return order;
  }
}

// ---- numbers ---------------------------------------------------------------------------------------------------------

/** Numbers are merged together with their places, so that a comparison reads two neighbours of typed arrays. */
function orderOfNumbers(values: readonly Value[], reverse: boolean): number[] {
  const { length } = values;
  let keys = new Float64Array(length);
  let places = new Int32Array(length);
  // Descending and stable is ascending by the negated number.
  const sign = reverse ? -1 : 1;
  for (let i = 0; i < length; i++) {
    keys[i] = sign * (asNumber(values[i]!) as number);
    places[i] = i;
  }
  for (let from = 0; from < length; from += NUMBERS_RUN)
    insertNumbers(keys, places, from, Math.min(from + NUMBERS_RUN, length));
  let keysTo = new Float64Array(length);
  let placesTo = new Int32Array(length);
  for (let width = NUMBERS_RUN; width < length; width *= 2) {
    for (let from = 0; from < length; from += 2 * width) {
      const middle = Math.min(from + width, length);
      const to = Math.min(from + 2 * width, length);
      let left = from;
      let right = middle;
      for (let at = from; at < to; at++) {
        const takesRight = right < to && (left >= middle || keys[right]! < keys[left]!);
        const place = takesRight ? right++ : left++;
        keysTo[at] = keys[place]!;
        placesTo[at] = places[place]!;
      }
    }
    [keys, keysTo] = [keysTo, keys];
    [places, placesTo] = [placesTo, places];
  }
  return Array.from(places);
}

const NUMBERS_RUN = 8;

function insertNumbers(keys: Float64Array, places: Int32Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const key = keys[i]!;
    const place = places[i]!;
    let at = i;
    for (; at > from && key < keys[at - 1]!; at--) {
      keys[at] = keys[at - 1]!;
      places[at] = places[at - 1]!;
    }
    keys[at] = key;
    places[at] = place;
  }
}

// ---- tuples ----------------------------------------------------------------------------------------------------------

/** Sorts the part of `order` whose rows are equal in the columns before `column`. */
function sortRows(
  order: number[],
  from: number,
  to: number,
  rows: readonly Tuple[],
  column: number,
  reverse: boolean,
): void {
  const places = order.slice(from, to);
  const values = places.map((place) => rows[place]!.items[column]!);
  const kind = kindOf(values);
  if (kind === "mixed" || kind === "tuples") {
    const before = (a: number, b: number): boolean => lessFrom(column, rows[a]!.items, rows[b]!.items);
    mergeSort(places, reverse ? (a, b) => before(b, a) : before);
    for (let i = 0; i < places.length; i++) order[from + i] = places[i]!;
    return;
  }
  const sorted = orderOf(values, kind, reverse);
  for (let i = 0; i < sorted.length; i++) order[from + i] = places[sorted[i]!]!;
  if (column + 1 === rows[0]!.items.length) return;
  let start = 0;
  for (let i = 1; i <= sorted.length; i++) {
    if (i < sorted.length && same(values[sorted[i]!]!, values[sorted[start]!]!)) continue;
    if (i - start > 1) sortRows(order, from + start, from + i, rows, column + 1, reverse);
    start = i;
  }
}

/** `a < b` for tuples that are equal before `column`. */
function lessFrom(column: number, a: readonly Value[], b: readonly Value[]): boolean {
  for (let i = column; i < a.length; i++) if (!same(a[i]!, b[i]!)) return less(a[i]!, b[i]!);
  return false;
}

// ---- everything else -------------------------------------------------------------------------------------------------

const RUN = 32;

function mergeSort<T>(items: T[], before: (a: T, b: T) => boolean): void {
  const { length } = items;
  // An array that is in order already costs one pass.
  let ordered = 1;
  while (ordered < length && !before(items[ordered]!, items[ordered - 1]!)) ordered++;
  if (ordered === length) return;
  if (ordered === 1 && descending(items, before)) return;
  for (let from = 0; from < length; from += RUN) {
    insertRun(items, from, Math.min(from + RUN, length), before);
  }
  let source = items;
  let target: T[] = new Array(length);
  // Comparisons may raise; then the caller's array must still hold every item once: merging goes from one array to the
  // other, and only a finished pass is copied back.
  for (let width = RUN; width < length; width *= 2) {
    for (let from = 0; from < length; from += 2 * width) {
      merge(source, target, from, Math.min(from + width, length), Math.min(from + 2 * width, length), before);
    }
    [source, target] = [target, source];
    if (source !== items) {
      for (let i = 0; i < length; i++) items[i] = source[i]!;
      [source, target] = [items, source];
    }
  }
}

/** Strictly descending as a whole: reversed in place, which keeps the order of equals since there are none. */
function descending<T>(items: T[], before: (a: T, b: T) => boolean): boolean {
  for (let i = 2; i < items.length; i++) if (!before(items[i]!, items[i - 1]!)) return false;
  items.reverse();
  return true;
}

function insertRun<T>(items: T[], from: number, to: number, before: (a: T, b: T) => boolean): void {
  for (let i = from + 1; i < to; i++) {
    const item = items[i]!;
    let low = from;
    let end = i;
    while (low < end) {
      const middle = (low + end) >>> 1;
      if (before(item, items[middle]!)) end = middle;
      else low = middle + 1;
    }
    for (let k = i; k > low; k--) items[k] = items[k - 1]!;
    items[low] = item;
  }
}

function merge<T>(
  source: T[],
  target: T[],
  from: number,
  middle: number,
  to: number,
  before: (a: T, b: T) => boolean,
): void {
  let left = from;
  let right = middle;
  let at = from;
  if (middle < to && left < middle && before(source[right]!, source[middle - 1]!)) {
    while (left < middle && right < to) {
      target[at++] = before(source[right]!, source[left]!) ? source[right++]! : source[left++]!;
    }
  }
  while (left < middle) target[at++] = source[left++]!;
  while (right < to) target[at++] = source[right++]!;
}
