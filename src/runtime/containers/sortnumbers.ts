// The order of numbers: no bigints, and no NaN. Whole numbers that lie close together, as ranks and lengths do, are counted
// and not compared; others are merged together with their places, so that a comparison reads two neighbours of typed arrays.
// Nothing of a program's runs meanwhile, so that all sorts share the arrays they work with, unless they are very long.

import { Float, type Value } from "../values.ts";

export const asNumber = (value: Value): number | bigint =>
  value instanceof Float ? value.value : typeof value === "boolean" ? Number(value) : (value as number | bigint);

interface Work {
  keys: Float64Array;
  places: Int32Array;
  keysTo: Float64Array;
  placesTo: Int32Array;
}

const makeWork = (length: number): Work => ({
  keys: new Float64Array(length),
  places: new Int32Array(length),
  keysTo: new Float64Array(length),
  placesTo: new Int32Array(length),
});

/** Up to this length the arrays are kept: 400 kB. */
const KEPT = 1 << 14;
let kept = makeWork(64);

function workFor(length: number): Work {
  if (length > KEPT) return makeWork(length);
  if (length > kept.keys.length) kept = makeWork(Math.min(KEPT, length * 2));
  return kept;
}

/** Equal numbers cannot be told apart, so that stability does not matter; a typed array sorts without calls. */
export function sortNumbers(items: number[], reverse: boolean): void {
  const sorted = Float64Array.from(items).sort();
  const last = items.length - 1;
  for (let i = 0; i <= last; i++) items[i] = sorted[reverse ? last - i : i]!;
}

/** The places of the values in their order; equal ones stay as they are. */
export function orderOfNumbers(values: readonly Value[], reverse: boolean): number[] {
  const { length } = values;
  const work = workFor(length);
  const { keys } = work;
  // Descending and stable is ascending by the negated number.
  const sign = reverse ? -1 : 1;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let whole = true;
  for (let i = 0; i < length; i++) {
    const key = sign * (asNumber(values[i]!) as number);
    keys[i] = key;
    if (key < low) low = key;
    if (key > high) high = key;
    if ((key | 0) !== key) whole = false;
  }
  return whole && high - low < 2 * length ? counted(keys, length, low, high) : merged(work, length);
}

function counted(keys: Float64Array, length: number, low: number, high: number): number[] {
  // Where the next of each number goes.
  const next = new Int32Array(high - low + 2);
  for (let i = 0; i < length; i++) next[keys[i]! - low + 1]!++;
  for (let i = 1; i < next.length; i++) next[i]! += next[i - 1]!;
  const order = new Array<number>(length);
  for (let i = 0; i < length; i++) order[next[keys[i]! - low]!++] = i;
  return order;
}

/** As long as what is inserted, not merged. */
const RUN = 8;

function merged(work: Work, length: number): number[] {
  let { keys, places, keysTo, placesTo } = work;
  for (let i = 0; i < length; i++) places[i] = i;
  for (let from = 0; from < length; from += RUN) insert(keys, places, from, Math.min(from + RUN, length));
  for (let width = RUN; width < length; width *= 2) {
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
  const order: number[] = [];
  for (let i = 0; i < length; i++) order.push(places[i]!);
  return order;
}

function insert(keys: Float64Array, places: Int32Array, from: number, to: number): void {
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
