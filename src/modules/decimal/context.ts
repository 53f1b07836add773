// A context: the rules of arithmetic, the flags that operations have raised under them, and the traps that make exceptions
// of flags. The current one is in a context variable, so that each task has its own.

import { ContextVar, List, makeException, None, typeError, type Value } from "../extension.ts";
import { CLAMPED, DIVISION_BY_ZERO, INVALID, OVERFLOW, type Rounding, Rules, UNDERFLOW } from "./rules.ts";
import { CONDITIONS, SIGNALS } from "./signals.ts";

const DEFAULT_TRAPS = INVALID | DIVISION_BY_ZERO | OVERFLOW;

export class Context extends Rules {
  capitals: boolean;
  /** The flags, as conditions. */
  status: number;
  traps: number;
  /** The dictionaries that show flags and traps, made when they are asked for. */
  flagsView: Value | undefined;
  trapsView: Value | undefined;

  constructor(
    prec = 28,
    rounding: Rounding = "ROUND_HALF_EVEN",
    emin = -999999,
    emax = 999999,
    clamp = false,
    traps = DEFAULT_TRAPS,
  ) {
    super(prec, rounding, emin, emax, clamp);
    this.capitals = true;
    this.status = 0;
    this.traps = traps;
    this.flagsView = undefined;
    this.trapsView = undefined;
  }

  /** What an operation ends with: the flags for what it met, an exception if one of them is trapped. */
  settle<T>(result: T): T {
    if (this.raised !== 0) this.report();
    return result;
  }

  private report(): void {
    const { raised } = this;
    this.raised = 0;
    this.status |= raised;
    const trapped = raised & this.traps;
    if (trapped !== 0) throw exceptionFor(trapped);
  }

  copyFrom(other: Context): this {
    this.prec = other.prec;
    this.rounding = other.rounding;
    this.emin = other.emin;
    this.emax = other.emax;
    this.clamp = other.clamp;
    this.capitals = other.capitals;
    this.status = other.status;
    this.traps = other.traps;
    return this;
  }
}

function exceptionFor(trapped: number): Error {
  const { type } = SIGNALS.find(({ bits }) => (bits & trapped) !== 0)!;
  return makeException(type, [
    new List(CONDITIONS.filter(({ bits }) => (bits & trapped) !== 0).map((each) => each.type)),
  ]);
}

// ---- the current context ------------------------------------------------------------------------------------------------

export const defaultContext = new Context();
export const basicContext = new Context(
  9,
  "ROUND_HALF_UP",
  -999999,
  999999,
  false,
  DEFAULT_TRAPS | CLAMPED | UNDERFLOW,
);
export const extendedContext = new Context(9, "ROUND_HALF_EVEN", -999999, 999999, false, 0);
const templates = [defaultContext, basicContext, extendedContext];

const variable = new ContextVar<Context | undefined>("decimal_context", { default: undefined });

export function current(): Context {
  return variable.get() ?? setCurrent(new Context().copyFrom(defaultContext));
}

/** The templates are not used themselves: programs would change them. */
export function setCurrent(context: Context): Context {
  let own = context;
  if (templates.includes(context)) {
    own = new Context().copyFrom(context);
    own.status = 0;
  }
  variable.set(own);
  return own;
}

/** The context that an operation was given, or the current one. */
export function contextOf(value: Value | undefined): Context {
  if (value === undefined || value === None) return current();
  if (value instanceof Context) return value;
  throw typeError("optional argument must be a context");
}

// ---- roundings ------------------------------------------------------------------------------------------------------------

export const ROUNDINGS: readonly Rounding[] = [
  "ROUND_CEILING",
  "ROUND_FLOOR",
  "ROUND_UP",
  "ROUND_DOWN",
  "ROUND_HALF_UP",
  "ROUND_HALF_DOWN",
  "ROUND_HALF_EVEN",
  "ROUND_05UP",
];

export function roundingOf(value: Value): Rounding {
  const found = ROUNDINGS.find((each) => each === value);
  if (found !== undefined) return found;
  throw typeError(
    "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]",
  );
}

/** Runs an operation with another rounding, if one was given. */
export function withRounding<T>(context: Context, rounding: Value | undefined, operation: () => T): T {
  if (rounding === undefined || rounding === None) return operation();
  const before = context.rounding;
  context.rounding = roundingOf(rounding);
  try {
    return operation();
  } finally {
    context.rounding = before;
  }
}
