// The list of CPython's tests that are not expected to pass, each with its reason.

import { readFileSync } from "node:fs";

/** What the list says of tests: `reason(id)`, and `skip(id)`: it is not even to be run. */
export function readExpected(file) {
  const entries = [];
  let reason = "";
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const text = line.trim();
    if (text === "" || line.startsWith("#")) continue;
    if (line === line.trimStart()) {
      reason = text;
      continue;
    }
    const skip = text.startsWith("skip ");
    const pattern = (skip ? text.slice(5) : text).split("*").map(RegExp.escape ?? escapeRegExp);
    entries.push({ reason, skip, pattern: new RegExp(`^${pattern.join(".*")}$`) });
  }
  const find = (id) => entries.find(({ pattern }) => pattern.test(id));
  return { reason: (id) => find(id)?.reason, skip: (id) => find(id)?.skip ?? false };
}

const escapeRegExp = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
