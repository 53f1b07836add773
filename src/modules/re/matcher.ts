// A backtracking matcher, for patterns that JavaScript's regular expressions cannot express (see `javascript.ts`).
//
// A node becomes a function that tries to match at a place, and then what comes after it; it answers whether both did.
// What it has changed on the way (captures, the counts of repetitions) it takes back before it answers no.

import { casesOf, isMember, isOf } from "./characters.ts";
import { FLAGS, type Node, type Pattern, widths } from "./tree.ts";

type Step = (at: number) => boolean;

/** One of the repetitions that are going on, as the node knows it. */
interface Round {
  count: number;
  /** Where the last round began that did not have to be. */
  last: number;
  outer: Round | undefined;
}

export class Matcher {
  private readonly bytes: boolean;
  private readonly groups: number;
  private readonly first: Step;
  private text = "";
  private start = 0;
  private stop = 0;
  private mustAdvance = false;
  private mustEnd = false;
  /** Where each group began and ended; -1 where it has not matched. */
  private starts: number[] = [];
  private ends: number[] = [];
  /** Where each group began that is not closed yet. */
  private readonly opened: number[] = [];

  constructor(pattern: Pattern, bytes: boolean) {
    this.bytes = bytes;
    this.groups = pattern.groups;
    this.first = this.compile(pattern.tree, (at) => {
      if ((this.mustAdvance && at === this.start) || (this.mustEnd && at !== this.text.length)) return false;
      this.stop = at;
      return true;
    });
  }

  /** The places of all groups, two for each, of a match that begins at `at`. */
  match(text: string, at: number, { mustAdvance = false, mustEnd = false } = {}): number[] | undefined {
    this.text = text;
    this.start = at;
    this.mustAdvance = mustAdvance;
    this.mustEnd = mustEnd;
    this.starts = new Array(this.groups + 1).fill(-1);
    this.ends = new Array(this.groups + 1).fill(-1);
    if (!this.first(at)) return undefined;
    this.starts[0] = at;
    this.ends[0] = this.stop;
    return this.starts.flatMap((start, group) => [start, this.ends[group]!]);
  }

  private isAscii(flags: number): boolean {
    return this.bytes || (flags & FLAGS.A) !== 0;
  }

  private compile(node: Node, next: Step): Step {
    switch (node.kind) {
      case "literal":
      case "any":
      case "class": {
        const test = this.test(node);
        return (at) => {
          const code = this.text.codePointAt(at);
          return code !== undefined && test(code) && next(at + (code > 0xffff ? 2 : 1));
        };
      }
      case "place": {
        const holds = this.place(node.place, this.isAscii(node.flags));
        return (at) => holds(at) && next(at);
      }
      case "sequence":
        return node.items.reduceRight<Step>((after, item) => this.compile(item, after), next);
      case "branch": {
        const steps = node.alternatives.map((each) => this.compile(each, next));
        return (at) => steps.some((step) => step(at));
      }
      case "group":
        return this.group(node.number, node.item, next);
      case "repeat":
        if (node.how === "possessive") return this.atomic({ ...node, how: "greedy" }, next);
        return node.item.kind in ONE ? this.repeatOne(node, next) : this.repeat(node, next);
      case "atomic":
        return this.atomic(node.item, next);
      case "look":
        return this.look(node.item, node.behind, node.negated, next);
      case "reference":
        return this.reference(node.group, node.flags, next);
      case "conditional": {
        const yes = this.compile(node.yes, next);
        const no = this.compile(node.no, next);
        return (at) => (this.ends[node.group]! >= 0 ? yes(at) : no(at));
      }
    }
  }

  private test(node: Node & { kind: "literal" | "any" | "class" }): (code: number) => boolean {
    const ascii = this.isAscii(node.flags);
    if (node.kind === "any") return node.flags & FLAGS.S ? () => true : (code) => code !== 0x0a;
    if (node.kind === "class") return (code) => isMember(node.members, node.negated, code, node.flags, ascii);
    const codes = node.flags & FLAGS.I ? casesOf(node.code, ascii) : [node.code];
    return codes.length === 1 ? (code) => code === node.code : (code) => codes.includes(code);
  }

  private place(place: string, ascii: boolean): (at: number) => boolean {
    const isWord = (at: number): boolean => {
      const code = this.text.codePointAt(at);
      return code !== undefined && isOf("word", code, ascii);
    };
    const isBoundary = (at: number): boolean => (at > 0 && isWord(this.before(at))) !== isWord(at);
    switch (place) {
      case "start":
        return (at) => at === 0;
      case "line start":
        return (at) => at === 0 || this.text[at - 1] === "\n";
      case "end":
        return (at) => at === this.text.length;
      case "line end":
        return (at) => at === this.text.length || this.text[at] === "\n";
      case "before last newline":
        return (at) => at === this.text.length || (at === this.text.length - 1 && this.text[at] === "\n");
      case "boundary":
        return isBoundary;
      default:
        return (at) => !isBoundary(at);
    }
  }

