// Scopes: which variable a name means.
//
// Python decides by block, not by order: a name that is bound anywhere in a function is local in all of it; `global` and
// `nonlocal` change that; class bodies keep their names in a namespace that functions inside do not see. So there are
// two passes over the tree before any code is written:
//
//   1. `collect.ts` walks the tree, makes a `Scope` for each block and notes which names it binds, uses and declares;
//   2. `Scope.resolve` finds out what each noted name means. It must come second, because a function may use a variable
//      that its enclosing function binds further down. It also learns what is captured and by whom it is assigned.
//
// Not every scope is a JavaScript function. List, set and dict comprehensions run inside the function around them
// (PEP 709), and so do the scopes of type parameters: their variables are renamed (`x$1`), for a JavaScript function
// has one name space. `Scope.home` is the scope whose JavaScript function the code is in. A captured variable needs no
// cell: JavaScript's closures share variables just as Python's share cells.
//
// Annotation scopes (PEP 649) and type parameter scopes are transparent to a class around them: they see its names.

import type { Node } from "../syntax/ast.ts";
import { mangle, variableName } from "./names.ts";

export type ScopeKind = "module" | "function" | "class" | "comprehension" | "types" | "annotation";

/** A local variable of a function, a comprehension or a type parameter scope. */
export class Variable {
  readonly name: string;
  readonly owner: Scope;
  /** Its name in JavaScript; renamed variables get theirs when their block is written. */
  js: string;
  /** Used by a JavaScript function other than its owner's. */
  captured = false;
  /** Assigned by such a function. */
  rebound = false;
  /** Deleted somewhere, be it at the end of an `except … as`: it can become unbound again. */
  deleted = false;
  /** What it can hold: set by `import x` and by nothing else. */
  isModule: boolean | undefined = undefined;

  constructor(name: string, owner: Scope) {
    this.name = name;
    this.owner = owner;
    this.js = variableName(name);
  }
}

export type Meaning =
  | { readonly kind: "variable"; readonly variable: Variable }
  | { readonly kind: "global" }
  /** A name in a class body: in its namespace, else the variable, else a global. */
  | { readonly kind: "class"; readonly scope: Scope; readonly fallback: Variable | undefined };

const GLOBAL: Meaning = { kind: "global" };

export class Scope {
  readonly kind: ScopeKind;
  readonly node: Node | undefined;
  readonly parent: Scope | undefined;
  readonly name: string;
  readonly qualname: string;
  /** The class that private names are mangled for. */
  readonly className: string | undefined;
  /** In the header of a generic class, the only names that are private: its type parameters. Elsewhere all can be. */
  readonly privateNames: ReadonlySet<string> | undefined;
  readonly children: Scope[] = [];
  /** Names bound in this block, in order. */
  readonly bound = new Map<string, Variable>();
  readonly used = new Set<string>();
  readonly globals = new Set<string>();
  readonly nonlocals = new Set<string>();
  /** In a class: attributes that its methods set on what they call `self`. */
  readonly staticAttributes = new Set<string>();
  /** In a module: what is declared `global` anywhere in it, which is no name of its namespace then. */
  readonly declaredGlobals = new Set<string>();
  /** Names in `bound` that are parameters. */
  readonly parameters: Variable[] = [];
  isGenerator = false;
  isAsync = false;
  isGeneratorExpression = false;
  /** The variable that holds the class for `super()` and `__class__` in methods; only for classes that need it. */
  classCell: Variable | undefined = undefined;
  /** In a class: what keeps its namespace, in JavaScript. */
  namespace = "$ns";
  private readonly meanings = new Map<string, Meaning>();

  constructor(kind: ScopeKind, node: Node | undefined, parent: Scope | undefined, name: string, className?: string) {
    this.kind = kind;
    this.node = node;
    this.parent = parent;
    this.name = name;
    this.className = className ?? parent?.className;
    this.privateNames = className === undefined ? parent?.privateNames : typeParameterNames(kind, node);
    this.qualname = qualify(this, name);
    parent?.children.push(this);
  }

  /** The scope whose JavaScript function this scope's code is in. */
  get home(): Scope {
    let scope: Scope = this;
    while (scope.kind === "comprehension" || scope.kind === "types") scope = scope.parent!;
    return scope;
  }

  /** The variables of the comprehensions around, as far as they are in the same JavaScript function. */
  comprehensionVariables(): string[] {
    const names: string[] = [];
    for (let scope: Scope = this; scope !== this.home; scope = scope.parent!) {
      if (scope.kind === "comprehension") names.push(...scope.bound.keys());
    }
    return names;
  }

