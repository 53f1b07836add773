// The table of asyncio's names is what CPython and this build say now.

import { execFileSync } from "node:child_process";
import path from "node:path";
import { expect, it } from "vitest";

it("docs/asyncio-names.md is up to date", { timeout: 120_000 }, () => {
  const script = path.join(import.meta.dirname, "names.mjs");
  expect(execFileSync(process.execPath, [script, "--check"], { encoding: "utf8" })).toMatch(/^\d+ of \d+ names\n$/);
});
