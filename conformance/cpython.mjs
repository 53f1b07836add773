// Runs CPython's own tests, unmodified, under asyncdef and says how many pass of those that pass under CPython.
//
//   node conformance/cpython.mjs [--python PATH] [--failures] [--output] [--record] [--jobs N] [--timeout SECONDS] [NAME…]
//
// NAME is a file of CPython's `test` package, with a class or a method if wanted: test_coroutines,
// test_asyncio.test_locks, test_int.IntTestCases. Without names, those of the recorded table are run. PATH is a CPython
// whose library has the tests; without it, `python3.14`, `python3.13` or a pyenv version of one of them is looked for.
// --failures lists the tests that fail; --output prints all that a file's run writes; --record brings
// conformance/cpython-tests.md up to date.
//
// Not counted: what CPython marks as tests of its own implementation, what needs its modules written for tests in C (for
// these there are stand-ins, in cpython/standins), and the tests in cpython/expected.txt, each for a reason. A test listed there
// that passes is an error. CPython's own results are kept in the folder for temporary files.

import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { readExpected } from "./cpython/expected.mjs";
import { judge } from "./cpython/judge.mjs";
import { runTests } from "./cpython/run.mjs";
import { heading, record, recorded, row, total } from "./cpython/table.mjs";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const TABLE = here("cpython-tests.md");
const COMMAND = here("../bin/asyncdef.js");
const STANDINS = here("cpython/standins");

const options = { python: undefined, failures: false, output: false, record: false, jobs: 1, timeout: 120, names: [] };
for (let i = 2; i < process.argv.length; i++) {
  const arg = process.argv[i];
  const name = arg.slice(2);
  if (!arg.startsWith("--")) options.names.push(arg);
  else if (typeof options[name] === "boolean") options[name] = true;
  else if (name === "python") options.python = process.argv[++i];
  else if (typeof options[name] === "number") options[name] = Number(process.argv[++i]);
  else throw new Error(`unknown option ${arg}`);
}

/** A CPython with its tests: its command, its version, and the folder of its `test` package. */
function findPython() {
  const candidates = options.python ? [options.python] : ["python3.14", "python3.13"];
  if (!options.python) {
    const versions = path.join(process.env.PYENV_ROOT ?? path.join(homedir(), ".pyenv"), "versions");
    const found = existsSync(versions) ? readdirSync(versions).filter((name) => /^3\.1[34]/.test(name)) : [];
    candidates.push(
      ...found
        .sort()
        .reverse()
        .map((name) => path.join(versions, name, "bin/python")),
    );
  }
  for (const command of candidates) {
    const script = "import sys, test; print(test.__path__[0]); print(sys.version.split()[0])";
    const { stdout, status } = spawnSync(command, ["-c", script], { encoding: "utf8" });
    if (status !== 0) continue;
    const [tests, version] = stdout.trim().split("\n");
    if (existsSync(path.join(tests, "support"))) return { command, version, tests };
  }
  throw new Error("no CPython with its tests was found; give one with --python PATH");
}

/** A folder in which `test` is CPython's package and nothing else of its library is seen. */
function searchFolder(tests) {
  const folder = mkdtempSync(path.join(tmpdir(), "asyncdef-cpython-"));
  symlinkSync(tests, path.join(folder, "test"));
  mkdirSync(path.join(folder, "work"));
  return folder;
}

/** What becomes of the tests under CPython, from the last time if there was one. */
async function nativeOutcomes(name) {
  const kept = path.join(tmpdir(), `asyncdef-cpython-${python.version}`, `${name}.json`);
  if (existsSync(kept)) return new Map(JSON.parse(readFileSync(kept, "utf8")));
  const { outcomes } = await runTests(name, { command: [python.command], cwd: work }, 300, []);
  mkdirSync(path.dirname(kept), { recursive: true });
  writeFileSync(kept, JSON.stringify([...outcomes]));
  return outcomes;
}

async function run(name) {
  const native = await nativeOutcomes(name);
  // Most files find out that there is no `_testcapi`; a folder of its own has what one of them needs of it.
  const env = { PYTHONPATH: [folder, path.join(STANDINS, name.split(".")[0]), STANDINS].join(path.delimiter) };
  const skipped = [...native.keys()].filter(expected.skip);
  const interpreter = { command: [process.execPath, COMMAND], env, cwd: work };
  const { outcomes, output, note } = await runTests(name, interpreter, options.timeout, skipped);
  return { ...judge(name, native, outcomes, expected, note), output };
}

const python = findPython();
const expected = readExpected(here("cpython/expected.txt"));
const folder = searchFolder(python.tests);
const work = path.join(folder, "work");
const results = [];
console.log(heading());
try {
  const waiting = options.names.length > 0 ? [...options.names] : [...recorded(TABLE).keys()];
  const worker = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const result = await run(name);
      results.push(result);
      if (options.output) console.log(result.output);
      console.log(row(result));
      if (options.failures) for (const each of result.failures) console.log(`    ${each}`);
      for (const each of result.surprises) console.log(`    listed as failing, but passes: ${each}`);
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, worker));
} finally {
  rmSync(folder, { recursive: true });
}
if (results.length > 1) console.log(row(total(results)));
if (options.record) record(TABLE, results, python.version);
if (results.some(({ surprises }) => surprises.length > 0)) process.exitCode = 1;
