// `range`, with bounds of any size.

import { same } from "../comparison.ts";
import { indexError, overflowError, typeError, valueError } from "../errors.ts";
import { nativeType } from "../native.ts";
import "../object.ts";
import { call, index, iter, type PyIterator, repr } from "../protocols.ts";
import { special, type Type, typeName } from "../types.ts";
import { int, None, NotImplemented, type Value } from "../values.ts";
import { expectArguments } from "./expect.ts";
import { itemsHash, joined } from "./hash.ts";
import { iteratorType } from "./iterators.ts";
import { fitsSize } from "./sequence.ts";
import { bigBounds, bounds, Slice } from "./slice.ts";

type Int = number | bigint;

export class Range {
  readonly start: Int;
  readonly stop: Int;
  readonly step: Int;
  /** How many numbers there are. */
  readonly length: Int;
  constructor(start: Int, stop: Int, step: Int = 1) {
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.length = count(start, stop, step);
  }
  iter$(): RangeIterator | LongRangeIterator {
    const { start, step, length } = this;
    // The numbers up to the last, and one step beyond it, must be safe.
    if (typeof start === "number" && typeof step === "number" && typeof length === "number") {
      const end = start + step * length;
      if (Number.isSafeInteger(end)) return new RangeIterator(start, step, end);
    }
    return new LongRangeIterator(start, step, length);
  }
}

function count(start: Int, stop: Int, step: Int): Int {
  if (typeof start === "number" && typeof stop === "number" && typeof step === "number") {
    const distance = stop - start;
    if (Number.isSafeInteger(distance)) {
      return step > 0 === distance > 0 && distance !== 0
        ? Math.floor((Math.abs(distance) - 1) / Math.abs(step)) + 1
        : 0;
    }
  }
  const distance = BigInt(stop) - BigInt(start);
  const by = BigInt(step);
  if (by > 0n ? distance <= 0n : distance >= 0n) return 0;
  return int((by > 0n ? (distance - 1n) / by : (distance + 1n) / by) + 1n) as Int;
}

export class RangeIterator {
  private next: number;
  private readonly step: number;
  private readonly end: number;
  constructor(start: number, step: number, end: number) {
    this.next = start;
    this.step = step;
    this.end = end;
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    const value = this.next;
    if (value === this.end) return undefined;
    this.next = value + this.step;
    return value;
  }
  remaining(): number {
    return (this.end - this.next) / this.step;
  }
  /** Goes on so many numbers from here. */
  skip(count: number): void {
    this.next += this.step * Math.min(Math.max(count, 0), this.remaining());
  }
}

export class LongRangeIterator {
  private next: bigint;
  private readonly step: bigint;
  private left: bigint;
  constructor(start: Int, step: Int, length: Int) {
    this.next = BigInt(start);
    this.step = BigInt(step);
    this.left = BigInt(length);
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    if (this.left === 0n) return undefined;
    const value = this.next;
    this.next = value + this.step;
    this.left--;
    return int(value);
  }
  remaining(): Value {
    return int(this.left);
  }
  /** Goes on so many numbers from here. */
  skip(count: bigint): void {
    const by = count < 0n ? 0n : count < this.left ? count : this.left;
    this.next += this.step * by;
    this.left -= by;
  }
}

/** The number at a position that is inside of the range. */
function numberAt(self: Range, position: Int): Int {
  const { start, step } = self;
  if (typeof start === "number" && typeof step === "number" && typeof position === "number") {
    const value = start + step * position;
    if (Number.isSafeInteger(value)) return value;
  }
  return int(BigInt(start) + BigInt(step) * BigInt(position)) as Int;
}

function rangeGetitem(self: Range, key: Value): Value {
  if (key instanceof Slice) return slicedRange(self, key);
  if (typeof key !== "number" && special(key, "__index__") == null) {
    throw typeError(`range indices must be integers or slices, not ${typeName(key)}`);
  }
  if (typeof key === "number" && !Number.isInteger(key)) {
    throw typeError("range indices must be integers or slices, not float");
  }
  const i = index(key);
  const position = i < 0 ? (int(BigInt(i) + BigInt(self.length)) as Int) : i;
  if (position < 0 || position >= self.length) throw indexError("range object index out of range");
  return numberAt(self, position);
}

function slicedRange(self: Range, slice: Slice): Range {
  if (typeof self.length === "number") {
    const { start, stop, step } = bounds(slice, self.length);
    const by = int(BigInt(self.step) * BigInt(step)) as Int;
    return new Range(numberAt(self, start), numberAt(self, stop), by);
  }
  const [start, stop, step] = bigBounds(slice, BigInt(self.length));
  const by = int(BigInt(self.step) * step) as Int;
  return new Range(numberAt(self, start), numberAt(self, stop), by);
}

/** Where the number stands in the range; undefined if it does not. */
function positionOf(self: Range, value: Int): Int | undefined {
  const { start, stop, step } = self;
  if (step > 0 ? value < start || value >= stop : value > start || value <= stop) return undefined;
  const distance = BigInt(value) - BigInt(start);
  return distance % BigInt(step) === 0n ? (int(distance / BigInt(step)) as Int) : undefined;
}

