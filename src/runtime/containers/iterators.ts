// What the built-in iterators have in common: `__next__` in terms of `next$`, and how such a type is declared.

import { stopIteration } from "../errors.ts";
import { type NativeTypeSpec, nativeType } from "../native.ts";
import "../object.ts";
import { index, type PyIterator } from "../protocols.ts";
import type { Type } from "../types.ts";
import { None, type Value } from "../values.ts";

/** `__next__` of an iterator that has `next$`. */
export function nextOf(self: PyIterator): Value {
  const item = self.next$();
  if (item === undefined) throw stopIteration();
  return item;
}

/** Where an iterator stands that goes by an index, `at`, as it says in its pickle. */
export function setPosition(self: PyIterator, position: Value): Value {
  (self as unknown as { at: number }).at = Math.max(-1, Number(index(position)));
  return None;
}

/**
 * Declares the type of an iterator; `remaining` tells how many items are to come, where that is known. `indexed`: it goes by
 * an index, which pickles set.
 */
export function iteratorType<T extends PyIterator>(
  name: string,
  ctor: abstract new (...args: never[]) => T,
  spec: Omit<NativeTypeSpec, "name" | "ctor"> & { remaining?: (self: T) => Value; indexed?: boolean } = {},
): Type {
  const { remaining, indexed, ...rest } = spec;
  return nativeType({
    name,
    ctor,
    final: true,
    ...rest,
    special: {
      __iter__: (self: T) => self,
      __next__: (self: T) => nextOf(self),
      ...(remaining && { __length_hint__: remaining }),
      ...(indexed && { __setstate__: setPosition }),
      ...rest.special,
    },
  });
}
