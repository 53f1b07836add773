// What the methods of `str` do to JavaScript strings: searching, splitting, stripping, padding. No Python values here
// but ints as numbers; positions are in UTF-16 units, and the callers convert.

import { isLongSearch, longSearch, unitsOf } from "./longsearch.ts";
import { isSimple, strChars, strLength } from "./text.ts";
import { SPACE } from "./unicode.ts";

const WIDE_SPACE = new RegExp(`[${SPACE}]`);

/** White space by Python's notion, which is not JavaScript's (U+001C to U+001F are, U+FEFF is not). */
export function isSpaceUnit(unit: number): boolean {
  if (unit <= 0x20) return unit === 0x20 || (unit >= 9 && unit <= 13) || (unit >= 0x1c && unit <= 0x1f);
  return unit >= 0x85 && WIDE_SPACE.test(String.fromCharCode(unit));
}

// ---- finding --------------------------------------------------------------------------------------------------------

/** The first occurrence that lies within units `low` to `high`, or -1. */
export function find(s: string, sub: string, low: number, high: number): number {
  if (high - low < sub.length) return -1;
  if (isLongSearch(high - low, sub.length)) return longSearch(unitsOf(s), unitsOf(sub), low, high, false)[0] ?? -1;
  if (high === s.length) return low > high ? -1 : s.indexOf(sub, low);
  const at = s.slice(low, high).indexOf(sub);
  return at < 0 ? at : at + low;
}

export function rfind(s: string, sub: string, low: number, high: number): number {
  if (high - low < sub.length) return -1;
  const at = s.lastIndexOf(sub, high - sub.length);
  return at >= low ? at : -1;
}

export function count(s: string, sub: string, low: number, high: number): number {
  if (low > high) return 0;
  if (sub === "") return strLength(s.slice(low, high)) + 1;
  if (isLongSearch(high - low, sub.length)) return longSearch(unitsOf(s), unitsOf(sub), low, high, true).length;
  let total = 0;
  for (let at = s.indexOf(sub, low); at >= 0 && at + sub.length <= high; at = s.indexOf(sub, at + sub.length)) total++;
  return total;
}

/** `limit` negative: all. */
export function replace(s: string, old: string, by: string, limit: number): string {
  if (limit === 0 || (old === "" && s === "" && limit > 0 && by === "")) return s;
  if (old === "") return interleave(s, by, limit);
  if (limit < 0) limit = Number.POSITIVE_INFINITY;
  let out = "";
  let from = 0;
  for (let at = s.indexOf(old); at >= 0 && limit > 0; at = s.indexOf(old, from), limit--) {
    out += s.slice(from, at) + by;
    from = at + old.length;
  }
  return from === 0 ? s : out + s.slice(from);
}

/** An empty string is found before each code point and at the end. */
function interleave(s: string, by: string, limit: number): string {
  const chars = strChars(s);
  const places = limit < 0 ? chars.length + 1 : Math.min(limit, chars.length + 1);
  let out = "";
  for (let i = 0; i < chars.length; i++) out += i < places ? by + chars[i] : chars[i];
  return places > chars.length ? out + by : out;
}

// ---- splitting ------------------------------------------------------------------------------------------------------

const LINE = 256;

/** `limit` negative: no limit. */
export function split(s: string, separator: string, limit: number): string[] {
  // JavaScript's own split takes three times as long for a line, and less for a long text.
  if (limit < 0) {
    if (s.length > LINE) return s.split(separator);
    limit = LINE;
  }
  const parts: string[] = [];
  let from = 0;
  for (let at = s.indexOf(separator); at >= 0 && limit > 0; at = s.indexOf(separator, from), limit--) {
    parts.push(s.slice(from, at));
    from = at + separator.length;
  }
  parts.push(s.slice(from));
  return parts;
}

export function rsplit(s: string, separator: string, limit: number): string[] {
  if (limit < 0) limit = Number.POSITIVE_INFINITY;
  const parts: string[] = [];
  let to = s.length;
  while (limit-- > 0) {
    const at = to < separator.length ? -1 : s.lastIndexOf(separator, to - separator.length);
    if (at < 0) break;
    parts.push(s.slice(at + separator.length, to));
    to = at;
  }
  parts.push(s.slice(0, to));
  return parts.reverse();
}

