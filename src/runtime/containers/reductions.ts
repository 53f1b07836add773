// The built-in functions that reduce an iterable to one value: `sum`, `min`, `max`, `any`, `all`, `len`, and `sorted`.

import { gt, lt } from "../comparison.ts";
import { typeError, valueError } from "../errors.ts";
import { nativeFunction } from "../native.ts";
import { isPlainFloat } from "../numbers/coerce.ts";
import { add } from "../operators.ts";
import { call, exactLength, isStr, iter, length, type PyIterator, truth } from "../protocols.ts";
import { misfits, type Native } from "../signature.ts";
import { typeName } from "../types.ts";
import { float, None, type Value } from "../values.ts";
import { List, list, listLength } from "./list.ts";
import { sortItems } from "./sort.ts";
import { itemsOf, Tuple, tupleLength } from "./tuple.ts";

// ---- sum ------------------------------------------------------------------------------------------------------------
//
// Ints are added exactly. From the first float on the sum is compensated (Neumaier's variant of Kahan's summation), as
// CPython's is since 3.12; what is neither goes through `+`.

const refused = (start: Value): string | undefined => {
  if (isStr(start)) return "sum() can't sum strings [use ''.join(seq) instead]";
  const name = typeName(start);
  if (name === "bytes" || name === "bytearray") return `sum() can't sum ${name} [use b''.join(seq) instead]`;
  return undefined;
};

export const sum = nativeFunction("sum(iterable, /, start=0)", (iterable: Value, start: Value = 0) => {
  if (typeof start === "number" && iterable instanceof List && iterable.type_ === list) {
    const total = sumNumbers(iterable.items, start);
    if (total !== undefined) return total;
  }
  const iterator = iter(iterable);
  const refusal = refused(start);
  if (refusal !== undefined) throw typeError(refusal);
  return sumInts(iterator, start);
});

/** The sum of unboxed numbers; undefined if there is anything else among them, or a sum of ints is not safe. */
function sumNumbers(items: readonly Value[], start: number): Value | undefined {
  let total = start;
  let lost = 0;
  let i = 0;
  if (Number.isInteger(start)) {
    for (; i < items.length; i++) {
      const item = items[i];
      if (typeof item !== "number") return undefined;
      total += item;
      if (!Number.isInteger(item)) {
        i++;
        break;
      }
      if (!Number.isSafeInteger(total)) return undefined;
    }
    if (i === items.length && Number.isInteger(total)) {
      const last = items[i - 1];
      return i > 0 && !Number.isInteger(last) ? float(total) : total + 0;
    }
  }
  for (; i < items.length; i++) {
    const x = items[i];
    if (typeof x !== "number") return undefined;
    const next = total + x;
    lost += Math.abs(total) >= Math.abs(x) ? total - next + x : x - next + total;
    total = next;
  }
  return float(compensated(total, lost));
}

const isSmall = (value: Value): value is number => typeof value === "number" && Number.isInteger(value);

function sumInts(iterator: PyIterator, start: Value): Value {
  if (!isSmall(start))
    return typeof start === "number" || isPlainFloat(start) ? sumFloats(iterator, start) : sumAny(iterator, start);
  let total = start;
  for (let item = iterator.next$(); item !== undefined; item = iterator.next$()) {
    if (isSmall(item)) {
      const next = total + item;
      if (!Number.isSafeInteger(next)) return sumAny(iterator, add(total, item));
      total = next;
    } else if (typeof item === "boolean") total += item ? 1 : 0;
    else {
      const next = add(total, item);
      return typeof next === "number" || isPlainFloat(next) ? sumFloats(iterator, next) : sumAny(iterator, next);
    }
  }
  return total;
}

/** The double of a float or an int; undefined for anything else. */
function double(value: Value): number | undefined {
  switch (typeof value) {
    case "number":
      return value;
    case "bigint":
      return Number(value);
    case "boolean":
      return value ? 1 : 0;
    default:
      return isPlainFloat(value) ? value.value : undefined;
  }
}

function sumFloats(iterator: PyIterator, start: Value): Value {
  let total = double(start)!;
  let lost = 0;
  for (let item = iterator.next$(); item !== undefined; item = iterator.next$()) {
    const x = double(item);
    if (x === undefined) return sumAny(iterator, add(float(compensated(total, lost)), item));
    const next = total + x;
    lost += Math.abs(total) >= Math.abs(x) ? total - next + x : x - next + total;
    total = next;
  }
  return float(compensated(total, lost));
}

/** What was lost is no number where the sum has overflowed. */
const compensated = (total: number, lost: number): number =>
  lost !== 0 && Number.isFinite(lost) ? total + lost : total;

