// Expressions, but for operators, calls and comprehensions.

import type {
  Attribute,
  Await,
  BoolOp,
  Compare,
  Dict,
  Expr,
  FormattedValue,
  IfExp,
  JoinedStr,
  NamedExpr,
  Position,
  Slice,
  Subscript,
  TemplateStr,
  Yield,
  YieldFrom,
} from "../syntax/ast.ts";
import { CallEmitter } from "./calls.ts";
import { isIdentifier, LINEAR, needsStatements, stripOperand } from "./emitter.ts";
import { quote } from "./names.ts";

export abstract class ExpressionEmitter extends CallEmitter {
  abstract comprehension(node: Extract<Expr, { node: "ListComp" | "SetComp" | "DictComp" }>): string;
  abstract generatorExpression(node: Extract<Expr, { node: "GeneratorExp" }>): string;
  abstract lambda(node: Extract<Expr, { node: "Lambda" }>): string;

  expr(node: Expr): string {
    if (!this.linear || LINEAR.has(node.node)) return this.write(node);
    if (node.node === "Compare" && node.ops.length === 1) return this.write(node);
    return this.linearly(false, () => this.write(node));
  }

  private write(node: Expr): string {
    switch (node.node) {
      case "Constant":
        return this.unit.constantText(node.value);
      case "Name":
        return this.loadName(node.id, node);
      case "BinOp":
        return this.binaryOperation(node);
      case "UnaryOp":
        return this.unaryOperation(node);
      case "Compare":
        return this.comparisonValue(node, false);
      case "BoolOp":
        return this.booleanOperation(node);
      case "IfExp":
        return this.conditional(node);
      case "NamedExpr":
        return this.walrus(node);
      case "Call":
        return this.call(node);
      case "Attribute":
        return this.attribute(node);
      case "Subscript":
        return this.subscript(node);
      case "Slice":
        return this.slice(node);
      case "Tuple":
        return this.tupleDisplay(node.elts, node);
      case "List":
        return `${this.helper("list")}(${this.items(node.elts, node)})`;
      case "Set":
        return this.positioned(node, this.items(node.elts, node), (items) => `${this.helper("set")}(${items})`);
      case "Dict":
        return this.dictDisplay(node);
      case "Lambda":
        return this.lambda(node);
      case "ListComp":
      case "SetComp":
      case "DictComp":
        return this.comprehension(node);
      case "GeneratorExp":
        return this.generatorExpression(node);
      case "Await":
        return this.awaitExpression(node);
      case "Yield":
        return this.yieldExpression(node);
      case "YieldFrom":
        return this.yieldFrom(node);
      case "JoinedStr":
        return this.joinedString(node);
      case "TemplateStr":
        return this.templateString(node);
      case "FormattedValue":
      case "Interpolation":
      case "Starred":
        throw new Error(`${node.node} outside of its place`);
    }
  }

  private withPosition(node: Position, text: string): string {
    return `(${this.at(node)}, ${text})`;
  }

  /** The position must be set after the argument, which has its own, is evaluated. */
  private positioned(node: Position, argument: string, call: (argument: string) => string): string {
    if (!argument.includes("$p = ")) return this.withPosition(node, call(argument));
    const temp = this.temp();
    this.free(temp);
    return `(${temp} = ${argument}, ${this.at(node)}, ${call(temp)})`;
  }

  // ---- conditions ---------------------------------------------------------------------------------------------

  /** The truth of an expression as a JavaScript boolean. */
  condition(node: Expr): string {
    if (!this.linear || LINEAR.has(node.node)) return this.conditionText(node);
    if (node.node === "Name" || (node.node === "Compare" && node.ops.length === 1)) return this.conditionText(node);
    return this.linearly(false, () => this.conditionText(node));
  }

  private conditionText(node: Expr): string {
    switch (node.node) {
      case "Constant":
        if (node.value.type === "True") return "true";
        if (node.value.type === "False" || node.value.type === "None") return "false";
        if (node.value.type === "int") return String(node.value.value !== 0);
        if (node.value.type === "str") return String(node.value.value !== "");
        break;
      case "Compare":
        return this.comparisonValue(node, true);
      case "UnaryOp":
        if (node.op === "Not") return `!${this.condition(node.operand)}`;
        break;
      case "BoolOp":
        if (!node.values.slice(1).some(needsStatements)) return this.booleanCondition(node);
        break;
    }
    const sequence = this.open();
    const text = this.expr(node);
    const value = /^[\w$\u0080-\uffff]+$/.test(text) ? text : this.keep(sequence, text);
    return this.close(sequence, this.truth(value, value, node));
  }

