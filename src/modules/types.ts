// The module `types`: names for the types of the interpreter's own objects, and what makes classes at run time.

import { Coroutine } from "../asyncio/coroutine.ts";
import { instanceDict } from "../runtime/attributedict.ts";
import {
  callMethod,
  getattr,
  lookupAttribute,
  ownAttribute,
  ownNames,
  setOwnAttribute,
} from "../runtime/attributes.ts";
import { call, callWith, isCallable } from "../runtime/calls.ts";
import { Cell } from "../runtime/cells.ts";
import { classStore, metaclassOf, resolveBases } from "../runtime/classes.ts";
import { FLAGS, isFunction } from "../runtime/code.ts";
import { same } from "../runtime/comparison.ts";
import { Dict, dict } from "../runtime/containers/dict.ts";
import { GenericAliasType } from "../runtime/containers/genericalias.ts";
import { mappingproxy } from "../runtime/containers/mappingproxy.ts";
import { Tuple } from "../runtime/containers/tuple.ts";
import { UnionType } from "../runtime/containers/union.ts";
import { asyncGeneratorType } from "../runtime/coroutines.ts";
import { typeError } from "../runtime/errors.ts";
import { Traceback } from "../runtime/exceptions.ts";
import { codeType, FrameView } from "../runtime/frames.ts";
import { generatorType } from "../runtime/generators.ts";
import { importNow } from "../runtime/imports.ts";
import { classMethodDescriptorType, methodType } from "../runtime/methodtypes.ts";
import { type Module, moduleType } from "../runtime/modules.ts";
import { nativeType } from "../runtime/native.ts";
import { repr, reprEnter, reprLeave } from "../runtime/protocols.ts";
import {
  GetSet,
  isType,
  known,
  MemberDescriptor,
  MethodWrapper,
  type Type,
  typeName,
  typeOf,
} from "../runtime/types.ts";
import { Ellipsis, None, NotImplemented, type Value } from "../runtime/values.ts";
import { dynamicClassAttribute } from "./classattribute.ts";
import { moduleFrom } from "./define.ts";

/** The Python type of the instances of a JavaScript class that the runtime has adopted. */
const adopted = (ctor: { prototype: object }): Type => (ctor.prototype as { type_: Type }).type_;

const initNamespace = (self: object, mapping: Value | undefined, keywords: Map<string, Value> | undefined): Value => {
  for (const [name, value] of mapping === undefined ? [] : (call(dict, mapping) as Dict).entries()) {
    if (typeof name !== "string") throw typeError("keywords must be strings");
    setOwnAttribute(self, name, value);
  }
  for (const [name, value] of keywords ?? []) setOwnAttribute(self, name, value);
  return None;
};

class Namespace {}

export const SimpleNamespace = nativeType({
  name: "SimpleNamespace",
  module: "types",
  ctor: Namespace,
  hasDict: true,
  methods: {
    "__init__(mapping_or_iterable=(), /, **kwargs)": initNamespace,
    "__reduce__()": (self: object) => new Tuple([typeOf(self), new Tuple([]), instanceDict(self)]),
    "__replace__(**changes)": (self: object, changes: Map<string, Value> | undefined) => {
      const copy = call(typeOf(self));
      for (const name of ownNames(self)) setOwnAttribute(copy as object, name, ownAttribute(self, name)!);
      for (const [name, value] of changes ?? []) setOwnAttribute(copy as object, name, value);
      return copy;
    },
  },
  special: {
    __repr__: (self: object) => {
      const name = typeOf(self).tp.heap ? typeName(self) : "namespace";
      if (!reprEnter(self)) return `${name}(...)`;
      try {
        return `${name}(${ownNames(self)
          .map((each) => `${each}=${repr(ownAttribute(self, each)!)}`)
          .join(", ")})`;
      } finally {
        reprLeave(self);
      }
    },
    __eq__: (self: object, other: Value) => {
      if (!(other instanceof Namespace)) return NotImplemented;
      const names = ownNames(self);
      return (
        names.length === ownNames(other).length &&
        names.every((name) => {
          const theirs = ownAttribute(other, name);
          return theirs !== undefined && same(ownAttribute(self, name)!, theirs);
        })
      );
    },
    __hash__: null,
  },
});

/** Makes a generator function's generators awaitable; of another callable, what it returns. */
function coroutine(f: Value): Value {
  if (!isCallable(f)) throw typeError("types.coroutine() expects a callable");
  if (isFunction(f)) {
    if ((f.code.flags & (FLAGS.COROUTINE | FLAGS.ITERABLE_COROUTINE)) !== 0) return f;
    if ((f.code.flags & FLAGS.GENERATOR) !== 0) {
      f.code.flags |= FLAGS.ITERABLE_COROUTINE;
      return f;
    }
  }
  return callMethod(importNow("_generatorwrapper"), "wrapping", f);
}

