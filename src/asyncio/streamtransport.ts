// The transport of a stream of bytes: a connection, or one end of a pipe.
//
// **In.** The host reports outside of any turn of the loop. What it reports stands in `incoming`, and goes to the
// protocol one by one, one in a turn, in the context that the transport was made in: CPython reads once a turn, too.
// While reading is paused `incoming` is left alone.
//
// **Out.** The host takes all that is written, and tells how much of it has not gone to the operating system: that is
// the buffer's size, by which the protocol is told to pause and to resume.
//
// **The end.** OPEN → CLOSING → CLOSED. `close` waits until everything written has gone out; an error, and `abort`, do
// not. Between CLOSING and CLOSED stands a callback of the loop, which calls `connectionLost` and closes the stream:
// `lost` says that it is scheduled.

import type { HostError } from "../host/host.ts";
import type { Address, ByteStream } from "../host/network.ts";
import { type Context, copyContext, enterContext, leaveContext } from "./contextvars.ts";
import { isExit, OSError, PyTypeError, RuntimeError, ValueError } from "./exceptions.ts";
import type { Future } from "./futures.ts";
import { type Entry, Handle } from "./handles.ts";
import { hooks } from "./hooks.ts";
import type { EventLoop, Resource } from "./loop.ts";
import { hostFailure, osError } from "./oserrors.ts";
import { type BaseProtocol, isBuffered, type StreamProtocol } from "./protocols.ts";
import { Transport } from "./transports.ts";

const OPEN = 0;
const CLOSING = 1;
const CLOSED = 2;

/** Bytes written and unsent above which a protocol is told to pause: CPython's 64 KiB. */
const HIGH_WATER = 65_536;
/** So many writes to a connection that is gone, and a warning says so. */
const WRITES_BEFORE_WARNING = 5;

const END: unique symbol = Symbol("end");

/** What a transport of sockets belongs to: the server that accepted it. */
export interface TransportOwner {
  attach(connection: Connection): void;
  detach(connection: Connection): void;
}

/** A connection, from the moment it is accepted. */
export interface Connection {
  close(): void;
  abort(): void;
}

/** What a socket is, as `getExtraInfo("socket")` tells: its addresses and its number. */
export class TransportSocket {
  declare readonly local: Address | undefined;
  declare readonly remote: Address | undefined;
  declare readonly descriptor: number;
  declare readonly isDatagram: boolean;

  constructor(local: Address | undefined, remote: Address | undefined, descriptor: number, isDatagram = false) {
    this.local = local;
    this.remote = remote;
    this.descriptor = descriptor;
    this.isDatagram = isDatagram;
  }

  /** The address it is bound to. */
  getsockname(): Address | undefined {
    return this.local;
  }

  /** The address it is connected to. */
  getpeername(): Address | undefined {
    return this.remote;
  }

  fileno(): number {
    return this.descriptor;
  }
}

/** What a transport is, for its repr and for what it may do. */
export type TransportKind = "socket" | "readPipe" | "writePipe";

/** The entry of the ready queue by which a transport's protocol gets what has come. */
class Delivery implements Entry {
  declare private readonly transport: StreamTransport;
  declare private readonly context: Context;

  constructor(transport: StreamTransport, context: Context) {
    this.transport = transport;
    this.context = context;
  }

  run$(): void {
    const previous = enterContext(this.context);
    try {
      this.transport.deliver$();
    } finally {
      leaveContext(previous);
    }
  }

  toString(): string {
    return `<Handle ${hooks.repr(this.transport)}.deliver()>`;
  }
}

export class StreamTransport extends Transport implements Resource {
  declare readonly loop: EventLoop;
  declare readonly kind: TransportKind;
  declare protocol: StreamProtocol | undefined;
  declare readonly stream: ByteStream;
  declare readonly owner: TransportOwner | undefined;
  declare readonly extra: Map<string, unknown>;
  declare state: number;
  declare paused: boolean;
  declare eofWritten: boolean;
  /** The other side has ended; nothing more is read. */
  declare ended: boolean;
  declare lost: boolean;
  declare protocolPaused: boolean;
  declare highWater: number;
  declare lowWater: number;
  declare private readonly context: Context;
  declare private readonly incoming: (Uint8Array | typeof END)[];
  declare private readonly delivery: Delivery;
  declare private delivering: boolean;
  declare private started: boolean;
  declare private writesInVain: number;

