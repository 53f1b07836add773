// Constructors with a signature: `create` of a native type whose `__new__` takes named parameters.

import { bindNative } from "../runtime/arguments.ts";
import { type Native, native } from "../runtime/signature.ts";
import type { NativeNew, Type } from "../runtime/types.ts";
import type { Callable, Value } from "../runtime/values.ts";

// biome-ignore lint/suspicious/noExplicitAny: each implementation names the types of its own parameters
type Make = (cls: Type, ...args: any[]) => Value;

/** `constructor("repeat(object, times=None)", (cls, object, times) => …)` */
export function constructor(signature: string, make: Make): NativeNew {
  const f: Native = native(signature, (() => undefined) as unknown as Callable, false);
  const create: NativeNew = (cls, args, keywords) => {
    const names = keywords ? [...keywords.keys()] : [];
    const values = keywords ? [...keywords.values()] : [];
    return make(cls, ...bindNative(f, args, names, values));
  };
  create.declared = f;
  return create;
}
