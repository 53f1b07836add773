// The module `_typing`: the types of type parameters, which the language itself makes.

import { UnionType } from "../runtime/containers/union.ts";
import type { Module } from "../runtime/modules.ts";
import { Generic, NoDefault, paramSpecParts, typeParameterTypes } from "../runtime/typeparams.ts";
import type { Value } from "../runtime/values.ts";
import { moduleFrom } from "./define.ts";

export function createTyping(): Module {
  return moduleFrom("_typing", {
    doc: "Primitives and accelerators for the typing module.",
    functions: { "_idfunc(x, /)": (x: Value) => x },
    types: paramSpecParts,
    attributes: { ...typeParameterTypes, Generic, NoDefault, Union: UnionType },
  });
}
