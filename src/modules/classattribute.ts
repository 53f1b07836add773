// `types.DynamicClassAttribute`: a property that only instances show. Asked through the class, it raises AttributeError,
// so that the metaclass's `__getattr__` may answer; `enum` is built on it.

import { getattr, lookupAttribute, setOwnAttribute } from "../runtime/attributes.ts";
import { call } from "../runtime/calls.ts";
import { attributeError } from "../runtime/exceptions.ts";
import { nativeType, newInstance } from "../runtime/native.ts";
import { truth } from "../runtime/protocols.ts";
import { type Type, typeOf } from "../runtime/types.ts";
import { None, type Value } from "../runtime/values.ts";

class ClassAttribute {}

function initialise(
  self: object,
  fget: Value = None,
  fset: Value = None,
  fdel: Value = None,
  doc: Value = None,
): Value {
  const own = { fget, fset, fdel };
  for (const [name, value] of Object.entries(own)) setOwnAttribute(self, name, value);
  const inherited = fget === None ? None : (lookupAttribute(fget, "__doc__") ?? None);
  setOwnAttribute(self, "__doc__", doc === None ? inherited : doc);
  setOwnAttribute(self, "overwrite_doc", doc === None);
  const abstract = fget !== None && truth(lookupAttribute(fget, "__isabstractmethod__") ?? false);
  setOwnAttribute(self, "__isabstractmethod__", abstract);
  return None;
}

function callPart(self: Value, part: string, message: string, args: Value[]): Value {
  const f = getattr(self, part);
  if (f === None) throw attributeError(args[0]!, "", message);
  return call(f, ...args);
}

const changed = (self: Value, part: string, f: Value): Value => {
  const parts = ["fget", "fset", "fdel"].map((each) => (each === part ? f : getattr(self, each)));
  return call(typeOf(self), ...parts);
};

export const dynamicClassAttribute = (): Type =>
  nativeType({
    name: "DynamicClassAttribute",
    module: "types",
    ctor: ClassAttribute,
    hasDict: true,
    create: (cls) => newInstance(cls),
    methods: {
      "__init__(fget=None, fset=None, fdel=None, doc=None)": initialise,
      "getter(fget)": (self: Value, f: Value) => changed(self, "fget", f),
      "setter(fset)": (self: Value, f: Value) => changed(self, "fset", f),
      "deleter(fdel)": (self: Value, f: Value) => changed(self, "fdel", f),
    },
    special: {
      __get__: (self: Value, instance: Value) => {
        if (instance !== None) return callPart(self, "fget", "unreadable attribute", [instance]);
        if (truth(getattr(self, "__isabstractmethod__"))) return self;
        throw attributeError(self, "", "");
      },
      __set__: (self: Value, instance: Value, value: Value) => {
        callPart(self, "fset", "can't set attribute", [instance, value]);
        return None;
      },
      __delete__: (self: Value, instance: Value) => {
        callPart(self, "fdel", "can't delete attribute", [instance]);
        return None;
      },
    },
  });
