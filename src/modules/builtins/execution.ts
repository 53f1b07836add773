// `compile`, `eval` and `exec`: programs from text, at run time.

import { compileModule, optimize } from "../../compiler/index.ts";
import { AttributeDict } from "../../runtime/attributedict.ts";
import { mayBlock } from "../../runtime/blocking.ts";
import { bytesOf } from "../../runtime/bytes/buffer.ts";
import { Bytes } from "../../runtime/bytes/bytes.ts";
import { Code } from "../../runtime/code.ts";
import { Dict, dict } from "../../runtime/containers/dict.ts";
import { helpersFor } from "../../runtime/emitted.ts";
import { systemError, typeError, valueError } from "../../runtime/errors.ts";
import { modules } from "../../runtime/imports.ts";
import { Module } from "../../runtime/modules.ts";
import { nativeFunction } from "../../runtime/native.ts";
import { asStr, index } from "../../runtime/protocols.ts";
import type { Native } from "../../runtime/signature.ts";
import { pythonStack, traceable } from "../../runtime/stack.ts";
import { linecache, splitLines } from "../../runtime/traceback.ts";
import { special, typeName, typeOf } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { check, type Mod, parse } from "../../syntax/index.ts";
import { fromPython, isNode, toPython } from "../ast/convert.ts";
import { environment } from "../environment.ts";
import { restricted } from "./restricted.ts";
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
  level?: number,
): Program {
  return syntaxErrors(filename, (warn) => {
    const tree = parse(source, { filename, mode, onWarning: warn, check: true, topLevelAwait });
    return programFrom(tree, filename, mode, name, level);
  });
}

/** `level`: what is left out (asserts, docstrings), if not what the command says. */
function programFrom(
  tree: Mod,
  filename: string,
  mode: Mode,
  name?: string,
  level = environment.flags.optimize,
): Program {
  if (level > 0) optimize(tree, level);
  return {
    filename,
    mode,
    text: compileModule(tree, { name }).text,
    namespaced: () => compileModule(tree, { name, namespaced: true }).text,
  };
}

const MODES: Record<string, Mod["node"]> = { exec: "Module", eval: "Expression", single: "Interactive" };

/** A program from a tree that was put together, or changed, as Python objects. */
function compileTree(object: Value, filename: string, mode: Mode, level?: number): Program {
  const tree = fromPython(object) as Mod;
  if (tree.node !== MODES[mode]) throw typeError(`expected ${MODES[mode]} node, got ${tree.node}`);
  return syntaxErrors(filename, (warn) => {
    check(tree, { filename, source: undefined, onWarning: warn });
    return programFrom(tree, filename, mode, undefined, level);
  });
}

/** Flags of `compile`. */
export const ONLY_AST = 0x400;
export const TYPE_COMMENTS = 0x1000;
export const ALLOW_TOP_LEVEL_AWAIT = 0x2000;
export const OPTIMIZED_AST = 0x8000 | ONLY_AST;
const KNOWN_FLAGS = 0x1fffe00;

/** Names of files are texts, bytes or paths. */
function filenameOf(value: Value): string {
  const text = asStr(value);
  if (text !== undefined) return text;
  if (value instanceof Bytes) return new TextDecoder().decode(value.data);
  const method = special(value, "__fspath__");
  if (method == null) throw typeError(`expected str, bytes or os.PathLike object, not ${typeName(value)}`);
  return filenameOf(method(value));
}

function compile(
  source: Value,
  file: Value,
  mode: Value,
  flagBits: Value = 0,
  _dontInherit: Value = false,
  optimization: Value = -1,
): Value {
  const flags = Number(index(flagBits));
  const optimized = Number(index(optimization));
  if (optimized < -1 || optimized > 2) throw valueError("compile(): invalid optimize value");
  const level = optimized === -1 ? undefined : optimized;
  if ((flags & ~KNOWN_FLAGS) !== 0) throw valueError("compile(): unrecognised flags");
  if (mode !== "exec" && mode !== "eval" && mode !== "single") {
    throw valueError(
      (flags & ONLY_AST) !== 0
        ? "compile() mode must be 'exec', 'eval', 'single' or 'func_type'"
        : "compile() mode must be 'exec', 'eval' or 'single'",
    );
  }
  const filename = filenameOf(file);
  const topLevelAwait = (flags & ALLOW_TOP_LEVEL_AWAIT) !== 0;
  if (source instanceof ProgramCode) return source;
  const isTree = typeof source === "object" && modules.has("_ast") && isNode(source);
  if (isTree) return (flags & ONLY_AST) !== 0 ? source : new ProgramCode(compileTree(source, filename, mode, level));
  const text = sourceText(source, "compile");
  if ((flags & ONLY_AST) === 0) {
    return new ProgramCode(compileSource(text, filename, mode, undefined, topLevelAwait, level));
  }
  const trimmed = mode === "eval" && typeof text === "string" ? text.replace(/^[ \t]+/, "") : text;
  return syntaxErrors(filename, (warn) => toPython(parse(trimmed, { filename, mode, onWarning: warn, topLevelAwait })));
}