  private booleanCondition(node: BoolOp): string {
    const [first, ...rest] = node.values as [Expr, ...Expr[]];
    const texts = [this.condition(first)];
    this.perhaps(() => {
      for (const value of rest) texts.push(this.condition(value));
    });
    return `(${texts.join(node.op === "And" ? " && " : " || ")})`;
  }

  /** `a and b`: the first operand that decides. */
  private booleanOperation(node: BoolOp): string {
    const result = this.temp();
    if (node.values.slice(1).some(needsStatements)) return this.booleanStatements(node, result);
    const values = node.values.slice();
    const last = values.pop()!;
    const texts = [this.booleanOperand(values.shift()!, node.op, result)];
    const end = this.perhaps(() => {
      for (const value of values) texts.push(this.booleanOperand(value, node.op, result));
      return this.expr(last);
    });
    this.free(result);
    // (t = a, truth(t)) ? ((t = b, truth(t)) ? c : t) : t
    let text = end;
    for (const test of texts.reverse())
      text = node.op === "And" ? `(${test} ? ${text} : ${result})` : `(${test} ? ${result} : ${text})`;
    return text;
  }

  private booleanOperand(node: Expr, _op: BoolOp["op"], result: string): string {
    return this.truth(`(${result} = ${stripOperand(this.expr(node))})`, result, node);
  }

  private booleanStatements(node: BoolOp, result: string): string {
    this.hoist();
    const [first, ...rest] = node.values as [Expr, ...Expr[]];
    this.assignHoisted(result, first);
    const write = (values: Expr[]): void => {
      const [value, ...others] = values;
      if (value === undefined) return;
      const test = this.truth(result, result, node);
      this.block(`if (${node.op === "And" ? test : `!${test}`})`, () => {
        this.assignHoisted(result, value);
        write(others);
      });
    };
    this.perhaps(() => write(rest));
    return result;
  }

  /** Writes `temp = <node>;` as a statement. */
  protected assignHoisted(temp: string, node: Expr): void {
    const text = stripOperand(this.value(node));
    this.line(`${temp} = ${text};`);
  }

  private conditional(node: IfExp): string {
    if (needsStatements(node.body) || needsStatements(node.orelse)) {
      const result = this.temp();
      const test = this.condition(node.test);
      this.hoist();
      this.line(`if (${test}) {`);
      this.branches(
        () => this.assignHoisted(result, node.body),
        () => this.assignHoisted(result, node.orelse),
      );
      return result;
    }
    const test = this.condition(node.test);
    const before = this.snapshot();
    const body = this.expr(node.body);
    this.bound = before;
    const orelse = this.perhaps(() => this.expr(node.orelse));
    return `(${test} ? ${stripOperand(body)} : ${stripOperand(orelse)})`;
  }

  private branches(first: () => void, second: () => void): void {
    const before = this.snapshot();
    this.writer.indented(first);
    this.bound = before;
    this.line("} else {");
    this.perhaps(() => this.writer.indented(second));
    this.line("}");
  }

  private comparisonValue(node: Compare, asCondition: boolean): string {
    if (!node.comparators.slice(1).some(needsStatements)) return this.compare(node, asCondition);
    const result = this.temp();
    const operands: Expr[] = [node.left, ...node.comparators];
    const left = this.temp();
    this.assignHoisted(left, node.left);
    const write = (i: number): void => {
      const right = this.temp();
      this.assignHoisted(right, operands[i + 1]!);
      const from = i === 0 ? left : previous;
      const text = this.comparison(node.ops[i]!, from, right, operands[i]!, operands[i + 1]!, node, false);
      this.line(`${result} = ${stripOperand(text)};`);
      previous = right;
      if (i + 1 < node.ops.length) {
        this.block(`if (${this.truth(result, result, node)})`, () => write(i + 1));
      }
    };
    let previous = left;
    this.perhaps(() => write(0));
    return asCondition ? this.truth(result, result, node) : result;
  }

  private walrus(node: NamedExpr): string {
    const sequence = this.open();
    const value = this.operand(sequence, node.value);
    const text = this.storeNameText(node.target.id, value, node);
    return this.close(sequence, `(${text})`);
  }

  // ---- attributes and items -----------------------------------------------------------------------------------

