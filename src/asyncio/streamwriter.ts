// What a task writes to: the other half of a stream.

import { awaitFrame, type Coroutine } from "./coroutine.ts";
import type { Coro } from "./functions.ts";
import type { Future } from "./futures.ts";
import { hooks } from "./hooks.ts";
import type { EventLoop } from "./loop.ts";
import { nativeCode, nativeCoroutine } from "./native.ts";
import { coroutineOf } from "./network.ts";
import { toPromise } from "./promises.ts";
import { sleep$ } from "./sleep.ts";
import type { SSLContext } from "./sslcontext.ts";
import type { FlowControlProtocol, StreamReaderProtocol } from "./streamprotocol.ts";
import type { StreamReader } from "./streamreader.ts";
import type { StreamTransport } from "./streamtransport.ts";
import { type ClientTlsOptions, startTls } from "./tls.ts";
import type { Transport } from "./transports.ts";

const DRAIN = nativeCode("StreamWriter.drain");
const START_TLS = nativeCode("StreamWriter.start_tls");
const WAIT_CLOSED = nativeCode("StreamWriter.wait_closed");

/**
 * What a task writes to.
 *
 * @example
 * writer.write(new TextEncoder().encode("hello\n"));
 * yield* writer.drain();
 * writer.close();
 * yield* writer.waitClosed();
 */
export class StreamWriter {
  /** `startTls` replaces it. */
  declare transport: Transport;
  declare readonly protocol: FlowControlProtocol & { readonly closed: Future<undefined> };
  declare readonly reader: StreamReader | undefined;
  declare readonly loop: EventLoop;

  constructor(
    transport: Transport,
    protocol: FlowControlProtocol & { readonly closed: Future<undefined> },
    reader: StreamReader | undefined,
    loop: EventLoop,
  ) {
    this.transport = transport;
    this.protocol = protocol;
    this.reader = reader;
    this.loop = loop;
  }

  /** Sends bytes; await `drain` after it. */
  write(data: Uint8Array): void {
    this.transport.write(data);
  }

  writelines(parts: Iterable<Uint8Array>): void {
    this.transport.writelines(parts);
  }

  /** Says that no more will be written. */
  writeEof(): void {
    this.transport.writeEof();
  }

  canWriteEof(): boolean {
    return this.transport.canWriteEof();
  }

  /** Closes the stream, once all is sent. */
  close(): void {
    this.transport.close();
  }

  isClosing(): boolean {
    return this.transport.isClosing();
  }

  /** Awaitable: waits until the stream is closed. Raises what it ended with. */
  waitClosed(): Coroutine<void> {
    return nativeCoroutine<void>(WAIT_CLOSED, this.waitClosed$, this);
  }

  waitClosed$(): unknown {
    return this.protocol.closed.await$();
  }

  /** `await using`, in plain async functions; `within`, in coroutines: closes the stream. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
    await toPromise(this.waitClosed(), this.protocol.loop);
  }

  getExtraInfo(name: string, fallback?: unknown): unknown {
    return this.transport.getExtraInfo(name, fallback);
  }

  /** Awaitable: waits until it is a good time to write more. */
  drain(): Coroutine<void> {
    return nativeCoroutine<void>(DRAIN, this.drain$, this);
  }

  drain$(): unknown {
    const failure = this.reader?.exception();
    if (failure !== undefined) throw failure;
    // The loop gets the chance to find out that the connection is lost.
    if (this.transport.isClosing()) return awaitFrame(this.drainClosing(), DRAIN);
    return this.protocol.drain$();
  }

  private *drainClosing(): Coro<void> {
    sleep$(0);
    yield;
    if (this.protocol.drain$() !== undefined) yield;
  }

  /**
   * Awaitable: makes the connection secure, that was not until now. Nothing may be read meanwhile.
   *
   * https://docs.python.org/3.14/library/asyncio-stream.html#asyncio.StreamWriter.start_tls
   */
  startTls(context: SSLContext, options: ClientTlsOptions = {}): Coroutine<void> {
    return coroutineOf(START_TLS.qualname, this.upgrade(context, options));
  }

  startTls$(context: SSLContext, options: ClientTlsOptions): unknown {
    return awaitFrame(this.upgrade(context, options), START_TLS);
  }

  private *upgrade(context: SSLContext, options: ClientTlsOptions): Coro<void> {
    const protocol = this.protocol as unknown as StreamReaderProtocol;
    if (this.drain$() !== undefined) yield;
    const serverSide = protocol.isServer;
    const transport = yield* startTls(this.transport as StreamTransport, protocol, context, { ...options, serverSide });
    this.transport = transport;
    protocol.replaceTransport(transport);
  }

  toString(): string {
    const reader = this.reader === undefined ? "" : ` reader=${hooks.repr(this.reader)}`;
    return `<StreamWriter transport=${hooks.repr(this.transport)}${reader}>`;
  }
}
