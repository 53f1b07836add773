// Expressions by operators: from named and conditional expressions down to `await` and `**`.

import type { BinOp, BoolOperator, CmpOperator, Expr, NamedExpr, Operator, UnaryOperator } from "../ast.ts";
import {
  AMPER,
  AT,
  CIRCUMFLEX,
  COLON,
  COLONEQUAL,
  COMMA,
  DOUBLESLASH,
  DOUBLESTAR,
  ELLIPSIS,
  EQEQUAL,
  EQUAL,
  ERROR,
  FSTRING_START,
  GREATER,
  GREATEREQUAL,
  KIND_COUNT,
  KW_AND,
  KW_AWAIT,
  KW_BREAK,
  KW_CONTINUE,
  KW_ELSE,
  KW_FALSE,
  KW_FROM,
  KW_IF,
  KW_IN,
  KW_IS,
  KW_LAMBDA,
  KW_NONE,
  KW_NOT,
  KW_OR,
  KW_PASS,
  KW_TRUE,
  KW_YIELD,
  LBRACE,
  LEFTSHIFT,
  LESS,
  LESSEQUAL,
  LPAR,
  LSQB,
  MINUS,
  NAME,
  NOTEQUAL,
  NUMBER,
  PERCENT,
  PLUS,
  RIGHTSHIFT,
  SLASH,
  STAR,
  STRING,
  TILDE,
  TSTRING_START,
  VBAR,
} from "../lexer/tokens.ts";
import { MAYBE_EQUALITY } from "./arguments.ts";
import { AtomParser } from "./atoms.ts";
import { FAILURE } from "./base.ts";
import { expressionName } from "./targets.ts";

/** How tightly each binary operator binds; 0 for what is none. */
const PRECEDENCE = new Uint8Array(KIND_COUNT);
const OPERATORS: (Operator | undefined)[] = new Array(KIND_COUNT).fill(undefined);
const BINARY: readonly (readonly [kind: number, precedence: number, operator: Operator])[] = [
  [VBAR, 1, "BitOr"],
  [CIRCUMFLEX, 2, "BitXor"],
  [AMPER, 3, "BitAnd"],
  [LEFTSHIFT, 4, "LShift"],
  [RIGHTSHIFT, 4, "RShift"],
  [PLUS, 5, "Add"],
  [MINUS, 5, "Sub"],
  [STAR, 6, "Mult"],
  [SLASH, 6, "Div"],
  [DOUBLESLASH, 6, "FloorDiv"],
  [PERCENT, 6, "Mod"],
  [AT, 6, "MatMult"],
];
for (const [kind, precedence, operator] of BINARY) {
  PRECEDENCE[kind] = precedence;
  OPERATORS[kind] = operator;
}
const BITWISE_OR = 1;
const SUM = 5;

const COMPARISONS: (CmpOperator | undefined)[] = new Array(KIND_COUNT).fill(undefined);
COMPARISONS[EQEQUAL] = "Eq";
COMPARISONS[NOTEQUAL] = "NotEq";
COMPARISONS[LESS] = "Lt";
COMPARISONS[LESSEQUAL] = "LtE";
COMPARISONS[GREATER] = "Gt";
COMPARISONS[GREATEREQUAL] = "GtE";
COMPARISONS[KW_IN] = "In";

/** Whether an expression, starred or not, may begin with a token. */
const STARTS_EXPRESSION = new Uint8Array(KIND_COUNT);
for (const kind of [
  NAME,
  NUMBER,
  STRING,
  FSTRING_START,
  TSTRING_START,
  LPAR,
  LSQB,
  LBRACE,
  ELLIPSIS,
  PLUS,
  MINUS,
  TILDE,
  STAR,
  KW_TRUE,
  KW_FALSE,
  KW_NONE,
  KW_NOT,
  KW_AWAIT,
  KW_LAMBDA,
]) {
  STARTS_EXPRESSION[kind] = 1;
}

const SOFT_KEYWORDS = ["match", "case", "type", "_"];

