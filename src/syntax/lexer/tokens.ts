// The kinds of tokens, the tables of operators and keywords, and the token list.
//
// Tokens are not objects: a list of them is a set of parallel arrays, so that a token costs no allocation and the parser
// can look ahead and go back by index. Kinds are plain numbers to the type checker: with literal types it would believe
// that the kind it saw outlives an `advance()`.

import type { SourceSpan, SyntaxErrorType, SyntaxWarning } from "../errors.ts";

export const ENDMARKER: number = 0;
export const NAME: number = 1;
export const NUMBER: number = 2;
export const STRING: number = 3;
export const FSTRING_START: number = 4;
export const TSTRING_START: number = 5;
export const FSTRING_MIDDLE: number = 6;
export const FSTRING_END: number = 7;
export const NEWLINE: number = 8;
export const INDENT: number = 9;
export const DEDENT: number = 10;
/** Stands last in the list when the text cannot be divided into tokens; `Tokens.error` says why. */
export const ERROR: number = 11;

export const LPAR: number = 12;
export const RPAR: number = 13;
export const LSQB: number = 14;
export const RSQB: number = 15;
export const LBRACE: number = 16;
export const RBRACE: number = 17;
export const COLON: number = 18;
export const COMMA: number = 19;
export const SEMI: number = 20;
export const DOT: number = 21;
export const ELLIPSIS: number = 22;
export const EQUAL: number = 23;
export const RARROW: number = 24;
export const COLONEQUAL: number = 25;
export const EXCLAMATION: number = 26;
export const AT: number = 27;
export const PLUS: number = 28;
export const MINUS: number = 29;
export const STAR: number = 30;
export const SLASH: number = 31;
export const VBAR: number = 32;
export const AMPER: number = 33;
export const PERCENT: number = 34;
export const TILDE: number = 35;
export const CIRCUMFLEX: number = 36;
export const LEFTSHIFT: number = 37;
export const RIGHTSHIFT: number = 38;
export const DOUBLESTAR: number = 39;
export const DOUBLESLASH: number = 40;
export const LESS: number = 41;
export const GREATER: number = 42;
export const EQEQUAL: number = 43;
export const NOTEQUAL: number = 44;
export const LESSEQUAL: number = 45;
export const GREATEREQUAL: number = 46;
export const PLUSEQUAL: number = 47;
export const MINEQUAL: number = 48;
export const STAREQUAL: number = 49;
export const SLASHEQUAL: number = 50;
export const PERCENTEQUAL: number = 51;
export const AMPEREQUAL: number = 52;
export const VBAREQUAL: number = 53;
export const CIRCUMFLEXEQUAL: number = 54;
export const LEFTSHIFTEQUAL: number = 55;
export const RIGHTSHIFTEQUAL: number = 56;
export const DOUBLESTAREQUAL: number = 57;
export const DOUBLESLASHEQUAL: number = 58;
export const ATEQUAL: number = 59;

export const KW_FALSE: number = 60;
export const KW_NONE: number = 61;
export const KW_TRUE: number = 62;
export const KW_AND: number = 63;
export const KW_AS: number = 64;
export const KW_ASSERT: number = 65;
export const KW_ASYNC: number = 66;
export const KW_AWAIT: number = 67;
export const KW_BREAK: number = 68;
export const KW_CLASS: number = 69;
export const KW_CONTINUE: number = 70;
export const KW_DEF: number = 71;
export const KW_DEL: number = 72;
export const KW_ELIF: number = 73;
export const KW_ELSE: number = 74;
export const KW_EXCEPT: number = 75;
export const KW_FINALLY: number = 76;
export const KW_FOR: number = 77;
export const KW_FROM: number = 78;
export const KW_GLOBAL: number = 79;
export const KW_IF: number = 80;
export const KW_IMPORT: number = 81;
export const KW_IN: number = 82;
export const KW_IS: number = 83;
export const KW_LAMBDA: number = 84;
export const KW_NONLOCAL: number = 85;
export const KW_NOT: number = 86;
export const KW_OR: number = 87;
export const KW_PASS: number = 88;
export const KW_RAISE: number = 89;
export const KW_RETURN: number = 90;
export const KW_TRY: number = 91;
export const KW_WHILE: number = 92;
export const KW_WITH: number = 93;
export const KW_YIELD: number = 94;

