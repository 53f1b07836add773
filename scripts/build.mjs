// Builds dist/: two entries (the Python class and the asyncio engine) and the command, as ES modules with types and
// source maps; and CPython's library.

import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { build } from "esbuild";
import { buildLibrary } from "./stdlib.mjs";

rmSync("dist", { recursive: true, force: true });
await build({
  entryPoints: { python: "src/python.ts", asyncio: "src/asyncio/index.ts", cli: "src/cli/main.ts" },
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "neutral",
  external: ["node:*"],
  target: "es2022",
  sourcemap: true,
  logLevel: "warning",
});
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
