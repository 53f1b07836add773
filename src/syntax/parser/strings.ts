// String literals: plain, bytes, f-strings and t-strings, and their concatenation.
//
// Adjacent literals become one node. If an f-string or a t-string is among them, what lies between the replacement
// fields, from whichever literal, is merged into one constant, and empty text is dropped. Positions of merged
// constants go from the first part to the last.

import type {
  Constant,
  ConstantValue,
  Expr,
  FormattedValue,
  Interpolation,
  JoinedStr,
  Position,
  TemplateStr,
} from "../ast.ts";
import {
  COLON,
  EQUAL,
  ERROR,
  EXCLAMATION,
  FSTRING_END,
  FSTRING_MIDDLE,
  FSTRING_START,
  LBRACE,
  NAME,
  RBRACE,
  STRING,
  TSTRING_START,
} from "../lexer/tokens.ts";
import { ParserBase } from "./base.ts";
import { decodeBytes, decodeString, EscapeError, type EscapeOptions } from "./escapes.ts";

const NO_CONVERSION = -1;
const CONVERSIONS = "sra";

/** Text on its way to becoming a constant. */
interface Text extends Position {
  text: string;
  readonly kind: string | null;
}

type Part = Text | FormattedValue | Interpolation;

export abstract class StringParser extends ParserBase {
  /** The brace that opens the innermost replacement field, or -1. */
  protected field = -1;

  protected abstract parseAnnotatedRhs(): Expr;

  /** strings: (STRING | fstring)+ | tstring+ */
  protected parseStrings(): Constant | JoinedStr | TemplateStr {
    const start = this.pos;
    if (this.kind === STRING) {
      const next = this.peek();
      if (next !== STRING && next !== FSTRING_START && next !== TSTRING_START) return this.parseOneString(start);
    }
    const parts: Part[] = [];
    const bytes: Uint8Array[] = [];
    let strings = 0;
    let fstrings = 0;
    let tstrings = 0;
    let kind: string | null = null;
    for (;;) {
      if (this.kind === STRING) {
        const literal = this.literal();
        if (literal.value.type === "bytes") bytes.push(literal.value.value);
        else if (literal.value.type === "str") {
          strings++;
          if (start === this.pos - 1) kind = literal.kind;
          const { lineno, col_offset, end_lineno, end_col_offset } = literal;
          const text = literal.value.value;
          parts.push({ lineno, col_offset, end_lineno, end_col_offset, text, kind: literal.kind });
        }
      } else if (this.kind === FSTRING_START) {
        fstrings++;
        this.parseFormatted(parts, false);
      } else if (this.kind === TSTRING_START) {
        tstrings++;
        this.parseFormatted(parts, true);
      } else {
        break;
      }
    }
    if (tstrings > 0 && strings + fstrings + bytes.length > 0) {
      this.raiseFromToken(start, "cannot mix t-string literals with string or bytes literals");
    }
    if (bytes.length > 0 && strings + fstrings > 0) {
      this.raiseAtToken(this.pos, "cannot mix bytes and nonbytes literals");
    }
    const lineno = this.line(start);
    const col_offset = this.col(start);
    const end_lineno = this.endLine();
    const end_col_offset = this.endCol();
    if (bytes.length > 0) {
      const value: ConstantValue = { type: "bytes", value: concatenate(bytes) };
      return { node: "Constant", lineno, col_offset, end_lineno, end_col_offset, value, kind: null };
    }
    if (fstrings === 0 && tstrings === 0) {
      const value: ConstantValue = { type: "str", value: (parts as Text[]).map((part) => part.text).join("") };
      return { node: "Constant", lineno, col_offset, end_lineno, end_col_offset, value, kind };
    }
    const values = mergeText(parts);
    if (tstrings > 0) return { node: "TemplateStr", lineno, col_offset, end_lineno, end_col_offset, values };
    return { node: "JoinedStr", lineno, col_offset, end_lineno, end_col_offset, values };
  }

  private parseOneString(start: number): Constant {
    const { value, kind } = this.literal();
    return {
      node: "Constant",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      value,
      kind,
    };
  }

  /** The STRING token that is next. */
  private literal(): Constant {
    const index = this.pos;
    const { source } = this;
    let start = this.tokens.start[index]!;
    let end = this.tokens.end[index]!;
    let raw = false;
    let bytes = false;
    let kind: string | null = null;
    let quote: number;
    for (;;) {
      quote = source.charCodeAt(start);
      if (quote === 39 || quote === 34) break;
      const letter = quote | 32;
      if (letter === 114) raw = true;
      else if (letter === 98) bytes = true;
      else if (quote === 117) kind = "u";
      start++;
    }
    const triple = source.charCodeAt(start + 1) === quote && source.charCodeAt(start + 2) === quote && end - start > 2;
    start += triple ? 3 : 1;
    end -= triple ? 3 : 1;
    const text = source.slice(start, end);
    const value: ConstantValue = bytes
      ? { type: "bytes", value: this.bytesValue(text, raw, index) }
      : { type: "str", value: this.stringValue(text, raw, false, index, index) };
    this.advance();
    return {
      node: "Constant",
      lineno: this.line(index),
      col_offset: this.col(index),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      value,
      kind,
    };
  }

