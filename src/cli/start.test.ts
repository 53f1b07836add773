// What the command keeps to start sooner, its compiled code and the snapshot of its heap: whatever is wrong with them, the
// program runs as without them.

import { execFile, execFileSync, spawnSync } from "node:child_process";
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

const launcher = path.join(import.meta.dirname, "../../bin/asyncdef");

describe.skipIf(process.platform === "win32")("the snapshot of the command's heap", { timeout: 120_000 }, () => {
  const launch = (args: readonly string[], more: NodeJS.ProcessEnv = {}): string =>
    execFileSync(launcher, args, { env: { ...environment(), ...more }, encoding: "utf8" });
  const find = (name: string): string[] =>
    (readdirSync(folder, { recursive: true }) as string[])
      .filter((each) => path.basename(each) === name)
      .map((each) => path.join(folder, each));
  const flag = ["-c", "import sys; print(sys.argv, sys.executable.endswith('bin/asyncdef'))", "-c", "--", "x"];

  async function made(): Promise<string> {
    for (let i = 0; i < 600 && (find("identity").length === 0 || find("new").length > 0); i++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return find("identity")[0]!;
  }

  it("is made beside the second run; later runs start from it and do the same", async () => {
    expect(launch(program)).toBe("42\n");
    expect(find("heap")).toEqual([]);
    expect(launch(flag)).toBe("['-c', '-c', '--', 'x'] False\n");
    await made();
    expect(launch(flag)).toBe("['-c', '-c', '--', 'x'] True\n");
    expect(launch(program)).toBe("42\n");
    expect(launch(flag, { NODE_OPTIONS: "--max-old-space-size=500" })).toContain("False");

    const end = (executable: string, args: readonly string[]) =>
      spawnSync(executable, args, { env: environment(), encoding: "utf8", input: "print(6 * 7)\n1/0\n" });
    const { status, stdout, stderr } = end(launcher, ["-"]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "42\n" });
    expect(stderr).toBe(end(process.execPath, [command, "-"]).stderr);
    expect(end(launcher, ["--no-such-option"]).status).toBe(2);
  });

  it("is not used where it does not fit, and made anew", async () => {
    launch(program);
    launch(program);
    const identity = await made();
    const heap = path.join(path.dirname(identity), "heap");
    for (const damage of [
      () => writeFileSync(heap, readFileSync(heap).subarray(0, 100)),
      () => writeFileSync(identity, readFileSync(identity, "utf8").replace(/\d/, "x")),
    ]) {
      damage();
      expect(launch(flag)).toBe("['-c', '-c', '--', 'x'] False\n");
      await expect.poll(() => launch(flag), { timeout: 60_000, interval: 500 }).toContain("True");
    }
  });
});
