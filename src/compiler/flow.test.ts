// Control flow in the emitted code, run on next to no runtime.

import { describe, expect, it } from "vitest";
import { printed } from "./testing.ts";

type Table = Record<string, [source: string, printed: unknown[]]>;

function check(table: Table): void {
  for (const [title, [source, expected]] of Object.entries(table)) {
    it(title, () => expect(printed(source)).toEqual(expected));
  }
}

describe("try", () => {
  check({
    "return in finally wins": ["def f():\n  try: return 1\n  finally: return 2\nprint(f())", [2]],
    "finally runs on return, break and continue": [
      `
def f():
  for i in range(3):
    try:
      if i == 0: continue
      if i == 1: break
    finally: print(i)
  try: return "r"
  finally: print("f")
print(f())`,
      [0, 1, "f", "r"],
    ],
    "else runs only if nothing was raised": [
      `
for i in range(2):
  try:
    if i == 1: raise ValueError
  except ValueError: print("except")
  else: print("else")
  finally: print("finally")`,
      ["else", "finally", "except", "finally"],
    ],
    "a handler's exception passes through finally": [
      `
try:
  try:
    try: raise ValueError
    except ValueError: raise KeyError
    finally: print("finally")
  except ValueError: print("wrong")
except KeyError: print("right")`,
      ["finally", "right"],
    ],
    "a bare raise": [
      `
try:
  try: raise KeyError
  except KeyError: raise
except KeyError: print("again")`,
      ["again"],
    ],
    "break in a handler inside a loop with else": [
      `
for i in range(3):
  try: raise ValueError
  except ValueError: break
else: print("else")
print("end")`,
      ["end"],
    ],
  });
});

describe("loops", () => {
  check({
    "else of a loop that was not left": ["for i in range(2): pass\nelse: print('else')", ["else"]],
    "while with a comprehension in its condition": [
      `
i = 3
while [x for x in range(i)]:
  print(i)
  i = i + -1`,
      [3, 2, 1],
    ],
    "else of while": ["i = 0\nwhile i < 2: i += 1\nelse: print(i)", [2]],
  });
});

describe("evaluation order", () => {
  const log = "def e(x):\n  print(x)\n  return x\n";
  check({
    "around a comprehension": [`${log}e([e(1), [e(x) for x in [2, 3]], e(4)])`, [1, 2, 3, 4, [1, [2, 3], 4]]],
    "a comprehension that is not reached": [`${log}e(0) and [e(x) for x in [2]]`, [0]],
    "in a chain of comparisons": [`${log}e(1) < e(0) < e([x for x in [5]])`, [1, 0]],
    "in a conditional expression": [`${log}print([x for x in [1]] if e(0) else [x for x in [2]])`, [0, [2]]],
    "a walrus changes a variable after it was loaded": ["def f(x): return [x, (x := 2), x]\nprint(f(1))", [[1, 2, 2]]],
    "an operand is loaded before a walrus changes it": ["def f(x): return x + (x := 2)\nprint(f(1))", [3]],
  });
});

describe("variables", () => {
  check({
    "closures of a comprehension share its variable": [
      "print([f() for f in [lambda: x for x in range(3)]])",
      [[2, 2, 2]],
    ],
    "closures of a loop share the function's": [
      "def g():\n  fs = []\n  for i in range(3):\n    def f(): return i\n    fs = [f, fs]\n  return fs[0]()\n",
      [],
    ],
    nonlocal: [
      "def f():\n  n = 0\n  def g():\n    nonlocal n\n    n += 1\n    return n\n  g()\n  return g()\nprint(f())",
      [2],
    ],
    "a walrus in a comprehension binds outside": [
      "def f():\n  [y := x for x in range(3)]\n  return y\nprint(f())",
      [2],
    ],
  });

  it("are checked where they may be unbound", () => {
    expect(() => printed("def f(a):\n  if a: x = 1\n  return x\nf(False)")).toThrow("unbound: x");
    expect(() => printed("def f(a):\n  x = 1\n  del x\n  return x\nf(False)")).toThrow("unbound: x");
  });
});

describe("with", () => {
  const manager = (swallow: boolean): unknown => [
    "value",
    (e: unknown) => {
      seen.push(e instanceof Error ? "error" : "none");
      return swallow;
    },
  ];
  let seen: string[] = [];

  it("calls exit once, however the body is left", () => {
    seen = [];
    const source = `
def f():
  for i in range(3):
    with m as v:
      if i == 0: continue
      if i == 1: break
  with m: return v
print(f())`;
    expect(printed(source, { $m: manager(false) })).toEqual(["value"]);
    expect(seen).toEqual(["none", "none", "none"]);
  });

  it("lets exit swallow the exception", () => {
    seen = [];
    expect(printed("with m: raise ValueError\nprint('after')", { $m: manager(true) })).toEqual(["after"]);
    expect(seen).toEqual(["error"]);
  });
});

describe("generators", () => {
  check({
    "yield, send and the end": [
      "def g():\n  x = yield 1\n  print(x)\n  yield from h()\ndef h():\n  yield 2\nfor i in g(): print(i)",
      [1, undefined, 2],
    ],
    "generator expressions take their first iterable at once": [
      "a = [1, 2]\ng = (x + y for x in a for y in a)\na = [10]\nfor i in g: print(i)",
      [11, 12],
    ],
  });
});
