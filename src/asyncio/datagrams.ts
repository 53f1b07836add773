// Datagram endpoints (https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.create_datagram_endpoint).

import type { Address, DatagramSocket, InternetAddress } from "../host/network.ts";
import { resolve } from "./connections.ts";
import { type Context, copyContext } from "./contextvars.ts";
import { loopOf } from "./ensure.ts";
import { PyTypeError, ValueError } from "./exceptions.ts";
import type { Coro } from "./functions.ts";
import type { Future } from "./futures.ts";
import { hooks } from "./hooks.ts";
import type { EventLoop, Resource } from "./loop.ts";
import { checkPort, networkOf, ofHost } from "./network.ts";
import { hostFailure } from "./oserrors.ts";
import type { BaseProtocol, DatagramProtocol } from "./protocols.ts";
import { showAddress } from "./server.ts";
import { TransportSocket } from "./streamtransport.ts";
import { DatagramTransport } from "./transports.ts";

/** The transport of a datagram socket. It closes as stream transports do: after what was sent has gone. */
export class DatagramSocketTransport extends DatagramTransport implements Resource {
  declare readonly loop: EventLoop;
  declare protocol: DatagramProtocol | undefined;
  declare readonly socket: DatagramSocket;
  declare readonly extra: Map<string, unknown>;
  declare private readonly context: Context;
  declare private closing: boolean;
  declare private lost: boolean;

  constructor(loop: EventLoop, socket: DatagramSocket, protocol: DatagramProtocol, waiter?: Future<undefined>) {
    super();
    this.loop = loop;
    this.protocol = protocol;
    this.socket = socket;
    this.extra = new Map<string, unknown>([
      ["socket", new TransportSocket(socket.local, socket.remote, socket.descriptor, true)],
      ["sockname", socket.local],
      ["peername", socket.remote],
    ]);
    this.context = copyContext();
    this.closing = false;
    this.lost = false;
    loop.resources.add(this);
    this.schedule(() => this.protocol?.connectionMade(this));
    this.schedule(() => this.begin());
    if (waiter !== undefined) this.schedule(() => waiter.done() || waiter.setResult(undefined));
  }

  private schedule(callback: () => unknown): void {
    if (this.loop.isClosed()) this.release$();
    else this.loop.schedule(callback, [], this.context);
  }

  private begin(): void {
    if (this.closing) return;
    this.socket.start({
      received: (data, from) => this.schedule(() => this.closing || this.protocol?.datagramReceived(data, from)),
      failed: (error) => this.schedule(() => this.closing || this.protocol?.errorReceived(hostFailure(error))),
    });
  }

  release$(): void {
    this.closing = this.lost = true;
    this.socket.close();
  }

  override getExtraInfo(name: string, fallback?: unknown): unknown {
    return this.extra.has(name) ? this.extra.get(name) : fallback;
  }

  override getProtocol(): BaseProtocol {
    return this.protocol as BaseProtocol;
  }

  override setProtocol(protocol: DatagramProtocol): void {
    this.protocol = protocol;
  }

  override isClosing(): boolean {
    return this.closing;
  }

  getWriteBufferSize(): number {
    return this.socket.unsent;
  }

  override sendto(data: Uint8Array, to?: Address): void {
    if (!(data instanceof Uint8Array)) {
      throw new PyTypeError(`data argument must be a bytes-like object, not '${hooks.typeName(data)}'`);
    }
    const { remote } = this.socket;
    if (remote !== undefined && to !== undefined && !same(remote, to)) {
      throw new ValueError(`Invalid address: must be None or ${showAddress(remote)}`);
    }
    if (this.lost) return;
    checkPort("sendto", to);
    this.socket.send(data.slice(), remote === undefined ? (to as InternetAddress) : undefined, (error) => {
      if (this.lost || this.loop.isClosed()) return;
      if (error !== undefined) this.schedule(() => this.protocol?.errorReceived(hostFailure(error)));
      if (this.closing && this.socket.unsent === 0) this.loseSoon(undefined);
    });
  }

