// Programs right and wrong, against what CPython said to them (testdata/record.mjs).

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dump, PythonSyntaxError, parse, setUnicodeNames } from "./index.ts";

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
}

const recorded: Record<string, Recorded[]> = JSON.parse(
  readFileSync(new URL("./testdata/expected.json", import.meta.url), "utf8"),
);

setUnicodeNames((name) => (name === "BULLET" ? "•" : undefined));

function outcome(source: string, check: boolean): Outcome {
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

describe.each(Object.keys(recorded))("%s", (group) => {
  it.each(recorded[group]!)("$source", ({ source, parse: parsed, compile }) => {
    expect(comparable(outcome(source, false))).toEqual(comparable(parsed));
    if (compile !== undefined) expect(comparable(outcome(source, true))).toEqual(comparable(compile));
  });
});
