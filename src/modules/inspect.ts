// The module `inspect`: what an object is, and how far a coroutine or a generator has come.
//
// Written here although CPython's is written in Python: that one imports `ast`, `dis`, `enum`, `re` and `tokenize`, and
// most programs want one predicate of it. What is not here comes from CPython's own, `_inspect`, at the first use of it.

import { AsyncGenerator } from "../asyncio/asyncgen.ts";
import { CLOSED, Coroutine, CREATED, RUNNING } from "../asyncio/coroutine.ts";
import { lookupAttribute } from "../runtime/attributes.ts";
import { Code, FLAGS, isFunction } from "../runtime/code.ts";
import { List } from "../runtime/containers/list.ts";
import { Tuple } from "../runtime/containers/tuple.ts";
import { factory, typeError } from "../runtime/errors.ts";
import { osError, Traceback } from "../runtime/exceptions.ts";
import { FrameView } from "../runtime/frames.ts";
import { Generator, isIterableCoroutine } from "../runtime/generators.ts";
import { importNow, modules } from "../runtime/imports.ts";
import { Module } from "../runtime/modules.ts";
import { iterate, repr } from "../runtime/protocols.ts";
import { pythonStack } from "../runtime/stack.ts";
import { sourceLine } from "../runtime/traceback.ts";
import { BoundMethod, GetSet, isType, special, typeName, typeOf } from "../runtime/types.ts";
import { None, type Value } from "../runtime/values.ts";
import { moduleFrom } from "./define.ts";
import { signature, signatureTypes } from "./signatures.ts";

/** The function behind methods and partials. */
function unwrapped(value: Value): Value {
  let f = value;
  while (f instanceof BoundMethod) f = f.func;
  for (;;) {
    const inner = typeof f === "object" && typeOf(f).tp.name === "partial" ? lookupAttribute(f, "func") : undefined;
    if (inner === undefined) return f;
    f = inner;
  }
}

const hasFlag =
  (flag: number) =>
  (value: Value): boolean => {
    const f = unwrapped(value);
    return isFunction(f) ? (f.code.flags & flag) !== 0 : claimsFlag(f, flag);
  };

/** What says that it is a function, as a mock of one does: by a code object of its own. */
function claimsFlag(value: Value, flag: number): boolean {
  if (typeof value !== "object" || value === null || isType(value)) return false;
  const code = lookupAttribute(value, "__code__");
  const flags = code === undefined ? undefined : lookupAttribute(code, "co_flags");
  return typeof flags === "number" && (flags & flag) !== 0;
}

/** A mark for callables that return coroutines without being coroutine functions. */
const marked = new WeakSet<object>();

/** Native coroutine functions of asyncio say so themselves. */
export const isCoroutineFunction = (value: Value): boolean => {
  const f = unwrapped(value);
  return (
    hasFlag(FLAGS.COROUTINE)(f) ||
    ((typeof f === "function" || typeof f === "object") && marked.has(f)) ||
    (typeof f === "function" && "awaitForm" in f)
  );
};

const isAwaitable = (value: Value): boolean =>
  value instanceof Coroutine || isIterableCoroutine(value) || special(value, "__await__") != null;

function coroutineState(coroutine: Coroutine): string {
  if (coroutine.state === RUNNING) return "CORO_RUNNING";
  if (coroutine.state === CLOSED) return "CORO_CLOSED";
  return coroutine.state === CREATED ? "CORO_CREATED" : "CORO_SUSPENDED";
}

function generatorState(generator: Generator): string {
  if (generator.running) return "GEN_RUNNING";
  if (generator.closed) return "GEN_CLOSED";
  return generator.started ? "GEN_SUSPENDED" : "GEN_CREATED";
}

function asyncGeneratorState(generator: AsyncGenerator): string {
  if (generator.running) return "AGEN_RUNNING";
  if (generator.closed) return "AGEN_CLOSED";
  return generator.started ? "AGEN_SUSPENDED" : "AGEN_CREATED";
}

