// UTF-7 (RFC 2152): ASCII stands for itself, all else for its UTF-16 units, in base 64 between `+` and `-`.

import type { Failure } from "./decode.ts";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** What is written as it is. */
const DIRECT = /^[A-Za-z0-9'(),\-./:?!"#$%&*;<=>@[\]^_`{|} \t\r\n]$/;
const PLUS = 0x2b;
const MINUS = 0x2d;

export function encodeUtf7(text: string): Uint8Array {
  let out = "";
  let inBase64 = false;
  let buffer = 0;
  let bits = 0;
  const leave = (mark: string): void => {
    if (bits > 0) out += DIGITS[(buffer << (6 - bits)) & 63];
    out += mark;
    inBase64 = false;
    buffer = 0;
    bits = 0;
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (DIRECT.test(c)) {
      if (inBase64) leave(DIGITS.includes(c) || c === "-" ? "-" : "");
      out += c;
    } else if (c === "+" && !inBase64) {
      out += "+-";
    } else {
      if (!inBase64) out += "+";
      inBase64 = true;
      buffer = (buffer << 16) | text.charCodeAt(i);
      for (bits += 16; bits >= 6; ) {
        bits -= 6;
        out += DIGITS[(buffer >> bits) & 63];
      }
      buffer &= (1 << bits) - 1;
    }
  }
  if (inBase64) leave("-");
  return Uint8Array.from(out, (c) => c.charCodeAt(0));
}

const digitOf = (byte: number): number => DIGITS.indexOf(String.fromCharCode(byte));

/** Base 64 that was begun: where it goes on, and what was left of bits. */
interface Run {
  text: string;
  next: number;
  buffer: number;
  bits: number;
}

function readRun(data: Uint8Array, from: number): Run {
  const run: Run = { text: "", next: from, buffer: 0, bits: 0 };
  for (; run.next < data.length; run.next++) {
    const digit = digitOf(data[run.next]!);
    if (digit < 0) break;
    run.buffer = (run.buffer << 6) | digit;
    run.bits += 6;
    if (run.bits >= 16) {
      run.bits -= 16;
      run.text += String.fromCharCode(run.buffer >> run.bits);
      run.buffer &= (1 << run.bits) - 1;
    }
  }
  return run;
}

const endsHigh = (text: string): boolean => (text.charCodeAt(text.length - 1) & 0xfc00) === 0xd800;

export function decodeUtf7(data: Uint8Array, from: number): string | Failure {
  let text = "";
  const fail = (start: number, end: number, reason: string): Failure => ({
    text,
    start,
    end,
    reason,
    incomplete: false,
  });
  let i = from;
  while (i < data.length) {
    const byte = data[i]!;
    if (byte !== PLUS) {
      if (byte > 127) return fail(i, i + 1, "unexpected special character");
      text += String.fromCharCode(byte);
      i++;
      continue;
    }
    const start = i++;
    if (data[i] === MINUS) {
      text += "+";
      i++;
      continue;
    }
    if (i < data.length && digitOf(data[i]!) < 0) return fail(start, i + 1, "ill-formed sequence");
    const { text: part, next, buffer, bits } = readRun(data, i);
    text += part;
    if (next === data.length) {
      const isOpen = endsHigh(part) || bits >= 6 || buffer !== 0;
      return isOpen ? fail(start, next, "unterminated shift sequence") : text;
    }
    if (bits >= 6) return fail(start, next + 1, "partial character in shift sequence");
    if (buffer !== 0) return fail(start, next + 1, "non-zero padding bits in shift sequence");
    i = data[next] === MINUS ? next + 1 : next;
  }
  return text;
}

/** How much of the data does not end within base 64, which may go on in the next piece. */
export function closedUtf7(data: Uint8Array): number {
  for (let i = data.indexOf(PLUS); i >= 0; i = data.indexOf(PLUS, i)) {
    const { next } = readRun(data, i + 1);
    if (next === data.length) return i;
    i = next + 1;
  }
  return data.length;
}
