// From text to tokens: lines, indentation, brackets, names and operators.
//
// The whole text is divided up before the parser begins. If that fails, the tokens found so far end with an ERROR token
// and the reason is kept: the parser reports it when it gets there, unless it finds something wrong before.

import { badIdentifierCharacter, codePointName, isAsciiIdentifier, isDigit, isPrintable } from "./characters.ts";
import { LEXICAL_ERROR } from "./scanner.ts";
import { StringScanner } from "./strings.ts";
import {
  COLON,
  DEDENT,
  ENDMARKER,
  ERROR,
  INDENT,
  KIND_COUNT,
  KIND_TEXT,
  LBRACE,
  LPAR,
  LSQB,
  NAME,
  NEWLINE,
  NOTEQUAL,
  nameKind,
  RBRACE,
  type Tokens,
  UNKNOWN,
} from "./tokens.ts";

/** CPython's limits. */
const MAX_BRACKETS = 200;
const MAX_INDENTS = 100;
const TAB_SIZE = 8;

const NEWLINE_CODE = 10;

/** What begins with a character. */
const SPACE = 1;
const LETTER = 2;
/** A letter that may be part of a string prefix. */
const PREFIX_LETTER = 3;
const DIGIT = 4;
const QUOTE = 5;
const OPERATOR = 6;

