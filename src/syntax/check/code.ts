// What is wrong with a program that its scopes do not show: the errors that CPython's code generator finds, and its
// warnings.

import {
  type Assert,
  type AsyncFunctionDef,
  type AsyncWith,
  type Call,
  type ClassDef,
  type Compare,
  type ConstantValue,
  type Expr,
  type FunctionDef,
  forEachChild,
  type ImportFrom,
  type Keyword,
  type List,
  type Mod,
  type Node,
  type Position,
  type Return,
  type Stmt,
  type Subscript,
  type Try,
  type TryStar,
  type Tuple,
  type TypeParam,
  type With,
  type Yield,
  type YieldFrom,
} from "../ast.ts";
import { checkPatterns } from "./patterns.ts";
import type { Reporter } from "./report.ts";
import type { Generators } from "./scopes.ts";

/** CPython's limit of loops, `with` and `try` statements within each other. */
const MAX_BLOCKS = 21;
/** How many targets may stand before a starred one. */
const MAX_BEFORE_STAR = 256;

/** A statement that a jump may have to leave. */
type Block = "loop" | "except*" | "other";

/** The body that is being checked: of a module, class, function or lambda expression. */
class Unit {
  readonly kind: "module" | "class" | "function" | "async";
  readonly asyncGenerator: boolean;
  readonly blocks: Block[];
  /** How many loops there are around in the innermost `finally`, or -1 outside of any. */
  loopsInFinally = -1;

  constructor(kind: Unit["kind"], yields = false) {
    this.kind = kind;
    this.asyncGenerator = kind === "async" && yields;
    // CPython guards the whole body of a generator or coroutine against StopIteration.
    this.blocks = kind === "async" || yields ? ["other"] : [];
  }
}

/** Raises the first error, and reports what is suspicious. */
export function checkCode(tree: Mod, generators: Generators, reporter: Reporter): void {
  new CodeChecker(generators, reporter).visitModule(tree);
}

class CodeChecker {
  private readonly generators: Generators;
  private readonly reporter: Reporter;
  private unit = new Unit("module");
  /** The statements of the module among which `__future__` may be imported from. */
  private readonly futures = new Set<ImportFrom>();

  constructor(generators: Generators, reporter: Reporter) {
    this.generators = generators;
    this.reporter = reporter;
  }

  visitModule(tree: Mod): void {
    if (tree.node === "Expression") {
      this.visit(tree.body);
      return;
    }
    for (const [index, statement] of tree.body.entries()) {
      if (statement.node === "ImportFrom" && isFuture(statement)) this.futures.add(statement);
      else if (index > 0 || !isString(statement)) break;
    }
    this.visitBody(tree.body);
  }

  private visitBody(body: readonly Stmt[]): void {
    for (const statement of body) this.visit(statement);
  }

  private visitAll(nodes: readonly (Node | null)[]): void {
    for (const node of nodes) if (node !== null) this.visit(node);
  }

  private within(unit: Unit, visit: () => void): void {
    const outer = this.unit;
    this.unit = unit;
    visit();
    this.unit = outer;
  }

  /** What stands in a statement that counts as a block; `where` is blamed if there are too many. */
  private inBlock(block: Block, where: Position, visit: () => void): void {
    const { blocks } = this.unit;
    if (blocks.length >= MAX_BLOCKS) this.reporter.raise(where, "too many statically nested blocks");
    blocks.push(block);
    const { loopsInFinally } = this.unit;
    if (block === "loop" && loopsInFinally >= 0) this.unit.loopsInFinally++;
    visit();
    this.unit.loopsInFinally = loopsInFinally;
    blocks.pop();
  }

