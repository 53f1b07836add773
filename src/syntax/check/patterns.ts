// What is wrong with the patterns of a `match` statement: names bound twice or not in every alternative, patterns that
// nothing gets past, keys and attributes that are checked twice.

import type { ConstantValue, Expr, Match, MatchClass, MatchMapping, MatchOr, Pattern, Position } from "../ast.ts";
import { reprConstant } from "../literals.ts";
import type { Reporter } from "./report.ts";

export function checkPatterns(match: Match, reporter: Reporter): void {
  const last = match.cases.length - 1;
  for (const [index, { pattern, guard }] of match.cases.entries()) {
    new PatternChecker(reporter, new Set(), guard !== null || index === last).visit(pattern);
  }
}

class PatternChecker {
  private readonly reporter: Reporter;
  /** The names bound so far. */
  readonly names: Set<string>;
  /** Whether a pattern that matches everything may stand here. */
  private irrefutable: boolean;

  constructor(reporter: Reporter, names: Set<string>, irrefutable: boolean) {
    this.reporter = reporter;
    this.names = names;
    this.irrefutable = irrefutable;
  }

  visit(pattern: Pattern): void {
    switch (pattern.node) {
      case "MatchValue":
        if (!isLiteralOrAttribute(pattern.value)) {
          this.reporter.raise(pattern, "patterns may only match literals and attribute lookups");
        }
        break;
      case "MatchSingleton":
        break;
      case "MatchSequence": {
        if (pattern.patterns.filter(({ node }) => node === "MatchStar").length > 1) {
          this.reporter.raise(pattern, "multiple starred names in sequence pattern");
        }
        this.visitInner(pattern.patterns);
        break;
      }
      case "MatchMapping":
        this.visitMapping(pattern);
        break;
      case "MatchClass":
        this.visitClass(pattern);
        break;
      case "MatchStar":
        this.bind(pattern.name, pattern);
        break;
      case "MatchAs":
        if (pattern.pattern !== null) this.visit(pattern.pattern);
        else if (!this.irrefutable) {
          const what = pattern.name === null ? "wildcard" : `name capture '${pattern.name}'`;
          this.reporter.raise(pattern, `${what} makes remaining patterns unreachable`);
        }
        this.bind(pattern.name, pattern);
        break;
      case "MatchOr":
        this.visitOr(pattern);
        break;
    }
  }

  private visitInner(patterns: readonly Pattern[]): void {
    const outer = this.irrefutable;
    this.irrefutable = true;
    for (const pattern of patterns) this.visit(pattern);
    this.irrefutable = outer;
  }

  private bind(name: string | null, node: Position): void {
    if (name === null) return;
    if (this.names.has(name)) this.reporter.raise(node, `multiple assignments to name '${name}' in pattern`);
    this.names.add(name);
  }

  private visitMapping(pattern: MatchMapping): void {
    const seen = new Set<string>();
    for (const key of pattern.keys) {
      if (!isLiteralOrAttribute(key)) {
        this.reporter.raise(pattern, "mapping pattern keys may only match literals and attribute lookups");
      }
      const literal = literalKey(key);
      if (literal === null) continue;
      if (seen.has(literal.key)) {
        this.reporter.raise(pattern, `mapping pattern checks duplicate key (${literal.repr})`);
      }
      seen.add(literal.key);
    }
    this.visitInner(pattern.patterns);
    this.bind(pattern.rest, pattern);
  }

  private visitClass(pattern: MatchClass): void {
    const seen = new Set<string>();
    for (const [index, name] of pattern.kwd_attrs.entries()) {
      if (seen.has(name)) {
        this.reporter.raise(pattern.kwd_patterns[index]!, `attribute name repeated in class pattern: ${name}`);
      }
      seen.add(name);
    }
    this.visitInner(pattern.patterns);
    this.visitInner(pattern.kwd_patterns);
  }

  private visitOr(pattern: MatchOr): void {
    const last = pattern.patterns.length - 1;
    let first: Set<string> | null = null;
    for (const [index, alternative] of pattern.patterns.entries()) {
      const checker = new PatternChecker(this.reporter, new Set(), this.irrefutable && index === last);
      checker.visit(alternative);
      first ??= checker.names;
      const { names } = checker;
      if (names.size !== first.size || [...names].some((name) => !first!.has(name))) {
        this.reporter.raise(pattern, "alternative patterns bind different names");
      }
    }
    for (const name of first ?? []) this.bind(name, pattern);
  }
}

function isLiteralOrAttribute({ node }: Expr): boolean {
  // Of operations, the grammar lets only signed and complex numbers through.
  return node === "Constant" || node === "Attribute" || node === "UnaryOp" || node === "BinOp";
}

/** A key that is a literal, such that equal ones have equal `key`s, and its repr; null for an attribute. */
function literalKey(key: Expr): { key: string; repr: string } | null {
  if (key.node === "Constant") return { key: equalityKey(key.value), repr: reprConstant(key.value) };
  if (key.node === "UnaryOp") {
    const operand = literalKey(key.operand);
    if (operand === null) return null;
    return {
      key: operand.key === "0" ? "0" : `-${operand.key}`,
      repr: operand.repr === "0" ? "0" : `-${operand.repr}`,
    };
  }
  if (key.node === "BinOp") {
    const left = literalKey(key.left);
    const right = literalKey(key.right);
    if (left === null || right === null) return null;
    const sign = key.op === "Add" ? "+" : "-";
    return { key: `${left.key}${sign}${right.key}`, repr: `(${left.repr}${sign}${right.repr})` };
  }
  return null;
}

function equalityKey(value: ConstantValue): string {
  switch (value.type) {
    case "True":
      return "1";
    case "False":
      return "0";
    case "int":
    case "float":
      return String(value.value);
    case "complex":
      return value.value === 0 ? "0" : `${value.value}j`;
    default:
      return reprConstant(value);
  }
}
