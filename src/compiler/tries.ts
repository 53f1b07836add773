// `try`: handlers, `else`, `finally`, and exception groups.
//
// A `catch` first makes of what it caught a Python exception with its traceback entry (`$caught`). While a handler runs,
// its exception is what `sys.exception()` gives: `$enter` and `$leave` around it. A frame may be suspended in between;
// there `$hold` gives a record by which `$yieldHeld` puts the exception aside and takes it up again (`Emitter.held`).
//
// JavaScript's `finally` does what Python's does, also with `return` and `break` inside. But an exception under way is a
// handled one in Python's, the context of whatever is raised there. So it is caught, entered, and thrown again at the end.
//
// What is raised where the handler is in the same function needs no JavaScript `throw` (`Emitter.throw`): the handlers
// stand behind the `try` then, and are reached by `break`, as is a `finally`. On its way it leaves inner handlers, whose
// own `finally` parts run as they would for a `throw`; so an exception is entered where it arrives, never before.

import type { ExceptHandler, Node, Stmt, Try, TryStar } from "../syntax/ast.ts";
import { forEachChild } from "../syntax/ast.ts";
import type { State } from "./emitter.ts";
import { strip } from "./emitter.ts";
import { StatementEmitter } from "./statements.ts";

export abstract class TryEmitter extends StatementEmitter {
  try(node: Try | TryStar): void {
    if (node.finalbody.length === 0) {
      this.handled(node);
      return;
    }
    if (node.handlers.length === 0) this.finally(() => this.statements(node.body), node.finalbody);
    else this.finally(() => this.handled(node), node.finalbody);
  }

  /** The text that makes a Python exception of what a `catch` caught. */
  protected caughtText(name: string): string {
    this.usesPosition = true;
    return `${this.helper("caught")}(${name}, ${this.code.name}, $p)`;
  }

  /** Writes code that runs while an exception is handled. */
  protected handling(exception: string, body: () => void): void {
    const { isFrame } = this.form;
    const handle = this.slot("h");
    this.line(`${handle} = ${this.helper(isFrame ? "hold" : "enter")}(${exception});`);
    if (isFrame) this.held.push({ handle, maybe: false });
    this.block("try", body, "} finally {");
    if (isFrame) this.held.pop();
    this.writer.indented(() => this.line(`${this.helper(isFrame ? "release" : "leave")}(${handle});`));
    this.line("}");
  }

  // ---- except -------------------------------------------------------------------------------------------------

  private handled(node: Try | TryStar): void {
    if (node.body.some(raisesHere)) {
      this.handledByJump(node);
      return;
    }
    const entry = this.uncertain(this.bound);
    const exception = this.name("e");
    const label = node.orelse.length > 0 ? this.name("try") : undefined;
    const exits: State[] = [];
    const write = (): void => {
      this.block("try", () => this.catching(undefined, () => this.statements(node.body)), `} catch (${exception}) {`);
      const after = this.bound;
      this.writer.indented(() => {
        this.line(`${exception} = ${this.caughtText(exception)};`);
        this.handling(exception, () => {
          if (node.node === "Try") this.handlers(node.handlers, exception, entry, exits);
          else this.groupHandlers(node.handlers, exception, entry, exits);
        });
        if (label !== undefined && exits.some((exit) => exit !== undefined)) this.line(`break ${label};`);
      });
      this.line("}");
      this.bound = after;
      this.statements(node.orelse);
    };
    if (label === undefined) write();
    else this.block(`${label}:`, write);
    this.bound = this.meet(this.bound, ...exits);
  }

  /** As `handled`, where the body itself raises: the handlers stand behind the `try`, within the reach of a `break`. */
  private handledByJump(node: Try | TryStar): void {
    const entry = this.uncertain(this.bound);
    const exception = this.name("e");
    const label = this.name("raise");
    const exits: State[] = [];
    const catcher = (error: string): string[] => [`${exception} = ${this.caughtText(error)};`, `break ${label};`];
    this.block("", () => {
      this.line(`let ${exception};`);
      this.block(
        `${label}: try`,
        () => this.catching(catcher, () => this.statements(node.body)),
        `} catch ($e) { ${exception} = ${this.caughtText("$e")}; }`,
      );
      const after = this.bound;
      this.block(`if (${exception} !== undefined)`, () => {
        this.handling(exception, () => {
          if (node.node === "Try") this.handlers(node.handlers, exception, entry, exits);
          else this.groupHandlers(node.handlers, exception, entry, exits);
        });
      });
      this.bound = after;
      if (node.orelse.length > 0 && after !== undefined) {
        this.block("else", () => this.statements(node.orelse));
      }
    });
    this.bound = this.meet(this.bound, ...exits);
  }

  private handlers(handlers: readonly ExceptHandler[], exception: string, entry: State, exits: State[]): void {
    const [handler, ...rest] = handlers;
    if (handler === undefined) {
      this.throw(`${this.helper("reraise")}(${exception})`);
      return;
    }
    this.bound = entry && new Set(entry);
    if (handler.type === null) {
      this.handlerBody(handler, exception);
      exits.push(this.bound);
      return;
    }
    const test = this.scratch(() => {
      const classes = this.kept(this.value(handler.type!));
      this.line(`${this.at(handler.type!)};`);
      return `${this.helper("match")}(${exception}, ${classes})`;
    });
    this.block(`if (${strip(test)})`, () => this.handlerBody(handler, exception), "} else {");
    exits.push(this.bound);
    this.writer.indented(() => this.handlers(rest, exception, entry, exits));
    this.line("}");
  }

