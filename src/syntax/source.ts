// The text of a program: from bytes to characters, and from indices to lines and columns.

import { NOWHERE, PythonSyntaxError } from "./errors.ts";

// ---------------------------------------------------------------------------------------------------------------------
// Decoding (PEP 263)

const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)/;
const BLANK = /^[ \t\f]*(?:#.*)?$/;

/** Names that Python has for encodings which JavaScript engines lack or know under others. */
const ALIASES: Readonly<Record<string, string>> = {
  utf8: "utf8",
  u8: "utf8",
  utf: "utf8",
  cp65001: "utf8",
  ascii: "ascii",
  "us-ascii": "ascii",
  646: "ascii",
  latin1: "iso-8859-1",
  latin: "iso-8859-1",
  l1: "iso-8859-1",
  "iso8859-1": "iso-8859-1",
  8859: "iso-8859-1",
  cp819: "iso-8859-1",
};

/** Where errors of codecs are: nowhere, in CPython's way. */
const IN_CODEC = { ...NOWHERE, lineno: 0, offset: -1 };

/** Decodes the bytes of a file as Python does: by its byte order mark, its coding comment, else as UTF-8. */
export function decodeSource(bytes: Uint8Array, filename = "<string>"): string {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = marked ? bytes.subarray(3) : bytes;
  const cookie = codingCookie(body);
  const name = cookie === null ? "utf-8" : normaliseEncoding(cookie.name);
  const encoding = ALIASES[name] ?? name;
  if (marked && cookie !== null && encoding !== "utf-8") throw markedOtherwise(name, cookie.line, filename);
  switch (encoding) {
    case "iso-8859-1":
      return decodeLatin1(body);
    case "ascii": {
      const index = body.findIndex((byte) => byte >= 0x80);
      if (index < 0) return decodeLatin1(body);
      const message = `'ascii' codec can't decode byte 0x${hex(body[index]!)} in position ${index}: ordinal not in range(128)`;
      throw new PythonSyntaxError("SyntaxError", message, filename, IN_CODEC);
    }
    case "utf-8":
    case "utf8":
      try {
        return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
      } catch {
        throw undecodable(body, encoding === "utf8", filename);
      }
    default:
      try {
        return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(body);
      } catch (error) {
        const known = error instanceof TypeError;
        const message = known ? `'${encoding}' codec can't decode the file` : `unknown encoding: ${cookie?.name}`;
        throw new PythonSyntaxError("SyntaxError", message, filename, IN_CODEC);
      }
  }
}

/** The encoding that a comment in the first two lines declares, with this line, or null. */
function codingCookie(bytes: Uint8Array): { name: string; line: string } | null {
  let start = 0;
  for (let index = 0; index < 2; index++) {
    let end = start;
    while (end < bytes.length && bytes[end] !== 0x0a && bytes[end] !== 0x0d) end++;
    const line = decodeLatin1(bytes.subarray(start, end));
    const cookie = COOKIE.exec(line);
    if (cookie !== null) return { name: cookie[1]!, line };
    if (!BLANK.test(line)) return null;
    start = end + (bytes[end] === 0x0d && bytes[end + 1] === 0x0a ? 2 : 1);
  }
  return null;
}

function normaliseEncoding(name: string): string {
  const plain = name.toLowerCase().replaceAll("_", "-");
  if (plain === "utf-8" || plain.startsWith("utf-8-")) return "utf-8";
  return /^(?:latin-1|iso-8859-1|iso-latin-1)(?:-|$)/.test(plain) ? "iso-8859-1" : plain;
}

function markedOtherwise(name: string, line: string, filename: string): PythonSyntaxError {
  return new PythonSyntaxError("SyntaxError", `encoding problem: ${name} with BOM`, filename, {
    lineno: 1,
    offset: 0,
    end_lineno: 1,
    end_offset: line.length,
    text: line,
  });
}

function decodeLatin1(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 0x2000) text += String.fromCharCode(...bytes.subarray(i, i + 0x2000));
  return text;
}

