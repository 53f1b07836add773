// Transports and protocols under Python's names, and the two ways across: a protocol that is a Python object stands
// behind an adapter that calls its methods by Python's names; what is known of a transport reads as Python has it.

import type { PeerCertificate } from "../../asyncio/certificates.ts";
import { DatagramSocketTransport } from "../../asyncio/datagrams.ts";
import * as engineProtocols from "../../asyncio/protocols.ts";
import { BaseProtocol as EngineProtocol } from "../../asyncio/protocols.ts";
import { showAddress } from "../../asyncio/server.ts";
import { StreamReaderProtocol } from "../../asyncio/streamprotocol.ts";
import { TransportSocket as EngineSocket, StreamTransport } from "../../asyncio/streamtransport.ts";
import { TlsTransport } from "../../asyncio/tls.ts";
import * as engine from "../../asyncio/transports.ts";
import type { Address } from "../../host/network.ts";
import { callMethod } from "../../runtime/attributes.ts";
import { Bytes, bytesOf, makeBytes } from "../../runtime/bytes/bytes.ts";
import { Dict } from "../../runtime/containers/dict.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { notImplementedError, typeError } from "../../runtime/errors.ts";
import { asException } from "../../runtime/exceptions.ts";
import { iterate, objectRepr, str, truth } from "../../runtime/protocols.ts";
import { isInstance, type Type, typeName } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { certificateValue } from "../ssl/values.ts";
import { asyncType, lazily, orNone } from "./define.ts";

// ---- values ---------------------------------------------------------------------------------------------------------------

/** An address as Python has it: a tuple, or the path of a Unix socket. */
export function addressValue(address: Address | undefined): Value {
  if (address === undefined) return None;
  if (typeof address === "string") return address;
  const { host, port, family } = address;
  return new Tuple(family === 6 ? [host, port, 0, 0] : [host, port]);
}

/** What Python hears of an end: the exception, or None. */
export const lossOf = (error: unknown): Value => (error === undefined ? None : asException(error));

/** The bytes of an argument, as they will be when they are sent. */
export function dataOf(value: Value, what = "data argument must be a bytes-like object"): Uint8Array {
  if (value instanceof Bytes) return value.data;
  const data = bytesOf(value);
  if (data === undefined) throw typeError(`${what}, not '${typeName(value)}'`);
  return data.slice();
}

/** What the engine tells of a transport, as Python has it. */
export function infoValue(value: unknown): Value {
  if (value === undefined || value === null) return None;
  if (value instanceof EngineSocket) TransportSocket();
  if (typeof value === "object" && "port" in value && "host" in value) return addressValue(value as Address);
  if (Array.isArray(value)) return new Tuple(value);
  return isCertificate(value) ? certificateValue(value) : (value as Value);
}

/** Of all that is told, certificates alone are plain objects. */
const isCertificate = (value: unknown): value is PeerCertificate =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

// ---- protocols behind adapters ----------------------------------------------------------------------------------------------

/** A protocol written in Python. */
export class PythonProtocol extends EngineProtocol {
  declare readonly python: Value;
  constructor(python: Value) {
    super();
    this.python = python;
  }
  override connectionMade(transport: engine.BaseTransport): void {
    callMethod(this.python, "connection_made", transport as Value);
  }
  override connectionLost(error: unknown): void {
    callMethod(this.python, "connection_lost", lossOf(error));
  }
  override pauseWriting(): void {
    callMethod(this.python, "pause_writing");
  }
  override resumeWriting(): void {
    callMethod(this.python, "resume_writing");
  }
  dataReceived(data: Uint8Array): void {
    callMethod(this.python, "data_received", makeBytes(data));
  }
  eofReceived(): boolean {
    return truth(callMethod(this.python, "eof_received"));
  }
  datagramReceived(data: Uint8Array, from: Address): void {
    callMethod(this.python, "datagram_received", makeBytes(data), addressValue(from));
  }
  errorReceived(error: unknown): void {
    callMethod(this.python, "error_received", lossOf(error));
  }
  pipeDataReceived(fd: number, data: Uint8Array): void {
    callMethod(this.python, "pipe_data_received", fd, makeBytes(data));
  }
  pipeConnectionLost(fd: number, error: unknown): void {
    callMethod(this.python, "pipe_connection_lost", fd, lossOf(error));
  }
  processExited(): void {
    callMethod(this.python, "process_exited");
  }
}

