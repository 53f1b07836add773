// How a pattern is looked for: by V8's regular expressions where they mean the same, else by the matcher. Places are
// UTF-16 units here.

import { toJavaScript } from "./javascript.ts";
import { Matcher } from "./matcher.ts";
import { children, type Node, type Pattern } from "./tree.ts";

export type How = "search" | "match" | "fullmatch";

/** Where something was found, and the texts of its groups; where the groups are is asked for seldom. */
export interface Found {
  start: number;
  end: number;
  groups: readonly (string | undefined)[];
  /** Two places for each group, -1 for one that has not matched. */
  places(): number[];
}

export class Engine {
  private readonly pattern: Pattern;
  private readonly bytes: boolean;
  private readonly source: string | undefined;
  private readonly letters: string;
  private readonly expressions = new Map<string, RegExp>();
  private own: Matcher | undefined = undefined;
  /** May it prefer nothing to something that it could match at the same place? */
  private readonly prefersEmpty: boolean;

  constructor(pattern: Pattern, bytes: boolean) {
    this.pattern = pattern;
    this.bytes = bytes;
    const javascript = toJavaScript(pattern, bytes);
    this.source = javascript?.source;
    this.letters = javascript?.ignoresCase ? "vi" : "v";
    this.prefersEmpty = prefersEmpty(pattern.tree);
    // What V8 refuses is found now: numbers of repetitions that it cannot count.
    if (javascript !== undefined) this.expression("search");
  }

  /** The expression that looks so; with `places` it says where groups are, at the place where it was found. */
  private expression(how: How, places = false): RegExp {
    const whole = how === "fullmatch";
    const letter = places ? "dy" : how === "search" ? "g" : "y";
    const key = whole + letter;
    let expression = this.expressions.get(key);
    if (expression === undefined) {
      expression = new RegExp(whole ? `(?:${this.source})$` : this.source!, this.letters + letter);
      this.expressions.set(key, expression);
    }
    return expression;
  }

  find(how: How, text: string, from: number): Found | undefined {
    if (this.source === undefined) return this.findByMatcher(how, text, from);
    const expression = this.expression(how);
    expression.lastIndex = from;
    const found = expression.exec(text);
    if (found === null) return undefined;
    const start = found.index;
    let places: number[] | undefined;
    return {
      start,
      end: start + found[0].length,
      groups: found,
      places: () => {
        places ??= this.placesOf(found, text, how);
        return places;
      },
    };
  }

  private placesOf(found: RegExpExecArray, text: string, how: How): number[] {
    if (found.length === 1) return [found.index, found.index + found[0].length];
    const expression = this.expression(how, true);
    expression.lastIndex = found.index;
    return expression.exec(text)!.indices!.flatMap((place: [number, number] | undefined) => place ?? [-1, -1]);
  }

  private get matcher(): Matcher {
    this.own ??= new Matcher(this.pattern, this.bytes);
    return this.own;
  }

  private findByMatcher(how: How, text: string, from: number, mustAdvance = false): Found | undefined {
    const last = how === "search" ? text.length : from;
    for (let at = from; at <= last; at += text.codePointAt(at)! > 0xffff ? 2 : 1) {
      const places = this.matcher.match(text, at, {
        mustAdvance: mustAdvance && at === from,
        mustEnd: how === "fullmatch",
      });
      if (places !== undefined) return foundAt(places, text);
    }
    return undefined;
  }

  /** What is found after something else; after an empty match, at the same place only what is not empty. */
  findAfter({ start, end: at }: Found, how: How, text: string): Found | undefined {
    if (start !== at) return this.find(how, text, at);
    if (this.source === undefined) return this.findByMatcher(how, text, at, true);
    if (this.prefersEmpty) {
      const places = this.matcher.match(text, at, { mustAdvance: true });
      if (places !== undefined) return foundAt(places, text);
    }
    if (how !== "search" || at >= text.length) return undefined;
    return this.find(how, text, at + (text.codePointAt(at)! > 0xffff ? 2 : 1));
  }
}

function foundAt(places: number[], text: string): Found {
  const groups: (string | undefined)[] = [];
  for (let i = 0; i < places.length; i += 2) {
    groups.push(places[i]! < 0 ? undefined : text.slice(places[i], places[i + 1]));
  }
  return { start: places[0]!, end: places[1]!, groups, places: () => places };
}

const prefersEmpty = (node: Node): boolean =>
  node.kind === "branch" || (node.kind === "repeat" && node.how === "lazy") || children(node).some(prefersEmpty);