/** The same for any object: plain ints are calculated, others compared one by one. */
function find(self: Range, value: Value): Int | undefined {
  if ((typeof value === "number" && Number.isInteger(value)) || typeof value === "bigint") {
    return positionOf(self, value);
  }
  if (typeof value === "boolean") return positionOf(self, value ? 1 : 0);
  const iterator = self.iter$();
  let position = 0;
  for (let item = iterator.next$(); item !== undefined; item = iterator.next$(), position++) {
    if (same(item, value)) return position;
  }
  return undefined;
}

const isInt = (value: Value): boolean =>
  (typeof value === "number" && Number.isInteger(value)) || typeof value === "bigint" || typeof value === "boolean";

/** Ranges are equal if they give the same numbers: what decides is these three. */
function identity(self: Range): Value[] {
  if (self.length === 0) return [0, None, None];
  return self.length === 1 ? [1, self.start, None] : [self.length, self.start, self.step];
}

const equal = (a: Range, b: Range): boolean => {
  const other = identity(b);
  return identity(a).every((part, i) => part === other[i]);
};

export const range: Type = nativeType({
  name: "range",
  ctor: Range,
  final: true,
  doc: "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an object that produces a sequence of integers from start (inclusive)\nto stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\nstart defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\nThese are exactly the valid indices for a list of 4 elements.\nWhen step is given, it specifies the increment (or decrement).",
  create(_cls, args, keywords) {
    expectArguments("range", args, keywords, 1, 3);
    if (args.length === 1) return new Range(0, index(args[0]!));
    const start = index(args[0]!);
    const stop = index(args[1]!);
    const step = args.length === 3 ? index(args[2]!) : 1;
    if (step === 0) throw valueError("range() arg 3 must not be zero");
    return new Range(start, stop, step);
  },
  methods: {
    "count(object, /)": (self: Range, value: Value) => {
      if (isInt(value)) return find(self, value) === undefined ? 0 : 1;
      let found = 0;
      const iterator = self.iter$();
      for (let item = iterator.next$(); item !== undefined; item = iterator.next$()) if (same(item, value)) found++;
      return found;
    },
    "index(object, /)": (self: Range, value: Value) => {
      const position = find(self, value);
      if (position !== undefined) return position;
      throw valueError(
        `${isInt(value) ? "range" : "sequence"}.index(x): x not in ${isInt(value) ? "range" : "sequence"}`,
      );
    },
    "__reversed__()": (self: Range) => {
      if (self.length === 0) return new Range(0, 0).iter$();
      const by = int(-BigInt(self.step)) as Int;
      const last = numberAt(self, int(BigInt(self.length) - 1n) as Int);
      return new Range(last, int(BigInt(self.start) + BigInt(by)) as Int, by).iter$();
    },
  },
  getters: {
    start: (self: Range) => self.start,
    stop: (self: Range) => self.stop,
    step: (self: Range) => self.step,
  },
  special: {
    __repr__: (self: Range) =>
      `range(${[self.start, self.stop, ...(self.step === 1 ? [] : [self.step])].map(repr).join(", ")})`,
    __len__(self: Range) {
      if (typeof self.length === "bigint" && !fitsSize(self.length)) {
        throw overflowError("Python int too large to convert to C ssize_t");
      }
      return self.length;
    },
    __bool__: (self: Range) => self.length !== 0,
    __iter__: (self: Range) => self.iter$(),
    __getitem__: rangeGetitem,
    __contains__: (self: Range, value: Value) => find(self, value) !== undefined,
    __hash__: (self: Range) => joined(itemsHash(identity(self))),
    __eq__: (self: Range, other: Value) => (other instanceof Range ? equal(self, other) : NotImplemented),
    __ne__: (self: Range, other: Value) => (other instanceof Range ? !equal(self, other) : NotImplemented),
  },
});

const isInt32 = (value: Value): value is number => typeof value === "number" && (value | 0) === value;

/** The iterator of `f(first)`, `f(first, second)` or `f(first, second, third)` for a loop over what is mostly `range`. */
export function iterRange(f: Value, first: Value, second?: Value, third?: Value): PyIterator {
  if (f === range) {
    if (second === undefined) {
      if (isInt32(first)) return new RangeIterator(0, 1, first > 0 ? first : 0);
    } else if (third === undefined && isInt32(first) && isInt32(second)) {
      return new RangeIterator(first, 1, second > first ? second : first);
    }
  }
  return iter(
    second === undefined
      ? call(f, first)
      : third === undefined
        ? call(f, first, second)
        : call(f, first, second, third),
  );
}

// Most ranges have one argument.
range.tp.convert = (stop) => (isInt32(stop) ? new Range(0, stop) : undefined);

iteratorType("range_iterator", RangeIterator, {
  remaining: (self) => self.remaining(),
  special: {
    __setstate__: (self: RangeIterator, position: Value) => {
      self.skip(Number(index(position)));
      return None;
    },
  },
});
iteratorType("longrange_iterator", LongRangeIterator, {
  remaining: (self) => self.remaining(),
  special: {
    __setstate__: (self: LongRangeIterator, position: Value) => {
      self.skip(BigInt(index(position)));
      return None;
    },
  },
});