  /** Where the character begins that ends at `at`. */
  private before(at: number): number {
    const isPair = at > 1 && (this.text.charCodeAt(at - 1) & 0xfc00) === 0xdc00;
    return isPair && (this.text.charCodeAt(at - 2) & 0xfc00) === 0xd800 ? at - 2 : at - 1;
  }

  private group(number: number, item: Node, next: Step): Step {
    const inside = this.compile(item, (at) => {
      const start = this.starts[number]!;
      const end = this.ends[number]!;
      this.starts[number] = this.opened[number]!;
      this.ends[number] = at;
      if (next(at)) return true;
      this.starts[number] = start;
      this.ends[number] = end;
      return false;
    });
    return (at) => {
      const outer = this.opened[number]!;
      this.opened[number] = at;
      if (inside(at)) return true;
      this.opened[number] = outer;
      return false;
    };
  }

  /** A repetition of single characters: no rounds, only a place to go back from. */
  private repeatOne({ item, min, max, how }: Node & { kind: "repeat" }, next: Step): Step {
    const test = this.test(item as Node & { kind: "literal" | "any" | "class" });
    const step = (at: number): number => {
      const code = this.text.codePointAt(at);
      return code !== undefined && test(code) ? at + (code > 0xffff ? 2 : 1) : -1;
    };
    return (start) => {
      let at = start;
      let count = 0;
      for (; count < min; count++) {
        at = step(at);
        if (at < 0) return false;
      }
      if (how === "lazy") {
        for (; ; count++) {
          if (next(at)) return true;
          at = count < max ? step(at) : -1;
          if (at < 0) return false;
        }
      }
      for (let after = at; count < max; count++) {
        after = step(at);
        if (after < 0) break;
        at = after;
      }
      for (; ; count--) {
        if (next(at)) return true;
        if (count === min) return false;
        at = this.before(at);
      }
    };
  }

  private repeat({ item, min, max, how }: Node & { kind: "repeat" }, next: Step): Step {
    let round: Round | undefined;
    const rest = (at: number): boolean => {
      const mine = round!;
      round = mine.outer;
      if (next(at)) return true;
      round = mine;
      return false;
    };
    /** Another round; an empty one is the last. */
    const again = (at: number): boolean => {
      const mine = round!;
      if (mine.count >= max || mine.last === at) return false;
      const { last } = mine;
      mine.last = at;
      mine.count++;
      if (inside(at)) return true;
      mine.count--;
      mine.last = last;
      return false;
    };
    const inside = this.compile(item, (at) => {
      const mine = round!;
      if (mine.count < min) {
        mine.count++;
        if (inside(at)) return true;
        mine.count--;
        return false;
      }
      return how === "lazy" ? rest(at) || again(at) : again(at) || rest(at);
    });
    return (at) => {
      const outer = round;
      const mine: Round = { count: min > 0 ? 1 : 0, last: -1, outer };
      round = mine;
      if (min > 0 ? inside(at) : how === "lazy" ? rest(at) || again(at) : again(at) || rest(at)) return true;
      round = outer;
      return false;
    };
  }

  /** Matches for itself, and is not entered again when what comes after it fails. */
  private atomic(item: Node, next: Step): Step {
    const alone = this.alone(item);
    return (at) => {
      const { starts, ends } = this;
      this.starts = [...starts];
      this.ends = [...ends];
      const end = alone(at);
      if (end >= 0 && next(end)) return true;
      this.starts = starts;
      this.ends = ends;
      return false;
    };
  }

  /** Where a node ends that begins at a place and is followed by nothing; -1 if it does not match. */
  private alone(item: Node): (at: number) => number {
    let end = -1;
    const step = this.compile(item, (at) => {
      end = at;
      return true;
    });
    return (at) => (step(at) ? end : -1);
  }

  private look(item: Node, behind: boolean, negated: boolean, next: Step): Step {
    const alone = this.alone(item);
    const width = behind ? widths(item)[0] : 0;
    return (at) => {
      let from = at;
      for (let i = 0; i < width && from >= 0; i++) from = from === 0 ? -1 : this.before(from);
      const { starts, ends } = this;
      this.starts = [...starts];
      this.ends = [...ends];
      const found = from >= 0 && alone(from) >= 0;
      if (negated || !found) {
        this.starts = starts;
        this.ends = ends;
      }
      if (found !== negated && next(at)) return true;
      this.starts = starts;
      this.ends = ends;
      return false;
    };
  }

  private reference(group: number, flags: number, next: Step): Step {
    const same = (a: number, b: number): boolean =>
      a === b || ((flags & FLAGS.I) !== 0 && casesOf(a, this.isAscii(flags)).includes(b));
    return (start) => {
      const end = this.ends[group]!;
      if (end < 0) return false;
      let at = start;
      for (let i = this.starts[group]!; i < end; ) {
        const wanted = this.text.codePointAt(i)!;
        const found = this.text.codePointAt(at);
        if (found === undefined || !same(wanted, found)) return false;
        i += wanted > 0xffff ? 2 : 1;
        at += found > 0xffff ? 2 : 1;
      }
      return next(at);
    };
  }
}

const ONE = { literal: true, any: true, class: true };
