// "Did you mean …?" behind the message of an uncaught NameError, AttributeError or ImportError, as the report shows it.

import { lookupAttribute, ownNames } from "./attributes.ts";
import { type Exc, exceptionTypes, getField } from "./exceptions.ts";
import { modules } from "./imports.ts";
import { library, Module } from "./modules.ts";
import { suggestion } from "./suggestions.ts";
import { isInstance, isType, typeOf } from "./types.ts";
import type { Value } from "./values.ts";

const named = (e: Exc, type: string): boolean => isInstance(e, exceptionTypes.get(type)!);

/** Names of the standard library, for "Did you forget to import"; set by `sys`. */
export const stdlibNames = library.names;

/** Names that could stand in the place of a missing one; set where namespaces are known. */
export const namesInScope: { of?: (e: Exc) => Iterable<string> } = {};

/** The `self` of the method in which a NameError was raised. */
export const selfOf = new WeakMap<object, Value>();

export function hintFor(e: Exc): string {
  const name = getField(e, "name");
  if (typeof name !== "string") return "";
  if (named(e, "AttributeError")) return attributeHint(e, name);
  if (named(e, "ImportError")) return importHint(e, name);
  if (named(e, "NameError") && !named(e, "UnboundLocalError")) return nameHint(e, name);
  return "";
}

function attributeHint(e: Exc, name: string): string {
  const o = getField(e, "obj");
  if (o === undefined) return "";
  const near = suggestion(name, candidates(o, name));
  return near === undefined ? "" : `. Did you mean: '${near}'?`;
}

/** `from module import name`, where the module has something like it. */
function importHint(e: Exc, from: string): string {
  const name = getField(e, "name_from");
  const module = modules.get(from);
  if (typeof name !== "string" || !(module instanceof Module)) return "";
  const near = suggestion(name, candidates(module, name));
  return near === undefined ? "" : `. Did you mean: '${near}'?`;
}

function candidates(o: Value, name: string): string[] {
  const names = new Set<string>();
  if (o instanceof Module) for (const each of o.dict().names()) names.add(each);
  else if (typeof o === "object" || typeof o === "function") for (const each of ownNames(o)) names.add(each);
  const classes = isType(o) ? [...o.tp.mro, ...typeOf(o).tp.mro] : typeOf(o).tp.mro;
  for (const cls of classes) for (const each of cls.tp.dict.keys()) names.add(each);
  return [...names].filter((each) => name.startsWith("_") || !each.startsWith("_")).sort();
}

function nameHint(e: Exc, name: string): string {
  const self = selfOf.get(e);
  if (self !== undefined && lookupAttribute(self, name) !== undefined) return `. Did you mean: 'self.${name}'?`;
  const names = namesInScope.of?.(e) ?? [];
  const near = suggestion(name, names);
  const isModule = stdlibNames.has(name);
  if (near !== undefined) {
    return isModule
      ? `. Did you mean: '${near}'? Or did you forget to import '${name}'?`
      : `. Did you mean: '${near}'?`;
  }
  return isModule ? `. Did you forget to import '${name}'?` : "";
}
