// Streams under Python's names.

import { awaitFrame } from "../../asyncio/coroutine.ts";
import type { EventLoop } from "../../asyncio/loop.ts";
import { getRunningLoop } from "../../asyncio/loop.ts";
import { nativeCode } from "../../asyncio/native.ts";
import type { SSLContext } from "../../asyncio/sslcontext.ts";
import * as errors from "../../asyncio/streamerrors.ts";
import * as protocols from "../../asyncio/streamprotocol.ts";
import * as readers from "../../asyncio/streamreader.ts";
import { StreamTransport } from "../../asyncio/streamtransport.ts";
import { StreamWriter as EngineWriter } from "../../asyncio/streamwriter.ts";
import { callMethod } from "../../runtime/attributes.ts";
import { ByteArray } from "../../runtime/bytes/buffer.ts";
import { bytesOf, makeBytes } from "../../runtime/bytes/bytes.ts";
import { call } from "../../runtime/calls.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { assertionError, stopAsyncIteration, valueError } from "../../runtime/errors.ts";
import { exceptionTypes, registerException } from "../../runtime/exceptions.ts";
import { index, iterate, repr } from "../../runtime/protocols.ts";
import type { Native } from "../../runtime/signature.ts";
import type { Type } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { connectionFor, serverFor, unixConnectionFor, unixServerFor, upgradeOptions } from "./connections.ts";
import { asyncType, converted, coroutineFunction, given, lazily, orNone } from "./define.ts";
import { currentLoop } from "./policy.ts";
import { connectionTypes, dataOf, infoValue, joined, lossOf, protocolTypes } from "./transports.ts";

type Reader = readers.StreamReader;
type Writer = EngineWriter;

const count = (value: Value | undefined, missing: number): number => {
  if (value === undefined) return missing;
  return Number(index(value));
};

function separatorsOf(value: Value | undefined): Uint8Array[] {
  if (value === undefined) return [Uint8Array.of(10)];
  if (value instanceof Tuple) return value.items.map((item) => dataOf(item));
  return [dataOf(value)];
}

/** A loop of what is not initialised. */
const NOWHERE = {} as EventLoop;

export const streamErrors = lazily(() => {
  const IncompleteReadError = asyncType({
    name: "IncompleteReadError",
    module: "asyncio.exceptions",
    base: exceptionTypes.get("EOFError")!,
    ctor: errors.IncompleteReadError as unknown as new () => object,
    create: (cls, args) => {
      const Maker = cls.tp.construct as unknown as new (partial: Uint8Array, expected: undefined) => { args: Value[] };
      const self = new Maker(new Uint8Array(0), undefined);
      self.args = args;
      return self as Value;
    },
    methods: {
      "__init__(partial, expected)": (self: errors.IncompleteReadError, partial: Value, expected: Value) => {
        const data = bytesOf(partial) ?? new Uint8Array(0);
        const total = expected === None ? "undefined" : repr(expected);
        self.args = [`${data.length} bytes read on a total of ${total} expected bytes`];
        self.partial = partial as never;
        self.expected = given(expected) as number | undefined;
        return None;
      },
    },
    special: {
      __reduce__: (self: errors.IncompleteReadError) =>
        new Tuple([IncompleteReadError, new Tuple([partialOf(self), orNone(self.expected)])]),
    },
    getters: {
      partial: [
        partialOf,
        (self: errors.IncompleteReadError, value) => {
          self.partial = value as never;
        },
      ],
      expected: [
        (self: errors.IncompleteReadError) => orNone(self.expected),
        (self: errors.IncompleteReadError, value) => {
          self.expected = value as number;
        },
      ],
    },
  });
  const LimitOverrunError: Type = asyncType({
    name: "LimitOverrunError",
    module: "asyncio.exceptions",
    base: exceptionTypes.get("Exception")!,
    ctor: errors.LimitOverrunError as unknown as new () => object,
    create: (cls, args) => {
      const self = new (cls.tp.construct as unknown as new (text: string, n: number) => { args: Value[] })("", 0);
      self.args = args;
      return self as Value;
    },
    methods: {
      "__init__(message, consumed)": (self: errors.LimitOverrunError, message: Value, consumed: Value) => {
        self.args = [message];
        self.consumed = consumed as number;
        return None;
      },
    },
    special: {
      __reduce__: (self: errors.LimitOverrunError) =>
        new Tuple([LimitOverrunError, new Tuple([self.args[0] as Value, self.consumed])]),
    },
    getters: {
      consumed: [
        (self: errors.LimitOverrunError) => self.consumed,
        (self: errors.LimitOverrunError, value) => {
          self.consumed = value as number;
        },
      ],
    },
  });
  registerException(IncompleteReadError);
  registerException(LimitOverrunError);
  return { IncompleteReadError, LimitOverrunError };
});

/** The engine's bytes become Python's when somebody asks. */
function partialOf(self: errors.IncompleteReadError): Value {
  if ((self.partial as unknown) instanceof Uint8Array) self.partial = makeBytes(self.partial) as never;
  return self.partial as unknown as Value;
}

