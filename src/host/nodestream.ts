// A stream of Node's as the host's: a connection, plain or secure, or one end of a pipe.

import { HostError } from "./host.ts";
import type { Address, ByteStream, InternetAddress, StreamEvents } from "./network.ts";

type Socket = import("node:net").Socket;

export interface NodeError {
  code?: string;
  message: string;
}

/** OpenSSL's errors have their own text in `reason`. */
export const hostErrorOf = (error: NodeError): HostError =>
  new HostError(error.code ?? "EIO", (error as { reason?: string }).reason ?? error.message);

/** A view of Node's buffer that is nothing but bytes: a `Buffer`'s `slice` would share them. */
export const bytesOf = (data: Uint8Array): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.length);

export const builtin = <T>(name: string): T => process.getBuiltinModule(name as "node:net") as T;

export const descriptorOf = (owner: unknown): number =>
  (owner as { _handle?: { fd?: number } | null })._handle?.fd ?? -1;

export function internet(
  host: string | undefined,
  port: number | undefined,
  family: unknown,
): InternetAddress | undefined {
  if (host === undefined || port === undefined) return undefined;
  return { host, port, family: family === "IPv6" || family === 6 ? 6 : 4 };
}

/** What is known of a stream beforehand. */
interface Known {
  readonly local: Address | undefined;
  readonly remote: Address | undefined;
  readonly descriptor?: number;
}

export class NodeStream implements ByteStream {
  private readonly socket: Socket;
  private events: StreamEvents | undefined;
  private failure: HostError | undefined;
  /** The other side has ended before somebody listened: one that is paused tells of an end, too. */
  private endedBefore: boolean;
  readonly descriptor: number;
  readonly local: Address | undefined;
  readonly remote: Address | undefined;

  /** `known` are the paths of a Unix socket, or the stream beneath a secure one. */
  constructor(socket: Socket, known?: Known) {
    this.socket = socket;
    this.descriptor = known?.descriptor ?? descriptorOf(socket);
    this.local =
      known === undefined ? internet(socket.localAddress, socket.localPort, socket.localFamily) : known.local;
    this.remote =
      known === undefined ? internet(socket.remoteAddress, socket.remotePort, socket.remoteFamily) : known.remote;
    this.events = undefined;
    this.failure = undefined;
    this.endedBefore = false;
    // The error that broke it before somebody listened is kept.
    socket.on("error", this.onError);
    socket.on("close", this.onClose);
    socket.on("end", this.onEnd);
    socket.unref();
  }

  private readonly onError = (error: NodeError): void => {
    this.failure ??= hostErrorOf(error);
    // TLS leaves a connection open whose other side has complained.
    this.socket.destroy();
  };

  private readonly onClose = (): void => {
    const { events, failure } = this;
    if (events === undefined) return;
    this.events = undefined;
    if (failure === undefined) events.closed();
    else events.failed(failure);
  };

  private readonly onEnd = (): void => {
    if (this.events === undefined) this.endedBefore = true;
    else this.events.ended();
  };

  private readonly onData = (data: Uint8Array): void => this.events?.received(bytesOf(data));

  // What failed was not sent; "error" follows.
  private readonly onSent = (error?: Error | null): void => {
    if (error === undefined || error === null) this.events?.sent();
  };

  get unsent(): number {
    return this.socket.writableLength;
  }

  start(events: StreamEvents): void {
    const { socket } = this;
    this.events = events;
    if (socket.destroyed) {
      process.nextTick(this.onClose);
      return;
    }
    socket.on("data", this.onData);
    if (this.endedBefore) process.nextTick(this.onEnd);
    socket.resume();
  }

  /** Node's socket, to be used otherwise, with bytes that were read from it already. */
  release(early: readonly Uint8Array[]): Socket {
    const { socket } = this;
    this.events = undefined;
    socket.pause();
    socket.off("end", this.onEnd);
    socket.off("data", this.onData);
    socket.off("close", this.onClose);
    for (const data of early.toReversed()) socket.unshift(data);
    return socket;
  }

  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  write(data: Uint8Array): void {
    this.socket.write(data, this.onSent);
  }

  finish(): void {
    this.socket.end();
  }

  destroy(): void {
    this.events = undefined;
    this.socket.destroy();
  }

  setNoDelay(on: boolean): void {
    if (typeof this.socket.setNoDelay === "function") this.socket.setNoDelay(on);
  }

  setKeepAlive(on: boolean): void {
    if (typeof this.socket.setKeepAlive === "function") this.socket.setKeepAlive(on);
  }
}
