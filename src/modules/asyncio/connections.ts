// The loop's methods for connections, servers, datagrams, pipes, names and signals, as Python calls them.

import * as engine from "../../asyncio/connections.ts";
import { awaitFrame } from "../../asyncio/coroutine.ts";
import { attachDatagrams, createDatagramEndpoint, type DatagramEndpointOptions } from "../../asyncio/datagrams.ts";
import type { EventLoop } from "../../asyncio/loop.ts";
import { nativeCode } from "../../asyncio/native.ts";
import { osError } from "../../asyncio/oserrors.ts";
import type { StreamProtocol } from "../../asyncio/protocols.ts";
import { sendFile } from "../../asyncio/sendfile.ts";
import { Server as EngineServer } from "../../asyncio/server.ts";
import { removeSignalHandler, setSignalHandler } from "../../asyncio/signals.ts";
import { SSLContext } from "../../asyncio/sslcontext.ts";
import { StreamTransport, type TransportSocket } from "../../asyncio/streamtransport.ts";
import { type ClientTlsOptions, startTls, TlsTransport } from "../../asyncio/tls.ts";
import type { InternetAddress } from "../../host/network.ts";
import { callMethod, getattr } from "../../runtime/attributes.ts";
import { Bytes } from "../../runtime/bytes/bytes.ts";
import { call } from "../../runtime/calls.ts";
import { List } from "../../runtime/containers/list.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { notImplementedError, runtimeError, typeError, valueError } from "../../runtime/errors.ts";
import { makeException } from "../../runtime/exceptions.ts";
import { importNow } from "../../runtime/imports.ts";
import { index, iterate, repr, str, truth } from "../../runtime/protocols.ts";
import { typeOf } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { pathOf } from "../paths.ts";
import { asyncType, lazily, secondsOf } from "./define.ts";
import {
  acceptedSocket,
  connectionOfSocket,
  datagramSocket,
  mustBeConnected,
  SendfileNotAvailable,
  serverOfSocket,
  socketCoroutines,
  streamSocket,
} from "./sockets.ts";
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  addressValue,
  connectionTypes,
  dataOf,
  engineProtocol,
  pythonProtocol,
  TransportSocket as SocketType,
  secureType,
} from "./transports.ts";

type Keywords = Map<string, Value> | undefined;
type Frame<T> = Generator<undefined, T, unknown>;

// ---- arguments --------------------------------------------------------------------------------------------------------------

/** Takes keywords out of a map, one by one; what is left over is an error. */
class Given {
  private readonly left: Map<string, Value>;
  private readonly name: string;
  constructor(name: string, keywords: Keywords) {
    this.name = name;
    this.left = new Map(keywords ?? []);
  }
  take(key: string): Value | undefined {
    const value = this.left.get(key);
    this.left.delete(key);
    return value === None ? undefined : value;
  }
  end(): void {
    for (const key of this.left.keys()) throw typeError(`${this.name}() got an unexpected keyword argument '${key}'`);
  }
}

function family(value: Value | undefined): 0 | 4 | 6 {
  const number = value === undefined ? 0 : Number(index(value));
  if (number === AF_INET) return 4;
  if (number === AF_INET6) return 6;
  if (number === 0) return 0;
  throw osError(-6, "ai_family not supported");
}

const text = (value: Value): string => (value instanceof Bytes ? new TextDecoder().decode(value.data) : str(value));

const SERVICES: Record<string, number> = { ftp: 21, ssh: 22, telnet: 23, smtp: 25, domain: 53, http: 80, https: 443 };

function portOf(value: Value | undefined): number {
  if (value === undefined || value === None) return 0;
  if (typeof value === "string" || value instanceof Bytes) {
    const name = text(value);
    const port = /^\d+$/.test(name) ? Number(name) : SERVICES[name];
    if (port === undefined) throw osError(-8, "Servname not supported for ai_socktype");
    return port;
  }
  return Number(index(value));
}

const hostPort = (value: Value): { host: string; port: number } => {
  const [host, port] = [...iterate(value)];
  return { host: host === None ? "localhost" : text(host!), port: portOf(port) };
};

