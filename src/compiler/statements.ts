// Statements: the simple ones, and the flow of control through `if`, `while` and `for`.

import type {
  AnnAssign,
  Assert,
  AsyncFor,
  Expr,
  ExprStmt,
  For,
  If,
  Node,
  Raise,
  Return,
  Stmt,
  While,
} from "../syntax/ast.ts";
import { forEachChild } from "../syntax/ast.ts";
import { type Loop, needsStatements, strip, stripOperand } from "./emitter.ts";
import { TargetEmitter } from "./targets.ts";

export abstract class StatementEmitter extends TargetEmitter {
  abstract functionDefinition(node: Extract<Stmt, { node: "FunctionDef" | "AsyncFunctionDef" }>): void;
  abstract classDefinition(node: Extract<Stmt, { node: "ClassDef" }>): void;
  abstract typeAlias(node: Extract<Stmt, { node: "TypeAlias" }>): void;
  abstract import(node: Extract<Stmt, { node: "Import" }>): void;
  abstract importFrom(node: Extract<Stmt, { node: "ImportFrom" }>): void;
  abstract try(node: Extract<Stmt, { node: "Try" | "TryStar" }>): void;
  abstract with(node: Extract<Stmt, { node: "With" | "AsyncWith" }>): void;
  abstract match(node: Extract<Stmt, { node: "Match" }>): void;
  protected abstract noteAnnotation(node: AnnAssign): void;

  /** At a prompt, the value of an expression statement is shown. */
  protected interactive = false;

  statements(list: readonly Stmt[]): void {
    for (const node of list) {
      // What cannot be reached is not written.
      if (this.bound === undefined) return;
      this.scratch(() => this.statement(node));
    }
  }

  statement(node: Stmt): void {
    switch (node.node) {
      case "Expr":
        this.expressionStatement(node);
        return;
      case "Assign":
        this.assign(node);
        return;
      case "AugAssign":
        this.augmentedAssign(node);
        return;
      case "AnnAssign":
        this.annotatedAssign(node);
        return;
      case "Return":
        this.return(node);
        return;
      case "Delete":
        this.delete(node);
        return;
      case "If":
        this.if(node);
        return;
      case "While":
        this.while(node);
        return;
      case "For":
      case "AsyncFor":
        this.for(node);
        return;
      case "Break":
        this.break();
        return;
      case "Continue":
        this.line("continue;");
        this.bound = undefined;
        return;
      case "Raise":
        this.raise(node);
        return;
      case "Assert":
        this.assert(node);
        return;
      case "FunctionDef":
      case "AsyncFunctionDef":
        this.functionDefinition(node);
        return;
      case "ClassDef":
        this.classDefinition(node);
        return;
      case "TypeAlias":
        this.typeAlias(node);
        return;
      case "Import":
        this.import(node);
        return;
      case "ImportFrom":
        this.importFrom(node);
        return;
      case "Try":
      case "TryStar":
        this.try(node);
        return;
      case "With":
      case "AsyncWith":
        this.with(node);
        return;
      case "Match":
        this.match(node);
        return;
      case "Global":
      case "Nonlocal":
      case "Pass":
        return;
    }
  }

  private expressionStatement(node: ExprStmt): void {
    const { value } = node;
    if (this.interactive) {
      const text = stripOperand(this.value(value));
      this.line(`${this.helper("display")}(${text});`);
      return;
    }
    if (value.node === "Constant") return;
    const text = this.value(value);
    // A coroutine that is dropped was forgotten.
    if (value.node === "Call") {
      this.usesPosition = true;
      this.line(`${this.helper("drop")}(${stripOperand(text)}, ${this.code.name}, $p);`);
    } else this.dropText(text);
  }

  private annotatedAssign(node: AnnAssign): void {
    if (node.value !== null) {
      const text = this.value(node.value);
      this.store(node.target, text);
    }
    this.noteAnnotation(node);
  }

  private return(node: Return): void {
    let value = node.value === null ? this.helper("None") : stripOperand(this.value(node.value));
    const drops = this.loops.flatMap(({ drop }) => drop ?? []).reverse();
    if (drops.length > 0) {
      value = this.kept(value);
      for (const drop of drops) this.line(drop);
    }
    this.line(`return ${value};`);
    this.bound = undefined;
  }

  private raise(node: Raise): void {
    const sequence = this.open();
    const operands: string[] = [];
    this.linearly(true, () => {
      if (node.exc !== null) operands.push(this.operand(sequence, node.exc, [node.cause]));
      if (node.cause !== null) operands.push(this.operand(sequence, node.cause));
    });
    this.hoist();
    this.line(`${this.at(node)};`);
    this.throw(`${this.helper(node.exc === null ? "reraise" : "raise")}(${operands.join(", ")})`);
    this.close(sequence, "");
    this.bound = undefined;
  }

  private assert(node: Assert): void {
    const test = this.test(node.test);
    this.block(`if (!${test})`, () => {
      this.perhaps(() => {
        const message = node.msg === null ? "" : this.kept(this.value(node.msg));
        this.line(`${this.at(node.test)};`);
        this.throw(`${this.helper("assertionError")}(${message})`);
      });
    });
  }

