// Every program in the README runs, in both languages, and prints what the README says.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");

/** The fenced blocks of a document in a language. */
function blocks(file: string, language: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))].map((match) => match[1]!);
}

const folder = mkdtempSync(join(tmpdir(), "asyncdef-"));

describe("README", () => {
  const [python] = blocks("README.md", "python");
  const [typescript] = blocks("README.md", "ts");
  const [output] = blocks("README.md", "text");

  test("the Python program prints what stands below it", () => {
    const file = join(folder, "program.py");
    writeFileSync(file, python!);
    expect(execFileSync(process.execPath, [join(root, "bin/asyncdef.js"), file], { encoding: "utf8" })).toBe(output);
  });

  test("the TypeScript program prints the same", async () => {
    const file = join(folder, "program.ts");
    writeFileSync(file, typescript!);
    const bundle = join(folder, "program.mjs");
    await build({
      entryPoints: [file],
      bundle: true,
      platform: "node",
      format: "esm",
      outfile: bundle,
      alias: { "asyncdef/asyncio": join(root, "dist/asyncio.js") },
    });
    const printed = execFileSync(process.execPath, [bundle], { encoding: "utf8" });
    expect(printed.replace("[ 'SLOW', 'QUICK' ]", "['SLOW', 'QUICK']")).toBe(output);
  });
});
