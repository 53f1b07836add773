// The examples in TypeScript print what their twins in Python print. (Those in Python are programs like the others.)

import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, expect, test } from "vitest";
import { home, readRecord, withoutTimes } from "./programs.mjs";

const project = path.join(home, "..");
const folder = mkdtempSync(path.join(tmpdir(), "asyncdef-examples-"));
afterAll(() => rmSync(folder, { recursive: true }));

for (const file of readdirSync(path.join(project, "examples")).filter((name) => name.endsWith(".ts"))) {
  const name = path.basename(file, ".ts");
  test(`${file} prints what ${name}.py prints`, async () => {
    const outfile = path.join(folder, `${name}.mjs`);
    const alias = { "asyncdef/asyncio": path.join(project, "src/asyncio/index.ts") };
    const entryPoints = [path.join(project, "examples", file)];
    await build({ entryPoints, outfile, alias, bundle: true, platform: "node", format: "esm" });
    const { stdout } = await promisify(execFile)(process.execPath, [outfile]);
    expect(withoutTimes(stdout)).toBe(readRecord(`examples/${name}`).text);
  });
}
