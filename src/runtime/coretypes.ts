// The types behind the language's own constructs: object, type, functions and methods, properties, super, None.

import { hasInstanceDict, instanceDict, replaceInstanceDict } from "./attributedict.ts";
import { callMethod, genericAttribute, genericSetAttribute, lookupAttribute, ownNames } from "./attributes.ts";
import { baseOf, checkLayout, computeMro, setBases, shownMro } from "./bases.ts";
import { call } from "./calls.ts";
import { annotateFunction, checkName, newObject, newType, Super, superAttribute, typeCall } from "./classes.ts";
import { Dict } from "./containers/dict.ts";
import { List } from "./containers/list.ts";
import { MappingProxy } from "./containers/mappingproxy.ts";
import { Tuple } from "./containers/tuple.ts";
import { unionOr } from "./containers/union.ts";
import "./descriptortypes.ts";
import "./functiontype.ts";
import "./methodtypes.ts";
import { runtimeError, stopIteration, typeError } from "./errors.ts";
import { attributeError, raiseAttributeError } from "./exceptions.ts";
import { importNow } from "./imports.ts";
import { construction, extendType, nativeType, newInstance, newMethod } from "./native.ts";
import { object, type } from "./object.ts";
import {
  asStr,
  identityHash,
  index,
  iterate,
  objectRepr,
  reprObject,
  SequenceIterator,
  str,
  truth,
} from "./protocols.ts";
import { reduceBuiltin } from "./reducers.ts";
import { objectState, reduceEx } from "./reduction.ts";
import { pythonStack } from "./stack.ts";
import {
  bind,
  GetSet,
  isSubtype,
  isType,
  known,
  type NativeNew,
  StaticMethod,
  setTypeAttribute,
  shownName,
  type Type,
  typeName,
  typeOf,
} from "./types.ts";
import { Ellipsis, EllipsisType, None, NoneType, NotImplemented, NotImplementedType, type Value } from "./values.ts";

construction.truth = truth;
construction.importNow = importNow;

const nameOf = (value: Value): string => {
  if (typeof value === "string") return value;
  throw typeError(`attribute name must be string, not '${typeName(value)}'`);
};

// ---- object ---------------------------------------------------------------------------------------------------------------

extendType(object, {
  doc: "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n",
  special: {
    __repr__: objectRepr,
    __str__: reprObject,
    __hash__: (self: Value) => identityHash(self),
    __eq__: (self: Value, other: Value) => (self === other ? true : NotImplemented),
    __ne__: (self: Value, other: Value) => {
      const method = typeOf(self).tp.proto.m$__eq__;
      const result = method ? method(self, other) : NotImplemented;
      return result === NotImplemented ? NotImplemented : !truth(result);
    },
    __lt__: () => NotImplemented,
    __le__: () => NotImplemented,
    __gt__: () => NotImplemented,
    __ge__: () => NotImplemented,
    __format__: (self: Value, spec: Value) => {
      if (spec === "") return str(self);
      throw typeError(`unsupported format string passed to ${typeName(self)}.__format__`);
    },
    __getattribute__: (self: Value, name: Value) =>
      genericAttribute(self, nameOf(name)) ?? raiseAttributeError(self, nameOf(name)),
    __setattr__: (self: Value, name: Value, value: Value) => {
      genericSetAttribute(self, nameOf(name), value);
      return None;
    },
    __delattr__: (self: Value, name: Value) => {
      genericSetAttribute(self, nameOf(name), undefined);
      return None;
    },
  },
  methods: {
    "__init__(*args, **kwargs)": (self: Value, args: Value[], keywords: Map<string, Value> | undefined) => {
      const { tp } = typeOf(self);
      if (args.length > 0 || keywords) {
        if (tp.lookup("__init__") !== object.tp.dict.get("__init__")) {
          throw typeError("object.__init__() takes exactly one argument (the instance to initialize)");
        }
        if (tp.lookup("__new__") === object.tp.dict.get("__new__")) {
          throw typeError(`${tp.name}.__init__() takes exactly one argument (the instance to initialize)`);
        }
      }
      return None;
    },
    "__dir__()": (self: Value) => new List(directory(self)),
    "__reduce__()": (self: Value) => reduceObject(self),
    "__reduce_ex__(protocol, /)": (self: Value, protocol: Value) => reduceEx(self, index(protocol)),
    "__getstate__()": (self: Value) => objectState(self),
    "__sizeof__()": () => 16,
  },
  staticMethods: {
    "__new__(*args, **kwargs)": (args: Value[], keywords: Map<string, Value> | undefined) => {
      const [cls, ...rest] = args;
      if (cls === undefined) throw typeError("object.__new__(): not enough arguments");
      if (!isType(cls)) throw typeError(`object.__new__(X): X is not a type object (${typeName(cls)})`);
      return newObject(cls, rest, keywords);
    },
  },
  classMethods: {
    "__init_subclass__(*args, **kwargs)": (cls: Type, args: Value[], keywords: Map<string, Value> | undefined) => {
      if (args.length > 0 || keywords) throw typeError(`${cls.tp.name}.__init_subclass__() takes no keyword arguments`);
      return None;
    },
    "__subclasshook__(object, /)": () => NotImplemented,
  },
  getters: {
    __class__: [(self: Value) => typeOf(self), (self: Value, value) => setClass(self, value)],
  },
});

