// Puts native modules together.

import { Module } from "../runtime/modules.ts";
import { nativeFunction } from "../runtime/native.ts";
import type { Type } from "../runtime/types.ts";
import type { Value } from "../runtime/values.ts";

// biome-ignore lint/suspicious/noExplicitAny: each implementation names the types of its own parameters
type Implementation = (...args: any[]) => Value;

export interface ModuleSpec {
  doc?: string;
  /** `signature → function`. */
  functions?: Record<string, Implementation>;
  attributes?: Record<string, Value>;
  /** Types, under their own names. */
  types?: Type[];
}

export function moduleFrom(name: string, spec: ModuleSpec): Module {
  const module = new Module(name, spec.doc);
  for (const [text, f] of Object.entries(spec.functions ?? {})) {
    const result = nativeFunction(text, f, name);
    module[`$${result.signature.name}`] = result;
  }
  for (const type of spec.types ?? []) module[`$${type.tp.name}`] = type;
  for (const [key, value] of Object.entries(spec.attributes ?? {})) module[`$${key}`] = value;
  return module;
}