/** Splits at runs of white space. */
export function splitSpace(s: string, limit: number): string[] {
  const parts: string[] = [];
  const { length } = s;
  let i = 0;
  while (true) {
    while (i < length && isSpaceUnit(s.charCodeAt(i))) i++;
    if (i === length) return parts;
    if (limit-- === 0) {
      parts.push(s.slice(i));
      return parts;
    }
    const from = i;
    while (i < length && !isSpaceUnit(s.charCodeAt(i))) i++;
    parts.push(s.slice(from, i));
  }
}

export function rsplitSpace(s: string, limit: number): string[] {
  const parts: string[] = [];
  let i = s.length;
  while (true) {
    while (i > 0 && isSpaceUnit(s.charCodeAt(i - 1))) i--;
    if (i === 0) break;
    if (limit-- === 0) {
      parts.push(s.slice(0, i));
      break;
    }
    const to = i;
    while (i > 0 && !isSpaceUnit(s.charCodeAt(i - 1))) i--;
    parts.push(s.slice(i, to));
  }
  return parts.reverse();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the separators that Unicode took over from ASCII end lines
const LINE_END = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/g;

export function splitLines(s: string, keepEnds: boolean): string[] {
  const lines: string[] = [];
  let from = 0;
  for (const match of s.matchAll(LINE_END)) {
    const to = match.index + match[0].length;
    lines.push(s.slice(from, keepEnds ? to : match.index));
    from = to;
  }
  if (from < s.length) lines.push(s.slice(from));
  return lines;
}

// ---- stripping ------------------------------------------------------------------------------------------------------

function startOfText(s: string): number {
  let i = 0;
  while (i < s.length && isSpaceUnit(s.charCodeAt(i))) i++;
  return i;
}

function endOfText(s: string): number {
  let i = s.length;
  while (i > 0 && isSpaceUnit(s.charCodeAt(i - 1))) i--;
  return i;
}

/** Strips `chars` (undefined: white space) on the sides that are wanted. */
export function strip(s: string, chars: string | undefined, left: boolean, right: boolean): string {
  if (chars !== undefined) return stripChars(s, chars, left, right);
  const from = left ? startOfText(s) : 0;
  const to = right ? endOfText(s) : s.length;
  return from >= to ? "" : s.slice(from, to);
}

function stripChars(s: string, chars: string, left: boolean, right: boolean): string {
  if (isSimple(s) && isSimple(chars)) {
    let from = 0;
    let to = s.length;
    if (left) while (from < to && chars.includes(s[from]!)) from++;
    if (right) while (to > from && chars.includes(s[to - 1]!)) to--;
    return s.slice(from, to);
  }
  const text = strChars(s);
  const unwanted = new Set(strChars(chars));
  let from = 0;
  let to = text.length;
  if (left) while (from < to && unwanted.has(text[from]!)) from++;
  if (right) while (to > from && unwanted.has(text[to - 1]!)) to--;
  return text.slice(from, to).join("");
}

// ---- padding --------------------------------------------------------------------------------------------------------

export function expandTabs(s: string, size: number): string {
  let out = "";
  let column = 0;
  for (const c of s) {
    if (c === "\t") {
      if (size > 0) {
        const width = size - (column % size);
        out += " ".repeat(width);
        column += width;
      }
    } else {
      out += c;
      column = c === "\n" || c === "\r" ? 0 : column + 1;
    }
  }
  return out;
}

export function center(s: string, width: number, fill: string): string {
  const margin = width - strLength(s);
  if (margin <= 0) return s;
  // CPython puts the odd one to the left if the width is odd.
  const left = Math.floor(margin / 2) + (margin & width & 1);
  return fill.repeat(left) + s + fill.repeat(margin - left);
}

export function zeroFill(s: string, width: number): string {
  const missing = width - strLength(s);
  if (missing <= 0) return s;
  const zeros = "0".repeat(missing);
  return s[0] === "+" || s[0] === "-" ? s[0] + zeros + s.slice(1) : zeros + s;
}
