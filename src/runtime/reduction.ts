// `object.__reduce_ex__`: how an instance is taken apart for copies, in the form that `copy` and `pickle` read:
// `copyreg.__newobj__`, the class with the arguments of `__new__`, the state, and iterators over items.

import { instanceDict } from "./attributedict.ts";
import { callMethod, getattr, hasAttribute, lookupAttribute } from "./attributes.ts";
import { call } from "./calls.ts";
import { copyDict, Dict, dict } from "./containers/dict.ts";
import { DictItems } from "./containers/dictviews.ts";
import { List, list } from "./containers/list.ts";
import { Tuple } from "./containers/tuple.ts";
import { typeError, valueError } from "./errors.ts";
import { importNow } from "./imports.ts";
import { object } from "./object.ts";
import { iter, iteratorObject, str } from "./protocols.ts";
import { reduceBuiltin } from "./reducers.ts";
import { isSubtype, special, type Type, typeName, typeOf } from "./types.ts";
import { None, type Value } from "./values.ts";

/** The slots that are part of an instance's state; a class may say so itself, in what `copyreg` keeps there. */
function slotNames({ tp }: Type): string[] {
  const kept = tp.dict.get("__slotnames__");
  if (kept instanceof List) return kept.items.map(str);
  return tp.mro.flatMap((cls) => (cls.tp.slots ?? []).filter((name) => !name.startsWith("__")));
}

/** `object.__getstate__`: the attributes, and the slots beside them if there are any. */
export function objectState(self: Value): Value {
  const { tp } = typeOf(self);
  const own = tp.hasDict ? copyDict(instanceDict(self as object)) : undefined;
  const attributes = own !== undefined && own.size > 0 ? own : None;
  const slots = new Dict();
  for (const name of slotNames(typeOf(self))) {
    const value = lookupAttribute(self, name);
    if (value !== undefined) slots.set(name, value);
  }
  return slots.size === 0 ? attributes : new Tuple([attributes, slots]);
}

function tupleFrom(method: string, result: Value): Value[] {
  if (!(result instanceof Tuple)) throw typeError(`${method} should return a tuple, not '${typeName(result)}'`);
  return result.items;
}

const notReturned = (item: string, wanted: string, given: Value): Error =>
  typeError(`${item} item of the tuple returned by __getnewargs_ex__ must be a ${wanted}, not '${typeName(given)}'`);

/** The arguments that `__new__` wants again: positional ones, then a dict of the others. */
function newArguments(self: Value): [Value[], Value | undefined] {
  const extended = special(self, "__getnewargs_ex__");
  if (extended != null) {
    const given = tupleFrom("__getnewargs_ex__", extended(self));
    if (given.length !== 2) {
      throw valueError(`__getnewargs_ex__ should return a tuple of length 2, not ${given.length}`);
    }
    const [args, keywords] = given as [Value, Value];
    if (!(args instanceof Tuple)) throw notReturned("first", "tuple", args);
    if (!(keywords instanceof Dict)) throw notReturned("second", "dict", keywords);
    return [args.items, keywords];
  }
  const plain = special(self, "__getnewargs__");
  return [plain == null ? [] : tupleFrom("__getnewargs__", plain(self)), undefined];
}

/** Instances of native types hold what no `__new__` of `object` gives back. */
function checkReducible(cls: Type): void {
  const native = cls.tp.mro.find((base) => !base.tp.heap)!;
  if (native === object || native.tp.open || isSubtype(native, list) || isSubtype(native, dict)) return;
  if (hasAttribute(cls, "__getnewargs__") || hasAttribute(cls, "__getnewargs_ex__")) return;
  if (cls.tp.lookup("__getstate__") !== object.tp.dict.get("__getstate__")) return;
  const { name, module } = cls.tp;
  throw typeError(`cannot pickle '${cls.tp.heap || module === "builtins" ? "" : `${module}.`}${name}' object`);
}

export function reduceEx(self: Value, protocol: Value = 2): Value {
  const cls = typeOf(self);
  const reduce = cls.tp.lookup("__reduce__");
  if (reduce !== object.tp.dict.get("__reduce__")) return call(getattr(self, "__reduce__"));
  const builtin = reduceBuiltin(self);
  if (builtin !== undefined) return builtin;
  const copyreg = importNow("copyreg");
  if (Number(protocol) < 2 && cls.tp.heap) return callMethod(copyreg, "_reduce_ex", self, protocol);
  checkReducible(cls);
  const [args, keywords] = newArguments(self);
  const [maker, made] =
    keywords instanceof Dict && keywords.size > 0
      ? [getattr(copyreg, "__newobj_ex__"), new Tuple([cls, new Tuple(args), keywords])]
      : [getattr(copyreg, "__newobj__"), new Tuple([cls, ...args])];
  const state = call(getattr(self, "__getstate__"));
  const items = self instanceof List ? iteratorObject(iter(self)) : None;
  const pairs = self instanceof Dict ? iteratorObject(iter(new DictItems(self))) : None;
  return new Tuple([maker!, made!, state, items, pairs]);
}
