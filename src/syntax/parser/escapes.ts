// Escape sequences: from the text between quotes to the value.

import { isHexDigit } from "../lexer/characters.ts";

const BACKSLASH = 92;
const OPEN_BRACE = 123;

/** What is wrong with a literal, without the place. */
export class EscapeError {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

export interface EscapeOptions {
  /** The character that a Unicode name stands for. */
  readonly lookupName: (name: string) => string | undefined;
  /** Told of the first sequence that Python does not know, by its index in the text and the text itself. */
  readonly onInvalid: (index: number, sequence: string, octal: boolean) => void;
}

const SIMPLE: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** The value of a string literal's text. With `braces`, doubled braces stand for one, as in an f-string. */
export function decodeString(text: string, raw: boolean, braces: boolean, options: EscapeOptions): string {
  if (braces && raw) return text.replaceAll("{{", "{").replaceAll("}}", "}");
  if (raw || (!text.includes("\\") && !braces)) return text;
  let value = "";
  let copied = 0;
  let warned = false;
  for (let index = 0; index < text.length; ) {
    const code = text.charCodeAt(index);
    if (braces && (code === 123 || code === 125) && text.charCodeAt(index + 1) === code) {
      value += text.slice(copied, index + 1);
      index += 2;
      copied = index;
      continue;
    }
    if (code !== BACKSLASH) {
      index++;
      continue;
    }
    value += text.slice(copied, index);
    const start = index;
    const letter = text[index + 1] ?? "";
    const simple = SIMPLE[letter];
    index += 2;
    if (simple !== undefined) value += simple;
    else if (letter >= "0" && letter <= "7") {
      const digits = octalDigits(text, start + 1);
      index = start + 1 + digits.length;
      const octal = Number.parseInt(digits, 8);
      if (octal > 255 && !warned) {
        warned = true;
        options.onInvalid(start, digits, true);
      }
      value += String.fromCharCode(octal);
    } else if (letter === "x" || letter === "u" || letter === "U") {
      const length = letter === "x" ? 2 : letter === "u" ? 4 : 8;
      value += codePoint(text, start, length);
      index += length;
    } else if (letter === "N") {
      const end = text[index] === "{" ? text.indexOf("}", index) : -1;
      if (end <= index + 1) {
        throw codecError(
          text,
          start,
          end < 0 ? (text[index] === "{" ? text.length : index) : end + 1,
          "malformed \\N character escape",
        );
      }
      const named = options.lookupName(text.slice(index + 1, end));
      if (named === undefined) throw codecError(text, start, end + 1, "unknown Unicode character name");
      value += named;
      index = end + 1;
    } else {
      if (!warned) {
        warned = true;
        // In an f-string, the text may end here, before a brace.
        options.onInvalid(start, String.fromCodePoint(text.codePointAt(start + 1) ?? OPEN_BRACE), false);
      }
      value += "\\";
      // What follows is a character like any other, a brace perhaps.
      index = start + 1;
    }
    copied = index;
  }
  return value + text.slice(copied);
}

/** The value of a bytes literal's text, which is ASCII. */
export function decodeBytes(text: string, raw: boolean, options: Pick<EscapeOptions, "onInvalid">): Uint8Array {
  const bytes = new Uint8Array(text.length);
  let length = 0;
  let warned = false;
  for (let index = 0; index < text.length; ) {
    const code = text.charCodeAt(index);
    if (code !== BACKSLASH || raw) {
      bytes[length++] = code;
      index++;
      continue;
    }
    const start = index;
    const letter = text[index + 1] ?? "";
    const simple = SIMPLE[letter];
    index += 2;
    if (simple !== undefined) {
      if (simple !== "") bytes[length++] = simple.charCodeAt(0);
    } else if (letter >= "0" && letter <= "7") {
      const digits = octalDigits(text, start + 1);
      index = start + 1 + digits.length;
      const octal = Number.parseInt(digits, 8);
      if (octal > 255 && !warned) {
        warned = true;
        options.onInvalid(start, digits, true);
      }
      bytes[length++] = octal;
    } else if (letter === "x") {
      if (hexDigits(text, index, 2) < 2) throw new EscapeError(`(value error) invalid \\x escape at position ${start}`);
      bytes[length++] = Number.parseInt(text.slice(index, index + 2), 16);
      index += 2;
    } else {
      if (!warned) {
        warned = true;
        options.onInvalid(start, letter, false);
      }
      bytes[length++] = BACKSLASH;
      index = start + 1;
    }
  }
  return bytes.slice(0, length);
}

function octalDigits(text: string, index: number): string {
  let end = index;
  while (end < index + 3 && text[end]! >= "0" && text[end]! <= "7") end++;
  return text.slice(index, end);
}

function hexDigits(text: string, index: number, most: number): number {
  let count = 0;
  while (count < most && isHexDigit(text.charCodeAt(index + count))) count++;
  return count;
}

/** The character that `\x`, `\u` or `\U` at `start` stands for. */
function codePoint(text: string, start: number, length: number): string {
  const digits = hexDigits(text, start + 2, length);
  if (digits < length) {
    const letter = text[start + 1]!;
    throw codecError(text, start, start + 2 + digits, `truncated \\${letter}${"X".repeat(length)} escape`);
  }
  const value = Number.parseInt(text.slice(start + 2, start + 2 + length), 16);
  if (value > 0x10ffff) throw codecError(text, start, start + 2 + length, "illegal Unicode character");
  return String.fromCodePoint(value);
}

/** CPython's codec sees each character above 127 as an escape sequence of ten bytes, and counts so. */
function codecError(text: string, start: number, end: number, reason: string): EscapeError {
  let first = 0;
  for (const character of text.slice(0, start)) first += character.codePointAt(0)! < 128 ? 1 : 10;
  let last = first - 1;
  for (const character of text.slice(start, end)) last += character.codePointAt(0)! < 128 ? 1 : 10;
  const where = last > first ? `bytes in position ${first}-${last}` : `byte 0x5c in position ${first}`;
  return new EscapeError(`(unicode error) 'unicodeescape' codec can't decode ${where}: ${reason}`);
}
