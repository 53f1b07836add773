// Operations on containers, with the results and messages that CPython 3.14 gave (testdata/record.py).

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { call } from "../calls.ts";
import type { Value } from "../values.ts";
import { attempt, literal, outcome } from "./testing.ts";

const lines = readFileSync(new URL("testdata/cases.txt", import.meta.url), "utf8")
  .trimEnd()
  .split("\n");

/** The cases of one operation are one test. */
const groups = new Map<string, string[]>();
for (const line of lines) {
  const [name = ""] = line.split("\t", 1);
  const group = groups.get(name);
  if (group === undefined) groups.set(name, [line]);
  else group.push(line);
}

const run = (operation: string, operands: string[]): string => {
  if (!operation.startsWith("call ")) return outcome(operation, operands);
  const values: Value[] = operands.map(literal);
  return `${attempt(() => call(literal(operation.slice(5)), ...values))} | None`;
};

for (const [name, cases] of groups) {
  test(`${name}: ${cases.length} cases`, () => {
    const actual = cases.map((line) => {
      const [operation = "", ...operands] = line.slice(0, line.lastIndexOf("\t")).split("\t");
      return [operation, ...operands, `=> ${run(operation, operands)}`].join("\t");
    });
    expect(actual).toEqual(cases);
  });
}
