// Servers (https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.Server).

import type { HostError } from "../host/host.ts";
import type { Address, ByteStream, Listener, ListenOptions } from "../host/network.ts";
import { awaitFrame, type Coroutine } from "./coroutine.ts";
import { CancelledError, RuntimeError } from "./exceptions.ts";
import type { Coro } from "./functions.ts";
import type { Future } from "./futures.ts";
import { Handle } from "./handles.ts";
import { hooks } from "./hooks.ts";
import type { EventLoop, Resource } from "./loop.ts";
import { nativeCode } from "./native.ts";
import { checkPort, coroutineOf, networkOf, ofHost } from "./network.ts";
import { errnoOf, hostFailure, osError } from "./oserrors.ts";
import { toPromise } from "./promises.ts";
import type { StreamProtocol } from "./protocols.ts";
import { sleep } from "./sleep.ts";
import type { Socket } from "./sockets.ts";
import { type Connection, StreamTransport, TransportSocket } from "./streamtransport.ts";
import { handshake, type TlsSide, TlsTransport } from "./tls.ts";

const SERVE = nativeCode("Server.serve_forever");
const START = nativeCode("Server.start_serving");
const CLOSE = nativeCode("Server.wait_closed");

/**
 * What accepts connections, and makes a transport and a protocol for each. `createServer` and `startServer` make it.
 *
 * @example
 * const server = yield* startServer(handle, { host: "127.0.0.1", port: 8888 });
 * yield* server.serveForever();
 */
export class Server implements Resource {
  declare readonly loop: EventLoop;
  declare private readonly factory: () => StreamProtocol;
  declare private readonly tls: TlsSide | undefined;
  declare private listeners: Listener[] | null;
  declare private readonly clients: Set<Connection>;
  declare private waiters: Future<undefined>[] | null;
  declare private serving: boolean;
  /** Connections that came before serving began. */
  declare private readonly early: ByteStream[];
  declare private forever: Future<undefined> | null;

  constructor(loop: EventLoop, factory: () => StreamProtocol, tls?: TlsSide) {
    this.loop = loop;
    this.factory = factory;
    this.tls = tls;
    this.listeners = [];
    this.clients = new Set<Connection>();
    this.waiters = [];
    this.serving = false;
    this.early = [];
    this.forever = null;
    loop.resources.add(this);
  }

  /** Opens a socket at an address. */
  *listen(at: Address, options: ListenOptions): Coro<void> {
    checkPort("bind", at);
    const listener = yield* ofHost<Listener>(
      this.loop,
      (done) => networkOf(this.loop).listen(at, options, (stream) => this.accept(stream), done),
      (error) => bindFailure(error, at),
    );
    if (this.listeners === null) listener.close();
    else this.listeners.push(listener);
  }

  /** Serves at a socket that is bound. */
  adopt(socket: Socket, backlog: number): void {
    this.listeners?.push(socket.releaseListener(backlog, (stream) => this.accept(stream)));
  }

  private accept(stream: ByteStream): void {
    if (this.loop.isClosed() || this.listeners === null) stream.destroy();
    else if (!this.serving) this.early.push(stream);
    else {
      const begin = (): unknown => this.loop.createTask(coroutineOf("_accept_connection2", this.welcome(stream)));
      this.loop.pushEvent(new Handle(begin, [], this.loop, null));
    }
  }

  private *welcome(stream: ByteStream): Coro<void> {
    const { loop } = this;
    let protocol: StreamProtocol | undefined;
    try {
      protocol = this.factory();
      const waiter = loop.createFuture<undefined>();
      const { tls } = this;
      const transport =
        tls === undefined
          ? new StreamTransport(loop, "socket", stream, protocol, waiter, this)
          : new TlsTransport(
              loop,
              yield* handshake(loop, stream, tls, this),
              protocol,
              tls.shutdownTimeout,
              waiter,
              this,
            );
      try {
        yield* waiter;
      } catch (error) {
        transport.close();
        throw error;
      }
    } catch (exception) {
      if (protocol === undefined) stream.destroy();
      if (!loop.getDebug()) return;
      const message = "Error on transport creation for incoming connection";
      loop.callExceptionHandler(protocol === undefined ? { message, exception } : { message, exception, protocol });
    }
  }

  attach(connection: Connection): void {
    this.clients.add(connection);
  }

  detach(connection: Connection): void {
    this.clients.delete(connection);
    if (this.clients.size === 0 && this.listeners === null) this.wakeUp();
  }

