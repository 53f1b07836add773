// The types of what binds by itself: static and class methods, properties, and the attributes of native types and of
// `__slots__`.

import { instanceDict } from "./attributedict.ts";
import { deleteOwnAttribute, lookupAttribute, ownAttribute, setattr, setOwnAttribute } from "./attributes.ts";
import { call } from "./calls.ts";
import { typeError } from "./errors.ts";
import { attributeError, catchAttributeError, raiseAttributeError } from "./exceptions.ts";
import { nativeType } from "./native.ts";
import { repr, truth } from "./protocols.ts";
import {
  bind,
  binding,
  ClassMethod,
  GetSet,
  isInstance,
  MemberDescriptor,
  Property,
  StaticMethod,
  setThroughDescriptor,
  shownName,
  type Type,
  typeName,
  typeOf,
} from "./types.ts";
import { None, type Value } from "./values.ts";

// ---- static and class methods -------------------------------------------------------------------------------------------

type Wrapper = { func: Value };

/** staticmethod and classmethod pass the attributes of what they wrap. */
function wrapper(
  name: string,
  ctor: typeof StaticMethod | typeof ClassMethod,
  get: (self: Wrapper, instance: Value, owner: Value) => Value,
): Type {
  return nativeType({
    name,
    ctor,
    hasDict: true,
    create: (cls, args, keywords) => {
      if (keywords !== undefined) throw typeError(`${name}() takes no keyword arguments`);
      const [func] = args;
      if (func === undefined || args.length !== 1) throw typeError(`${name} expected 1 argument, got ${args.length}`);
      const self = new cls.tp.construct() as Wrapper;
      self.func = func;
      return self;
    },
    special: {
      __init__: () => None,
      __repr__: (self: Wrapper) => `<${name}(${repr(self.func)})>`,
      __get__: (self: Wrapper, instance: Value, owner?: Value) => get(self, instance, owner ?? None),
      ...(name === "staticmethod" ? { __call__: (self: Wrapper, ...args: Value[]) => call(self.func, ...args) } : {}),
    },
    getters: {
      __func__: (self: Wrapper) => self.func,
      __wrapped__: (self: Wrapper) => self.func,
      __isabstractmethod__: (self: Wrapper) => lookupAttribute(self.func, "__isabstractmethod__") ?? false,
      ...Object.fromEntries(WRAPPED.map((attribute) => [attribute, passed(attribute)])),
      __annotations__: passed("__annotations__"),
      __annotate__: passed("__annotate__"),
      __dict__: wrapperDict,
    },
  });
}

const WRAPPED = ["__module__", "__name__", "__qualname__", "__doc__"];

/** An attribute of what is wrapped, until the wrapper gets its own. */
function passed(name: string): [(self: Wrapper) => Value | undefined, (self: Wrapper, value?: Value) => void] {
  return [
    (self) => {
      const own = ownAttribute(self as Value, name) ?? lookupAttribute(self.func, name);
      return own ?? (name === "__doc__" ? None : raiseAttributeError(self as Value, name));
    },
    (self, value) => {
      if (value !== undefined) setOwnAttribute(self, name, value);
      else if (!deleteOwnAttribute(self, name)) raiseAttributeError(self as Value, name);
    },
  ];
}

/** In CPython the wrapper has these from its beginning. */
function wrapperDict(self: Wrapper): Value {
  for (const name of WRAPPED) {
    if (ownAttribute(self as Value, name) !== undefined) continue;
    const value = lookupAttribute(self.func, name);
    if (value !== undefined) setOwnAttribute(self, name, value);
  }
  return instanceDict(self);
}

export const staticmethodType = wrapper("staticmethod", StaticMethod, (self) => self.func);
export const classmethodType = wrapper(
  "classmethod",
  ClassMethod,
  (self, instance, owner) => bind(self as ClassMethod, instance, owner === None ? typeOf(instance) : (owner as Type))!,
);

// ---- properties -----------------------------------------------------------------------------------------------------------

/** As `getter`, `setter` and `deleter` give it: made anew by the property's own class. */
function changed(self: Property, key: "fget" | "fset" | "fdel", f: Value): Value {
  const parts = { fget: self.fget, fset: self.fset, fdel: self.fdel };
  if (f !== None) parts[key] = f;
  const doc = self.docOfGetter && parts.fget !== None ? None : self.doc;
  const copy = call(typeOf(self), parts.fget, parts.fset, parts.fdel, doc);
  if (copy instanceof Property) copy.name = self.name;
  return copy;
}

/** A subclass has a `__doc__` of its own, so that its instances need one in their `__dict__`, or a slot. */
function setDocOfInstance(self: Property): void {
  const { doc } = self;
  self.doc = None;
  try {
    setattr(self, "__doc__", doc);
  } catch (e) {
    if (self.docOfGetter) throw e;
    catchAttributeError(e);
  }
}

/** The name it was given by its class, else its getter's. */
const nameOfProperty = (self: Property): Value | undefined =>
  self.name ?? (self.fget === None ? undefined : lookupAttribute(self.fget, "__name__"));

