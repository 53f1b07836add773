// What a value is as a number: the int or the double in a Python int, bool or float, or an instance of a class derived
// from them.

import { overflowError, typeError, valueError } from "../errors.ts";
import { index } from "../protocols.ts";
import { known, special, type Type, typeName, typeOf } from "../types.ts";
import { Float, IntObject, type Value } from "../values.ts";
import { warnOfSubclass } from "../warning.ts";
import { fromDouble, type Int, toDouble } from "./integers.ts";

/** The int that a value is; undefined if it is no int. */
export function intOf(value: Value): Int | undefined {
  switch (typeof value) {
    case "number":
      return Number.isInteger(value) ? value : undefined;
    case "bigint":
      return value;
    case "boolean":
      return value ? 1 : 0;
    default:
      return value instanceof IntObject ? value.value : undefined;
  }
}

/** The double of a float; undefined if the value is no float. */
export function floatOf(value: Value): number | undefined {
  if (typeof value === "number") return Number.isInteger(value) ? undefined : value;
  return value instanceof Float ? value.value : undefined;
}

/** The double that arithmetic with a float takes: of a float or an int; undefined for anything else. */
export function doubleOf(value: Value): number | undefined {
  if (typeof value === "number") return value;
  if (value instanceof Float) return value.value;
  const x = intOf(value);
  return x === undefined ? undefined : toDouble(x);
}

/** The int that `self` of a method of `int` is. */
export function asInt(self: Value): Int {
  const x = intOf(self);
  if (x === undefined) throw typeError(`descriptor requires a 'int' object but received a '${typeName(self)}'`);
  return x;
}

/** The double that `self` of a method of `float` is. */
export function asFloat(self: Value): number {
  const x = floatOf(self);
  if (x === undefined) throw typeError(`descriptor requires a 'float' object but received a '${typeName(self)}'`);
  return x;
}

export const isInt = (value: Value): boolean => intOf(value) !== undefined;

/** Exactly a float, not an instance of a class derived from it: operators may look into it without asking. */
export const isPlainFloat = (value: Value): value is Float =>
  value instanceof Float && (value as { type_?: Type }).type_ === known.float;

/** The int of a number, bigint or boolean: of what is an int without a class of its own. */
export function plainInt(value: Value): Int | undefined {
  if (typeof value === "number") return Number.isInteger(value) ? value : undefined;
  if (typeof value === "bigint") return value;
  return typeof value === "boolean" ? (value ? 1 : 0) : undefined;
}

/** The int of a double, cut towards zero. */
export function truncate(x: number): Int {
  if (Number.isNaN(x)) throw valueError("cannot convert float NaN to integer");
  if (x === Infinity || x === -Infinity) throw overflowError("cannot convert float infinity to integer");
  return fromDouble(Math.trunc(x));
}

/**
 * The double of any real number: a float, an int, or what has `__float__` or `__index__`. Undefined if it is none.
 * `math` and all else that takes "a real number" asks this.
 */
export function realOf(value: Value): number | undefined {
  const x = doubleOf(value);
  if (x !== undefined) return x;
  const method = special(value, "__float__");
  if (method != null) {
    const result = method(value);
    const r = floatOf(result);
    if (r !== undefined) {
      if (typeOf(result).tp.heap) warnOfSubclass(`${typeName(value)}.__float__`, typeName(result), "float");
      return r;
    }
    throw typeError(`${typeName(value)}.__float__() must return a float, not ${typeName(result)}`);
  }
  return special(value, "__index__") == null ? undefined : toDouble(index(value));
}

/** `float(value)` of a number; TypeError "must be real number, not str". */
export function asDouble(value: Value): number {
  const x = realOf(value);
  if (x === undefined) throw typeError(`must be real number, not ${typeName(value)}`);
  return x;
}
