// Numbers. The lexer finds where they end; the parser asks `numberValue` what they are.

import type { ConstantValue } from "../ast.ts";
import { isAsciiIdentifier, isDigit, isHexDigit } from "./characters.ts";
import { Scanner } from "./scanner.ts";
import { NUMBER } from "./tokens.ts";

const UNDERSCORE = 95;
const ZERO = 48;

/** Words that may follow a number without a space, for the time being: `1if x else 2`. */
const FOLLOWERS = /(?:and|else|for|not|or)(?!\w)|i[fns]/y;

/** By the letter behind the zero. */
const RADIXES = new Map([
  [120, { kind: "hexadecimal", isDigit: isHexDigit }],
  [111, { kind: "octal", isDigit: (code: number) => code >= 48 && code < 56 }],
  [98, { kind: "binary", isDigit: (code: number) => code === 48 || code === 49 }],
]);

export abstract class NumberScanner extends Scanner {
  /** number: decimal | "0x" hexadecimal | "0o" octal | "0b" binary | pointfloat | exponentfloat | imaginary */
  protected number(): void {
    const { source } = this;
    const start = this.pos;
    if (source.charCodeAt(start) === ZERO) {
      const letter = source.charCodeAt(start + 1) | 32;
      const radix = RADIXES.get(letter);
      if (radix !== undefined) {
        this.radix(start, radix.kind, radix.isDigit);
        return;
      }
      this.zeros(start);
    } else if (source.charCodeAt(start) !== 46) {
      this.digits();
    }
    let kind = "decimal";
    if (source.charCodeAt(this.pos) === 46) {
      this.pos++;
      if (isDigit(source.charCodeAt(this.pos))) this.digits();
    }
    if ((source.charCodeAt(this.pos) | 32) === 101) this.exponent();
    if ((source.charCodeAt(this.pos) | 32) === 106) {
      this.pos++;
      kind = "imaginary";
    }
    this.finish(start, kind);
  }

  /** digit (["_"] digit)* */
  private digits(): void {
    const { source } = this;
    for (;;) {
      while (isDigit(source.charCodeAt(this.pos))) this.pos++;
      if (source.charCodeAt(this.pos) !== UNDERSCORE) return;
      this.pos++;
      if (!isDigit(source.charCodeAt(this.pos))) this.error("invalid decimal literal");
    }
  }

  /** What begins with 0: zeros alone, or a float or imaginary number that may have more digits. */
  private zeros(start: number): void {
    const { source } = this;
    for (;;) {
      while (source.charCodeAt(this.pos) === ZERO) this.pos++;
      if (source.charCodeAt(this.pos) !== UNDERSCORE) break;
      this.pos++;
      if (!isDigit(source.charCodeAt(this.pos))) this.error("invalid decimal literal");
    }
    const zerosEnd = this.pos + 1;
    if (!isDigit(source.charCodeAt(this.pos))) return;
    this.digits();
    const next = source.charCodeAt(this.pos) | 32;
    if (source.charCodeAt(this.pos) === 46 || next === 101 || next === 106) return;
    const message = "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
    this.errorAt(message, this.lineno, start + 1, zerosEnd);
  }

  /** ("e" | "E") ["+" | "-"] digits, or nothing if what follows is a word. */
  private exponent(): void {
    const { source } = this;
    const sign = source.charCodeAt(this.pos + 1);
    const signed = sign === 43 || sign === 45;
    if (isDigit(source.charCodeAt(this.pos + (signed ? 2 : 1)))) {
      this.pos += signed ? 2 : 1;
      this.digits();
    } else if (signed) {
      this.pos += 2;
      this.error("invalid decimal literal");
    }
  }

  private radix(start: number, kind: string, isRadixDigit: (code: number) => boolean): void {
    const { source } = this;
    this.pos += 2;
    do {
      if (source.charCodeAt(this.pos) === UNDERSCORE) this.pos++;
      const code = source.charCodeAt(this.pos);
      if (!isRadixDigit(code)) {
        if (isDigit(code)) this.error(`invalid digit '${source[this.pos]}' in ${kind} literal`, this.pos + 1);
        this.error(`invalid ${kind} literal`);
      }
      while (isRadixDigit(source.charCodeAt(this.pos))) this.pos++;
    } while (source.charCodeAt(this.pos) === UNDERSCORE);
    if (isDigit(source.charCodeAt(this.pos))) {
      this.error(`invalid digit '${source[this.pos]}' in ${kind} literal`, this.pos + 1);
    }
    this.finish(start, kind);
  }

  private finish(start: number, kind: string): void {
    const { source, pos } = this;
    if (isAsciiIdentifier(source.charCodeAt(pos))) {
      FOLLOWERS.lastIndex = pos;
      if (!FOLLOWERS.test(source)) this.error(`invalid ${kind} literal`);
      this.warn(`invalid ${kind} literal`, start);
    }
    this.push(NUMBER, start);
  }
}

/** The value of a number's text. */
export function numberValue(text: string): ConstantValue {
  const plain = text.includes("_") ? text.replaceAll("_", "") : text;
  const last = plain.charCodeAt(plain.length - 1) | 32;
  const radix = plain.charCodeAt(0) === ZERO && plain.length > 1 ? plain.charCodeAt(1) | 32 : 0;
  if (radix === 120 || radix === 111 || radix === 98) return integer(plain);
  if (last === 106) return { type: "complex", value: Number(plain.slice(0, -1)) };
  for (let i = 0; i < plain.length; i++) {
    if (!isDigit(plain.charCodeAt(i))) return { type: "float", value: Number(plain) };
  }
  return integer(plain);
}

function integer(text: string): ConstantValue {
  const value = Number(text);
  return { type: "int", value: Number.isSafeInteger(value) ? value : BigInt(text) };
}
