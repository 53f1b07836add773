// The type `_socket.socket`, over the engine's sockets. These are the methods that do not wait: on a socket that blocks
// they refuse what would have to wait, unless their frames can (blocking.ts).

import { errnoOf } from "../../asyncio/oserrors.ts";
import { AF_INET, AF_INET6, AF_UNIX, SOCK_DGRAM, SOCK_STREAM, Socket } from "../../asyncio/sockets.ts";
import type { Address, ByteStream, InternetAddress } from "../../host/network.ts";
import { makeBytes } from "../../runtime/bytes/bytes.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { notImplementedError, typeError, valueError } from "../../runtime/errors.ts";
import { type Exc, getField, osError } from "../../runtime/exceptions.ts";
import { nativeType } from "../../runtime/native.ts";
import { realOf } from "../../runtime/numbers/coerce.ts";
import { str, truth } from "../../runtime/protocols.ts";
import { type Type, typeName } from "../../runtime/types.ts";
import { float, None, type Value } from "../../runtime/values.ts";
import { lazily } from "../asyncio/define.ts";
import { addressArgument, chosen, given, into, network, number, peeks, pythonAddress, sizeOf } from "./arguments.ts";
import { addFrames } from "./blocking.ts";
import { gaierror } from "./errors.ts";

function timeoutOf(value: Value): number | undefined {
  if (value === None) return undefined;
  const seconds = realOf(value);
  if (seconds === undefined) throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`);
  if (seconds < 0) throw valueError("Timeout value out of range");
  return seconds;
}

/** Connecting takes time, so a socket that does not block always says that it is on its way. */
function connect(self: Socket, address: Value): void {
  const to = addressArgument(self, address, "connect");
  if (self.type === SOCK_STREAM && self.timeout !== 0) {
    throw osError(
      95,
      "socket.connect() is not available: a JavaScript thread cannot wait for the network; use asyncio",
    );
  }
  self.connect(to);
  if (self.type === SOCK_STREAM) throw osError(115, "Operation now in progress");
}

const optionKey = (level: Value, option: Value): string => `${str(level)} ${str(option)}`;
const SOL_SOCKET = 1;
const SO_TYPE = 3;
const SO_ERROR = 4;
const SO_ACCEPTCONN = 30;

function getOption(self: Socket, level: Value, option: Value, size?: Value): Value {
  if (level === SOL_SOCKET) {
    if (option === SO_TYPE) return self.type;
    if (option === SO_ACCEPTCONN) return self.isListening ? 1 : 0;
    if (option === SO_ERROR) {
      const failure = self.takeError();
      return failure === undefined ? 0 : errnoOf(failure)[0];
    }
  }
  const set = self.options.get(optionKey(level, option)) as Value | undefined;
  return set ?? (size === undefined ? 0 : makeBytes(new Uint8Array(number(size, 0))));
}

/** Options change nothing here, but for those that say of themselves. */
function setOption(self: Socket, level: Value, option: Value, value?: Value): Value {
  self.options.set(optionKey(level, option), value === undefined ? 0 : value);
  return None;
}

const done =
  <A extends unknown[]>(act: (self: Socket, ...args: A) => unknown) =>
  (self: Socket, ...args: A): Value => {
    act(self, ...args);
    return None;
  };

export const socketType = lazily((): Type => {
  gaierror();
  const type = nativeType({
    name: "socket",
    module: "_socket",
    ctor: Socket as unknown as new () => object,
    hasDict: true,
    create: (cls) => {
      const Maker = cls.tp.construct as unknown as new (...args: unknown[]) => object;
      return new Maker(network(), AF_INET, SOCK_STREAM, 0) as Value;
    },
    special: {
      __repr__: (self: Socket) =>
        `<socket object, fd=${self.descriptor}, family=${self.family}, type=${self.type}, proto=${self.proto}>`,
    },
    methods: {
      "__init__(family=-1, type=-1, proto=-1, fileno=None)": (
        self: Socket,
        family?: Value,
        type?: Value,
        proto?: Value,
        fileno?: Value,
      ) => {
        if (fileno !== undefined && fileno !== None) {
          throw notImplementedError("sockets of descriptors are not available: Node knows its own only");
        }
        const NONBLOCK = 2048;
        const CLOEXEC = 524_288;
        const kind = chosen(type, SOCK_STREAM);
        self.family = chosen(family, AF_INET);
        self.type = kind & ~(NONBLOCK | CLOEXEC);
        self.proto = chosen(proto, 0);
        if (kind & NONBLOCK) self.timeout = 0;
        if (![AF_UNIX, AF_INET, AF_INET6].includes(self.family)) {
          throw osError(97, "Address family not supported by protocol");
        }
        const isHad = self.type === SOCK_STREAM || (self.type === SOCK_DGRAM && self.family !== AF_UNIX);
        if (!isHad) throw osError(94, "Socket type not supported");
        return None;
      },
      "_accept()": (self: Socket) => self.accept() as unknown as Value,
      "_take(stream, /)": done((self, stream: Value) => self.adopt(stream as unknown as ByteStream)),
      "bind(address, /)": done((self, address: Value) => self.bind(addressArgument(self, address, "bind"))),
      "listen(backlog=128, /)": done((self, backlog?: Value) => self.listen(number(backlog, 128))),
      "connect(address, /)": done(connect),
      "connect_ex(address, /)": (self: Socket, address: Value) => {
        try {
          connect(self, address);
          return 0;
        } catch (error) {
          const errno = getField(error as Exc, "errno");
          if (errno === undefined) throw error;
          return errno;
        }
      },
      "getsockname()": (self: Socket) => pythonAddress(self.getsockname()),
      "getpeername()": (self: Socket) => pythonAddress(self.getpeername()),
      "recv(bufsize, flags=0, /)": (self: Socket, size: Value, flags?: Value) =>
        makeBytes(self.recv(sizeOf(size, "recv"), peeks(flags))),
      "recv_into(buffer, nbytes=0, flags=0)": (self: Socket, buffer: Value, count?: Value, flags?: Value) =>
        into(buffer, count, (most) => self.recv(most, peeks(flags))),
      "recvfrom(bufsize, flags=0, /)": (self: Socket, size: Value, flags?: Value) => {
        const [data, from] = self.recvfrom(sizeOf(size, "recvfrom"), peeks(flags));
        return new Tuple([makeBytes(data), pythonAddress(from)]);
      },
      "recvfrom_into(buffer, nbytes=0, flags=0)": (self: Socket, buffer: Value, count?: Value, flags?: Value) => {
        let from: Address | undefined;
        const size = into(buffer, count, (most) => {
          const packet = self.recvfrom(most, peeks(flags));
          from = packet[1];
          return packet[0];
        });
        return new Tuple([size, pythonAddress(from)]);
      },
      "send(data, flags=0, /)": (self: Socket, data: Value) => self.send(given(data)),
      "sendall(data, flags=0, /)": done((self, data: Value) => self.send(given(data))),
      "sendto(data, flags, address=None, /)": (self: Socket, data: Value, flags: Value, address?: Value) => {
        const to = addressArgument(self, address ?? flags, "sendto");
        return self.sendto(given(data), to as InternetAddress);
      },
      "shutdown(how, /)": done((self, how: Value) => self.shutdown(number(how, 2))),
      "close()": done((self) => self.close()),
      "detach()": () => {
        throw notImplementedError("socket.detach() is not available: Node keeps its descriptors to itself");
      },
      "fileno()": (self: Socket) => self.descriptor,
      "setblocking(flag, /)": done((self, flag: Value) => {
        self.timeout = truth(flag) ? undefined : 0;
      }),
      "getblocking()": (self: Socket) => self.timeout !== 0,
      "settimeout(value, /)": done((self, value: Value) => {
        self.timeout = timeoutOf(value);
      }),
      "gettimeout()": (self: Socket) => (self.timeout === undefined ? None : float(self.timeout)),
      "setsockopt(level, option, value=None, optlen=None, /)": setOption,
      "getsockopt(level, option, buflen=None, /)": getOption,
      ...Object.fromEntries(
        "recvmsg recvmsg_into sendmsg sendmsg_afalg".split(" ").map((name) => [
          `${name}(*args)`,
          (): Value => {
            throw notImplementedError(`socket.${name}() is not available`);
          },
        ]),
      ),
    },
    getters: {
      family: (self: Socket) => self.family,
      type: (self: Socket) => self.type,
      proto: (self: Socket) => self.proto,
      timeout: (self: Socket) => (self.timeout === undefined ? None : float(self.timeout)),
    },
  });
  addFrames(type);
  return type;
});

/** Two sockets of this process, connected to one another; `_take` gives them to sockets of a class of Python's. */
export function pairStreams(self: Socket, other: Socket): Value {
  const [a, b] = Socket.pair(network(), self.family, self.type, self.proto);
  self.adopt(a.release().stream);
  other.adopt(b.release().stream);
  return None;
}
