// Encodings of one byte for each character, beyond ASCII and Latin-1: code pages, ISO 8859, KOI8, Macintosh.
//
// Their tables are the engine's own, read off its TextDecoder once for each encoding that is used. Where a byte means
// nothing, browsers' tables put a control character (or a private one) and Python has none.

/** Python's name → the label that TextDecoder knows it by. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ...[1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258].map((page): [string, string] => [
    `cp${page}`,
    `windows-${page}`,
  ]),
  ...[2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15].map((part): [string, string] => [
    `iso8859-${part}`,
    part === 9 ? "windows-1254" : `iso-8859-${part}`,
  ]),
  ["cp874", "windows-874"],
  ["cp866", "ibm866"],
  ["koi8-r", "koi8-r"],
  ["koi8-u", "koi8-u"],
  ["mac-roman", "macintosh"],
  ["mac-cyrillic", "x-mac-cyrillic"],
]);

const LATIN: Record<string, number> = { l2: 2, l3: 3, l4: 4, l5: 9, l6: 10, l7: 13, l8: 14, l9: 15 };

const NICKNAMES: Record<string, string> = {
  cyrillic: "iso8859-5",
  arabic: "iso8859-6",
  greek: "iso8859-7",
  hebrew: "iso8859-8",
  macroman: "mac-roman",
  macintosh: "mac-roman",
  maccyrillic: "mac-cyrillic",
  cskoi8r: "koi8-r",
  ibm866: "cp866",
  ibm437: "cp437",
};

/** The encoding's own name for any of its names; undefined if it is none of these. `name` is in lower case with `-`. */
export function findCharmap(name: string): string | undefined {
  const plain = name
    .replace(/^windows-/, "cp")
    .replace(/^iso-8859/, "iso8859")
    .replace(/^(?=\d{3,4}$)/, "cp")
    .replace(/^latin(?=\d)/, "l");
  const found = LATIN[plain] === undefined ? (NICKNAMES[plain] ?? plain) : `iso8859-${LATIN[plain]}`;
  return LABELS.has(found) || found === "cp437" ? found : undefined;
}

export interface Charmap {
  /** The code point of each byte; -1 where it has none. */
  readonly points: readonly number[];
  readonly bytes: ReadonlyMap<number, number>;
}

const charmaps = new Map<string, Charmap>();

export function charmapOf(name: string): Charmap {
  let charmap = charmaps.get(name);
  if (charmap === undefined) {
    const points = Array.from({ length: 256 }, (_, byte) => pointOf(name, byte));
    charmap = { points, bytes: new Map(points.map((point, byte): [number, number] => [point, byte])) };
    charmaps.set(name, charmap);
  }
  return charmap;
}

/** Node 20 takes windows-1252 for Latin-1, so the bytes 0x80 to 0x9F are written here; a space: none. */
const CP1252 = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/** The first of all code pages, in which the names in zip archives are written; browsers have it not. */
const CP437 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" +
  "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

function pointOf(name: string, byte: number): number {
  if (byte < 0x80) return byte;
  if (name === "cp437") return CP437.charCodeAt(byte - 0x80);
  const isControl = byte < 0xa0;
  if (name === "cp1252" && isControl) return CP1252[byte - 0x80] === " " ? -1 : CP1252.charCodeAt(byte - 0x80);
  // ISO 8859-9 is known to browsers as windows-1254 only, which differs in the control characters.
  if (name === "iso8859-9" && isControl) return byte;
  if (name === "cp1253" && byte === 0xaa) return -1;
  const point = new TextDecoder(LABELS.get(name)).decode(Uint8Array.of(byte)).charCodeAt(0);
  const isMissing = point === 0xfffd || (point >= 0xe000 && point <= 0xf8fe && name !== "mac-roman");
  return isMissing || (isControl && point === byte && name.startsWith("cp")) ? -1 : point;
}
