// Python's regular expressions in JavaScript's notation (with the flag `v`, under which classes nest).
//
// `.`, `^`, `$` and the classes `\d`, `\w`, `\s` mean other characters in Python, so all of them are spelled out. What
// JavaScript cannot express is refused: conditional and atomic groups, possessive repeats. Where only a part of a pattern
// ignores case, the letters of that part are spelled in both cases.

/** A pattern that is wrong, or that cannot be expressed; `position` is that in the pattern. */
export class PatternProblem extends Error {
  readonly position: number;
  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

export const FLAGS = { I: 2, L: 4, M: 8, S: 16, U: 32, X: 64, A: 256 } as const;

export interface Translation {
  source: string;
  flags: number;
  /** The JavaScript expression ignores case as a whole. */
  ignoresCase: boolean;
  groups: number;
  names: Map<string, number>;
}

const WORD = "\\p{L}\\p{N}_";
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const START = "(?<![\\s\\S])";
const END = "(?![\\s\\S])";
const CONTROL: Record<string, string> = { a: "\\x07", f: "\\f", n: "\\n", r: "\\r", t: "\\t", v: "\\v" };

const letterFlag = (c: string): number => FLAGS[c.toUpperCase() as keyof typeof FLAGS];

class Translator {
  private readonly text: string;
  private at = 0;
  private flags: number;
  /** Where the open groups begin, and the flags around each. */
  private readonly open: number[] = [];
  private readonly outer: number[] = [];
  private groups = 0;
  private readonly names = new Map<string, number>();
  /** A part of the pattern has another rule about case than the rest. */
  private readonly mixesCase: boolean;

  constructor(text: string, flags: number, mixesCase: boolean) {
    this.text = text;
    this.flags = flags;
    this.mixesCase = mixesCase;
  }

  translate(): Translation {
    this.leadingFlags();
    let source = "";
    while (this.at < this.text.length) source += this.piece();
    const unclosed = this.open.at(-1);
    if (unclosed !== undefined) throw new PatternProblem("missing ), unterminated subpattern", unclosed);
    const { flags, groups, names } = this;
    return { source, flags, ignoresCase: this.has(FLAGS.I) && !this.mixesCase, groups, names };
  }

  /** A character in the cases that may stand for it. */
  private literal(c: string): string {
    if (!this.mixesCase || !this.has(FLAGS.I)) return literal(c);
    const cases = bothCases(c);
    return cases.length > 1 ? `[${cases.join("")}]` : literal(c);
  }

  /** What a class needs besides the range, so that it ignores case. */
  private otherCases(from: string, to: string): string {
    if (!this.mixesCase || !this.has(FLAGS.I)) return "";
    let result = "";
    const last = to.codePointAt(0)!;
    for (let code = from.codePointAt(0)!; code <= last && code <= LAST_CASED; code++) {
      result += bothCases(String.fromCodePoint(code)).slice(1).join("");
    }
    return result;
  }

  private leadingFlags(): void {
    const match = /^\(\?([aiLmsux]+)\)/.exec(this.text);
    if (match === null) return;
    for (const c of match[1]!) this.flags |= letterFlag(c);
    this.at = match[0].length;
  }

  private has(flag: number): boolean {
    return (this.flags & flag) !== 0;
  }

  private get word(): string {
    return this.has(FLAGS.A) ? "a-zA-Z0-9_" : WORD;
  }

  private get digit(): string {
    return this.has(FLAGS.A) ? "0-9" : "\\p{Nd}";
  }

  private get space(): string {
    return this.has(FLAGS.A) ? "\\t-\\r\\x20" : SPACE;
  }

  private piece(): string {
    const c = this.next();
    switch (c) {
      case "\\":
        return this.escape(false);
      case "[":
        return this.characterClass();
      case "(":
        return this.group();
      case ")":
        return this.close();
      case ".":
        return this.has(FLAGS.S) ? "[\\s\\S]" : "[^\\n]";
      case "^":
        return this.has(FLAGS.M) ? "(?<![^\\n])" : START;
      case "$":
        return this.has(FLAGS.M) ? `(?=\\n|${END})` : `(?=\\n?${END})`;
      case "*":
      case "+":
      case "?":
        return this.repeat(c);
      case "{":
        return this.braces();
      case "#":
        if (!this.has(FLAGS.X)) return "#";
        while (this.at < this.text.length && this.text[this.at] !== "\n") this.at++;
        return "";
      case "|":
        return "|";
      default:
        if (this.has(FLAGS.X) && /\s/.test(c)) return "";
        return this.literal(c);
    }
  }

