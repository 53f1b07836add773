// The transport of a child process: its pipes are transports of their own, and what they receive goes to one protocol,
// with the number that the pipe has in the child.
//
// It ends when the child has exited and the last of its pipes is disconnected; `connectionLost` is called then. Nothing
// is told to the protocol before `connectionMade`.

import { HostError } from "../host/host.ts";
import type { Child, SpawnOptions } from "../host/network.ts";
import { type Context, copyContext } from "./contextvars.ts";
import type { Suspended } from "./coroutine.ts";
import { loopOf } from "./ensure.ts";
import type { Coro } from "./functions.ts";
import type { Future } from "./futures.ts";
import { Handle } from "./handles.ts";
import type { EventLoop, Resource } from "./loop.ts";
import { processesOf } from "./network.ts";
import { hostFailure, processGone } from "./oserrors.ts";
import { type BaseProtocol, Protocol, type SubprocessProtocol } from "./protocols.ts";
import { StreamTransport } from "./streamtransport.ts";
import { SubprocessTransport } from "./transports.ts";

const SIGKILL = 9;
const SIGTERM = 15;

/** One end of a child's pipe: passes on what happens there. */
class PipeProtocol extends Protocol {
  declare private readonly process: ChildTransport;
  declare private readonly fd: number;
  declare disconnected: boolean;
  declare pipe: StreamTransport | undefined;

  constructor(process: ChildTransport, fd: number) {
    super();
    this.process = process;
    this.fd = fd;
    this.disconnected = false;
    this.pipe = undefined;
  }

  override dataReceived(data: Uint8Array): void {
    this.process.pipeReceived(this.fd, data);
  }

  override connectionLost(error: unknown): void {
    this.disconnected = true;
    this.process.pipeLost(this.fd, error);
  }

  override pauseWriting(): void {
    this.process.protocol?.pauseWriting();
  }

  override resumeWriting(): void {
    this.process.protocol?.resumeWriting();
  }
}

export class ChildTransport extends SubprocessTransport implements Resource {
  declare readonly loop: EventLoop;
  declare protocol: SubprocessProtocol | undefined;
  /** What was asked for. */
  declare readonly options: SpawnOptions;
  declare readonly child: Child;
  declare private readonly context: Context;
  declare private readonly pipes: Map<number, PipeProtocol>;
  declare private returncode: number | undefined;
  declare private closed: boolean;
  declare private finished: boolean;
  declare private waiters: Future<number>[];

  constructor(loop: EventLoop, protocol: SubprocessProtocol, options: SpawnOptions, waiter: Future<undefined>) {
    super();
    this.loop = loop;
    this.protocol = protocol;
    this.options = options;
    this.context = copyContext();
    this.pipes = new Map<number, PipeProtocol>();
    this.returncode = undefined;
    this.closed = false;
    this.finished = false;
    this.waiters = [];
    this.child = processesOf(loop).spawn(options, (code) => this.schedule(() => this.exited(code)));
    loop.resources.add(this);
    // The pipes are connected first, then the protocol is told.
    [this.child.stdin, this.child.stdout, this.child.stderr].forEach((stream, fd) => {
      if (stream === undefined) return;
      const pipe = new PipeProtocol(this, fd);
      this.pipes.set(fd, pipe);
      pipe.pipe = new StreamTransport(loop, fd === 0 ? "writePipe" : "readPipe", stream, pipe);
    });
    this.schedule(() => this.protocol?.connectionMade(this));
    this.schedule(() => waiter.done() || waiter.setResult(undefined));
  }

  private schedule(callback: () => unknown): void {
    if (!this.loop.isClosed()) this.loop.pushEvent(new Handle(callback, [], this.loop, this.context));
  }

  /** The loop closes: a child that still runs is not left behind. */
  release$(): void {
    if (this.returncode === undefined) this.child.kill(SIGKILL);
    this.closed = true;
  }

