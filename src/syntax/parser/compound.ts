// Compound statements: those with blocks.

import type { ExceptHandler, Expr, MatchCase, Position, Stmt, TypeParam, WithItem } from "../ast.ts";
import {
  AT,
  COLON,
  COMMA,
  DEDENT,
  ENDMARKER,
  INDENT,
  KW_AS,
  KW_ASYNC,
  KW_CLASS,
  KW_DEF,
  KW_ELIF,
  KW_ELSE,
  KW_EXCEPT,
  KW_FINALLY,
  KW_FOR,
  KW_IF,
  KW_TRY,
  KW_WHILE,
  KW_WITH,
  LBRACE,
  LPAR,
  LSQB,
  NAME,
  NEWLINE,
  RARROW,
  RBRACE,
  RPAR,
  RSQB,
  STAR,
} from "../lexer/tokens.ts";
import { SimpleStatementParser } from "./simple.ts";
import { expressionName, findInvalidTarget, setContext } from "./targets.ts";

const NO_DECORATORS: readonly Expr[] = [];

export abstract class CompoundStatementParser extends SimpleStatementParser {
  /** statements: (compound_stmt | simple_stmts)* */
  protected parseStatements(): Stmt[] {
    const body: Stmt[] = [];
    while (this.kind !== ENDMARKER && this.kind !== DEDENT) this.parseStatement(body);
    return body;
  }

  protected parseStatement(into: Stmt[]): void {
    const compound = this.parseCompound();
    if (compound === null) this.parseSimpleStatements(into);
    else into.push(compound);
  }

  /** compound_stmt, or null if what is next is none. */
  protected parseCompound(): Stmt | null {
    switch (this.kind) {
      case KW_IF:
        return this.parseIf("if");
      case KW_DEF:
        return this.parseFunction(this.pos, NO_DECORATORS);
      case KW_CLASS:
        return this.parseClass(NO_DECORATORS);
      case KW_FOR:
        return this.parseFor(this.pos);
      case KW_WHILE:
        return this.parseWhile();
      case KW_TRY:
        return this.parseTry();
      case KW_WITH:
        return this.parseWith(this.pos);
      case AT:
        return this.parseDecorated();
      case KW_ASYNC:
        return this.parseAsync();
      case NAME:
        return this.isWord("match") ? this.parseMatch() : null;
      default:
        return null;
    }
  }

