// Reads Python's regular expressions: text → tree, with CPython's errors.

import { pointEscape, strRepr } from "../../runtime/strings/text.ts";
import { findCharacter } from "../unicodedata/tables.ts";
import { type Category, FLAGS, type Member, type Node, type Pattern, widths } from "./tree.ts";

/** A pattern that is wrong; `position` counts UTF-16 units, where it is known. */
export class PatternProblem extends Error {
  readonly position: number | undefined;
  constructor(message: string, position: number | undefined) {
    super(message);
    this.position = position;
  }
}

/** A combination of flags that no pattern may have: a ValueError. */
export class FlagProblem extends Error {}
/** A repetition beyond what CPython can count: an OverflowError. */
export class CountProblem extends Error {}

const MOST = 2 ** 32 - 1;
const TYPE_FLAGS = FLAGS.A | FLAGS.L | FLAGS.U;
const CONTROL: Record<string, number> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, "\\": 92 };
const CATEGORIES: Record<string, Category> = { d: "digit", s: "space", w: "word" };
const SET_OPERATIONS: Record<string, string> = {
  "-": "difference",
  "&": "intersection",
  "~": "symmetric difference",
  "|": "union",
};

/** Raises unless a group can have the name. */
export function checkName(name: string, position: number, bytes: boolean): void {
  const isName = bytes ? /^[a-zA-Z_]\w*$/ : /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
  if (isName.test(name)) return;
  const shown = strRepr(name).replace(/[^\x20-\x7e]/g, (c) => (bytes ? pointEscape(c.charCodeAt(0)) : c));
  throw new PatternProblem(`bad character in group name ${shown}`, position);
}

export class Parser {
  private readonly text: string;
  private readonly bytes: boolean;
  private readonly warn: (message: string, position: number) => void;
  private at = 0;
  /** Those in force here, and those of the whole pattern. */
  private flags: number;
  private readonly names = new Map<string, number>();
  /** Of each group the one around it, 0 for none; there is no group 0. */
  private readonly parents: number[] = [0];
  /** How many characters each closed group matches at least and at most. */
  private readonly widths: [number, number][] = [];
  /** Groups that are not closed yet. */
  private readonly open = new Set<number>();
  /** Groups that were there when the lookbehind began in which we are. */
  private behind: number | undefined = undefined;
  /** `(?(1)…)` with groups that are not there when it is read: position by number. */
  private readonly asked = new Map<number, number>();

  /** `warn` is told of what may mean something else one day. */
  constructor(text: string, flags: number, bytes: boolean, warn: (message: string, position: number) => void) {
    this.text = text;
    this.flags = flags;
    this.bytes = bytes;
    this.warn = warn;
  }

  parse(): Pattern {
    const tree = this.alternatives(0);
    this.flags = this.checkedFlags();
    if (this.at < this.text.length) throw this.problem("unbalanced parenthesis", this.at);
    for (const [group, position] of this.asked) {
      if (group > this.groups) throw this.problem(`invalid group reference ${group}`, position);
    }
    return { tree, flags: this.flags, groups: this.groups, parents: this.parents, names: this.names };
  }

  private get groups(): number {
    return this.parents.length - 1;
  }

  private problem(message: string, position: number): PatternProblem {
    return new PatternProblem(message, position);
  }

  private checkedFlags(): number {
    const { flags, bytes } = this;
    if (!bytes) {
      if (flags & FLAGS.L) throw new FlagProblem("cannot use LOCALE flag with a str pattern");
      if (!(flags & FLAGS.A)) return flags | FLAGS.U;
      if (flags & FLAGS.U) throw new FlagProblem("ASCII and UNICODE flags are incompatible");
    } else {
      if (flags & FLAGS.U) throw new FlagProblem("cannot use UNICODE flag with a bytes pattern");
      if (flags & FLAGS.L && flags & FLAGS.A) throw new FlagProblem("ASCII and LOCALE flags are incompatible");
    }
    return flags;
  }

  // ---- characters ---------------------------------------------------------------------------------------------

