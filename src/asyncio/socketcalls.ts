// The loop's operations on sockets: each tries at once, and else waits until the socket has changed
// (https://docs.python.org/3.14/library/asyncio-eventloop.html#working-with-socket-objects-directly).

import type { Address, ByteStream, InternetAddress } from "../host/network.ts";
import { resolve } from "./connections.ts";
import type { Coro } from "./functions.ts";
import type { EventLoop } from "./loop.ts";
import { errnoOf, osError } from "./oserrors.ts";
import { showAddress } from "./server.ts";
import { AF_INET6, AF_UNIX, type Socket } from "./sockets.ts";

function* until(loop: EventLoop, socket: Socket, isSo: () => boolean): Coro<void> {
  while (!isSo()) {
    const changed = loop.createFuture<undefined>();
    socket.watch(() => changed.done() || loop.isClosed() || changed.setResult(undefined));
    yield* changed;
  }
}

export function* receive(loop: EventLoop, socket: Socket, count: number): Coro<Uint8Array> {
  yield* until(loop, socket, () => socket.isReadable);
  return socket.recv(count);
}

export function* receiveFrom(loop: EventLoop, socket: Socket, count: number): Coro<[Uint8Array, Address | undefined]> {
  // A socket that was never used is bound by asking.
  if (!socket.isReadable) socket.getsockname();
  yield* until(loop, socket, () => socket.isReadable);
  return socket.recvfrom(count);
}

/** Sends all, a block at a time, so that what waits to be sent stays small. */
export function* sendAll(loop: EventLoop, socket: Socket, data: Uint8Array): Coro<void> {
  const BLOCK = 65_536;
  for (let at = 0; at === 0 || at < data.length; at += BLOCK) {
    yield* until(loop, socket, () => socket.isWritable);
    socket.send(data.subarray(at, at + BLOCK));
  }
  yield* until(loop, socket, () => socket.isWritable);
}

export function* acceptFrom(loop: EventLoop, socket: Socket): Coro<ByteStream> {
  yield* until(loop, socket, () => socket.isReadable);
  return socket.accept();
}

/** An address whose host is an address, not a name. */
export function* lookUp(loop: EventLoop, socket: Socket, address: Address): Coro<Address> {
  if (typeof address === "string" || socket.family === AF_UNIX) return address;
  const [found] = yield* resolve(loop, address.host, address.port, socket.family === AF_INET6 ? 6 : 4);
  return found as InternetAddress;
}

export function* connectSocket(loop: EventLoop, socket: Socket, address: Address): Coro<void> {
  const to = yield* lookUp(loop, socket, address);
  socket.connect(to);
  try {
    yield* until(loop, socket, () => !socket.isConnecting);
  } catch (error) {
    if (socket.isConnecting) socket.giveUp();
    throw error;
  }
  const failure = socket.takeError();
  if (failure === undefined) return;
  const [errno, text] = errnoOf(failure);
  throw osError(errno, typeof to === "string" ? text : `Connect call failed ${showAddress(to)}`);
}
