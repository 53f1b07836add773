// The bar: for every file of CPython 3.14's standard library, our tree is CPython's, positions included.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { loadPyodide } from "pyodide";
import { beforeAll, describe, expect, it } from "vitest";
import { dump, PythonSyntaxError, parse, unparse } from "./index.ts";

const DUMP = `
import ast, zipfile

archive = zipfile.ZipFile("/tmp/stdlib.zip")
names = [name for name in archive.namelist() if name.endswith(".py")]

def dump(name):
    try:
        return ast.dump(ast.parse(archive.read(name)), include_attributes=True)
    except SyntaxError:
        return None
`;

type Python = Awaited<ReturnType<typeof loadPyodide>>;
let python: Python;
let names: string[];

beforeAll(async () => {
  python = await loadPyodide();
  const zip = createRequire(import.meta.url).resolve("pyodide/python_stdlib.zip");
  python.FS.writeFile("/tmp/stdlib.zip", readFileSync(zip));
  python.runPython(DUMP);
  names = python.runPython("names").toJs();
}, 120_000);

function ours(source: Uint8Array): string | undefined {
  try {
    return dump(parse(source), { attributes: true });
  } catch (error) {
    if (error instanceof PythonSyntaxError) return undefined;
    throw error;
  }
}

/** Where two dumps part; whole ones would drown the report. */
function difference(a: string | undefined, b: string | undefined): string | null {
  if (a === b) return null;
  if (a === undefined || b === undefined) return a === undefined ? "we fail" : "CPython fails";
  let index = 0;
  while (a[index] === b[index]) index++;
  return `${a.slice(Math.max(0, index - 80), index + 80)}\n${b.slice(Math.max(0, index - 80), index + 80)}`;
}

describe("the standard library", () => {
  it("is parsed as by CPython, file by file", () => {
    const theirs = python.globals.get("dump");
    const read = python.runPython("archive.read");
    const differences: [string, string][] = [];
    for (const name of names) {
      const bytes = read(name);
      const found = difference(ours(bytes.toJs()), theirs(name));
      bytes.destroy();
      if (found !== null) differences.push([name, found]);
    }
    expect(names.length).toBeGreaterThan(500);
    expect(differences).toEqual([]);
  }, 600_000);

  it("survives being unparsed and parsed again", () => {
    const read = python.runPython("archive.read");
    for (const name of names) {
      const bytes = read(name);
      const source: Uint8Array = bytes.toJs();
      bytes.destroy();
      if (ours(source) === undefined) continue;
      const tree = parse(source);
      expect(difference(dump(parse(unparse(tree))), dump(tree)), name).toBe(null);
    }
  }, 600_000);
});
