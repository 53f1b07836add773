// Streams: connections as something to read from and write to
// (https://docs.python.org/3.14/library/asyncio-stream.html).
//
// A `StreamReader` stands between a transport and one task that reads: `StreamReaderProtocol` feeds it what arrives. If
// it holds more than twice its limit the transport is paused, until the task has taken enough.

import {
  type ConnectionOptions,
  createConnection,
  createServer,
  createUnixConnection,
  createUnixServer,
  type ServerOptions,
  type UnixConnectionOptions,
  type UnixServerOptions,
} from "./connections.ts";
import { awaitFrame, type Coroutine, type Suspended } from "./coroutine.ts";
import { loopOf } from "./ensure.ts";
import {
  bareMaker,
  EOFError,
  Exception,
  RuntimeError,
  StopAsyncIteration,
  stopAsyncIteration,
  ValueError,
} from "./exceptions.ts";
import type { Coro } from "./functions.ts";
import type { Future } from "./futures.ts";
import { hooks } from "./hooks.ts";
import { promisedIterator } from "./iteration.ts";
import type { EventLoop } from "./loop.ts";
import { nativeCode, nativeCoroutine } from "./native.ts";
import { coroutineOf } from "./network.ts";
import { connectionReset } from "./oserrors.ts";
import { toPromise } from "./promises.ts";
import { Protocol } from "./protocols.ts";
import type { Server } from "./server.ts";
import { sleep$ } from "./sleep.ts";
import type { SSLContext } from "./sslcontext.ts";
import type { StreamTransport } from "./streamtransport.ts";
import { type CoroutineArgument, type Task, toCoroutine } from "./tasks.ts";
import { type ClientTlsOptions, startTls, TlsTransport } from "./tls.ts";
import type { BaseTransport, Transport } from "./transports.ts";

/** How long a line may be, and half of what a reader holds before it pauses its transport: 64 KiB. */
export const DEFAULT_LIMIT = 65_536;

/** The stream ended before all was there. `partial` is what there was. */
export class IncompleteReadError extends EOFError {
  /** The bytes read before the end. */
  declare partial: Uint8Array;
  /** How many bytes were wanted; undefined if that was not known. */
  declare expected: number | undefined;

  constructor(partial: Uint8Array, expected: number | undefined) {
    super(`${partial.length} bytes read on a total of ${expected ?? "undefined"} expected bytes`);
    this.partial = partial;
    this.expected = expected;
  }

  override get name(): string {
    return "IncompleteReadError";
  }
}

const BareIncomplete = bareMaker(IncompleteReadError);

/** Every connection ends with one, whose JavaScript stack Python has no use for. */
function incomplete(partial: Uint8Array, expected: number | undefined): IncompleteReadError {
  if (hooks.makeError === null) return new IncompleteReadError(partial, expected);
  const total = expected ?? "undefined";
  const error = new BareIncomplete([`${partial.length} bytes read on a total of ${total} expected bytes`]);
  error.partial = partial;
  error.expected = expected;
  return error;
}

/** No separator was found within the limit. */
export class LimitOverrunError extends Exception {
  /** How many bytes may be taken without missing a separator. */
  declare consumed: number;

  constructor(message: string, consumed: number) {
    super(message);
    this.consumed = consumed;
  }

  override get name(): string {
    return "LimitOverrunError";
  }
}

const NOTHING = new Uint8Array(0);
const NEWLINE = Uint8Array.of(10);

/** Bytes in a row: appended at the end, taken from the front. */
class Bytes {
  private store: Uint8Array = NOTHING;
  private start = 0;
  private end = 0;
  /** Whether `store` is ours to write into; a single chunk is kept as it came. */
  private owned = false;

  get length(): number {
    return this.end - this.start;
  }

