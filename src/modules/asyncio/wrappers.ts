// JavaScript functions in the place of Python ones.

import { special } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";

/** A JavaScript function in the place of a Python one, which it remembers. */
interface Wrapper extends Function {
  python?: Value;
}

export const wrapped = (f: Wrapper, python: Value): Wrapper => Object.assign(f, { python });

export const unwrapped = (f: unknown): Value => (f === null ? None : ((f as Wrapper).python ?? (f as Value)));

export function isCallable(value: Value): boolean {
  return typeof value === "function" || special(value, "__call__") != null;
}
