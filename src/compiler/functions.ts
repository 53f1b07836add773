// Functions: `def`, `async def` and `lambda` as JavaScript functions.
//
// A Python function becomes up to three (docs/architecture.md, Calls), which are siblings made when the `def` runs:
//
//   fib$       the entry, which positional calls call; it checks that the call fits
//   fib$full   the body, if there are other than positional parameters
//   fib$frame  the body as a generator function, if it can suspend
//
// Whichever has the body fills in defaults, because `$awaitCall` and `$callS` start frames directly.

import {
  type Arguments,
  type AsyncFunctionDef,
  type Expr,
  type FunctionDef,
  forEachChild,
  type Lambda,
  type Node,
  type Position,
  type Stmt,
} from "../syntax/ast.ts";
import { BLOCKING, type Form, FRAME, needsStatements, PLAIN, stripOperand } from "./emitter.ts";
import type { CodeSpec } from "./helpers.ts";
import { MatchEmitter } from "./matches.ts";
import { quote } from "./names.ts";
import type { Scope } from "./scopes.ts";

const FLAGS = {
  optimized: 0x03,
  varargs: 0x04,
  varkeywords: 0x08,
  nested: 0x10,
  generator: 0x20,
  coroutine: 0x80,
  asyncGenerator: 0x200,
};

type FunctionNode = FunctionDef | AsyncFunctionDef | Lambda;

/** A function's parameters in JavaScript. */
interface Parameters {
  readonly positional: string[];
  /** The index of the first positional parameter with a default. */
  readonly firstDefault: number;
  readonly vararg: string | undefined;
  readonly keywordOnly: { name: string; js: string; isRequired: boolean }[];
  readonly kwarg: string | undefined;
  readonly isSimple: boolean;
}

export abstract class FunctionEmitter extends MatchEmitter {
  protected abstract override inner(scope: Scope, position: Position, form: Form): FunctionEmitter;
  protected abstract typeParameters(node: FunctionDef | AsyncFunctionDef): string;
  protected abstract functionAnnotations(node: FunctionDef | AsyncFunctionDef): string | undefined;
  protected abstract inTypeScope(node: FunctionDef | AsyncFunctionDef, write: () => void): void;

  functionDefinition(node: FunctionDef | AsyncFunctionDef): void {
    const scope = this.unit.scopes.blocks.get(node)!;
    const sequence = this.open();
    const decorators = node.decorator_list.map((decorator) => this.keep(sequence, this.value(decorator)));
    const [defaults, kwdefaults] = this.defaults(node.args);
    this.hoist();
    const simple = decorators.length === 0 && node.type_params.length === 0;
    this.inTypeScope(node, () => {
      const text = this.definition(node, scope, defaults, kwdefaults, (line) => this.line(line));
      const annotations = this.functionAnnotations(node);
      if (simple && annotations === undefined) return this.storeName(node.name, text, node);
      let value = this.temp();
      this.line(`${value} = ${text};`);
      if (annotations !== undefined) this.line(`${this.helper("annotate")}(${value}, ${annotations});`);
      if (node.type_params.length > 0) {
        this.line(`${this.helper("typeParams")}(${value}, ${this.typeParameters(node)});`);
      }
      value = this.decorate(decorators, node.decorator_list, value);
      this.storeName(node.name, value, node);
    });
    this.close(sequence, "");
  }

  /** Applies decorators, the last first. */
  protected decorate(decorators: readonly string[], nodes: readonly Expr[], value: string): string {
    for (let i = decorators.length - 1; i >= 0; i--) {
      const f = decorators[i]!;
      const node = nodes[i]!;
      const text = `typeof ${f} === "function" ? ${f}(${value}) : ${this.helper("call")}(${f}, ${value})`;
      this.line(`${this.at(node)};`);
      this.line(
        `${value} = ${this.form.blocks ? stripOperand(this.suspend(`${this.helper("callS")}(${f}, ${value})`)) : text};`,
      );
    }
    return value;
  }

