// Builds dist/: two entries (the Python class and the asyncio engine), as ES modules with types and source maps; the
// command, as one script whose compiled form bin/asyncdef.js keeps; and CPython's library.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { buildLibrary } from "./stdlib.mjs";

rmSync("dist", { recursive: true, force: true });
const common = {
  bundle: true,
  platform: "neutral",
  external: ["node:*"],
  target: "es2022",
  logLevel: "warning",
};
await build({
  ...common,
  entryPoints: { python: "src/python.ts", asyncio: "src/asyncio/index.ts" },
  outdir: "dist",
  splitting: true,
  format: "esm",
  sourcemap: true,
});
await buildCommand("dist/cli.cjs");
await buildLibrary("dist/stdlib");
const types = spawnSync(
  process.execPath,
  [
    "node_modules/typescript/bin/tsc",
    "--noEmit",
    "false",
    "--declaration",
    "--emitDeclarationOnly",
    "--outDir",
    "dist/types",
    "--rootDir",
    "src",
    "-p",
    "tsconfig.build.json",
  ],
  { stdio: "inherit" },
);
process.exit(types.status ?? 1);

/**
 * The command: a script whose value is a function of the object that gets the exports, and of `require`. Names are left
 * as they are, since those of some functions can be seen. Node reads pure ASCII fastest, without decoding it.
 */
async function buildCommand(outfile) {
  const { outputFiles } = await build({
    ...common,
    entryPoints: ["src/cli/main.ts"],
    outfile,
    write: false,
    format: "cjs",
    minifyWhitespace: true,
    minifySyntax: true,
    banner: { js: "(function(exports,require){var module={exports};" },
    footer: { js: "Object.defineProperties(exports,Object.getOwnPropertyDescriptors(module.exports))})" },
  });
  const text = outputFiles[0].text.replace(/\P{ASCII}/gu, (character) =>
    character
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 16);
  writeFileSync(outfile, `${text}//${digest}\n`);
}