/**
 * Those of CPython's flags that its library asks for: instances have a dict, made when it is asked for; the class may be changed, as a program's; it is
 * abstract.
 */
const typeFlags = ({ tp }: Type): number =>
  (tp.heap && tp.hasDict ? (1 << 4) | (1 << 2) : 0) |
  (tp.heap || tp.open ? 1 << 9 : 0) |
  (tp.abstractMethods?.size ? 1 << 20 : 0);

/** The size of an item of what has a length of its own. */
const ITEM_SIZES: Record<string, number> = { int: 4, bytes: 1, tuple: 8, type: 40 };

function itemSize(cls: Type): number {
  for (const { tp } of cls.tp.mro) if (!tp.heap && Object.hasOwn(ITEM_SIZES, tp.name)) return ITEM_SIZES[tp.name]!;
  return 0;
}

function reduceObject(self: Value): Value {
  return reduceBuiltin(self) ?? callMethod(importNow("copyreg"), "_reduce_ex", self, 0);
}

function setClass(self: Value, value: Value | undefined): void {
  if (value === undefined) throw typeError("can't delete __class__ attribute");
  if (!isType(value)) throw typeError(`__class__ must be set to a class, not '${typeName(value)}' object`);
  const old = typeOf(self);
  const isFixed = !(old.tp.heap && value.tp.heap) && !(isModuleType(old) && isModuleType(value));
  if (typeof self !== "object" || isFixed) {
    throw typeError("__class__ assignment only supported for mutable types or ModuleType subclasses");
  }
  checkLayout(old, value, "__class__");
  Object.setPrototypeOf(self, value.tp.proto);
}

const isModuleType = (cls: Type): boolean => cls.tp.mro.some(({ tp }) => tp.name === "module" && !tp.heap);

/** `dir(o)`, unsorted. */
function directory(self: Value): Value[] {
  const names = new Set<Value>();
  const own = isType(self) ? undefined : ownDirectory(self);
  if (own !== undefined) {
    if (!(own instanceof Dict)) throw typeError(`${typeName(self)}.__dict__ is not a dictionary`);
    for (const name of own.keys()) names.add(name);
  }
  const cls = isType(self) ? self : lookupAttribute(self, "__class__");
  for (const { tp } of cls !== undefined && isType(cls) ? cls.tp.mro : []) {
    for (const name of tp.dict.keys()) names.add(name);
  }
  // `object` has the getter, but not every instance has what it gets.
  if (typeOf(self).tp.hasDict) names.add("__dict__");
  else names.delete("__dict__");
  return [...names];
}

function namesOnly(names: readonly string[]): Dict {
  const result = new Dict();
  for (const name of names) result.set(name, None);
  return result;
}

/** Its `__dict__`: its attributes, or what it says they are. */
const ownDirectory = (self: Value): Value | undefined =>
  hasInstanceDict(self) && typeOf(self).tp.lookup("__dict__") instanceof GetSet
    ? namesOnly(ownNames(self))
    : lookupAttribute(self, "__dict__");