  pipeReceived(fd: number, data: Uint8Array): void {
    this.schedule(() => this.protocol?.pipeDataReceived(fd, data));
  }

  pipeLost(fd: number, error: unknown): void {
    this.schedule(() => this.protocol?.pipeConnectionLost(fd, error));
    this.tryFinish();
  }

  private exited(code: number): void {
    this.returncode = code;
    this.schedule(() => this.protocol?.processExited());
    this.tryFinish();
  }

  private tryFinish(): void {
    if (this.returncode === undefined || this.finished) return;
    for (const pipe of this.pipes.values()) if (!pipe.disconnected) return;
    this.finished = true;
    this.schedule(() => this.lose());
  }

  private lose(): void {
    try {
      this.protocol?.connectionLost(undefined);
    } finally {
      for (const waiter of this.waiters.splice(0)) if (!waiter.done()) waiter.setResult(this.returncode!);
      this.loop.resources.delete(this);
      this.protocol = undefined;
      this.closed = true;
    }
  }

  /** Waits for the end of the process; its exit code. A native await. */
  wait$(): number | Suspended {
    if (this.returncode !== undefined) return this.returncode;
    const waiter = this.loop.createFuture<number>();
    this.waiters.push(waiter);
    return waiter.await$();
  }

  override getExtraInfo(name: string, fallback?: unknown): unknown {
    return name === "subprocess" ? this.child : fallback;
  }

  override getProtocol(): BaseProtocol {
    return this.protocol as BaseProtocol;
  }

  override setProtocol(protocol: SubprocessProtocol): void {
    this.protocol = protocol;
  }

  override isClosing(): boolean {
    return this.closed;
  }

  /** Closes the pipes, and kills the process if it still runs. */
  override close(): void {
    if (this.closed) return;
    this.closed = true;
    for (const { pipe } of this.pipes.values()) pipe?.close();
    if (this.returncode === undefined) this.child.kill(SIGKILL);
  }

  override getPid(): number {
    return this.child.pid;
  }

  override getReturncode(): number | undefined {
    return this.returncode;
  }

  override getPipeTransport(fd: number): StreamTransport | undefined {
    return this.pipes.get(fd)?.pipe;
  }

  override sendSignal(signal: number): void {
    if (this.protocol === undefined) throw processGone();
    if (this.returncode !== undefined) return;
    this.child.kill(signal);
  }

  override terminate(): void {
    this.sendSignal(SIGTERM);
  }

  override kill(): void {
    this.sendSignal(SIGKILL);
  }

  /** What it is, between the angle brackets; `show` shows a pipe. */
  describe(show: (pipe: StreamTransport) => string): string {
    const parts = this.closed ? ["closed"] : [];
    parts.push(`pid=${this.child.pid}`);
    parts.push(this.returncode === undefined ? "running" : `returncode=${this.returncode}`);
    ["stdin", "stdout", "stderr"].forEach((name, fd) => {
      const pipe = this.getPipeTransport(fd);
      if (pipe !== undefined) parts.push(`${name}=${show(pipe)}`);
    });
    return parts.join(" ");
  }

  override toString(): string {
    return `<SubprocessTransport ${this.describe(String)}>`;
  }
}

/** A running child process and the protocol that `factory` makes for it. */
export function* subprocess<P extends SubprocessProtocol>(
  factory: () => P,
  options: SpawnOptions & { loop?: EventLoop },
): Coro<[ChildTransport, P]> {
  const loop = loopOf(options.loop);
  const protocol = factory();
  const waiter = loop.createFuture<undefined>();
  let transport: ChildTransport;
  try {
    transport = new ChildTransport(loop, protocol, options, waiter);
  } catch (error) {
    throw error instanceof HostError ? hostFailure(error, error.path) : error;
  }
  try {
    yield* waiter;
  } catch (error) {
    transport.close();
    throw error;
  }
  return [transport, protocol];
}
