// What the grammar lets through and CPython's compiler does not: `return` outside a function, a parameter twice, a
// `nonlocal` without binding, and the like. `ast.parse` does not look for these; `compile` does.

import type { Mod } from "../ast.ts";
import type { WarningHandler } from "../errors.ts";
import { Lines } from "../source.ts";
import { checkCode } from "./code.ts";
import { Reporter } from "./report.ts";
import { checkScopes } from "./scopes.ts";

export interface CheckOptions {
  filename?: string;
  /** The text of the program, for errors to quote. */
  source?: string;
  onWarning?: WarningHandler;
  /** Whether the program may await outside of functions, as at a prompt. */
  topLevelAwait?: boolean;
}

/** Throws a `PythonSyntaxError` if the program is wrong in a way that its grammar does not show. */
export function check(tree: Mod, options: CheckOptions = {}): void {
  const { filename = "<string>", source, onWarning = () => {} } = options;
  const reporter = new Reporter(filename, source === undefined ? null : new Lines(source), onWarning);
  const generators = checkScopes(tree, reporter, options.topLevelAwait);
  checkCode(tree, generators, reporter);
}
