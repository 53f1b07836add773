// Operators: quick ways for numbers, written out, around the general helpers.
//
// An int is a JavaScript number with an integer value, a float one without (or a boxed Float). So for two numbers the
// result of `+`, `-` or `*` is right as it is if it is not an integer (then it is a float, and one operand was), or if
// both operands are integers and the result is safe; two int32 tell that most cheaply. Written out, because a
// loop of int arithmetic runs four times, and one of floats twice as fast as with calls of helpers that V8 may inline.
// `$m` holds the result that is looked at.

import type { BinOp, CmpOperator, Compare, Expr, Operator, Position, UnaryOp } from "../syntax/ast.ts";
import { isIdentifier, stripOperand } from "./emitter.ts";
import type { Helpers } from "./helpers.ts";
import { NameEmitter } from "./loads.ts";
import { intText } from "./unit.ts";

export const OPERATORS: Record<Operator, { helper: keyof Helpers; inplace: keyof Helpers; js?: string }> = {
  Add: { helper: "add", inplace: "iadd", js: "+" },
  Sub: { helper: "sub", inplace: "isub", js: "-" },
  Mult: { helper: "mul", inplace: "imul", js: "*" },
  MatMult: { helper: "matmul", inplace: "imatmul" },
  Div: { helper: "div", inplace: "idiv" },
  FloorDiv: { helper: "floordiv", inplace: "ifloordiv" },
  Mod: { helper: "mod", inplace: "imod" },
  Pow: { helper: "pow", inplace: "ipow" },
  LShift: { helper: "lshift", inplace: "ilshift" },
  RShift: { helper: "rshift", inplace: "irshift", js: ">>" },
  BitAnd: { helper: "and", inplace: "iand", js: "&" },
  BitOr: { helper: "or", inplace: "ior", js: "|" },
  BitXor: { helper: "xor", inplace: "ixor", js: "^" },
};

const COMPARISONS: Record<"Eq" | "NotEq" | "Lt" | "LtE" | "Gt" | "GtE", { helper: keyof Helpers; js: string }> = {
  Eq: { helper: "eq", js: "===" },
  NotEq: { helper: "ne", js: "!==" },
  Lt: { helper: "lt", js: "<" },
  LtE: { helper: "le", js: "<=" },
  Gt: { helper: "gt", js: ">" },
  GtE: { helper: "ge", js: ">=" },
};

/**
 * What the text of the program says about a value. A whole float is one that is boxed, like `2.0`; what is inexact may be
 * anything but an int: a float was computed with.
 */
type Kind = "int32" | "float" | "whole" | "inexact" | "str" | "other" | "unknown";

function kindOf(node: Expr): Kind {
  switch (node.node) {
    case "Constant":
      switch (node.value.type) {
        case "int":
          return typeof node.value.value === "number" && (node.value.value | 0) === node.value.value
            ? "int32"
            : "unknown";
        case "float":
          return Number.isInteger(node.value.value) ? "whole" : "float";
        case "str":
          return "str";
        default:
          return "other";
      }
    case "JoinedStr":
      return "str";
    case "BinOp":
      if (node.op === "Div") return "inexact";
      if (node.op !== "Add" && node.op !== "Sub" && node.op !== "Mult") return "unknown";
      return isFloat(kindOf(node.left)) || isFloat(kindOf(node.right)) ? "inexact" : "unknown";
    case "UnaryOp":
      return node.op === "USub" && kindOf(node.operand) === "int32" && !isZero(node.operand) ? "int32" : "unknown";
    case "List":
    case "Tuple":
    case "Dict":
    case "Set":
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "Lambda":
      return "other";
    default:
      return "unknown";
  }
}

/** What JavaScript computes with: of a boxed float the number, else the text. */
function numberText(text: string, node: Expr | undefined): string {
  if (node?.node !== "Constant" || node.value.type !== "float") return text;
  return kindOf(node) === "whole" ? String(node.value.value) : text;
}

function isZero(node: Expr): boolean {
  return node.node === "Constant" && node.value.type === "int" && node.value.value === 0;
}

/** The value of an operation on int literals, where it is plain. */
function fold(node: Expr): number | undefined {
  if (node.node !== "BinOp") return literal(node);
  const left = fold(node.left);
  const right = fold(node.right);
  if (left === undefined || right === undefined) return undefined;
  const value = foldNumbers(node.op, left, right);
  return value !== undefined && Number.isSafeInteger(value) ? value + 0 : undefined;
}

