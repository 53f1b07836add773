// The host in a page or a worker: files live in memory, and the page says where text goes.

import { systemClock } from "./clock.ts";
import type { Console, Host } from "./host.ts";
import { MemoryFiles } from "./memory.ts";
import { noNetwork, noProcesses } from "./network.ts";
import { waitSync } from "./pause.ts";

export interface BrowserOptions {
  /** Receives what the program prints. The default is the browser's console, line by line. */
  writeOut?: (text: string) => void;
  writeErr?: (text: string) => void;
  /** Asks for a line of input; "" means the end. The default is `prompt`. */
  readLine?: () => Promise<string> | string;
  arguments?: readonly string[];
  environment?: Record<string, string>;
  /** Files the program finds, by absolute path. */
  files?: Record<string, string | Uint8Array>;
}

/** Collects text and passes it on by lines. */
function lineWriter(write: (line: string) => void): (text: string) => void {
  let pending = "";
  return (text) => {
    const lines = (pending + text).split("\n");
    pending = lines.pop()!;
    for (const line of lines) write(line);
  };
}

class BrowserConsole implements Console {
  private readonly out: (text: string) => void;
  private readonly err: (text: string) => void;
  private readonly options: BrowserOptions;
  private readonly decoders = [new TextDecoder(), new TextDecoder()];

  constructor(options: BrowserOptions) {
    this.options = options;
    this.out = options.writeOut ?? lineWriter((line) => console.log(line));
    this.err = options.writeErr ?? lineWriter((line) => console.error(line));
  }

  private text(data: string | Uint8Array, stream: 0 | 1): string {
    return typeof data === "string" ? data : this.decoders[stream]!.decode(data, { stream: true });
  }

  writeOut(data: string | Uint8Array): void {
    this.out(this.text(data, 0));
  }

  writeErr(data: string | Uint8Array): void {
    this.err(this.text(data, 1));
  }

  readLineSync(): string {
    const ask = (globalThis as { prompt?: (message?: string) => string | null }).prompt;
    const line = ask?.();
    return line === undefined || line === null ? "" : `${line}\n`;
  }

  async readLine(): Promise<string> {
    return this.options.readLine === undefined ? this.readLineSync() : await this.options.readLine();
  }

  isTerminal(): boolean {
    return false;
  }
}

/** The host of a page. */
export function browserHost(options: BrowserOptions = {}): Host {
  return {
    ...systemClock,
    waitSync,
    console: new BrowserConsole(options),
    files: new MemoryFiles(options.files),
    environment: { ...options.environment },
    arguments: options.arguments ?? [""],
    platform: "browser",
    network: noNetwork,
    processes: noProcesses,
    currentDirectory: () => "/",
    exit(code) {
      throw new Error(`the program ended with exit code ${code}`);
    },
    randomBytes: (into) => void crypto.getRandomValues(into as Uint8Array<ArrayBuffer>),
    processId: () => 1,
  };
}
