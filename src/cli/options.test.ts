// The command line, against what CPython makes of the same one.

import { describe, expect, test } from "vitest";
import { flagsOf, parseOptions, searchPath, UsageError, wantsPrompt } from "./options.ts";

const flags = (args: string[], environment: Record<string, string> = {}) => flagsOf(parseOptions(args), environment);

describe("options", () => {
  test("end with what is run; the rest is the program's", () => {
    expect(parseOptions(["-O", "prog.py", "-v"])).toMatchObject({
      run: { kind: "file", text: "prog.py" },
      rest: ["-v"],
    });
    expect(parseOptions(["-cprint()", "-c"])).toMatchObject({
      run: { kind: "command", text: "print()" },
      rest: ["-c"],
    });
    expect(parseOptions(["-qm", "a.b", "x"])).toMatchObject({ run: { kind: "module", text: "a.b" }, rest: ["x"] });
    expect(parseOptions(["-", "a"])).toMatchObject({ run: { kind: "file", text: "-" }, rest: ["a"] });
  });

  test("that make no sense are named", () => {
    for (const [args, message] of [
      [["--nope"], "unknown option --nope"],
      [["-BZ"], "Unknown option: -Z"],
      [["-c"], "Argument expected for the -c option"],
      [["-W"], "Argument expected for the -W option"],
    ] as const) {
      expect(() => parseOptions(args)).toThrow(new UsageError(message));
    }
  });

  test("show as flags", () => {
    expect(flags(["-IbbvvOOqiBs"])).toMatchObject({
      isolated: true,
      ignoreEnvironment: true,
      noUserSite: true,
      safePath: true,
      bytesWarning: 2,
      verbose: 2,
      optimize: 2,
      quiet: true,
      inspect: true,
      interactive: true,
      dontWriteBytecode: true,
      warnings: ["error::BytesWarning"],
    });
  });

  test("come from the environment too, unless that is ignored", () => {
    const environment = { PYTHONOPTIMIZE: "2", PYTHONWARNINGS: "error,ignore::UserWarning", PYTHONINSPECT: "x" };
    expect(flags(["-Wd"], environment)).toMatchObject({
      optimize: 2,
      inspect: true,
      interactive: false,
      warnings: ["error", "ignore::UserWarning", "d"],
    });
    expect(flags(["-E"], environment)).toMatchObject({ optimize: 0, inspect: false, warnings: [] });
    expect(wantsPrompt(parseOptions([]), environment)).toBe(true);
    expect(wantsPrompt(parseOptions(["-I"]), environment)).toBe(false);
  });

  test("of the development mode switch on asyncio's debug mode and all warnings", () => {
    const expected = { dev: true, asyncioDebug: true, warnings: ["default"] };
    expect(flags(["-Xdev"])).toMatchObject({ ...expected, implementation: ["dev"] });
    expect(flags([], { PYTHONDEVMODE: "1" })).toMatchObject(expected);
    expect(flags([], { PYTHONASYNCIODEBUG: "1" })).toMatchObject({ dev: false, asyncioDebug: true, warnings: [] });
  });

  test("decide where modules are looked for", () => {
    const environment = { PYTHONPATH: "/a:/b" };
    expect(searchPath(parseOptions([]), environment, "/here")).toEqual(["/here", "/a", "/b"]);
    expect(searchPath(parseOptions(["-P"]), environment, "/here")).toEqual(["/a", "/b"]);
    expect(searchPath(parseOptions(["-I"]), environment, "/here")).toEqual([]);
  });
});