  lambda(node: Lambda): string {
    const scope = this.unit.scopes.blocks.get(node)!;
    const [defaults, kwdefaults] = this.defaults(node.args);
    const isPlain =
      this.parameters(node.args, scope).isSimple && !scope.isGenerator && !this.unit.blocking.hasFrame(node);
    if (isPlain) {
      const functions: string[] = [];
      const text = this.definition(node, scope, defaults, kwdefaults, (line) => functions.push(line));
      const entry = functions.pop()!;
      const name = /^function ([^(]+)/.exec(entry)![1]!;
      return text.replace(`$def(${name}`, () => `$def(${entry}`);
    }
    // Its functions refer to each other by name, so they need a block.
    const lines: string[] = [];
    const pass = (text: string, name: string): string => (text === "" ? "" : name);
    const text = this.definition(node, scope, pass(defaults, "$d"), pass(kwdefaults, "$k"), (line) => lines.push(line));
    const body = [...lines, `return ${text};`].join("\n").replace(/^(?=.)/gm, "  ");
    const args = [defaults || "undefined", kwdefaults || "undefined"].join(", ");
    return `(($d, $k) => {\n${body}\n})(${args})`;
  }

  /** The values of defaults: those of positional and those of keyword-only parameters; "" if there are none. */
  private defaults(args: Arguments): [string, string] {
    let positional = args.defaults.length === 0 ? "" : this.items(args.defaults);
    const keywords = args.kw_defaults.filter((value) => value !== null);
    if (keywords.length === 0) return [positional, ""];
    if (keywords.some(needsStatements)) positional = positional && this.kept(positional);
    const sequence = this.open();
    const pairs: string[] = [];
    for (const [i, value] of args.kw_defaults.entries()) {
      if (value === null) continue;
      const text = keywords.some(needsStatements) ? this.operand(sequence, value) : stripOperand(this.expr(value));
      pairs.push(`${quote(this.scope.mangle(args.kwonlyargs[i]!.arg))}: ${text}`);
    }
    return [positional, this.close(sequence, `{ ${pairs.join(", ")} }`)];
  }

  // ---- one function -------------------------------------------------------------------------------------------

  /** Writes the functions of a definition; gives the text of `$def(…)`. */
  private definition(
    node: FunctionNode,
    scope: Scope,
    defaults: string,
    kwdefaults: string,
    write: (line: string) => void,
  ): string {
    const entry = this.unit.functionName(node.node === "Lambda" ? "lambda" : node.name);
    const parameters = this.parameters(node.args, scope);
    const creates = scope.isGenerator
      ? scope.isAsync
        ? "asyncGenerator"
        : "generator"
      : scope.isAsync
        ? "coroutine"
        : undefined;
    const blocks = creates === undefined && this.unit.blocking.hasFrame(node);
    const canonical = this.canonical(parameters);
    const fill = this.fill(parameters, entry);
    let frame = "";
    let full = "";
    let code = "";
    const body = (form: Form, head: string, prologue: string[]): void => {
      const inner = this.inner(scope, node, form);
      inner.functionBody(node);
      code = inner.code.name;
      write(inner.functionText(head, prologue));
    };
    if (creates !== undefined || blocks) {
      frame = `${entry}frame`;
      body(blocks ? BLOCKING : FRAME, `function* ${frame}(${canonical})`, fill);
    }
    const create = creates && ((list: string) => `return ${this.helper(creates)}(${frame}(${list}), ${entry});`);
    if (!parameters.isSimple) {
      full = `${entry}full`;
      if (create) {
        // The call is checked before anything runs, also for what only the body will look at.
        const lines = [...this.requiredKeywords(parameters, entry), create(canonical)];
        write(`function ${full}(${canonical}) {\n${lines.map((line) => `  ${line}`).join("\n")}\n}`);
      } else body(PLAIN, `function ${full}(${canonical})`, fill);
    }
    const positional = parameters.positional.join(", ");
    const check = this.arityCheck(parameters, entry);
    if (parameters.isSimple && !create) body(PLAIN, `function ${entry}(${positional})`, [...check, ...fill]);
    else {
      const rest = parameters.vararg === undefined ? "" : parameters.vararg;
      const head = [...parameters.positional, ...(rest === "" ? [] : [`...${rest}`])].join(", ");
      const passed = [...parameters.positional, ...(rest === "" ? [] : [`${this.helper("tuple")}(${rest})`])].join(
        ", ",
      );
      const last = create && parameters.isSimple ? create(passed) : `return ${full}(${passed});`;
      write(`function ${entry}(${head}) {\n${[...check, last].map((line) => `  ${line}`).join("\n")}\n}`);
    }
    const args = [entry, code, "M", defaults, kwdefaults, full, frame];
    while (args[args.length - 1] === "") args.pop();
    return this.withClosure(scope, `${this.helper("def")}(${args.map((arg) => arg || "undefined").join(", ")})`);
  }

  /** A closure's variables are JavaScript's; `__closure__` gets a way to read them in modules that ask for it. */
  private withClosure(scope: Scope, text: string): string {
    if (!this.unit.scopes.inspectsClosures) return text;
    const values = scope.freeVariables().map((name) => {
      const meaning = scope.lookup(name);
      return meaning.kind === "variable" ? meaning.variable.js : "undefined";
    });
    return values.length === 0 ? text : `${this.helper("closure")}(${text}, () => [${values.join(", ")}])`;
  }

  private parameters(args: Arguments, scope: Scope): Parameters {
    const js = (name: string): string => scope.bound.get(scope.mangle(name))!.js;
    const positional = [...args.posonlyargs, ...args.args].map(({ arg }) => js(arg));
    return {
      positional,
      firstDefault: positional.length - args.defaults.length,
      vararg: args.vararg === null ? undefined : js(args.vararg.arg),
      keywordOnly: args.kwonlyargs.map(({ arg }, i) => ({
        name: scope.mangle(arg),
        js: js(arg),
        isRequired: args.kw_defaults[i] === null,
      })),
      kwarg: args.kwarg === null ? undefined : js(args.kwarg.arg),
      isSimple: args.vararg === null && args.kwonlyargs.length === 0 && args.kwarg === null,
    };
  }

  private canonical({ positional, vararg, keywordOnly, kwarg }: Parameters): string {
    const names = [...positional];
    if (vararg !== undefined) names.push(vararg);
    names.push(...keywordOnly.map(({ js }) => js));
    if (kwarg !== undefined) names.push(kwarg);
    return names.join(", ");
  }

  /** A call fits if the last required parameter was passed, and no more than there are. */
  private arityCheck({ positional, firstDefault, vararg }: Parameters, entry: string): string[] {
    const tests: string[] = [];
    if (firstDefault > 0) tests.push(`${positional[firstDefault - 1]} === undefined`);
    if (vararg === undefined) tests.push(`arguments.length > ${positional.length}`);
    if (tests.length === 0) return [];
    return [`if (${tests.join(" || ")}) return ${this.helper("arity")}(${entry}, arguments);`];
  }

  private requiredKeywords({ keywordOnly }: Parameters, entry: string): string[] {
    const required = keywordOnly.filter(({ isRequired }) => isRequired);
    const all = keywordOnly.map(({ js }) => js).join(", ");
    return required.map(
      ({ name, js }) =>
        `if (${js} === undefined) ${js} = ${this.helper("kwdefault")}(${entry}, ${quote(name)}, [${all}]);`,
    );
  }

  /** Gives the parameters that were not passed their values. */
  private fill({ positional, firstDefault, vararg, keywordOnly, kwarg }: Parameters, entry: string): string[] {
    const lines: string[] = [];
    for (let i = firstDefault; i < positional.length; i++) {
      const name = positional[i]!;
      lines.push(`if (${name} === undefined) ${name} = ${this.helper("default")}(${entry}, ${i});`);
    }
    if (vararg !== undefined) lines.push(`if (${vararg} === undefined) ${vararg} = ${this.helper("tuple")}([]);`);
    const all = keywordOnly.map(({ js }) => js).join(", ");
    for (const { name, js, isRequired } of keywordOnly) {
      const others = isRequired ? `, [${all}]` : "";
      lines.push(`if (${js} === undefined) ${js} = ${this.helper("kwdefault")}(${entry}, ${quote(name)}${others});`);
    }
    if (kwarg !== undefined) lines.push(`if (${kwarg} === undefined) ${kwarg} = ${this.helper("dict")}([]);`);
    return lines;
  }

  /** Writes the body of the function that this emitter is for. */
  functionBody(node: FunctionNode): void {
    const { scope } = this;
    const parameters = new Set(scope.parameters);
    for (const variable of scope.bound.values()) {
      if (parameters.has(variable)) this.markBound(variable);
      else this.declare(variable.js);
    }
    if (node.node === "Lambda") {
      if (callsTwice([node.body])) this.check("");
      this.scratch(() => {
        const value = stripOperand(this.value(node.body));
        this.line(`return ${value};`);
      });
      return;
    }
    if (callsTwice(node.body)) this.check("");
    this.statements(node.body);
    if (this.bound !== undefined) this.line(`return ${this.helper("None")};`);
  }

  /** The text of a function with what has been written as its body. */
  functionText(head: string, prologue: readonly string[] = []): string {
    const lines = prologue.map((line) => `  ${line}`);
    const names = [...this.declared].sort(byRank);
    if (this.raises) names.push("$raised");
    if (this.usesPosition) names.unshift("$p = 0");
    if (names.length > 0) lines.push(`  let ${names.join(", ")};`);
    if (this.usesPosition && this.takesRaised) {
      const pass = `return ${this.helper("passRaised")}(`;
      const unwind = `${this.helper("unwind")}($e, ${this.code.name}, $p)`;
      lines.push(this.raises ? "  $raise: try {" : "  try {", this.writer.render(2), "  } catch ($e) {");
      lines.push(this.raises ? `    $raised = ${unwind};` : `    ${pass}${unwind});`, "  }");
      if (this.raises) lines.push(`  if ($raised !== undefined) ${pass}$raised);`);
    } else if (this.usesPosition) {
      const unwind = `${this.helper("unwind")}($e, ${this.code.name}, $p);`;
      lines.push(this.raises ? "  $raise: try {" : "  try {", this.writer.render(2), "  } catch ($e) {");
      lines.push(this.raises ? `    $raised = ${unwind}` : `    throw ${unwind}`, "  }");
      if (this.raises) lines.push("  if ($raised !== undefined) throw $raised;");
    } else if (!this.writer.isEmpty) lines.push(this.writer.render(1));
    return lines.length === 0 ? `${head} {}` : `${head} {\n${lines.join("\n")}\n}`;
  }
}

/**
 * May a recursion through the function take long? With one call in each function its length is bounded by its depth; a
 * loop looks for interrupts itself.
 */
function callsTwice(body: readonly Node[]): boolean {
  let calls = 0;
  const count = (node: Node): void => {
    if (node.node === "FunctionDef" || node.node === "AsyncFunctionDef" || node.node === "Lambda") return;
    if (node.node === "Call") calls++;
    if (calls < 2) forEachChild(node, count);
  };
  for (const node of body) count(node);
  return calls >= 2;
}

/** Python's variables first, then the emitter's own. */
function byRank(a: string, b: string): number {
  return Number(a.startsWith("$")) - Number(b.startsWith("$"));
}

// ---- code objects -----------------------------------------------------------------------------------------------

export function codeSpec(scope: Scope, position: Position | undefined): Omit<CodeSpec, "positions"> {
  const { node } = scope;
  const isFunction = node?.node === "FunctionDef" || node?.node === "AsyncFunctionDef" || node?.node === "Lambda";
  const args = isFunction ? node.args : undefined;
  let flags = 0;
  if (scope.kind === "function") {
    flags |= FLAGS.optimized;
    if (scope.parent!.home.kind === "function") flags |= FLAGS.nested;
    if (scope.isGenerator) flags |= scope.isAsync ? FLAGS.asyncGenerator : FLAGS.generator;
    else if (scope.isAsync) flags |= FLAGS.coroutine;
    if (args?.vararg) flags |= FLAGS.varargs;
    if (args?.kwarg) flags |= FLAGS.varkeywords;
  }
  const spec: Omit<CodeSpec, "positions"> = {
    name: scope.name,
    ...(scope.qualname === scope.name ? {} : { qualname: scope.qualname }),
    firstlineno: firstLine(scope, position),
    flags,
    argcount: args ? args.posonlyargs.length + args.args.length : 0,
    posonlyargcount: args ? args.posonlyargs.length : 0,
    kwonlyargcount: args ? args.kwonlyargs.length : 0,
    varnames: scope.kind === "function" ? [...scope.bound.keys()] : [],
    freevars: scope.kind === "module" ? [] : scope.freeVariables(),
  };
  const doc = isFunction && node.node !== "Lambda" ? docstring(node.body) : undefined;
  if (doc !== undefined) spec.doc = doc;
  if (scope.staticAttributes.size > 0) spec.statics = [...scope.staticAttributes].sort();
  return spec;
}

/** A decorated function or class begins with its first decorator. */
function firstLine({ node }: Scope, position: Position | undefined): number {
  if (node?.node === "FunctionDef" || node?.node === "AsyncFunctionDef" || node?.node === "ClassDef") {
    const [decorator] = node.decorator_list;
    if (decorator !== undefined) return decorator.lineno;
  }
  return position?.lineno ?? 1;
}

export function docstring(body: readonly Stmt[]): string | undefined {
  const [first] = body;
  if (first?.node !== "Expr" || first.value.node !== "Constant" || first.value.value.type !== "str") return undefined;
  return withoutMargin(first.value.value.value);
}

/** Since 3.13 the compiler removes the common indentation of a docstring's lines. */
function withoutMargin(text: string): string {
  const lines = text.split("\n").map(expandTabs);
  let margin = Number.POSITIVE_INFINITY;
  for (const line of lines.slice(1)) {
    const content = line.trimStart().length;
    if (content > 0) margin = Math.min(margin, line.length - content);
  }
  const [first, ...rest] = lines;
  const cut = rest.map((line) =>
    margin === Number.POSITIVE_INFINITY ? line.replace(/^ +/, "") : cutMargin(line, margin),
  );
  return [first!.replace(/^ +/, ""), ...cut].join("\n");
}

function cutMargin(line: string, margin: number): string {
  const spaces = line.length - line.trimStart().length;
  return line.slice(Math.min(spaces, margin));
}

function expandTabs(line: string): string {
  if (!line.includes("\t")) return line;
  let result = "";
  for (const c of line) result += c === "\t" ? " ".repeat(8 - (result.length % 8)) : c;
  return result;
}
