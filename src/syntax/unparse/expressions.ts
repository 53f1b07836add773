// Expressions as text. Each is written for a level of precedence that its surroundings ask for, and puts itself in
// parentheses if it binds less tightly.

import type {
  Arguments,
  BinOp,
  BoolOp,
  Comprehension,
  Constant,
  Expr,
  FormattedValue,
  Interpolation,
  JoinedStr,
  Operator,
  TemplateStr,
  UnaryOp,
} from "../ast.ts";
import { reprConstant } from "../literals.ts";

/** Levels of precedence, the loosest first. */
export const NAMED = 0;
export const TUPLE = 1;
export const YIELD = 2;
export const TEST = 3;
const OR = 4;
const AND = 5;
const NOT = 6;
const COMPARISON = 7;
export const BITWISE_OR = 8;
const SUM = 12;
const TERM = 13;
const FACTOR = 14;
const POWER = 15;
const AWAIT = 16;
export const ATOM = 17;

export const OPERATORS: Readonly<Record<Operator, readonly [text: string, level: number]>> = {
  BitOr: ["|", BITWISE_OR],
  BitXor: ["^", 9],
  BitAnd: ["&", 10],
  LShift: ["<<", 11],
  RShift: [">>", 11],
  Add: ["+", SUM],
  Sub: ["-", SUM],
  Mult: ["*", TERM],
  MatMult: ["@", TERM],
  Div: ["/", TERM],
  Mod: ["%", TERM],
  FloorDiv: ["//", TERM],
  Pow: ["**", POWER],
};

const COMPARISONS = {
  Eq: "==",
  NotEq: "!=",
  Lt: "<",
  LtE: "<=",
  Gt: ">",
  GtE: ">=",
  Is: "is",
  IsNot: "is not",
  In: "in",
  NotIn: "not in",
} as const;

const UNARY = { Invert: "~", Not: "not ", UAdd: "+", USub: "-" } as const;