  private peek(): string {
    const code = this.text.codePointAt(this.at);
    return code === undefined ? "" : String.fromCodePoint(code);
  }

  private next(): string {
    const c = this.peek();
    this.at += c.length;
    return c;
  }

  private skip(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.at += found.length;
    return found;
  }

  /** What stands before a terminator, which is read too. */
  private until(terminator: string, what: string): string {
    const start = this.at;
    const end = this.text.indexOf(terminator, start);
    if (start === this.text.length || end === start) throw this.problem(`missing ${what}`, start);
    if (end < 0) throw this.problem(`missing ${terminator}, unterminated name`, start);
    this.at = end + 1;
    return this.text.slice(start, end);
  }

  // ---- structure ----------------------------------------------------------------------------------------------

  private alternatives(depth: number): Node {
    const start = this.at;
    const alternatives: Node[] = [];
    do alternatives.push(this.sequence(depth === 0 && this.at === start));
    while (this.skip("|"));
    return alternatives.length === 1 ? alternatives[0]! : { kind: "branch", alternatives };
  }

  private sequence(isFirst: boolean): Node {
    const items: Node[] = [];
    while (this.at < this.text.length) {
      const c = this.peek();
      if (c === "|" || c === ")") break;
      const start = this.at;
      this.next();
      if (this.flags & FLAGS.X) {
        if (/^[ \t\n\r\v\f]$/.test(c)) continue;
        if (c === "#") {
          const end = this.text.indexOf("\n", this.at);
          this.at = end < 0 ? this.text.length : end + 1;
          continue;
        }
      }
      const node = this.piece(c, start, items, isFirst);
      if (node !== undefined) items.push(node);
    }
    return items.length === 1 ? items[0]! : { kind: "sequence", items };
  }

  private piece(c: string, start: number, items: Node[], isFirst: boolean): Node | undefined {
    const { flags } = this;
    switch (c) {
      case "\\":
        return this.escape(start);
      case "[":
        return this.characterClass(start);
      case ".":
        return { kind: "any", flags };
      case "^":
        return { kind: "place", place: flags & FLAGS.M ? "line start" : "start", flags };
      case "$":
        return { kind: "place", place: flags & FLAGS.M ? "line end" : "before last newline", flags };
      case "(":
        return this.group(start, isFirst && items.length === 0);
      case "*":
      case "+":
      case "?":
      case "{":
        return this.repeat(c, start, items);
      default:
        return { kind: "literal", code: c.codePointAt(0)!, flags };
    }
  }

