// Assignment: storing into, updating and deleting targets.

import type { Assign, AugAssign, Delete, Expr } from "../syntax/ast.ts";
import { ComprehensionEmitter } from "./comprehensions.ts";
import { isIdentifier, isRepeatable, strip, stripOperand } from "./emitter.ts";
import { quote } from "./names.ts";

export abstract class TargetEmitter extends ComprehensionEmitter {
  /** Stores a value, given as text that is evaluated once, now. */
  store(target: Expr, value: string): void {
    this.linearly(true, () => this.storeInto(target, value));
  }

  private storeInto(target: Expr, value: string): void {
    switch (target.node) {
      case "Name":
        this.storeName(target.id, value, target);
        return;
      case "Attribute": {
        const sequence = this.open();
        const stored = this.kept(value);
        const object = this.operand(sequence, target.value);
        this.hoist();
        this.storeAttribute(object, target, stored);
        this.close(sequence, "");
        return;
      }
      case "Subscript": {
        const sequence = this.open();
        const stored = this.kept(value);
        const object = this.operand(sequence, target.value, [target.slice]);
        const key = this.operand(sequence, target.slice);
        this.hoist();
        this.storeItem(object, key, target, stored);
        this.close(sequence, "");
        return;
      }
      case "Tuple":
      case "List":
        this.unpack(target, value);
        return;
      case "Starred":
        this.store(target.value, value);
        return;
      default:
        throw new Error(`cannot assign to ${target.node}`);
    }
  }

  /** The value of an assignment is evaluated before the parts of its target. */
  protected kept(value: string): string {
    if (isRepeatable(value)) return value;
    const temp = this.temp();
    this.line(`${temp} = ${stripOperand(value)};`);
    return temp;
  }

  private storeAttribute(object: string, target: Extract<Expr, { node: "Attribute" }>, value: string): void {
    const name = this.scope.mangle(target.attr);
    this.line(`${this.at(target)};`);
    if (/^-?\d/.test(object)) {
      // A number is no object to JavaScript; setting fails, with Python's error.
      this.line(`${this.helper("setattr")}(${object}, ${quote(name)}, ${value});`);
      return;
    }
    this.line(`if (${object}.open$ === true || ${object}.w$${name} === true) ${object}.$${name} = ${value};`);
    this.line(`else ${this.helper("setattr")}(${object}, ${quote(name)}, ${value});`);
  }

  private storeItem(object: string, key: string, target: Expr, value: string): void {
    this.line(`${this.at(target)};`);
    // As with the load of an item (see expressions.ts).
    const method = this.temp();
    const found = `(${method} = ${object}.m$__setitem__)`;
    const position = target.node === "Subscript" ? this.listPosition(key, target.slice) : undefined;
    if (position === undefined) this.line(`if (${found} != null) ${method}(${object}, ${key}, ${value});`);
    else {
      const isPlace = [`${key} < ${object}.items.length`, ...(position.length > 0 ? [`(${key} | 0) === ${key}`] : [])];
      const isItem = [`${found} === ${this.helper("listSetitem")}`, ...position, ...isPlace].join(" && ");
      this.line(`if (${isItem}) ${object}.items[${key}] = ${value};`);
      this.line(`else if (${method} != null) ${method}(${object}, ${key}, ${value});`);
    }
    this.line(`else ${this.helper("setitem")}(${object}, ${key}, ${value});`);
    this.free(method);
  }

  private unpack(target: Extract<Expr, { node: "Tuple" | "List" }>, value: string): void {
    const star = target.elts.findIndex((elt) => elt.node === "Starred");
    const items = this.temp();
    const source = this.kept(value);
    this.line(`${this.at(target)};`);
    const count = target.elts.length;
    const unpack = `${this.helper("unpack")}(${source}, ${count}, ${star})`;
    // What is unpacked is mostly a tuple that nobody else has, which V8 need not even make if it sees all of this.
    const isTuple = `${source}.type_ === ${this.helper("tupleType")} && ${source}.items.length === ${count}`;
    this.line(`${items} = ${star < 0 && isIdentifier(source) ? `${isTuple} ? ${source}.items : ${unpack}` : unpack};`);
    for (const [i, elt] of target.elts.entries()) this.store(elt, `${items}[${i}]`);
  }

