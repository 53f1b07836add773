// The lexer's ground floor: where it is in the text, what it has found, and how it gives up.

import type { SourceSpan, SyntaxErrorType } from "../errors.ts";
import { codePointCount, Lines } from "../source.ts";
import { extraBytes } from "./characters.ts";
import { type LexicalError, Tokens } from "./tokens.ts";

/** Thrown to leave the lexer once `tokens.error` is set. It carries nothing and has no stack to collect. */
export const LEXICAL_ERROR = { lexical: true } as const;

export abstract class Scanner {
  readonly source: string;
  readonly lines: Lines;
  readonly tokens: Tokens;
  /** The index of the next character. */
  protected pos = 0;
  /** The line that `pos` is in. */
  protected lineno = 1;
  /** The index at which that line begins, less the bytes that its characters before `pos` take beyond one each. */
  protected lineOrigin = 0;
  /** The index at which that line begins. */
  protected lineStart = 0;

  constructor(source: string) {
    this.source = source;
    this.lines = new Lines(source);
    this.tokens = new Tokens((source.length >> 2) + 16);
  }

  /** The column of an index in the current line, all of whose characters before it were counted. */
  protected column(index: number): number {
    return index - this.lineOrigin;
  }

  /** Steps over a character above 127 as far as columns are concerned. */
  protected countWide(unit: number): void {
    this.lineOrigin -= extraBytes(unit);
  }

  /** Notes that a new line begins at `index`. */
  protected beginLine(index: number): void {
    this.lineno++;
    this.lineStart = index;
    this.lineOrigin = index;
  }

  /** A token in one line, from `start` to `pos`. */
  protected push(kind: number, start: number): void {
    const { lineno, lineOrigin } = this;
    this.tokens.push(kind, start, this.pos, lineno, start - lineOrigin, lineno, this.pos - lineOrigin);
  }

  /** A token from `start`, whose line and column were kept, to `pos`. */
  protected pushFrom(kind: number, start: number, line: number, col: number): void {
    this.tokens.push(kind, start, this.pos, line, col, this.lineno, this.pos - this.lineOrigin);
  }

  /** An error that points at the character before `index`, in the current line. */
  protected error(message: string, index = this.pos): never {
    return this.errorAt(message, this.lineno, index);
  }

  protected errorAt(
    message: string,
    lineno: number,
    index: number,
    endIndex = index,
    overrides = true,
    incomplete = false,
  ): never {
    const lineStart = this.lines.start(lineno);
    const offset = codePointCount(this.source.slice(lineStart, index));
    const end_offset = endIndex === index ? offset : codePointCount(this.source.slice(lineStart, endIndex));
    const text = this.lines.get(lineno).replace(/\n$/, "");
    return this.fail(
      "SyntaxError",
      message,
      { lineno, offset, end_lineno: lineno, end_offset, text },
      overrides,
      incomplete,
    );
  }

  protected fail(
    type: SyntaxErrorType,
    message: string,
    span: SourceSpan,
    overrides: boolean,
    incomplete = false,
  ): never {
    const error: LexicalError = { type, message, span, overrides, incomplete };
    this.tokens.error = error;
    throw LEXICAL_ERROR;
  }

  protected warn(message: string, index: number): void {
    const offset = codePointCount(this.source.slice(this.lineStart, index)) + 1;
    this.tokens.warnings.push({ message, lineno: this.lineno, offset });
  }
}
