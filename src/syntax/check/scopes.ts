// What is wrong with the scopes of a program: the errors of CPython's symbol table.
//
// Two passes. The first walks the tree in the order of execution and notes in each scope what happens to each name; an
// error that follows from the past (`global x` behind `x = 1`) is raised on the spot. The second goes down the scopes
// with the names that the enclosing functions bind, and finds what follows from the whole: a `nonlocal` that nobody binds.
//
// Annotations, type aliases, the bounds and defaults of type parameters, and the parameters themselves have scopes of
// their own, in which `yield`, `await` and `:=` are not allowed (PEP 649, PEP 695).

import {
  type Alias,
  type Arg,
  type Arguments,
  type AsyncFunctionDef,
  type ClassDef,
  type Comprehension,
  type DictComp,
  type Expr,
  type ExprContext,
  type FunctionDef,
  forEachChild,
  type GeneratorExp,
  type Global,
  type ListComp,
  type Mod,
  type Name,
  type NamedExpr,
  type Node,
  type Nonlocal,
  type Pattern,
  type Position,
  type SetComp,
  type Stmt,
  type TypeParam,
} from "../ast.ts";
import type { Reporter } from "./report.ts";

/** What happens to a name in a scope. */
const USED = 1;
const ASSIGNED = 2;
const PARAMETER = 4;
const GLOBAL = 8;
const NONLOCAL = 16;
const ANNOTATED = 32;
const IMPORTED = 64;
const ITERATION = 128;
const TYPE_PARAMETER = 256;
const BOUND = ASSIGNED | PARAMETER | IMPORTED | TYPE_PARAMETER;

/** Scopes in which some expressions are not allowed, by what messages call them. */
type RestrictedScope =
  | "an annotation"
  | "a type alias"
  | "the definition of a generic"
  | `a TypeVar ${"bound" | "constraint" | "default"}`
  | "a TypeVarTuple default"
  | "a ParamSpec default";

type ScopeKind = "module" | "class" | "function" | RestrictedScope;
type AnyComprehension = ListComp | SetComp | DictComp | GeneratorExp;

const COMPREHENSIONS: Readonly<Record<AnyComprehension["node"], string>> = {
  ListComp: "list comprehension",
  SetComp: "set comprehension",
  DictComp: "dict comprehension",
  GeneratorExp: "generator expression",
};

class Scope {
  readonly kind: ScopeKind;
  readonly parent: Scope | null;
  readonly children: Scope[] = [];
  readonly names = new Map<string, number>();
  /** Where names were declared global or nonlocal. */
  readonly directives = new Map<string, Position>();
  /** Of a function: whether it is `async def`; of a module: whether it may await. */
  readonly isAsync: boolean;
  /** Of a comprehension: which. */
  readonly comprehension: AnyComprehension["node"] | null;
  /** Whether the scope awaits something. */
  awaits = false;
  /** Whether the scope yields something. */
  yields = false;
  /** How many iterables of comprehensions are being visited. */
  iterables: number;
  /** Whether the target of a comprehension's loop is being visited. */
  inTarget = false;

  constructor(kind: ScopeKind, parent: Scope | null, isAsync = false, comprehension: Scope["comprehension"] = null) {
    this.kind = kind;
    this.parent = parent;
    this.isAsync = isAsync;
    this.comprehension = comprehension;
    this.iterables = parent === null ? 0 : parent.iterables;
    parent?.children.push(this);
  }

  get(name: string): number {
    return this.names.get(name) ?? 0;
  }

  isFunctionLike(): boolean {
    return this.kind !== "module" && this.kind !== "class";
  }

  isRestricted(): boolean {
    return this.isFunctionLike() && this.kind !== "function";
  }
}

/** Functions with a `yield`: what follows needs to know. */
export type Generators = ReadonlySet<FunctionDef | AsyncFunctionDef>;

/** Raises the first error in the scopes of a program. */
export function checkScopes(tree: Mod, reporter: Reporter, topLevelAwait = false): Generators {
  const checker = new ScopeChecker(reporter, topLevelAwait);
  checker.visitModule(tree);
  return checker.generators;
}

