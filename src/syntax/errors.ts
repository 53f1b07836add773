// What is wrong with a program: errors and warnings, with the attributes that CPython gives them.

/** The last two tell that a program is too deeply nested: for the parser, and for what looks through the tree. */
export type SyntaxErrorType = "SyntaxError" | "IndentationError" | "TabError" | "MemoryError" | "RecursionError";

/** A stretch of source as SyntaxError has it: lines and columns count from 1, columns in characters. */
export interface SourceSpan {
  lineno: number | null;
  offset: number | null;
  end_lineno: number | null;
  end_offset: number | null;
  /** The source line that is meant. */
  text: string | null;
}

/** A SyntaxError of Python's, not of JavaScript's. */
export class PythonSyntaxError extends Error implements SourceSpan {
  readonly type: SyntaxErrorType;
  readonly filename: string;
  readonly lineno: number | null;
  readonly offset: number | null;
  readonly end_lineno: number | null;
  readonly end_offset: number | null;
  readonly text: string | null;
  /** Whether more input might have made a program of it: a prompt then asks for another line. */
  readonly incomplete: boolean;

  constructor(type: SyntaxErrorType, message: string, filename: string, span: SourceSpan, incomplete = false) {
    super(message);
    this.name = type;
    this.type = type;
    this.filename = filename;
    this.lineno = span.lineno;
    this.offset = span.offset;
    this.end_lineno = span.end_lineno;
    this.end_offset = span.end_offset;
    this.text = span.text;
    this.incomplete = incomplete;
  }
}

/** The span of an error that belongs to no place in the source. */
export const NOWHERE: SourceSpan = { lineno: null, offset: null, end_lineno: null, end_offset: null, text: null };

/** A SyntaxWarning. `offset` counts from 1, in characters. */
export interface SyntaxWarning {
  message: string;
  lineno: number;
  offset: number;
}

export type WarningHandler = (warning: SyntaxWarning) => void;