/** Instances with attributes of their own show them; which types have `__dict__` follows from `hasDict`. */
const dictGetter = new GetSet(
  "__dict__",
  object,
  (self) => {
    if (isType(self)) return new MappingProxy(classDict(self));
    return hasInstanceDict(self) ? instanceDict(self) : raiseAttributeError(self, "__dict__");
  },
  (self, value) => {
    if (isType(self) || isModuleType(typeOf(self)))
      throw typeError(`this __dict__ descriptor does not support '${typeName(self)}' objects`);
    if (value === undefined) {
      if (typeof self === "function") throw typeError("cannot delete __dict__");
      instanceDict(self as object).clear();
      return;
    }
    if (!(value instanceof Dict)) throw typeError(`__dict__ must be set to a dictionary, not a '${typeName(value)}'`);
    replaceInstanceDict(self as object, value);
  },
);
setTypeAttribute(object, "__dict__", dictGetter);

// ---- type -----------------------------------------------------------------------------------------------------------------

const noAbstractMethods = (cls: Type): never => raiseAttributeError(cls, "", "__abstractmethods__");

const ownDoc = (cls: Type): Value => {
  const doc = cls.tp.dict.get("__doc__");
  return doc === undefined ? None : (bind(doc, undefined, cls) ?? None);
};

function classRepr(cls: Type): string {
  const { module, qualname } = cls.tp;
  return module === "builtins" ? `<class '${qualname}'>` : `<class '${module}.${qualname}'>`;
}

/** An attribute of a class that cannot be deleted, and of a native class not be set. */
function checkSettable(cls: Type, name: string, value: Value | undefined): asserts value is Value {
  if (!(cls.tp.heap || cls.tp.open)) {
    throw typeError(`cannot set '${name}' attribute of immutable type '${shownName(cls.tp)}'`);
  }
  if (value === undefined) throw typeError(`cannot delete '${name}' attribute of immutable type '${cls.tp.name}'`);
}

function setClassField(cls: Type, name: string, value: Value | undefined, set: (text: string) => void): void {
  checkSettable(cls, name, value);
  const text = asStr(value);
  if (text === undefined) {
    throw typeError(`can only assign string to ${cls.tp.name}.${name}, not '${typeName(value)}'`);
  }
  set(text);
}

/** What a class has itself under the name of one of these attributes: `type` has the attribute. */
function ownEntry(cls: Type, name: string): Value | undefined {
  const entry = cls.tp.dict.get(name);
  return entry instanceof GetSet ? undefined : entry;
}