  override close(): void {
    if (this.closing) return;
    this.closing = true;
    if (this.socket.unsent === 0) this.loseSoon(undefined);
  }

  override abort(): void {
    this.closing = true;
    this.loseSoon(undefined);
  }

  private loseSoon(error: unknown): void {
    if (this.lost) return;
    this.lost = true;
    this.schedule(() => this.lose(error));
  }

  private lose(error: unknown): void {
    try {
      this.protocol?.connectionLost(error);
    } finally {
      this.socket.close();
      this.loop.resources.delete(this);
      this.protocol = undefined;
    }
  }

  describe(): string {
    const parts = this.lost ? ["closed"] : this.closing ? ["closing"] : [];
    parts.push(`fd=${this.socket.descriptor}`);
    if (this.lost) return parts.join(" ");
    parts.push("read=polling", `write=<idle, bufsize=${this.socket.unsent}>`);
    return parts.join(" ");
  }

  override toString(): string {
    return `<DatagramTransport ${this.describe()}>`;
  }
}

const same = (a: Address, b: Address): boolean =>
  typeof a === "string" || typeof b === "string" ? a === b : a.host === b.host && a.port === b.port;

export interface DatagramEndpointOptions {
  localAddress?: { host: string; port: number };
  remoteAddress?: { host: string; port: number };
  family?: 0 | 4 | 6;
  allowBroadcast?: boolean;
  reusePort?: boolean;
  loop?: EventLoop;
}

/**
 * An endpoint of datagrams: bound to a local address, or with one remote address, or both.
 *
 * @example
 * const [transport] = yield* createDatagramEndpoint(() => new Echo(), { localAddress: { host: "127.0.0.1", port: 9999 } });
 */
export function* createDatagramEndpoint<P extends DatagramProtocol>(
  factory: () => P,
  options: DatagramEndpointOptions,
): Coro<[DatagramSocketTransport, P]> {
  const loop = loopOf(options.loop);
  const { localAddress, remoteAddress, family = 0 } = options;
  if (localAddress === undefined && remoteAddress === undefined && family === 0) {
    throw new ValueError("unexpected address family");
  }
  const locals = localAddress && (yield* resolve(loop, localAddress.host, localAddress.port, family));
  const remotes = remoteAddress && (yield* resolve(loop, remoteAddress.host, remoteAddress.port, family));
  const candidates = remotes ?? locals;
  const chosen = candidates?.find(
    (each) => locals === undefined || locals.some((local) => local.family === each.family),
  );
  if (candidates !== undefined && chosen === undefined) throw new ValueError("can not get address information");
  const wanted = chosen?.family ?? (family as 4 | 6);
  const local = locals?.find((each) => each.family === wanted);
  checkPort("bind", local);
  if (remotes !== undefined) checkPort("connect", chosen);
  const socket = yield* ofHost<DatagramSocket>(loop, (done) =>
    networkOf(loop).datagrams(
      {
        family: wanted,
        ...(local === undefined ? {} : { local }),
        ...(remotes === undefined ? {} : { remote: chosen! }),
        broadcast: options.allowBroadcast ?? false,
        reuseAddress: options.reusePort ?? false,
      },
      done,
    ),
  );
  return yield* attachDatagrams(loop, socket, factory);
}

/** The transport of a socket of datagrams, once its protocol knows of it. */
export function* attachDatagrams<P extends DatagramProtocol>(
  loop: EventLoop,
  socket: DatagramSocket,
  factory: () => P,
): Coro<[DatagramSocketTransport, P]> {
  const protocol = factory();
  const waiter = loop.createFuture<undefined>();
  const transport = new DatagramSocketTransport(loop, socket, protocol, waiter);
  try {
    yield* waiter;
  } catch (error) {
    transport.close();
    throw error;
  }
  return [transport, protocol];
}
