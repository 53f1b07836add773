// Comprehensions and loops over iterables.
//
// List, set and dict comprehensions are loops written before the statement that uses their value; they run in the
// function around them, as in CPython (PEP 709). Their variables are renamed. One that a function inside
// captures is declared outside the loops: all functions made in one run of the comprehension share it.
//
// `for a, b in …` walks over pairs, without a tuple for each (see pairs.ts of the runtime).
//
// A generator expression is a frame of its own; its outermost iterable is evaluated where the expression stands.

import type { Call, Comprehension, Expr, Position } from "../syntax/ast.ts";
import { type Form, FRAME, strip, stripOperand } from "./emitter.ts";
import { ExpressionEmitter } from "./expressions.ts";
import type { Scope } from "./scopes.ts";

type Inlined = Extract<Expr, { node: "ListComp" | "SetComp" | "DictComp" }>;

export abstract class ComprehensionEmitter extends ExpressionEmitter {
  /** A new emitter for a function inside this one. */
  protected abstract inner(scope: Scope, position: Position, form: Form): ComprehensionEmitter;
  /** The text of a function with what has been written as its body. */
  abstract functionText(head: string, prologue?: readonly string[]): string;

  comprehension(node: Inlined): string {
    const scope = this.unit.scopes.blocks.get(node)!;
    this.renameVariables(scope);
    const result = this.temp();
    const first = node.generators[0]!;
    const iterator = this.iteratorOf(first.iter, first.is_async !== 0, first.target);
    const kind = node.node;
    // The result is made after the first iterable was evaluated.
    const empty = kind === "ListComp" ? "[]" : `${this.helper(kind === "SetComp" ? "set" : "dict")}([])`;
    const variables = [...scope.bound.values()];
    const captured = variables.filter((v) => v.captured).map((v) => v.js);
    for (const variable of variables) if (!variable.captured) this.declare(variable.js);
    const before = this.snapshot();
    const write = (): void => {
      if (captured.length > 0) this.line(`let ${captured.join(", ")};`);
      this.within(scope, () => this.generators(node.generators, 0, iterator, () => this.collect(node, result)));
    };
    this.line(`${result} = ${empty};`);
    if (captured.length > 0) this.block("", write);
    else write();
    this.bound = before;
    return kind === "ListComp" ? `${this.helper("list")}(${result})` : result;
  }

  private renameVariables(scope: Scope): void {
    for (const variable of scope.bound.values()) variable.js = this.unit.unique(variable.name);
  }

  private collect(node: Inlined, result: string): void {
    this.scratch(() => {
      if (node.node === "ListComp") {
        const text = stripOperand(this.value(node.elt));
        this.line(`${result}.push(${text});`);
        return;
      }
      const sequence = this.open();
      if (node.node === "SetComp") {
        const item = this.operand(sequence, node.elt);
        this.line(`${this.close(sequence, `(${this.at(node.elt)}, ${this.helper("setAdd")}(${result}, ${item}))`)};`);
        return;
      }
      const key = this.operand(sequence, node.key, [node.value]);
      const value = this.operand(sequence, node.value);
      this.line(
        `${this.close(sequence, `(${this.at(node.key)}, ${this.helper("setitem")}(${result}, ${key}, ${value}))`)};`,
      );
    });
  }

  /** Writes the loops and conditions from generator `index` inwards; `first` is the iterator of the outermost. */
  protected generators(list: readonly Comprehension[], index: number, first: string, innermost: () => void): void {
    const generator = list[index];
    if (generator === undefined) {
      innermost();
      return;
    }
    const isAsync = generator.is_async !== 0;
    const iterator = index === 0 ? first : this.iteratorOf(generator.iter, isAsync, generator.target);
    this.loopOver(iterator, generator.target, generator.iter, isAsync, () => {
      this.conditions(generator.ifs, () => this.generators(list, index + 1, first, innermost));
    });
  }

  /** Evaluates the iterable of a loop; gives what `loopOver` walks over, as an expression. */
  protected iteratorOf(iterable: Expr, isAsync: boolean, target: Expr): string {
    if (!isAsync && isPair(target)) return this.iteratorText(this.value(iterable), iterable, "pairs");
    if (!isAsync && this.isRange(iterable)) {
      const range = this.linearly(true, () => this.rangeIterator(iterable));
      this.hoist();
      return range;
    }
    const text = this.value(iterable);
    return this.iteratorText(text, iterable, isAsync ? "aiter" : "iter");
  }

  /** Is it a call of `range`, as far as the text tells? */
  protected isRange(node: Expr): node is Call {
    if (node.node !== "Call" || !this.isBuiltin(node.func, "range") || node.keywords.length > 0) return false;
    return node.args.length >= 1 && node.args.length <= 3 && node.args.every((arg) => arg.node !== "Starred");
  }

  /** The iterator of `range(…)` without the range. */
  private rangeIterator(node: Call): string {
    const sequence = this.open();
    const callee = this.operand(sequence, node.func, node.args);
    const texts = node.args.map((arg, i) => this.operand(sequence, arg, node.args.slice(i + 1)));
    return this.close(sequence, `(${this.at(node)}, ${this.helper("iterRange")}(${[callee, ...texts].join(", ")}))`);
  }