  private attribute(node: Attribute): string {
    const sequence = this.open();
    const object = this.operand(sequence, node.value);
    sequence.parts.push(this.at(node));
    return this.close(sequence, this.attributeText(object, this.scope.mangle(node.attr)));
  }

  subscript(node: Subscript): string {
    if (node.slice.node === "Slice" && node.slice.step === null) return this.section(node, node.slice);
    const sequence = this.open();
    const object = this.operand(sequence, node.value, [node.slice]);
    const key = this.operand(sequence, node.slice);
    sequence.parts.push(this.at(node));
    if (!this.catchesHere || !isIdentifier(object)) return this.close(sequence, this.itemText(object, key, node.slice));
    const method = `$m`;
    this.declare(method);
    const own = `(${method} = ${object}.m$__getitem__) != null && ${method} !== ${this.helper("dictGetitem")}`;
    const other = `${this.helper("itemOrRaised")}(${object}, ${key})`;
    return this.close(sequence, this.orRaised(`${own} ? ${method}(${object}, ${key}) : ${other}`));
  }

  /** Is a handler in this function a jump away from here, where statements may be written? */
  protected get catchesHere(): boolean {
    return this.linear && this.catchers[this.catchers.length - 1] !== undefined;
  }

  /** The value of a text that may give RAISED instead: then what `takeRaised` gives is raised. */
  protected orRaised(text: string): string {
    this.hoist();
    const value = this.temp();
    this.line(`${value} = ${text};`);
    this.block(`if (${value} === ${this.helper("RAISED")})`, () => this.throw(`${this.helper("takeRaised")}()`));
    return value;
  }

  /** `object[lower:upper]` makes no slice if the object is a list. */
  private section(node: Subscript, { lower, upper }: Slice): string {
    const sequence = this.open();
    const object = this.operand(sequence, node.value, [lower, upper]);
    const start = lower === null ? this.helper("None") : this.operand(sequence, lower, [upper]);
    const stop = upper === null ? this.helper("None") : this.operand(sequence, upper);
    sequence.parts.push(this.at(node));
    return this.close(sequence, `${this.helper("getsection")}(${object}, ${start}, ${stop})`);
  }

  loadItem(object: string, key: string, node: Subscript): string {
    return this.withPosition(node, this.itemText(object, key, node.slice));
  }

  /**
   * `object[key]`: the class's own special method is called here, where V8 learns which it is, and writes it in; in a
   * helper that all subscripts share it would learn nothing. Primitives and classes have none at this place. The item of a
   * list is read here: before V8 has written the method in, the call is most of what that costs.
   */
  private itemText(object: string, key: string, node: Expr): string {
    if (!isIdentifier(object)) return `${this.helper("getitem")}(${object}, ${key})`;
    const method = this.temp();
    this.free(method);
    const found = `(${method} = ${object}.m$__getitem__)`;
    const call = `${method}(${object}, ${key})`;
    const other = `${this.helper("getitem")}(${object}, ${key})`;
    const position = this.listPosition(key, node);
    if (position === undefined) return `(${found} != null ? ${call} : ${other})`;
    this.declare("$m");
    const isItem = [
      `${found} === ${this.helper("listGetitem")}`,
      ...position,
      `($m = ${object}.items[${key}]) !== undefined`,
    ];
    return `(${isItem.join(" && ")} ? $m : ${method} != null ? ${call} : ${other})`;
  }

  /** Tests that a key is a position in a list, if it may be one. Negative ones are left to the method. */
  protected listPosition(key: string, node: Expr): string[] | undefined {
    switch (node.node) {
      case "Constant":
        return node.value.type === "int" ? [] : undefined;
      case "Name":
      case "BinOp":
      case "Subscript":
      case "Attribute":
      case "Call":
        return [`typeof ${key} === "number"`, `${key} >= 0`];
      default:
        return undefined;
    }
  }

  private slice(node: Slice): string {
    const sequence = this.open();
    const parts = [node.lower, node.upper, node.step];
    const texts = parts.map((part, i) =>
      part === null ? this.helper("None") : this.operand(sequence, part, parts.slice(i + 1)),
    );
    return this.close(sequence, `${this.helper("slice")}(${texts.join(", ")})`);
  }

  // ---- displays -----------------------------------------------------------------------------------------------

  tupleDisplay(elts: readonly Expr[], node?: Expr): string {
    const text = `${this.helper("tuple")}(${this.items(elts, node)})`;
    const constant = this.constantItems(elts);
    return constant === undefined ? text : this.unit.constant(constant);
  }