  /** 'async' (function_def | for_stmt | with_stmt) */
  private parseAsync(): Stmt {
    const start = this.pos;
    this.advance();
    switch (this.kind) {
      case KW_DEF:
        return this.parseFunction(start, NO_DECORATORS);
      case KW_FOR:
        return this.parseFor(start);
      case KW_WITH:
        return this.parseWith(start);
      default:
        return this.fail();
    }
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Blocks

  /** block: NEWLINE INDENT statements DEDENT | simple_stmts. `owner` is whose block it is, `head` its first token. */
  private parseBlock(owner: string, head: number): Stmt[] {
    if (this.kind !== NEWLINE) {
      const body: Stmt[] = [];
      this.parseSimpleStatements(body);
      return body;
    }
    this.expectIndent(owner, head);
    const body = this.parseStatements();
    this.expect(DEDENT);
    return body;
  }

  private expectIndent(owner: string, head: number): void {
    this.advance();
    if (this.kind !== INDENT) {
      if (this.diagnosing) {
        const message = `expected an indented block after ${owner} on line ${this.line(head)}`;
        this.raiseAtToken(this.pos, message, "IndentationError");
      }
      this.fail();
    }
    this.advance();
  }

  /** The colon of a statement's head. */
  private expectColon(): void {
    if (this.diagnosing && this.kind === NEWLINE) this.raiseAtToken(this.pos, "expected ':'");
    this.expect(COLON);
  }

  /** From the token `start` to the last that is no line end or indentation. */
  private span(start: number): Position {
    let last = this.pos - 1;
    for (;;) {
      const kind = this.kindAt(last);
      if (kind !== NEWLINE && kind !== DEDENT && kind !== INDENT) break;
      last--;
    }
    const { tokens } = this;
    return {
      lineno: tokens.line[start]!,
      col_offset: tokens.col[start]!,
      end_lineno: tokens.endLine[last]!,
      end_col_offset: tokens.endCol[last]!,
    };
  }

  // -------------------------------------------------------------------------------------------------------------------
  // if, while, for

  /** if_stmt: 'if' named_expression ':' block [elif_stmt | else_block]; elif_stmt is the same with 'elif' */
  private parseIf(word: "if" | "elif"): Stmt {
    const start = this.pos;
    this.advance();
    const test = this.parseNamedExpression();
    this.expectColon();
    const body = this.parseBlock(`'${word}' statement`, start);
    let orelse: Stmt[];
    if (this.kind === KW_ELIF) orelse = [this.parseIf("elif")];
    else {
      orelse = this.parseElse();
      if (this.diagnosing && this.kind === KW_ELIF && orelse.length > 0) {
        this.raiseAtToken(this.pos, "'elif' block follows an 'else' block");
      }
    }
    const { lineno, col_offset, end_lineno, end_col_offset } = this.span(start);
    return { node: "If", lineno, col_offset, end_lineno, end_col_offset, test, body, orelse };
  }

  /** else_block: 'else' &&':' block */
  private parseElse(): Stmt[] {
    if (this.kind !== KW_ELSE) return [];
    const start = this.pos;
    this.advance();
    this.expectForced(COLON);
    return this.parseBlock("'else' statement", start);
  }

  /** while_stmt: 'while' named_expression ':' block [else_block] */
  private parseWhile(): Stmt {
    const start = this.pos;
    this.advance();
    const test = this.parseNamedExpression();
    this.expectColon();
    const body = this.parseBlock("'while' statement", start);
    const orelse = this.parseElse();
    const { lineno, col_offset, end_lineno, end_col_offset } = this.span(start);
    return { node: "While", lineno, col_offset, end_lineno, end_col_offset, test, body, orelse };
  }

  /** for_stmt: ['async'] 'for' star_targets 'in' ~ star_expressions ':' block [else_block] */
  private parseFor(start: number): Stmt {
    const head = this.pos;
    this.advance();
    const target = this.parseForTargets();
    this.advance();
    const iter = this.parseStarExpressions();
    this.expectColon();
    const body = this.parseBlock("'for' statement", head);
    const orelse = this.parseElse();
    const { lineno, col_offset, end_lineno, end_col_offset } = this.span(start);
    const node = start === head ? "For" : "AsyncFor";
    return {
      node,
      lineno,
      col_offset,
      end_lineno,
      end_col_offset,
      target,
      iter,
      body,
      orelse,
      type_comment: null,
    };
  }

  // -------------------------------------------------------------------------------------------------------------------
  // with

  /**
   * with_stmt:
   *     | ['async'] 'with' '(' ','.with_item+ [','] ')' ':' block
   *     | ['async'] 'with' ','.with_item+ ':' block
   */
  private parseWith(start: number): Stmt {
    const head = this.pos;
    this.advance();
    const items = (this.kind === LPAR && this.parseParenthesizedItems()) || this.parseWithItems(false);
    this.expectColon();
    const body = this.parseBlock("'with' statement", head);
    const { lineno, col_offset, end_lineno, end_col_offset } = this.span(start);
    const node = start === head ? "With" : "AsyncWith";
    return { node, lineno, col_offset, end_lineno, end_col_offset, items, body, type_comment: null };
  }

  /** The items in parentheses, or null if the parentheses are those of an expression. */
  private parseParenthesizedItems(): WithItem[] | null {
    const close = this.matchingBracket(this.pos);
    const after = this.kindAt(close + 1);
    if (after !== COLON && !(this.diagnosing && after === NEWLINE) && !this.hasTarget(close)) return null;
    return this.attempt(() => {
      this.advance();
      const items = this.parseWithItems(true);
      this.expect(RPAR);
      return items;
    });
  }

  /** Whether there is an `as` up to the token `close`. */
  private hasTarget(close: number): boolean {
    for (let index = this.pos; index < close; index++) if (this.kindAt(index) === KW_AS) return true;
    return false;
  }

  private matchingBracket(open: number): number {
    let depth = 0;
    for (let index = open; index < this.tokens.count; index++) {
      const kind = this.kindAt(index);
      if (kind === LPAR || kind === LSQB || kind === LBRACE) depth++;
      else if (kind === RPAR || kind === RSQB || kind === RBRACE) {
        if (--depth === 0) return index;
      }
    }
    return this.tokens.count - 1;
  }

  private parseWithItems(parenthesized: boolean): WithItem[] {
    const items: WithItem[] = [];
    do {
      if (parenthesized && this.kind === RPAR && items.length > 0) break;
      items.push(this.parseWithItem());
    } while (this.eat(COMMA));
    return items;
  }

  /** with_item: expression ['as' star_target &(',' | ')' | ':')] */
  private parseWithItem(): WithItem {
    const context_expr = this.parseExpression();
    if (this.kind !== KW_AS) return { node: "withitem", context_expr, optional_vars: null };
    const as = this.pos;
    this.advance();
    const target = this.diagnosing ? this.attempt(() => this.parseStarTarget()) : this.parseStarTarget();
    if (target !== null && this.endsWithItem() && setContext(target, "Store")) {
      return { node: "withitem", context_expr, optional_vars: target };
    }
    if (this.diagnosing) {
      this.reset(as + 1);
      const wrong = this.attempt(() => this.parseExpression());
      const ends = this.kind === COMMA || this.kind === RPAR || this.kind === COLON;
      const invalid = wrong === null || !ends ? null : findInvalidTarget(wrong, "Store");
      if (invalid !== null) this.raiseAt(invalid, `cannot assign to ${expressionName(invalid)}`);
    }
    return this.fail();
  }

  private endsWithItem(): boolean {
    return (
      this.kind === COMMA ||
      this.kind === RPAR ||
      this.kind === COLON ||
      // Only to find the missing colon.
      (this.diagnosing && this.kind === NEWLINE)
    );
  }

  // -------------------------------------------------------------------------------------------------------------------
  // try

  /**
   * try_stmt:
   *     | 'try' &&':' block finally_block
   *     | 'try' &&':' block except_block+ [else_block] [finally_block]
   *     | 'try' &&':' block except_star_block+ [else_block] [finally_block]
   */
  private parseTry(): Stmt {
    const start = this.pos;
    this.advance();
    this.expectForced(COLON);
    const body = this.parseBlock("'try' statement", start);
    const handlers: ExceptHandler[] = [];
    let star: boolean | null = null;
    while (this.kind === KW_EXCEPT) {
      const isStar = this.peek() === STAR;
      if (star !== null && star !== isStar) this.failMixedHandlers(isStar);
      star = isStar;
      handlers.push(this.parseHandler(isStar));
    }
    const orelse = handlers.length > 0 ? this.parseElse() : [];
    let finalbody: Stmt[] = [];
    if (this.kind === KW_FINALLY) {
      const head = this.pos;
      this.advance();
      this.expectForced(COLON);
      finalbody = this.parseBlock("'finally' statement", head);
    } else if (handlers.length === 0) {
      if (this.diagnosing) this.raiseAtToken(this.pos, "expected 'except' or 'finally' block");
      this.fail();
    }
    const { lineno, col_offset, end_lineno, end_col_offset } = this.span(start);
    const node = star === true ? "TryStar" : "Try";
    return { node, lineno, col_offset, end_lineno, end_col_offset, body, handlers, orelse, finalbody };
  }

  private failMixedHandlers(isStar: boolean): never {
    const star = this.pos + 1;
    if (isStar && this.peek(2) === COLON) this.reset(star);
    if (!this.diagnosing || this.pos === star) this.fail();
    const last = isStar ? this.pos + 1 : this.pos;
    return this.raiseAtTokens(this.pos, last, "cannot have both 'except' and 'except*' on the same 'try'");
  }

  /**
   * except_block:
   *     | 'except' ['*'] expressions ':' block
   *     | 'except' ['*'] expression ['as' NAME] ':' block
   *     | 'except' ':' block
   */
  private parseHandler(isStar: boolean): ExceptHandler {
    const start = this.pos;
    const word = isStar ? "except*" : "except";
    this.advance();
    if (isStar) this.advance();
    let type: Expr | null = null;
    let name: string | null = null;
    if (isStar && this.diagnosing && (this.kind === COLON || this.kind === NEWLINE)) {
      this.raiseAtToken(this.pos, "expected one or more exception types");
    }
    if (isStar || (this.kind !== COLON && this.kind !== NEWLINE)) {
      const first = this.pos;
      type = this.parseHandlerTypes();
      if (this.kind === KW_AS) {
        if (type.node === "Tuple" && this.kindAt(first) !== LPAR) this.failUnparenthesized(first);
        this.advance();
        if (this.diagnosing) this.diagnoseHandlerName(word);
        name = this.name();
      }
    }
    this.expectColon();
    const body = this.parseBlock(`'${word}' statement`, start);
    const { lineno, col_offset, end_lineno, end_col_offset } = this.span(start);
    return { node: "ExceptHandler", lineno, col_offset, end_lineno, end_col_offset, type, name, body };
  }

  /** expressions: ','.expression+ [','], a tuple without parentheses (PEP 758) */
  private parseHandlerTypes(): Expr {
    const start = this.pos;
    const first = this.parseExpression();
    if (this.kind !== COMMA) return first;
    const elts = [first];
    while (this.eat(COMMA) && this.kind !== COLON) elts.push(this.parseExpression());
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

  private failUnparenthesized(first: number): never {
    if (this.diagnosing && this.peek() === NAME && this.peek(2) === COLON) {
      this.reset(this.pos + 2);
      this.raiseUpToHere(first, "multiple exception types must be parenthesized when using 'as'");
    }
    return this.fail();
  }

  private diagnoseHandlerName(word: string): void {
    const { pos } = this;
    const target = this.attempt(() => this.parseExpression());
    if (target !== null && target.node !== "Name" && this.eat(COLON)) {
      // CPython has read the block before it says so.
      this.attemptPlainly(() => this.parseBlock("'except' statement", pos));
      if (this.pos > this.furthest) this.furthest = this.pos;
      this.raiseAt(target, `cannot use ${word} statement with ${expressionName(target)}`);
    }
    this.reset(pos);
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Functions and classes

  /** ('@' named_expression NEWLINE)+ (class_def | function_def) */
  private parseDecorated(): Stmt {
    const decorators: Expr[] = [];
    while (this.eat(AT)) {
      decorators.push(this.parseNamedExpression());
      this.expect(NEWLINE);
    }
    if (this.kind === KW_CLASS) return this.parseClass(decorators);
    const start = this.pos;
    if (this.kind === KW_ASYNC) this.advance();
    if (this.kind !== KW_DEF) this.fail();
    return this.parseFunction(start, decorators);
  }

  /** function_def: ['async'] 'def' NAME [type_params] &&'(' [params] ')' ['->' expression] &&':' block */
  private parseFunction(start: number, decorators: readonly Expr[]): Stmt {
    const head = this.pos;
    this.advance();
    const name = this.name();
    const type_params = this.parseFunctionTypeParams();
    this.expectForced(LPAR);
    const args = this.parseParameters(RPAR);
    this.expect(RPAR);
    const returns = this.parseReturns();
    this.expectForced(COLON);
    const body = this.parseBlock("function definition", head);
    const { lineno, col_offset, end_lineno, end_col_offset } = this.span(start);
    const node = start === head ? "FunctionDef" : "AsyncFunctionDef";
    return {
      node,
      lineno,
      col_offset,
      end_lineno,
      end_col_offset,
      name,
      args,
      body,
      decorator_list: decorators.slice(),
      returns,
      type_comment: null,
      type_params,
    };
  }

  /** [type_params]: if they are wrong, a parenthesis was expected. */
  private parseFunctionTypeParams(): TypeParam[] {
    if (!this.diagnosing) return this.parseTypeParams();
    return this.attempt(() => this.parseTypeParams()) ?? [];
  }

  /** ['->' expression] */
  private parseReturns(): Expr | null {
    if (this.kind !== RARROW) return null;
    const arrow = this.pos;
    this.advance();
    if (!this.diagnosing) return this.parseExpression();
    const returns = this.attempt(() => this.parseExpression());
    if (returns === null) this.reset(arrow);
    return returns;
  }

  /** class_def: 'class' NAME [type_params] ['(' [arguments] ')'] ':' block */
  private parseClass(decorators: readonly Expr[]): Stmt {
    const start = this.pos;
    this.advance();
    const name = this.name();
    const type_params = this.parseTypeParams();
    let bases: Expr[] = [];
    let keywords: Extract<Stmt, { node: "ClassDef" }>["keywords"] = [];
    if (this.eat(LPAR)) {
      if (this.kind !== RPAR) {
        const args = this.parseArguments(null);
        bases = args.args;
        keywords = args.keywords;
      }
      this.expect(RPAR);
    }
    this.expectColon();
    const body = this.parseBlock("class definition", start);
    const { lineno, col_offset, end_lineno, end_col_offset } = this.span(start);
    return {
      node: "ClassDef",
      lineno,
      col_offset,
      end_lineno,
      end_col_offset,
      name,
      bases,
      keywords,
      body,
      decorator_list: decorators.slice(),
      type_params,
    };
  }

  // -------------------------------------------------------------------------------------------------------------------
  // match

  /** match_stmt: "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT; null if `match` is a plain name here. */
  private parseMatch(): Stmt | null {
    const start = this.pos;
    if (!this.startsExpression(this.peek())) return null;
    const subject = this.attempt(() => {
      this.advance();
      const expression = this.parseSubject();
      if (this.diagnosing && this.kind === NEWLINE && this.isMatchWithoutColon(start)) {
        this.raiseAtToken(this.pos, "expected ':'");
      }
      this.expect(COLON);
      if (this.kind !== NEWLINE) this.fail();
      return expression;
    });
    if (subject === null) return null;
    this.expectIndent("'match' statement", start);
    const cases: MatchCase[] = [];
    do {
      cases.push(this.parseCase());
    } while (this.isWord("case"));
    this.expect(DEDENT);
    const { lineno, col_offset, end_lineno, end_col_offset } = this.span(start);
    return { node: "Match", lineno, col_offset, end_lineno, end_col_offset, subject, cases };
  }

  /** Whether `match x` at `start` cannot be an expression statement. */
  private isMatchWithoutColon(start: number): boolean {
    const { pos } = this;
    this.reset(start);
    const statement = this.attemptPlainly(() => this.parseSimpleStatement());
    const ends = statement !== null && this.kind === NEWLINE;
    this.reset(pos);
    return !ends;
  }

  /** subject_expr: star_named_expression ',' [star_named_expressions] | named_expression */
  private parseSubject(): Expr {
    const start = this.pos;
    const first = this.parseStarNamedExpression();
    if (this.kind !== COMMA) {
      if (first.node === "Starred") this.fail();
      return first;
    }
    const elts = [first];
    while (this.eat(COMMA) && this.startsExpression(this.kind)) elts.push(this.parseStarNamedExpression());
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

  /** case_block: "case" patterns ['if' named_expression] ':' block */
  private parseCase(): MatchCase {
    if (!this.isWord("case")) this.fail();
    const start = this.pos;
    this.advance();
    const pattern = this.parsePatterns();
    const guard = this.eat(KW_IF) ? this.parseNamedExpression() : null;
    this.expectColon();
    const body = this.parseBlock("'case' statement", start);
    return { node: "match_case", pattern, guard, body };
  }
}
