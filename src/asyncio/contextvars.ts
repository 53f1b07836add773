// Context variables (https://docs.python.org/3.14/library/contextvars.html).
//
// A context is a map that is shared until somebody writes: `copyContext()` costs one small object however many variables
// are set, and the first `set` in a context that shares its map copies it. The current context is a module variable.
//
// A task costs not even that object: until one of them writes, or somebody asks for its context, all tasks that were made
// in the same state of a context run in one that is common to them (`inheritedContext`). Before anything is written into
// it, or entered on top of it, the task that runs gets a context of its own (`ownCurrent`).

import { LookupError, RuntimeError, ValueError } from "./exceptions.ts";
import { hooks } from "./hooks.ts";
import { currentTask } from "./state.ts";

type Values = Map<ContextVar, unknown>;
const EMPTY: Values = new Map();
const MISSING: unique symbol = Symbol("missing");

/**
 * The values of context variables, as one task or callback sees them (https://docs.python.org/3.14/library/contextvars.html#contextvars.Context).
 *
 * @example
 * copyContext().run(() => user.set("ada")); // seen by nobody else
 */
export class Context {
  declare values: Values;
  /** Whether another context may hold the same map. */
  declare shared: boolean;
  /** Whether several tasks have it. Nothing is ever written into it. */
  declare isCommon: boolean;
  /** The common context of what was made in this one since it was last written. */
  declare heir: Context | null;
  /** Whether code is running in it. A context can be entered once at a time. */
  declare entered: boolean;

  constructor(values: Values = EMPTY) {
    this.values = values;
    this.shared = true;
    this.isCommon = false;
    this.heir = null;
    this.entered = false;
  }

  /** Calls a function in this context: what it sets stays here. */
  run<A extends unknown[], R>(callable: (...args: A) => R, ...args: A): R {
    const previous = enterContext(this);
    try {
      return typeof callable === "function" ? callable(...args) : (hooks.call(callable, args) as R);
    } finally {
      leaveContext(previous);
    }
  }

  /** Another context with the same values. */
  copy(): Context {
    this.shared = true;
    return new Context(this.values);
  }

  /** Whether a variable has a value in it. */
  has(variable: ContextVar): boolean {
    return this.values.has(variable);
  }

  /** The value of a variable in this context, or `fallback`. */
  get<T>(variable: ContextVar<T>, fallback?: T): T | undefined {
    const { values } = this;
    return values.has(variable as ContextVar) ? (values.get(variable as ContextVar) as T) : fallback;
  }

  /** The map, made this context's own. */
  own(): Values {
    this.heir = null;
    if (this.shared) {
      this.values = new Map(this.values);
      this.shared = false;
    }
    return this.values;
  }
}

/** The context that code runs in now. */
export let currentContext: Context = new Context();
currentContext.entered = true;

/** Makes a context the current one; returns the one before. */
export function enterContext(context: Context): Context {
  if (context.entered) throw new RuntimeError(`cannot enter context: ${hooks.repr(context)} is already entered`);
  const previous = ownCurrent();
  context.entered = !context.isCommon;
  currentContext = context;
  return previous;
}

/** Goes back to the context before. Returns the one that was left: not the one that was entered, if that was common. */
export function leaveContext(previous: Context): Context {
  const left = currentContext;
  left.entered = false;
  currentContext = previous;
  return left;
}

/** The context for a task that is being made: a copy of the current one, common to all such. */
export function inheritedContext(): Context {
  const context = currentContext;
  if (context.isCommon) return context;
  if (context.heir === null) {
    context.heir = context.copy();
    context.heir.isCommon = true;
  }
  return context.heir;
}

/** The current context; a new one for the task that runs, if it had a common one. */
export function ownCurrent(): Context {
  const common = currentContext;
  if (!common.isCommon) return common;
  const own = common.copy();
  own.entered = true;
  currentContext = own;
  const task = currentTask as { context: Context } | null;
  if (task?.context === common) task.context = own;
  return own;
}

/** Makes a context current for a thread that goes on, without entering it anew. */
export function switchContext(context: Context): void {
  currentContext = context;
}

/**
 * A copy of the current context (https://docs.python.org/3.14/library/contextvars.html#contextvars.copy_context).
 *
 * @example
 * const context = copyContext();
 * createTask(work(), { context });
 */
export function copyContext(): Context {
  return currentContext.copy();
}

/**
 * A variable whose value belongs to the current context (https://docs.python.org/3.14/library/contextvars.html#contextvars.ContextVar); each
 * task has a copy of its maker's. Make it once, at the top of a module.
 *
 * @example
 * const user = new ContextVar("user", { default: "nobody" });
 * user.set("ada");
 * console.log(user.get());
 */
export class ContextVar<T = unknown> {
  declare readonly name: string;
  declare readonly fallback: unknown;

  constructor(name: string, options?: { default?: T }) {
    this.name = name;
    this.fallback = options !== undefined && "default" in options ? options.default : MISSING;
  }

  /** The value in the current context, else `fallback`, else the variable's default; LookupError if there is none. */
  get(...fallback: [] | [T]): T {
    const value = currentContext.values.get(this as ContextVar);
    if (value !== undefined || currentContext.values.has(this as ContextVar)) return value as T;
    if (fallback.length > 0) return fallback[0] as T;
    if (this.fallback === MISSING) throw new LookupError(this);
    return this.fallback as T;
  }

  /** Sets the value in the current context. The token brings the old value back. */
  set(value: T): Token<T> {
    const context = ownCurrent();
    const { values } = context;
    const old = values.has(this as ContextVar) ? values.get(this as ContextVar) : MISSING;
    context.own().set(this as ContextVar, value);
    return new Token<T>(this, context, old);
  }

  /** Brings back what was there before the `set` that gave the token. */
  reset(token: Token<T>): void {
    if (token.used) throw new RuntimeError(`${hooks.repr(token)} has already been used once`);
    if (token.variable !== this) throw new ValueError(`${hooks.repr(token)} was created by a different ContextVar`);
    if (token.context !== currentContext) {
      throw new ValueError(`${hooks.repr(token)} was created in a different Context`);
    }
    token.used = true;
    const values = currentContext.own();
    if (token.old === MISSING) values.delete(this as ContextVar);
    else values.set(this as ContextVar, token.old);
  }
}

/**
 * What `ContextVar.set` returns (https://docs.python.org/3.14/library/contextvars.html#contextvars.Token). As a resource (`using`, or Python's
 * `with`) it resets the variable at the end.
 *
 * @example
 * using _ = user.set("ada");
 */
export class Token<T = unknown> {
  declare readonly variable: ContextVar<T>;
  declare readonly context: Context;
  declare readonly old: unknown;
  declare used: boolean;

  constructor(variable: ContextVar<T>, context: Context, old: unknown) {
    this.variable = variable;
    this.context = context;
    this.old = old;
    this.used = false;
  }

  /** Whether the variable had no value before. */
  get wasMissing(): boolean {
    return this.old === MISSING;
  }

  [Symbol.dispose](): void {
    this.variable.reset(this);
  }
}