  /** `waiter` is given a result when the protocol knows of its connection; without `isNew` it has known it before. */
  constructor(
    loop: EventLoop,
    kind: TransportKind,
    stream: ByteStream,
    protocol: StreamProtocol,
    waiter?: Future<undefined>,
    owner?: TransportOwner,
    isNew = true,
  ) {
    super();
    this.loop = loop;
    this.kind = kind;
    this.protocol = protocol;
    this.stream = stream;
    this.owner = owner;
    this.extra = new Map<string, unknown>();
    this.state = OPEN;
    this.paused = false;
    this.eofWritten = false;
    this.ended = false;
    this.lost = false;
    this.protocolPaused = false;
    this.highWater = HIGH_WATER;
    this.lowWater = HIGH_WATER >> 2;
    this.context = copyContext();
    this.delivery = new Delivery(this, this.context);
    this.incoming = [];
    this.delivering = false;
    this.started = false;
    this.writesInVain = 0;
    if (kind === "socket") {
      this.extra.set("socket", new TransportSocket(stream.local, stream.remote, stream.descriptor));
      this.extra.set("sockname", stream.local);
      this.extra.set("peername", stream.remote);
      // A message that is complete is not held back to be sent with the next one.
      stream.setNoDelay(true);
    } else this.extra.set("pipe", new TransportSocket(undefined, undefined, stream.descriptor));
    loop.resources.add(this);
    owner?.attach(this);
    if (isNew) this.schedule(() => this.protocol?.connectionMade(this));
    this.schedule(() => this.begin());
    if (waiter !== undefined) this.schedule(() => waiter.done() || waiter.setResult(undefined));
  }

  /** Bytes, and perhaps the end, that were read before this was the stream's transport. */
  receivedBefore(early: readonly Uint8Array[], ended: boolean): void {
    this.incoming.push(...early);
    if (ended) this.incoming.push(END);
    this.schedule(() => this.deliverSoon());
  }

  protected schedule(callback: () => unknown): void {
    if (this.loop.isClosed()) this.release$();
    else this.loop.pushEvent(new Handle(callback, [], this.loop, this.context));
  }

  private begin(): void {
    if (this.started || this.state !== OPEN) return;
    this.started = true;
    this.stream.start({
      received: (data) => this.arrived(data),
      ended: () => this.arrived(END),
      sent: () => this.sent(),
      failed: (error) => this.failedOutside(error),
      closed: () => this.closedOutside(),
    });
    if (this.paused) this.stream.pause();
  }

  /** The loop closes: nobody is told any more. */
  release$(): void {
    this.state = CLOSED;
    this.lost = true;
    this.stream.destroy();
  }

  // ---- what the host reports

  private arrived(what: Uint8Array | typeof END): void {
    this.incoming.push(what);
    this.deliverSoon();
  }

  private sent(): void {
    if (this.lost || (!this.protocolPaused && this.state === OPEN)) return;
    const { unsent } = this.stream;
    if (this.protocolPaused && unsent <= this.lowWater) this.schedule(() => this.maybeResume());
    if (this.state === CLOSING && unsent === 0 && this.closesWhenSent()) this.loseSoon(undefined);
  }

  protected closesWhenSent(): boolean {
    return true;
  }

  protected failedOutside(error: HostError): void {
    this.schedule(() => this.fail(hostFailure(error), "Fatal error on transport"));
  }

  protected closedOutside(): void {
    if (this.kind === "writePipe") this.schedule(() => this.readerGone());
    else if (!this.ended && !this.incoming.includes(END)) this.arrived(END);
  }

  /** Nobody reads the pipe any more. */
  private readerGone(): void {
    this.forceClose(this.stream.unsent > 0 ? osError(32, "Broken pipe") : undefined);
  }

  private deliverSoon(): void {
    if (this.delivering || this.paused || this.lost || this.incoming.length === 0) return;
    this.delivering = true;
    if (this.loop.isClosed()) this.release$();
    else this.loop.pushEvent(this.delivery);
  }

