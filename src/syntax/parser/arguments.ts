// The arguments of calls and class definitions, and the clauses of comprehensions.

import type { Comprehension, Expr, GeneratorExp, Keyword, Starred } from "../ast.ts";
import {
  COLONEQUAL,
  COMMA,
  DOUBLESTAR,
  EQUAL,
  ERROR,
  KW_ASYNC,
  KW_FALSE,
  KW_FOR,
  KW_IF,
  KW_IN,
  KW_NONE,
  KW_TRUE,
  NAME,
  RPAR,
  STAR,
} from "../lexer/tokens.ts";
import { FAILURE } from "./base.ts";
import { ParameterParser } from "./parameters.ts";
import { expressionName, findInvalidTarget, setContext } from "./targets.ts";

export const MAYBE_EQUALITY = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
const GENERATOR_PARENTHESES = "Generator expression must be parenthesized";

export interface CallArguments {
  readonly args: Expr[];
  readonly keywords: Keyword[];
}

export abstract class ArgumentParser extends ParameterParser {
  protected abstract parsePrimary(): Expr;
  protected abstract parseBitwiseOr(): Expr;
  protected abstract parseDisjunction(): Expr;
  protected abstract parseStarExpressions(): Expr;
  protected abstract parseAssignmentExpression(): Expr | null;

  /**
   * arguments: args [','] &')'
   * args:
   *     | ','.(starred_expression | (assignment_expression | expression !':=') !'=')+ [',' kwargs]
   *     | kwargs
   * kwargs: ','.(NAME '=' expression | starred_expression)+ [',' ','.(NAME '=' expression | '**' expression)+]
   *
   * The parentheses are the caller's; `open` is the index of the first if they may be those of a generator expression.
   */
  protected parseArguments(open: number | null): CallArguments {
    if (!this.diagnosing) return this.parseArgs(open);
    const start = this.pos;
    let failure: unknown = null;
    try {
      const result = this.parseArgs(open);
      if (this.kind === RPAR) return result;
    } catch (error) {
      if (error !== FAILURE) throw error;
      failure = error;
    }
    const stopped = this.pos;
    this.reset(start);
    this.diagnoseArguments();
    this.reset(stopped);
    if (failure !== null) throw failure;
    return this.fail();
  }

  private parseArgs(open: number | null): CallArguments {
    const args: Expr[] = [];
    const keywords: Keyword[] = [];
    // After a keyword there are no plain arguments any more, and after `**` no starred ones either.
    let unpacked = false;
    while (this.kind !== RPAR) {
      if (this.kind === NAME && this.peek() === EQUAL) {
        keywords.push(this.parseKeyword());
      } else if (this.kind === DOUBLESTAR) {
        keywords.push(this.parseDoubleStarred());
        unpacked = true;
      } else if (this.kind === STAR) {
        if (unpacked) this.fail();
        args.push(this.parseStarredExpression());
      } else {
        const start = this.pos;
        if (keywords.length > 0 && !this.diagnosing) {
          if (this.kind === NAME) this.advance();
          this.fail();
        }
        const value = this.parseArgument();
        if (this.kind === KW_FOR || this.kind === KW_ASYNC) {
          if (open === null || args.length > 0 || keywords.length > 0) this.fail();
          args.push(this.parseGeneratorArgument(value, open));
          break;
        }
        if (this.kind === EQUAL || this.kind === COLONEQUAL) {
          if (this.diagnosing) this.diagnoseKeyword(start, value);
          this.fail();
        }
        if (keywords.length > 0) this.fail();
        args.push(value);
      }
      if (this.kind !== COMMA) break;
      this.advance();
    }
    return { args, keywords };
  }

  /** assignment_expression | expression !':=' */
  private parseArgument(): Expr {
    return this.parseAssignmentExpression() ?? this.parseExpression();
  }

  /** genexp, the parentheses of which are those of the call. */
  private parseGeneratorArgument(elt: Expr, open: number): GeneratorExp {
    const generators = this.parseForIfClauses();
    if (this.kind !== RPAR) this.fail();
    return {
      node: "GeneratorExp",
      lineno: this.line(open),
      col_offset: this.col(open),
      end_lineno: this.tokens.endLine[this.pos]!,
      end_col_offset: this.tokens.endCol[this.pos]!,
      elt,
      generators,
    };
  }