/** A character that no token of Python's has, such as `$`: a token of its own, so that the parser complains. */
export const UNKNOWN: number = 95;

const FIRST_KEYWORD = KW_FALSE;
export const KIND_COUNT: number = 96;

/** The text of each operator and keyword, by kind; the other kinds have no one text. */
export const KIND_TEXT: readonly string[] = (
  "            ( ) [ ] { } : , ; . ... = -> := ! @ + - * / | & % ~ ^ << >> ** // < > == != <= >= " +
  "+= -= *= /= %= &= |= ^= <<= >>= **= //= @= " +
  "False None True and as assert async await break class continue def del elif else except finally for from global " +
  "if import in is lambda nonlocal not or pass raise return try while with yield"
).split(" ");

/** Python's keywords, the soft ones apart. */
export const KEYWORDS: readonly string[] = KIND_TEXT.slice(FIRST_KEYWORD, UNKNOWN);

/** The keywords' kinds by length and first character. */
const KEYWORD_KINDS: (number[] | undefined)[] = new Array(128 * 9).fill(undefined);
for (let kind: number = FIRST_KEYWORD; kind < UNKNOWN; kind++) {
  const word = KIND_TEXT[kind]!;
  const slot = (word.length << 7) + word.charCodeAt(0);
  const kinds = KEYWORD_KINDS[slot];
  if (kinds === undefined) KEYWORD_KINDS[slot] = [kind];
  else kinds.push(kind);
}

/** NAME, or the kind of the keyword that stands at `start`. */
export function nameKind(source: string, start: number, end: number): number {
  const length = end - start;
  if (length > 8) return NAME;
  const candidates = KEYWORD_KINDS[(length << 7) + source.charCodeAt(start)];
  if (candidates !== undefined) {
    for (let i = 0; i < candidates.length; i++) {
      const kind = candidates[i]!;
      if (source.startsWith(KIND_TEXT[kind]!, start)) return kind;
    }
  }
  return NAME;
}

/** Why the text could not be divided into tokens. */
export interface LexicalError {
  readonly type: SyntaxErrorType;
  readonly message: string;
  readonly span: SourceSpan;
  /** Whether it is reported even if the parser found something wrong in an earlier line. */
  readonly overrides: boolean;
  readonly incomplete: boolean;
}

/** A list of tokens. `start` and `end` are indices into the text; columns are in UTF-8 bytes. */
export class Tokens {
  count = 0;
  /** Set where the last token is `ERROR`. */
  error: LexicalError | null = null;
  /** Warnings found on the way. */
  readonly warnings: SyntaxWarning[] = [];
  kind: Uint8Array;
  start: Int32Array;
  end: Int32Array;
  line: Int32Array;
  col: Int32Array;
  endLine: Int32Array;
  endCol: Int32Array;
  private capacity: number;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.kind = new Uint8Array(capacity);
    this.start = new Int32Array(capacity);
    this.end = new Int32Array(capacity);
    this.line = new Int32Array(capacity);
    this.col = new Int32Array(capacity);
    this.endLine = new Int32Array(capacity);
    this.endCol = new Int32Array(capacity);
  }

  push(kind: number, start: number, end: number, line: number, col: number, endLine: number, endCol: number): void {
    const index = this.count++;
    if (index === this.capacity) this.grow();
    this.kind[index] = kind;
    this.start[index] = start;
    this.end[index] = end;
    this.line[index] = line;
    this.col[index] = col;
    this.endLine[index] = endLine;
    this.endCol[index] = endCol;
  }

  private grow(): void {
    const capacity = (this.capacity *= 2);
    const grown = (old: Int32Array) => {
      const array = new Int32Array(capacity);
      array.set(old);
      return array;
    };
    const kind = new Uint8Array(capacity);
    kind.set(this.kind);
    this.kind = kind;
    this.start = grown(this.start);
    this.end = grown(this.end);
    this.line = grown(this.line);
    this.col = grown(this.col);
    this.endLine = grown(this.endLine);
    this.endCol = grown(this.endCol);
  }
}
