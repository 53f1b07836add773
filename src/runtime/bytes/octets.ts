// What the methods of bytes and bytearray do to bytes: searching, splitting, case, padding. No Python values here.

import { isLongSearch, longSearch } from "../strings/longsearch.ts";

/** The first place of `sub` within `low` to `high`, or -1. */
export function find(data: Uint8Array, sub: Uint8Array, low: number, high: number): number {
  const last = high - sub.length;
  if (low > last) return -1;
  if (sub.length === 0) return low;
  if (isLongSearch(high - low, sub.length)) return longSearch(data, sub, low, high, false)[0] ?? -1;
  const first = sub[0]!;
  for (let at = data.indexOf(first, low); at >= 0 && at <= last; at = data.indexOf(first, at + 1)) {
    if (matches(data, sub, at)) return at;
  }
  return -1;
}

export function rfind(data: Uint8Array, sub: Uint8Array, low: number, high: number): number {
  for (let at = high - sub.length; at >= low; at--) if (matches(data, sub, at)) return at;
  return -1;
}

/** Does `sub` stand at `at`? */
export function matches(data: Uint8Array, sub: Uint8Array, at: number): boolean {
  for (let i = 0; i < sub.length; i++) if (data[at + i] !== sub[i]) return false;
  return true;
}

export function count(data: Uint8Array, sub: Uint8Array, low: number, high: number): number {
  if (low > high) return 0;
  if (sub.length === 0) return high - low + 1;
  if (isLongSearch(high - low, sub.length)) return longSearch(data, sub, low, high, true).length;
  let total = 0;
  for (let at = find(data, sub, low, high); at >= 0; at = find(data, sub, at + sub.length, high)) total++;
  return total;
}

/** Less than 0, 0 or more than 0. */
export function compare(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

export const equal = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && compare(a, b) === 0;

export function join(separator: Uint8Array, parts: readonly Uint8Array[]): Uint8Array {
  let length = Math.max(0, parts.length - 1) * separator.length;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let at = 0;
  parts.forEach((part, i) => {
    if (i > 0) {
      out.set(separator, at);
      at += separator.length;
    }
    out.set(part, at);
    at += part.length;
  });
  return out;
}

export const concat = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const out = new Uint8Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
};

export function repeat(data: Uint8Array, times: number): Uint8Array {
  const out = new Uint8Array(data.length * times);
  if (data.length === 1) return out.fill(data[0]!);
  for (let i = 0, at = 0; i < times; i++, at += data.length) out.set(data, at);
  return out;
}

/** `limit` negative: all. */
export function replace(data: Uint8Array, old: Uint8Array, by: Uint8Array, limit: number): Uint8Array {
  if (limit === 0) return data.slice();
  if (old.length === 0) return interleave(data, by, limit);
  return join(by, split(data, old, limit));
}

function interleave(data: Uint8Array, by: Uint8Array, limit: number): Uint8Array {
  const places = limit < 0 ? data.length + 1 : Math.min(limit, data.length + 1);
  const parts: Uint8Array[] = [];
  for (let i = 0; i < data.length; i++) {
    if (i < places) parts.push(by);
    parts.push(data.subarray(i, i + 1));
  }
  if (places > data.length) parts.push(by);
  return join(new Uint8Array(0), parts);
}

// ---- splitting ------------------------------------------------------------------------------------------------------

/** ASCII white space. */
export const isSpace = (byte: number): boolean => byte === 0x20 || (byte >= 9 && byte <= 13);

export function split(data: Uint8Array, separator: Uint8Array, limit: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (; limit !== 0; limit--) {
    const at = find(data, separator, from, data.length);
    if (at < 0) break;
    parts.push(data.slice(from, at));
    from = at + separator.length;
  }
  parts.push(data.slice(from));
  return parts;
}

export function rsplit(data: Uint8Array, separator: Uint8Array, limit: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let to = data.length;
  for (; limit !== 0; limit--) {
    const at = rfind(data, separator, 0, to);
    if (at < 0) break;
    parts.push(data.slice(at + separator.length, to));
    to = at;
  }
  parts.push(data.slice(0, to));
  return parts.reverse();
}

export function splitSpace(data: Uint8Array, limit: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let i = 0;
  while (true) {
    while (i < data.length && isSpace(data[i]!)) i++;
    if (i === data.length) return parts;
    if (limit-- === 0) {
      parts.push(data.slice(i));
      return parts;
    }
    const from = i;
    while (i < data.length && !isSpace(data[i]!)) i++;
    parts.push(data.slice(from, i));
  }
}