export abstract class ExpressionParser extends AtomParser {
  protected startsExpression(kind: number): boolean {
    return STARTS_EXPRESSION[kind] === 1;
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Lists of expressions

  /** annotated_rhs: yield_expr | star_expressions */
  protected parseAnnotatedRhs(): Expr {
    return this.kind === KW_YIELD ? this.parseYield() : this.parseStarExpressions();
  }

  /** star_expressions: star_expression (',' star_expression)* [','] */
  protected parseStarExpressions(): Expr {
    const start = this.pos;
    const first = this.parseStarExpression();
    if (this.kind !== COMMA) return first;
    const elts = [first];
    while (this.eat(COMMA) && this.startsExpression(this.kind)) elts.push(this.parseStarExpression());
    return {
      node: "Tuple",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      elts,
      ctx: "Load",
    };
  }

  /** star_expression: '*' bitwise_or | expression */
  protected parseStarExpression(): Expr {
    return this.kind === STAR ? this.parseStarredBitwiseOr() : this.parseExpression();
  }

  /** star_named_expression: '*' bitwise_or | named_expression */
  protected parseStarNamedExpression(): Expr {
    return this.kind === STAR ? this.parseStarredBitwiseOr() : this.parseNamedExpression();
  }

  private parseStarredBitwiseOr(): Expr {
    const start = this.pos;
    this.advance();
    const value = this.parseBinary(BITWISE_OR);
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

  /** yield_expr: 'yield' 'from' expression | 'yield' [star_expressions] */
  protected parseYield(): Expr {
    const start = this.pos;
    this.advance();
    if (this.eat(KW_FROM)) {
      const value = this.parseExpression();
      return {
        node: "YieldFrom",
        lineno: this.line(start),
        col_offset: this.col(start),
        end_lineno: this.endLine(),
        end_col_offset: this.endCol(),
        value,
      };
    }
    const value = this.startsExpression(this.kind) ? this.parseStarExpressions() : null;
    return {
      node: "Yield",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      value,
    };
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Named and conditional expressions

  /** assignment_expression: NAME ':=' ~ expression */
  protected parseAssignmentExpression(): NamedExpr | null {
    if (this.kind !== NAME || this.peek() !== COLONEQUAL) return null;
    const start = this.pos;
    const target = this.parseName();
    target.ctx = "Store";
    this.advance();
    const value = this.parseExpression();
    return {
      node: "NamedExpr",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      target,
      value,
    };
  }

  /** named_expression: assignment_expression | expression !':=' */
  protected parseNamedExpression(): Expr {
    const named = this.parseAssignmentExpression();
    if (named !== null) return named;
    const start = this.pos;
    const value = this.parseExpression();
    if (this.kind === COLONEQUAL) {
      if (this.diagnosing) this.diagnoseNamedTarget(value);
      this.fail();
    }
    if (this.diagnosing && this.kind === EQUAL) this.diagnoseEqual(start);
    return value;
  }

  private diagnoseNamedTarget(target: Expr): void {
    const found = this.looksLike(() => {
      this.advance();
      this.parseExpression();
    });
    if (found) this.raiseAt(target, `cannot use assignment expressions with ${expressionName(target)}`);
  }

  /** An equals sign behind what began at `start`, where an expression was expected. */
  protected diagnoseEqual(start: number): void {
    const { pos } = this;
    if (this.kindAt(start) === NAME && this.kindAt(start + 1) === EQUAL) {
      this.reset(start + 2);
      const right = this.attemptPlainly(() => this.parseBinary(BITWISE_OR));
      if (right !== null && this.kind !== EQUAL && this.kind !== COLONEQUAL) {
        this.raiseFromTokenTo(start, right, MAYBE_EQUALITY);
      }
    } else {
      this.diagnoseEqualBehindExpression(start);
    }
    this.reset(pos);
  }

  private diagnoseEqualBehindExpression(start: number): void {
    const first = this.kindAt(start);
    if (first === KW_TRUE || first === KW_FALSE || first === KW_NONE) return;
    this.reset(start);
    if (first === LSQB || first === LPAR) {
      const atom = this.attemptPlainly(() => this.parseAtom());
      if (atom === null) return;
      const { node } = atom;
      const bare = this.tokens.line[start] === atom.lineno && this.tokens.col[start] === atom.col_offset;
      if (bare && (node === "List" || node === "Tuple" || node === "GeneratorExp")) return;
      this.reset(start);
    }
    const left = this.attemptPlainly(() => this.parseBinary(BITWISE_OR));
    if (left === null || this.kind !== EQUAL) return;
    this.advance();
    const parse = () => this.parseBinary(BITWISE_OR);
    const right = this.attemptPrefix(parse, this.attemptPlainly(parse));
    if (right === null || this.kind === EQUAL || this.kind === COLONEQUAL) return;
    const what = expressionName(left);
    this.raiseAt(left, `cannot assign to ${what} here. Maybe you meant '==' instead of '='?`);
  }

  /** expression: disjunction ['if' disjunction 'else' expression] | lambdef */
  protected parseExpression(): Expr {
    if (this.kind === KW_LAMBDA) return this.parseLambda();
    if (this.diagnosing) {
      this.diagnoseStatementAsExpression();
      if (this.kind === STRING) this.diagnoseQuotes();
    }
    const start = this.pos;
    const body = this.diagnosing ? this.parseDiagnosedDisjunction(start) : this.parseDisjunction();
    if (this.kind !== KW_IF) return body;
    this.advance();
    const test = this.parseDisjunction();
    if (this.kind !== KW_ELSE) {
      if (this.diagnosing && this.kind !== COLON)
        this.raiseBetween(body, test, "expected 'else' after 'if' expression");
      this.fail();
    }
    this.advance();
    if (this.diagnosing) this.diagnoseMissingElse();
    const orelse = this.parseExpression();
    return {
      node: "IfExp",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      test,
      body,
      orelse,
    };
  }

  private parseDiagnosedDisjunction(start: number): Expr {
    let body: Expr;
    try {
      body = this.parseDisjunction();
    } catch (error) {
      if (error === FAILURE && this.kindAt(start) === NAME) this.diagnoseBehindName(start);
      throw error;
    }
    this.diagnoseAdjacent(start, body);
    return body;
  }

  /** `"a "b" c"`, which lacks backslashes, perhaps. */
  private diagnoseQuotes(): void {
    const { pos } = this;
    this.advance();
    const first = this.pos;
    let count = 0;
    while (this.kind !== STRING && this.startsExpression(this.kind) && this.kind !== STAR) {
      if (this.attemptPlainly(() => this.parseExpression()) === null) break;
      count++;
    }
    if (count > 0 && this.kind === STRING) {
      this.raiseAtTokens(first, this.pos - 1, "invalid syntax. Is this intended to be part of the string?");
    }
    this.reset(pos);
  }

  private diagnoseMissingElse(): void {
    const { pos } = this;
    const found = this.attemptPrefix(() => this.parseExpression());
    this.reset(pos);
    if (found !== null) return;
    this.raiseAtToken(this.pos, "expected expression after 'else', but statement is given");
  }

  /** `pass if a else b` */
  protected diagnoseStatementAsExpression(): void {
    const { kind } = this;
    if (kind !== KW_PASS && kind !== KW_BREAK && kind !== KW_CONTINUE) return;
    if (this.peek() === ERROR) {
      this.advance();
      this.fail();
    }
    if (this.peek() !== KW_IF) return;
    const found = this.looksLike(() => {
      this.advance();
      this.advance();
      this.parseDisjunction();
      this.expect(KW_ELSE);
    });
    if (found) this.raiseAtToken(this.pos, "expected expression before 'if', but statement is given");
  }

  /** An expression directly behind the one that began at `start`. */
  private diagnoseAdjacent(start: number, left: Expr): void {
    if (this.kind === ERROR) this.fail();
    const { pos } = this;
    const startsWithName = this.kindAt(start) === NAME;
    if (this.startsExpression(this.kind) && this.kind !== STAR) {
      const soft = startsWithName && SOFT_KEYWORDS.some((word) => this.wordAt(start, word));
      if (!soft && !(startsWithName && this.kindAt(start + 1) === STRING)) {
        const parse = () => this.parseExpression();
        const right = this.attemptPrefix(parse, this.attemptPlainly(parse));
        const legacy = left.node === "Name" && (left.id === "print" || left.id === "exec");
        if (right !== null && !legacy && this.bracketLevel(this.pos - 1) > 0) {
          this.raiseBetween(left, right, "invalid syntax. Perhaps you forgot a comma?");
        }
        this.reset(pos);
      }
    }
    if (startsWithName) this.diagnoseBehindName(start);
  }

  /**
   * `print x` and `exec x` of Python 2. CPython looks at what is behind any name, and so finds the mistakes there; once
   * is enough.
   */
  private diagnoseBehindName(start: number): void {
    const next = this.kindAt(start + 1);
    if (next === LPAR || !this.startsExpression(next) || this.looked.has(start)) return;
    this.looked.add(start);
    const { pos } = this;
    this.reset(start + 1);
    const legacy = this.attempt(() => this.parseStarExpressions());
    if (legacy !== null && (this.wordAt(start, "print") || this.wordAt(start, "exec"))) {
      const word = this.textAt(start);
      const message = `Missing parentheses in call to '${word}'. Did you mean ${word}(...)?`;
      this.raiseFromTokenTo(start, legacy, message);
    }
    this.reset(pos);
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Logic and comparison

  /** disjunction: conjunction ('or' conjunction)* */
  protected parseDisjunction(): Expr {
    const start = this.pos;
    const first = this.parseConjunction();
    if (this.kind !== KW_OR) return first;
    const values = [first];
    while (this.eat(KW_OR)) values.push(this.parseConjunction());
    return this.boolOp(start, "Or", values);
  }

  /** conjunction: inversion ('and' inversion)* */
  private parseConjunction(): Expr {
    const start = this.pos;
    const first = this.parseInversion();
    if (this.kind !== KW_AND) return first;
    const values = [first];
    while (this.eat(KW_AND)) values.push(this.parseInversion());
    return this.boolOp(start, "And", values);
  }

  private boolOp(start: number, op: BoolOperator, values: Expr[]): Expr {
    return {
      node: "BoolOp",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      op,
      values,
    };
  }

  /** inversion: 'not' inversion | comparison */
  protected parseInversion(): Expr {
    if (this.kind !== KW_NOT) return this.parseComparison();
    const start = this.pos;
    this.advance();
    return this.unary(start, "Not", this.parseInversion());
  }

  /** comparison: bitwise_or (('==' | '!=' | '<' | '<=' | '>' | '>=' | ['not'] 'in' | 'is' ['not']) bitwise_or)* */
  private parseComparison(): Expr {
    const start = this.pos;
    const left = this.parseBinary(BITWISE_OR);
    let op = this.eatComparison();
    if (op === null) return left;
    const ops: CmpOperator[] = [];
    const comparators: Expr[] = [];
    do {
      ops.push(op);
      comparators.push(this.parseBinary(BITWISE_OR));
      op = this.eatComparison();
    } while (op !== null);
    return {
      node: "Compare",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      left,
      ops,
      comparators,
    };
  }

  private eatComparison(): CmpOperator | null {
    const { kind } = this;
    const op = COMPARISONS[kind];
    if (op !== undefined) {
      // The lexer reads `<>`, which Python 3 does not have, as `!=`.
      if (kind === NOTEQUAL && this.textAt(this.pos) === "<>") this.fail();
      this.advance();
      return op;
    }
    if (kind === KW_IS) {
      this.advance();
      return this.eat(KW_NOT) ? "IsNot" : "Is";
    }
    if (kind === KW_NOT) {
      if (this.peek() !== KW_IN) {
        if (this.pos >= this.furthest) this.furthest = this.pos + 1;
        return null;
      }
      this.advance();
      this.advance();
      return "NotIn";
    }
    return null;
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Arithmetic

  protected parseBitwiseOr(): Expr {
    return this.parseBinary(BITWISE_OR);
  }

  /**
   * bitwise_or: [bitwise_or '|'] bitwise_xor
   * bitwise_xor: [bitwise_xor '^'] bitwise_and
   * bitwise_and: [bitwise_and '&'] shift_expr
   * shift_expr: [shift_expr ('<<' | '>>')] sum
   * sum: [sum ('+' | '-')] term
   * term: [term ('*' | '/' | '//' | '%' | '@')] factor
   */
  private parseBinary(least: number): Expr {
    const start = this.pos;
    let left = this.parseFactor();
    for (;;) {
      const precedence = PRECEDENCE[this.kind]!;
      if (precedence < least) return left;
      const op = OPERATORS[this.kind]!;
      this.advance();
      if (this.diagnosing && precedence >= SUM && this.kind === KW_NOT) this.diagnoseNot(() => this.parseInversion());
      const right = this.parseBinary(precedence + 1);
      const binary: BinOp = {
        node: "BinOp",
        lineno: this.line(start),
        col_offset: this.col(start),
        end_lineno: this.endLine(),
        end_col_offset: this.endCol(),
        left,
        op,
        right,
      };
      left = binary;
    }
  }

  private diagnoseNot(parse: () => Expr): void {
    const start = this.pos;
    if (this.attempt(parse) !== null) this.raiseFromToken(start, "'not' after an operator must be parenthesized");
  }

  /** factor: ('+' | '-' | '~') factor | power */
  private parseFactor(): Expr {
    switch (this.kind) {
      case PLUS:
        return this.parseUnary("UAdd");
      case MINUS:
        return this.parseUnary("USub");
      case TILDE:
        return this.parseUnary("Invert");
      default:
        return this.parsePower();
    }
  }

  private parseUnary(op: UnaryOperator): Expr {
    const start = this.pos;
    this.advance();
    if (this.diagnosing && this.kind === KW_NOT) this.diagnoseNot(() => this.parseInversion());
    return this.unary(start, op, this.parseFactor());
  }

  private unary(start: number, op: UnaryOperator, operand: Expr): Expr {
    return {
      node: "UnaryOp",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      op,
      operand,
    };
  }

  /** power: ['await'] primary ['**' factor] */
  private parsePower(): Expr {
    const start = this.pos;
    const left = this.kind === KW_AWAIT ? this.parseAwait() : this.parsePrimary();
    if (this.kind !== DOUBLESTAR) return left;
    this.advance();
    const right = this.parseFactor();
    return {
      node: "BinOp",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      left,
      op: "Pow",
      right,
    };
  }

  private parseAwait(): Expr {
    const start = this.pos;
    this.advance();
    const value = this.parsePrimary();
    return {
      node: "Await",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      value,
    };
  }
}