/** An expression, fit to stand where `level` is asked for. */
export function unparseExpression(node: Expr, level = TEST): string {
  const parenthesized = (own: number, text: string) => (level > own ? `(${text})` : text);
  switch (node.node) {
    case "Name":
      return node.id;
    case "Constant":
      return unparseConstant(node);
    case "JoinedStr":
    case "TemplateStr":
      return unparseFormatted(node);
    case "FormattedValue":
    case "Interpolation":
      return `f${quote([field(node)])}`;
    case "NamedExpr":
      return parenthesized(NAMED, `${node.target.id} := ${unparseExpression(node.value, ATOM)}`);
    case "BoolOp":
      return unparseBoolOp(node, level);
    case "BinOp":
      return unparseBinOp(node, level);
    case "UnaryOp":
      return unparseUnaryOp(node, level);
    case "Lambda": {
      const args = unparseArguments(node.args);
      return parenthesized(TEST, `lambda${args === "" ? "" : ` ${args}`}: ${unparseExpression(node.body)}`);
    }
    case "IfExp": {
      const body = unparseExpression(node.body, TEST + 1);
      const test = unparseExpression(node.test, TEST + 1);
      return parenthesized(TEST, `${body} if ${test} else ${unparseExpression(node.orelse)}`);
    }
    case "Dict": {
      const items = node.values.map((value, index) => {
        const key = node.keys[index]!;
        if (key === null) return `**${unparseExpression(value, BITWISE_OR)}`;
        return `${unparseExpression(key)}: ${unparseExpression(value)}`;
      });
      return `{${items.join(", ")}}`;
    }
    case "Set":
      return node.elts.length === 0 ? "{*()}" : `{${list(node.elts)}}`;
    case "List":
      return `[${list(node.elts)}]`;
    case "Tuple":
      return node.elts.length === 0 || level > TUPLE ? `(${tupleItems(node.elts)})` : tupleItems(node.elts);
    case "ListComp":
      return `[${unparseExpression(node.elt)}${clauses(node.generators)}]`;
    case "SetComp":
      return `{${unparseExpression(node.elt)}${clauses(node.generators)}}`;
    case "GeneratorExp":
      return `(${unparseExpression(node.elt)}${clauses(node.generators)})`;
    case "DictComp":
      return `{${unparseExpression(node.key)}: ${unparseExpression(node.value)}${clauses(node.generators)}}`;
    case "Await":
      return parenthesized(AWAIT, `await ${unparseExpression(node.value, ATOM)}`);
    case "Yield":
      return parenthesized(YIELD, node.value === null ? "yield" : `yield ${unparseExpression(node.value, ATOM)}`);
    case "YieldFrom":
      return parenthesized(YIELD, `yield from ${unparseExpression(node.value, ATOM)}`);
    case "Compare": {
      let text = unparseExpression(node.left, COMPARISON + 1);
      for (const [index, operator] of node.ops.entries()) {
        text += ` ${COMPARISONS[operator]} ${unparseExpression(node.comparators[index]!, COMPARISON + 1)}`;
      }
      return parenthesized(COMPARISON, text);
    }
    case "Call": {
      const args = node.args.map((arg) => unparseExpression(arg));
      for (const { arg, value } of node.keywords) {
        args.push(arg === null ? `**${unparseExpression(value)}` : `${arg}=${unparseExpression(value)}`);
      }
      return `${unparseExpression(node.func, ATOM)}(${args.join(", ")})`;
    }
    case "Attribute": {
      const value = unparseExpression(node.value, ATOM);
      // `1.real` would begin with a float.
      const int = node.value.node === "Constant" && node.value.value.type === "int";
      return `${value}${int ? " " : ""}.${node.attr}`;
    }
    case "Subscript": {
      const { slice } = node;
      const index = slice.node === "Tuple" && slice.elts.length > 0 ? tupleItems(slice.elts) : unparseExpression(slice);
      return `${unparseExpression(node.value, ATOM)}[${index}]`;
    }
    case "Starred":
      return `*${unparseExpression(node.value, BITWISE_OR)}`;
    case "Slice": {
      const part = (bound: Expr | null) => (bound === null ? "" : unparseExpression(bound));
      return `${part(node.lower)}:${part(node.upper)}${node.step === null ? "" : `:${part(node.step)}`}`;
    }
  }
}

function unparseConstant({ value, kind }: Constant): string {
  if (value.type === "Ellipsis") return "...";
  // A float too large for a double reads as infinity again.
  if (value.type === "float" || value.type === "complex") return reprConstant(value).replace("inf", "1e309");
  return kind === "u" ? `u${reprConstant(value)}` : reprConstant(value);
}

function unparseBoolOp(node: BoolOp, level: number): string {
  const own = node.op === "And" ? AND : OR;
  // Every operand but the first binds a level tighter than the one before: `a or b and c` becomes `a or (b and c)`.
  const values = node.values.map((value, index) => unparseExpression(value, Math.min(own + 1 + index, ATOM)));
  const text = values.join(node.op === "And" ? " and " : " or ");
  return level > own ? `(${text})` : text;
}

function unparseBinOp(node: BinOp, level: number): string {
  const [operator, own] = OPERATORS[node.op];
  const right = node.op === "Pow";
  const text =
    `${unparseExpression(node.left, right ? own + 1 : own)} ${operator} ` +
    unparseExpression(node.right, right ? own : own + 1);
  return level > own ? `(${text})` : text;
}

function unparseUnaryOp(node: UnaryOp, level: number): string {
  const own = node.op === "Not" ? NOT : FACTOR;
  const text = UNARY[node.op] + unparseExpression(node.operand, own);
  return level > own ? `(${text})` : text;
}

function list(elements: readonly Expr[]): string {
  return elements.map((element) => unparseExpression(element)).join(", ");
}

function tupleItems(elements: readonly Expr[]): string {
  return elements.length === 1 ? `${unparseExpression(elements[0]!)},` : list(elements);
}

