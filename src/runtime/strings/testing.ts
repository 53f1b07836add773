// Runs recorded cases: each line of a file in testdata is a Python expression, a tab, and what CPython 3.14 made of it
// (testdata/record.py). The expressions are walked here, so that the types can be tested without the compiler.

// First, since the files of the runtime import one another in circles.
import "../exceptions.ts";

import { readFileSync } from "node:fs";
import { type Expr, parse } from "../../syntax/index.ts";
import { callMethod, getattr } from "../attributes.ts";
import { bytearray } from "../bytes/bytearray.ts";
import { bytes } from "../bytes/bytes.ts";
import { memoryview } from "../bytes/memoryview.ts";
import { call, callKw } from "../calls.ts";
import * as comparison from "../comparison.ts";
import "../coretypes.ts";
import { Dict } from "../containers/dict.ts";
import { contains, getitem } from "../containers/items.ts";
import { List, list } from "../containers/list.ts";
import { Slice, slice } from "../containers/slice.ts";
import { Tuple, tuple } from "../containers/tuple.ts";
import { type Exc, exceptionText } from "../exceptions.ts";
import { nativeFunction } from "../native.ts";
import { bool } from "../numbers/bool.ts";
import { floatType } from "../numbers/float.ts";
import { intType } from "../numbers/int.ts";
import * as operators from "../operators.ts";
import { ascii, format, hash, iter, length, repr, str as strOf } from "../protocols.ts";
import { type Type, typeOf } from "../types.ts";
import { Float, None, type Value } from "../values.ts";
import { str } from "./str.ts";
import { convert, interpolationType, template, templateType } from "./template.ts";

const types: Record<string, Type> = {
  str,
  bytes,
  bytearray,
  memoryview,
  slice,
  list,
  tuple,
  bool,
  int: intType,
  float: floatType,
  Template: templateType,
  Interpolation: interpolationType,
};

const functions: Record<string, Value> = {
  repr: nativeFunction("repr(obj, /)", repr),
  ascii: nativeFunction("ascii(obj, /)", ascii),
  len: nativeFunction("len(obj, /)", length),
  hash: nativeFunction("hash(obj, /)", hash),
  iter: nativeFunction("iter(obj, /)", (value: Value) => iter(value)),
  format: nativeFunction("format(value, spec='', /)", (value: Value, spec?: Value) =>
    format(value, (spec ?? "") as string),
  ),
  type_name: nativeFunction("type_name(obj, /)", (value: Value) => typeOf(value).tp.name),
  convert,
};

const BINARY: Record<string, (a: Value, b: Value) => Value> = {
  Add: operators.add,
  Sub: operators.sub,
  Mult: operators.mul,
  Mod: operators.mod,
  Pow: operators.pow,
};

const COMPARE: Record<string, (a: Value, b: Value) => Value> = {
  Eq: comparison.eq,
  NotEq: comparison.ne,
  Lt: comparison.lt,
  LtE: comparison.le,
  Gt: comparison.gt,
  GtE: comparison.ge,
  In: (item, container) => contains(container, item),
  NotIn: (item, container) => !contains(container, item),
};

type Names = Map<string, Value>;

/** Conversions as the syntax tree has them: -1 none, else the letter's code. */
const conversionOf = (code: number): string => (code < 0 ? "" : String.fromCharCode(code));

function evaluate(e: Expr, names: Names): Value {
  const at = (sub: Expr): Value => evaluate(sub, names);
  const optional = (sub: Expr | null): Value => (sub === null ? None : at(sub));
  switch (e.node) {
    case "Constant":
      return constant(e.value);
    case "Name": {
      const value = names.get(e.id) ?? types[e.id] ?? functions[e.id];
      if (value === undefined) throw new Error(`unknown name in a case: ${e.id}`);
      return value;
    }
    case "NamedExpr": {
      const value = at(e.value);
      names.set(e.target.id, value);
      return value;
    }
    case "Tuple":
      return new Tuple(e.elts.map(at));
    case "List":
      return new List(e.elts.map(at));
    case "Dict": {
      const dict = new Dict();
      e.keys.forEach((key, i) => {
        dict.set(at(key!), at(e.values[i]!));
      });
      return dict;
    }
    case "UnaryOp":
      return e.op === "USub" ? operators.neg(at(e.operand)) : operators.pos(at(e.operand));
    case "BinOp":
      return BINARY[e.op]!(at(e.left), at(e.right));
    case "Compare":
      return COMPARE[e.ops[0]!]!(at(e.left), at(e.comparators[0]!));
    case "Attribute":
      return getattr(at(e.value), e.attr);
    case "Subscript":
      return getitem(at(e.value), at(e.slice));
    case "Slice":
      return new Slice(optional(e.lower), optional(e.upper), optional(e.step));
    case "Call": {
      const args = e.args.map(at);
      const keywords = e.keywords.map(({ arg }) => arg!);
      const values = e.keywords.map(({ value }) => at(value));
      if (e.func.node === "Attribute" && keywords.length === 0) {
        return callMethod(at(e.func.value), e.func.attr, ...args);
      }
      const f = at(e.func);
      return keywords.length === 0 ? call(f, ...args) : callKw(f, args, keywords, values);
    }
    case "TemplateStr": {
      const strings = [""];
      const fields: [Value, string, string | undefined, string][] = [];
      for (const part of e.values) {
        if (part.node === "Interpolation") {
          const spec = part.format_spec === null ? "" : (at(part.format_spec) as string);
          fields.push([at(part.value), part.str as unknown as string, conversionOf(part.conversion), spec]);
          strings.push("");
        } else strings.push(strings.pop()! + (at(part) as string));
      }
      return template(strings, fields);
    }
    case "FormattedValue":
      return strOf(at(e.value));
    case "JoinedStr":
      return e.values.map((part) => strOf(at(part))).join("");
    default:
      throw new Error(`unknown node in a case: ${e.node}`);
  }
}

function constant(value: Extract<Expr, { node: "Constant" }>["value"]): Value {
  switch (value.type) {
    case "None":
      return None;
    case "True":
      return true;
    case "False":
      return false;
    case "int":
    case "str":
      return value.value;
    case "float":
      return Number.isInteger(value.value) ? new Float(value.value) : value.value;
    case "bytes":
      return call(bytes, new List(Array.from(value.value)));
    default:
      throw new Error(`unknown constant in a case: ${value.type}`);
  }
}

/** The repr of the expression's value, or the exception: `TypeError: …`. */
export function outcome(expression: string): string {
  const tree = parse(expression, { mode: "eval" });
  try {
    return repr(evaluate(tree.body, new Map()));
  } catch (e) {
    if (typeof e !== "object" || e === null || !("args" in e)) throw e;
    return `${typeOf(e).tp.name}: ${errorText(e as Exc)}`;
  }
}

const errorText = (e: Exc): string => (typeOf(e).tp.proto.m$__str__ ? strOf(e) : exceptionText(e));

/** The lines of a file in testdata. */
export const recorded = (directory: string, name: string): string[] =>
  readFileSync(`${directory}/testdata/${name}`, "utf8").trimEnd().split("\n");

/** The same lines with our own outcomes. */
export const replayed = (lines: string[]): string[] =>
  lines.map((line) => {
    const expression = line.slice(0, line.indexOf("\t"));
    return `${expression}\t${outcome(expression)}`;
  });