function getmembers(object: Value, predicate?: Value): Value {
  const members: Value[] = [];
  for (const name of iterate(special(object, "__dir__")!(object))) {
    const value = lookupAttribute(object, name as string);
    if (value === undefined) continue;
    if (predicate === undefined || predicate === None || (predicate as (value: Value) => Value)(value) === true) {
      members.push(new Tuple([name, value]));
    }
  }
  const named = (entry: Value): string => (entry as Tuple).items[0] as string;
  return new List(members.sort((a, b) => (named(a) < named(b) ? -1 : named(a) > named(b) ? 1 : 0)));
}

/** A docstring without the indentation of its lines. */
function cleandoc(doc: string): string {
  const lines = doc.replaceAll("\t", "        ").split("\n");
  const margins = lines
    .slice(1)
    .filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  const margin = margins.length > 0 ? Math.min(...margins) : 0;
  const cleaned = [lines[0]!.trimStart(), ...lines.slice(1).map((line) => line.slice(margin))];
  while (cleaned.length > 0 && cleaned.at(-1) === "") cleaned.pop();
  while (cleaned.length > 0 && cleaned[0] === "") cleaned.shift();
  return cleaned.join("\n");
}

function getsource(object: Value): Value {
  const f = unwrapped(object);
  if (!isFunction(f)) return None;
  const { filename, firstlineno } = f.code;
  const first = sourceLine(filename, firstlineno) ?? "";
  const indent = first.length - first.trimStart().length;
  const lines = [first];
  for (let i = firstlineno + 1; ; i++) {
    const line = sourceLine(filename, i);
    if (line === undefined || (line.trim() !== "" && line.length - line.trimStart().length <= indent)) break;
    lines.push(line);
  }
  while (lines.at(-1)?.trim() === "") lines.pop();
  return `${lines.join("\n")}\n`;
}

function fileOf(object: Value): Value {
  const f = unwrapped(object);
  if (isFunction(f)) return f.code.filename;
  const module = isType(object) ? modules.get(String(lookupAttribute(object, "__module__"))) : object;
  const file = module === undefined ? undefined : lookupAttribute(module, "__file__");
  if (file !== undefined) return file;
  if (isType(object)) throw typeError(`${repr(object)} is a built-in class`);
  if (object instanceof Module) throw typeError(`${repr(object)} is a built-in module`);
  throw typeError(
    `module, class, method, function, traceback, frame, or code object was expected, got ${typeName(object)}`,
  );
}

const predicate = (test: (value: Value) => boolean) => test;

/** The bits of `co_flags`. */
const CODE_FLAGS: Record<string, number> = {
  CO_OPTIMIZED: 1,
  CO_NEWLOCALS: 2,
  CO_VARARGS: FLAGS.VARARGS,
  CO_VARKEYWORDS: FLAGS.VARKW,
  CO_NESTED: 16,
  CO_GENERATOR: FLAGS.GENERATOR,
  CO_NOFREE: 64,
  CO_COROUTINE: FLAGS.COROUTINE,
  CO_ITERABLE_COROUTINE: FLAGS.ITERABLE_COROUTINE,
  CO_ASYNC_GENERATOR: FLAGS.ASYNC_GENERATOR,
  CO_HAS_DOCSTRING: 0x4000000,
  CO_METHOD: 0x8000000,
};

