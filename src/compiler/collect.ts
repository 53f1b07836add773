// The first pass over the tree: makes the scopes and notes what each block binds, uses and declares (see scopes.ts).

import type {
  Arguments,
  AsyncFunctionDef,
  ClassDef,
  Comprehension,
  Expr,
  FunctionDef,
  Lambda,
  Mod,
  Node,
  Pattern,
  Stmt,
  TypeParam,
} from "../syntax/ast.ts";
import { forEachChild } from "../syntax/ast.ts";
import { Scope, type Variable } from "./scopes.ts";

export interface Scopes {
  readonly module: Scope;
  /** Functions, lambdas, classes, comprehensions and generator expressions. */
  readonly blocks: Map<Node, Scope>;
  /** The annotations of a function, a class or a module; the lazily evaluated expressions of type parameters. */
  readonly annotations: Map<Node, Scope>;
  /** The type parameters of a function, a class or a type alias. */
  readonly types: Map<Node, Scope>;
  /** Names that some statement of the module makes global. */
  readonly assignedGlobals: Set<string>;
  /** Global names that `import x` binds, and whether nothing else does. */
  readonly importedModules: Map<string, boolean>;
  /** `from __future__ import annotations` */
  readonly stringAnnotations: boolean;
  /** Some statement asks a function for its `__closure__`. */
  readonly inspectsClosures: boolean;
}

export function collectScopes(tree: Mod, namespaced: boolean): Scopes {
  const collector = new Collector(tree, namespaced);
  collector.module.resolve();
  return collector;
}

type ComprehensionNode = Extract<Expr, { node: "ListComp" | "SetComp" | "DictComp" | "GeneratorExp" }>;

class Collector implements Scopes {
  readonly module: Scope;
  readonly blocks = new Map<Node, Scope>();
  readonly annotations = new Map<Node, Scope>();
  readonly types = new Map<Node, Scope>();
  readonly assignedGlobals = new Set<string>();
  readonly importedModules = new Map<string, boolean>();
  stringAnnotations = false;
  inspectsClosures = false;
  private scope: Scope;

  constructor(tree: Mod, namespaced: boolean) {
    this.module = new Scope("module", tree, undefined, "<module>");
    this.module.namespaced = namespaced;
    this.scope = this.module;
    this.blocks.set(tree, this.module);
    if (tree.node === "Expression") {
      this.expr(tree.body);
      return;
    }
    this.stringAnnotations = tree.body.some(
      (s) => s.node === "ImportFrom" && s.module === "__future__" && s.names.some((n) => n.name === "annotations"),
    );
    this.body(tree.body);
  }

  // ---- names --------------------------------------------------------------------------------------------------

  private setsAttribute(name: string): void {
    let scope: Scope | undefined = this.scope;
    while (scope !== undefined && scope.kind !== "class") scope = scope.parent;
    scope?.staticAttributes.add(name);
  }

  private bind(id: string, scope = this.scope, imports = false): void {
    const name = scope.mangle(id);
    scope.used.add(name);
    if (scope.kind === "module" || scope.globals.has(name)) {
      this.assignedGlobals.add(name);
      this.importedModules.set(name, imports && (this.importedModules.get(name) ?? true));
    }
    const variable = scope.bind(name);
    if (variable !== undefined) variable.isModule = imports && (variable.isModule ?? true);
  }

  private use(id: string): void {
    this.scope.used.add(this.scope.mangle(id));
  }

  private inside(scope: Scope, walk: () => void): void {
    const outer = this.scope;
    this.scope = scope;
    walk();
    this.scope = outer;
  }

  private open(kind: Scope["kind"], node: Node, name: string, className?: string): Scope {
    const scope = new Scope(kind, node, this.scope, name, className);
    return scope;
  }

  // ---- statements ---------------------------------------------------------------------------------------------

  private body(body: readonly Stmt[]): void {
    this.declarations(body);
    for (const statement of body) this.node(statement);
  }

  /** `global` and `nonlocal` rule the whole block, wherever in it they stand. */
  private declarations(body: readonly Node[]): void {
    for (const node of body) {
      if (node.node === "Global") {
        for (const name of node.names) {
          this.scope.globals.add(this.scope.mangle(name));
          this.assignedGlobals.add(this.scope.mangle(name));
          this.module.declaredGlobals.add(this.scope.mangle(name));
          this.importedModules.set(this.scope.mangle(name), false);
        }
      } else if (node.node === "Nonlocal") {
        for (const name of node.names) this.scope.nonlocals.add(this.scope.mangle(name));
      } else if (
        node.node === "If" ||
        node.node === "For" ||
        node.node === "AsyncFor" ||
        node.node === "While" ||
        node.node === "With" ||
        node.node === "AsyncWith" ||
        node.node === "Try" ||
        node.node === "TryStar" ||
        node.node === "ExceptHandler" ||
        node.node === "Match" ||
        node.node === "match_case"
      ) {
        const parts: Node[] = [];
        forEachChild(node, (child) => parts.push(child));
        this.declarations(parts);
      }
    }
  }