  append(data: Uint8Array): void {
    const length = this.end - this.start;
    if (length === 0) {
      this.store = data;
      this.start = 0;
      this.end = data.length;
      this.owned = false;
      return;
    }
    const needed = length + data.length;
    if (!this.owned || this.end + data.length > this.store.length) {
      const store = this.owned && needed <= this.store.length ? this.store : new Uint8Array(Math.max(needed * 2, 256));
      if (store === this.store) store.copyWithin(0, this.start, this.end);
      else store.set(this.store.subarray(this.start, this.end));
      this.store = store;
      this.start = 0;
      this.end = length;
      this.owned = true;
    }
    this.store.set(data, this.end);
    this.end += data.length;
  }

  /** Takes the first bytes, as an array of their own. */
  take(count: number): Uint8Array {
    const { store, start } = this;
    const stop = start + count;
    if (stop === this.end) {
      const all = this.owned || count < store.length ? store.slice(start, stop) : store;
      this.clear();
      return all;
    }
    this.start = stop;
    return store.slice(start, stop);
  }

  copy(): Uint8Array {
    return this.store.slice(this.start, this.end);
  }

  drop(count: number): void {
    this.start += count;
    if (this.start >= this.end) this.clear();
  }

  clear(): void {
    this.store = NOTHING;
    this.start = this.end = 0;
    this.owned = false;
  }

  /** Where `wanted` is first found from `from` on; -1. */
  find(wanted: Uint8Array, from: number): number {
    const { store, start, end } = this;
    const first = wanted[0]!;
    const last = end - wanted.length;
    for (let at = start + from; at <= last; at++) {
      at = store.indexOf(first, at);
      if (at < 0 || at > last) return -1;
      let matched = 1;
      while (matched < wanted.length && store[at + matched] === wanted[matched]) matched++;
      if (matched === wanted.length) return at - start;
    }
    return -1;
  }
}

/**
 * What a task reads from a stream of bytes.
 *
 * @example
 * const [reader, writer] = yield* openConnection({ host: "127.0.0.1", port: 8888 });
 * const line = yield* reader.readline();
 */
export class StreamReader {
  declare readonly limit: number;
  declare readonly loop: EventLoop;
  declare private readonly buffer: Bytes;
  /** No more data will come. */
  declare ended: boolean;
  /** The task that waits for data. */
  declare private waiter: Future<undefined> | null;
  declare private failure: unknown;
  declare transport: BaseTransport | null;
  declare private paused: boolean;

  constructor(options: { limit?: number; loop?: EventLoop } = {}) {
    const { limit = DEFAULT_LIMIT } = options;
    if (limit <= 0) throw new ValueError("Limit cannot be <= 0");
    this.limit = limit;
    this.loop = loopOf(options.loop);
    this.buffer = new Bytes();
    this.ended = false;
    this.waiter = null;
    this.failure = undefined;
    this.transport = null;
    this.paused = false;
  }

  // ---- what feeds it

  /** The exception that the stream ended with, or undefined. */
  exception(): unknown {
    return this.failure;
  }

  /** What has come and was not read yet. */
  unread$(): Uint8Array {
    return this.buffer.copy();
  }

  /** Ends the stream with an exception, which those who read get. */
  setException(error: unknown): void {
    this.failure = error;
    const { waiter } = this;
    this.waiter = null;
    if (waiter !== null && !waiter.done()) waiter.setException(error);
  }

  private wakeUp(): void {
    const { waiter } = this;
    this.waiter = null;
    if (waiter !== null && !waiter.done()) waiter.setResult(undefined);
  }

  setTransport(transport: BaseTransport): void {
    if (this.transport !== null) throw new RuntimeError("Transport already set");
    this.transport = transport;
  }

  /** No more data will come. */
  feedEof(): void {
    this.ended = true;
    this.wakeUp();
  }

