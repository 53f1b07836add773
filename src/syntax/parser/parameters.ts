// The parameters of functions and lambda expressions.

import type { Arg, Arguments, Expr, Lambda } from "../ast.ts";
import {
  COLON,
  COMMA,
  DOUBLESTAR,
  EQUAL,
  FSTRING_MIDDLE,
  KW_LAMBDA,
  LPAR,
  NAME,
  RBRACE,
  RPAR,
  SLASH,
  STAR,
} from "../lexer/tokens.ts";
import { StringParser } from "./strings.ts";

export abstract class ParameterParser extends StringParser {
  protected abstract parseStarExpression(): Expr;

  /** lambdef: 'lambda' [lambda_params] ':' expression */
  protected parseLambda(): Lambda {
    const start = this.pos;
    this.expect(KW_LAMBDA);
    const args = this.parseParameters(COLON);
    if (this.diagnosing && this.kind === COLON && this.endsField(start)) {
      this.raiseAtTokens(start, this.pos, "f-string: lambda expressions are not allowed without parentheses");
    }
    this.expect(COLON);
    const body = this.parseExpression();
    return {
      node: "Lambda",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      args,
      body,
    };
  }

  /** Whether an f-string took the colon of the lambda expression at `start` for that of a format specification. */
  private endsField(start: number): boolean {
    if (this.peek() === FSTRING_MIDDLE) return true;
    const { field } = this;
    return this.peek() === RBRACE && field >= 0 && this.bracketLevel(start - 1) === this.bracketLevel(field);
  }

  /**
   * parameters:
   *     | ','.param+ [',' '/'] [',' star_etc] [',']
   *     | star_etc [',']
   * star_etc: '*' [param] (',' param)* [',' '**' param] | '**' param
   * param: NAME [':' expression] ['=' expression]
   *
   * `closer` ends them and is left to the caller: ')', or ':' for a lambda expression, whose have no annotations.
   */
  protected parseParameters(closer: number): Arguments {
    const posonlyargs: Arg[] = [];
    let args: Arg[] = [];
    const defaults: Expr[] = [];
    const kwonlyargs: Arg[] = [];
    const kw_defaults: (Expr | null)[] = [];
    let vararg: Arg | null = null;
    let kwarg: Arg | null = null;
    let slash = false;
    let star = false;
    const annotated = closer === RPAR;
    while (this.kind !== closer) {
      if (this.kind === NAME) {
        const param = this.parseParameter(annotated);
        const value = this.parseDefault();
        if (star) {
          kwonlyargs.push(param);
          kw_defaults.push(value);
        } else {
          args.push(param);
          if (value !== null) defaults.push(value);
          else if (defaults.length > 0) {
            if (!this.diagnosing) this.fail();
            this.raiseAt(param, "parameter without a default follows parameter with a default");
          }
        }
      } else if (this.kind === SLASH) {
        if (slash || star || args.length === 0) this.failAtSlash(slash, star);
        slash = true;
        posonlyargs.push(...args);
        args = [];
        this.advance();
        if (this.diagnosing && this.kind === STAR) this.raiseAtToken(this.pos, "expected comma between / and *");
      } else if (this.kind === STAR) {
        if (star) this.failWith(this.pos, "* argument may appear only once");
        star = true;
        const index = this.pos;
        this.advance();
        if (this.kind === NAME) {
          vararg = this.parseParameter(annotated, annotated);
          if (this.kind === EQUAL) {
            if (vararg.annotation?.node === "Starred") this.fail();
            this.failWith(this.pos, "var-positional argument cannot have default value");
          }
        } else {
          this.checkBareStar(index, closer);
        }
      } else if (this.kind === DOUBLESTAR) {
        this.advance();
        kwarg = this.parseParameter(annotated);
        if (this.kind === EQUAL) this.failWith(this.pos, "var-keyword argument cannot have default value");
        if (this.kind === COMMA) this.advance();
        if (this.kind !== closer) this.failAfterKwarg(annotated);
        break;
      } else {
        if (this.diagnosing && this.kind === LPAR) this.diagnoseParenthesized(annotated);
        this.fail();
      }
      if (this.kind === COMMA) this.advance();
      else break;
    }
    if (this.kind !== closer) this.fail();
    return { node: "arguments", posonlyargs, args, vararg, kwonlyargs, kw_defaults, kwarg, defaults };
  }

  /** param: NAME [':' expression]; that of `*args` may have a starred annotation (PEP 646). */
  private parseParameter(annotated: boolean, starAnnotation = false): Arg {
    const start = this.pos;
    const arg = this.name();
    let annotation: Expr | null = null;
    if (annotated && this.kind === COLON) {
      this.advance();
      annotation = starAnnotation ? this.parseStarExpression() : this.parseExpression();
    }
    return {
      node: "arg",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      arg,
      annotation,
      type_comment: null,
    };
  }

  /** default: '=' expression */
  private parseDefault(): Expr | null {
    if (this.kind !== EQUAL) return null;
    const index = this.pos;
    this.advance();
    if (this.diagnosing && (this.kind === RPAR || this.kind === COMMA)) {
      this.raiseAtToken(index, "expected default value expression");
    }
    return this.parseExpression();
  }

  private checkBareStar(index: number, closer: number): void {
    const next = this.kind === COMMA ? this.peek() : this.kind;
    if (this.kind === COMMA && next === NAME) return;
    if (this.kind === COMMA && next !== closer && next !== DOUBLESTAR) {
      this.advance();
      if (next === STAR) this.failWith(this.pos, "* argument may appear only once");
      if (next === SLASH) this.failWith(this.pos, "/ must be ahead of *");
      this.fail();
    }
    if (next !== closer && next !== DOUBLESTAR) this.fail();
    // CPython points at the star of a function, and behind that of a lambda expression.
    const at = closer === RPAR ? index : this.pos + (this.kind === COMMA ? 1 : 0);
    this.failWith(at, "named arguments must follow bare *");
  }

  private failAtSlash(slash: boolean, star: boolean): never {
    if (slash) return this.failWith(this.pos, "/ may appear only once");
    if (star) return this.failWith(this.pos, "/ must be ahead of *");
    if (this.peek() !== COMMA) this.fail();
    return this.failWith(this.pos, "at least one argument must precede /");
  }

  private failAfterKwarg(annotated: boolean): never {
    const message = "arguments cannot follow var-keyword argument";
    if (this.kind === NAME && this.diagnosing) this.raiseAt(this.parseParameter(annotated), message);
    if (this.kind === STAR || this.kind === DOUBLESTAR || this.kind === SLASH) return this.failWith(this.pos, message);
    return this.fail();
  }

  /** `def f((a, b)):` of Python 2. */
  private diagnoseParenthesized(annotated: boolean): void {
    const start = this.pos;
    const closed = this.attemptPlainly(() => {
      this.advance();
      do {
        this.parseParameter(annotated);
      } while (this.eat(COMMA) && this.kind !== RPAR);
      this.expect(RPAR);
      return true;
    });
    if (closed === null) return;
    const what = annotated ? "Function" : "Lambda expression";
    this.raiseAtTokens(start, this.pos - 1, `${what} parameters cannot be parenthesized`);
  }

  protected failWith(index: number, message: string): never {
    if (!this.diagnosing) this.fail();
    return this.raiseAtToken(index, message);
  }
}