  private repeat(c: string, start: number, items: Node[]): Node {
    let min = c === "+" ? 1 : 0;
    let max = c === "?" ? 1 : Number.POSITIVE_INFINITY;
    if (c === "{") {
      const braces = this.match(/\d*(?:,\d*)?\}/y);
      if (braces === "" || braces === "}") {
        this.at = start + 1;
        return { kind: "literal", code: 0x7b, flags: this.flags };
      }
      const [low, high = low] = braces.slice(0, -1).split(",");
      if (low !== "") min = this.count(low!);
      if (high !== "") max = this.count(high!);
      if (max < min) throw this.problem("min repeat greater than max repeat", start + 1);
    }
    const item = items.at(-1);
    if (item === undefined || item.kind === "place") throw this.problem("nothing to repeat", start);
    if (item.kind === "repeat") throw this.problem("multiple repeat", start);
    const how = this.skip("?") ? "lazy" : this.skip("+") ? "possessive" : "greedy";
    items.pop();
    return { kind: "repeat", item, min, max, how };
  }

  private count(digits: string): number {
    const count = Number(digits);
    if (count >= MOST) throw new CountProblem("the repetition number is too large");
    return count;
  }

  // ---- groups -------------------------------------------------------------------------------------------------

  private group(start: number, isFirst: boolean): Node | undefined {
    if (!this.skip("?")) return this.capturing(undefined, start);
    if (this.at >= this.text.length) throw this.problem("unexpected end of pattern", this.at);
    const c = this.next();
    switch (c) {
      case "P":
        return this.named(start);
      case ":":
        return this.closed(start, this.flags);
      case "#": {
        const end = this.text.indexOf(")", this.at);
        if (end < 0) throw this.problem("missing ), unterminated comment", start);
        this.at = end + 1;
        return undefined;
      }
      case "=":
      case "!":
        return { kind: "look", behind: false, negated: c === "!", item: this.closed(start, this.flags) };
      case "<":
        return this.lookbehind(start);
      case "(":
        return this.conditional(start);
      case ">":
        return { kind: "atomic", item: this.closed(start, this.flags) };
      default:
        if (!/[-aiLmsux]/.test(c)) throw this.problem(`unknown extension ?${c}`, start + 1);
        return this.flagged(c, start, isFirst);
    }
  }

  /** What stands in a group, to its end; flags that are set inside hold until then. */
  private closed(start: number, flags: number): Node {
    const outer = this.flags;
    this.flags = flags;
    const node = this.alternatives(1);
    if (!this.skip(")")) throw this.problem("missing ), unterminated subpattern", start);
    this.flags = outer;
    // A node of its own, so that what repeats it does not see a repetition.
    return { kind: "sequence", items: [node] };
  }

  private capturing(name: string | undefined, start: number): Node {
    const number = this.parents.push([...this.open].at(-1) ?? 0) - 1;
    if (name !== undefined) {
      const old = this.names.get(name);
      if (old !== undefined) {
        throw this.problem(`redefinition of group name '${name}' as group ${number}; was group ${old}`, start + 4);
      }
      this.names.set(name, number);
    }
    this.open.add(number);
    const item = this.closed(start, this.flags);
    this.open.delete(number);
    this.widths[number] = widths(item);
    return { kind: "group", number, item };
  }

  private named(start: number): Node {
    if (this.skip("<")) {
      const at = this.at;
      return this.capturing(this.checkedName(this.until(">", "group name"), at), start);
    }
    if (this.skip("=")) {
      const at = this.at;
      const name = this.checkedName(this.until(")", "group name"), at);
      const group = this.names.get(name);
      if (group === undefined) throw this.problem(`unknown group name '${name}'`, at);
      return this.reference(group, at);
    }
    if (this.at >= this.text.length) throw this.problem("unexpected end of pattern", this.at);
    throw this.problem(`unknown extension ?P${this.next()}`, start + 1);
  }

  private checkedName(name: string, at: number): string {
    checkName(name, at, this.bytes);
    return name;
  }

  private reference(group: number, at: number): Node {
    if (this.open.has(group)) throw this.problem("cannot refer to an open group", at);
    if (this.behind !== undefined && group > this.behind) {
      throw this.problem("cannot refer to group defined in the same lookbehind subpattern", this.at);
    }
    return { kind: "reference", group, width: this.widths[group]!, flags: this.flags };
  }

  private lookbehind(start: number): Node {
    if (this.at >= this.text.length) throw this.problem("unexpected end of pattern", this.at);
    const c = this.next();
    if (c !== "=" && c !== "!") throw this.problem(`unknown extension ?<${c}`, start + 1);
    const outer = this.behind;
    this.behind ??= this.groups;
    const item = this.closed(start, this.flags);
    this.behind = outer;
    const [least, most] = widths(item);
    if (least > MOST) throw new PatternProblem("looks too much behind", undefined);
    if (least !== most) throw new PatternProblem("look-behind requires fixed-width pattern", undefined);
    return { kind: "look", behind: true, negated: c === "!", item };
  }

  private conditional(start: number): Node {
    const at = this.at;
    const name = this.until(")", "group name");
    let group: number | undefined;
    if (/^[0-9]+$/.test(name)) {
      group = Number(name);
      if (group === 0) throw this.problem("bad group number", at);
      if (group > this.groups) this.asked.set(group, at);
    } else {
      group = this.names.get(this.checkedName(name, at));
      if (group === undefined) throw this.problem(`unknown group name '${name}'`, at);
    }
    const yes = this.sequence(false);
    const no: Node = this.skip("|") ? this.sequence(false) : { kind: "sequence", items: [] };
    if (this.peek() === "|") throw this.problem("conditional backref with more than two branches", this.at);
    if (!this.skip(")")) throw this.problem("missing ), unterminated subpattern", start);
    return { kind: "conditional", group, yes, no };
  }

  /** `(?i)` for the whole pattern, `(?i-s:…)` for a part. */
  private flagged(first: string, start: number, isFirst: boolean): Node | undefined {
    let added = 0;
    let removed = 0;
    let c = first;
    while (c !== "-" && c !== ")" && c !== ":") {
      added |= this.turnedOn(c, added);
      c = this.next();
    }
    if (c === ")") {
      if (!isFirst) throw this.problem("global flags not at the start of the expression", start);
      this.flags |= added;
      return undefined;
    }
    if (c === "-") {
      c = this.next();
      do {
        const flag = this.flag(c, removed === 0 ? "missing flag" : "missing :");
        if (flag & TYPE_FLAGS) throw this.problem("bad inline flags: cannot turn off flags 'a', 'u' and 'L'", this.at);
        removed |= flag;
        c = this.next();
      } while (c !== ":");
    }
    if (added & removed) throw this.problem("bad inline flags: flag turned on and off", this.at - 1);
    const kept = added & TYPE_FLAGS ? this.flags & ~TYPE_FLAGS : this.flags;
    return this.closed(start, (kept | added) & ~removed);
  }

  /** The flag of a letter; without a letter, what is missing is said. */
  private flag(c: string, missing: string): number {
    if (/^[aiLmsux]$/.test(c)) return FLAGS[c.toUpperCase() as keyof typeof FLAGS];
    throw this.problem(/^[a-zA-Z]$/.test(c) ? "unknown flag" : missing, this.at - c.length);
  }

  private turnedOn(c: string, added: number): number {
    const flag = this.flag(c, "missing -, : or )");
    if (flag & TYPE_FLAGS) {
      const what = "bad inline flags: ";
      if (c === "L" && !this.bytes) throw this.problem(`${what}cannot use 'L' flag with a str pattern`, this.at);
      if (c === "u" && this.bytes) throw this.problem(`${what}cannot use 'u' flag with a bytes pattern`, this.at);
      if (added & TYPE_FLAGS & ~flag) {
        throw this.problem(`${what}flags 'a', 'u' and 'L' are incompatible`, this.at);
      }
    }
    return flag;
  }

  // ---- escapes ------------------------------------------------------------------------------------------------

  private escape(start: number): Node {
    const { flags } = this;
    if (this.at >= this.text.length) throw this.problem("bad escape (end of pattern)", start);
    const c = this.next();
    switch (c) {
      case "A":
        return { kind: "place", place: "start", flags };
      case "Z":
      case "z":
        return { kind: "place", place: "end", flags };
      case "b":
        return { kind: "place", place: "boundary", flags };
      case "B":
        return { kind: "place", place: "no boundary", flags };
    }
    const category = CATEGORIES[c.toLowerCase()];
    if (category !== undefined) {
      return { kind: "class", negated: false, members: [{ category, negated: c !== c.toLowerCase() }], flags };
    }
    if (/[1-9]/.test(c)) return this.numbered(c, start);
    return { kind: "literal", code: this.escapedCode(c, start), flags };
  }

  /** `\1`, or an octal number of three digits. */
  private numbered(first: string, start: number): Node {
    let digits = first + this.match(/[0-9]/y);
    if (/^[0-3]?[0-7][0-7]$/.test(digits + this.text[this.at]) && /[0-7]/.test(first)) {
      digits += this.next();
      return { kind: "literal", code: Number.parseInt(digits, 8), flags: this.flags };
    }
    if (/^[4-7][0-7][0-7]$/.test(digits + this.text[this.at])) {
      throw this.problem(`octal escape value \\${digits}${this.next()} outside of range 0-0o377`, start);
    }
    const group = Number(digits);
    if (group > this.groups) throw this.problem(`invalid group reference ${group}`, start + 1);
    return this.reference(group, start);
  }

  /** The code of an escaped character, in a class or not. */
  private escapedCode(c: string, start: number): number {
    if (c === "0") return Number.parseInt(c + this.match(/[0-7]{0,2}/y), 8);
    if (c === "x") return this.hexadecimal(c, 2, start);
    if (!this.bytes) {
      if (c === "u") return this.hexadecimal(c, 4, start);
      if (c === "U") return this.hexadecimal(c, 8, start);
      if (c === "N") return this.namedCharacter(start);
    }
    const control = CONTROL[c];
    if (control !== undefined) return control;
    if (/[a-zA-Z0-9]/.test(c)) throw this.problem(`bad escape \\${c}`, start);
    return c.codePointAt(0)!;
  }

  private hexadecimal(letter: string, length: number, start: number): number {
    const digits = this.match(/[0-9a-fA-F]*/y).slice(0, length);
    this.at = start + 2 + digits.length;
    if (digits.length < length) throw this.problem(`incomplete escape \\${letter}${digits}`, start);
    const code = Number.parseInt(digits, 16);
    if (code > 0x10ffff) throw this.problem(`bad escape \\${letter}${digits}`, start);
    return code;
  }

  private namedCharacter(start: number): number {
    if (!this.skip("{")) throw this.problem("missing {", this.at);
    const name = this.until("}", "character name");
    const found = findCharacter(name.toUpperCase());
    if (typeof found !== "string" || [...found].length !== 1) {
      throw this.problem(`undefined character name '${name}'`, start);
    }
    return found.codePointAt(0)!;
  }

  // ---- classes ------------------------------------------------------------------------------------------------

  private characterClass(start: number): Node {
    const members: Member[] = [];
    const negated = this.skip("^");
    if (this.peek() === "[") this.warn("Possible nested set", this.at);
    for (let isFirst = true; ; isFirst = false) {
      if (this.at >= this.text.length) throw this.problem("unterminated character set", start);
      const at = this.at;
      if (this.peek() === "]" && !isFirst) break;
      if (!isFirst) this.warnOfSets(at);
      const from = this.member();
      if (this.text[this.at] !== "-") {
        members.push(from);
        continue;
      }
      const dash = this.at++;
      if (this.at >= this.text.length) throw this.problem("unterminated character set", start);
      if (this.peek() === "]") {
        members.push(from, { from: 0x2d, to: 0x2d });
        break;
      }
      if (this.peek() === "-") this.warn("Possible set difference", dash);
      const to = this.member();
      if ("category" in from || "category" in to || to.from < from.from) {
        throw this.problem(`bad character range ${this.text.slice(at, this.at)}`, at);
      }
      members.push({ from: from.from, to: to.from });
    }
    this.at++;
    return { kind: "class", negated, members, flags: this.flags };
  }

  private warnOfSets(at: number): void {
    const c = this.text[at]!;
    const operation = SET_OPERATIONS[c];
    if (operation !== undefined && this.text[at + 1] === c) this.warn(`Possible set ${operation}`, at);
    else if (c === "[" && this.text[at + 1] === ":") this.warn("Possible nested set", at);
  }

  private member(): Member {
    const start = this.at;
    const c = this.next();
    if (c !== "\\") return single(c.codePointAt(0)!);
    if (this.at >= this.text.length) throw this.problem("bad escape (end of pattern)", start);
    const escaped = this.next();
    const category = CATEGORIES[escaped.toLowerCase()];
    if (category !== undefined) return { category, negated: escaped !== escaped.toLowerCase() };
    if (/[1-7]/.test(escaped)) {
      const digits = escaped + this.match(/[0-7]{0,2}/y);
      const code = Number.parseInt(digits, 8);
      if (code > 0o377) throw this.problem(`octal escape value \\${digits} outside of range 0-0o377`, start);
      return single(code);
    }
    return single(this.escapedCode(escaped, start));
  }
}

const single = (code: number): Member => ({ from: code, to: code });
