// What one compiled module gathers while its functions are written: the helpers it names, its constants, its code
// objects with their position tables, and the names given out.

import type { ConstantValue, Node, Position } from "../syntax/ast.ts";
import type { Blocking } from "./blocking.ts";
import type { Scopes } from "./collect.ts";
import type { CodeSpec, Helpers } from "./helpers.ts";
import { KnownFunctions } from "./known.ts";
import { quote, variableName } from "./names.ts";
import { encodePositions } from "./positions.ts";
import type { Scope } from "./scopes.ts";

/** Strings longer than this are named constants: emitted code repeats simple operands. */
const LONGEST_INLINE_STRING = 40;

/** A code object in the making: all forms of a function share one. */
export class CodeBuilder {
  readonly name: string;
  private readonly spec: Omit<CodeSpec, "positions">;
  private readonly table: number[] = [];
  private readonly indexes = new Map<string, number>();

  constructor(name: string, spec: Omit<CodeSpec, "positions">) {
    this.name = name;
    this.spec = spec;
    // Entry 0 is where a frame is before anything has happened.
    this.position({ lineno: spec.firstlineno, end_lineno: spec.firstlineno, col_offset: 0, end_col_offset: 0 });
  }

  /** The index of a stretch of source in the position table. */
  position({ lineno, end_lineno, col_offset, end_col_offset }: Position): number {
    const key = `${lineno}:${end_lineno}:${col_offset}:${end_col_offset}`;
    let index = this.indexes.get(key);
    if (index === undefined) {
      index = this.indexes.size;
      this.indexes.set(key, index);
      this.table.push(lineno, end_lineno, col_offset, end_col_offset);
    }
    return index;
  }

  /** The specification as JavaScript, without what is zero or empty. */
  get text(): string {
    const fields = Object.entries({ ...this.spec, positions: encodePositions(this.table) }).filter(
      ([key, value]) => key === "flags" || (value !== 0 && !(Array.isArray(value) && value.length === 0)),
    );
    return `{ ${fields.map(([key, value]) => `${key}: ${literal(value)}`).join(", ")} }`;
  }
}

function literal(value: string | number | string[]): string {
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? quote(value) : `[${value.map(quote).join(", ")}]`;
}

export class Unit {
  readonly scopes: Scopes;
  readonly blocking: Blocking;
  readonly known: KnownFunctions;
  private readonly helpers = new Set<string>();
  private readonly constants = new Map<string, string>();
  private readonly codes = new Map<Node, CodeBuilder>();
  private readonly given = new Set<string>();
  private codeCount = 0;

  constructor(scopes: Scopes, blocking: Blocking) {
    this.scopes = scopes;
    this.blocking = blocking;
    this.known = new KnownFunctions(scopes);
  }

  /** The JavaScript name of a helper. */
  helper(name: keyof Helpers): string {
    this.helpers.add(name);
    return `$${name}`;
  }

  /** A JavaScript name that is used nowhere else in the module. */
  unique(base: string, separator = "$"): string {
    for (let n = 1; ; n++) {
      const name = `${base}${separator}${n}`;
      if (!this.given.has(name)) {
        this.given.add(name);
        return name;
      }
    }
  }

  /** The JavaScript name of a function or class body: no variable has it. */
  functionName(name: string): string {
    const base = `${variableName(name)}$`;
    if (this.given.has(base)) return this.unique(base, "");
    this.given.add(base);
    return base;
  }

  /** A constant that is made once for each instance of the module. */
  constant(text: string): string {
    let name = this.constants.get(text);
    if (name === undefined) this.constants.set(text, (name = `$k${this.constants.size + 1}`));
    return name;
  }

  code(node: Node, scope: Scope, make: () => Omit<CodeSpec, "positions">): CodeBuilder {
    // Annotations of a block share its node with the block itself.
    const existing = scope.kind === "annotation" ? undefined : this.codes.get(node);
    if (existing !== undefined) return existing;
    const builder = new CodeBuilder(`$c${this.codeCount++}`, make());
    this.builders.push(builder);
    if (scope.kind !== "annotation") this.codes.set(node, builder);
    return builder;
  }

  private readonly builders: CodeBuilder[] = [];

  constantText(value: ConstantValue): string {
    switch (value.type) {
      case "None":
        return this.helper("None");
      case "True":
        return "true";
      case "False":
        return "false";
      case "Ellipsis":
        return this.helper("Ellipsis");
      case "int":
        return intText(value.value);
      case "float":
        return this.floatText(value.value);
      case "complex":
        return this.constant(`$.complex(${numberText(value.value)})`);
      case "str":
        return value.value.length > LONGEST_INLINE_STRING ? this.constant(quote(value.value)) : quote(value.value);
      case "bytes":
        return this.constant(`$.bytes(${quote(latin1(value.value))})`);
    }
  }

  floatText(value: number): string {
    if (!Number.isInteger(value) && Number.isFinite(value)) return numberText(value);
    return value === Number.POSITIVE_INFINITY ? "Infinity" : this.constant(`$.float(${numberText(value)})`);
  }

  /** Everything but the module's body. */
  prelude(): string[] {
    const lines: string[] = [];
    const helpers = [...this.helpers].sort().map((name) => `${name}: $${name}`);
    if (helpers.length > 0) lines.push(...wrap("const { ", helpers, " } = $;"));
    for (const [text, name] of this.constants) lines.push(`const ${name} = ${text};`);
    for (const { name, text } of this.builders) lines.push(`const ${name} = $.code(${text});`);
    return lines;
  }
}

function wrap(start: string, items: string[], end: string): string[] {
  const lines: string[] = [];
  let line = start;
  for (const [i, item] of items.entries()) {
    const text = i === items.length - 1 ? item + end : `${item}, `;
    if (line.length + text.length > 120) {
      lines.push(line.trimEnd());
      line = "  ";
    }
    line += text;
  }
  lines.push(line);
  return lines;
}

export function intText(value: number | bigint): string {
  if (typeof value === "number") return String(value);
  const safe = value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
  return safe ? String(value) : `${value}n`;
}

function numberText(value: number): string {
  if (Object.is(value, -0)) return "-0";
  if (value === Number.POSITIVE_INFINITY) return "Infinity";
  return String(value);
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
