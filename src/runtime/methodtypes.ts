// The types of native functions and of what binding gives: methods, built-in methods, method wrappers; and what they say
// of themselves.

import { genericAttribute, getattr, lookupAttribute } from "./attributes.ts";
import { call, isCallable } from "./calls.ts";
import { Tuple } from "./containers/tuple.ts";
import { documentationOf } from "./documentation.ts";
import { typeError } from "./errors.ts";
import { raiseAttributeError } from "./exceptions.ts";
import { importNow, modules } from "./imports.ts";
import { nativeType } from "./native.ts";
import { address, identityHash, repr } from "./protocols.ts";
import type { Native } from "./signature.ts";
import { slotDocumentation } from "./slotdocs.ts";
import {
  BoundMethod,
  bind,
  ClassMethodDescriptor,
  isSubtype,
  isType,
  known,
  Method,
  MethodWrapper,
  NativeMethod,
  shownName,
  type Type,
  typeName,
  typeOf,
} from "./types.ts";
import { None, NotImplemented, type Value } from "./values.ts";

/** The function itself, whatever it is bound to. */
const nativeOf = (f: unknown): Native => {
  if (f instanceof BoundMethod) return f.func as unknown as Native;
  return (f instanceof ClassMethodDescriptor ? f.func : f) as Native;
};

/** What a bound method is shown under: a class's own methods are those of the class, `int.mro`. */
function holderOf(f: unknown): { tp: { qualname: string } } | undefined {
  const { owner, staticOf, ofClass } = nativeOf(f);
  const self = f instanceof NativeMethod ? f.self : undefined;
  if (isType(self) && owner !== undefined) return ofClass ? (owner as Type) : self;
  return owner ?? staticOf;
}

/** What the first parameter of a text signature is called. */
function receiver({ owner, staticOf, ofClass, signature, module }: Native): string {
  if (ofClass || signature.name === "__new__") return "$type";
  if (owner !== undefined) return "$self";
  return staticOf === undefined && module !== undefined ? "$module" : "";
}

function textSignature(f: Native): Value {
  const { signature } = f;
  const first = receiver(f);
  const written = signature.text.slice(1, -1).trim();
  if (first === "" || signature.name === "__new__")
    return first === "" ? signature.text : `($type, ${written.replace(/^cls, (\/, )?/, "")})`;
  if (written === "") return `(${first}, /)`;
  // The instance is never given by its name.
  return /(^|, )\/($|,)/.test(written) ? `(${first}, ${written})` : `(${first}, /, ${written})`;
}

const described = {
  __name__: (f: unknown): Value => nativeOf(f).signature?.name ?? (f as Function).name,
  __qualname__: (f: unknown): Value => {
    const holder = holderOf(f);
    const name = nativeOf(f).signature?.name ?? (f as Function).name;
    return holder === undefined ? name : `${holder.tp.qualname}.${name}`;
  },
  __doc__: (f: unknown): Value => {
    const { doc, owner, staticOf, signature } = nativeOf(f);
    if (doc !== undefined) return doc;
    const holder = (owner ?? staticOf)?.tp.qualname;
    const written = documentationOf(holder === undefined ? (signature?.name ?? "") : `${holder}.${signature.name}`);
    return written ?? (holder === undefined ? None : (slotDocumentation(signature.name) ?? None));
  },
  __text_signature__: (f: unknown): Value => textSignature(nativeOf(f)),
};

/** Two are the same method if they are so of the same object, not of one that is equal. */
const same = (self: Value, other: Value): Value => {
  if (!(self instanceof BoundMethod && other instanceof BoundMethod)) return self === other ? true : NotImplemented;
  return self.func === other.func && self.self === other.self;
};

const hashOf = (self: Value): Value =>
  self instanceof BoundMethod ? identityHash(self.func) ^ identityHash(self.self) : identityHash(self);

const throughInstance = (self: Value, name: Value): Value =>
  new Tuple([getattr(importNow("builtins"), "getattr"), new Tuple([self, name])]);

// ---- native functions, and native methods that are bound ------------------------------------------------------------------

function nativeRepr(f: unknown): string {
  const { signature, staticOf } = nativeOf(f);
  const name = signature?.name ?? (f as Function).name;
  const self = f instanceof BoundMethod ? f.self : (staticOf as Type | undefined);
  if (self === undefined) return `<built-in function ${name}>`;
  return `<built-in method ${name} of ${isType(self) ? "type" : typeName(self)} object at ${address(self)}>`;
}

known.builtin = nativeType({
  name: "builtin_function_or_method",
  ctor: NativeMethod,
  final: true,
  methods: {
    "__reduce__()": (self: Value) => {
      const holder = self instanceof BoundMethod ? self.self : (nativeOf(self).staticOf as Type | undefined);
      const { name } = nativeOf(self).signature;
      return holder === undefined ? name : throughInstance(holder, name);
    },
  },
  special: {
    __repr__: nativeRepr,
    __eq__: same,
    __hash__: hashOf,
    __call__: (f: Value, ...args: Value[]) => call(f, ...args),
  },
  getters: {
    ...described,
    __module__: (f: Value): Value => (f instanceof BoundMethod ? None : ((f as unknown as Native).module ?? None)),
    __self__: (f: Value): Value => {
      if (f instanceof BoundMethod) return f.self;
      const { signature, staticOf, module } = f as unknown as Native;
      if (staticOf !== undefined) return signature.name === "__new__" ? (staticOf as Type) : None;
      return (module === undefined ? undefined : modules.get(module)) ?? None;
    },
  },
});

