// Sockets as programs have them beneath transports: bound, listening, connected by hand
// (https://docs.python.org/3.14/library/asyncio-eventloop.html#working-with-socket-objects-directly).
//
// A socket of the host reports by callbacks; a socket of a program is asked. So what arrives stands here until it is asked
// for, as it stands in the kernel elsewhere, and reading pauses when that is too much. The states:
//
//     FRESH → BOUND → LISTENING            bind, listen
//     FRESH or BOUND → CONNECTING → CONNECTED (or FRESH again, with the error)
//     any → CLOSED
//
// Datagram sockets have a socket of the host's from the first time they need one. An operation that would block raises
// EAGAIN; one that would have to wait on a blocking socket cannot be had, since a JavaScript thread cannot wait.

import type { HostError } from "../host/host.ts";
import type {
  Address,
  BoundSocket,
  ByteStream,
  DatagramSocket,
  GiveUp,
  InternetAddress,
  Listener,
  Network,
} from "../host/network.ts";
import { hostFailure, osError } from "./oserrors.ts";
import { memoryPair } from "./socketpair.ts";

export const SOCK_STREAM = 1;
export const SOCK_DGRAM = 2;
export const AF_UNIX = 1;
export const AF_INET = 2;
export const AF_INET6 = 10;

/** How much is read ahead of whoever asks: what Linux gives a socket at first. */
const READ_AHEAD = 131_072;
/** How much may be written that has not been sent, before a socket would block. */
const WRITE_AHEAD = 65_536;

const EAGAIN = (): Error => osError(11, "Resource temporarily unavailable");
const badDescriptor = (): Error => osError(9, "Bad file descriptor");
const notConnected = (): Error => osError(107, "Transport endpoint is not connected");
const invalid = (): Error => osError(22, "Invalid argument");

export class Socket {
  declare family: number;
  declare type: number;
  declare proto: number;
  /** Seconds an operation may wait; undefined: as long as it takes; 0: not at all. */
  declare timeout: number | undefined;
  declare closed: boolean;
  /** Options that programs set, which have no effect here but can be asked for. */
  declare readonly options: Map<string, unknown>;
  declare private network: Network;
  declare private bound: BoundSocket | undefined;
  declare private listener: Listener | undefined;
  declare private readonly accepted: ByteStream[];
  declare private stream: ByteStream | undefined;
  declare private datagrams: DatagramSocket | undefined;
  declare private readonly packets: [Uint8Array, Address][];
  /** Where datagrams go that say nothing of it. */
  declare private peer: InternetAddress | undefined;
  declare private connecting: GiveUp | undefined;
  declare private readonly chunks: Uint8Array[];
  declare private held: number;
  declare private paused: boolean;
  declare private ended: boolean;
  declare private writingEnded: boolean;
  /** What an operation in the background came to: SO_ERROR, which is forgotten when it is told. */
  declare private failure: HostError | undefined;
  declare private watchers: (() => void)[];

  constructor(network: Network, family: number, type: number, proto: number) {
    this.network = network;
    this.family = family;
    this.type = type;
    this.proto = proto;
    this.timeout = undefined;
    this.closed = false;
    this.options = new Map();
    this.bound = undefined;
    this.listener = undefined;
    this.accepted = [];
    this.stream = undefined;
    this.datagrams = undefined;
    this.packets = [];
    this.peer = undefined;
    this.connecting = undefined;
    this.chunks = [];
    this.held = 0;
    this.paused = false;
    this.ended = false;
    this.writingEnded = false;
    this.failure = undefined;
    this.watchers = [];
  }

  // ---- what changes

  /** Calls back once, when something has changed. */
  watch(changed: () => void): void {
    this.watchers.push(changed);
  }

  private changed(): void {
    const { watchers } = this;
    if (watchers.length === 0) return;
    this.watchers = [];
    for (const changed of watchers) changed();
  }

  private readonly events = {
    received: (data: Uint8Array): void => {
      this.chunks.push(data);
      this.held += data.length;
      if (this.held > READ_AHEAD && !this.paused) {
        this.paused = true;
        this.stream?.pause();
      }
      this.changed();
    },
    ended: (): void => {
      this.ended = true;
      this.changed();
    },
    sent: (): void => this.changed(),
    failed: (error: HostError): void => {
      this.failure = error;
      this.ended = true;
      this.changed();
    },
    closed: (): void => {
      this.ended = true;
      this.changed();
    },
  };

  /** Takes a stream that is connected. */
  adopt(stream: ByteStream): this {
    this.stream = stream;
    stream.start(this.events);
    return this;
  }

  /** Gives the stream away, with what was read ahead; the socket is another's then, and closed here. */
  release(): { stream: ByteStream; early: Uint8Array[]; ended: boolean } {
    const { stream, ended } = this;
    if (stream === undefined) throw this.closed ? badDescriptor() : notConnected();
    const early = this.chunks.splice(0);
    this.stream = undefined;
    this.closed = true;
    return { stream, early, ended };
  }

