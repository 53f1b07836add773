// Arguments in the order of the parameters.

import { describe, expect, it } from "vitest";
import { parse } from "../syntax/index.ts";
import { arrange } from "./known.ts";

function order(parameters: string, positional: number, ...keywords: string[]): (number | undefined)[] | undefined {
  const [definition] = parse(`def f(${parameters}): ...`).body;
  if (definition?.node !== "FunctionDef") throw new Error("no function");
  return arrange(definition.args, positional, keywords);
}

describe("arguments by keyword", () => {
  it("take the places of their parameters", () => {
    expect(order("a, b", 0, "b", "a")).toEqual([1, 0]);
    expect(order("a, b=1, c=2", 1, "c")).toEqual([0, undefined, 1]);
    expect(order("a, *r, k, **kw", 1, "k")).toEqual([0, undefined, 1]);
    expect(order("a, /, b", 1, "b")).toEqual([0, 1]);
  });

  it("are left to the runtime where the call is not so plain", () => {
    expect(order("a, b", 1, "a")).toBeUndefined();
    expect(order("a, b", 0, "b")).toBeUndefined();
    expect(order("a", 1, "z")).toBeUndefined();
    expect(order("a, **kw", 1, "z")).toBeUndefined();
    expect(order("a, /", 0, "a")).toBeUndefined();
    expect(order("a, *r", 2, "a")).toBeUndefined();
    expect(order("*, k", 0)).toBeUndefined();
  });
});
