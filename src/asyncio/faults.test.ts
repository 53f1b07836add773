// Peers and children that misbehave, many connections at once, and cancellation at whatever moment: nothing hangs, and
// nothing is left open afterwards.

import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import net from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  allTasks,
  ConnectionResetError,
  type Coro,
  createSubprocessExec,
  createTask,
  getRunningLoop,
  IncompleteReadError,
  openConnection,
  run,
  type Server,
  type StreamReader,
  type StreamWriter,
  sleep,
  startServer,
  type Task,
  TimeoutError,
  waitFor,
} from "./index.ts";
import { caught } from "./testing.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** What the process has open: descriptors, and timers of the host. */
const openThings = () => ({
  descriptors: existsSync("/proc/self/fd") ? readdirSync("/proc/self/fd").length : 0,
  timers: process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length,
});

/** Runs a body, and holds that all it opened is closed: in the loop at its end, in the process soon after. */
async function leavesNothing<T>(body: () => Coro<T>): Promise<T> {
  const before = openThings();
  const result = await run(
    (function* () {
      const value = yield* body();
      for (let i = 0; i < 500 && getRunningLoop().resources.size > 0; i++) yield* sleep(0.002);
      expect(getRunningLoop().resources.size).toBe(0);
      expect(allTasks().size).toBe(1);
      return value;
    })(),
  );
  const isMore = () => {
    const now = openThings();
    return now.descriptors > before.descriptors || now.timers > before.timers;
  };
  for (let i = 0; i < 500 && isMore(); i++) await new Promise((resolve) => setImmediate(resolve));
  const after = openThings();
  expect(after.descriptors).toBeLessThanOrEqual(before.descriptors);
  expect(after.timers).toBeLessThanOrEqual(before.timers);
  return result;
}

/** A server of Node's that does with its connections what it likes. */
function* withPeer<T>(behave: (socket: net.Socket) => void, body: (port: number) => Coro<T>): Coro<T> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket.on("error", () => {}).on("close", () => sockets.delete(socket)));
    behave(socket);
  });
  server.listen(0, "127.0.0.1");
  while (!server.listening) yield* sleep(0.001);
  try {
    return yield* body((server.address() as net.AddressInfo).port);
  } finally {
    server.close();
    for (const socket of sockets) socket.destroy();
    while (sockets.size > 0) yield* sleep(0.001);
  }
}

function* connected<T>(port: number, body: (reader: StreamReader, writer: StreamWriter) => Coro<T>): Coro<T> {
  const [reader, writer] = yield* openConnection({ host: "127.0.0.1", port });
  try {
    return yield* body(reader, writer);
  } finally {
    writer.close();
  }
}

test("a peer that closes in the middle of a line leaves what there was", async () => {
  const cut = (socket: net.Socket): void => void socket.end("a line\nand half");
  const [line, rest, error] = await leavesNothing(() =>
    withPeer(cut, (port) =>
      connected(port, function* (reader) {
        const first = decode(yield* reader.readline());
        const second = decode(yield* reader.readline());
        return [first, second, yield* caught(reader.readexactly(1))];
      }),
    ),
  );
  expect([line, rest]).toEqual(["a line\n", "and half"]);
  expect(error).toBeInstanceOf(IncompleteReadError);
});

test("a peer that sends one byte at a time is understood", async () => {
  const drip = (socket: net.Socket): void => {
    const bytes = [...encode("slow\nslower\n")];
    socket.setNoDelay(true);
    const next = (): void => {
      const byte = bytes.shift();
      if (byte === undefined) socket.end();
      else socket.write(Uint8Array.of(byte), () => setImmediate(next));
    };
    next();
  };
  const lines = await leavesNothing(() =>
    withPeer(drip, (port) =>
      connected(port, function* (reader) {
        const found: string[] = [];
        while (!reader.atEof()) found.push(decode(yield* reader.readline()));
        return found.filter((line) => line !== "");
      }),
    ),
  );
  expect(lines).toEqual(["slow\n", "slower\n"]);
});

test("a peer that never answers is waited for as long as was said", async () => {
  const error = await leavesNothing(() =>
    withPeer(
      (socket) => socket.resume(),
      (port) => connected(port, (reader) => caught(waitFor(reader.readline(), 0.05))),
    ),
  );
  expect(error).toBeInstanceOf(TimeoutError);
});

test("a reset is an error for whoever reads, and for whoever drains", async () => {
  const reset = (socket: net.Socket): void => void socket.once("data", () => socket.resetAndDestroy());
  const [reading, draining] = await leavesNothing(() =>
    withPeer(reset, (port) =>
      connected(port, function* (reader, writer) {
        writer.write(encode("hello"));
        const first = yield* caught(reader.read());
        writer.write(encode("more"));
        return [first, yield* caught(writer.drain())];
      }),
    ),
  );
  expect(reading).toBeInstanceOf(ConnectionResetError);
  expect(draining).toBeInstanceOf(ConnectionResetError);
});

