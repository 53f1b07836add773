// Modules: the last of the emitter's classes, with the statements that import, and the text of a whole module.

import type { Import, ImportFrom, Mod, Position } from "../syntax/ast.ts";
import { ClassEmitter } from "./classes.ts";
import { type Form, stripOperand } from "./emitter.ts";
import { codeSpec, docstring } from "./functions.ts";
import type { Known } from "./known.ts";
import { quote } from "./names.ts";
import type { Scope } from "./scopes.ts";
import type { CodeBuilder } from "./unit.ts";

export class ModuleEmitter extends ClassEmitter {
  protected override inner(scope: Scope, position: Position, form: Form): ModuleEmitter {
    const code = this.unit.code(scope.node!, scope, () => codeSpec(scope, position));
    return new ModuleEmitter(this.unit, scope, code, form, this.boundForInner());
  }

  protected override codeOf(node: Known): CodeBuilder {
    const scope = this.unit.scopes.blocks.get(node)!;
    return this.unit.code(node, scope, () => codeSpec(scope, node));
  }

  // ---- imports ------------------------------------------------------------------------------------------------

  private importText(node: Position, name: string, fromlist: string, level: number): string {
    const args = `M, ${quote(name)}, ${fromlist}, ${level}`;
    if (!this.form.blocks) return `(${this.at(node)}, ${this.helper("import")}(${args}))`;
    return this.suspend(`(${this.at(node)}, ${this.helper("importS")}(${args}))`);
  }

  import(node: Import): void {
    for (const { name, asname } of node.names) {
      const text = this.importText(node, this.scope.mangle(name), "undefined", 0);
      const [top, ...rest] = name.split(".") as [string, ...string[]];
      if (asname === null) {
        this.storeName(top, text, node);
        continue;
      }
      // `import a.b as c` binds the leaf.
      let value = stripOperand(text);
      for (const part of rest) value = `${this.helper("importFrom")}(${value}, ${quote(part)})`;
      this.storeName(asname, value, node);
    }
  }

  importFrom(node: ImportFrom): void {
    const names = this.unit.constant(`[${node.names.map(({ name }) => quote(name)).join(", ")}]`);
    const module = this.temp();
    this.line(`${module} = ${stripOperand(this.importText(node, node.module ?? "", names, node.level))};`);
    for (const alias of node.names) {
      if (alias.name === "*") {
        this.line(`${this.helper("importStar")}(M, ${module});`);
        continue;
      }
      const name = quote(this.scope.mangle(alias.name));
      const text = `(${this.at(node)}, ${this.helper("importFrom")}(${module}, ${name}))`;
      this.storeName(alias.asname ?? alias.name, text, alias);
    }
  }

  // ---- modules ------------------------------------------------------------------------------------------------

  /** The text of the function that makes the module's body. */
  moduleText(tree: Mod): string {
    this.interactive = tree.node === "Interactive";
    if (tree.node === "Expression") {
      this.scratch(() => {
        const value = stripOperand(this.value(tree.body));
        this.line(`return ${value};`);
      });
    } else {
      const doc = tree.node === "Module" ? docstring(tree.body) : undefined;
      if (doc !== undefined) this.storeName("__doc__", quote(doc), NOWHERE);
      this.statements(tree.body);
      this.writeAnnotations((evaluate) => `${this.helper("annotate")}(M, ${evaluate})`);
    }
    return this.functionText(`function* (${this.scope.namespaced ? "M, $ns" : "M"})`);
  }
}

const NOWHERE: Position = { lineno: 1, end_lineno: 1, col_offset: 0, end_col_offset: 0 };
