// Python's syntax: what the rest of the house uses.

import type { Expression, Interactive, Mod, Module } from "./ast.ts";
import { check } from "./check/check.ts";
import { NOWHERE, PythonSyntaxError, type WarningHandler } from "./errors.ts";
import { tokenize } from "./lexer/lexer.ts";
import { lookupUnicodeName } from "./lexer/unicode-names.ts";
import { type ParseMode, parseTokens, withinStack } from "./parser/parser.ts";
import { decodeSource, normaliseNewlines } from "./source.ts";

export * from "./ast.ts";
export { type CheckOptions, check } from "./check/check.ts";
export { dump } from "./dump.ts";
export { PythonSyntaxError, type SyntaxErrorType, type SyntaxWarning, type WarningHandler } from "./errors.ts";
export { KEYWORDS } from "./lexer/tokens.ts";
export { setUnicodeNames } from "./lexer/unicode-names.ts";
export type { ParseMode } from "./parser/parser.ts";
export { decodeSource } from "./source.ts";

export interface ParseOptions {
  filename?: string;
  /** "exec" if not given. */
  mode?: ParseMode;
  onWarning?: WarningHandler;
  /** Also look for what the grammar does not show, as `compile` does and `ast.parse` does not. */
  check?: boolean;
}

/** Parses a program, given as text or as the bytes of a file, or throws a `PythonSyntaxError`. */
export function parse(source: string | Uint8Array, options: ParseOptions & { mode: "eval" }): Expression;
export function parse(source: string | Uint8Array, options: ParseOptions & { mode: "single" }): Interactive;
export function parse(source: string | Uint8Array, options?: ParseOptions & { mode?: "exec" }): Module;
export function parse(source: string | Uint8Array, options?: ParseOptions): Mod;
export function parse(source: string | Uint8Array, options: ParseOptions = {}): Mod {
  const { filename = "<string>", mode = "exec", onWarning } = options;
  const text = normaliseNewlines(typeof source === "string" ? source : decodeSource(source, filename));
  if (text.includes("\0")) {
    const message = `source code ${typeof source === "string" ? "string " : ""}cannot contain null bytes`;
    throw new PythonSyntaxError("SyntaxError", message, filename, NOWHERE);
  }
  const tokens = tokenize(text);
  if (onWarning !== undefined) for (const warning of tokens.warnings) onWarning(warning);
  const warn = (message: string, lineno: number, offset: number) => onWarning?.({ message, lineno, offset });
  const tree = parseTokens({ filename, source: text, tokens, lookupName: lookupUnicodeName, warn }, mode);
  if (options.check) {
    // CPython quotes the line if it finds the file.
    const isFile = !filename.startsWith("<");
    withinStack(filename, () => check(tree, { filename, source: isFile ? text : undefined, onWarning }));
  }
  return tree;
}
