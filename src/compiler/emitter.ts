// The ground of the emitter: one object for each JavaScript function that is written. The classes that extend it, one for
// each area of the language, add what they know; `FunctionEmitter` is the last.
//
// Expressions become JavaScript expressions, yet comprehensions need statements, and those have to be written before the
// statement that the expression is part of. So operands are gathered in a `Sequence`: whatever is not simple (a constant,
// a variable that nothing in between can change) goes into a temporary variable, `($1 = f(x), $2 = g(y), $1 + $2)`.
// When a later operand has to write statements, it first calls `hoist`, which writes the assignments gathered so far, in
// all sequences under way from the outside in, as statements: Python's order of evaluation stays. Where only one of
// several operands is evaluated (`and`, `if … else`), whoever writes it looks first whether one of them needs
// statements (`needsStatements`) and writes JavaScript `if` statements then.
//
// Where an expression is all that its statement evaluates (`value`), and as long as its operands are evaluated one after
// the other by sequences (`LINEAR`), the assignments are written as statements at once, for people to read.
//
// Texts of expressions are closed: an identifier, a literal, a call, or something in parentheses.
//
// Temporaries follow the discipline of a stack: the text of an operand is written with numbers above those that live
// across it, and a number is free again when the text that uses it is complete. Statements start from where they are.
//
// `$p` is the function's position: an index into the table of its code object, set before whatever can raise.
// Functions in which nothing can raise have none, and no `try`.

import type { Attribute, Expr, Node, Position, Stmt } from "../syntax/ast.ts";
import { forEachChild } from "../syntax/ast.ts";
import type { Helpers } from "./helpers.ts";
import type { Scope, Variable } from "./scopes.ts";
import type { CodeBuilder, Unit } from "./unit.ts";
import { Writer } from "./writer.ts";

/** How a body is written. */
export interface Form {
  /** A JavaScript generator: the only form that can suspend. */
  readonly isFrame: boolean;
  /** Calls may suspend (see blocking.ts). */
  readonly blocks: boolean;
}

export const PLAIN: Form = { isFrame: false, blocks: false };
export const FRAME: Form = { isFrame: true, blocks: false };
export const BLOCKING: Form = { isFrame: true, blocks: true };

export interface Sequence {
  readonly parts: string[];
  readonly temps: string[];
}

/** Variables that are certainly bound; `undefined` where the code cannot be reached. */
export type State = Set<Variable> | undefined;

export interface Loop {
  /** Set if leaving the loop must skip its `else`. */
  readonly label: string | undefined;
  readonly exits: State[];
  /** What leaving the loop early must write first. */
  drop: string | undefined;
}

/** An exception that a frame handles here, and which must be put aside while the frame is suspended. */
export interface Held {
  /** The variable with its record. */
  readonly handle: string;
  /** In a `finally`: only if there is an exception. The variable is `undefined` otherwise. */
  readonly maybe: boolean;
}

/** Catches in this function what is raised in it: what to write instead of JavaScript's `throw`. */
export type Catcher = (error: string) => string[];

export abstract class Emitter {
  readonly unit: Unit;
  readonly code: CodeBuilder;
  readonly form: Form;
  scope: Scope;
  readonly writer: Writer = new Writer();
  /** Variables to declare at the function's head. */
  protected readonly declared = new Set<string>();
  protected usesPosition = false;
  protected bound: State = new Set();
  /** Variables of enclosing functions that were bound when this function was made, and stay so. */
  protected readonly outerBound: ReadonlySet<Variable>;
  protected readonly loops: Loop[] = [];
  protected readonly held: Held[] = [];
  /** What catches here, innermost last; undefined where only a `throw` will do. The function itself if there is none. */
  protected readonly catchers: (Catcher | undefined)[] = [];
  /** Something is raised that leaves the function. */
  protected raises = false;
  /** Sequences may be written as statements: nothing outside of them is under way. */
  protected linear = false;
  /** A call whose callee is to be kept in a variable. */
  protected tracked: { call: Expr; callee: string } | undefined = undefined;
  private readonly sequences: Sequence[] = [];
  private readonly busy: boolean[] = [];
  /** How many names of each kind are in use. */
  private names = new Map<string, number>();

  constructor(unit: Unit, scope: Scope, code: CodeBuilder, form: Form, outerBound: ReadonlySet<Variable>) {
    this.unit = unit;
    this.scope = scope;
    this.code = code;
    this.form = form;
    this.outerBound = outerBound;
  }

  abstract expr(node: Expr): string;
  abstract condition(node: Expr): string;
  abstract statement(node: Stmt): void;
  abstract store(target: Expr, value: string): void;

  /** A coroutine's body: exceptions come in and leave as RAISED (see coroutine.ts of the engine). */
  protected get takesRaised(): boolean {
    const { home } = this.scope;
    return this.form === FRAME && home.kind === "function" && home.isAsync && !home.isGenerator;
  }

  // ---- lines --------------------------------------------------------------------------------------------------

  line(text: string): void {
    this.writer.line(text);
  }

