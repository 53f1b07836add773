// Secure connections: the handshake, and the transport that comes of it
// (https://docs.python.org/3.14/library/asyncio-eventloop.html#tls-upgrade).
//
// The host makes a secure stream of a plain one. Until both sides have agreed there is no transport: a `Handshake`
// stands for the connection, in its loop and its server. Then a `TlsTransport` is a transport like any other, but for its
// end: TLS has no half-closed connections, and `close` says goodbye and waits for the answer, as long as the shutdown
// timeout allows.

import type { HostError } from "../host/host.ts";
import type { ByteStream, GiveUp } from "../host/network.ts";
import type { SecureStream } from "../host/tls.ts";
import { PyTypeError, TimeoutError, ValueError } from "./exceptions.ts";
import type { Coro } from "./functions.ts";
import type { Future } from "./futures.ts";
import type { TimerHandle } from "./handles.ts";
import { hooks } from "./hooks.ts";
import type { EventLoop, Resource } from "./loop.ts";
import { networkOf, ofHost } from "./network.ts";
import { ConnectionAbortedError, ConnectionResetError, notImplemented } from "./oserrors.ts";
import type { StreamProtocol } from "./protocols.ts";
import { createDefaultContext, SSLContext, SSLObject } from "./sslcontext.ts";
import { tlsFailure } from "./sslerrors.ts";
import { StreamTransport, type TransportOwner } from "./streamtransport.ts";

/** Seconds, as in CPython. */
const HANDSHAKE_TIMEOUT = 60;
const SHUTDOWN_TIMEOUT = 30;

/** What the functions that open connections and servers take for TLS. */
export interface TlsOptions {
  /** Makes the connection secure: with this context, or for `true` (clients only) with a default one. */
  ssl?: SSLContext | boolean | undefined;
  /** How long the handshake may take: 60 seconds. */
  sslHandshakeTimeout?: number | undefined;
  /** How long the other side may take to say goodbye: 30 seconds. */
  sslShutdownTimeout?: number | undefined;
}

export interface ClientTlsOptions extends TlsOptions {
  /** The name that the server's certificate must be for; the host that is connected to, if it is left out. */
  serverHostname?: string | undefined;
}

/** The TLS of one side, checked. */
export interface TlsSide {
  readonly context: SSLContext;
  readonly serverSide: boolean;
  readonly serverHostname: string | undefined;
  readonly handshakeTimeout: number | undefined;
  readonly shutdownTimeout: number;
}

function positive(name: string, value: number | undefined): void {
  if (value !== undefined && value <= 0) throw new ValueError(`${name} should be a positive number, got ${value}`);
}

export function tlsSide(
  context: SSLContext,
  serverSide: boolean,
  serverHostname: string | undefined,
  options: TlsOptions,
): TlsSide {
  const { sslHandshakeTimeout: handshakeTimeout, sslShutdownTimeout = SHUTDOWN_TIMEOUT } = options;
  positive("ssl_handshake_timeout", handshakeTimeout);
  positive("ssl_shutdown_timeout", sslShutdownTimeout);
  return { context, serverSide, serverHostname, handshakeTimeout, shutdownTimeout: sslShutdownTimeout };
}

function withoutTls(options: ClientTlsOptions): void {
  if (options.serverHostname !== undefined) throw new ValueError("server_hostname is only meaningful with ssl");
  if (options.sslHandshakeTimeout !== undefined) {
    throw new ValueError("ssl_handshake_timeout is only meaningful with ssl");
  }
  if (options.sslShutdownTimeout !== undefined) {
    throw new ValueError("ssl_shutdown_timeout is only meaningful with ssl");
  }
}