  /** As `release`, of datagrams. */
  releaseDatagrams(): DatagramSocket {
    const datagrams = this.open();
    this.datagrams = undefined;
    this.closed = true;
    return datagrams;
  }

  // ---- addresses

  private check(): void {
    if (this.closed) throw badDescriptor();
  }

  private get nowhere(): Address {
    if (this.family === AF_UNIX) return "";
    return this.family === AF_INET6 ? { host: "::", port: 0, family: 6 } : { host: "0.0.0.0", port: 0, family: 4 };
  }

  getsockname(): Address {
    this.check();
    const local = this.stream?.local ?? this.datagrams?.local ?? this.listener?.address ?? this.bound?.address;
    return local ?? this.nowhere;
  }

  getpeername(): Address {
    this.check();
    const remote = this.stream?.remote ?? this.peer;
    if (remote === undefined) throw notConnected();
    return remote;
  }

  get isConnected(): boolean {
    return this.stream !== undefined;
  }

  get descriptor(): number {
    if (this.closed) return -1;
    const owner = this.stream ?? this.listener ?? this.bound ?? this.datagrams;
    return owner?.descriptor ?? -1;
  }

  bind(at: Address): void {
    this.check();
    if (this.bound !== undefined || this.datagrams !== undefined || this.stream !== undefined) throw invalid();
    this.asking(() => {
      if (this.type === SOCK_DGRAM) this.startDatagrams(this.network.bindDatagrams(at as InternetAddress));
      else this.bound = this.network.bind(at);
    });
  }

  private asking<T>(ask: () => T): T {
    try {
      return ask();
    } catch (error) {
      throw isHostError(error) ? hostFailure(error) : error;
    }
  }

  // ---- listening

  get isListening(): boolean {
    return this.listener !== undefined;
  }

  listen(backlog: number): void {
    this.check();
    if (this.type !== SOCK_STREAM) throw osError(95, "Operation not supported");
    if (this.listener !== undefined) return;
    if (this.stream !== undefined) throw invalid();
    this.asking(() => {
      this.bound ??= this.network.bind(this.nowhere);
      this.listener = this.bound.listen(Math.max(1, backlog), (stream) => this.onAccepted(stream));
    });
  }

  private onAccepted = (stream: ByteStream): void => {
    this.accepted.push(stream);
    this.changed();
  };

  /** A connection that is there. */
  accept(): ByteStream {
    this.check();
    if (this.listener === undefined) throw invalid();
    const stream = this.accepted.shift();
    if (stream === undefined) throw this.wouldBlock("accept");
    return stream;
  }

  /** Gives the listening socket away: `accepted` gets its connections from now on. */
  releaseListener(backlog: number, accepted: (stream: ByteStream) => void): Listener {
    this.listen(backlog);
    const listener = this.listener!;
    this.onAccepted = accepted;
    for (const stream of this.accepted.splice(0)) accepted(stream);
    return listener;
  }

  // ---- connecting

  /** Begins to connect. What comes of it is told by `isConnecting`, and `takeError`. */
  connect(to: Address): void {
    this.check();
    if (this.type === SOCK_DGRAM) {
      this.peer = to as InternetAddress;
      this.open();
      return;
    }
    if (this.stream !== undefined) throw osError(106, "Transport endpoint is already connected");
    if (this.connecting !== undefined) throw osError(114, "Operation already in progress");
    const from = this.bound === undefined ? undefined : (this.bound.address as InternetAddress);
    this.bound?.close();
    this.bound = undefined;
    this.failure = undefined;
    this.connecting = this.asking(() =>
      this.network.connect(to, from, (error, stream) => {
        this.connecting = undefined;
        if (error !== undefined) this.failure = error;
        else this.adopt(stream!);
        this.changed();
      }),
    );
  }

  get isConnecting(): boolean {
    return this.connecting !== undefined;
  }

  /** Connects no more. */
  giveUp(): void {
    this.connecting?.();
    this.connecting = undefined;
  }

  /** Why the last thing in the background failed, once. */
  takeError(): HostError | undefined {
    const { failure } = this;
    this.failure = undefined;
    return failure;
  }

  // ---- receiving

  private wouldBlock(what: string): Error {
    if (this.timeout === 0) return EAGAIN();
    return osError(
      95,
      `socket.${what}() that waits is not available: a JavaScript thread cannot wait for the network; use asyncio`,
    );
  }

  /** Whether `recv` has something to say at once. */
  get isReadable(): boolean {
    if (this.closed) return true;
    if (this.listener !== undefined) return this.accepted.length > 0;
    if (this.type === SOCK_DGRAM) return this.packets.length > 0 || this.failure !== undefined;
    return this.held > 0 || this.ended || (this.stream === undefined && this.connecting === undefined);
  }