  /** The next code point. */
  private next(): string {
    const c = String.fromCodePoint(this.text.codePointAt(this.at)!);
    this.at += c.length;
    return c;
  }

  private close(): string {
    if (this.open.pop() === undefined) throw new PatternProblem("unbalanced parenthesis", this.at - 1);
    this.flags = this.outer.pop()!;
    return ")";
  }

  private repeat(operator: string): string {
    const before = this.at - operator.length;
    if (before === 0 || "(|".includes(this.text[before - 1]!)) {
      if (this.text[before - 2] !== "\\") throw new PatternProblem("nothing to repeat", before);
    }
    if (this.text[this.at] === "?") {
      this.at++;
      return `${operator}?`;
    }
    if (this.text[this.at] === "+") throw new PatternProblem("possessive repeats are not supported", this.at);
    return operator;
  }

  private braces(): string {
    const match = /^(\d*)(?:(,)(\d*))?\}/.exec(this.text.slice(this.at));
    if (match === null || (match[1] === "" && match[2] === undefined)) return "\\{";
    const [all, low, comma, high] = match;
    this.at += all.length;
    if (comma !== undefined && high !== "" && Number(low) > Number(high)) {
      throw new PatternProblem("min repeat greater than max repeat", this.at - all.length - 1);
    }
    const operator = `{${low === "" ? "0" : low}${comma ?? ""}${high ?? ""}}`;
    if (this.text[this.at] !== "?") return operator;
    this.at++;
    return `${operator}?`;
  }

