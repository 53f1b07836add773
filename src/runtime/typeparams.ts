// Type parameters and type aliases at run time (PEP 695, 696): objects with names, whose bounds, defaults and values are
// evaluated when somebody asks. What `typing` does with them in subscripts is its own, written in Python.

import { callMethod, getattr, lookupAttribute, setattr } from "./attributes.ts";
import { call, callWith } from "./calls.ts";
import { annotateValue } from "./classes.ts";
import { GenericAlias, genericAlias } from "./containers/genericalias.ts";
import { List } from "./containers/list.ts";
import { makeTuple, Tuple } from "./containers/tuple.ts";
import { typeParameters } from "./containers/typeparameters.ts";
import { unionable, unionWithText } from "./containers/union.ts";
import { typeError, valueError } from "./errors.ts";
import { attributeError } from "./exceptions.ts";
import { importNow, modules } from "./imports.ts";
import type { Module } from "./modules.ts";
import { nativeType, newInstance } from "./native.ts";
import { iter, repr, truth } from "./protocols.ts";
import { pythonStack } from "./stack.ts";
import { type Type, typeName, typeOf } from "./types.ts";
import { None, NotImplemented, type Value } from "./values.ts";

/** A value that is worked out when it is first asked for; what raises is tried again the next time. */
class Lazy {
  private readonly evaluate: (() => Value) | undefined;
  private value: Value | undefined;
  constructor(evaluate: (() => Value) | undefined) {
    this.evaluate = evaluate;
    this.value = undefined;
  }
  get(): Value | undefined {
    if (this.value === undefined) this.value = this.evaluate?.();
    return this.value;
  }
  /** `evaluate_…`: a function of the format in which the value is wanted. */
  evaluator(): Value {
    return this.evaluate === undefined ? None : annotateValue(() => this.get()!);
  }
}

const INVARIANT = "~";
const COVARIANT = "+";
const CONTRAVARIANT = "-";
const INFERRED = "";

class TypeVariable {
  name = "";
  module: Value = "typing";
  /** How the repr marks it. */
  variance = INFERRED;
  bound = new Lazy(undefined);
  constraints = new Lazy(undefined);
  default = new Lazy(undefined);
}

class TypeVar extends TypeVariable {}
class ParamSpec extends TypeVariable {}
class TypeVarTuple extends TypeVariable {}

class NoDefaultType {}
export const NoDefault: Value = new NoDefaultType();
nativeType({
  name: "NoDefaultType",
  ctor: NoDefaultType,
  final: true,
  create: (_cls, args, keywords) => {
    if (args.length > 0 || keywords !== undefined) throw typeError("NoDefaultType takes no arguments");
    return NoDefault;
  },
  methods: { "__reduce__()": () => "NoDefault" },
  special: { __repr__: () => "typing.NoDefault" },
});

/** The name of the module that makes something, for its `__module__`. */
const makersModule = (): Value => (pythonStack()[0]?.code.module.$__name__ as Value | undefined) ?? None;

/** A bound or constraint as `typing` wants it: texts become forward references. */
const checked = (value: Value): Value =>
  typeof value === "string" ? callMethod(importNow("typing"), "_type_check", value, "Bound must be a type.") : value;

const readonly = (
  get: (self: TypeVariable & TypeAlias) => Value,
): [(self: never) => Value, (self: never, value: Value | undefined) => void] => [
  get as (self: never) => Value,
  (self: Value) => {
    throw attributeError(self, "", "readonly attribute");
  },
];

const typing = (name: string, ...args: Value[]): Value => callMethod(importNow("typing"), name, ...args);

/** What a type parameter whose place in `args` is empty adds to them: its default. */
function prepareSubstitution(self: TypeVariable, alias: Value, args: Value): Value {
  const { items } = args as Tuple;
  const at = (getattr(alias, "__parameters__") as Tuple).items.indexOf(self);
  if (at < items.length) return args;
  const byDefault = self.default.get();
  if (at === items.length && byDefault !== undefined) return makeTuple([...items, byDefault]);
  throw typeError(`Too few arguments for ${repr(alias)}; actual ${items.length}, expected at least ${at + 1}`);
}

interface Kind {
  ctor: typeof TypeVariable;
  /** Parameters of its constructor, after `name`. */
  options: readonly string[];
  special?: Record<`__${string}__`, (...args: never[]) => Value>;
  methods: Record<string, (...args: never[]) => Value>;
  getters: Record<string, (self: TypeVariable) => Value>;
}

