// The conformance programs, how one is run, and how what it printed is compared: shared by the recorder, the checker
// and the command for use by hand.
//
// A program is a file `programs/<area>/<behaviour>.py`; files and folders whose names begin with `_` are modules that
// programs import; the project's examples count as an area of their own. Beside it, `<behaviour>.out` holds what CPython printed:
//
//     # CPython 3.14.2 (pyodide 314.0.7)
//     (standard output)
//     === stderr
//     (standard error, if there was any)
//     === exit status 1          (if it was not 0)
//
// Comments in a program's first lines choose how it is recorded and compared:
//
//     # recorder: 3.13            threads, signals: what CPython in WebAssembly cannot do (the default is 3.14)
//     # needs: openssl           a command without which the program is not run
//     # stderr: warnings without positions
//                                 CPython reports a forgotten coroutine where it happened to be collected

import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this file. */
export const home = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(home, "programs");

const examples = path.join(home, "..", "examples");

/** Every program as a path like `tasks/gather_order`, sorted; those that contain `filter` if one is given. */
export function listPrograms(filter = "") {
  const found = [];
  const visit = (folder) => {
    for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
      if (entry.name.startsWith("_") || entry.name.startsWith(".")) continue;
      const name = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) visit(name);
      else if (name.endsWith(".py")) found.push(name.slice(0, -3));
    }
  };
  visit("");
  for (const file of fs.readdirSync(examples)) {
    if (file.endsWith(".py")) found.push(`examples/${file.slice(0, -3)}`);
  }
  return found.filter((name) => name.includes(filter)).sort();
}

/** The file of a program. */
export const sourceFile = (name) => path.join(isExample(name) ? path.dirname(examples) : root, `${name}.py`);
/** The file of what CPython printed. */
export const recordFile = (name) => path.join(isExample(name) ? home : root, `${name}.out`);
const isExample = (name) => name.startsWith("examples/");

/** What the comments at the top of a program ask for. */
export function directives(name) {
  const head = fs.readFileSync(sourceFile(name), "utf8").split("\n").slice(0, 4).join("\n");
  return {
    recorder: /^# recorder: (3\.\d+)$/m.exec(head)?.[1] ?? "3.14",
    needs: /^# needs: (\w+)$/m.exec(head)?.[1],
    withoutPositions: /^# stderr: warnings without positions$/m.test(head),
  };
}

/** Runs a command with the program as its last argument, in the program's folder. */
export function runProgram(command, name, seconds = 30) {
  const file = sourceFile(name);
  const folder = path.dirname(file);
  const [executable, ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(executable, [...args, path.basename(file)], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1", PYTHONHASHSEED: "0", PYTHONUTF8: "1", NO_COLOR: "1" },
    });
    const output = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"]) {
      child[stream].setEncoding("utf8").on("data", (text) => {
        output[stream] += text;
      });
    }
    const limit = setTimeout(() => {
      output.stderr += `killed after ${seconds} s\n`;
      child.kill("SIGKILL");
    }, seconds * 1000);
    child.on("error", reject);
    child.on("close", (status, signal) => {
      clearTimeout(limit);
      resolve(normalise(name, { ...output, status: status ?? signal }));
    });
  });
}

/** What is left of a run when machine, version and folder are taken out. */
function normalise(name, { stdout, stderr, status }) {
  const folder = `${path.dirname(sourceFile(name))}/`;
  const shorten = (text) => endLine(text.replaceAll(folder, "").replaceAll("/program/", ""));
  let report = withoutLibraryFrames(shorten(stderr));
  // CPython's advice to switch on tracemalloc follows every warning about a coroutine; the place is known without it.
  report = report.replace(/^RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n/gm, "");
  if (directives(name).withoutPositions) report = report.replace(/^\S+:\d+: (\w*Warning: .*\n)(?: {2}\S.*\n)?/gm, "$1");
  return { stdout: isExample(name) ? withoutTimes(stdout) : shorten(stdout), stderr: report, status };
}

/** Examples may show how long they took. */
export const withoutTimes = (text) => text.replace(/^ *\d+\.\d s /gm, "(time) ");

const endLine = (text) => (text === "" || text.endsWith("\n") ? text : `${text}\n`);

/** Leaves out traceback entries of files that are not the program's: the library's inner frames are nobody's contract. */
function withoutLibraryFrames(text) {
  const kept = [];
  let dropping = false;
  for (const line of text.split("\n")) {
    // A group's report puts margins such as `  | ` before each line.
    const bare = line.replace(/^[\s|+]*(?=File ")/, "");
    const frame = /^File "([^"]*)", line \d+(, in .*)?$/.exec(bare);
    if (frame) dropping = /^(\/|<frozen|<exec>)/.test(frame[1]);
    // The source, its carets, or a note on repetition stand two columns deeper than their entry.
    else if (dropping && !/^[ |]* {4}\S|^\s+\[Previous line repeated/.test(line)) dropping = false;
    if (!dropping) kept.push(line);
  }
  return kept.join("\n");
}

/** The text of a `.out` file without its first line. */
export function format({ stdout, stderr, status }) {
  return `${stdout}${stderr && `=== stderr\n${stderr}`}${status === 0 ? "" : `=== exit status ${status}\n`}`;
}

/** What CPython printed, and which CPython. */
export function readRecord(name) {
  const text = fs.readFileSync(recordFile(name), "utf8");
  const end = text.indexOf("\n");
  return { recorder: text.slice(2, end), text: text.slice(end + 1) };
}

/** Programs known to fail, each with its reason, from `expected-failures.txt`. */
export function expectedFailures() {
  const lines = fs.readFileSync(path.join(home, "expected-failures.txt"), "utf8").split("\n");
  const entries = lines.filter((line) => line.trim() && !line.startsWith("#"));
  return new Map(entries.map((line) => [line.split(/\s+/, 1)[0], line.replace(/^\S+\s*/, "")]));
}

/** The command under test: the built one, or what ASYNCDEF_COMMAND names. */
export function testedCommand() {
  const other = process.env.ASYNCDEF_COMMAND;
  return other ? other.split(" ") : [process.execPath, path.join(home, "..", "bin", "asyncdef.js")];
}

/** Calls `work` for each item, `width` of them at a time. */
export async function inParallel(items, width, work) {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
