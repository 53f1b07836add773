// Calls. A positional call is a plain JavaScript call if the callee is a JavaScript function, which Python functions and
// classes are; the rest goes through helpers.
//
// A method call `o.x(a)` looks for `o.m$x`, which takes the instance, so that nothing is bound; else it loads the attribute
// and calls that. In Python's order the method is looked up before the arguments are evaluated.
//
// In a frame that may block (see blocking.ts) the callee may suspend, and the helpers whose names end in `S` say so.

import type { Attribute, Call, Expr, Position } from "../syntax/ast.ts";
import { fromAttribute, type Sequence, stripOperand } from "./emitter.ts";
import { arrange, isSimple, type Known } from "./known.ts";
import { quote } from "./names.ts";
import { OperatorEmitter } from "./operators.ts";
import type { CodeBuilder } from "./unit.ts";

/** A text as the object of a member access: a number needs parentheses. */
const member = (object: string): string => (/^-?\d/.test(object) ? `(${object})` : object);

/** How a call is made: plainly, by a frame that may be suspended by it, or as the operand of `await`. */
type Manner = "plain" | "blocking" | "await";

export abstract class CallEmitter extends OperatorEmitter {
  abstract suspend(text: string): string;
  protected abstract readonly catchesHere: boolean;
  protected abstract orRaised(text: string): string;
  protected abstract codeOf(node: Known): CodeBuilder;
  abstract items(elts: readonly Expr[]): string;

  /** `position` is the await expression's if the call is awaited. */
  call(node: Call): string {
    const special = this.specialCall(node);
    if (special !== undefined) return special;
    const manner = this.form.blocks && this.unit.blocking.mayBlock(node, this.scope) ? "blocking" : "plain";
    if (node.keywords.some((k) => k.arg === null) || node.args.some((a) => a.node === "Starred")) {
      return this.starredCall(node, manner);
    }
    if (node.keywords.length > 0) return this.keywordCall(node, this.callPosition(node), manner);
    return this.positionalCall(node, this.callPosition(node), manner);
  }

  private callPosition(node: Call): Position {
    const { func } = node;
    if (func.node !== "Attribute" || this.isModule(func.value)) return node;
    const { lineno, col_offset, end_lineno, end_col_offset } = node;
    return fromAttribute(func, { lineno, col_offset, end_lineno, end_col_offset });
  }

  /** `await f(…)` without a coroutine object, where the call is a plain positional one. */
  protected awaitedCall(node: Call, position: Position): string | undefined {
    if (this.isSpecial(node) || node.args.some((a) => a.node === "Starred")) return undefined;
    if (node.keywords.length === 0) return this.positionalCall(node, position, "await");
    return node.keywords.some((k) => k.arg === null) ? undefined : this.keywordCall(node, position, "await");
  }

  private positionalCall(node: Call, position: Position, manner: Manner): string {
    const { func, args } = node;
    if (func.node === "Attribute") {
      if (this.isSuperCall(func.value)) return this.superCall(func, args, position, manner);
      if (isDunder(func.attr)) return this.dunderCall(func, args, position, manner);
      if (!this.isModule(func.value)) return this.methodCall(node, func, position, manner);
    }
    const sequence = this.open();
    const callee = this.operand(sequence, func, args);
    const texts = this.arguments(sequence, args);
    if (this.tracked?.call === node) sequence.parts.push(`${this.tracked.callee} = ${callee}`);
    sequence.parts.push(this.at(position));
    if (texts.length === 1 && manner === "plain" && this.catchesHere && this.isBuiltin(func, "next")) {
      return this.close(sequence, this.orRaised(`${this.helper("nextOrRaised")}(${callee}, ${texts[0]})`));
    }
    return this.close(sequence, this.callText(callee, texts, manner));
  }

  private arguments(sequence: Sequence, args: readonly Expr[]): string[] {
    return args.map((arg, i) => this.operand(sequence, arg, args.slice(i + 1)));
  }

  /** Calls `callee`, whatever it is, with arguments that are repeatable texts. */
  private callText(callee: string, args: readonly string[], manner: Manner): string {
    const list = args.join(", ");
    const all = [callee, ...args].join(", ");
    switch (manner) {
      case "plain":
        return `(typeof ${callee} === "function" ? ${callee}(${list}) : ${this.helper("call")}(${all}))`;
      case "blocking":
        return this.suspend(this.blockingText(callee, list, all));
      case "await":
        return this.suspend(this.awaitedText(callee, list, args.length, all));
    }
  }