const CLASS = new Uint8Array(128);
for (const letter of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_") CLASS[letter.charCodeAt(0)] = LETTER;
for (const letter of "bfrtuBFRTU") CLASS[letter.charCodeAt(0)] = PREFIX_LETTER;
for (const digit of "0123456789") CLASS[digit.charCodeAt(0)] = DIGIT;
for (const space of " \t\f") CLASS[space.charCodeAt(0)] = SPACE;
for (const quote of "'\"") CLASS[quote.charCodeAt(0)] = QUOTE;
for (const character of "()[]{}:,;.=-!@+*/|&%~^<>") CLASS[character.charCodeAt(0)] = OPERATOR;

/** The operators by their first character, the longest first. */
const OPERATORS: (readonly [text: string, kind: number])[][] = Array.from({ length: 128 }, () => []);
for (let kind: number = LPAR; kind < KIND_COUNT; kind++) {
  const text = KIND_TEXT[kind];
  const code = text?.charCodeAt(0) ?? 0;
  if (CLASS[code] === OPERATOR) OPERATORS[code]!.push([text!, kind]);
}
OPERATORS["<".charCodeAt(0)]!.push(["<>", NOTEQUAL]);
for (const list of OPERATORS) list.sort((a, b) => b[0].length - a[0].length);

const CLOSER: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

interface Bracket {
  readonly code: number;
  readonly index: number;
  readonly lineno: number;
}

class Lexer extends StringScanner {
  private readonly brackets: Bracket[] = [];
  /** Where the last comment began, or -1. */
  private commentStart = -1;
  /** The columns of the open blocks, with tabs to multiples of eight, and with tabs as one column. */
  private readonly indents: number[] = [0];
  private readonly tabIndents: number[] = [0];
  private readonly openEnd: boolean;

  constructor(source: string, openEnd: boolean) {
    super(source);
    this.openEnd = openEnd;
  }

  run(): Tokens {
    try {
      this.indentation();
      this.scan();
    } catch (error) {
      if (error !== LEXICAL_ERROR) throw error;
      this.tokens.push(
        ERROR,
        this.pos,
        this.pos,
        this.lineno,
        this.column(this.pos),
        this.lineno,
        this.column(this.pos),
      );
    }
    return this.tokens;
  }

  /** Tokens up to the end of the text, or to the end of the replacement field that is open. */
  protected scan(): void {
    const { source } = this;
    const field = this.open;
    for (;;) {
      const pos = this.pos;
      const code = source.charCodeAt(pos);
      if (code >= 128) {
        this.name();
        continue;
      }
      switch (CLASS[code]) {
        case SPACE:
          this.pos++;
          break;
        case PREFIX_LETTER: {
          const prefixLength = this.stringPrefix();
          if (prefixLength < 0) this.name();
          else this.string(prefixLength);
          break;
        }
        case LETTER:
          this.name();
          break;
        case DIGIT:
          this.number();
          break;
        case QUOTE:
          this.string(0);
          break;
        case OPERATOR:
          if (field !== null && this.brackets.length === field.level) {
            if (code === 58) {
              this.pos++;
              this.push(COLON, pos);
              return;
            }
            if (code === 125) {
              this.closeField();
              return;
            }
          }
          this.operator(code);
          break;
        default:
          if (code === NEWLINE_CODE) this.newline();
          else if (code === 35) this.comment();
          else if (code === 92) this.continuation();
          else if (Number.isNaN(code)) {
            this.endOfText();
            return;
          } else this.unknown(code);
      }
    }
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Lines

  private comment(): void {
    const end = this.source.indexOf("\n", this.pos);
    this.commentStart = this.pos;
    this.pos = end < 0 ? this.source.length : end;
  }

  private newline(): void {
    if (this.brackets.length === 0) {
      // To CPython, a comment is part of the line end.
      const start = this.commentStart >= this.lineStart ? this.commentStart : this.pos;
      this.pos++;
      this.push(NEWLINE, start);
      this.beginLine(this.pos);
      this.indentation();
    } else {
      this.beginLine(++this.pos);
    }
  }

  /** A backslash that joins two lines. */
  private continuation(): void {
    this.pos++;
    const atOpenEnd = this.openEnd && this.pos === this.source.length - 1;
    if (atOpenEnd || this.source.charCodeAt(this.pos) !== NEWLINE_CODE) {
      const { lineno } = this;
      const offset = this.pos - this.lineStart + (atOpenEnd ? 0 : 1);
      const isOpen = this.openEnd && this.lines.start(lineno + 1) >= this.source.length;
      const text = this.lines.get(lineno).slice(0, isOpen ? -1 : undefined);
      const span = { lineno, offset, end_lineno: lineno, end_offset: 0, text };
      this.fail("SyntaxError", "unexpected character after line continuation character", span, false, atOpenEnd);
    }
    this.pos++;
    if (this.pos >= this.source.length) {
      if (this.brackets.length > 0) this.neverClosed();
      const { lineno } = this;
      const text = this.lines.get(lineno);
      const span = { lineno, offset: text.length, end_lineno: lineno, end_offset: -1, text };
      this.fail("SyntaxError", "unexpected EOF while parsing", span, false, true);
    }
    this.beginLine(this.pos);
  }

  /** Blank lines, then the indentation of the line that is not blank: INDENT, DEDENTs or nothing. */
  private indentation(): void {
    const { source } = this;
    for (;;) {
      let column = 0;
      let tabColumn = 0;
      let joined = 0;
      let code: number;
      for (;;) {
        code = source.charCodeAt(this.pos);
        if (code === 32) {
          column++;
          tabColumn++;
        } else if (code === 9) {
          column = (Math.floor(column / TAB_SIZE) + 1) * TAB_SIZE;
          tabColumn++;
        } else if (code === 12) {
          column = 0;
          tabColumn = 0;
        } else if (code === 92) {
          // The indentation of a joined line is that of its first part.
          joined ||= column;
          this.continuation();
          continue;
        } else {
          break;
        }
        this.pos++;
      }
      if (code === 35) {
        this.comment();
        code = source.charCodeAt(this.pos);
      }
      if (code === NEWLINE_CODE) {
        this.beginLine(++this.pos);
        continue;
      }
      if (!Number.isNaN(code)) this.setIndentation(joined || column, joined || tabColumn);
      return;
    }
  }

  private setIndentation(column: number, tabColumn: number): void {
    const { indents, tabIndents } = this;
    const current = indents[indents.length - 1]!;
    if (column === current) {
      if (tabColumn !== tabIndents[tabIndents.length - 1]) this.inconsistentTabs();
    } else if (column > current) {
      if (indents.length >= MAX_INDENTS) this.tooDeep();
      if (tabColumn <= tabIndents[tabIndents.length - 1]!) this.inconsistentTabs();
      indents.push(column);
      tabIndents.push(tabColumn);
      this.push(INDENT, this.pos);
    } else {
      while (indents.length > 1 && column < indents[indents.length - 1]!) {
        indents.pop();
        tabIndents.pop();
        this.push(DEDENT, this.pos);
      }
      if (column !== indents[indents.length - 1]) this.badDedent();
      if (tabColumn !== tabIndents[tabIndents.length - 1]) this.inconsistentTabs();
    }
  }

  private inconsistentTabs(): never {
    const { lineno } = this;
    const span = { lineno, offset: 1, end_lineno: lineno, end_offset: 0, text: this.lines.get(lineno) };
    return this.fail("TabError", "inconsistent use of tabs and spaces in indentation", span, false);
  }

  private tooDeep(): never {
    const { lineno } = this;
    const span = { lineno, offset: 1, end_lineno: lineno, end_offset: 0, text: this.lines.get(lineno) };
    return this.fail("IndentationError", "too many levels of indentation", span, false);
  }

  private badDedent(): never {
    const { lineno, tokens } = this;
    while (tokens.kind[tokens.count - 1] === DEDENT) tokens.count--;
    const text = this.lines.get(lineno);
    const span = { lineno, offset: text.length, end_lineno: lineno, end_offset: -1, text };
    const message = "unindent does not match any outer indentation level";
    return this.fail("IndentationError", message, span, false);
  }

  private endOfText(): void {
    const { tokens } = this;
    if (this.brackets.length > 0) this.neverClosed();
    const last = tokens.count === 0 ? NEWLINE : tokens.kind[tokens.count - 1];
    if (last !== NEWLINE && last !== DEDENT && last !== INDENT) this.push(NEWLINE, this.pos);
    // What the end of the text brings stands behind the last line.
    if (this.lineno > 1 && this.lineStart === this.source.length) {
      this.lineno--;
      this.lineOrigin = this.lineStart = this.lines.start(this.lineno);
    }
    for (let depth = this.indents.length; depth > 1; depth--) this.push(DEDENT, this.pos);
    this.push(ENDMARKER, this.pos);
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Names and operators

  private name(): void {
    const { source } = this;
    const start = this.pos;
    let pos = start;
    let wide = false;
    for (;;) {
      const code = source.charCodeAt(pos);
      if (code < 128) {
        if (!isAsciiIdentifier(code)) break;
      } else if (code >= 128) {
        wide = true;
      } else {
        break;
      }
      pos++;
    }
    this.pos = pos;
    if (!wide) {
      this.push(nameKind(source, start, pos), start);
      return;
    }
    const line = this.lineno;
    const col = this.column(start);
    const bad = badIdentifierCharacter(source.slice(start, pos));
    if (bad >= 0) {
      const character = String.fromCodePoint(source.codePointAt(start + bad)!);
      const name = codePointName(character);
      const message = isPrintable(character)
        ? `invalid character '${character}' (${name})`
        : `invalid non-printable character ${name}`;
      this.error(message, start + bad + character.length);
    }
    for (let index = start; index < pos; index++) {
      const unit = source.charCodeAt(index);
      if (unit >= 128) this.countWide(unit);
    }
    this.pushFrom(NAME, start, line, col);
  }

  private operator(code: number): void {
    const { source, pos } = this;
    if (code === 46 && isDigit(source.charCodeAt(pos + 1))) {
      this.number();
      return;
    }
    const candidates = OPERATORS[code]!;
    for (let i = 0; i < candidates.length; i++) {
      const [text, kind] = candidates[i]!;
      if (text.length > 1 && !source.startsWith(text, pos)) continue;
      if (kind <= RBRACE) this.bracket(kind, code);
      else {
        this.pos += text.length;
        this.push(kind, pos);
      }
      return;
    }
  }

  private unknown(code: number): void {
    const character = String.fromCharCode(code);
    this.pos++;
    if (!isPrintable(character)) this.error(`invalid non-printable character ${codePointName(character)}`);
    this.push(UNKNOWN, this.pos - 1);
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Brackets

  private bracket(kind: number, code: number): void {
    if (kind === LPAR || kind === LSQB || kind === LBRACE) this.openBracket(kind, code);
    else this.closeBracket(kind, code);
  }

  protected openBracket(kind: number, code: number): void {
    const { pos } = this;
    if (this.brackets.length >= MAX_BRACKETS) this.error("too many nested parentheses", pos + 1);
    this.brackets.push({ code, index: pos, lineno: this.lineno });
    this.pos++;
    this.push(kind, pos);
  }

  private closeBracket(kind: number, code: number): void {
    const { pos, open } = this;
    this.pos++;
    const bracket = this.brackets.pop();
    const character = String.fromCharCode(code);
    if (bracket === undefined) throw this.error(`unmatched '${character}'`);
    const opening = String.fromCharCode(bracket.code);
    if (CLOSER[opening] !== character) {
      if (open !== null && this.brackets.length + 1 === open.level) {
        this.error(`${open.letter}-string: unmatched '${character}'`);
      }
      const where = bracket.lineno === this.lineno ? "" : ` on line ${bracket.lineno}`;
      this.error(`closing parenthesis '${character}' does not match opening parenthesis '${opening}'${where}`);
    }
    this.push(kind, pos);
  }

  protected bracketLevel(): number {
    return this.brackets.length;
  }

  protected closeField(): void {
    this.brackets.pop();
    this.pos++;
    this.push(RBRACE, this.pos - 1);
  }

  private neverClosed(): never {
    const { code, index, lineno } = this.brackets[this.brackets.length - 1]!;
    const start = this.lines.start(lineno);
    const offset = [...this.source.slice(start, index)].length + 1;
    const lastLine = this.lines.start(lineno + 1) >= this.source.length;
    const text = this.lines.get(lineno).slice(0, lastLine ? undefined : -1);
    const span = { lineno, offset, end_lineno: lineno, end_offset: 0, text };
    return this.fail("SyntaxError", `'${String.fromCharCode(code)}' was never closed`, span, false, true);
  }
}

/** Divides a text, whose lines end with "\n", into tokens. With `openEnd`, that of the last line is not the program's own. */
export function tokenize(source: string, openEnd = false): Tokens {
  return new Lexer(source, openEnd).run();
}