  /** Data has come. */
  feedData(data: Uint8Array): void {
    if (this.ended) throw new RuntimeError("feed_data after feed_eof");
    if (data.length === 0) return;
    this.buffer.append(data);
    this.wakeUp();
    if (this.transport === null || this.paused || this.buffer.length <= 2 * this.limit) return;
    const { pauseReading } = this.transport as Partial<Transport>;
    if (pauseReading === undefined) this.transport = null;
    else {
      pauseReading.call(this.transport);
      this.paused = true;
    }
  }

  private maybeResume(): void {
    if (this.paused && this.buffer.length <= this.limit) this.resume();
  }

  private resume(): void {
    this.paused = false;
    (this.transport as Transport).resumeReading();
  }

  /** Whether all was read, and no more will come. */
  atEof(): boolean {
    return this.ended && this.buffer.length === 0;
  }

  // ---- reading

  private wait(what: string): Future<undefined> {
    if (this.waiter !== null) {
      throw new RuntimeError(`${what}() called while another coroutine is already waiting for incoming data`);
    }
    // Whoever waits for more than the limit must get it.
    if (this.paused) this.resume();
    this.waiter = this.loop.createFuture<undefined>();
    return this.waiter;
  }

  private *waitForData(what: string): Coro<void> {
    const waiter = this.wait(what);
    try {
      yield* waiter;
    } finally {
      this.waiter = null;
    }
  }

  /** Awaitable: reads up to `count` bytes, at least one; all until the end for -1. Empty at the end. */
  read(count = -1): Coroutine<Uint8Array> {
    return nativeCoroutine<Uint8Array, number>(READ, this.read$, this, count);
  }

  read$(count: number): Uint8Array | Suspended {
    if (this.failure !== undefined) throw this.failure;
    if (count === 0) return NOTHING;
    if (count > 0 && (this.buffer.length > 0 || this.ended)) return this.takeUpTo(count);
    return awaitFrame(count < 0 ? this.readAll() : this.readSome(count), READ) as Uint8Array | Suspended;
  }

  private takeUpTo(count: number): Uint8Array {
    const data = this.buffer.take(Math.min(count, this.buffer.length));
    this.maybeResume();
    return data;
  }

  private *readSome(count: number): Coro<Uint8Array> {
    yield* this.waitForData("read");
    return this.takeUpTo(count);
  }

  private *readAll(): Coro<Uint8Array> {
    const blocks: Uint8Array[] = [];
    for (;;) {
      const next = this.read$(this.limit);
      const block = ((next as unknown) instanceof Uint8Array ? next : yield) as Uint8Array;
      if (block.length === 0) return joined(blocks);
      blocks.push(block);
    }
  }

  /** Awaitable: reads until a newline, which belongs to the line; less at the end. ValueError if the limit is passed. */
  readline(): Coroutine<Uint8Array> {
    return nativeCoroutine<Uint8Array>(READLINE, this.readline$, this);
  }

  readline$(): Uint8Array | Suspended {
    if (this.failure === undefined) {
      const at = this.buffer.find(NEWLINE, 0);
      if (at >= 0 && at <= this.limit) return this.takeUpTo(at + 1);
    }
    return awaitFrame(this.line(), READLINE) as Uint8Array | Suspended;
  }

  private *line(): Coro<Uint8Array> {
    try {
      return yield* this.until([NEWLINE]);
    } catch (error) {
      if (error instanceof IncompleteReadError) return error.partial;
      if (!(error instanceof LimitOverrunError)) throw error;
      // The line is skipped if its end is here, else what there is of it.
      if (this.buffer.find(NEWLINE, error.consumed) === error.consumed) this.buffer.drop(error.consumed + 1);
      else this.buffer.clear();
      this.maybeResume();
      throw valueError(error);
    }
  }

  /**
   * Awaitable: reads until a separator, which is part of the result; with several, until the first that ends. At the end
   * IncompleteReadError; LimitOverrunError if the limit is passed, and nothing is taken.
   */
  readuntil(separator: Uint8Array | readonly Uint8Array[] = NEWLINE): Coroutine<Uint8Array> {
    return nativeCoroutine<Uint8Array, readonly Uint8Array[]>(
      READUNTIL,
      this.readuntil$,
      this,
      separator instanceof Uint8Array ? [separator] : separator,
    );
  }

