// `match`: every case becomes one condition that walks the pattern. What a pattern captures stands in temporaries until the
// whole pattern has matched; only then are the names bound, before the guard is tried.

import type { Match, MatchCase, Pattern } from "../syntax/ast.ts";
import { type State, strip, stripOperand } from "./emitter.ts";
import { quote } from "./names.ts";
import { WithEmitter } from "./withs.ts";

/** The captured names of a case and the temporaries that hold their values. */
type Captures = Map<string, { temp: string; pattern: Pattern }>;

export abstract class MatchEmitter extends WithEmitter {
  match(node: Match): void {
    const subject = this.temp();
    const text = this.value(node.subject);
    this.line(`${subject} = ${stripOperand(text)};`);
    const label = this.name("match");
    const exits: State[] = [];
    this.block(`${label}:`, () => {
      for (const each of node.cases) {
        if (this.bound === undefined) return;
        this.scratch(() => this.case(each, subject, label, exits));
      }
    });
    this.bound = this.meet(this.bound, ...exits);
  }

  private case(node: MatchCase, subject: string, label: string, exits: State[]): void {
    const captures: Captures = new Map();
    const before = this.snapshot();
    const test = this.pattern(node.pattern, subject, captures);
    const write = (): void => {
      for (const [name, { temp, pattern }] of captures) this.storeName(name, temp, pattern);
      if (node.guard === null) {
        this.caseBody(node, label, exits);
        return;
      }
      const guard = this.scratch(() => this.test(node.guard!));
      this.block(`if (${strip(guard)})`, () => this.caseBody(node, label, exits));
    };
    if (test === "true" && node.guard === null) {
      write();
      this.bound = undefined;
      return;
    }
    this.block(test === "true" ? "" : `if (${strip(test)})`, write);
    this.bound = before;
  }

  private caseBody(node: MatchCase, label: string, exits: State[]): void {
    this.statements(node.body);
    if (this.bound !== undefined) this.line(`break ${label};`);
    exits.push(this.bound);
    this.bound = undefined;
  }

  /** The condition under which a pattern matches `subject`, a text that may be repeated. */
  private pattern(node: Pattern, subject: string, captures: Captures): string {
    switch (node.node) {
      case "MatchValue": {
        const sequence = this.open();
        const value = this.operand(sequence, node.value);
        return this.close(sequence, this.comparison("Eq", subject, value, undefined, node.value, node, true));
      }
      case "MatchSingleton":
        return `(${subject} === ${this.unit.constantText(node.value)})`;
      case "MatchAs": {
        const inner = node.pattern === null ? "true" : this.pattern(node.pattern, subject, captures);
        if (node.name === null) return inner;
        return conjunction([inner, this.capture(node.name, subject, node, captures)]);
      }
      case "MatchStar":
        return node.name === null ? "true" : this.capture(node.name, subject, node, captures);
      case "MatchOr": {
        const texts = node.patterns.map((pattern) => this.pattern(pattern, subject, captures));
        return `(${texts.join(" || ")})`;
      }
      case "MatchSequence": {
        const star = node.patterns.findIndex((pattern) => pattern.node === "MatchStar");
        const count = star === -1 ? node.patterns.length : node.patterns.length - 1;
        const taken = node.patterns[star];
        const wildcard = taken?.node === "MatchStar" && taken.name === null ? ", false" : "";
        const call = `${this.helper("matchSequence")}(${subject}, ${count}, ${star}${wildcard})`;
        return this.parts(node, call, node.patterns, captures);
      }
      case "MatchMapping":
        return this.mapping(node, subject, captures);
      case "MatchClass":
        return this.classPattern(node, subject, captures);
    }
  }

  /** A helper gives the parts of the subject, or undefined; each has its pattern. */
  private parts(node: Pattern, call: string, patterns: readonly Pattern[], captures: Captures): string {
    const items = this.temp();
    const tests = [`(${this.at(node)}, ${items} = ${call}) !== undefined`];
    for (const [i, pattern] of patterns.entries()) {
      const isWildcard = (pattern.node === "MatchAs" || pattern.node === "MatchStar") && pattern.name === null;
      if (isWildcard && !(pattern.node === "MatchAs" && pattern.pattern !== null)) continue;
      const item = this.temp();
      tests.push(`((${item} = ${items}[${i}]) !== undefined)`, this.pattern(pattern, item, captures));
    }
    return conjunction(tests);
  }

  private mapping(node: Extract<Pattern, { node: "MatchMapping" }>, subject: string, captures: Captures): string {
    const sequence = this.open();
    const keys = node.keys.map((key) => this.operand(sequence, key));
    const call = `${this.helper("matchMapping")}(${subject}, [${keys.join(", ")}], ${node.rest !== null})`;
    const patterns = node.patterns.slice();
    if (node.rest !== null) {
      const { lineno, col_offset, end_lineno, end_col_offset } = node;
      const position = { lineno, col_offset, end_lineno, end_col_offset };
      patterns.push({ node: "MatchAs", pattern: null, name: node.rest, ...position });
    }
    return this.close(sequence, this.parts(node, call, patterns, captures));
  }

  private classPattern(node: Extract<Pattern, { node: "MatchClass" }>, subject: string, captures: Captures): string {
    const sequence = this.open();
    const cls = this.operand(sequence, node.cls);
    const names = this.unit.constant(`[${node.kwd_attrs.map((name) => quote(name)).join(", ")}]`);
    const call = `${this.helper("matchClass")}(${subject}, ${cls}, ${node.patterns.length}, ${names})`;
    return this.close(sequence, this.parts(node, call, [...node.patterns, ...node.kwd_patterns], captures));
  }

  private capture(name: string, subject: string, pattern: Pattern, captures: Captures): string {
    let capture = captures.get(name);
    if (capture === undefined) captures.set(name, (capture = { temp: this.temp(), pattern }));
    return `((${capture.temp} = ${subject}) !== undefined)`;
  }
}

function conjunction(tests: string[]): string {
  const needed = tests.filter((test) => test !== "true");
  if (needed.length === 0) return "true";
  return needed.length === 1 && needed[0]!.startsWith("(") ? needed[0]! : `(${needed.join(" && ")})`;
}
