// Text to bytes: `str.encode` and what stands behind it.

import { Bytes } from "../bytes/buffer.ts";
import { charmapOf } from "./charmaps.ts";
import { type Codec, findCodec, otherEncodings } from "./encodings.ts";
import { checkHandler, checking, type EncodeFailure, handleEncode, refuse } from "./errors.ts";
import { pointEscape } from "./text.ts";
import { isAscii } from "./unicode.ts";
import { encodeUtf7 } from "./utf7.ts";

const utf8 = new TextEncoder();
const LONE_SURROGATE = /\p{Surrogate}/u;

/** How one code point is written; undefined: the codec cannot. */
type Writer = (point: number) => number[] | undefined;

/** What a codec is to the general encoder. */
interface Scheme {
  /** As errors name it. */
  readonly name: string;
  readonly write: Writer;
  readonly reason: string;
  /** Bytes of a unit, of which error handlers must give whole ones. */
  readonly unit: number;
  /** A lone surrogate, for `surrogatepass`. */
  readonly surrogate: ((point: number) => number[]) | undefined;
}

const utf8Bytes = (point: number): number[] => {
  if (point < 0x80) return [point];
  if (point < 0x800) return [0xc0 | (point >> 6), 0x80 | (point & 63)];
  if (point < 0x10000) return [0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63)];
  return [0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63)];
};

const unit16 = (big: boolean) => (unit: number) => (big ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8]);

const utf16Bytes = (big: boolean) => {
  const write = unit16(big);
  return (point: number): number[] =>
    point < 0x10000
      ? write(point)
      : [...write(0xd800 + ((point - 0x10000) >> 10)), ...write(0xdc00 + ((point - 0x10000) & 0x3ff))];
};

const utf32Bytes =
  (big: boolean) =>
  (point: number): number[] => {
    const bytes = [point & 255, (point >> 8) & 255, point >> 16, 0];
    return big ? bytes.reverse() : bytes;
  };

const exceptSurrogates =
  (write: (point: number) => number[]): Writer =>
  (point) =>
    point >= 0xd800 && point <= 0xdfff ? undefined : write(point);

const below =
  (limit: number): Writer =>
  (point) =>
    point < limit ? [point] : undefined;

const unicodeScheme = (name: string, unit: number, write: (point: number) => number[]): Scheme => ({
  name,
  unit,
  write: exceptSurrogates(write),
  reason: "surrogates not allowed",
  surrogate: write,
});

const limitedScheme = (name: string, limit: number): Scheme => ({
  name,
  unit: 1,
  write: below(limit),
  reason: `ordinal not in range(${limit})`,
  surrogate: undefined,
});

function tableScheme(table: string): Scheme {
  const { bytes } = charmapOf(table);
  const write: Writer = (point) => {
    const byte = bytes.get(point);
    return byte === undefined ? undefined : [byte];
  };
  return { name: "charmap", unit: 1, write, reason: "character maps to <undefined>", surrogate: undefined };
}

const SCHEMES: Record<Exclude<Codec, "utf-7" | "unicode-escape" | "raw-unicode-escape">, Scheme> = {
  "utf-8": unicodeScheme("utf-8", 1, utf8Bytes),
  "utf-8-sig": unicodeScheme("utf-8", 1, utf8Bytes),
  ascii: limitedScheme("ascii", 128),
  "latin-1": limitedScheme("latin-1", 256),
  "utf-16": unicodeScheme("utf-16", 2, utf16Bytes(false)),
  "utf-16-le": unicodeScheme("utf-16-le", 2, utf16Bytes(false)),
  "utf-16-be": unicodeScheme("utf-16-be", 2, utf16Bytes(true)),
  "utf-32": unicodeScheme("utf-32", 4, utf32Bytes(false)),
  "utf-32-le": unicodeScheme("utf-32-le", 4, utf32Bytes(false)),
  "utf-32-be": unicodeScheme("utf-32-be", 4, utf32Bytes(true)),
};

/** What stands before the text. */
const MARKS: Partial<Record<Codec, number[]>> = {
  "utf-8-sig": [0xef, 0xbb, 0xbf],
  "utf-16": [0xff, 0xfe],
  "utf-32": [0xff, 0xfe, 0, 0],
};

function encodeGeneral(text: string, scheme: Scheme, mark: number[], errors: string): Uint8Array {
  const points = Array.from(text, (c) => c.codePointAt(0)!);
  const out = [...mark];
  for (let i = 0; i < points.length; ) {
    const bytes = scheme.write(points[i]!);
    if (bytes !== undefined) {
      for (const byte of bytes) out.push(byte);
      i++;
      continue;
    }
    let end = i + 1;
    // UTF-16 and UTF-32 report one character at a time, the others a run.
    while (scheme.unit === 1 && end < points.length && scheme.write(points[end]!) === undefined) end++;
    const failure: EncodeFailure = { codec: scheme.name, text, points, start: i, end, reason: scheme.reason };
    const { by, next } = handleEncode(errors, failure, scheme.surrogate);
    const replacement = typeof by === "string" ? encodeReplacement(by, scheme, failure) : by;
    if (replacement.length % scheme.unit !== 0) refuse(failure);
    for (const byte of replacement) out.push(byte);
    i = next;
  }
  return Uint8Array.from(out);
}

function encodeReplacement(by: string, scheme: Scheme, failure: EncodeFailure): number[] {
  return Array.from(by, (c) => scheme.write(c.codePointAt(0)!) ?? refuse(failure)).flat();
}

/** The ASCII text of `unicode_escape`, or of its raw sister, which leaves Latin-1 alone. */
function escapeText(text: string, raw: boolean): Uint8Array {
  const out: number[] = [];
  for (const c of text) {
    const point = c.codePointAt(0)!;
    if (raw ? point < 0x100 : point >= 0x20 && point < 0x7f && c !== "\\") out.push(point);
    else out.push(...utf8.encode(SHORT_ESCAPES[raw ? "" : c] ?? pointEscape(point)));
  }
  return Uint8Array.from(out);
}

const SHORT_ESCAPES: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\" };

function unitsToBytes(text: string): Uint8Array {
  const data = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) data[i] = text.charCodeAt(i);
  return data;
}

/** The bytes of `text` in an encoding. */
export function encodeData(text: string, encoding: string, errors: string): Uint8Array {
  if (checking.on) checkHandler(errors);
  const codec = findCodec(encoding);
  if (codec === undefined) return otherEncodings.encode(text, encoding, errors);
  if (typeof codec === "object") return encodeGeneral(text, tableScheme(codec.table), [], errors);
  switch (codec) {
    case "utf-8":
      if (isAscii(text)) return text.length < 64 ? unitsToBytes(text) : utf8.encode(text);
      if (!LONE_SURROGATE.test(text)) return utf8.encode(text);
      break;
    case "ascii":
      if (isAscii(text)) return unitsToBytes(text);
      break;
    case "latin-1":
      if (/^[\0-\xff]*$/.test(text)) return unitsToBytes(text);
      break;
    case "utf-7":
      return encodeUtf7(text);
    case "unicode-escape":
      return escapeText(text, false);
    case "raw-unicode-escape":
      return escapeText(text, true);
  }
  return encodeGeneral(text, SCHEMES[codec], MARKS[codec] ?? [], errors);
}

/** `text.encode(encoding, errors)` */
export const encode = (text: string, encoding: string, errors: string): Bytes =>
  new Bytes(encodeData(text, encoding, errors));