  private handlerBody(handler: ExceptHandler, exception: string): void {
    const { name, body } = handler;
    if (name === null) {
      this.statements(body);
      return;
    }
    this.storeName(name, exception, handler);
    this.block("try", () => this.statements(body), "} finally {");
    this.writer.indented(() => this.forgetName(name, handler));
    this.line("}");
  }

  // ---- except* ------------------------------------------------------------------------------------------------

  private groupHandlers(handlers: readonly ExceptHandler[], exception: string, entry: State, exits: State[]): void {
    const rest = this.slot("rest");
    const raised = this.slot("raised");
    const part = this.slot("part");
    this.line(`${rest} = ${exception};`);
    this.line(`${raised} = [];`);
    let state = entry;
    for (const handler of handlers) {
      this.bound = state && new Set(state);
      this.block(`if (${rest} !== undefined)`, () => {
        this.scratch(() => {
          const classes = this.kept(this.value(handler.type!));
          this.line(`${this.at(handler)};`);
          this.line(`[${part}, ${rest}] = ${this.helper("matchStar")}(${rest}, ${classes}, ${this.code.name}, $p);`);
        });
        this.block(`if (${part} !== undefined)`, () => {
          const error = this.name("e");
          const body = (): void => this.handling(part, () => this.handlerBody(handler, part));
          this.block("try", () => this.catching(undefined, body), `} catch (${error}) {`);
          this.writer.indented(() => this.line(`${raised}.push(${this.caughtText(error)});`));
          this.line("}");
        });
      });
      state = this.uncertain(this.meet(state, this.bound));
    }
    this.line(`${part} = ${this.helper("endStar")}(${exception}, ${rest}, ${raised});`);
    this.block(`if (${part} !== undefined)`, () => this.throw(part));
    this.bound = state;
    exits.push(state);
  }

  // ---- finally ------------------------------------------------------------------------------------------------

  protected finally(body: () => void, finalbody: readonly Stmt[]): void {
    const entry = this.uncertain(this.bound);
    const exception = this.slot("x");
    const { isFrame } = this.form;
    const handle = this.slot("h");
    this.line(isFrame ? `${exception} = ${handle} = undefined;` : `${exception} = undefined;`);
    const label = this.name("raise");
    let jumps = false;
    const catcher = (error: string): string[] => {
      jumps = true;
      return [`${exception} = ${this.caughtText(error)};`, `break ${label};`];
    };
    const start = this.writer.mark();
    this.block("try", () => this.catching(catcher, body), "} catch ($e) {");
    if (jumps) this.writer.prefix(start, `${label}: `);
    const after = this.bound;
    this.writer.indented(() => this.line(`${exception} = ${this.caughtText("$e")};`));
    this.line("} finally {");
    this.bound = entry;
    this.writer.indented(() => {
      const enter = this.helper(isFrame ? "hold" : "enter");
      this.line(`if (${exception} !== undefined) ${handle} = ${enter}(${exception});`);
      this.block("try", () => this.finalBody(finalbody, handle), "} finally {");
      const leave = `${this.helper(isFrame ? "release" : "leave")}(${handle})`;
      this.writer.indented(() => this.line(`if (${exception} !== undefined) ${leave};`));
      this.line("}");
      this.block(`if (${exception} !== undefined)`, () => this.throw(`${this.helper("reraise")}(${exception})`));
    });
    this.line("}");
    this.bound = this.afterFinally(after, this.bound);
  }

  private finalBody(body: readonly Stmt[], handle: string): void {
    if (!this.form.isFrame) {
      this.statements(body);
      return;
    }
    this.held.push({ handle, maybe: true });
    this.statements(body);
    this.held.pop();
  }

  /** What the body bound is bound afterwards, unless the final part unbound it. */
  private afterFinally(after: State, final: State): State {
    if (after === undefined || final === undefined) return undefined;
    const result = new Set(final);
    for (const variable of after) if (!variable.deleted) result.add(variable);
    return result;
  }
}

const OTHER_FUNCTIONS: ReadonlySet<string> = new Set(["FunctionDef", "AsyncFunctionDef", "ClassDef", "Lambda"]);

/** May a statement raise without a call, so that its exception has its handler a jump away? */
function raisesHere(node: Node): boolean {
  if (node.node === "Raise" || node.node === "Assert" || node.node === "Try" || node.node === "TryStar") return true;
  if (node.node === "With" || node.node === "AsyncWith") return true;
  if (node.node === "Await" || node.node === "AsyncFor") return true;
  if (node.node === "Subscript" && node.ctx === "Load") return true;
  if (node.node === "Call" && node.func.node === "Name" && node.func.id === "next") return true;
  if (OTHER_FUNCTIONS.has(node.node)) return false;
  let found = false;
  forEachChild(node, (child) => {
    found ||= raisesHere(child);
  });
  return found;
}
