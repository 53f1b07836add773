// `inspect.signature`: the parameters of a callable, and how they are written.

import { getattr, lookupAttribute } from "../runtime/attributes.ts";
import { call, callKw, callMethodKw } from "../runtime/calls.ts";
import { FLAGS, isFunction, type PyFunction } from "../runtime/code.ts";
import { equal } from "../runtime/comparison.ts";
import { Dict } from "../runtime/containers/dict.ts";
import { List } from "../runtime/containers/list.ts";
import { MappingProxy } from "../runtime/containers/mappingproxy.ts";
import { typeError, valueError } from "../runtime/errors.ts";
import { importNow } from "../runtime/imports.ts";
import { Module } from "../runtime/modules.ts";
import { nativeNewOf, nativeType } from "../runtime/native.ts";
import { object } from "../runtime/object.ts";
import { index, iterate, repr } from "../runtime/protocols.ts";
import type { Native } from "../runtime/signature.ts";
import { BoundMethod, isType, special, type Type, typeName, typeOf } from "../runtime/types.ts";
import { Ellipsis, None, NotImplemented, type Value } from "../runtime/values.ts";
import { bodyOf, compileSource } from "./builtins/execution.ts";

/** The kinds of parameters, in their order. */
const KINDS = ["POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD", "VAR_POSITIONAL", "KEYWORD_ONLY", "VAR_KEYWORD"];
const SHOWN = ["positional-only", "positional or keyword", "variadic positional", "keyword-only", "variadic keyword"];

class Kind {
  readonly order: number;
  constructor(order: number) {
    this.order = order;
  }
}

/** The class `inspect._empty` stands for what a parameter has not. */
export const empty = nativeType({ name: "_empty", module: "inspect" });

class Parameter {
  readonly name: string;
  readonly kind: Kind;
  readonly standard: Value;
  readonly annotation: Value;
  constructor(name: string, kind: Kind, standard: Value, annotation: Value) {
    this.name = name;
    this.kind = kind;
    this.standard = standard;
    this.annotation = annotation;
  }
}

class Signature {
  readonly parameters: Parameter[];
  readonly result: Value;
  constructor(parameters: Parameter[], result: Value) {
    this.parameters = parameters;
    this.result = result;
  }
}

const kinds = KINDS.map((_, order) => new Kind(order));
const POSITIONAL_ONLY = 0;
const VAR_POSITIONAL = 2;
const KEYWORD_ONLY = 3;

/** An annotation as signatures show it. */
function annotationText(value: Value): string {
  if (isType(value))
    return value.tp.module === "builtins" ? value.tp.qualname : `${value.tp.module}.${value.tp.qualname}`;
  return value === Ellipsis ? "..." : repr(value);
}

function parameterText(self: Parameter): string {
  const stars = ["", "", "*", "", "**"][self.kind.order]!;
  const annotated = self.annotation !== empty;
  let text = stars + self.name + (annotated ? `: ${annotationText(self.annotation)}` : "");
  if (self.standard !== empty) text += annotated ? ` = ${repr(self.standard)}` : `=${repr(self.standard)}`;
  return text;
}

function signatureText(self: Signature): string {
  const parts: string[] = [];
  let slash = false;
  let star = true;
  for (const parameter of self.parameters) {
    const { order } = parameter.kind;
    if (order === POSITIONAL_ONLY) slash = true;
    else if (slash) {
      parts.push("/");
      slash = false;
    }
    if (order === VAR_POSITIONAL) star = false;
    else if (order === KEYWORD_ONLY && star) {
      parts.push("*");
      star = false;
    }
    parts.push(parameterText(parameter));
  }
  if (slash) parts.push("/");
  const result = self.result === empty ? "" : ` -> ${annotationText(self.result)}`;
  return `(${parts.join(", ")})${result}`;
}

/** How annotations are evaluated: a member of `annotationlib.Format`, or undefined for what they are. */
export type AnnotationFormat = Value | undefined;

function annotationsOf(f: PyFunction, format: AnnotationFormat): Value | undefined {
  if (format === undefined || format === None || equal(format, 1)) return lookupAttribute(f, "__annotations__");
  return callKw(getattr(importNow("annotationlib"), "get_annotations"), [f], ["format"], [format]);
}

