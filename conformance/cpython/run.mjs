// Runs one file of CPython's tests under an interpreter, through report.py, and gives the outcome of each test.
//
// A run that ends in the middle of a test, because of the time limit or a crash, is taken up again behind that test: a
// hang costs one test and not the rest of the file.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const REPORTER = fileURLToPath(new URL("report.py", import.meta.url));
const MAX_RUNS = 6;

/**
 * `interpreter`: { command, env, cwd }. Returns { outcomes: Map of test → "ok" | "skip" | "failure" | "error" | "time limit"
 * | "crash", output, note }.
 */
export async function runTests(name, interpreter, timeout, skipped) {
  const folder = mkdtempSync(path.join(tmpdir(), "asyncdef-report-"));
  const outcomes = new Map();
  let output = "";
  let note = "";
  try {
    for (let runs = 0; runs < MAX_RUNS; runs++) {
      const report = path.join(folder, `report${runs}`);
      const skipFile = path.join(folder, `skip${runs}`);
      writeFileSync(skipFile, [...outcomes.keys(), ...skipped].map((id) => `test.${id}`).join("\n"));
      const run = await once(
        [...interpreter.command, REPORTER, report, `test.${name}`, skipFile],
        interpreter,
        timeout,
      );
      output += run.output;
      const found = outcomes.size;
      const { ended, open } = existsSync(report)
        ? readReport(readFileSync(report, "utf8"), outcomes)
        : { ended: false };
      // A test whose only outcomes are those of its subtests, all of them good, says nothing.
      if (open !== undefined) outcomes.set(open, ended ? "ok" : run.timedOut ? "time limit" : "crash");
      if (outcomes.size === found && !ended) note = run.timedOut ? "time limit" : lastLine(run.output);
      if (ended || outcomes.size === found) break;
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  if ([...outcomes.keys()].some((id) => id.includes("_FailedTest"))) {
    outcomes.clear();
    note = [...output.matchAll(/^\w*(?:Error|SkipTest|Exit): .*$/gm)].at(-1)?.[0] ?? "not imported";
  }
  return { outcomes, output, note };
}

const lastLine = (output) => output.trimEnd().split("\n").at(-1) ?? "";

function once([command, ...args], { env, cwd }, timeout) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    let timedOut = false;
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill("SIGKILL");
    }, timeout * 1000);
    child.on("close", () => {
      clearTimeout(timer);
      resolve({ output, timedOut });
    });
  });
}

/** Adds what a report says to `outcomes`. `ended`: was all run? `open`: the test that was begun last and said nothing. */
function readReport(text, outcomes) {
  let open;
  let ended = false;
  for (const line of text.split("\n")) {
    const [kind] = line.split(" ", 1);
    const id = line.slice(kind.length + 1).replace(/^test\./, "");
    if (kind === "start") open = id;
    else if (kind === "end") ended = true;
    else if (kind !== "" && !isFailure(outcomes.get(id))) outcomes.set(id, kind);
  }
  return { ended, open: open !== undefined && !outcomes.has(open) ? open : undefined };
}

const isFailure = (outcome) => outcome === "failure" || outcome === "error";
