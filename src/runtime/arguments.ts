// Arguments: binding keywords to parameters, and CPython's TypeErrors for calls that do not fit.
//
// `bindPython` and `bindNative` turn positional and keyword arguments into one JavaScript argument for each parameter,
// in canonical order; `undefined` marks what the callee fills with its default.

import { FLAGS, type PyFunction } from "./code.ts";
import { type Dict, makeKeywordDict } from "./containers/dict.ts";
import { makeTuple } from "./containers/tuple.ts";
import { typeError } from "./errors.ts";
import { isSlotWrapper, misfits, type Native } from "./signature.ts";
import { suggestion } from "./suggestions.ts";
import { isInstance, isType, type Type, typeName } from "./types.ts";
import { type Callable, None, type Value } from "./values.ts";

/** 'a', 'b', and 'c' */
function listed(names: string[]): string {
  const quotedNames = names.map((name) => `'${name}'`);
  if (quotedNames.length < 3) return quotedNames.join(" and ");
  return `${quotedNames.slice(0, -1).join(", ")}, and ${quotedNames.at(-1)}`;
}

const plural = (count: number): string => (count === 1 ? "" : "s");

// ---- functions written in Python ----------------------------------------------------------------------------------

/** How errors call a function: by its `__qualname__`, which programs may set. */
const nameOf = (f: PyFunction): string => (f as { qualname$?: string }).qualname$ ?? f.code.qualname;

/**
 * An emitted entry was called with arguments that do not fit what the source says; they may fit `__defaults__` that the
 * program has set since.
 */
export function arity(f: PyFunction, args: ArrayLike<Value | undefined>): Value {
  const { code } = f;
  if (args.length > code.argcount && !(code.flags & FLAGS.VARARGS)) throw tooMany(f, args.length, 0);
  const required = code.argcount - (f.defaults?.length ?? 0);
  if (f.defaults !== undefined && args.length >= required && args.length < code.argcount) {
    return f(...(Array.from(args) as Value[]), ...f.defaults.slice(args.length - required));
  }
  throw missing(
    f,
    code.varnames.slice(0, required).filter((_, i) => args[i] === undefined),
    "positional",
  );
}

function missing(f: PyFunction, names: string[], kind: string): Error {
  const qualname = nameOf(f);
  return typeError(
    `${qualname}() missing ${names.length} required ${kind} argument${plural(names.length)}: ${listed(names)}`,
  );
}

function tooMany(f: PyFunction, given: number, keywordOnlyGiven: number): Error {
  const { code } = f;
  const defaults = f.defaults?.length ?? 0;
  const takes = defaults > 0 ? `from ${code.argcount - defaults} to ${code.argcount}` : `${code.argcount}`;
  const were = given === 1 && keywordOnlyGiven === 0 ? "was" : "were";
  const also =
    keywordOnlyGiven > 0
      ? ` positional argument${plural(given)} (and ${keywordOnlyGiven} keyword-only argument${plural(keywordOnlyGiven)})`
      : "";
  const argument = `positional argument${plural(defaults > 0 ? 2 : code.argcount)}`;
  return typeError(`${nameOf(f)}() takes ${takes} ${argument} but ${given}${also} ${were} given`);
}

/** A parameter that was not passed: its default, or the TypeError that lists all that are missing. */
export function defaultOf(f: PyFunction, index: number): Value {
  const { defaults, code } = f;
  const value = defaults?.[index - (code.argcount - defaults.length)];
  if (value === undefined) throw missing(f, [code.varnames[index]!], "positional");
  return value;
}

/** The same for a keyword-only one; `given` are the values of all of them. */
export function keywordDefaultOf(f: PyFunction, name: string, given?: (Value | undefined)[]): Value {
  const value = f.kwdefaults?.[name];
  if (value !== undefined) return value;
  const { argcount, kwonlyargcount, varnames } = f.code;
  const absent = varnames
    .slice(argcount, argcount + kwonlyargcount)
    .filter((each, i) => given?.[i] === undefined && f.kwdefaults?.[each] === undefined);
  throw missing(f, given ? absent : [name], "keyword-only");
}