  /** NAME '=' expression */
  private parseKeyword(): Keyword {
    const start = this.pos;
    const arg = this.name();
    this.advance();
    const value = this.parseExpression();
    if (this.diagnosing && this.startsFor() && this.attempt(() => this.parseForIfClauses()) !== null) {
      this.raiseAtTokens(start, start + 1, MAYBE_EQUALITY);
    }
    return this.keyword(start, arg, value);
  }

  /** '**' expression */
  private parseDoubleStarred(): Keyword {
    const start = this.pos;
    this.advance();
    const value = this.parseExpression();
    if (this.diagnosing && this.kind === EQUAL) {
      this.advance();
      const assigned = this.attempt(() => this.parseExpression());
      if (assigned !== null) this.raiseFromTokenTo(start, assigned, "cannot assign to keyword argument unpacking");
    }
    return this.keyword(start, null, value);
  }

  private keyword(start: number, arg: string | null, value: Expr): Keyword {
    return {
      node: "keyword",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      arg,
      value,
    };
  }

  /** starred_expression: '*' expression */
  protected parseStarredExpression(): Starred {
    const start = this.pos;
    this.advance();
    let value: Expr;
    if (this.diagnosing) {
      const found = this.attempt(() => this.parseExpression());
      if (found === null) return this.failAtStar(start);
      value = found;
      if (this.kind === EQUAL) {
        this.advance();
        const assigned = this.attempt(() => this.parseExpression());
        if (assigned !== null) this.raiseFromTokenTo(start, assigned, "cannot assign to iterable argument unpacking");
      }
    } else {
      value = this.parseExpression();
    }
    return {
      node: "Starred",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      value,
      ctx: "Load",
    };
  }

  /** The star at `start` has no expression behind it, or a broken one. */
  protected failAtStar(start: number): never {
    this.reset(start + 1);
    if (this.attemptPrefix(() => this.parseExpression()) === null) {
      this.raiseAtToken(this.reached(), "Invalid star expression");
    }
    return this.fail();
  }

