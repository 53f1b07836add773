// Bytes to text: `bytes.decode`, and decoding in pieces for streams of text.
//
// Each decoder is a function of the data and a position that gives the text up to the first byte that it cannot decode,
// or a failure; the loop around it asks the error handler and goes on. Where the data may be continued (`final` false),
// an incomplete sequence at the end is left alone, and `used` says how far decoding came.

import { charmapOf } from "./charmaps.ts";
import { type Codec, findCodec, otherEncodings } from "./encodings.ts";
import { checkHandler, checking, handleDecode, type Replacement } from "./errors.ts";
import { closedUtf7, decodeUtf7 } from "./utf7.ts";

export interface Decoded {
  text: string;
  /** How many bytes were decoded; all of them if nothing is to follow. */
  used: number;
}

/** Why decoding stopped: bytes `start` to `end`. `incomplete`: more bytes might have helped. */
export interface Failure {
  text: string;
  start: number;
  end: number;
  reason: string;
  incomplete: boolean;
}

type Decoder = (data: Uint8Array, from: number) => string | Failure;
type SurrogateFinder = (data: Uint8Array, at: number) => Replacement<string> | undefined;

interface Scheme {
  readonly name: string;
  readonly decode: Decoder;
  readonly surrogate: SurrogateFinder | undefined;
}

/** As many arguments as a call surely takes. */
const CHUNK = 8192;

/** Applied, not spread: spreading a typed array goes through its iterator and takes four times as long. */
const chunk = (data: Uint8Array): string => String.fromCharCode.apply(undefined, data as unknown as number[]);

function fromLatin(data: Uint8Array, from: number, to: number): string {
  let text = "";
  for (let i = from; i < to; i += CHUNK) text += chunk(data.subarray(i, Math.min(i + CHUNK, to)));
  return text;
}

const failure = (text: string, start: number, end: number, reason: string, incomplete = false): Failure => ({
  text,
  start,
  end,
  reason,
  incomplete,
});

// ---- UTF-8 ----------------------------------------------------------------------------------------------------------

const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The quick way; undefined if there is an error somewhere. */
function quickUtf8(data: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(data);
  } catch {
    return undefined;
  }
}

/** The lowest and highest second byte after a lead byte that excludes some. */
const secondByte = (lead: number): [number, number] => {
  switch (lead) {
    case 0xe0:
      return [0xa0, 0xbf];
    case 0xed:
      return [0x80, 0x9f];
    case 0xf0:
      return [0x90, 0xbf];
    case 0xf4:
      return [0x80, 0x8f];
    default:
      return [0x80, 0xbf];
  }
};

const decodeUtf8: Decoder = (data, from) => {
  let text = "";
  let i = from;
  while (i < data.length) {
    const lead = data[i]!;
    if (lead < 0x80) {
      text += String.fromCharCode(lead);
      i++;
      continue;
    }
    if (lead < 0xc2 || lead > 0xf4) return failure(text, i, i + 1, "invalid start byte");
    const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    let point = lead & (0x7f >> length);
    for (let k = 1; k < length; k++) {
      const byte = data[i + k];
      if (byte === undefined) return failure(text, i, data.length, "unexpected end of data", true);
      const [low, high] = k === 1 ? secondByte(lead) : [0x80, 0xbf];
      if (byte < low || byte > high) return failure(text, i, i + k, "invalid continuation byte");
      point = (point << 6) | (byte & 0x3f);
    }
    text += String.fromCodePoint(point);
    i += length;
  }
  return text;
};

const utf8Surrogate: SurrogateFinder = (data, at) => {
  if (data[at] !== 0xed || (data[at + 1]! & 0xe0) !== 0xa0 || (data[at + 2]! & 0xc0) !== 0x80) return undefined;
  const point = 0xd000 | ((data[at + 1]! & 0x3f) << 6) | (data[at + 2]! & 0x3f);
  return { by: String.fromCharCode(point), next: at + 3 };
};

// ---- one byte for each character ------------------------------------------------------------------------------------

const decodeAscii: Decoder = (data, from) => {
  let to = from;
  while (to < data.length && data[to]! < 0x80) to++;
  const text = fromLatin(data, from, to);
  return to === data.length ? text : failure(text, to, to + 1, "ordinal not in range(128)");
};

const decodeLatin: Decoder = (data, from) => fromLatin(data, from, data.length);

// ---- UTF-16 and UTF-32 ----------------------------------------------------------------------------------------------

const unitAt = (data: Uint8Array, at: number, big: boolean): number =>
  big ? (data[at]! << 8) | data[at + 1]! : data[at]! | (data[at + 1]! << 8);

