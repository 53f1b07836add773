// Sorting: stable, by `__lt__` alone, with keys computed once.
//
// JavaScript's own sort wants a comparison with three outcomes, which would ask `__lt__` twice for equal items, so general
// values are merged here: runs of up to 32 by binary insertion, then runs pairwise. Before that the keys are looked
// through once: all numbers (sortnumbers.ts) or all strings need no `__lt__`, only JavaScript's `<`. Tuples are sorted by
// their first column, then each group of equals by the next, so that every column is sorted by what it holds.
//
// What is sorted is always an array of places, `order`; the items follow when it is done.

import { compareStrings, less, same } from "../comparison.ts";
import { call } from "../protocols.ts";
import { known, typeOf } from "../types.ts";
import { type Callable, Float, type Value } from "../values.ts";
import { asNumber, orderOfNumbers, sortNumbers } from "./sortnumbers.ts";
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

function sortBy(items: Value[], keys: Value[] | undefined, reverse: boolean): void {
  if (items.length < 2) return;
  const kind = kindOf(keys ?? items);
  if (keys === undefined) {
    if (kind === "small" && items.every((item) => typeof item === "number")) {
      sortNumbers(items as number[], reverse);
      return;
    }
    if (kind === "mixed") {
      // From the end to the beginning, so that what compares itself sees CPython's order.
      if (reverse) items.reverse();
      mergeSort(items, less);
      if (reverse) items.reverse();
      return;
    }
  }
  const source = items.slice();
  const order = orderOf(keys ?? source, kind, reverse);
  for (let i = 0; i < order.length; i++) items[i] = source[order[i]!]!;
}

/** The places of `keys` in their order. */
function orderOf(keys: readonly Value[], kind: Kind, reverse: boolean): number[] {
  if (kind === "small") return orderOfNumbers(keys, reverse);
  switch (kind) {
    case "tuples": {
      const order = orderBy(keys.length, undefined);
      sortRows(order, 0, order.length, keys as readonly Tuple[], 0, reverse);
      return order;
    }
    case "strings":
      return orderOfTexts(keys as readonly string[], reverse ? (a, b) => b < a : (a, b) => a < b);
    case "points": {
      const before = (a: string, b: string): boolean => compareStrings(a, b) < 0;
      return orderOfTexts(keys as readonly string[], reverse ? (a, b) => before(b, a) : before);
    }
    case "numbers": {
      const numbers = keys.map(asNumber);
      return orderBy(keys.length, reverse ? (a, b) => numbers[b]! < numbers[a]! : (a, b) => numbers[a]! < numbers[b]!);
    }
    case "mixed":
      return orderBy(keys.length, reverse ? (a, b) => less(keys[b]!, keys[a]!) : (a, b) => less(keys[a]!, keys[b]!));
  }
}

/** The places from 0 on, sorted. */
function orderBy(count: number, before: ((a: number, b: number) => boolean) | undefined): number[] {
  const order: number[] = [];
  for (let i = 0; i < count; i++) order.push(i);
  if (before !== undefined) mergeSort(order, before);
  return order;
}

// ---- strings ---------------------------------------------------------------------------------------------------------

/** Each string is sorted once, unless there are too many different ones for that to help. */
function orderOfTexts(texts: readonly string[], before: (a: string, b: string) => boolean): number[] {
  const places = new Map<string, number[]>();
  for (let i = 0; i < texts.length; i++) {
    const same = places.get(texts[i]!);
    if (same !== undefined) same.push(i);
    else if (places.size * 4 > texts.length) return orderBy(texts.length, (a, b) => before(texts[a]!, texts[b]!));
    else places.set(texts[i]!, [i]);
  }
  const distinct = [...places.keys()];
  mergeSort(distinct, before);
  const order: number[] = [];
  for (const text of distinct) for (const place of places.get(text)!) order.push(place);
  return order;
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
