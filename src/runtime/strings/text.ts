// Strings by code points. A Python string is a JavaScript string of UTF-16 units, but it counts, indexes and compares by
// code points, so every function here first asks whether the string has surrogates at all. V8 answers that at once for
// Latin-1 strings (a pattern that cannot match one-byte text is not run); for long two-byte strings the last answers are
// kept, and so are the tables of positions of the last two strings that did have surrogates: two, since strings are
// compared.

const SURROGATE = /[\ud800-\udfff]/;

/** Strings longer than this are worth remembering. */
const LONG = 64;

/** A string with surrogates, and where each of its code points begins, and its end. */
interface Table {
  text: string;
  starts: Uint32Array;
}

let lastSimple = "";
let lastTable: Table = { text: "", starts: new Uint32Array(1) };
let otherTable = lastTable;

/** Has it no surrogates: is each code point one unit? */
export function isSimple(s: string): boolean {
  if (s.length <= LONG) return !SURROGATE.test(s);
  if (s === lastSimple) return true;
  if (s === lastTable.text || s === otherTable.text || SURROGATE.test(s)) return false;
  lastSimple = s;
  return true;
}

const isPair = (s: string, i: number): boolean =>
  (s.charCodeAt(i) & 0xfc00) === 0xd800 && (s.charCodeAt(i + 1) & 0xfc00) === 0xdc00;

/** Where each code point begins, and the end. */
function starts(s: string): Uint32Array {
  if (s === lastTable.text) return lastTable.starts;
  const table = s === otherTable.text ? otherTable : { text: s, starts: findStarts(s) };
  otherTable = lastTable;
  lastTable = table;
  return table.starts;
}

function findStarts(s: string): Uint32Array {
  const table = new Uint32Array(s.length + 1);
  let count = 0;
  for (let i = 0; i < s.length; i += isPair(s, i) ? 2 : 1) table[count++] = i;
  table[count] = s.length;
  return table.subarray(0, count + 1);
}

/** `len(s)` */
export function strLength(s: string): number {
  return isSimple(s) ? s.length : starts(s).length - 1;
}

/** The code point at `index`, as a string; undefined out of range. Negative indices count from the end. */
export function strAt(s: string, index: number): string | undefined {
  if (isSimple(s)) return s[index < 0 ? index + s.length : index];
  const table = starts(s);
  const i = index < 0 ? index + table.length - 1 : index;
  return i >= 0 && i < table.length - 1 ? s.slice(table[i], table[i + 1]) : undefined;
}

/** `s[start:stop]` for 0 <= start <= stop <= len(s). */
export function strSlice(s: string, start: number, stop: number): string {
  if (isSimple(s)) return s.slice(start, stop);
  const table = starts(s);
  return s.slice(table[start], table[stop]);
}

/** The code points as strings. */
export function strChars(s: string): string[] {
  if (isSimple(s)) return s.split("");
  const table = starts(s);
  const chars = new Array<string>(table.length - 1);
  for (let i = 0; i < chars.length; i++) chars[i] = s.slice(table[i], table[i + 1]);
  return chars;
}

/** The unit at which code point `index` begins. */
export const unitOf = (s: string, index: number): number => (isSimple(s) ? index : starts(s)[index]!);

/** The index of the code point that begins at unit `unit`; -1 stays -1. */
export function pointOf(s: string, unit: number): number {
  if (unit <= 0 || isSimple(s)) return unit;
  const table = starts(s);
  let low = 0;
  let high = table.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (table[middle]! < unit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A hash in the range of safe integers, the same in every run; strings that are equal have it equal, -1 is not used. */
export function strHash(s: string): number {
  if (s === "") return 0;
  let high = HASH_HIGH ^ s.length;
  let low = HASH_LOW;
  for (let i = 0; i < s.length; i++) {
    const unit = s.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  return mixed(high, low);
}

/** The hash of bytes: that of the text with the same codes, as in CPython. */
export function bytesHash(bytes: Uint8Array): number {
  if (bytes.length === 0) return 0;
  let high = HASH_HIGH ^ bytes.length;
  let low = HASH_LOW;
  for (const byte of bytes) {
    high = Math.imul(high ^ byte, 0x9e3779b1);
    low = Math.imul(low ^ byte, 0x5f356495);
  }
  return mixed(high, low);
}

const HASH_HIGH = 0xdeadbeef;
const HASH_LOW = 0x41c6ce57;

function mixed(high: number, low: number): number {
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  const hash = (high | 0) * 0x100000 + (low >>> 12);
  return hash === -1 ? -2 : hash;
}

/** Text in a Python literal: `'…'`, or `"…"` where that saves escapes. */
export function strRepr(s: string): string {
  const quote = s.includes("'") && !s.includes('"') ? '"' : "'";
  if (PLAIN.test(s)) return quote + s + quote;
  let out = quote;
  for (const c of s) out += escaped(c, quote);
  return out + quote;
}

const PLAIN = /^[ !#-&(-[\]-~\xa1-\xac\xae-\xff"]*$/;
const PRINTABLE = /^[^\p{C}\p{Z}]$/u;

/** Does repr show the character as it is? */
export const isPrintable = (c: string): boolean => c === " " || PRINTABLE.test(c);

function escaped(c: string, quote: string): string {
  switch (c) {
    case quote:
    case "\\":
      return `\\${c}`;
    case "\n":
      return "\\n";
    case "\r":
      return "\\r";
    case "\t":
      return "\\t";
    default:
      return isPrintable(c) ? c : pointEscape(c.codePointAt(0)!);
  }
}

/** `\x41`, `\u1234` or `\U00012345`. */
export function pointEscape(point: number): string {
  if (point < 0x100) return `\\x${point.toString(16).padStart(2, "0")}`;
  return point < 0x10000 ? `\\u${point.toString(16).padStart(4, "0")}` : `\\U${point.toString(16).padStart(8, "0")}`;
}
