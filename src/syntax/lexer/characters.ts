// Classes of characters.

/** What a character below 128 begins or continues. */
export const IDENTIFIER = 1;
export const DIGIT = 2;
export const HEX_DIGIT = 4;

const CLASSES = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  if (/[A-Za-z0-9_]/.test(character)) CLASSES[code]! |= IDENTIFIER;
  if (/[0-9]/.test(character)) CLASSES[code]! |= DIGIT;
  if (/[0-9A-Fa-f]/.test(character)) CLASSES[code]! |= HEX_DIGIT;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isHexDigit(code: number): boolean {
  return code < 128 && (CLASSES[code]! & HEX_DIGIT) !== 0;
}

/** Whether an ASCII character may stand in an identifier. NaN, the end of the text, may not. */
export function isAsciiIdentifier(code: number): boolean {
  return code < 128 && (CLASSES[code]! & IDENTIFIER) !== 0;
}

/** The bytes that a UTF-16 unit above 127 adds to the one that a column counts for it anyway. */
export function extraBytes(unit: number): number {
  return unit < 0x800 ? 1 : (unit & 0xf800) === 0xd800 ? 1 : 2;
}

// Patterns over Unicode's tables take a while to make, and most programs never ask them: they stand where they are used.

/** The index in `name` of the first character that may not stand there, or -1. */
export function badIdentifierCharacter(name: string): number {
  const first = /[\p{XID_Start}_]/u;
  const other = /\p{XID_Continue}/u;
  let index = 0;
  for (const character of name) {
    const good = (index === 0 ? first : other).test(character);
    if (!good) return index;
    index += character.length;
  }
  return -1;
}

/** What `str.isprintable` says. */
export function isPrintable(character: string): boolean {
  return character === " " || !/[\p{C}\p{Z}]/u.test(character);
}

/** `U+0041`, as messages name a character. */
export function codePointName(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}
