// What a task reads from a stream.
//
// A `StreamReader` stands between a transport and one task that reads: `StreamReaderProtocol` feeds it what arrives. If
// it holds more than twice its limit the transport is paused, until the task has taken enough.
//
// **Waiting.** A read whose bytes are there gives them at once. Else it makes a `Reading`: a future that is also the leaf
// that the task waits at (see waiters.ts), and that knows how the read goes on when there is more. It then answers with
// the bytes, or waits once more with another of its kind. So a read costs one object for each time that it waits, and no
// frame. `wrap` makes what the read gives of the bytes: Python's face makes its own bytes there.

import { ByteQueue, NOTHING } from "./bytequeue.ts";
import { type Coroutine, RAISE, type Suspended } from "./coroutine.ts";
import { loopOf } from "./ensure.ts";
import { RuntimeError, StopAsyncIteration, stopAsyncIteration, ValueError } from "./exceptions.ts";
import { Future } from "./futures.ts";
import { hooks } from "./hooks.ts";
import { promisedIterator } from "./iteration.ts";
import type { EventLoop } from "./loop.ts";
import { nativeCode, nativeCoroutine } from "./native.ts";
import { incomplete, LimitOverrunError } from "./streamerrors.ts";
import type { BaseTransport, Transport } from "./transports.ts";

/** How long a line may be, and half of what a reader holds before it pauses its transport: 64 KiB. */
export const DEFAULT_LIMIT = 65_536;

const NEWLINE = Uint8Array.of(10);
const NEWLINES: readonly Uint8Array[] = [NEWLINE];

const READ = nativeCode("StreamReader.read");
const READLINE = nativeCode("StreamReader.readline");
const READUNTIL = nativeCode("StreamReader.readuntil");
const READEXACTLY = nativeCode("StreamReader.readexactly");

/** Makes of the bytes that were read what the read gives. */
export type Wrap = (data: Uint8Array) => unknown;
const asTheyAre: Wrap = (data) => data;

function lineOrEnd(line: Uint8Array): Uint8Array {
  if (line.length === 0) throw stopAsyncIteration();
  return line;
}

/** How a read goes on where more may be there: it gives the bytes, or SUSPENDED after waiting anew. */
type GoOn = (this: StreamReader, wish: Wish) => unknown;

/** What a read is after, while it waits. */
class Wish {
  declare readonly goOn: GoOn;
  declare readonly wrap: Wrap;
  /** How many bytes. */
  declare readonly count: number;
  /** What ends it. Before `searched` there is none of these, nor the beginning of one. */
  declare readonly separators: readonly Uint8Array[];
  declare searched: number;
  /** What was taken on the way to the end of the stream. */
  declare readonly blocks: Uint8Array[];

  constructor(goOn: GoOn, wrap: Wrap, count: number, separators: readonly Uint8Array[], blocks: Uint8Array[]) {
    this.goOn = goOn;
    this.wrap = wrap;
    this.count = count;
    this.separators = separators;
    this.searched = 0;
    this.blocks = blocks;
  }
}

const NO_BLOCKS: Uint8Array[] = [];

/** A wait of a read. */
class Reading extends Future<undefined> {
  declare private readonly reader: StreamReader;
  declare private readonly wish: Wish;

  constructor(reader: StreamReader, wish: Wish) {
    super(reader.loop);
    this.reader = reader;
    this.wish = wish;
  }

  override send$(value: unknown): unknown {
    const { reader, wish } = this;
    reader.waiter = null;
    super.send$(value);
    return wish.goOn.call(reader, wish);
  }

  override throw$(_error: unknown): unknown {
    this.reader.waiter = null;
    return RAISE;
  }

