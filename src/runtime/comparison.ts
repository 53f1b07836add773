// The comparisons as emitted code calls them, `is`, and what containers mean by "equal".
//
// JavaScript compares numbers, bigints and booleans with one another exactly, whatever their sizes, and so does Python.
// Strings are compared by code points: UTF-16 units order differently where surrogates meet units above them.

import { typeError } from "./errors.ts";
import { isPlainFloat } from "./numbers/coerce.ts";
import { truth } from "./protocols.ts";
import { isSubtype, type Proto, type Type, typeName, typeOf } from "./types.ts";
import { type Callable, NotImplemented, type Value } from "./values.ts";

type Slot = `m$${string}`;

interface Comparison {
  readonly symbol: string;
  readonly slot: Slot;
  readonly reflected: Slot;
}

const LT: Comparison = { symbol: "<", slot: "m$__lt__", reflected: "m$__gt__" };
const LE: Comparison = { symbol: "<=", slot: "m$__le__", reflected: "m$__ge__" };
const GT: Comparison = { symbol: ">", slot: "m$__gt__", reflected: "m$__lt__" };
const GE: Comparison = { symbol: ">=", slot: "m$__ge__", reflected: "m$__le__" };
const EQ: Comparison = { symbol: "==", slot: "m$__eq__", reflected: "m$__eq__" };
const NE: Comparison = { symbol: "!=", slot: "m$__ne__", reflected: "m$__ne__" };

/** What JavaScript compares by value as Python does: undefined for objects other than plain floats. */
function primitive(value: Value): number | undefined {
  switch (typeof value) {
    case "number":
      return value;
    case "boolean":
      return value ? 1 : 0;
    case "bigint":
      // Compared with a number, or another bigint, exactly; the type is narrowed for the sake of the operators.
      return value as unknown as number;
    default:
      return isPlainFloat(value) ? value.value : undefined;
  }
}

/** Less than 0, 0 or more than 0, by code points. */
export function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return x < 0xd800 || y < 0xd800 ? x - y : comparePoints(a, b, i);
  }
  return a.length - b.length;
}

/** Strings that first differ in the unit at `i`: where that ends a pair in one of them, the code points begin before it. */
function comparePoints(a: string, b: string, i: number): number {
  const at = endsPair(a, i) || endsPair(b, i) ? i - 1 : i;
  return a.codePointAt(at)! - b.codePointAt(at)!;
}

const endsPair = (s: string, i: number): boolean =>
  i > 0 && (s.charCodeAt(i) & 0xfc00) === 0xdc00 && (s.charCodeAt(i - 1) & 0xfc00) === 0xd800;

// ---- a < b -------------------------------------------------------------------------------------------------------------

export function lt(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") return a < b;
  return ltSlow(a, b);
}

function ltSlow(a: Value, b: Value): Value {
  if (typeof a === "string") {
    if (typeof b === "string") return compareStrings(a, b) < 0;
  } else {
    const x = primitive(a);
    if (x !== undefined) {
      const y = primitive(b);
      if (y !== undefined) return x < y;
    } else if (typeof a === "object") {
      const method = (a as Proto).m$__lt__;
      if (method != null && sameClass(a, b)) {
        const r = method(a, b);
        if (r !== NotImplemented) return r;
        return reflect(LT, a, b);
      }
    }
  }
  return compare(LT, a, b);
}

// ---- a <= b ------------------------------------------------------------------------------------------------------------

export function le(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") return a <= b;
  return leSlow(a, b);
}

function leSlow(a: Value, b: Value): Value {
  if (typeof a === "string") {
    if (typeof b === "string") return compareStrings(a, b) <= 0;
  } else {
    const x = primitive(a);
    if (x !== undefined) {
      const y = primitive(b);
      if (y !== undefined) return x <= y;
    } else if (typeof a === "object") {
      const method = (a as Proto).m$__le__;
      if (method != null && sameClass(a, b)) {
        const r = method(a, b);
        if (r !== NotImplemented) return r;
        return reflect(LE, a, b);
      }
    }
  }
  return compare(LE, a, b);
}

// ---- a > b -------------------------------------------------------------------------------------------------------------

export function gt(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") return a > b;
  return gtSlow(a, b);
}

function gtSlow(a: Value, b: Value): Value {
  if (typeof a === "string") {
    if (typeof b === "string") return compareStrings(a, b) > 0;
  } else {
    const x = primitive(a);
    if (x !== undefined) {
      const y = primitive(b);
      if (y !== undefined) return x > y;
    } else if (typeof a === "object") {
      const method = (a as Proto).m$__gt__;
      if (method != null && sameClass(a, b)) {
        const r = method(a, b);
        if (r !== NotImplemented) return r;
        return reflect(GT, a, b);
      }
    }
  }
  return compare(GT, a, b);
}

