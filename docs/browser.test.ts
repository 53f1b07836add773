// The guide's programs in TypeScript print in Chromium what they print in Node. Where there is no Chromium the test is
// skipped, and says so; CHROMIUM names one.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { programsOf, root } from "./snippets.ts";

const chromium = [process.env.CHROMIUM, "chromium", "chromium-browser", "google-chrome"].find(
  (command) => command !== undefined && spawnSync(command, ["--version"]).status === 0,
);
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const programs = programsOf("docs/typescript.md").filter(({ language }) => language === "ts");

/** Runs the programs one after the other, each with a console that writes down what it prints, and posts what that was. */
const PAGE = `<!doctype html><script type="module">
  const shown = (value) => Array.isArray(value)
    ? "[" + value.map((item) => typeof item === "string" ? "'" + item + "'" : shown(item)).join(", ") + "]"
    : String(value);
  const printed = [];
  for (let i = 0; i < ${programs.length}; i++) {
    let text = "";
    console.log = (...values) => { text += values.map(shown).join(" ") + "\\n"; };
    try {
      await import("/" + i + ".js");
    } catch (error) {
      text += error.stack;
    }
    printed.push(text);
  }
  await fetch("/printed", { method: "POST", body: JSON.stringify(printed) });
</script>`;

async function bundle(text: string): Promise<string> {
  const alias = { "asyncdef/asyncio": join(root, "src/asyncio/index.ts") };
  const { outputFiles } = await build({
    stdin: { contents: text, loader: "ts", resolveDir: root },
    alias,
    bundle: true,
    write: false,
    platform: "browser",
    external: ["node:*"],
    format: "esm",
    target: "es2022",
    keepNames: true,
  });
  return outputFiles[0]!.text;
}

/** Ends a browser and the processes that it has started, all of which write to its profile. */
async function ended(browser: ChildProcess): Promise<void> {
  const exited = once(browser, "exit");
  process.kill(-browser.pid!, "SIGKILL");
  await exited;
}

/** Serves the page to a browser; what it posts. */
async function printedIn(command: string, scripts: string[]): Promise<string[]> {
  const profile = mkdtempSync(join(tmpdir(), "asyncdef-chromium-"));
  let browser: ChildProcess | undefined;
  let resolve: (printed: string[]) => void = () => {};
  const promise = new Promise<string[]>((settle) => {
    resolve = settle;
  });
  const server = createServer((request, response) => {
    if (request.method === "POST") {
      let body = "";
      request.on("data", (data) => {
        body += data;
      });
      request.on("end", () => {
        response.end();
        resolve(JSON.parse(body));
      });
      return;
    }
    const script = /^\/(\d+)\.js$/.exec(request.url!)?.[1];
    response.setHeader("content-type", script === undefined ? "text/html" : "text/javascript");
    response.end(script === undefined ? PAGE : scripts[Number(script)]);
  });
  try {
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const { port } = server.address() as AddressInfo;
    browser = spawn(command, [...FLAGS, `--user-data-dir=${profile}`, `http://127.0.0.1:${port}/`], {
      stdio: "ignore",
      detached: true,
    });
    return await promise;
  } finally {
    if (browser !== undefined) await ended(browser);
    server.closeAllConnections();
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

test.skipIf(chromium === undefined)(
  `the guide's programs print the same in Chromium${chromium === undefined ? " (skipped: no Chromium here)" : ""}`,
  async () => {
    const scripts = await Promise.all(programs.map(({ text }) => bundle(text)));
    const printed = await printedIn(chromium!, scripts);
    expect(printed).toEqual(programs.map(({ output }) => output));
  },
  60_000,
);
