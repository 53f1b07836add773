// Streams: connections as something to read from and write to
// (https://docs.python.org/3.14/library/asyncio-stream.html). Here is what opens them; the reader, the writer and the
// protocol between them and the transport have files of their own.

import {
  type ConnectionOptions,
  createConnection,
  createServer,
  createUnixConnection,
  createUnixServer,
  type ServerOptions,
  type UnixConnectionOptions,
  type UnixServerOptions,
} from "./connections.ts";
import { loopOf } from "./ensure.ts";
import type { Coro } from "./functions.ts";
import type { EventLoop } from "./loop.ts";
import type { Server } from "./server.ts";
import { type ClientConnected, StreamReaderProtocol } from "./streamprotocol.ts";
import { StreamReader } from "./streamreader.ts";
import type { StreamTransport } from "./streamtransport.ts";
import { StreamWriter } from "./streamwriter.ts";

export interface StreamOptions {
  /** The limit of the reader. */
  limit?: number;
}

const streams = (loop: EventLoop, limit: number | undefined, connected?: ClientConnected) => (): StreamReaderProtocol =>
  new StreamReaderProtocol(new StreamReader(limit === undefined ? { loop } : { limit, loop }), connected, loop);

function pair([transport, protocol]: [StreamTransport, StreamReaderProtocol]): [StreamReader, StreamWriter] {
  const { reader, loop } = protocol;
  return [reader, new StreamWriter(transport, protocol, reader, loop)];
}

/**
 * Connects to a host and a port: a reader and a writer.
 *
 * https://docs.python.org/3.14/library/asyncio-stream.html#asyncio.open_connection
 *
 * @example
 * const [reader, writer] = yield* openConnection({ host: "127.0.0.1", port: 8888 });
 */
export function* openConnection(options: ConnectionOptions & StreamOptions): Coro<[StreamReader, StreamWriter]> {
  const loop = loopOf(options.loop);
  return pair(yield* createConnection(streams(loop, options.limit), { ...options, loop }));
}

/**
 * A server whose connections are streams. `connected` is called with the reader and the writer of each.
 *
 * https://docs.python.org/3.14/library/asyncio-stream.html#asyncio.start_server
 *
 * @example
 * const server = yield* startServer(function* (reader, writer) {
 *   writer.write(yield* reader.readline());
 *   writer.close();
 * }, { host: "127.0.0.1", port: 8888 });
 */
export function* startServer(connected: ClientConnected, options: ServerOptions & StreamOptions): Coro<Server> {
  const loop = loopOf(options.loop);
  return yield* createServer(streams(loop, options.limit, connected), { ...options, loop });
}

/** As `openConnection`, to a Unix socket. */
export function* openUnixConnection(
  path: string,
  options: StreamOptions & UnixConnectionOptions = {},
): Coro<[StreamReader, StreamWriter]> {
  const loop = loopOf(options.loop);
  return pair(yield* createUnixConnection(streams(loop, options.limit), path, { ...options, loop }));
}

/** As `startServer`, at the path of a Unix socket. */
export function* startUnixServer(
  connected: ClientConnected,
  path: string,
  options: StreamOptions & UnixServerOptions = {},
): Coro<Server> {
  const loop = loopOf(options.loop);
  return yield* createUnixServer(streams(loop, options.limit, connected), path, { ...options, loop });
}