  deliver$(): void {
    this.delivering = false;
    if (this.paused || this.state !== OPEN) return;
    const next = this.incoming.shift();
    if (next === undefined) return;
    if (next === END) this.receiveEnd();
    else this.receive(next);
    this.deliverSoon();
  }

  private receive(data: Uint8Array): void {
    const { protocol } = this;
    if (protocol === undefined) return;
    try {
      if (isBuffered(protocol)) this.fill(data);
      else protocol.dataReceived(data);
    } catch (error) {
      this.failIn("protocol.data_received() call failed.", error);
    }
  }

  /** Copies bytes into the buffers that the protocol offers, one after the other. */
  private fill(data: Uint8Array): void {
    for (let rest = data; rest.length > 0; ) {
      const { protocol } = this;
      if (protocol === undefined || !isBuffered(protocol)) {
        if (protocol !== undefined) protocol.dataReceived(rest);
        return;
      }
      const buffer = protocol.getBuffer(-1);
      if (buffer.length === 0) throw new RuntimeError("get_buffer() returned an empty buffer");
      const count = Math.min(buffer.length, rest.length);
      buffer.set(rest.subarray(0, count));
      protocol.bufferUpdated(count);
      rest = rest.subarray(count);
    }
  }

  private receiveEnd(): void {
    this.ended = true;
    if (this.kind === "readPipe") {
      this.state = CLOSING;
      this.schedule(() => this.protocol?.eofReceived());
      this.loseSoon(undefined);
      return;
    }
    let keepsOpen: unknown;
    try {
      keepsOpen = this.protocol?.eofReceived();
    } catch (error) {
      this.failIn("protocol.eof_received() call failed.", error);
      return;
    }
    if (this.ends(keepsOpen)) this.close();
  }

  /** Whether the connection ends when the other side sends no more. */
  protected ends(keepsOpen: unknown): boolean {
    return keepsOpen !== true;
  }

  private failIn(what: string, error: unknown): void {
    if (isExit(error)) throw error;
    this.fail(error, `Fatal error: ${what}`);
  }

  /** Ends the connection because of an error; those of the operating system are no news to anybody else. */
  protected fail(exception: unknown, message: string): void {
    if (!(exception instanceof OSError)) {
      this.loop.callExceptionHandler({ message, exception, transport: this, protocol: this.getProtocol() });
    }
    this.forceClose(exception);
  }

  protected forceClose(error: unknown): void {
    if (this.lost) return;
    this.state = CLOSING;
    this.incoming.length = 0;
    this.loseSoon(error);
  }

  /** `connectionLost` in the next turn. */
  protected loseSoon(error: unknown): void {
    if (this.lost) return;
    this.lost = true;
    this.schedule(() => this.lose(error));
  }

  protected lose(error: unknown): void {
    const { protocol } = this;
    try {
      protocol?.connectionLost(error);
    } finally {
      this.state = CLOSED;
      this.stream.destroy();
      this.loop.resources.delete(this);
      this.protocol = undefined;
      this.owner?.detach(this);
    }
  }

  // ---- what programs ask for

  override getExtraInfo(name: string, fallback?: unknown): unknown {
    return this.extra.has(name) ? this.extra.get(name) : fallback;
  }

  override isClosing(): boolean {
    return this.state !== OPEN;
  }

  override getProtocol(): BaseProtocol {
    return this.protocol as BaseProtocol;
  }

  override setProtocol(protocol: StreamProtocol): void {
    this.protocol = protocol;
  }

  /** Out of OPEN; false if it was left before. */
  protected beginClosing(): boolean {
    if (this.state !== OPEN) return false;
    this.begin();
    this.state = CLOSING;
    return true;
  }

  /** Gives the stream away, with what was received and not delivered; this transport is closed without a word. */
  handOver(): { stream: ByteStream; early: Uint8Array[] } {
    const { stream } = this;
    const early = this.incoming.splice(0).filter((each) => each !== END);
    this.state = CLOSED;
    this.lost = true;
    this.loop.resources.delete(this);
    this.owner?.detach(this);
    return { stream, early };
  }