const VARIANCE = ["covariant", "contravariant", "infer_variance"];

const joins = {
  __or__: unionWithText,
  __ror__: (self: Value, other: Value) => unionWithText(other, self),
};

const variances = {
  __covariant__: (self: TypeVariable) => self.variance === COVARIANT,
  __contravariant__: (self: TypeVariable) => self.variance === CONTRAVARIANT,
  __infer_variance__: (self: TypeVariable) => self.variance === INFERRED,
};

const kinds: Record<string, Kind> = {
  TypeVar: {
    ctor: TypeVar,
    options: ["bound", "default", ...VARIANCE],
    special: joins,
    methods: {
      "__typing_subst__(arg, /)": (self: Value, arg: Value) => typing("_typevar_subst", self, arg),
      "__typing_prepare_subst__(alias, args, /)": prepareSubstitution,
    },
    getters: {
      __bound__: (self) => self.bound.get() ?? None,
      __constraints__: (self) => self.constraints.get() ?? new Tuple([]),
      evaluate_bound: (self) => self.bound.evaluator(),
      evaluate_constraints: (self) => self.constraints.evaluator(),
      ...variances,
    },
  },
  ParamSpec: {
    ctor: ParamSpec,
    options: ["bound", "default", ...VARIANCE],
    special: joins,
    methods: {
      "__typing_subst__(arg, /)": (self: Value, arg: Value) => typing("_paramspec_subst", self, arg),
      "__typing_prepare_subst__(alias, args, /)": (self: Value, alias: Value, args: Value) =>
        typing("_paramspec_prepare_subst", self, alias, args),
    },
    getters: {
      __bound__: (self) => self.bound.get() ?? None,
      args: (self) => Object.assign(new ParamSpecArgs(), { origin: self }),
      kwargs: (self) => Object.assign(new ParamSpecKwargs(), { origin: self }),
      ...variances,
    },
  },
  TypeVarTuple: {
    ctor: TypeVarTuple,
    options: ["default"],
    special: {
      __iter__: (self: Value) =>
        iter(new List([callMethod(getattr(importNow("typing"), "Unpack"), "__getitem__", self)])) as unknown as Value,
    },
    methods: {
      "__typing_subst__(arg, /)": () => {
        throw typeError("Substitution of bare TypeVarTuple is not supported");
      },
      "__typing_prepare_subst__(alias, args, /)": (self: Value, alias: Value, args: Value) =>
        typing("_typevartuple_prepare_subst", self, alias, args),
    },
    getters: {},
  },
};

/** The arguments of a constructor by name; `rest` are the positional ones after `name`. */
function readArguments(
  f: string,
  args: Value[],
  keywords: Map<string, Value> | undefined,
  options: readonly string[],
): { name: string; rest: Value[]; given: Map<string, Value> } {
  const given = new Map(keywords);
  const name = args[0] ?? given.get("name");
  if (args.length > 0 && given.has("name")) {
    throw typeError(`argument for ${f}() given by name ('name') and position (1)`);
  }
  given.delete("name");
  if (name === undefined) throw typeError(`${f}() missing required argument 'name' (pos 1)`);
  for (const key of given.keys()) {
    if (!options.includes(key)) throw typeError(`${f}() got an unexpected keyword argument '${key}'`);
  }
  if (typeof name !== "string") throw typeError(`${f}() argument 'name' must be str, not ${typeName(name)}`);
  return { name, rest: args.slice(1), given };
}

function varianceOf(given: Map<string, Value>): string {
  const [covariant, contravariant, inferred] = VARIANCE.map((name) => truth(given.get(name) ?? false));
  if (covariant && contravariant) throw valueError("Bivariant types are not supported.");
  if (inferred && (covariant || contravariant)) throw valueError("Variance cannot be specified with infer_variance.");
  return covariant ? COVARIANT : contravariant ? CONTRAVARIANT : inferred ? INFERRED : INVARIANT;
}

