// Code objects and Python functions: what `def` makes of an emitted JavaScript function.

import type { CodeSpec } from "../compiler/helpers.ts";
import { decodePositions } from "../compiler/positions.ts";
import type { Names } from "./arguments.ts";
import type { Module } from "./modules.ts";
import type { Callable, Value } from "./values.ts";

export const FLAGS = {
  VARARGS: 0x04,
  VARKW: 0x08,
  GENERATOR: 0x20,
  COROUTINE: 0x80,
  ITERABLE_COROUTINE: 0x100,
  ASYNC_GENERATOR: 0x200,
} as const;

/** What the compiler said of a function, with the file and the module in which it runs. */
export class Code {
  readonly name: string;
  qualname: string;
  readonly filename: string;
  readonly firstlineno: number;
  flags: number;
  readonly argcount: number;
  readonly posonlyargcount: number;
  readonly kwonlyargcount: number;
  readonly varnames: string[];
  readonly freevars: string[];
  /** Of a class: `__static_attributes__`. */
  readonly statics: readonly string[];
  private readonly encodedPositions: string;
  private decodedPositions: number[] | undefined;
  readonly doc: string | undefined;
  readonly module: Module;
  /** An ordinary function's or a module's, not one of a generator or a coroutine. */
  readonly isPlain: boolean;
  /** All code objects of its text, in order. */
  readonly siblings: readonly Code[];
  /** A coroutine's (see coroutine.ts of the engine). */
  readonly takesRaised: boolean;
  /** With so many positional arguments `await f(…)` may start the frame directly; -1 if never. */
  readonly awaitArity: number;

  /** The names of the last call with `**`, and how it was bound (see calls.ts). */
  spread: Names | undefined;
  /** What Python sees of it: another one if a program has renamed the function, for what the function makes. */
  original: Code;

  constructor(spec: CodeSpec, module: Module, filename: string, siblings: readonly Code[] = []) {
    this.name = spec.name;
    this.qualname = spec.qualname ?? spec.name;
    this.filename = filename;
    this.firstlineno = spec.firstlineno;
    this.flags = spec.flags;
    this.argcount = spec.argcount ?? 0;
    this.posonlyargcount = spec.posonlyargcount ?? 0;
    this.kwonlyargcount = spec.kwonlyargcount ?? 0;
    this.varnames = spec.varnames ?? [];
    this.freevars = spec.freevars ?? [];
    this.statics = spec.statics ?? [];
    this.encodedPositions = spec.positions;
    this.decodedPositions = undefined;
    this.doc = spec.doc;
    this.module = module;
    this.siblings = siblings;
    this.spread = undefined;
    this.original = this;
    this.isPlain = ((spec.flags ?? 0) & (FLAGS.GENERATOR | FLAGS.COROUTINE | FLAGS.ASYNC_GENERATOR)) === 0;
    this.takesRaised = ((spec.flags ?? 0) & FLAGS.COROUTINE) !== 0;
    const kind = spec.flags & (FLAGS.COROUTINE | FLAGS.VARARGS | FLAGS.VARKW | FLAGS.ASYNC_GENERATOR);
    this.awaitArity = kind === FLAGS.COROUTINE && this.kwonlyargcount === 0 ? this.argcount : -1;
  }

  /** (line, end line, column, end column) for each position that `$p` can hold; columns in UTF-8 bytes. */
  get positions(): number[] {
    this.decodedPositions ??= decodePositions(this.encodedPositions);
    return this.decodedPositions;
  }

  /** The code objects of the functions and classes that stand directly in this one. */
  get children(): Code[] {
    const isParent = (qualname: string): boolean =>
      this.name === "<module>"
        ? !qualname.includes(".")
        : [`${this.qualname}.`, `${this.qualname}.<locals>.`].some(
            (prefix) => qualname.startsWith(prefix) && !qualname.slice(prefix.length).includes("."),
          );
    return this.siblings.filter((each) => each.name !== "<module>" && isParent(each.qualname));
  }

  /** Whether the other one would run the same. */
  equals(other: Code): boolean {
    return (
      this === other ||
      (this.siblings === other.siblings &&
        this.encodedPositions === other.encodedPositions &&
        this.name === other.name &&
        this.qualname === other.qualname &&
        this.firstlineno === other.firstlineno &&
        this.flags === other.flags)
    );
  }

  /** What positions and inner code are asked of; a program's are known only once its text has been evaluated. */
  evaluated(): Code {
    return this;
  }

  /** The same code under other names. */
  renamed(names: Partial<Pick<Code, "name" | "qualname" | "filename" | "firstlineno" | "flags">>): Code {
    const code = Object.assign(Object.create(Object.getPrototypeOf(this)), this, names) as Code;
    code.original = code;
    return code;
  }

  /** What stands for this code in a function that has been renamed. */
  alias(names: Partial<Pick<Code, "name" | "qualname">>): Code {
    const code = this.renamed(names);
    code.original = this.original;
    return code;
  }

  /** The line of a position, for tracebacks and warnings. */
  line(position: number): number {
    return this.positions[position * 4] ?? this.firstlineno;
  }
}

export type FrameFunction = (...args: Value[]) => Generator<Value, Value, Value>;

/** A Python function: the JavaScript function itself, with what Python knows of it. */
export interface PyFunction extends Callable {
  code: Code;
  /** Defaults of the last positional parameters. */
  defaults: Value[] | undefined;
  kwdefaults: Record<string, Value> | undefined;
  /** See docs/architecture.md, Calls. */
  full: Callable | undefined;
  frame: FrameFunction | undefined;
  /** That of the code: emitted code looks for it on whatever is called. */
  awaitArity: number;
  /** Alternating names and values, not evaluated before somebody asks. */
  annotate?: () => Value[];
  typeParams?: Value[];
  [attribute: `$${string}`]: Value | undefined;
}

export const isFunction = (value: unknown): value is PyFunction => typeof value === "function" && "code" in value;

export function def(
  entry: Callable,
  code: Code,
  defaults?: Value[],
  kwdefaults?: Record<string, Value>,
  full?: Callable,
  frame?: FrameFunction,
): PyFunction {
  const f = entry as PyFunction;
  f.code = code;
  f.defaults = defaults;
  f.kwdefaults = kwdefaults;
  f.full = full;
  f.frame = frame;
  f.awaitArity = code.awaitArity;
  return f;
}
