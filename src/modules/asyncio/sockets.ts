// The loop's methods for sockets of the program's, and sockets as arguments of those that open connections and servers.

import { attachSocket, type ServerOptions, serveSocket } from "../../asyncio/connections.ts";
import { awaitFrame } from "../../asyncio/coroutine.ts";
import type { EventLoop } from "../../asyncio/loop.ts";
import { nativeCode } from "../../asyncio/native.ts";
import { osError } from "../../asyncio/oserrors.ts";
import type { StreamProtocol } from "../../asyncio/protocols.ts";
import type { Server } from "../../asyncio/server.ts";
import { acceptFrom, connectSocket, lookUp, receive, receiveFrom, sendAll } from "../../asyncio/socketcalls.ts";
import { AF_UNIX, SOCK_STREAM, Socket } from "../../asyncio/sockets.ts";

import type { StreamTransport } from "../../asyncio/streamtransport.ts";
import { type ClientTlsOptions, clientTls, serverTls } from "../../asyncio/tls.ts";
import type { InternetAddress } from "../../host/network.ts";
import { callMethod, getattr, lookupAttribute } from "../../runtime/attributes.ts";
import { bytesOf, makeBytes } from "../../runtime/bytes/bytes.ts";
import { call } from "../../runtime/calls.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { typeError, valueError } from "../../runtime/errors.ts";
import { exceptionTypes, makeException, registerException } from "../../runtime/exceptions.ts";
import { importNow } from "../../runtime/imports.ts";
import { nativeType } from "../../runtime/native.ts";
import { index, repr, str, truth } from "../../runtime/protocols.ts";
import { typeName } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { addressArgument, into, pythonAddress } from "../socket/arguments.ts";
import { lazily } from "./define.ts";
import { dataOf } from "./transports.ts";

type Frame<T> = Generator<undefined, T, unknown>;

/** What a file that is not one of the system's cannot be sent by. */
export const SendfileNotAvailable = lazily(() => {
  const type = nativeType({
    name: "SendfileNotAvailableError",
    module: "asyncio.exceptions",
    base: exceptionTypes.get("RuntimeError")!,
    doc: "Sendfile syscall is not available.\n\nRaised if OS does not support sendfile syscall for given socket or\nfile type.\n",
    hasDict: true,
  });
  registerException(type);
  return type;
});

/** A socket in the place of an address. */
export function streamSocket(value: Value, family?: number): Socket {
  const isStream = value instanceof Socket && value.type === SOCK_STREAM && (family ?? value.family) === value.family;
  if (isStream) return value;
  const kind = family === AF_UNIX ? "UNIX Domain Stream" : "Stream";
  throw valueError(`A ${kind} Socket was expected, got ${repr(value)}`);
}

export function datagramSocket(value: Value): Socket {
  if (value instanceof Socket && value.type !== SOCK_STREAM) return value;
  throw valueError(`A datagram socket was expected, got ${repr(value)}`);
}

export const connectionOfSocket = <P extends StreamProtocol>(
  loop: EventLoop,
  factory: () => P,
  socket: Socket,
  tls: ClientTlsOptions,
): Frame<[StreamTransport, P]> =>
  attachSocket(loop, socket, factory, clientTls(tls, undefined, socket.family === AF_UNIX));

export const serverOfSocket = (
  loop: EventLoop,
  factory: () => StreamProtocol,
  socket: Socket,
  options: ServerOptions,
): Frame<Server> => serveSocket(loop, socket, factory, options);

/** What a server of somebody else's has accepted, with a transport of this loop. */
export function acceptedSocket<P extends StreamProtocol>(
  loop: EventLoop,
  factory: () => P,
  value: Value,
  options: ClientTlsOptions,
): Frame<[StreamTransport, P]> {
  const socket = streamSocket(value);
  return attachSocket(loop, socket, factory, serverTls(options));
}

// ---- sock_… -------------------------------------------------------------------------------------------------------------

/** A socket that does not block; debug mode makes sure of it. */
function nonBlocking(loop: EventLoop, value: Value): Socket {
  if (!(value instanceof Socket)) throw typeError(`a socket was expected, got '${typeName(value)}'`);
  if (loop.getDebug() && value.timeout !== 0) throw valueError("the socket must be non-blocking");
  return value;
}

/** Runs an operation on a socket as if the socket did not block: it is the loop that waits. */
function* waiting<T>(socket: Socket, operation: Frame<T>): Frame<T> {
  const { timeout } = socket;
  socket.timeout = 0;
  try {
    return yield* operation;
  } finally {
    socket.timeout = timeout;
  }
}

const size = (value: Value): number => {
  const count = Number(index(value));
  if (count < 0) throw valueError("negative buffersize in recv");
  return count;
};

function* received(loop: EventLoop, value: Value, count: Value): Frame<Value> {
  const socket = nonBlocking(loop, value);
  return makeBytes(yield* waiting(socket, receive(loop, socket, size(count))));
}

const spaceIn = (buffer: Value): number => {
  const target = bytesOf(buffer);
  if (target === undefined) throw typeError(`a bytes-like object is required, not '${typeName(buffer)}'`);
  return target.length;
};

function* receivedInto(loop: EventLoop, value: Value, buffer: Value): Frame<Value> {
  const socket = nonBlocking(loop, value);
  const data = yield* waiting(socket, receive(loop, socket, spaceIn(buffer)));
  return into(buffer, undefined, () => data);
}

