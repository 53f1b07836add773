// The names of the text encodings, and which codec each stands for.

import { lookupError } from "../errors.ts";
import { findCharmap } from "./charmaps.ts";

/** The codecs that are written out; the tables of charmaps.ts are others. */
export type Codec =
  | "utf-8"
  | "utf-8-sig"
  | "utf-7"
  | "ascii"
  | "latin-1"
  | "utf-16"
  | "utf-16-le"
  | "utf-16-be"
  | "utf-32"
  | "utf-32-le"
  | "utf-32-be"
  | "unicode-escape"
  | "raw-unicode-escape";

const ALIASES: Record<Codec, string> = {
  "utf-8": "utf8 u8 utf utf8-ucs2 utf8-ucs4 cp65001",
  "utf-8-sig": "utf8-sig",
  "utf-7": "utf7 u7 unicode-1-1-utf-7",
  ascii: "646 us-ascii us ansi-x3.4-1968 iso646-us iso-ir-6 ibm367 cp367",
  "latin-1": "latin1 iso-8859-1 iso8859-1 iso8859 8859 cp819 latin l1 iso-ir-100 ibm819 iso-8859-1-1987",
  "utf-16": "utf16 u16",
  "utf-16-le": "utf-16le utf16-le utf16le unicodelittleunmarked",
  "utf-16-be": "utf-16be utf16-be utf16be unicodebigunmarked",
  "utf-32": "utf32 u32",
  "utf-32-le": "utf-32le utf32-le utf32le",
  "utf-32-be": "utf-32be utf32-be utf32be",
  "unicode-escape": "unicodeescape",
  "raw-unicode-escape": "rawunicodeescape",
};

const codecs = new Map<string, Codec>();
for (const [codec, aliases] of Object.entries(ALIASES)) {
  for (const name of [codec, ...aliases.split(" ")]) codecs.set(name, codec as Codec);
}

/** What is not written here: set by who has the registry of encodings. */
export const otherEncodings = {
  encode: (_text: string, encoding: string, _errors: string): Uint8Array => unknown(encoding, "encode"),
  decode: (_data: Uint8Array, encoding: string, _errors: string): string => unknown(encoding, "decode"),
};

/** Codecs that turn bytes into bytes, or text into text. */
const NOT_TEXT = /^(?:base64|bz2|hex|quopri|rot13|uu|zlib)(?:[ _-]?codec)?$/i;

function unknown(encoding: string, verb: "encode" | "decode"): never {
  if (NOT_TEXT.test(encoding)) {
    throw lookupError(`'${encoding}' is not a text encoding; use codecs.${verb}() to handle arbitrary codecs`);
  }
  throw lookupError(`unknown encoding: ${encoding}`);
}

/** An encoding of one byte for each character, by its table. */
export interface TableCodec {
  readonly table: string;
}

/** The codec for an encoding's name as programs write it; undefined if there is none. */
export function findCodec(encoding: string): Codec | TableCodec | undefined {
  const known = codecs.get(encoding);
  if (known !== undefined) return known;
  const name = encoding.toLowerCase().replace(/[\s_-]+/g, "-");
  const codec = codecs.get(name);
  if (codec !== undefined) return codec;
  const table = findCharmap(name);
  return table === undefined ? undefined : { table };
}
