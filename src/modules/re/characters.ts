// Which characters the categories of regular expressions mean, and which ones are the same but for their case.

import { type Category, FLAGS, type Member } from "./tree.ts";

/** The insides of JavaScript's classes (with its flag `v`). */
export const UNICODE: Record<Category, string> = {
  word: "\\p{L}\\p{N}_",
  digit: "\\p{Nd}",
  space: "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000",
};
export const ASCII: Record<Category, string> = { word: "a-zA-Z0-9_", digit: "0-9", space: "\\t-\\r\\x20" };

const tests = new Map<string, RegExp>();

/** Is the character of this category? */
export function isOf(category: Category, code: number, ascii: boolean): boolean {
  const inside = (ascii ? ASCII : UNICODE)[category];
  let test = tests.get(inside);
  if (test === undefined) {
    test = new RegExp(`[${inside}]`, "v");
    tests.set(inside, test);
  }
  return test.test(String.fromCodePoint(code));
}

/** The character itself and what it is in other cases, if that is one character. */
export function casesOf(code: number, ascii: boolean): number[] {
  const c = String.fromCodePoint(code);
  if (ascii) return /[a-zA-Z]/.test(c) ? [code, code ^ 0x20] : [code];
  const found = new Set([code]);
  for (const other of [c.toLowerCase(), c.toUpperCase(), c.toUpperCase().toLowerCase()]) {
    const point = other.codePointAt(0)!;
    if (String.fromCodePoint(point) === other) found.add(point);
  }
  return [...found];
}

/** Is the character among the members of a class? */
export function isMember(members: Member[], negated: boolean, code: number, flags: number, ascii: boolean): boolean {
  const codes = flags & FLAGS.I ? casesOf(code, ascii) : [code];
  const found = members.some((member) =>
    "category" in member
      ? isOf(member.category, code, ascii) !== member.negated
      : codes.some((each) => each >= member.from && each <= member.to),
  );
  return found !== negated;
}