const decodeUtf16 =
  (big: boolean): Decoder =>
  (data, from) => {
    let text = "";
    let i = from;
    for (; i + 1 < data.length; i += 2) {
      const unit = unitAt(data, i, big);
      if ((unit & 0xf800) !== 0xd800) {
        text += String.fromCharCode(unit);
        continue;
      }
      if (unit >= 0xdc00) return failure(text, i, i + 2, "illegal encoding");
      if (i + 3 >= data.length) return failure(text, i, data.length, "unexpected end of data", true);
      const low = unitAt(data, i + 2, big);
      if ((low & 0xfc00) !== 0xdc00) return failure(text, i, i + 2, "illegal UTF-16 surrogate");
      text += String.fromCharCode(unit, low);
      i += 2;
    }
    return i < data.length ? failure(text, i, data.length, "truncated data", true) : text;
  };

const utf16Surrogate =
  (big: boolean): SurrogateFinder =>
  (data, at) => {
    if (at + 1 >= data.length) return undefined;
    const unit = unitAt(data, at, big);
    return (unit & 0xf800) === 0xd800 ? { by: String.fromCharCode(unit), next: at + 2 } : undefined;
  };

const pointAt = (data: Uint8Array, at: number, big: boolean): number =>
  big
    ? unitAt(data, at, true) * 0x10000 + unitAt(data, at + 2, true)
    : unitAt(data, at + 2, false) * 0x10000 + unitAt(data, at, false);

const decodeUtf32 =
  (big: boolean): Decoder =>
  (data, from) => {
    let text = "";
    let i = from;
    for (; i + 3 < data.length; i += 4) {
      const point = pointAt(data, i, big);
      if (point > 0x10ffff) return failure(text, i, i + 4, "code point not in range(0x110000)");
      if (point >= 0xd800 && point <= 0xdfff) {
        return failure(text, i, i + 4, "code point in surrogate code point range(0xd800, 0xe000)");
      }
      text += String.fromCodePoint(point);
    }
    return i < data.length ? failure(text, i, data.length, "truncated data", true) : text;
  };

const utf32Surrogate =
  (big: boolean): SurrogateFinder =>
  (data, at) => {
    if (at + 3 >= data.length) return undefined;
    const point = pointAt(data, at, big);
    return point >= 0xd800 && point <= 0xdfff ? { by: String.fromCharCode(point), next: at + 4 } : undefined;
  };

// ---- escapes --------------------------------------------------------------------------------------------------------

