// Random programs, run by us and by CPython 3.14 (pyodide), whose outputs must be the same:
//
//     node conformance/fuzz.mjs [--count=1000] [--seed=1] [--shorten] [--show=SEED]
//
// The program of a seed is always the same. What differs is printed; with `--shorten` also the shortest program found
// that differs, which takes a minute. `--show` prints the program of a seed. Exits with 1 if there was a difference.

import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { diff } from "./diff.mjs";
import { makeProgram } from "./fuzz/program.mjs";
import { shorten } from "./fuzz/shorten.mjs";
import { home, testedCommand } from "./programs.mjs";

/** How many programs one process runs, and how many seconds one of them may take. */
const BATCH = 250;
const PATIENCE = 120;

const args = process.argv.slice(2);
const option = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const count = Number(option("count") ?? 1000);
const first = Number(option("seed") ?? 1);
const wantsShort = args.includes("--shorten");

const engines = [
  { name: "asyncdef", command: testedCommand() },
  { name: "CPython", command: [process.execPath, path.join(home, "cpython314.mjs")] },
];

/** What the programs print: a text for each, or that it did not end. */
async function run({ command }, programs) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "asyncdef-fuzz-"));
  for (const name of ["prelude.py", "runner.py"])
    fs.copyFileSync(path.join(home, "fuzz", name), path.join(folder, name));
  fs.writeFileSync(path.join(folder, "programs.json"), JSON.stringify(programs));
  const outputs = [];
  try {
    while (outputs.length < programs.length) {
      fs.writeFileSync(path.join(folder, "start"), String(outputs.length));
      const end = await runOnce(command, folder, outputs);
      // The process ended, or was ended, while this program ran.
      if (outputs.length < programs.length) outputs.push(`(${end})\n`);
    }
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
  return outputs;
}

/** One process, until all programs have run or one does not end. Adds to `outputs`; tells how it ended. */
function runOnce([executable, ...rest], folder, outputs) {
  return new Promise((resolve) => {
    const child = spawn(executable, [...rest, "runner.py"], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1", NO_COLOR: "1" },
    });
    let text = "";
    let errors = "";
    let isLate = false;
    const limit = setTimeout(() => {
      isLate = true;
      child.kill("SIGKILL");
    }, PATIENCE * 1000);
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      limit.refresh();
      text += chunk;
      const lines = text.split("\n");
      text = lines.pop();
      for (const line of lines) outputs.push(JSON.parse(line));
    });
    child.stderr.setEncoding("utf8").on("data", (chunk) => {
      errors += chunk;
    });
    child.on("close", (status, signal) => {
      clearTimeout(limit);
      resolve(isLate ? `no end within ${PATIENCE} s` : `the process ended: ${status ?? signal}\n${errors}`);
    });
  });
}

/** Where the engines print different texts: [number of the program, outputs]. */
async function differences(programs) {
  const [ours, theirs] = await Promise.all(engines.map((engine) => run(engine, programs)));
  return [...programs.keys()]
    .filter((i) => ours[i] !== theirs[i])
    .map((i) => ({ i, ours: ours[i], theirs: theirs[i] }));
}

async function report(seed, program, { ours, theirs }) {
  console.log(`--- seed ${seed}: CPython (-), asyncdef (+)\n${diff(theirs, ours)}\n`);
  if (!wantsShort) return;
  const short = await shorten(program, async (candidates) => {
    const found = new Set((await differences(candidates)).map(({ i }) => i));
    return candidates.map((_, i) => found.has(i));
  });
  const [outputs] = await differences([short]);
  console.log(`${short}---\n${diff(outputs.theirs, outputs.ours)}\n`);
}

const shown = option("show");
if (shown !== undefined) {
  console.log(makeProgram(Number(shown)));
} else {
  let differing = 0;
  for (let seed = first; seed < first + count; seed += BATCH) {
    const programs = Array.from({ length: Math.min(BATCH, first + count - seed) }, (_, i) => makeProgram(seed + i));
    for (const found of await differences(programs)) {
      differing++;
      await report(seed + found.i, programs[found.i], found);
    }
    process.stderr.write(`${seed + programs.length - first} programs, ${differing} with differences\n`);
  }
  process.exitCode = differing === 0 ? 0 : 1;
}
