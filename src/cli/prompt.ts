// The prompt: statements as they are typed, with `await` at the top level, history and editing.

import { homedir } from "node:os";
import { createInterface, type Interface } from "node:readline";
import type { Host } from "../host/host.ts";
import type { Python } from "../python.ts";
import { asException, exceptionTypes } from "../runtime/exceptions.ts";
import { isInstance } from "../runtime/types.ts";
import { report, writeError } from "./ending.ts";
import type { Options } from "./options.ts";

const PRIMARY = ">>> ";
const SECONDARY = "... ";
const HISTORY_SIZE = 1000;

const banner = 'asyncdef 0.1.0: Python 3.14, asyncio on JavaScript\'s own loop\nUse "await" directly at the prompt.\n';

/** Reads and runs statements until the input ends; the exit status. */
export async function prompt(host: Host, python: Python, options: Options): Promise<number> {
  if (!options.quiet && !options.inspect) writeError(host, banner);
  const historyFile = `${homedir()}/.asyncdef_history`;
  const terminal = host.console.isTerminal(0);
  const input = createInterface({
    input: process.stdin,
    output: process.stdout,
    terminal,
    historySize: HISTORY_SIZE,
    history: readHistory(host, historyFile),
    removeHistoryDuplicates: true,
  });
  const lines = new Lines(input);
  let status: number | undefined;
  let pending = "";
  while (status === undefined) {
    const line = await lines.next(pending === "" ? PRIMARY : SECONDARY);
    if (line === "interrupt") {
      writeError(host, "\nKeyboardInterrupt\n");
      pending = "";
      continue;
    }
    if (line === undefined) break;
    pending += `${line.text}\n`;
    if (python.isIncomplete(pending, line.text === "")) continue;
    const source = pending;
    pending = "";
    if (source.trim() === "") continue;
    try {
      await python.run(python.compile(source, "<stdin>", "single"));
      python.flush();
    } catch (e) {
      python.flush();
      const exception = asException(e);
      const ends = isInstance(exception, exceptionTypes.get("SystemExit")!);
      const code = report(host, exception);
      if (ends) status = code;
    }
  }
  input.close();
  writeHistory(host, historyFile, lines.typed);
  if (status === undefined && terminal) writeError(host, "\n");
  python.finish();
  return status ?? 0;
}

/** The lines of an interface, one at a time, with the interrupts in their places. */
class Lines {
  readonly typed: string[] = [];
  private readonly input: Interface;
  private readonly waiting: ({ text: string } | "interrupt")[] = [];
  private closed = false;
  private wake: (() => void) | undefined = undefined;

  constructor(input: Interface) {
    this.input = input;
    const add = (line: { text: string } | "interrupt"): void => {
      this.waiting.push(line);
      this.wake?.();
    };
    input.on("line", (text) => {
      if (text.trim() !== "") this.typed.push(text);
      add({ text });
    });
    input.on("SIGINT", () => add("interrupt"));
    input.on("close", () => {
      this.closed = true;
      this.wake?.();
    });
  }

  async next(prompt: string): Promise<{ text: string } | "interrupt" | undefined> {
    while (this.waiting.length === 0) {
      if (this.closed) return undefined;
      this.input.setPrompt(prompt);
      this.input.prompt();
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      this.wake = undefined;
    }
    return this.waiting.shift();
  }
}

function readHistory(host: Host, file: string): string[] {
  try {
    return new TextDecoder()
      .decode(host.files.read(file))
      .split("\n")
      .filter((line) => line !== "")
      .reverse();
  } catch {
    return [];
  }
}

function writeHistory(host: Host, file: string, typed: string[]): void {
  if (typed.length === 0) return;
  const all = [...readHistory(host, file).reverse(), ...typed].slice(-HISTORY_SIZE);
  try {
    host.files.write(file, new TextEncoder().encode(`${all.join("\n")}\n`));
  } catch {
    // A home that cannot be written keeps no history.
  }
}
