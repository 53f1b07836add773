// Runs the programs by hand: node conformance/run.mjs [--list] [filter]
// Prints where each differs from CPython, and `N passed, N failed`. `--list` prints the names of the failed alone.
// ASYNCDEF_COMMAND names another command to run them with, "python3.13" for example.

import fs from "node:fs";
import { diff } from "./diff.mjs";
import { format, inParallel, listPrograms, readRecord, recordFile, runProgram, testedCommand } from "./programs.mjs";

const args = process.argv.slice(2);
const namesOnly = args.includes("--list");
let passed = 0;
let failed = 0;

await inParallel(listPrograms(args.find((arg) => !arg.startsWith("--"))), 2, async (name) => {
  const expected = fs.existsSync(recordFile(name)) ? readRecord(name).text : "(not recorded yet)";
  const actual = format(await runProgram(testedCommand(), name));
  if (actual === expected) {
    passed++;
    return;
  }
  failed++;
  console.log(namesOnly ? name : `${name}: CPython (-) and what was printed (+)\n${diff(expected, actual)}\n`);
});
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
