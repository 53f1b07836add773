// The `asyncdef` command.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Host } from "../host/host.ts";
import { HostError } from "../host/host.ts";
import { nodeHost } from "../host/node.ts";
import { virtualHost } from "../host/virtual.ts";
import { libraryModules } from "../modules/stdlib/library.ts";
import { Python } from "../python.ts";
import { debugging } from "../runtime/exceptions.ts";
import { importNow } from "../runtime/imports.ts";
import { report, writeError } from "./ending.ts";
import { watchComputations } from "./interrupts.ts";
import {
  flagsOf,
  HELP,
  type Options,
  parseOptions,
  searchPath,
  USAGE,
  UsageError,
  visibleEnvironment,
  wantsPrompt,
} from "./options.ts";
import type { PromptOptions } from "./prompt.ts";
import { type Source, SourceError, sourceOf } from "./source.ts";

const VERSION = "Python 3.14.0 (asyncdef 0.1.0)";

export { endByInterrupt } from "../host/nodeinterrupts.ts";

/** Whether daemon threads are left, whose timers would hold the process. */
export const ending = { hasThreads: false };

/** What starts the command: bin/asyncdef.js. */
export interface Launch {
  /** The folder of CPython's library. */
  library: string;
}

/** Runs the command; the exit status, which is negative where `endByInterrupt` is to be called at last. */
export async function main(args: readonly string[], launch: Launch): Promise<number> {
  try {
    return await command(args, launch);
  } catch (e) {
    if (e instanceof HostError && e.code === "EPIPE") return 1;
    throw e;
  }
}

async function command(args: readonly string[], launch: Launch): Promise<number> {
  const real = nodeHost(args);
  let options: Options;
  try {
    options = parseOptions(args);
  } catch (e) {
    if (!(e instanceof UsageError)) throw e;
    writeError(real, `${e.message}\n${USAGE}\nTry \`asyncdef -h' for more information.\n`);
    return 2;
  }
  if (options.show) {
    real.console.writeOut(shown(options.show));
    return 0;
  }
  const host = options.virtualTime ? virtualHost(real) : real;
  watchComputations();
  debugging.showInternalErrors = real.environment.ASYNCDEF_DEBUG === "1";
  const python = (argv: string[], folder: string): Python =>
    interpreter(host, options, argv, folder, (name) => libraryFile(launch, name));
  if (isPrompt(options, real)) {
    const argv = [options.run === undefined ? "" : options.run.kind === "module" ? "-m" : "-", ...options.rest];
    return converse(host, python(argv, ""), promptOptions(options, host, true));
  }
  let source: Source;
  try {
    source = sourceOf(options, host, (name) => libraryModules((file) => libraryFile(launch, file)).has(name));
  } catch (e) {
    if (!(e instanceof SourceError)) throw e;
    writeError(host, `${e.message}\n`);
    return e.status;
  }
  return run(host, python([source.argv0, ...options.rest], source.folder), source, options);
}

/** `-m asyncio` is a prompt; so is standard input, where it is a terminal or `-i` says so. */
function isPrompt({ run, inspect, emit }: Options, host: Host): boolean {
  if (run?.kind === "module") return run.text === "asyncio";
  return (
    !emit && (run === undefined || (run.kind === "file" && run.text === "-")) && (inspect || host.console.isTerminal(0))
  );
}

function promptOptions(options: Options, host: Host, isFirst: boolean): PromptOptions {
  const isLoop = isFirst && options.run?.kind === "module";
  return {
    version: isFirst && !(options.quiet && !isLoop) ? shown("details").trimEnd() : undefined,
    inLoop: isLoop,
    startup: isFirst ? visibleEnvironment(options, host.environment).PYTHONSTARTUP || undefined : undefined,
  };
}

const shown = (what: "version" | "details" | "help"): string =>
  what === "help" ? HELP : `${VERSION}${what === "details" ? ` [Node.js ${process.versions.node}]` : ""}\n`;

function interpreter(
  host: Host,
  options: Options,
  argv: string[],
  folder: string,
  read: (name: string) => string | undefined,
): Python {
  return new Python({
    host,
    argv,
    path: searchPath(options, host.environment, folder),
    executable: process.argv[1] ?? "",
    commandLine: [...host.arguments],
    library: { read },
    flags: flagsOf(options, host.environment),
  });
}

function libraryFile(launch: Launch, name: string): string | undefined {
  try {
    return readFileSync(join(launch.library, name), "utf8");
  } catch {
    return undefined;
  }
}

/** The prompt is loaded when it is asked for: it brings line editing with it. */
async function converse(host: Host, python: Python, options: PromptOptions): Promise<number> {
  const { prompt } = await import("./prompt.ts");
  return finish(host, python, await prompt(host, python, options));
}

async function run(host: Host, python: Python, source: Source, options: Options): Promise<number> {
  let status = 0;
  try {
    for (const name of source.parents ?? []) importNow(name);
    if (source.filename) python.describeMain(source.filename, source.packageName, source.moduleName);
    if (source.archive !== undefined) source.text = python.archiveSource(source.archive);
    if (source.library !== undefined) {
      await python.runLibrary(source.library);
      return await finish(host, python, 0);
    }
    const program = python.compile(source.text, source.filename || source.shown);
    if (options.emit) {
      host.console.writeOut(program.text);
      return 0;
    }
    // In a microtask, where throws are cheap (see drive.ts of the engine).
    await null;
    await python.run(program);
  } catch (e) {
    status = report(host, flushed(python, e));
  }
  if (wantsPrompt(options, host.environment)) return converse(host, python, promptOptions(options, host, false));
  return finish(host, python, status);
}

/** What a program printed comes before what is said of its end. */
function flushed(python: Python, error: unknown): unknown {
  try {
    python.flush();
  } catch {
    // The reader has gone; `finish` says so.
  }
  return error;
}

/** What CPython reports where standard output could not be written at the end. */
const FLUSH_FAILED = 120;

async function finish(host: Host, python: Python, status: number): Promise<number> {
  try {
    await python.joinThreads();
  } catch (e) {
    report(host, flushed(python, e));
  }
  ending.hasThreads = python.hasThreads();
  try {
    python.finish();
  } catch (e) {
    const text = e instanceof Error ? python.describe(e) : String(e);
    writeError(host, `Exception ignored while flushing sys.stdout:\n${text}`);
    return FLUSH_FAILED;
  }
  return status;
}
