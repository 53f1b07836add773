// The parser's ground floor: the current token, the positions of nodes, and how a parse fails.
//
// A program is parsed once, quickly, and that pass knows nothing but "this is not Python": it throws FAILURE and the
// furthest token it saw is remembered. Only a wrong program is parsed a second time, with `diagnosing` set: now the
// rules also look for what people get wrong, and say so. If no rule recognises the mistake, it is "invalid syntax" at
// that furthest token. So right programs never pay for good messages.

import type { Expr, Position } from "../ast.ts";
import { PythonSyntaxError, type SyntaxErrorType } from "../errors.ts";
import {
  DEDENT,
  ENDMARKER,
  ERROR,
  INDENT,
  KIND_TEXT,
  LBRACE,
  LPAR,
  LSQB,
  NAME,
  RBRACE,
  RPAR,
  RSQB,
  type Tokens,
} from "../lexer/tokens.ts";
import { bytesToCharacters, Lines } from "../source.ts";

/** Thrown where the text stops being Python. It carries nothing and has no stack to collect. */
export const FAILURE = { failure: true } as const;

export const INVALID_SYNTAX = "invalid syntax";

const MAX_PREFIXES = 200;

/** What the parser is told about the world. */
export interface ParserContext {
  readonly filename: string;
  readonly source: string;
  readonly tokens: Tokens;
  /** The character that a Unicode name stands for, if there is one. */
  readonly lookupName: (name: string) => string | undefined;
  readonly warn: (message: string, lineno: number, offset: number) => void;
}

export abstract class ParserBase {
  protected readonly context: ParserContext;
  protected readonly source: string;
  protected readonly tokens: Tokens;
  private readonly kinds: Uint8Array;
  readonly lines: Lines;

  /** The index of the current token, and its kind. */
  protected pos = 0;
  protected kind: number;
  /** Whether rules look for mistakes: in the second pass, unless an attempt is made plainly. */
  protected diagnosing: boolean;
  private readonly secondPass: boolean;
  /** Where the second pass looked for mistakes behind a name already. */
  protected readonly looked = new Set<number>();
  /** The furthest token at which an attempt failed. */
  furthest = 0;

