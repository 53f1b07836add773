// Puts native modules together.

import { Module } from "../runtime/modules.ts";
import { nativeFunction, whenDeclared } from "../runtime/native.ts";
import { formsOf, type Native } from "../runtime/signature.ts";
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

/** Makes a method suspend where its caller can. */
export function blocks(
  cls: Type,
  name: string,
  frame: (...args: never[]) => globalThis.Generator<unknown, Value, unknown>,
): void {
  whenDeclared(cls, (attributes) => {
    const method = attributes.get(name) as Native | undefined;
    if (method === undefined) return;
    for (const form of formsOf(method)) (form as Native & { frame?: unknown }).frame = frame;
  });
}