const loopFor = (loop: Value | undefined): EventLoop => given<EventLoop & object>(loop) ?? currentLoop();

function initialiseReader(self: Reader, limit?: Value, loop?: Value): Value {
  const size = limit === undefined ? readers.DEFAULT_LIMIT : Number(index(limit));
  if (size <= 0) throw valueError("Limit cannot be <= 0");
  Object.assign(self, new readers.StreamReader({ limit: size, loop: loopFor(loop) }));
  return None;
}

const bytesOrEnd = (line: Uint8Array): Value => {
  if (line.length === 0) throw stopAsyncIteration();
  return makeBytes(line);
};

/** Calls a method of a transport: of the engine's own directly. */
function sending(self: Writer, data: Value): Value {
  const { transport } = self;
  if (transport instanceof StreamTransport) transport.send(dataOf(data));
  else callMethod(transport as Value, "write", data);
  return None;
}

export const streamTypes = lazily(() => {
  connectionTypes();
  streamErrors();
  const StreamReader: Type = asyncType({
    name: "StreamReader",
    module: "asyncio.streams",
    ctor: readers.StreamReader as unknown as new () => object,
    create: (cls) => new (cls.tp.construct as unknown as new (options: object) => object)({ loop: NOWHERE }) as Value,
    special: {
      __repr__: (self: Reader) => `<${self.describe()}>`,
      __aiter__: (self: Reader) => self as Value,
    },
    coroutines: {
      "read(n=-1)": (self: Reader, n?: Value) => self.read$(count(n, -1), makeBytes),
      "readline()": (self: Reader) => self.readline$(makeBytes),
      "readexactly(n)": (self: Reader, n: Value) => self.readexactly$(count(n, 0), makeBytes),
      "readuntil(separator=b'\\n')": (self: Reader, separator?: Value) =>
        self.readuntil$(separatorsOf(separator), makeBytes),
      "__anext__()": (self: Reader) => self.readline$(bytesOrEnd),
    },
    methods: {
      "__init__(limit=65536, loop=None)": initialiseReader,
      "exception()": (self: Reader) => lossOf(self.exception()),
      "set_exception(exc)": (self: Reader, error: Value) => {
        self.setException(error);
        return None;
      },
      "set_transport(transport)": (self: Reader, transport: Value) => {
        self.setTransport(transport as never);
        return None;
      },
      "feed_eof()": (self: Reader) => {
        self.feedEof();
        return None;
      },
      "feed_data(data)": (self: Reader, data: Value) => {
        if (self.ended) throw assertionError("feed_data after feed_eof");
        self.feedData(dataOf(data));
        return None;
      },
      "at_eof()": (self: Reader) => self.atEof(),
    },
    getters: {
      _limit: (self: Reader) => self.limit,
      _buffer: (self: Reader) => new ByteArray(self.unread$()),
      _eof: (self: Reader) => self.ended,
      _exception: (self: Reader) => lossOf(self.exception()),
      _waiter: (self: Reader) => orNone((self as unknown as { waiter: Value | null }).waiter),
      _loop: (self: Reader) => self.loop as Value,
      _transport: (self: Reader) => orNone(self.transport),
    },
  });
  const writer = (f: (self: Writer) => void) => (self: Writer) => {
    f(self);
    return None;
  };
  const StreamWriter = asyncType({
    name: "StreamWriter",
    module: "asyncio.streams",
    ctor: EngineWriter as unknown as new () => object,
    create: (cls) => new (cls.tp.construct as unknown as new () => object)() as Value,
    special: {
      __repr__: (self: Writer) => {
        const reader = self.reader === undefined ? "" : ` reader=${repr(self.reader as Value)}`;
        return `<StreamWriter transport=${repr(self.transport as Value)}${reader}>`;
      },
    },
    coroutines: {
      "drain()": (self: Writer) => self.drain$(),
      "wait_closed()": (self: Writer) => self.waitClosed$(),
      "start_tls(sslcontext, *, server_hostname=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None)": (
        self: Writer,
        context: Value,
        host?: Value,
        handshake?: Value,
        shutdown?: Value,
      ) => self.startTls$(context as SSLContext, upgradeOptions(host, handshake, shutdown)),
    },
    methods: {
      "__init__(transport, protocol, reader, loop)": (
        self: Writer,
        transport: Value,
        protocol: Value,
        reader: Value,
        loop: Value,
      ) => {
        Object.assign(self, { transport, protocol, reader: given(reader), loop });
        return None;
      },
      "write(data)": sending,
      "writelines(data)": (self: Writer, list: Value) => {
        const parts = [...iterate(list)].map((part) => dataOf(part));
        sending(self, makeBytes(joined(parts)));
        return None;
      },
      "write_eof()": writer((self) => self.writeEof()),
      "can_write_eof()": (self: Writer) => self.canWriteEof(),
      "close()": (self: Writer) => {
        if (self.transport instanceof StreamTransport) self.close();
        else callMethod(self.transport as Value, "close");
        return None;
      },
      "is_closing()": (self: Writer) => self.isClosing(),
      "get_extra_info(name, default=None)": (self: Writer, name: Value, fallback?: Value) =>
        infoValue(self.getExtraInfo(name as string, fallback ?? None)),
    },
    getters: {
      transport: (self: Writer) => self.transport as Value,
      _transport: (self: Writer) => self.transport as Value,
      _protocol: (self: Writer) => self.protocol as Value,
      _reader: (self: Writer) => orNone(self.reader),
      _loop: (self: Writer) => self.loop as Value,
    },
  });
  const { Protocol } = protocolTypes();
  type ReaderProtocol = protocols.StreamReaderProtocol;
  const native = protocols.StreamReaderProtocol.prototype;
  const StreamReaderProtocol = asyncType({
    name: "StreamReaderProtocol",
    module: "asyncio.streams",
    base: Protocol,
    ctor: protocols.StreamReaderProtocol as unknown as new () => object,
    create: (cls) => {
      const loop = { createFuture: () => undefined } as unknown as EventLoop;
      const Maker = cls.tp.construct as unknown as new (reader: unknown, f: undefined, loop: EventLoop) => object;
      return new Maker(undefined, undefined, loop) as Value;
    },
    methods: {
      "__init__(stream_reader, client_connected_cb=None, loop=None)": (
        self: ReaderProtocol,
        reader: Value,
        callback?: Value,
        loop?: Value,
      ) => {
        const connected = callback === undefined || callback === None ? undefined : clientConnected(callback);
        Object.assign(self, new protocols.StreamReaderProtocol(reader as never, connected, loopFor(loop)));
        return None;
      },
      "connection_made(transport)": (self: ReaderProtocol, transport: Value) => {
        native.connectionMade.call(self, transport as never);
        return None;
      },
      "connection_lost(exc)": (self: ReaderProtocol, error: Value) => {
        native.connectionLost.call(self, given(error));
        return None;
      },
      "data_received(data)": (self: ReaderProtocol, data: Value) => {
        native.dataReceived.call(self, dataOf(data));
        return None;
      },
      "eof_received()": (self: ReaderProtocol) => native.eofReceived.call(self),
      "pause_writing()": (self: ReaderProtocol) => {
        native.pauseWriting.call(self);
        return None;
      },
      "resume_writing()": (self: ReaderProtocol) => {
        native.resumeWriting.call(self);
        return None;
      },
    },
    getters: { _loop: (self: ReaderProtocol) => self.loop as Value },
  });
  return { StreamReader, StreamWriter, StreamReaderProtocol };
});