const seconds = (value: Value | undefined): number | undefined => (value === undefined ? undefined : secondsOf(value));

/** What was said of TLS. A client's `True` is a context with safe settings; a server must have one of its own. */
function tlsOptions(given: Given, isServer: boolean): ClientTlsOptions {
  let ssl = given.take("ssl");
  const server = given.take("server_hostname");
  if (ssl === true && !isServer) ssl = callMethod(importNow("ssl"), "create_default_context");
  if (ssl !== undefined && ssl !== false && !(ssl instanceof SSLContext)) {
    if (isServer) throw typeError("ssl argument must be an SSLContext or None");
    getattr(ssl, "wrap_bio");
  }
  if (ssl !== undefined && ssl !== false) secureType();
  return {
    ssl: ssl as SSLContext | false | undefined,
    serverHostname: server === undefined ? undefined : text(server),
    sslHandshakeTimeout: seconds(given.take("ssl_handshake_timeout")),
    sslShutdownTimeout: seconds(given.take("ssl_shutdown_timeout")),
  };
}

const BOTH = "host/port and sock can not be specified at the same time";
const PATH_AND_SOCK = "path and sock can not be specified at the same time";

/** The engine's protocol of the object that a factory in Python makes. */
export const protocolFactory =
  (factory: Value): (() => StreamProtocol) =>
  () =>
    engineProtocol(call(factory)) as unknown as StreamProtocol;

/** A transport and its protocol, as the loop's methods return them. */
export function* pairFor(frame: Frame<readonly [object, unknown]>): Frame<Value> {
  connectionTypes();
  const [transport, protocol] = yield* frame;
  return new Tuple([transport as Value, pythonProtocol(protocol)]);
}

// ---- connections and servers ------------------------------------------------------------------------------------------------

type Connected<P> = [StreamTransport, P];

export function connectionFor<P extends StreamProtocol>(
  loop: EventLoop,
  factory: () => P,
  host: Value | undefined,
  port: Value | undefined,
  keywords: Keywords,
): Frame<Connected<P>> {
  const given = new Given("create_connection", keywords);
  const [hostGiven, portGiven] = [host !== undefined && host !== None, port !== undefined && port !== None];
  const tls = tlsOptions(given, false);
  const sock = given.take("sock");
  if (sock !== undefined && (hostGiven || portGiven)) throw valueError(BOTH);
  const local = given.take("local_addr");
  const all = given.take("all_errors");
  const options: engine.ConnectionOptions = { ...tls, loop, family: family(given.take("family")) };
  for (const name of ["proto", "flags", "happy_eyeballs_delay", "interleave"]) given.take(name);
  given.end();
  if (sock !== undefined) return connectionOfSocket(loop, factory, mustBeConnected(streamSocket(sock)), tls);
  if (hostGiven) options.host = text(host!);
  if (portGiven) options.port = portOf(port);
  if (local !== undefined) options.localAddress = hostPort(local);
  if (all !== undefined) options.allErrors = truth(all);
  return engine.createConnection(factory, options);
}

export function serverFor(
  loop: EventLoop,
  factory: () => StreamProtocol,
  host: Value | undefined,
  port: Value | undefined,
  keywords: Keywords,
): Frame<EngineServer> {
  Server();
  connectionTypes();
  const given = new Given("create_server", keywords);
  const [hostGiven, portGiven] = [host !== undefined && host !== None, port !== undefined && port !== None];
  const tls = tlsOptions(given, true);
  const sock = given.take("sock");
  if (sock !== undefined && (hostGiven || portGiven)) throw valueError(BOTH);
  const options: engine.ServerOptions = { ...tls, loop, port: portOf(port), family: family(given.take("family")) };
  const backlog = given.take("backlog");
  const start = given.take("start_serving");
  for (const name of ["flags", "reuse_address", "reuse_port", "keep_alive"]) given.take(name);
  given.end();
  if (backlog !== undefined) options.backlog = Number(index(backlog));
  if (start !== undefined) options.startServing = truth(start);
  if (sock !== undefined) return serverOfSocket(loop, factory, streamSocket(sock), options);
  if (!hostGiven && !portGiven) throw valueError("Neither host/port nor sock were specified");
  if (hostGiven) {
    const isOne = typeof host === "string" || host instanceof Bytes;
    options.host = isOne ? text(host) : [...iterate(host!)].map((each) => (each === None ? "" : text(each)));
  }
  return engine.createServer(factory, options);
}

