// Strings, formatting, codecs and template strings against the outcomes that CPython 3.14 gave.

import { expect, test } from "vitest";
import { recorded, replayed } from "./testing.ts";

for (const name of ["str.txt", "format.txt", "percent.txt", "codecs.txt", "template.txt"]) {
  test(`${name}: every recorded outcome`, () => {
    const lines = recorded(import.meta.dirname, name);
    expect(replayed(lines)).toEqual(lines);
  });
}
