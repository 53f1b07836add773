// A tree as a program: as CPython's `ast.unparse` writes it, f-strings with odd quotes apart.

import type {
  AsyncFunctionDef,
  ClassDef,
  ExceptHandler,
  Expr,
  FunctionDef,
  If,
  ImportFrom,
  Mod,
  Pattern,
  Stmt,
  TypeParam,
} from "../ast.ts";
import { reprConstant } from "../literals.ts";
import { ATOM, OPERATORS, TUPLE, unparseArguments, unparseExpression, YIELD } from "./expressions.ts";

const INDENT = "    ";

/** The text of a program, statement or expression. */
export function unparse(node: Mod | Stmt | Expr): string {
  switch (node.node) {
    case "Module":
    case "Interactive":
      return new Writer().program(node.body);
    case "Expression":
      return unparseExpression(node.body);
    default:
      return isStatement(node) ? new Writer().program([node]) : unparseExpression(node);
  }
}

const STATEMENTS: ReadonlySet<string> = new Set<Stmt["node"]>([
  "FunctionDef",
  "AsyncFunctionDef",
  "ClassDef",
  "Return",
  "Delete",
  "Assign",
  "TypeAlias",
  "AugAssign",
  "AnnAssign",
  "For",
  "AsyncFor",
  "While",
  "If",
  "With",
  "AsyncWith",
  "Match",
  "Raise",
  "Try",
  "TryStar",
  "Assert",
  "Import",
  "ImportFrom",
  "Global",
  "Nonlocal",
  "Expr",
  "Pass",
  "Break",
  "Continue",
]);

function isStatement(node: Stmt | Expr): node is Stmt {
  return STATEMENTS.has(node.node);
}

class Writer {
  private readonly lines: string[] = [];
  private indentation = "";

  program(body: readonly Stmt[]): string {
    this.docBody(body);
    return this.lines.join("\n");
  }

  private line(text: string): void {
    this.lines.push(this.indentation + text);
  }

  /** Before a definition, unless it is the first line. */
  private blankLine(): void {
    if (this.lines.length > 0) this.lines.push("");
  }

  private block(head: string, body: readonly Stmt[], hasDocstring = false): void {
    this.line(`${head}:`);
    this.indentation += INDENT;
    if (hasDocstring) this.docBody(body);
    else for (const statement of body) this.statement(statement);
    this.indentation = this.indentation.slice(INDENT.length);
  }

  /** Statements the first of which may be a docstring. */
  private docBody(body: readonly Stmt[]): void {
    for (const [index, statement] of body.entries()) {
      const value = index === 0 && statement.node === "Expr" ? statement.value : null;
      if (value?.node === "Constant" && value.value.type === "str") {
        this.line(`${value.kind ?? ""}${docstring(value.value.value)}`);
      } else {
        this.statement(statement);
      }
    }
  }

  private statement(node: Stmt): void {
    const expression = unparseExpression;
    switch (node.node) {
      case "FunctionDef":
      case "AsyncFunctionDef":
        this.functionDef(node);
        break;
      case "ClassDef":
        this.classDef(node);
        break;
      case "Return":
        this.line(node.value === null ? "return" : `return ${expression(node.value)}`);
        break;
      case "Delete":
        this.line(`del ${node.targets.map((target) => expression(target)).join(", ")}`);
        break;
      case "Assign":
        this.line(
          `${node.targets.map((target) => `${expression(target, TUPLE)} = `).join("")}${expression(node.value)}`,
        );
        break;
      case "TypeAlias":
        this.line(`type ${node.name.id}${typeParams(node.type_params)} = ${expression(node.value)}`);
        break;
      case "AugAssign":
        this.line(`${expression(node.target)} ${OPERATORS[node.op][0]}= ${expression(node.value)}`);
        break;
      case "AnnAssign": {
        const bare = expression(node.target);
        const target = node.simple === 0 && node.target.node === "Name" ? `(${bare})` : bare;
        const value = node.value === null ? "" : ` = ${expression(node.value)}`;
        this.line(`${target}: ${expression(node.annotation)}${value}`);
        break;
      }
      case "For":
      case "AsyncFor": {
        const word = node.node === "For" ? "for" : "async for";
        this.block(`${word} ${expression(node.target, TUPLE)} in ${expression(node.iter)}`, node.body);
        if (node.orelse.length > 0) this.block("else", node.orelse);
        break;
      }
      case "While":
        this.block(`while ${expression(node.test)}`, node.body);
        if (node.orelse.length > 0) this.block("else", node.orelse);
        break;
      case "If":
        this.ifStatement(node);
        break;
      case "With":
      case "AsyncWith": {
        const items = node.items.map(({ context_expr, optional_vars }) => {
          const target = optional_vars === null ? "" : ` as ${expression(optional_vars)}`;
          return expression(context_expr) + target;
        });
        this.block(`${node.node === "With" ? "with" : "async with"} ${items.join(", ")}`, node.body);
        break;
      }
      case "Match":
        this.line(`match ${expression(node.subject)}:`);
        this.indentation += INDENT;
        for (const { pattern, guard, body } of node.cases) {
          const condition = guard === null ? "" : ` if ${expression(guard)}`;
          this.block(`case ${unparsePattern(pattern)}${condition}`, body);
        }
        this.indentation = this.indentation.slice(INDENT.length);
        break;
      case "Raise": {
        const cause = node.cause === null ? "" : ` from ${expression(node.cause)}`;
        this.line(node.exc === null ? "raise" : `raise ${expression(node.exc)}${cause}`);
        break;
      }
      case "Try":
      case "TryStar":
        this.block("try", node.body);
        for (const handler of node.handlers) this.handler(handler, node.node === "TryStar");
        if (node.orelse.length > 0) this.block("else", node.orelse);
        if (node.finalbody.length > 0) this.block("finally", node.finalbody);
        break;
      case "Assert":
        this.line(`assert ${expression(node.test)}${node.msg === null ? "" : `, ${expression(node.msg)}`}`);
        break;
      case "Import":
        this.line(`import ${aliases(node.names)}`);
        break;
      case "ImportFrom":
        this.line(`from ${".".repeat(node.level)}${node.module ?? ""} import ${aliases(node.names)}`);
        break;
      case "Global":
        this.line(`global ${node.names.join(", ")}`);
        break;
      case "Nonlocal":
        this.line(`nonlocal ${node.names.join(", ")}`);
        break;
      case "Expr":
        this.line(expression(node.value, YIELD));
        break;
      case "Pass":
        this.line("pass");
        break;
      case "Break":
        this.line("break");
        break;
      case "Continue":
        this.line("continue");
        break;
    }
  }

