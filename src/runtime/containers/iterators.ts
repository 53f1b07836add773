// What the built-in iterators have in common: `__next__` in terms of `next$`, and how such a type is declared.

import { stopIteration } from "../errors.ts";
import { type NativeTypeSpec, nativeType } from "../native.ts";
import "../object.ts";
import type { PyIterator } from "../protocols.ts";
import type { Type } from "../types.ts";
import type { Value } from "../values.ts";

/** `__next__` of an iterator that has `next$`. */
export function nextOf(self: PyIterator): Value {
  const item = self.next$();
  if (item === undefined) throw stopIteration();
  return item;
}

/** Declares the type of an iterator; `remaining` tells how many items are to come, where that is known. */
export function iteratorType<T extends PyIterator>(
  name: string,
  ctor: abstract new (...args: never[]) => T,
  spec: Omit<NativeTypeSpec, "name" | "ctor"> & { remaining?: (self: T) => Value } = {},
): Type {
  const { remaining, ...rest } = spec;
  return nativeType({
    name,
    ctor,
    final: true,
    ...rest,
    special: {
      __iter__: (self: T) => self,
      __next__: (self: T) => nextOf(self),
      ...(remaining && { __length_hint__: remaining }),
      ...rest.special,
    },
  });
}
