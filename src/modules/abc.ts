// The module `_abc`: what `abc.ABCMeta` asks. A class is taken for a subclass of an abstract one by inheritance, by
// `__subclasshook__`, or because it (or a base of it) was registered; both answers are remembered, the negative ones
// until the next registration anywhere.

import { getattr, lookupAttribute } from "../runtime/attributes.ts";
import { call } from "../runtime/calls.ts";
import { isSubclassOf } from "../runtime/classes.ts";
import { FrozenSet } from "../runtime/containers/set.ts";
import { Tuple } from "../runtime/containers/tuple.ts";
import { runtimeError, typeError } from "../runtime/errors.ts";
import type { Module } from "../runtime/modules.ts";
import { iterate, truth } from "../runtime/protocols.ts";
import { isType, registered, type Type, typeOf } from "../runtime/types.ts";
import { None, NotImplemented, type Value } from "../runtime/values.ts";
import { moduleFrom } from "./define.ts";

interface AbstractClass {
  registry: WeakRef<Type>[];
  yes: WeakSet<Type>;
  no: WeakSet<Type>;
  /** `generation` when `no` was begun. */
  since: number;
}

const abstract = new WeakMap<Type, AbstractClass>();

/** Counts registrations. */
let generation = 0;

const infoOf = (cls: Type): AbstractClass => {
  const info = abstract.get(cls);
  if (info === undefined) throw typeError("_abc._get_dump() or so needs an abstract base class");
  return info;
};

const isAbstract = (value: Value | undefined): boolean =>
  value !== undefined && truth(lookupAttribute(value, "__isabstractmethod__") ?? false);

/** Sequence and Mapping say by such a number how their classes match patterns. */
const SEQUENCE = 1 << 5;
const MAPPING = 1 << 6;

function begin(cls: Type): Value {
  const names = new Set<string>();
  for (const [name, value] of cls.tp.dict) if (isAbstract(value)) names.add(name);
  for (const base of cls.tp.bases) {
    for (const name of base.tp.abstractMethods ?? []) if (isAbstract(lookupAttribute(cls, name))) names.add(name);
  }
  const methods = new FrozenSet();
  for (const name of names) methods.add(name);
  cls.tp.dict.set("__abstractmethods__", methods);
  cls.tp.abstractMethods = names;
  abstract.set(cls, { registry: [], yes: new WeakSet(), no: new WeakSet(), since: generation });
  const flags = cls.tp.dict.get("__abc_tpflags__");
  if (typeof flags === "number") {
    if (flags & SEQUENCE) registered.sequences.add(cls);
    if (flags & MAPPING) registered.mappings.add(cls);
    cls.tp.dict.delete("__abc_tpflags__");
  }
  return None;
}

function register(cls: Type, subclass: Value): Value {
  if (!isType(subclass)) throw typeError("Can only register classes");
  if (isSubclassOf(subclass, cls)) return subclass;
  if (isSubclassOf(cls, subclass)) throw runtimeError("Refusing to create an inheritance cycle");
  infoOf(cls).registry.push(new WeakRef(subclass));
  generation++;
  // Native types say themselves what they are to patterns: str and bytes, which are registered too, are no sequences there.
  if (subclass.tp.heap || subclass.tp.open) {
    for (const kind of [registered.sequences, registered.mappings]) {
      if (cls.tp.mro.some((base) => kind.has(base))) kind.add(subclass);
    }
  }
  return subclass;
}

function subclassCheck(cls: Type, subclass: Value): boolean {
  if (!isType(subclass)) throw typeError("issubclass() arg 1 must be a class");
  const info = infoOf(cls);
  if (info.yes.has(subclass)) return true;
  if (info.since < generation) {
    info.no = new WeakSet();
    info.since = generation;
  } else if (info.no.has(subclass)) return false;
  const result = decide(cls, info, subclass);
  (result ? info.yes : info.no).add(subclass);
  return result;
}

function decide(cls: Type, info: AbstractClass, subclass: Type): boolean {
  const answer = call(getattr(cls, "__subclasshook__"), subclass);
  if (answer !== NotImplemented) return truth(answer);
  if (subclass.tp.mro.includes(cls)) return true;
  for (const ref of info.registry) {
    const each = ref.deref();
    if (each !== undefined && isSubclassOf(subclass, each)) return true;
  }
  for (const each of iterate(call(getattr(cls, "__subclasses__")))) {
    if (isSubclassOf(subclass, each)) return true;
  }
  return false;
}

function instanceCheck(cls: Type, instance: Value): boolean {
  const type = typeOf(instance);
  const claimed = lookupAttribute(instance, "__class__") ?? type;
  const check = (subclass: Value): boolean => truth(call(getattr(cls, "__subclasscheck__"), subclass));
  return claimed === type ? check(type) : check(claimed) || check(type);
}

export function createAbc(): Module {
  return moduleFrom("_abc", {
    doc: "Module contains faster C implementation of abc.ABCMeta",
    functions: {
      "_abc_init(self, /)": begin,
      "_abc_register(self, subclass, /)": register,
      "_abc_instancecheck(self, instance, /)": instanceCheck,
      "_abc_subclasscheck(self, subclass, /)": subclassCheck,
      "get_cache_token()": () => generation,
      "_reset_registry(self, /)": (cls: Type) => {
        infoOf(cls).registry = [];
        return None;
      },
      "_reset_caches(self, /)": (cls: Type) => {
        infoOf(cls).yes = new WeakSet();
        infoOf(cls).no = new WeakSet();
        return None;
      },
      "_get_dump(self, /)": (cls: Type) => {
        const { registry, since } = infoOf(cls);
        const alive = registry.flatMap((ref) => ref.deref() ?? []);
        return new Tuple([new Tuple(alive), new Tuple([]), new Tuple([]), since]);
      },
    },
  });
}