  override close$(): void {
    this.reader.waiter = null;
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
  declare private readonly buffer: ByteQueue;
  /** No more data will come. */
  declare ended: boolean;
  /** The task that waits for data. */
  declare waiter: Future<undefined> | null;
  declare private failure: unknown;
  declare transport: BaseTransport | null;
  declare private paused: boolean;

  constructor(options: { limit?: number; loop?: EventLoop } = {}) {
    const { limit = DEFAULT_LIMIT } = options;
    if (limit <= 0) throw new ValueError("Limit cannot be <= 0");
    this.limit = limit;
    this.loop = loopOf(options.loop);
    this.buffer = new ByteQueue();
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

  private wait(wish: Wish, what: string): Suspended {
    if (this.waiter !== null) {
      throw new RuntimeError(`${what}() called while another coroutine is already waiting for incoming data`);
    }
    // Whoever waits for more than the limit must get it.
    if (this.paused) this.resume();
    const waiter = new Reading(this, wish);
    this.waiter = waiter;
    return waiter.await$() as Suspended;
  }

  private takeUpTo(count: number): Uint8Array {
    const data = this.buffer.take(Math.min(count, this.buffer.length));
    this.maybeResume();
    return data;
  }

  private takeAll(): Uint8Array {
    return this.buffer.take(this.buffer.length);
  }

  /** Awaitable: reads up to `count` bytes, at least one; all until the end for -1. Empty at the end. */
  read(count = -1): Coroutine<Uint8Array> {
    return nativeCoroutine<Uint8Array, number>(READ, this.read$, this, count);
  }

  read$(count: number, wrap: Wrap = asTheyAre): unknown {
    if (this.failure !== undefined) throw this.failure;
    if (count === 0) return wrap(NOTHING);
    if (count > 0) {
      if (this.buffer.length > 0 || this.ended) return wrap(this.takeUpTo(count));
      return this.wait(new Wish(this.goOnSome, wrap, count, NEWLINES, NO_BLOCKS), "read");
    }
    return this.goOnToEnd(new Wish(this.goOnToEnd, wrap, count, NEWLINES, []));
  }

  private goOnSome(wish: Wish): unknown {
    return wish.wrap(this.takeUpTo(wish.count));
  }

  private goOnToEnd(wish: Wish): unknown {
    const blocks = wish.blocks!;
    for (;;) {
      if (this.failure !== undefined) throw this.failure;
      if (this.buffer.length === 0 && !this.ended) return this.wait(wish, "read");
      const block = this.takeUpTo(this.limit);
      if (block.length === 0) return wish.wrap(joined(blocks));
      blocks.push(block);
    }
  }

  /** Awaitable: reads until a newline, which belongs to the line; less at the end. ValueError if the limit is passed. */
  readline(): Coroutine<Uint8Array> {
    return nativeCoroutine<Uint8Array>(READLINE, this.readline$, this);
  }

  readline$(wrap: Wrap = asTheyAre): unknown {
    if (this.failure !== undefined) throw this.failure;
    const at = this.buffer.find(NEWLINE, 0);
    if (at >= 0 && at <= this.limit) return wrap(this.takeUpTo(at + 1));
    return this.goOnLine(new Wish(this.goOnLine, wrap, 0, NEWLINES, NO_BLOCKS));
  }

  private goOnLine(wish: Wish): unknown {
    const found = this.search(wish);
    if (found instanceof LimitOverrunError) {
      // The line is skipped if its end is here, else what there is of it.
      if (this.buffer.find(NEWLINE, found.consumed) === found.consumed) this.buffer.drop(found.consumed + 1);
      else this.buffer.clear();
      this.maybeResume();
      throw valueError(found);
    }
    if (found >= 0) return wish.wrap(this.takeUpTo(found));
    return this.ended ? wish.wrap(this.takeAll()) : this.wait(wish, "readuntil");
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

  readuntil$(separators: readonly Uint8Array[], wrap: Wrap = asTheyAre): unknown {
    if (separators.length === 0) throw new ValueError("Separator should contain at least one element");
    for (const { length } of separators) {
      if (length === 0) throw new ValueError("Separator should be at least one-byte string");
    }
    if (this.failure !== undefined) throw this.failure;
    return this.goOnUntil(new Wish(this.goOnUntil, wrap, 0, separators, NO_BLOCKS));
  }

  private goOnUntil(wish: Wish): unknown {
    const found = this.search(wish);
    if (found instanceof LimitOverrunError) throw found;
    if (found >= 0) return wish.wrap(this.takeUpTo(found));
    if (this.ended) throw incomplete(this.takeAll(), undefined);
    return this.wait(wish, "readuntil");
  }

  /** Where the wish ends; -1 if that is not here yet; an error if it cannot be within the limit. */
  private search(wish: Wish): number | LimitOverrunError {
    const { separators } = wish;
    const { length } = this.buffer;
    let [start, end, shortest, longest] = [-1, -1, Number.POSITIVE_INFINITY, 0];
    for (const separator of separators) {
      shortest = Math.min(shortest, separator.length);
      longest = Math.max(longest, separator.length);
    }
    if (length - wish.searched < shortest) return -1;
    // The one that ends first; the shorter of two that end together.
    for (const separator of separators) {
      const at = this.buffer.find(separator, wish.searched);
      if (at < 0) continue;
      const stop = at + separator.length;
      if (end < 0 || stop < end || (stop === end && at > start)) [start, end] = [at, stop];
    }
    if (end >= 0) {
      return start <= this.limit
        ? end
        : new LimitOverrunError("Separator is found, but chunk is longer than limit", start);
    }
    wish.searched = Math.max(0, length + 1 - longest);
    return wish.searched <= this.limit
      ? -1
      : new LimitOverrunError("Separator is not found, and chunk exceed the limit", wish.searched);
  }

  /** Awaitable: reads exactly so many bytes; IncompleteReadError if the stream ends before. */
  readexactly(count: number): Coroutine<Uint8Array> {
    return nativeCoroutine<Uint8Array, number>(READEXACTLY, this.readexactly$, this, count);
  }

  readexactly$(count: number, wrap: Wrap = asTheyAre): unknown {
    if (count < 0) throw new ValueError("readexactly size can not be less than zero");
    if (this.failure !== undefined) throw this.failure;
    if (count === 0) return wrap(NOTHING);
    if (this.buffer.length >= count) return wrap(this.takeUpTo(count));
    return this.goOnExactly(new Wish(this.goOnExactly, wrap, count, NEWLINES, NO_BLOCKS));
  }

  private goOnExactly(wish: Wish): unknown {
    if (this.buffer.length >= wish.count) return wish.wrap(this.takeUpTo(wish.count));
    if (this.ended) throw incomplete(this.takeAll(), wish.count);
    return this.wait(wish, "readexactly");
  }

  /** The next line, for `each`; the empty line is the end. */
  anext$(): Uint8Array | Suspended {
    return this.readline$(lineOrEnd as Wrap) as Uint8Array | Suspended;
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
