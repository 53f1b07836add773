// `slice`, and what a slice means for a sequence of a given length.

import { typeError, valueError } from "../errors.ts";
import { nativeType } from "../native.ts";
import "../object.ts";
import { index, repr } from "../protocols.ts";
import { special } from "../types.ts";
import { int, None, NotImplemented, type Value } from "../values.ts";
import { expectArguments } from "./expect.ts";
import { itemsHash, joined } from "./hash.ts";
import { compareItems, equalItems, type Order } from "./sequence.ts";
import { makeTuple } from "./tuple.ts";

export class Slice {
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;
  constructor(start: Value = None, stop: Value = None, step: Value = None) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

/** A slice applied to a length: `count` items from `start` in steps of `step`. */
export interface Bounds {
  start: number;
  stop: number;
  step: number;
  count: number;
}

function sliceIndex(value: Value): number | bigint {
  if (typeof value === "number" && Number.isInteger(value)) return value;
  if (typeof value === "object" && special(value, "__index__") == null) {
    throw typeError("slice indices must be integers or None or have an __index__ method");
  }
  if (typeof value === "string" || typeof value === "function" || typeof value === "number") {
    throw typeError("slice indices must be integers or None or have an __index__ method");
  }
  return index(value);
}

/** No sequence is longer than any number; what does not fit means "beyond the end". */
function clamped(value: Value): number {
  const i = sliceIndex(value);
  if (typeof i === "number") return i;
  return i < 0n ? -Number.MAX_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
}

export function bounds(slice: Slice, length: number): Bounds {
  const step = slice.step === None ? 1 : clamped(slice.step);
  if (step === 0) throw valueError("slice step cannot be zero");
  const start = slice.start === None ? (step < 0 ? length - 1 : 0) : place(clamped(slice.start), length, step);
  const stop = slice.stop === None ? (step < 0 ? -1 : length) : place(clamped(slice.stop), length, step);
  const count =
    step < 0
      ? stop < start
        ? Math.floor((start - stop - 1) / -step) + 1
        : 0
      : start < stop
        ? Math.floor((stop - start - 1) / step) + 1
        : 0;
  return { start, stop, step, count };
}

function place(i: number, length: number, step: number): number {
  if (i < 0) {
    i += length;
    return i < 0 ? (step < 0 ? -1 : 0) : i;
  }
  return i < length ? i : step < 0 ? length - 1 : length;
}

/** The same for lengths of any size: start, stop, step. */
export function bigBounds(slice: Slice, length: bigint): [bigint, bigint, bigint] {
  const step = slice.step === None ? 1n : BigInt(sliceIndex(slice.step));
  if (step === 0n) throw valueError("slice step cannot be zero");
  const low = step < 0n ? -1n : 0n;
  const high = step < 0n ? length - 1n : length;
  const resolve = (value: Value, absent: bigint): bigint => {
    if (value === None) return absent;
    let i = BigInt(sliceIndex(value));
    if (i < 0n) i += length;
    return i < low ? low : i > high ? high : i;
  };
  return step < 0n
    ? [resolve(slice.start, high), resolve(slice.stop, low), step]
    : [resolve(slice.start, low), resolve(slice.stop, high), step];
}

/** The items that a slice selects. */
export function sliceItems(items: readonly Value[], slice: Slice): Value[] {
  const { start, step, count } = bounds(slice, items.length);
  if (step === 1) return items.slice(start, start + count);
  const result = items.slice(0, count);
  for (let i = 0, from = start; i < count; i++, from += step) result[i] = items[from]!;
  return result;
}

const parts = (self: Slice): Value[] => [self.start, self.stop, self.step];

const order =
  (name: Order) =>
  (self: Slice, other: Value): Value =>
    other instanceof Slice ? compareItems(parts(self), parts(other), name) : NotImplemented;

export const slice = nativeType({
  name: "slice",
  ctor: Slice,
  final: true,
  doc: "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for extended slicing (e.g. a[0:10:2]).",
  create(_cls, args, keywords) {
    expectArguments("slice", args, keywords, 1, 3);
    return args.length === 1 ? new Slice(None, args[0]) : new Slice(args[0], args[1], args[2]);
  },
  methods: {
    "indices(object, /)": (self: Slice, object: Value) => {
      const length = BigInt(index(object));
      if (length < 0n) throw valueError("length should not be negative");
      return makeTuple(bigBounds(self, length).map(int));
    },
  },
  special: {
    __repr__: (self: Slice) => `slice(${parts(self).map(repr).join(", ")})`,
    __eq__: (self: Slice, other: Value) =>
      other instanceof Slice ? equalItems(parts(self), parts(other)) : NotImplemented,
    __ne__: (self: Slice, other: Value) =>
      other instanceof Slice ? !equalItems(parts(self), parts(other)) : NotImplemented,
    __lt__: order("__lt__"),
    __le__: order("__le__"),
    __gt__: order("__gt__"),
    __ge__: order("__ge__"),
    __hash__: (self: Slice) => joined(itemsHash(parts(self))),
  },
  getters: {
    start: (self: Slice) => self.start,
    stop: (self: Slice) => self.stop,
    step: (self: Slice) => self.step,
  },
});
