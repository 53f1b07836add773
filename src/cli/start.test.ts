// The cache of the command's compiled code: whatever is wrong with it, the program runs as without it.

import { execFile, execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const command = path.join(import.meta.dirname, "../../bin/asyncdef.js");
const program = ["-c", "import asyncio\nasync def main(): return 42\nprint(asyncio.run(main()))"];

let folder: string;
const environment = () => ({ ...process.env, ASYNCDEF_CACHE: folder });
const run = (): string =>
  execFileSync(process.execPath, [command, ...program], { env: environment(), encoding: "utf8" });
const entry = (): string => path.join(folder, readdirSync(folder)[0]!);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "asyncdef-cache-"));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

describe("the cache of the command's code", { timeout: 60_000 }, () => {
  it("is written by the first run and left alone by the next", () => {
    expect(run()).toBe("42\n");
    const kept = readFileSync(entry());
    expect(run()).toBe("42\n");
    expect(readFileSync(entry()).equals(kept)).toBe(true);
  });

  it("is made anew where a bit is wrong, a part is missing or there is nothing in it", () => {
    run();
    const name = entry();
    const kept = readFileSync(name);
    const flipped = Buffer.from(kept);
    flipped[kept.length >> 1]! ^= 1;
    for (const damaged of [flipped, kept.subarray(0, kept.length >> 1), Buffer.alloc(0), Buffer.from("\n")]) {
      writeFileSync(name, damaged);
      expect(run()).toBe("42\n");
      expect(readFileSync(name).length).toBeGreaterThan(kept.length / 2);
    }
  });

  it("is not used by another build of the command", () => {
    run();
    const name = entry();
    const kept = readFileSync(name);
    writeFileSync(name, Buffer.concat([Buffer.from("0".repeat(16)), kept.subarray(16)]));
    expect(run()).toBe("42\n");
    expect(readFileSync(name).toString("latin1", 0, 16)).toBe(kept.toString("latin1", 0, 16));
  });

  it("is done without where its folder cannot be made", () => {
    const file = path.join(folder, "file");
    writeFileSync(file, "");
    const env = { ...process.env, ASYNCDEF_CACHE: path.join(file, "below") };
    expect(execFileSync(process.execPath, [command, ...program], { env, encoding: "utf8" })).toBe("42\n");
  });

  it("is turned off by an empty ASYNCDEF_CACHE", () => {
    const env = { ...process.env, ASYNCDEF_CACHE: "", XDG_CACHE_HOME: folder };
    expect(execFileSync(process.execPath, [command, ...program], { env, encoding: "utf8" })).toBe("42\n");
    expect(existsSync(path.join(folder, "asyncdef"))).toBe(false);
  });

  it("is written whole by several runs at once, which leave nothing else behind", async () => {
    const start = () => promisify(execFile)(process.execPath, [command, ...program], { env: environment() });
    for (const { stdout } of await Promise.all([start(), start(), start()])) expect(stdout).toBe("42\n");
    expect(readdirSync(folder).length).toBe(1);
    expect(run()).toBe("42\n");
  });
});