  /** What stands before an equals sign and is no name. */
  private diagnoseKeyword(start: number, value: Expr): void {
    if (this.kind !== EQUAL) return;
    const first = this.kindAt(start);
    if (this.pos === start + 1 && (first === KW_TRUE || first === KW_FALSE || first === KW_NONE)) {
      this.raiseAtTokens(start, this.pos, `cannot assign to ${this.textAt(start)}`);
    }
    this.advance();
    this.raiseFrom(value, 'expression cannot contain assignment, perhaps you meant "=="?');
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Arguments in the wrong order

  private diagnoseArguments(): void {
    const start = this.pos;
    let unpacked = false;
    let keyword = false;
    let comma = -1;
    for (;;) {
      const at = this.pos;
      if (this.kind === NAME && this.peek() === EQUAL) {
        const after = this.peek(2);
        if (after === COMMA || after === RPAR) this.raiseAtTokens(at, at + 1, "expected argument value expression");
        if (this.attempt(() => this.parseKeyword()) === null) return;
        keyword = true;
      } else if (this.kind === DOUBLESTAR) {
        if (this.attempt(() => this.parseDoubleStarred()) === null) return;
        keyword = unpacked = true;
      } else if (this.kind === STAR) {
        if (unpacked) {
          this.diagnoseStarAfterUnpacking(comma);
          return;
        }
        if (this.attempt(() => this.parseStarredExpression()) === null) return;
      } else {
        const value = this.attemptPrefix(() => this.parseArgument());
        if (value === null) return;
        if (this.startsFor() && (at > start || this.hasMoreAfterGenerator())) {
          const clauses = this.attempt(() => this.parseForIfClauses());
          if (clauses !== null) this.raiseAtTokens(at, this.pos - 1, GENERATOR_PARENTHESES);
          return;
        }
        if (keyword) {
          this.skipArguments();
          const what = unpacked ? "keyword argument unpacking" : "keyword argument";
          this.raiseAtToken(this.reached(), `positional argument follows ${what}`);
        }
      }
      if (this.kind !== COMMA) return;
      comma = this.pos;
      this.advance();
      if (this.kind === RPAR) return;
    }
  }

  private diagnoseStarAfterUnpacking(comma: number): void {
    while (this.kind === STAR && this.attempt(() => this.parseStarredExpression()) !== null && this.kind === COMMA) {
      this.advance();
    }
    const message = "iterable argument unpacking follows keyword argument unpacking";
    this.raiseUpToHere(comma, message);
  }

  /** Whether a comma follows the generator expression whose clauses are next. */
  private hasMoreAfterGenerator(): boolean {
    return this.looksLike(() => {
      this.parseForIfClauses();
      this.expect(COMMA);
      if (this.kind === ERROR) this.fail();
    });
  }

  private skipArguments(): void {
    while (this.kind === COMMA && this.peek() !== RPAR) {
      const { pos } = this;
      this.advance();
      const parsed = this.attempt(() => {
        if (this.kind === NAME && this.peek() === EQUAL) this.parseKeyword();
        else if (this.kind === DOUBLESTAR) this.parseDoubleStarred();
        else if (this.kind === STAR) this.parseStarredExpression();
        else this.parseArgument();
        return true;
      });
      if (parsed === null) {
        this.reset(pos);
        return;
      }
    }
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Comprehensions

  protected startsFor(): boolean {
    if (this.kind !== KW_ASYNC) return this.kind === KW_FOR;
    if (this.peek() === KW_FOR) return true;
    if (this.pos >= this.furthest) this.furthest = this.pos + 1;
    return false;
  }

  /** for_if_clauses: (['async'] 'for' star_targets 'in' ~ disjunction ('if' disjunction)*)+ */
  protected parseForIfClauses(): Comprehension[] {
    const clauses: Comprehension[] = [];
    do {
      const is_async = this.eat(KW_ASYNC) ? 1 : 0;
      this.expect(KW_FOR);
      if (this.diagnosing) this.diagnoseMissingIn();
      const target = this.parseForTargets();
      this.advance();
      const iter = this.parseDisjunction();
      const ifs: Expr[] = [];
      while (this.eat(KW_IF)) ifs.push(this.parseDisjunction());
      clauses.push({ node: "comprehension", target, iter, ifs, is_async });
    } while (this.kind === KW_FOR || this.kind === KW_ASYNC);
    return clauses;
  }

  private diagnoseMissingIn(): void {
    const { pos } = this;
    const parse = () => {
      this.parseBitwiseOr();
      while (this.eat(COMMA) && this.kind !== KW_IN) this.parseBitwiseOr();
      return true;
    };
    if (this.attemptPrefix(parse, this.attemptPlainly(parse)) !== null && this.kind !== KW_IN) {
      this.raiseAtToken(this.reached(), "'in' expected after for-loop variables");
    }
    this.reset(pos);
  }

  /** star_targets &'in', where star_targets: star_target (',' star_target)* [','] */
  protected parseForTargets(): Expr {
    const start = this.pos;
    const target = this.diagnosing ? this.attempt(() => this.parseTargetList()) : this.parseTargetList();
    if (target !== null && this.kind === KW_IN && setContext(target, "Store")) return target;
    const stopped = this.pos;
    if (this.diagnosing) {
      this.reset(start);
      const wrong = this.attempt(() => this.parseStarExpressions());
      const invalid = wrong === null ? null : findInvalidTarget(wrong, "Store", true);
      if (invalid !== null) this.raiseAt(invalid, `cannot assign to ${expressionName(invalid)}`);
      this.reset(stopped);
    }
    return this.fail();
  }

  private parseTargetList(): Expr {
    const start = this.pos;
    const first = this.parseStarTarget();
    if (this.kind !== COMMA) return first;
    const elts = [first];
    while (this.eat(COMMA) && this.kind !== KW_IN && this.kind !== EQUAL) elts.push(this.parseStarTarget());
    return {
      node: "Tuple",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      elts,
      ctx: "Store",
    };
  }

  /** star_target: '*' (!'*' star_target) | target_with_star_atom */
  protected parseStarTarget(): Expr {
    if (this.kind !== STAR) return this.parsePrimary();
    const start = this.pos;
    this.advance();
    const value = this.parsePrimary();
    return {
      node: "Starred",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      value,
      ctx: "Store",
    };
  }
}