const SIMPLE: Record<string, string> = {
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

const HEX_LENGTH: Record<string, number> = { x: 2, u: 4, U: 8 };
const TRUNCATED: Record<string, string> = {
  x: "truncated \\xXX escape",
  u: "truncated \\uXXXX escape",
  U: "truncated \\UXXXXXXXX escape",
};

const isHex = (byte: number | undefined): boolean =>
  byte !== undefined && /[0-9a-fA-F]/.test(String.fromCharCode(byte));

/** `\xXX`, `\uXXXX`, `\UXXXXXXXX` at `at`: the text and the end, or a failure. */
function hexEscape(data: Uint8Array, at: number, text: string): Failure | { by: string; next: number } {
  const kind = String.fromCharCode(data[at + 1]!);
  const length = HEX_LENGTH[kind]!;
  let digits = 0;
  while (digits < length && isHex(data[at + 2 + digits])) digits++;
  const end = at + 2 + digits;
  if (digits < length) return failure(text, at, end, TRUNCATED[kind]!, end === data.length);
  const point = Number.parseInt(fromLatin(data, at + 2, end), 16);
  if (point > 0x10ffff) return failure(text, at, end, "illegal Unicode character");
  return { by: String.fromCodePoint(point), next: end };
}

const decodeEscapes: Decoder = (data, from) => {
  let text = "";
  let i = from;
  while (i < data.length) {
    if (data[i] !== 0x5c) {
      text += String.fromCharCode(data[i++]!);
      continue;
    }
    if (i + 1 === data.length) return failure(text, i, i + 1, "\\ at end of string", true);
    const c = String.fromCharCode(data[i + 1]!);
    const simple = SIMPLE[c];
    if (simple !== undefined) {
      text += simple;
      i += 2;
    } else if (c in HEX_LENGTH) {
      const found = hexEscape(data, i, text);
      if ("reason" in found) return found;
      text += found.by;
      i = found.next;
    } else if (c >= "0" && c <= "7") {
      let end = i + 2;
      while (end < i + 4 && data[end]! >= 0x30 && data[end]! <= 0x37) end++;
      text += String.fromCharCode(Number.parseInt(fromLatin(data, i + 1, end), 8));
      i = end;
    } else if (c === "N") {
      return namedEscape(data, i, text);
    } else {
      text += `\\${c}`;
      i += 2;
    }
  }
  return text;
};

/** `\N{…}`: there is no table of names here, so every name is unknown. */
function namedEscape(data: Uint8Array, at: number, text: string): Failure {
  const close = data[at + 2] === 0x7b ? data.indexOf(0x7d, at + 3) : -1;
  if (close <= at + 3) {
    const end = data[at + 2] !== 0x7b ? at + 2 : close < 0 ? data.length : close;
    return failure(text, at, end, "malformed \\N character escape", close < 0);
  }
  return failure(text, at, close + 1, "unknown Unicode character name");
}

const decodeRawEscapes: Decoder = (data, from) => {
  let text = "";
  let i = from;
  while (i < data.length) {
    if (data[i] === 0x5c && (data[i + 1] === 0x75 || data[i + 1] === 0x55)) {
      const found = hexEscape(data, i, text);
      if ("reason" in found) {
        return found.reason === "illegal Unicode character" ? { ...found, reason: "\\Uxxxxxxxx out of range" } : found;
      }
      text += found.by;
      i = found.next;
    } else {
      text += String.fromCharCode(data[i++]!);
      // A backslash that escapes nothing takes the next character with it, so that `\\u0041` stays.
      if (data[i - 1] === 0x5c && i < data.length) text += String.fromCharCode(data[i++]!);
    }
  }
  return text;
};

// ---- the loop -------------------------------------------------------------------------------------------------------

const scheme = (name: string, decode: Decoder, surrogate?: SurrogateFinder): Scheme => ({ name, decode, surrogate });

const SCHEMES: Record<Exclude<Codec, "utf-16" | "utf-32">, Scheme> = {
  "utf-8": scheme("utf-8", decodeUtf8, utf8Surrogate),
  "utf-8-sig": scheme("utf-8", decodeUtf8, utf8Surrogate),
  "utf-7": scheme("utf7", decodeUtf7),
  ascii: scheme("ascii", decodeAscii),
  "latin-1": scheme("latin-1", decodeLatin),
  "utf-16-le": scheme("utf-16-le", decodeUtf16(false), utf16Surrogate(false)),
  "utf-16-be": scheme("utf-16-be", decodeUtf16(true), utf16Surrogate(true)),
  "utf-32-le": scheme("utf-32-le", decodeUtf32(false), utf32Surrogate(false)),
  "utf-32-be": scheme("utf-32-be", decodeUtf32(true), utf32Surrogate(true)),
  "unicode-escape": scheme("unicodeescape", decodeEscapes),
  "raw-unicode-escape": scheme("rawunicodeescape", decodeRawEscapes),
};

function tableScheme(table: string): Scheme {
  const { points } = charmapOf(table);
  return scheme("charmap", (data, from) => {
    let text = "";
    for (let i = from; i < data.length; i++) {
      const point = points[data[i]!]!;
      if (point < 0) return failure(text, i, i + 1, "character maps to <undefined>");
      text += String.fromCharCode(point);
    }
    return text;
  });
}

/** Sees a byte order mark: the scheme that it chooses and how long it is. */
function chosen(codec: Codec, data: Uint8Array): [Scheme, number] {
  switch (codec) {
    case "utf-8-sig":
      return [SCHEMES[codec], data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf ? 3 : 0];
    case "utf-16":
      if (data[0] === 0xfe && data[1] === 0xff) return [SCHEMES["utf-16-be"], 2];
      return [SCHEMES["utf-16-le"], data[0] === 0xff && data[1] === 0xfe ? 2 : 0];
    case "utf-32":
      if (data[0] === 0 && data[1] === 0 && data[2] === 0xfe && data[3] === 0xff) return [SCHEMES["utf-32-be"], 4];
      return [SCHEMES["utf-32-le"], data[0] === 0xff && data[1] === 0xfe && data[2] === 0 && data[3] === 0 ? 4 : 0];
    default:
      return [SCHEMES[codec], 0];
  }
}

/** Decodes; with `final` false, what may be the beginning of a character is left for later. */
export function decodeSome(data: Uint8Array, encoding: string, errors: string, final: boolean): Decoded {
  if (checking.on) checkHandler(errors);
  const codec = findCodec(encoding);
  if (codec === undefined) return { text: otherEncodings.decode(data, encoding, errors), used: data.length };
  if (codec === "utf-7" && !final) data = data.subarray(0, closedUtf7(data));
  if (codec === "utf-8") {
    const text = quickUtf8(data);
    if (text !== undefined) return { text, used: data.length };
  }
  const [plain, mark] = typeof codec === "object" ? [tableScheme(codec.table), 0] : chosen(codec, data);
  const { name, decode, surrogate } = plain;
  let text = "";
  let at = mark;
  while (true) {
    const result = decode(data, at);
    if (typeof result === "string") return { text: text + result, used: data.length };
    text += result.text;
    if (result.incomplete && !final) return { text, used: result.start };
    const { start, end, reason } = result;
    const { by, next } = handleDecode(errors, { codec: name, data, start, end, reason }, surrogate);
    text += by;
    at = next;
  }
}

/** `data.decode(encoding, errors)` */
export const decode = (data: Uint8Array, encoding: string, errors: string): string =>
  decodeSome(data, encoding, errors, true).text;
