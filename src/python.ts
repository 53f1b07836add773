// The embedding interface: one Python interpreter in this JavaScript realm.

import { type Coroutine, makeCoroutine, reportNeverAwaited } from "./asyncio/coroutine.ts";
import { drive } from "./asyncio/drive.ts";
import { setThreadTime } from "./asyncio/threads.ts";
import type { Host } from "./host/host.ts";
import { runExitFunctions } from "./modules/atexit.ts";
import { bodyOf, compileSource, type Program, remember } from "./modules/builtins/execution.ts";
import { syntaxError } from "./modules/builtins/syntaxerrors.ts";
import { environment, type Flags } from "./modules/environment.ts";
import { ModuleFinder } from "./modules/finder.ts";
import { registerModules } from "./modules/index.ts";
import { writeOut } from "./modules/io/unwritten.ts";
import type { Library } from "./modules/stdlib/library.ts";
import { sys } from "./modules/sys/state.ts";
import { countThreads, joinAll } from "./modules/threads/start.ts";
import { findCharacter, unicodeFiles } from "./modules/unicodedata/tables.ts";
import { warnings } from "./modules/warnings/state.ts";
import { callMethod, getattr } from "./runtime/attributes.ts";
import { call } from "./runtime/calls.ts";
import { Dict } from "./runtime/containers/dict.ts";
import { List } from "./runtime/containers/list.ts";
import { importError } from "./runtime/errors.ts";
import { asException, getField } from "./runtime/exceptions.ts";
import { describe, importNow, modules, sources } from "./runtime/imports.ts";
import { library, Module } from "./runtime/modules.ts";
import { iterate, repr } from "./runtime/protocols.ts";
import { formatException, linecache } from "./runtime/traceback.ts";
import { None, type Value } from "./runtime/values.ts";
import { decodeSource, isIncomplete, NOWHERE, PythonSyntaxError, setUnicodeNames } from "./syntax/index.ts";

/** The error of a file that has a null byte behind `before`. */
function nullBytes(before: Uint8Array, filename: string): Error {
  const lines = new TextDecoder("latin1").decode(before).split("\n");
  const place = { ...NOWHERE, lineno: lines.length, text: lines.at(-1)! };
  const message = "source code cannot contain null bytes";
  return syntaxError(new PythonSyntaxError("SyntaxError", message, filename, place), filename);
}

export interface PythonOptions {
  host: Host;
  argv?: string[];
  /** Where modules are looked for: `sys.path`. */
  path?: string[];
  flags?: Partial<Flags>;
  executable?: string;
  /** The command line as it was given: `sys.orig_argv` after its first. */
  commandLine?: string[];
  /** CPython's library, compiled when this package was built: its files are those of `dist/stdlib`. */
  library?: Library;
}

const MODULE = { name: "<module>", qualname: "<module>", isPlain: true };

function flushStream(stream: unknown): void {
  if (stream !== undefined && "flush" in (stream as object)) (stream as { flush(): void }).flush();
}

export class Python {
  readonly main: Module;

  constructor(options: PythonOptions) {
    const { host } = options;
    environment.host = host;
    library.programFolder = options.path?.[0];
    setThreadTime(host);
    environment.argv = options.argv ?? [""];
    environment.path = options.path ?? [];
    environment.commandLine = options.commandLine ?? [];
    environment.executable = options.executable ?? "";
    Object.assign(environment.flags, options.flags);
    registerModules();
    const finder = new ModuleFinder(host, options.library);
    sources.find = (name, path) =>
      finder.find(name, path ?? [...iterate((sys.module as Module).$path ?? new List([]))].map(String));
    unicodeFiles.read = options.library?.read.bind(options.library);
    setUnicodeNames(options.library === undefined ? null : findCharacter);
    linecache.read = (filename) => {
      try {
        return decodeSource(host.files.read(filename), filename);
      } catch {
        return undefined;
      }
    };
    importNow("builtins");
    importNow("sys");
    warnings.configure();
    this.main = new Module("__main__");
    this.main.$__builtins__ = importNow("builtins");
    this.main.$__annotations__ = new Dict();
    modules.set("__main__", this.main);
  }

