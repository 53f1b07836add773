// What the compiler's tests share: the emitted body without what is the same everywhere, and a run of it on the least
// runtime that control flow needs.

import { parse } from "../syntax/index.ts";
import { compileModule } from "./index.ts";

/** The module's body as emitted: without the prelude, the frame around it, its indentation and its looks for interrupts. */
export function emitted(source: string): string {
  const { text } = compileModule(parse(source));
  const lines = text.slice(text.indexOf("return function*")).trimEnd().split("\n").slice(1, -1);
  const start = lines[0]?.trimStart().startsWith("let ") ? lines.slice(1) : lines;
  const inner = start[0]?.trim() === "try {" ? start.slice(1, -3) : start;
  const body = inner.filter((line) => !line.includes("$flag[0]"));
  const margin = Math.min(...body.filter((line) => line !== "").map((line) => line.length - line.trimStart().length));
  return body.map((line) => line.slice(margin)).join("\n");
}

/** Emitted text with positions taken out, where a test is not about them. */
export function withoutPositions(text: string): string {
  return text
    .replace(/^ *\$p = \d+;\n/gm, "")
    .replace(/\(\$p = \d+, (\$\w+\([^()]*\))\)/g, "$1")
    .replace(/(?<!let )\$p = \d+, /g, "");
}

interface Box {
  [name: string]: unknown;
}

/** Python's values are JavaScript's here: lists are arrays, None is null, nothing is checked. */
function helpers(log: unknown[]): Box {
  const None = Symbol("None");
  const handled: unknown[] = [undefined];
  const iterator = (x: unknown): object => {
    const it = (x as Iterable<unknown>)[Symbol.iterator]();
    const next$ = (): unknown => {
      const { done, value } = it.next();
      return done ? undefined : value;
    };
    return { next$ };
  };
  return {
    None,
    SUSPENDED: Symbol("SUSPENDED"),
    B: {
      $print: (...args: unknown[]) => {
        log.push(args.length === 1 ? args[0] : args);
        return None;
      },
      $range: (n: number) => Array.from({ length: n }, (_, i) => i),
      $ValueError: class ValueError extends Error {},
      $KeyError: class KeyError extends Error {},
    },
    code: (spec: unknown) => spec,
    def: (entry: unknown) => entry,
    name: (_: unknown, name: string) => {
      throw new Error(`NameError: ${name}`);
    },
    unbound: (name: string) => {
      throw new Error(`unbound: ${name}`);
    },
    arity: () => {
      throw new Error("arity");
    },
    call: (f: (...args: unknown[]) => unknown, ...args: unknown[]) => f(...args),
    callS: (f: (...args: unknown[]) => unknown, ...args: unknown[]) => f(...args),
    drop: () => {},
    dropIterator: () => {},
    flag: [0],
    iter: iterator,
    iterRange: (f: (...args: unknown[]) => Iterable<unknown>, ...args: unknown[]) => iterator(f(...args)),
    list: (items: unknown[]) => items,
    tuple: (items: unknown[]) => items,
    unpack: (items: unknown[]) => items,
    truth: (x: unknown) => !!x && x !== None && (!Array.isArray(x) || x.length > 0),
    add: (a: number, b: number) => a + b,
    eq: (a: unknown, b: unknown) => a === b,
    contains: (list: unknown[], x: unknown) => list.includes(x),
    generator: (frame: Generator) => frame,
    generatorExpression: (frame: Generator) => frame,
    yieldFrom: (x: Generator) => x,
    raise: (e: unknown) => (typeof e === "function" ? new (e as new () => Error)() : e),
    reraise: (e: unknown) => e ?? handled[handled.length - 1],
    caught: (e: unknown) => e,
    unwind: (e: unknown) => e,
    match: (e: unknown, cls: new () => Error) => e instanceof cls,
    enter: (e: unknown) => handled.push(e) - 1,
    leave: (depth: number) => {
      handled.length = depth;
    },
    hold: (e: unknown) => handled.push(e) - 1,
    release: (depth: number) => {
      handled.length = depth;
    },
    withMethods: (manager: [unknown, unknown]) => [() => manager[0], manager[1]],
    withUnusual: (manager: [unknown, (...args: unknown[]) => unknown]) => [
      () => manager[0],
      (_manager: unknown, ...args: unknown[]) => manager[1](...args),
    ],
    withExit: (exit: (...args: unknown[]) => boolean, manager: unknown, e: unknown) => exit(manager, e),
    excInfo: (e: unknown) => [e],
  };
}

/** Runs a program; gives what it printed. */
export function printed(source: string, globals: Box = {}): unknown[] {
  const log: unknown[] = [];
  const { text } = compileModule(parse(source));
  const body = new Function("$", text)(helpers(log)) as (module: Box) => Generator;
  body({ ...globals }).next();
  return log;
}