/** What a client asked for; undefined for a plain connection. `host` is what it connects to, if that is no path. */
export function clientTls(options: ClientTlsOptions, host?: string, toPath = false): TlsSide | undefined {
  const { ssl = false } = options;
  if (ssl === false) {
    withoutTls(options);
    return undefined;
  }
  const { serverHostname = host } = options;
  if (serverHostname === undefined) {
    throw new ValueError(
      toPath
        ? "you have to pass server_hostname when using ssl"
        : "You must set server_hostname when using ssl without a host",
    );
  }
  // An empty name says that none is to be asked for.
  const name = serverHostname === "" ? undefined : serverHostname;
  return tlsSide(ssl === true ? createDefaultContext() : ssl, false, name, options);
}

/** What a server offers; undefined for plain connections. */
export function serverTls(options: TlsOptions): TlsSide | undefined {
  const { ssl } = options;
  if (ssl === undefined || ssl === false) {
    withoutTls(options);
    return undefined;
  }
  if (!(ssl instanceof SSLContext)) throw new PyTypeError("ssl argument must be an SSLContext or None");
  return tlsSide(ssl, true, undefined, options);
}

/** A connection whose two sides have not agreed yet. */
class Handshake implements Resource {
  declare private readonly loop: EventLoop;
  declare private readonly owner: TransportOwner | undefined;
  declare giveUp: GiveUp | undefined;
  declare agreed: Future<SecureStream> | undefined;

  constructor(loop: EventLoop, owner: TransportOwner | undefined) {
    this.loop = loop;
    this.owner = owner;
    this.giveUp = undefined;
    this.agreed = undefined;
    loop.resources.add(this);
    owner?.attach(this);
  }

  end(): void {
    this.loop.resources.delete(this);
    this.owner?.detach(this);
  }

  release$(): void {
    this.giveUp?.();
  }

  close(): void {
    this.abort();
  }

  abort(): void {
    this.fail("ConnectionAbortedError", []);
  }

  fail(name: "ConnectionAbortedError" | "ConnectionResetError", args: string[]): void {
    if (this.agreed?.done()) return;
    this.giveUp?.();
    const own = name === "ConnectionAbortedError" ? ConnectionAbortedError : ConnectionResetError;
    this.agreed?.setException(hooks.makeError === null ? new own(...args) : hooks.makeError(name, args));
  }
}

const handshakeFailure = (error: HostError): Error =>
  error.code !== "ECONNRESET"
    ? tlsFailure(error, true)
    : hooks.makeError === null
      ? new ConnectionResetError()
      : (hooks.makeError("ConnectionResetError", []) as Error);

/** Agrees with the other side of a stream, of which `early` has been read already. */
export function* handshake(
  loop: EventLoop,
  stream: ByteStream,
  side: TlsSide,
  owner?: TransportOwner,
  early: readonly Uint8Array[] = [],
): Coro<[SecureStream, SSLObject]> {
  const { context, handshakeTimeout } = side;
  const connection = new SSLObject(context, side.serverSide, side.serverHostname);
  const { tls } = networkOf(loop);
  let agreed: Future<SecureStream>;
  const pending = new Handshake(loop, owner);
  try {
    const request = context.requestFor(tls, connection);
    agreed = ofHost<SecureStream>(
      loop,
      (done) => {
        pending.giveUp = tls.secure(stream, early, request, done);
        return pending.giveUp;
      },
      handshakeFailure,
    );
  } catch (error) {
    pending.end();
    stream.destroy();
    throw error;
  }
  pending.agreed = agreed;
  const timer = loop.callLater(handshakeTimeout ?? HANDSHAKE_TIMEOUT, () => {
    const seconds = handshakeTimeout ?? HANDSHAKE_TIMEOUT.toFixed(1);
    pending.fail("ConnectionAbortedError", [
      `SSL handshake is taking longer than ${seconds} seconds: aborting the connection`,
    ]);
  });
  try {
    const secured = yield* agreed;
    try {
      connection.context.checkPeer(secured.session, connection);
    } catch (error) {
      secured.destroy();
      throw error;
    }
    connection.session = secured.session;
    return [secured, connection];
  } finally {
    timer.cancel();
    pending.end();
  }
}

