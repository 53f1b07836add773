// Python programs that use asyncio, and what CPython prints for them; testdata/record.mjs records it.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Console } from "../../host/host.ts";
import { nodeHost } from "../../host/node.ts";
import { virtualHost } from "../../host/virtual.ts";
import { Python } from "../../python.ts";

const folder = path.join(import.meta.dirname, "testdata");
const programs = fs.readdirSync(folder).filter((file) => file.endsWith(".py"));

let printed = "";
const node = nodeHost([]);
const recorder: Console = Object.assign(Object.create(node.console), {
  writeOut(data: string | Uint8Array) {
    printed += typeof data === "string" ? data : new TextDecoder().decode(data);
  },
  writeErr() {},
});

async function output(file: string): Promise<string> {
  printed = "";
  const python = new Python({ host: virtualHost({ ...node, console: recorder }) });
  await python.run(python.compile(fs.readFileSync(path.join(folder, file)), file));
  python.finish();
  return printed;
}

describe("asyncio in Python", () => {
  it.each(programs)("%s prints what CPython prints", async (file) => {
    expect(await output(file)).toBe(fs.readFileSync(path.join(folder, file.replace(".py", ".txt")), "utf8"));
  });
});
