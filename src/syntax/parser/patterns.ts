// The patterns of `match` statements (PEP 634).

import type {
  BinOp,
  ConstantValue,
  Expr,
  MatchAs,
  MatchClass,
  MatchSequence,
  MatchStar,
  MatchValue,
  Pattern,
} from "../ast.ts";
import {
  COLON,
  COMMA,
  DOT,
  DOUBLESTAR,
  EQUAL,
  FSTRING_START,
  KW_AS,
  KW_FALSE,
  KW_NONE,
  KW_TRUE,
  LBRACE,
  LPAR,
  LSQB,
  MINUS,
  NAME,
  NUMBER,
  PLUS,
  RBRACE,
  RPAR,
  RSQB,
  STAR,
  STRING,
  TSTRING_START,
  VBAR,
} from "../lexer/tokens.ts";
import { ExpressionParser } from "./expressions.ts";
import { expressionName } from "./targets.ts";

export abstract class PatternParser extends ExpressionParser {
  /** patterns: open_sequence_pattern | pattern */
  protected parsePatterns(): Pattern {
    const start = this.pos;
    const first = this.parseMaybeStarPattern();
    if (this.kind !== COMMA) {
      if (first.node === "MatchStar") this.fail();
      return first;
    }
    const patterns = [first];
    while (this.eat(COMMA) && this.startsPattern()) patterns.push(this.parseMaybeStarPattern());
    return this.sequence(start, patterns);
  }

  private startsPattern(): boolean {
    return this.kind === MINUS || this.kind === STAR || this.startsClosedPattern();
  }

  private startsClosedPattern(): boolean {
    switch (this.kind) {
      case NAME:
      case NUMBER:
      case STRING:
      case FSTRING_START:
      case TSTRING_START:
      case LPAR:
      case LSQB:
      case LBRACE:
      case KW_NONE:
      case KW_TRUE:
      case KW_FALSE:
        return true;
      default:
        return false;
    }
  }

  private sequence(start: number, patterns: Pattern[]): MatchSequence {
    return {
      node: "MatchSequence",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      patterns,
    };
  }

  /** maybe_star_pattern: '*' NAME | pattern */
  private parseMaybeStarPattern(): Pattern {
    if (this.kind !== STAR) return this.parsePattern();
    const start = this.pos;
    this.advance();
    const name = this.name();
    const pattern: MatchStar = {
      node: "MatchStar",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      name: name === "_" ? null : name,
    };
    return pattern;
  }

  /** pattern: or_pattern ['as' NAME] */
  private parsePattern(): Pattern {
    const start = this.pos;
    const pattern = this.parseOrPattern();
    if (this.kind !== KW_AS) return pattern;
    this.advance();
    if (this.diagnosing) this.diagnoseAsTarget();
    if (this.isWord("_")) this.fail();
    const name = this.name();
    if (this.kind === DOT || this.kind === LPAR || this.kind === EQUAL) this.fail();
    return this.matchAs(start, pattern, name);
  }

  private diagnoseAsTarget(): void {
    if (this.isWord("_")) this.raiseAtToken(this.pos, "cannot use '_' as a target");
    const { pos } = this;
    const target = this.attempt(() => this.parseExpression());
    if (target !== null && target.node !== "Name") {
      this.raiseAt(target, `cannot use ${expressionName(target)} as pattern target`);
    }
    this.reset(pos);
  }

  private matchAs(start: number, pattern: Pattern | null, name: string | null): MatchAs {
    return {
      node: "MatchAs",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      pattern,
      name,
    };
  }

  /** or_pattern: '|'.closed_pattern+ */
  private parseOrPattern(): Pattern {
    const start = this.pos;
    const first = this.parseClosedPattern();
    if (this.kind !== VBAR) return first;
    const patterns = [first];
    while (this.eat(VBAR)) patterns.push(this.parseClosedPattern());
    return {
      node: "MatchOr",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      patterns,
    };
  }

  /** closed_pattern: literal | capture | '_' | value | group | sequence | mapping | class */
  private parseClosedPattern(): Pattern {
    switch (this.kind) {
      case NAME:
        return this.parseNamePattern();
      case NUMBER:
      case MINUS:
      case STRING:
      case FSTRING_START:
      case TSTRING_START:
        return this.matchValue(this.pos, this.parseLiteral());
      case KW_NONE:
        return this.parseSingleton({ type: "None" });
      case KW_TRUE:
        return this.parseSingleton({ type: "True" });
      case KW_FALSE:
        return this.parseSingleton({ type: "False" });
      case LPAR:
        return this.parseGroupPattern();
      case LSQB:
        return this.parseSequencePattern();
      case LBRACE:
        return this.parseMappingPattern();
      default:
        return this.fail();
    }
  }

  private matchValue(start: number, value: Expr): MatchValue {
    return {
      node: "MatchValue",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      value,
    };
  }

  private parseSingleton(value: ConstantValue): Pattern {
    const start = this.pos;
    this.advance();
    return {
      node: "MatchSingleton",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      value,
    };
  }