  private conditions(ifs: readonly Expr[], inside: () => void): void {
    const [condition, ...rest] = ifs;
    if (condition === undefined) {
      inside();
      return;
    }
    const test = this.scratch(() => {
      const text = this.linearly(true, () => this.condition(condition));
      this.hoist();
      return text;
    });
    this.block(`if (${strip(test)})`, () => this.conditions(rest, inside));
  }

  // ---- loops --------------------------------------------------------------------------------------------------

  /** The iterator of an iterable, as an expression. */
  protected iteratorText(text: string, node: Position, helper: "iter" | "aiter" | "pairs"): string {
    const sequence = this.open();
    const value = /^[\w$]+$/.test(text) ? text : this.keep(sequence, text);
    const call = `(${this.at(node)}, ${this.helper(helper)}(${value}))`;
    return this.close(sequence, call);
  }

  /**
   * A JavaScript loop over an iterator. An asynchronous one may suspend in `$anext`; StopAsyncIteration arrives as an
   * exception if it did.
   */
  protected loopOver(
    iterator: string,
    target: Expr,
    position: Position,
    isAsync: boolean,
    body: (iterator: string) => void,
  ): void {
    const it = this.name("it");
    if (!isAsync && isPair(target)) {
      this.block(`for (let ${it} = ${stripOperand(iterator)}; ${this.at(position)}, ${it}.step$(); )`, () => {
        this.check("");
        this.scratch(() => this.storePair(target.elts, it, target));
        body(it);
      });
      return;
    }
    const value = this.name("v");
    const run = (): void => {
      this.check("");
      this.scratch(() => this.store(target, value));
      body(it);
    };
    if (!isAsync) {
      const next = `(${this.at(position)}, ${value} = ${it}.next$()) !== undefined`;
      this.block(`for (let ${it} = ${stripOperand(iterator)}, ${value}; ${next}; )`, run);
      return;
    }
    if (this.takesRaised) {
      this.block(`for (let ${it} = ${stripOperand(iterator)}, ${value}; ; )`, () => {
        this.line(`${this.at(position)};`);
        this.line(`${value} = ${this.helper("anext")}(${it});`);
        this.block(`if (${this.raisedText(value)})`, () => {
          this.line(`${value} = ${this.helper("takeRaised")}();`);
          this.line(`if (${this.helper("stopAsync")}(${value})) break;`);
          this.throw(value);
        });
        this.line(`if (${value} === undefined) break;`);
        run();
      });
      return;
    }
    this.block(`for (let ${it} = ${stripOperand(iterator)}, ${value}; ; )`, () => {
      this.block(
        "try",
        () => {
          this.line(`${this.at(position)};`);
          this.line(
            `if ((${value} = ${this.helper("anext")}(${it})) === ${this.helper("SUSPENDED")}) ${value} = ${this.suspensionText()};`,
          );
        },
        "} catch ($e) {",
      );
      this.writer.indented(() => {
        this.line(`if (${this.helper("stopAsync")}($e)) break;`);
        this.line("throw $e;");
      });
      this.line("}");
      this.line(`if (${value} === undefined) break;`);
      run();
    });
  }

  private storePair([first, second]: readonly Expr[], it: string, target: Position): void {
    // Both are taken first: to store one may run code that moves the walker on.
    const a = this.temp();
    const b = this.temp();
    this.line(`${a} = ${it}.first ?? (${this.at(target)}, ${it}.split$());`);
    this.line(`${b} = ${it}.second;`);
    this.store(first!, a);
    this.store(second!, b);
  }

  // ---- generator expressions ----------------------------------------------------------------------------------

  generatorExpression(node: Extract<Expr, { node: "GeneratorExp" }>): string {
    const scope = this.unit.scopes.blocks.get(node)!;
    const first = node.generators[0]!;
    const sequence = this.open();
    const iterable = this.expr(first.iter);
    const helper = first.is_async !== 0 ? "aiter" : isPair(first.target) ? "pairs" : "iter";
    const iterator = this.keep(sequence, this.iteratorText(iterable, first.iter, helper));
    const inner = this.inner(scope, node, FRAME);
    inner.writeGenerator(node);
    const frame = inner.functionText("function* genexpr($it)");
    const call = `(${frame})(${iterator})`;
    const wrap = this.helper(scope.isAsync ? "asyncGeneratorExpression" : "generatorExpression");
    return this.close(sequence, `${wrap}(${call}, ${inner.code.name})`);
  }

  private writeGenerator(node: Extract<Expr, { node: "GeneratorExp" }>): void {
    for (const variable of this.scope.bound.values()) this.declare(variable.js);
    this.generators(node.generators, 0, "$it", () => {
      this.scratch(() => {
        const value = this.value(node.elt);
        const kept = this.temp();
        this.line(`${kept} = ${stripOperand(value)};`);
        this.line(`${this.at(node.elt)};`);
        this.line(`${this.yieldText(kept)};`);
        this.free(kept);
      });
    });
    this.line(`return ${this.helper("None")};`);
  }
}

/** Two targets that an item is unpacked into? */
function isPair(target: Expr): target is Extract<Expr, { node: "Tuple" | "List" }> {
  if (target.node !== "Tuple" && target.node !== "List") return false;
  return target.elts.length === 2 && target.elts.every((elt) => elt.node !== "Starred");
}
