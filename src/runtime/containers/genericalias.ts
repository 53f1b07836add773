// `types.GenericAlias`: what `list[int]` gives.

import { getattr } from "../attributes.ts";
import { callWith } from "../calls.ts";
import { same } from "../comparison.ts";
import { typeError } from "../errors.ts";
import { nativeType, newInstance } from "../native.ts";
import "../object.ts";
import { repr } from "../protocols.ts";
import { isType, type Type, typeName } from "../types.ts";
import { Ellipsis, NotImplemented, type Value } from "../values.ts";
import { expectArguments } from "./expect.ts";
import { itemsHash, joined } from "./hash.ts";
import { iteratorType } from "./iterators.ts";
import { List } from "./list.ts";
import { equalItems } from "./sequence.ts";
import { makeTuple, Tuple } from "./tuple.ts";
import { reflectedUnionOr, unionOr } from "./union.ts";

export class GenericAlias {
  readonly origin: Value;
  readonly args: Value[];
  /** `*tuple[int, str]`: an alias that is to be unpacked. */
  readonly starred: boolean;
  constructor(origin: Value, args: Value[], starred = false) {
    this.origin = origin;
    this.args = args;
    this.starred = starred;
  }
}

/** `origin[parameters]`: `__class_getitem__` of the classes that take type parameters. */
export function genericAlias(origin: Value, parameters: Value): GenericAlias {
  return new GenericAlias(origin, parameters instanceof Tuple ? parameters.items : [parameters]);
}

const VARIABLES: ReadonlySet<string> = new Set(["TypeVar", "ParamSpec", "TypeVarTuple"]);

/** The type variables among the arguments, each once, in order of appearance. */
export function typeParameters(args: readonly Value[]): Value[] {
  const found: Value[] = [];
  const note = (variable: Value): void => {
    if (!found.includes(variable)) found.push(variable);
  };
  for (const arg of args) {
    if (VARIABLES.has(typeName(arg))) note(arg);
    else if (arg instanceof GenericAlias) typeParameters(arg.args).forEach(note);
    else if (arg instanceof List) typeParameters(arg.items).forEach(note);
  }
  return found;
}

/** How a type argument is shown: `int`, `collections.deque[str]`, `...`. */
export function argumentRepr(arg: Value): string {
  if (arg === Ellipsis) return "...";
  if (isType(arg)) return arg.tp.module === "builtins" ? arg.tp.qualname : `${arg.tp.module}.${arg.tp.qualname}`;
  if (arg instanceof List) return `[${arg.items.map(argumentRepr).join(", ")}]`;
  return repr(arg);
}

function aliasRepr(self: GenericAlias): string {
  const args = self.args.length === 0 ? "()" : self.args.map(argumentRepr).join(", ");
  return `${self.starred ? "*" : ""}${argumentRepr(self.origin)}[${args}]`;
}

/** `list[T][int]` */
function substituted(self: GenericAlias, item: Value): Value {
  const variables = typeParameters(self.args);
  if (variables.length === 0) throw typeError(`${aliasRepr(self)} is not a generic class`);
  const given = item instanceof Tuple ? item.items : [item];
  if (given.length !== variables.length) {
    const many = given.length > variables.length ? "many" : "few";
    throw typeError(
      `Too ${many} arguments for ${aliasRepr(self)}; actual ${given.length}, expected ${variables.length}`,
    );
  }
  const replace = (arg: Value): Value => {
    const at = variables.indexOf(arg);
    if (at >= 0) return given[at]!;
    if (arg instanceof GenericAlias) return new GenericAlias(arg.origin, arg.args.map(replace), arg.starred);
    return arg instanceof List ? new List(arg.items.map(replace)) : arg;
  };
  return new GenericAlias(self.origin, self.args.map(replace), self.starred);
}

function construct(self: GenericAlias, args: Value[], keywords?: Map<string, Value>): Value {
  return callWith(self.origin, args, keywords);
}

const refuse = (what: string) => (): never => {
  throw typeError(`${what}() argument 2 cannot be a parameterized generic`);
};

/** The one star that iterating an alias gives. */
class AliasIterator {
  private alias: GenericAlias | undefined;
  constructor(alias: GenericAlias) {
    this.alias = alias;
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    const { alias } = this;
    this.alias = undefined;
    return alias && new GenericAlias(alias.origin, alias.args, true);
  }
}

const isEqual = (self: GenericAlias, other: GenericAlias): boolean =>
  self.starred === other.starred && same(self.origin, other.origin) && equalItems(self.args, other.args);

export const GenericAliasType: Type = nativeType({
  name: "GenericAlias",
  module: "types",
  ctor: GenericAlias,
  create(cls, args, keywords) {
    expectArguments("GenericAlias", args, keywords, 2, 2);
    const alias = genericAlias(args[0]!, args[1]!);
    return cls === GenericAliasType ? alias : Object.assign(newInstance(cls), alias);
  },
  methods: {
    "__call__(*args, **kwargs)": construct,
    "__mro_entries__(bases, /)": (self: GenericAlias) => makeTuple([self.origin]),
    "__instancecheck__(instance, /)": refuse("isinstance"),
    "__subclasscheck__(subclass, /)": refuse("issubclass"),
  },
  getters: {
    __origin__: (self: GenericAlias) => self.origin,
    __args__: (self: GenericAlias) => makeTuple(self.args),
    __parameters__: (self: GenericAlias) => makeTuple(typeParameters(self.args)),
    __unpacked__: (self: GenericAlias) => self.starred,
    __doc__: (self: GenericAlias) => getattr(self.origin, "__doc__"),
  },
  special: {
    __repr__: aliasRepr,
    __hash__: (self: GenericAlias) => joined(itemsHash([self.origin, ...self.args])),
    __eq__: (self: GenericAlias, other: Value) =>
      other instanceof GenericAlias ? isEqual(self, other) : NotImplemented,
    __or__: unionOr,
    __ror__: reflectedUnionOr,
    __getitem__: substituted,
    __iter__: (self: GenericAlias) => new AliasIterator(self),
    __getattr__: (self: GenericAlias, name: string) => getattr(self.origin, name),
  },
});

iteratorType("generic_alias_iterator", AliasIterator);
