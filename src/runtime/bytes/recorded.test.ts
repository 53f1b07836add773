// bytes, bytearray and memoryview against the outcomes that CPython 3.14 gave.

import { expect, test } from "vitest";
import { recorded, replayed } from "../strings/testing.ts";

for (const name of ["bytes.txt", "bytearray.txt", "memoryview.txt"]) {
  test(`${name}: every recorded outcome`, () => {
    const lines = recorded(`${import.meta.dirname}/../strings`, name);
    expect(replayed(lines)).toEqual(lines);
  });
}