function sumAny(iterator: PyIterator, start: Value): Value {
  let total = start;
  for (let item = iterator.next$(); item !== undefined; item = iterator.next$()) {
    total = add(total, item);
    if (isSmall(total)) return sumInts(iterator, total);
  }
  return total;
}

// ---- min and max ------------------------------------------------------------------------------------------------------

/** The least of unboxed numbers; undefined if there is anything else among them, or nothing. */
function least(items: readonly Value[]): number | undefined {
  let best = items[0];
  if (typeof best !== "number") return undefined;
  for (let i = 1; i < items.length; i++) {
    const item = items[i];
    if (typeof item !== "number") return undefined;
    if (item < best) best = item;
  }
  return best;
}

function greatest(items: readonly Value[]): number | undefined {
  let best = items[0];
  if (typeof best !== "number") return undefined;
  for (let i = 1; i < items.length; i++) {
    const item = items[i];
    if (typeof item !== "number") return undefined;
    if (item > best) best = item;
  }
  return best;
}

function extremum(name: "min" | "max") {
  const better = name === "min" ? lt : gt;
  return (args: Value[], key?: Value, fallback?: Value): Value => {
    if (args.length === 0) throw typeError(`${name} expected at least 1 argument, got 0`);
    if (args.length > 1 && fallback !== undefined) {
      throw typeError(`Cannot specify a default for ${name}() with multiple positional arguments`);
    }
    const iterator = args.length > 1 ? new List(args).iter$() : iter(args[0]!);
    const f = key === None ? undefined : key;
    if (f === undefined) {
      const [only] = args;
      const plain = args.length > 1 ? args : only instanceof List && only.type_ === list ? only.items : [];
      const found = name === "min" ? least(plain) : greatest(plain);
      if (found !== undefined) return found;
    }
    let best = iterator.next$();
    if (best === undefined) {
      if (fallback !== undefined) return fallback;
      throw valueError(`${name}() iterable argument is empty`);
    }
    let bestKey = f === undefined ? best : call(f, best);
    for (let item = iterator.next$(); item !== undefined; item = iterator.next$()) {
      const itemKey = f === undefined ? item : call(f, item);
      const isBetter = better(itemKey, bestKey);
      if (typeof isBetter === "boolean" ? isBetter : truth(isBetter)) {
        best = item;
        bestKey = itemKey;
      }
    }
    return best;
  };
}

const extremumFunction = (name: "min" | "max", what: "smallest" | "biggest" | "largest", which: string) =>
  Object.assign(nativeFunction(`${name}(*args, key=None, default=<unrepresentable>)`, extremum(name)), {
    doc: `${name}(iterable, *[, default=obj, key=func]) -> value\n${name}(arg1, arg2, *args, *[, key=func]) -> value\n\nWith a single iterable argument, return its ${what} item. The\ndefault keyword-only argument specifies an object to return if\nthe provided iterable is empty.\nWith two or more positional arguments, return the ${which} argument.`,
  });

export const min = extremumFunction("min", "smallest", "smallest");
export const max = extremumFunction("max", "biggest", "largest");

// ---- any, all, len, sorted ----------------------------------------------------------------------------------------------

export const any = nativeFunction("any(iterable, /)", (iterable: Value) => {
  const iterator = iter(iterable);
  for (let item = iterator.next$(); item !== undefined; item = iterator.next$()) if (truth(item)) return true;
  return false;
});

export const all = nativeFunction("all(iterable, /)", (iterable: Value) => {
  const iterator = iter(iterable);
  for (let item = iterator.next$(); item !== undefined; item = iterator.next$()) if (!truth(item)) return false;
  return true;
});

/** `len` is hot: it checks its arguments itself, and goes straight to the work for what is mostly asked. */
function lengthOf(object: Value): number | bigint {
  if (arguments.length !== 1) misfits.raise(lengthOf as unknown as Native, arguments.length);
  if (object instanceof List) {
    if (object.m$__len__ === listLength) return object.items.length;
  } else if (object instanceof Tuple && object.m$__len__ === tupleLength) return object.items.length;
  const rounded = length(object);
  return rounded <= Number.MAX_SAFE_INTEGER ? rounded : exactLength(object);
}

export const len = nativeFunction("!len(obj, /)", lengthOf);

export const sorted = nativeFunction(
  "sorted(iterable, /, *, key=None, reverse=False)",
  (iterable: Value, key: Value = None, reverse: Value = false) => {
    const items = itemsOf(iterable);
    sortItems(items, key === None ? undefined : key, truth(reverse));
    return new List(items);
  },
);
