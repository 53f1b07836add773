// Sockets, pipes and names in Node. Its modules are taken when they are first used. Nothing here holds the process:
// whatever is opened is `unref`ed, and an event loop that waits holds it.

import { HostError } from "./host.ts";
import type {
  Address,
  BoundSocket,
  ByteStream,
  DatagramEvents,
  DatagramOptions,
  DatagramSocket,
  Done,
  GiveUp,
  InternetAddress,
  Listener,
  ListenOptions,
  Network,
} from "./network.ts";
import { builtin, bytesOf, descriptorOf, hostErrorOf, internet, type NodeError, NodeStream } from "./nodestream.ts";
import { nodeTls } from "./nodetls.ts";

type Net = typeof import("node:net");
type Fs = typeof import("node:fs");
type Dgram = typeof import("node:dgram");
type Dns = typeof import("node:dns");
type Socket = import("node:net").Socket;
type Udp = import("node:dgram").Socket;

function connect(to: Address, from: InternetAddress | undefined, done: Done<ByteStream>): GiveUp {
  const net = builtin<Net>("node:net");
  const socket = new net.Socket({ allowHalfOpen: true });
  const failed = (error: NodeError): void => done(hostErrorOf(error));
  socket.once("error", failed);
  const connected = (): void => {
    socket.off("error", failed);
    socket.pause();
    done(undefined, new NodeStream(socket, typeof to === "string" ? { local: "", remote: to } : undefined));
  };
  if (typeof to === "string") socket.connect({ path: to }, connected);
  else {
    const local = from === undefined ? {} : { localAddress: from.host, localPort: from.port };
    socket.connect({ host: to.host, port: to.port, ...local }, connected);
  }
  return () => {
    socket.off("error", failed);
    socket.on("error", () => {});
    socket.destroy();
  };
}

/** The addresses that stand for all of this machine's. */
const ANY = /^(?:0\.0\.0\.0|::)$/;

function listen(
  at: Address,
  options: ListenOptions,
  accepted: (stream: ByteStream) => void,
  done: Done<Listener>,
): GiveUp {
  const net = builtin<Net>("node:net");
  const server = net.createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
    accepted(new NodeStream(socket, addressesOf(socket)));
  });
  // At one address of this machine all connections have that one: it need not be asked for.
  let local: Address | undefined = typeof at === "string" ? at : undefined;
  const addressesOf = (socket: Socket): { local: Address; remote: Address | undefined } | undefined => {
    if (local === undefined) return undefined;
    if (typeof local === "string") return { local, remote: "" };
    return { local, remote: internet(socket.remoteAddress, socket.remotePort, socket.remoteFamily) };
  };
  let inode: number | undefined;
  const close = (): void => {
    // A path that has become somebody else's stays as well.
    if (typeof at === "string" && inode !== undefined && (options.keepsPath || inodeOf(at) !== inode)) {
      closeKeeping(server, at);
    } else server.close();
  };
  server.once("error", (error) => done(hostErrorOf(error)));
  const listening = (): void => {
    const address = server.address() as { address: string; port: number; family: string } | string;
    if (typeof at === "string") inode = inodeOf(at);
    if (typeof address === "object" && !ANY.test(address.address)) local = internet(...addressParts(address));
    done(undefined, {
      address:
        typeof at === "string"
          ? at
          : internet(...addressParts(address as { address: string; port: number; family: string }))!,
      descriptor: descriptorOf(server),
      close,
    });
  };
  const { backlog } = options;
  if (typeof at === "string") server.listen({ path: at, exclusive: true, ...(backlog ? { backlog } : {}) }, listening);
  else {
    const ipv6Only = options.ipv6Only ?? false;
    server.listen(
      { host: at.host, port: at.port, exclusive: true, ipv6Only, ...(backlog ? { backlog } : {}) },
      listening,
    );
  }
  server.unref();
  return close;
}

/** The number of the file at a path; undefined if there is none. */
function inodeOf(path: string): number | undefined {
  return builtin<Fs>("node:fs").statSync(path, { throwIfNoEntry: false })?.ino;
}

