// Expressions as source text again, as `from __future__ import annotations` keeps them.

import type {
  Arguments,
  BoolOperator,
  CmpOperator,
  Comprehension,
  ConstantValue,
  Expr,
  Operator,
} from "../syntax/ast.ts";

/** How tightly an expression binds; operands that bind less tightly are put in parentheses. */
const LEVEL = {
  tuple: 0,
  yield: 1,
  walrus: 1,
  test: 2,
  or: 3,
  and: 4,
  not: 5,
  compare: 6,
  bitor: 7,
  bitxor: 8,
  bitand: 9,
  shift: 10,
  sum: 11,
  term: 12,
  factor: 13,
  power: 14,
  await: 15,
  atom: 16,
} as const;

const BINARY: Record<Operator, [text: string, level: number]> = {
  Add: ["+", LEVEL.sum],
  Sub: ["-", LEVEL.sum],
  Mult: ["*", LEVEL.term],
  MatMult: ["@", LEVEL.term],
  Div: ["/", LEVEL.term],
  FloorDiv: ["//", LEVEL.term],
  Mod: ["%", LEVEL.term],
  Pow: ["**", LEVEL.power],
  LShift: ["<<", LEVEL.shift],
  RShift: [">>", LEVEL.shift],
  BitOr: ["|", LEVEL.bitor],
  BitXor: ["^", LEVEL.bitxor],
  BitAnd: ["&", LEVEL.bitand],
};

const COMPARE: Record<CmpOperator, string> = {
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
};

const BOOLEAN: Record<BoolOperator, [text: string, level: number]> = { And: ["and", LEVEL.and], Or: ["or", LEVEL.or] };

/** The source text of an expression; `level` is the tightness that its place asks for. */
export function unparse(node: Expr, level: number = LEVEL.tuple): string {
  const [text, own] = write(node);
  return own < level ? `(${text})` : text;
}

function write(node: Expr): [text: string, level: number] {
  switch (node.node) {
    case "Name":
      return [node.id, LEVEL.atom];
    case "Constant":
      return [constant(node.value), LEVEL.atom];
    case "Attribute": {
      const value = unparse(node.value, LEVEL.atom);
      const isInt = node.value.node === "Constant" && node.value.value.type === "int";
      return [`${value}${isInt ? " " : ""}.${node.attr}`, LEVEL.atom];
    }
    case "Subscript": {
      const { slice } = node;
      const bare = slice.node === "Tuple" && slice.elts.length > 0 && !slice.elts.some((e) => e.node === "Starred");
      const key = bare ? commas(slice.elts, LEVEL.test) + (slice.elts.length === 1 ? "," : "") : unparse(slice);
      return [`${unparse(node.value, LEVEL.atom)}[${key}]`, LEVEL.atom];
    }
    case "Slice": {
      const part = (e: Expr | null): string => (e === null ? "" : unparse(e, LEVEL.test));
      return [`${part(node.lower)}:${part(node.upper)}${node.step === null ? "" : `:${part(node.step)}`}`, LEVEL.tuple];
    }
    case "Tuple":
      if (node.elts.length === 0) return ["()", LEVEL.atom];
      return [`(${commas(node.elts, LEVEL.test)}${node.elts.length === 1 ? "," : ""})`, LEVEL.atom];
    case "List":
      return [`[${commas(node.elts, LEVEL.test)}]`, LEVEL.atom];
    case "Set":
      return [node.elts.length === 0 ? "{*()}" : `{${commas(node.elts, LEVEL.test)}}`, LEVEL.atom];
    case "Dict": {
      const items = node.keys.map((key, i) =>
        key === null
          ? `**${unparse(node.values[i]!, LEVEL.bitor)}`
          : `${unparse(key, LEVEL.test)}: ${unparse(node.values[i]!, LEVEL.test)}`,
      );
      return [`{${items.join(", ")}}`, LEVEL.atom];
    }
    case "Starred":
      return [`*${unparse(node.value, LEVEL.bitor)}`, LEVEL.atom];
    case "Call": {
      const args = node.args.map((arg) => unparse(arg, LEVEL.test));
      for (const { arg, value } of node.keywords) {
        args.push(arg === null ? `**${unparse(value, LEVEL.test)}` : `${arg}=${unparse(value, LEVEL.test)}`);
      }
      return [`${unparse(node.func, LEVEL.atom)}(${args.join(", ")})`, LEVEL.atom];
    }
    case "BinOp": {
      const [text, level] = BINARY[node.op];
      // Powers bind to the right, everything else to the left.
      const [left, right] = node.op === "Pow" ? [level + 1, level] : [level, level + 1];
      return [`${unparse(node.left, left)} ${text} ${unparse(node.right, right)}`, level];
    }
    case "UnaryOp": {
      if (node.op === "Not") return [`not ${unparse(node.operand, LEVEL.not)}`, LEVEL.not];
      const sign = { UAdd: "+", USub: "-", Invert: "~" }[node.op];
      return [`${sign}${unparse(node.operand, LEVEL.factor)}`, LEVEL.factor];
    }
    case "BoolOp": {
      const [text, level] = BOOLEAN[node.op];
      return [node.values.map((value) => unparse(value, level + 1)).join(` ${text} `), level];
    }
    case "Compare": {
      const rest = node.ops.map((op, i) => ` ${COMPARE[op]} ${unparse(node.comparators[i]!, LEVEL.compare + 1)}`);
      return [unparse(node.left, LEVEL.compare + 1) + rest.join(""), LEVEL.compare];
    }
    case "IfExp": {
      const body = unparse(node.body, LEVEL.test + 1);
      return [`${body} if ${unparse(node.test, LEVEL.test + 1)} else ${unparse(node.orelse, LEVEL.test)}`, LEVEL.test];
    }
    case "Lambda": {
      const parameters = args(node.args);
      return [`lambda${parameters === "" ? "" : ` ${parameters}`}: ${unparse(node.body, LEVEL.test)}`, LEVEL.test];
    }
    case "NamedExpr":
      return [`(${node.target.id} := ${unparse(node.value, LEVEL.atom)})`, LEVEL.atom];
    case "Await":
      return [`await ${unparse(node.value, LEVEL.atom)}`, LEVEL.await];
    case "Yield":
      return [node.value === null ? "(yield)" : `(yield ${unparse(node.value)})`, LEVEL.atom];
    case "YieldFrom":
      return [`(yield from ${unparse(node.value, LEVEL.atom)})`, LEVEL.atom];
    case "ListComp":
      return [`[${unparse(node.elt, LEVEL.test)}${loops(node.generators)}]`, LEVEL.atom];
    case "SetComp":
      return [`{${unparse(node.elt, LEVEL.test)}${loops(node.generators)}}`, LEVEL.atom];
    case "GeneratorExp":
      return [`(${unparse(node.elt, LEVEL.test)}${loops(node.generators)})`, LEVEL.atom];
    case "DictComp": {
      const pair = `${unparse(node.key, LEVEL.test)}: ${unparse(node.value, LEVEL.test)}`;
      return [`{${pair}${loops(node.generators)}}`, LEVEL.atom];
    }
    case "JoinedStr":
    case "TemplateStr":
      return [(node.node === "JoinedStr" ? "f" : "t") + stringLiteral(node.values.map(piece).join("")), LEVEL.atom];
    case "FormattedValue":
    case "Interpolation":
      return [piece(node), LEVEL.atom];
  }
}

