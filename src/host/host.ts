// What a program may ask of the outside world, as one interface. The runtime and the modules use nothing else.

import type { Clock } from "./clock.ts";
import type { Descriptors } from "./descriptors.ts";
import type { Network, Processes } from "./network.ts";

/** Why a request failed, with the name that operating systems give it: "ENOENT", "EPIPE". */
export class HostError extends Error {
  readonly code: string;
  readonly path: string | undefined;
  constructor(code: string, message: string, path?: string) {
    super(message);
    this.code = code;
    this.path = path;
  }
}

export interface FileStat {
  readonly kind: "file" | "directory" | "link" | "other";
  readonly size: number;
  /** Times in seconds since 1970. */
  readonly modified: number;
  readonly accessed: number;
  readonly created: number;
  readonly mode: number;
  /** Number of the file, and of its device. */
  readonly inode?: number;
  readonly device?: number;
}

/** One of the three standard streams. */
export interface Console {
  /** Writes all of it before it returns. Raises HostError "EPIPE" when nobody reads. */
  writeOut(data: string | Uint8Array): void;
  writeErr(data: string | Uint8Array): void;
  /** A line of input with its newline; without, at the end; "" when there is no more. Blocks. */
  readLineSync(): string;
  /** The same, without blocking. */
  readLine(): Promise<string>;
  /** One who waits for `readLine` waits no longer: its promise will not be settled. */
  stopReading?(): void;
  isTerminal(stream: 0 | 1 | 2): boolean;
}

/** Files, all at once. Each call raises HostError with the operating system's code. */
export interface Files {
  read(path: string): Uint8Array;
  write(path: string, data: Uint8Array, append?: boolean): void;
  exists(path: string): boolean;
  stat(path: string): FileStat;
  list(path: string): string[];
  makeDirectory(path: string): void;
  remove(path: string): void;
  rename(from: string, to: string): void;
  /** What follows is there where the host has it. */
  linkStat?(path: string): FileStat;
  makeLink?(target: string, path: string, symbolic: boolean): void;
  readLink?(path: string): string;
  changeMode?(path: string, mode: number): void;
  setTimes?(path: string, accessed: number, modified: number): void;
}

export interface ProcessRequest {
  readonly folder: string | undefined;
  /** The child's variables; undefined: the program's own. */
  readonly environment: Record<string, string> | undefined;
  readonly input: Uint8Array;
  /** What is not caught goes where the program's own goes. */
  readonly catchOutput: boolean;
  readonly catchErrors: boolean;
  /** Seconds. */
  readonly timeout: number | undefined;
}

export interface ProcessEnd {
  /** The exit status, or a signal's number below zero. */
  readonly status: number;
  readonly output: Uint8Array;
  readonly errors: Uint8Array;
}

/** A hash function under way. */
export interface HostHash {
  update(data: Uint8Array): void;
  copy(): HostHash;
  /** Of what was given so far, which may go on. `length` in bytes, for functions that give as many as are asked for. */
  digest(length?: number): Uint8Array;
}

/** How data is to be compressed; the numbers are zlib's. */
export interface DeflateOptions {
  readonly container: "raw" | "zlib" | "gzip";
  readonly level: number;
  readonly windowBits: number;
  readonly memLevel: number;
  readonly strategy: number;
  readonly dictionary: Uint8Array | undefined;
}

/** A compression under way. */
export interface Deflater {
  /** Takes data, and gives what is ready; `flush` is zlib's number. */
  push(data: Uint8Array, flush: number): Uint8Array;
}

export interface Host extends Clock {
  /** Blocks the thread for some seconds. */
  waitSync(seconds: number): void;
  readonly console: Console;
  readonly files: Files;
  /** Files by number, where the host has them. */
  readonly descriptors?: Descriptors;
  /** The environment's variables; changes stay in the program. */
  readonly environment: Record<string, string>;
  readonly arguments: readonly string[];
  readonly platform: string;
  readonly network: Network;
  readonly processes: Processes;
  currentDirectory(): string;
  /** Missing where no process has one. */
  changeDirectory?(path: string): void;
  /** Ends the process. In a page: raises. */
  exit(code: number): never;
  /** Fills the array with random bytes fit for secrets. */
  randomBytes(into: Uint8Array): void;
  /** Begins a hash; undefined if the host has none of this name ("sha256", "sha3-256", "shake128"). */
  hash?(name: string): HostHash | undefined;
  /** PBKDF2 with HMAC of a hash. */
  deriveKey?(hash: string, password: Uint8Array, salt: Uint8Array, iterations: number, length: number): Uint8Array;
  /** Begins to compress, where the host can. */
  deflater?(options: DeflateOptions): Deflater;
  processId(): number;
  /** Seconds of processor time that the program has taken, where the host counts them. */
  processTime?(): number;
  /** Runs a child process to its end, where the host can; undefined if time ran out. */
  readonly runProcess?: (program: string, args: readonly string[], request: ProcessRequest) => ProcessEnd | undefined;
}
