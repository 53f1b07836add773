// The helpers that emitted code runs on: `Helpers` of the compiler, put together from the files of this folder.

import { AsyncGenerator, place } from "../asyncio/asyncgen.ts";
import {
  awaitFrame,
  awaitValue,
  Coroutine,
  dropped,
  passRaised,
  RAISED,
  SUSPENDED,
  takeRaised,
} from "../asyncio/coroutine.ts";
import { noteOrigin, originOf } from "../asyncio/origins.ts";
import type { CodeSpec, Helpers } from "../compiler/helpers.ts";
import { arity, defaultOf, keywordDefaultOf } from "./arguments.ts";
import { delattr, getattr, ownAttribute, setattr } from "./attributes.ts";
import { awaitCall } from "./awaitcalls.ts";
import { callExS, callKwS, callMethodKwS, callMethodS, callS, mayBlock } from "./blocking.ts";
import { Bytes, bytesOf } from "./bytes/buffer.ts";
import { makeBytes } from "./bytes/bytes.ts";
import { addKeyword, call, callEx, callKw, callMethodKw, spread, spreadMapping } from "./calls.ts";
import { closure } from "./cells.ts";
import { buildClass, classDelete, classLookup, classStore, Super, setClassAnnotations, superCall } from "./classes.ts";
import { Code, def, type PyFunction } from "./code.ts";
import { eq, ge, gt, is, le, lt, ne } from "./comparison.ts";
import { Dict, dictGetitem } from "./containers/dict.ts";
import { contains, delitem, extend, getitem, getsection, itemOrRaised, setitem, truthOf } from "./containers/items.ts";
import { extendItems, List, listGetitem, listSetitem } from "./containers/list.ts";
import { pairs } from "./containers/pairs.ts";
import { iterRange } from "./containers/range.ts";
import { type PySet, setDisplay } from "./containers/set.ts";
import { Slice } from "./containers/slice.ts";
import { Tuple, tuple as tupleType } from "./containers/tuple.ts";
import { unpack } from "./containers/unpack.ts";
import { aiter, anext, asyncGenerator, coroutine, stopAsync } from "./coroutines.ts";
import { dropIterator } from "./dropping.ts";
import { typeError } from "./errors.ts";
import { endStar, matchStar } from "./exceptiongroups.ts";
import {
  assertionError,
  caught,
  enter,
  excInfo,
  groups,
  leave,
  match,
  nameErrorFor,
  raise,
  reraise,
  unwind,
} from "./exceptions.ts";
import { FrameView } from "./frames.ts";
import { Generator, generator, nextOrRaised, yieldFrom } from "./generators.ts";
import { hold, release, yieldFromHeld, yieldHeld } from "./handling.ts";
import { selfOf } from "./hints.ts";
import { importFrom, importStar, importStatement } from "./imports.ts";
import { checkInterrupts, interruptFlag } from "./interrupts.ts";
import { matchClass, matchMapping, matchSequence } from "./matching.ts";
import type { Module } from "./modules.ts";
import { Complex } from "./numbers/complex.ts";
import * as operators from "./operators.ts";
import { Origin } from "./origins.ts";
import { ascii, format, iter, repr, str, toArray } from "./protocols.ts";
import { template } from "./strings/template.ts";
import { generic, typeAlias, typeVar } from "./typeparams.ts";
import { known, typeName } from "./types.ts";
import { type Callable, Ellipsis, Float, None, NotImplemented, type Value } from "./values.ts";
import { enterAsync, exitAsync, withExit, withMethods, withUnusual } from "./with.ts";

groups.list = (items) => new List(items);
groups.append = (list, item) => {
  if (list instanceof List) list.items.push(item);
  else if (Array.isArray(list)) list.push(item);
  else throw typeError("Cannot add note: __notes__ is not a list");
};
groups.toArray = toArray;
groups.bytes = (value) => {
  if (value instanceof Bytes) return value;
  const data = bytesOf(value);
  if (data === undefined) throw typeError(`a bytes-like object is required, not '${typeName(value)}'`);
  return new Bytes(data.slice());
};

type Frame = globalThis.Generator<Value, Value, Value>;

/** The namespace of built-in names, `B.$print`; filled by the module `builtins`. */
export const builtinNames: Record<string, Value> = Object.create(null);