function* receivedFrom(loop: EventLoop, value: Value, count: Value): Frame<Value> {
  const socket = nonBlocking(loop, value);
  const [data, from] = yield* waiting(socket, receiveFrom(loop, socket, size(count)));
  return new Tuple([makeBytes(data), pythonAddress(from)]);
}

function* receivedFromInto(loop: EventLoop, value: Value, buffer: Value, count?: Value): Frame<Value> {
  const socket = nonBlocking(loop, value);
  const wanted = count === undefined ? 0 : Number(index(count));
  const [data, from] = yield* waiting(socket, receiveFrom(loop, socket, wanted || spaceIn(buffer)));
  return new Tuple([into(buffer, undefined, () => data), pythonAddress(from)]);
}

function* sentAll(loop: EventLoop, value: Value, data: Value): Frame<Value> {
  const socket = nonBlocking(loop, value);
  yield* waiting(socket, sendAll(loop, socket, dataOf(data)));
  return None;
}

function* sentTo(loop: EventLoop, value: Value, data: Value, address: Value): Frame<Value> {
  const socket = nonBlocking(loop, value);
  const to = yield* lookUp(loop, socket, addressArgument(socket, address, "sendto", true));
  return socket.sendto(dataOf(data), to as InternetAddress);
}

function* connected(loop: EventLoop, value: Value, address: Value): Frame<Value> {
  const socket = nonBlocking(loop, value);
  yield* connectSocket(loop, socket, addressArgument(socket, address, "connect", true));
  return None;
}

/** A socket of the class that programs have, that does not block. */
function* accepted(loop: EventLoop, value: Value): Frame<Value> {
  const socket = nonBlocking(loop, value);
  const stream = yield* waiting(socket, acceptFrom(loop, socket));
  const make = getattr(importNow("socket"), "socket");
  const connection = call(make, socket.family, socket.type, socket.proto) as unknown as Socket;
  connection.timeout = 0;
  connection.adopt(stream);
  return new Tuple([connection as unknown as Value, pythonAddress(connection.getpeername())]);
}

/** Bytes of a file that are read at a time. */
const BLOCK = 262_144;

function checkFile(socket: Socket, file: Value, offset: Value, count: Value): void {
  if (!str(lookupAttribute(file, "mode") ?? "b").includes("b"))
    throw valueError("file should be opened in binary mode");
  if (socket.type !== SOCK_STREAM) throw valueError("only SOCK_STREAM type sockets are supported");
  if (count !== None) {
    if (typeof count !== "number") throw typeError(`count must be a positive integer (got ${repr(count)})`);
    if (count <= 0) throw valueError(`count must be a positive integer (got ${repr(count)})`);
  }
  if (typeof offset !== "number") throw typeError(`offset must be a non-negative integer (got ${repr(offset)})`);
  if (offset < 0) throw valueError(`offset must be a non-negative integer (got ${repr(offset)})`);
}

function* sentFile(
  loop: EventLoop,
  value: Value,
  file: Value,
  offset: Value = 0,
  count: Value = None,
  fallback: Value = true,
): Frame<Value> {
  const socket = nonBlocking(loop, value);
  checkFile(socket, file, offset, count);
  // Node has no `sendfile`, so there is the fallback alone.
  if (!truth(fallback)) {
    throw makeException(SendfileNotAvailable(), ["the system's sendfile is not available: Node does not offer it"]);
  }
  const start = offset as number;
  const limit = count === None ? Number.POSITIVE_INFINITY : (count as number);
  let sent = 0;
  callMethod(file, "seek", start);
  try {
    while (sent < limit) {
      const data = dataOf(callMethod(file, "read", Math.min(BLOCK, limit - sent)));
      if (data.length === 0) break;
      yield* waiting(socket, sendAll(loop, socket, data));
      sent += data.length;
    }
  } finally {
    if (sent > 0) callMethod(file, "seek", start + sent);
  }
  return sent;
}

// biome-ignore lint/suspicious/noExplicitAny: each form names the types of its own parameters
type Operation = (loop: EventLoop, ...args: any[]) => Frame<Value>;

const operations: Record<string, Operation> = {
  "sock_recv(sock, n)": received,
  "sock_recv_into(sock, buf)": receivedInto,
  "sock_recvfrom(sock, bufsize)": receivedFrom,
  "sock_recvfrom_into(sock, buf, nbytes=0)": receivedFromInto,
  "sock_sendall(sock, data)": sentAll,
  "sock_sendto(sock, data, address)": sentTo,
  "sock_connect(sock, address)": connected,
  "sock_accept(sock)": accepted,
  "sock_sendfile(sock, file, offset=0, count=None, *, fallback=True)": sentFile,
};

/** The signatures, for loops of somebody else's. */
export const socketSignatures = Object.keys(operations).map((text) => text.replace("fallback=True", "fallback=None"));

export const socketCoroutines = Object.fromEntries(
  Object.entries(operations).map(([text, operation]) => {
    const name = nativeCode(`BaseSelectorEventLoop.${text.slice(0, text.indexOf("("))}`);
    return [text, (loop: EventLoop, ...args: unknown[]) => awaitFrame(operation(loop, ...args), name)];
  }),
);

/** A socket that is said to be connected must be. */
export function mustBeConnected(socket: Socket): Socket {
  if (!socket.isConnected)
    throw osError(
      socket.closed ? 9 : 107,
      socket.closed ? "Bad file descriptor" : "Transport endpoint is not connected",
    );
  return socket;
}
