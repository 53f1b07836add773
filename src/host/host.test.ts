// The hosts: files in memory, the console and files of Node, the clock that jumps.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { browserHost } from "./browser.ts";
import type { Descriptors } from "./descriptors.ts";
import { descriptorsOver } from "./filedescriptors.ts";
import type { Files } from "./host.ts";
import { MemoryFiles } from "./memory.ts";
import { nodeHost } from "./node.ts";
import { VirtualClock, virtualHost } from "./virtual.ts";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytes = (data: string) => new TextEncoder().encode(data);

/** The same story for every kind of files. */
function useFiles(files: Files, root: string): unknown[] {
  const code = (action: () => unknown) => {
    try {
      return action();
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  files.makeDirectory(`${root}/d`);
  files.write(`${root}/d/a.txt`, bytes("one"));
  files.write(`${root}/d/a.txt`, bytes(" two"), true);
  const seen = [
    text(files.read(`${root}/d/a.txt`)),
    files.stat(`${root}/d/a.txt`).size,
    files.stat(`${root}/d`).kind,
    files.list(`${root}/d`),
    code(() => files.read(`${root}/none`)),
    code(() => files.read(`${root}/d`)),
    code(() => files.write(`${root}/none/x`, bytes(""))),
    code(() => files.makeDirectory(`${root}/d`)),
    code(() => files.remove(`${root}/d`)),
    code(() => files.list(`${root}/d/a.txt`)),
  ];
  files.rename(`${root}/d/a.txt`, `${root}/d/b.txt`);
  seen.push(files.exists(`${root}/d/a.txt`), files.list(`${root}/d`));
  files.remove(`${root}/d/b.txt`);
  files.remove(`${root}/d`);
  seen.push(files.exists(`${root}/d`));
  return seen;
}

test("files in memory behave as those of the operating system", () => {
  const directory = mkdtempSync(join(tmpdir(), "host-"));
  try {
    const expected = useFiles(nodeHost().files, directory);
    expect(useFiles(new MemoryFiles({ "/tmp/x/y.txt": "y" }), "/tmp/x")).toEqual(expected);
    expect(expected.slice(0, 6)).toEqual(["one two", 7, "directory", ["a.txt"], "ENOENT", "EISDIR"]);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

/** The same story for files by number. */
function useDescriptors(host: Descriptors, path: string): unknown[] {
  const seen: unknown[] = [];
  const tell = (action: () => unknown) => {
    try {
      const result = action();
      seen.push(result instanceof Uint8Array ? text(result) : result);
    } catch (error) {
      seen.push((error as { code: string }).code);
    }
  };
  const [READ, WRITE, BOTH, CREATE, EXCLUSIVE, TRUNCATE, APPEND] = [0, 1, 2, 0x40, 0x80, 0x200, 0x400];
  tell(() => host.open(path, READ, 0));
  const file = host.open(path, BOTH | CREATE | TRUNCATE, 0o666);
  tell(() => host.write(file, bytes("hello world")));
  tell(() => host.seek(file, 6, 0));
  tell(() => host.write(file, bytes("W")));
  tell(() => host.seek(file, 0, 1));
  tell(() => host.read(file, 3));
  tell(() => host.seek(file, -5, 2));
  tell(() => host.read(file, 100));
  tell(() => host.read(file, 100));
  tell(() => host.seek(file, -50, 1));
  tell(() => host.seek(file, 14, 0));
  tell(() => host.write(file, bytes("!")));
  tell(() => host.stat(file).size);
  tell(() => host.truncate(file, 5));
  tell(() => host.stat(file).size);
  host.close(file);
  tell(() => host.read(file, 1));
  tell(() => host.open(path, WRITE | CREATE | EXCLUSIVE, 0o666));
  const end = host.open(path, WRITE | CREATE | APPEND, 0o666);
  tell(() => host.write(end, bytes("++")));
  host.close(end);
  const again = host.open(path, READ, 0);
  tell(() => host.read(again, 100));
  host.close(again);
  return seen;
}

test("files by number over files in memory behave as those of the operating system", () => {
  const directory = mkdtempSync(join(tmpdir(), "host-"));
  try {
    const expected = useDescriptors(nodeHost().descriptors!, join(directory, "f"));
    expect(useDescriptors(descriptorsOver(new MemoryFiles({ "/d/x": "" })), "/d/f")).toEqual(expected);
    expect(expected.slice(0, 6)).toEqual(["ENOENT", 11, 6, 1, 7, "orl"]);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test("Node's console writes everything to a slow reader, and tells when nobody reads", () => {
  const program = `
    import { nodeHost } from ${JSON.stringify(new URL("./node.ts", import.meta.url).pathname)};
    const { console } = nodeHost();
    if (process.env.READ) console.writeErr(console.readLineSync() + console.readLineSync() + "|" + console.readLineSync());
    else try { for (let i = 0; i < 200; i++) console.writeOut("x".repeat(99_999) + "\\n"); }
    catch (error) { console.writeErr(error.code); }
  `;
  const bundle = spawnSync("npx", ["esbuild", "--bundle", "--platform=node", "--format=esm", "--loader=ts"], {
    input: program,
    encoding: "utf8",
    cwd: process.cwd(),
  }).stdout;
  const directory = mkdtempSync(join(tmpdir(), "host-"));
  try {
    const file = join(directory, "program.mjs");
    nodeHost().files.write(file, bytes(bundle));
    const run = (command: string, options: object = {}) =>
      spawnSync("sh", ["-c", command], { encoding: "utf8", ...options });
    expect(run(`node ${file} | (sleep 0.2; wc -c)`).stdout.trim()).toBe("20000000");
    expect(run(`node ${file} | head -c 10 > /dev/null`).stderr).toBe("EPIPE");
    const read = { input: "first\nlast", env: { ...process.env, READ: "1" } };
    expect(run(`node ${file}`, read).stderr).toBe("first\nlast|");
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test("a page's host writes where the page says", async () => {
  const out: string[] = [];
  const host = browserHost({ writeOut: (s) => out.push(s), readLine: () => "input\n", files: { "/a/b": "c" } });
  host.console.writeOut("text ");
  host.console.writeOut(bytes("bytes"));
  expect(out.join("")).toBe("text bytes");
  expect(await host.console.readLine()).toBe("input\n");
  expect(text(host.files.read("/a/b"))).toBe("c");
  const random = new Uint8Array(32);
  host.randomBytes(random);
  expect(random.some((byte) => byte !== 0)).toBe(true);
});

test("a clock that jumps calls back in the order of times, at those times", async () => {
  const clock = new VirtualClock(1000);
  const order: [string, number][] = [];
  await new Promise<void>((resolve) => {
    const note = (name: string) => () => order.push([name, clock.monotonic()]);
    clock.setTimer(30, () => {
      note("last")();
      resolve();
    });
    clock.setTimer(10, note("first"));
    clock.clearTimer(clock.setTimer(5, note("never")));
    clock.setTimer(10, note("second"));
  });
  expect(order).toEqual([
    ["first", 10],
    ["second", 10],
    ["last", 30],
  ]);
  clock.waitSync(5);
  expect([clock.monotonic(), clock.wallTime()]).toEqual([35, 1035]);
  expect(virtualHost(nodeHost(), 5).wallTime()).toBe(5);
});
