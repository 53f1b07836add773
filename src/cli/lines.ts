// Lines for the prompt, one at a time: from a terminal, with editing, history and completion; or from whatever else
// standard input is, as they come.
//
// A terminal is in raw mode only while a line is being typed: while a statement runs, Ctrl-C is the terminal's, which
// makes a signal of it, and the statement may read lines of its own. What was pasted or typed ahead is given to the editor up to the end of a line, and the rest when
// the next line is asked for, so that each line is seen behind its own prompt.

import { createInterface, type Interface } from "node:readline";
import { PassThrough } from "node:stream";
import type { Host } from "../host/host.ts";
import { writeError } from "./ending.ts";

/** Ctrl-C, where a line was being typed. */
export const INTERRUPT = Symbol("interrupt");

export interface LineReader {
  /** The next line; undefined at the end. */
  next(prompt: string): Promise<string | typeof INTERRUPT | undefined>;
  close(): void;
}

/** Standard input that is no terminal: the program's own `input()` reads from the same. */
export class PlainLines implements LineReader {
  private readonly host: Host;
  constructor(host: Host) {
    this.host = host;
  }

  async next(prompt: string): Promise<string | undefined> {
    writeError(this.host, prompt);
    const line = await this.host.console.readLine();
    return line === "" ? undefined : line.replace(/\r?\n$/, "");
  }

  close(): void {}
}

export interface EditorOptions {
  /** The newest first. */
  history: string[];
  historySize: number;
  complete(line: string): [string[], string];
}

/** What the editor reads from: the terminal, a line at a time. */
class Keys extends PassThrough {
  readonly isTTY = true;
  setRawMode(mode: boolean): this {
    process.stdin.setRawMode(mode);
    return this;
  }
}

const LINE_END = /[\r\n]/;

export class EditedLines implements LineReader {
  /** What was typed, for the history. */
  readonly typed: string[] = [];
  private readonly keys = new Keys();
  private readonly editor: Interface & { line: string; cursor: number };
  /** What the terminal gave and the editor has not seen. */
  private ahead = "";
  private closed = false;
  private answer: ((line: string | typeof INTERRUPT | undefined) => void) | undefined = undefined;

  constructor(options: EditorOptions) {
    this.editor = createInterface({
      input: this.keys,
      output: process.stdout,
      terminal: true,
      history: options.history,
      historySize: options.historySize,
      removeHistoryDuplicates: true,
      completer: options.complete,
    }) as Interface & { line: string; cursor: number };
    process.stdin.setEncoding("utf8");
    process.stdin.on("end", () => this.editor.close());
    this.editor.on("line", (text) => {
      if (text.trim() !== "") this.typed.push(text);
      this.give(text);
    });
    this.editor.on("SIGINT", () => {
      // What was typed of the line is given up.
      this.editor.line = "";
      this.editor.cursor = 0;
      this.ahead = "";
      this.give(INTERRUPT);
    });
    this.editor.on("close", () => {
      this.closed = true;
      this.give(undefined);
    });
    this.rest();
  }

  next(prompt: string): Promise<string | typeof INTERRUPT | undefined> {
    if (this.closed) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.answer = resolve;
      this.keys.setRawMode(true);
      process.stdin.on("data", this.take).resume();
      this.editor.setPrompt(prompt);
      this.editor.prompt();
      this.feed();
    });
  }

  close(): void {
    this.editor.close();
    this.rest();
  }

  private give(line: string | typeof INTERRUPT | undefined): void {
    const { answer } = this;
    this.answer = undefined;
    this.rest();
    answer?.(line);
  }

  private rest(): void {
    process.stdin.off("data", this.take).pause();
    this.keys.setRawMode(false);
  }

  private readonly take = (text: string): void => {
    this.ahead += text;
    this.feed();
  };

  private feed(): void {
    if (this.answer === undefined || this.ahead === "") return;
    const end = this.ahead.search(LINE_END);
    const length = end < 0 ? this.ahead.length : this.ahead.startsWith("\r\n", end) ? end + 2 : end + 1;
    const part = this.ahead.slice(0, length);
    this.ahead = this.ahead.slice(length);
    this.keys.write(part);
  }
}