class PythonBufferedProtocol extends PythonProtocol {
  getBuffer(sizeHint: number): Uint8Array {
    const buffer = callMethod(this.python, "get_buffer", sizeHint);
    const data = bytesOf(buffer);
    if (data === undefined) throw typeError(`a bytes-like object is required, not '${typeName(buffer)}'`);
    return data;
  }
  bufferUpdated(count: number): void {
    callMethod(this.python, "buffer_updated", count);
  }
}

/** The engine's view of a protocol: its own class as it is, anything else behind an adapter. */
export function engineProtocol(value: Value): PythonProtocol {
  if (value instanceof StreamReaderProtocol && !(value as unknown as { type_: Type }).type_.tp.heap)
    return value as never;
  return isInstance(value, protocolTypes().BufferedProtocol)
    ? new PythonBufferedProtocol(value)
    : new PythonProtocol(value);
}

/** Python's view of it. */
export const pythonProtocol = (protocol: unknown): Value =>
  protocol instanceof PythonProtocol ? protocol.python : orNone(protocol);

const nothing = (): Value => None;

export const protocolTypes = lazily(() => {
  const type = (name: string, ctor: unknown, base: Type | undefined, names: string): Type =>
    asyncType({
      name,
      module: "asyncio.protocols",
      hasDict: false,
      ctor: ctor as new () => object,
      ...(base === undefined ? {} : { base }),
      methods: Object.fromEntries(names.split("; ").map((text) => [text, nothing])),
    });
  const BaseProtocol = type(
    "BaseProtocol",
    engineProtocols.BaseProtocol,
    undefined,
    "connection_made(transport); connection_lost(exc); pause_writing(); resume_writing()",
  );
  return {
    BaseProtocol,
    Protocol: type("Protocol", engineProtocols.Protocol, BaseProtocol, "data_received(data); eof_received()"),
    DatagramProtocol: type(
      "DatagramProtocol",
      engineProtocols.DatagramProtocol,
      BaseProtocol,
      "datagram_received(data, addr); error_received(exc)",
    ),
    SubprocessProtocol: type(
      "SubprocessProtocol",
      engineProtocols.SubprocessProtocol,
      BaseProtocol,
      "pipe_data_received(fd, data); pipe_connection_lost(fd, exc); process_exited()",
    ),
    BufferedProtocol: type(
      "BufferedProtocol",
      engineProtocols.BufferedProtocol,
      BaseProtocol,
      "get_buffer(sizehint); buffer_updated(nbytes); eof_received()",
    ),
  };
});

// ---- transports -------------------------------------------------------------------------------------------------------------

const unimplemented = (): Value => {
  throw notImplementedError();
};
const abstract = (names: string): Record<string, () => Value> =>
  Object.fromEntries(names.split("; ").map((text) => [text, unimplemented]));

interface WithExtra {
  extra$?: Value;
}

function extraOf(self: WithExtra): Value {
  self.extra$ ??= new Dict();
  return self.extra$;
}