class ScopeChecker {
  private readonly reporter: Reporter;
  private scope: Scope;
  /** The innermost class, without leading underscores. */
  private className = "";
  readonly generators = new Set<FunctionDef | AsyncFunctionDef>();

  constructor(reporter: Reporter, topLevelAwait: boolean) {
    this.reporter = reporter;
    this.scope = new Scope("module", null, topLevelAwait);
  }

  visitModule(tree: Mod): void {
    if (tree.node === "Expression") this.visit(tree.body);
    else this.visitBody(tree.body);
    this.analyse(this.scope, null, new Set());
  }

  private within(scope: Scope, visit: () => void): Scope {
    const outer = this.scope;
    this.scope = scope;
    visit();
    this.scope = outer;
    return scope;
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Names

  /** A name as it is kept: those private to a class carry its name. */
  private mangle(name: string): string {
    if (this.className === "" || !name.startsWith("__") || name.endsWith("__") || name.includes(".")) return name;
    return `_${this.className}${name}`;
  }

  private define(unmangled: string, flag: number, node: Position): void {
    const { scope, reporter } = this;
    const name = this.mangle(unmangled);
    let flags = scope.get(name);
    if ((flag & PARAMETER) !== 0 && (flags & PARAMETER) !== 0) {
      reporter.raise(node, `duplicate argument '${name}' in function definition`);
    }
    if ((flag & TYPE_PARAMETER) !== 0 && (flags & TYPE_PARAMETER) !== 0) {
      reporter.raise(node, `duplicate type parameter '${name}'`);
    }
    flags |= flag;
    if (scope.inTarget) {
      if ((flags & (GLOBAL | NONLOCAL)) !== 0) {
        reporter.raise(node, `comprehension inner loop cannot rebind assignment expression target '${name}'`);
      }
      flags |= ITERATION;
    }
    scope.names.set(name, flags);
  }

  private checkName(name: string, node: Position, ctx: ExprContext = "Store"): void {
    if (name !== "__debug__" || ctx === "Load") return;
    this.reporter.raise(node, ctx === "Del" ? "cannot delete __debug__" : "cannot assign to __debug__");
  }

  private visitName(node: Name): void {
    this.checkName(node.id, node, node.ctx);
    this.define(node.id, node.ctx === "Load" ? USED : ASSIGNED, node);
  }

  private visitDirective(node: Global | Nonlocal): void {
    const { scope, reporter } = this;
    const word = node.node === "Global" ? "global" : "nonlocal";
    for (const unmangled of node.names) {
      const name = this.mangle(unmangled);
      const flags = scope.get(name);
      if ((flags & PARAMETER) !== 0) reporter.raise(node, `name '${name}' is parameter and ${word}`);
      if ((flags & USED) !== 0) reporter.raise(node, `name '${name}' is used prior to ${word} declaration`);
      if ((flags & ANNOTATED) !== 0) reporter.raise(node, `annotated name '${name}' can't be ${word}`);
      if ((flags & ASSIGNED) !== 0) reporter.raise(node, `name '${name}' is assigned to before ${word} declaration`);
      this.define(unmangled, node.node === "Global" ? GLOBAL : NONLOCAL, node);
      if (!scope.directives.has(name)) scope.directives.set(name, node);
    }
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Statements

  private visitBody(body: readonly Stmt[]): void {
    for (const statement of body) this.visit(statement);
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
        this.visitTypeAlias(node.name, node.type_params, node.value);
        return;
      case "AnnAssign":
        this.visitAnnAssign(node);
        return;
      case "Global":
      case "Nonlocal":
        this.visitDirective(node);
        return;
      case "Import":
        for (const alias of node.names) this.visitAlias(alias);
        return;
      case "ImportFrom":
        for (const alias of node.names) this.visitAlias(alias);
        return;
      case "AsyncFor":
        this.checkAsync(node, "async for");
        break;
      case "AsyncWith":
        this.checkAsync(node, "async with");
        break;
      case "Assign":
        this.visit(node.value);
        for (const target of node.targets) this.visit(target);
        return;
      case "ExceptHandler":
        if (node.type !== null) this.visit(node.type);
        if (node.name !== null) {
          this.checkName(node.name, node);
          this.define(node.name, ASSIGNED, node);
        }
        this.visitBody(node.body);
        return;
      case "Lambda":
        this.visitLambda(node.args, node.body);
        return;
      case "ListComp":
      case "SetComp":
      case "DictComp":
      case "GeneratorExp":
        this.visitComprehension(node);
        return;
      case "NamedExpr":
        this.visitNamedExpr(node);
        return;
      case "Yield":
      case "YieldFrom":
        this.checkRestricted(node, "yield expression");
        if (node.value !== null) this.visit(node.value);
        this.scope.yields = true;
        if (this.scope.comprehension !== null) {
          this.reporter.raise(node, `'yield' inside ${COMPREHENSIONS[this.scope.comprehension]}`);
        }
        return;
      case "Await":
        this.checkRestricted(node, "await expression");
        this.checkAwait(node);
        this.scope.awaits = true;
        break;
      case "Name":
        this.visitName(node);
        return;
      case "Attribute":
        this.checkName(node.attr, node, node.ctx);
        break;
      case "keyword":
        if (node.arg !== null) this.checkName(node.arg, node);
        break;
      case "MatchAs":
      case "MatchStar":
      case "MatchMapping":
      case "MatchClass":
        this.visitPattern(node);
        return;
    }
    forEachChild(node, (child) => this.visit(child));
  }

  private visitPattern(node: Pattern): void {
    if (node.node === "MatchClass") {
      for (const [index, name] of node.kwd_attrs.entries()) this.checkName(name, node.kwd_patterns[index]!);
    }
    forEachChild(node, (child) => this.visit(child));
    const name = node.node === "MatchMapping" ? node.rest : "name" in node ? node.name : null;
    if (name === null) return;
    this.checkName(name, node);
    this.define(name, ASSIGNED, node);
  }

  private visitAlias(alias: Alias): void {
    if (alias.name === "*") {
      if (this.scope.kind !== "module") this.reporter.raise(alias, "import * only allowed at module level");
      return;
    }
    const name = alias.asname ?? alias.name.split(".", 1)[0]!;
    this.checkName(name, alias);
    this.define(name, IMPORTED, alias);
  }

  private visitAnnAssign(node: Extract<Stmt, { node: "AnnAssign" }>): void {
    const { target } = node;
    if (target.node === "Name") {
      const flags = this.scope.get(this.mangle(target.id));
      if (node.simple === 1 && (flags & (GLOBAL | NONLOCAL)) !== 0 && this.scope.kind !== "module") {
        const word = (flags & GLOBAL) !== 0 ? "global" : "nonlocal";
        this.reporter.raise(node, `annotated name '${target.id}' can't be ${word}`);
      }
      this.checkName(target.id, target);
      if (node.simple === 1) this.define(target.id, ANNOTATED | ASSIGNED, node);
      else if (node.value !== null) this.define(target.id, ASSIGNED, node);
    } else {
      this.visit(target);
    }
    this.visitAnnotation(node.annotation);
    if (node.value !== null) this.visit(node.value);
  }

  private visitAnnotation(annotation: Expr | null): void {
    if (annotation === null) return;
    this.within(new Scope("an annotation", this.scope), () => this.visit(annotation));
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Functions and classes

  private visitFunction(node: FunctionDef | AsyncFunctionDef): void {
    this.checkName(node.name, node);
    this.define(node.name, ASSIGNED, node);
    this.visitDefaults(node.args);
    for (const decorator of node.decorator_list) this.visit(decorator);
    this.withTypeParams(node.type_params, () => {
      for (const arg of allArguments(node.args)) this.visitAnnotation(arg.annotation);
      this.visitAnnotation(node.returns);
      const scope = this.within(new Scope("function", this.scope, node.node === "AsyncFunctionDef"), () => {
        this.visitParameters(node.args);
        this.visitBody(node.body);
      });
      if (scope.yields) this.generators.add(node);
    });
  }

  private visitLambda(args: Arguments, body: Expr): void {
    this.visitDefaults(args);
    this.within(new Scope("function", this.scope), () => {
      this.visitParameters(args);
      this.visit(body);
    });
  }

  private visitDefaults(args: Arguments): void {
    for (const value of args.defaults) this.visit(value);
    for (const value of args.kw_defaults) if (value !== null) this.visit(value);
  }

  private visitParameters(args: Arguments): void {
    for (const arg of allArguments(args)) {
      this.checkName(arg.arg, arg);
      this.define(arg.arg, PARAMETER, arg);
    }
  }

  private visitClass(node: ClassDef): void {
    this.checkName(node.name, node);
    this.define(node.name, ASSIGNED, node);
    for (const decorator of node.decorator_list) this.visit(decorator);
    this.withTypeParams(node.type_params, () => {
      for (const base of node.bases) this.visit(base);
      for (const keyword of node.keywords) this.visit(keyword);
      const outer = this.className;
      this.className = node.name.replace(/^_+/, "");
      this.within(new Scope("class", this.scope), () => this.visitBody(node.body));
      this.className = outer;
    });
  }

  private visitTypeAlias(name: Name, params: readonly TypeParam[], value: Expr): void {
    this.visit(name);
    this.withTypeParams(params, () => {
      this.within(new Scope("a type alias", this.scope), () => this.visit(value));
    });
  }

  private withTypeParams(params: readonly TypeParam[], visit: () => void): void {
    if (params.length === 0) {
      visit();
      return;
    }
    this.within(new Scope("the definition of a generic", this.scope), () => {
      for (const param of params) this.visitTypeParam(param);
      visit();
    });
  }

  private visitTypeParam(param: TypeParam): void {
    this.checkName(param.name, param);
    this.define(param.name, TYPE_PARAMETER | ASSIGNED, param);
    if (param.node === "TypeVar" && param.bound !== null) {
      const { bound } = param;
      const kind = bound.node === "Tuple" ? "a TypeVar constraint" : "a TypeVar bound";
      this.within(new Scope(kind, this.scope), () => this.visit(bound));
    }
    const { default_value } = param;
    if (default_value === null) return;
    this.within(new Scope(`a ${param.node} default`, this.scope), () => this.visit(default_value));
  }

  // -------------------------------------------------------------------------------------------------------------------
  // Expressions that depend on their scope

  private checkRestricted(node: Position, what: string): void {
    if (this.scope.isRestricted()) this.reporter.raise(node, `${what} cannot be used within ${this.scope.kind}`);
  }

  private checkAwait(node: Position): void {
    const { scope } = this;
    if (!scope.isFunctionLike() && !scope.isAsync) this.reporter.raise(node, "'await' outside function");
    if (!scope.isAsync && scope.comprehension === null) this.reporter.raise(node, "'await' outside async function");
  }

  private checkAsync(node: Position, what: string): void {
    if (!this.scope.isAsync) this.reporter.raise(node, `'${what}' outside async function`);
  }

  private visitComprehension(node: AnyComprehension): void {
    const [first, ...others] = node.generators as [Comprehension, ...Comprehension[]];
    const outer = this.scope;
    outer.iterables++;
    this.visit(first.iter);
    outer.iterables--;
    const scope = this.within(new Scope("function", outer, false, node.node), () => {
      if (first.is_async === 1) this.scope.awaits = true;
      this.visitTarget(first.target);
      for (const condition of first.ifs) this.visit(condition);
      for (const generator of others) {
        if (generator.is_async === 1) this.scope.awaits = true;
        this.visitTarget(generator.target);
        this.scope.iterables++;
        this.visit(generator.iter);
        this.scope.iterables--;
        for (const condition of generator.ifs) this.visit(condition);
      }
      if (node.node === "DictComp") {
        this.visit(node.value);
        this.visit(node.key);
      } else {
        this.visit(node.elt);
      }
    });
    if (!scope.awaits || node.node === "GeneratorExp") return;
    if (!outer.isAsync && outer.comprehension === null) {
      this.reporter.raise(node, "asynchronous comprehension outside of an asynchronous function");
    }
    outer.awaits = true;
  }

  private visitTarget(target: Expr): void {
    this.scope.inTarget = true;
    this.visit(target);
    this.scope.inTarget = false;
  }

  private visitNamedExpr(node: NamedExpr): void {
    this.checkRestricted(node, "named expression");
    if (this.scope.iterables > 0) {
      this.reporter.raise(node, "assignment expression cannot be used in a comprehension iterable expression");
    }
    if (this.scope.comprehension !== null) this.bindOutside(node.target);
    this.visit(node.value);
    this.visit(node.target);
  }

  /** The target of `:=` in a comprehension belongs to the scope that the comprehension is in (PEP 572). */
  private bindOutside(target: Name): void {
    const { scope: inner, reporter } = this;
    const name = this.mangle(target.id);
    let scope: Scope = inner;
    while (scope.comprehension !== null) {
      const flags = scope.get(name);
      if ((flags & ITERATION) !== 0 && (flags & ASSIGNED) !== 0) {
        reporter.raise(target, `assignment expression cannot rebind comprehension iteration variable '${target.id}'`);
      }
      scope = scope.parent!;
    }
    if (scope.kind !== "module" && scope.kind !== "function") {
      const where =
        scope.kind === "class"
          ? "in a class body"
          : `${scope.kind === "the definition of a generic" ? "within" : "in"} ${scope.kind}`;
      reporter.raise(target, `assignment expression within a comprehension cannot be used ${where}`);
    }
    const isGlobal = scope.kind === "module" || (scope.get(name) & GLOBAL) !== 0;
    this.define(target.id, isGlobal ? GLOBAL : NONLOCAL, target);
    inner.directives.set(name, target);
    scope.names.set(name, scope.get(name) | (scope.kind === "module" ? GLOBAL : ASSIGNED));
  }

  // -------------------------------------------------------------------------------------------------------------------
  // The second pass

  /** `bound` are the names of the enclosing functions, or null in a module; `typeParams` those that are type parameters. */
  private analyse(scope: Scope, bound: ReadonlySet<string> | null, typeParams: ReadonlySet<string>): void {
    const inner = new Set(bound);
    const innerTypeParams = new Set(typeParams);
    for (const [name, flags] of scope.names) {
      if ((flags & GLOBAL) !== 0) {
        if ((flags & NONLOCAL) !== 0) this.raiseAtDirective(scope, name, `name '${name}' is nonlocal and global`);
        inner.delete(name);
      } else if ((flags & NONLOCAL) !== 0) {
        if (bound === null) this.raiseAtDirective(scope, name, "nonlocal declaration not allowed at module level");
        else if (!bound.has(name)) this.raiseAtDirective(scope, name, `no binding for nonlocal '${name}' found`);
        if (typeParams.has(name)) {
          this.raiseAtDirective(scope, name, `nonlocal binding not allowed for type parameter '${name}'`);
        }
      } else if ((flags & BOUND) !== 0 && scope.isFunctionLike()) {
        inner.add(name);
        if ((flags & TYPE_PARAMETER) !== 0) innerTypeParams.add(name);
        else innerTypeParams.delete(name);
      }
    }
    if (scope.kind === "class") inner.add("__class__");
    for (const child of scope.children) this.analyse(child, inner, innerTypeParams);
  }

  private raiseAtDirective(scope: Scope, name: string, message: string): never {
    return this.reporter.raise(scope.directives.get(name)!, message);
  }
}

/** In the order of definition: positional, keyword-only, then those with stars. */
function allArguments(args: Arguments): Arg[] {
  const all = [...args.posonlyargs, ...args.args, ...args.kwonlyargs];
  if (args.vararg !== null) all.push(args.vararg);
  if (args.kwarg !== null) all.push(args.kwarg);
  return all;
}