function name(module: Value, name: string, self?: Value): Value {
  const value = ownAttribute(module, name) ?? builtinNames[`$${name}`];
  if (value !== undefined) return value;
  const error = nameErrorFor(name, false, `name '${name}' is not defined`);
  if (self !== undefined) selfOf.set(error, self);
  throw error;
}

function conversion(value: Value, kind: string): Value {
  if (kind === "r") return repr(value);
  return kind === "s" ? str(value) : kind === "a" ? ascii(value) : value;
}

function kwargs(f: Value, parts: (string | Value | undefined)[]): Dict {
  const result = new Dict();
  for (let i = 0; i < parts.length; i += 2) {
    const key = parts[i];
    if (key === undefined) spreadMapping(f, result, parts[i + 1]!);
    else addKeyword(f, result, key, parts[i + 1]!);
  }
  return result;
}

function dict(parts: Value[]): Dict {
  const result = new Dict();
  for (let i = 0; i < parts.length; i += 2) {
    const key = parts[i];
    if (key === undefined) mergeMapping(result, parts[i + 1]!);
    else result.set(key, parts[i + 1]!);
  }
  return result;
}

function mergeMapping(into: Dict, mapping: Value): void {
  if (mapping instanceof Dict) {
    for (const [key, value] of mapping.entries()) into.set(key, value);
    return;
  }
  let keys: Value;
  try {
    keys = call(getattr(mapping, "keys"));
  } catch {
    throw typeError(`'${typeName(mapping)}' object is not a mapping`);
  }
  for (const key of toArray(keys)) into.set(key, getitem(mapping, key));
}

/** `del` of a global leaves `undefined` behind, so that the module keeps its shape. */
function delName(module: Value, name: string): void {
  if (ownAttribute(module, name) === undefined) throw nameErrorFor(name, false, `name '${name}' is not defined`);
  (module as Module)[`$${name}`] = undefined;
}

