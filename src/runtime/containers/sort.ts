// Sorting: stable, by `__lt__` alone, with keys computed once.
//
// JavaScript's own sort wants a comparison with three outcomes, which would ask `__lt__` twice for equal items, so general
// values are merged here: runs of up to 32 by binary insertion, then runs pairwise. All numbers and all strings, the
// usual cases, take the engine's sort.

import { compareStrings, less } from "../comparison.ts";
import { call } from "../protocols.ts";
import { known, typeOf } from "../types.ts";
import { Float, type Value } from "../values.ts";

/** Sorts in place. If a comparison raises, the array holds the same items in some order. */
export function sortItems(items: Value[], key: Value | undefined, reverse: boolean): void {
  if (key === undefined) {
    sortBy(items, undefined, reverse);
    return;
  }
  const keys = items.map((item) => call(key, item));
  sortBy(items, keys, reverse);
}

type Kind = "small" | "numbers" | "strings" | "points" | "mixed";

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
  let kind: Kind = "small";
  for (const value of values) {
    if (typeof value === "number") {
      // NaN is not ordered; what CPython makes of it follows from its comparisons alone.
      if (Number.isNaN(value)) return "mixed";
    } else if (typeof value === "bigint" || typeof value === "boolean") kind = "numbers";
    else if (value instanceof Float && typeOf(value) === known.float) kind = "numbers";
    else return "mixed";
  }
  return kind;
}

const plainNumber = (value: Value): number | bigint =>
  value instanceof Float ? value.value : typeof value === "boolean" ? Number(value) : (value as number | bigint);

const COMPARE: Record<Exclude<Kind, "mixed">, (a: Value, b: Value) => number> = {
  small: (a, b) => (a as number) - (b as number) || 0,
  numbers: (a, b) => {
    const x = plainNumber(a);
    const y = plainNumber(b);
    return x < y ? -1 : x > y ? 1 : 0;
  },
  strings: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
  points: (a, b) => compareStrings(a as string, b as string),
};

function sortBy(items: Value[], keys: Value[] | undefined, reverse: boolean): void {
  if (items.length < 2) return;
  const kind = kindOf(keys ?? items);
  if (keys === undefined) {
    if (kind === "mixed") mergeSort(items, reverse ? (a, b) => less(b, a) : less);
    else if (kind === "small") sortNumbers(items as number[], reverse);
    else {
      const compare = COMPARE[kind];
      items.sort(reverse ? (a, b) => compare(b, a) : compare);
    }
    return;
  }
  const order: number[] = Array.from(items.keys());
  if (kind === "mixed") {
    mergeSort(order, reverse ? (a, b) => less(keys[b]!, keys[a]!) : (a, b) => less(keys[a]!, keys[b]!));
  } else {
    const compare = COMPARE[kind];
    order.sort(reverse ? (a, b) => compare(keys[b]!, keys[a]!) : (a, b) => compare(keys[a]!, keys[b]!));
  }
  const source = items.slice();
  for (let i = 0; i < order.length; i++) items[i] = source[order[i]!]!;
}

/** Equal numbers cannot be told apart, so that stability does not matter; a typed array sorts without calls. */
function sortNumbers(items: number[], reverse: boolean): void {
  const sorted = Float64Array.from(items).sort();
  const last = items.length - 1;
  for (let i = 0; i <= last; i++) items[i] = sorted[reverse ? last - i : i]!;
}

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
