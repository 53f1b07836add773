// Every file of CPython's standard library compiles to JavaScript that the engine accepts.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { inflateRawSync } from "node:zlib";
import { expect, it } from "vitest";
import { parse } from "../syntax/index.ts";
import { asModule, compileModule } from "./index.ts";

/** The files of a zip archive, by its central directory. */
function* unzip(archive: Buffer): Generator<[name: string, bytes: Uint8Array]> {
  const end = archive.lastIndexOf("PK\x05\x06", undefined, "latin1");
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
    const nameLength = archive.readUInt16LE(at + 28);
    const local = archive.readUInt32LE(at + 42);
    const name = archive.toString("utf8", at + 46, at + 46 + nameLength);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const data = archive.subarray(start, start + size);
    yield [name, method === 0 ? data : inflateRawSync(data)];
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
}

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
