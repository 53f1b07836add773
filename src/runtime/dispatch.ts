// How an operator finds its special method: `a.__op__(b)`, else `b.__rop__(a)`, which goes first where b's class is
// derived from a's and has its own. operators.ts and comparison.ts come here with what their quick paths do not know.
//
// Sequences written in TypeScript take part as CPython's do: their concatenation and repetition is not a number's method
// and waits until the other operand's reflected method has been asked. They are told by having `__add__` without
// `__radd__`.

import { typeError } from "./errors.ts";
import type { Native } from "./signature.ts";
import { isSubtype, type Proto, type Type, typeName, typeOf } from "./types.ts";
import { type Callable, NotImplemented, type Value } from "./values.ts";

type Slot = `m$${string}`;

/** A binary operator. */
export interface Operator {
  readonly symbol: string;
  readonly slot: Slot;
  readonly reflected: Slot;
  readonly inplace: Slot;
}

export const operator = (symbol: string, name: string): Operator => ({
  symbol,
  slot: `m$__${name}__`,
  reflected: `m$__r${name}__`,
  inplace: `m$__i${name}__`,
});

/** A special method set to None cannot be called. */
function present(f: Callable | null): Callable {
  if (f === null) throw typeError("'NoneType' object is not callable");
  return f;
}

/** Is this the concatenation or repetition of a native sequence? */
function ofSequence(f: Callable | null | undefined, other: "__radd__" | "__divmod__"): f is Callable & { owner: Type } {
  if (f == null || !("owner" in f)) return false;
  const { dict } = ((f as Native).owner as Type).tp;
  return dict.has("__len__") && !dict.has(other);
}

/** The result of the operator's methods, or NotImplemented. */
export function tryBinary(op: Operator, a: Value, b: Value): Value {
  const ta = typeOf(a);
  const tb = typeOf(b);
  const pa: Proto = ta.tp.proto;
  const forward = pa[op.slot];
  // Two lists, or two of another built-in type: nobody else is to be asked.
  if (ta === tb && op.symbol === "+" && !ta.tp.heap && forward != null) return forward(a, b);
  if (op.symbol === "+" || op.symbol === "*") {
    if (ofSequence(forward, op.symbol === "+" ? "__radd__" : "__divmod__")) return trySequence(op, a, b, forward, tb);
    if (op.symbol === "*" && ta !== tb) {
      const reflected = tb.tp.proto.m$__rmul__;
      if (ofSequence(reflected, "__divmod__")) {
        if (forward !== undefined) {
          const result = present(forward)(a, b);
          if (result !== NotImplemented) return result;
        }
        return repeat(reflected, b, a, ta);
      }
    }
  }
  if (ta === tb) return forward === undefined ? NotImplemented : present(forward)(a, b);
  const backward = tb.tp.proto[op.reflected];
  let reversed = false;
  if (backward !== undefined && backward !== pa[op.reflected] && isSubtype(tb, ta)) {
    const result = present(backward)(b, a);
    if (result !== NotImplemented) return result;
    reversed = true;
  }
  if (forward !== undefined) {
    const result = present(forward)(a, b);
    if (result !== NotImplemented) return result;
  }
  return backward === undefined || reversed ? NotImplemented : present(backward)(b, a);
}

function trySequence(op: Operator, a: Value, b: Value, forward: Callable, tb: Type): Value {
  const backward = tb.tp.proto[op.reflected];
  if (backward != null && !ofSequence(backward, "__divmod__")) {
    const result = backward(b, a);
    if (result !== NotImplemented) return result;
  }
  return op.symbol === "+" ? forward(a, b) : repeat(forward, a, b, tb);
}

function repeat(f: Callable, sequence: Value, count: Value, type: Type): Value {
  const isIndex = type.tp.proto.m$__index__ != null;
  if (!isIndex) throw typeError(`can't multiply sequence by non-int of type '${type.tp.name}'`);
  return f(sequence, count);
}

export function unsupported(symbol: string, a: Value, b: Value): Error {
  let text = `unsupported operand type(s) for ${symbol}: '${typeName(a)}' and '${typeName(b)}'`;
  if (symbol === ">>" && typeof a === "function" && (a as Partial<Native>).signature?.name === "print") {
    text += `. Did you mean "print(<message>, file=<output_stream>)"?`;
  }
  return typeError(text);
}

/** `a op b` */
export function binary(op: Operator, a: Value, b: Value): Value {
  const result = tryBinary(op, a, b);
  if (result === NotImplemented) throw unsupported(named(op, false), a, b);
  return result;
}

/** `a op= b` */
export function inplace(op: Operator, a: Value, b: Value): Value {
  const f = typeOf(a).tp.proto[op.inplace];
  if (f !== undefined) {
    const sequence = ofSequence(f, op.symbol === "*" ? "__divmod__" : "__radd__");
    if (sequence && (op.symbol === "+" || op.symbol === "*")) {
      const tb = typeOf(b);
      const backward = tb.tp.proto[op.reflected];
      if (backward != null && !ofSequence(backward, "__divmod__")) {
        const result = backward(b, a);
        if (result !== NotImplemented) return result;
      }
      return op.symbol === "+" ? f(a, b) : repeat(f, a, b, tb);
    }
    const result = present(f)(a, b);
    if (result !== NotImplemented) return result;
  }
  const result = tryBinary(op, a, b);
  if (result === NotImplemented) throw unsupported(named(op, true), a, b);
  return result;
}

/** May this method of a's class simply be called? A Python function, and no other class to ask first. */
export const isDirect = (method: Callable | null | undefined, a: Value, b: Value): method is Callable =>
  method != null &&
  (method as { code?: unknown }).code !== undefined &&
  (typeof b === "object" ? (a as Proto).type_ === (b as Proto).type_ : typeof b !== "function");

/** The result of `a op b`, or of `a op= b` for an `a` without `__iop__`, after a direct call gave NotImplemented. */
export function refused(op: Operator, assigning: boolean, a: Value, b: Value): Value {
  if (typeof b !== "object") {
    const result = typeOf(b).tp.proto[op.reflected]?.(b, a) ?? NotImplemented;
    if (result !== NotImplemented) return result;
  }
  throw unsupported(named(op, assigning), a, b);
}

const named = (op: Operator, assigning: boolean): string =>
  assigning ? `${op.symbol}=` : op.symbol === "**" ? "** or pow()" : op.symbol;

/** `-a`, `+a`, `~a`, `abs(a)`: `what` as the error names it ("unary -", "abs()"). */
export function unary(slot: Slot, what: string, a: Value): Value {
  const f = typeOf(a).tp.proto[slot];
  if (f === undefined) throw typeError(`bad operand type for ${what}: '${typeName(a)}'`);
  return present(f)(a);
}