  /** Compiles source text or the bytes of a file; raises a Python SyntaxError. */
  compile(source: string | Uint8Array, filename: string, mode: "exec" | "eval" | "single" = "exec"): Program {
    this.rememberLines(source, filename);
    const end = typeof source === "string" ? -1 : source.indexOf(0);
    if (end >= 0) throw nullBytes((source as Uint8Array).subarray(0, end), filename);
    return compileSource(source, filename, mode);
  }

  /** Compiles what was typed at a prompt, where `await` may stand outside of functions. */
  compileStatement(source: string, filename: string): { program: Program; awaits: boolean } {
    this.rememberLines(source, filename);
    try {
      return { program: compileSource(source, filename, "single"), awaits: false };
    } catch (e) {
      // CPython would say that there is no `await` here; whatever else is wrong is said again.
      if (!/outside (async |of an asynchronous )?function$/.test(String(getField(asException(e), "msg")))) throw e;
      return { program: compileSource(source, filename, "single", undefined, true), awaits: true };
    }
  }

  private rememberLines(source: string | Uint8Array, filename: string): void {
    if (typeof source === "string") remember(filename, source);
    else linecache.lines.delete(filename);
  }

  /** Runs a program as `__main__`. Rejects with the Python exception that it does not catch. */
  run(program: Program): Promise<Value> {
    return this.drive(this.coroutine(program));
  }

  /** Runs a module of the library as `__main__`. */
  runLibrary(name: string): Promise<Value> {
    const found = sources.find(name, []);
    if (found === undefined) throw importError(`No module named ${name}`);
    return this.drive(makeCoroutine(found.body(this.main), MODULE) as Coroutine<Value>);
  }

  private drive(coroutine: Coroutine<Value>): Promise<Value> {
    environment.main = coroutine;
    return drive(coroutine).catch((e: unknown) => {
      throw asException(e);
    });
  }

  /** A program that runs as `__main__`, as a coroutine for an event loop. */
  coroutine(program: Program): Coroutine<Value> {
    return makeCoroutine(bodyOf(program, this.main), MODULE) as Coroutine<Value>;
  }

  /** Says that the module `__main__` comes from a file; and its package and name, if it was started as a module. */
  describeMain(filename: string, packageName?: string, name?: string): void {
    const { main } = this;
    describe(main, name ?? "__main__", { filename, path: undefined, body: () => undefined as never });
    main.$__package__ = packageName ?? None;
    if (name !== undefined) return;
    main.$__spec__ = None;
    main.$__cached__ = None;
  }

  /** Writes what was printed and waits in a buffer. */
  flush(): void {
    const { $stdout: stdout, $stderr: stderr } = sys.module;
    try {
      flushStream(stdout);
    } finally {
      try {
        flushStream(stderr);
      } catch {
        // There is nowhere to say so.
      }
    }
  }

  /** The report of an exception. */
  describe(e: unknown): string {
    return formatException(asException(e));
  }

  /** At a prompt: does the text, which has no newline at its end, want another line? */
  isIncomplete(text: string): boolean {
    return isIncomplete(text);
  }

  /** The text of an archive's `__main__.py`, whose loader `__main__` gets. */
  archiveSource(archive: string): string {
    const loader = call(getattr(importNow("zipimport"), "zipimporter"), archive);
    const { main } = this;
    const spec = callMethod(loader, "find_spec", "__main__");
    if (spec === None) throw importError(`can't find '__main__' module in ${repr(archive)}`);
    main.$__loader__ = loader;
    main.$__spec__ = spec;
    return callMethod(loader, "get_source", "__main__") as string;
  }

  /** Waits for the threads that are no daemons, as a program does at its end. */
  async joinThreads(): Promise<void> {
    if (countThreads() === 0) return;
    const threading = modules.get("threading");
    try {
      if (threading !== undefined) callMethod(threading, "_shutdown");
    } catch (e) {
      throw asException(e);
    }
    await this.drive(makeCoroutine(joinAll(), MODULE) as Coroutine<Value>);
  }

  /** Whether threads are left, which end with the process. */
  hasThreads(): boolean {
    return countThreads() > 0;
  }

  /** The end of the program: what was forgotten is reported, and what was printed is written. */
  finish(): void {
    runExitFunctions();
    reportNeverAwaited(null);
    writeOut();
    this.flush();
  }
}