/** Canonical arguments for a Python function: positional, `*args` (a tuple), keyword-only, `**kwargs` (a dict). */
export function bindPython(f: PyFunction, args: Value[], names: string[], values: Value[]): (Value | undefined)[] {
  const { code } = f;
  const { argcount, kwonlyargcount, varnames, posonlyargcount } = code;
  const hasVarargs = (code.flags & FLAGS.VARARGS) !== 0;
  const hasVarkw = (code.flags & FLAGS.VARKW) !== 0;
  const bound: (Value | undefined)[] = new Array(argcount + kwonlyargcount).fill(undefined);
  const given = Math.min(args.length, argcount);
  for (let i = 0; i < given; i++) bound[i] = args[i];
  let extra: Dict | undefined;
  const positionalOnly: string[] = [];
  let keywordOnlyGiven = 0;
  for (let i = 0; i < names.length; i++) {
    const name = names[i]!;
    let at = varnames.indexOf(name, posonlyargcount);
    if (at >= argcount + kwonlyargcount) at = -1;
    if (at < 0) {
      if (hasVarkw) {
        extra ??= makeKeywordDict();
        extra.set(name, values[i]!);
      } else if (varnames.lastIndexOf(name, posonlyargcount - 1) >= 0 && posonlyargcount > 0) {
        positionalOnly.push(name);
      } else throw unexpected(f, name, names);
      continue;
    }
    if (bound[at] !== undefined) throw typeError(`${nameOf(f)}() got multiple values for argument '${name}'`);
    if (at >= argcount) keywordOnlyGiven++;
    bound[at] = values[i];
  }
  if (positionalOnly.length > 0) {
    throw typeError(
      `${nameOf(f)}() got some positional-only arguments passed as keyword arguments: '${positionalOnly.join(", ")}'`,
    );
  }
  if (args.length > argcount && !hasVarargs) throw tooMany(f, args.length, keywordOnlyGiven);
  const required = argcount - (f.defaults?.length ?? 0);
  checkMissing(f, bound, 0, required, "positional");
  for (let i = argcount; i < bound.length; i++) {
    if (bound[i] === undefined && f.kwdefaults?.[varnames[i]!] === undefined) {
      const absent = varnames
        .slice(argcount, argcount + kwonlyargcount)
        .filter((name, k) => bound[argcount + k] === undefined && f.kwdefaults?.[name] === undefined);
      throw missing(f, absent, "keyword-only");
    }
  }
  if (hasVarargs) bound.splice(argcount, 0, makeTuple(args.slice(argcount)));
  if (hasVarkw) bound.push(extra ?? makeKeywordDict());
  return bound;
}

// ---- calls of one place ------------------------------------------------------------------------------------------------

/** Where each canonical argument of a keyword call comes from, worked out once for a place and what it calls. */
export interface Plan {
  /** A code object or a native signature. */
  readonly callee: object;
  /** How many positional arguments there are. */
  readonly count: number;
  /** For each parameter an index among the positional arguments and then the keywords, or what stands for none. */
  readonly order: readonly number[];
  /** Which of the positional arguments is the first that `*args` gathers. */
  readonly rest: number;
  /** Names that `**kwargs` gathers, and where among the keywords they stand. */
  readonly extra: readonly string[];
  readonly extraAt: readonly number[];
  /** So many defaults the function must have, and these of keyword-only parameters; both may be set by programs. */
  readonly defaults: number;
  readonly keywordDefaults: readonly string[];
}

/** In `order`: the default; a tuple or, for native functions, an array of what is left; a dict of what is left. */
const DEFAULT = -1;
const REST = -2;
const REST_ARRAY = -3;
const EXTRA = -4;

/** The keywords of a call, as a constant of its place, which keeps there how it called last. */
export type Names = string[] & { plan?: Plan };

