// Constructors with a signature: `create` of a native type whose `__new__` takes named parameters.

import { bindNative } from "../runtime/arguments.ts";
import { type Native, native } from "../runtime/signature.ts";
import { hasInit, type NativeNew, type Type } from "../runtime/types.ts";
import type { Callable, Value } from "../runtime/values.ts";

// biome-ignore lint/suspicious/noExplicitAny: each implementation names the types of its own parameters
type Make = (cls: Type, ...args: any[]) => Value;

/** The same where `create` binds its arguments itself: for `inspect`. */
export function declared(signature: string, create: NativeNew): NativeNew {
  create.declared = native(signature, (() => undefined) as unknown as Callable, false);
  return create;
}

/** `constructor("repeat(object, times=None)", (cls, object, times) => …)` */
export function constructor(signature: string, make: Make): NativeNew {
  const f: Native = native(signature, (() => undefined) as unknown as Callable, false);
  const { names: positional, posonly, keywordOnly, varkw } = f.signature;
  const takesNoKeywords = posonly === positional.length && keywordOnly.length === 0 && !varkw;
  const create: NativeNew = (cls, args, keywords) => {
    if (takesNoKeywords && keywords !== undefined && hasInit(cls)) return make(cls, ...bindNative(f, args, [], []));
    const names = keywords ? [...keywords.keys()] : [];
    const values = keywords ? [...keywords.values()] : [];
    return make(cls, ...bindNative(f, args, names, values));
  };
  create.declared = f;
  return create;
}
