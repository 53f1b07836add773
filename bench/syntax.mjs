// How long it takes to parse CPython's standard library: our parser beside CPython's own `ast.parse`, in one run.
//
// Usage: node bench/syntax.mjs. PYTHON names the interpreter to compare with (python3 if it is not set).

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const BAR = 3;
const PASSES = 5;
const python = process.env.PYTHON ?? "python3";
const zip = createRequire(import.meta.url).resolve("pyodide/python_stdlib.zip");

// Only what both accept, so that both do the same work.
const PYTHON_PROGRAM = `
import ast, json, sys, time, warnings, zipfile
warnings.simplefilter("ignore")
archive = zipfile.ZipFile(sys.argv[1])
sources = []
for name in archive.namelist():
    if name.endswith(".py"):
        text = archive.read(name)
        try:
            ast.parse(text)
            sources.append(text.decode())
        except (SyntaxError, UnicodeDecodeError):
            pass
passes = []
for _ in range(${PASSES}):
    start = time.perf_counter()
    for text in sources:
        ast.parse(text)
    passes.append((time.perf_counter() - start) * 1000)
json.dump({"version": sys.version.split()[0], "passes": passes, "sources": sources}, sys.stdout)
`;

const theirs = JSON.parse(execFileSync(python, ["-c", PYTHON_PROGRAM, zip], { encoding: "utf8", maxBuffer: 1 << 28 }));

const folder = mkdtempSync(join(tmpdir(), "syntax-bench-"));
try {
  const outfile = join(folder, "syntax.mjs");
  const bundled = await build({
    entryPoints: [new URL("../src/syntax/index.ts", import.meta.url).pathname],
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
  });
  writeFileSync(outfile, bundled.outputFiles[0].contents);
  const { parse } = await import(pathToFileURL(outfile).href);
  const passes = [];
  for (let pass = 0; pass < PASSES; pass++) {
    const start = performance.now();
    for (const source of theirs.sources) parse(source);
    passes.push(performance.now() - start);
  }
  const best = Math.min(...passes);
  const theirBest = Math.min(...theirs.passes);
  const size = theirs.sources.reduce((sum, source) => sum + source.length, 0);
  const show = (ms) => `${ms.toFixed(0)} ms`;
  console.log(`${theirs.sources.length} files, ${(size / 1e6).toFixed(1)} million characters`);
  console.log(`CPython ${theirs.version}: first pass ${show(theirs.passes[0])}, best ${show(theirBest)}`);
  console.log(`ours: first pass ${show(passes[0])}, best ${show(best)}`);
  console.log(`ratio: first pass ${(passes[0] / theirs.passes[0]).toFixed(2)}, best ${(best / theirBest).toFixed(2)}`);
  console.log(best <= BAR * theirBest ? `within the bar of ${BAR}` : `slower than the bar of ${BAR}`);
} finally {
  rmSync(folder, { recursive: true });
}