function makeVariable(kind: string, args: Value[], keywords: Map<string, Value> | undefined): Value {
  const f = kind.toLowerCase();
  const { ctor, options } = kinds[kind]!;
  const { name, rest, given } = readArguments(f, args, keywords, options);
  if (kind !== "TypeVar" && rest.length > 0) {
    throw typeError(`${f}() takes exactly 1 positional argument (${args.length} given)`);
  }
  const variable = new ctor();
  variable.name = name;
  variable.module = makersModule();
  if (kind !== "TypeVarTuple") variable.variance = varianceOf(given);
  const bound = given.get("bound");
  if (rest.length === 1) throw typeError("A single constraint is not allowed");
  if (rest.length > 0 && bound !== undefined && bound !== None) {
    throw typeError("Constraints cannot be combined with bound=...");
  }
  if (rest.length > 0) variable.constraints = new Lazy(() => makeTuple(rest.map(checked)));
  if (bound !== undefined && bound !== None) variable.bound = new Lazy(() => checked(bound));
  else if (kind === "ParamSpec") variable.bound = new Lazy(() => typeOf(None));
  const byDefault = given.get("default");
  if (byDefault !== undefined && byDefault !== NoDefault) variable.default = new Lazy(() => byDefault);
  return variable;
}

/** By name, for the module `typing`. */
export const typeParameterTypes: Record<string, Type> = {};

for (const [name, { ctor, special, methods, getters }] of Object.entries(kinds)) {
  typeParameterTypes[name] = nativeType({
    name,
    module: "typing",
    ctor,
    final: true,
    hasDict: true,
    create: (_cls, args, keywords) => makeVariable(name, args, keywords),
    special: {
      __init__: () => None,
      __repr__: (self: TypeVariable) => `${self.variance}${self.name}`,
      ...special,
    },
    methods: {
      "has_default()": (self: TypeVariable) => self.default.get() !== undefined,
      "__reduce__()": (self: TypeVariable) => self.name,
      "__mro_entries__(bases, /)": () => {
        throw typeError(`Cannot subclass an instance of ${name}`);
      },
      ...methods,
    },
    getters: {
      __name__: readonly((self) => self.name),
      __module__: (self: TypeVariable) => self.module,
      __default__: (self: TypeVariable) => self.default.get() ?? NoDefault,
      evaluate_default: (self: TypeVariable) => self.default.evaluator(),
      ...getters,
    },
  });
}

/** A parameter as it is written in brackets. `bound` gives a tuple where it is one of constraints. */
export function typeVar(
  kind: "TypeVar" | "ParamSpec" | "TypeVarTuple",
  name: string,
  bound?: () => Value,
  byDefault?: () => Value,
  constrained = false,
): Value {
  const variable = new kinds[kind]!.ctor();
  variable.name = name;
  if (constrained) variable.constraints = new Lazy(bound);
  else variable.bound = new Lazy(bound);
  variable.default = new Lazy(byDefault);
  return variable;
}

// ---- P.args, P.kwargs -----------------------------------------------------------------------------------------------------

class ParamSpecPart {
  origin: Value = None;
}
class ParamSpecArgs extends ParamSpecPart {}
class ParamSpecKwargs extends ParamSpecPart {}

const partType = (name: string, ctor: typeof ParamSpecPart, suffix: string): Type =>
  nativeType({
    name,
    module: "typing",
    ctor,
    create: (cls, args) => Object.assign(newInstance<ParamSpecPart>(cls), { origin: args[0] }),
    getters: { __origin__: (self: ParamSpecPart) => self.origin },
    special: {
      __init__: () => None,
      __repr__: ({ origin }: ParamSpecPart) =>
        `${origin instanceof TypeVariable ? origin.name : repr(origin)}.${suffix}`,
      __eq__: (self: ParamSpecPart, other: Value) =>
        other instanceof ParamSpecPart && typeOf(other) === typeOf(self)
          ? self.origin === other.origin
          : NotImplemented,
      __hash__: null,
    },
  });

export const paramSpecParts = [
  partType("ParamSpecArgs", ParamSpecArgs, "args"),
  partType("ParamSpecKwargs", ParamSpecKwargs, "kwargs"),
];

// ---- aliases --------------------------------------------------------------------------------------------------------------

class TypeAlias {
  readonly name: string;
  readonly module: Value;
  readonly params: Value[];
  readonly value: Lazy;
  constructor(name: string, module: Value, params: Value[], evaluate: () => Value) {
    this.name = name;
    this.module = module;
    this.params = params;
    this.value = new Lazy(evaluate);
  }
}