  /** The text of a tuple of constants, as it is made in the prelude of the module. */
  private constantItems(elts: readonly Expr[]): string | undefined {
    const texts: string[] = [];
    for (const elt of elts) {
      if (elt.node === "Constant") texts.push(this.unit.constantText(elt.value));
      else if (elt.node === "Tuple") {
        const text = this.constantItems(elt.elts);
        if (text === undefined) return undefined;
        texts.push(text);
      } else return undefined;
    }
    return `$.tuple([${texts.join(", ")}])`;
  }

  /** A JavaScript array of the values of `elts`, stars among them or not; of a display, errors point at the whole. */
  items(elts: readonly Expr[], display?: Expr): string {
    return this.linearly(false, () => this.itemTexts(elts, display));
  }

  private itemTexts(elts: readonly Expr[], display: Expr | undefined): string {
    if (elts.some((elt) => elt.node === "Starred")) return this.starredItems(elts, display);
    if (!elts.some(needsStatements)) return `[${elts.map((elt) => stripOperand(this.expr(elt))).join(", ")}]`;
    const sequence = this.open();
    const texts = elts.map((elt, i) => this.operand(sequence, elt, elts.slice(i + 1)));
    return this.close(sequence, `[${texts.join(", ")}]`);
  }

  private starredItems(elts: readonly Expr[], display: Expr | undefined): string {
    const sequence = this.open();
    const array = this.keep(sequence, "[]");
    const extend = this.helper(display?.node === "Set" ? "extendSet" : "extend");
    for (const elt of elts) {
      if (elt.node === "Starred") {
        const value = this.operand(sequence, elt.value);
        sequence.parts.push(this.at(display ?? elt.value), `${extend}(${array}, ${value})`);
      } else {
        const text = stripOperand(this.expr(elt));
        sequence.parts.push(`${array}.push(${text})`);
      }
    }
    return this.close(sequence, array);
  }

  private dictDisplay(node: Dict): string {
    const sequence = this.open();
    const texts: string[] = [];
    const all: Expr[] = [];
    for (const [i, key] of node.keys.entries()) {
      if (key !== null) all.push(key);
      all.push(node.values[i]!);
    }
    const statements = all.some(needsStatements);
    const text = (value: Expr): string =>
      statements ? this.operand(sequence, value, all) : stripOperand(this.expr(value));
    for (const [i, key] of node.keys.entries()) {
      texts.push(key === null ? "undefined" : text(key), text(node.values[i]!));
    }
    const call = (items: string): string => `${this.helper("dict")}(${items})`;
    if (texts.length === 0) return this.close(sequence, call("[]"));
    return this.close(sequence, this.positioned(node, `[${texts.join(", ")}]`, call));
  }

  // ---- suspension ---------------------------------------------------------------------------------------------

  /**
   * `text` may give SUSPENDED; then the frame yields, and is resumed with the value. The engine's `undefined` is None. Where
   * statements may be written, what is raised meanwhile goes to its handler by a jump.
   */
  suspend(text: string): string {
    const temp = this.temp();
    const none = this.helper("None");
    const call = stripOperand(text);
    if (!this.takesRaised) {
      this.free(temp);
      const suspended = `(${temp} = ${call}) === ${this.helper("SUSPENDED")}`;
      return `((${suspended} ? ${this.suspensionText()} : ${temp}) ?? ${none})`;
    }
    if (this.linear) {
      this.hoist();
      this.line(`${temp} = ${call};`);
      this.block(`if (${this.raisedText(temp)})`, () => this.throw(`${this.helper("takeRaised")}()`));
      return `(${temp} ?? ${none})`;
    }
    this.free(temp);
    const raised = this.raisedText(`(${temp} = ${call})`, temp);
    return `((${raised} ? ${this.helper("throwRaised")}() : ${temp}) ?? ${none})`;
  }

  /** Suspends if `value` is SUSPENDED, and tells whether an exception was raised then; else `name` has the result. */
  protected raisedText(value: string, name: string = value): string {
    const resumed = `(${name} = ${this.suspensionText()})`;
    return `${value} === ${this.helper("SUSPENDED")} && ${resumed} === ${this.helper("RAISED")}`;
  }

  /** The `yield` of a suspension: an asynchronous generator yields nothing, other frames their position. */
  protected suspensionText(): string {
    const { home } = this.scope;
    this.usesPosition = true;
    if (home.isAsync && home.isGenerator) return this.yieldText(`void ${this.placed()}`);
    return this.yieldText("$p");
  }

