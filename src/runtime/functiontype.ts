// The type of functions written in Python: its attributes, most of which live in the code object until they are set.

import { ownAttribute } from "./attributes.ts";
import { call } from "./calls.ts";
import { closureOf } from "./cells.ts";
import { annotateFunction, annotationsOf } from "./classes.ts";
import type { PyFunction } from "./code.ts";
import { Dict } from "./containers/dict.ts";
import { Tuple } from "./containers/tuple.ts";
import { typeError } from "./errors.ts";
import { importNow } from "./imports.ts";
import { Module } from "./modules.ts";
import { nativeType } from "./native.ts";
import { address } from "./protocols.ts";
import { known, Method } from "./types.ts";
import { None, type Value } from "./values.ts";

/** `f.__annotate__`: the annotations as a function of the format in which they are wanted, of which there is one. */
function annotateOf(f: PyFunction): Value {
  const set = own(f, "annotate$");
  if (set !== undefined) return set;
  const { annotate } = f;
  if (annotate === undefined) return None;
  const made = annotateFunction(annotate);
  Object.assign(f, { annotate$: made });
  return made;
}

/** The built-in names that a function's module has, as a dict. */
function builtinsOf(f: PyFunction): Value {
  const builtins = ownAttribute(f.code.module, "__builtins__") ?? importNow("builtins");
  return builtins instanceof Module ? builtins.dict() : builtins;
}

const own = (f: object, name: string): Value | undefined => (f as Record<string, Value | undefined>)[name];

known.function = nativeType({
  name: "function",
  ctor: class PythonFunction {},
  final: true,
  hasDict: true,
  special: {
    __repr__: (self: PyFunction) => `<function ${qualnameOf(self)} at ${address(self)}>`,
    __get__: (self: PyFunction, instance: Value) => (instance === None ? self : new Method(self, instance)),
    __call__: (self: PyFunction, ...args: Value[]) => self(...args),
  },
  getters: {
    __name__: [(f: PyFunction) => own(f, "name$") ?? f.code.name, (f: PyFunction, value) => setName(f, "name", value)],
    __qualname__: [qualnameOf, (f: PyFunction, value) => setName(f, "qualname", value)],
    __module__: [
      (f: PyFunction) => own(f, "module$") ?? f.code.module.$__name__ ?? None,
      (f: PyFunction, value) => {
        Object.assign(f, { module$: value ?? None });
      },
    ],
    __doc__: [
      (f: PyFunction) => own(f, "doc$") ?? f.code.doc ?? None,
      (f: PyFunction, value) => {
        Object.assign(f, { doc$: value ?? None });
      },
    ],
    __code__: (f: PyFunction) => f.code.original,
    __globals__: (f: PyFunction) => f.code.module.dict(),
    __builtins__: builtinsOf,
    __closure__: closureOf,
    __defaults__: [
      (f: PyFunction) => (f.defaults ? new Tuple(f.defaults) : None),
      (f: PyFunction, value) => {
        if (value === undefined || value === None) f.defaults = undefined;
        else if (value instanceof Tuple) f.defaults = [...value.items];
        else throw typeError("__defaults__ must be set to a tuple object");
      },
    ],
    __kwdefaults__: [
      (f: PyFunction) => {
        if (!f.kwdefaults) return None;
        const result = new Dict();
        for (const [name, value] of Object.entries(f.kwdefaults)) result.set(name, value);
        return result;
      },
      (f: PyFunction, value) => {
        if (value === undefined || value === None) f.kwdefaults = undefined;
        else if (value instanceof Dict) f.kwdefaults = Object.fromEntries(value.entries() as Iterable<[string, Value]>);
        else throw typeError("__kwdefaults__ must be set to a dict object");
      },
    ],
    __annotations__: [
      (f: PyFunction) => {
        const cached = own(f, "annotations$");
        if (cached !== undefined) return cached;
        const set = own(f, "annotate$");
        const result = set === undefined || set === None ? annotationsOf(f.annotate) : call(set, 1);
        Object.assign(f, { annotations$: result });
        return result;
      },
      (f: PyFunction, value) => {
        Object.assign(f, { annotations$: value ?? new Dict() });
      },
    ],
    __annotate__: [
      (f: PyFunction) => annotateOf(f),
      (f: PyFunction, value) => {
        Object.assign(f, { annotate$: value, annotations$: undefined });
      },
    ],
    __type_params__: [
      (f: PyFunction) => new Tuple(f.typeParams ?? []),
      (f: PyFunction, value) => {
        if (!(value instanceof Tuple)) throw typeError("__type_params__ must be set to a tuple");
        f.typeParams = [...value.items];
      },
    ],
  },
});

function qualnameOf(f: PyFunction): string {
  return (own(f, "qualname$") as string | undefined) ?? f.code.qualname;
}

function setName(f: PyFunction, key: "name" | "qualname", value: Value | undefined): void {
  if (typeof value !== "string") throw typeError(`__${key}__ must be set to a string object`);
  Object.assign(f, { [`${key}$`]: value });
  // Generators and coroutines take their names from the code, as they are made.
  if (!f.code.isPlain) f.code = f.code.alias({ [key]: value });
}