  private functionDef(node: FunctionDef | AsyncFunctionDef): void {
    this.blankLine();
    for (const decorator of node.decorator_list) this.line(`@${unparseExpression(decorator)}`);
    const word = node.node === "FunctionDef" ? "def" : "async def";
    const returns = node.returns === null ? "" : ` -> ${unparseExpression(node.returns)}`;
    const head = `${word} ${node.name}${typeParams(node.type_params)}(${unparseArguments(node.args)})${returns}`;
    this.block(head, node.body, true);
  }

  private classDef(node: ClassDef): void {
    this.blankLine();
    for (const decorator of node.decorator_list) this.line(`@${unparseExpression(decorator)}`);
    const args = node.bases.map((base) => unparseExpression(base));
    for (const { arg, value } of node.keywords) {
      args.push(arg === null ? `**${unparseExpression(value)}` : `${arg}=${unparseExpression(value)}`);
    }
    const list = args.length === 0 ? "" : `(${args.join(", ")})`;
    this.block(`class ${node.name}${typeParams(node.type_params)}${list}`, node.body, true);
  }

  private ifStatement(node: If): void {
    let word = "if";
    let current = node;
    for (;;) {
      this.block(`${word} ${unparseExpression(current.test)}`, current.body);
      const [next] = current.orelse;
      if (current.orelse.length !== 1 || next?.node !== "If") break;
      word = "elif";
      current = next;
    }
    if (current.orelse.length > 0) this.block("else", current.orelse);
  }

  private handler({ type, name, body }: ExceptHandler, star: boolean): void {
    const what = type === null ? "" : ` ${unparseExpression(type)}`;
    this.block(`except${star ? "*" : ""}${what}${name === null ? "" : ` as ${name}`}`, body);
  }
}

function aliases(names: ImportFrom["names"]): string {
  return names.map(({ name, asname }) => (asname === null ? name : `${name} as ${asname}`)).join(", ");
}

function typeParams(params: readonly TypeParam[]): string {
  if (params.length === 0) return "";
  const texts = params.map((param) => {
    const star = param.node === "TypeVarTuple" ? "*" : param.node === "ParamSpec" ? "**" : "";
    const bound = param.node === "TypeVar" && param.bound !== null ? `: ${unparseExpression(param.bound)}` : "";
    const value = param.default_value === null ? "" : ` = ${unparseExpression(param.default_value)}`;
    return star + param.name + bound + value;
  });
  return `[${texts.join(", ")}]`;
}

/** In three double quotes, with line ends and tabs as they are. */
function docstring(text: string): string {
  const escaped = reprConstant({ type: "str", value: `"'${text}` })
    .slice(4, -1)
    .replaceAll(/\\(.)/gs, (escape, letter: string) =>
      letter === "n" ? "\n" : letter === "t" ? "\t" : letter === "'" ? "'" : escape,
    );
  return `"""${escaped.replaceAll('"""', '\\"\\"\\"').replace(/"$/, '\\"')}"""`;
}

/** Levels of patterns: `a as b` binds less tightly than `a | b`, and that less than all others. */
const AS_PATTERN = 0;
const OR_PATTERN = 1;
const CLOSED_PATTERN = 2;

function unparsePattern(node: Pattern, level = AS_PATTERN): string {
  const list = (patterns: readonly Pattern[]) => patterns.map((pattern) => unparsePattern(pattern)).join(", ");
  switch (node.node) {
    case "MatchValue":
      return unparseExpression(node.value);
    case "MatchSingleton":
      return reprConstant(node.value);
    case "MatchSequence":
      return `[${list(node.patterns)}]`;
    case "MatchStar":
      return `*${node.name ?? "_"}`;
    case "MatchMapping": {
      const items = node.keys.map(
        (key, index) => `${unparseExpression(key)}: ${unparsePattern(node.patterns[index]!)}`,
      );
      if (node.rest !== null) items.push(`**${node.rest}`);
      return `{${items.join(", ")}}`;
    }
    case "MatchClass": {
      const items = node.patterns.map((pattern) => unparsePattern(pattern));
      for (const [index, name] of node.kwd_attrs.entries()) {
        items.push(`${name}=${unparsePattern(node.kwd_patterns[index]!)}`);
      }
      return `${unparseExpression(node.cls, ATOM)}(${items.join(", ")})`;
    }
    case "MatchAs": {
      if (node.pattern === null) return node.name ?? "_";
      const text = `${unparsePattern(node.pattern, OR_PATTERN)} as ${node.name}`;
      return level > AS_PATTERN ? `(${text})` : text;
    }
    case "MatchOr": {
      const text = node.patterns.map((pattern) => unparsePattern(pattern, CLOSED_PATTERN)).join(" | ");
      return level > OR_PATTERN ? `(${text})` : text;
    }
  }
}
