// The prompt: statements as they are typed. `await` may stand outside of functions: such a statement runs in an event
// loop of the prompt's own. `-m asyncio` is a prompt whose statements all run in a loop that never rests.

import { homedir } from "node:os";
import type { EventLoop } from "../asyncio/loop.ts";
import { Runner } from "../asyncio/runners.ts";
import type { Host } from "../host/host.ts";
import type { Python } from "../python.ts";
import { call } from "../runtime/calls.ts";
import { asException, exceptionTypes, makeException } from "../runtime/exceptions.ts";
import { importNow } from "../runtime/imports.ts";
import type { Module } from "../runtime/modules.ts";
import { str } from "../runtime/protocols.ts";
import { isInstance } from "../runtime/types.ts";
import { complete } from "./completion.ts";
import { report, writeError } from "./ending.ts";
import { keyboardInterrupt } from "./interrupts.ts";
import { EditedLines, INTERRUPT, type LineReader, PlainLines } from "./lines.ts";

const HISTORY_SIZE = 1000;

export interface PromptOptions {
  /** The version, for the banner; undefined for no banner. */
  version: string | undefined;
  /** Whether all statements run in one loop: `-m asyncio`. */
  inLoop: boolean;
  /** A file that is run before the first prompt: PYTHONSTARTUP. */
  startup?: string | undefined;
}

/** Reads and runs statements until the input ends; the exit status. */
export async function prompt(host: Host, python: Python, options: PromptOptions): Promise<number> {
  const sys = importNow("sys") as Module;
  sys.$ps1 ??= ">>> ";
  sys.$ps2 ??= "... ";
  const { version } = options;
  const evaluator = options.inLoop ? new LoopEvaluator(python) : new Evaluator(python);
  if (version !== undefined) writeError(host, options.inLoop ? loopBanner(version, host) : banner(version, host));
  if (options.startup !== undefined) await runStartup(host, python, options.startup);
  if (options.inLoop) {
    python.main.$asyncio = importNow("asyncio");
    writeError(host, `${str(sys.$ps1)}import asyncio\n`);
  }
  const historyFile = `${homedir()}/.asyncdef_history`;
  const isTerminal = host.console.isTerminal(0) && host.console.isTerminal(1);
  const lines: LineReader = isTerminal
    ? new EditedLines({
        history: readHistory(host, historyFile).reverse(),
        historySize: HISTORY_SIZE,
        complete: (line) => complete(python.main, line),
      })
    : new PlainLines(host);
  const status = await readAndRun(host, python, lines, evaluator, sys, isTerminal ? "<python-input" : "<stdin>");
  lines.close();
  if (lines instanceof EditedLines) writeHistory(host, historyFile, lines.typed);
  if (options.inLoop) writeError(host, "\nexiting asyncio REPL...\n");
  else if (status === undefined) writeError(host, "\n");
  await evaluator.close();
  return status ?? 0;
}

