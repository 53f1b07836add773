// Tuples with named fields that CPython makes in C: sys.version_info, time.struct_time.

import { Tuple, tuple } from "../runtime/containers/tuple.ts";
import { nativeType } from "../runtime/native.ts";
import { repr } from "../runtime/protocols.ts";
import type { Value } from "../runtime/values.ts";

/**
 * Declares the type; the result makes instances of it. `hidden`: fields that are no items, and their
 * value; `computed`: how each is found.
 */
export function structSequence(
  name: string,
  module: string,
  fields: string[],
  hidden: Record<string, Value> = {},
  computed: Record<string, (self: Value) => Value> = {},
): (values: Value[]) => Value {
  class Sequence extends Tuple {}
  nativeType({
    name,
    module,
    ctor: Sequence,
    base: tuple,
    final: true,
    special: {
      __repr__: (self: Sequence) =>
        `${module}.${name}(${fields.map((field, i) => `${field}=${repr(self.items[i]!)}`).join(", ")})`,
    },
    getters: Object.fromEntries([
      ...fields.map((field, i) => [field, (self: Sequence) => self.items[i]!]),
      ...Object.entries(hidden).map(([field, value]) => [field, () => value]),
      ...Object.entries(computed),
    ]),
    attributes: {
      n_fields: fields.length + Object.keys(hidden).length,
      n_sequence_fields: fields.length,
      n_unnamed_fields: 0,
    },
  });
  return (values) => new Sequence(values);
}
