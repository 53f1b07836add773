// Programs that run with built-in names of their own: `exec(code, {"__builtins__": …})`. What emitted code asks of built-in
// names, it asks its helpers, so such a program gets others: names come from the mapping, and so does `__import__`.

import { AttributeDict } from "../../runtime/attributedict.ts";
import { call } from "../../runtime/calls.ts";
import { Dict, dict } from "../../runtime/containers/dict.ts";
import { makeTuple } from "../../runtime/containers/tuple.ts";
import { builtinNames, type helpersFor } from "../../runtime/emitted.ts";
import { typeError } from "../../runtime/errors.ts";
import { catchKeyError, exceptionTypes, makeException, nameErrorFor } from "../../runtime/exceptions.ts";
import { modules } from "../../runtime/imports.ts";
import { Module } from "../../runtime/modules.ts";
import { special, typeName, typeOf } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";

type ModuleHelpers = ReturnType<typeof helpersFor>;
type Names = Record<string, Value | undefined>;

/** What a mapping has under a name, as its own `__getitem__` tells it. */
function itemOf(mapping: Value, name: string): Value | undefined {
  if (mapping instanceof Dict && typeOf(mapping) === dict) return mapping.get(name);
  const getitem = special(mapping, "__getitem__");
  if (getitem == null) throw typeError(`'${typeName(mapping)}' object is not subscriptable`);
  try {
    return getitem(mapping, name);
  } catch (e) {
    catchKeyError(e);
    return undefined;
  }
}

/** The mapping of the built-in names in these globals; undefined if they are the usual ones. */
function ownNames(module: Module): Value | undefined {
  const given = module.$__builtins__;
  const usual = modules.get("builtins");
  if (given === undefined || given === usual) return undefined;
  const names = given instanceof Module ? given.dict() : given;
  return names instanceof AttributeDict && (names.holder === usual || names === (usual as Module).dict())
    ? undefined
    : names;
}

/** A mapping as the object whose properties `$x` emitted code reads. */
const readThrough = (mapping: Value): Names =>
  new Proxy(Object.create(null) as Names, {
    get: (_target, key) => (typeof key === "string" ? itemOf(mapping, key.slice(1)) : undefined),
  });

/** The helpers for code that runs in `module`, if its globals have built-in names of their own. */
export function restricted(helpers: ModuleHelpers, module: Module): ModuleHelpers {
  const mapping = ownNames(module);
  if (mapping === undefined) return helpers;
  const names = readThrough(mapping);
  const load = (from: Value, name: string): Value => {
    const value = (from as Module)[`$${name}`] ?? names[`$${name}`];
    if (value === undefined) throw nameErrorFor(name, false, `name '${name}' is not defined`);
    return value;
  };
  const importThrough = (
    from: Value,
    name: string,
    fromlist: string[] | undefined,
    level: number,
  ): Value | undefined => {
    const f = names.$__import__;
    if (f === undefined) throw makeException(exceptionTypes.get("ImportError")!, ["__import__ not found"]);
    if (f === builtinNames.$__import__) return undefined;
    const globals = (from as Module).dict();
    return call(f, name, globals, globals, fromlist === undefined ? None : makeTuple(fromlist), level);
  };
  const imported =
    (statement: "import" | "importS") =>
    (...args: Parameters<typeof importThrough>): Value =>
      importThrough(...args) ?? (helpers[statement](...args) as Value);
  return {
    ...helpers,
    B: names as Record<string, Value>,
    name: load,
    import: imported("import"),
    importS: imported("importS"),
  };
}
