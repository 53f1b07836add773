// The module `_string`: how `string.Formatter` takes a format string apart.

import { iteratorType } from "../runtime/containers/iterators.ts";
import { Tuple } from "../runtime/containers/tuple.ts";
import { typeError, valueError } from "../runtime/errors.ts";
import type { Module } from "../runtime/modules.ts";
import { asStr } from "../runtime/protocols.ts";
import { typeName } from "../runtime/types.ts";
import { None, type Value } from "../runtime/values.ts";
import { moduleFrom } from "./define.ts";

class Parts {
  private readonly parts: Value[];
  private at = 0;
  constructor(parts: Value[]) {
    this.parts = parts;
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    return this.parts[this.at++];
  }
}

/** The position after the replacement field whose brace stands before `start`. */
function endOfField(text: string, start: number): number {
  let depth = 1;
  for (let i = start; i < text.length; i++) {
    if (text[i] === "{") depth++;
    else if (text[i] === "}" && --depth === 0) return i;
  }
  throw valueError("expected '}' before end of string");
}

/** (literal text, field name, format spec, conversion) for each field, and the literal text after the last. */
function parse(text: string): Value[] {
  const parts: Value[] = [];
  let literal = "";
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c !== "{" && c !== "}") {
      literal += c;
    } else if (text[i + 1] === c) {
      parts.push(new Tuple([literal + c, None, None, None]));
      literal = "";
      i++;
    } else if (c === "}") {
      throw valueError("Single '}' encountered in format string");
    } else {
      if (i + 1 >= text.length) throw valueError("Single '{' encountered in format string");
      const end = endOfField(text, i + 1);
      parts.push(field(literal, text.slice(i + 1, end)));
      literal = "";
      i = end;
    }
  }
  if (literal !== "") parts.push(new Tuple([literal, None, None, None]));
  return parts;
}

function field(literal: string, inside: string): Value {
  let depth = 0;
  let at = 0;
  for (; at < inside.length; at++) {
    const c = inside[at]!;
    if (c === "[") depth++;
    else if (c === "]") depth--;
    else if (depth === 0 && (c === ":" || c === "!")) break;
  }
  const name = inside.slice(0, at);
  if (inside[at] !== "!") return new Tuple([literal, name, inside.slice(at + 1), None]);
  const conversion = inside[at + 1];
  if (conversion === undefined) throw valueError("end of string while looking for conversion specifier");
  const after = inside[at + 2];
  if (after !== undefined && after !== ":") throw valueError("expected ':' after conversion specifier");
  return new Tuple([literal, name, inside.slice(at + 3), conversion]);
}

const numeric = (text: string): Value => (/^\d+$/.test(text) ? Number(text) : text);

/** `"a.b[0]"`: the first name, and (is attribute, name) for what follows. */
function splitName(text: string): Value {
  const first = /^[^.[]*/.exec(text)![0];
  const rest: Value[] = [];
  for (const [, attribute, item] of text.slice(first.length).matchAll(/\.([^.[]*)|\[([^\]]*)\]/g)) {
    rest.push(attribute === undefined ? new Tuple([false, numeric(item!)]) : new Tuple([true, attribute]));
  }
  return new Tuple([numeric(first), new Parts(rest)]);
}

function given(value: Value): string {
  const text = asStr(value);
  if (text === undefined) throw typeError(`expected str, got ${typeName(value)}`);
  return text;
}

export function createString(): Module {
  iteratorType("formatteriterator", Parts, { module: "_string" });
  return moduleFrom("_string", {
    doc: "string helper module",
    functions: {
      "formatter_parser(format_string, /)": (text: Value) => new Parts(parse(given(text))),
      "formatter_field_name_split(field_name, /)": (text: Value) => splitName(given(text)),
    },
  });
}
