// Measures the same Python programs under asyncdef, native CPython and Pyodide, side by side:
//
//     npm run bench -- [filter] [--rounds=3] [--engines=asyncdef,cpython] [--record] [--compare]
//
// Prints the median of the rounds, and how many times faster asyncdef is than each other engine. `--record` keeps the
// ratios in recorded.json; `--compare` shows beside each ratio the recorded one, and what became of it: ratios, since
// seconds of one machine say nothing about another.

import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { bytesEach, findEngines, meanRatio, measure, programs, ratio } from "./measure.mjs";
import { seconds, table, times } from "./statistics.mjs";

const RECORDED = path.join(path.dirname(fileURLToPath(import.meta.url)), "recorded.json");
/** A ratio that fell below this part of the recorded one is marked; machines are noisy. */
const REGRESSION = 0.8;

const args = process.argv.slice(2);
const option = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const filter = args.find((arg) => !arg.startsWith("--")) ?? "";
const engines = findEngines(option("engines")?.split(","));
const others = engines.filter((engine) => engine.name !== "asyncdef");

const rows = [];
for (const group of ["asyncio", "cpu"]) {
  for (const name of programs(group, filter)) rows.push(await measure(name, engines, Number(option("rounds") ?? 3)));
}

const recorded = args.includes("--compare") ? JSON.parse(fs.readFileSync(RECORDED, "utf8")) : undefined;
const compared = recorded ? others.map(({ name }) => name) : [];
const header = [
  "",
  ...engines.map((engine) => engine.title),
  ...others.map((other) => `against ${other.title.split(" ")[0]}`),
  ...compared.map(() => "recorded"),
];
const lines = rows.map((row) => [
  row.name,
  ...engines.map((engine) => seconds(row.times[engine.name])),
  ...others.map((other) => times(ratio(row, other.name))),
  ...compared.map((other) => comparison(ratio(row, other), recorded[row.name]?.[other])),
]);
for (const group of ["asyncio", "cpu"]) {
  const members = rows.filter((row) => row.name.startsWith(`${group}/`));
  if (members.length === 0) continue;
  const means = others.map((other) => times(meanRatio(members, other.name)));
  lines.push([`${group}: geometric mean`, ...engines.map(() => ""), ...means, ...compared.map(() => "")]);
}
console.log(table([header, ...lines]));

const empty = rows.find((row) => row.name === "asyncio/startup");
for (const row of rows.filter((row) => row.held && empty)) {
  const each = engines.map(({ name, title }) => `${title} ${bytesEach(row, empty, name) ?? "–"}`);
  console.log(`\n${row.name}, bytes for each: ${each.join(", ")}`);
}
for (const row of rows) for (const problem of row.problems) console.log(`\n${row.name}: ${problem}`);
if (args.includes("--record")) record();
process.exitCode = rows.some((row) => row.problems.length) ? 1 : 0;

function comparison(now, then) {
  if (then === undefined || !Number.isFinite(now)) return "new";
  return `${times(then)}${now < then * REGRESSION ? " slower" : now * REGRESSION > then ? " faster" : ""}`;
}

/** Adds this run to what is recorded. */
function record() {
  const kept = fs.existsSync(RECORDED) ? JSON.parse(fs.readFileSync(RECORDED, "utf8")) : {};
  for (const row of rows) {
    for (const { name } of others) {
      const value = ratio(row, name);
      if (Number.isFinite(value)) kept[row.name] = { ...kept[row.name], [name]: Number(value.toFixed(2)) };
    }
  }
  const sorted = Object.fromEntries(Object.entries(kept).sort(([a], [b]) => (a < b ? -1 : 1)));
  fs.writeFileSync(RECORDED, `${JSON.stringify(sorted, null, 2)}\n`);
}
