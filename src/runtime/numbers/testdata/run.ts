// Runs the recorded rows (see record.py) with our own operations.

// First, since the files of the runtime import one another in circles.
import "../../exceptions.ts";

import * as comparison from "../../comparison.ts";
import * as coretypes from "../../coretypes.ts";
import * as operators from "../../operators.ts";
import { format, repr } from "../../protocols.ts";
import { str } from "../../strings/str.ts";
import { typeName, typeOf } from "../../types.ts";
import { type Callable, float, int, None, type Value } from "../../values.ts";
import { bool } from "../bool.ts";
import { Complex, complex } from "../complex.ts";
import { floatType } from "../float.ts";
import { abs, divmod, pow, round } from "../functions.ts";
import { intType } from "../int.ts";

/** operation, arguments, outcome */
export type Row = string[];

export const types = [intType, bool, floatType, complex, str, coretypes];

function double(text: string): number {
  if (text.endsWith("inf")) return text.startsWith("-") ? -Infinity : Infinity;
  return text === "nan" ? Number.NaN : Number(text);
}

export function decode(text: string): Value {
  const rest = text.slice(1);
  switch (text[0]) {
    case "n":
      return None;
    case "b":
      return rest === "True";
    case "i":
      return int(BigInt(rest));
    case "f":
      return float(double(rest));
    case "c": {
      const [real = "", imag = ""] = rest.split(",");
      return new Complex(double(real), double(imag));
    }
    default:
      return rest;
  }
}

const names: Record<string, string> = { truediv: "div", itruediv: "idiv", and_: "and", or_: "or", is_: "is" };

const functions: Record<string, Callable> = {
  ...(operators as unknown as Record<string, Callable>),
  ...(comparison as unknown as Record<string, Callable>),
  abs,
  divmod,
  powmod: pow,
  round,
  repr,
  hash: (v) => (typeOf(v).tp.proto.m$__hash__ as Callable)(v),
  format: (v, spec) => format(v, spec as string),
  int: intType,
  float: floatType,
  complex,
  fromhex: (text) => (floatType.tp.dict.get("fromhex") as unknown as { func: Callable }).func(floatType, text),
};

export function operation(name: string): Callable {
  if (name.startsWith(".")) {
    const slot = `m$${name.slice(1)}` as const;
    return (self, ...args) => (typeOf(self).tp.proto[slot] as Callable)(self, ...args);
  }
  return functions[names[name] ?? name] as Callable;
}

/** What our operation makes of a row's arguments, as the recorder writes it. */
export function run(row: Row): string {
  const [name = "", ...args] = row.slice(0, -1);
  try {
    return `=${repr(operation(name)(...args.map(decode)))}`;
  } catch (e) {
    if (typeof e !== "object" || e === null || !("type_" in e)) throw e;
    return `!${typeName(e)}: ${(e as unknown as { args: Value[] }).args.map(String).join(": ")}`;
  }
}
