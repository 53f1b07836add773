// String tokens: plain ones, and f-strings and t-strings (PEP 701, PEP 750), which are cut into a start, middles and an
// end, with the tokens of their replacement fields between them.
//
// A replacement field is scanned by the ordinary token loop, which returns when it meets, outside of any bracket of the
// field's own, the colon of a format specification or the closing brace. Thus strings nest to any depth by recursion, and
// there are no modes to switch.

import { extraBytes } from "./characters.ts";
import { NumberScanner } from "./numbers.ts";
import { COLON, FSTRING_END, FSTRING_MIDDLE, FSTRING_START, LBRACE, STRING, TSTRING_START } from "./tokens.ts";

const NEWLINE_CODE = 10;
const BACKSLASH = 92;
const LBRACE_CODE = 123;
const RBRACE_CODE = 125;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;

/** CPython's limits: of f-strings within f-strings, and of fields within the format specifications of fields. */
const MAX_STRINGS = 150;
const MAX_FIELDS = 3;

/** A bit for each letter of a prefix, by the low five bits of its code: the same for both cases. */
const PREFIX_BITS = new Uint8Array(32);
for (const [index, letter] of [..."bfrtu"].entries()) PREFIX_BITS[letter.charCodeAt(0) & 31] = 1 << index;
const prefixBit = (letter: string) => PREFIX_BITS[letter.charCodeAt(0) & 31]!;

/** An f-string or t-string that is being scanned. */
export interface OpenString {
  readonly letter: "f" | "t";
  readonly quote: number;
  readonly triple: boolean;
  readonly raw: boolean;
  readonly start: number;
  readonly lineno: number;
  /** How many of its replacement fields are open, one within the other. */
  fields: number;
  /** The bracket level inside the innermost of these fields. */
  level: number;
}

export abstract class StringScanner extends NumberScanner {
  /** The innermost f-string or t-string whose replacement field is being scanned. */
  protected open: OpenString | null = null;
  private openCount = 0;

  /** The ordinary token loop. */
  protected abstract scan(): void;
  protected abstract openBracket(kind: number, code: number): void;

  /**
   * The length of the string prefix at `pos`, or -1 if no string begins there. Prefixes that do not go together are
   * an error, as they are no name followed by a string.
   */
  protected stringPrefix(): number {
    const { source, pos } = this;
    let letters = 0;
    for (let index = pos; ; index++) {
      const code = source.charCodeAt(index);
      if (code === SINGLE_QUOTE || code === DOUBLE_QUOTE) {
        if (index - pos > 1) this.checkPrefix(letters, index);
        return index - pos;
      }
      const letter = code > 64 && code < 128 ? PREFIX_BITS[code & 31]! : 0;
      if (letter === 0 || (letters & letter) !== 0) return -1;
      letters |= letter;
    }
  }

  private checkPrefix(letters: number, end: number): void {
    for (const [a, b] of ["ub", "ur", "uf", "ut", "bf", "bt", "ft"] as const) {
      if ((letters & prefixBit(a!)) !== 0 && (letters & prefixBit(b!)) !== 0) {
        this.errorAt(`'${a}' and '${b}' prefixes are incompatible`, this.lineno, this.pos + 1, end + 1);
      }
    }
  }

  /** A string of any kind, whose prefix has the given length. */
  protected string(prefixLength: number): void {
    const { source, pos } = this;
    const quoteIndex = pos + prefixLength;
    const quote = source.charCodeAt(quoteIndex);
    const triple = source.charCodeAt(quoteIndex + 1) === quote && source.charCodeAt(quoteIndex + 2) === quote;
    let letter: "f" | "t" | null = null;
    let raw = false;
    for (let index = pos; index < quoteIndex; index++) {
      const code = source.charCodeAt(index) | 32;
      if (code === 102) letter = "f";
      else if (code === 116) letter = "t";
      else if (code === 114) raw = true;
    }
    this.pos = quoteIndex + (triple ? 3 : 1);
    if (letter === null) this.plainString(pos, quote, triple);
    else this.formatted({ letter, quote, triple, raw, start: pos, lineno: this.lineno, fields: 0, level: 0 });
  }