/** How a call of `f` that fits binds: undefined where that is not the same for each call. */
export function planPython({ code }: PyFunction, count: number, names: string[]): Plan | undefined {
  const { argcount, kwonlyargcount, varnames, posonlyargcount } = code;
  const gathers = (code.flags & FLAGS.VARARGS) !== 0;
  if (count > argcount && !gathers) return undefined;
  const order: number[] = [];
  let defaults = 0;
  const keywordDefaults: string[] = [];
  const extra = new Set(names);
  const positional = Math.min(count, argcount);
  const rest = count > argcount ? REST : DEFAULT;
  for (let i = 0; i < argcount + kwonlyargcount; i++) {
    if (i === argcount && gathers) order.push(rest);
    const name = varnames[i]!;
    const at = i < posonlyargcount ? -1 : names.indexOf(name);
    if (at >= 0) extra.delete(name);
    order.push(i < positional ? i : at < 0 ? DEFAULT : count + at);
    if (i < positional || at >= 0) continue;
    if (i >= argcount) keywordDefaults.push(name);
    else if (defaults === 0) defaults = argcount - i;
  }
  if (kwonlyargcount === 0 && gathers) order.push(rest);
  if ((code.flags & FLAGS.VARKW) !== 0) order.push(extra.size > 0 ? EXTRA : DEFAULT);
  else if (extra.size > 0) return undefined;
  const left = [...extra];
  const extraAt = left.map((name) => names.indexOf(name));
  return { callee: code, count, order, rest: argcount, extra: left, extraAt, defaults, keywordDefaults };
}

/** The same for a native function, whose canonical arguments stand in `bound`. */
export function planNative({ signature, owner }: Native, count: number, names: string[]): Plan | undefined {
  if (signature.varkw) return undefined;
  const place = (name: string): number => {
    const at = names.indexOf(name);
    return at < 0 ? DEFAULT : count + at;
  };
  const parameters = [...(owner ? ["self"] : []), ...signature.names];
  const order = parameters.map((name, i) => (i < count ? i : place(name)));
  if (signature.varargs) order.push(REST_ARRAY);
  order.push(...signature.keywordOnly.map(place));
  const rest = parameters.length;
  return { callee: signature, count, order, rest, extra: [], extraAt: [], defaults: 0, keywordDefaults: [] };
}

/** Does the function have the defaults that the plan leaves to it? */
export function hasDefaults({ defaults, keywordDefaults }: Plan, f: PyFunction): boolean {
  if (defaults > 0 && (f.defaults === undefined || f.defaults.length < defaults)) return false;
  for (const name of keywordDefaults) if (f.kwdefaults?.[name] === undefined) return false;
  return true;
}

/** Calls `target` with the arguments in canonical order. */
export function callPlanned(plan: Plan, target: Callable, args: Value[], values: Value[]): Value {
  const { order, count } = plan;
  const bound: Value[] = [];
  for (let i = 0; i < order.length; i++) {
    const from = order[i]!;
    bound.push(
      (from < 0 ? gathered(plan, from, args, values) : from < count ? args[from] : values[from - count]) as Value,
    );
  }
  switch (bound.length) {
    case 1:
      return target(bound[0]!);
    case 2:
      return target(bound[0]!, bound[1]!);
    case 3:
      return target(bound[0]!, bound[1]!, bound[2]!);
    case 4:
      return target(bound[0]!, bound[1]!, bound[2]!, bound[3]!);
    default:
      return target(...bound);
  }
}

function gathered(plan: Plan, from: number, args: Value[], values: Value[]): unknown {
  if (from === DEFAULT) return undefined;
  if (from === REST) return makeTuple(args.slice(plan.rest));
  if (from === REST_ARRAY) return args.slice(plan.rest);
  const { extra, extraAt } = plan;
  const keywords = makeKeywordDict();
  for (let i = 0; i < extra.length; i++) keywords.set(extra[i]!, values[extraAt[i]!]!);
  return keywords;
}