function commas(elts: readonly Expr[], level: number): string {
  return elts.map((elt) => unparse(elt, level)).join(", ");
}

function loops(generators: readonly Comprehension[]): string {
  return generators
    .map(({ target, iter, ifs, is_async }) => {
      const conditions = ifs.map((test) => ` if ${unparse(test, LEVEL.test + 1)}`).join("");
      const names = target.node === "Tuple" ? commas(target.elts, LEVEL.test) : unparse(target);
      return ` ${is_async ? "async " : ""}for ${names} in ${unparse(iter, LEVEL.test + 1)}${conditions}`;
    })
    .join("");
}

function args(node: Arguments): string {
  const positional = [...node.posonlyargs, ...node.args];
  const firstDefault = positional.length - node.defaults.length;
  const parts: string[] = [];
  for (const [i, { arg }] of positional.entries()) {
    parts.push(i < firstDefault ? arg : `${arg}=${unparse(node.defaults[i - firstDefault]!, LEVEL.test)}`);
    if (i === node.posonlyargs.length - 1) parts.push("/");
  }
  if (node.vararg !== null) parts.push(`*${node.vararg.arg}`);
  else if (node.kwonlyargs.length > 0) parts.push("*");
  for (const [i, { arg }] of node.kwonlyargs.entries()) {
    const value = node.kw_defaults[i]!;
    parts.push(value === null ? arg : `${arg}=${unparse(value, LEVEL.test)}`);
  }
  if (node.kwarg !== null) parts.push(`**${node.kwarg.arg}`);
  return parts.join(", ");
}

/** A part of an f-string or t-string. */
function piece(node: Expr): string {
  if (node.node === "Constant" && node.value.type === "str") return node.value.value.replace(/[{}]/g, "$&$&");
  if (node.node !== "FormattedValue" && node.node !== "Interpolation") return unparse(node);
  const value = node.node === "Interpolation" ? node.str : unparse(node.value, LEVEL.test + 1);
  const conversion = node.conversion === -1 ? "" : `!${String.fromCharCode(node.conversion)}`;
  const spec = node.format_spec === null ? "" : `:${node.format_spec.values.map(piece).join("")}`;
  return `{${value.startsWith("{") ? " " : ""}${value}${conversion}${spec}}`;
}

function constant(value: ConstantValue): string {
  switch (value.type) {
    case "None":
    case "True":
    case "False":
      return value.type;
    case "Ellipsis":
      return "...";
    case "int":
      return String(value.value);
    case "float":
      return float(value.value);
    case "complex":
      return `${float(value.value).replace(/\.0$/, "")}j`;
    case "str":
      return stringLiteral(value.value);
    case "bytes": {
      let text = "";
      for (const byte of value.value) text += String.fromCharCode(byte);
      return `b${stringLiteral(text, /[\x7f-\xff]/g)}`;
    }
  }
}

function float(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "1e309";
  if (Number.isInteger(value) && Math.abs(value) < 1e16) return `${value}.0`;
  return String(value).replace(/e([+-])(\d)$/, "e$10$2");
}

const ESCAPES: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\" };

function stringLiteral(text: string, more?: RegExp): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const hex = (c: string): string => `\\x${c.charCodeAt(0).toString(16).padStart(2, "0")}`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is escaped
  let escaped = text.replace(/[\x00-\x1f\\\x7f]/g, (c) => ESCAPES[c] ?? hex(c)).replaceAll(quote, `\\${quote}`);
  if (more !== undefined) escaped = escaped.replace(more, hex);
  return quote + escaped + quote;
}
