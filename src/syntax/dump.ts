// A tree as text, in the format of CPython's `ast.dump`.

import { type ConstantValue, FIELDS, type FieldType, hasPosition, type Node } from "./ast.ts";
import { reprConstant, reprString } from "./literals.ts";

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
