// Python's regular expressions in JavaScript's notation (with the flag `v`, under which classes nest), which V8 compiles.
//
// Not everything can be said there, and some means something else: in JavaScript a group that a repetition does not
// reach again is forgotten, a reference to a group that has not matched matches, and a repetition never ends with an
// empty round. Patterns of which that could be noticed are left to the matcher of `matcher.ts`.

import { ASCII, casesOf, UNICODE } from "./characters.ts";
import { children, FLAGS, groupsIn, type Member, type Node, type Pattern, surelySet, widths } from "./tree.ts";

export interface Source {
  source: string;
  ignoresCase: boolean;
}

/** The pattern for `new RegExp`; undefined if JavaScript would find something else. */
export function toJavaScript({ tree }: Pattern, bytes: boolean): Source | undefined {
  const isAscii = (flags: number): boolean => bytes || (flags & FLAGS.A) !== 0;
  const cases = casesIn(tree, isAscii);
  const ignoresCase = cases.size === 1 && cases.has("unicode");
  // Where a part ignores case, or only that of ASCII letters, letters are spelled out in both cases.
  const spells = !ignoresCase && (cases.has("unicode") || cases.has("ascii"));
  if (sureAfter(tree, new Set(), spells) === undefined) return undefined;
  return { source: new Writer(isAscii, spells).text(tree), ignoresCase };
}

/** How the characters of a tree treat case. */
function casesIn(node: Node, isAscii: (flags: number) => boolean, found = new Set<string>()): Set<string> {
  if (node.kind === "literal" || node.kind === "class" || node.kind === "reference") {
    if (!(node.flags & FLAGS.I)) found.add("exact");
    else found.add(isAscii(node.flags) ? "ascii" : "unicode");
  }
  for (const child of children(node)) casesIn(child, isAscii, found);
  return found;
}

/** The groups that are sure to have matched after the node; undefined if the node cannot be said in JavaScript. */
function sureAfter(node: Node, before: Set<number>, spells: boolean): Set<number> | undefined {
  switch (node.kind) {
    case "atomic":
    case "conditional":
      return undefined;
    case "reference":
      return before.has(node.group) && !(spells && node.flags & FLAGS.I) ? before : undefined;
    case "group":
      return sureAfter(node.item, before, spells)?.add(node.number);
    case "sequence": {
      let sure: Set<number> | undefined = new Set(before);
      for (const item of node.items) sure = sure && sureAfter(item, sure, spells);
      return sure;
    }
    case "look": {
      if (node.behind && uses(node.item)) return undefined;
      const inside = sureAfter(node.item, new Set(before), spells);
      return inside && (node.negated ? before : inside);
    }
    case "branch": {
      const ends = node.alternatives.map((each) => sureAfter(each, new Set(before), spells));
      const [first, ...others] = ends;
      if (ends.includes(undefined)) return undefined;
      return new Set([...first!].filter((group) => others.every((other) => other!.has(group))));
    }
    case "repeat": {
      if (node.how === "possessive") return undefined;
      if (node.max > 1) {
        const sure = surelySet(node.item);
        if (widths(node.item)[0] === 0 || groupsIn(node.item).some((group) => !sure.has(group))) return undefined;
      }
      const inside = sureAfter(node.item, new Set(before), spells);
      return inside && (node.min > 0 ? inside : before);
    }
    default:
      return before;
  }
}

/** Does it capture, or refer to what was? JavaScript looks behind from right to left. */
const uses = (node: Node): boolean =>
  node.kind === "group" || node.kind === "reference" || children(node).some((child) => uses(child));

class Writer {
  private readonly isAscii: (flags: number) => boolean;
  private readonly spells: boolean;
  constructor(isAscii: (flags: number) => boolean, spells: boolean) {
    this.isAscii = isAscii;
    this.spells = spells;
  }

  text(node: Node): string {
    switch (node.kind) {
      case "literal":
        return this.literal(node.code, node.flags);
      case "any":
        return node.flags & FLAGS.S ? "[\\s\\S]" : "[^\\n]";
      case "class":
        return `[${node.negated ? "^" : ""}${node.members.map((each) => this.member(each, node.flags)).join("")}]`;
      case "place":
        return this.place(node.place, this.isAscii(node.flags));
      case "sequence":
        return node.items.map((item) => (item.kind === "branch" ? `(?:${this.text(item)})` : this.text(item))).join("");
      case "branch":
        return node.alternatives.map((each) => this.text(each)).join("|");
      case "group":
        return `(${this.text(node.item)})`;
      case "look":
        return `(?${node.behind ? "<" : ""}${node.negated ? "!" : "="}${this.text(node.item)})`;
      case "reference":
        // Apart, lest a digit follows.
        return `(?:\\${node.group})`;
      case "repeat":
        return this.repeat(node.item, node.min, node.max) + (node.how === "lazy" ? "?" : "");
      default:
        throw new Error(`no JavaScript for ${node.kind}`);
    }
  }

  private repeat(item: Node, min: number, max: number): string {
    const isOne = item.kind === "literal" || item.kind === "class" || item.kind === "any" || item.kind === "group";
    const text = isOne ? this.text(item) : `(?:${this.text(item)})`;
    if (max === Number.POSITIVE_INFINITY) return text + (min === 0 ? "*" : min === 1 ? "+" : `{${min},}`);
    return text + (min === 0 && max === 1 ? "?" : `{${min},${max}}`);
  }

  private literal(code: number, flags: number): string {
    const cases = this.cases(code, flags);
    return cases.length === 1 ? character(code) : `[${cases.map(character).join("")}]`;
  }

  private cases(code: number, flags: number): number[] {
    return this.spells && flags & FLAGS.I ? casesOf(code, this.isAscii(flags)) : [code];
  }

  private member(member: Member, flags: number): string {
    if ("category" in member) {
      const inside = (this.isAscii(flags) ? ASCII : UNICODE)[member.category];
      return member.negated ? `[^${inside}]` : inside;
    }
    const { from, to } = member;
    let text = from === to ? character(from) : `${character(from)}-${character(to)}`;
    if (this.spells && flags & FLAGS.I) {
      // Nearly all letters that have two cases are in the basic plane.
      for (let code = from; code <= Math.min(to, 0xffff); code++) {
        for (const other of this.cases(code, flags)) if (other < from || other > to) text += character(other);
      }
    }
    return text;
  }

  private place(place: string, ascii: boolean): string {
    const word = `[${(ascii ? ASCII : UNICODE).word}]`;
    switch (place) {
      case "start":
        return "^";
      case "line start":
        return "(?<![^\\n])";
      case "end":
        return "$";
      case "line end":
        return "(?=\\n|$)";
      case "before last newline":
        return "(?=\\n?$)";
      case "boundary":
        return `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`;
      default:
        return `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`;
    }
  }
}

/** A character, wherever it stands. */
function character(code: number): string {
  const c = String.fromCodePoint(code);
  return /^[a-zA-Z0-9_]$/.test(c) ? c : `\\u{${code.toString(16)}}`;
}
