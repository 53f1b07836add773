// Python's syntax: what the rest of the house uses.

import type { Expression, Interactive, Mod, Module } from "./ast.ts";
import { check } from "./check/check.ts";
import { NOWHERE, PythonSyntaxError, type WarningHandler } from "./errors.ts";
import { tokenize } from "./lexer/lexer.ts";
import { INDENT, type Tokens } from "./lexer/tokens.ts";
import { lookupUnicodeName } from "./lexer/unicode-names.ts";
import { type ParseMode, parseTokens, withinStack } from "./parser/parser.ts";
import { decodeSource, normaliseNewlines } from "./source.ts";

export * from "./ast.ts";
export { type CheckOptions, check } from "./check/check.ts";
export { dump } from "./dump.ts";
export { NOWHERE, PythonSyntaxError, type SyntaxErrorType, type SyntaxWarning, type WarningHandler } from "./errors.ts";
export { type TokenRecord, tokenRecords } from "./lexer/records.ts";
export { KEYWORDS } from "./lexer/tokens.ts";
export { hangulName, lookupUnicodeName, setUnicodeNames } from "./lexer/unicode-names.ts";
export { literalLimits } from "./literals.ts";
export type { ParseMode } from "./parser/parser.ts";
export { decodeSource } from "./source.ts";
export { unparse } from "./unparse/unparse.ts";

export interface ParseOptions {
  filename?: string;
  /** "exec" if not given. */
  mode?: ParseMode;
  onWarning?: WarningHandler;
  /** Also look for what the grammar does not show, as `compile` does and `ast.parse` does not. */
  check?: boolean;
  /** With `check`: whether the program may await outside of functions, as at a prompt. */
  topLevelAwait?: boolean;
}

/** Parses a program, given as text or as the bytes of a file, or throws a `PythonSyntaxError`. */
export function parse(source: string | Uint8Array, options: ParseOptions & { mode: "eval" }): Expression;
export function parse(source: string | Uint8Array, options: ParseOptions & { mode: "single" }): Interactive;
export function parse(source: string | Uint8Array, options?: ParseOptions & { mode?: "exec" }): Module;
export function parse(source: string | Uint8Array, options?: ParseOptions): Mod;
export function parse(source: string | Uint8Array, options: ParseOptions = {}): Mod {
  const { filename = "<string>", mode = "exec", onWarning } = options;
  if (typeof source === "string" ? source.includes("\0") : source.includes(0)) {
    throw new PythonSyntaxError("SyntaxError", "source code string cannot contain null bytes", filename, NOWHERE);
  }
  const given = typeof source === "string" ? source : decodeSource(source, filename);
  const text = normaliseNewlines(given);
  // To expressions and single statements CPython adds no line end.
  const tokens = tokenize(text, mode !== "exec" && !/[\r\n]$/.test(given));
  if (onWarning !== undefined) for (const warning of tokens.warnings) onWarning(warning);
  const warn = (message: string, lineno: number, offset: number) => onWarning?.({ message, lineno, offset });
  const tree = parseTokens({ filename, source: text, tokens, lookupName: lookupUnicodeName, warn }, mode);
  if (options.check) {
    if (mode === "single") checkClosed(source, tokens, tree as Interactive, filename);
    // CPython quotes the line if it finds the file, or has it from a prompt.
    const isFound = !filename.startsWith("<") || /^<(stdin>|python-input)-\d/.test(filename);
    const { topLevelAwait } = options;
    const shown = isFound ? text : undefined;
    withinStack(filename, "RecursionError", () => check(tree, { filename, source: shown, onWarning, topLevelAwait }));
  }
  return tree;
}

/** A block that is written on one line, as a single statement, wants the end of that line. */
function checkClosed(source: string | Uint8Array, tokens: Tokens, { body }: Interactive, filename: string): void {
  if (typeof source !== "string" || source.endsWith("\n") || !BLOCK_STATEMENTS.has(body[0]?.node ?? "")) return;
  if (tokens.kind.includes(INDENT)) return;
  const place = { lineno: 1, offset: 0, text: source, end_lineno: 1, end_offset: 0 };
  throw new PythonSyntaxError("SyntaxError", "invalid syntax", filename, place);
}

/**
 * Whether what was entered at a prompt is the beginning of something: a statement whose block, brackets or string are
 * still open, or a block that the user may want to go on with. As `codeop` decides.
 */
export function isIncomplete(source: string): boolean {
  if (/^(?:[ \t\f]*(?:#.*)?(?:\n|$))*$/.test(source)) return false;
  try {
    const { body } = parse(source, { mode: "single" });
    const [statement] = body;
    return statement !== undefined && BLOCK_STATEMENTS.has(statement.node) && !source.endsWith("\n");
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    if (!error.incomplete) return false;
  }
  try {
    parse(`${source}\n`, { mode: "single" });
    return false;
  } catch (error) {
    return error instanceof PythonSyntaxError && error.incomplete;
  }
}

const BLOCK_STATEMENTS: ReadonlySet<string> = new Set([
  "FunctionDef",
  "AsyncFunctionDef",
  "ClassDef",
  "For",
  "AsyncFor",
  "While",
  "If",
  "With",
  "AsyncWith",
  "Match",
  "Try",
  "TryStar",
]);
