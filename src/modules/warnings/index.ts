// The module `_warnings`, on which CPython's own `warnings` stands.

import { getattr } from "../../runtime/attributes.ts";
import { call } from "../../runtime/calls.ts";
import { Dict } from "../../runtime/containers/dict.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { typeError } from "../../runtime/errors.ts";
import { exceptionTypes, isException } from "../../runtime/exceptions.ts";
import { importNow } from "../../runtime/imports.ts";
import type { Module } from "../../runtime/modules.ts";
import { index } from "../../runtime/protocols.ts";
import { isSubtype, isType, type Type, typeName, typeOf } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { moduleFrom } from "../define.ts";
import { warnings } from "./state.ts";

/** The category of `warn(message, category)`. */
function categoryOf(message: Value, category: Value): Type {
  const base = exceptionTypes.get("Warning")!;
  if (isException(message) && isSubtype(typeOf(message), base)) return typeOf(message);
  if (category === None) return exceptionTypes.get("UserWarning")!;
  if (!isType(category) || !isSubtype(category, base)) {
    throw typeError(`category must be a Warning subclass, not '${typeName(category)}'`);
  }
  return category;
}

function prefixes(given: Value): string[] {
  if (!(given instanceof Tuple)) {
    throw typeError(`warn() argument 'skip_file_prefixes' must be tuple, not ${typeName(given)}`);
  }
  return [...given.items].map((each) => {
    if (typeof each !== "string") throw typeError(`expected str instance, ${typeName(each)} found`);
    return each;
  });
}

export function createWarnings(): Module {
  return moduleFrom("_warnings", {
    doc: "_warnings provides basic warning filtering support.\nIt is a helper module to speed up interpreter start-up.",
    functions: {
      "warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=())": (
        message: Value,
        category: Value = None,
        stacklevel: Value = 1,
        source: Value = None,
        skip: Value = new Tuple([]),
      ) => {
        const cls = categoryOf(message, category);
        const level = Number(index(stacklevel));
        const skipped = prefixes(skip);
        warnings.warn(cls, message, skipped.length > 0 ? Math.max(2, level) : level, source, skipped);
        return None;
      },
      "warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)":
        (
          message: Value,
          category: Value,
          filename: string,
          lineno: Value,
          module: Value = None,
          registry: Value = None,
          _globals: Value = None,
          source: Value = None,
        ) => {
          if (registry !== None && !(registry instanceof Dict)) throw typeError("'registry' must be a dict or None");
          const place = {
            filename,
            line: Number(index(lineno)),
            module: module === None ? undefined : module,
            registry: registry instanceof Dict ? registry : undefined,
          };
          warnings.warnExplicit(categoryOf(message, category), message, place, source);
          return None;
        },
      "_filters_mutated_lock_held()": () => {
        warnings.version++;
        return None;
      },
      "_acquire_lock()": () => None,
      "_release_lock()": () => None,
    },
    attributes: {
      filters: warnings.filters,
      _defaultaction: "default",
      _onceregistry: warnings.onceRegistry,
      _warnings_context: call(getattr(importNow("contextvars"), "ContextVar"), "_warnings_context"),
    },
  });
}
