// No text whatever makes the parser throw anything but a PythonSyntaxError.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KEYWORDS, type ParseMode, PythonSyntaxError, parse } from "./index.ts";
import { KIND_TEXT } from "./lexer/tokens.ts";

function survives(source: string | Uint8Array, mode: ParseMode = "exec"): void {
  try {
    parse(source, { mode, check: true, onWarning: () => {} });
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    expect(error.message).not.toBe("");
  }
}

const recorded: { programs: Record<string, { source: string }[]> } = JSON.parse(
  readFileSync(new URL("./testdata/expected.json", import.meta.url), "utf8"),
);
const programs = Object.values(recorded.programs).flatMap((members) => members.map(({ source }) => source));

const PIECES = [
  ...KEYWORDS,
  ...KIND_TEXT.filter((text) => text !== ""),
  ...["x", "print", "match", "case", "_", "type", "é", "𝔘", "1", "0x", "1_0", "1.5e", "2j", "'a'", '"', "'''", "b'c'"],
  ...[
    "f'",
    "t'",
    'f"""',
    "{",
    "{{",
    "}",
    "!r",
    ":",
    "\\",
    "\\N{",
    "\n",
    "\n ",
    "\n\t",
    "\n  ",
    "#",
    "\f",
    "\r",
    "\0",
    "$",
  ],
  ...["\ud800", "\u00a0", "\u{10ffff}"],
];

describe("any text", () => {
  it("of any characters is parsed or rejected", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => survives(text)),
      { numRuns: 1000 },
    );
  });

  it("of any bytes is decoded and parsed or rejected", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => survives(bytes)),
      { numRuns: 1000 },
    );
  });

  it("of any pieces of Python is parsed or rejected, in every mode", () => {
    const mode = fc.constantFrom<ParseMode>("exec", "eval", "single");
    const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 30 });
    fc.assert(
      fc.property(pieces, fc.constantFrom("", " "), mode, (parts, glue, how) => survives(parts.join(glue), how)),
      { numRuns: 2000 },
    );
  });

  it("that was a program before it was damaged is parsed or rejected", () => {
    const program = fc.constantFrom(...programs);
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(8),
      insert: fc.constantFrom("", ...PIECES),
    });
    fc.assert(
      fc.property(program, program, fc.array(edit, { minLength: 1, maxLength: 4 }), (first, second, edits) => {
        let text = `${first}\n${second}`;
        for (const { at, length, insert } of edits) {
          const index = Math.floor(at * text.length);
          text = text.slice(0, index) + insert + text.slice(index + length);
        }
        survives(text);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("nesting", () => {
  const deep = (open: string, middle: string, close: string, depth: number) =>
    open.repeat(depth) + middle + close.repeat(depth);

  it("of brackets ends where CPython's ends", () => {
    expect(() => parse(deep("(", "x", ")", 199))).not.toThrow();
    expect(() => parse(deep("(", "x", ")", 201))).toThrow("too many nested parentheses");
  });

  it("of blocks ends where CPython's ends", () => {
    const blocks = (depth: number) =>
      Array.from({ length: depth + 1 }, (_, level) => " ".repeat(level) + (level < depth ? "if x:" : "pass")).join(
        "\n",
      );
    expect(() => parse(blocks(99))).not.toThrow();
    expect(() => parse(blocks(100))).toThrow("too many levels of indentation");
  });

  it("of f-strings ends where CPython's ends", () => {
    let text = "x";
    for (let depth = 0; depth < 160; depth++) text = `f'{${text}}'`;
    expect(() => parse(text)).toThrow("too many nested f-strings or t-strings");
  });

  it("of anything else ends in a SyntaxError at worst", () => {
    for (const [open, close] of [
      ["not ", ""],
      ["-", ""],
      ["lambda: ", ""],
      ["x if y else ", ""],
      ["x ** ", ""],
      ["await ", ""],
      ["[x for x in ", "]"],
      ["f(", ")"],
      ["x[", "]"],
      ["(", ""],
      ["{x: ", ""],
      ["a = ", ""],
      ["a ", ""],
      ["a[", ""],
      ["a{", ""],
      ["f'{", ""],
      ["if x:", ""],
      ["x, ", ""],
      ["x.", ""],
      ["1 + ", ""],
      ["1 < ", ""],
      ["x or ", ""],
      ["@", ""],
    ] as const) {
      survives(deep(open, "x", close, 150));
      survives(deep(open, "x", close, 20_000));
      survives(deep(open, "", close, 150));
    }
  });
});
