// The host in Node. Its modules are taken by `process.getBuiltinModule`, so that a bundle for pages may contain this
// file.

import { systemClock } from "./clock.ts";
import { nodeDescriptors } from "./descriptors.ts";
import {
  type Console,
  type FileStat,
  type Files,
  type Host,
  HostError,
  type HostHash,
  type ProcessEnd,
  type ProcessRequest,
} from "./host.ts";
import { alarm, READING } from "./interrupts.ts";
import { nodeDeflater } from "./nodecompression.ts";
import { nodeNetwork } from "./nodenetwork.ts";
import { nodeProcesses } from "./nodeprocesses.ts";
import { waitSync } from "./pause.ts";

type Fs = typeof import("node:fs");
type Tty = typeof import("node:tty");
type Crypto = typeof import("node:crypto");

interface NodeError {
  code?: string;
  message: string;
}

// A stream that is a pipe with O_NONBLOCK answers EAGAIN while its reader is slow: wait this many seconds.
const RETRY_DELAY = 0.001;
const CHUNK = 65_536;

class NodeHash implements HostHash {
  private readonly hash: import("node:crypto").Hash;

  constructor(hash: import("node:crypto").Hash) {
    this.hash = hash;
  }

  update(data: Uint8Array): void {
    this.hash.update(data);
  }

  copy(): NodeHash {
    return new NodeHash(this.hash.copy());
  }

  digest(length?: number): Uint8Array {
    return new Uint8Array(this.hash.copy(length === undefined ? {} : { outputLength: length }).digest());
  }
}

class NodeConsole implements Console {
  private readonly fs: Fs;
  private readonly encoder = new TextEncoder();
  private readonly decoder = new TextDecoder();
  private buffered = "";
  private ended = false;
  /** How many wait for a line; and what they wait for. */
  private readers = 0;
  private arriving: Promise<void> | undefined = undefined;
  private stop = (): void => {};

  constructor(fs: Fs) {
    this.fs = fs;
  }

  private write(descriptor: number, data: string | Uint8Array): void {
    const bytes = typeof data === "string" ? this.encoder.encode(data) : data;
    let written = 0;
    while (written < bytes.length) {
      try {
        written += this.fs.writeSync(descriptor, bytes, written);
      } catch (error) {
        if ((error as NodeError).code !== "EAGAIN") throw hostError(error as NodeError);
        waitSync(RETRY_DELAY);
      }
    }
  }

  writeOut(data: string | Uint8Array): void {
    this.write(1, data);
  }

  writeErr(data: string | Uint8Array): void {
    this.write(2, data);
  }

  private takeLine(): string | undefined {
    const end = this.buffered.indexOf("\n");
    if (end < 0 && !this.ended) return undefined;
    const line = end < 0 ? this.buffered : this.buffered.slice(0, end + 1);
    this.buffered = this.buffered.slice(line.length);
    return line;
  }

  /** An editor of lines has the terminal's bytes decoded already. */
  private received(data: Uint8Array | string): void {
    if (data.length === 0) this.ended = true;
    this.buffered += typeof data === "string" ? data : this.decoder.decode(data, { stream: data.length > 0 });
  }

  readLineSync(): string {
    const buffer = new Uint8Array(CHUNK);
    for (;;) {
      const line = this.takeLine();
      if (line !== undefined) return line;
      try {
        if (alarm.flag !== undefined) alarm.flag[READING] = 1;
        this.received(buffer.subarray(0, this.fs.readSync(0, buffer)));
      } catch (error) {
        const { code } = error as NodeError;
        if (code === "EOF") this.ended = true;
        else if (code === "EAGAIN") waitSync(RETRY_DELAY);
        else throw hostError(error as NodeError);
      } finally {
        if (alarm.flag !== undefined) alarm.flag[READING] = 0;
      }
    }
  }

  async readLine(): Promise<string> {
    // A file has it at once.
    if (this.isFile()) return this.readLineSync();
    this.readers++;
    for (;;) {
      const line = this.takeLine();
      if (line !== undefined) {
        this.readers--;
        return line;
      }
      this.arriving ??= this.arrival();
      await this.arriving;
    }
  }

  stopReading(): void {
    if (--this.readers === 0) this.stop();
  }

  private isFile(): boolean {
    try {
      return this.fs.fstatSync(0).isFile();
    } catch {
      return true;
    }
  }

  /** Waits for more input. Reading stops then: what comes later may be for another process. */
  private arrival(): Promise<void> {
    const { stdin } = process;
    return new Promise((resolve, reject) => {
      this.stop = () => {
        stdin.off("data", received).off("end", ended).off("error", failed).pause();
        this.arriving = undefined;
      };
      const received = (data: Uint8Array | string): void => {
        this.stop();
        this.received(data);
        resolve();
      };
      const ended = (): void => received(new Uint8Array(0));
      const failed = (error: Error): void => {
        this.stop();
        this.readers--;
        reject(hostError(error as NodeError));
      };
      stdin.on("data", received).on("end", ended).on("error", failed).resume();
    });
  }

  isTerminal(stream: 0 | 1 | 2): boolean {
    try {
      if (!this.fs.fstatSync(stream).isCharacterDevice()) return false;
    } catch {
      return false;
    }
    return (process.getBuiltinModule("node:tty") as Tty).isatty(stream);
  }
}

function hostError(error: NodeError, path?: string): HostError {
  return new HostError(error.code ?? "EIO", error.message, path);
}

