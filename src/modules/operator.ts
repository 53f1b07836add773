// The module `_operator`: the operators as functions, and what fetches items, attributes and results of methods.

import { getattr } from "../runtime/attributes.ts";
import { callKw } from "../runtime/calls.ts";
import { eq, ge, gt, is, le, lt, ne, same } from "../runtime/comparison.ts";
import { contains, delitem, getitem, setitem } from "../runtime/containers/items.ts";
import { Tuple } from "../runtime/containers/tuple.ts";
import { typeError, valueError } from "../runtime/errors.ts";
import { asException, exceptionTypes } from "../runtime/exceptions.ts";
import { importNow } from "../runtime/imports.ts";
import type { Module } from "../runtime/modules.ts";
import { nativeType } from "../runtime/native.ts";
import { intOf } from "../runtime/numbers/coerce.ts";
import { abs } from "../runtime/numbers/functions.ts";
import * as operators from "../runtime/operators.ts";
import { asStr, index, iterate, length, repr, truth } from "../runtime/protocols.ts";
import { isInstance, special, type Type, typeName, typeOf } from "../runtime/types.ts";
import { type Callable, None, NotImplemented, type Value } from "../runtime/values.ts";
import { declared } from "./constructor.ts";
import { moduleFrom } from "./define.ts";
import { sameDigest } from "./hashes/index.ts";

class ItemGetter {
  readonly keys: Value[];
  constructor(keys: Value[]) {
    this.keys = keys;
  }
}

class AttributeGetter {
  readonly names: string[];
  readonly paths: string[][];
  constructor(names: string[]) {
    this.names = names;
    this.paths = names.map((name) => name.split("."));
  }
}

class MethodCaller {
  readonly name: string;
  readonly args: Value[];
  readonly keywords: Map<string, Value>;
  constructor(name: string, args: Value[], keywords: Map<string, Value>) {
    this.name = name;
    this.args = args;
    this.keywords = keywords;
  }
}

const module = "operator";

const follow = (value: Value, path: readonly string[]): Value =>
  path.reduce<Value>((o, name) => getattr(o, name), value);

function expectOne(name: string, args: Value[]): Value {
  if (args.length === 1) return args[0]!;
  throw typeError(`${name} expected 1 argument, got ${args.length}`);
}

const reduced = (self: Value, ...args: Value[]): Value => new Tuple([typeOf(self), new Tuple(args)]);

const getterTypes = (): Type[] => [
  nativeType({
    name: "itemgetter",
    module,
    ctor: ItemGetter,
    create: declared("itemgetter(item, /, *items)", (_cls, args) => {
      if (args.length === 0) throw typeError("itemgetter expected at least 1 argument, got 0");
      return new ItemGetter(args);
    }),
    methods: { "__reduce__()": (self: ItemGetter) => reduced(self, ...self.keys) },
    special: {
      __call__: (self: ItemGetter, ...args: Value[]) => {
        const value = expectOne("itemgetter", args);
        const { keys } = self;
        return keys.length === 1 ? getitem(value, keys[0]!) : new Tuple(keys.map((key) => getitem(value, key)));
      },
      __repr__: (self: ItemGetter) => `operator.itemgetter(${self.keys.map(repr).join(", ")})`,
    },
  }),
  nativeType({
    name: "attrgetter",
    module,
    ctor: AttributeGetter,
    create: declared("attrgetter(attr, /, *attrs)", (_cls, args) => {
      if (args.length === 0) throw typeError("attrgetter expected at least 1 argument, got 0");
      return new AttributeGetter(
        args.map((arg) => {
          const name = asStr(arg);
          if (name === undefined) throw typeError("attribute name must be a string");
          return name;
        }),
      );
    }),
    methods: { "__reduce__()": (self: AttributeGetter) => reduced(self, ...self.names) },
    special: {
      __call__: (self: AttributeGetter, ...args: Value[]) => {
        const value = expectOne("attrgetter", args);
        const { paths } = self;
        return paths.length === 1 ? follow(value, paths[0]!) : new Tuple(paths.map((path) => follow(value, path)));
      },
      __repr__: (self: AttributeGetter) => `operator.attrgetter(${self.names.map(repr).join(", ")})`,
    },
  }),
  nativeType({
    name: "methodcaller",
    module,
    ctor: MethodCaller,
    create: declared("methodcaller(name, /, *args, **kwargs)", (_cls, args, keywords) => {
      const [name, ...rest] = args;
      if (name === undefined) throw typeError("methodcaller needs at least one argument, the method name");
      const text = asStr(name);
      if (text === undefined) throw typeError("method name must be a string");
      return new MethodCaller(text, rest, keywords ?? new Map());
    }),
    methods: {
      "__reduce__()": (self: MethodCaller) => {
        if (self.keywords.size === 0) return reduced(self, self.name, ...self.args);
        const bare = callKw(
          getattr(importNow("functools"), "partial"),
          [typeOf(self), self.name],
          [...self.keywords.keys()],
          [...self.keywords.values()],
        );
        return new Tuple([bare, new Tuple(self.args)]);
      },
    },
    special: {
      __call__: (self: MethodCaller, ...args: Value[]) =>
        callKw(
          getattr(expectOne("methodcaller", args), self.name),
          self.args,
          [...self.keywords.keys()],
          [...self.keywords.values()],
        ),
      __repr__: (self: MethodCaller) =>
        `operator.methodcaller(${[
          repr(self.name),
          ...self.args.map(repr),
          ...[...self.keywords].map(([key, value]) => `${key}=${repr(value)}`),
        ].join(", ")})`,
    },
  }),
];

