// Functions that are written in TypeScript: their signatures in CPython's notation, and the checks that a call of them
// passes through.
//
// A native function is declared with its signature as text, `"replace(old, new, /, count=-1)"`. TypeScript code receives
// one parameter for each Python parameter, in the order positional, `*args` (an array), keyword-only, `**kwargs` (a
// Map); `undefined` for what was not given. The function that Python sees is a wrapper that counts its arguments and
// leaves to `misfit`, which words CPython's TypeError. A name that begins with `!` has no wrapper: the function itself
// checks `arguments.length`, because it is hot.

import type { Callable, Value } from "./values.ts";

export interface Signature {
  readonly name: string;
  /** The text between the parentheses, as `__text_signature__` shows it. */
  readonly text: string;
  /** Positional parameters. */
  readonly names: string[];
  readonly posonly: number;
  /** How many of the positional parameters have no default. */
  readonly required: number;
  readonly varargs: boolean;
  readonly keywordOnly: string[];
  readonly keywordRequired: number;
  readonly varkw: boolean;
}

/** A native function or method as Python sees it. Methods take the instance first and have an `owner`. */
export interface Native extends Callable {
  signature: Signature;
  /** The unwrapped function, with canonical parameters. */
  target: Callable;
  /** The type of which it is a method. */
  owner?: { tp: { name: string; qualname: string } };
  /** Of a method, which looks at the instance it is given: what operators and method calls call instead, which do not. */
  direct?: Native;
  /** What a bound method calls, with the number of arguments checked. */
  bound?: Native;
  /** One of CPython's slots, whose errors are worded in another way. */
  isSlot?: boolean;
  /** The type of which it is a static method, `__new__` among them. */
  staticOf?: { tp: { name: string; qualname: string } };
  /** A class method of a native type: of the class, not of the instances of its `owner`. */
  ofClass?: boolean;
  /** The name of its module, if it is a function of a module. */
  module?: string | undefined;
  /** CPython writes it in Python, under this qualified name: errors in its calls are worded as those of such functions. */
  asPython?: string;
  doc?: string;
}

/** Does CPython make it of a slot of the type? */
export const isSlotWrapper = ({ isSlot, owner, signature }: Native): boolean =>
  isSlot === true || (owner !== undefined && (signature.name === "__init__" || signature.name === "__call__"));

const PARTS = /^!?([\w.]+)\((.*)\)$/s;

export function parseSignature(text: string): Signature {
  const match = PARTS.exec(text);
  if (!match) throw new Error(`not a signature: ${text}`);
  const [, name = "", parameters = ""] = match;
  const names: string[] = [];
  const keywordOnly: string[] = [];
  let posonly = 0;
  let required = 0;
  let keywordRequired = 0;
  let varargs = false;
  let varkw = false;
  let keywords = false;
  for (const part of splitParameters(parameters)) {
    if (part === "/") posonly = names.length;
    else if (part === "*") keywords = true;
    else if (part.startsWith("**")) varkw = true;
    else if (part.startsWith("*")) {
      varargs = true;
      keywords = true;
    } else {
      const equals = part.indexOf("=");
      const parameter = equals < 0 ? part : part.slice(0, equals);
      if (keywords) {
        keywordOnly.push(parameter);
        if (equals < 0) keywordRequired++;
      } else {
        names.push(parameter);
        if (equals < 0) required++;
      }
    }
  }
  return { name, text: `(${parameters})`, names, posonly, required, varargs, keywordOnly, keywordRequired, varkw };
}