export function unixConnectionFor<P extends StreamProtocol>(
  loop: EventLoop,
  factory: () => P,
  path: Value | undefined,
  keywords: Keywords,
): Frame<Connected<P>> {
  const given = new Given("create_unix_connection", keywords);
  const isGiven = path !== undefined && path !== None;
  const tls = tlsOptions(given, false);
  const sock = given.take("sock");
  if (sock !== undefined && isGiven) throw valueError(PATH_AND_SOCK);
  given.end();
  if (sock !== undefined) return connectionOfSocket(loop, factory, mustBeConnected(streamSocket(sock, AF_UNIX)), tls);
  if (!isGiven) throw valueError("no path and sock were specified");
  return engine.createUnixConnection(factory, pathOf(path), { ...tls, loop });
}

export function unixServerFor(
  loop: EventLoop,
  factory: () => StreamProtocol,
  path: Value | undefined,
  keywords: Keywords,
): Frame<EngineServer> {
  Server();
  connectionTypes();
  const given = new Given("create_unix_server", keywords);
  const isGiven = path !== undefined && path !== None;
  const tls = tlsOptions(given, true);
  const sock = given.take("sock");
  if (sock !== undefined && isGiven) throw valueError(PATH_AND_SOCK);
  const backlog = given.take("backlog");
  const start = given.take("start_serving");
  const cleanup = given.take("cleanup_socket");
  given.end();
  const options = {
    ...tls,
    loop,
    ...(backlog === undefined ? {} : { backlog: Number(index(backlog)) }),
    ...(start === undefined ? {} : { startServing: truth(start) }),
    ...(cleanup === undefined ? {} : { cleanupSocket: truth(cleanup) }),
  };
  if (sock !== undefined) return serverOfSocket(loop, factory, streamSocket(sock, AF_UNIX), options);
  if (!isGiven) throw valueError("path was not specified, and no sock specified");
  return engine.createUnixServer(factory, pathOf(path), options);
}

const named = (names: string, values: (Value | undefined)[]): Keywords => {
  const keywords = new Map<string, Value>();
  names.split(" ").forEach((name, i) => {
    const value = values[i];
    if (value !== undefined) keywords.set(name, value);
  });
  return keywords;
};

const CONNECTION =
  "ssl family proto flags sock local_addr server_hostname ssl_handshake_timeout ssl_shutdown_timeout happy_eyeballs_delay interleave all_errors";
const SERVER =
  "family flags sock backlog ssl reuse_address reuse_port keep_alive ssl_handshake_timeout ssl_shutdown_timeout start_serving";
const UNIX_CONNECTION = "ssl sock server_hostname ssl_handshake_timeout ssl_shutdown_timeout";
const ACCEPTED = "ssl ssl_handshake_timeout ssl_shutdown_timeout";
const UNIX_SERVER = "sock backlog ssl ssl_handshake_timeout ssl_shutdown_timeout start_serving cleanup_socket";

const code = (name: string) => nativeCode(`BaseEventLoop.${name}`);

/** A descriptor: a number, or what has a `fileno()`. */
function descriptorOf(pipe: Value): number {
  return Number(index(typeof pipe === "number" ? pipe : callMethod(pipe, "fileno")));
}

// ---- names ------------------------------------------------------------------------------------------------------------------

/** A constant as `socket` has it. */
const constant = (kind: string, number: number): Value => call(getattr(importNow("socket"), kind), number);

const KINDS: [number, number][] = [
  [1, 6],
  [2, 17],
  [3, 0],
];

