// The exceptions that conditions are reported by, with the bases that CPython gives them.

import { call, Dict, exceptionTypes, known, makeTuple, type Type } from "../extension.ts";
import * as condition from "./rules.ts";

const builtin = (name: string): Type => exceptionTypes.get(name)!;

function declare(name: string, ...bases: Type[]): Type {
  const namespace = new Dict();
  namespace.set("__module__", "decimal");
  return call(known.type, name, makeTuple(bases), namespace) as Type;
}

export const DecimalException = declare("DecimalException", builtin("ArithmeticError"));
const InvalidOperation = declare("InvalidOperation", DecimalException);
const FloatOperation = declare("FloatOperation", DecimalException, builtin("TypeError"));
const DivisionByZero = declare("DivisionByZero", DecimalException, builtin("ZeroDivisionError"));
const Subnormal = declare("Subnormal", DecimalException);
const Inexact = declare("Inexact", DecimalException);
const Rounded = declare("Rounded", DecimalException);
const Clamped = declare("Clamped", DecimalException);
const Overflow = declare("Overflow", Inexact, Rounded);
const Underflow = declare("Underflow", Inexact, Rounded, Subnormal);
const ConversionSyntax = declare("ConversionSyntax", InvalidOperation);
const DivisionImpossible = declare("DivisionImpossible", InvalidOperation);
const DivisionUndefined = declare("DivisionUndefined", InvalidOperation, builtin("ZeroDivisionError"));
const InvalidContext = declare("InvalidContext", InvalidOperation);

export interface Signal {
  readonly type: Type;
  readonly name: string;
  /** The conditions that it reports. */
  readonly bits: number;
}

const signal = (type: Type, bits: number): Signal => ({ type, name: type.tp.name, bits });

/** What can be trapped, in the order of the dictionaries of flags and traps, which is that of precedence. */
export const SIGNALS: readonly Signal[] = [
  signal(InvalidOperation, condition.INVALID),
  signal(FloatOperation, condition.FLOAT_OPERATION),
  signal(DivisionByZero, condition.DIVISION_BY_ZERO),
  signal(Overflow, condition.OVERFLOW),
  signal(Underflow, condition.UNDERFLOW),
  signal(Subnormal, condition.SUBNORMAL),
  signal(Inexact, condition.INEXACT),
  signal(Rounded, condition.ROUNDED),
  signal(Clamped, condition.CLAMPED),
];

/** The conditions that exceptions name as their cause. */
export const CONDITIONS: readonly Signal[] = [
  signal(InvalidOperation, condition.INVALID_OPERATION),
  signal(ConversionSyntax, condition.CONVERSION_SYNTAX),
  signal(DivisionImpossible, condition.DIVISION_IMPOSSIBLE),
  signal(DivisionUndefined, condition.DIVISION_UNDEFINED),
  signal(InvalidContext, condition.INVALID_CONTEXT),
  ...SIGNALS.slice(1),
];

/** The lowest bit: contexts list their flags in the order of the bits. */
const rank = ({ bits }: Signal): number => bits & -bits;

/** The signals' names as contexts show them. */
export const signalNames = (bits: number): string =>
  [...SIGNALS]
    .sort((a, b) => rank(a) - rank(b))
    .filter((each) => (each.bits & bits) !== 0)
    .map(({ name }) => name)
    .join(", ");

export const exceptions: Type[] = [DecimalException, ...new Set([...SIGNALS, ...CONDITIONS].map(({ type }) => type))];