function checkMissing(f: PyFunction, bound: (Value | undefined)[], from: number, to: number, kind: string): void {
  for (let i = from; i < to; i++) {
    if (bound[i] !== undefined) continue;
    throw missing(
      f,
      f.code.varnames.slice(from, to).filter((_, k) => bound[from + k] === undefined),
      kind,
    );
  }
}

function unexpected(f: PyFunction, name: string, _names: string[]): Error {
  const { code } = f;
  const candidates = code.varnames.slice(code.posonlyargcount, code.argcount + code.kwonlyargcount);
  const hint = suggestion(name, candidates);
  return typeError(
    `${nameOf(f)}() got an unexpected keyword argument '${name}'${hint ? `. Did you mean '${hint}'?` : ""}`,
  );
}

// ---- functions written in TypeScript --------------------------------------------------------------------------------

const qualified = (f: Native): string => {
  const { owner, module, signature } = f;
  if (owner) return `${owner.tp.qualname}.${signature.name}`;
  return module === undefined || module === "builtins" ? signature.name : `${module}.${signature.name}`;
};

/** What is called: of `__init__`, the class. */
const shownName = (f: Native): string =>
  f.owner && f.signature.name === "__init__" ? f.owner.tp.name : f.signature.name;

/** Words a misfit of what CPython writes in Python. */
function raiseAsPython(f: Native, args: Value[], names: string[], values: Value[]): void {
  const { signature } = f;
  const self = f.owner ? ["self"] : [];
  const { keywordOnly, keywordRequired } = signature;
  const code = {
    qualname: f.asPython,
    argcount: self.length + signature.names.length,
    posonlyargcount: signature.posonly > 0 ? self.length + signature.posonly : 0,
    kwonlyargcount: keywordOnly.length,
    varnames: [...self, ...signature.names, ...keywordOnly],
    flags: (signature.varargs ? FLAGS.VARARGS : 0) | (signature.varkw ? FLAGS.VARKW : 0),
  };
  const defaults = new Array(signature.names.length - signature.required).fill(None);
  const kwdefaults = Object.fromEntries(keywordOnly.slice(keywordRequired).map((name) => [name, None]));
  bindPython({ code, defaults, kwdefaults } as unknown as PyFunction, args, names, values);
}

misfits.wrongSelf = (f, args) => {
  const { owner, signature } = f;
  const isSlot = isSlotWrapper(f);
  const method = `descriptor '${signature.name}'`;
  if (args.length === 0) {
    throw typeError(
      isSlot
        ? `${method} of '${owner!.tp.name}' object needs an argument`
        : `unbound method ${qualified(f)}() needs an argument`,
    );
  }
  const given = typeName(args[0]!);
  throw typeError(
    isSlot
      ? `${method} requires a '${owner!.tp.name}' object but received a '${given}'`
      : `${method} for '${owner!.tp.name}' objects doesn't apply to a '${given}' object`,
  );
};

misfits.raise = (f, count) => {
  const { signature, owner } = f;
  if (f.isSlot) {
    const { names, required } = signature;
    const given = count - 1;
    if (signature.name === "__pow__") throw typeError(`expected 1 or 2 arguments, got ${given}`);
    const wanted = given < required ? required : names.length;
    const bound = required === names.length ? "" : given < required ? "at least " : "at most ";
    const name = names.length > 1 ? `${signature.name} ` : "";
    throw typeError(`${name}expected ${bound}${wanted} argument${plural(wanted)}, got ${given}`);
  }
  if (f.asPython !== undefined) raiseAsPython(f, new Array(count).fill(None), [], []);
  const self = owner ? 1 : 0;
  const given = count - self;
  if (self && count === 0) {
    throw typeError(`unbound method ${qualified(f)}() needs an argument`);
  }
  const max = signature.names.length;
  const { required } = signature;
  if (signature.keywordRequired > 0 && given <= max) {
    throw typeError(`${signature.name}() missing required keyword-only argument: '${signature.keywordOnly[0]}'`);
  }
  const positionalOnly = signature.posonly === max && signature.keywordOnly.length === 0 && !signature.varkw;
  if (positionalOnly && !signature.varargs) {
    if (max === 0) throw typeError(`${qualified(f)}() takes no arguments (${given} given)`);
    if (max === 1 && required === 1) {
      throw typeError(`${qualified(f)}() takes exactly one argument (${given} given)`);
    }
  }
  if (positionalOnly) {
    const bound = required === max ? "" : given < required ? "at least " : "at most ";
    const count = given < required ? required : max;
    throw typeError(`${signature.name} expected ${bound}${count} argument${plural(count)}, got ${given}`);
  }
  if (given < required) {
    throw typeError(`${shownName(f)}() missing required argument '${signature.names[given]}' (pos ${given + 1})`);
  }
  if (max === 0) throw typeError(`${shownName(f)}() takes no positional arguments`);
  const exactly = required === max && signature.keywordOnly.length === 0 ? "exactly" : "at most";
  const word = signature.keywordOnly.length > 0 ? "positional argument" : "argument";
  throw typeError(`${shownName(f)}() takes ${exactly} ${max} ${word}${plural(max)} (${given} given)`);
};

