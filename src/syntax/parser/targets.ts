// Targets: what may be assigned to, deleted, or bound by a loop, and the words for what may not.

import type { Expr, ExprContext } from "../ast.ts";

/** Turns a freshly parsed expression into a target. Returns false, perhaps half done, if it cannot be one. */
export function setContext(target: Expr, ctx: ExprContext): boolean {
  switch (target.node) {
    case "Name":
    case "Attribute":
    case "Subscript":
      target.ctx = ctx;
      return true;
    case "Starred":
      if (ctx === "Del") return false;
      target.ctx = ctx;
      return setContext(target.value, ctx);
    case "List":
    case "Tuple":
      target.ctx = ctx;
      for (const element of target.elts) if (!setContext(element, ctx)) return false;
      return true;
    default:
      return false;
  }
}

/** The first part of an expression that cannot be a target, or null. `inFor` knows `a in b` for the head of a loop. */
export function findInvalidTarget(target: Expr, ctx: "Store" | "Del", inFor = false): Expr | null {
  switch (target.node) {
    case "Name":
    case "Attribute":
    case "Subscript":
      return null;
    case "Starred":
      return ctx === "Del" ? target : findInvalidTarget(target.value, ctx, inFor);
    case "List":
    case "Tuple":
      for (const element of target.elts) {
        const invalid = findInvalidTarget(element, ctx, inFor);
        if (invalid !== null) return invalid;
      }
      return null;
    case "Compare":
      if (!inFor) return target;
      return target.ops[0] === "In" ? findInvalidTarget(target.left, ctx, inFor) : null;
    default:
      return target;
  }
}

const NAMES: Readonly<Record<Exclude<Expr["node"], "Constant">, string>> = {
  Attribute: "attribute",
  Subscript: "subscript",
  Starred: "starred",
  Name: "name",
  List: "list",
  Tuple: "tuple",
  Lambda: "lambda",
  Call: "function call",
  BoolOp: "expression",
  BinOp: "expression",
  UnaryOp: "expression",
  GeneratorExp: "generator expression",
  Yield: "yield expression",
  YieldFrom: "yield expression",
  Await: "await expression",
  ListComp: "list comprehension",
  SetComp: "set comprehension",
  DictComp: "dict comprehension",
  Dict: "dict literal",
  Set: "set display",
  JoinedStr: "f-string expression",
  FormattedValue: "f-string expression",
  TemplateStr: "t-string expression",
  Interpolation: "t-string expression",
  Compare: "comparison",
  IfExp: "conditional expression",
  NamedExpr: "named expression",
  Slice: "slice",
};

/** What messages call an expression. */
export function expressionName(expression: Expr): string {
  if (expression.node !== "Constant") return NAMES[expression.node];
  const { type } = expression.value;
  if (type === "Ellipsis") return "ellipsis";
  return type === "None" || type === "True" || type === "False" ? type : "literal";
}
