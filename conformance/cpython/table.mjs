// The recorded table of CPython's own tests, conformance/cpython-tests.md.

import { existsSync, readFileSync, writeFileSync } from "node:fs";

const COLUMNS = ["CPython", "listed", "passed", "failed", "skipped"];

/** The recorded rows, by name. */
export function recorded(file) {
  if (!existsSync(file)) return new Map();
  const rows = readFileSync(file, "utf8").matchAll(/^\| (test_[\w.]+) \|(.*)\|$/gm);
  return new Map([...rows].map(([line, name]) => [name, line]));
}

/** Brings the table up to date with `results`, as `judge` (judge.mjs) gives them. */
export function record(file, results, version) {
  const rows = recorded(file);
  for (const each of results) {
    const note = each.note.replaceAll("|", "/").slice(0, 100);
    rows.set(
      each.name,
      `| ${each.name} | ${COLUMNS.map((column) => each[column]).join(" | ")} | ${percent(each)} | ${note} |`,
    );
  }
  const head = [
    "# CPython's own tests under asyncdef",
    "",
    `Written by \`node conformance/cpython.mjs --record\`, with the tests of CPython ${version}, unmodified. \`CPython\` is what`,
    "passes there, without what is marked as its own implementation's; `listed` is how many of these are in",
    "conformance/cpython/expected.txt, with reasons, or test the C interface; the others pass here or fail, or are skipped. The last",
    "number is how many of 100 pass. Where nothing ran, the note says what stood in the way.",
    "",
    `| tests | ${COLUMNS.join(" | ")} | of 100 | note |`,
    `|---|${COLUMNS.map(() => "---:").join("|")}|---:|---|`,
  ];
  const lines = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
  writeFileSync(file, `${[...head, ...lines].join("\n")}\n`);
}

const percent = ({ CPython, listed, passed }) =>
  CPython === listed ? "100" : String(Math.floor((1000 * passed) / (CPython - listed)) / 10);

export const heading = () => `${"".padEnd(36)}${[...COLUMNS, "of 100"].map((column) => column.padStart(8)).join("")}`;

export function row(result) {
  const numbers = [...COLUMNS.map((column) => String(result[column])), percent(result)];
  return `${result.name.padEnd(36)}${numbers.map((number) => number.padStart(8)).join("")}  ${result.note}`.trimEnd();
}

export function total(results) {
  const sum = { name: "total", note: "" };
  for (const column of COLUMNS) sum[column] = results.reduce((all, each) => all + each[column], 0);
  return sum;
}