  // ---- flow ---------------------------------------------------------------------------------------------------

  /** A condition for the head of a statement, with what it needs written before. */
  protected test(node: Expr): string {
    const text = this.linearly(true, () => this.condition(node));
    this.hoist();
    return text;
  }

  private if(node: If): void {
    const test = this.scratch(() => this.test(node.test));
    const known = node.test.node === "Constant" ? test : undefined;
    const before = this.snapshot();
    this.line(`if (${strip(test)}) {`);
    this.writer.indented(() => this.statements(node.body));
    const exits = [known === "false" ? undefined : this.bound];
    this.bound = before;
    let orelse = node.orelse;
    // `elif` stays flat unless its condition needs statements.
    while (orelse.length === 1 && orelse[0]!.node === "If" && !needsStatements(orelse[0]!.test)) {
      const next: If = orelse[0]!;
      const otherwise = this.scratch(() => strip(this.condition(next.test)));
      const entry = this.snapshot();
      this.line(`} else if (${otherwise}) {`);
      this.writer.indented(() => this.statements(next.body));
      exits.push(this.bound);
      this.bound = entry;
      orelse = next.orelse;
    }
    if (orelse.length > 0) {
      this.line("} else {");
      this.writer.indented(() => this.statements(orelse));
    }
    this.line("}");
    if (known === "true") this.bound = undefined;
    this.bound = this.meet(...exits, this.bound);
  }

  private while(node: While): void {
    const entry = this.uncertain(this.bound);
    this.bound = entry;
    const loop = this.enterLoop(node);
    const isEndless = node.test.node === "Constant" && this.condition(node.test) === "true";
    this.inLabel(loop, () => {
      let after: typeof entry;
      if (needsStatements(node.test)) {
        this.block("while (true)", () => {
          const test = this.scratch(() => this.test(node.test));
          after = this.snapshot();
          this.line(`if (!${test}) break;`);
          this.check("");
          this.loopBody(loop, node.body);
        });
      } else {
        const test = this.scratch(() => this.condition(node.test));
        after = isEndless ? undefined : this.snapshot();
        this.block(`while (${strip(test)})`, () => {
          this.check(this.at(node.test));
          this.loopBody(loop, node.body);
        });
      }
      this.bound = after;
      this.statements(node.orelse);
    });
    this.bound = this.meet(this.bound, ...loop.exits);
  }

  private for(node: For | AsyncFor): void {
    const isAsync = node.node === "AsyncFor";
    const { iter } = node;
    // What makes the iterable of a loop that may be left early.
    const mayNeedClosing = iter.node === "Call" && !this.isRange(iter) && isLeftEarly(node.body);
    const callee = mayNeedClosing ? this.slot("f") : undefined;
    if (callee !== undefined) this.tracked = { call: iter, callee };
    const iterator = this.scratch(() => this.iteratorOf(iter, isAsync, node.target));
    this.tracked = undefined;
    const entry = this.uncertain(this.bound);
    this.bound = entry;
    const loop = this.enterLoop(node);
    this.inLabel(loop, () => {
      const before = this.snapshot();
      this.loopOver(iterator, node.target, iter, isAsync, (it) => {
        if (callee !== undefined) loop.drop = `${this.helper("dropIterator")}(${it}, ${callee});`;
        this.loopBody(loop, node.body);
      });
      this.bound = before;
      this.statements(node.orelse);
    });
    this.bound = this.meet(this.bound, ...loop.exits);
  }

  private enterLoop(node: For | AsyncFor | While): Loop {
    const label = node.orelse.length > 0 ? this.name("loop") : undefined;
    return { label, exits: [], drop: undefined };
  }

  /** A loop with an `else` stands in a labelled block: `break` leaves that. */
  private inLabel(loop: Loop, write: () => void): void {
    if (loop.label === undefined) write();
    else this.block(`${loop.label}:`, write);
  }

  private loopBody(loop: Loop, body: readonly Stmt[]): void {
    this.loops.push(loop);
    this.statements(body);
    this.loops.pop();
  }

  private break(): void {
    const loop = this.loops[this.loops.length - 1]!;
    if (loop.drop !== undefined) this.line(loop.drop);
    this.line(loop.label === undefined ? "break;" : `break ${loop.label};`);
    // A `finally` on the way may delete.
    loop.exits.push(this.uncertain(this.bound));
    this.bound = undefined;
  }
}

/** Does a `break` or `return` stand somewhere in the statements? */
function isLeftEarly(body: readonly Node[]): boolean {
  return body.some((node) => {
    if (node.node === "Break" || node.node === "Return") return true;
    if (node.node === "FunctionDef" || node.node === "AsyncFunctionDef" || node.node === "ClassDef") return false;
    if (!("lineno" in node) && node.node !== "match_case") return false;
    let found = false;
    forEachChild(node, (child) => {
      found ||= isLeftEarly([child]);
    });
    return found;
  });
}
