// The dictionaries `context.flags` and `context.traps`: views of the context's bits, with the signals as keys.

import {
  call,
  Dict,
  importNow,
  iter,
  iteratorObject,
  keyError,
  known,
  List,
  lookupAttribute,
  makeTuple,
  None,
  NotImplemented,
  nativeType,
  newInstance,
  repr,
  type Type,
  truth,
  typeError,
  type Value,
  valueError,
} from "../extension.ts";
import type { Context } from "./context.ts";
import { SIGNALS, type Signal } from "./signals.ts";

type Field = "status" | "traps";

class SignalDict {
  /** Undefined in one that a program made itself, which is good for nothing. */
  context: Context | undefined = undefined;
  field: Field = "status";
}

const invalidDict = (): Error => valueError("invalid signal dict");

function bitsOf(self: SignalDict): number {
  if (self.context === undefined) throw invalidDict();
  return self.context[self.field];
}

const isRaised = (bits: number, signal: Signal): boolean => (bits & signal.bits) !== 0;

function signalOf(key: Value): Signal {
  const found = SIGNALS.find(({ type }) => type === key);
  if (found !== undefined) return found;
  throw keyError(
    "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]",
  );
}

/** The bits as one flag for each signal: an invalid operation has several. */
const flagsOnly = (bits: number): boolean[] => SIGNALS.map((signal) => isRaised(bits, signal));

function isEqual(self: SignalDict, other: Value): boolean | undefined {
  const own = flagsOnly(bitsOf(self));
  if (other instanceof SignalDict) {
    const others = flagsOnly(bitsOf(other));
    return own.every((flag, i) => flag === others[i]);
  }
  if (!(other instanceof Dict)) return undefined;
  if (other.size !== SIGNALS.length || SIGNALS.some(({ type }) => other.get(type) === undefined)) return false;
  const others = flagsOnly(fromDict(other));
  return own.every((flag, i) => flag === others[i]);
}

function fromDict(dict: Dict): number {
  if (dict.size !== SIGNALS.length) throw keyError("invalid signal dict");
  let bits = 0;
  for (const [key, value] of dict.entries()) if (truth(value)) bits |= signalOf(key).bits;
  return bits;
}

/** The bits that a program asks for: by a list of signals, where one is allowed, or a dictionary of all. */
export function signalBits(value: Value, allowsList: boolean): number {
  if (value instanceof SignalDict) return bitsOf(value);
  if (allowsList && value instanceof List)
    return value.items.reduce<number>((bits, key) => bits | signalOf(key).bits, 0);
  if (value instanceof Dict) return fromDict(value);
  throw typeError("argument must be a signal dict");
}

const mixin: Type = nativeType({
  name: "SignalDictMixin",
  module: "decimal",
  ctor: SignalDict,
  special: {
    __hash__: null,
    __repr__: (self: SignalDict) => {
      const bits = bitsOf(self);
      return `{${SIGNALS.map((each) => `${repr(each.type)}:${isRaised(bits, each) ? "True" : "False"}`).join(", ")}}`;
    },
    __eq__: (self: SignalDict, other: Value) => isEqual(self, other) ?? NotImplemented,
    __ne__: (self: SignalDict, other: Value) => {
      const equal = isEqual(self, other);
      return equal === undefined ? NotImplemented : !equal;
    },
    __len__: (self: SignalDict) => {
      bitsOf(self);
      return SIGNALS.length;
    },
    __iter__: (self: SignalDict) => {
      bitsOf(self);
      return iteratorObject(iter(makeTuple(SIGNALS.map(({ type }) => type))));
    },
    __getitem__: (self: SignalDict, key: Value) => isRaised(bitsOf(self), signalOf(key)),
    __setitem__: (self: SignalDict, key: Value, value: Value) => {
      const { bits } = signalOf(key);
      const before = bitsOf(self);
      self.context![self.field] = truth(value) ? before | bits : before & ~bits;
      return None;
    },
    __delitem__: () => {
      throw valueError("signal keys cannot be deleted");
    },
  },
  methods: {
    "copy()": (self: SignalDict) => {
      const bits = bitsOf(self);
      const result = new Dict();
      for (const signal of SIGNALS) result.set(signal.type, isRaised(bits, signal));
      return result;
    },
  },
});

/** With the methods of a mutable mapping, which are written in Python. */
const signalDictType = call(
  known.type,
  "SignalDict",
  makeTuple([mixin, lookupAttribute(importNow("collections.abc"), "MutableMapping")!]),
  new Dict(),
) as Type;

function view(context: Context, field: Field): Value {
  const result = newInstance<SignalDict>(signalDictType);
  result.context = context;
  result.field = field;
  return result;
}

export function flagsOf(context: Context): Value {
  context.flagsView ??= view(context, "status");
  return context.flagsView;
}

export function trapsOf(context: Context): Value {
  context.trapsView ??= view(context, "traps");
  return context.trapsView;
}