  private plainString(start: number, quote: number, triple: boolean): void {
    const { source } = this;
    const line = this.lineno;
    const col = this.column(start);
    let escapedQuote = false;
    let pos = this.pos;
    for (;;) {
      const code = source.charCodeAt(pos++);
      if (code === quote) {
        if (!triple) break;
        if (source.charCodeAt(pos) === quote && source.charCodeAt(pos + 1) === quote) {
          pos += 2;
          break;
        }
      } else if (code === BACKSLASH) {
        const escaped = source.charCodeAt(pos);
        if (escaped === quote) escapedQuote = true;
        if (escaped === NEWLINE_CODE) this.beginLine(pos + 1);
        else if (escaped >= 128) this.countWide(escaped);
        pos++;
      } else if (code === NEWLINE_CODE) {
        if (!triple) this.unterminated(start, line, quote, escapedQuote);
        this.beginLine(pos);
      } else if (code >= 128) {
        this.countWide(code);
      } else if (Number.isNaN(code)) {
        if (!triple) this.unterminated(start, line, quote, escapedQuote, true);
        this.unterminatedTriple(start, line, "");
      }
    }
    this.pos = pos;
    this.pushFrom(STRING, start, line, col);
  }

  private unterminated(start: number, line: number, quote: number, escapedQuote: boolean, atEnd = false): never {
    const { open } = this;
    const detected = Math.min(this.lineno, this.lastLine());
    if (open !== null && open.quote === quote && !open.triple) {
      this.formattedError(`${open.letter}-string: expecting '}'`, line, start + 1);
    }
    const hint = escapedQuote ? "; perhaps you escaped the end quote?" : "";
    const message = `unterminated string literal (detected at line ${detected})${hint}`;
    return this.errorAt(message, line, start + 1, start + 1, true, atEnd);
  }

  private unterminatedTriple(start: number, line: number, letter: string): never {
    const detected = this.lastLine();
    const text = this.lines.get(line).replace(/\n$/, "");
    const offset = start + 1 - this.lines.start(line);
    const message = `unterminated triple-quoted ${letter}string literal (detected at line ${detected})`;
    return this.fail(
      "SyntaxError",
      message,
      { lineno: line, offset, end_lineno: line, end_offset: offset, text },
      letter === "" && this.open === null,
      true,
    );
  }

  private lastLine(): number {
    return this.lineno - (this.source.endsWith("\n") && this.lineStart === this.source.length ? 1 : 0);
  }

  // -------------------------------------------------------------------------------------------------------------------
  // f-strings and t-strings

  /** FSTRING_START (FSTRING_MIDDLE | "{" field "}")* FSTRING_END */
  private formatted(string: OpenString): void {
    if (++this.openCount >= MAX_STRINGS) this.error("too many nested f-strings or t-strings");
    this.push(string.letter === "f" ? FSTRING_START : TSTRING_START, string.start);
    const outer = this.open;
    this.open = string;
    this.middles(string, false);
    const end = this.pos;
    this.pos += string.triple ? 3 : 1;
    this.push(FSTRING_END, end);
    this.open = outer;
    this.openCount--;
  }

  /** Text and fields, up to the end quote or, in a format specification, the closing brace of its field. */
  private middles(string: OpenString, inSpec: boolean): void {
    for (let fields = 0; ; fields++) {
      this.middle(string, inSpec, fields);
      const code = this.source.charCodeAt(this.pos);
      if (code !== LBRACE_CODE) return;
      this.field(string);
    }
  }

