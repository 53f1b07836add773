// Simple statements: those that fit in a line.

import type { Alias, AnnAssign, Expr, Name, Operator, Stmt, TypeParam } from "../ast.ts";
import {
  AMPEREQUAL,
  ATEQUAL,
  CIRCUMFLEXEQUAL,
  COLON,
  COLONEQUAL,
  COMMA,
  DOT,
  DOUBLESLASHEQUAL,
  DOUBLESTAR,
  DOUBLESTAREQUAL,
  ELLIPSIS,
  EQUAL,
  KIND_COUNT,
  KW_AS,
  KW_ASSERT,
  KW_BREAK,
  KW_CONTINUE,
  KW_DEL,
  KW_FROM,
  KW_GLOBAL,
  KW_IMPORT,
  KW_NONLOCAL,
  KW_PASS,
  KW_RAISE,
  KW_RETURN,
  KW_YIELD,
  LEFTSHIFTEQUAL,
  LPAR,
  LSQB,
  MINEQUAL,
  NAME,
  NEWLINE,
  PERCENTEQUAL,
  PLUSEQUAL,
  RIGHTSHIFTEQUAL,
  RPAR,
  RSQB,
  SEMI,
  SLASHEQUAL,
  STAR,
  STAREQUAL,
  VBAREQUAL,
} from "../lexer/tokens.ts";
import { PatternParser } from "./patterns.ts";
import { expressionName, findInvalidTarget, setContext } from "./targets.ts";

const AUGMENTED: (Operator | undefined)[] = new Array(KIND_COUNT).fill(undefined);
AUGMENTED[PLUSEQUAL] = "Add";
AUGMENTED[MINEQUAL] = "Sub";
AUGMENTED[STAREQUAL] = "Mult";
AUGMENTED[ATEQUAL] = "MatMult";
AUGMENTED[SLASHEQUAL] = "Div";
AUGMENTED[PERCENTEQUAL] = "Mod";
AUGMENTED[AMPEREQUAL] = "BitAnd";
AUGMENTED[VBAREQUAL] = "BitOr";
AUGMENTED[CIRCUMFLEXEQUAL] = "BitXor";
AUGMENTED[LEFTSHIFTEQUAL] = "LShift";
AUGMENTED[RIGHTSHIFTEQUAL] = "RShift";
AUGMENTED[DOUBLESTAREQUAL] = "Pow";
AUGMENTED[DOUBLESLASHEQUAL] = "FloorDiv";

export abstract class SimpleStatementParser extends PatternParser {
  /** simple_stmts: ';'.simple_stmt+ [';'] NEWLINE */
  protected parseSimpleStatements(into: Stmt[]): void {
    do {
      into.push(this.parseSimpleStatement());
    } while (this.eat(SEMI) && this.kind !== NEWLINE);
    this.expect(NEWLINE);
  }

