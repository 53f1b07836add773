// What a program may ask of the network, of pipes, of other processes and of signals, as interfaces: the part of the
// host that only programs with real I/O use. The Node implementation is in `nodenetwork.ts` and `nodeprocesses.ts`.
//
// Everything reports by callbacks from the host's own loop, and nothing opened here keeps the process alive: whoever
// waits for it does.

import { HostError } from "./host.ts";
import type { Answer } from "./interrupts.ts";
import type { Tls } from "./tls.ts";

export interface InternetAddress {
  readonly host: string;
  readonly port: number;
  readonly family: 4 | 6;
}
/** Where a socket is bound or connected; a string is the path of a Unix socket ("" if it has none). */
export type Address = InternetAddress | string;

export interface StreamEvents {
  /** Bytes arrived; they belong to the receiver. */
  received(data: Uint8Array): void;
  /** The other side sends no more. */
  ended(): void;
  /** Some of what was written has gone to the operating system. */
  sent(): void;
  /** The stream is broken and closed. */
  failed(error: HostError): void;
  /** The stream is closed, by either side, without an error. */
  closed(): void;
}

/** Bytes in one or both directions: a connection, or one end of a pipe. */
export interface ByteStream {
  readonly local: Address | undefined;
  readonly remote: Address | undefined;
  /** Its number, or -1. */
  readonly descriptor: number;
  /** How many bytes were written that have not gone to the operating system. */
  readonly unsent: number;
  /** From now on events are reported, and bytes read. */
  start(events: StreamEvents): void;
  /** Reads no more until `resume`; something may be on its way. */
  pause(): void;
  resume(): void;
  /** Sends the bytes, which must not change any more, after those written before. */
  write(data: Uint8Array): void;
  /** Says, after all that was written, that no more will come. */
  finish(): void;
  /** Closes at once. What is unsent is lost, and nothing more is reported. */
  destroy(): void;
  setNoDelay(on: boolean): void;
  setKeepAlive(on: boolean): void;
}

export interface ListenOptions {
  backlog?: number;
  /** An IPv6 socket for IPv6 only. */
  ipv6Only?: boolean;
  /** The path of a Unix socket stays when it is closed. */
  keepsPath?: boolean;
}

/** A socket that accepts connections until it is closed. */
export interface Listener {
  readonly address: Address;
  readonly descriptor: number;
  close(): void;
}

export interface DatagramEvents {
  received(data: Uint8Array, from: Address): void;
  failed(error: HostError): void;
}

export interface DatagramSocket {
  readonly local: Address | undefined;
  readonly remote: Address | undefined;
  readonly descriptor: number;
  readonly unsent: number;
  start(events: DatagramEvents): void;
  /** `to` is undefined for a socket that is connected. `done` gets the error, if there was one. */
  send(data: Uint8Array, to: InternetAddress | undefined, done: (error: HostError | undefined) => void): void;
  close(): void;
}

export interface DatagramOptions {
  family: 4 | 6;
  local?: InternetAddress;
  remote?: InternetAddress;
  reuseAddress?: boolean;
  broadcast?: boolean;
}

/** A place that is taken before anybody listens or connects there. */
export interface BoundSocket {
  readonly address: Address;
  readonly descriptor: number;
  /** Raises HostError. The socket is the listener's from then on. */
  listen(backlog: number, accepted: (stream: ByteStream) => void): Listener;
  /** Gives the place up. */
  close(): void;
}

/** How an operation ends: with an error, or with what was asked for. */
export type Done<T> = (error: HostError | undefined, result?: T) => void;
/** Gives the operation up: what it would have opened is closed, and `done` is not called. */
export type GiveUp = () => void;

export interface Network {
  readonly tls: Tls;
  connect(to: Address, from: InternetAddress | undefined, done: Done<ByteStream>): GiveUp;
  listen(at: Address, options: ListenOptions, accepted: (stream: ByteStream) => void, done: Done<Listener>): GiveUp;
  datagrams(options: DatagramOptions, done: Done<DatagramSocket>): GiveUp;
  /** At once, for addresses that need no look-up. Raises HostError. */
  bind(at: Address): BoundSocket;
  bindDatagrams(at: InternetAddress): DatagramSocket;
  /** The addresses of a name; "ENOTFOUND" if it has none. `family` 0 means both. */
  resolve(name: string, family: 0 | 4 | 6, done: Done<{ address: string; family: 4 | 6 }[]>): void;
  /** The names of an address and a port. */
  reverse(address: string, port: number, done: Done<{ host: string; service: string }>): void;
  /** A pipe or terminal that the process has already, by its number. */
  adopt(descriptor: number, direction: "read" | "write"): ByteStream;
}

/** What a standard stream of a child is: a pipe to this process, nothing, this process's own, or a descriptor's. */
export type ChildStream = "pipe" | "null" | "inherit" | number;

export interface SpawnOptions {
  readonly program: string;
  readonly args: readonly string[];
  /** `program` is a line for the shell. */
  readonly shell?: boolean;
  readonly directory?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly stdin: ChildStream;
  readonly stdout: ChildStream;
  /** "stdout": the same as standard output. */
  readonly stderr: ChildStream | "stdout";
  /** Makes the child the leader of a session of its own. */
  readonly newSession?: boolean;
}

export interface Child {
  readonly pid: number;
  /** The ends of its pipes. */
  readonly stdin: ByteStream | undefined;
  readonly stdout: ByteStream | undefined;
  readonly stderr: ByteStream | undefined;
  /** Sends a signal; false if the child has ended. */
  kill(signal: number): boolean;
}

export interface Processes {
  /** Starts a child; `exited` gets its exit code, or a signal's number with a minus sign. Raises HostError. */
  spawn(options: SpawnOptions, exited: (code: number) => void): Child;
  /** The numbers of signals, by name. */
  readonly signals: Readonly<Record<string, number>>;
  /**
   * Calls back at each signal, in the place of all who asked before. Returns the function that undoes it. SIGINT may come
   * in the middle of a computation: what the callback then raises is raised there.
   */
  onSignal(signal: number, callback: Answer): () => void;
  /** Sends a signal. */
  kill(pid: number, signal: number): void;
}

function refuse(what: string): () => never {
  return () => {
    throw new HostError("EOPNOTSUPP", what);
  };
}
const noNetworkHere = refuse("this host offers no network");
const noProcessesHere = refuse("this host starts no processes");

/** The network of hosts that have none: every request fails, with an error that says so. */
export const noNetwork: Network = {
  tls: { prepare: noNetworkHere, secure: noNetworkHere },
  connect: noNetworkHere,
  listen: noNetworkHere,
  datagrams: noNetworkHere,
  bind: noNetworkHere,
  bindDatagrams: noNetworkHere,
  resolve: noNetworkHere,
  reverse: noNetworkHere,
  adopt: refuse("this host has no pipes"),
};

export const noProcesses: Processes = {
  spawn: noProcessesHere,
  signals: {},
  onSignal: refuse("this host has no signals"),
  kill: noProcessesHere,
};
