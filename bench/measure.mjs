// Runs Python programs under asyncdef, native CPython and Pyodide in turns, each run a process of its own.
//
// A program times its own work with time.perf_counter and prints the best of its repetitions as `time: SECONDS`, beside
// a result; one that prints no time is timed whole. The results of the engines must agree. What counts is the median of
// the rounds. A program that says `# memory: N` holds N things at once.

import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { geometricMean, median } from "./statistics.mjs";

const home = path.dirname(fileURLToPath(import.meta.url));
/** No program here takes so many seconds, even on a slow and busy machine. */
const PATIENCE = 180;

/** The engines that this machine has: the names that are wanted, or all. CPython 3.13 is preferred to others. */
export function findEngines(wanted) {
  const found = [findAsyncdef(), findCPython(), findPyodide()];
  return found.filter((engine) => engine && (!wanted || wanted.includes(engine.name)));
}

function findAsyncdef() {
  const command = path.join(home, "..", "bin", "asyncdef.js");
  return { name: "asyncdef", title: `asyncdef on Node ${process.versions.node}`, command: [process.execPath, command] };
}

function findCPython() {
  const env = { ...process.env, PYENV_VERSION: process.env.PYENV_VERSION ?? "3.13.0" };
  for (const name of ["python3.13", "python", "python3.14", "python3"]) {
    try {
      const question = "import sys; print(sys.executable, sys.version.split()[0])";
      const answer = execFileSync(name, ["-c", question], {
        env,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      });
      const [executable, version] = answer.trim().split(" ");
      return { name: "cpython", title: `CPython ${version}`, command: [executable] };
    } catch {
      // Not under this name.
    }
  }
  return undefined;
}

function findPyodide() {
  try {
    const { version } = createRequire(import.meta.url)("pyodide/package.json");
    const command = [process.execPath, path.join(home, "pyodide.mjs")];
    return { name: "pyodide", title: `Pyodide ${version}`, command };
  } catch {
    return undefined;
  }
}

/** The programs of a group, those whose name contains the filter. */
export function programs(group, filter = "") {
  const files = fs.readdirSync(path.join(home, "programs", group)).sort();
  const names = files.filter((file) => file.endsWith(".py")).map((file) => `${group}/${path.basename(file, ".py")}`);
  return names.filter((name) => name.includes(filter));
}

/** Runs a program once: what it printed, its own time or the whole process's, and the peak of its memory. */
function run(engine, file) {
  return new Promise((resolve) => {
    const [executable, ...rest] = engine.command;
    const start = performance.now();
    const child = spawn(executable, [...rest, file], { stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    let peak = 0;
    const memory = setInterval(() => {
      try {
        const status = fs.readFileSync(`/proc/${child.pid}/status`, "utf8");
        peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024);
      } catch {
        // Not Linux, or gone already.
      }
    }, 20);
    const limit = setTimeout(() => child.kill("SIGKILL"), PATIENCE * 1000);
    child.stdout.on("data", (text) => (stdout += text));
    child.stderr.on("data", (text) => (stderr += text));
    child.on("close", (status) => {
      clearInterval(memory);
      clearTimeout(limit);
      const whole = (performance.now() - start) / 1000;
      const own = /^time: (.*)$/m.exec(stdout)?.[1];
      const problem = status === 0 ? undefined : stderr.trim().split("\n").at(-1) || `killed after ${PATIENCE} s`;
      resolve({ printed: stdout.replace(/^time: .*\n/m, ""), time: own ? Number(own) : whole, peak, problem });
    });
  });
}

/** Measures one program: `times` and `peaks` by engine, and what went wrong. */
export async function measure(name, engines, rounds) {
  process.stderr.write(`${name}\n`);
  const file = path.join(home, "programs", `${name}.py`);
  const held = Number(/^# memory: (\d+)$/m.exec(fs.readFileSync(file, "utf8"))?.[1] ?? 0);
  const runs = new Map(engines.map((engine) => [engine.name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const engine of engines) {
      const made = runs.get(engine.name);
      // What failed once will fail again, and may take its time to do so.
      if (!made.some((each) => each.problem)) made.push(await run(engine, file));
    }
  }
  const row = { name, held, times: {}, peaks: {}, problems: [] };
  const expected = [...runs.values()].flat().find((each) => !each.problem)?.printed;
  for (const engine of engines) {
    const made = runs.get(engine.name);
    const problem = made.find((each) => each.problem)?.problem;
    if (problem) row.problems.push(`${engine.title}: ${problem}`);
    else if (made.some((each) => each.printed !== expected)) {
      row.problems.push(`${engine.title}: printed something else`);
    } else {
      row.times[engine.name] = median(made.map((each) => each.time));
      row.peaks[engine.name] = Math.max(...made.map((each) => each.peak));
    }
  }
  return row;
}

/** How many times faster asyncdef is than the other engine. */
export const ratio = (row, other) => row.times[other] / row.times.asyncdef;

export const meanRatio = (rows, other) => geometricMean(rows.map((row) => ratio(row, other)));

/** What each of the things weighs that a program holds, against the memory of one that does nothing. */
export function bytesEach(row, empty, engine) {
  const [peak, base] = [row.peaks[engine], empty?.peaks[engine]];
  return peak && base ? Math.round((peak - base) / row.held) : undefined;
}
