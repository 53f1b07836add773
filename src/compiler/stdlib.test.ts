// Every file of CPython's standard library compiles to JavaScript that the engine accepts.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { unzip } from "../../scripts/zip.mjs";
import { parse } from "../syntax/index.ts";
import { asModule, compileModule } from "./index.ts";

it("compiles to JavaScript", { timeout: 300_000 }, () => {
  const zip = createRequire(import.meta.url).resolve("pyodide/python_stdlib.zip");
  const failures: string[] = [];
  let count = 0;
  for (const [name, bytes] of unzip(readFileSync(zip))) {
    if (!name.endsWith(".py")) continue;
    count++;
    try {
      const { text } = compileModule(parse(bytes));
      new Function("$", text);
    } catch (error) {
      failures.push(`${name}: ${error}`);
    }
  }
  expect(failures).toEqual([]);
  expect(count).toBeGreaterThan(500);
});

it("can be written as an ES module", async () => {
  const text = asModule(compileModule(parse("x = 1")));
  const { default: make } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  const module: { $x?: number } = {};
  make({ code: (spec: unknown) => spec })
    .call(undefined, module)
    .next();
  expect(module.$x).toBe(1);
});
