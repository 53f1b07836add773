// Two streams of bytes that are connected to one another in memory: what a pair of sockets is to a process of its own.

import type { Address, ByteStream, StreamEvents } from "../host/network.ts";

/** How much one end holds for a reader that has paused, before it counts as unsent: as Linux has it. */
const CAPACITY = 212_992;

class MemoryStream implements ByteStream {
  readonly local: Address = "";
  readonly remote: Address = "";
  readonly descriptor = -1;
  private peer: MemoryStream | undefined;
  private events: StreamEvents | undefined;
  /** What came and was not reported. */
  private readonly incoming: Uint8Array[];
  private size: number;
  private paused: boolean;
  private finished: boolean;
  private peerEnded: boolean;
  private closed: boolean;
  private reporting: boolean;

  constructor() {
    this.peer = undefined;
    this.events = undefined;
    this.incoming = [];
    this.size = 0;
    this.paused = false;
    this.finished = false;
    this.peerEnded = false;
    this.closed = false;
    this.reporting = false;
  }

  join(peer: MemoryStream): void {
    this.peer = peer;
  }

  get unsent(): number {
    return Math.max(0, (this.peer?.size ?? 0) - CAPACITY);
  }

  start(events: StreamEvents): void {
    this.events = events;
    this.report();
  }

  /** Reports from a turn of the host's, as all streams do. */
  private report(): void {
    if (this.reporting) return;
    this.reporting = true;
    setTimeout(() => {
      this.reporting = false;
      this.reportNow();
    });
  }

  private reportNow(): void {
    while (!this.paused && this.events !== undefined && this.incoming.length > 0) {
      const data = this.incoming.shift()!;
      this.size -= data.length;
      this.events.received(data);
      this.peer?.events?.sent();
    }
    if (!this.peerEnded || this.paused || this.incoming.length > 0) return;
    const { events } = this;
    events?.ended();
    if (!this.finished && this.peer?.closed !== true) return;
    this.events = undefined;
    events?.closed();
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
    this.report();
  }

  write(data: Uint8Array): void {
    const { peer } = this;
    if (this.closed || peer === undefined || peer.closed) return;
    peer.incoming.push(data);
    peer.size += data.length;
    peer.report();
  }

  finish(): void {
    if (this.finished) return;
    this.finished = true;
    if (this.peer === undefined) return;
    this.peer.peerEnded = true;
    this.peer.report();
  }

  destroy(): void {
    this.events = undefined;
    this.closed = true;
    this.finish();
  }

  setNoDelay(): void {}

  setKeepAlive(): void {}
}

export function memoryPair(): [ByteStream, ByteStream] {
  const [a, b] = [new MemoryStream(), new MemoryStream()];
  a.join(b);
  b.join(a);
  return [a, b];
}
