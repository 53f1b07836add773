// The module `_weakref`, over JavaScript's own weak references. An object without other references stays reachable
// until the engine collects it, not until the last name is gone.

import { delattr, getattr, setattr } from "../runtime/attributes.ts";
import { call, callWith } from "../runtime/calls.ts";
import { equal } from "../runtime/comparison.ts";
import { genericAlias } from "../runtime/containers/genericalias.ts";
import { contains, delitem, getitem, setitem } from "../runtime/containers/items.ts";
import { List } from "../runtime/containers/list.ts";
import { typeError } from "../runtime/errors.ts";
import { exceptionTypes, makeException } from "../runtime/exceptions.ts";
import type { Module } from "../runtime/modules.ts";
import { nativeType, newInstance } from "../runtime/native.ts";
import { address, hash, iter, iteratorObject, length, str, truth } from "../runtime/protocols.ts";
import { type Type, typeName } from "../runtime/types.ts";
import { None, NotImplemented, type Value } from "../runtime/values.ts";
import { constructor } from "./constructor.ts";
import { moduleFrom } from "./define.ts";

class Reference {
  target: WeakRef<object> | undefined = undefined;
  callback: Value = None;
  hash: number | bigint | undefined = undefined;
  get(): Value {
    return this.target?.deref() ?? None;
  }
}

class Proxy {
  target!: WeakRef<object>;
}

/** Calls the callbacks of references whose objects are gone. */
const ends = new FinalizationRegistry<WeakRef<Reference>>((ref) => {
  const reference = ref.deref();
  if (reference === undefined || reference.callback === None) return;
  const { callback } = reference;
  reference.callback = None;
  call(callback, reference);
});

const references = new WeakMap<object, WeakRef<Reference>[]>();

function weakly(value: Value): object {
  if ((typeof value === "object" && value !== None) || typeof value === "function") return value;
  throw typeError(`cannot create weak reference to '${typeName(value)}' object`);
}

const living = (o: object): Reference[] => (references.get(o) ?? []).flatMap((ref) => ref.deref() ?? []);

function declareTypes(): { ref: Type; proxy: Type } {
  const ref = nativeType({
    name: "ReferenceType",
    module: "weakref",
    ctor: Reference,
    create: constructor(
      "ReferenceType(object, callback=None, /)",
      (cls: Type, object: Value, callback: Value = None) => {
        const target = weakly(object);
        if (cls === ref && callback === None) {
          const shared = living(target).find(
            (each) => each.callback === None && (each as unknown as { type_: Type }).type_ === ref,
          );
          if (shared !== undefined) return shared;
        }
        const self = newInstance<Reference>(cls);
        self.target = new WeakRef(target);
        self.callback = callback;
        const weak = new WeakRef(self);
        references.set(target, [...(references.get(target) ?? []).filter((each) => each.deref()), weak]);
        if (callback !== None) ends.register(target, weak);
        return self;
      },
    ),
    methods: { "__init__(*args, **kwargs)": () => None },
    classMethods: { "__class_getitem__(object, /)": genericAlias },
    special: {
      __call__: (self: Reference) => self.get(),
      __hash__: (self: Reference) => {
        if (self.hash === undefined) {
          const target = self.get();
          if (target === None) throw typeError("weak object has gone away");
          self.hash = hash(target);
        }
        return self.hash;
      },
      __eq__: (self: Reference, other: Value) => {
        if (!(other instanceof Reference)) return NotImplemented;
        const [a, b] = [self.get(), other.get()];
        return a === None || b === None ? self === other : equal(a, b);
      },
      __repr__: (self: Reference) => {
        const target = self.get();
        const what = target === None ? "dead" : `to '${typeName(target)}' at ${address(target)}`;
        return `<weakref at ${address(self)}; ${what}>`;
      },
    },
    getters: { __callback__: (self: Reference) => self.callback },
  });
  const through = (self: Proxy): Value => {
    const target = self.target.deref();
    if (target !== undefined) return target;
    throw makeException(exceptionTypes.get("ReferenceError")!, ["weakly-referenced object no longer exists"]);
  };
  const proxy = nativeType({
    name: "ProxyType",
    module: "weakref",
    ctor: Proxy,
    final: true,
    methods: {
      "__call__(*args, **kwargs)": (self: Proxy, args: Value[], keywords?: Map<string, Value>) =>
        callWith(through(self), args, keywords),
    },
    special: {
      __getattribute__: (self: Proxy, name: Value) => getattr(through(self), name as string),
      __setattr__: (self: Proxy, name: Value, value: Value) => {
        setattr(through(self), name as string, value);
        return None;
      },
      __delattr__: (self: Proxy, name: Value) => {
        delattr(through(self), name as string);
        return None;
      },
      __repr__: (self: Proxy) => {
        const target = through(self);
        return `<weakproxy at ${address(self)} to ${typeName(target)} at ${address(target)}>`;
      },
      __str__: (self: Proxy) => str(through(self)),
      __bool__: (self: Proxy) => truth(through(self)),
      __len__: (self: Proxy) => length(through(self)),
      __iter__: (self: Proxy) => iteratorObject(iter(through(self))),
      __getitem__: (self: Proxy, key: Value) => getitem(through(self), key),
      __setitem__: (self: Proxy, key: Value, value: Value) => {
        setitem(through(self), key, value);
        return None;
      },
      __delitem__: (self: Proxy, key: Value) => {
        delitem(through(self), key);
        return None;
      },
      __contains__: (self: Proxy, value: Value) => contains(through(self), value),
      __eq__: (self: Proxy, other: Value) => equal(through(self), other instanceof Proxy ? through(other) : other),
      __hash__: null,
    },
  });
  return { ref, proxy };
}

export function createWeakref(): Module {
  const { ref, proxy } = declareTypes();
  return moduleFrom("_weakref", {
    doc: "Weak-reference support module.",
    functions: {
      "getweakrefcount(object, /)": (object: Value) =>
        typeof object === "object" || typeof object === "function" ? living(object).length : 0,
      "getweakrefs(object, /)": (object: Value) =>
        new List(typeof object === "object" || typeof object === "function" ? living(object) : []),
      "_remove_dead_weakref(dct, key, /)": (dict: Value, key: Value) => {
        const reference = contains(dict, key) ? getitem(dict, key) : undefined;
        if (reference instanceof Reference && reference.get() === None) delitem(dict, key);
        return None;
      },
      "proxy(object, callback=None, /)": (object: Value) => {
        const self = new Proxy();
        self.target = new WeakRef(weakly(object));
        return self;
      },
    },
    attributes: { ref, ReferenceType: ref, ProxyType: proxy, CallableProxyType: proxy },
  });
}
