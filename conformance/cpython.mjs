// Runs CPython's own tests, unmodified, under asyncdef and says how many pass.
//
//   node conformance/cpython.mjs [--python PATH] [--failures] [--record] [--jobs N] [--timeout SECONDS] [NAME…]
//
// NAME is a file of CPython's `test` package, with a class or a method if wanted: test_coroutines,
// test_asyncio.test_locks, test_int.IntTestCases. Without names, those of the recorded table are run. PATH is a CPython
// whose library has the tests; without it, `python3.14`, `python3.13` or a pyenv version of one of them is looked for.
// --failures lists the tests that fail; --output prints all that a file's run writes; --record brings
// conformance/cpython-tests.md up to date.

import { spawn, spawnSync } from "node:child_process";
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

const root = fileURLToPath(new URL("..", import.meta.url));
const TABLE = path.join(root, "conformance/cpython-tests.md");
const COMMAND = path.join(root, "bin/asyncdef.js");

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

/** The folder of CPython's `test` package. */
function testFolder() {
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
  for (const python of candidates) {
    const { stdout, status } = spawnSync(python, ["-c", "import test; print(test.__path__[0])"], { encoding: "utf8" });
    if (status === 0 && existsSync(path.join(stdout.trim(), "support"))) return stdout.trim();
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

function run(name, folder) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [COMMAND, "-m", "unittest", "-v", `test.${name}`], {
      cwd: path.join(folder, "work"),
      env: { ...process.env, PYTHONPATH: folder },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    let timedOut = false;
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill("SIGKILL");
    }, options.timeout * 1000);
    child.on("close", () => {
      clearTimeout(timer);
      resolve(summary(name, output, timedOut));
    });
  });
}

/** What the output of `unittest -v` says. */
function summary(name, output, timedOut) {
  const count = (key) => Number(new RegExp(`^(?:OK|FAILED) \\(.*\\b${key}=(\\d+)`, "m").exec(output)?.[1] ?? 0);
  const ran = /^Ran (\d+) tests? in/m.exec(output);
  const failures = [...output.matchAll(/^(ERROR|FAIL): (.*)$/gm)].map(([, kind, test]) => `${kind} ${test}`);
  if (ran === null) {
    const passed = (output.match(/\.\.\. ok$/gm) ?? []).length;
    const last = output.trimEnd().split("\n").at(-1) ?? "";
    return {
      name,
      ran: 0,
      passed,
      failed: 0,
      errors: 1,
      skipped: 0,
      failures,
      note: timedOut ? "time limit" : last,
      output,
    };
  }
  const [failed, errors, skipped, unexpected] = ["failures", "errors", "skipped", "unexpected successes"].map(count);
  // Subtests count as failures of their own; what passed is what was said to be.
  const passed = (output.match(/\.\.\. (?:.*\n)*?(?:ok|expected failure)$/gm) ?? []).length;
  const total = Number(ran[1]);
  // A file that cannot be imported is one test that says so.
  const note = output.includes("unittest.loader._FailedTest")
    ? ([...output.matchAll(/^\w*Error: .*$/gm)].at(-1)?.[0] ?? "")
    : "";
  return {
    name,
    ran: total,
    passed: Math.min(passed, total),
    failed: failed + unexpected,
    errors,
    skipped,
    failures,
    note,
    output,
  };
}

const COLUMNS = ["ran", "passed", "failed", "errors", "skipped"];

function row(result) {
  const numbers = COLUMNS.map((column) => String(result[column]).padStart(7)).join(" ");
  return `${result.name.padEnd(36)}${numbers}  ${result.note}`.trimEnd();
}

/** The recorded rows, by name. */
function recorded() {
  if (!existsSync(TABLE)) return new Map();
  const rows = readFileSync(TABLE, "utf8").matchAll(/^\| (test_[\w.]+) \|(.*)\|$/gm);
  return new Map([...rows].map(([line, name]) => [name, line]));
}

function record(results, tests) {
  const rows = recorded();
  for (const each of results) {
    const note = each.note.replaceAll("|", "/").slice(0, 100);
    rows.set(each.name, `| ${each.name} | ${COLUMNS.map((column) => each[column]).join(" | ")} | ${note} |`);
  }
  const version = /python(\d+\.\d+)/.exec(tests)?.[1] ?? "";
  const head = [
    "# CPython's own tests under asyncdef",
    "",
    `Written by \`node conformance/cpython.mjs --record\`, with the tests of CPython ${version}, unmodified. A test whose`,
    "subtests fail counts each of them; where nothing ran, the note says what stood in the way.",
    "",
    `| tests | ${COLUMNS.join(" | ")} | note |`,
    `|---|${COLUMNS.map(() => "---:").join("|")}|---|`,
  ];
  const lines = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
  writeFileSync(TABLE, `${[...head, ...lines].join("\n")}\n`);
}

const tests = testFolder();
const folder = searchFolder(tests);
const names = options.names.length > 0 ? options.names : [...recorded().keys()];
const results = [];
console.log(`${"".padEnd(36)}${COLUMNS.map((column) => column.padStart(7)).join(" ")}`);
try {
  const waiting = [...names];
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const result = await run(name, folder);
      results.push(result);
      if (options.output) console.log(result.output);
      console.log(row(result));
      if (options.failures) for (const each of result.failures) console.log(`    ${each}`);
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, work));
} finally {
  rmSync(folder, { recursive: true });
}
const total = { name: "total", note: "" };
for (const column of COLUMNS) total[column] = results.reduce((sum, each) => sum + each[column], 0);
if (results.length > 1) console.log(row(total));
if (options.record) record(results, tests);