/** The transport of a secure connection. */
export class TlsTransport extends StreamTransport {
  declare readonly connection: SSLObject;
  declare private readonly shutdownTimeout: number;
  declare private shutdown: TimerHandle | undefined;

  /** `waiter` undefined: the protocol knows of its connection already. */
  constructor(
    loop: EventLoop,
    [stream, connection]: readonly [SecureStream, SSLObject],
    protocol: StreamProtocol,
    shutdownTimeout: number,
    waiter: Future<undefined> | undefined,
    owner?: TransportOwner,
  ) {
    super(loop, "socket", stream, protocol, waiter, owner, waiter !== undefined);
    this.connection = connection;
    this.shutdownTimeout = shutdownTimeout;
    this.shutdown = undefined;
  }

  override getExtraInfo(name: string, fallback?: unknown): unknown {
    switch (name) {
      case "ssl_object":
        return this.connection;
      case "sslcontext":
        return this.connection.context;
      case "peercert":
        return this.connection.getpeercert();
      case "cipher":
        return this.connection.cipher();
      case "compression":
        return undefined;
      default:
        return super.getExtraInfo(name, fallback);
    }
  }

  /** After both have said goodbye it does not matter how the connection ends. */
  protected override failedOutside(error: HostError): void {
    if (this.isClosing() && this.ended) this.loseSoon(undefined);
    else this.schedule(() => this.fail(tlsFailure(error, false), "Fatal error on transport"));
  }

  override canWriteEof(): boolean {
    return false;
  }

  override writeEof(): void {
    throw notImplemented();
  }

  /** Nothing can be sent after the other side's goodbye. */
  protected override ends(keepsOpen: unknown): boolean {
    if (keepsOpen === true) {
      hooks.log("warning", "returning true from eof_received() has no effect when using ssl", undefined);
    }
    return true;
  }

  override close(): void {
    if (!this.beginClosing()) return;
    this.stream.resume();
    this.stream.finish();
    this.shutdown = this.loop.callLater(this.shutdownTimeout, () => {
      const text = "SSL shutdown timed out";
      this.forceClose(hooks.makeError === null ? new TimeoutError(text) : hooks.makeError("TimeoutError", [text]));
    });
  }

  /** It is closed when the other side has said goodbye, too. */
  protected override closesWhenSent(): boolean {
    return false;
  }

  protected override closedOutside(): void {
    if (this.isClosing()) this.loseSoon(undefined);
    else super.closedOutside();
  }

  protected override lose(error: unknown): void {
    this.shutdown?.cancel();
    super.lose(error);
  }

  override toString(): string {
    return `<TlsTransport ${this.describe()}>`;
  }
}

/**
 * Makes a connection secure that is in use, and gives the transport to use from then on
 * (https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.start_tls).
 */
export function* startTls(
  transport: StreamTransport,
  protocol: StreamProtocol,
  context: SSLContext,
  options: ClientTlsOptions & { serverSide?: boolean } = {},
): Coro<TlsTransport> {
  const { loop } = transport;
  if (!(context instanceof SSLContext)) {
    throw new PyTypeError(`sslcontext is expected to be an instance of ssl.SSLContext, got ${hooks.repr(context)}`);
  }
  if (!(transport instanceof StreamTransport) || transport.kind !== "socket") {
    throw new PyTypeError(`transport ${hooks.repr(transport)} is not supported by start_tls()`);
  }
  const { serverSide = false, serverHostname } = options;
  const side = tlsSide(context, serverSide, serverHostname, options);
  const { owner } = transport;
  const { stream, early } = transport.handOver();
  let secured: [SecureStream, SSLObject];
  try {
    secured = yield* handshake(loop, stream, side, owner, early);
  } catch (error) {
    protocol.connectionLost(error);
    throw error;
  }
  return new TlsTransport(loop, secured, protocol, side.shutdownTimeout, undefined, owner);
}