function foldNumbers(op: Operator, left: number, right: number): number | undefined {
  switch (op) {
    case "Add":
      return left + right;
    case "Sub":
      return left - right;
    case "Mult":
      return left * right;
    case "Pow":
      return right >= 0 ? left ** right : undefined;
    case "LShift":
      return right >= 0 && right < 50 ? left * 2 ** right : undefined;
    case "FloorDiv":
      return right > 0 ? Math.floor(left / right) : undefined;
    default:
      return undefined;
  }
}

/** The value of an int literal, with or without a minus. */
function literal(node: Expr): number | undefined {
  if (node.node === "UnaryOp" && node.op === "USub") {
    const value = literal(node.operand);
    return value === undefined ? undefined : 0 - value;
  }
  if (node.node !== "Constant" || node.value.type !== "int") return undefined;
  return typeof node.value.value === "number" ? node.value.value : undefined;
}

/**
 * The product of which only the rest of a division counts: of `a * b` in `(a * b + 1) % 1000` or `a * b & 255`, with the
 * divisor. Random numbers are made so, and the product need not become a bigint.
 */
function productModulo(node: BinOp): { product: BinOp; modulus: number } | undefined {
  const right = node.op === "Mod" || node.op === "BitAnd" ? literal(node.right) : undefined;
  if (right === undefined) return undefined;
  const modulus = node.op === "Mod" ? right : right + 1;
  if (modulus < 1 || modulus > 2 ** 32 || (node.op === "BitAnd" && !Number.isInteger(Math.log2(modulus))))
    return undefined;
  let product = node.left;
  if (product.node === "BinOp" && (product.op === "Add" || product.op === "Sub")) {
    if (literal(product.right) === undefined) return undefined;
    product = product.left;
  }
  return product.node === "BinOp" && product.op === "Mult" ? { product, modulus } : undefined;
}

export abstract class OperatorEmitter extends NameEmitter {
  private readonly moduli = new Map<BinOp, number>();

  binaryOperation(node: BinOp): string {
    const folded = fold(node);
    if (folded !== undefined) return String(folded);
    const reduced = productModulo(node);
    if (reduced !== undefined) this.moduli.set(reduced.product, reduced.modulus);
    const sequence = this.open();
    const left = this.operand(sequence, node.left, [node.right]);
    const right = this.operand(sequence, node.right);
    return this.close(
      sequence,
      this.operation(node.op, left, right, node.left, node.right, node, false, this.moduli.get(node)),
    );
  }

  /** The text of an operation on repeatable texts; the nodes tell what is known of the operands. */
  operation(
    op: Operator,
    left: string,
    right: string,
    leftNode: Expr | undefined,
    rightNode: Expr,
    node: Position,
    inplace: boolean,
    modulus?: number,
  ): string {
    const { helper, inplace: inplaceHelper, js } = OPERATORS[op];
    const name = this.helper(modulus !== undefined ? "mulModulo" : inplace ? inplaceHelper : helper);
    const slow = `${this.at(node)}, ${name}(${left}, ${right}${modulus === undefined ? "" : `, ${modulus}`})`;
    const leftKind = leftNode === undefined ? "unknown" : kindOf(leftNode);
    const rightKind = kindOf(rightNode);
    if (!mayBeNumber(leftKind) || !mayBeNumber(rightKind)) return `(${slow})`;
    const numbers = all([isNumber(left, leftKind), isNumber(right, rightKind)]);
    const int32s = all([isInt32(left, leftKind), isInt32(right, rightKind)]) || "true";
    const anyFloat = isFloat(leftKind) || isFloat(rightKind);
    const a = numberText(left, leftNode);
    const b = numberText(right, rightNode);
    switch (op) {
      case "Add":
      case "Sub":
      case "Mult": {
        this.declare("$m");
        const compute = `($m = ${a} ${js} ${b})`;
        if (anyFloat) {
          return `(${all([numbers, `${compute} !== Math.floor($m)`])} ? $m : (${slow}))`;
        }
        const isSafe = op === "Mult" ? " && $m <= 9007199254740991 && $m >= -9007199254740991" : "";
        const result = op === "Mult" ? "$m + 0" : "$m";
        // Ints first: until V8 has optimised a loop, which may be all its life, `Math.floor` is a call.
        const isRight = `${compute.slice(1, -1)}, ${int32s}${isSafe} || $m !== Math.floor($m)`;
        return `(${all([numbers, `(${isRight})`])} ? ${result} : (${slow}))`;
      }
      case "Div":
        // Integral quotients are boxed; zero divided by zero is not greater than anything.
        this.declare("$m");
        return `(${all([numbers, `($m = ${a} / ${b}) > Math.floor($m)`])} ? $m : (${slow}))`;
      case "BitAnd":
      case "BitOr":
      case "BitXor":
        if (anyFloat) return `(${slow})`;
        return `(${all([numbers, int32s])} ? ${left} ${js} ${right} : (${slow}))`;
      case "RShift": {
        const shift = literal(rightNode);
        if (anyFloat || (shift !== undefined && (shift < 0 || shift > 31))) return `(${slow})`;
        const inRange = shift === undefined ? [`${right} >= 0`, `${right} <= 31`] : [];
        return `(${all([numbers, int32s, ...inRange])} ? ${left} >> ${right} : (${slow}))`;
      }
      case "LShift": {
        // At most 2**31 * 2**21: safe.
        const shift = literal(rightNode);
        if (anyFloat || (shift !== undefined && (shift < 0 || shift > 21))) return `(${slow})`;
        const inRange = shift === undefined ? [`${right} >= 0`, `${right} <= 21`] : [];
        return `(${all([numbers, int32s, ...inRange])} ? ${left} * (1 << ${right}) : (${slow}))`;
      }
      case "FloorDiv":
      case "Mod": {
        const divisor = literal(rightNode);
        if (anyFloat || (divisor !== undefined && divisor <= 0)) return `(${slow})`;
        const positive = [
          ...(leftKind === "int32" ? [] : [`${left} >= 0`]),
          ...(divisor === undefined ? [`${right} > 0`] : []),
        ];
        if (leftKind === "int32" && left.startsWith("-")) return `(${slow})`;
        const fast = op === "Mod" ? `${left} % ${right}` : `(${left} / ${right}) | 0`;
        return `(${all([numbers, int32s, ...positive])} ? ${fast} : (${slow}))`;
      }
      case "Pow":
        // The square of a float is not always what multiplication gives: see power.ts of the runtime.
        if (literal(rightNode) !== 2 || anyFloat) return `(${slow})`;
        this.declare("$m");
        return `(${all([numbers, int32s, `($m = ${left} * ${left}) <= 9007199254740991`])} ? $m : (${slow}))`;
      default:
        return `(${slow})`;
    }
  }

