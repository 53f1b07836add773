// Operations on numbers against what CPython made of them (testdata/record.py).

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Row, run } from "./testdata/run.ts";

function rows(section: string): Row[] {
  const text = readFileSync(new URL(`./testdata/${section}.jsonl`, import.meta.url), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);
}

describe("numbers do as CPython does:", () => {
  test.each(["format", "arithmetic", "functions", "text", "hash"])("%s", (section) => {
    const recorded = rows(section);
    expect(recorded.map((row) => [...row.slice(0, -1), run(row)])).toEqual(recorded);
  });
});