  mangle(name: string): string {
    return this.privateNames?.has(name) === false ? name : mangle(name, this.className);
  }

  bind(name: string): Variable | undefined {
    if (this.globals.has(name) || this.nonlocals.has(name)) return undefined;
    let variable = this.bound.get(name);
    if (variable === undefined) this.bound.set(name, (variable = new Variable(name, this)));
    return variable;
  }

  /** What a (mangled) name means here. */
  lookup(name: string): Meaning {
    let meaning = this.meanings.get(name);
    if (meaning === undefined) this.meanings.set(name, (meaning = this.find(name)));
    return meaning;
  }

  private find(name: string): Meaning {
    if (this.globals.has(name)) return GLOBAL;
    if (this.kind === "module" && this.declaredGlobals.has(name)) return GLOBAL;
    if (this.kind === "module") return this.namespaced ? { kind: "class", scope: this, fallback: undefined } : GLOBAL;
    const own = this.bound.get(name);
    if (this.kind === "class") {
      if (this.nonlocals.has(name)) return this.enclosing(name);
      const outer = own === undefined ? this.enclosing(name) : GLOBAL;
      const fallback = outer.kind === "variable" ? outer.variable : undefined;
      return { kind: "class", scope: this, fallback };
    }
    if (own !== undefined) return { kind: "variable", variable: own };
    return this.enclosing(name);
  }

  /** The names of a module that runs in a namespace of its own, as `exec` with two dicts does. */
  namespaced = false;

  private enclosing(name: string): Meaning {
    let transparent = this.kind === "annotation" || this.kind === "types";
    for (let scope = this.parent; scope !== undefined; scope = scope.parent) {
      if (scope.kind === "class") {
        if (name === "__class__") {
          scope.classCell ??= new Variable("__class__", scope);
          return { kind: "variable", variable: scope.classCell };
        }
        if (transparent && !scope.globals.has(name) && scope.bound.has(name)) return scope.lookup(name);
      } else if (scope.kind === "module") {
        return scope.namespaced && (this.kind === "comprehension" || transparent) ? scope.lookup(name) : GLOBAL;
      } else {
        if (scope.globals.has(name)) return GLOBAL;
        const variable = scope.bound.get(name);
        if (variable !== undefined) return { kind: "variable", variable };
      }
      transparent &&= scope.kind === "annotation" || scope.kind === "types";
    }
    return GLOBAL;
  }

  /** The second pass, for this scope and those inside. */
  resolve(): void {
    for (const name of this.used) this.note(name, false);
    for (const name of this.nonlocals) this.note(name, true);
    for (const child of this.children) child.resolve();
  }

  private note(name: string, assigned: boolean): void {
    const meaning = this.lookup(name);
    const variable =
      meaning.kind === "variable" ? meaning.variable : meaning.kind === "class" ? meaning.fallback : undefined;
    if (variable === undefined || variable.owner.home === this.home) return;
    variable.captured = true;
    if (assigned) {
      variable.rebound = true;
      variable.isModule = false;
    }
  }

  /** The variables that this scope's function takes from functions around it (CPython's `co_freevars`). */
  freeVariables(): string[] {
    const free = new Set<string>();
    const gather = (scope: Scope): void => {
      for (const name of [...scope.used, ...scope.nonlocals]) {
        const meaning = scope.lookup(name);
        const variable =
          meaning.kind === "variable" ? meaning.variable : meaning.kind === "class" ? meaning.fallback : undefined;
        if (variable !== undefined && !variable.owner.isInside(this)) free.add(name);
      }
      for (const child of scope.children) gather(child);
    };
    gather(this);
    return [...free].sort();
  }

  private isInside(scope: Scope): boolean {
    for (let s: Scope | undefined = this; s !== undefined; s = s.parent) if (s === scope) return true;
    return false;
  }
}

function typeParameterNames(kind: ScopeKind, node: Node | undefined): ReadonlySet<string> | undefined {
  if (kind !== "types" || node?.node !== "ClassDef") return undefined;
  return new Set(node.type_params.map(({ name }) => name));
}

function qualify(scope: Scope, name: string): string {
  let parent = scope.parent;
  while (parent !== undefined && parent.kind !== "function" && parent.kind !== "class" && parent.kind !== "module") {
    parent = parent.parent;
  }
  if (parent === undefined || parent.kind === "module") return name;
  const declared = scope.kind !== "annotation" && parent.globals.has(parent.mangle(name));
  if (declared) return name;
  return parent.kind === "class" ? `${parent.qualname}.${name}` : `${parent.qualname}.<locals>.${name}`;
}
