// `typing.Union`: what `int | str` gives.

import { getattr } from "../attributes.ts";
import { call } from "../calls.ts";
import { isInstanceOf, isSubclassOf } from "../classes.ts";
import { same } from "../comparison.ts";
import { typeError } from "../errors.ts";
import { construction, nativeType } from "../native.ts";
import "../object.ts";
import { hash } from "../protocols.ts";
import { isType, type Type, typeOf } from "../types.ts";
import { int, None, NotImplemented, type Value } from "../values.ts";
import { argumentRepr, GenericAlias } from "./genericalias.ts";
import { makeTuple, Tuple } from "./tuple.ts";
import { substitute, typeParameters } from "./typeparameters.ts";

export class Union {
  readonly args: Value[];
  constructor(args: Value[]) {
    this.args = args;
  }
}

/** Types whose instances may be parts of a union: type variables, aliases. */
export const unionable = new Set<Type>();

const mayJoin = (value: Value): boolean =>
  value === None ||
  isType(value) ||
  value instanceof GenericAlias ||
  value instanceof Union ||
  unionable.has(typeOf(value));

/** The union of these types, flat and without repetition; a single one is itself. */
export function makeUnion(types: readonly Value[]): Value {
  const args: Value[] = [];
  const add = (type: Value): void => {
    const arg =
      type === None
        ? typeOf(None)
        : typeof type === "string"
          ? call(getattr(construction.importNow("annotationlib"), "ForwardRef"), type)
          : type;
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

/** The same with type variables and unions, which take texts for the names of types. */
export function unionWithText(a: Value, b: Value): Value {
  const isPart = (value: Value): boolean => typeof value === "string" || mayJoin(value);
  return isPart(a) && isPart(b) ? makeUnion([a, b]) : NotImplemented;
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
    "__class_getitem__(object, /)": (_cls: Type, types: Value) => {
      const all = types instanceof Tuple ? types.items : [types];
      if (all.length === 0) throw typeError("Cannot take a Union of no types.");
      return makeUnion(all);
    },
  },
  methods: {
    "__instancecheck__(instance, /)": (self: Union, value: Value) => self.args.some((arg) => isInstanceOf(value, arg)),
    "__subclasscheck__(subclass, /)": (self: Union, value: Value) => {
      if (!isType(value)) throw typeError("issubclass() arg 1 must be a class");
      return self.args.some((arg) => isSubclassOf(value, arg));
    },
  },
  members: { __args__: (self: Union) => makeTuple(self.args) },
  getters: {
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
    __or__: unionWithText,
    __ror__: (self: Value, other: Value) => unionWithText(other, self),
    __getitem__: (self: Union, item: Value) => makeUnion(substitute(self, self.args, item)),
  },
});

function unionRepr(self: Union): string {
  return self.args.map((arg) => (arg === typeOf(None) ? "None" : argumentRepr(arg))).join(" | ");
}
