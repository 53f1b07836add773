// Child processes as streams (https://docs.python.org/3.14/library/asyncio-subprocess.html).

import type { ChildStream, SpawnOptions } from "../host/network.ts";
import { awaitFrame, type Coroutine, type Suspended } from "./coroutine.ts";
import { loopOf } from "./ensure.ts";
import type { Coro } from "./functions.ts";
import type { Future } from "./futures.ts";
import { gather } from "./gather.ts";
import type { EventLoop } from "./loop.ts";
import { nativeCode, nativeCoroutine } from "./native.ts";
import { BrokenPipeError, ConnectionResetError } from "./oserrors.ts";
import { SubprocessProtocol } from "./protocols.ts";
import { FlowControlProtocol } from "./streamprotocol.ts";
import { DEFAULT_LIMIT, StreamReader } from "./streamreader.ts";
import { StreamWriter } from "./streamwriter.ts";
import { type ChildTransport, subprocess } from "./subprocesstransport.ts";
import type { Transport } from "./transports.ts";

/** A standard stream is a pipe to this process. */
export const PIPE = "pipe";
/** Standard error is the same as standard output. */
export const STDOUT = "stdout";
/** A standard stream leads nowhere. */
export const DEVNULL = "null";

/** Lets the writer of a child's standard input wait, and knows when that is closed. */
class InputControl extends FlowControlProtocol {
  declare readonly closed: Future<undefined>;
  constructor(loop: EventLoop) {
    super(loop);
    this.closed = loop.createFuture<undefined>();
  }
}

/** Makes streams of a child's pipes. */
export class SubprocessStreamProtocol extends SubprocessProtocol {
  declare readonly loop: EventLoop;
  declare private readonly limit: number;
  declare stdin: StreamWriter | undefined;
  declare stdout: StreamReader | undefined;
  declare stderr: StreamReader | undefined;
  declare private readonly input: InputControl;
  declare private transport: ChildTransport | undefined;
  declare private readonly open: Set<number>;
  declare private hasExited: boolean;

  constructor(limit: number, loop: EventLoop) {
    super();
    this.loop = loop;
    this.limit = limit;
    this.stdin = undefined;
    this.stdout = undefined;
    this.stderr = undefined;
    this.input = new InputControl(loop);
    this.transport = undefined;
    this.open = new Set<number>();
    this.hasExited = false;
  }

  override connectionMade(transport: ChildTransport): void {
    this.transport = transport;
    this.stdout = this.reader(transport, 1);
    this.stderr = this.reader(transport, 2);
    const stdin = transport.getPipeTransport(0);
    if (stdin !== undefined) this.stdin = new StreamWriter(stdin, this.input, undefined, this.loop);
  }

  private reader(transport: ChildTransport, fd: number): StreamReader | undefined {
    const pipe = transport.getPipeTransport(fd);
    if (pipe === undefined) return undefined;
    this.open.add(fd);
    const reader = new StreamReader({ limit: this.limit, loop: this.loop });
    reader.setTransport(pipe);
    return reader;
  }

  private readerOf(fd: number): StreamReader | undefined {
    return fd === 1 ? this.stdout : fd === 2 ? this.stderr : undefined;
  }

  override pauseWriting(): void {
    this.input.pauseWriting();
  }

  override resumeWriting(): void {
    this.input.resumeWriting();
  }

  override pipeDataReceived(fd: number, data: Uint8Array): void {
    this.readerOf(fd)?.feedData(data);
  }

  override pipeConnectionLost(fd: number, error: unknown): void {
    if (fd === 0) {
      this.stdin?.close();
      this.input.connectionLost(error);
      const { closed } = this.input;
      if (closed.done()) return;
      if (error === undefined) closed.setResult(undefined);
      else {
        closed.setException(error);
        // Whoever does not wait for the end need not hear of it.
        closed.exception();
      }
      return;
    }
    const reader = this.readerOf(fd);
    if (error === undefined) reader?.feedEof();
    else reader?.setException(error);
    this.open.delete(fd);
    this.maybeClose();
  }

  override processExited(): void {
    this.hasExited = true;
    this.maybeClose();
  }

  private maybeClose(): void {
    if (this.open.size > 0 || !this.hasExited) return;
    this.transport?.close();
    this.transport = undefined;
  }
}

/**
 * A child process, made by `createSubprocessExec` or `createSubprocessShell`.
 *
 * @example
 * const process = yield* createSubprocessExec(["ls", "-l"], { stdout: PIPE });
 * const [output] = yield* process.communicate();
 */
export class Process {
  declare readonly transport: ChildTransport;
  declare readonly loop: EventLoop;
  declare readonly pid: number;
  /** What the program writes to, and reads from, if these are pipes. */
  declare readonly stdin: StreamWriter | undefined;
  declare readonly stdout: StreamReader | undefined;
  declare readonly stderr: StreamReader | undefined;

  constructor(transport: ChildTransport, protocol: SubprocessStreamProtocol, loop: EventLoop) {
    this.transport = transport;
    this.loop = loop;
    this.pid = transport.getPid();
    this.stdin = protocol.stdin;
    this.stdout = protocol.stdout;
    this.stderr = protocol.stderr;
  }