function clauses(generators: readonly Comprehension[]): string {
  let text = "";
  for (const { target, iter, ifs, is_async } of generators) {
    text += is_async === 1 ? " async for " : " for ";
    text += `${unparseExpression(target, TUPLE)} in ${unparseExpression(iter, TEST + 1)}`;
    for (const condition of ifs) text += ` if ${unparseExpression(condition, TEST + 1)}`;
  }
  return text;
}

/** Parameters with their annotations and defaults. */
export function unparseArguments(args: Arguments): string {
  const positional = [...args.posonlyargs, ...args.args];
  const firstDefault = positional.length - args.defaults.length;
  const parts: string[] = [];
  const param = ({ arg, annotation }: Arguments["args"][number], value: Expr | null | undefined) => {
    let text = arg;
    if (annotation !== null) text += `: ${unparseExpression(annotation)}`;
    return value ? `${text}=${unparseExpression(value)}` : text;
  };
  for (const [index, arg] of positional.entries()) {
    parts.push(param(arg, args.defaults[index - firstDefault]));
    if (index + 1 === args.posonlyargs.length) parts.push("/");
  }
  if (args.vararg !== null) parts.push(`*${param(args.vararg, null)}`);
  else if (args.kwonlyargs.length > 0) parts.push("*");
  for (const [index, arg] of args.kwonlyargs.entries()) parts.push(param(arg, args.kw_defaults[index]));
  if (args.kwarg !== null) parts.push(`**${param(args.kwarg, null)}`);
  return parts.join(", ");
}

// ---------------------------------------------------------------------------------------------------------------------
// f-strings and t-strings

/** Text, or a replacement field, whose quotes and backslashes are its own. */
interface FormattedPart {
  readonly text: string;
  readonly isField: boolean;
}

const QUOTES = ["'", '"', '"""', "'''"];

function unparseFormatted(node: JoinedStr | TemplateStr): string {
  return (node.node === "JoinedStr" ? "f" : "t") + quote(formattedParts(node.values, false));
}

function formattedParts(values: readonly Expr[], inSpec: boolean): FormattedPart[] {
  return values.map((value) => {
    if (value.node === "FormattedValue" || value.node === "Interpolation") return field(value);
    const text = value.node === "Constant" && value.value.type === "str" ? value.value.value : "";
    // A format specification cannot have braces of its own, so that there are none to double.
    return { text: inSpec ? text : text.replaceAll("{", "{{").replaceAll("}", "}}"), isField: false };
  });
}

function field(node: FormattedValue | Interpolation): FormattedPart {
  const value = node.node === "Interpolation" && node.str !== "" ? node.str : unparseExpression(node.value, TEST + 1);
  let text = value.startsWith("{") ? `{ ${value}` : `{${value}`;
  if (node.conversion >= 0) text += `!${String.fromCharCode(node.conversion)}`;
  if (node.format_spec !== null) {
    text += ":";
    for (const part of formattedParts(node.format_spec.values, true)) {
      text += part.isField ? part.text : escapeText(part.text);
    }
  }
  return { text: `${text}}`, isField: true };
}

function escapeText(text: string): string {
  return reprConstant({ type: "str", value: `"'${text}` })
    .slice(4, -1)
    .replaceAll("\\'", "'");
}

/** Between the first quotes that none of the parts needs; if there are none such, text has its quotes escaped. */
function quote(parts: readonly FormattedPart[]): string {
  const texts = parts.map(({ text, isField }) => (isField ? text : escapeText(text)));
  const whole = texts.join("");
  const multiline = parts.some(({ text, isField }) => isField && text.includes("\n"));
  const mark = QUOTES.find(
    (candidate) =>
      !whole.includes(candidate) && !whole.endsWith(candidate[0]!) && !(multiline && candidate.length === 1),
  );
  if (mark !== undefined) return mark + whole + mark;
  const outer = multiline ? "'''" : "'";
  const escaped = texts.map((text, index) => (parts[index]!.isField ? text : text.replaceAll("'", "\\'")));
  return outer + escaped.join("") + outer;
}