  /** literal: signed_number | complex_number | strings */
  private parseLiteral(): Expr {
    if (this.kind !== NUMBER && this.kind !== MINUS) {
      return this.parseStrings();
    }
    const start = this.pos;
    const left = this.parseSignedNumber();
    if (this.kind !== PLUS && this.kind !== MINUS) return left;
    const number = left.node === "UnaryOp" ? left.operand : left;
    const op = this.kind === PLUS ? "Add" : "Sub";
    this.advance();
    const imaginary = this.pos;
    if (this.kind !== NUMBER) this.fail();
    const right = this.parseAtom();
    if (number.node === "Constant" && number.value.type === "complex") {
      this.raiseAt(number, "real number required in complex literal");
    }
    if (right.node === "Constant" && right.value.type !== "complex") {
      this.raiseAtToken(imaginary, "imaginary number required in complex literal");
    }
    const value: BinOp = {
      node: "BinOp",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      left,
      op,
      right,
    };
    return value;
  }

  /** signed_number: ['-'] NUMBER */
  private parseSignedNumber(): Expr {
    const start = this.pos;
    const negative = this.eat(MINUS);
    if (this.kind !== NUMBER) this.fail();
    const operand = this.parseAtom();
    if (!negative) return operand;
    return {
      node: "UnaryOp",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      op: "USub",
      operand,
    };
  }

  /**
   * capture: NAME, with '_' for the wildcard
   * value: NAME ('.' NAME)+
   * class: NAME ('.' NAME)* '(' [','.(pattern | NAME '=' pattern)+ [',']] ')'
   */
  private parseNamePattern(): Pattern {
    const start = this.pos;
    if (this.peek() !== DOT && this.peek() !== LPAR) {
      const name = this.name();
      if (this.kind === EQUAL) this.fail();
      return this.matchAs(start, null, name === "_" ? null : name);
    }
    const value = this.parseNameOrAttribute();
    if (this.kind === LPAR) return this.parseClassPattern(start, value);
    return this.matchValue(start, value);
  }

  private parseNameOrAttribute(): Expr {
    const start = this.pos;
    let value: Expr = this.parseName();
    while (this.eat(DOT)) {
      const attr = this.name();
      value = this.attribute(start, value, attr);
    }
    return value;
  }

  private parseClassPattern(start: number, cls: Expr): MatchClass {
    const patterns: Pattern[] = [];
    const kwd_attrs: string[] = [];
    const kwd_patterns: Pattern[] = [];
    this.advance();
    while (this.kind !== RPAR) {
      if (this.kind === NAME && this.peek() === EQUAL) {
        kwd_attrs.push(this.name());
        this.advance();
        kwd_patterns.push(this.parsePattern());
      } else {
        const pattern = this.parsePattern();
        if (kwd_attrs.length > 0) {
          if (!this.diagnosing) this.fail();
          const first = pattern;
          let last = pattern;
          while (this.kind === COMMA && this.peek() !== RPAR && !(this.peek() === NAME && this.peek(2) === EQUAL)) {
            this.advance();
            last = this.parsePattern();
          }
          this.raiseBetween(first, last, "positional patterns follow keyword patterns");
        }
        patterns.push(pattern);
      }
      if (!this.eat(COMMA)) break;
    }
    this.expect(RPAR);
    return {
      node: "MatchClass",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      cls,
      patterns,
      kwd_attrs,
      kwd_patterns,
    };
  }

  /** group: '(' pattern ')'; sequence: '(' [maybe_star_pattern ',' [maybe_sequence_pattern]] ')' */
  private parseGroupPattern(): Pattern {
    const start = this.pos;
    this.advance();
    const patterns: Pattern[] = [];
    if (this.kind !== RPAR) {
      const first = this.parseMaybeStarPattern();
      if (this.kind === RPAR && first.node !== "MatchStar") {
        this.advance();
        return first;
      }
      patterns.push(first);
      if (this.kind !== COMMA) this.fail();
      while (this.eat(COMMA) && this.kind !== RPAR) patterns.push(this.parseMaybeStarPattern());
    }
    this.expect(RPAR);
    return this.sequence(start, patterns);
  }

  /** sequence: '[' [','.maybe_star_pattern+ [',']] ']' */
  private parseSequencePattern(): Pattern {
    const start = this.pos;
    this.advance();
    const patterns: Pattern[] = [];
    while (this.kind !== RSQB) {
      patterns.push(this.parseMaybeStarPattern());
      if (!this.eat(COMMA)) break;
    }
    this.expect(RSQB);
    return this.sequence(start, patterns);
  }

  /** mapping: '{' [','.((literal | value) ':' pattern)+ [',' '**' NAME] [','] | '**' NAME [',']] '}' */
  private parseMappingPattern(): Pattern {
    const start = this.pos;
    this.advance();
    const keys: Expr[] = [];
    const patterns: Pattern[] = [];
    let rest: string | null = null;
    while (this.kind !== RBRACE) {
      if (this.eat(DOUBLESTAR)) {
        if (this.isWord("_")) this.fail();
        rest = this.name();
        this.eat(COMMA);
        break;
      }
      keys.push(this.parseMappingKey());
      this.expect(COLON);
      patterns.push(this.parsePattern());
      if (!this.eat(COMMA)) break;
    }
    this.expect(RBRACE);
    return {
      node: "MatchMapping",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      keys,
      patterns,
      rest,
    };
  }

  private parseMappingKey(): Expr {
    switch (this.kind) {
      case NAME:
        if (this.peek() !== DOT) {
          this.advance();
          this.fail();
        }
        return this.parseNameOrAttribute();
      case KW_NONE:
      case KW_TRUE:
      case KW_FALSE:
        return this.parseAtom();
      case NUMBER:
      case MINUS:
      case STRING:
      case FSTRING_START:
      case TSTRING_START:
        return this.parseLiteral();
      default:
        return this.fail();
    }
  }
}
