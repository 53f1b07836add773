// The module `contextvars`: the engine's context variables under Python's names.

import { Context, ContextVar, copyContext, enterContext, leaveContext, Token } from "../asyncio/contextvars.ts";
import { SUSPENDED } from "../asyncio/coroutine.ts";
import { callKwS } from "../runtime/blocking.ts";
import { callWith } from "../runtime/calls.ts";
import { equal } from "../runtime/comparison.ts";
import { Dict } from "../runtime/containers/dict.ts";
import { GenericAlias } from "../runtime/containers/genericalias.ts";
import { List } from "../runtime/containers/list.ts";
import { Tuple } from "../runtime/containers/tuple.ts";
import { keyError, runtimeError, typeError } from "../runtime/errors.ts";
import type { Module } from "../runtime/modules.ts";
import { nativeType } from "../runtime/native.ts";
import { address, identityHash, iter, iteratorObject, repr, reprEnter, reprLeave } from "../runtime/protocols.ts";
import type { Type } from "../runtime/types.ts";
import { None, NotImplemented, type Value } from "../runtime/values.ts";
import { lazily } from "./asyncio/define.ts";
import { blocks, moduleFrom } from "./define.ts";

type Variable = ContextVar<Value>;
type Frame = globalThis.Generator<Value, Value, Value>;

const alias = (cls: Value, item: Value): Value => new GenericAlias(cls, item instanceof Tuple ? item.items : [item]);

function makeVariable(_cls: Type, args: Value[], keywords: Map<string, Value> | undefined): Value {
  for (const key of keywords?.keys() ?? []) {
    if (key === "default" || (key === "name" && args.length === 0)) continue;
    throw typeError(`ContextVar() got an unexpected keyword argument '${key}'`);
  }
  const name = args[0] ?? keywords?.get("name");
  if (name === undefined) throw typeError("ContextVar() takes exactly 1 positional argument (0 given)");
  if (args.length > 1) {
    throw typeError(`ContextVar() takes at most 1 positional argument (${args.length} given)`);
  }
  if (typeof name !== "string") throw typeError("context variable name must be a str");
  const fallback = keywords?.get("default");
  return new ContextVar<Value>(name, fallback === undefined ? undefined : { default: fallback });
}

function checkedVariable(key: Value): ContextVar {
  if (key instanceof ContextVar) return key;
  throw typeError(`a ContextVar key was expected, got ${repr(key)}`);
}

function describeVariable(self: Variable): string {
  if (!reprEnter(self)) return "...";
  try {
    const fallback = typeof self.fallback === "symbol" ? "" : ` default=${repr(self.fallback as Value)}`;
    return `<ContextVar name=${repr(self.name)}${fallback} at ${address(self)}>`;
  } finally {
    reprLeave(self);
  }
}

function describeToken(self: Token): string {
  return `<Token${self.used ? " used" : ""} var=${repr(self.variable)} at ${address(self)}>`;
}

const pairs = (self: Context): Value[] => [...self.values].map(([key, value]) => new Tuple([key, value as Value]));
const keys = (self: Context): List => new List([...self.values.keys()]);
const values = (self: Context): Value[] => [...self.values.values()] as Value[];
const iterator = (items: Value): Value => iteratorObject(iter(items));

function asDict(self: Context): Dict {
  const dict = new Dict();
  for (const [key, value] of self.values) dict.set(key, value as Value);
  return dict;
}

function run(self: Context, callable: Value, args: Value[], keywords: Map<string, Value> | undefined): Value {
  const previous = enterContext(self);
  try {
    return callWith(callable, args, keywords);
  } finally {
    leaveContext(previous);
  }
}

function* runFrame(self: Context, args: Value[], keywords?: Map<string, Value>): Frame {
  const [callable, rest] = called(args);
  const previous = enterContext(self);
  try {
    const result: unknown = callKwS(callable, rest, [...(keywords?.keys() ?? [])], [...(keywords?.values() ?? [])]);
    return (result === SUSPENDED ? yield undefined as never : result) as Value;
  } finally {
    leaveContext(previous);
  }
}