  /** A coroutine function that takes so many arguments is started here, where V8 knows it; `$awaitCall` does the rest. */
  private awaitedText(callee: string, list: string, count: number, all: string): string {
    const start = `${this.helper("awaitFrame")}(${callee}.frame(${list}), ${callee}.code)`;
    return `(${callee}.awaitArity === ${count} ? ${start} : ${this.helper("awaitCall")}(${all}))`;
  }

  /** What has no frame cannot suspend and is called as ever; `$callS` knows the rest, classes among it. */
  private blockingText(callee: string, list: string, all: string): string {
    const isPlain = `typeof ${callee} === "function" && ${callee}.frame === undefined && ${callee}.tp === undefined`;
    return `(${isPlain} ? ${callee}(${list}) : ${this.helper("callS")}(${all}))`;
  }

  // ---- methods ------------------------------------------------------------------------------------------------

  private methodCall(node: Call, func: Attribute, position: Position, manner: Manner): string {
    const { args } = node;
    const sequence = this.open();
    const object = this.operand(sequence, func.value, args);
    const name = this.scope.mangle(func.attr);
    const simple = args.every((arg) => arg.node === "Constant" || (arg.node === "Name" && this.isPlainVariable(arg)));
    const at = this.at(position);
    const method = this.temp();
    sequence.temps.push(method);
    const find = this.findMethod(method, object, name);
    const attribute = stripOperand(this.attributeText(object, name));
    const isTracked = this.tracked?.call === node;
    if (simple && manner === "plain" && !isTracked) {
      const texts = this.arguments(sequence, args);
      const list = texts.join(", ");
      const bound = `${method}(${[object, ...texts].join(", ")})`;
      const other = `typeof ${method} === "function" ? ${method}(${list}) : ${this.helper("call")}(${[method, ...texts].join(", ")})`;
      return this.close(
        sequence,
        `(${this.at(func)}, (${find}) !== undefined ? (${at}, ${bound}) : (${method} = ${attribute}, ${at}, ${other}))`,
      );
    }
    const value = this.temp();
    sequence.temps.push(value);
    sequence.parts.push(this.at(func), find, `${value} = ${method} === undefined ? ${attribute} : undefined`);
    const texts = this.arguments(sequence, args);
    if (isTracked) sequence.parts.push(`${this.tracked!.callee} = ${method} ?? ${value}`);
    const list = texts.join(", ");
    const withSelf = [method, object, ...texts].join(", ");
    const without = [value, ...texts].join(", ");
    sequence.parts.push(at);
    if (manner === "plain") {
      const other = `typeof ${value} === "function" ? ${value}(${list}) : ${this.helper("call")}(${without})`;
      const bound = `${method}(${[object, ...texts].join(", ")})`;
      return this.close(sequence, `(${method} !== undefined ? ${bound} : ${other})`);
    }
    if (manner === "await") {
      const bound = this.awaitedText(method, [object, ...texts].join(", "), texts.length + 1, withSelf);
      const other = `${this.helper("awaitCall")}(${without})`;
      return this.close(sequence, this.suspend(`(${method} !== undefined ? ${stripOperand(bound)} : ${other})`));
    }
    const callS = this.helper("callS");
    const bound = `${method}.frame === undefined ? ${method}(${[object, ...texts].join(", ")}) : ${callS}(${withSelf})`;
    const other = stripOperand(this.blockingText(value, list, without));
    return this.close(sequence, this.suspend(`(${method} !== undefined ? ${bound} : ${other})`));
  }

  /**
   * Sets `method` to the unbound method of an object. A native special method that is called by name checks its arguments,
   * which it need not for operators: it is called bound.
   */
  private findMethod(method: string, object: string, name: string): string {
    const found = `${method} = ${this.holder(object, name)}.m$${name}`;
    return isDunder(name) ? `${method} = (${found})?.code && ${method}` : found;
  }