nativeType({
  name: "method-wrapper",
  ctor: MethodWrapper,
  final: true,
  methods: { "__reduce__()": (self: MethodWrapper) => throughInstance(self.self, nativeOf(self).signature.name) },
  special: {
    __repr__: (self: MethodWrapper) =>
      `<method-wrapper '${nativeOf(self).signature.name}' of ${typeName(self.self)} object at ${address(self.self)}>`,
    __eq__: same,
    __hash__: hashOf,
    __call__: (self: Value, ...args: Value[]) => call(self, ...args),
  },
  getters: {
    ...described,
    __self__: (self: MethodWrapper) => self.self,
    __objclass__: (self: MethodWrapper) => nativeOf(self).owner as Type,
  },
});

// ---- methods of native types, not bound -----------------------------------------------------------------------------------

/** `descriptor.__get__(instance, owner)` */
function boundTo(f: Native, instance: Value, owner: Value): Value {
  const cls = f.owner as Type;
  if (instance === None) {
    if (owner === None) throw typeError("__get__(None, None) is invalid");
    return f;
  }
  if (!isSubtype(typeOf(instance), cls)) {
    throw typeError(
      `descriptor '${f.signature.name}' for '${shownName(cls.tp)}' objects doesn't apply to a '${typeName(instance)}' object`,
    );
  }
  return bind(f, instance, cls)!;
}

const unbound = (name: string, what: string): Type =>
  nativeType({
    name,
    ctor: class Unbound {},
    final: true,
    methods: { "__reduce__()": (f: Native) => throughInstance(f.owner as Type, f.signature.name) },
    special: {
      __repr__: (f: Native) => `<${what} '${f.signature.name}' of '${shownName((f.owner as Type).tp)}' objects>`,
      __get__: (f: Native, instance: Value, owner?: Value) => boundTo(f, instance, owner ?? None),
      __call__: (f: Value, ...args: Value[]) => call(f, ...args),
    },
    getters: { ...described, __objclass__: (f: Native): Value => f.owner as Type },
  });

known.method_descriptor = unbound("method_descriptor", "method");
known.wrapper_descriptor = unbound("wrapper_descriptor", "slot wrapper");

/** The class to which a class method of a native type is to be bound. */
function receivingClass(self: ClassMethodDescriptor, instance: Value, owner: Value): Type {
  const { signature, owner: holder } = nativeOf(self);
  const cls = holder as Type;
  const descriptor = `descriptor '${signature.name}'`;
  const what = `${descriptor} for type '${shownName(cls.tp)}'`;
  const given = owner !== None ? owner : instance === None ? undefined : typeOf(instance);
  if (given === undefined) throw typeError(`${what} needs either an object or a type`);
  if (!isType(given)) throw typeError(`${what} needs a type, not a '${typeName(given)}' as arg 2`);
  if (!isSubtype(given, cls)) {
    throw typeError(`${descriptor} requires a subtype of '${shownName(cls.tp)}' but received '${shownName(given.tp)}'`);
  }
  return given;
}

export const classMethodDescriptorType = nativeType({
  name: "classmethod_descriptor",
  ctor: ClassMethodDescriptor,
  final: true,
  special: {
    __repr__: (self: ClassMethodDescriptor) =>
      `<method '${nativeOf(self).signature.name}' of '${shownName((nativeOf(self).owner as Type).tp)}' objects>`,
    __get__: (self: ClassMethodDescriptor, instance: Value, owner: Value = None) => {
      if (instance === None && owner === None) throw typeError("__get__(None, None) is invalid");
      return new NativeMethod(self.func, receivingClass(self, instance, owner));
    },
    __call__: (self: ClassMethodDescriptor, ...args: Value[]) => {
      const [cls, ...rest] = args;
      const { signature, owner } = nativeOf(self);
      const name = `${(owner as Type).tp.name}.${signature.name}`;
      if (cls === undefined) throw typeError(`unbound method ${name}() needs an argument`);
      return call(self.func, receivingClass(self, None, cls), ...rest);
    },
  },
  getters: { ...described, __objclass__: (self: ClassMethodDescriptor): Value => nativeOf(self).owner as Type },
});

// ---- methods of functions written in Python ---------------------------------------------------------------------------------

export const methodType = nativeType({
  name: "method",
  ctor: Method,
  final: true,
  create: (_cls, args, keywords) => {
    const [func, self] = args;
    if (keywords !== undefined) throw typeError("method() takes no keyword arguments");
    if (func === undefined || self === undefined || args.length > 2) {
      throw typeError(`method expected 2 arguments, got ${args.length}`);
    }
    if (!isCallable(func)) throw typeError("first argument must be callable");
    if (self === None) throw typeError("instance must not be None");
    return new Method(func, self);
  },
  methods: {
    "__reduce__()": (self: Method) => throughInstance(self.self, getattr(self.func, "__name__")),
  },
  special: {
    __repr__: (self: Method) => {
      if (typeof self.func === "function" && "signature" in self.func) return nativeRepr(self);
      const name = lookupAttribute(self.func, "__qualname__") ?? lookupAttribute(self.func, "__name__");
      return `<bound method ${typeof name === "string" ? name : "?"} of ${repr(self.self)}>`;
    },
    __eq__: same,
    __hash__: hashOf,
    __call__: (self: Method, ...args: Value[]) => call(self.func, self.self, ...args),
    __get__: (self: Value) => self,
    __getattribute__: (self: Method, name: Value) =>
      // It has no attributes of its own, and shows those of the function.
      (name === "__dict__" ? undefined : genericAttribute(self, name as string)) ??
      lookupAttribute(self.func, name as string) ??
      raiseAttributeError(self, name as string),
  },
  getters: {
    __func__: (self: Method) => self.func,
    __self__: (self: Method) => self.self,
    __doc__: (self: Method) => lookupAttribute(self.func, "__doc__") ?? None,
  },
});
