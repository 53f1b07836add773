// The arguments of constructors: how many there may be, and that they have no names.

import { typeError } from "../errors.ts";
import type { Type } from "../types.ts";
import type { Value } from "../values.ts";

const plural = (count: number): string => (count === 1 ? "" : "s");

/** Has a derived class a `__new__` of its own, which may have taken keywords? */
export const ownNew = (cls: Type, base: Type): boolean =>
  cls !== base && cls.tp.lookup("__new__") !== base.tp.lookup("__new__");

/** "list expected at most 1 argument, got 2" and its relatives, for `__new__` and `__init__` of built-in types. */
export function expectArguments(
  name: string,
  args: readonly Value[],
  keywords: Map<string, Value> | undefined,
  min: number,
  max: number,
): void {
  if (keywords !== undefined && keywords.size > 0) throw typeError(`${name}() takes no keyword arguments`);
  const { length } = args;
  if (length >= min && length <= max) return;
  const bound = min === max ? "" : length < min ? "at least " : "at most ";
  const count = length < min ? min : max;
  throw typeError(`${name} expected ${bound}${count} argument${plural(count)}, got ${length}`);
}