function called(args: Value[]): [callable: Value, rest: Value[]] {
  const [callable, ...rest] = args;
  if (callable === undefined) throw typeError("run() missing 1 required positional argument");
  return [callable, rest];
}

export const contextTypes = lazily(() => {
  const Missing = nativeType({
    name: "Token.MISSING",
    module: "",
    special: { __repr__: () => "<Token.MISSING>" },
  });
  const missing = new Missing.tp.construct() as Value;
  const ContextVarType = nativeType({
    name: "ContextVar",
    module: "_contextvars",
    ctor: ContextVar as unknown as new () => object,
    final: true,
    create: makeVariable,
    special: { __repr__: describeVariable, __hash__: (self: Variable) => identityHash(self) },
    methods: {
      "get(default=<unrepresentable>, /)": (self: Variable, fallback?: Value) =>
        fallback === undefined ? self.get() : self.get(fallback),
      "set(value, /)": (self: Variable, value: Value) => self.set(value),
      "reset(token, /)": (self: Variable, token: Value) => {
        if (!(token instanceof Token)) throw typeError(`expected an instance of Token, got ${repr(token)}`);
        self.reset(token as Token<Value>);
        return None;
      },
    },
    classMethods: { "__class_getitem__(object, /)": alias },
    getters: { name: (self: Variable) => self.name },
  });
  const TokenType = nativeType({
    name: "Token",
    module: "_contextvars",
    ctor: Token as unknown as new () => object,
    final: true,
    create: (): Value => {
      throw runtimeError("Tokens can only be created by ContextVars");
    },
    special: { __repr__: describeToken, __hash__: null },
    methods: {
      "__enter__()": (self: Token) => self,
      "__exit__(type, value, traceback, /)": (self: Token) => {
        self.variable.reset(self);
        return None;
      },
    },
    classMethods: { "__class_getitem__(object, /)": alias },
    getters: {
      var: (self: Token) => self.variable,
      old_value: (self: Token) => (self.wasMissing ? missing : (self.old as Value)),
    },
    attributes: { MISSING: missing },
  });
  const ContextType = nativeType({
    name: "Context",
    module: "_contextvars",
    ctor: Context as unknown as new () => object,
    final: true,
    create: (_cls, args, keywords) => {
      if (args.length > 0 || keywords) throw typeError("Context() does not accept any arguments");
      return new Context();
    },
    special: {
      __hash__: null,
      __eq__: (self: Context, other: Value) =>
        other instanceof Context ? equal(asDict(self), asDict(other)) : NotImplemented,
      __len__: (self: Context) => self.values.size,
      __iter__: (self: Context) => iterator(keys(self)),
      __contains__: (self: Context, key: Value) => self.has(checkedVariable(key)),
      __getitem__: (self: Context, key: Value) => {
        const variable = checkedVariable(key);
        if (!self.has(variable)) throw keyError(key);
        return self.get(variable) as Value;
      },
    },
    methods: {
      "run(*args, **kwargs)": (self: Context, args: Value[], keywords: Map<string, Value> | undefined) => {
        const [callable, rest] = called(args);
        return run(self, callable, rest, keywords);
      },
      "copy()": (self: Context) => self.copy(),
      "get(key, default=None, /)": (self: Context, key: Value, fallback?: Value) =>
        self.get(checkedVariable(key), fallback ?? None) as Value,
      "keys()": (self: Context) => iterator(keys(self)),
      "values()": (self: Context) => iterator(new List(values(self))),
      "items()": (self: Context) => iterator(new List(pairs(self))),
    },
  });
  blocks(ContextType, "run", runFrame);
  return { Context: ContextType, ContextVar: ContextVarType, Token: TokenType };
});

export function createContextvars(): Module {
  return moduleFrom("contextvars", {
    doc: "Context variables: state that belongs to a task.",
    functions: { "copy_context()": () => copyContext() },
    attributes: contextTypes(),
  });
}