/** Node removes the path of a Unix socket that it closes, whosever it is by then. */
function closeKeeping(server: import("node:net").Server, path: string): void {
  const fs = builtin<Fs>("node:fs");
  const aside = `${path}.${process.pid}~`;
  try {
    fs.renameSync(path, aside);
  } catch {
    server.close();
    return;
  }
  server.close();
  fs.renameSync(aside, path);
}

const addressParts = (a: { address: string; port: number; family: string }): [string, number, string] => [
  a.address,
  a.port,
  a.family,
];

class NodeDatagrams implements DatagramSocket {
  private readonly socket: Udp;
  readonly local: Address | undefined;
  readonly remote: Address | undefined;
  readonly descriptor: number;
  private events: DatagramEvents | undefined;
  private readonly early: [Uint8Array, Address][] = [];
  private pending = 0;
  private closed = false;

  constructor(socket: Udp, remote: InternetAddress | undefined) {
    this.socket = socket;
    const { address, port, family } = socket.address();
    this.local = internet(address, port, family);
    this.remote = remote;
    this.descriptor = -1;
    socket.on("message", (data, from) => {
      const address: Address = { host: from.address, port: from.port, family: from.family === "IPv6" ? 6 : 4 };
      if (this.events === undefined) this.early.push([bytesOf(data), address]);
      else this.events.received(bytesOf(data), address);
    });
    socket.on("error", (error) => this.events?.failed(hostErrorOf(error)));
  }

  get unsent(): number {
    return this.pending;
  }

  start(events: DatagramEvents): void {
    this.events = events;
    for (const [data, from] of this.early.splice(0)) events.received(data, from);
  }

  send(data: Uint8Array, to: InternetAddress | undefined, done: (error: HostError | undefined) => void): void {
    this.pending += data.length;
    const sent = (error: NodeError | null): void => {
      this.pending -= data.length;
      done(error === null ? undefined : hostErrorOf(error));
    };
    if (to === undefined) this.socket.send(data, sent);
    else this.socket.send(data, to.port, to.host, sent);
  }

  close(): void {
    this.events = undefined;
    if (!this.closed) this.socket.close();
    this.closed = true;
  }
}

function datagrams(options: DatagramOptions, done: Done<DatagramSocket>): GiveUp {
  const dgram = builtin<Dgram>("node:dgram");
  const socket = dgram.createSocket({
    type: options.family === 6 ? "udp6" : "udp4",
    reuseAddr: options.reuseAddress ?? false,
  });
  socket.unref();
  let givenUp = false;
  const close = (): void => {
    givenUp = true;
    socket.close();
  };
  const failed = (error: NodeError): void => {
    close();
    done(hostErrorOf(error));
  };
  const ready = (): void => {
    if (givenUp) return;
    socket.off("error", failed);
    if (options.broadcast) socket.setBroadcast(true);
    done(undefined, new NodeDatagrams(socket, options.remote));
  };
  const bound = (): void => {
    const { remote } = options;
    if (remote === undefined) ready();
    else if (givenUp) return;
    // Node knows no port 0, which Linux lets a datagram socket connect to.
    else if (remote.port === 0) failed({ code: "EADDRNOTAVAIL", message: "Cannot assign requested address" });
    else socket.connect(remote.port, remote.host, (error?: NodeError) => (error ? failed(error) : ready()));
  };
  socket.once("error", failed);
  if (options.local !== undefined || options.remote === undefined) {
    const { host, port } = options.local ?? { host: options.family === 6 ? "::" : "0.0.0.0", port: 0 };
    socket.bind({ address: host, port, exclusive: true }, bound);
  } else bound();
  return close;
}

// ---- sockets that are bound before they are used --------------------------------------------------------------------------

/** Node's binding of a TCP socket: `net` exports what makes one, without documentation. */
interface TcpHandle {
  readonly fd: number;
  getsockname(into: object): number;
  close(): void;
}
type MakeHandle = (address: string, port: number, family: 4 | 6) => TcpHandle | number;

