// Names: loading, storing and deleting what they mean.

import type { Expr, Position } from "../syntax/ast.ts";
import { Emitter, stripOperand } from "./emitter.ts";
import { quote } from "./names.ts";
import type { Variable } from "./scopes.ts";

/** What every module object has by its type: as names of globals they stand for something else, if for anything. */
const MODULE_ATTRIBUTES: ReadonlySet<string> = new Set(["__class__", "__dict__"]);

export abstract class NameEmitter extends Emitter {
  loadName(id: string, node: Position): string {
    const name = this.scope.mangle(id);
    const meaning = this.scope.lookup(name);
    switch (meaning.kind) {
      case "variable":
        return this.loadVariable(meaning.variable, node);
      case "global":
        return this.loadGlobal(name, node);
      case "class": {
        const { scope, fallback } = meaning;
        const args = [scope.namespace, quote(name), "M"];
        if (fallback !== undefined) args.push(`() => ${fallback.js}`);
        return `(${this.at(node)}, ${this.helper("classLoad")}(${args.join(", ")}))`;
      }
    }
  }

  protected loadVariable(variable: Variable, node: Position): string {
    if (this.isBound(variable)) return variable.js;
    const free = variable.owner.home !== this.scope.home;
    const text = `(${variable.js} ?? (${this.at(node)}, ${this.helper("unbound")}(${quote(variable.name)}, ${free})))`;
    this.markBound(variable);
    return text;
  }

  protected loadGlobal(name: string, node: Position): string {
    if (name === "__debug__") return "true";
    const slow = `(${this.at(node)}, ${this.helper("name")}(M, ${quote(name)}${this.selfArgument()}))`;
    if (MODULE_ATTRIBUTES.has(name)) return slow;
    const assigned = this.unit.scopes.assignedGlobals.has(name);
    return assigned ? `(M.$${name} ?? ${slow})` : `(M.$${name} ?? ${this.helper("B")}.$${name} ?? ${slow})`;
  }

  /** In a method, `self`: NameError suggests `self.name`. */
  private selfArgument(): string {
    const [self] = this.scope.home.parameters;
    return self?.name === "self" ? ", self" : "";
  }

  storeName(id: string, value: string, node: Position): void {
    const name = this.scope.mangle(id);
    const meaning = this.scope.lookup(name);
    const text = stripOperand(value);
    switch (meaning.kind) {
      case "variable":
        if (text !== meaning.variable.js) this.line(`${meaning.variable.js} = ${text};`);
        this.markBound(meaning.variable);
        break;
      case "global":
        this.line(`${this.storeGlobal(name, text, node)};`);
        break;
      case "class":
        // A metaclass's namespace may do anything.
        this.line(`${this.storeInNamespace(meaning.scope.namespace, name, text, node)};`);
    }
  }

  /** The same as an expression whose value is that of `value`, which must be repeatable. */
  storeNameText(id: string, value: string, node: Position): string {
    const name = this.scope.mangle(id);
    const meaning = this.scope.lookup(name);
    switch (meaning.kind) {
      case "variable":
        this.markBound(meaning.variable);
        return `${meaning.variable.js} = ${value}`;
      case "global":
        return MODULE_ATTRIBUTES.has(name)
          ? `${this.storeGlobal(name, value, node)}, ${value}`
          : this.storeGlobal(name, value, node);
      case "class":
        return `${this.storeInNamespace(meaning.scope.namespace, name, value, node)}, ${value}`;
    }
  }

  private storeGlobal(name: string, value: string, node: Position): string {
    if (!MODULE_ATTRIBUTES.has(name)) return `M.$${name} = ${value}`;
    return this.storeInNamespace(`${this.helper("globals")}(M)`, name, value, node);
  }

  private storeInNamespace(namespace: string, name: string, value: string, _node: Position): string {
    return `${this.helper("classStore")}(${namespace}, ${quote(name)}, ${value})`;
  }

  deleteName(id: string, node: Position): void {
    const name = this.scope.mangle(id);
    const meaning = this.scope.lookup(name);
    switch (meaning.kind) {
      case "variable": {
        const { variable } = meaning;
        if (!this.isBound(variable)) this.line(`${this.loadVariable(variable, node).slice(1, -1)};`);
        this.line(`${variable.js} = undefined;`);
        this.markUnbound(variable);
        break;
      }
      default:
        this.line(`${this.at(node)};`);
        this.deleteElsewhere(name);
    }
  }

  /** Unbinds a name that is no variable. */
  private deleteElsewhere(name: string): void {
    const meaning = this.scope.lookup(name);
    if (meaning.kind === "global") this.line(`${this.helper("delName")}(M, ${quote(name)});`);
    if (meaning.kind === "class")
      this.line(`${this.helper("classDelete")}(${meaning.scope.namespace}, ${quote(name)});`);
  }

  /** The end of an `except … as name`: the name is unbound, whatever the handler did with it. */
  protected forgetName(id: string, node: Position): void {
    const name = this.scope.mangle(id);
    const meaning = this.scope.lookup(name);
    if (meaning.kind === "variable") {
      this.line(`${meaning.variable.js} = undefined;`);
      this.markUnbound(meaning.variable);
    } else {
      this.storeName(id, this.helper("None"), node);
      // No position: it cannot fail, and an exception may be on its way that was raised elsewhere.
      this.deleteElsewhere(name);
    }
  }

  /** Does the name mean the builtin of that name, as far as the text of the module shows? */
  protected isBuiltin(node: Expr, name: string): boolean {
    return (
      node.node === "Name" &&
      node.id === name &&
      this.scope.lookup(name).kind !== "variable" &&
      !this.unit.scopes.assignedGlobals.has(name)
    );
  }

  /** Is the name bound by `import x` alone? Calls of its attributes are not method calls then. */
  protected isModule(node: Expr): boolean {
    if (node.node !== "Name") return false;
    const name = this.scope.mangle(node.id);
    const meaning = this.scope.lookup(name);
    if (meaning.kind === "variable") return meaning.variable.isModule === true;
    return meaning.kind === "global" && this.unit.scopes.importedModules.get(name) === true;
  }
}
