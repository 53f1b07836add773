// Sending a file through a transport (https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.sendfile).
// Node offers no way around the process's memory, so it is CPython's fallback: read a block, write it, drain.

import { SUSPENDED } from "./coroutine.ts";
import { RuntimeError } from "./exceptions.ts";
import type { Coro } from "./functions.ts";
import { connectionReset } from "./oserrors.ts";
import type { StreamProtocol } from "./protocols.ts";
import { FlowControlProtocol } from "./streamprotocol.ts";
import type { StreamTransport } from "./streamtransport.ts";

/** How many bytes are read at a time. */
const BLOCK = 262_144;

/** Stands in for the transport's protocol meanwhile, and passes on that the connection is lost. */
class Sending extends FlowControlProtocol {
  declare private readonly before: StreamProtocol;

  constructor(transport: StreamTransport) {
    super(transport.loop);
    this.before = transport.protocol!;
  }

  override connectionLost(error: unknown): void {
    super.connectionLost(error ?? connectionReset("Connection is closed by peer"));
    this.before.connectionLost(error);
  }
}

/**
 * Sends what `read(count)` gives until it gives nothing, `count` bytes at most; returns how many were sent. Reading from
 * the transport is paused meanwhile.
 */
export function* sendFile(
  transport: StreamTransport,
  read: (count: number) => Uint8Array,
  count = Number.POSITIVE_INFINITY,
): Coro<number> {
  if (transport.isClosing()) throw new RuntimeError("Transport is closing");
  const { protocol } = transport;
  const wasReading = transport.isReading();
  const sending = new Sending(transport);
  transport.pauseReading();
  transport.setProtocol(sending);
  let total = 0;
  try {
    for (let left = count; left > 0; left = count - total) {
      const block = read(Math.min(BLOCK, left));
      if (block.length === 0) break;
      if (sending.drain$() === SUSPENDED) yield;
      transport.send(block);
      total += block.length;
    }
    if (sending.drain$() === SUSPENDED) yield;
    return total;
  } finally {
    if (!sending.connectionIsLost) transport.setProtocol(protocol!);
    if (wasReading) transport.resumeReading();
  }
}