async function readAndRun(
  host: Host,
  python: Python,
  lines: LineReader,
  evaluator: Evaluator,
  sys: Module,
  name: string,
): Promise<number | undefined> {
  let pending = "";
  for (let count = 0; ; ) {
    const line = await lines.next(str((pending === "" ? sys.$ps1 : sys.$ps2) ?? ""));
    if (line === undefined) return undefined;
    if (line === INTERRUPT) {
      writeError(host, "\nKeyboardInterrupt\n");
      pending = "";
      continue;
    }
    if (pending === "" && /^\s*(#.*)?$/.test(line)) continue;
    pending += line;
    if (python.isIncomplete(pending)) {
      pending += "\n";
      continue;
    }
    const source = `${pending}\n`;
    pending = "";
    const filename = name.endsWith(">") ? `${name}-${count++}` : `${name}-${count++}>`;
    const status = await runOne(host, python, sys, () => {
      const { program, awaits } = python.compileStatement(source, filename);
      return evaluator.run(program, awaits);
    });
    if (status !== undefined) return status;
  }
}

/** Runs a statement and reports what it raises; a status if that ends the prompt. */
async function runOne(
  host: Host,
  python: Python,
  sys: Module,
  run: () => Promise<unknown>,
): Promise<number | undefined> {
  // Nothing else may keep the process alive, or from being ended by Ctrl-C, while the statement waits.
  const release = host.hold();
  const ignore = host.onInterrupt((isComputing) => {
    if (isComputing) throw keyboardInterrupt();
  });
  try {
    await run();
    python.flush();
    return undefined;
  } catch (e) {
    const exception = asException(e);
    sys.$last_exc = exception;
    python.flush();
    const isExit = isInstance(exception, exceptionTypes.get("SystemExit")!);
    if (isInstance(exception, exceptionTypes.get("KeyboardInterrupt")!)) writeError(host, "\n");
    const status = report(host, exception);
    return isExit ? status : undefined;
  } finally {
    ignore();
    release();
  }
}

type Program = ReturnType<Python["compile"]>;

/** Runs statements one after the other; those that await, in a loop that rests between them. */
class Evaluator {
  protected readonly python: Python;
  private runner: Runner | undefined = undefined;

  constructor(python: Python) {
    this.python = python;
  }

  run(program: Program, awaits: boolean): Promise<unknown> {
    if (!awaits) return this.python.run(program);
    this.runner ??= new Runner({ loopFactory: newLoop });
    const { runner } = this;
    return runner.run(this.python.coroutine(program)).catch((e) => {
      throw asException(e);
    });
  }

  async close(): Promise<void> {
    await this.runner?.close();
  }
}

/** Runs each statement as a task of a loop that goes on while the next one is typed. */
class LoopEvaluator extends Evaluator {
  private readonly loop = newLoop();
  private readonly ended: Promise<void>;

  constructor(python: Python) {
    super(python);
    this.ended = this.loop.runForever();
  }

  override run(program: Program): Promise<unknown> {
    const { loop } = this;
    return new Promise((resolve, reject) => {
      loop.callSoonThreadsafe(() => {
        let interrupts = 0;
        const task = loop.createTask(this.python.coroutine(program));
        const release = loop.clock.onInterrupt((isComputing) => {
          interrupts++;
          if (isComputing && interrupts > 1) throw keyboardInterrupt();
          loop.callSoonThreadsafe(() => task.cancel());
        });
        task.addDoneCallback(() => {
          release();
          const error = task.cancelled() ? (interrupts > 0 ? keyboardInterrupt() : cancelled()) : task.exception();
          if (error === undefined) resolve(task.result());
          else reject(error);
        });
      });
    });
  }

  override async close(): Promise<void> {
    this.loop.callSoonThreadsafe(() => this.loop.stop());
    await this.ended;
  }
}

const cancelled = (): Error => makeException(exceptionTypes.get("CancelledError")!, []);

/** As the program makes loops, so that it finds the prompt's to be its own. */
function newLoop(): EventLoop {
  const { $new_event_loop: make, $set_event_loop: set } = importNow("asyncio") as Module;
  const loop = call(make!);
  call(set!, loop);
  return loop as unknown as EventLoop;
}

async function runStartup(host: Host, python: Python, file: string): Promise<void> {
  let text: Uint8Array;
  try {
    text = host.files.read(file);
  } catch {
    writeError(
      host,
      `Could not open PYTHONSTARTUP\nFileNotFoundError: [Errno 2] No such file or directory: '${file}'\n`,
    );
    return;
  }
  await runOne(host, python, importNow("sys") as Module, async () => python.run(python.compile(text, file)));
}

const HINT = 'Type "exit" or press Ctrl-D to leave.\n';

const banner = (version: string, host: Host): string =>
  `${version} on ${host.platform}\nUse "await" directly, or asyncio.run(). ${HINT}`;

const loopBanner = (version: string, host: Host): string =>
  `asyncio REPL ${version.replace(/^Python /, "")} on ${host.platform}\nUse "await" directly instead of "asyncio.run()".\n${HINT}`;

function readHistory(host: Host, file: string): string[] {
  try {
    return new TextDecoder()
      .decode(host.files.read(file))
      .split("\n")
      .filter((line) => line !== "");
  } catch {
    return [];
  }
}

function writeHistory(host: Host, file: string, typed: string[]): void {
  if (typed.length === 0) return;
  const all = [...readHistory(host, file), ...typed].slice(-HISTORY_SIZE);
  try {
    host.files.write(file, new TextEncoder().encode(`${all.join("\n")}\n`));
  } catch {
    // A home that cannot be written keeps no history.
  }
}
