// Measures the same Python programs under asyncdef, native CPython and Pyodide, side by side:
//
//     npm run bench -- [filter] [--rounds=5] [--engines=asyncdef,cpython]
//
// Every program in programs/asyncio and programs/cpu times its own work with time.perf_counter and prints the best of
// its repetitions as `time: SECONDS`, beside a result. The engines take turns, a process each, for so many rounds; the
// results must agree. What is printed is the median of the rounds, and how many times faster asyncdef is than the
// other. `startup` times the whole process. A program that says `# memory: N` holds N things at once: the growth of the
// process's peak memory over that of `startup`, divided by N, is printed too (on Linux).
//
// CPython 3.13 is preferred, the one that is found is named. Pyodide runs in this Node, on its own event loop, which
// cannot block: `asyncio.run(main())` becomes `await main()` there.

import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { geometricMean, median, seconds, table, times } from "./statistics.mjs";

const home = path.dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(2);
const option = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const filter = args.find((arg) => !arg.startsWith("--")) ?? "";
const rounds = Number(option("rounds") ?? 3);
const wanted = option("engines")?.split(",");
/** No program here takes so many seconds, even on a slow and busy machine. */
const PATIENCE = 180;

const engines = [findAsyncdef(), findCPython(), findPyodide()].filter((e) => e && (!wanted || wanted.includes(e.name)));

function findAsyncdef() {
  const command = path.join(home, "..", "bin", "asyncdef.js");
  if (!fs.existsSync(command)) return undefined;
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
    return {
      name: "pyodide",
      title: `Pyodide ${version}`,
      command: [process.execPath, path.join(home, "pyodide.mjs")],
    };
  } catch {
    return undefined;
  }
}

/** Runs a program once: what it printed, its own time or the whole process's, and the peak of its memory. */
function measure(engine, file) {
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

async function measureProgram(group, name) {
  const file = path.join(home, "programs", group, `${name}.py`);
  const held = Number(/^# memory: (\d+)$/m.exec(fs.readFileSync(file, "utf8"))?.[1] ?? 0);
  const runs = new Map(engines.map((engine) => [engine.name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const engine of engines) {
      const made = runs.get(engine.name);
      // What failed once will fail again, and may take its time to do so.
      if (!made.some((run) => run.problem)) made.push(await measure(engine, file));
    }
  }
  const row = { group, name, held, times: {}, peaks: {}, problems: [] };
  const expected = [...runs.values()].flat().find((run) => !run.problem)?.printed;
  for (const engine of engines) {
    const made = runs.get(engine.name);
    const problem = made.find((run) => run.problem)?.problem;
    if (problem) row.problems.push(`${engine.title}: ${problem}`);
    else if (made.some((run) => run.printed !== expected)) row.problems.push(`${engine.title}: printed something else`);
    else {
      row.times[engine.name] = median(made.map((run) => run.time));
      row.peaks[engine.name] = Math.max(...made.map((run) => run.peak));
    }
  }
  return row;
}

const others = engines.filter((engine) => engine.name !== "asyncdef");
const ratio = (row, other) => row.times[other.name] / row.times.asyncdef;

function show(rows) {
  const header = ["", ...engines.map((e) => e.title), ...others.map((e) => `against ${e.title.split(" ")[0]}`)];
  const lines = rows.map((row) => [
    `${row.group}/${row.name}`,
    ...engines.map((engine) => seconds(row.times[engine.name])),
    ...others.map((other) => times(ratio(row, other))),
  ]);
  for (const group of ["asyncio", "cpu"]) {
    const means = others.map((other) =>
      geometricMean(rows.filter((row) => row.group === group).map((r) => ratio(r, other))),
    );
    if (means.some(Boolean)) lines.push([`${group}: geometric mean`, ...engines.map(() => ""), ...means.map(times)]);
  }
  console.log(table([header, ...lines]));
  const empty = rows.find((row) => row.name === "startup");
  for (const row of rows.filter((row) => row.held && empty)) {
    const each = engines
      .filter(({ name }) => row.peaks[name] && empty.peaks[name])
      .map(({ name, title }) => `${title} ${Math.round((row.peaks[name] - empty.peaks[name]) / row.held)}`);
    console.log(`\n${row.group}/${row.name}, bytes for each: ${each.join(", ")}`);
  }
  for (const row of rows) for (const problem of row.problems) console.log(`\n${row.group}/${row.name}: ${problem}`);
}

const rows = [];
for (const group of ["asyncio", "cpu"]) {
  for (const file of fs.readdirSync(path.join(home, "programs", group)).sort()) {
    const name = path.basename(file, ".py");
    if (!file.endsWith(".py") || !`${group}/${name}`.includes(filter)) continue;
    process.stderr.write(`${group}/${name}\n`);
    rows.push(await measureProgram(group, name));
  }
}
show(rows);
process.exitCode = rows.some((row) => row.problems.length) ? 1 : 0;