  private node(node: Node): void {
    switch (node.node) {
      case "FunctionDef":
      case "AsyncFunctionDef":
        this.functionDefinition(node);
        return;
      case "ClassDef":
        this.classDefinition(node);
        return;
      case "Lambda":
        this.lambda(node);
        return;
      case "ListComp":
      case "SetComp":
      case "DictComp":
      case "GeneratorExp":
        this.comprehension(node);
        return;
      case "NamedExpr":
        this.expr(node.value);
        this.walrus(node.target.id);
        return;
      case "Name":
        if (node.ctx === "Load") this.use(node.id);
        else this.bind(node.id);
        if (node.ctx === "Del") this.deleted(node.id);
        if (node.id === "super" && node.ctx === "Load") this.use("__class__");
        return;
      case "Attribute":
        if (node.attr === "__closure__") this.inspectsClosures = true;
        if (node.ctx === "Store" && node.value.node === "Name" && node.value.id === "self")
          this.setsAttribute(node.attr);
        break;
      case "AugAssign":
        // What is read first is no attribute that a method makes.
        if (node.target.node !== "Attribute") break;
        this.expr(node.target.value);
        this.expr(node.value);
        return;
      case "Yield":
      case "YieldFrom":
        this.scope.home.isGenerator = true;
        break;
      case "Await":
      case "AsyncFor":
      case "AsyncWith":
        this.scope.home.isAsync = true;
        break;
      case "AnnAssign":
        this.annotatedAssignment(node);
        return;
      case "TypeAlias":
        this.bind(node.name.id);
        this.withTypeParameters(node, node.type_params, node.name.id, () => this.lazy(node.value, node.name.id));
        return;
      case "Import":
        for (const { name, asname } of node.names) {
          this.bind(asname ?? name.split(".")[0]!, this.scope, true);
        }
        return;
      case "ImportFrom":
        for (const { name, asname } of node.names) if (name !== "*") this.bind(asname ?? name);
        return;
      case "ExceptHandler":
        if (node.type !== null) this.expr(node.type);
        if (node.name !== null) {
          this.bind(node.name);
          this.deleted(node.name);
        }
        for (const statement of node.body) this.node(statement);
        return;
      case "MatchStar":
      case "MatchAs":
      case "MatchMapping":
        this.pattern(node);
        return;
    }
    forEachChild(node, (child) => this.node(child));
  }

  private expr(node: Expr): void {
    this.node(node);
  }

  private deleted(id: string): void {
    const meaning = this.scope.bound.get(this.scope.mangle(id));
    if (meaning !== undefined) meaning.deleted = true;
  }

  private walrus(id: string): void {
    let scope = this.scope;
    scope.used.add(scope.mangle(id));
    let rebinds = false;
    while (scope.kind === "comprehension" || scope.isGeneratorExpression) {
      rebinds ||= scope.isGeneratorExpression;
      scope = scope.parent!;
    }
    this.bind(id, scope);
    const variable = scope.bound.get(scope.mangle(id));
    if (rebinds && variable !== undefined) variable.rebound = true;
  }

  private pattern(node: Pattern): void {
    if (node.node === "MatchStar" || node.node === "MatchAs") {
      if (node.name !== null) this.bind(node.name);
    } else if (node.node === "MatchMapping" && node.rest !== null) this.bind(node.rest);
    forEachChild(node, (child) => this.node(child));
  }

  // ---- blocks -------------------------------------------------------------------------------------------------

  private functionDefinition(node: FunctionDef | AsyncFunctionDef): void {
    for (const decorator of node.decorator_list) this.expr(decorator);
    this.defaults(node.args);
    this.bind(node.name);
    this.withTypeParameters(node, node.type_params, node.name, () => {
      this.functionAnnotations(node);
      const scope = this.open("function", node, node.name);
      scope.isAsync = node.node === "AsyncFunctionDef";
      this.blocks.set(node, scope);
      this.inside(scope, () => {
        this.parameters(node.args);
        this.body(node.body);
      });
    });
  }