  protected parseSimpleStatement(): Stmt {
    switch (this.kind) {
      case KW_RETURN:
        return this.parseReturn();
      case KW_IMPORT:
        return this.parseImport();
      case KW_FROM:
        return this.parseFrom();
      case KW_RAISE:
        return this.parseRaise();
      case KW_PASS:
        return this.parseWordStatement("Pass");
      case KW_BREAK:
        return this.parseWordStatement("Break");
      case KW_CONTINUE:
        return this.parseWordStatement("Continue");
      case KW_DEL:
        return this.parseDelete();
      case KW_ASSERT:
        return this.parseAssert();
      case KW_GLOBAL:
        return this.parseScope("Global");
      case KW_NONLOCAL:
        return this.parseScope("Nonlocal");
      case NAME:
        if (this.peek() === NAME && this.isWord("type")) return this.parseTypeStatement();
        return this.parseExpressionStatement();
      default:
        return this.parseExpressionStatement();
    }
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Assignments and expressions

  /**
   * assignment:
   *     | NAME ':' expression ['=' annotated_rhs]
   *     | ('(' single_target ')' | single_subscript_attribute_target) ':' expression ['=' annotated_rhs]
   *     | (star_targets '=')+ annotated_rhs !'='
   *     | single_target augassign ~ annotated_rhs
   * or star_expressions
   */
  private parseExpressionStatement(): Stmt {
    const start = this.pos;
    const value = this.parseAnnotatedRhs();
    const { kind } = this;
    if (kind === EQUAL) return this.parseAssign(start, value);
    if (kind === COLON) return this.parseAnnAssign(start, value);
    const op = AUGMENTED[kind];
    if (op !== undefined) return this.parseAugAssign(start, value, op);
    if (kind === COLONEQUAL) this.failAssignment(start);
    if (this.diagnosing && kind !== NEWLINE && kind !== SEMI) {
      const { pos } = this;
      this.reset(start);
      this.diagnoseAnnotation();
      this.reset(pos);
    }
    return {
      node: "Expr",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      value,
    };
  }

  private parseAssign(start: number, first: Expr): Stmt {
    const targets: Expr[] = [];
    let value = first;
    while (this.kind === EQUAL) {
      if (!setContext(value, "Store")) this.failAssignment(start);
      targets.push(value);
      this.advance();
      value = this.parseAnnotatedRhs();
    }
    return {
      node: "Assign",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      targets,
      value,
      type_comment: null,
    };
  }

  private parseAnnAssign(start: number, target: Expr): AnnAssign {
    const { node } = target;
    if (node !== "Name" && node !== "Attribute" && node !== "Subscript") return this.failAssignment(start);
    setContext(target, "Store");
    this.advance();
    const annotation = this.parseExpression();
    const value = this.eat(EQUAL) ? this.parseAnnotatedRhs() : null;
    return {
      node: "AnnAssign",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      target,
      annotation,
      value,
      simple: node === "Name" && this.kindAt(start) === NAME ? 1 : 0,
    };
  }

  private parseAugAssign(start: number, target: Expr, op: Operator): Stmt {
    const { node } = target;
    if (node !== "Name" && node !== "Attribute" && node !== "Subscript") return this.failAssignment(start);
    setContext(target, "Store");
    this.advance();
    const value = this.parseAnnotatedRhs();
    return {
      node: "AugAssign",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      target,
      op,
      value,
    };
  }

  private failAssignment(start: number): never {
    if (this.pos > this.furthest) this.furthest = this.pos;
    if (this.diagnosing) {
      this.reset(start);
      this.diagnoseAnnotation();
      this.reset(start);
      this.diagnoseTargets();
      this.reset(start);
      const target = this.attempt(() => this.parseStarExpressions());
      if (target !== null && AUGMENTED[this.kind] !== undefined && this.isFollowedByValue()) {
        this.raiseAt(target, `'${expressionName(target)}' is an illegal expression for augmented assignment`);
      }
    }
    return this.fail();
  }

  private isFollowedByValue(): boolean {
    this.advance();
    return this.attemptPrefix(() => this.parseAnnotatedRhs()) !== null;
  }

  /** What cannot be annotated. */
  private diagnoseAnnotation(): void {
    const start = this.pos;
    const followed = () => this.eat(COLON) && this.attemptPrefix(() => this.parseExpression()) !== null;
    if (this.kind === LSQB || this.kind === LPAR) {
      const atom = this.attempt(() => this.parseAtom());
      if (atom !== null && (atom.node === "List" || atom.node === "Tuple") && followed()) {
        this.raiseAt(atom, `only single target (not ${expressionName(atom)}) can be annotated`);
      }
      this.reset(start);
    }
    const first = this.attempt(() => this.parseStarNamedExpression());
    if (first !== null && this.eat(COMMA)) {
      // CPython lets lists follow each other without a comma here, and so finds mistakes further on.
      while (this.startsExpression(this.kind)) {
        if (this.attempt(() => this.parseStarNamedExpression()) === null) break;
        this.eat(COMMA);
      }
      if (followed()) this.raiseAt(first, "only single target (not tuple) can be annotated");
    }
    this.reset(start);
    const target = this.attempt(() => this.parseExpression());
    if (target !== null && followed()) this.raiseAt(target, "illegal target for annotation");
  }

  /** What cannot be assigned to. */
  private diagnoseTargets(): void {
    for (;;) {
      const first = this.kind;
      const target = this.attempt(() => this.parseAnnotatedRhs());
      if (target === null || this.kind !== EQUAL) return;
      if (first === KW_YIELD) this.raiseAt(target, "assignment to yield expression not possible");
      const invalid = findInvalidTarget(target, "Store");
      if (invalid !== null) this.raiseAt(invalid, `cannot assign to ${expressionName(invalid)}`);
      this.advance();
    }
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Statements with a keyword

  private parseWordStatement(node: "Pass" | "Break" | "Continue"): Stmt {
    if (this.diagnosing) this.diagnoseStatementAsExpression();
    const start = this.pos;
    this.advance();
    return {
      node,
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
    };
  }

  /** return_stmt: 'return' [star_expressions] */
  private parseReturn(): Stmt {
    const start = this.pos;
    this.advance();
    const value = this.startsExpression(this.kind) ? this.parseStarExpressions() : null;
    return {
      node: "Return",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      value,
    };
  }

  /** raise_stmt: 'raise' [expression ['from' expression]] */
  private parseRaise(): Stmt {
    const start = this.pos;
    this.advance();
    const exc = this.startsExpression(this.kind) ? this.parseExpression() : null;
    const cause = exc !== null && this.eat(KW_FROM) ? this.parseExpression() : null;
    return {
      node: "Raise",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      exc,
      cause,
    };
  }

  /** assert_stmt: 'assert' expression [',' expression] */
  private parseAssert(): Stmt {
    const start = this.pos;
    this.advance();
    const test = this.parseExpression();
    const msg = this.eat(COMMA) ? this.parseExpression() : null;
    return {
      node: "Assert",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      test,
      msg,
    };
  }

  /** del_stmt: 'del' ','.del_target+ [','] &(';' | NEWLINE) */
  private parseDelete(): Stmt {
    const start = this.pos;
    this.advance();
    const targets = this.diagnosing ? this.attempt(() => this.parseDeleteTargets()) : this.parseDeleteTargets();
    if (targets === null) {
      this.reset(start + 1);
      const wrong = this.parseStarExpressions();
      const invalid = findInvalidTarget(wrong, "Del");
      if (invalid !== null) this.raiseAt(invalid, `cannot delete ${expressionName(invalid)}`);
      return this.fail();
    }
    return {
      node: "Delete",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      targets,
    };
  }

  private parseDeleteTargets(): Expr[] {
    const targets: Expr[] = [];
    do {
      const target = this.parsePrimary();
      if (!setContext(target, "Del")) this.fail();
      targets.push(target);
    } while (this.eat(COMMA) && this.kind !== NEWLINE && this.kind !== SEMI);
    if (this.kind !== NEWLINE && this.kind !== SEMI) this.fail();
    return targets;
  }

  /** global_stmt: 'global' ','.NAME+; nonlocal_stmt: 'nonlocal' ','.NAME+ */
  private parseScope(node: "Global" | "Nonlocal"): Stmt {
    const start = this.pos;
    this.advance();
    const names: string[] = [];
    do {
      names.push(this.name());
    } while (this.eat(COMMA));
    return {
      node,
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      names,
    };
  }

  /** A type alias; the second pass looks for mistakes in it as in an expression, too. */
  private parseTypeStatement(): Stmt {
    if (!this.diagnosing) return this.parseTypeAlias();
    return this.attempt(() => this.parseTypeAlias()) ?? this.parseExpressionStatement();
  }

  /** type_alias: "type" NAME [type_params] '=' expression */
  private parseTypeAlias(): Stmt {
    const start = this.pos;
    this.advance();
    const name: Name = this.parseName();
    name.ctx = "Store";
    const type_params = this.parseTypeParams();
    this.expect(EQUAL);
    const value = this.parseExpression();
    return {
      node: "TypeAlias",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      name,
      type_params,
      value,
    };
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Imports

  /** import_name: 'import' ','.(dotted_name ['as' NAME])+ */
  private parseImport(): Stmt {
    const start = this.pos;
    this.advance();
    if (this.diagnosing) this.diagnoseImport(start);
    const names: Alias[] = [];
    do {
      const from = this.pos;
      const name = this.parseDottedName();
      names.push(this.alias(from, name));
    } while (this.eat(COMMA));
    return {
      node: "Import",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      names,
    };
  }

  private diagnoseImport(start: number): void {
    if (this.kind === NEWLINE) this.raiseUpToHere(this.pos, "Expected one or more names after 'import'");
    const { pos } = this;
    const found = this.attempt(() => {
      do {
        this.parseDottedName();
      } while (this.eat(COMMA));
      this.expect(KW_FROM);
      this.parseDottedName();
      return true;
    });
    if (found !== null) this.raiseUpToHere(start, "Did you mean to use 'from ... import ...' instead?");
    this.reset(pos);
  }

  private alias(start: number, name: string): Alias {
    let asname: string | null = null;
    if (this.eat(KW_AS)) {
      if (this.diagnosing) this.diagnoseImportTarget();
      asname = this.name();
    }
    return {
      node: "alias",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      name,
      asname,
    };
  }

  private diagnoseImportTarget(): void {
    const next = this.peek();
    if (this.kind === NAME && (next === COMMA || next === RPAR || next === NEWLINE)) return;
    const { pos } = this;
    const target = this.attempt(() => this.parseExpression());
    if (target !== null && target.node !== "Name") {
      this.raiseAt(target, `cannot use ${expressionName(target)} as import target`);
    }
    this.reset(pos);
  }

  /** dotted_name: NAME ('.' NAME)* */
  private parseDottedName(): string {
    let name = this.name();
    while (this.eat(DOT)) name += `.${this.name()}`;
    return name;
  }

  /**
   * import_from:
   *     | 'from' ('.' | '...')* dotted_name 'import' import_from_targets
   *     | 'from' ('.' | '...')+ 'import' import_from_targets
   */
  private parseFrom(): Stmt {
    const start = this.pos;
    this.advance();
    let level = 0;
    for (;;) {
      if (this.kind === DOT) level++;
      else if (this.kind === ELLIPSIS) level += 3;
      else break;
      this.advance();
    }
    const module = level > 0 && this.kind === KW_IMPORT ? null : this.parseDottedName();
    this.expect(KW_IMPORT);
    const names = this.parseFromTargets();
    return {
      node: "ImportFrom",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      module,
      names,
      level,
    };
  }

  /** import_from_targets: '(' ','.(NAME ['as' NAME])+ [','] ')' | ','.(NAME ['as' NAME])+ !',' | '*' */
  private parseFromTargets(): Alias[] {
    if (this.kind === STAR) {
      const start = this.pos;
      this.advance();
      return [this.alias(start, "*")];
    }
    if (this.diagnosing && this.kind === NEWLINE) {
      this.raiseUpToHere(this.pos, "Expected one or more names after 'import'");
    }
    const parenthesized = this.eat(LPAR);
    const names: Alias[] = [];
    do {
      if (parenthesized && names.length > 0 && this.kind === RPAR) break;
      if (this.diagnosing && names.length > 0 && this.kind === NEWLINE) {
        this.raiseAtToken(this.pos, "trailing comma not allowed without surrounding parentheses");
      }
      const start = this.pos;
      names.push(this.alias(start, this.name()));
    } while (this.eat(COMMA));
    if (parenthesized) this.expect(RPAR);
    return names;
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Type parameters (PEP 695, PEP 696)

  /** type_params: '[' ','.type_param+ [','] ']' */
  protected parseTypeParams(): TypeParam[] {
    const params: TypeParam[] = [];
    if (!this.eat(LSQB)) return params;
    if (this.diagnosing && this.kind === RSQB) {
      this.raiseUpToHere(this.pos, "Type parameter list cannot be empty");
    }
    do {
      params.push(this.parseTypeParam());
    } while (this.eat(COMMA) && this.kind !== RSQB);
    this.expect(RSQB);
    return params;
  }

  /**
   * type_param:
   *     | NAME [':' expression] ['=' expression]
   *     | '*' NAME ['=' star_expression]
   *     | '**' NAME ['=' expression]
   */
  private parseTypeParam(): TypeParam {
    const start = this.pos;
    const prefix = this.kind;
    if (prefix === STAR || prefix === DOUBLESTAR) this.advance();
    const name = this.name();
    let bound: Expr | null = null;
    if (this.kind === COLON) {
      const colon = this.pos;
      if (prefix === STAR || prefix === DOUBLESTAR) {
        if (!this.diagnosing) this.fail();
        this.advance();
        const what = this.parseExpression().node === "Tuple" ? "constraints" : "bound";
        this.raiseUpToHere(colon, `cannot use ${what} with ${prefix === STAR ? "TypeVarTuple" : "ParamSpec"}`);
      }
      this.advance();
      bound = this.parseExpression();
    }
    let default_value: Expr | null = null;
    if (this.eat(EQUAL)) default_value = prefix === STAR ? this.parseStarExpression() : this.parseExpression();
    const lineno = this.line(start);
    const col_offset = this.col(start);
    const end_lineno = this.endLine();
    const end_col_offset = this.endCol();
    if (prefix === STAR) {
      return { node: "TypeVarTuple", lineno, col_offset, end_lineno, end_col_offset, name, default_value };
    }
    if (prefix === DOUBLESTAR) {
      return { node: "ParamSpec", lineno, col_offset, end_lineno, end_col_offset, name, default_value };
    }
    return { node: "TypeVar", lineno, col_offset, end_lineno, end_col_offset, name, bound, default_value };
  }
}