function* addresses(
  loop: EventLoop,
  host: Value,
  port: Value,
  wanted?: Value,
  type?: Value,
  proto?: Value,
): Frame<Value> {
  const [kind, protocol] = [type, proto].map((value) => (value === undefined ? 0 : Number(index(value))));
  const name = host === None ? "localhost" : text(host);
  const found: InternetAddress[] = yield* engine.getaddrinfo(name, portOf(port), { family: family(wanted), loop });
  const entries: Value[] = [];
  for (const address of found) {
    for (const [socketKind, number] of KINDS) {
      if ((kind !== 0 && kind !== socketKind) || (protocol !== 0 && number !== 0 && protocol !== number)) continue;
      const where = constant("AddressFamily", address.family === 6 ? AF_INET6 : AF_INET);
      entries.push(
        new Tuple([where, constant("SocketKind", socketKind), number || protocol!, "", addressValue(address)]),
      );
    }
  }
  return new List(entries);
}

function* names(loop: EventLoop, address: Value, flags?: Value): Frame<Value> {
  const { host, port: number } = hostPort(address);
  const port = number & 0xffff;
  const bits = flags === undefined ? 0 : Number(index(flags));
  if ((bits & 3) === 3) return new Tuple([host, String(port)]);
  const [name, service] = yield* engine.getnameinfo({ host, port }, { loop });
  return new Tuple([bits & 1 ? host : name, bits & 2 ? String(port) : service]);
}

// ---- the methods ------------------------------------------------------------------------------------------------------------

function* datagrams(
  loop: EventLoop,
  factory: Value,
  local: Value | undefined,
  remote: Value | undefined,
  options: (Value | undefined)[],
): Frame<Value> {
  const [wanted, , , , broadcast, sock] = options;
  if (sock !== undefined && sock !== None) {
    const given = { local_addr: local, remote_addr: remote, family: wanted };
    const others = Object.entries(given).filter(([, value]) => value !== undefined && value !== None && value !== 0);
    const socket = datagramSocket(sock);
    if (others.length > 0) {
      const shown = others.map(([name, value]) => `${name}=${repr(value!)}`).join(", ");
      throw valueError(`socket modifier keyword arguments can not be used when sock is specified. (${shown})`);
    }
    return yield* pairFor(attachDatagrams(loop, socket.releaseDatagrams(), protocolFactory(factory) as never));
  }
  const endpoint: DatagramEndpointOptions = {
    loop,
    family: family(wanted),
    allowBroadcast: broadcast !== undefined && truth(broadcast),
  };
  for (const [name, value] of [
    ["localAddress", local],
    ["remoteAddress", remote],
  ] as const) {
    if (value === undefined || value === None) continue;
    if (!(value instanceof Tuple) || value.items.length !== 2) throw typeError("2-tuple is expected");
    endpoint[name] = hostPort(value);
  }
  return yield* pairFor(createDatagramEndpoint(protocolFactory(factory) as never, endpoint));
}

function* sendfile(transport: Value, file: Value, offset?: Value, count?: Value, fallback?: Value): Frame<Value> {
  if (!(transport instanceof StreamTransport) || transport.kind !== "socket") {
    throw runtimeError(`sendfile is not supported for transport ${repr(transport)}`);
  }
  if (transport.isClosing()) throw runtimeError("Transport is closing");
  const isPlain = !(transport instanceof TlsTransport);
  if (fallback !== undefined && !truth(fallback)) {
    if (!isPlain)
      throw runtimeError(`fallback is disabled and native sendfile is not supported for transport ${repr(transport)}`);
    throw makeException(SendfileNotAvailable(), ["sendfile syscall is not supported"]);
  }
  const start = offset === undefined ? 0 : Number(index(offset));
  const limit = count === undefined || count === None ? undefined : Number(index(count));
  callMethod(file, "seek", start);
  const sent = yield* sendFile(transport, (size) => dataOf(callMethod(file, "read", size)), limit);
  callMethod(file, "seek", start + sent);
  return sent;
}