function makeAlias(args: Value[], keywords: Map<string, Value> | undefined): Value {
  const f = "typealias";
  const { name, rest, given } = readArguments(f, args, keywords, ["value", "type_params"]);
  if (args.length > 2) throw typeError(`${f}() takes exactly 2 positional arguments (${args.length} given)`);
  const value = rest[0] ?? given.get("value");
  if (value === undefined) throw typeError(`${f}() missing required argument 'value' (pos 2)`);
  const params = given.get("type_params") ?? new Tuple([]);
  if (!(params instanceof Tuple)) throw typeError("type_params must be a tuple");
  let hasDefault = false;
  for (const each of params.items) {
    if (!(each instanceof TypeVariable)) throw typeError(`Expected a type param, got ${repr(each)}`);
    const isDefault = each.default.get() !== undefined;
    if (hasDefault && !isDefault) {
      throw typeError(`non-default type parameter '${repr(each)}' follows default type parameter`);
    }
    hasDefault = isDefault;
  }
  return new TypeAlias(name, makersModule(), params.items, () => value);
}

/** As bases and arguments have them: a `TypeVarTuple` stands for many. */
const unpacked = (params: Value[]): Value[] =>
  params.map((each) =>
    each instanceof TypeVarTuple ? callMethod(getattr(importNow("typing"), "Unpack"), "__getitem__", each) : each,
  );

typeParameterTypes.TypeAliasType = nativeType({
  name: "TypeAliasType",
  module: "typing",
  ctor: TypeAlias,
  final: true,
  create: (_cls, args, keywords) => makeAlias(args, keywords),
  special: {
    __init__: () => None,
    __repr__: (self: TypeAlias) => self.name,
    __getitem__: (self: TypeAlias, key: Value) => {
      if (self.params.length === 0) throw typeError("Only generic type aliases are subscriptable");
      return genericAlias(self, key);
    },
    __iter__: (self: TypeAlias) =>
      iter(new List([callMethod(getattr(importNow("typing"), "Unpack"), "__getitem__", self)])) as unknown as Value,
    ...joins,
  },
  methods: {
    "__reduce__()": (self: TypeAlias) => self.name,
    "__mro_entries__(bases, /)": () => {
      throw typeError("Cannot subclass an instance of TypeAliasType");
    },
  },
  getters: {
    __name__: readonly((self) => self.name),
    __module__: (self: TypeAlias) => self.module,
    __value__: (self: TypeAlias) => self.value.get()!,
    evaluate_value: (self: TypeAlias) => self.value.evaluator(),
    __type_params__: (self: TypeAlias) => new Tuple(self.params),
    __parameters__: (self: TypeAlias) => new Tuple(unpacked(self.params)),
  },
});

for (const each of Object.values(typeParameterTypes)) unionable.add(each);

export const typeAlias = (name: string, params: Value[], value: () => Value, module: Module): Value =>
  new TypeAlias(name, (module.$__name__ as Value | undefined) ?? None, params, value);

// ---- Generic --------------------------------------------------------------------------------------------------------------

/**
 * A function of `typing`, if the program has imported it. Classes with type parameters alone do without: what follows says
 * the same for them.
 */
const loaded = (name: string): Value | undefined => {
  const module = modules.get("typing");
  return module === undefined ? undefined : lookupAttribute(module, name);
};

/** `typing.Generic`: a class to derive from; subscripting it gives an alias of it. */
export const Generic = nativeType({
  name: "Generic",
  module: "typing",
  solid: false,
  open: true,
  classMethods: {
    "__class_getitem__(*args)": (cls: Value, args: Value[]) => {
      const subscript = loaded("_generic_class_getitem");
      return subscript === undefined ? genericAlias(cls, args[0]!) : call(subscript, cls, ...args);
    },
    "__init_subclass__(*args, **kwargs)": (cls: Type, args: Value[], keywords: Map<string, Value> | undefined) => {
      const initialise = loaded("_generic_init_subclass");
      if (initialise !== undefined) return callWith(initialise, [cls, ...args], keywords);
      // The bases as they were written tell the parameters.
      const bases = cls.tp.dict.get("__orig_bases__");
      const given =
        bases instanceof Tuple ? bases.items.flatMap((base) => (base instanceof GenericAlias ? base.args : [])) : [];
      setattr(cls, "__parameters__", new Tuple(typeParameters(given)));
      return None;
    },
  },
});

export function generic(params: Value[]): Value {
  const alias = loaded("_GenericAlias");
  return alias === undefined ? new GenericAlias(Generic, params) : call(alias, Generic, makeTuple(unpacked(params)));
}
