// `try`: handlers, `else`, `finally`, and exception groups.
//
// A `catch` first makes of what it caught a Python exception with its traceback entry (`$caught`). While a handler runs,
// its exception is what `sys.exception()` gives: `$enter` and `$leave` around it. A frame may be suspended in between;
// there `$hold` gives a record by which `$yieldHeld` puts the exception aside and takes it up again (`Emitter.held`).
//
// JavaScript's `finally` does what Python's does, also with `return` and `break` inside. But an exception under way is a
// handled one in Python's, the context of whatever is raised there. So it is caught, entered, and thrown again at the end.

import type { ExceptHandler, Stmt, Try, TryStar } from "../syntax/ast.ts";
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
    const entry = this.uncertain(this.bound);
    const exception = this.name("e");
    const label = node.orelse.length > 0 ? this.name("try") : undefined;
    const exits: State[] = [];
    const write = (): void => {
      this.block("try", () => this.statements(node.body), `} catch (${exception}) {`);
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

  private handlers(handlers: readonly ExceptHandler[], exception: string, entry: State, exits: State[]): void {
    const [handler, ...rest] = handlers;
    if (handler === undefined) {
      this.line(`throw ${this.helper("reraise")}(${exception});`);
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
          this.line(`${this.at(handler.type!)};`);
          this.line(`[${part}, ${rest}] = ${this.helper("matchStar")}(${rest}, ${classes});`);
        });
        this.block(`if (${part} !== undefined)`, () => {
          const error = this.name("e");
          this.block("try", () => this.handling(part, () => this.handlerBody(handler, part)), `} catch (${error}) {`);
          this.writer.indented(() => this.line(`${raised}.push(${this.caughtText(error)});`));
          this.line("}");
        });
      });
      state = this.uncertain(this.meet(state, this.bound));
    }
    this.line(`${part} = ${this.helper("endStar")}(${exception}, ${rest}, ${raised});`);
    this.line(`if (${part} !== undefined) throw ${part};`);
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
    this.block("try", body, "} catch ($e) {");
    const after = this.bound;
    this.writer.indented(() => {
      this.line(`${exception} = ${this.caughtText("$e")};`);
      this.line(`${handle} = ${this.helper(isFrame ? "hold" : "enter")}(${exception});`);
    });
    this.line("} finally {");
    this.bound = entry;
    this.writer.indented(() => {
      this.block("try", () => this.finalBody(finalbody, handle), "} finally {");
      const leave = `${this.helper(isFrame ? "release" : "leave")}(${handle})`;
      this.writer.indented(() => this.line(`if (${exception} !== undefined) ${leave};`));
      this.line("}");
      this.line(`if (${exception} !== undefined) throw ${this.helper("reraise")}(${exception});`);
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
