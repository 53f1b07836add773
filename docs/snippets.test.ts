// Every program in the README and in the guides runs, in both languages, and prints what stands below it.

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import ts from "typescript";
import { afterAll, describe, expect, test } from "vitest";
import { type Program, programsOf, root } from "./snippets.ts";

const engine = join(root, "src/asyncio/index.ts");
const folder = mkdtempSync(join(tmpdir(), "asyncdef-"));
afterAll(() => rmSync(folder, { recursive: true }));

const runNode = async (...args: string[]) => (await promisify(execFile)(process.execPath, args)).stdout;

/** Node's way of printing an array, put as Python's. */
const asPython = (text: string) => text.replace(/\[ (.*?) \]/g, "[$1]");

async function printed({ language, text }: Program, name: string): Promise<string> {
  if (language === "python") {
    const file = join(folder, `${name}.py`);
    writeFileSync(file, text);
    return runNode(join(root, "bin/asyncdef.js"), file);
  }
  const file = join(folder, `${name}.ts`);
  const outfile = join(folder, `${name}.mjs`);
  writeFileSync(file, text);
  const alias = { "asyncdef/asyncio": engine };
  await build({
    entryPoints: [file],
    outfile,
    alias,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "es2022",
    keepNames: true,
  });
  return asPython(await runNode(outfile));
}

const documents = ["README.md", "docs/typescript.md"].map((file) => ({ file, programs: programsOf(file) }));

for (const { file, programs } of documents) {
  describe(file, () => {
    test.each(programs.map((program, i) => ({ ...program, i })))("$title", async (program) => {
      const name = `${file.replace(/\W/g, "_")}${program.i}`;
      expect(await printed(program, name)).toBe(program.output);
    });
  });
}

test("the programs in TypeScript have no type errors", () => {
  const files = new Map(
    documents.flatMap(({ programs }, at) =>
      programs.flatMap(({ language, text }, i) => (language === "ts" ? [[`/snippets/${at}-${i}.ts`, text]] : [])),
    ),
  );
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts", "lib.dom.d.ts"],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    moduleDetection: ts.ModuleDetectionKind.Force,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    types: ["node"],
    typeRoots: [join(root, "node_modules/@types")],
    paths: { "asyncdef/asyncio": [engine] },
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.getSourceFile = (name, languageOrOptions) =>
    ts.createSourceFile(name, host.readFile(name) ?? "", languageOrOptions);
  const program = ts.createProgram([...files.keys()], options, host);
  const errors = [...files.keys()].flatMap((name) => {
    const source = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${name}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
  });
  expect(errors).toEqual([]);
}, 60_000);