function ofFunction(f: PyFunction, format?: AnnotationFormat): Signature {
  const { argcount, posonlyargcount, kwonlyargcount, varnames, flags } = f.code;
  const found = annotationsOf(f, format);
  const annotations = found instanceof Dict ? found : new Dict();
  const make = (at: number, kind: number, standard: Value | undefined): Parameter => {
    const name = varnames[at]!;
    return new Parameter(name, kinds[kind]!, standard ?? empty, annotations.get(name) ?? empty);
  };
  const parameters: Parameter[] = [];
  const required = argcount - (f.defaults?.length ?? 0);
  for (let i = 0; i < argcount; i++) parameters.push(make(i, i < posonlyargcount ? 0 : 1, f.defaults?.[i - required]));
  const varargs = argcount + kwonlyargcount;
  if (flags & FLAGS.VARARGS) parameters.push(make(varargs, VAR_POSITIONAL, undefined));
  for (let i = argcount; i < varargs; i++) parameters.push(make(i, KEYWORD_ONLY, f.kwdefaults?.[varnames[i]!]));
  if (flags & FLAGS.VARKW) parameters.push(make(varargs + (flags & FLAGS.VARARGS ? 1 : 0), 4, undefined));
  return new Signature(parameters, annotations.get("return") ?? empty);
}

function evaluated(text: string): Value {
  return bodyOf(compileSource(text, "<signature>", "eval"), new Module("inspect")).next().value;
}

/** What is written in TypeScript has its parameters as a text: those of a lambda, which tells the defaults too. */
function ofNative(f: Native): Signature {
  const { text } = f.signature;
  const written = text.slice(1, -1).trim();
  const self =
    f.owner === undefined ? "" : f.asPython !== undefined || /(^|, )\/($|,)/.test(written) ? "self, " : "self, /, ";
  const parameters = (self + written).replace(/, $/, "").replaceAll(UNREPRESENTABLE, "...");
  const { parameters: made, result } = ofFunction(evaluated(`lambda ${parameters}: None`) as PyFunction);
  return new Signature(made.map(shownDefault), result);
}

/** `bind` and `bind_partial` are those of CPython's own signatures, made of the same parameters. */
const bindAs =
  (method: string) =>
  (self: Signature, args: Value[], keywords: Map<string, Value> | undefined): Value => {
    const library = importNow("_inspect");
    const orMissing = (value: Value): Value => (value === empty ? getattr(library, "_empty") : value);
    const parameters = self.parameters.map((each) =>
      callKw(
        getattr(library, "Parameter"),
        [each.name, call(getattr(library, "_ParameterKind"), each.kind.order)],
        ["default", "annotation"],
        [orMissing(each.standard), orMissing(each.annotation)],
      ),
    );
    const signature = call(getattr(library, "Signature"), new List(parameters));
    return callMethodKw(signature, method, args, [...(keywords?.keys() ?? [])], [...(keywords?.values() ?? [])]);
  };

/** CPython's text for a default that only C knows. */
const UNREPRESENTABLE = "<unrepresentable>";
const unrepresentable = nativeType({
  name: "_unrepresentable",
  module: "inspect",
  special: { __repr__: () => UNREPRESENTABLE },
});

const shownDefault = (of: Parameter): Parameter =>
  of.standard === Ellipsis ? new Parameter(of.name, of.kind, unrepresentable(), of.annotation) : of;

/** Without the parameter that the instance takes. */
function bound(signature: Signature): Signature {
  const [first, ...rest] = signature.parameters;
  return new Signature(first?.kind.order === VAR_POSITIONAL ? signature.parameters : rest, signature.result);
}

/** CPython's own signature, with the parameters and the class of ours. */
function ofLibrary(made: Value): Signature {
  const library = importNow("_inspect");
  const missing = getattr(library, "_empty");
  const orEmpty = (value: Value): Value => (value === missing ? empty : value);
  const parameters: Parameter[] = [];
  for (const each of iterate(call(getattr(getattr(made, "parameters"), "values")))) {
    const kind = kinds[Number(index(getattr(each, "kind")))]!;
    const [standard, annotation] = [getattr(each, "default"), getattr(each, "annotation")];
    parameters.push(new Parameter(String(getattr(each, "name")), kind, orEmpty(standard), orEmpty(annotation)));
  }
  return new Signature(parameters, orEmpty(getattr(made, "return_annotation")));
}

