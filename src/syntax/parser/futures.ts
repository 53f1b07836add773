// Imports from `__future__`: which features there are.

import type { Alias, Stmt } from "../ast.ts";

const FEATURES: ReadonlySet<string> = new Set([
  "nested_scopes",
  "generators",
  "division",
  "absolute_import",
  "with_statement",
  "print_function",
  "unicode_literals",
  "barry_as_FLUFL",
  "generator_stop",
  "annotations",
]);

/** The first import, among those at the beginning of a program, of a feature that there is not, and what is to be said. */
export function findUnknownFeature(body: readonly Stmt[]): { alias: Alias; message: string } | null {
  for (const [index, statement] of body.entries()) {
    if (statement.node === "ImportFrom" && statement.module === "__future__" && statement.level === 0) {
      for (const alias of statement.names) {
        const { name } = alias;
        if (FEATURES.has(name)) continue;
        return { alias, message: name === "braces" ? "not a chance" : `future feature ${name} is not defined` };
      }
    } else if (index > 0 || statement.node !== "Expr") {
      return null;
    } else if (statement.value.node !== "Constant" || statement.value.value.type !== "str") {
      return null;
    }
  }
  return null;
}