  /** Tells where an asynchronous generator stands. */
  private placed(): string {
    return `(${this.helper("place")}.at = $p)`;
  }

  /** A JavaScript `yield`, with the exceptions that this frame handles put aside meanwhile. */
  protected yieldText(value: string): string {
    const plain = value === "" ? "yield" : `yield ${value}`;
    if (this.held.length === 0) return plain;
    const helper = this.helper("yieldHeld");
    const held = `yield* ${helper}([${this.heldText()}], ${value === "" ? "undefined" : value})`;
    if (!this.held.every(({ maybe }) => maybe)) return held;
    const none = this.held.map(({ handle }) => `${handle} === undefined`).join(" && ");
    return `(${none} ? ${plain} : ${held})`;
  }

  private heldText(): string {
    return this.held.map(({ handle }) => handle).join(", ");
  }

  private awaitExpression(node: Await): string {
    const { value } = node;
    if (value.node === "Call") {
      const text = this.awaitedCall(value, node);
      if (text !== undefined) return text;
    }
    const sequence = this.open();
    const awaitable = this.operand(sequence, value);
    sequence.parts.push(this.at(node));
    return this.close(sequence, this.suspend(`${this.helper("await")}(${awaitable})`));
  }

  private yieldExpression(node: Yield): string {
    const sequence = this.open();
    const value = node.value === null ? this.helper("None") : this.operand(sequence, node.value);
    sequence.parts.push(this.at(node));
    if (!this.scope.home.isAsync) return this.close(sequence, `(${this.yieldText(value)})`);
    this.usesPosition = true;
    const yielded = this.yieldText(`(${this.placed()}, ${stripOperand(value)})`);
    // An asynchronous generator is resumed by the engine, whose `undefined` is None.
    return this.close(sequence, `((${yielded}) ?? ${this.helper("None")})`);
  }

  private yieldFrom(node: YieldFrom): string {
    const sequence = this.open();
    const value = this.operand(sequence, node.value);
    const frame = `${this.helper("yieldFrom")}(${value}, ${this.code.name})`;
    const held = this.held.length === 0 ? frame : `${this.helper("yieldFromHeld")}([${this.heldText()}], ${frame})`;
    sequence.parts.push(this.at(node));
    return this.close(sequence, `(yield* ${held})`);
  }

  // ---- strings ------------------------------------------------------------------------------------------------

  private joinedString(node: JoinedStr): string {
    const sequence = this.open();
    const statements = node.values.some(needsStatements);
    const texts: string[] = [];
    for (const [i, value] of node.values.entries()) {
      let text = value.node === "FormattedValue" ? this.formatted(value) : this.expr(value);
      if (statements && node.values.slice(i + 1).some(needsStatements)) text = this.keep(sequence, text);
      texts.push(text);
    }
    if (texts.length === 0) return this.close(sequence, '""');
    return this.close(sequence, texts.length === 1 ? texts[0]! : `(${texts.join(" + ")})`);
  }

  private formatted(node: FormattedValue): string {
    const sequence = this.open();
    const value = this.operand(sequence, node.value, [node.format_spec]);
    const conversion = node.conversion === -1 ? "" : String.fromCharCode(node.conversion);
    const spec = node.format_spec === null ? '""' : this.operand(sequence, node.format_spec);
    const call = `(${this.at(node)}, ${this.helper("format")}(${value}, ${quote(conversion)}, ${spec}))`;
    const isPlain = spec === '""' && (conversion === "" || conversion === "s");
    return this.close(sequence, isPlain ? `(typeof ${value} === "string" ? ${value} : ${call})` : call);
  }

  private templateString(node: TemplateStr): string {
    const sequence = this.open();
    const strings: string[] = [""];
    const interpolations: string[] = [];
    for (const value of node.values) {
      if (value.node === "Interpolation") {
        const text = this.operand(sequence, value.value, node.values);
        const conversion = value.conversion === -1 ? "undefined" : quote(String.fromCharCode(value.conversion));
        const spec = value.format_spec === null ? '""' : this.operand(sequence, value.format_spec, node.values);
        interpolations.push(`[${text}, ${quote(value.str)}, ${conversion}, ${spec}]`);
        strings.push("");
      } else if (value.node === "Constant" && value.value.type === "str")
        strings[strings.length - 1] += value.value.value;
    }
    const parts = strings.map(quote).join(", ");
    return this.close(sequence, `${this.helper("template")}([${parts}], [${interpolations.join(", ")}])`);
  }
}