  readuntil$(separators: readonly Uint8Array[]): Uint8Array | Suspended {
    return awaitFrame(this.until(separators), READUNTIL) as Uint8Array | Suspended;
  }

  private *until(separators: readonly Uint8Array[]): Coro<Uint8Array> {
    if (separators.length === 0) throw new ValueError("Separator should contain at least one element");
    const lengths = separators.map((separator) => separator.length);
    const shortest = Math.min(...lengths);
    const longest = Math.max(...lengths);
    if (shortest === 0) throw new ValueError("Separator should be at least one-byte string");
    if (this.failure !== undefined) throw this.failure;
    // What lies before `offset` holds no separator, nor the beginning of one.
    let offset = 0;
    for (;;) {
      const { length } = this.buffer;
      if (length - offset >= shortest) {
        const [start, end] = this.firstOf(separators, offset);
        if (end >= 0) {
          if (start > this.limit) {
            throw new LimitOverrunError("Separator is found, but chunk is longer than limit", start);
          }
          return this.takeUpTo(end);
        }
        offset = Math.max(0, length + 1 - longest);
        if (offset > this.limit) {
          throw new LimitOverrunError("Separator is not found, and chunk exceed the limit", offset);
        }
      }
      if (this.ended) throw incomplete(this.buffer.take(this.buffer.length), undefined);
      yield* this.waitForData("readuntil");
    }
  }

  /** Where the separator that ends first begins and ends; the longer of two that end together. -1 if there is none. */
  private firstOf(separators: readonly Uint8Array[], from: number): [number, number] {
    let [start, end] = [-1, -1];
    for (const separator of separators) {
      const at = this.buffer.find(separator, from);
      if (at < 0) continue;
      const stop = at + separator.length;
      if (end < 0 || stop < end || (stop === end && at < start)) [start, end] = [at, stop];
    }
    return [start, end];
  }

  /** Awaitable: reads exactly so many bytes; IncompleteReadError if the stream ends before. */
  readexactly(count: number): Coroutine<Uint8Array> {
    return nativeCoroutine<Uint8Array, number>(READEXACTLY, this.readexactly$, this, count);
  }

  readexactly$(count: number): Uint8Array | Suspended {
    if (count < 0) throw new ValueError("readexactly size can not be less than zero");
    if (this.failure !== undefined) throw this.failure;
    if (count === 0) return NOTHING;
    if (this.buffer.length >= count) return this.takeUpTo(count);
    return awaitFrame(this.exactly(count), READEXACTLY) as Uint8Array | Suspended;
  }

  private *exactly(count: number): Coro<Uint8Array> {
    while (this.buffer.length < count) {
      if (this.ended) throw incomplete(this.buffer.take(this.buffer.length), count);
      yield* this.waitForData("readexactly");
    }
    return this.takeUpTo(count);
  }

  /** The next line, for `each`; the empty line is the end. */
  anext$(): Uint8Array | Suspended {
    return awaitFrame(this.nextLine(), READLINE) as Uint8Array | Suspended;
  }

  private *nextLine(): Coro<Uint8Array> {
    const line = yield* this.readline();
    if (line.length === 0) throw stopAsyncIteration();
    return line;
  }

  isEnd$(error: unknown): boolean {
    return error instanceof StopAsyncIteration;
  }