const NESTED = /["'([{]/;

function splitParameters(text: string): string[] {
  if (text.trim() === "") return [];
  // Hundreds of signatures are read at the start, and in few of them a comma can be part of a default.
  if (!NESTED.test(text)) return text.split(",").map((part) => part.trim());
  const parts: string[] = [];
  let depth = 0;
  let quote = "";
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quote) {
      if (c === "\\") i++;
      else if (c === quote) quote = "";
    } else if (c === "'" || c === '"') quote = c;
    else if (c === "(" || c === "[" || c === "{") depth++;
    else if (c === ")" || c === "]" || c === "}") depth--;
    else if (c === "," && depth === 0) {
      parts.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  parts.push(text.slice(start).trim());
  return parts;
}

/** What wraps a function whose arguments do not fit; set by arguments.ts, which words the errors. */
export const misfits: {
  raise(f: Native, count: number): never;
  /** A method was called with something else in the place of its instance, or with nothing. */
  wrongSelf(f: Native, args: readonly Value[]): never;
} = Object.create(null);

/** All that stand for a function: what is set on one of them must be set on each. */
export const formsOf = (f: Native): Native[] => [f, ...(f.bound ? [f.bound] : [])];

/** Declares a native function. `method`: the TypeScript function takes the instance before the parameters. */
export function native(text: string, target: Callable, method: boolean): Native {
  const signature = parseSignature(text);
  const wrapper = text.startsWith("!") ? target : wrap(signature, target, method);
  const f = wrapper as Native;
  f.signature = signature;
  f.target = target;
  return f;
}

function wrap(signature: Signature, target: Callable, method: boolean): Callable {
  const self = method ? 1 : 0;
  const max = signature.names.length + self;
  const min = signature.required + self;
  if (signature.varargs || signature.keywordOnly.length > 0 || signature.varkw) {
    const rest = max;
    const f = ((...args: Value[]) => {
      if (args.length < min || (args.length > max && !signature.varargs) || signature.keywordRequired > 0) {
        return misfits.raise(f, args.length);
      }
      if (!signature.varargs) return target(...args);
      const positional: unknown[] = args.slice(0, rest);
      while (positional.length < rest) positional.push(undefined);
      positional.push(args.slice(rest));
      return (target as (...args: unknown[]) => Value)(...positional);
    }) as Native;
    return f;
  }
  return min === max ? exact(target, max) : ranged(target, min, max);
}

// One closure for each number of arguments, so that a call is one comparison and a plain call more.

function exact(target: Callable, count: number): Callable {
  switch (count) {
    case 0: {
      const f = function () {
        return arguments.length === 0 ? target() : misfits.raise(f as Native, arguments.length);
      } as Callable;
      return f;
    }
    case 1: {
      const f = function (a: Value) {
        return arguments.length === 1 ? target(a) : misfits.raise(f as Native, arguments.length);
      } as Callable;
      return f;
    }
    case 2: {
      const f = function (a: Value, b: Value) {
        return arguments.length === 2 ? target(a, b) : misfits.raise(f as Native, arguments.length);
      } as Callable;
      return f;
    }
    case 3: {
      const f = function (a: Value, b: Value, c: Value) {
        return arguments.length === 3 ? target(a, b, c) : misfits.raise(f as Native, arguments.length);
      } as Callable;
      return f;
    }
    default:
      return ranged(target, count, count);
  }
}

function ranged(target: Callable, min: number, max: number): Callable {
  switch (max) {
    case 1: {
      const f = function (a: Value) {
        return arguments.length <= 1 && arguments.length >= min
          ? target(a)
          : misfits.raise(f as Native, arguments.length);
      } as Callable;
      return f;
    }
    case 2: {
      const f = function (a: Value, b: Value) {
        return arguments.length <= 2 && arguments.length >= min
          ? target(a, b)
          : misfits.raise(f as Native, arguments.length);
      } as Callable;
      return f;
    }
    case 3: {
      const f = function (a: Value, b: Value, c: Value) {
        return arguments.length <= 3 && arguments.length >= min
          ? target(a, b, c)
          : misfits.raise(f as Native, arguments.length);
      } as Callable;
      return f;
    }
    default: {
      const f = ((...args: Value[]) =>
        args.length <= max && args.length >= min ? target(...args) : misfits.raise(f, args.length)) as Native;
      return f;
    }
  }
}