  /** The exit code; a signal's number with a minus sign; undefined while the process runs. */
  get returncode(): number | undefined {
    return this.transport.getReturncode();
  }

  /** Awaitable: waits for the end of the process; its exit code. */
  wait(): Coroutine<number> {
    return nativeCoroutine<number>(WAIT, this.wait$, this);
  }

  wait$(): number | Suspended {
    return this.transport.wait$();
  }

  /** Sends a signal; ProcessLookupError if the process is gone. */
  sendSignal(signal: number): void {
    this.transport.sendSignal(signal);
  }

  /** Asks the process to end (SIGTERM). */
  terminate(): void {
    this.transport.terminate();
  }

  /** Ends the process (SIGKILL). */
  kill(): void {
    this.transport.kill();
  }

  /**
   * Awaitable: writes `input` to the standard input, reads the two outputs to their ends, and waits for the end of the
   * process. `[stdout, stderr]`, undefined where there is no pipe.
   */
  communicate(input?: Uint8Array): Coroutine<[Uint8Array | undefined, Uint8Array | undefined]> {
    return nativeCoroutine<[Uint8Array | undefined, Uint8Array | undefined], Uint8Array | undefined>(
      COMMUNICATE,
      this.communicate$,
      this,
      input,
    );
  }

  communicate$(input?: Uint8Array): unknown {
    return awaitFrame(this.talk(input), COMMUNICATE);
  }

  private *talk(input: Uint8Array | undefined): Coro<[Uint8Array | undefined, Uint8Array | undefined]> {
    const { stdin } = this;
    const [, stdout, stderr] = yield* gather(
      stdin === undefined ? nothing() : this.feed(stdin, input),
      this.drain(this.stdout, 1),
      this.drain(this.stderr, 2),
    );
    yield* this.wait();
    return [stdout, stderr];
  }

  private *feed(stdin: StreamWriter, input: Uint8Array | undefined): Coro<undefined> {
    try {
      if (input !== undefined) {
        stdin.write(input);
        yield* stdin.drain();
      }
    } catch (error) {
      // A process need not read to the end.
      if (!(error instanceof BrokenPipeError || error instanceof ConnectionResetError)) throw error;
    }
    stdin.close();
    return undefined;
  }

  private *drain(reader: StreamReader | undefined, fd: number): Coro<Uint8Array | undefined> {
    if (reader === undefined) return undefined;
    const output = yield* reader.read();
    (this.transport.getPipeTransport(fd) as Transport).close();
    return output;
  }

  toString(): string {
    return `<Process ${this.pid}>`;
  }
}

// biome-ignore lint/correctness/useYield: a coroutine that has nothing to wait for
function* nothing(): Coro<undefined> {
  return undefined;
}

const WAIT = nativeCode("Process.wait");
const COMMUNICATE = nativeCode("Process.communicate");

export interface SubprocessOptions {
  /** What the standard streams are: `PIPE`, `DEVNULL`, a descriptor, or this process's own, which is the default. */
  stdin?: ChildStream;
  stdout?: ChildStream;
  stderr?: ChildStream | "stdout";
  /** The limit of the readers. */
  limit?: number;
  /** The folder it runs in. */
  directory?: string;
  environment?: Readonly<Record<string, string>>;
  newSession?: boolean;
  loop?: EventLoop;
}

/** Starts a process with streams. */
export function* startProcess(
  what: Pick<SpawnOptions, "program" | "args" | "shell">,
  options: SubprocessOptions,
): Coro<Process> {
  const loop = loopOf(options.loop);
  const { limit = DEFAULT_LIMIT, directory, environment } = options;
  const [transport, protocol] = yield* subprocess(() => new SubprocessStreamProtocol(limit, loop), {
    ...what,
    stdin: options.stdin ?? "inherit",
    stdout: options.stdout ?? "inherit",
    stderr: options.stderr ?? "inherit",
    ...(directory === undefined ? {} : { directory }),
    ...(environment === undefined ? {} : { environment }),
    newSession: options.newSession ?? false,
    loop,
  });
  return new Process(transport, protocol, loop);
}

/**
 * Starts a program.
 *
 * https://docs.python.org/3.14/library/asyncio-subprocess.html#asyncio.create_subprocess_exec
 *
 * @example
 * const process = yield* createSubprocessExec(["ls", "-l"], { stdout: PIPE });
 */
export function createSubprocessExec(
  command: readonly [string, ...string[]],
  options: SubprocessOptions = {},
): Coro<Process> {
  const [program, ...args] = command;
  return startProcess({ program, args }, options);
}

/**
 * Runs a line of the shell.
 *
 * https://docs.python.org/3.14/library/asyncio-subprocess.html#asyncio.create_subprocess_shell
 */
export function createSubprocessShell(line: string, options: SubprocessOptions = {}): Coro<Process> {
  return startProcess({ program: line, args: [], shell: true }, options);
}