/** Remembers a program's lines, for its tracebacks. */
export function remember(filename: string, source: string): void {
  linecache.lines.set(filename, splitLines(source));
}

/** The frame of a program that runs in `module`, its names in `namespace` if there is one. */
export function bodyOf(program: Program, module: Module, namespace?: Value): globalThis.Generator<Value, Value, Value> {
  const text = namespace === undefined ? program.text : program.namespaced();
  const helpers = restricted(helpersFor(module, program.filename), module);
  const make = new Function("$", traceable(text, helpers.codes)) as (helpers: unknown) => Body;
  return make(helpers)(module, namespace);
}

/** The code object of a module that was compiled ahead: `text` is a function of the helpers. */
export function libraryCode(text: string, filename: string): Code {
  const body = `return (${text})($)`;
  return new ProgramCode({ filename, mode: "exec", text: body, namespaced: () => body });
}

/** A code object that `exec` and `eval` run. */
class ProgramCode extends Code {
  readonly program: Program;
  private found: Code | undefined;
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
    this.found = undefined;
  }

  override equals(other: Code): boolean {
    if (!(other instanceof ProgramCode)) return false;
    return this.program.text === other.program.text && this.program.mode === other.program.mode;
  }

  override evaluated(): Code {
    if (this.found === undefined) {
      const helpers = helpersFor(this.module, this.filename);
      new Function("$", this.program.text)(helpers);
      this.found = helpers.codes.find((each) => each.name === "<module>") ?? this;
    }
    return this.found;
  }

  override renamed(names: Parameters<Code["renamed"]>[0]): Code {
    const program = { ...this.program, filename: names.filename ?? this.filename };
    return Object.assign(super.renamed(names), { program, found: undefined });
  }
}

/** What a program's code object can be made from again; undefined for other code. */
export function codeParts(value: Value): string[] | undefined {
  if (!(value instanceof ProgramCode)) return undefined;
  const { filename, mode, text } = value.program;
  return [filename, mode, text];
}

export const codeFrom = ([filename, mode, text]: [string, string, string]): Code =>
  new ProgramCode({ filename, mode: mode as Mode, text, namespaced: () => text });

function sourceText(value: Value, f: string): string | Uint8Array {
  const text = asStr(value);
  if (text !== undefined) return text;
  const data = bytesOf(value);
  if (data !== undefined) return data;
  throw typeError(`${f}() arg 1 must be a string, bytes or code object`);
}

const moduleOf = new WeakMap<Dict, Module>();

/** The module whose globals `globals` is, or stands for: `finish` brings the dict up to date with it. */
function moduleFor(globals: Value): { module: Module; finish(): void } {
  if (globals instanceof AttributeDict && globals.holder instanceof Module) {
    return { module: globals.holder, finish: () => {} };
  }
  if (!(globals instanceof Dict)) throw typeError("globals must be a dict");
  if (!globals.has("__builtins__")) globals.set("__builtins__", (modules.get("builtins") as Module).dict());
  if (typeOf(globals) === dict) return { module: Module.of(globals), finish: () => {} };
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

const isMapping = (value: Value | undefined): boolean => value === undefined || special(value, "__getitem__") != null;

function checkEval(globals: Value | undefined, locals: Value | undefined): void {
  if (!isMapping(locals)) throw typeError("locals must be a mapping");
  if (globals === undefined || globals instanceof Dict) return;
  const hint = isMapping(globals) ? "real dict; try eval(code, {}, mapping)" : "dict";
  throw typeError(`globals must be a ${hint}`);
}

function checkExec(globals: Value | undefined, locals: Value | undefined): void {
  if (globals !== undefined && !(globals instanceof Dict)) {
    throw typeError(`exec() globals must be a dict, not ${typeName(globals)}`);
  }
  if (!isMapping(locals)) throw typeError(`locals must be a mapping or None, not ${typeName(locals!)}`);
}

const given = (value: Value | undefined): Value | undefined => (value === None ? undefined : value);

/** Calls by name have their namespaces from the compiler; others have those of the code that runs. */
const globalsOr = (globals: Value | undefined): Value =>
  given(globals) ?? pythonStack()[0]?.code.module.dict() ?? new Dict();

export function executionFunctions(): Native[] {
  return [
    nativeFunction(
      "compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
      compile,
    ),
    nativeFunction("eval(source, /, globals=None, locals=None)", (source: Value, globals?: Value, locals?: Value) => {
      checkEval(given(globals), given(locals));
      return run(programOf(source, "eval"), globalsOr(globals), given(locals));
    }),
    nativeFunction(
      "exec(source, /, globals=None, locals=None, *, closure=None)",
      (source: Value, globals?: Value, locals?: Value) => {
        checkExec(given(globals), given(locals));
        run(programOf(source, "exec"), globalsOr(globals), given(locals));
        return None;
      },
    ),
  ];
}
