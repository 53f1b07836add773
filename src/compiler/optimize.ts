// What `-O` and `-OO` take out of a program before it is compiled: assertions, what depends on `__debug__`, docstrings.

import type { Constant, Expr, Mod, Pass, Position, Stmt } from "../syntax/ast.ts";

const WITH_DOCSTRING: ReadonlySet<string> = new Set(["Module", "FunctionDef", "AsyncFunctionDef", "ClassDef"]);

type Node = { node: string; body?: unknown };

/** Changes the tree in place. `level`: 1 for `-O`, 2 for `-OO`. */
export function optimize(tree: Mod, level: number): void {
  visit(tree as Node, level);
}

function visit(node: Node, level: number): void {
  if (level > 1 && WITH_DOCSTRING.has(node.node)) {
    const body = node.body as Stmt[];
    if (isDocstring(body[0])) body[0] = pass(body[0]!);
  }
  const fields = node as unknown as Record<string, unknown>;
  for (const [name, value] of Object.entries(fields)) fields[name] = changed(value, level);
}

/** A field, with what stands in it changed. */
function changed(value: unknown, level: number): unknown {
  if (Array.isArray(value)) return value.map((each) => changed(each, level));
  if (typeof value !== "object" || value === null || !("node" in value)) return value;
  const node = value as Stmt | Expr;
  if (node.node === "Assert") return pass(node);
  if (node.node === "Name" && node.id === "__debug__" && node.ctx === "Load") return no(node);
  visit(node as Node, level);
  return node;
}

const positionOf = ({ lineno, end_lineno, col_offset, end_col_offset }: Position): Position => ({
  lineno,
  end_lineno,
  col_offset,
  end_col_offset,
});

const pass = (at: Position): Pass => ({ node: "Pass", ...positionOf(at) });

const no = (at: Position): Constant => ({
  node: "Constant",
  value: { type: "False" },
  kind: null,
  ...positionOf(at),
});

const isDocstring = (statement: Stmt | undefined): boolean =>
  statement?.node === "Expr" && statement.value.node === "Constant" && statement.value.value.type === "str";
