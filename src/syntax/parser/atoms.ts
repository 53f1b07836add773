// Atoms and primaries: names, literals, what stands in brackets, and what is appended to these.

import type { Attribute, Call, Constant, ConstantValue, Expr, Name, Slice, Subscript } from "../ast.ts";
import { numberValue } from "../lexer/numbers.ts";
import {
  COLON,
  COLONEQUAL,
  COMMA,
  DOT,
  DOUBLESTAR,
  ELLIPSIS,
  FSTRING_START,
  KW_FALSE,
  KW_NONE,
  KW_TRUE,
  KW_YIELD,
  LBRACE,
  LPAR,
  LSQB,
  NAME,
  NUMBER,
  RBRACE,
  RPAR,
  RSQB,
  STAR,
  STRING,
  TSTRING_START,
} from "../lexer/tokens.ts";
import { literalLimits } from "../literals.ts";
import { ArgumentParser } from "./arguments.ts";

const NONE: ConstantValue = { type: "None" };
const TRUE: ConstantValue = { type: "True" };
const FALSE: ConstantValue = { type: "False" };
const ELLIPSIS_VALUE: ConstantValue = { type: "Ellipsis" };

export abstract class AtomParser extends ArgumentParser {
  protected abstract parseYield(): Expr;
  protected abstract parseNamedExpression(): Expr;
  protected abstract parseStarNamedExpression(): Expr;

  /**
   * primary:
   *     | primary '.' NAME
   *     | primary genexp
   *     | primary '(' [arguments] ')'
   *     | primary '[' slices ']'
   *     | atom
   */
  protected parsePrimary(): Expr {
    const start = this.pos;
    let value = this.parseAtom();
    for (;;) {
      if (this.kind === DOT) {
        this.advance();
        const attr = this.name();
        value = this.attribute(start, value, attr);
      } else if (this.kind === LPAR) {
        value = this.parseCall(start, value);
      } else if (this.kind === LSQB) {
        this.advance();
        const slice = this.parseSlices();
        this.expect(RSQB);
        value = this.subscript(start, value, slice);
      } else {
        return value;
      }
    }
  }

  protected attribute(start: number, value: Expr, attr: string): Attribute {
    return {
      node: "Attribute",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      value,
      attr,
      ctx: "Load",
    };
  }

  private subscript(start: number, value: Expr, slice: Expr): Subscript {
    return {
      node: "Subscript",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      value,
      slice,
      ctx: "Load",
    };
  }

  private parseCall(start: number, func: Expr): Call {
    const open = this.pos;
    this.advance();
    const { args, keywords } = this.kind === RPAR ? { args: [], keywords: [] } : this.parseArguments(open);
    this.expect(RPAR);
    return {
      node: "Call",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      func,
      args,
      keywords,
    };
  }