function countOf(iterable: Value, value: Value): number {
  let count = 0;
  for (const each of iterate(iterable)) if (same(each, value)) count++;
  return count;
}

function indexOf(iterable: Value, value: Value): number {
  let at = 0;
  for (const each of iterate(iterable)) {
    if (same(each, value)) return at;
    at++;
  }
  throw valueError("sequence.index(x): x not in sequence");
}

/** A TypeError means that there is no hint. */
function hintOf(value: Value, method: Callable): Value {
  try {
    return method(value);
  } catch (e) {
    if (isInstance(asException(e), exceptionTypes.get("TypeError")!)) return NotImplemented;
    throw e;
  }
}

function lengthHint(value: Value, fallback: Value = 0): Value {
  if (intOf(fallback) === undefined) {
    throw typeError(`'${typeName(fallback)}' object cannot be interpreted as an integer`);
  }
  if (special(value, "__len__") != null) return length(value);
  const method = special(value, "__length_hint__");
  if (method == null) return fallback;
  const hint = hintOf(value, method);
  if (hint === NotImplemented) return fallback;
  const count = intOf(hint);
  if (count === undefined) throw typeError(`__length_hint__ must be an integer, not ${typeName(hint)}`);
  if (count < 0) throw valueError("__length_hint__() should return >= 0");
  return count;
}

function concatenate(f: (a: Value, b: Value) => Value) {
  return (a: Value, b: Value): Value => {
    if (special(a, "__getitem__") == null) throw typeError(`'${typeName(a)}' object can't be concatenated`);
    return f(a, b);
  };
}

const { add, and, div, floordiv, iadd, iand, idiv, ifloordiv, ilshift, imatmul, imod, imul, ior, ipow } = operators;
const { irshift, isub, ixor, invert, lshift, matmul, mod, mul, neg, or, pos, pow, rshift, sub, xor } = operators;

const BINARY: Record<string, (a: Value, b: Value) => Value> = {
  ...{ add, sub, mul, truediv: div, floordiv, mod, pow, matmul, lshift, rshift, and_: and, or_: or, xor },
  ...{ iadd, isub, imul, itruediv: idiv, ifloordiv, imod, ipow, imatmul, ilshift, irshift, iand, ior, ixor },
  ...{ lt, le, eq, ne, ge, gt },
  concat: concatenate(add),
  iconcat: concatenate(iadd),
};

export function createOperator(): Module {
  return moduleFrom("_operator", {
    doc: "Operator interface.",
    functions: {
      ...Object.fromEntries(
        Object.entries(BINARY).map(([name, f]) => [`${name}(a, b, /)`, (a: Value, b: Value) => f(a, b)]),
      ),
      "neg(a, /)": (a: Value) => neg(a),
      "pos(a, /)": (a: Value) => pos(a),
      "inv(a, /)": (a: Value) => invert(a),
      "invert(a, /)": (a: Value) => invert(a),
      "abs(a, /)": (a: Value) => abs(a),
      "index(a, /)": (a: Value) => index(a),
      "truth(a, /)": (a: Value) => truth(a),
      "not_(a, /)": (a: Value) => !truth(a),
      "is_(a, b, /)": (a: Value, b: Value) => is(a, b),
      "is_not(a, b, /)": (a: Value, b: Value) => !is(a, b),
      "is_none(a, /)": (a: Value) => a === None,
      "is_not_none(a, /)": (a: Value) => a !== None,
      "contains(a, b, /)": (a: Value, b: Value) => contains(a, b),
      "countOf(a, b, /)": countOf,
      "indexOf(a, b, /)": indexOf,
      "getitem(a, b, /)": (a: Value, b: Value) => getitem(a, b),
      "setitem(a, b, c, /)": (a: Value, b: Value, c: Value) => {
        setitem(a, b, c);
        return None;
      },
      "delitem(a, b, /)": (a: Value, b: Value) => {
        delitem(a, b);
        return None;
      },
      "length_hint(obj, default=0, /)": lengthHint,
      "call(obj, /, *args, **kwargs)": (f: Value, args: Value[], keywords?: Map<string, Value>) =>
        callKw(f, args, [...(keywords?.keys() ?? [])], [...(keywords?.values() ?? [])]),
      "_compare_digest(a, b, /)": sameDigest,
    },
    types: getterTypes(),
  });
}