extendType(type, {
  special: {
    __call__: (cls: Type, ...args: Value[]) => typeCall(cls, args, undefined),
    __repr__: classRepr,
    __or__: (self: Value, other: Value) => unions.make(self, other),
    __ror__: (self: Value, other: Value) => unions.make(other, self),
    __instancecheck__: (cls: Type, value: Value) => isSubtype(typeOf(value), cls) || isSubtype(claimed(value), cls),
    __subclasscheck__: (cls: Type, sub: Value) => {
      if (!isType(sub)) throw typeError("issubclass() arg 1 must be a class");
      return isSubtype(sub, cls);
    },
  },
  methods: {
    "mro()": (cls: Type) => new List(computeMro(cls, cls.tp.bases)),
    "__subclasses__()": (cls: Type) =>
      new List(cls.tp.subclasses.map((ref) => ref.deref()).filter((sub): sub is Type => sub !== undefined)),
    "__init__(*args, **kwargs)": () => None,
    "__dir__()": (cls: Type) => new List(directory(cls)),
  },
  classMethods: { "__prepare__(*args, **kwargs)": () => new Dict() },
  getters: {
    __name__: [
      ({ tp }: Type) => tp.name,
      (cls: Type, value) =>
        setClassField(cls, "__name__", value, (text) => {
          checkName(text, "type name");
          cls.tp.name = text;
        }),
    ],
    __qualname__: [
      (cls: Type) => cls.tp.qualname,
      (cls: Type, value) =>
        setClassField(cls, "__qualname__", value, (text) => {
          cls.tp.qualname = text;
        }),
    ],
    __module__: [
      (cls: Type) => {
        const module = cls.tp.dict.get("__module__");
        // That of a native type may be the attribute of its instances.
        return module === undefined || module instanceof GetSet ? cls.tp.module : module;
      },
      (cls: Type, value) => {
        checkSettable(cls, "__module__", value);
        cls.tp.dict.set("__module__", value);
        // It said where the class is in the module before.
        cls.tp.dict.delete("__firstlineno__");
        if (typeof value === "string") cls.tp.module = value;
      },
    ],
    __doc__: [
      (cls: Type) => ownDoc(cls),
      (cls: Type, value) => {
        checkSettable(cls, "__doc__", value);
        setTypeAttribute(cls, "__doc__", value);
      },
    ],
    __mro__: shownMro,
    __bases__: [(cls: Type) => new Tuple(cls.tp.bases), setBases],
    __base__: (cls: Type) => baseOf(cls) ?? None,
    __dict__: (cls: Type) => new MappingProxy(classDict(cls)),
    __type_params__: [
      (cls: Type) => ownEntry(cls, "__type_params__") ?? new Tuple([]),
      (cls: Type, value) => {
        checkSettable(cls, "__type_params__", value);
        cls.tp.dict.set("__type_params__", value);
      },
    ],
    __abstractmethods__: [
      (cls: Type) => ownEntry(cls, "__abstractmethods__") ?? noAbstractMethods(cls),
      (cls: Type, value) => {
        if (value === undefined) {
          if (!cls.tp.dict.delete("__abstractmethods__")) noAbstractMethods(cls);
          cls.tp.abstractMethods = undefined;
          return;
        }
        cls.tp.dict.set("__abstractmethods__", value);
        cls.tp.abstractMethods = new Set([...iterate(value)].map(String));
      },
    ],
    __annotations__: [
      (cls: Type) => classAnnotations(cls),
      (cls: Type, value) => {
        cls.tp.dict.set("__annotations__", value!);
      },
    ],
    __annotate__: [
      annotateOfClass,
      (cls: Type, value) => {
        cls.tp.dict.set("__annotate_func__", value ?? None);
        cls.tp.dict.delete("__annotations__");
      },
    ],
    __flags__: (cls: Type) => typeFlags(cls),
    __basicsize__: () => 16,
    __dictoffset__: (cls: Type) => (cls.tp.hasDict ? -1 : 0),
    __weakrefoffset__: () => 0,
    __itemsize__: itemSize,
  },
});
const createType: NativeNew = (meta, args, keywords) => {
  if (args.length === 1 && meta === type && !keywords) return typeOf(args[0]!);
  if (args.length !== 3) {
    if (meta === type) throw typeError("type() takes 1 or 3 arguments");
    throw typeError(`type.__new__() takes exactly 3 arguments (${args.length} given)`);
  }
  const [name, bases, namespace] = args as [Value, Value, Value];
  if (typeof name !== "string") throw typeError(`type.__new__() argument 1 must be str, not ${typeName(name)}`);
  if (!(bases instanceof Tuple)) throw typeError(`type.__new__() argument 2 must be tuple, not ${typeName(bases)}`);
  if (!(namespace instanceof Dict))
    throw typeError(`type.__new__() argument 3 must be dict, not ${typeName(namespace)}`);
  return newType(meta, name, [...bases.items], namespace, keywords);
};
type.tp.dict.set("__new__", new StaticMethod(newMethod(type, createType)));

/** `int | str` */
export const unions: { make(a: Value, b: Value): Value } = { make: unionOr };

const claimed = (value: Value): Type => {
  const cls = lookupAttribute(value, "__class__");
  return cls !== undefined && isType(cls) ? cls : typeOf(value);
};

function classDict(cls: Type): Dict {
  const result = new Dict();
  for (const [name, value] of cls.tp.dict) result.set(name, value);
  return result;
}

/** `cls.__annotate__` */
function annotateOfClass(cls: Type): Value {
  const set = cls.tp.dict.get("__annotate_func__") ?? cls.tp.dict.get("__annotate__");
  if (set !== undefined) return set;
  const evaluate = (cls as unknown as { annotate?: () => Value[] }).annotate;
  if (evaluate === undefined) return None;
  const made = annotateFunction(evaluate);
  cls.tp.dict.set("__annotate_func__", made);
  return made;
}

