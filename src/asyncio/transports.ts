// Transports: what protocols write to (https://docs.python.org/3.14/library/asyncio-protocol.html#transports). These are
// the interfaces; programs get their implementations from `createConnection` and its kin.

import type { Address } from "../host/network.ts";
import { notImplemented } from "./oserrors.ts";
import type { BaseProtocol } from "./protocols.ts";

function abstract(): never {
  throw notImplemented();
}

export class BaseTransport {
  /** What is known of it: "peername", "sockname", "socket", "pipe", "subprocess". */
  getExtraInfo(_name: string, fallback?: unknown): unknown {
    return fallback;
  }

  isClosing(): boolean {
    return abstract();
  }

  /** Closes it, after what was written has been sent. The protocol's `connectionLost` is called then. */
  close(): void {
    abstract();
  }

  setProtocol(_protocol: BaseProtocol): void {
    abstract();
  }

  getProtocol(): BaseProtocol {
    return abstract();
  }
}

export class ReadTransport extends BaseTransport {
  isReading(): boolean {
    return abstract();
  }

  /** No bytes are received until `resumeReading`. */
  pauseReading(): void {
    abstract();
  }

  resumeReading(): void {
    abstract();
  }
}

export class Transport extends ReadTransport {
  /** When the protocol is told to pause and to resume: above `high` bytes, and at `low`. */
  setWriteBufferLimits(_limits?: { high?: number; low?: number }): void {
    abstract();
  }

  /** How many bytes were written and not yet sent. */
  getWriteBufferSize(): number {
    return abstract();
  }

  /** The two limits, `[low, high]`. */
  getWriteBufferLimits(): [number, number] {
    return abstract();
  }

  /** Sends bytes. It never waits: what cannot be sent at once is kept. */
  write(_data: Uint8Array): void {
    abstract();
  }

  writelines(parts: Iterable<Uint8Array>): void {
    for (const part of parts) this.write(part);
  }

  /** Says, after what was written, that no more will come. The other direction stays open. */
  writeEof(): void {
    abstract();
  }

  canWriteEof(): boolean {
    return abstract();
  }

  /** Closes it at once; what was not sent is lost. */
  abort(): void {
    abstract();
  }
}

export class DatagramTransport extends BaseTransport {
  /** Sends a datagram to an address, or to the one that the endpoint is connected to. */
  sendto(_data: Uint8Array, _to?: Address): void {
    abstract();
  }

  abort(): void {
    abstract();
  }
}

export class SubprocessTransport extends BaseTransport {
  getPid(): number {
    return abstract();
  }

  /** The exit code, a signal's number with a minus sign, or undefined while the process runs. */
  getReturncode(): number | undefined {
    return abstract();
  }

  /** The transport of one of its pipes, by the number that the pipe has in the child. */
  getPipeTransport(_fd: number): BaseTransport | undefined {
    return abstract();
  }

  sendSignal(_signal: number): void {
    abstract();
  }

  terminate(): void {
    abstract();
  }

  kill(): void {
    abstract();
  }
}
