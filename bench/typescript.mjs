// Measures asyncdef's TypeScript face beside Effect, Effection and bare promises, on the same works:
//
//     node bench/typescript.mjs [filter] [--rounds=5]
//
// Each contestant (typescript/*.mjs) puts the work as its own documentation would. Every measurement is a process of
// its own that takes the best of its repetitions; contestants take turns, and the median of the rounds is printed.

import { execFile } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { geometricMean, median, seconds, table, times } from "./statistics.mjs";

const works = [
  { name: "fib", args: [20], title: "recursive coroutines, fib(20)" },
  { name: "tree", args: [6, 5], title: "a tree of 9,331 tasks" },
  { name: "treeSleeping", args: [6, 5], title: "the same, its leaves sleep 10 ms" },
  { name: "groups", args: [6, 5], title: "the same, structured" },
  { name: "switching", args: [100, 1000], title: "100 tasks give way 1,000 times" },
  { name: "deep", args: [200, 1000], title: "1,000 resumptions under 200 awaits" },
  { name: "queue", args: [10, 100_000], title: "100,000 items through 10 places" },
  { name: "sleepers", args: [50_000], title: "50,000 sleeping tasks" },
];
const contestants = ["asyncdef", "effect", "effection", "promises"];

const args = process.argv.slice(2);
const filter = args.find((arg) => !arg.startsWith("--")) ?? "";
const rounds = Number(args.find((arg) => arg.startsWith("--rounds="))?.slice(9) ?? 3);
const one = path.join(path.dirname(fileURLToPath(import.meta.url)), "typescript", "one.mjs");
const execute = promisify(execFile);
const modules = await Promise.all(contestants.map((name) => import(`./typescript/${name}.mjs`)));

async function measure(contestant, work) {
  const { stdout } = await execute(process.execPath, [one, contestant, work.name, ...work.args.map(String)]);
  return JSON.parse(stdout);
}

const lines = [["", ...contestants, ...contestants.slice(1).map((name) => `against ${name}`)]];
const ratios = contestants.slice(1).map(() => []);
for (const work of works.filter((work) => work.name.includes(filter))) {
  process.stderr.write(`${work.title}\n`);
  const runs = contestants.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [at, contestant] of contestants.entries()) {
      if (work.name in modules[at]) runs[at].push(await measure(contestant, work));
    }
  }
  if (new Set(runs.flat().map((run) => run.result)).size > 1) throw new Error(`the results of ${work.name} differ`);
  const [own, ...others] = runs.map((made) => (made.length === 0 ? undefined : median(made.map((run) => run.time))));
  for (const [at, time] of others.entries()) if (time !== undefined) ratios[at].push(time / own);
  const shown = (show) => others.map((time) => (time === undefined ? "–" : show(time)));
  lines.push([work.title, seconds(own), ...shown(seconds), ...shown((time) => times(time / own))]);
}
lines.push(["geometric mean", ...contestants.map(() => ""), ...ratios.map((list) => times(geometricMean(list)))]);
console.log(table(lines));
