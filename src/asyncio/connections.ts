// Connections and servers of the loop, in terms of transports and protocols
// (https://docs.python.org/3.14/library/asyncio-eventloop.html#opening-network-connections). `streams.ts` builds on them.

import type { HostError } from "../host/host.ts";
import type { Address, ByteStream, InternetAddress } from "../host/network.ts";
import { loopOf } from "./ensure.ts";
import { ValueError } from "./exceptions.ts";
import type { Coro } from "./functions.ts";
import type { Future } from "./futures.ts";
import { ExceptionGroup } from "./groups.ts";
import { hooks } from "./hooks.ts";
import type { EventLoop } from "./loop.ts";
import { checkPort, networkOf, ofHost } from "./network.ts";
import { errnoOf, hostFailure, osError } from "./oserrors.ts";
import type { StreamProtocol } from "./protocols.ts";
import { Server, showAddress } from "./server.ts";
import { sleep } from "./sleep.ts";
import type { Socket } from "./sockets.ts";
import { StreamTransport } from "./streamtransport.ts";
import {
  type ClientTlsOptions,
  clientTls,
  handshake,
  serverTls,
  type TlsOptions,
  type TlsSide,
  TlsTransport,
} from "./tls.ts";

export interface ConnectionOptions extends ClientTlsOptions {
  host?: string;
  port?: number;
  /** 4 or 6 for one of the two families only. */
  family?: 0 | 4 | 6;
  /** Where the connection comes from. */
  localAddress?: { host: string; port: number };
  /** Raises the errors of all addresses that were tried, as a group. */
  allErrors?: boolean;
  loop?: EventLoop;
}

export interface ServerOptions extends TlsOptions {
  /** One host or several; undefined or null for all interfaces. */
  host?: string | readonly string[] | null;
  port?: number;
  family?: 0 | 4 | 6;
  /** How many connections may wait to be accepted. */
  backlog?: number;
  /** False: connections are accepted after `startServing` or `serveForever`. */
  startServing?: boolean;
  loop?: EventLoop;
}

export interface UnixConnectionOptions extends ClientTlsOptions {
  loop?: EventLoop;
}

export interface UnixServerOptions extends TlsOptions {
  backlog?: number;
  startServing?: boolean;
  /** Whether the path is removed when the server closes; true by default. */
  cleanupSocket?: boolean;
  loop?: EventLoop;
}

const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;
const isIpv6 = (host: string): boolean => host.includes(":");

/** The addresses of a host and a port; a literal address is its own. */
export function* resolve(loop: EventLoop, host: string, port: number, family: 0 | 4 | 6): Coro<InternetAddress[]> {
  if (IPV4.test(host) || isIpv6(host)) {
    const own = isIpv6(host) ? 6 : 4;
    if (family !== 0 && family !== own) throw osError(-9, "Address family for hostname not supported");
    return [{ host, port, family: own }];
  }
  const found = yield* ofHost<{ address: string; family: 4 | 6 }[]>(loop, (done) => {
    networkOf(loop).resolve(host, family, done);
    return undefined;
  });
  return found.map((each) => ({ host: each.address, port, family: each.family }));
}

const connectFailure =
  (to: Address) =>
  (error: HostError): Error => {
    const [errno, text] = errnoOf(error);
    if (error.code === "EOPNOTSUPP") return hostFailure(error);
    return osError(errno, typeof to === "string" ? text : `Connect call failed ${showAddress(to)}`);
  };

function connectTo(loop: EventLoop, to: Address, from?: InternetAddress): Future<ByteStream> {
  checkPort("bind", from);
  checkPort("connect", to);
  return ofHost<ByteStream>(loop, (done) => networkOf(loop).connect(to, from, done), connectFailure(to));
}

const NOTHING_BEFORE = { early: [], ended: false };

/** As `createConnection`, of a socket that is connected; `serverSide` says who speaks first in TLS. */
export function* attachSocket<P extends StreamProtocol>(
  loop: EventLoop,
  socket: Socket,
  factory: () => P,
  tls: TlsSide | undefined,
): Coro<[StreamTransport, P]> {
  const { stream, ...before } = socket.release();
  return yield* attach(loop, stream, factory, "socket", tls, before);
}

