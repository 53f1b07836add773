// The compiler: a syntax tree in, the text of a JavaScript function out (helpers.ts says which).

import type { Mod } from "../syntax/ast.ts";
import { Blocking } from "./blocking.ts";
import { collectScopes } from "./collect.ts";
import { BLOCKING } from "./emitter.ts";
import { codeSpec } from "./functions.ts";
import { ModuleEmitter } from "./modules.ts";
import { Unit } from "./unit.ts";

export interface CompileOptions {
  /** The module's name; `__main__` if it is not given. Few modules of the standard library can block. */
  name?: string;
  /** The body takes a second argument, a namespace in which its names live: `exec` with two dicts. */
  namespaced?: boolean;
}

export { optimize } from "./optimize.ts";

export interface Compiled {
  /** The body of a JavaScript function of one parameter, `$`. */
  readonly text: string;
}

export function compileModule(tree: Mod, options: CompileOptions = {}): Compiled {
  const scopes = collectScopes(tree, options.namespaced ?? false);
  const unit = new Unit(scopes, new Blocking(tree, scopes, options.name));
  const scope = scopes.module;
  const code = unit.code(tree, scope, () => codeSpec(scope, undefined));
  const emitter = new ModuleEmitter(unit, scope, code, BLOCKING, new Set());
  const body = emitter.moduleText(tree);
  return { text: ['"use strict";', ...unit.prelude(), `return ${body};`, ""].join("\n") };
}

/** The same as an ES module, for hosts that forbid `Function`. */
export function asModule({ text }: Compiled): string {
  return `export default function ($) {\n${text}}\n`;
}
