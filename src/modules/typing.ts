// The module `_typing`: the types of type parameters, which the language itself makes.

import { UnionType } from "../runtime/containers/union.ts";
import type { Module } from "../runtime/modules.ts";
import { nativeType } from "../runtime/native.ts";
import { Generic, NoDefault, typeParameterTypes } from "../runtime/typeparams.ts";
import type { Value } from "../runtime/values.ts";
import { moduleFrom } from "./define.ts";

/** `P.args` and `P.kwargs` of a ParamSpec. */
class ParamSpecPart {
  origin: Value | undefined = undefined;
}

const partType = (name: string, suffix: string) => {
  class Part extends ParamSpecPart {}
  return nativeType({
    name,
    module: "typing",
    ctor: Part,
    create: (_cls, args) => Object.assign(new Part(), { origin: args[0] }),
    getters: { __origin__: (self: Part) => self.origin },
    special: { __repr__: (self: Part) => `${String((self.origin as { name?: string })?.name)}.${suffix}` },
  });
};

export function createTyping(): Module {
  return moduleFrom("_typing", {
    doc: "Primitives and accelerators for the typing module.",
    functions: { "_idfunc(x, /)": (x: Value) => x },
    types: [partType("ParamSpecArgs", "args"), partType("ParamSpecKwargs", "kwargs")],
    attributes: { ...typeParameterTypes, Generic, NoDefault, Union: UnionType },
  });
}