  private group(): string {
    const start = this.at - 1;
    const rest = this.text.slice(this.at);
    const comment = /^\?#[^)]*\)/.exec(rest);
    if (comment !== null) {
      this.at += comment[0].length;
      return "";
    }
    const back = /^\?P=([^)]*)\)/.exec(rest);
    if (back !== null) {
      this.at += back[0].length;
      if (!this.names.has(back[1]!)) throw new PatternProblem(`unknown group name '${back[1]}'`, start + 4);
      return `\\k<${back[1]}>`;
    }
    this.open.push(start);
    this.outer.push(this.flags);
    const name = /^\?P<([^>]*)>/.exec(rest);
    if (name !== null) return this.namedGroup(name[1]!, name[0].length, start);
    const plain = /^\?(?::|=|!|<=|<!)/.exec(rest);
    if (plain !== null) {
      this.at += plain[0].length;
      return `(${plain[0]}`;
    }
    const scoped = /^\?([aiLmsux]*)(?:-([imsx]+))?:/.exec(rest);
    if (scoped !== null) {
      let { flags } = this;
      if (scoped[1]!.includes("a") || scoped[1]!.includes("u")) flags &= ~(FLAGS.A | FLAGS.U);
      for (const c of scoped[1]!) flags |= letterFlag(c);
      for (const c of scoped[2] ?? "") flags &= ~letterFlag(c);
      if ((flags ^ this.flags) & FLAGS.I && !this.mixesCase) throw new CaseChange();
      this.at += scoped[0].length;
      this.flags = flags;
      return "(?:";
    }
    if (rest.startsWith("?")) throw new PatternProblem(`unknown extension ?${rest[1] ?? ""}`, start + 1);
    this.groups++;
    return "(";
  }

  private namedGroup(name: string, length: number, start: number): string {
    if (!/^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(name)) {
      throw new PatternProblem(`bad character in group name '${name}'`, start + 4);
    }
    if (this.names.has(name)) {
      const old = this.names.get(name);
      throw new PatternProblem(
        `redefinition of group name '${name}' as group ${this.groups + 1}; was group ${old}`,
        start + 4,
      );
    }
    this.at += length;
    this.names.set(name, ++this.groups);
    return `(?<${name}>`;
  }

  private escape(inClass: boolean): string {
    const start = this.at - 1;
    if (this.at >= this.text.length) throw new PatternProblem("bad escape (end of pattern)", start);
    const c = this.next();
    const set = { d: this.digit, w: this.word, s: this.space }[c.toLowerCase()];
    if (set !== undefined) return c === c.toLowerCase() ? `[${set}]` : `[^${set}]`;
    if (c in CONTROL) return CONTROL[c]!;
    const hex = { x: /^[0-9a-fA-F]{2}/, u: /^[0-9a-fA-F]{4}/, U: /^[0-9a-fA-F]{8}/ }[c]?.exec(this.text.slice(this.at));
    if (hex) {
      this.at += hex[0].length;
      return `\\u{${hex[0]}}`;
    }
    if (c === "0" || (inClass && /[0-7]/.test(c))) {
      const octal = /^[0-7]{0,2}/.exec(this.text.slice(this.at))![0];
      this.at += octal.length;
      return `\\u{${Number.parseInt(c + octal, 8).toString(16)}}`;
    }
    if (inClass) {
      if (c === "b") return "\\x08";
    } else {
      const assertion = this.assertion(c);
      if (assertion !== undefined) return assertion;
      if (/[1-9]/.test(c)) return this.backReference(c, start);
    }
    if (/[a-zA-Z]/.test(c)) throw new PatternProblem(`bad escape \\${c}`, start);
    return inClass ? classLiteral(c) : literal(c);
  }

  private assertion(c: string): string | undefined {
    const word = `[${this.word}]`;
    switch (c) {
      case "A":
        return START;
      case "Z":
      case "z":
        return END;
      case "b":
        return `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`;
      case "B":
        return `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`;
      default:
        return undefined;
    }
  }

  private backReference(first: string, start: number): string {
    const more = /^[0-9]?/.exec(this.text.slice(this.at))![0];
    this.at += more.length;
    const number = Number(first + more);
    if (number > this.groups) throw new PatternProblem(`invalid group reference ${number}`, start + 1);
    return `(?:\\${number})`;
  }

  private characterClass(): string {
    const start = this.at - 1;
    let result = "[";
    if (this.text[this.at] === "^") {
      result += "^";
      this.at++;
    }
    for (let first = true; ; first = false) {
      if (this.at >= this.text.length) throw new PatternProblem("unterminated character set", start);
      const c = this.next();
      if (c === "]" && !first) return `${result}]`;
      const item = c === "\\" ? this.escape(true) : classLiteral(c);
      if (this.text[this.at] === "-" && this.text[this.at + 1] !== "]" && this.at + 1 < this.text.length) {
        this.at++;
        const high = this.next();
        const end = high === "\\" ? this.escape(true) : classLiteral(high);
        if (item.startsWith("[") || end.startsWith("[")) {
          throw new PatternProblem(`bad character range ${this.text.slice(start + 1, this.at)}`, start + 1);
        }
        result += `${item}-${end}${this.otherCases(c, high)}`;
      } else result += item + (c === "\\" ? "" : this.otherCases(c, c));
    }
  }
}

const literal = (c: string): string => (/[\^$\\.*+?()[\]{}|/]/.test(c) ? `\\${c}` : c);

const classLiteral = (c: string): string => (/[!-/:-@[-^`{-~]/.test(c) ? `\\u{${c.charCodeAt(0).toString(16)}}` : c);

// The end of the basic plane, in which nearly all letters are that have two cases.
const LAST_CASED = 0xffff;

/** A character and what it is in other cases, if that is one character too. */
function bothCases(c: string): string[] {
  const cases = new Set([c, c.toLowerCase(), c.toUpperCase()]);
  return [...cases].filter((each) => each.length === c.length);
}

/** The pattern has to be translated once more, with its letters spelled out. */
class CaseChange extends Error {}

export function translate(pattern: string, flags: number): Translation {
  try {
    return new Translator(pattern, flags, false).translate();
  } catch (e) {
    if (!(e instanceof CaseChange)) throw e;
    return new Translator(pattern, flags, true).translate();
  }
}