  /** slices: slice !',' | ','.(slice | starred_expression)+ [','] */
  private parseSlices(): Expr {
    const start = this.pos;
    const first = this.parseSlice();
    if (this.kind !== COMMA && first.node !== "Starred") return first;
    const elts = [first];
    while (this.eat(COMMA) && this.kind !== RSQB) elts.push(this.parseSlice());
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

  /** slice: [expression] ':' [expression] [':' [expression]] | named_expression */
  private parseSlice(): Expr {
    if (this.kind === STAR) return this.parseStarredExpression();
    const start = this.pos;
    let lower: Expr | null = null;
    if (this.kind !== COLON) {
      lower = this.parseNamedExpression();
      if (this.kind !== COLON || (lower.node === "NamedExpr" && this.kindAt(start + 1) === COLONEQUAL)) return lower;
    }
    this.advance();
    const upper = this.endsSlice() ? null : this.parseExpression();
    let step: Expr | null = null;
    if (this.eat(COLON) && !this.endsSlice()) step = this.parseExpression();
    const slice: Slice = {
      node: "Slice",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      lower,
      upper,
      step,
    };
    return slice;
  }

  private endsSlice(): boolean {
    return this.kind === COLON || this.kind === COMMA || this.kind === RSQB;
  }

  /** atom: NAME | 'True' | 'False' | 'None' | strings | NUMBER | tuple | group | genexp | list | dict | set | '...' */
  protected parseAtom(): Expr {
    switch (this.kind) {
      case NAME:
        return this.parseName();
      case NUMBER: {
        const value = this.numberAt(this.pos);
        return this.constant(value);
      }
      case STRING:
      case FSTRING_START:
      case TSTRING_START:
        return this.parseStrings();
      case LPAR:
        return this.parseParenthesized();
      case LSQB:
        return this.parseList();
      case LBRACE:
        return this.parseBraces();
      case KW_NONE:
        return this.constant(NONE);
      case KW_TRUE:
        return this.constant(TRUE);
      case KW_FALSE:
        return this.constant(FALSE);
      case ELLIPSIS:
        return this.constant(ELLIPSIS_VALUE);
      default:
        return this.fail();
    }
  }

  protected parseName(): Name {
    const start = this.pos;
    const id = this.name();
    return {
      node: "Name",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      id,
      ctx: "Load",
    };
  }

  private numberAt(index: number): ConstantValue {
    const { start, end } = this.tokens;
    const from = start[index]!;
    if (end[index]! - from === 1) return { type: "int", value: this.source.charCodeAt(from) - 48 };
    const value = numberValue(this.textAt(index));
    if (value.type === "int" && typeof value.value === "bigint") this.checkDigits(index);
    return value;
  }

  private checkDigits(index: number): void {
    const text = this.textAt(index).replaceAll("_", "");
    const { digits } = literalLimits;
    if (digits === 0 || text.length <= digits || /^0[xob]/i.test(text)) return;
    this.raiseAtToken(
      index,
      `Exceeds the limit (${digits} digits) for integer string conversion: value has ${text.length} digits; ` +
        "use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to " +
        "avoid decimal conversion limits.",
    );
  }

  /** The token that is next, as a constant. */
  protected constant(value: ConstantValue): Constant {
    const start = this.pos;
    this.advance();
    return {
      node: "Constant",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      value,
      kind: null,
    };
  }

  /**
   * tuple: '(' [star_named_expression ',' [star_named_expressions]] ')'
   * group: '(' (yield_expr | named_expression) ')'
   * genexp: '(' (assignment_expression | expression !':=') for_if_clauses ')'
   */
  private parseParenthesized(): Expr {
    const start = this.pos;
    this.advance();
    const elts: Expr[] = [];
    if (this.kind === KW_YIELD) {
      const value = this.parseYield();
      this.expect(RPAR);
      return value;
    }
    if (this.kind !== RPAR) {
      if (this.diagnosing && this.kind === DOUBLESTAR) this.diagnoseDoubleStarredGroup();
      if (this.diagnosing && this.kind === STAR) this.diagnoseStar();
      const first = this.parseStarNamedExpression();
      if (this.startsFor()) {
        this.checkUnpackingInComprehension(first);
        const generators = this.parseForIfClauses();
        this.expect(RPAR);
        return {
          node: "GeneratorExp",
          lineno: this.line(start),
          col_offset: this.col(start),
          end_lineno: this.endLine(),
          end_col_offset: this.endCol(),
          elt: first,
          generators,
        };
      }
      if (this.kind === RPAR) {
        if (first.node === "Starred") {
          if (!this.diagnosing) this.fail();
          this.raiseAt(first, "cannot use starred expression here");
        }
        this.advance();
        return first;
      }
      elts.push(first);
      while (this.eat(COMMA) && this.kind !== RPAR) elts.push(this.parseStarNamedExpression());
    }
    this.expect(RPAR);
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

  private diagnoseDoubleStarredGroup(): void {
    const found = this.looksLike(() => {
      this.advance();
      this.parseExpression();
      this.expect(RPAR);
    });
    if (found) this.raiseAtToken(this.pos, "cannot use double starred expression here");
  }

  /** A star behind an opening bracket. */
  private diagnoseStar(): void {
    const { pos } = this;
    const found = this.looksLike(() => this.parseStarNamedExpression());
    if (!found) this.failAtStar(pos);
  }

  private checkUnpackingInComprehension(element: Expr): void {
    if (element.node !== "Starred") return;
    if (!this.diagnosing) this.fail();
    if (this.looksLike(() => this.parseForIfClauses())) {
      this.raiseAt(element, "iterable unpacking cannot be used in comprehension");
    }
  }

  /**
   * list: '[' [star_named_expressions] ']'
   * listcomp: '[' named_expression for_if_clauses ']'
   */
  private parseList(): Expr {
    const start = this.pos;
    this.advance();
    const elts: Expr[] = [];
    if (this.kind !== RSQB) {
      if (this.diagnosing && this.kind === STAR) this.diagnoseStar();
      const first = this.parseStarNamedExpression();
      if (this.startsFor()) {
        this.checkUnpackingInComprehension(first);
        const generators = this.parseForIfClauses();
        this.expect(RSQB);
        return {
          node: "ListComp",
          lineno: this.line(start),
          col_offset: this.col(start),
          end_lineno: this.endLine(),
          end_col_offset: this.endCol(),
          elt: first,
          generators,
        };
      }
      elts.push(first);
      this.parseMoreElements(elts, RSQB);
    }
    this.expect(RSQB);
    return {
      node: "List",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      elts,
      ctx: "Load",
    };
  }

  /** (',' star_named_expression)* [','] */
  private parseMoreElements(elts: Expr[], closer: number): void {
    while (this.eat(COMMA)) {
      if (this.kind === closer) return;
      if (this.diagnosing && this.startsFor()) this.diagnoseComprehensionTarget(elts);
      elts.push(this.parseStarNamedExpression());
    }
    if (this.diagnosing && this.startsFor() && elts.length > 1) this.diagnoseComprehensionTarget(elts);
  }

  private diagnoseComprehensionTarget(elts: readonly Expr[]): void {
    const { pos } = this;
    const first = elts[0]!;
    if (this.attempt(() => this.parseForIfClauses()) === null) return;
    this.reset(pos);
    const message = "did you forget parentheses around the comprehension target?";
    // With a trailing comma, `[a, for ...]`, the comma is the end; otherwise the last element.
    this.raiseFrom(first, message);
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Braces

  /**
   * dict: '{' [','.double_starred_kvpair+ [',']] '}'
   * dictcomp: '{' kvpair for_if_clauses '}'
   * set: '{' star_named_expressions '}'
   * setcomp: '{' named_expression for_if_clauses '}'
   */
  private parseBraces(): Expr {
    const start = this.pos;
    this.advance();
    if (this.kind === RBRACE || this.kind === DOUBLESTAR) return this.parseDict(start, null);
    if (this.diagnosing && this.kind === STAR) this.diagnoseStar();
    const first = this.parseStarNamedExpression();
    if (this.kind === COLON && first.node !== "Starred") {
      // A key is an expression, not a named one.
      if (!(first.node === "NamedExpr" && this.kindAt(start + 2) === COLONEQUAL)) return this.parseDict(start, first);
    }
    if (this.startsFor()) {
      this.checkUnpackingInComprehension(first);
      const generators = this.parseForIfClauses();
      this.expect(RBRACE);
      return {
        node: "SetComp",
        lineno: this.line(start),
        col_offset: this.col(start),
        end_lineno: this.endLine(),
        end_col_offset: this.endCol(),
        elt: first,
        generators,
      };
    }
    const elts = [first];
    this.parseMoreElements(elts, RBRACE);
    this.expect(RBRACE);
    return {
      node: "Set",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      elts,
    };
  }

  /** The rest of a dict, the first key of which may have been read. */
  private parseDict(start: number, firstKey: Expr | null): Expr {
    const keys: (Expr | null)[] = [];
    const values: Expr[] = [];
    let key = firstKey;
    while (key !== null || this.kind !== RBRACE) {
      if (key === null && this.kind === DOUBLESTAR) {
        const at = this.pos;
        this.advance();
        values.push(this.parseBitwiseOr());
        keys.push(null);
        if (
          this.diagnosing &&
          this.startsFor() &&
          keys.length === 1 &&
          this.looksLike(() => this.parseForIfClauses())
        ) {
          this.raiseAtToken(at, "dict unpacking cannot be used in dict comprehension");
        }
      } else {
        if (key === null) {
          key = this.diagnosing ? this.parseKeyBeforeColon() : this.parseExpression();
        }
        this.expect(COLON);
        if (this.diagnosing) this.diagnoseDictValue();
        const value = this.parseExpression();
        if (keys.length === 0 && this.startsFor()) return this.parseDictComprehension(start, key, value);
        keys.push(key);
        values.push(value);
        key = null;
      }
      if (!this.eat(COMMA)) break;
    }
    this.expect(RBRACE);
    return {
      node: "Dict",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      keys,
      values,
    };
  }

  private parseDictComprehension(start: number, key: Expr, value: Expr): Expr {
    const generators = this.parseForIfClauses();
    this.expect(RBRACE);
    return {
      node: "DictComp",
      lineno: this.line(start),
      col_offset: this.col(start),
      end_lineno: this.endLine(),
      end_col_offset: this.endCol(),
      key,
      value,
      generators,
    };
  }

  /** A key behind the first: CPython looks for its colon before it looks for mistakes in the key. */
  private parseKeyBeforeColon(): Expr {
    const parse = () => this.parseExpression();
    const key = this.attemptPrefix(parse, this.attemptPlainly(parse));
    if (key === null) return this.fail();
    if (this.kind !== COLON) this.raiseBehindToken(this.pos - 1, "':' expected after dictionary key");
    return key;
  }

  private diagnoseDictValue(): void {
    if (this.kind === RBRACE || this.kind === COMMA) {
      this.raiseAtToken(this.pos - 1, "expression expected after dictionary key and ':'");
    }
    if (this.kind !== STAR) return;
    const star = this.pos;
    const found = this.attempt(() => {
      this.advance();
      return this.parseBitwiseOr();
    });
    if (found !== null) this.raiseUpToHere(star, "cannot use a starred expression in a dictionary value");
  }
}
