// `compile`, `eval` and `exec`: programs from text, at run time.

import { compileModule, optimize } from "../../compiler/index.ts";
import { AttributeDict } from "../../runtime/attributedict.ts";
import { mayBlock } from "../../runtime/blocking.ts";
import { Code } from "../../runtime/code.ts";
import { Dict } from "../../runtime/containers/dict.ts";
import { helpersFor } from "../../runtime/emitted.ts";
import { systemError, typeError, valueError } from "../../runtime/errors.ts";
import { modules } from "../../runtime/imports.ts";
import { Module } from "../../runtime/modules.ts";
import { nativeFunction } from "../../runtime/native.ts";
import { asStr } from "../../runtime/protocols.ts";
import type { Native } from "../../runtime/signature.ts";
import { traceable } from "../../runtime/stack.ts";
import { linecache, splitLines } from "../../runtime/traceback.ts";
import { typeName } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { parse } from "../../syntax/index.ts";
import { environment } from "../environment.ts";
import { syntaxErrors } from "./syntaxerrors.ts";

type Mode = "exec" | "eval" | "single";
export type Body = (module: Module, namespace?: Value) => globalThis.Generator<Value, Value, Value>;

/** Source compiled to the function that makes module bodies. */
export interface Program {
  filename: string;
  mode: Mode;
  /** The JavaScript. */
  text: string;
  /** The same for a body whose names live in a namespace of their own. */
  namespaced(): string;
}

/** `name`: the module's, if it is not the main one. */
export function compileSource(
  source: string | Uint8Array,
  filename: string,
  mode: Mode,
  name?: string,
  topLevelAwait = false,
): Program {
  return syntaxErrors(filename, (warn) => {
    const tree = parse(source, { filename, mode, onWarning: warn, check: true, topLevelAwait });
    const level = environment.flags.optimize;
    if (level > 0) optimize(tree, level);
    return {
      filename,
      mode,
      text: compileModule(tree, { name }).text,
      namespaced: () => compileModule(tree, { name, namespaced: true }).text,
    };
  });
}

/** Remembers a program's lines, for its tracebacks. */
export function remember(filename: string, source: string): void {
  linecache.lines.set(filename, splitLines(source));
}

/** The frame of a program that runs in `module`, its names in `namespace` if there is one. */
export function bodyOf(program: Program, module: Module, namespace?: Value): globalThis.Generator<Value, Value, Value> {
  const text = namespace === undefined ? program.text : program.namespaced();
  const helpers = helpersFor(module, program.filename);
  const make = new Function("$", traceable(text, helpers.codes)) as (helpers: unknown) => Body;
  return make(helpers)(module, namespace);
}

/** A code object that `exec` and `eval` run. */
class ProgramCode extends Code {
  readonly program: Program;
  constructor(program: Program) {
    super(
      {
        name: "<module>",
        qualname: "<module>",
        firstlineno: 1,
        flags: 0,
        argcount: 0,
        posonlyargcount: 0,
        kwonlyargcount: 0,
        varnames: [],
        freevars: [],
        positions: "",
      },
      new Module("<code>"),
      program.filename,
    );
    this.program = program;
  }
}

function sourceText(value: Value, f: string): string | Uint8Array {
  const text = asStr(value);
  if (text !== undefined) return text;
  const data = (value as { data?: Uint8Array }).data;
  if (data instanceof Uint8Array) return data;
  throw typeError(`${f}() arg 1 must be a string, bytes or code object`);
}

const moduleOf = new WeakMap<Dict, Module>();

/** The module whose globals `globals` is, or stands for: `finish` brings the dict up to date with it. */
function moduleFor(globals: Value): { module: Module; finish(): void } {
  if (globals instanceof AttributeDict && globals.holder instanceof Module) {
    return { module: globals.holder, finish: () => {} };
  }
  if (!(globals instanceof Dict)) throw typeError(`globals must be a dict, not ${typeName(globals)}`);
  if (!globals.has("__builtins__")) globals.set("__builtins__", modules.get("builtins")!);
  let module = moduleOf.get(globals);
  if (module === undefined) {
    module = new Module("builtins");
    module.dict().clear();
    moduleOf.set(globals, module);
  }
  const view = module.dict();
  for (const name of view.names()) if (!globals.has(name)) view.delete(name);
  for (const [name, value] of globals.entries()) view.set(name, value);
  return {
    module,
    finish() {
      for (const [name, value] of view.entries()) globals.set(name, value);
      for (const name of [...globals.keys()]) if (!view.has(name)) globals.delete(name);
    },
  };
}

function run(program: Program, globals: Value, locals: Value | undefined): Value {
  const { module, finish } = moduleFor(globals);
  const before = mayBlock.suspend;
  mayBlock.suspend = false;
  try {
    const step = bodyOf(program, module, locals === globals ? undefined : locals).next();
    if (!step.done) throw systemError("a program suspended where nothing can wait for it");
    return step.value ?? None;
  } finally {
    mayBlock.suspend = before;
    finish();
  }
}

function programOf(source: Value, mode: Mode): Program {
  if (source instanceof ProgramCode) return source.program;
  const text = sourceText(source, mode === "eval" ? "eval" : "exec");
  const trimmed = mode === "eval" && typeof text === "string" ? text.replace(/^[ \t]+/, "") : text;
  return compileSource(trimmed, "<string>", mode);
}

const given = (value: Value | undefined): Value | undefined => (value === None ? undefined : value);

export function executionFunctions(): Native[] {
  return [
    nativeFunction(
      "compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
      (source: Value, filename: Value, mode: Value) => {
        if (mode !== "exec" && mode !== "eval" && mode !== "single") {
          throw valueError("compile() mode must be 'exec', 'eval' or 'single'");
        }
        return new ProgramCode(compileSource(sourceText(source, "compile"), asStr(filename) ?? "<string>", mode));
      },
    ),
    nativeFunction("eval(source, /, globals=None, locals=None)", (source: Value, globals?: Value, locals?: Value) =>
      run(programOf(source, "eval"), given(globals) ?? new Dict(), given(locals)),
    ),
    nativeFunction(
      "exec(source, /, globals=None, locals=None, *, closure=None)",
      (source: Value, globals?: Value, locals?: Value) => {
        run(programOf(source, "exec"), given(globals) ?? new Dict(), given(locals));
        return None;
      },
    ),
  ];
}
