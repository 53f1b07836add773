// `typing.Union`: what `int | str` gives.

import { isInstanceOf, isSubclassOf } from "../classes.ts";
import { same } from "../comparison.ts";
import { typeError } from "../errors.ts";
import { nativeType } from "../native.ts";
import "../object.ts";
import { hash } from "../protocols.ts";
import { isType, type Type, typeOf } from "../types.ts";
import { int, None, NotImplemented, type Value } from "../values.ts";
import { argumentRepr, GenericAlias, typeParameters } from "./genericalias.ts";
import { makeTuple, Tuple } from "./tuple.ts";

export class Union {
  readonly args: Value[];
  constructor(args: Value[]) {
    this.args = args;
  }
}

const OTHERS: ReadonlySet<string> = new Set(["TypeVar", "ParamSpec", "TypeVarTuple", "TypeAliasType"]);

const mayJoin = (value: Value): boolean =>
  value === None ||
  isType(value) ||
  value instanceof GenericAlias ||
  value instanceof Union ||
  OTHERS.has(typeOf(value).tp.name);

/** The union of these types, flat and without repetition; a single one is itself. */
export function makeUnion(types: readonly Value[]): Value {
  const args: Value[] = [];
  const add = (type: Value): void => {
    const arg = type === None ? typeOf(None) : type;
    if (!args.some((other) => same(other, arg))) args.push(arg);
  };
  for (const type of types) {
    if (type instanceof Union) type.args.forEach(add);
    else add(type);
  }
  return args.length === 1 ? args[0]! : new Union(args);
}

/** `a | b` where one of them is a type, or the like. */
export function unionOr(a: Value, b: Value): Value {
  return mayJoin(a) && mayJoin(b) ? makeUnion([a, b]) : NotImplemented;
}

export function reflectedUnionOr(b: Value, a: Value): Value {
  return unionOr(a, b);
}

const unordered = (a: Union, b: Union): boolean =>
  a.args.length === b.args.length && a.args.every((x) => b.args.some((y) => same(x, y)));

export const UnionType: Type = nativeType({
  name: "Union",
  module: "typing",
  ctor: Union,
  final: true,
  classMethods: {
    "__class_getitem__(object, /)": (_cls: Type, types: Value) =>
      makeUnion(types instanceof Tuple ? types.items : [types]),
  },
  methods: {
    "__instancecheck__(instance, /)": (self: Union, value: Value) => self.args.some((arg) => isInstanceOf(value, arg)),
    "__subclasscheck__(subclass, /)": (self: Union, value: Value) => {
      if (!isType(value)) throw typeError("issubclass() arg 1 must be a class");
      return self.args.some((arg) => isSubclassOf(value, arg));
    },
  },
  getters: {
    __args__: (self: Union) => makeTuple(self.args),
    __parameters__: (self: Union) => makeTuple(typeParameters(self.args)),
    __origin__: () => UnionType,
    __name__: () => "Union",
    __qualname__: () => "Union",
    __module__: () => "typing",
  },
  special: {
    __repr__: unionRepr,
    __hash__: (self: Union) => int(self.args.reduce((h: bigint, arg) => h ^ BigInt(hash(arg)), 0n)),
    __eq__: (self: Union, other: Value) => (other instanceof Union ? unordered(self, other) : NotImplemented),
    __or__: unionOr,
    __ror__: reflectedUnionOr,
    __getitem__(self: Union, item: Value) {
      const variables = typeParameters(self.args);
      if (variables.length === 0) throw typeError(`${unionRepr(self)} is not a generic class`);
      return makeUnion(self.args.map((arg) => (arg === variables[0] ? item : arg)));
    },
  },
});

function unionRepr(self: Union): string {
  return self.args.map((arg) => (arg === typeOf(None) ? "None" : argumentRepr(arg))).join(" | ");
}
