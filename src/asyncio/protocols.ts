// Protocols: what transports call (https://docs.python.org/3.14/library/asyncio-protocol.html#protocols). A program
// derives its own from them and overrides what it wants to hear of.

import type { Address } from "../host/network.ts";
import type { BaseTransport, DatagramTransport, SubprocessTransport, Transport } from "./transports.ts";

/** What all protocols hear of. */
export class BaseProtocol {
  /** The connection is there. */
  connectionMade(_transport: BaseTransport): void {}

  /** The connection is gone: by an error, or closed (undefined), by either side. */
  connectionLost(_error: unknown): void {}

  /** The transport holds more than its high-water mark: write no more, for now. */
  pauseWriting(): void {}

  /** The transport has room again. */
  resumeWriting(): void {}
}

/**
 * A protocol of a stream of bytes.
 *
 * @example
 * class Echo extends Protocol {
 *   override connectionMade(transport: Transport) {
 *     this.transport = transport;
 *   }
 *   override dataReceived(data: Uint8Array) {
 *     this.transport.write(data);
 *   }
 * }
 * const server = yield* createServer(() => new Echo(), { host: "127.0.0.1", port: 8888 });
 */
export class Protocol extends BaseProtocol {
  override connectionMade(_transport: Transport): void {}

  /** Some bytes arrived: part of a message, or several. */
  dataReceived(_data: Uint8Array): void {}

  /** The other side sends no more. True keeps the transport open for writing; else it closes itself. */
  eofReceived(): boolean | undefined {
    return undefined;
  }
}

/** A stream protocol that provides the memory that bytes are received into. */
export class BufferedProtocol extends BaseProtocol {
  override connectionMade(_transport: Transport): void {}

  /** The memory for what comes next; at least a byte. `sizeHint` is -1 or what would be useful. */
  getBuffer(_sizeHint: number): Uint8Array {
    return new Uint8Array(0);
  }

  /** So many bytes of the buffer were filled. */
  bufferUpdated(_count: number): void {}

  eofReceived(): boolean | undefined {
    return undefined;
  }
}

/** A protocol of datagrams. */
export class DatagramProtocol extends BaseProtocol {
  override connectionMade(_transport: DatagramTransport): void {}

  datagramReceived(_data: Uint8Array, _from: Address): void {}

  /** Sending or receiving failed; the transport stays open. */
  errorReceived(_error: unknown): void {}
}

/** A protocol of a child process. Its pipes go by the numbers they have in the child. */
export class SubprocessProtocol extends BaseProtocol {
  override connectionMade(_transport: SubprocessTransport): void {}

  pipeDataReceived(_fd: number, _data: Uint8Array): void {}

  pipeConnectionLost(_fd: number, _error: unknown): void {}

  processExited(): void {}
}

/** A protocol that a stream of bytes may have. */
export type StreamProtocol = Protocol | BufferedProtocol;

export const isBuffered = (protocol: StreamProtocol): protocol is BufferedProtocol =>
  typeof (protocol as BufferedProtocol).getBuffer === "function";