export const transportTypes = lazily(() => {
  const BaseTransport = asyncType({
    name: "BaseTransport",
    module: "asyncio.transports",
    ctor: engine.BaseTransport,
    methods: {
      "__init__(extra=None)": (self: WithExtra, extra?: Value) => {
        if (extra !== undefined && extra !== None) self.extra$ = extra;
        return None;
      },
      "get_extra_info(name, default=None)": (self: WithExtra, name: Value, fallback?: Value) =>
        self.extra$ === undefined ? (fallback ?? None) : callMethod(self.extra$, "get", name, fallback ?? None),
      ...abstract("is_closing(); close(); set_protocol(protocol); get_protocol()"),
    },
    getters: { _extra: extraOf },
  });
  const ReadTransport = asyncType({
    name: "ReadTransport",
    module: "asyncio.transports",
    base: BaseTransport,
    ctor: engine.ReadTransport,
    methods: abstract("is_reading(); pause_reading(); resume_reading()"),
  });
  const writing = {
    ...abstract(
      "set_write_buffer_limits(high=None, low=None); get_write_buffer_size(); get_write_buffer_limits(); write(data); write_eof(); can_write_eof(); abort()",
    ),
    "writelines(list_of_data)": (self: Value, list: Value) => {
      const parts = [...iterate(list)].map((part) => dataOf(part, "sequence item: expected a bytes-like object"));
      callMethod(self, "write", makeBytes(joined(parts)));
      return None;
    },
  };
  const WriteTransport = asyncType({
    name: "WriteTransport",
    module: "asyncio.transports",
    base: BaseTransport,
    methods: writing,
  });
  const Transport = asyncType({
    name: "Transport",
    module: "asyncio.transports",
    base: ReadTransport,
    ctor: engine.Transport,
    methods: writing,
  });
  Transport.tp.bases.push(WriteTransport);
  Transport.tp.mro.splice(2, 0, WriteTransport);
  const DatagramTransport = asyncType({
    name: "DatagramTransport",
    module: "asyncio.transports",
    base: BaseTransport,
    ctor: engine.DatagramTransport,
    methods: abstract("sendto(data, addr=None); abort()"),
  });
  const SubprocessTransport = asyncType({
    name: "SubprocessTransport",
    module: "asyncio.transports",
    base: BaseTransport,
    ctor: engine.SubprocessTransport,
    methods: abstract("get_pid(); get_returncode(); get_pipe_transport(fd); send_signal(signal); terminate(); kill()"),
  });
  return { BaseTransport, ReadTransport, WriteTransport, Transport, DatagramTransport, SubprocessTransport };
});

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

type Base = engine.BaseTransport;

/** The methods that all transports of the engine have. */
export const commonMethods = {
  "get_extra_info(name, default=None)": (self: Base, name: Value, fallback?: Value) => {
    const value = self.getExtraInfo(str(name), fallback ?? None);
    return infoValue(value);
  },
  "is_closing()": (self: Base) => self.isClosing(),
  "close()": (self: Base) => {
    self.close();
    return None;
  },
  "set_protocol(protocol)": (self: Base, protocol: Value) => {
    self.setProtocol(engineProtocol(protocol));
    return None;
  },
  "get_protocol()": (self: Base) => pythonProtocol(self.getProtocol()),
};

const KINDS = {
  socket: "_SelectorSocketTransport",
  readPipe: "_UnixReadPipeTransport",
  writePipe: "_UnixWritePipeTransport",
};

export const describeTransport = (self: StreamTransport): string => `<${KINDS[self.kind]} ${self.describe()}>`;

const limit = (value: Value | undefined): number | undefined =>
  value === undefined || value === None ? undefined : Number(value);

const done =
  (act: (self: StreamTransport) => void) =>
  (self: StreamTransport): Value => {
    act(self);
    return None;
  };

