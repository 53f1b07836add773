// `types.GenericAlias`: what `list[int]` gives.

import { genericAttribute, getattr } from "../attributes.ts";
import { callWith } from "../calls.ts";
import { same } from "../comparison.ts";
import { typeError } from "../errors.ts";
import { raiseAttributeError } from "../exceptions.ts";
import { construction, nativeType, newInstance } from "../native.ts";
import "../object.ts";
import { repr, toArray } from "../protocols.ts";
import { isSubtype, isType, special, type Type, typeOf } from "../types.ts";
import { Ellipsis, None, NotImplemented, type Value } from "../values.ts";
import { expectArguments } from "./expect.ts";
import { itemsHash, joined } from "./hash.ts";
import { iteratorType } from "./iterators.ts";
import { List } from "./list.ts";
import { equalItems } from "./sequence.ts";
import { makeTuple, Tuple, tuple } from "./tuple.ts";
import { substitute, typeParameters } from "./typeparameters.ts";
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

function construct(self: GenericAlias, args: Value[], keywords?: Map<string, Value>): Value {
  return callWith(self.origin, args, keywords);
}

const refuse = (what: string) => (): never => {
  throw typeError(`${what}() argument 2 cannot be a parameterized generic`);
};

/** The one star that iterating an alias gives. */
export class AliasIterator {
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

/** What an alias says itself; all other attributes are those of what it is an alias of. */
const OWN: ReadonlySet<string> = new Set(
  `class origin args unpacked parameters typing_unpacked_tuple_args mro_entries reduce_ex reduce copy deepcopy bases`
    .split(" ")
    .map((name) => `__${name}__`),
);
/** Copies are made of the alias, and it has no bases. */
const REFUSED: ReadonlySet<string> = new Set(["__copy__", "__deepcopy__", "__bases__"]);

function aliasAttribute(self: GenericAlias, name: string): Value {
  if (!OWN.has(name)) return getattr(self.origin, name);
  const value = REFUSED.has(name) ? undefined : genericAttribute(self, name);
  return value === undefined ? raiseAttributeError(self, name) : value;
}

function aliasDirectory(self: GenericAlias): Value {
  const names = toArray(special(self.origin, "__dir__")!(self.origin));
  for (const name of OWN) if (!REFUSED.has(name) && !names.includes(name)) names.push(name);
  return new List(names);
}

/** A starred alias is what iterating over one gives. */
function reduced(self: GenericAlias): Value {
  const parts = [typeOf(self), makeTuple([self.origin, makeTuple(self.args)])];
  if (!self.starred) return makeTuple(parts);
  const plain = new GenericAlias(self.origin, self.args);
  return makeTuple([getattr(construction.importNow("builtins"), "next"), makeTuple([new AliasIterator(plain)])]);
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
    "__dir__()": aliasDirectory,
    "__reduce__()": reduced,
  },
  members: {
    __origin__: (self: GenericAlias) => self.origin,
    __args__: (self: GenericAlias) => makeTuple(self.args),
    __unpacked__: (self: GenericAlias) => self.starred,
  },
  getters: {
    __parameters__: (self: GenericAlias) => makeTuple(typeParameters(self.args)),
    __typing_unpacked_tuple_args__: (self: GenericAlias) =>
      self.starred && isType(self.origin) && isSubtype(self.origin, tuple) ? makeTuple(self.args) : None,
  },
  special: {
    __repr__: aliasRepr,
    __hash__: (self: GenericAlias) => joined(itemsHash([self.origin, ...self.args])),
    __eq__: (self: GenericAlias, other: Value) =>
      other instanceof GenericAlias ? isEqual(self, other) : NotImplemented,
    __or__: unionOr,
    __ror__: reflectedUnionOr,
    __getitem__: (self: GenericAlias, item: Value) =>
      new GenericAlias(self.origin, substitute(self, self.args, item), self.starred),
    __iter__: (self: GenericAlias) => new AliasIterator(self),
    __getattribute__: aliasAttribute,
  },
});

iteratorType("generic_alias_iterator", AliasIterator);
