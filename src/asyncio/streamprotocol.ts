// The protocols between streams and transports: one that lets tasks wait while a transport holds too much, and one that
// feeds a reader what its transport receives.

import type { Future } from "./futures.ts";
import type { EventLoop } from "./loop.ts";
import { connectionReset } from "./oserrors.ts";
import { Protocol } from "./protocols.ts";
import type { StreamReader } from "./streamreader.ts";
import { StreamWriter } from "./streamwriter.ts";
import { type CoroutineArgument, type Task, toCoroutine } from "./tasks.ts";
import { TlsTransport } from "./tls.ts";
import type { Transport } from "./transports.ts";

/** A protocol that lets tasks wait while the transport holds too much. */
export class FlowControlProtocol extends Protocol {
  declare readonly loop: EventLoop;
  declare private pausedWriting: boolean;
  declare private readonly drainers: Set<Future<undefined>>;
  declare connectionIsLost: boolean;

  constructor(loop: EventLoop) {
    super();
    this.loop = loop;
    this.pausedWriting = false;
    this.drainers = new Set<Future<undefined>>();
    this.connectionIsLost = false;
  }

  override pauseWriting(): void {
    this.pausedWriting = true;
  }

  override resumeWriting(): void {
    this.pausedWriting = false;
    for (const waiter of this.drainers) if (!waiter.done()) waiter.setResult(undefined);
  }

  override connectionLost(error: unknown): void {
    this.connectionIsLost = true;
    if (!this.pausedWriting) return;
    for (const waiter of this.drainers) {
      if (waiter.done()) continue;
      if (error === undefined) waiter.setResult(undefined);
      else waiter.setException(error);
    }
  }

  /** Waits while writing is paused. A native await. */
  drain$(): unknown {
    if (this.connectionIsLost) throw connectionReset("Connection lost");
    if (!this.pausedWriting) return undefined;
    const waiter = this.loop.createFuture<undefined>();
    this.drainers.add(waiter);
    waiter.addCallback(() => this.drainers.delete(waiter));
    return waiter.await$();
  }
}

/** What a server calls for each client: a function, or a coroutine function, which runs as a task. */
export type ClientConnected = (reader: StreamReader, writer: StreamWriter) => unknown;

/** Feeds a reader what its transport receives. */
export class StreamReaderProtocol extends FlowControlProtocol {
  declare reader: StreamReader;
  declare private readonly clientConnected: ClientConnected | undefined;
  declare transport: Transport | undefined;
  declare readonly closed: Future<undefined>;
  declare task: Task | undefined;

  constructor(reader: StreamReader, clientConnected?: ClientConnected, loop: EventLoop = reader.loop) {
    super(loop);
    this.reader = reader;
    this.clientConnected = clientConnected;
    this.transport = undefined;
    this.closed = loop.createFuture<undefined>();
    this.task = undefined;
  }

  override connectionMade(transport: Transport): void {
    this.transport = transport;
    this.reader.setTransport(transport);
    if (this.clientConnected === undefined) return;
    const writer = new StreamWriter(transport, this, this.reader, this.loop);
    const coroutine = toCoroutine<unknown>(this.clientConnected(this.reader, writer));
    if (coroutine === undefined) return;
    const task = this.loop.createTask(coroutine as CoroutineArgument<unknown>);
    this.task = task;
    task.addDoneCallback(() => this.handled(task, transport));
  }

  private handled(task: Task, transport: Transport): void {
    if (!task.cancelled()) {
      const exception = task.exception();
      if (exception === undefined) return;
      const message = "Unhandled exception in client_connected_cb";
      this.loop.callExceptionHandler({ message, exception, transport });
    }
    transport.close();
  }

  override connectionLost(error: unknown): void {
    if (error === undefined) this.reader.feedEof();
    else this.reader.setException(error);
    if (!this.closed.done()) {
      if (error === undefined) this.closed.setResult(undefined);
      else {
        this.closed.setException(error);
        // Whoever does not wait for the end need not hear of it.
        this.closed.exception();
      }
    }
    super.connectionLost(error);
    this.task = undefined;
    this.transport = undefined;
  }

  override dataReceived(data: Uint8Array): void {
    this.reader.feedData(data);
  }

  override eofReceived(): boolean {
    this.reader.feedEof();
    // A secure connection has no half that could stay open.
    return !(this.transport instanceof TlsTransport);
  }

  /** Whether it stands on a server's side. */
  get isServer(): boolean {
    return this.clientConnected !== undefined;
  }

  /** The connection goes on, secure, on another transport. */
  replaceTransport(transport: Transport): void {
    this.transport = transport;
    this.reader.transport = transport;
  }
}