  // ---- statements ---------------------------------------------------------------------------------------------

  protected assign(node: Assign): void {
    const [target, ...others] = node.targets as [Expr, ...Expr[]];
    if (others.length === 0 && this.assignPairwise(target, node.value)) return;
    const text = this.value(node.value);
    if (others.length === 0) {
      this.store(target, text);
      return;
    }
    const value = this.kept(text);
    for (const each of node.targets) this.store(each, value);
  }

  /** `a, b = b, a` makes no tuple. */
  private assignPairwise(target: Expr, value: Expr): boolean {
    if (target.node !== "Tuple" && target.node !== "List") return false;
    if (value.node !== "Tuple" && value.node !== "List") return false;
    if (target.elts.length !== value.elts.length || target.elts.length === 0) return false;
    if ([...target.elts, ...value.elts].some((elt) => elt.node === "Starred")) return false;
    const sequence = this.open();
    const values: string[] = [];
    for (const elt of value.elts) {
      // Not `operand`: storing the first may change a variable that is stored later.
      const text = this.value(elt);
      values.push(elt.node === "Constant" && isRepeatable(text) ? text : this.keep(sequence, text));
    }
    this.hoist();
    for (const [i, elt] of target.elts.entries()) this.store(elt, values[i]!);
    this.close(sequence, "");
    return true;
  }

  protected augmentedAssign(node: AugAssign): void {
    this.linearly(true, () => this.update(node));
  }

  private update(node: AugAssign): void {
    const { target, op, value } = node;
    const sequence = this.open();
    const update = (current: string): string => {
      const right = this.operand(sequence, value);
      return this.operation(op, current, right, undefined, value, node, true);
    };
    switch (target.node) {
      case "Name": {
        const load: Expr = { ...target, ctx: "Load" };
        const current = this.operand(sequence, load, [value]);
        const text = update(current);
        this.hoist();
        this.storeName(target.id, text, target);
        break;
      }
      case "Attribute": {
        const object = this.operand(sequence, target.value, [value]);
        const current = this.keep(sequence, this.loadAttribute(object, target));
        const text = this.keep(sequence, update(current));
        this.hoist();
        this.storeAttribute(object, target, text);
        break;
      }
      case "Subscript": {
        const object = this.operand(sequence, target.value, [target.slice, value]);
        const key = this.operand(sequence, target.slice, [value]);
        const current = this.keep(sequence, this.loadItem(object, key, target));
        const text = this.keep(sequence, update(current));
        this.hoist();
        this.storeItem(object, key, target, text);
      }
    }
    this.close(sequence, "");
  }

  protected delete(node: Delete): void {
    for (const target of node.targets) this.deleteTarget(target);
  }

  private deleteTarget(target: Expr): void {
    this.linearly(true, () => this.deleteOne(target));
  }

  private deleteOne(target: Expr): void {
    switch (target.node) {
      case "Name":
        this.deleteName(target.id, target);
        return;
      case "Attribute": {
        const sequence = this.open();
        const object = this.operand(sequence, target.value);
        const name = quote(this.scope.mangle(target.attr));
        sequence.parts.push(this.at(target));
        this.statementText(this.close(sequence, `${this.helper("delattr")}(${object}, ${name})`));
        return;
      }
      case "Subscript": {
        const sequence = this.open();
        const object = this.operand(sequence, target.value, [target.slice]);
        const key = this.operand(sequence, target.slice);
        sequence.parts.push(this.at(target));
        this.statementText(this.close(sequence, `${this.helper("delitem")}(${object}, ${key})`));
        return;
      }
      case "Tuple":
      case "List":
        for (const elt of target.elts) this.deleteTarget(elt);
        return;
      default:
        throw new Error(`cannot delete ${target.node}`);
    }
  }

  /** Writes an expression whose value is dropped, unless all that it does is written already. */
  protected dropText(text: string): void {
    if (!/^(?:[\w$]+|\(\$\d+ \?\? \$None\))$/.test(text)) this.statementText(text);
  }

  /** Writes an expression as a statement. */
  protected statementText(text: string): void {
    const stripped = strip(text);
    this.line(`${stripped.startsWith("function") ? `(${stripped})` : stripped};`);
  }
}