/** The transports that connections have. Their types are made before the first of them is seen. */
export const connectionTypes = lazily(() => {
  protocolTypes();
  TransportSocket();
  const { Transport, DatagramTransport } = transportTypes();
  const SocketTransport = asyncType({
    name: "_SelectorSocketTransport",
    module: "asyncio.selector_events",
    base: Transport,
    ctor: StreamTransport as unknown as new () => object,
    special: { __repr__: describeTransport },
    methods: {
      ...commonMethods,
      "is_reading()": (self: StreamTransport) => self.isReading(),
      "pause_reading()": done((self) => self.pauseReading()),
      "resume_reading()": done((self) => self.resumeReading()),
      "set_write_buffer_limits(high=None, low=None)": (self: StreamTransport, high?: Value, low?: Value) => {
        const limits: { high?: number; low?: number } = {};
        const [upper, lower] = [limit(high), limit(low)];
        if (upper !== undefined) limits.high = upper;
        if (lower !== undefined) limits.low = lower;
        self.setWriteBufferLimits(limits);
        return None;
      },
      "get_write_buffer_size()": (self: StreamTransport) => self.getWriteBufferSize(),
      "get_write_buffer_limits()": (self: StreamTransport) => new Tuple(self.getWriteBufferLimits()),
      "write(data)": (self: StreamTransport, data: Value) => {
        self.send(dataOf(data));
        return None;
      },
      "writelines(list_of_data)": (self: StreamTransport, list: Value) => {
        for (const part of iterate(list)) self.send(dataOf(part));
        return None;
      },
      "write_eof()": done((self) => self.writeEof()),
      "can_write_eof()": (self: StreamTransport) => self.canWriteEof(),
      "abort()": done((self) => self.abort()),
    },
  });
  const DatagramSocket = asyncType({
    name: "_SelectorDatagramTransport",
    module: "asyncio.selector_events",
    base: DatagramTransport,
    ctor: DatagramSocketTransport as unknown as new () => object,
    special: { __repr__: (self: DatagramSocketTransport) => `<_SelectorDatagramTransport ${self.describe()}>` },
    methods: {
      ...commonMethods,
      "sendto(data, addr=None)": (self: DatagramSocketTransport, data: Value, to?: Value) => {
        const bytes = dataOf(data);
        if (to === undefined || to === None) self.sendto(bytes);
        else self.sendto(bytes, addressOf(to));
        return None;
      },
      "get_write_buffer_size()": (self: DatagramSocketTransport) => self.getWriteBufferSize(),
      "abort()": (self: DatagramSocketTransport) => {
        self.abort();
        return None;
      },
    },
  });
  return { SocketTransport, DatagramSocket };
});

/** The transport of secure connections. */
export const secureType = lazily(() =>
  asyncType({
    name: "_SSLProtocolTransport",
    module: "asyncio.sslproto",
    base: connectionTypes().SocketTransport,
    ctor: TlsTransport as unknown as new () => object,
    special: { __repr__: objectRepr },
    methods: {
      "write_eof()": unimplemented,
      "can_write_eof()": () => false,
    },
  }),
);

/** An address of Python's: a tuple, or a path. */
export function addressOf(value: Value): Address {
  if (!(value instanceof Tuple)) return value instanceof Bytes ? new TextDecoder().decode(value.data) : str(value);
  const [host, port] = value.items;
  const name = str(host!);
  return { host: name === "" ? "0.0.0.0" : name, port: Number(port), family: name.includes(":") ? 6 : 4 };
}

/** The numbers of Linux. */
export const AF_UNIX = 1;
export const AF_INET = 2;
export const AF_INET6 = 10;

function familyOf({ local, remote }: EngineSocket): number {
  const address = local ?? remote;
  if (typeof address === "string") return AF_UNIX;
  return address?.family === 6 ? AF_INET6 : AF_INET;
}

const protoOf = (self: EngineSocket): number => (familyOf(self) === AF_UNIX ? 0 : self.isDatagram ? 17 : 6);

export const TransportSocket = lazily(() =>
  asyncType({
    name: "TransportSocket",
    module: "asyncio.trsock",
    ctor: EngineSocket as unknown as new () => object,
    hasDict: false,
    special: {
      __repr__: (self: EngineSocket) => {
        const show = (name: string, address: Address | undefined): string =>
          address === undefined || address === "" ? "" : `, ${name}=${showAddress(address)}`;
        const what = `family=${familyOf(self)}, type=${self.isDatagram ? 2 : 1}, proto=${protoOf(self)}`;
        return `<asyncio.TransportSocket fd=${self.descriptor}, ${what}${show("laddr", self.local)}${show("raddr", self.remote)}>`;
      },
    },
    methods: {
      "fileno()": (self: EngineSocket) => self.fileno(),
      "getsockname()": (self: EngineSocket) => addressValue(self.getsockname()),
      "getpeername()": (self: EngineSocket) => addressValue(self.getpeername()),
      "setsockopt(*args, **kwargs)": nothing,
      "getsockopt(*args, **kwargs)": () => 0,
      "gettimeout()": () => 0,
      "settimeout(value)": nothing,
      "setblocking(flag)": (_self: EngineSocket, flag: Value) => {
        if (truth(flag)) throw new Error("setblocking(): transport sockets cannot be blocking");
        return None;
      },
    },
    getters: {
      family: familyOf,
      type: (self: EngineSocket) => (self.isDatagram ? 2 : 1),
      proto: protoOf,
    },
  }),
);