binding.readOnly = (self, descriptor, missing) => {
  if (descriptor instanceof Property) {
    const name = nameOfProperty(descriptor);
    const of = `'${typeOf(self).tp.qualname}' object has no ${missing}`;
    throw attributeError(self, "", name === undefined ? `property of ${of}` : `property ${repr(name)} of ${of}`);
  }
  const { name, owner } = descriptor;
  if (descriptor instanceof MemberDescriptor) throw attributeError(self, "", "readonly attribute");
  throw attributeError(self, name, `attribute '${name}' of '${shownName(owner.tp)}' objects is not writable`);
};

const readonly = (
  get: (self: Property) => Value,
): [(self: Property) => Value, (self: Property, value?: Value) => void] => [
  get,
  (self) => {
    throw attributeError(self, "", "readonly attribute");
  },
];

export const propertyType = nativeType({
  name: "property",
  ctor: Property,
  create: (cls) => {
    const self = new cls.tp.construct() as Property;
    self.fget = self.fset = self.fdel = self.doc = None;
    self.docOfGetter = false;
    return self;
  },
  methods: {
    "__init__(fget=None, fset=None, fdel=None, doc=None)": (
      self: Property,
      fget: Value = None,
      fset: Value = None,
      fdel: Value = None,
      doc: Value = None,
    ) => {
      self.fget = fget;
      self.fset = fset;
      self.fdel = fdel;
      self.doc = doc;
      self.docOfGetter = false;
      self.name = undefined;
      if (doc === None && fget !== None) {
        self.doc = lookupAttribute(fget, "__doc__") ?? None;
        self.docOfGetter = self.doc !== None;
      }
      if (typeOf(self) !== propertyType) setDocOfInstance(self);
      return None;
    },
    "getter(object, /)": (self: Property, f: Value) => changed(self, "fget", f),
    "setter(object, /)": (self: Property, f: Value) => changed(self, "fset", f),
    "deleter(object, /)": (self: Property, f: Value) => changed(self, "fdel", f),
  },
  special: {
    __set_name__: (self: Property, ...args: Value[]) => {
      if (args.length !== 2) {
        throw typeError(`__set_name__() takes 2 positional arguments but ${args.length} were given`);
      }
      self.name = args[1];
      return None;
    },
    __get__: (self: Property, instance: Value) => (instance === None ? self : bind(self, instance, typeOf(instance))!),
    __set__: (self: Property, instance: Value, value: Value) => {
      setThroughDescriptor(self, instance, value);
      return None;
    },
    __delete__: (self: Property, instance: Value) => {
      setThroughDescriptor(self, instance, undefined);
      return None;
    },
  },
  getters: {
    fget: readonly((self) => self.fget),
    fset: readonly((self) => self.fset),
    fdel: readonly((self) => self.fdel),
    __doc__: [
      (self: Property) => self.doc,
      (self: Property, value) => {
        self.doc = value ?? None;
      },
    ],
    __name__: [
      (self: Property) => nameOfProperty(self) ?? raiseAttributeError(self, "__name__"),
      (self: Property, value) => {
        self.name = value;
      },
    ],
    __isabstractmethod__: (self: Property) =>
      [self.fget, self.fset, self.fdel].some(
        (f) => f !== None && truth(lookupAttribute(f, "__isabstractmethod__") ?? false),
      ),
  },
});

// ---- attributes of native types and slots -----------------------------------------------------------------------------------

function checkOwner(self: GetSet, instance: Value): void {
  if (isInstance(instance, self.owner)) return;
  const { name, owner } = self;
  throw typeError(
    `descriptor '${name}' for '${shownName(owner.tp)}' objects doesn't apply to a '${typeName(instance)}' object`,
  );
}

const attributeType = (name: string, ctor: typeof GetSet, what: string) =>
  nativeType({
    name,
    ctor,
    final: true,
    special: {
      __repr__: (self: GetSet) => `<${what} '${self.name}' of '${shownName(self.owner.tp)}' objects>`,
      __get__: (self: GetSet, instance: Value) => {
        if (instance === None) return self;
        checkOwner(self, instance);
        return self.get(instance) ?? raiseAttributeError(instance, self.name);
      },
      __set__: (self: GetSet, instance: Value, value: Value) => {
        checkOwner(self, instance);
        setThroughDescriptor(self, instance, value);
        return None;
      },
      __delete__: (self: GetSet, instance: Value) => {
        checkOwner(self, instance);
        setThroughDescriptor(self, instance, undefined);
        return None;
      },
    },
    getters: {
      __name__: (self: GetSet) => self.name,
      __qualname__: (self: GetSet) => `${self.owner.tp.qualname}.${self.name}`,
      __objclass__: (self: GetSet) => self.owner,
      __doc__: (self: GetSet) => self.doc ?? None,
    },
  });

attributeType("getset_descriptor", GetSet, "attribute");
attributeType("member_descriptor", MemberDescriptor, "member");