export function createInspect(): Module {
  return moduleFrom("inspect", {
    doc: "Get useful information from live Python objects.",
    functions: {
      "isawaitable(object)": predicate(isAwaitable),
      "iscoroutine(object)": predicate((value) => value instanceof Coroutine),
      "iscoroutinefunction(obj)": predicate(isCoroutineFunction),
      "markcoroutinefunction(func)": (func: object) => {
        marked.add(func);
        return func;
      },
      "isasyncgen(object)": predicate((value) => value instanceof AsyncGenerator),
      "isasyncgenfunction(obj)": predicate(hasFlag(FLAGS.ASYNC_GENERATOR)),
      "isgenerator(object)": predicate((value) => value instanceof Generator),
      "isgeneratorfunction(obj)": predicate(hasFlag(FLAGS.GENERATOR)),
      "isfunction(object)": predicate(isFunction),
      "ismethod(object)": predicate((value) => value instanceof BoundMethod && isFunction(value.func)),
      "isbuiltin(object)": predicate((value) => typeof value === "function" && "signature" in value),
      "isroutine(object)": predicate(
        (value) => value instanceof BoundMethod || (typeof value === "function" && !isType(value)),
      ),
      "isclass(object)": predicate(isType),
      "ismodule(object)": predicate((value) => value instanceof Module),
      "iscode(object)": predicate((value) => value instanceof Code),
      "isframe(object)": predicate((value) => value instanceof FrameView),
      "istraceback(object)": predicate((value) => value instanceof Traceback),
      "isabstract(object)": predicate((value) => isType(value) && (value.tp.abstractMethods?.size ?? 0) > 0),
      "getcoroutinestate(coroutine)": coroutineState,
      "getgeneratorstate(generator)": generatorState,
      "getasyncgenstate(agen)": asyncGeneratorState,
      "getmembers(object, predicate=None)": getmembers,
      "getdoc(object)": (object: Value) => {
        const doc = lookupAttribute(object, "__doc__");
        return typeof doc === "string" ? cleandoc(doc) : None;
      },
      "cleandoc(doc)": cleandoc,
      "getmodule(object, _filename=None)": (object: Value) => {
        if (object instanceof Module) return object;
        const name = lookupAttribute(object, "__module__");
        return (typeof name === "string" ? modules.get(name) : undefined) ?? None;
      },
      "getsourcefile(object)": fileOf,
      "getsourcelines(object)": (object: Value) => {
        const source = getsource(object);
        if (typeof source !== "string") throw osError(2, "could not get source code");
        const f = unwrapped(object);
        const first = isFunction(f) ? f.code.firstlineno : 0;
        return new Tuple([new List(source.split(/(?<=\n)/)), first]);
      },
      "isdatadescriptor(object)": predicate((value) => !isType(value) && special(value, "__set__") != null),
      "ismethoddescriptor(object)": predicate(
        (value) =>
          !isType(value) &&
          !isFunction(value) &&
          special(value, "__get__") != null &&
          special(value, "__set__") == null,
      ),
      "isgetsetdescriptor(object)": predicate((value) => value instanceof GetSet),
      "ismemberdescriptor(object)": () => false,
      "ismethodwrapper(object)": () => false,
      "currentframe()": () => pythonStack()[0] ?? None,
      "getsource(object)": getsource,
      "getfile(object)": fileOf,
      "unwrap(func, *, stop=None)": (func: Value) => {
        let f = func;
        for (
          let inner = lookupAttribute(f, "__wrapped__");
          inner !== undefined;
          inner = lookupAttribute(f, "__wrapped__")
        )
          f = inner;
        return f;
      },
      "signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False, annotation_format=None)": (
        f: Value,
        _followWrapped: Value,
        _globals: Value,
        _locals: Value,
        _evalStr: Value,
        format?: Value,
      ) => signature(f, format),
      "__getattr__(name)": (name: Value) => {
        const found = String(name).startsWith("__") ? undefined : lookupAttribute(importNow("_inspect"), String(name));
        if (found !== undefined) return found;
        throw factory.make("AttributeError", [`module 'inspect' has no attribute ${repr(name)}`]);
      },
      "getmro(cls)": (cls: Value) => (isType(cls) ? new Tuple(cls.tp.mro) : None),
    },
    attributes: Object.assign(
      signatureTypes(),
      CODE_FLAGS,
      Object.fromEntries(
        [
          "CORO_CREATED",
          "CORO_RUNNING",
          "CORO_SUSPENDED",
          "CORO_CLOSED",
          "GEN_CREATED",
          "GEN_RUNNING",
          "GEN_SUSPENDED",
          "GEN_CLOSED",
          "AGEN_CREATED",
          "AGEN_RUNNING",
          "AGEN_SUSPENDED",
          "AGEN_CLOSED",
        ].map((name) => [name, name]),
      ),
    ),
  });
}