/** The arguments that `start_tls` has in common with a client's connection. */
export function upgradeOptions(host?: Value, handshake?: Value, shutdown?: Value): ClientTlsOptions {
  secureType();
  const [handshakeTimeout, shutdownTimeout] = [handshake, shutdown].map((value) =>
    value === None ? undefined : seconds(value),
  );
  return {
    serverHostname: host === undefined || host === None ? undefined : text(host),
    sslHandshakeTimeout: handshakeTimeout,
    sslShutdownTimeout: shutdownTimeout,
  };
}

type CoroutineForms = Record<string, (...args: never[]) => unknown>;

/** Methods of the loop that are coroutine functions. */
export const connectionCoroutines: CoroutineForms = {
  ...socketCoroutines,
  "connect_accepted_socket(protocol_factory, sock, *, ssl=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None)":
    (self: EventLoop, factory: Value, sock: Value, ...rest: (Value | undefined)[]) =>
      awaitFrame(
        pairFor(
          acceptedSocket(
            self,
            protocolFactory(factory),
            sock,
            tlsOptions(new Given("connect_accepted_socket", named(ACCEPTED, rest)), true),
          ),
        ),
        code("connect_accepted_socket"),
      ),
  "create_connection(protocol_factory, host=None, port=None, *, ssl=None, family=0, proto=0, flags=0, sock=None, local_addr=None, server_hostname=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None, happy_eyeballs_delay=None, interleave=None, all_errors=False)":
    (self: EventLoop, factory: Value, host?: Value, port?: Value, ...rest: (Value | undefined)[]) =>
      awaitFrame(
        pairFor(connectionFor(self, protocolFactory(factory), host, port, named(CONNECTION, rest))),
        code("create_connection"),
      ),
  "create_server(protocol_factory, host=None, port=None, *, family=0, flags=1, sock=None, backlog=100, ssl=None, reuse_address=None, reuse_port=None, keep_alive=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None, start_serving=True)":
    (self: EventLoop, factory: Value, host?: Value, port?: Value, ...rest: (Value | undefined)[]) =>
      awaitFrame(serverFor(self, protocolFactory(factory), host, port, named(SERVER, rest)), code("create_server")),
  "create_unix_connection(protocol_factory, path=None, *, ssl=None, sock=None, server_hostname=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None)":
    (self: EventLoop, factory: Value, path?: Value, ...rest: (Value | undefined)[]) =>
      awaitFrame(
        pairFor(unixConnectionFor(self, protocolFactory(factory), path, named(UNIX_CONNECTION, rest))),
        code("create_unix_connection"),
      ),
  "create_unix_server(protocol_factory, path=None, *, sock=None, backlog=100, ssl=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None, start_serving=True, cleanup_socket=True)":
    (self: EventLoop, factory: Value, path?: Value, ...rest: (Value | undefined)[]) =>
      awaitFrame(
        unixServerFor(self, protocolFactory(factory), path, named(UNIX_SERVER, rest)),
        code("create_unix_server"),
      ),
  "create_datagram_endpoint(protocol_factory, local_addr=None, remote_addr=None, *, family=0, proto=0, flags=0, reuse_port=None, allow_broadcast=None, sock=None)":
    (self: EventLoop, factory: Value, local?: Value, remote?: Value, ...rest: (Value | undefined)[]) =>
      awaitFrame(datagrams(self, factory, local, remote, rest), code("create_datagram_endpoint")),
  "connect_read_pipe(protocol_factory, pipe)": (self: EventLoop, factory: Value, pipe: Value) =>
    awaitFrame(
      pairFor(engine.connectReadPipe(protocolFactory(factory), descriptorOf(pipe), { loop: self })),
      code("connect_read_pipe"),
    ),
  "connect_write_pipe(protocol_factory, pipe)": (self: EventLoop, factory: Value, pipe: Value) =>
    awaitFrame(
      pairFor(engine.connectWritePipe(protocolFactory(factory), descriptorOf(pipe), { loop: self })),
      code("connect_write_pipe"),
    ),
  "sendfile(transport, file, offset=0, count=None, *, fallback=True)": (
    _self: EventLoop,
    transport: Value,
    file: Value,
    offset?: Value,
    count?: Value,
    fallback?: Value,
  ) => awaitFrame(sendfile(transport, file, offset, count, fallback), code("sendfile")),
  "start_tls(transport, protocol, sslcontext, *, server_side=False, server_hostname=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None)":
    (
      _self: EventLoop,
      transport: Value,
      protocol: Value,
      context: Value,
      server?: Value,
      host?: Value,
      handshake?: Value,
      shutdown?: Value,
    ) =>
      awaitFrame(
        startTls(transport as StreamTransport, engineProtocol(protocol) as never, context as SSLContext, {
          ...upgradeOptions(host, handshake, shutdown),
          serverSide: server !== undefined && truth(server),
        }),
        code("start_tls"),
      ),
  "getaddrinfo(host, port, *, family=0, type=0, proto=0, flags=0)": (
    self: EventLoop,
    host: Value,
    port: Value,
    wanted?: Value,
    type?: Value,
    proto?: Value,
  ) => awaitFrame(addresses(self, host, port, wanted, type, proto), code("getaddrinfo")),
  "getnameinfo(sockaddr, flags=0)": (self: EventLoop, address: Value, flags?: Value) =>
    awaitFrame(names(self, address, flags), code("getnameinfo")),
};