function classAnnotations(cls: Type): Value {
  const own = ownEntry(cls, "__annotations__");
  if (own !== undefined) return own;
  if (!cls.tp.heap) raiseAttributeError(cls, "__annotations__");
  const annotate = annotateOfClass(cls);
  const result = annotate === None ? new Dict() : call(annotate, 1);
  cls.tp.dict.set("__annotations__", result);
  return result;
}

// ---- super --------------------------------------------------------------------------------------------------------------

export const superType = nativeType({
  name: "super",
  ctor: Super,
  create: (made, args, keywords) => {
    const [cls, self] = args;
    if (keywords !== undefined) throw typeError("super() takes no keyword arguments");
    if (args.length > 2) throw typeError(`super() expected at most 2 arguments, got ${args.length}`);
    if (cls === undefined) throw withoutArguments();
    if (!isType(cls)) throw typeError(`super() argument 1 must be a type, not ${typeName(cls)}`);
    const proxy = new Super(cls, self === None ? undefined : self);
    return made === superType ? proxy : Object.assign(newInstance<Super>(made), proxy);
  },
  special: {
    __init__: () => None,
    __get__: (self: Super, instance: Value) => {
      if (instance === None || self.self !== undefined) return self;
      return call(typeOf(self), self.cls, instance);
    },
    __getattribute__: (self: Super, name: Value) =>
      superAttribute(self, name as string) ?? noSuperAttribute(self, name as string),
    __repr__: (self: Super) =>
      self.start
        ? `<super: ${classRepr(self.cls)}, <${self.start.tp.name} object>>`
        : `<super: ${classRepr(self.cls)}, NULL>`,
  },
  getters: {
    __thisclass__: (self: Super) => self.cls,
    __self__: (self: Super) => self.self ?? None,
    __self_class__: (self: Super) => self.start ?? None,
  },
});

/** `super()` where it cannot know of which class and instance. */
function withoutArguments(): Error {
  const code = pythonStack()[0]?.code;
  return runtimeError(
    `super(): ${code === undefined || code.argcount === 0 ? "no arguments" : "__class__ cell not found"}`,
  );
}

function noSuperAttribute(self: Super, name: string): never {
  throw attributeError(self, name, `'super' object has no attribute '${name}'`);
}

// ---- singletons -------------------------------------------------------------------------------------------------------------

function only(value: Value, args: Value[], keywords: Map<string, Value> | undefined): Value {
  if (args.length > 0 || keywords !== undefined) throw typeError(`${typeName(value)} takes no arguments`);
  return value;
}

nativeType({
  name: "NoneType",
  ctor: NoneType,
  doc: "The type of the None singleton.",
  final: true,
  create: (_cls, args, keywords) => only(None, args, keywords),
  special: {
    __repr__: () => "None",
    __bool__: () => false,
    __hash__: () => 0xfca86420,
  },
});
nativeType({
  name: "ellipsis",
  ctor: EllipsisType,
  final: true,
  create: (_cls, args, keywords) => only(Ellipsis, args, keywords),
  special: { __repr__: () => "Ellipsis" },
});
nativeType({
  name: "NotImplementedType",
  ctor: NotImplementedType,
  final: true,
  create: (_cls, args, keywords) => only(NotImplemented, args, keywords),
  special: {
    __repr__: () => "NotImplemented",
    __bool__: () => {
      throw typeError("NotImplemented should not be used in a boolean context");
    },
  },
});
nativeType({
  name: "iterator",
  ctor: SequenceIterator as unknown as new () => object,
  final: true,
  special: {
    __iter__: (self: SequenceIterator) => self,
    __next__: (self: SequenceIterator) => self.next$() ?? stopNow(),
    __setstate__: (self: SequenceIterator, position: Value) => {
      self.goTo(index(position));
      return None;
    },
  },
});

function stopNow(): never {
  throw stopIteration();
}

/** What JavaScript brings that is no Python value. */
known.foreign = nativeType({
  name: "JsProxy",
  module: "asyncdef",
  ctor: class ForeignObject {},
  final: true,
  special: { __repr__: (self: unknown) => `<JavaScript ${Object.prototype.toString.call(self).slice(8, -1)}>` },
});