  /** At most `count` bytes; none at the end. With `peek` they stay. */
  recv(count: number, peek = false): Uint8Array {
    this.check();
    if (this.type === SOCK_DGRAM) return this.recvfrom(count, peek)[0];
    if (this.stream === undefined) throw this.connecting === undefined ? notConnected() : this.wouldBlock("recv");
    const first = this.chunks[0];
    if (first === undefined) {
      const failure = this.takeError();
      if (failure !== undefined) throw hostFailure(failure);
      if (this.ended) return new Uint8Array(0);
      throw this.wouldBlock("recv");
    }
    const data = first.length <= count ? first : first.slice(0, count);
    if (peek) return data;
    if (data === first) this.chunks.shift();
    else this.chunks[0] = first.subarray(count);
    this.held -= data.length;
    if (this.paused && this.held <= READ_AHEAD / 2) {
      this.paused = false;
      this.stream.resume();
    }
    return data;
  }

  recvfrom(count: number, peek = false): [Uint8Array, Address | undefined] {
    this.check();
    if (this.type !== SOCK_DGRAM) return [this.recv(count, peek), undefined];
    this.open();
    const packet = peek ? this.packets[0] : this.packets.shift();
    if (packet === undefined) {
      const failure = this.takeError();
      throw failure === undefined ? this.wouldBlock("recvfrom") : hostFailure(failure);
    }
    const [data, from] = packet;
    return [data.length > count ? data.slice(0, count) : data, from];
  }

  // ---- sending

  /** Whether `send` takes something at once. */
  get isWritable(): boolean {
    return this.stream === undefined || this.ended || this.stream.unsent <= WRITE_AHEAD;
  }

  /** Takes the bytes, which must not change any more; how many. */
  send(data: Uint8Array): number {
    this.check();
    if (this.type === SOCK_DGRAM) {
      if (this.peer === undefined) throw osError(89, "Destination address required");
      return this.sendto(data, this.peer);
    }
    const { stream } = this;
    if (stream === undefined) {
      throw this.connecting === undefined ? osError(32, "Broken pipe") : this.wouldBlock("send");
    }
    const failure = this.takeError();
    if (failure !== undefined) throw hostFailure(failure);
    if (this.writingEnded) throw osError(32, "Broken pipe");
    if (this.timeout === 0 && !this.isWritable) throw EAGAIN();
    if (data.length > 0) stream.write(data);
    return data.length;
  }

  sendto(data: Uint8Array, to: InternetAddress): number {
    this.check();
    if (this.type !== SOCK_DGRAM) return this.send(data);
    this.open().send(data, to, (error) => {
      if (error === undefined) return;
      this.failure = error;
      this.changed();
    });
    return data.length;
  }

  /** The socket of the host for datagrams: bound to any address, if to none yet. */
  private open(): DatagramSocket {
    this.check();
    if (this.datagrams === undefined) {
      this.asking(() => this.startDatagrams(this.network.bindDatagrams(this.nowhere as InternetAddress)));
    }
    return this.datagrams!;
  }

  private startDatagrams(datagrams: DatagramSocket): void {
    this.datagrams = datagrams;
    datagrams.start({
      received: (data, from) => {
        this.packets.push([data, from]);
        this.changed();
      },
      failed: (error) => {
        this.failure = error;
        this.changed();
      },
    });
  }

  // ---- the end

  /** 0: nothing more is received; 1: nothing more is sent; 2: both. */
  shutdown(how: number): void {
    this.check();
    if (this.stream === undefined) throw notConnected();
    if (how !== 1) {
      this.ended = true;
      this.chunks.length = this.held = 0;
    }
    if (how !== 0 && !this.writingEnded) {
      this.writingEnded = true;
      this.stream.finish();
    }
    this.changed();
  }

  /** What was sent goes out all the same. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.giveUp();
    this.listener?.close();
    this.bound?.close();
    this.datagrams?.close();
    for (const stream of this.accepted.splice(0)) stream.destroy();
    const { stream } = this;
    if (stream !== undefined && stream.unsent > 0 && !this.ended) {
      this.events.sent = () => stream.unsent === 0 && stream.destroy();
      stream.resume();
    } else stream?.destroy();
    this.changed();
  }

  /** Two sockets that are connected to one another, in this process. */
  static pair(network: Network, family: number, type: number, proto: number): [Socket, Socket] {
    const [a, b] = memoryPair();
    const make = (stream: ByteStream): Socket => new Socket(network, family, type, proto).adopt(stream);
    return [make(a), make(b)];
  }
}

const isHostError = (error: unknown): error is HostError => error instanceof Error && "code" in error;