  unaryOperation(node: UnaryOp): string {
    if (node.op === "Not") return `!${this.condition(node.operand)}`;
    const { operand } = node;
    if (node.op === "USub" && operand.node === "Constant") {
      const { value } = operand;
      if (value.type === "int" && value.value !== 0 && value.value !== 0n) {
        return intText(typeof value.value === "bigint" ? -value.value : -value.value);
      }
      if (value.type === "float") return this.unit.floatText(-value.value);
    }
    const helper = node.op === "USub" ? "neg" : node.op === "UAdd" ? "pos" : "invert";
    const sequence = this.open();
    const text = this.operand(sequence, operand);
    const slow = `${this.at(node)}, ${this.helper(helper)}(${text})`;
    const fast = node.op === "USub" ? `0 - ${text}` : node.op === "Invert" ? `~${text}` : text;
    return this.close(sequence, `(typeof ${text} === "number" && (${text} | 0) === ${text} ? ${fast} : (${slow}))`);
  }

  // ---- comparisons --------------------------------------------------------------------------------------------

  /** One comparison as a JavaScript boolean, or as Python's value. */
  protected comparison(
    op: CmpOperator,
    left: string,
    right: string,
    leftNode: Expr | undefined,
    rightNode: Expr,
    node: Position,
    asCondition: boolean,
  ): string {
    switch (op) {
      case "Is":
      case "IsNot": {
        const not = op === "IsNot";
        const singleton = isSingleton(rightNode) || (leftNode !== undefined && isSingleton(leftNode));
        if (singleton) return `(${left} ${not ? "!==" : "==="} ${right})`;
        return `${not ? "!" : ""}${this.helper("is")}(${left}, ${right})`;
      }
      case "In":
      case "NotIn":
        return `${op === "NotIn" ? "!" : ""}${this.membership(left, right, node)}`;
    }
    const { helper, js } = COMPARISONS[op];
    const call = `${this.helper(helper)}(${left}, ${right})`;
    const general = `(${this.at(node)}, ${asCondition ? `${this.helper("truth")}(${call})` : call})`;
    const leftKind = leftNode === undefined ? "unknown" : kindOf(leftNode);
    const rightKind = kindOf(rightNode);
    if (leftKind === "other" || rightKind === "other") return general;
    if (leftKind === "str" || rightKind === "str") {
      const strings = [isString(left, leftKind), isString(right, rightKind)].filter((test) => test !== "");
      // JavaScript compares strings by UTF-16 units, Python by code points: only equality is the same.
      if ((op !== "Eq" && op !== "NotEq") || strings.length === 0) return general;
      return `(${strings.join(" && ")} ? ${left} ${js} ${right} : ${general})`;
    }
    const numbers = all([isNumber(left, leftKind), isNumber(right, rightKind)]);
    const test = `${numberText(left, leftNode)} ${js} ${numberText(right, rightNode)}`;
    return numbers === "" ? `(${test})` : `(${numbers} ? ${test} : ${general})`;
  }