  override close(): void {
    if (this.state !== OPEN) return;
    this.state = CLOSING;
    if (this.started) this.stream.pause();
    if (this.stream.unsent === 0) this.loseSoon(undefined);
  }

  override abort(): void {
    this.forceClose(undefined);
  }

  override isReading(): boolean {
    return this.state === OPEN && !this.paused;
  }

  override pauseReading(): void {
    if (!this.isReading()) return;
    this.paused = true;
    if (this.started) this.stream.pause();
  }

  override resumeReading(): void {
    if (this.state !== OPEN || !this.paused) return;
    this.paused = false;
    if (this.started) this.stream.resume();
    this.deliverSoon();
  }

  override write(data: Uint8Array): void {
    if (!(data instanceof Uint8Array)) {
      throw new PyTypeError(`data argument must be a bytes-like object, not '${hooks.typeName(data)}'`);
    }
    this.send(data.slice());
  }

  /** As `write`, of bytes that do not change any more. */
  send(data: Uint8Array): void {
    if (this.eofWritten) throw new RuntimeError("Cannot call write() after write_eof()");
    if (data.length === 0) return;
    if (this.lost) {
      if (++this.writesInVain === WRITES_BEFORE_WARNING) {
        hooks.log("warning", "socket.send() raised exception.", undefined);
      }
      return;
    }
    this.begin();
    this.stream.write(data);
    this.maybePause();
  }

  override writeEof(): void {
    if (this.state !== OPEN || this.eofWritten) return;
    this.eofWritten = true;
    if (this.kind === "writePipe") this.close();
    else this.stream.finish();
  }

  override canWriteEof(): boolean {
    return true;
  }

  override getWriteBufferSize(): number {
    return this.state === CLOSED ? 0 : this.stream.unsent;
  }

  override getWriteBufferLimits(): [number, number] {
    return [this.lowWater, this.highWater];
  }

  override setWriteBufferLimits(limits: { high?: number; low?: number } = {}): void {
    const high = limits.high ?? (limits.low === undefined ? HIGH_WATER : 4 * limits.low);
    const low = limits.low ?? Math.floor(high / 4);
    if (!(high >= low && low >= 0)) throw new ValueError(`high (${high}) must be >= low (${low}) must be >= 0`);
    this.highWater = high;
    this.lowWater = low;
    this.maybePause();
  }

  private maybePause(): void {
    if (this.protocolPaused || this.stream.unsent <= this.highWater) return;
    this.protocolPaused = true;
    this.tell("pause_writing", () => this.protocol?.pauseWriting());
  }

  private maybeResume(): void {
    if (!this.protocolPaused || this.stream.unsent > this.lowWater) return;
    this.protocolPaused = false;
    this.tell("resume_writing", () => this.protocol?.resumeWriting());
  }

  private tell(what: string, call: () => void): void {
    try {
      call();
    } catch (exception) {
      if (isExit(exception)) throw exception;
      const message = `protocol.${what}() failed`;
      this.loop.callExceptionHandler({ message, exception, transport: this, protocol: this.getProtocol() });
    }
  }

  /** What it is, between the angle brackets, after the class's name. */
  describe(): string {
    const parts: string[] = [];
    if (this.state === CLOSED) parts.push("closed");
    else if (this.state === CLOSING) parts.push("closing");
    parts.push(`fd=${this.stream.descriptor}`);
    if (this.kind === "socket") {
      if (this.state === CLOSED) return parts.join(" ");
      parts.push(`read=${this.isReading() && !this.ended && this.started ? "polling" : "idle"}`);
      const size = this.stream.unsent;
      parts.push(`write=<${size > 0 ? "polling" : "idle"}, bufsize=${size}>`);
    } else if (this.state === CLOSED) parts.push("closed");
    else if (this.kind === "writePipe") {
      parts.push(this.stream.unsent > 0 ? "polling" : "idle", `bufsize=${this.stream.unsent}`);
    } else parts.push(this.paused || this.ended ? "idle" : "polling");
    return parts.join(" ");
  }

  override toString(): string {
    return `<${{ socket: "SocketTransport", readPipe: "ReadPipeTransport", writePipe: "WritePipeTransport" }[this.kind]} ${this.describe()}>`;
  }
}
