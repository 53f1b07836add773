// Programs right and wrong, against what CPython said to them (testdata/record.mjs).

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dump, isIncomplete, PythonSyntaxError, parse, setUnicodeNames, unparse } from "./index.ts";

interface Outcome {
  tree?: string;
  error?: (string | number | null)[];
  other?: string;
  warnings?: [string, number][];
}

interface Recorded {
  source: string;
  parse: Outcome;
  compile?: Outcome;
  unparse?: string;
}

interface Expected {
  programs: Record<string, Recorded[]>;
  files: Recorded[];
  prompts: { source: string; incomplete: boolean }[];
}

const { programs, files, prompts }: Expected = JSON.parse(
  readFileSync(new URL("./testdata/expected.json", import.meta.url), "utf8"),
);

setUnicodeNames((name) => (name === "BULLET" ? "•" : undefined));

function outcome(source: string | Uint8Array, check: boolean): Outcome {
  const warnings: [string, number][] = [];
  const result: Outcome = {};
  try {
    const onWarning = (warning: { message: string; lineno: number }) =>
      warnings.push([warning.message, warning.lineno]);
    const tree = dump(parse(source, { check, onWarning }), { attributes: true });
    if (!check) result.tree = tree;
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    const { type, message, lineno, offset, end_lineno, end_offset, text } = error;
    result.error = [type, message, lineno, offset, end_lineno, end_offset, text];
  }
  if (warnings.length > 0) result.warnings = warnings;
  return result;
}

/** CPython repeats warnings when it parses a second time for an error's sake; that is not worth comparing. */
function comparable(found: Outcome): Outcome {
  return found.error === undefined ? found : { error: found.error };
}

describe.each(Object.keys(programs))("%s", (group) => {
  it.each(programs[group]!)("$source", ({ source, parse: parsed, compile }) => {
    expect(comparable(outcome(source, false))).toEqual(comparable(parsed));
    // Lone surrogates are as far as CPython's parser gets, but not its compiler.
    if (compile === undefined || compile.other !== undefined) return;
    expect(comparable(outcome(source, true))).toEqual(comparable(compile));
  });
});

describe("files", () => {
  it.each(files)("$source", ({ source, parse: parsed }) => {
    const bytes = Uint8Array.from(source, (character) => character.charCodeAt(0));
    expect(comparable(outcome(bytes, false))).toEqual(comparable(parsed));
  });
});

describe("input at a prompt", () => {
  it.each(prompts)("$source", ({ source, incomplete }) => {
    expect(isIncomplete(source)).toBe(incomplete);
  });
});

describe("unparse", () => {
  it("writes what ast.unparse writes", () => {
    for (const { source, unparse: expected } of Object.values(programs).flat()) {
      // Quotes in f-strings and t-strings are another matter; the standard library's tests have their trees.
      if (expected === undefined || /[ft]["']/i.test(source)) continue;
      expect(unparse(parse(source))).toBe(expected);
    }
  });
});