function signalNumber(value: Value): number {
  const number = typeof value === "object" ? (value as { value?: unknown }).value : value;
  if (typeof number !== "number") throw typeError(`sig must be an int, not ${repr(value)}`);
  return number;
}

/** Methods of the loop that return at once. */
export const connectionMethods: Record<string, (...args: never[]) => Value> = {
  "add_signal_handler(sig, callback, *args)": (self: EventLoop, signal: Value, callback: Value, args: Value[]) => {
    setSignalHandler(self, signalNumber(signal), callback, args);
    return None;
  },
  "remove_signal_handler(sig)": (self: EventLoop, signal: Value) => removeSignalHandler(signalNumber(signal), self),
};

// ---- servers ----------------------------------------------------------------------------------------------------------------

const unimplemented = (): Value => {
  throw notImplementedError();
};

export const AbstractServer = lazily(() =>
  asyncType({
    name: "AbstractServer",
    module: "asyncio.events",
    methods: Object.fromEntries(
      "close() close_clients() abort_clients() get_loop() is_serving() start_serving() serve_forever() wait_closed() __aenter__() __aexit__(*exc)"
        .split(" ")
        .map((name) => [name, unimplemented]),
    ),
  }),
);

const sockets = (self: EngineServer): Value => {
  SocketType();
  return new Tuple(self.sockets as TransportSocket[] as Value[]);
};

export const Server = lazily(() => {
  const act = (f: (self: EngineServer) => void) => (self: EngineServer) => {
    f(self);
    return None;
  };
  return asyncType({
    name: "Server",
    module: "asyncio.base_events",
    base: AbstractServer(),
    ctor: EngineServer as unknown as new () => object,
    special: { __repr__: (self: EngineServer) => `<${typeOf(self as Value).tp.name} sockets=${repr(sockets(self))}>` },
    coroutines: {
      "start_serving()": (self: EngineServer) => self.startServing$(),
      "serve_forever()": (self: EngineServer) => self.serveForever$(),
      "wait_closed()": (self: EngineServer) => self.waitClosed$(),
      "__aenter__()": (self: EngineServer) => self,
      "__aexit__(*exc)": (self: EngineServer) => self.exit$(undefined),
    },
    methods: {
      "close()": act((self) => self.close()),
      "close_clients()": act((self) => self.closeClients()),
      "abort_clients()": act((self) => self.abortClients()),
      "get_loop()": (self: EngineServer) => self.getLoop() as Value,
      "is_serving()": (self: EngineServer) => self.isServing(),
    },
    getters: {
      sockets,
      _waiters: (self: EngineServer) => {
        const { waiters } = self as unknown as { waiters: Value[] | null };
        return waiters === null ? None : new List([...waiters]);
      },
      _sockets: (self: EngineServer) => (self.sockets.length === 0 ? None : new List([...self.sockets] as Value[])),
    },
  });
});