  /** `for await (const line of reader)`, in plain async functions. */
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return promisedIterator<Uint8Array>(this);
  }

  /** What it is, between the angle brackets. */
  describe(): string {
    const parts = ["StreamReader"];
    if (this.buffer.length > 0) parts.push(`${this.buffer.length} bytes`);
    if (this.ended) parts.push("eof");
    if (this.limit !== DEFAULT_LIMIT) parts.push(`limit=${this.limit}`);
    if (this.waiter !== null) parts.push(`waiter=${hooks.repr(this.waiter)}`);
    if (this.failure !== undefined) parts.push(`exception=${hooks.repr(this.failure)}`);
    if (this.transport !== null) parts.push(`transport=${hooks.repr(this.transport)}`);
    if (this.paused) parts.push("paused");
    return parts.join(" ");
  }

  toString(): string {
    return `<${this.describe()}>`;
  }
}

function joined(blocks: Uint8Array[]): Uint8Array {
  if (blocks.length === 1) return blocks[0]!;
  const all = new Uint8Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    all.set(block, at);
    at += block.length;
  }
  return all;
}

/** As a ValueError: `readline` was always said to raise one. */
function valueError(error: LimitOverrunError): Error {
  const [message] = error.args;
  return hooks.makeError === null ? new ValueError(message) : (hooks.makeError("ValueError", [message]) as Error);
}

const READ = nativeCode("StreamReader.read");
const READLINE = nativeCode("StreamReader.readline");
const READUNTIL = nativeCode("StreamReader.readuntil");
const READEXACTLY = nativeCode("StreamReader.readexactly");
const DRAIN = nativeCode("StreamWriter.drain");
const START_TLS = nativeCode("StreamWriter.start_tls");
const WAIT_CLOSED = nativeCode("StreamWriter.wait_closed");

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

export interface StreamOptions {
  /** The limit of the reader. */
  limit?: number;
}

const streams = (loop: EventLoop, limit: number | undefined, connected?: ClientConnected) => (): StreamReaderProtocol =>
  new StreamReaderProtocol(new StreamReader(limit === undefined ? { loop } : { limit, loop }), connected, loop);

function pair([transport, protocol]: [StreamTransport, StreamReaderProtocol]): [StreamReader, StreamWriter] {
  const { reader, loop } = protocol;
  return [reader, new StreamWriter(transport, protocol, reader, loop)];
}

/**
 * Connects to a host and a port: a reader and a writer.
 *
 * https://docs.python.org/3.14/library/asyncio-stream.html#asyncio.open_connection
 *
 * @example
 * const [reader, writer] = yield* openConnection({ host: "127.0.0.1", port: 8888 });
 */
export function* openConnection(options: ConnectionOptions & StreamOptions): Coro<[StreamReader, StreamWriter]> {
  const loop = loopOf(options.loop);
  return pair(yield* createConnection(streams(loop, options.limit), { ...options, loop }));
}

/**
 * A server whose connections are streams. `connected` is called with the reader and the writer of each.
 *
 * https://docs.python.org/3.14/library/asyncio-stream.html#asyncio.start_server
 *
 * @example
 * const server = yield* startServer(function* (reader, writer) {
 *   writer.write(yield* reader.readline());
 *   writer.close();
 * }, { host: "127.0.0.1", port: 8888 });
 */
export function* startServer(connected: ClientConnected, options: ServerOptions & StreamOptions): Coro<Server> {
  const loop = loopOf(options.loop);
  return yield* createServer(streams(loop, options.limit, connected), { ...options, loop });
}

/** As `openConnection`, to a Unix socket. */
export function* openUnixConnection(
  path: string,
  options: StreamOptions & UnixConnectionOptions = {},
): Coro<[StreamReader, StreamWriter]> {
  const loop = loopOf(options.loop);
  return pair(yield* createUnixConnection(streams(loop, options.limit), path, { ...options, loop }));
}

/** As `startServer`, at the path of a Unix socket. */
export function* startUnixServer(
  connected: ClientConnected,
  path: string,
  options: StreamOptions & UnixServerOptions = {},
): Coro<Server> {
  const loop = loopOf(options.loop);
  return yield* createUnixServer(streams(loop, options.limit, connected), path, { ...options, loop });
}