  /** Where the method is looked for. JavaScript's own strings know nothing of ours: theirs are on the prototype of `str`. */
  private holder(object: string, name: string): string {
    if (!stringMethods.has(name)) return member(object);
    if (/^["']/.test(object)) return this.helper("strings");
    return `(typeof ${object} === "string" ? ${this.helper("strings")} : ${member(object)})`;
  }

  private isPlainVariable(node: Extract<Expr, { node: "Name" }>): boolean {
    const meaning = this.scope.lookup(this.scope.mangle(node.id));
    return meaning.kind === "variable" && this.isBound(meaning.variable);
  }

  protected attributeText(object: string, name: string): string {
    return `(${member(object)}.$${name} ?? ${this.helper("getattr")}(${object}, ${quote(name)}))`;
  }

  /** Loads an attribute of a repeatable text. */
  protected loadAttribute(object: string, node: Attribute): string {
    return `(${this.at(node)}, ${stripOperand(this.attributeText(object, this.scope.mangle(node.attr)))})`;
  }

  private dunderCall(func: Attribute, args: readonly Expr[], position: Position, manner: Manner): string {
    const sequence = this.open();
    const object = this.operand(sequence, func.value, args);
    if (manner === "await" || !args.every((arg) => arg.node === "Constant" || arg.node === "Name")) {
      const callee = this.keep(sequence, this.loadAttribute(object, func));
      const texts = this.arguments(sequence, args);
      sequence.parts.push(this.at(position));
      return this.close(sequence, this.callText(callee, texts, manner));
    }
    const texts = this.arguments(sequence, args);
    const name = manner === "blocking" ? "callMethodS" : "callMethod";
    sequence.parts.push(this.at(position));
    const text = `${this.helper(name)}(${[object, quote(func.attr), ...texts].join(", ")})`;
    return this.close(sequence, manner === "blocking" ? this.suspend(text) : text);
  }

  // ---- super --------------------------------------------------------------------------------------------------

  /** `super()` in a method. */
  private isSuperCall(node: Expr): boolean {
    return (
      node.node === "Call" &&
      node.args.length === 0 &&
      node.keywords.length === 0 &&
      this.isBuiltin(node.func, "super") &&
      this.superArguments(node) !== undefined
    );
  }

  private superArguments(node: Position): [string, string] | undefined {
    const cell = this.scope.lookup("__class__");
    const self = this.scope.home.parameters[0];
    if (cell.kind !== "variable" || self === undefined) return undefined;
    return [cell.variable.js, this.loadVariable(self, node)];
  }

  private superCall(func: Attribute, args: readonly Expr[], position: Position, manner: Manner): string {
    const sequence = this.open();
    const [cls, self] = this.superArguments(func)!;
    const texts = this.arguments(sequence, args);
    const list = [cls, self, quote(this.scope.mangle(func.attr)), ...texts].join(", ");
    sequence.parts.push(this.at(position));
    const text = `${this.helper("superCall")}(${list})`;
    if (manner === "plain") return this.close(sequence, text);
    if (manner === "await") {
      const awaitable = this.keep(sequence, text);
      return this.close(sequence, this.suspend(`${this.helper("await")}(${awaitable})`));
    }
    const attribute = `${this.helper("super")}(${cls}, ${self})`;
    const all = [attribute, quote(this.scope.mangle(func.attr)), ...texts].join(", ");
    return this.close(sequence, this.suspend(`${this.helper("callMethodS")}(${all})`));
  }

  // ---- keywords and stars -------------------------------------------------------------------------------------

  private keywordCall(node: Call, position: Position, manner: Manner): string {
    const { func } = node;
    if (func.node === "Attribute" && !this.isModule(func.value) && !this.isSuperCall(func.value)) {
      return this.keywordMethodCall(node, func, position, manner);
    }
    const sequence = this.open();
    const callee = this.operand(sequence, func, operandsOf(node));
    const texts = this.operands(sequence, node);
    sequence.parts.push(this.at(position));
    const helper = this.helper(manner === "blocking" ? "callKwS" : "callKw");
    const general = this.keywordText(`${helper}(${callee}, ${this.keywordList(node, texts)})`, manner);
    const known = func.node === "Name" ? this.knownCall(node, func.id, callee, texts, manner) : undefined;
    const text = known === undefined ? general : `(${known.test} ? ${known.text} : ${general})`;
    return this.close(sequence, this.keywordResult(text, manner));
  }

  private keywordMethodCall(node: Call, func: Attribute, position: Position, manner: Manner): string {
    const sequence = this.open();
    const object = this.operand(sequence, func.value, operandsOf(node));
    const name = this.scope.mangle(func.attr);
    const method = this.temp();
    const value = this.temp();
    sequence.temps.push(method, value);
    const attribute = stripOperand(this.attributeText(object, name));
    sequence.parts.push(this.at(func), this.findMethod(method, object, name));
    sequence.parts.push(`${value} = ${method} === undefined ? ${attribute} : undefined`);
    const texts = this.operands(sequence, node);
    const list = this.keywordList(node, texts);
    sequence.parts.push(this.at(position));
    const blocking = manner === "blocking";
    const call = `${this.helper(blocking ? "callKwS" : "callKw")}(${value}, ${list})`;
    const methodCall = `${this.helper(blocking ? "callMethodKwS" : "callMethodKw")}(${object}, ${quote(name)}, ${list})`;
    const general = this.keywordText(`(${method} === undefined ? ${call} : ${methodCall})`, manner);
    const known = this.knownCall(node, func.attr, method, [object, ...texts], manner);
    const text =
      known === undefined ? general : `(${method} !== undefined && ${known.test} ? ${known.text} : ${general})`;
    return this.close(sequence, this.keywordResult(text, manner));
  }

  /** Positional arguments and the values of keywords, in the order of the text. */
  private operands(sequence: Sequence, node: Call): string[] {
    const all = operandsOf(node);
    return all.map((arg, i) => this.operand(sequence, arg, all.slice(i + 1)));
  }

  private keywordList({ args, keywords }: Call, texts: readonly string[]): string {
    const names = this.unit.constant(`[${keywords.map((k) => quote(k.arg!)).join(", ")}]`);
    return `[${texts.slice(0, args.length).join(", ")}], ${names}, [${texts.slice(args.length).join(", ")}]`;
  }

  private keywordText(text: string, manner: Manner): string {
    return manner === "await" ? `${this.helper("await")}(${stripOperand(text)})` : text;
  }

  /** Around all the ways of a call: what may suspend is a statement of its own, which no condition would guard. */
  private keywordResult(text: string, manner: Manner): string {
    return manner === "plain" ? text : this.suspend(text);
  }

  /** The direct call of the only function of that name in the module, and the test that `callee` is it (see known.ts). */
  private knownCall(
    node: Call,
    name: string,
    callee: string,
    texts: readonly string[],
    manner: Manner,
  ): { test: string; text: string } | undefined {
    const known = this.unit.known.get(name);
    if (known === undefined) return undefined;
    const isCoroutine = known.node === "AsyncFunctionDef" && !this.unit.scopes.blocks.get(known)!.isGenerator;
    if (manner === "await" ? !isCoroutine : manner === "blocking" && this.unit.blocking.hasFrame(known))
      return undefined;
    const positional = texts.length - node.keywords.length;
    const keywords = node.keywords.map((k) => k.arg!);
    const order = arrange(known.args, positional, keywords);
    if (order === undefined) return undefined;
    const list = order.map((index) => (index === undefined ? "undefined" : texts[index])).join(", ");
    const test = `${callee}.code === ${this.codeOf(known).name}`;
    if (manner === "await") {
      const start = `${this.helper("awaitFrame")}(${callee}.frame(${list}), ${callee}.code)`;
      return { test, text: start };
    }
    return { test, text: `${callee}${isSimple(known.args) ? "" : ".full"}(${list})` };
  }

  private starredCall(node: Call, manner: Manner): string {
    const { func, args, keywords } = node;
    const sequence = this.open();
    const callee = this.operand(sequence, func, [...args, ...keywords.map((k) => k.value)]);
    const [first] = args;
    const values = keywords.map((k) => k.value);
    // Alone, a starred argument is spread when the keywords are there, and an error names the function.
    const alone =
      args.length === 1 && first?.node === "Starred" ? this.operand(sequence, first.value, values) : undefined;
    const array = alone === undefined ? this.positionalArray(sequence, args, node) : this.keep(sequence, "[]");
    let keywordText = "undefined";
    if (keywords.some((k) => k.arg === null)) {
      const parts = keywords.flatMap((k, i) => [
        k.arg === null ? "undefined" : quote(k.arg),
        this.operand(sequence, k.value, values.slice(i + 1)),
      ]);
      keywordText = this.keep(
        sequence,
        `(${this.at(node)}, ${this.helper("kwargs")}(${callee}, [${parts.join(", ")}]))`,
      );
    } else if (keywords.length > 0) {
      const parts = keywords.flatMap((k) => [quote(k.arg!), this.operand(sequence, k.value)]);
      keywordText = this.keep(sequence, `${this.helper("kwargs")}(${callee}, [${parts.join(", ")}])`);
    }
    if (alone !== undefined) {
      sequence.parts.push(this.at(node), `${this.helper("spread")}(${callee}, ${array}, ${alone})`);
    }
    const blocking = manner === "blocking";
    const list = `${callee}, ${array}${keywordText === "undefined" ? ", undefined" : `, ${keywordText}`}`;
    sequence.parts.push(this.at(node));
    const text = `${this.helper(blocking ? "callExS" : "callEx")}(${list})`;
    return this.close(sequence, blocking ? this.suspend(text) : text);
  }

  private positionalArray(sequence: Sequence, args: readonly Expr[], node: Position): string {
    const first = args.findIndex((arg) => arg.node === "Starred");
    const plain = first === -1 ? args : args.slice(0, first);
    const array = this.keep(sequence, this.items(plain));
    for (const arg of args.slice(plain.length)) {
      if (arg.node === "Starred") {
        const value = this.operand(sequence, arg.value);
        sequence.parts.push(this.at(node), `${this.helper("extend")}(${array}, ${value})`);
      } else {
        const value = this.operand(sequence, arg);
        sequence.parts.push(`${array}.push(${value})`);
      }
    }
    return array;
  }

  // ---- calls that the compiler answers ------------------------------------------------------------------------

  private isSpecial(node: Call): boolean {
    return node.func.node === "Name" && specialNames.has(node.func.id) && this.isBuiltin(node.func, node.func.id);
  }

  private specialCall(node: Call): string | undefined {
    if (!this.isSpecial(node) || node.keywords.length > 0) return undefined;
    const name = (node.func as Extract<Expr, { node: "Name" }>).id;
    const count = node.args.length;
    if (name === "super") {
      if (!this.isSuperCall(node)) return undefined;
      const [cls, self] = this.superArguments(node)!;
      return `(${this.at(node)}, ${this.helper("super")}(${cls}, ${self}))`;
    }
    if (name === "globals") return count === 0 ? `${this.helper("globals")}(M)` : undefined;
    if (name === "locals" || name === "vars") return count === 0 ? this.localNamespace() : undefined;
    if (name === "dir") {
      if (count !== 0) return undefined;
      const sequence = this.open();
      const { home } = this.scope;
      const namespace = this.localNamespace();
      const isMapping = namespace === home.namespace && home.kind === "module" && home.namespaced;
      const names = this.keep(sequence, isMapping ? `${this.helper("callMethod")}(${namespace}, "keys")` : namespace);
      return this.close(sequence, `${this.helper("B")}.$sorted(${names})`);
    }
    if (count < 1 || count > 3 || node.args.some((arg) => arg.node === "Starred")) return undefined;
    return this.execution(node);
  }

  /** `eval(source, …)` and `exec(source, …)`: namespaces that are not given, or None, are those of this place. */
  private execution(node: Call): string {
    const sequence = this.open();
    const callee = this.operand(sequence, node.func, node.args);
    const none = this.helper("None");
    const [source, globals = none, locals = none] = this.arguments(sequence, node.args) as [string, string?, string?];
    const unlessGiven = (given: string[], text: string, other: string): string => {
      const tests = given.filter((each) => each !== none).map((each) => `${each} === ${none}`);
      return tests.length === 0 ? text : `(${tests.join(" && ")} ? ${text} : ${other})`;
    };
    const args = [source, this.keep(sequence, unlessGiven([globals], `${this.helper("globals")}(M)`, globals))];
    if (this.scope.kind !== "module" || this.scope.namespaced) {
      args.push(this.keep(sequence, unlessGiven([globals, locals], this.localNamespace(), locals)));
    } else if (locals !== none) args.push(locals);
    const manner = this.form.blocks ? "blocking" : "plain";
    sequence.parts.push(this.at(node));
    return this.close(sequence, this.callText(callee, args, manner));
  }

  /** What `locals()` gives here. */
  private localNamespace(): string {
    const { home } = this.scope;
    const inner = this.scope.comprehensionVariables();
    // A comprehension in a module or class has its own variables and no others.
    if (inner.length === 0) {
      if (home.kind === "class" || (home.kind === "module" && home.namespaced)) return home.namespace;
      if (home.kind === "module") return `${this.helper("globals")}(M)`;
    }
    const outer =
      home.kind === "module" || home.kind === "class" ? [] : [...home.bound.keys(), ...home.freeVariables()];
    const names = [...new Set([...outer, ...inner])];
    const values = names.map((name) => {
      const meaning = this.scope.lookup(name);
      return meaning.kind === "variable" ? meaning.variable.js : "undefined";
    });
    const list = this.unit.constant(`[${names.map(quote).join(", ")}]`);
    return `${this.helper("frameLocals")}(${list}, [${values.join(", ")}])`;
  }
}

const specialNames = new Set(["super", "globals", "locals", "vars", "dir", "eval", "exec"]);

const stringMethods = new Set(
  `capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii isdecimal
  isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans partition
  removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase
  title translate upper zfill`.split(/\s+/),
);

function isDunder(name: string): boolean {
  return name.startsWith("__") && name.endsWith("__");
}

function operandsOf({ args, keywords }: Call): Expr[] {
  return [...args, ...keywords.map((k) => k.value)];
}