  private visit(node: Node): void {
    switch (node.node) {
      case "FunctionDef":
      case "AsyncFunctionDef":
        this.visitFunction(node);
        return;
      case "ClassDef":
        this.visitClass(node);
        return;
      case "TypeAlias":
        this.checkTypeParams(node.type_params);
        break;
      case "TypeVarTuple":
        // As in `[*Ts = *default]`.
        if (node.default_value !== null) this.visitElements([node.default_value]);
        return;
      case "Return":
        this.visitReturn(node);
        return;
      case "Break":
      case "Continue":
        this.visitJump(node, node.node === "Break" ? "break" : "continue");
        return;
      case "For":
      case "AsyncFor":
        this.visit(node.iter);
        this.inBlock("loop", node, () => {
          this.visit(node.target);
          this.visitBody(node.body);
        });
        this.visitBody(node.orelse);
        return;
      case "While":
        this.inBlock("loop", node, () => {
          this.visit(node.test);
          this.visitBody(node.body);
        });
        this.visitBody(node.orelse);
        return;
      case "With":
      case "AsyncWith":
        this.visitWith(node, 0);
        return;
      case "Try":
      case "TryStar":
        this.visitTry(node);
        return;
      case "Match":
        this.visit(node.subject);
        checkPatterns(node, this.reporter);
        for (const { pattern, guard, body } of node.cases) {
          this.visit(pattern);
          if (guard !== null) this.visit(guard);
          this.visitBody(body);
        }
        return;
      case "Assert":
        this.checkAssert(node);
        break;
      case "ImportFrom":
        if (isFuture(node) && !this.futures.has(node)) {
          this.reporter.raise(node, "from __future__ imports must occur at the beginning of the file");
        }
        return;
      case "Lambda":
        this.visitAll(node.args.defaults);
        this.visitAll(node.args.kw_defaults);
        this.within(new Unit("function"), () => this.visit(node.body));
        return;
      case "Yield":
      case "YieldFrom":
        this.checkYield(node);
        break;
      case "Compare":
        this.checkCompare(node);
        break;
      case "Call":
        this.visitCall(node);
        return;
      case "Subscript":
        this.visitSubscript(node);
        return;
      case "List":
      case "Tuple":
        this.visitSequence(node);
        return;
      case "Set":
        this.visitElements(node.elts);
        return;
      case "Starred":
        if (node.ctx === "Store") this.reporter.raise(node, "starred assignment target must be in a list or tuple");
        this.reporter.raise(node, "can't use starred expression here");
        return;
    }
    forEachChild(node, (child) => this.visit(child));
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Statements

  private visitFunction(node: FunctionDef | AsyncFunctionDef): void {
    const { args } = node;
    this.visitAll(node.decorator_list);
    this.checkTypeParams(node.type_params);
    this.visitAll(node.type_params);
    this.visitAll(args.defaults);
    this.visitAll(args.kw_defaults);
    // `*args: *Ts` alone may be starred.
    for (const arg of [...args.posonlyargs, ...args.args, ...args.kwonlyargs]) this.visit(arg);
    const star = args.vararg?.annotation;
    if (star) this.visit(star.node === "Starred" ? star.value : star);
    if (args.kwarg !== null) this.visit(args.kwarg);
    if (node.returns !== null) this.visit(node.returns);
    const isAsync = node.node === "AsyncFunctionDef";
    const unit = new Unit(isAsync ? "async" : "function", this.generators.has(node));
    this.within(unit, () => this.visitBody(node.body));
  }

  private visitClass(node: ClassDef): void {
    this.visitAll(node.decorator_list);
    this.checkTypeParams(node.type_params);
    this.visitAll(node.type_params);
    this.visitArguments(node.bases, node.keywords);
    this.within(new Unit("class"), () => this.visitBody(node.body));
  }

  private checkTypeParams(params: readonly TypeParam[]): void {
    let seenDefault = false;
    for (const param of params) {
      if (param.default_value !== null) seenDefault = true;
      else if (seenDefault) {
        const message = `non-default type parameter '${param.name}' follows default type parameter`;
        this.reporter.raise(param, message);
      }
    }
  }

  private visitReturn(node: Return): void {
    const { unit } = this;
    if (unit.kind === "module" || unit.kind === "class") this.reporter.raise(node, "'return' outside function");
    if (unit.asyncGenerator && node.value !== null) {
      this.reporter.raise(node, "'return' with value in async generator");
    }
    if (node.value !== null) this.visit(node.value);
    if (unit.blocks.includes("except*")) {
      this.raiseInExceptStar(node.value !== null && node.value.node === "Constant" ? node.value : node);
    }
    if (unit.loopsInFinally >= 0) this.reporter.warn(node, "'return' in a 'finally' block");
  }

  private visitJump(node: Position, word: "break" | "continue"): void {
    const { unit } = this;
    const block = unit.blocks.findLast((kind) => kind !== "other");
    if (block === undefined) {
      this.reporter.raise(node, word === "break" ? "'break' outside loop" : "'continue' not properly in loop");
    }
    if (block === "except*") this.raiseInExceptStar(node);
    if (unit.loopsInFinally === 0) this.reporter.warn(node, `'${word}' in a 'finally' block`);
  }

  private raiseInExceptStar(node: Position): never {
    const message = "'break', 'continue' and 'return' cannot appear in an except* block";
    return this.reporter.raise(node, message);
  }

  private visitWith(node: With | AsyncWith, index: number): void {
    const item = node.items[index];
    if (item === undefined) {
      this.visitBody(node.body);
      return;
    }
    this.visit(item.context_expr);
    this.inBlock("other", item.context_expr, () => {
      if (item.optional_vars !== null) this.visit(item.optional_vars);
      this.visitWith(node, index + 1);
    });
  }

  private visitTry(node: Try | TryStar): void {
    if (node.finalbody.length === 0) {
      this.visitHandlers(node);
      return;
    }
    this.inBlock("other", node, () => this.visitHandlers(node));
    const { unit } = this;
    const { loopsInFinally } = unit;
    unit.loopsInFinally = 0;
    // CPython writes it twice: this is the way where an exception passes.
    this.inBlock("other", node, () => this.visitBody(node.finalbody));
    unit.loopsInFinally = loopsInFinally;
  }

  private visitHandlers(node: Try | TryStar): void {
    if (node.handlers.length === 0) {
      this.visitBody(node.body);
      return;
    }
    this.inBlock("other", node, () => this.visitBody(node.body));
    const last = node.handlers.length - 1;
    this.inBlock("other", node, () => {
      for (const [index, handler] of node.handlers.entries()) {
        if (handler.type === null && index < last) this.reporter.raise(handler, "default 'except:' must be last");
        if (handler.type !== null) this.visit(handler.type);
        this.inBlock(node.node === "TryStar" ? "except*" : "other", handler, () => this.visitBody(handler.body));
      }
    });
    this.visitBody(node.orelse);
  }

  private checkAssert(node: Assert): void {
    if (node.test.node === "Tuple" && node.test.elts.length > 0) {
      this.reporter.warn(node, "assertion is always true, perhaps remove parentheses?");
    }
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Expressions

  private checkYield(node: Yield | YieldFrom): void {
    const { kind } = this.unit;
    const word = node.node === "Yield" ? "yield" : "yield from";
    if (kind === "module" || kind === "class") this.reporter.raise(node, `'${word}' outside function`);
    if (kind === "async" && node.node === "YieldFrom") {
      this.reporter.raise(node, "'yield from' inside async function");
    }
  }

  private visitCall(node: Call): void {
    const callee = typeName(node.func);
    if (callee !== null && callee !== "function") {
      this.reporter.warn(node, `'${callee}' object is not callable; perhaps you missed a comma?`);
    }
    this.visit(node.func);
    this.visitArguments(node.args, node.keywords);
  }

  private visitArguments(args: readonly Expr[], keywords: readonly Keyword[]): void {
    const seen = new Set<string>();
    for (const keyword of keywords) {
      if (keyword.arg === null) continue;
      if (seen.has(keyword.arg)) this.reporter.raise(keyword, `keyword argument repeated: ${keyword.arg}`);
      seen.add(keyword.arg);
    }
    this.visitElements(args);
    for (const { value } of keywords) this.visit(value);
  }

  /** Expressions among which there may be starred ones. */
  private visitElements(elements: readonly Expr[]): void {
    for (const element of elements) this.visit(element.node === "Starred" ? element.value : element);
  }

  private visitSequence(node: List | Tuple): void {
    if (node.ctx === "Store") {
      let starred = false;
      for (const [index, element] of node.elts.entries()) {
        if (element.node !== "Starred") continue;
        if (starred) this.reporter.raise(node, "multiple starred expressions in assignment");
        if (index >= MAX_BEFORE_STAR) this.reporter.raise(node, "too many expressions in star-unpacking assignment");
        starred = true;
      }
    }
    this.visitElements(node.elts);
  }

  private visitSubscript(node: Subscript): void {
    const { value, slice } = node;
    if (node.ctx === "Load") {
      const container = typeName(value);
      const index = typeName(slice);
      if (container !== null && NOT_SUBSCRIPTABLE.has(container)) {
        this.reporter.warn(node, `'${container}' object is not subscriptable; perhaps you missed a comma?`);
      } else if (container !== null && SEQUENCES.has(container) && index !== null && !INDICES.has(index)) {
        const message = `${container} indices must be integers or slices, not ${index}; perhaps you missed a comma?`;
        this.reporter.warn(node, message);
      }
    }
    this.visit(value);
    if (slice.node === "Tuple") this.visitElements(slice.elts);
    else this.visit(slice);
  }

  private checkCompare(node: Compare): void {
    let left = node.left;
    for (const [index, operator] of node.ops.entries()) {
      const right = node.comparators[index]!;
      if (operator === "Is" || operator === "IsNot") {
        const literal = isComparedByValue(right) ? right : isComparedByValue(left) ? left : null;
        if (literal !== null) {
          const [word, instead] = operator === "Is" ? ["is", "=="] : ["is not", "!="];
          const message = `"${word}" with '${typeName(literal)}' literal. Did you mean "${instead}"?`;
          this.reporter.warn(node, message);
          return;
        }
      }
      left = right;
    }
  }
}

function isFuture(node: ImportFrom): boolean {
  return node.module === "__future__" && node.level === 0;
}

function isString(node: Stmt): boolean {
  return node.node === "Expr" && node.value.node === "Constant" && node.value.value.type === "str";
}

const NOT_SUBSCRIPTABLE: ReadonlySet<string> = new Set([
  "NoneType",
  "ellipsis",
  "int",
  "float",
  "complex",
  "bool",
  "set",
  "generator",
  "function",
  "string.templatelib.Template",
]);
const SEQUENCES: ReadonlySet<string> = new Set(["str", "bytes", "tuple", "list"]);
const INDICES: ReadonlySet<string> = new Set(["int", "bool", "slice"]);

const CONSTANT_TYPES: Readonly<Record<ConstantValue["type"], string>> = {
  None: "NoneType",
  True: "bool",
  False: "bool",
  Ellipsis: "ellipsis",
  int: "int",
  float: "float",
  complex: "complex",
  str: "str",
  bytes: "bytes",
};

/** The type of an expression's value, if the expression alone tells. */
function typeName(expression: Expr): string | null {
  switch (expression.node) {
    case "Constant":
      return CONSTANT_TYPES[expression.value.type];
    case "Tuple":
      return "tuple";
    case "List":
    case "ListComp":
      return "list";
    case "Dict":
    case "DictComp":
      return "dict";
    case "Set":
    case "SetComp":
      return "set";
    case "GeneratorExp":
      return "generator";
    case "Lambda":
      return "function";
    case "JoinedStr":
    case "FormattedValue":
      return "str";
    case "TemplateStr":
      return "string.templatelib.Template";
    case "Interpolation":
      return "string.templatelib.Interpolation";
    default:
      return null;
  }
}

/** Whether two equal ones need not be the same object. */
function isComparedByValue(expression: Expr): boolean {
  if (expression.node === "Tuple") {
    return expression.elts.every((element) => element.node === "Constant" || isComparedByValue(element));
  }
  if (expression.node !== "Constant") return false;
  const { type } = expression.value;
  return type !== "None" && type !== "True" && type !== "False" && type !== "Ellipsis";
}