  private stringValue(text: string, raw: boolean, braces: boolean, index: number, errorIndex: number): string {
    if (!text.includes("\\") && !(braces && (text.includes("{") || text.includes("}")))) return text;
    try {
      return decodeString(text, raw, braces, this.escapeOptions(text, index));
    } catch (error) {
      if (error instanceof EscapeError) this.raiseAtToken(errorIndex, error.message);
      throw error;
    }
  }

  private bytesValue(text: string, raw: boolean, index: number): Uint8Array {
    for (let i = 0; i < text.length; i++) {
      if (text.charCodeAt(i) >= 128) this.raiseAtToken(index, "bytes can only contain ASCII literal characters");
    }
    try {
      return decodeBytes(text, raw, this.escapeOptions(text, index));
    } catch (error) {
      if (error instanceof EscapeError) this.raiseAtToken(index, error.message);
      throw error;
    }
  }

  private escapeOptions(text: string, index: number): EscapeOptions {
    return {
      lookupName: this.context.lookupName,
      onInvalid: (at, sequence, octal) => {
        let lineno = this.line(index);
        for (let i = text.indexOf("\n"); i >= 0 && i < at; i = text.indexOf("\n", i + 1)) lineno++;
        const what = octal ? "octal escape sequence" : "escape sequence";
        const message =
          `"\\${sequence}" is an invalid ${what}. Such sequences will not work in the future. ` +
          `Did you mean "\\\\${sequence}"? A raw string is also an option.`;
        this.context.warn(message, lineno, this.col(index) + 1);
      },
    };
  }

  // -------------------------------------------------------------------------------------------------------------------
  // f-strings and t-strings

  /** fstring: FSTRING_START fstring_middle* FSTRING_END */
  private parseFormatted(parts: Part[], template: boolean): void {
    const prefix = this.textAt(this.pos).toLowerCase();
    const raw = prefix.includes("r");
    this.advance();
    this.parseMiddles(parts, template, raw, false);
    this.expect(FSTRING_END);
  }

  /** fstring_middle: replacement_field | FSTRING_MIDDLE */
  private parseMiddles(parts: Part[], template: boolean, raw: boolean, inSpec: boolean): void {
    for (;;) {
      const index = this.pos;
      if (this.kind === FSTRING_MIDDLE) {
        const text = this.stringValue(this.textAt(index), raw, !inSpec, index, index + 1);
        this.advance();
        parts.push({
          lineno: this.line(index),
          col_offset: this.col(index),
          end_lineno: this.endLine(),
          end_col_offset: this.endCol(),
          text,
          kind: null,
        });
      } else if (this.kind === LBRACE) {
        this.parseReplacementField(parts, template, raw);
      } else {
        return;
      }
    }
  }

  /** replacement_field: "{" annotated_rhs ["="] ["!" NAME] [":" format_spec] "}" */
  private parseReplacementField(parts: Part[], template: boolean, raw: boolean): void {
    const start = this.pos;
    const letter = template ? "t" : "f";
    this.advance();
    if (this.diagnosing) this.diagnoseFieldStart(letter);
    const outer = this.field;
    this.field = start;
    const value = this.parseFieldValue(letter);
    this.field = outer;
    const valueEnd = this.pos;
    let debug = false;
    if (this.kind === EQUAL) {
      this.advance();
      debug = true;
      if (this.diagnosing && this.kind !== EXCLAMATION && this.kind !== COLON && this.kind !== RBRACE) {
        this.raiseInField(`${letter}-string: expecting '!', or ':', or '}'`);
      }
      this.pushDebugText(parts, start);
    } else if (this.diagnosing && this.kind !== EXCLAMATION && this.kind !== COLON && this.kind !== RBRACE) {
      this.raiseInField(`${letter}-string: expecting '=', or '!', or ':', or '}'`);
    }
    let conversion = NO_CONVERSION;
    if (this.kind === EXCLAMATION) conversion = this.parseConversion(letter);
    let format_spec: JoinedStr | null = null;
    if (this.kind === COLON) format_spec = this.parseFormatSpec(raw, letter);
    else if (this.diagnosing && this.kind !== RBRACE) {
      this.raiseInField(`${letter}-string: expecting ${conversion === NO_CONVERSION ? "'}'" : "':' or '}'"}`);
    }
    this.expect(RBRACE);
    if (debug && conversion === NO_CONVERSION && format_spec === null) conversion = 114;
    const lineno = this.line(start);
    const col_offset = this.col(start);
    const end_lineno = this.endLine();
    const end_col_offset = this.endCol();
    if (template) {
      const from = this.tokens.end[start]!;
      const to = this.tokens.end[valueEnd - 1]!;
      const str = this.source.slice(from, to);
      parts.push({
        node: "Interpolation",
        lineno,
        col_offset,
        end_lineno,
        end_col_offset,
        value,
        str,
        conversion,
        format_spec,
      });
    } else {
      parts.push({
        node: "FormattedValue",
        lineno,
        col_offset,
        end_lineno,
        end_col_offset,
        value,
        conversion,
        format_spec,
      });
    }
  }

