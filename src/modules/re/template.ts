// Replacement texts: `\1`, `\g<name>` and escapes, read once for each.

import { indexError } from "../../runtime/errors.ts";
import { checkName, PatternProblem } from "./parser.ts";
import type { Pattern as Parsed } from "./tree.ts";

/** Texts, and numbers of groups. */
export type Template = readonly (string | number)[];

const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r", f: "\f", v: "\v", a: "\x07", b: "\b", "\\": "\\" };

export function readTemplate(text: string, { groups, names }: Parsed, bytes: boolean): Template {
  if (!text.includes("\\")) return [text];
  const parts: (string | number)[] = [];
  let plain = "";
  let at = 0;
  const group = (number: number, position: number): void => {
    if (number > groups) throw new PatternProblem(`invalid group reference ${number}`, position);
    parts.push(plain, number);
    plain = "";
  };
  const octal = (digits: string): void => {
    plain += String.fromCharCode(Number.parseInt(digits, 8) & 0xff);
    at += digits.length;
  };
  while (at < text.length) {
    const next = text.indexOf("\\", at);
    if (next < 0) break;
    plain += text.slice(at, next);
    at = next + 1;
    const c = text[at];
    const digits = /^[0-9]{1,3}/.exec(text.slice(at, at + 3))?.[0];
    if (c === undefined) throw new PatternProblem("bad escape (end of pattern)", next);
    if (c === "g") {
      at = named(text, at + 1, names, bytes, group);
    } else if (digits?.startsWith("0")) octal(/^0[0-7]{0,2}/.exec(digits)![0]);
    else if (digits !== undefined && /^[0-3][0-7]{2}$/.test(digits)) octal(digits);
    else if (digits !== undefined) {
      if (/^[4-7][0-7]{2}$/.test(digits)) {
        throw new PatternProblem(`octal escape value \\${digits} outside of range 0-0o377`, next);
      }
      const number = digits.slice(0, 2);
      group(Number(number), at);
      at += number.length;
    } else {
      const escape = ESCAPES[c];
      if (escape === undefined && /[a-zA-Z]/.test(c)) throw new PatternProblem(`bad escape \\${c}`, next);
      plain += escape ?? `\\${c}`;
      at++;
    }
  }
  parts.push(plain + text.slice(at));
  return parts;
}

/** What stands after `\g`: the place behind it. */
function named(
  text: string,
  start: number,
  names: Map<string, number>,
  bytes: boolean,
  group: (number: number, position: number) => void,
): number {
  if (text[start] !== "<") throw new PatternProblem("missing <", start);
  const position = start + 1;
  const end = text.indexOf(">", position);
  if (position === text.length || end === position) throw new PatternProblem("missing group name", position);
  if (end < 0) throw new PatternProblem("missing >, unterminated name", position);
  const name = text.slice(position, end);
  if (/^[0-9]+$/.test(name)) {
    group(Number(name), position);
    return end + 1;
  }
  checkName(name, position, bytes);
  const number = names.get(name);
  if (number === undefined) throw indexError(`unknown group name '${name}'`);
  group(number, position);
  return end + 1;
}

/** The template with the groups of a match; one that has not matched is empty. */
export function fill(template: Template, groups: readonly (string | undefined)[]): string {
  let text = "";
  for (const part of template) text += typeof part === "string" ? part : (groups[part] ?? "");
  return text;
}
