// The parts of the engine with real I/O, in TypeScript: sockets of this machine, child processes, and what goes wrong.

import { mkdtempSync, rmSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { VirtualClock, virtualHost } from "../host/virtual.ts";
import {
  BrokenPipeError,
  ConnectionRefusedError,
  ConnectionResetError,
  type Coro,
  createConnection,
  createDatagramEndpoint,
  createServer,
  createSubprocessExec,
  createSubprocessShell,
  createTask,
  DatagramProtocol,
  type DatagramTransport,
  EventLoop,
  FileNotFoundError,
  gather,
  getRunningLoop,
  IncompleteReadError,
  NameResolutionError,
  OSError,
  openConnection,
  openUnixConnection,
  PIPE,
  Protocol,
  run,
  type Server,
  STDOUT,
  type StreamReader,
  type StreamWriter,
  sleep,
  startServer,
  startUnixServer,
  TimeoutError,
  type Transport,
  waitFor,
} from "./index.ts";
import { caught } from "./testing.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

const addressOf = (server: Server) => server.sockets[0]!.getsockname() as { host: string; port: number };

/** A server for the time of a body. */
function* serving<T>(
  handle: (reader: StreamReader, writer: StreamWriter) => unknown,
  body: (address: { host: string; port: number }) => Coro<T>,
): Coro<T> {
  const server = yield* startServer(handle, { host: "127.0.0.1", port: 0 });
  try {
    return yield* body(addressOf(server));
  } finally {
    server.close();
    server.closeClients();
    yield* server.waitClosed();
  }
}

test("a server echoes lines to several clients", async () => {
  function* echo(reader: StreamReader, writer: StreamWriter): Coro<void> {
    for (let line = yield* reader.readline(); line.length > 0; line = yield* reader.readline()) {
      writer.write(line);
      yield* writer.drain();
    }
    writer.close();
  }
  function* client(address: { host: string; port: number }, name: string): Coro<string> {
    const [reader, writer] = yield* openConnection(address);
    writer.write(encode(`${name}\n`));
    const line = yield* reader.readline();
    writer.close();
    yield* writer.waitClosed();
    return decode(line);
  }
  const answers = await run(
    serving(echo, (address) => gather(client(address, "a"), client(address, "b"))[Symbol.iterator]() as never),
  );
  expect(answers).toEqual(["a\n", "b\n"]);
});

test("everything written is sent before a close is done, whatever the reader's pace", async () => {
  const size = 30_000_000;
  function* flood(_reader: StreamReader, writer: StreamWriter): Coro<void> {
    writer.write(new Uint8Array(size).fill(1));
    writer.close();
    yield* writer.waitClosed();
  }
  const total = await run(
    serving(flood, function* (address) {
      const [reader, writer] = yield* openConnection(address);
      let count = 0;
      for (;;) {
        const data = yield* reader.read(1_000_000);
        if (data.length === 0) break;
        count += data.length;
        if (count < 200_000) yield* sleep(0.005);
      }
      writer.close();
      return count;
    }),
  );
  expect(total).toBe(size);
});

test("what a program changes after it wrote is not what is sent", async () => {
  function* handle(_reader: StreamReader, writer: StreamWriter): Coro<void> {
    const data = new Uint8Array(5_000_000).fill(7);
    writer.write(data);
    data.fill(9);
    writer.close();
    yield* writer.waitClosed();
  }
  const received = await run(
    serving(handle, function* (address) {
      const [reader, writer] = yield* openConnection(address);
      const all = yield* reader.read();
      writer.close();
      return all;
    }),
  );
  expect(received.every((byte) => byte === 7)).toBe(true);
});

test("bytes that come one at a time, and a peer that ends in the middle", async () => {
  function* slow(_reader: StreamReader, writer: StreamWriter): Coro<void> {
    for (const byte of encode("first\nsecond|thi")) {
      writer.write(Uint8Array.of(byte));
      yield* sleep(0.001);
    }
    writer.close();
  }
  const seen = await run(
    serving(slow, function* (address) {
      const [reader, writer] = yield* openConnection(address);
      const line = decode(yield* reader.readline());
      const part = decode(yield* reader.readuntil([encode("|"), encode("||")]));
      const error = yield* caught(reader.readexactly(10));
      writer.close();
      return [line, part, error];
    }),
  );
  expect(seen.slice(0, 2)).toEqual(["first\n", "second|"]);
  expect(seen[2]).toBeInstanceOf(IncompleteReadError);
  expect(decode((seen[2] as IncompleteReadError).partial)).toBe("thi");
});

test("a peer that resets, and one that never answers", async () => {
  const sockets: net.Socket[] = [];
  const peer = net.createServer((socket) => {
    socket.on("error", () => {});
    sockets.push(socket);
  });
  await new Promise<void>((resolve) => peer.listen(0, "127.0.0.1", resolve));
  const { port } = peer.address() as net.AddressInfo;
  function* main(): Coro<unknown[]> {
    const [reader, writer] = yield* openConnection({ host: "127.0.0.1", port });
    const silent = yield* caught(waitFor(reader.readline(), 0.02));
    sockets[0]!.resetAndDestroy();
    const reset = yield* caught(reader.read());
    const closed = yield* caught(writer.waitClosed());
    return [silent, reset, closed];
  }
  const [silent, reset, closed] = await run(main());
  peer.close();
  expect(silent).toBeInstanceOf(TimeoutError);
  expect(reset).toBeInstanceOf(ConnectionResetError);
  expect(closed).toBe(reset);
});

test("a loop that closes leaves no connection and no server open", async () => {
  let port = 0;
  let ended: Promise<unknown> | undefined;
  function* main(): Coro<void> {
    const server = yield* startServer(() => {}, { host: "127.0.0.1", port: 0 });
    port = addressOf(server).port;
    const socket = net.connect(port, "127.0.0.1");
    socket.on("error", () => {});
    ended = new Promise((resolve) => socket.on("close", resolve));
    yield* sleep(0.02);
  }
  await run(main());
  await ended;
  const refused = await new Promise<string | undefined>((resolve) => {
    net.connect(port, "127.0.0.1").on("error", (error: NodeJS.ErrnoException) => resolve(error.code));
  });
  expect(refused).toBe("ECONNREFUSED");
});

test("errors of connecting are Python's", async () => {
  function* main(): Coro<unknown[]> {
    const failures: unknown[] = [];
    failures.push(yield* caught(openConnection({ host: "127.0.0.1", port: 1 })));
    failures.push(yield* caught(openConnection({ host: "no-such-host.invalid", port: 1 })));
    failures.push(yield* caught(openUnixConnection("/no/such/socket")));
    const server = yield* createServer(() => new Protocol(), { host: "127.0.0.1", port: 0 });
    failures.push(yield* caught(createServer(() => new Protocol(), addressOf(server))));
    server.close();
    return failures;
  }
  const failures = await run(main());
  const types = [ConnectionRefusedError, NameResolutionError, FileNotFoundError, OSError];
  for (const [i, failure] of failures.entries()) expect(failure).toBeInstanceOf(types[i]!);
  expect((failures[0] as OSError).errno).toBe(111);
  expect(String(failures[0])).toBe("ConnectionRefusedError: [Errno 111] Connect call failed ('127.0.0.1', 1)");
});

test("a protocol hears of everything in order, and a full transport pauses it", async () => {
  const events: string[] = [];
  class Source extends Protocol {
    declare transport: Transport;
    override connectionMade(transport: Transport): void {
      this.transport = transport;
      events.push("made");
      transport.write(new Uint8Array(20_000_000));
    }
    override pauseWriting(): void {
      events.push("pause");
    }
    override resumeWriting(): void {
      events.push("resume");
      getRunningLoop().callSoon(() => this.transport.close());
    }
    override connectionLost(error: unknown): void {
      events.push(`lost ${error}`);
    }
  }
  function* main(): Coro<void> {
    const [, transport] = [0, yield* serving(drink, connectSource)];
    expect(transport.isClosing()).toBe(true);
  }
  function* drink(reader: StreamReader, writer: StreamWriter): Coro<void> {
    while ((yield* reader.read(1_000_000)).length > 0);
    writer.close();
  }
  function* connectSource(address: { host: string; port: number }): Coro<Transport> {
    const [transport] = yield* createConnection(() => new Source(), address);
    while (events.at(-1) !== "lost undefined") yield* sleep(0.005);
    return transport;
  }
  await run(main());
  expect(events).toEqual(["made", "pause", "resume", "lost undefined"]);
});

test("datagrams there and back", async () => {
  class Echo extends DatagramProtocol {
    declare transport: DatagramTransport;
    override connectionMade(transport: DatagramTransport): void {
      this.transport = transport;
    }
    override datagramReceived(data: Uint8Array, from: never): void {
      this.transport.sendto(data, from);
    }
  }
  const got: string[] = [];
  class Client extends DatagramProtocol {
    override datagramReceived(data: Uint8Array): void {
      got.push(decode(data));
    }
  }
  function* main(): Coro<void> {
    const [server] = yield* createDatagramEndpoint(() => new Echo(), { localAddress: { host: "127.0.0.1", port: 0 } });
    const remoteAddress = server.getExtraInfo("sockname") as { host: string; port: number };
    const [client] = yield* createDatagramEndpoint(() => new Client(), { remoteAddress });
    client.sendto(encode("ping"));
    while (got.length === 0) yield* sleep(0.001);
    client.close();
    server.close();
  }
  await run(main());
  expect(got).toEqual(["ping"]);
});

test("Unix sockets", async () => {
  const folder = mkdtempSync(join(tmpdir(), "network-"));
  const path = join(folder, "socket");
  function* main(): Coro<string> {
    const server = yield* startUnixServer((_reader, writer) => {
      writer.write(encode("hello"));
      writer.close();
    }, path);
    const [reader, writer] = yield* openUnixConnection(path);
    const text = decode(yield* reader.read());
    writer.close();
    server.close();
    return text;
  }
  try {
    expect(await run(main())).toBe("hello");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("child processes: what they are given, what they say, how they end", async () => {
  function* main(): Coro<unknown[]> {
    const cat = yield* createSubprocessExec(["cat"], { stdin: PIPE, stdout: PIPE });
    const [output] = yield* cat.communicate(encode("through"));
    const both = yield* createSubprocessShell("echo out; echo err >&2; exit 3", { stdout: PIPE, stderr: STDOUT });
    const [mixed] = yield* both.communicate();
    const missing = yield* caught(createSubprocessExec(["/no/such/program"]));
    const deaf = yield* createSubprocessShell("trap '' TERM; echo ready; while :; do sleep 0.02; done", {
      stdout: PIPE,
    });
    yield* deaf.stdout!.readline();
    deaf.terminate();
    const patience = yield* caught(waitFor(deaf.wait(), 0.1));
    deaf.kill();
    return [decode(output!), decode(mixed!), both.returncode, missing, patience, yield* deaf.wait()];
  }
  const [output, mixed, code, missing, patience, killed] = await run(main());
  expect([output, mixed, code, killed]).toEqual(["through", "out\nerr\n", 3, -9]);
  expect(missing).toBeInstanceOf(FileNotFoundError);
  expect(patience).toBeInstanceOf(TimeoutError);
});

test("a child that still runs when its loop closes is killed", async () => {
  let pid = 0;
  function* main(): Coro<void> {
    const child = yield* createSubprocessExec(["sleep", "100"]);
    pid = child.pid;
  }
  await run(main());
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(() => process.kill(pid, 0)).toThrow("ESRCH");
});

test("writing to a child that does not read ends in an error, and only there", async () => {
  function* main(): Coro<unknown> {
    const child = yield* createSubprocessShell("exec 0<&-; sleep 0.1", { stdin: PIPE });
    yield* sleep(0.05);
    const writing = createTask(
      (function* (): Coro<void> {
        for (let i = 0; i < 100; i++) {
          child.stdin!.write(new Uint8Array(100_000));
          yield* child.stdin!.drain();
        }
      })(),
    );
    const error = yield* caught(writing);
    yield* child.wait();
    return error;
  }
  const error = await run(main());
  expect(error instanceof BrokenPipeError || error instanceof ConnectionResetError).toBe(true);
});

test("a clock that jumps has no network, and says so", async () => {
  const refused = await run(caught(openConnection({ host: "127.0.0.1", port: 1 })), { clock: new VirtualClock() });
  expect(String(refused)).toBe("OSError: [Errno 95] this host offers no network");
  expect(virtualHost(new EventLoop().clock).hasEvents).toBe(false);
});