const hex = (byte: number) => byte.toString(16).padStart(2, "0");

/** The error for a file that is not UTF-8, with the first byte that is to blame. */
function undecodable(bytes: Uint8Array, byCodec: boolean, filename: string): PythonSyntaxError {
  const index = firstBadByte(bytes);
  const byte = hex(bytes[index]!);
  if (byCodec) {
    const message = `'utf-8' codec can't decode byte 0x${byte} in position ${index}: invalid start byte`;
    return new PythonSyntaxError("SyntaxError", message, filename, IN_CODEC);
  }
  let lineno = 1;
  let lineStart = 0;
  for (let i = 0; i < index; i++) {
    if (bytes[i] === 0x0a) {
      lineno++;
      lineStart = i + 1;
    }
  }
  const message =
    `Non-UTF-8 code starting with '\\x${byte}' on line ${lineno}, but no encoding declared; ` +
    "see https://peps.python.org/pep-0263/ for details";
  let lineEnd = bytes.indexOf(0x0a, index);
  if (lineEnd < 0) lineEnd = bytes.length;
  const text = new TextDecoder().decode(bytes.subarray(lineStart, lineEnd));
  const offset = codePointCount(new TextDecoder().decode(bytes.subarray(lineStart, index))) + 1;
  return new PythonSyntaxError("SyntaxError", message, filename, {
    lineno,
    offset,
    end_lineno: lineno,
    end_offset: offset,
    text,
  });
}

function firstBadByte(bytes: Uint8Array): number {
  let i = 0;
  while (i < bytes.length) {
    const byte = bytes[i]!;
    const length = byte < 0x80 ? 1 : byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0;
    if (length === 0) return i;
    for (let k = 1; k < length; k++) if ((bytes[i + k]! & 0xc0) !== 0x80) return i;
    if (byte === 0xe0 && bytes[i + 1]! < 0xa0) return i;
    if (byte === 0xed && bytes[i + 1]! > 0x9f) return i;
    if (byte === 0xf0 && bytes[i + 1]! < 0x90) return i;
    if (byte === 0xf4 && bytes[i + 1]! > 0x8f) return i;
    i += length;
  }
  return bytes.length - 1;
}

// ---------------------------------------------------------------------------------------------------------------------
// Text

/** Line ends become "\n", and the last line gets one if it has none. */
export function normaliseNewlines(text: string): string {
  if (text.includes("\r")) text = text.replace(/\r\n?/g, "\n");
  return text.length > 0 && !text.endsWith("\n") ? `${text}\n` : text;
}

export function codePointCount(text: string): number {
  let count = text.length;
  for (let i = 0; i + 1 < text.length; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      count--;
      i++;
    }
  }
  return count;
}

/** How many characters the first `bytes` bytes of the line are, were it in UTF-8. */
export function bytesToCharacters(line: string, bytes: number): number {
  let characters = 0;
  for (const character of line) {
    if (bytes <= 0) break;
    const code = character.codePointAt(0)!;
    bytes -= code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    characters++;
  }
  return characters + Math.max(bytes, 0);
}

/** The lines of a text by number, found when first asked for: only errors need them. */
export class Lines {
  readonly text: string;
  private starts: number[] | null = null;

  constructor(text: string) {
    this.text = text;
  }

  /** The index at which the line begins. */
  start(lineno: number): number {
    this.starts ??= this.findStarts();
    return this.starts[lineno - 1] ?? this.text.length;
  }

  /** The line with its line end, or null if there is no such line. */
  get(lineno: number): string {
    return this.text.slice(this.start(lineno), this.start(lineno + 1));
  }

  private findStarts(): number[] {
    const starts = [0];
    for (let i = this.text.indexOf("\n"); i >= 0; i = this.text.indexOf("\n", i + 1)) starts.push(i + 1);
    return starts;
  }
}
