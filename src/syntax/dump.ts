// A tree as text, in the format of CPython's `ast.dump`.

import { type ConstantValue, FIELDS, type FieldType, hasPosition, type Node } from "./ast.ts";

export interface DumpOptions {
  /** Also give lines and columns. */
  attributes?: boolean;
}

/** What `ast.dump(tree, include_attributes=attributes)` gives. */
export function dump(node: Node, options: DumpOptions = {}): string {
  const parts: string[] = [];
  dumpNode(node, options.attributes ?? false, parts);
  return parts.join("");
}

type Values = Readonly<Record<string, unknown>>;

function dumpNode(node: Node, attributes: boolean, out: string[]): void {
  const fields = FIELDS[node.node] as Readonly<Record<string, FieldType>>;
  const values = node as unknown as Values;
  out.push(node.node, "(");
  let first = true;
  const start = (name: string) => {
    out.push(first ? name : `, ${name}`, "=");
    first = false;
  };
  for (const name in fields) {
    const type = fields[name]!;
    const value = values[name];
    // Like ast.dump, which leaves out what is absent anyway.
    if (value === null || (Array.isArray(value) && value.length === 0)) continue;
    start(name);
    dumpField(type, value, attributes, out);
  }
  if (attributes && hasPosition(node)) {
    for (const name of ["lineno", "col_offset", "end_lineno", "end_col_offset"] as const) {
      start(name);
      out.push(String(node[name]));
    }
  }
  out.push(")");
}

function dumpField(type: FieldType, value: unknown, attributes: boolean, out: string[]): void {
  switch (type) {
    case "node":
    case "node?":
      dumpNode(value as Node, attributes, out);
      break;
    case "nodes":
    case "nodes?":
      out.push("[");
      for (const [index, item] of (value as (Node | null)[]).entries()) {
        if (index > 0) out.push(", ");
        if (item === null) out.push("None");
        else dumpNode(item, attributes, out);
      }
      out.push("]");
      break;
    case "operator":
      out.push(String(value), "()");
      break;
    case "operators":
      out.push("[", (value as string[]).map((operator) => `${operator}()`).join(", "), "]");
      break;
    case "identifiers":
      out.push("[", (value as string[]).map(reprString).join(", "), "]");
      break;
    case "int":
      out.push(String(value));
      break;
    case "constant":
      out.push(reprConstant(value as ConstantValue));
      break;
    default:
      out.push(reprString(value as string));
  }
}

/** Python's repr of a constant. */
export function reprConstant(constant: ConstantValue): string {
  switch (constant.type) {
    case "int":
      return String(constant.value);
    case "float":
      return reprFloat(constant.value, true);
    case "complex":
      return `${reprFloat(constant.value, false)}j`;
    case "str":
      return reprString(constant.value);
    case "bytes":
      return reprBytes(constant.value);
    default:
      return constant.type;
  }
}

/** Python's shortest text for a float; that of an imaginary part has no ".0". */
export function reprFloat(value: number, point: boolean): string {
  if (value === Number.POSITIVE_INFINITY) return "inf";
  const [mantissa = "", exponentText = "0"] = value.toExponential().split("e");
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    const digits = String(Math.abs(exponent)).padStart(2, "0");
    return `${mantissa}e${exponent < 0 ? "-" : "+"}${digits}`;
  }
  const plain =
    exponent < 0 ? value.toFixed(Math.min(100, mantissa.replace(".", "").length - 1 - exponent)) : String(value);
  return point && !plain.includes(".") ? `${plain}.0` : plain;
}

const NOT_PRINTABLE = /[\p{C}\p{Z}]/u;

/** Python's repr of a str. */
export function reprString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let repr = quote;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (character === quote || character === "\\") repr += `\\${character}`;
    else if (code >= 0x20 && code < 0x7f) repr += character;
    else if (character === "\n") repr += "\\n";
    else if (character === "\r") repr += "\\r";
    else if (character === "\t") repr += "\\t";
    else if (code >= 0xa0 && !NOT_PRINTABLE.test(character)) repr += character;
    else if (code < 0x100) repr += `\\x${code.toString(16).padStart(2, "0")}`;
    else if (code < 0x10000) repr += `\\u${code.toString(16).padStart(4, "0")}`;
    else repr += `\\U${code.toString(16).padStart(8, "0")}`;
  }
  return repr + quote;
}

function reprBytes(bytes: Uint8Array): string {
  const quote = bytes.includes(39) && !bytes.includes(34) ? '"' : "'";
  let repr = `b${quote}`;
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    if (character === quote || character === "\\") repr += `\\${character}`;
    else if (character === "\n") repr += "\\n";
    else if (character === "\r") repr += "\\r";
    else if (character === "\t") repr += "\\t";
    else if (byte >= 0x20 && byte < 0x7f) repr += character;
    else repr += `\\x${byte.toString(16).padStart(2, "0")}`;
  }
  return repr + quote;
}
