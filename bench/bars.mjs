// The bars that this project holds itself to, each with the figure of this machine, now:
//
//     node bench/bars.mjs [--rounds=3] [--record]
//
// Runs every benchmark program under asyncdef, CPython and Pyodide; a quarter of an hour on a quiet machine.
// Ends with status 1 if a bar is missed.

import { bytesEach, findEngines, meanRatio, measure, programs, ratio } from "./measure.mjs";
import { sizes } from "./size.mjs";
import { table, times } from "./statistics.mjs";

const rounds = Number(process.argv.find((arg) => arg.startsWith("--rounds="))?.slice(9) ?? 3);
const engines = findEngines();
const rows = new Map();
for (const group of ["asyncio", "cpu"]) {
  const made = [];
  for (const name of programs(group)) made.push(await measure(name, engines, rounds));
  rows.set(group, made);
}
const own = engines.filter(({ name }) => name === "asyncdef");
const [cannotBlock, mayBlock] = [
  await measure("blocking/cannot_block", own, rounds),
  await measure("blocking/may_block", own, rounds),
];
const startup = rows.get("asyncio").find((row) => row.name === "asyncio/startup");
const sleeping = rows.get("asyncio").find((row) => row.name === "asyncio/sleeping_tasks");
/** The whole of a start is its own line; what is left are the programs that work. */
const working = (group) => rows.get(group).filter((row) => row !== startup);

const lines = [];
let missed = 0;
function bar(what, figure, wanted, holds, remark = "") {
  if (!holds) missed++;
  lines.push([what, figure, wanted, holds ? "holds" : "MISSED", remark]);
}
function speed(group, other, mean, least) {
  const made = working(group);
  const value = meanRatio(made, other);
  bar(`${group} against ${other}, geometric mean`, times(value), `≥ ${mean}×`, value >= mean);
  if (least === undefined) return;
  const slowest = made.reduce((a, b) => (ratio(b, other) < ratio(a, other) ? b : a));
  const worst = ratio(slowest, other);
  bar(`${group} against ${other}, slowest`, times(worst), `≥ ${least}×`, worst >= least, slowest.name);
}
speed("asyncio", "cpython", 5, 1);
speed("cpu", "cpython", 2, 0.7);
speed("asyncio", "pyodide", 20);
speed("cpu", "pyodide", 5);
const start = ratio(startup, "cpython");
bar("start against cpython", times(start), "≥ 1×", start >= 1);
const bytes = bytesEach(sleeping, startup, "asyncdef");
bar("a sleeping task", `${bytes} B`, "≤ 1000 B", bytes <= 1000);
const kept = cannotBlock.times.asyncdef / mayBlock.times.asyncdef;
bar("speed kept by code that may block", times(kept), "≥ 0.5×", kept >= 0.5);
for (const { what, kilobytes, most } of await sizes()) {
  bar(`size of ${what}`, `${kilobytes.toFixed(1)} KB`, `≤ ${most} KB`, kilobytes <= most);
}
console.log(table([["", "figure", "bar", "", ""], ...lines]));
for (const row of [...rows.values()].flat()) {
  for (const problem of row.problems) console.log(`\n${row.name}: ${problem}`);
}
process.exitCode = missed ? 1 : 0;
