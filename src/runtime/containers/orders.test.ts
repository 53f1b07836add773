// The order of sets of numbers and tuples, and hashes, against a 64-bit CPython (testdata/record-orders.py).

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { callMethod } from "../attributes.ts";
import { call } from "../calls.ts";
import { iand, ior, isub, ixor } from "../operators.ts";
import { hash, repr } from "../protocols.ts";
import type { Value } from "../values.ts";
import type { PySet } from "./set.ts";
import { set } from "./settypes.ts";
import { literal } from "./testing.ts";

const lines = readFileSync(new URL("testdata/orders.txt", import.meta.url), "utf8")
  .trimEnd()
  .split("\n");
const cases = lines.map((line) => line.split("\t") as [string, string]);
const INPLACE: Record<string, (a: Value, b: Value) => Value> = { "|=": ior, "&=": iand, "^=": ixor, "-=": isub };

function step(target: Value, text: string): Value {
  const [, name = "", argument = ""] = /^(\S+) (.*)$/.exec(text)!;
  if (name === "copy") return call(set, target);
  if (name in INPLACE) return INPLACE[name]!(target, call(set, literal(argument)));
  if (name !== "pop") callMethod(target, name, literal(argument));
  else if ((target as PySet).size > 0) callMethod(target, "pop");
  return target;
}

test("sets iterate in CPython's order after any history", () => {
  const histories = cases.filter(([steps]) => !/^(hash|display) /.test(steps));
  expect(histories.map(([steps]) => [steps, repr(steps.split("; ").reduce(step, call(set)))])).toEqual(histories);
});

test("set displays of constants are laid out as CPython's", () => {
  const displays = cases.filter(([steps]) => steps.startsWith("display "));
  expect(displays.map(([text]) => [text, repr(literal(`{${text.slice(9, -1)}}`))])).toEqual(displays);
});

test("tuples and frozensets have CPython's hashes", () => {
  const hashes = cases.filter(([steps]) => steps.startsWith("hash "));
  expect(hashes.map(([text]) => [text, String(hash(literal(text.slice(5))))])).toEqual(hashes);
});