/** Canonical arguments for a native function: positional, `*args` (an array), keyword-only, `**kwargs` (a Map). */
export function bindNative(f: Native, args: Value[], names: string[], values: Value[]): unknown[] {
  if (f.asPython === undefined) return bindSignature(f, args, names, values);
  try {
    return bindSignature(f, args, names, values);
  } catch (e) {
    raiseAsPython(f, args, names, values);
    throw e;
  }
}

function bindSignature(f: Native, args: Value[], names: string[], values: Value[]): unknown[] {
  const { signature, owner } = f;
  const self = owner ? 1 : 0;
  const max = signature.names.length + self;
  if (owner && (args.length === 0 || !isInstance(args[0]!, owner as Type)) && !isType(args[0]))
    misfits.wrongSelf(f, args);
  if (names.length > 0 && f.isSlot && !signature.varkw) {
    throw typeError(`wrapper ${signature.name}() takes no keyword arguments`);
  }
  if (
    names.length > 0 &&
    signature.posonly === signature.names.length &&
    !signature.varkw &&
    signature.keywordOnly.length === 0
  ) {
    throw typeError(`${qualified(f)}() takes no keyword arguments`);
  }
  if (args.length > max && !signature.varargs) misfits.raise(f, args.length);
  const bound: unknown[] = args.slice(0, max);
  while (bound.length < max) bound.push(undefined);
  const keywordOnly: unknown[] = signature.keywordOnly.map(() => undefined);
  let extra: Map<string, Value> | undefined;
  for (let i = 0; i < names.length; i++) {
    const name = names[i]!;
    const at = signature.names.indexOf(name, signature.posonly);
    const keyword = at < 0 ? signature.keywordOnly.indexOf(name) : -1;
    if (at >= 0) {
      if (bound[at + self] !== undefined) {
        throw typeError(`argument for ${signature.name}() given by name ('${name}') and position (${at + 1})`);
      }
      bound[at + self] = values[i];
    } else if (keyword >= 0) keywordOnly[keyword] = values[i];
    else if (signature.varkw) {
      extra ??= new Map();
      extra.set(name, values[i]!);
    } else {
      const hint = suggestion(name, [...signature.names.slice(signature.posonly), ...signature.keywordOnly]);
      throw typeError(
        `${shownName(f)}() got an unexpected keyword argument '${name}'${hint ? `. Did you mean '${hint}'?` : ""}`,
      );
    }
  }
  for (let i = 0; i < signature.required; i++) {
    if (bound[i + self] !== undefined) continue;
    if (i < signature.posonly) misfits.raise(f, Math.min(args.length, i + self));
    throw typeError(`${shownName(f)}() missing required argument '${signature.names[i]}' (pos ${i + 1})`);
  }
  if (signature.varargs) bound.push(args.slice(max));
  bound.push(...keywordOnly);
  if (signature.varkw) bound.push(extra);
  return bound;
}
