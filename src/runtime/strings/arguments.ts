// The strings, counts and ranges among the arguments of the methods of `str`, with CPython's words for what does not fit.

import { size } from "../containers/sequence.ts";
import { typeError } from "../errors.ts";
import { index } from "../protocols.ts";
import { special, typeName } from "../types.ts";
import { None, StrObject, type Value } from "../values.ts";
import { isSimple, strLength, unitOf } from "./text.ts";

/** The string that `self` of a method of `str` is. */
export function own(self: Value, method: string): string {
  if (typeof self === "string") return self;
  if (self instanceof StrObject) return self.value;
  throw typeError(`descriptor '${method}' for 'str' objects doesn't apply to a '${typeName(self)}' object`);
}

/** The same for special methods. */
export function ownSpecial(self: Value, method: string): string {
  if (typeof self === "string") return self;
  if (self instanceof StrObject) return self.value;
  throw typeError(`descriptor '${method}' requires a 'str' object but received a '${typeName(self)}'`);
}

/** The string in a value; undefined if it is none. */
export function textOf(value: Value | undefined): string | undefined {
  if (typeof value === "string") return value;
  return value instanceof StrObject ? value.value : undefined;
}

/** The string argument that `where` (`"find() argument 1"`) wants. */
export function textArgument(value: Value, where: string): string {
  const s = textOf(value);
  if (s === undefined) throw typeError(`${where} must be str, not ${value === None ? "None" : typeName(value)}`);
  return s;
}

/** An integer argument with a default. */
export const sizeArgument = (value: Value | undefined, absent: number): number =>
  value === undefined ? absent : size(value);

export const MAX_LENGTH = 2 ** 29 - 24;

/** A bound of a range as methods take it: None or an integer of any size. */
function bound(value: Value | undefined, length: number, absent: number): number {
  if (value === undefined || value === None) return absent;
  if (typeof value !== "number" && typeof value !== "bigint" && special(value, "__index__") == null) {
    throw typeError("slice indices must be integers or None or have an __index__ method");
  }
  if (typeof value === "number" && !Number.isInteger(value)) {
    throw typeError("slice indices must be integers or None or have an __index__ method");
  }
  const i = index(value);
  if (typeof i === "bigint") return i < 0n ? 0 : Number.MAX_SAFE_INTEGER;
  return i < 0 ? Math.max(0, i + length) : i;
}

/** The range of the last `range` call; `low` may be beyond `high` and beyond the end. */
export const range = { low: 0, high: 0 };

/** Sets `range` for a sequence of `length` items. */
export function setRange(length: number, start: Value | undefined, end: Value | undefined): void {
  range.low = bound(start, length, 0);
  range.high = Math.min(length, bound(end, length, length));
}

/** Sets `range` in UTF-16 units of `s`. */
export function setTextRange(s: string, start: Value | undefined, end: Value | undefined): void {
  if (isSimple(s)) {
    setRange(s.length, start, end);
    return;
  }
  const length = strLength(s);
  setRange(length, start, end);
  range.low = range.low > length ? Number.MAX_SAFE_INTEGER : unitOf(s, range.low);
  range.high = unitOf(s, range.high);
}
