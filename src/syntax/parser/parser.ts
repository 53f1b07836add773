// The parser as a whole: the three ways to start, and the way from a failed parse to its SyntaxError.

import type { Expression, Interactive, Mod, Module, Stmt } from "../ast.ts";
import { NOWHERE, PythonSyntaxError } from "../errors.ts";
import {
  DEDENT,
  ENDMARKER,
  ERROR,
  FSTRING_MIDDLE,
  FSTRING_START,
  INDENT,
  NEWLINE,
  TSTRING_START,
} from "../lexer/tokens.ts";
import { codePointCount } from "../source.ts";
import { FAILURE, INVALID_SYNTAX, lexicalError, type ParserContext } from "./base.ts";
import { CompoundStatementParser } from "./compound.ts";
import { findUnknownFeature } from "./futures.ts";

/** "exec" for a module, "single" for a statement at a prompt, "eval" for an expression. */
export type ParseMode = "exec" | "single" | "eval";

class Parser extends CompoundStatementParser {
  parse(mode: ParseMode): Mod {
    if (mode === "exec") return this.parseModule();
    return mode === "eval" ? this.parseEval() : this.parseInteractive();
  }

  /** file: [statements] ENDMARKER */
  private parseModule(): Module {
    const body = this.parseStatements();
    this.expect(ENDMARKER);
    this.checkFutures(body);
    return { node: "Module", body, type_ignores: [] };
  }

  /** eval: expressions NEWLINE* ENDMARKER */
  private parseEval(): Expression {
    const body = this.parseStarExpressions();
    while (this.eat(NEWLINE));
    this.expect(ENDMARKER);
    return { node: "Expression", body };
  }

  /** interactive: compound_stmt NEWLINE | simple_stmts, and nothing behind it */
  private parseInteractive(): Interactive {
    const body: Stmt[] = [];
    if (this.kind === NEWLINE || this.kind === ENDMARKER) this.fail();
    const compound = this.parseCompound();
    if (compound !== null) {
      body.push(compound);
      this.expect(ENDMARKER);
    } else {
      this.parseSimpleStatements(body);
      if (this.kind === ERROR) this.fail();
      if (this.kind !== ENDMARKER) {
        throw this.errorAtToken(this.pos, "multiple statements found while compiling a single statement");
      }
    }
    this.checkFutures(body);
    return { node: "Interactive", body };
  }

  private checkFutures(body: readonly Stmt[]): void {
    const unknown = findUnknownFeature(body);
    if (unknown !== null) throw this.errorWithoutText(unknown.alias, unknown.message);
  }

  failure(furthest: number): PythonSyntaxError {
    const kind = this.kindAt(furthest);
    if (kind === INDENT || kind === DEDENT) {
      const message = kind === INDENT ? "unexpected indent" : "unexpected unindent";
      return this.errorAtToken(furthest, message, "IndentationError");
    }
    return this.errorAtToken(furthest, INVALID_SYNTAX);
  }
}

/** Parses tokens, or throws the PythonSyntaxError that says why they are no program. */
export function parseTokens(context: ParserContext, mode: ParseMode): Mod {
  return withinStack(context.filename, "MemoryError", () => parseTwice(context, mode));
}

function parseTwice(context: ParserContext, mode: ParseMode): Mod {
  const first = new Parser(context, false);
  try {
    return first.parse(mode);
  } catch (error) {
    if (error === FAILURE) throw explain(context, mode, first);
    throw error instanceof PythonSyntaxError ? final(context, error, first.furthest) : error;
  }
}

function explain(context: ParserContext, mode: ParseMode, first: Parser): PythonSyntaxError {
  const { tokens, filename } = context;
  const { furthest } = first;
  if (tokens.kind[furthest] === ERROR) return lexicalError(context);
  const incomplete = first.endsAt(furthest);
  // The warnings of the first pass are not repeated.
  const second = new Parser({ ...context, warn: () => {} }, true);
  let error: PythonSyntaxError;
  try {
    second.parse(mode);
    error = first.failure(furthest);
  } catch (thrown) {
    if (thrown === FAILURE) {
      error = first.failure(furthest);
      if (error.type === "IndentationError" && !incomplete) return error;
    } else if (thrown instanceof PythonSyntaxError) {
      error = thrown;
    } else {
      throw thrown;
    }
  }
  const chosen = final(context, error, Math.max(furthest, second.reached()));
  if (incomplete === chosen.incomplete) return chosen;
  return new PythonSyntaxError(chosen.type, chosen.message, filename, spanOf(chosen), incomplete);
}

/** The error itself, or that of the lexer, if CPython gives this one precedence. */
function final(context: ParserContext, error: PythonSyntaxError, furthest: number): PythonSyntaxError {
  const lexical = context.tokens.error;
  if (lexical === null) return withLineEnd(context, error, furthest);
  const unclosed = lexical.message.endsWith("was never closed");
  if (lexical.overrides && !entersFormatted(context, furthest)) return lexicalError(context);
  const line = context.tokens.line[furthest]!;
  if (unclosed && Math.max(line, error.lineno ?? 0) > lexical.span.lineno!) return lexicalError(context);
  return withLineEnd(context, error, furthest);
}

/** Whether text of an f-string or t-string is behind a token: what is wrong there CPython does not look for. */
function entersFormatted({ tokens }: ParserContext, from: number): boolean {
  for (let index = from + 1; index < tokens.count; index++) {
    const kind = tokens.kind[index]!;
    if (kind === FSTRING_START || kind === TSTRING_START || kind === FSTRING_MIDDLE) return true;
  }
  return false;
}

/** CPython quotes a line that its lexer has left behind without its line end. */
function withLineEnd(context: ParserContext, error: PythonSyntaxError, furthest: number): PythonSyntaxError {
  const { lineno, text } = error;
  if (lineno === null || text === null || context.tokens.endLine[furthest]! <= lineno) return error;
  if (!text.endsWith("\n")) return error;
  const span = { ...spanOf(error), text: text.slice(0, -1) };
  // The end is counted in the first line, even if it is in another.
  if (span.end_lineno !== lineno && span.end_offset !== null) {
    span.end_offset = Math.min(span.end_offset, codePointCount(span.text) + 1);
  }
  return new PythonSyntaxError(error.type, error.message, error.filename, span, error.incomplete);
}

function spanOf(error: PythonSyntaxError) {
  const { lineno, offset, end_lineno, end_offset, text } = error;
  return { lineno, offset, end_lineno, end_offset, text };
}

const TOO_DEEP = {
  MemoryError: "Parser stack overflowed - Python source too complex to parse",
  RecursionError: "maximum recursion depth exceeded during compilation",
};

/** Runs something that follows a tree down; a program for which JavaScript's stack is not deep enough is an error. */
export function withinStack<T>(filename: string, type: keyof typeof TOO_DEEP, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new PythonSyntaxError(type, TOO_DEEP[type], filename, NOWHERE);
  }
}