const fileStat = (stat: import("node:fs").Stats): FileStat => ({
  kind: stat.isFile() ? "file" : stat.isDirectory() ? "directory" : stat.isSymbolicLink() ? "link" : "other",
  size: stat.size,
  modified: stat.mtimeMs / 1000,
  accessed: stat.atimeMs / 1000,
  created: stat.ctimeMs / 1000,
  mode: stat.mode,
  inode: stat.ino,
  device: stat.dev,
});

class NodeFiles implements Files {
  private readonly fs: Fs;
  constructor(fs: Fs) {
    this.fs = fs;
  }

  private attempt<T>(path: string, action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw hostError(error as NodeError, path);
    }
  }

  read(path: string): Uint8Array {
    return this.attempt(path, () => this.fs.readFileSync(path));
  }

  write(path: string, data: Uint8Array, append = false): void {
    this.attempt(path, () => this.fs.writeFileSync(path, data, { flag: append ? "a" : "w" }));
  }

  exists(path: string): boolean {
    return this.fs.existsSync(path);
  }

  stat(path: string): FileStat {
    return fileStat(this.attempt(path, () => this.fs.statSync(path)));
  }

  linkStat(path: string): FileStat {
    return fileStat(this.attempt(path, () => this.fs.lstatSync(path)));
  }

  makeLink(target: string, path: string, symbolic: boolean): void {
    this.attempt(path, () => (symbolic ? this.fs.symlinkSync(target, path) : this.fs.linkSync(target, path)));
  }

  readLink(path: string): string {
    return this.attempt(path, () => this.fs.readlinkSync(path));
  }

  changeMode(path: string, mode: number): void {
    this.attempt(path, () => this.fs.chmodSync(path, mode));
  }

  setTimes(path: string, accessed: number, modified: number): void {
    this.attempt(path, () => this.fs.utimesSync(path, accessed, modified));
  }

  list(path: string): string[] {
    return this.attempt(path, () => this.fs.readdirSync(path));
  }

  makeDirectory(path: string): void {
    this.attempt(path, () => this.fs.mkdirSync(path));
  }

  remove(path: string): void {
    this.attempt(path, () => {
      if (this.fs.lstatSync(path).isDirectory()) this.fs.rmdirSync(path);
      else this.fs.unlinkSync(path);
    });
  }

  rename(from: string, to: string): void {
    this.attempt(from, () => this.fs.renameSync(from, to));
  }
}

/** As much as a child may print. */
const MOST_OUTPUT = 2 ** 30;

function runProcess(program: string, args: readonly string[], request: ProcessRequest): ProcessEnd | undefined {
  const { spawnSync } = process.getBuiltinModule("node:child_process") as typeof import("node:child_process");
  const { constants } = process.getBuiltinModule("node:os") as typeof import("node:os");
  const { status, signal, stdout, stderr, error } = spawnSync(program, args, {
    cwd: request.folder,
    env: request.environment ?? process.env,
    input: request.input,
    stdio: ["pipe", request.catchOutput ? "pipe" : "inherit", request.catchErrors ? "pipe" : "inherit"],
    timeout: request.timeout === undefined ? undefined : Math.max(request.timeout * 1000, 1),
    maxBuffer: MOST_OUTPUT,
  });
  if ((error as NodeError | undefined)?.code === "ETIMEDOUT") return undefined;
  if (error !== undefined) throw hostError(error as NodeError, program);
  const nothing = new Uint8Array();
  return {
    status: signal === null ? (status ?? 0) : -constants.signals[signal],
    output: stdout ?? nothing,
    errors: stderr ?? nothing,
  };
}

/** The host of a Node process. `programArguments` is what the program sees as its command line. */
export function nodeHost(programArguments: readonly string[] = process.argv.slice(1)): Host {
  const fs = process.getBuiltinModule("node:fs") as Fs;
  // Loading this takes milliseconds, and few programs need it.
  let crypto: Crypto | undefined;
  return {
    ...systemClock,
    // `performance` would have to be loaded first, and is slower.
    monotonic() {
      const [seconds, nanoseconds] = process.hrtime();
      return seconds + nanoseconds / 1e9;
    },
    waitSync,
    console: new NodeConsole(fs),
    files: new NodeFiles(fs),
    descriptors: nodeDescriptors(fs, fileStat),
    environment: { ...process.env } as Record<string, string>,
    arguments: programArguments,
    platform: process.platform,
    network: nodeNetwork,
    processes: nodeProcesses,
    currentDirectory: () => process.cwd(),
    changeDirectory(path) {
      try {
        process.chdir(path);
      } catch (error) {
        throw hostError(error as NodeError, path);
      }
    },
    exit: (code) => process.exit(code),
    randomBytes(into) {
      crypto ??= process.getBuiltinModule("node:crypto") as Crypto;
      crypto.randomFillSync(into);
    },
    hash(name) {
      crypto ??= process.getBuiltinModule("node:crypto") as Crypto;
      return crypto.getHashes().includes(name.toLowerCase()) || /^(md5|sha1)$/.test(name)
        ? new NodeHash(crypto.createHash(name))
        : undefined;
    },
    deriveKey(hash, password, salt, iterations, length) {
      crypto ??= process.getBuiltinModule("node:crypto") as Crypto;
      return new Uint8Array(crypto.pbkdf2Sync(password, salt, iterations, length, hash));
    },
    deflater: nodeDeflater,
    processId: () => process.pid,
    processTime() {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6;
    },
    runProcess,
  };
}