/** `types._GeneratorWrapper`, which few programs need: made when it is asked for. */
function lazyWrapper(module: Module): Module {
  const define = (attributes: PropertyDescriptor): void => {
    Object.defineProperty(module, "$_GeneratorWrapper", { enumerable: true, configurable: true, ...attributes });
  };
  const settle = (value: Value): void => define({ value, writable: true });
  define({
    get() {
      const wrapper = getattr(importNow("_generatorwrapper"), "_GeneratorWrapper");
      settle(wrapper);
      return wrapper;
    },
    set: settle,
  });
  return module;
}

/** Metaclass, namespace and the other keywords for a class with these bases, which are resolved. */
function prepareClass(name: Value, bases: Value[], keywords: Value | undefined): [Value, Value, Map<string, Value>] {
  const options = new Map((keywords instanceof Dict ? [...keywords.entries()] : []) as [string, Value][]);
  const metaclass = metaclassOf(options.get("metaclass"), bases);
  options.delete("metaclass");
  const prepare = lookupAttribute(metaclass, "__prepare__");
  const namespace = prepare === undefined ? new Dict() : callWith(prepare, [name, new Tuple(bases)], given(options));
  return [metaclass, namespace, options];
}

const given = (options: Map<string, Value>): Map<string, Value> | undefined =>
  options.size === 0 ? undefined : options;

function newClass(name: Value, bases?: Value, keywords?: Value, execBody?: Value): Value {
  const written = bases === undefined ? new Tuple([]) : (bases as Tuple);
  const resolved = unlessSame(written);
  const [metaclass, namespace, options] = prepareClass(name, resolved.items, keywords);
  if (execBody !== undefined && execBody !== None) call(execBody, namespace);
  if (resolved !== written) classStore(namespace, "__orig_bases__", written);
  return callWith(metaclass, [name, resolved, namespace], given(options));
}

/** The same tuple if all bases are classes. */
function unlessSame(bases: Tuple): Tuple {
  const resolved = resolveBases([...bases.items]);
  const isSame = resolved.length === bases.items.length && resolved.every((base, i) => base === bases.items[i]);
  return isSame ? bases : new Tuple(resolved);
}

function originalBases(cls: Value): Value {
  if (!isType(cls)) throw typeError(`Expected an instance of type, not ${repr(typeName(cls))}`);
  return cls.tp.dict.get("__orig_bases__") ?? new Tuple(cls.tp.bases);
}

export function createTypes(): Module {
  const module = moduleFrom("types", {
    doc: "Define names for built-in types that aren't directly accessible as a builtin.",
    functions: {
      "coroutine(func)": coroutine,
      "new_class(name, bases=(), kwds=None, exec_body=None)": newClass,
      "resolve_bases(bases)": (bases: Tuple) => unlessSame(bases),
      "prepare_class(name, bases=(), kwds=None)": (name: Value, bases?: Tuple, keywords?: Value) => {
        const [metaclass, namespace, options] = prepareClass(name, bases?.items ?? [], keywords);
        const rest = new Dict();
        for (const [key, value] of options) rest.set(key, value);
        return new Tuple([metaclass, namespace, rest]);
      },
      "get_original_bases(cls, /)": originalBases,
    },
    attributes: {
      FunctionType: known.function,
      LambdaType: known.function,
      CodeType: codeType,
      MappingProxyType: mappingproxy,
      SimpleNamespace,
      DynamicClassAttribute: dynamicClassAttribute(),
      CellType: adopted(Cell),
      GeneratorType: generatorType,
      CoroutineType: adopted(Coroutine),
      AsyncGeneratorType: asyncGeneratorType,
      MethodType: methodType,
      BuiltinFunctionType: known.builtin,
      BuiltinMethodType: known.builtin,
      MethodDescriptorType: known.method_descriptor,
      WrapperDescriptorType: known.wrapper_descriptor,
      MethodWrapperType: adopted(MethodWrapper),
      ClassMethodDescriptorType: classMethodDescriptorType,
      GetSetDescriptorType: adopted(GetSet),
      MemberDescriptorType: adopted(MemberDescriptor),
      ModuleType: moduleType,
      TracebackType: adopted(Traceback),
      FrameType: adopted(FrameView),
      GenericAlias: GenericAliasType,
      UnionType,
      EllipsisType: typeOf(Ellipsis),
      NoneType: typeOf(None),
      NotImplementedType: typeOf(NotImplemented),
    },
  });
  return lazyWrapper(module);
}
