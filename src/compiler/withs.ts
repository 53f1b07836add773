// `with` and `async with`.
//
// Both methods are read from the class before anything is called, as `m$__exit__` and so on: nothing is bound. The exit
// method is called once: behind the `try` if the body raised, else by the `finally`, which also sees the body leave by
// `return`, `break` or `continue`. What the body raises itself comes there by `break` (see tries.ts). In a frame that may
// block both methods are calls that may suspend, of what the class's attributes give.

import type { AsyncWith, Expr, Stmt, With, WithItem } from "../syntax/ast.ts";
import { stripOperand } from "./emitter.ts";
import { TryEmitter } from "./tries.ts";

export abstract class WithEmitter extends TryEmitter {
  with(node: With | AsyncWith): void {
    this.managers(node, node.items, node.body);
  }

  private managers(node: With | AsyncWith, items: readonly WithItem[], body: readonly Stmt[]): void {
    const [item, ...rest] = items;
    if (item === undefined) {
      this.statements(body);
      return;
    }
    this.item(node, item, () => this.managers(node, rest, body));
  }

  private item(node: With | AsyncWith, item: WithItem, body: () => void): void {
    const isAsync = node.node === "AsyncWith";
    const manager = item.context_expr;
    const used: Used = {
      manager: this.slot("with"),
      exit: this.slot("exit"),
      failed: this.slot("failed"),
      kind: isAsync ? "async" : this.form.blocks ? "blocking" : "plain",
    };
    this.scratch(() => {
      const value = this.enter(manager, used);
      this.line(`${used.failed} = undefined;`);
      this.writeBody(item, value, used, body);
    });
  }

  /** Enters the manager; gives the text of the value for `as`. */
  private enter(node: Expr, { manager, exit, kind }: Used): string {
    const enter = this.temp();
    const value = this.temp();
    const text = stripOperand(this.value(node));
    this.line(`${manager} = ${text};`);
    this.line(`${this.at(node)};`);
    if (kind === "blocking") {
      this.line(`[${enter}, ${exit}] = ${this.helper("withMethods")}(${manager});`);
      this.line(`${value} = ${this.awaited(`${this.helper("callS")}(${enter})`)};`);
      return value;
    }
    const prefix = kind === "async" ? "m$__a" : "m$__";
    const isMissing = (name: string, method: string): string => `(${name} = ${manager}.${prefix}${method}__) == null`;
    this.block(`if (${isMissing(enter, "enter")} || ${isMissing(exit, "exit")})`, () => {
      this.line(`[${enter}, ${exit}] = ${this.helper("withUnusual")}(${manager}, ${kind === "async"});`);
    });
    const call =
      kind === "async" ? this.awaited(`${this.helper("enterAsync")}(${enter}, ${manager})`) : `${enter}(${manager})`;
    this.line(`${value} = ${call};`);
    return value;
  }

  private writeBody(item: WithItem, value: string, used: Used, body: () => void): void {
    const { failed } = used;
    const entry = this.uncertain(this.bound);
    const label = this.name("raise");
    let jumps = false;
    const catcher = (error: string): string[] => {
      jumps = true;
      return [`${failed} = ${this.caughtText(error)};`, `break ${label};`];
    };
    const start = this.writer.mark();
    this.block(
      "try",
      () =>
        this.catching(catcher, () => {
          if (item.optional_vars !== null) this.store(item.optional_vars, value);
          body();
        }),
      "} catch ($e) {",
    );
    if (jumps) this.writer.prefix(start, `${label}: `);
    const after = this.bound;
    this.writer.indented(() => this.line(`${failed} = ${this.caughtText("$e")};`));
    this.line("} finally {");
    this.writer.indented(() => {
      this.block(`if (${failed} === undefined)`, () => {
        this.line(`${this.at(item.context_expr)};`);
        this.dropText(this.exitText(used));
      });
    });
    this.line("}");
    this.block(`if (${failed} !== undefined)`, () => this.exceptionalExit(item.context_expr, used));
    // The manager may swallow the exception.
    this.bound = this.meet(after, entry);
  }

  private exitText({ manager, exit, kind }: Used): string {
    const none = this.helper("None");
    const args = `${none}, ${none}, ${none}`;
    if (kind === "plain") return `${exit}(${manager}, ${args})`;
    const call =
      kind === "async"
        ? `${this.helper("exitAsync")}(${exit}, ${manager}, ${args})`
        : `${this.helper("callS")}(${exit}, ${args})`;
    return this.linearly(true, () => this.suspend(call));
  }

  /** Suspends here; statements are written for it. */
  private awaited(call: string): string {
    return stripOperand(this.linearly(true, () => this.suspend(call)));
  }

  private exceptionalExit(node: Expr, { manager, exit, failed, kind }: Used): void {
    this.line(`${this.at(node)};`);
    const rethrow = (test: string): void =>
      this.block(`if (!${test})`, () => this.throw(`${this.helper("reraise")}(${failed})`));
    if (kind === "plain") {
      rethrow(`${this.helper("withExit")}(${exit}, ${manager}, ${failed})`);
      return;
    }
    const swallowed = this.temp();
    this.handling(failed, () => {
      const info = `...${this.helper("excInfo")}(${failed})`;
      const call =
        kind === "async"
          ? `${this.helper("exitAsync")}(${exit}, ${manager}, ${info})`
          : `${this.helper("callS")}(${exit}, ${info})`;
      this.line(`${swallowed} = ${this.helper("truth")}(${this.awaited(call)});`);
      rethrow(swallowed);
    });
    this.free(swallowed);
  }
}

/** The variables of a manager in use: itself, its exit method, and the exception that the body left with. */
interface Used {
  readonly manager: string;
  readonly exit: string;
  readonly failed: string;
  readonly kind: "plain" | "async" | "blocking";
}
