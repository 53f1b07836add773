// `bool`: JavaScript's booleans.

import { typeError } from "../errors.ts";
import { nativeType } from "../native.ts";
import { truth } from "../protocols.ts";
import { known, type Type } from "../types.ts";
import { NotImplemented, type Value } from "../values.ts";
import { asInt, intOf } from "./coerce.ts";
import { intType } from "./int.ts";
import { andInt, type Int, orInt, xorInt } from "./integers.ts";

/** A bool of two bools, an int if one is an int. */
const logical =
  (f: (a: Int, b: Int) => Int) =>
  (self: Value, other: Value): Value => {
    const y = intOf(other);
    if (y === undefined) return NotImplemented;
    const r = f(asInt(self), y);
    return typeof self === "boolean" && typeof other === "boolean" ? r === 1 : r;
  };

function create(_cls: Type, args: Value[], keywords: Map<string, Value> | undefined): Value {
  if (keywords !== undefined && keywords.size > 0) throw typeError("bool() takes no keyword arguments");
  if (args.length > 1) throw typeError(`bool expected at most 1 argument, got ${args.length}`);
  return args.length === 1 && truth(args[0]!);
}

export const bool: Type = nativeType({
  name: "bool",
  base: intType,
  final: true,
  doc: "The truth of the argument: True or False, the only instances of this class.",
  create,
  special: {
    __repr__: (self: Value) => (self === true ? "True" : "False"),
    __and__: logical(andInt),
    __rand__: logical(andInt),
    __or__: logical(orInt),
    __ror__: logical(orInt),
    __xor__: logical(xorInt),
    __rxor__: logical(xorInt),
  },
});
known.bool = bool;