  /** `fields`: so many come before it. */
  private middle(string: OpenString, inSpec: boolean, fields: number): void {
    const { source } = this;
    const { quote, triple, raw } = string;
    const start = this.pos;
    const line = this.lineno;
    const col = this.column(start);
    let pos = start;
    for (;;) {
      const code = source.charCodeAt(pos);
      if (code === quote) {
        if (!triple || (source.charCodeAt(pos + 1) === quote && source.charCodeAt(pos + 2) === quote)) break;
      } else if (code === LBRACE_CODE) {
        if (inSpec || source.charCodeAt(pos + 1) !== LBRACE_CODE) break;
        pos++;
      } else if (code === RBRACE_CODE) {
        if (inSpec) break;
        if (source.charCodeAt(pos + 1) !== RBRACE_CODE) {
          this.formattedError(`${string.letter}-string: single '}' is not allowed`, this.lineno, pos + 1);
        }
        pos++;
      } else if (code === BACKSLASH) {
        pos = this.escapeInMiddle(pos + 1, raw) - 1;
      } else if (code === NEWLINE_CODE) {
        if (!triple) this.newlineInString(string, pos, inSpec && fields === 0);
        this.beginLine(pos + 1);
      } else if (code >= 128) {
        this.countWide(code);
      } else if (Number.isNaN(code)) {
        if (triple) this.unterminatedTriple(string.start, string.lineno, `${string.letter}-`);
        this.newlineInString(string, pos, inSpec && fields === 0);
      }
      pos++;
    }
    this.pos = pos;
    if (pos > start) this.pushFrom(FSTRING_MIDDLE, start, line, col);
  }

  /** The index after what a backslash before `pos` escapes; a brace is not escaped by it. */
  private escapeInMiddle(pos: number, raw: boolean): number {
    const { source } = this;
    const code = source.charCodeAt(pos);
    if (code === LBRACE_CODE || code === RBRACE_CODE || Number.isNaN(code)) return pos;
    if (code === NEWLINE_CODE) this.beginLine(pos + 1);
    else if (code >= 128) this.lineOrigin -= extraBytes(code);
    else if (code === 78 && !raw && source.charCodeAt(pos + 1) === LBRACE_CODE) {
      let end = pos + 2;
      while (source.charCodeAt(end) !== RBRACE_CODE) {
        const unit = source.charCodeAt(end);
        if (
          Number.isNaN(unit) ||
          unit >= 128 ||
          unit === NEWLINE_CODE ||
          unit === SINGLE_QUOTE ||
          unit === DOUBLE_QUOTE
        ) {
          return end;
        }
        end++;
      }
      return end + 1;
    }
    return pos + 1;
  }

  /** CPython forgets that it reads a specification when a field in it has ended. */
  private newlineInString(string: OpenString, pos: number, beginsSpec: boolean): never {
    const { letter } = string;
    if (beginsSpec && pos < this.source.length) {
      const where = `format specifiers for single quoted ${letter}-strings`;
      this.formattedError(`${letter}-string: newlines are not allowed in ${where}`, this.lineno, pos + 1);
    }
    const message = `unterminated ${letter}-string literal (detected at line ${this.lineno})`;
    return this.formattedError(message, string.lineno, string.start + 1);
  }

  /** An error in the text of an f-string: CPython reports an earlier one of the parser rather than this. */
  private formattedError(message: string, lineno: number, index: number): never {
    return this.errorAt(message, lineno, index, index, false);
  }

  /** "{" expression ["="] ["!" conversion] [":" format specification] "}" */
  private field(string: OpenString): void {
    if (string.fields >= MAX_FIELDS) this.error(`${string.letter}-string: expressions nested too deeply`);
    const outerLevel = string.level;
    string.fields++;
    this.openBracket(LBRACE, LBRACE_CODE);
    string.level = this.bracketLevel();
    // Returns behind the closing brace, or behind the colon.
    this.scan();
    const { tokens } = this;
    if (tokens.kind[tokens.count - 1] === COLON) {
      this.middles(string, true);
      // If it ends with the string instead, the parser will miss the brace.
      if (this.source.charCodeAt(this.pos) === RBRACE_CODE) this.closeField();
    }
    string.fields--;
    string.level = outerLevel;
  }

  protected abstract bracketLevel(): number;
  protected abstract closeField(): void;
}
