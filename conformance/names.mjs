// Which names of Python's asyncio are here: `node conformance/names.mjs [--check]` compares what CPython 3.14 lists
// (every public name, the members of its classes, and what a call of each takes) with what asyncdef does, and writes
// docs/asyncio-names.md; with --check it writes nothing and fails if the table is not what it would write.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { home } from "./programs.mjs";

const program = path.join(home, "names", "names.py");
const table = path.join(home, "..", "docs", "asyncio-names.md");

/** Why a name is not here, by what its path begins or ends with. */
const reasons = fs
  .readFileSync(path.join(home, "names", "reasons.txt"), "utf8")
  .split("\n")
  .filter((line) => line && !line.startsWith("#"))
  .map((line) => {
    const [pattern, ...words] = line.split(" ");
    return { pattern: new RegExp(`^(?:${pattern})$`), reason: words.join(" ") };
  });

function namesOf(command) {
  const text = execFileSync(process.execPath, [command, program], { encoding: "utf8" });
  return new Map(
    text
      .split("\n")
      .filter(Boolean)
      .map((line) => line.split(/ (.*)/s)),
  );
}

const cpython = namesOf(path.join(home, "cpython314.mjs"));
const ours = namesOf(path.join(home, "..", "bin", "asyncdef.js"));

const missing = [];
const different = [];
for (const [name, parameters] of cpython) {
  const own = ours.get(name);
  if (own === undefined) {
    const reason = reasons.find(({ pattern }) => pattern.test(name))?.reason ?? "not yet";
    missing.push(`| \`${name}\` | ${reason} |`);
  } else if (parameters && own !== parameters) different.push(`| \`${name}\` | \`${parameters}\` | \`${own}\` |`);
}
const there = [...cpython.keys()].filter((name) => ours.has(name));
const tops = there.filter((name) => !name.includes("."));
const text = `# The names of asyncio

Written by \`node conformance/names.mjs\`, which asks CPython 3.14 and asyncdef for the public names of \`asyncio\` and the
members of its classes. Of ${cpython.size} names ${there.length} are here, ${cpython.size - there.length} are not.

## Not here

| name | why |
|---|---|
${missing.join("\n")}

## Called differently

| name | CPython | asyncdef |
|---|---|---|
${different.join("\n")}

## Here

${tops.map((name) => `- \`${name}\`${membersOf(name)}`).join("\n")}
`;

function membersOf(name) {
  const members = there
    .filter((each) => each.startsWith(`${name}.`))
    .map((each) => `\`${each.slice(name.length + 1)}\``);
  return members.length ? `: ${members.join(", ")}` : "";
}

if (!process.argv.includes("--check")) fs.writeFileSync(table, text);
else if (fs.readFileSync(table, "utf8") !== text) {
  console.log("docs/asyncio-names.md is out of date: node conformance/names.mjs");
  process.exitCode = 1;
}
console.log(`${there.length} of ${cpython.size} names`);