  private parseFieldValue(letter: string): Expr {
    if (!this.diagnosing) return this.parseAnnotatedRhs();
    const value = this.attemptPrefix(() => this.parseAnnotatedRhs());
    if (value === null) return this.raiseInField(`${letter}-string: expecting a valid expression after '{'`);
    return value;
  }

  private diagnoseFieldStart(letter: string): void {
    const { kind } = this;
    if (kind === EQUAL || kind === EXCLAMATION || kind === COLON || kind === RBRACE) {
      this.raiseInField(`${letter}-string: valid expression required before '${this.textAt(this.pos)}'`);
    }
  }

  private raiseInField(message: string): never {
    if (this.kind === ERROR) this.fail();
    return this.raiseAtToken(this.pos, message);
  }

  /** The text of `{x = }` up to the token behind the equals sign, without comments. */
  private pushDebugText(parts: Part[], start: number): void {
    const { source, tokens, pos } = this;
    let text = source.slice(tokens.end[start]!, tokens.start[pos]!);
    if (text.includes("#")) text = this.withoutComments(start + 1, pos, tokens.end[start]!);
    parts.push({
      lineno: tokens.endLine[start]!,
      col_offset: tokens.endCol[start]!,
      end_lineno: tokens.line[pos]!,
      end_col_offset: tokens.col[pos]!,
      text,
      kind: null,
    });
  }

  /** The source from an index to the token `last`, less the comments between the tokens from `first` on. */
  private withoutComments(first: number, last: number, from: number): string {
    const { source, tokens } = this;
    let text = "";
    for (let index = first; index <= last; index++) {
      text += source.slice(from, tokens.start[index]!).replace(/#[^\n]*/g, "");
      if (index < last) text += source.slice(tokens.start[index]!, tokens.end[index]!);
      from = tokens.end[index]!;
    }
    return text;
  }

  /** fstring_conversion: "!" NAME */
  private parseConversion(letter: string): number {
    const exclamation = this.pos;
    this.advance();
    if (this.kind !== NAME) {
      if (!this.diagnosing) this.fail();
      const missing = this.kind === COLON || this.kind === RBRACE;
      this.raiseInField(`${letter}-string: ${missing ? "missing" : "invalid"} conversion character`);
    }
    if (this.tokens.start[this.pos] !== this.tokens.end[exclamation]) {
      const message = `${letter}-string: conversion type must come right after the exclamation mark`;
      this.raiseAtTokens(exclamation, this.pos, message);
    }
    const name = this.nameAt(this.pos);
    if (name.length !== 1 || !CONVERSIONS.includes(name)) {
      const message = `${letter}-string: invalid conversion character '${name}': expected 's', 'r', or 'a'`;
      this.raiseAtToken(this.pos, message);
    }
    this.advance();
    return name.charCodeAt(0);
  }

  /** format_spec: ":" fstring_middle* */
  private parseFormatSpec(raw: boolean, letter: string): JoinedStr {
    const start = this.pos;
    this.advance();
    const parts: Part[] = [];
    this.parseMiddles(parts, false, raw, true);
    if (this.diagnosing && this.kind !== RBRACE) {
      this.raiseInField(`${letter}-string: expecting '}', or format specs`);
    }
    return {
      node: "JoinedStr",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      values: mergeText(parts),
    };
  }
}

function mergeText(parts: readonly Part[]): Expr[] {
  const values: Expr[] = [];
  let first: Text | null = null;
  let last: Text | null = null;
  let text = "";
  const flush = () => {
    if (first !== null && last !== null && text !== "") {
      values.push({
        node: "Constant",
        lineno: first.lineno,
        col_offset: first.col_offset,
        end_lineno: last.end_lineno,
        end_col_offset: last.end_col_offset,
        value: { type: "str", value: text },
        kind: first.kind,
      });
    }
    first = null;
    last = null;
    text = "";
  };
  for (const part of parts) {
    if ("node" in part) {
      flush();
      values.push(part);
    } else {
      first ??= part;
      last = part;
      text += part.text;
    }
  }
  flush();
  return values;
}

function concatenate(chunks: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    joined.set(chunk, offset);
    offset += chunk.length;
  }
  return joined;
}