  /** `item in container`, always a JavaScript boolean; as with the load of an item (see expressions.ts). */
  private membership(item: string, container: string, node: Position): string {
    const general = `${this.helper("contains")}(${container}, ${item})`;
    if (isPlainText(container)) {
      return `(typeof ${item} === "string" ? ${container}.includes(${item}) : (${this.at(node)}, ${general}))`;
    }
    if (!isIdentifier(container)) return `(${this.at(node)}, ${general})`;
    const method = this.temp();
    this.free(method);
    const own = `(${method} = ${method}(${container}, ${item})) === true`;
    const other = `${method} !== false && ${this.helper("truth")}(${method})`;
    return `(${this.at(node)}, (${method} = ${container}.m$__contains__) != null ? ${own} || (${other}) : ${general})`;
  }

  compare(node: Compare, asCondition: boolean): string {
    const sequence = this.open();
    const { ops, comparators } = node;
    let leftNode = node.left;
    let left = this.operand(sequence, leftNode, comparators);
    if (ops.length === 1) {
      const right = this.operand(sequence, comparators[0]!);
      return this.close(sequence, this.comparison(ops[0]!, left, right, leftNode, comparators[0]!, node, asCondition));
    }
    // a < b < c: each operand is evaluated once, and only if the comparisons before it held.
    const first = this.operand(sequence, comparators[0]!, comparators.slice(1));
    let text = this.comparison(ops[0]!, left, first, leftNode, comparators[0]!, node, asCondition);
    const ends: string[] = [];
    const inner: (typeof sequence)[] = [];
    left = first;
    leftNode = comparators[0]!;
    const state = this.snapshot();
    const result = asCondition ? "" : this.temp();
    for (let i = 1; i < ops.length; i++) {
      const rightNode = comparators[i]!;
      // The comparison that fails is the value of the chain.
      const test = asCondition ? text : this.truth(`(${result} = ${stripOperand(text)})`, result, node);
      const link = this.open();
      inner.push(link);
      const right = this.operand(link, rightNode, comparators.slice(i + 1));
      const last = this.comparison(ops[i]!, left, right, leftNode, rightNode, node, asCondition);
      const parts = link.parts.splice(0).join(", ");
      const rest = parts === "" ? last : `(${parts}, ${last})`;
      if (asCondition) text = `(${test} && ${rest})`;
      else {
        ends.push(`(${test} ? `);
        text = rest;
      }
      left = right;
      leftNode = rightNode;
    }
    for (const link of inner.reverse()) this.close(link, "");
    if (!asCondition) {
      text = ends.join("") + text + ` : ${result})`.repeat(ends.length);
      this.free(result);
    }
    this.bound = state;
    return this.close(sequence, text);
  }

  // ---- truth --------------------------------------------------------------------------------------------------

  /** A JavaScript boolean: the truth of `text`; once evaluated, its value is also that of `again`. */
  truth(text: string, again: string, node: Position): string {
    return `(${text} === true || (${again} !== false && (${this.at(node)}, ${this.helper("truth")}(${again}))))`;
  }
}

function isSingleton(node: Expr): boolean {
  if (node.node !== "Constant") return false;
  const { type } = node.value;
  return type === "None" || type === "True" || type === "False" || type === "Ellipsis";
}

/** Is it a string literal in which JavaScript finds what Python does: none with surrogates? */
function isPlainText(text: string): boolean {
  return /^"(?:[^"\\\ud800-\udfff]|\\[^u])*"$/.test(text);
}

function mayBeNumber(kind: Kind): boolean {
  return kind === "int32" || isFloat(kind) || kind === "unknown";
}

/** A number of this kind is no int. */
function isFloat(kind: Kind): boolean {
  return kind === "float" || kind === "whole" || kind === "inexact";
}

function isNumber(text: string, kind: Kind): string {
  return kind === "unknown" || kind === "inexact" ? `typeof ${text} === "number"` : "";
}

function isInt32(text: string, kind: Kind): string {
  return kind === "unknown" ? `(${text} | 0) === ${text}` : "";
}

function isString(text: string, kind: Kind): string {
  return kind === "str" ? "" : `typeof ${text} === "string"`;
}

function all(tests: string[]): string {
  return [...new Set(tests)].filter((test) => test !== "").join(" && ");
}