/** What a callable says of itself; CPython's `inspect` knows the rarer forms. */
function declared(f: Value): Signature | undefined {
  const given = lookupAttribute(f, "__signature__");
  if (given === undefined || given === None) return undefined;
  if (given instanceof Signature) return given;
  return ofLibrary(typeName(given) === "Signature" ? given : call(getattr(importNow("_inspect"), "signature"), f));
}

export function signature(f: Value, format?: AnnotationFormat): Signature {
  if (f instanceof BoundMethod) return bound(signature(f.func, format));
  const own = declared(f);
  if (own !== undefined) return own;
  if (typeof f === "object" && typeOf(f).tp.name === "partial") {
    return ofLibrary(call(getattr(importNow("_inspect"), "signature"), f));
  }
  if (isFunction(f)) {
    const wrapped = lookupAttribute(f, "__wrapped__");
    return wrapped === undefined ? ofFunction(f, format) : signature(wrapped, format);
  }
  if (isType(f)) return ofClass(f, format);
  const wrapped = typeof f === "object" ? lookupAttribute(f, "__wrapped__") : undefined;
  if (wrapped !== undefined) return signature(wrapped, format);
  if (typeof f === "function") return ofNative(f as Native);
  const method = special(f, "__call__");
  if (method == null) throw typeError(`${repr(f)} is not a callable object`);
  return bound(signature(typeOf(f).tp.lookup("__call__")!, format));
}

function ofClass(cls: Type, format: AnnotationFormat): Signature {
  for (const name of ["__new__", "__init__"]) {
    const own = cls.tp.lookup(name)!;
    if (own === object.tp.dict.get(name)) continue;
    const f = isFunction(own) ? own : (own as { func?: Value }).func;
    if (isFunction(f)) return bound(ofFunction(f, format));
    const native = name === "__new__" ? nativeNewOf(own)?.declared : (own as Native);
    if (native === undefined || native.signature.text === "(*args, **kwargs)") continue;
    // What is declared of a native `__new__` does not name the class.
    return name === "__new__" ? ofNative(native) : bound(ofNative(native));
  }
  if (["__new__", "__init__"].every((name) => cls.tp.lookup(name) === object.tp.dict.get(name))) {
    return new Signature([], empty);
  }
  throw valueError(`no signature found for builtin type ${repr(cls)}`);
}

export function signatureTypes(): Record<string, Value> {
  nativeType({
    name: "_ParameterKind",
    module: "inspect",
    ctor: Kind,
    getters: {
      name: (self: Kind) => KINDS[self.order]!,
      value: (self: Kind) => self.order,
      description: (self: Kind) => SHOWN[self.order]!,
    },
    special: {
      __repr__: (self: Kind) => `<_ParameterKind.${KINDS[self.order]}: ${self.order}>`,
      __str__: (self: Kind) => KINDS[self.order]!,
      __index__: (self: Kind) => self.order,
    },
  });
  const parameter = nativeType({
    name: "Parameter",
    module: "inspect",
    ctor: Parameter,
    getters: {
      name: (self: Parameter) => self.name,
      kind: (self: Parameter) => self.kind,
      default: (self: Parameter) => self.standard,
      annotation: (self: Parameter) => self.annotation,
    },
    attributes: { empty, ...Object.fromEntries(KINDS.map((name, i) => [name, kinds[i]!])) },
    special: {
      __str__: parameterText,
      __repr__: (self: Parameter) => `<${typeOf(self).tp.name} "${parameterText(self)}">`,
    },
  });
  const type = nativeType({
    name: "Signature",
    methods: {
      "bind(*args, **kwargs)": bindAs("bind"),
      "bind_partial(*args, **kwargs)": bindAs("bind_partial"),
    },
    module: "inspect",
    ctor: Signature,
    getters: {
      parameters: (self: Signature) => {
        const all = new Dict();
        for (const each of self.parameters) all.set(each.name, each);
        return new MappingProxy(all);
      },
      return_annotation: (self: Signature) => self.result,
    },
    attributes: { empty },
    special: {
      __str__: signatureText,
      __repr__: (self: Signature) => `<Signature ${signatureText(self)}>`,
      __eq__: (self: Signature, other: Value) =>
        other instanceof Signature ? signatureText(self) === signatureText(other) : NotImplemented,
    },
  });
  return { Parameter: parameter, Signature: type, _empty: empty };
}