/** As `createServer`, of a socket that is bound. */
export function* serveSocket(
  loop: EventLoop,
  socket: Socket,
  factory: () => StreamProtocol,
  options: ServerOptions,
): Coro<Server> {
  const server = new Server(loop, factory, serverTls(options));
  server.adopt(socket, options.backlog ?? 100);
  return yield* serving(server, options.startServing);
}

/** The transport of a stream with the protocol that a factory makes, once the protocol knows of it. */
export function* attach<P extends StreamProtocol>(
  loop: EventLoop,
  stream: ByteStream,
  factory: () => P,
  kind: "socket" | "readPipe" | "writePipe" = "socket",
  tls?: TlsSide,
  before: { early: readonly Uint8Array[]; ended: boolean } = NOTHING_BEFORE,
): Coro<[StreamTransport, P]> {
  let protocol: P;
  try {
    protocol = factory();
  } catch (error) {
    stream.destroy();
    throw error;
  }
  const waiter = loop.createFuture<undefined>();
  const transport =
    tls === undefined
      ? new StreamTransport(loop, kind, stream, protocol, waiter)
      : new TlsTransport(
          loop,
          yield* handshake(loop, stream, tls, undefined, before.early),
          protocol,
          tls.shutdownTimeout,
          waiter,
        );
  if (tls === undefined && before !== NOTHING_BEFORE) transport.receivedBefore(before.early, before.ended);
  try {
    yield* waiter;
  } catch (error) {
    transport.close();
    throw error;
  }
  return [transport, protocol];
}

/**
 * Connects to a host and a port: the transport, and the protocol that `factory` makes for it.
 *
 * https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.create_connection
 *
 * @example
 * const [transport] = yield* createConnection(() => new Client(), { host: "127.0.0.1", port: 8888 });
 * transport.write(new TextEncoder().encode("hello"));
 */
export function* createConnection<P extends StreamProtocol>(
  factory: () => P,
  options: ConnectionOptions,
): Coro<[StreamTransport, P]> {
  const loop = loopOf(options.loop);
  const { host, port, family = 0, localAddress } = options;
  const tls = clientTls(options, host === "" ? undefined : host);
  if (host === undefined && port === undefined) {
    throw new ValueError("host and port was not specified and no sock specified");
  }
  const addresses = yield* resolve(loop, host ?? "localhost", port ?? 0, family);
  const local = localAddress && (yield* resolve(loop, localAddress.host, localAddress.port, family));
  const failures: unknown[] = [];
  for (const address of addresses) {
    let stream: ByteStream;
    try {
      stream = yield* connectTo(
        loop,
        address,
        local?.find((each) => each.family === address.family),
      );
    } catch (error) {
      if (!(error instanceof Error && "errno" in error)) throw error;
      failures.push(error);
      continue;
    }
    return yield* attach(loop, stream, factory, "socket", tls);
  }
  throw connectFailures(failures, options.allErrors === true);
}

function connectFailures(failures: unknown[], all: boolean): unknown {
  if (all) {
    const message = "create_connection failed";
    return hooks.makeGroup === null
      ? new ExceptionGroup(message, failures as Error[])
      : hooks.makeGroup(message, failures);
  }
  const texts = failures.map((failure) => (failure as Error).message);
  if (texts.every((text) => text === texts[0])) return failures[0];
  return hooks.makeError === null
    ? osError(0, `Multiple exceptions: ${texts.join(", ")}`)
    : hooks.makeError("OSError", [`Multiple exceptions: ${texts.join(", ")}`]);
}

/** As `createConnection`, to a Unix socket. */
export function* createUnixConnection<P extends StreamProtocol>(
  factory: () => P,
  path: string,
  options: UnixConnectionOptions = {},
): Coro<[StreamTransport, P]> {
  const loop = loopOf(options.loop);
  const tls = clientTls(options, undefined, true);
  return yield* attach(loop, yield* connectTo(loop, path), factory, "socket", tls);
}