  private lambda(node: Lambda): void {
    this.defaults(node.args);
    const scope = this.open("function", node, "<lambda>");
    this.blocks.set(node, scope);
    this.inside(scope, () => {
      this.parameters(node.args);
      this.expr(node.body);
    });
  }

  private defaults(args: Arguments): void {
    for (const value of args.defaults) this.expr(value);
    for (const value of args.kw_defaults) if (value !== null) this.expr(value);
  }

  private parameters(args: Arguments): void {
    const names = [...args.posonlyargs, ...args.args, ...args.kwonlyargs];
    if (args.vararg !== null) names.push(args.vararg);
    if (args.kwarg !== null) names.push(args.kwarg);
    for (const { arg } of names) {
      this.bind(arg);
      this.scope.parameters.push(this.scope.bound.get(this.scope.mangle(arg)) as Variable);
    }
  }

  private functionAnnotations(node: FunctionDef | AsyncFunctionDef): void {
    const { args } = node;
    const all = [...args.posonlyargs, ...args.args, args.vararg, ...args.kwonlyargs, args.kwarg];
    const annotations: (Expr | null)[] = all.map((arg) => arg?.annotation ?? null);
    annotations.push(node.returns);
    if (this.stringAnnotations || annotations.every((a) => a === null)) return;
    const scope = this.open("annotation", node, "__annotate__");
    this.annotations.set(node, scope);
    this.inside(scope, () => {
      for (const annotation of annotations) if (annotation !== null) this.expr(annotation);
    });
  }

  private annotatedAssignment(node: Extract<Stmt, { node: "AnnAssign" }>): void {
    // `self.x: int` alone sets nothing.
    if (node.value === null && node.target.node === "Attribute") this.expr(node.target.value);
    else this.node(node.target);
    if (node.value !== null) this.expr(node.value);
    const block = this.scope;
    if (this.stringAnnotations || (block.kind !== "module" && block.kind !== "class")) return;
    let scope = this.annotations.get(block.node!);
    if (scope === undefined) this.annotations.set(block.node!, (scope = this.open("annotation", node, "__annotate__")));
    this.inside(scope, () => this.expr(node.annotation));
  }

  private classDefinition(node: ClassDef): void {
    for (const decorator of node.decorator_list) this.expr(decorator);
    this.bind(node.name);
    this.withTypeParameters(node, node.type_params, node.name, () => {
      for (const base of node.bases) this.expr(base);
      for (const keyword of node.keywords) this.expr(keyword.value);
      const scope = this.open("class", node, node.name, node.name);
      this.blocks.set(node, scope);
      this.inside(scope, () => this.body(node.body));
    });
  }

  private withTypeParameters(node: Node, parameters: readonly TypeParam[], name: string, walk: () => void): void {
    if (parameters.length === 0) {
      walk();
      return;
    }
    // Private names in the header of a generic class are already mangled for it.
    const className = node.node === "ClassDef" ? name : undefined;
    const scope = this.open("types", node, name, className);
    this.types.set(node, scope);
    this.inside(scope, () => {
      for (const parameter of parameters) {
        this.bind(parameter.name);
        if (parameter.node === "TypeVar" && parameter.bound !== null) this.lazy(parameter.bound, parameter.name);
        if (parameter.default_value !== null) this.lazy(parameter.default_value, parameter.name);
      }
      walk();
    });
  }

  private lazy(value: Expr, name: string): void {
    const scope = this.open("annotation", value, name);
    this.annotations.set(value, scope);
    this.inside(scope, () => this.expr(value));
  }

  private comprehension(node: ComprehensionNode): void {
    const [first, ...rest] = node.generators as [Comprehension, ...Comprehension[]];
    this.expr(first.iter);
    const isGenerator = node.node === "GeneratorExp";
    const scope = this.open(isGenerator ? "function" : "comprehension", node, isGenerator ? "<genexpr>" : "<comp>");
    this.blocks.set(node, scope);
    scope.isGeneratorExpression = isGenerator;
    scope.isGenerator = isGenerator;
    const asynchronous = node.generators.some((g) => g.is_async !== 0);
    if (asynchronous) scope.home.isAsync = true;
    this.inside(scope, () => {
      this.targetsFirst(node.generators);
      this.node(first.target);
      for (const condition of first.ifs) this.expr(condition);
      for (const generator of rest) this.node(generator);
      if (node.node === "DictComp") {
        this.expr(node.key);
        this.expr(node.value);
      } else this.expr(node.elt);
    });
  }

  /** Binds all targets before a walrus inside could look for its scope. */
  private targetsFirst(generators: readonly Comprehension[]): void {
    for (const { target } of generators) this.node(target);
  }
}