export function rsplitSpace(data: Uint8Array, limit: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let i = data.length;
  while (true) {
    while (i > 0 && isSpace(data[i - 1]!)) i--;
    if (i === 0) break;
    if (limit-- === 0) {
      parts.push(data.slice(0, i));
      break;
    }
    const to = i;
    while (i > 0 && !isSpace(data[i - 1]!)) i--;
    parts.push(data.slice(i, to));
  }
  return parts.reverse();
}

export function splitLines(data: Uint8Array, keepEnds: boolean): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let from = 0;
  for (let i = 0; i < data.length; ) {
    const byte = data[i]!;
    if (byte !== 10 && byte !== 13) {
      i++;
      continue;
    }
    const end = byte === 13 && data[i + 1] === 10 ? i + 2 : i + 1;
    lines.push(data.slice(from, keepEnds ? end : i));
    from = i = end;
  }
  if (from < data.length) lines.push(data.slice(from));
  return lines;
}

// ---- stripping and padding ------------------------------------------------------------------------------------------

/** Strips `bytes` (undefined: white space) on the sides that are wanted. */
export function strip(data: Uint8Array, bytes: Uint8Array | undefined, left: boolean, right: boolean): Uint8Array {
  const unwanted = bytes === undefined ? isSpace : (byte: number) => bytes.includes(byte);
  let from = 0;
  let to = data.length;
  if (left) while (from < to && unwanted(data[from]!)) from++;
  if (right) while (to > from && unwanted(data[to - 1]!)) to--;
  return data.slice(from, to);
}

/** `left` bytes of filling before, and as many after as the width wants. */
export function fill(data: Uint8Array, width: number, left: number, byte: number): Uint8Array {
  const out = new Uint8Array(width).fill(byte);
  out.set(data, left);
  return out;
}

export function expandTabs(data: Uint8Array, size: number): Uint8Array {
  const out: number[] = [];
  let column = 0;
  for (const byte of data) {
    if (byte === 9) {
      if (size > 0) {
        const width = size - (column % size);
        for (let i = 0; i < width; i++) out.push(0x20);
        column += width;
      }
    } else {
      out.push(byte);
      column = byte === 10 || byte === 13 ? 0 : column + 1;
    }
  }
  return Uint8Array.from(out);
}

// ---- ASCII case -----------------------------------------------------------------------------------------------------

export const isUpper = (byte: number): boolean => byte >= 65 && byte <= 90;
export const isLower = (byte: number): boolean => byte >= 97 && byte <= 122;
export const isAlpha = (byte: number): boolean => isUpper(byte) || isLower(byte);
export const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;

export const toUpper = (byte: number): number => (isLower(byte) ? byte - 32 : byte);
export const toLower = (byte: number): number => (isUpper(byte) ? byte + 32 : byte);
export const swap = (byte: number): number => (isAlpha(byte) ? byte ^ 32 : byte);

export function title(data: Uint8Array): Uint8Array {
  let inWord = false;
  return data.map((byte) => {
    const result = inWord ? toLower(byte) : toUpper(byte);
    inWord = isAlpha(byte);
    return result;
  });
}

export function isTitle(data: Uint8Array): boolean {
  let inWord = false;
  let found = false;
  for (const byte of data) {
    if (isAlpha(byte)) {
      if (isUpper(byte) === inWord) return false;
      found = true;
    }
    inWord = isAlpha(byte);
  }
  return found;
}

// ---- text -----------------------------------------------------------------------------------------------------------

export function repr(data: Uint8Array): string {
  const quote = data.includes(0x27) && !data.includes(0x22) ? '"' : "'";
  let out = `b${quote}`;
  for (const byte of data) out += escaped(byte, quote);
  return out + quote;
}

function escaped(byte: number, quote: string): string {
  switch (byte) {
    case 9:
      return "\\t";
    case 10:
      return "\\n";
    case 13:
      return "\\r";
    case 0x5c:
      return "\\\\";
  }
  if (byte < 0x20 || byte >= 0x7f) return `\\x${HEX[byte]}`;
  const c = String.fromCharCode(byte);
  return c === quote ? `\\${c}` : c;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Hexadecimal digits; with a separator after every `group` bytes, counted from the right, or the left if negative. */
export function toHex(data: Uint8Array, separator: string, group: number): string {
  let out = "";
  const size = Math.abs(group);
  const { length } = data;
  for (let i = 0; i < length; i++) {
    if (separator !== "" && size > 0 && i > 0 && (group > 0 ? length - i : i) % size === 0) out += separator;
    out += HEX[data[i]!];
  }
  return out;
}
