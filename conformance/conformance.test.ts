// Each program of `programs/` prints what CPython printed: standard output, standard error and exit status.
// A program listed in expected-failures.txt must fail, lest the list outlive its reasons.

import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import {
  directives,
  expectedFailures,
  format,
  listPrograms,
  readRecord,
  runProgram,
  testedCommand,
} from "./programs.mjs";

const failures = expectedFailures();
const programs = listPrograms();
const command = testedCommand();

// At most so many processes at a time, whatever the runner's own limit is.
let free = 2;
const waiting: (() => void)[] = [];

async function run(name: string): Promise<string> {
  if (free > 0) free--;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return format(await runProgram(command, name));
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free++;
  }
}

describe.concurrent("prints what CPython prints", () => {
  for (const name of programs) {
    const { needs } = directives(name);
    const isMissing = needs !== undefined && spawnSync(needs, ["version"]).error !== undefined;
    if (isMissing) console.warn(`${name} is skipped: there is no ${needs}`);
    test.skipIf(isMissing)(name, async () => {
      const expected = readRecord(name).text;
      const actual = await run(name);
      const reason = failures.get(name);
      if (reason === undefined) expect(actual).toBe(expected);
      else expect(actual, `passes now; take it off the list (${reason})`).not.toBe(expected);
    });
  }
});

test("the list of expected failures names programs that exist, with reasons", () => {
  for (const [name, reason] of failures) {
    expect(programs).toContain(name);
    expect(reason, name).not.toBe("");
  }
});