// ---- a >= b ------------------------------------------------------------------------------------------------------------

export function ge(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") return a >= b;
  return geSlow(a, b);
}

function geSlow(a: Value, b: Value): Value {
  if (typeof a === "string") {
    if (typeof b === "string") return compareStrings(a, b) >= 0;
  } else {
    const x = primitive(a);
    if (x !== undefined) {
      const y = primitive(b);
      if (y !== undefined) return x >= y;
    } else if (typeof a === "object") {
      const method = (a as Proto).m$__ge__;
      if (method != null && sameClass(a, b)) {
        const r = method(a, b);
        if (r !== NotImplemented) return r;
        return reflect(GE, a, b);
      }
    }
  }
  return compare(GE, a, b);
}

// ---- a == b, a != b ------------------------------------------------------------------------------------------------

export function eq(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") return a === b;
  if (typeof a === "string" && typeof b === "string") return a === b;
  return eqSlow(a, b);
}

function eqSlow(a: Value, b: Value): Value {
  const x = primitive(a);
  if (x !== undefined) {
    const y = primitive(b);
    // biome-ignore lint/suspicious/noDoubleEquals: a bigint equals a number only loosely
    if (y !== undefined) return x == y;
  } else if (typeof a === "object") {
    const method = (a as Proto).m$__eq__;
    if (method != null && sameClass(a, b)) {
      const r = method(a, b);
      return r === NotImplemented ? reflect(EQ, a, b) : r;
    }
  }
  return compare(EQ, a, b);
}

export function ne(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") return a !== b;
  if (typeof a === "string" && typeof b === "string") return a !== b;
  return neSlow(a, b);
}

function neSlow(a: Value, b: Value): Value {
  const x = primitive(a);
  if (x !== undefined) {
    const y = primitive(b);
    // biome-ignore lint/suspicious/noDoubleEquals: a bigint equals a number only loosely
    if (y !== undefined) return x != y;
  }
  return compare(NE, a, b);
}

/** `a is b`: NaN is itself, as every other float that is not boxed. */
export function is(a: Value, b: Value): boolean {
  // biome-ignore lint/suspicious/noSelfCompare: only NaN differs from itself
  return a === b || (a !== a && b !== b);
}

/** `a == b` as a condition. */
export function equal(a: Value, b: Value): boolean {
  const r = eq(a, b);
  return typeof r === "boolean" ? r : truth(r);
}

/** What containers mean by "equal": identical, or equal. */
export const same = (a: Value, b: Value): boolean => is(a, b) || equal(a, b);

/** `a < b` as a condition: what sorting asks. */
export function less(a: Value, b: Value): boolean {
  if (typeof a === "object") {
    const method = (a as Proto).m$__lt__;
    if (method != null && sameClass(a, b)) {
      const r = method(a, b);
      return typeof r === "boolean" ? r : truth(r === NotImplemented ? reflect(LT, a, b) : r);
    }
  }
  const r = lt(a, b);
  return typeof r === "boolean" ? r : truth(r);
}

// ---- the general way -----------------------------------------------------------------------------------------------

const sameClass = (a: object, b: Value): boolean =>
  typeof b === "object" && (a as Proto).type_ === (b as Proto).type_ && (a as Proto).type_ !== undefined;

function present(f: Callable | null): Callable {
  if (f === null) throw typeError("'NoneType' object is not callable");
  return f;
}

/** The second half, after a's own method gave NotImplemented. */
function reflect(op: Comparison, a: Value, b: Value): Value {
  const method = typeOf(b).tp.proto[op.reflected];
  if (method !== undefined) {
    const r = present(method)(b, a);
    if (r !== NotImplemented) return r;
  }
  return unanswered(op, a, b);
}

/** Neither operand knows: equality is identity, order is an error. */
function unanswered(op: Comparison, a: Value, b: Value): Value {
  if (op === EQ) return is(a, b);
  if (op === NE) return !is(a, b);
  throw typeError(`'${op.symbol}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`);
}

function compare(op: Comparison, a: Value, b: Value): Value {
  const ta: Type = typeOf(a);
  const tb: Type = typeOf(b);
  const forward = ta.tp.proto[op.slot];
  const backward = tb.tp.proto[op.reflected];
  const backwardFirst = ta !== tb && backward !== undefined && isSubtype(tb, ta);
  if (backwardFirst) {
    const r = present(backward)(b, a);
    if (r !== NotImplemented) return r;
  }
  if (forward !== undefined) {
    const r = present(forward)(a, b);
    if (r !== NotImplemented) return r;
  }
  return backwardFirst ? unanswered(op, a, b) : reflect(op, a, b);
}
