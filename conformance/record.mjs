// Records what CPython prints for each program: node conformance/record.mjs [--new | --check | --compare] [filter]
//
//   (nothing)   writes the `.out` files anew
//   --new       only programs that have no record yet, or were changed after it
//   --check     writes nothing, reports records that CPython would write differently
//   --compare   writes nothing, shows where CPython 3.13 and 3.14 differ
//
// CPython 3.14 is the `pyodide` of this project's development dependencies; CPython 3.13 is looked for on the machine.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { diff } from "./diff.mjs";
import {
  directives,
  format,
  home,
  inParallel,
  listPrograms,
  readRecord,
  recordFile,
  runProgram,
  sourceFile,
} from "./programs.mjs";

const flags = process.argv.slice(2).filter((arg) => arg.startsWith("--"));
const filter = process.argv.slice(2).find((arg) => !arg.startsWith("--"));

const recorders = { 3.14: findPyodide(), 3.13: findNative() };

function findPyodide() {
  const { version } = createRequire(import.meta.url)("pyodide/package.json");
  return {
    command: [process.execPath, path.join(home, "cpython314.mjs")],
    title: `CPython 3.14.2 (pyodide ${version})`,
  };
}

function findNative() {
  const question = "import sys; print(sys.executable, '.'.join(map(str, sys.version_info[:3])))";
  for (const name of ["python3.13", "python", "python3"]) {
    try {
      const env = { ...process.env, PYENV_VERSION: process.env.PYENV_VERSION ?? "3.13.0" };
      const answer = execFileSync(name, ["-c", question], {
        env,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      });
      const [executable, version] = answer.trim().split(" ");
      if (version.startsWith("3.13.")) return { command: [executable], title: `CPython ${version} (native)` };
    } catch {
      // Not this name; the next one may be there.
    }
  }
  return undefined;
}

async function record(name) {
  const wanted = directives(name).recorder;
  const recorder = recorders[wanted];
  if (!recorder) return console.log(`skipped ${name}: no CPython ${wanted} on this machine`);
  const run = await runProgram(recorder.command, name, 120);
  if (typeof run.status !== "number") throw new Error(`${name} was killed: too slow, or it never ends`);
  const text = `# ${recorder.title}\n${format(run)}`;
  const old = fs.existsSync(recordFile(name)) ? fs.readFileSync(recordFile(name), "utf8") : "";
  if (text === old) {
    if (flags.includes("--new")) fs.utimesSync(recordFile(name), new Date(), new Date());
    return;
  }
  console.log(`${flags.includes("--check") ? "differs" : "recorded"}: ${name}`);
  if (!flags.includes("--check")) return fs.writeFileSync(recordFile(name), text);
  process.exitCode = 1;
  console.log(diff(old, text));
}

async function compare(name) {
  if (directives(name).recorder !== "3.14") return;
  const older = format(await runProgram(recorders["3.13"].command, name));
  const newer = readRecord(name).text;
  if (older !== newer) console.log(`${name}: CPython 3.13 (-) and 3.14 (+)\n${diff(older, newer)}`);
}

function isNew(name) {
  return (
    !fs.existsSync(recordFile(name)) || fs.statSync(sourceFile(name)).mtimeMs > fs.statSync(recordFile(name)).mtimeMs
  );
}

const names = listPrograms(filter).filter((name) => !flags.includes("--new") || isNew(name));
const width = Math.min(2, os.availableParallelism());
await inParallel(names, width, flags.includes("--compare") ? compare : record);