  private wakeUp(): void {
    const { waiters } = this;
    this.waiters = null;
    for (const waiter of waiters ?? []) if (!waiter.done()) waiter.setResult(undefined);
  }

  /** The loop closes. */
  release$(): void {
    for (const listener of this.listeners ?? []) listener.close();
    for (const stream of this.early.splice(0)) stream.destroy();
    this.listeners = null;
  }

  /** The sockets it listens at; none once it is closed. */
  get sockets(): TransportSocket[] {
    return (this.listeners ?? []).map(({ address, descriptor }) => new TransportSocket(address, undefined, descriptor));
  }

  getLoop(): EventLoop {
    return this.loop;
  }

  isServing(): boolean {
    return this.serving;
  }

  begin(): void {
    if (this.serving) return;
    this.serving = true;
    for (const stream of this.early.splice(0)) this.accept(stream);
  }

  /** Accepts no more connections. Those that there are stay open. */
  close(): void {
    if (this.listeners === null) return;
    this.serving = false;
    this.release$();
    this.loop.resources.delete(this);
    if (this.forever !== null && !this.forever.done()) {
      this.forever.cancel();
      this.forever = null;
    }
    if (this.clients.size === 0) this.wakeUp();
  }

  /** Closes the connections that there are. */
  closeClients(): void {
    for (const connection of [...this.clients]) connection.close();
  }

  /** Closes the connections that there are, at once. */
  abortClients(): void {
    for (const connection of [...this.clients]) connection.abort();
  }

  /** Awaitable: begins to accept connections, if `startServing: false` made it wait. */
  startServing(): Coroutine<void> {
    return coroutineOf(START.qualname, this.start());
  }

  startServing$(): unknown {
    return awaitFrame(this.start(), START);
  }

  private *start(): Coro<void> {
    this.begin();
    yield* sleep(0);
  }

  /** Awaitable: accepts connections until it is cancelled, and closes the server then. */
  serveForever(): Coroutine<void> {
    return coroutineOf(SERVE.qualname, this.serve());
  }

  serveForever$(): unknown {
    return awaitFrame(this.serve(), SERVE);
  }

  private *serve(): Coro<void> {
    if (this.forever !== null) {
      throw new RuntimeError(`server ${hooks.repr(this)} is already being awaited on serve_forever()`);
    }
    if (this.listeners === null) throw new RuntimeError(`server ${hooks.repr(this)} is closed`);
    this.begin();
    const forever = this.loop.createFuture<undefined>();
    this.forever = forever;
    try {
      yield* forever;
    } catch (error) {
      if (error instanceof CancelledError) {
        this.close();
        yield* this.untilClosed();
      }
      throw error;
    } finally {
      this.forever = null;
    }
  }

  /** Awaitable: waits until the server is closed and the last of its connections is gone. */
  waitClosed(): Coroutine<void> {
    return coroutineOf(CLOSE.qualname, this.untilClosed());
  }

  waitClosed$(): unknown {
    return this.waiters === null ? undefined : awaitFrame(this.untilClosed(), CLOSE);
  }

  private *untilClosed(): Coro<void> {
    if (this.waiters === null) return;
    const waiter = this.loop.createFuture<undefined>();
    this.waiters.push(waiter);
    yield* waiter;
  }

  enter$(): this {
    return this;
  }

  exit$(_error: unknown): unknown {
    this.close();
    return this.waitClosed$();
  }

  /** `await using server = await toPromise(startServer(...))`, in plain async functions: closes it. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
    await toPromise(this.waitClosed(), this.loop);
  }

  toString(): string {
    return `<Server sockets=${hooks.repr(this.sockets)}>`;
  }
}

/** How an address is shown in messages: as Python's tuple. */
export function showAddress(address: Address): string {
  if (typeof address === "string") return `'${address}'`;
  return `('${address.host}', ${address.port}${address.family === 6 ? ", 0, 0" : ""})`;
}

function bindFailure(error: HostError, at: Address): Error {
  const [errno, text] = errnoOf(error);
  if (error.code === "EOPNOTSUPP") return hostFailure(error);
  if (typeof at === "string") {
    return errno === 98 ? osError(98, `Address ${showAddress(at)} is already in use`) : osError(errno, text);
  }
  const where = `error while attempting to bind on address ${showAddress(at)}`;
  return osError(errno, `${where}: [errno ${errno}] ${text.toLowerCase()}`);
}
