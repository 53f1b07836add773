// Type parameters and type aliases at run time (PEP 695, 696): objects with names, whose bounds, defaults and values are
// evaluated when somebody asks.

import { setattr } from "./attributes.ts";
import { GenericAlias, typeParameters } from "./containers/genericalias.ts";
import { Tuple } from "./containers/tuple.ts";
import { unions } from "./coretypes.ts";
import { typeError } from "./errors.ts";
import { nativeType } from "./native.ts";
import type { Type } from "./types.ts";
import { None, type Value } from "./values.ts";

class TypeVariable {
  readonly kind: string;
  readonly name: string;
  private readonly evaluateBound: (() => Value) | undefined;
  private readonly evaluateDefault: (() => Value) | undefined;
  private boundValue: Value | undefined;
  private defaultValue: Value | undefined;
  constructor(kind: string, name: string, bound?: () => Value, dflt?: () => Value) {
    this.kind = kind;
    this.name = name;
    this.evaluateBound = bound;
    this.evaluateDefault = dflt;
    this.boundValue = undefined;
    this.defaultValue = undefined;
  }
  /** The bound, or a tuple of constraints. */
  get bound(): Value {
    this.boundValue ??= this.evaluateBound?.() ?? None;
    return this.boundValue;
  }
  get default(): Value | undefined {
    this.defaultValue ??= this.evaluateDefault?.();
    return this.defaultValue;
  }
}

class TypeVar extends TypeVariable {}
class ParamSpec extends TypeVariable {}
class TypeVarTuple extends TypeVariable {}

const classes = { TypeVar, ParamSpec, TypeVarTuple };

class NoDefaultType {}
export const NoDefault: Value = new NoDefaultType();
nativeType({
  name: "NoDefaultType",
  module: "typing",
  ctor: NoDefaultType,
  final: true,
  special: { __repr__: () => "typing.NoDefault" },
});

/** By name, for the module `typing`. */
export const typeParameterTypes: Record<string, Type> = {};

for (const [name, ctor] of Object.entries(classes)) {
  typeParameterTypes[name] = nativeType({
    name,
    module: "typing",
    ctor,
    hasDict: true,
    create: (_cls, args) => {
      if (typeof args[0] !== "string") throw typeError(`${name}() missing required argument 'name' (pos 1)`);
      return new ctor(name, args[0]);
    },
    special: {
      __init__: () => None,
      __repr__: (self: TypeVariable) => self.name,
      __or__: (self: Value, other: Value) => unions.make(self, other),
      __ror__: (self: Value, other: Value) => unions.make(other, self),
    },
    methods: { "has_default()": (self: TypeVariable) => self.default !== undefined },
    getters: {
      __name__: (self: TypeVariable) => self.name,
      __bound__: (self: TypeVariable) => (self.bound instanceof Tuple ? None : self.bound),
      __constraints__: (self: TypeVariable) => (self.bound instanceof Tuple ? self.bound : new Tuple([])),
      __default__: (self: TypeVariable) => self.default ?? NoDefault,
      __infer_variance__: () => true,
      __covariant__: () => false,
      __contravariant__: () => false,
    },
  });
}

export const typeVar = (
  kind: "TypeVar" | "ParamSpec" | "TypeVarTuple",
  name: string,
  bound?: () => Value,
  dflt?: () => Value,
): Value => new classes[kind](kind, name, bound, dflt);

class TypeAlias {
  readonly name: string;
  readonly params: Value[];
  private readonly evaluate: () => Value;
  private cached: Value | undefined;
  constructor(name: string, params: Value[], evaluate: () => Value) {
    this.name = name;
    this.params = params;
    this.evaluate = evaluate;
    this.cached = undefined;
  }
  get value(): Value {
    this.cached ??= this.evaluate();
    return this.cached;
  }
}

typeParameterTypes.TypeAliasType = nativeType({
  name: "TypeAliasType",
  module: "typing",
  ctor: TypeAlias,
  final: true,
  special: {
    __repr__: (self: TypeAlias) => self.name,
    __getitem__: (self: TypeAlias, key: Value) => new GenericAlias(self, key instanceof Tuple ? key.items : [key]),
    __or__: (self: Value, other: Value) => unions.make(self, other),
    __ror__: (self: Value, other: Value) => unions.make(other, self),
  },
  getters: {
    __name__: (self: TypeAlias) => self.name,
    __value__: (self: TypeAlias) => self.value,
    __type_params__: (self: TypeAlias) => new Tuple(self.params),
    __parameters__: (self: TypeAlias) => new Tuple(self.params),
  },
});

export const typeAlias = (name: string, params: Value[], value: () => Value): Value =>
  new TypeAlias(name, params, value);

/** `typing.Generic`: a class to derive from; subscripting it gives an alias of it. */
export const Generic = nativeType({
  name: "Generic",
  module: "typing",
  classMethods: {
    "__class_getitem__(params, /)": (cls: Value, params: Value) =>
      new GenericAlias(cls, params instanceof Tuple ? params.items : [params]),
    "__init_subclass__(*args, **kwargs)": (cls: Type) => {
      // The bases as they were written tell the parameters.
      const bases = cls.tp.dict.get("__orig_bases__");
      const given =
        bases instanceof Tuple ? bases.items.flatMap((base) => (base instanceof GenericAlias ? base.args : [])) : [];
      setattr(cls, "__parameters__", new Tuple(typeParameters(given)));
      return None;
    },
  },
});

export const generic = (params: Value[]): Value => new GenericAlias(Generic, params);
