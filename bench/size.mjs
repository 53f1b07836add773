// Prints how much a bundler makes of each face of the package, minified and gzipped, beside its bar:
//
//     node bench/size.mjs
//
// `asyncdef/asyncio` is bundled as if every export were used but those of the network, signals and child processes, which
// a page does not have; a bundler leaves out what is not imported. A page needs the Python class and the browser's
// host; CPython's library is read module by module, as a program imports it.

import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { table } from "./statistics.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const KB = 1000;

const FACES = [
  ["asyncdef/asyncio without the network", `export * from "./src/asyncio/core.ts";`, 15],
  ["a page with Python", `export * from "./src/python.ts"; export * from "./src/host/browser.ts";`, 400],
];

const gzipLength = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** Each face: how much it is, minified and then gzipped, and the most it may be. */
export async function sizes() {
  const measured = [];
  for (const [what, contents, most] of FACES) {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: root, loader: "ts" },
      bundle: true,
      minify: true,
      format: "esm",
      platform: "browser",
      target: "es2022",
      write: false,
    });
    const [{ contents: bytes }] = outputFiles;
    measured.push({ what, minified: bytes.length / KB, kilobytes: gzipLength(bytes) / KB, most });
  }
  return measured;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rows = (await sizes()).map(({ what, minified, kilobytes, most }) => [
    what,
    minified.toFixed(1),
    kilobytes.toFixed(1),
    String(most),
    kilobytes <= most ? "holds" : "over",
  ]);
  console.log(table([["", "minified, KB", "gzipped, KB", "bar, KB", ""], ...rows]));
}