  constructor(context: ParserContext, diagnosing: boolean) {
    this.context = context;
    this.source = context.source;
    this.tokens = context.tokens;
    this.kinds = context.tokens.kind;
    this.lines = new Lines(context.source);
    this.kind = this.kinds[0]!;
    this.diagnosing = diagnosing;
    this.secondPass = diagnosing;
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Tokens

  protected advance(): void {
    this.kind = this.kinds[++this.pos]!;
  }

  /** The kind of a token further on. */
  protected peek(distance = 1): number {
    return this.kinds[this.pos + distance]!;
  }

  protected kindAt(index: number): number {
    return this.kinds[index]!;
  }

  protected eat(kind: number): boolean {
    if (this.kind !== kind) return false;
    this.kind = this.kinds[++this.pos]!;
    return true;
  }

  protected expect(kind: number): void {
    if (this.kind !== kind) this.fail();
    this.kind = this.kinds[++this.pos]!;
  }

  /** Like `expect`, for a token that nothing else could stand for: its absence is the error. */
  protected expectForced(kind: number): void {
    if (this.kind !== kind) this.failForced(`expected '${KIND_TEXT[kind]}'`);
    this.kind = this.kinds[++this.pos]!;
  }

  private failForced(message: string): never {
    if (this.kind === ERROR || !this.diagnosing) this.fail();
    return this.raiseAtToken(this.pos, message);
  }

  protected reset(pos: number): void {
    this.pos = pos;
    this.kind = this.kinds[pos]!;
  }

  protected fail(): never {
    if (this.pos > this.furthest) this.furthest = this.pos;
    if (this.kind === ERROR && this.secondPass) this.raiseLexicalError();
    throw FAILURE;
  }

  /** The result of `parse`, or null, with nothing consumed, if it failed. */
  protected attempt<T>(parse: () => T): T | null {
    const { pos } = this;
    try {
      return parse();
    } catch (error) {
      if (error !== FAILURE) throw error;
      this.reset(pos);
      return null;
    }
  }

  /** Like `attempt`, without looking for mistakes. */
  protected attemptPlainly<T>(parse: () => T): T | null {
    const { diagnosing } = this;
    this.diagnosing = false;
    try {
      return this.attempt(parse);
    } finally {
      this.diagnosing = diagnosing;
    }
  }

  /**
   * The result of `parse` on as many of the tokens as it can make something of, or null. Where CPython's parser gives up
   * an operator because no operand follows, it goes on with what it had; this finds out how far that was. Such a prefix
   * is looked for in the last tokens before the failure only, lest a long wrong program takes quadratic time.
   */
  protected attemptPrefix<T>(parse: () => T, whole: T | null = this.attempt(parse)): T | null {
    const { pos, kinds } = this;
    if (whole !== null) return whole;
    for (let end = this.furthest; end > Math.max(pos, this.furthest - MAX_PREFIXES); end--) {
      const kind = kinds[end]!;
      kinds[end] = ENDMARKER;
      let prefix: T | null;
      try {
        prefix = this.attemptPlainly(parse);
      } finally {
        kinds[end] = kind;
      }
      if (prefix !== null) {
        // The current token may be the one that was hidden.
        this.reset(this.pos);
        return prefix;
      }
    }
    return null;
  }

  /** Whether `parse` would succeed here; nothing is consumed. */
  protected looksLike(parse: () => unknown): boolean {
    const { pos } = this;
    const found = this.attemptPlainly(() => {
      parse();
      return true;
    });
    this.reset(pos);
    return found !== null;
  }

  protected textAt(index: number): string {
    return this.source.slice(this.tokens.start[index]!, this.tokens.end[index]!);
  }

  /** Whether the current token is this soft keyword. */
  protected isWord(word: string): boolean {
    return this.kind === NAME && this.wordAt(this.pos, word);
  }

  protected wordAt(index: number, word: string): boolean {
    const start = this.tokens.start[index]!;
    return this.tokens.end[index]! - start === word.length && this.source.startsWith(word, start);
  }

  /** An identifier, in the normal form in which Python compares them. */
  protected nameAt(index: number): string {
    const { tokens } = this;
    const start = tokens.start[index]!;
    const end = tokens.end[index]!;
    const text = this.source.slice(start, end);
    return tokens.endCol[index]! - tokens.col[index]! === end - start ? text : text.normalize("NFKC");
  }

  protected name(): string {
    if (this.kind !== NAME) this.fail();
    const name = this.nameAt(this.pos);
    this.kind = this.kinds[++this.pos]!;
    return name;
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Positions: of the token at which a node starts, and of the last token that was consumed

  protected line(index: number): number {
    return this.tokens.line[index]!;
  }

  protected col(index: number): number {
    return this.tokens.col[index]!;
  }

  protected endLine(): number {
    return this.tokens.endLine[this.pos - 1]!;
  }

  protected endCol(): number {
    return this.tokens.endCol[this.pos - 1]!;
  }

  /** How many brackets are open behind a token. */
  protected bracketLevel(index: number): number {
    let level = 0;
    for (let i = 0; i <= index; i++) {
      const kind = this.kinds[i]!;
      if (kind === LPAR || kind === LSQB || kind === LBRACE) level++;
      else if (kind === RPAR || kind === RSQB || kind === RBRACE) level--;
    }
    return level;
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Errors

  protected raiseAtToken(index: number, message: string, type: SyntaxErrorType = "SyntaxError"): never {
    throw this.errorAtToken(index, message, type);
  }

  protected raiseAtTokens(first: number, last: number, message: string): never {
    const { tokens } = this;
    throw this.errorIn("SyntaxError", message, {
      lineno: tokens.line[first]!,
      col_offset: tokens.col[first]!,
      end_lineno: tokens.endLine[last]!,
      end_col_offset: tokens.endCol[last]!,
    });
  }

  protected raiseAt(node: Position, message: string): never {
    throw this.errorIn("SyntaxError", message, node);
  }

  protected raiseBetween(first: Position, last: Position, message: string): never {
    throw this.errorIn("SyntaxError", message, {
      lineno: first.lineno,
      col_offset: first.col_offset,
      end_lineno: last.end_lineno,
      end_col_offset: last.end_col_offset,
    });
  }

  /** An error from a node to the last token consumed. */
  protected raiseFrom(node: Position, message: string): never {
    throw this.errorIn("SyntaxError", message, {
      lineno: node.lineno,
      col_offset: node.col_offset,
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
    });
  }

  protected raiseFromTokenTo(index: number, last: Position, message: string): never {
    throw this.errorIn("SyntaxError", message, {
      lineno: this.line(index),
      col_offset: this.col(index),
      end_lineno: last.end_lineno,
      end_col_offset: last.end_col_offset,
    });
  }

  protected raiseFromToken(index: number, message: string): never {
    return this.raiseAtTokens(index, this.pos - 1, message);
  }

  /** An error from a token to the end of the current one. CPython counts this end from 0. */
  protected raiseUpToHere(first: number, message: string): never {
    const { tokens, pos } = this;
    throw this.errorIn("SyntaxError", message, {
      lineno: tokens.line[first]!,
      col_offset: tokens.col[first]!,
      end_lineno: tokens.endLine[pos]!,
      end_col_offset: tokens.endCol[pos]! - 1,
    });
  }

  /** An error at the last character of a token, with no end. */
  protected raiseBehindToken(index: number, message: string): never {
    const { tokens } = this;
    throw this.errorIn("SyntaxError", message, {
      lineno: tokens.line[index]!,
      col_offset: tokens.endCol[index]! - 1,
      end_lineno: tokens.endLine[index]!,
      end_col_offset: -1,
    });
  }

  errorAtToken(index: number, message: string, type: SyntaxErrorType = "SyntaxError"): PythonSyntaxError {
    const { tokens } = this;
    const kind = this.kinds[index]!;
    if (kind === INDENT || kind === DEDENT || kind === ENDMARKER) {
      // These have no text of their own: CPython points at where its lexer stands.
      const lineno = tokens.line[index]!;
      const text = this.lines.get(lineno);
      const offset = bytesToCharacters(text, tokens.col[index]!);
      if (kind === ENDMARKER && type === "SyntaxError" && message === INVALID_SYNTAX) {
        return new PythonSyntaxError(type, message, this.context.filename, {
          lineno,
          offset: 0,
          end_lineno: lineno,
          end_offset: 0,
          text,
        });
      }
      const span = { lineno, offset, end_lineno: lineno, end_offset: -1, text };
      return new PythonSyntaxError(type, message, this.context.filename, span);
    }
    return this.errorIn(type, message, {
      lineno: tokens.line[index]!,
      col_offset: tokens.col[index]!,
      end_lineno: tokens.endLine[index]!,
      end_col_offset: tokens.endCol[index]!,
    });
  }

  private errorIn(type: SyntaxErrorType, message: string, position: Position): PythonSyntaxError {
    // The lexer's complaint about the token that the parser looks at comes first.
    if (this.kind === ERROR) this.raiseLexicalError();
    return syntaxErrorAt(type, message, position, this.lines, this.context.filename);
  }

  /** An error that CPython finds only after parsing, when it does not have the text at hand any more. */
  protected errorWithoutText(node: Position, message: string): PythonSyntaxError {
    const { type, filename, lineno, offset, end_lineno, end_offset } = this.errorIn("SyntaxError", message, node);
    return new PythonSyntaxError(type, message, filename, { lineno, offset, end_lineno, end_offset, text: null });
  }

  private raiseLexicalError(): never {
    throw lexicalError(this.context);
  }

  /** The last token that was looked at. */
  reached(): number {
    return Math.max(this.pos, this.furthest);
  }

  /** Whether the text ended where a parse failed, so that more of it might have been right. */
  endsAt(index: number): boolean {
    for (let i = index; i < this.tokens.count; i++) {
      const kind = this.kinds[i]!;
      if (kind !== DEDENT && kind !== ENDMARKER) return false;
    }
    return true;
  }

  protected abstract parseExpression(): Expr;
}

/** Why the tokens end with an ERROR. */
export function lexicalError(context: ParserContext): PythonSyntaxError {
  const { type, message, span, incomplete } = context.tokens.error!;
  return new PythonSyntaxError(type, message, context.filename, span, incomplete);
}

/** An error at a position as the tree has it. */
export function syntaxErrorAt(
  type: SyntaxErrorType,
  message: string,
  position: Position,
  lines: Lines,
  filename: string,
): PythonSyntaxError {
  const text = lines.get(position.lineno);
  const lastLine = position.end_lineno === position.lineno ? text : lines.get(position.end_lineno);
  return new PythonSyntaxError(type, message, filename, {
    lineno: position.lineno,
    offset: bytesToCharacters(text, position.col_offset) + 1,
    end_lineno: position.end_lineno,
    end_offset: position.end_col_offset < 0 ? 0 : bytesToCharacters(lastLine, position.end_col_offset) + 1,
    text,
  });
}
