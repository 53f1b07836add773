// Operations of sockets that wait: each is a frame, which runs where its caller can be suspended. There the thread that
// calls waits for the host, and others go on; in a coroutine the whole loop waits, as it does in CPython. Elsewhere the
// plain method answers, that refuses to wait.

import { type Frame, SUSPENDED } from "../../asyncio/coroutine.ts";
import { waitForHost } from "../../asyncio/drive.ts";
import { hooks } from "../../asyncio/hooks.ts";
import { errnoOf, hostFailure } from "../../asyncio/oserrors.ts";
import { SOCK_STREAM, type Socket } from "../../asyncio/sockets.ts";
import type { HostError } from "../../host/host.ts";
import type { Address, InternetAddress } from "../../host/network.ts";
import { makeBytes } from "../../runtime/bytes/bytes.ts";
import type { FrameFunction } from "../../runtime/code.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { formsOf, type Native } from "../../runtime/signature.ts";
import type { Type } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { environment } from "../environment.ts";
import { addressArgument, given, into, isLiteral, network, peeks, pythonAddress, sizeOf } from "./arguments.ts";
import { gaierror } from "./errors.ts";

type Waiting<T> = Generator<undefined, T, unknown>;

const timedOut = (): unknown => hooks.makeError!("TimeoutError", ["timed out"]);

/** Waits until `begin`'s callback is called, or the time is over. */
function* wait(begin: (ready: () => void) => void, seconds: number | undefined): Waiting<void> {
  const { host } = environment;
  const arm = (resume: () => void): void => {
    const release = host.hold();
    let timer: unknown;
    let isOver = false;
    const ready = (): void => {
      if (isOver) return;
      isOver = true;
      release();
      if (timer !== undefined) host.clearTimer(timer);
      resume();
    };
    if (seconds !== undefined) timer = host.setTimer(seconds, ready);
    begin(ready);
  };
  if (waitForHost(arm, undefined, seconds) === SUSPENDED) yield;
}

/** Waits until a socket is ready; a TimeoutError says that it was not in time. One that does not block is not waited for. */
function* until(self: Socket, isReady: () => boolean): Waiting<void> {
  if (self.timeout === 0) return;
  const { host } = environment;
  const end = self.timeout === undefined ? undefined : host.monotonic() + self.timeout;
  while (!isReady()) {
    const left = end === undefined ? undefined : end - host.monotonic();
    if (left !== undefined && left <= 0) throw timedOut();
    yield* wait((ready) => self.watch(ready), left);
  }
}

const readable = (self: Socket): Waiting<void> => until(self, () => self.isReadable);

/** An address whose host is an address, not a name. */
function* lookUp(self: Socket, address: Address): Waiting<Address> {
  if (typeof address === "string" || isLiteral(address.host)) return address;
  let failure: HostError | undefined;
  let found: InternetAddress | undefined;
  yield* wait((ready) => {
    network().resolve(address.host, address.family, (error, addresses) => {
      failure = error;
      if (addresses?.[0] !== undefined) found = { ...address, host: addresses[0].address };
      ready();
    });
  }, self.timeout);
  if (failure !== undefined) throw hostFailure(failure);
  if (found === undefined) throw timedOut();
  return found;
}

/** Connects; the error of what failed, or undefined. */
function* connecting(self: Socket, address: Value): Waiting<HostError | undefined> {
  const to = yield* lookUp(self, addressArgument(self, address, "connect", true));
  self.connect(to);
  try {
    yield* until(self, () => !self.isConnecting);
  } catch (error) {
    self.giveUp();
    throw error;
  }
  return self.takeError();
}

const waitsToConnect = (self: Socket): boolean => self.type === SOCK_STREAM && self.timeout !== 0;

type Method = (self: Socket, ...args: Value[]) => Value;

/** The frames, by the methods' names; `plain` are the methods that do not wait. */
const frames = (plain: (name: string) => Method): Record<string, (...args: never[]) => Frame> => ({
  *connect(self: Socket, address: Value): Waiting<Value> {
    if (!waitsToConnect(self)) return plain("connect")(self, address);
    const failure = yield* connecting(self, address);
    if (failure !== undefined) throw hostFailure(failure);
    return None;
  },
  *connect_ex(self: Socket, address: Value): Waiting<Value> {
    if (!waitsToConnect(self)) return plain("connect_ex")(self, address);
    const failure = yield* connecting(self, address);
    return failure === undefined ? 0 : errnoOf(failure)[0];
  },
  *_accept(self: Socket): Waiting<Value> {
    yield* readable(self);
    return self.accept() as unknown as Value;
  },
  *recv(self: Socket, size: Value, flags?: Value): Waiting<Value> {
    const count = sizeOf(size, "recv");
    yield* readable(self);
    return makeBytes(self.recv(count, peeks(flags)));
  },
  *recv_into(self: Socket, buffer: Value, count?: Value, flags?: Value): Waiting<Value> {
    yield* readable(self);
    return into(buffer, count, (most) => self.recv(most, peeks(flags)));
  },
  *recvfrom(self: Socket, size: Value, flags?: Value): Waiting<Value> {
    const count = sizeOf(size, "recvfrom");
    // A socket that was never used is bound by asking.
    if (!self.isReadable) self.getsockname();
    yield* readable(self);
    const [data, from] = self.recvfrom(count, peeks(flags));
    return new Tuple([makeBytes(data), pythonAddress(from)]);
  },
  *send(self: Socket, data: Value): Waiting<Value> {
    const bytes = given(data);
    yield* until(self, () => self.isWritable);
    return self.send(bytes);
  },
  *sendall(self: Socket, data: Value): Waiting<Value> {
    const bytes = given(data);
    yield* until(self, () => self.isWritable);
    self.send(bytes);
    yield* until(self, () => self.isWritable);
    return None;
  },
});

/** Gives the methods of a type their frames. */
export function addFrames(type: Type): void {
  gaierror();
  const methodOf = (name: string): Native => type.tp.dict.get(name) as Native;
  for (const [name, frame] of Object.entries(frames((name) => methodOf(name) as unknown as Method))) {
    for (const form of formsOf(methodOf(name))) {
      (form as Native & { frame?: FrameFunction }).frame = frame as unknown as FrameFunction;
    }
  }
}