/** What a server calls for each client, as the engine calls it. */
export const clientConnected =
  (callback: Value): protocols.ClientConnected =>
  (reader, writer) =>
    call(callback, reader as Value, writer as Value);

/** The reader and the writer of a new connection. */
const pairOf = ([transport, protocol]: [StreamTransport, protocols.StreamReaderProtocol]): Value => {
  const { reader, loop } = protocol;
  return new Tuple([reader as Value, new EngineWriter(transport, protocol, reader, loop) as Value]);
};

function protocolMaker(limit: Value | undefined, callback?: Value): () => protocols.StreamReaderProtocol {
  streamTypes();
  const loop = getRunningLoop();
  const size = limit === undefined ? readers.DEFAULT_LIMIT : Number(index(limit));
  const connected = callback === undefined ? undefined : clientConnected(callback);
  return () => new protocols.StreamReaderProtocol(new readers.StreamReader({ limit: size, loop }), connected, loop);
}

type Keywords = Map<string, Value> | undefined;

const OPEN = nativeCode("open_connection");

const paired = (frame: Generator<undefined, unknown, unknown>): unknown =>
  awaitFrame(
    converted(() => awaitFrame(frame, OPEN), pairOf as never),
    OPEN,
  );

/** The functions of `asyncio.streams`. */
export const streamFunctions = lazily((): Native[] => [
  coroutineFunction(
    "open_connection(host=None, port=None, *, limit=65536, **kwds)",
    (host?: Value, port?: Value, limit?: Value, keywords?: Keywords) =>
      paired(connectionFor(getRunningLoop(), protocolMaker(limit), host, port, keywords)),
    "asyncio.streams",
  ),
  coroutineFunction(
    "start_server(client_connected_cb, host=None, port=None, *, limit=65536, **kwds)",
    (callback: Value, host?: Value, port?: Value, limit?: Value, keywords?: Keywords) =>
      awaitFrame(serverFor(getRunningLoop(), protocolMaker(limit, callback), host, port, keywords), OPEN),
    "asyncio.streams",
  ),
  coroutineFunction(
    "open_unix_connection(path=None, *, limit=65536, **kwds)",
    (path?: Value, limit?: Value, keywords?: Keywords) =>
      paired(unixConnectionFor(getRunningLoop(), protocolMaker(limit), path, keywords)),
    "asyncio.streams",
  ),
  coroutineFunction(
    "start_unix_server(client_connected_cb, path=None, *, limit=65536, **kwds)",
    (callback: Value, path?: Value, limit?: Value, keywords?: Keywords) =>
      awaitFrame(unixServerFor(getRunningLoop(), protocolMaker(limit, callback), path, keywords), OPEN),
    "asyncio.streams",
  ),
]);
