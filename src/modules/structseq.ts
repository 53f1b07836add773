// Tuples with named fields that CPython makes in C ("struct sequences"): sys.version_info, time.struct_time,
// os.stat_result. The first fields are items; those that follow are attributes only.

import { Dict } from "../runtime/containers/dict.ts";
import { makeTuple, Tuple, tuple } from "../runtime/containers/tuple.ts";
import { typeError } from "../runtime/errors.ts";
import { nativeType, newInstance } from "../runtime/native.ts";
import { isIterable, repr, toArray } from "../runtime/protocols.ts";
import type { Type } from "../runtime/types.ts";
import { None, type Value } from "../runtime/values.ts";

export class StructSequence extends Tuple {
  /** The values of the fields that are no items. */
  more: Value[] = [];
}

export interface StructOptions {
  doc?: string;
  /** The last items have no names: so many. */
  unnamed?: number;
  /** Programs make no instances. */
  closed?: boolean;
  /** The value of a field that was not given. */
  missing?: (field: string, items: Value[]) => Value;
}

export interface StructMaker {
  (values: Value[]): Value;
  readonly type: Type;
}

/** Declares the type; the result makes instances of it, and the items may be followed by the values of `hidden`. */
export function structSequence(
  name: string,
  module: string,
  fields: string[],
  hidden: string[] = [],
  options: StructOptions = {},
): StructMaker {
  class Sequence extends StructSequence {}
  const { unnamed = 0, missing = () => None } = options;
  const size = fields.length + unnamed;
  const all = size + hidden.length;
  const named = [...fields, ...hidden];
  const fullName = `${module}.${name}`;

  const filled = (self: StructSequence, values: Value[], byName?: Map<string, Value>): Value => {
    const items = values.slice(0, size);
    (self as { items: Value[] }).items = items;
    self.more = hidden.map((field, i) => values[size + i] ?? byName?.get(field) ?? missing(field, items));
    return self;
  };

  const make = (values: Value[]): Value => filled(new Sequence(), values);

  const type = nativeType({
    name,
    module,
    ctor: Sequence,
    base: tuple,
    final: true,
    ...(options.doc === undefined ? {} : { doc: options.doc }),
    create(cls, args, keywords) {
      if (options.closed) throw typeError(`cannot create '${fullName}' instances`);
      const [sequence, byName] = constructorArguments(args, keywords);
      if (!isIterable(sequence)) throw typeError("constructor requires a sequence");
      const values = toArray(sequence);
      const { length } = values;
      const bound = size === all ? "a" : length < size ? "an at least" : "an at most";
      if (length < size || length > all) {
        const limit = length < size ? size : all;
        throw typeError(`${fullName}() takes ${bound} ${limit}-sequence (${length}-sequence given)`);
      }
      return filled(newInstance<StructSequence>(cls), values, fieldsByName(byName, length));
    },
    methods: {
      "__reduce__()": (self: StructSequence) =>
        makeTuple([type, makeTuple([makeTuple([...self.items]), dictOf(hidden, self.more)])]),
      "__replace__(**kwargs)": (self: StructSequence, changes: Map<string, Value> | undefined) => {
        if (unnamed > 0) throw typeError(`__replace__() is not supported for ${name} because it has unnamed field(s)`);
        const values = [...self.items, ...self.more];
        const unknown: string[] = [];
        for (const [field, value] of changes ?? []) {
          const i = named.indexOf(field);
          if (i < 0) unknown.push(repr(field));
          else values[i] = value;
        }
        if (unknown.length > 0) throw typeError(`Got unexpected field name(s): [${unknown.join(", ")}]`);
        return make(values);
      },
    },
    special: {
      __repr__: (self: StructSequence) =>
        `${fullName}(${self.items.map((item, i) => `${named[i] ?? ""}=${repr(item)}`).join(", ")})`,
    },
    members: Object.fromEntries([
      ...fields.map((field, i) => [field, (self: StructSequence) => self.items[i]!]),
      ...hidden.map((field, i) => [field, (self: StructSequence) => self.more[i]!]),
    ]),
    attributes: {
      n_fields: all,
      n_sequence_fields: size,
      n_unnamed_fields: unnamed,
      __match_args__: makeTuple([...fields]),
    },
  });

  /** What the second argument says of the fields that the sequence left out. */
  function fieldsByName(dict: Value | undefined, given: number): Map<string, Value> | undefined {
    if (dict === undefined) return undefined;
    if (!(dict instanceof Dict)) throw typeError(`${fullName}() takes a dict as second arg, if any`);
    const result = new Map<string, Value>();
    for (const [field, value] of dict.entries()) {
      const i = hidden.indexOf(String(field));
      if (i < 0 || size + i < given) throw typeError(`${fullName}() got duplicate or unexpected field name(s)`);
      result.set(hidden[i]!, value);
    }
    return result;
  }

  return Object.assign(make, { type });
}

function constructorArguments(
  args: Value[],
  keywords: Map<string, Value> | undefined,
): [sequence: Value, dict: Value | undefined] {
  const sequence = args[0] ?? keywords?.get("sequence");
  if (sequence === undefined) throw typeError("structseq() missing required argument 'sequence' (pos 1)");
  return [sequence, args[1] ?? keywords?.get("dict")];
}

function dictOf(names: string[], values: Value[]): Dict {
  const result = new Dict();
  names.forEach((name, i) => void result.set(name, values[i]!));
  return result;
}