  block(header: string, body: () => void, end?: string): void {
    this.writer.block(header, body, end);
  }

  helper(name: keyof Helpers): string {
    return this.unit.helper(name);
  }

  /**
   * Raises. A handler in the same function is a jump away, and so is the end of the function: a JavaScript `throw` costs
   * some hundreds of nanoseconds, and more outside of microtasks.
   */
  throw(error: string): void {
    if (this.catchers.length === 0) {
      this.raises = true;
      this.usesPosition = true;
      this.line(`$raised = ${this.helper("unwind")}(${error}, ${this.code.name}, $p);`);
      this.line("break $raise;");
      return;
    }
    const catcher = this.catchers[this.catchers.length - 1];
    for (const text of catcher?.(error) ?? [`throw ${error};`]) this.line(text);
  }

  /** Writes what stands in a JavaScript `try`, with what catches its exceptions. */
  protected catching(catcher: Catcher | undefined, write: () => void): void {
    this.catchers.push(catcher);
    write();
    this.catchers.pop();
  }

  /** A variable at the function's head. */
  declare(name: string): string {
    this.declared.add(name);
    return name;
  }

  /** A name of the emitter's own, for as long as the statement is written: a label, or a variable of a block. */
  name(base: string): string {
    const count = (this.names.get(base) ?? 0) + 1;
    this.names.set(base, count);
    return `$${base}${count}`;
  }

  /** A variable of the emitter's own that lives as long as the statement. */
  slot(base: string): string {
    return this.declare(this.name(base));
  }

  // ---- positions ----------------------------------------------------------------------------------------------

  /** The assignment that says where in the source the code is. */
  at(node: Position | Expr): string {
    this.usesPosition = true;
    const position = "node" in node && node.node === "Attribute" ? fromAttribute(node, node) : node;
    return `$p = ${this.code.position(position)}`;
  }

  /** A look at whether the program is to be interrupted (see interrupts.ts of the runtime). */
  protected check(position: string): void {
    this.usesPosition = true;
    const count = `${this.helper("flag")}[0]`;
    this.line(`if (${count} !== 0 && --${count} === 0) ${this.helper("check")}(${position});`);
  }

  // ---- temporaries and sequences ------------------------------------------------------------------------------

  temp(): string {
    let i = 0;
    while (this.busy[i]) i++;
    this.busy[i] = true;
    return this.declare(`$${i + 1}`);
  }

  free(temp: string): void {
    this.busy[Number(temp.slice(1)) - 1] = false;
  }

  /** Runs `write` and frees the temporaries and names that it left in use. */
  protected scratch<T>(write: () => T): T {
    const before = this.busy.slice();
    const { names } = this;
    this.names = new Map(names);
    const result = write();
    this.names = names;
    for (let i = 0; i < this.busy.length; i++) this.busy[i] = before[i] ?? false;
    return result;
  }

  open(): Sequence {
    const sequence: Sequence = { parts: [], temps: [] };
    this.sequences.push(sequence);
    return sequence;
  }

  close(sequence: Sequence, result: string): string {
    if (this.linear) this.hoist();
    this.sequences.pop();
    for (const temp of sequence.temps) this.free(temp);
    if (sequence.parts.length === 0) return result;
    return `(${sequence.parts.join(", ")}, ${strip(result)})`;
  }

  /** Evaluates an operand now; `later` is what is evaluated before its value is used. Gives a text that may be repeated. */
  operand(sequence: Sequence, node: Expr, later: readonly (Expr | null)[] = []): string {
    const text = this.expr(node);
    return isRepeatable(text) && this.isStable(node, later) ? text : this.keep(sequence, text);
  }

  /** Puts a value into a temporary that lives as long as the sequence. */
  keep(sequence: Sequence, text: string): string {
    const temp = this.temp();
    sequence.temps.push(temp);
    sequence.parts.push(`${temp} = ${stripOperand(text)}`);
    return temp;
  }

  /** Writes what the sequences under way have gathered: statements follow. */
  hoist(): void {
    for (const { parts } of this.sequences) {
      for (const part of parts) this.line(`${part};`);
      parts.length = 0;
    }
  }

  /** An expression that is evaluated by itself, here and now; statements may be written for it. */
  value(node: Expr): string {
    const text = this.linearly(true, () => this.expr(node));
    this.hoist();
    return text;
  }

  protected linearly<T>(linear: boolean, write: () => T): T {
    const before = this.linear;
    this.linear = linear;
    const result = write();
    this.linear = before;
    return result;
  }

  private isStable(node: Expr, later: readonly (Expr | null)[]): boolean {
    if (node.node !== "Name" || later.length === 0) return true;
    const meaning = this.scope.lookup(this.scope.mangle(node.id));
    if (meaning.kind !== "variable") return true;
    return later.every((e) => e === null || isAtom(e) || (!meaning.variable.rebound && !hasWalrus(e)));
  }

  // ---- which variables are bound ------------------------------------------------------------------------------