const systemError = (errno: number): HostError => {
  const { getSystemErrorName } = builtin<typeof import("node:util")>("node:util");
  const name = getSystemErrorName(errno);
  return new HostError(name, name);
};

function bind(at: Address): BoundSocket {
  const net = builtin<Net & { _createServerHandle?: MakeHandle }>("node:net");
  // Node binds the path of a Unix socket when it listens.
  if (typeof at === "string") {
    const listenAt = (backlog: number, accepted: (stream: ByteStream) => void): Listener =>
      listener(net, { path: at, backlog }, at, accepted);
    return { address: at, descriptor: -1, listen: listenAt, close: () => {} };
  }
  const handle = net._createServerHandle?.(at.host, at.port, at.family) ?? -95;
  if (typeof handle === "number") throw systemError(handle);
  const found: { address?: string; port?: number; family?: string } = {};
  const failure = handle.getsockname(found);
  if (failure !== 0) {
    handle.close();
    throw systemError(failure);
  }
  return {
    address: internet(found.address, found.port, found.family)!,
    descriptor: handle.fd,
    listen: (backlog, accepted) => listener(net, handle, at, accepted, backlog),
    close: () => handle.close(),
  };
}

/** Listens at once: `where` is what Node's `listen` takes. */
function listener(
  net: Net,
  where: object,
  at: Address,
  accepted: (stream: ByteStream) => void,
  backlog?: number,
): Listener {
  const server = net.createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
    accepted(new NodeStream(socket, typeof at === "string" ? { local: at, remote: "" } : undefined));
  });
  server.on("error", () => {});
  server.listen(where, ...([backlog].filter((each) => each !== undefined) as []));
  // What fails at once is told later.
  if (!server.listening) throw new HostError("EADDRINUSE", "Address already in use");
  server.unref();
  const address = server.address() as { address: string; port: number; family: string } | string;
  return {
    address: typeof address === "string" ? address : internet(...addressParts(address))!,
    descriptor: descriptorOf(server),
    close: () => void server.close(),
  };
}

function bindDatagrams(at: InternetAddress): DatagramSocket {
  const dgram = builtin<Dgram>("node:dgram");
  const socket = dgram.createSocket({
    type: at.family === 6 ? "udp6" : "udp4",
    // Addresses are themselves: nothing is looked up, so nothing is waited for.
    lookup: (host, _options, found) => found(null, host, at.family),
  });
  socket.unref();
  let failure: NodeError | undefined;
  const failed = (error: NodeError): void => {
    failure = error;
  };
  socket.on("error", failed);
  socket.bind({ address: at.host, port: at.port, exclusive: true });
  if (failure !== undefined) throw hostErrorOf(failure);
  socket.off("error", failed);
  return new NodeDatagrams(socket, undefined);
}

export const nodeNetwork: Network = {
  tls: nodeTls,
  connect,
  listen,
  datagrams,
  bind,
  bindDatagrams,
  resolve(name, family, done) {
    builtin<Dns>("node:dns").lookup(name, { all: true, family, verbatim: true }, (error, found) => {
      if (error) done(hostErrorOf(error));
      else done(undefined, found as { address: string; family: 4 | 6 }[]);
    });
  },
  reverse(address, port, done) {
    // Node refuses at once what is no address.
    if (builtin<Net>("node:net").isIP(address) === 0) throw new HostError("ENOTFOUND", "Name or service not known");
    builtin<Dns>("node:dns").lookupService(address, port, (error, host, service) => {
      // An address without a name is its own, as in C; Node wants a name.
      if (error?.code === "ENOTFOUND") done(undefined, { host: address, service: String(port) });
      else if (error) done(hostErrorOf(error));
      else done(undefined, { host, service });
    });
  },
  adopt(descriptor, direction) {
    const net = builtin<Net>("node:net");
    try {
      const reads = direction === "read";
      const socket = new net.Socket({ fd: descriptor, readable: reads, writable: !reads, allowHalfOpen: true });
      socket.pause();
      return new NodeStream(socket);
    } catch (error) {
      throw new HostError("EINVAL", (error as Error).message);
    }
  },
};