test("a child that ignores SIGTERM is killed", async () => {
  const script = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('ready')";
  const [waited, code] = await leavesNothing(function* () {
    const child = yield* createSubprocessExec([process.execPath, "-e", script], { stdout: "pipe" });
    yield* child.stdout!.readline();
    child.terminate();
    const first = yield* caught(waitFor(child.wait(), 0.1));
    child.kill();
    return [first, yield* child.wait()];
  });
  expect(waited).toBeInstanceOf(TimeoutError);
  expect(code).toBe(-9);
});

/** What a server does with each of its clients, with all the kinds of awaits that there are. */
function* echo(reader: StreamReader, writer: StreamWriter): Coro<void> {
  try {
    for (let line = yield* reader.readline(); line.length > 0; line = yield* reader.readline()) {
      writer.write(line);
      yield* writer.drain();
      yield* waitFor(sleep(0), 1);
    }
  } finally {
    writer.close();
    yield* writer.waitClosed();
  }
}

const portOf = (server: Server) => (server.sockets[0]!.getsockname() as { port: number }).port;

function* client(port: number, lines: number): Coro<number> {
  return yield* connected(port, function* (reader, writer) {
    let answered = 0;
    for (let i = 0; i < lines; i++) {
      writer.write(encode(`${i}\n`));
      yield* writer.drain();
      if ((yield* reader.readline()).length === 0) break;
      answered++;
    }
    return answered;
  });
}

test("whatever is cancelled under load, and whenever, nothing is left open", async () => {
  const moments = fc.array(fc.record({ turns: fc.nat(40), victim: fc.nat() }), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(moments, async (cancellations) => {
      await leavesNothing(function* () {
        const handlers: Task[] = [];
        const server = yield* startServer(
          (reader, writer) => {
            handlers.push(createTask(echo(reader, writer)) as Task);
          },
          { host: "127.0.0.1", port: 0 },
        );
        const clients = Array.from({ length: 8 }, () => createTask(client(portOf(server), 20)) as Task);
        for (const { turns, victim } of cancellations) {
          for (let i = 0; i < turns; i++) yield* sleep(i % 8 === 7 ? 0.001 : 0);
          const all = [...clients, ...handlers];
          all[victim % all.length]!.cancel();
        }
        for (const task of clients) yield* caught(waitFor(task, 20));
        server.close();
        server.closeClients();
        for (const task of handlers) yield* caught(waitFor(task, 20));
        yield* waitFor(server.waitClosed(), 20);
      });
    }),
    { numRuns: 15 },
  );
});

/** How many descriptors the process may have. */
function descriptorLimit(): number {
  if (!existsSync("/proc/self/limits")) return 0;
  return Number(/^Max open files\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1]);
}

test.skipIf(descriptorLimit() < 11_000)(
  "ten thousand connections are open at once",
  async () => {
    const count = 10_000;
    const script = `
    const net = require("node:net"); const sockets = []; let answers = 0;
    const open = (left) => { if (left === 0) return;
      const socket = net.connect(Number(process.argv[1]), "127.0.0.1", () => { sockets.push(socket); open(left - 50); });
      socket.on("data", () => { if (++answers === ${count}) console.log("all"); });
      socket.on("error", (error) => { console.log(error.code); process.exit(1); }); };
    for (let i = 0; i < 50; i++) open(${count});
    process.stdin.on("data", () => { for (const socket of sockets) socket.write("x"); }).on("end", () => process.exit());`;
    const peak = await leavesNothing(function* () {
      let open = 0;
      let most = 0;
      function* handle(reader: StreamReader, writer: StreamWriter): Coro<void> {
        most = Math.max(most, ++open);
        const data = yield* reader.read(1);
        if (data.length > 0) writer.write(data);
        yield* reader.read();
        writer.close();
        open--;
      }
      const server = yield* startServer(handle, { host: "127.0.0.1", port: 0, backlog: 4096 });
      const clients = spawn(process.execPath, ["-e", script, String(portOf(server))], {
        stdio: ["pipe", "pipe", "inherit"],
      });
      let said = "";
      clients.stdout.setEncoding("utf8").on("data", (text) => {
        said += text;
      });
      let isOver = false;
      clients.on("close", () => {
        isOver = true;
      });
      while (open < count && !isOver) yield* sleep(0.01);
      clients.stdin.write("go");
      while (said === "" && !isOver) yield* sleep(0.01);
      expect(said).toBe("all\n");
      clients.stdin.end();
      while (!isOver || open > 0) yield* sleep(0.01);
      server.close();
      yield* server.waitClosed();
      return most;
    });
    expect(peak).toBe(count);
    // A busy machine takes its time.
  },
  180_000,
);
