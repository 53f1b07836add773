// Syntax trees as Python objects, and such objects as syntax trees: what `compile` gives and takes where the program
// works on trees.

import { lookupAttribute } from "../../runtime/attributes.ts";
import { Bytes, makeBytes } from "../../runtime/bytes/bytes.ts";
import { List } from "../../runtime/containers/list.ts";
import { typeError, valueError } from "../../runtime/errors.ts";
import { newInstance } from "../../runtime/native.ts";
import { Complex } from "../../runtime/numbers/complex.ts";
import { asStr, iterate } from "../../runtime/protocols.ts";
import { type Type, typeName, typeOf } from "../../runtime/types.ts";
import { Ellipsis, Float, float, None, type Value } from "../../runtime/values.ts";
import {
  type ConstantValue,
  FIELDS,
  type FieldType,
  hasPosition,
  type Node,
  type NodeKind,
} from "../../syntax/index.ts";
import { nodeTypes } from "./types.ts";

type Fields = Record<string, Value>;

/** Operators and contexts are one object each, as in CPython. */
const singletons = new Map<string, Value>();

function operator(name: string): Value {
  let value = singletons.get(name);
  if (value === undefined) {
    value = newInstance(nodeTypes().get(name)!);
    singletons.set(name, value);
  }
  return value;
}

function constant(value: ConstantValue): Value {
  switch (value.type) {
    case "None":
      return None;
    case "True":
      return true;
    case "False":
      return false;
    case "Ellipsis":
      return Ellipsis;
    case "float":
      return float(value.value);
    case "complex":
      return new Complex(0, value.value);
    case "bytes":
      return makeBytes(value.value);
    default:
      return value.value;
  }
}

/** The Python object for a node and all below it. */
export function toPython(node: Node): Value {
  const fields = FIELDS[node.node] as Readonly<Record<string, FieldType>>;
  const result = newInstance(nodeTypes().get(node.node)!) as Fields;
  const values = node as unknown as Record<string, unknown>;
  for (const name in fields) result[`$${name}`] = fieldValue(fields[name]!, values[name]);
  if (hasPosition(node)) {
    result.$lineno = node.lineno;
    result.$col_offset = node.col_offset;
    result.$end_lineno = node.end_lineno;
    result.$end_col_offset = node.end_col_offset;
  }
  return result as Value;
}

function fieldValue(type: FieldType, value: unknown): Value {
  if (value === null) return None;
  switch (type) {
    case "node":
    case "node?":
      return toPython(value as Node);
    case "nodes":
    case "nodes?":
      return new List((value as (Node | null)[]).map((each) => (each === null ? None : toPython(each))));
    case "identifiers":
      return new List([...(value as string[])]);
    case "operator":
      return operator(value as string);
    case "operators":
      return new List((value as string[]).map(operator));
    case "constant":
      return constant(value as ConstantValue);
    default:
      return value as Value;
  }
}

export const isNode = (value: Value): boolean => typeOf(value).tp.mro.includes(nodeTypes().get("AST")!);

/** The name of the node class that an object's class is or derives from. */
function kindOf(value: Value): string {
  for (const cls of typeOf(value).tp.mro) {
    const { name } = cls.tp;
    if (nodeTypes().get(name) === cls) return name;
  }
  throw typeError(`expected some sort of node, but got ${typeName(value)}`);
}

const position = (value: Value, name: string): Value => {
  const found = lookupAttribute(value, name);
  if (found === undefined) {
    throw typeError(`required field "${name}" missing from ${kindFamily(value)}`);
  }
  return found;
};

const kindFamily = (value: Value): string =>
  (typeOf(value).tp.bases[0] as Type | undefined)?.tp.name ?? typeName(value);

/** Where the grammar has a name only, its place in a tree takes any expression. */
function checkTarget(node: Record<string, unknown>): void {
  const isName = (field: unknown): boolean => (field as Node).node === "Name";
  if (node.node === "NamedExpr" && !isName(node.target)) throw typeError("NamedExpr target must be a Name");
  if (node.node === "TypeAlias" && !isName(node.name)) throw typeError("TypeAlias with non-Name name");
}

/** The node for a Python object; what CPython checks in trees is checked. */
export function fromPython(value: Value): Node {
  if (!isNode(value)) throw typeError(`expected some sort of node, but got ${typeName(value)}`);
  const kind = kindOf(value);
  const fields = FIELDS[kind as NodeKind] as Readonly<Record<string, FieldType>> | undefined;
  if (fields === undefined) throw typeError(`expected some sort of node, but got ${typeName(value)}`);
  const node: Record<string, unknown> = { node: kind };
  for (const name in fields) {
    const type = fields[name]!;
    const given = lookupAttribute(value, name);
    if (given === undefined && !type.endsWith("?") && !type.endsWith("s")) {
      throw typeError(`required field "${name}" missing from ${kind}`);
    }
    node[name] = fromField(type, given, kind, name);
  }
  checkTarget(node);
  const attributes = lookupAttribute(typeOf(value), "_attributes");
  if (attributes !== undefined && [...iterate(attributes)].length > 0) {
    node.lineno = position(value, "lineno");
    node.col_offset = position(value, "col_offset");
    const end = lookupAttribute(value, "end_lineno");
    const column = lookupAttribute(value, "end_col_offset");
    node.end_lineno = end === undefined || end === None ? node.lineno : end;
    node.end_col_offset = column === undefined || column === None ? node.col_offset : column;
  }
  return node as unknown as Node;
}

function listOf(value: Value | undefined, kind: string, name: string): Value[] {
  if (value === undefined) return [];
  if (!(value instanceof List)) throw typeError(`${kind} field "${name}" must be a list, not a ${typeName(value)}`);
  return value.items;
}

function fromField(type: FieldType, value: Value | undefined, kind: string, name: string): unknown {
  switch (type) {
    case "node":
    case "node?":
      if (value === undefined || value === None) {
        if (type === "node") throw valueError(`field '${name}' is required for ${kind}`);
        return null;
      }
      return fromPython(value);
    case "nodes":
      return listOf(value, kind, name).map((each) => {
        if (each === None)
          throw valueError(`None disallowed in ${kind === "Module" ? "statement" : "expression"} list`);
        return fromPython(each);
      });
    case "nodes?":
      return listOf(value, kind, name).map((each) => (each === None ? null : fromPython(each)));
    case "identifiers":
      return listOf(value, kind, name).map(String);
    case "operator":
      return kindOf(value!);
    case "operators":
      return listOf(value, kind, name).map(kindOf);
    case "constant":
      return constantOf(value!);
    case "int":
      return value;
    default: {
      if (value === undefined || value === None) {
        if (!type.endsWith("?")) throw valueError(`field '${name}' is required for ${kind}`);
        return null;
      }
      const text = asStr(value);
      if (text === undefined) throw typeError(`AST identifier must be of type str`);
      return text;
    }
  }
}

function constantOf(value: Value): ConstantValue {
  if (value === None) return { type: "None" };
  if (value === Ellipsis) return { type: "Ellipsis" };
  if (typeof value === "boolean") return { type: value ? "True" : "False" };
  if (typeof value === "string") return { type: "str", value };
  if (typeof value === "bigint") return { type: "int", value };
  if (typeof value === "number") return { type: Number.isInteger(value) ? "int" : "float", value };
  if (value instanceof Float) return { type: "float", value: value.value };
  if (value instanceof Complex && value.real === 0) return { type: "complex", value: value.imag };
  if (value instanceof Bytes) return { type: "bytes", value: value.data };
  throw typeError(`got an invalid type in Constant: ${typeName(value)}`);
}
