// `with` and `async with`.
//
// The exit method is called once: by the `catch` if the body raised, else by the `finally`, which also sees the body leave
// by `return`, `break` or `continue`. In a frame that may block both methods are calls that may suspend.

import type { AsyncWith, Expr, Stmt, With, WithItem } from "../syntax/ast.ts";
import { strip, stripOperand } from "./emitter.ts";
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
    const exit = this.slot("exit");
    const failed = this.slot("failed");
    this.scratch(() => {
      const value = this.enter(manager, exit, isAsync);
      this.line(`${failed} = false;`);
      this.writeBody(item, value, exit, failed, manager, isAsync, body);
    });
  }

  /** Enters the manager; gives the text of the value for `as`. */
  private enter(manager: Expr, exit: string, isAsync: boolean): string {
    const pair = this.temp();
    const value = this.temp();
    const sequence = this.open();
    const text = this.linearly(true, () => this.operand(sequence, manager));
    this.hoist();
    this.line(`${this.at(manager)};`);
    const direct = !isAsync && !this.form.blocks;
    const find = isAsync ? "asyncWith" : direct ? "withEnter" : "withMethods";
    this.line(`${pair} = ${this.helper(find)}(${text});`);
    this.close(sequence, "");
    this.line(`${exit} = ${pair}[1];`);
    if (direct) return `${pair}[0]`;
    const helper = this.helper(isAsync ? "enterAsync" : "callS");
    this.line(`${value} = ${stripOperand(this.suspend(`${helper}(${pair}[0])`))};`);
    return value;
  }

  private writeBody(
    item: WithItem,
    value: string,
    exit: string,
    failed: string,
    manager: Expr,
    isAsync: boolean,
    body: () => void,
  ): void {
    const entry = this.uncertain(this.bound);
    const exception = this.name("e");
    this.block(
      "try",
      () => {
        if (item.optional_vars !== null) this.store(item.optional_vars, value);
        this.catching(undefined, body);
      },
      `} catch (${exception}) {`,
    );
    const after = this.bound;
    this.writer.indented(() => {
      this.line(`${failed} = true;`);
      this.line(`${exception} = ${this.caughtText(exception)};`);
      this.exceptionalExit(exception, exit, manager, isAsync);
    });
    this.line("} finally {");
    const none = this.helper("None");
    this.writer.indented(() => {
      this.block(`if (!${failed})`, () => {
        this.line(`${this.at(manager)};`);
        const args = `${none}, ${none}, ${none}`;
        if (isAsync) this.line(`${strip(this.suspend(`${this.helper("exitAsync")}(${exit}, ${args})`))};`);
        else if (this.form.blocks) this.line(`${strip(this.suspend(`${this.helper("callS")}(${exit}, ${args})`))};`);
        else this.line(`${exit}(${args});`);
      });
    });
    this.line("}");
    // The manager may swallow the exception.
    this.bound = this.meet(after, entry);
  }

  private exceptionalExit(exception: string, exit: string, manager: Expr, isAsync: boolean): void {
    this.line(`${this.at(manager)};`);
    const rethrow = (test: string): void =>
      this.block(`if (!${test})`, () => this.throw(`${this.helper("reraise")}(${exception})`));
    if (!isAsync && !this.form.blocks) {
      rethrow(`${this.helper("withExit")}(${exit}, ${exception})`);
      return;
    }
    const helper = this.helper(isAsync ? "exitAsync" : "callS");
    const swallowed = this.temp();
    this.handling(exception, () => {
      const call = this.suspend(`${helper}(${exit}, ...${this.helper("excInfo")}(${exception}))`);
      this.line(`${swallowed} = ${this.helper("truth")}(${stripOperand(call)});`);
      rethrow(swallowed);
    });
    this.free(swallowed);
  }
}