function unbound(name: string, free: boolean): never {
  throw free
    ? nameErrorFor(
        name,
        false,
        `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
      )
    : nameErrorFor(name, true, `cannot access local variable '${name}' where it is not associated with a value`);
}

/** Called with the value found before the arguments were evaluated; undefined where `o.name` was not to be had so. */
const callMethod = (o: Value, name: string, ...args: Value[]): Value => call(getattr(o, name), ...args);

const IMPORT = { name: "<module>", qualname: "<module>", isPlain: true };

/** Makes the helpers for one module: what emitted code of `filename` runs on. */
export function helpersFor(module: Module, filename: string): Helpers & { codes: Code[] } {
  const codes: Code[] = [];
  const code = (spec: CodeSpec): Code => {
    const made = new Code(spec, module, filename, codes);
    codes.push(made);
    return made;
  };
  return { ...shared, code, codes } as unknown as Helpers & { codes: Code[] };
}

const shared = {
  None,
  Ellipsis,
  NotImplemented,
  B: builtinNames,
  SUSPENDED,
  float: (value: number) => new Float(value),
  complex: (imag: number) => new Complex(0, imag),
  bytes: (latin1: string) => makeBytes(Uint8Array.from(latin1, (c) => c.charCodeAt(0))),

  name,
  unbound,
  delName,
  classLoad(namespace: Value, key: string, module: Value, fallback?: () => Value): Value {
    const own = classLookup(namespace, key);
    if (own !== undefined) return own;
    const outer = fallback?.();
    return outer === undefined ? name(module, key) : outer;
  },
  classStore,
  classDelete,

  def: (
    entry: Callable,
    code: Code,
    _module: Value,
    defaults?: Value[],
    kwdefaults?: Record<string, Value>,
    full?: Callable,
    frame?: PyFunction["frame"],
  ) => def(entry, code, defaults, kwdefaults, full, frame),
  globals: (module: Value) => (module as Module).dict(),
  frameLocals(names: string[], values: (Value | undefined)[]): Value {
    const result = new Dict();
    names.forEach((key, i) => {
      const value = values[i];
      if (value !== undefined) result.set(key, value);
    });
    return result;
  },
  closure,
  annotateClass(namespace: Value, evaluate: () => Value[]): void {
    setClassAnnotations(namespace, evaluate);
  },
  annotate(target: Value, evaluate: () => Value[]): void {
    Object.defineProperty(target, "annotate", { value: evaluate, configurable: true, writable: true });
  },
  typeParams(target: Value, params: Value[]): void {
    const tuple = new Tuple(params);
    if ("code" in (target as object)) (target as PyFunction).typeParams = params;
    else setattr(target, "__type_params__", tuple);
  },
  default: defaultOf,
  kwdefault: keywordDefaultOf,
  arity,
  tuple: (items: Value[]) => new Tuple(items),
  generator,
  coroutine,
  asyncGenerator,
  generatorExpression: (frame: Frame, code: Code) => new Generator(frame, code),
  asyncGeneratorExpression: (frame: Frame, code: Code) => new AsyncGenerator(frame, code),
  buildClass,
  super: (cls: Value, self: Value) => new Super(cls as never, self),
  superCall,

  call,
  callKw,
  callEx,
  callMethod,
  callMethodKw,
  kwargs,
  spread,
  callS,
  callKwS,
  callExS,
  callMethodS,
  callMethodKwS,

  get strings(): Value {
    return known.str.tp.proto as unknown as Value;
  },
  getattr,
  setattr,
  delattr,
  getitem,
  itemOrRaised,
  dictGetitem,
  listGetitem: listGetitem as unknown as Callable,
  listSetitem: listSetitem as unknown as Callable,
  nextOrRaised,
  getsection,
  setitem,
  delitem,
  slice: (start: Value, stop: Value, step: Value) => new Slice(start, stop, step),

  ...operators,
  lt,
  le,
  gt,
  ge,
  eq,
  ne,
  is,
  contains,
  truth: truthOf,

  list: (items: Value[]) => new List(items),
  dict,
  set: setDisplay,
  setAdd: (into: PySet, item: Value) => {
    into.add(item);
  },
  extend,
  extendSet: extendItems,
  format: (value: Value, kind: string, spec: string) =>
    spec === "" && kind === "" && typeof value === "string" ? value : format(conversion(value, kind), spec),
  template,
  unpack,
  tupleType,

  iter,
  iterRange,
  pairs,
  yieldFrom,

  raise,
  reraise,
  caught,
  unwind,
  enter,
  leave,
  hold,
  release,
  yieldHeld,
  yieldFromHeld,
  match,
  matchStar,
  endStar,
  assertionError,

  withExit,
  withMethods,
  withUnusual,
  enterAsync,
  exitAsync,
  excInfo,

  await: awaitValue,
  awaitCall,
  RAISED,
  takeRaised: takeRaised as Helpers["takeRaised"],
  throwRaised: () => {
    throw takeRaised();
  },
  passRaised,
  awaitFrame,
  aiter,
  anext,
  stopAsync,
  drop(value: Value, code: Code, position: number): void {
    if (value instanceof Coroutine) {
      const place = new FrameView(code, position);
      const origin = originOf(value);
      if (origin instanceof Origin) origin.dropped = place;
      else noteOrigin(value, place);
      dropped(value);
    }
  },
  dropIterator,
  flag: interruptFlag,
  check: checkInterrupts,
  place,
  display: (value: Value) => {
    display.show(value);
  },

  importS(module: Value, name: string, fromlist: string[] | undefined, level: number): Value {
    const frame = importStatement(module as Module, name, fromlist, level);
    return awaitFrame(frame, IMPORT) as Value;
  },
  import: (module: Value, name: string, fromlist: string[] | undefined, level: number): Value =>
    withoutSuspending(importStatement(module as Module, name, fromlist, level)),
  importFrom,
  importStar,

  matchSequence,
  matchMapping,
  matchClass,

  typeVar,
  typeAlias,
  generic,
} satisfies Record<Exclude<keyof Helpers, "code">, unknown>;

/** `sys.displayhook`, for programs typed at a prompt. */
export const display: { show(value: Value): void } = { show: () => {} };

function withoutSuspending(frame: globalThis.Generator<unknown, Value, unknown>): Value {
  const before = mayBlock.suspend;
  mayBlock.suspend = false;
  try {
    return frame.next().value as Value;
  } finally {
    mayBlock.suspend = before;
  }
}