  isBound(variable: Variable): boolean {
    return this.bound === undefined || this.bound.has(variable) || this.outerBound.has(variable);
  }

  markBound(variable: Variable): void {
    if (!(variable.deleted && variable.captured)) this.bound?.add(variable);
  }

  markUnbound(variable: Variable): void {
    this.bound?.delete(variable);
  }

  snapshot(): State {
    return this.bound && new Set(this.bound);
  }

  /** The state where control flow meets again. */
  protected meet(...states: State[]): State {
    let result: State;
    for (const state of states) {
      if (state === undefined) continue;
      if (result === undefined) result = new Set(state);
      else for (const variable of result) if (!state.has(variable)) result.delete(variable);
    }
    return result;
  }

  /** Writes a part that may not run, or run only in part. */
  protected perhaps<T>(write: () => T): T {
    const before = this.snapshot();
    const result = write();
    this.bound = before;
    return result;
  }

  /** The state at a place that is reached again, or from anywhere in a `try`: what is deleted somewhere may be gone. */
  protected uncertain(state: State): State {
    if (state === undefined) return undefined;
    const result = new Set<Variable>();
    for (const variable of state) if (!variable.deleted) result.add(variable);
    return result;
  }

  /** The variables that a function made here may take as bound. */
  protected boundForInner(): Set<Variable> {
    const result = new Set(this.outerBound);
    for (const variable of this.bound ?? []) if (!variable.deleted) result.add(variable);
    return result;
  }

  /** Writes in the scope of a comprehension or of type parameters. */
  protected within<T>(scope: Scope, write: () => T): T {
    const outer = this.scope;
    this.scope = scope;
    const result = write();
    this.scope = outer;
    return result;
  }
}

/** Where an attribute stands on a later line than its object, CPython means the part from its name on. */
export function fromAttribute(attribute: Attribute, whole: Position): Position {
  const { attr, end_lineno, end_col_offset } = attribute;
  if (whole.lineno === end_lineno || attr.length > end_col_offset) return whole;
  return { ...whole, lineno: end_lineno, col_offset: end_col_offset - attr.length };
}

/** Expressions that evaluate their operands by sequences alone. */
export const LINEAR: ReadonlySet<Expr["node"]> = new Set([
  "BinOp",
  "UnaryOp",
  "NamedExpr",
  "Call",
  "Attribute",
  "Subscript",
  "Slice",
  "Await",
  "Yield",
  "YieldFrom",
]);

/** May the text be written twice, and be evaluated later than its place says? Variables and literals. */
export function isRepeatable(text: string): boolean {
  return /^(?:[\w$\u0080-\uffff]+|-?[\d.]+(?:e[-+]?\d+)?|"(?:[^"\\]|\\.)*")$/.test(text);
}

/** Is the text a variable? */
export const isIdentifier = (text: string): boolean => /^[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*$/.test(text);

/** A node that evaluates to itself, whatever came before. */
function isAtom(node: Expr): boolean {
  return node.node === "Constant" || node.node === "Name";
}

function hasWalrus(node: Node): boolean {
  if (node.node === "NamedExpr") return true;
  let found = false;
  forEachChild(node, (child) => {
    found ||= hasWalrus(child);
  });
  return found;
}

const statementNeeds = new WeakMap<Node, boolean>();

/** Does the expression have to write statements: does it contain a comprehension that runs in this function? */
export function needsStatements(node: Node): boolean {
  let needs = statementNeeds.get(node);
  if (needs !== undefined) return needs;
  if (node.node === "ListComp" || node.node === "SetComp" || node.node === "DictComp") needs = true;
  else if (node.node === "Lambda")
    needs = [...node.args.defaults, ...node.args.kw_defaults].some((d) => d !== null && needsStatements(d));
  else if (node.node === "GeneratorExp") needs = needsStatements(node.generators[0]!.iter);
  else {
    needs = false;
    forEachChild(node, (child) => {
      needs ||= needsStatements(child);
    });
  }
  statementNeeds.set(node, needs!);
  return needs!;
}

/** Removes the outermost parentheses of a text, for a place where a whole expression may stand. */
export function strip(text: string): string {
  return outermost(text) === "none" ? text : text.slice(1, -1);
}

/** The same for the right side of an assignment or an argument, where a comma would mean something else. */
export function stripOperand(text: string): string {
  return outermost(text) === "plain" ? text.slice(1, -1) : text;
}

/** Whether parentheses enclose the whole text, and whether there is a comma directly inside. */
function outermost(text: string): "none" | "plain" | "comma" {
  if (!text.startsWith("(") || !text.endsWith(")")) return "none";
  let depth = 0;
  let comma = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '"') {
      for (i++; text[i] !== '"'; i++) if (text[i] === "\\") i++;
    } else if (c === "(" || c === "[" || c === "{") depth++;
    else if (c === ")" || c === "]" || c === "}") {
      if (--depth === 0 && i < text.length - 1) return "none";
    } else if (c === "," && depth === 1) comma = true;
  }
  return comma ? "comma" : "plain";
}