/**
 * A server at a host and a port; each connection gets a protocol of its own, that `factory` makes.
 *
 * https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.create_server
 *
 * @example
 * const server = yield* createServer(() => new Echo(), { host: "127.0.0.1", port: 8888 });
 * yield* server.serveForever();
 */
export function* createServer(factory: () => StreamProtocol, options: ServerOptions): Coro<Server> {
  const loop = loopOf(options.loop);
  const { port = 0, family = 0, backlog = 100 } = options;
  const tls = serverTls(options);
  const addresses: InternetAddress[] = [];
  const hosts = typeof options.host === "string" ? [options.host] : (options.host ?? [""]);
  for (const host of hosts) {
    if (host !== "") addresses.push(...(yield* resolve(loop, host, port, family)));
    else {
      if (family !== 6) addresses.push({ host: "0.0.0.0", port, family: 4 });
      if (family !== 4) addresses.push({ host: "::", port, family: 6 });
    }
  }
  const server = new Server(loop, factory, tls);
  try {
    for (const address of unique(addresses)) {
      yield* server.listen(address, { backlog, ipv6Only: address.family === 6 });
    }
  } catch (error) {
    server.close();
    throw error;
  }
  return yield* serving(server, options.startServing);
}

function unique(addresses: InternetAddress[]): InternetAddress[] {
  const seen = new Set<string>();
  return addresses.filter((address) => {
    const key = showAddress(address);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function* serving(server: Server, start = true): Coro<Server> {
  if (start) {
    server.begin();
    yield* sleep(0);
  }
  return server;
}

/** As `createServer`, at the path of a Unix socket. */
export function* createUnixServer(
  factory: () => StreamProtocol,
  path: string,
  options: UnixServerOptions = {},
): Coro<Server> {
  const server = new Server(loopOf(options.loop), factory, serverTls(options));
  try {
    yield* server.listen(path, { backlog: options.backlog ?? 100, keepsPath: options.cleanupSocket === false });
  } catch (error) {
    server.close();
    throw error;
  }
  return yield* serving(server, options.startServing);
}

/** The addresses of a name (https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.getaddrinfo). */
export function* getaddrinfo(
  host: string,
  port: number,
  options: { family?: 0 | 4 | 6; loop?: EventLoop } = {},
): Coro<InternetAddress[]> {
  return yield* resolve(loopOf(options.loop), host, port, options.family ?? 0);
}

/** The name of an address and of a port, `[host, service]`. */
export function* getnameinfo(
  address: { host: string; port: number },
  options: { loop?: EventLoop } = {},
): Coro<[string, string]> {
  const loop = loopOf(options.loop);
  const { host, service } = yield* ofHost<{ host: string; service: string }>(loop, (done) => {
    networkOf(loop).reverse(address.host, address.port, done);
    return undefined;
  });
  return [host, service];
}

/** The transport of a pipe that the process has, by its number: 0 is what it reads as standard input. */
export function* connectReadPipe<P extends StreamProtocol>(
  factory: () => P,
  descriptor: number,
  options: { loop?: EventLoop } = {},
): Coro<[StreamTransport, P]> {
  const loop = loopOf(options.loop);
  return yield* attach(loop, adopt(loop, descriptor, "read"), factory, "readPipe");
}

/** As `connectReadPipe`, for writing: 1 is the standard output. */
export function* connectWritePipe<P extends StreamProtocol>(
  factory: () => P,
  descriptor: number,
  options: { loop?: EventLoop } = {},
): Coro<[StreamTransport, P]> {
  const loop = loopOf(options.loop);
  return yield* attach(loop, adopt(loop, descriptor, "write"), factory, "writePipe");
}

function adopt(loop: EventLoop, descriptor: number, direction: "read" | "write"): ByteStream {
  try {
    return networkOf(loop).adopt(descriptor, direction);
  } catch {
    throw new ValueError("Pipe transport is only for pipes, sockets and character devices");
  }
}
