// Measures servers and child processes of asyncdef and of native CPython side by side:
//
//     node bench/network.mjs [filter] [--rounds=3] [--bare]
//
// `--bare` adds what Node itself reaches, without any Python: the same servers and processes in plain JavaScript.
// A server runs alone, in the engine that is measured; the clients are plain sockets of this process, the same for both.
// The engines take turns, and the best of the rounds counts. Prints how much each does in a second, and the ratio; then
// how much a server does in a second of its own processor time, which the clients and other programs do not share.

import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import tls from "node:tls";
import { fileURLToPath } from "node:url";
import { findEngines } from "./measure.mjs";
import { table, times } from "./statistics.mjs";

const home = path.join(path.dirname(fileURLToPath(import.meta.url)), "programs", "network");
const args = process.argv.slice(2);
const filter = args.find((arg) => !arg.startsWith("--")) ?? "";
const rounds = Number(args.find((arg) => arg.startsWith("--rounds="))?.slice(9) ?? 3);
const engines = findEngines(["asyncdef", "cpython"]);
if (args.includes("--bare")) {
  engines.splice(1, 0, {
    name: "node",
    title: `Node ${process.versions.node}`,
    command: [process.execPath],
    type: "mjs",
  });
}
const programOf = (engine, name) => [...engine.command.slice(1), path.join(home, `${name}.${engine.type ?? "py"}`)];

/** How long a measurement of messages takes, in seconds. */
const SPAN = 1;
const FLOOD = 10_000_000;
const folder = mkdtempSync(path.join(tmpdir(), "asyncdef-bench-"));

function makeCertificate() {
  const request =
    "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -keyout server.key -out server.pem -subj /CN=localhost";
  return spawnSync("openssl", request.split(" "), { cwd: folder }).status === 0;
}

/** Runs a server of an engine for the time of a measurement, which gets its port. */
async function withServer(engine, options, measure) {
  const child = spawn(engine.command[0], [...programOf(engine, "server"), ...options], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  try {
    const port = await new Promise((resolve) => createInterface(child.stdout).once("line", resolve));
    return await measure(Number(port), child.pid);
  } finally {
    child.kill();
  }
}

/** The processor time of a process so far, in seconds; Linux tells it in hundredths. */
function processorTime(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}

/** How much was done a second, and a second of the server's own. */
async function rates(pid, work) {
  const [start, before] = [performance.now(), processorTime(pid)];
  const done = await work();
  return [done / ((performance.now() - start) / 1000), done / (processorTime(pid) - before)];
}

const connect = (port, secure) =>
  new Promise((resolve, reject) => {
    const socket = secure
      ? tls.connect({ port, host: "127.0.0.1", rejectUnauthorized: false }, () => resolve(socket))
      : net.connect(port, "127.0.0.1", () => resolve(socket));
    socket.on("error", reject);
  });

/** Messages a second that come back, each client sending the next when the last is there. */
async function echoes(port, pid, clients, size) {
  const message = Buffer.alloc(size, 7);
  const sockets = [];
  for (let i = 0; i < clients; i++) sockets.push(await connect(port));
  let count = 0;
  for (const socket of sockets) {
    let got = 0;
    socket.setNoDelay(true);
    socket.on("data", (data) => {
      got += data.length;
      if (got < size) return;
      got = 0;
      count++;
      socket.write(message);
    });
    socket.write(message);
  }
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const result = await rates(pid, async () => {
    count = 0;
    await new Promise((resolve) => setTimeout(resolve, SPAN * 1000));
    return count;
  });
  for (const socket of sockets) socket.destroy();
  return result;
}

/** Megabytes a second that a server sends, one connection after the other. */
async function floods(port, pid, secure) {
  const drain = async () => {
    const socket = await connect(port, secure);
    await new Promise((resolve) => socket.on("data", () => {}).on("end", resolve));
    socket.destroy();
  };
  await drain();
  await drain();
  return rates(pid, async () => {
    for (let i = 0; i < 10; i++) await drain();
    return (10 * FLOOD) / 1e6;
  });
}

/** Connections a second: each is opened, used for one message, and closed; ten at a time. */
async function connections(port, pid) {
  const one = async () => {
    const socket = await connect(port);
    socket.write(Buffer.alloc(64));
    await new Promise((resolve) => socket.once("data", resolve));
    await new Promise((resolve) => socket.on("end", resolve).resume().end());
  };
  const several = (count) =>
    Promise.all(
      Array.from({ length: 10 }, async () => {
        for (let i = 0; i < count; i++) await one();
      }),
    );
  await several(20);
  return rates(pid, async () => {
    await several(100);
    return 1000;
  });
}

function subprocesses(engine) {
  const text = execFileSync(engine.command[0], programOf(engine, "subprocesses"), { encoding: "utf8" });
  return text.split(" ").map(Number);
}

const MEASURES = [];
for (const size of [64, 65_536]) {
  for (const clients of [1, 100, 1000]) {
    const title = `echo, ${clients} connections, ${size === 64 ? "64 bytes" : "64 KB"}: messages/s`;
    MEASURES.push([
      title,
      (engine) => withServer(engine, ["echo", String(size)], (port, pid) => echoes(port, pid, clients, size)),
    ]);
  }
}
const flood = (secure) => (engine) =>
  withServer(engine, ["flood", String(FLOOD), ...(secure ? [folder] : [])], (port, pid) => floods(port, pid, secure));
MEASURES.push(["10 MB one way, plain: MB/s", flood(false)]);
if (makeCertificate()) MEASURES.push(["10 MB one way, TLS: MB/s", flood(true)]);
MEASURES.push(["connections/s", (engine) => withServer(engine, ["echo", "64"], connections)]);
MEASURES.push(["child processes/s", subprocesses]);

try {
  const titles = engines.map((engine) => engine.title.split(" ")[0]);
  const lines = [["", ...titles, "ratio", ...titles.map((title) => `${title}, of its own time`), "ratio"]];
  const show = (numbers) => [
    ...numbers.map((each) => Math.round(each).toLocaleString("en")),
    times(numbers[0] / numbers.at(-1)),
  ];
  for (const [title, measure] of MEASURES) {
    if (!title.includes(filter)) continue;
    const best = engines.map(() => [0, 0]);
    for (let round = 0; round < rounds; round++) {
      for (const [i, engine] of engines.entries()) {
        const result = await measure(engine);
        best[i] = best[i].map((each, column) => Math.max(each, result[column]));
      }
    }
    lines.push([title, ...show(best.map(([each]) => each)), ...show(best.map(([, own]) => own))]);
  }
  console.log(table(lines));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
