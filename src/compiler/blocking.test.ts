// Which functions are written in a second form.

import { describe, expect, it } from "vitest";
import { parse } from "../syntax/index.ts";
import { Blocking } from "./blocking.ts";
import { collectScopes } from "./collect.ts";

function mayBlock(source: string, name?: string): string[] {
  const tree = parse(source);
  const scopes = collectScopes(tree, false);
  const blocking = new Blocking(tree, scopes, name);
  const names: string[] = [];
  for (const [node, scope] of scopes.blocks) if (blocking.hasFrame(node)) names.push(scope.qualname);
  return names;
}

describe("functions that may block", () => {
  const table: Record<string, [source: string, expected: string[]]> = {
    "call asyncio.run": ["import asyncio\ndef f(): asyncio.run(g())\nasync def g(): ...\ndef h(): print(1)", ["f"]],
    "call one that does": [
      "def f(): g()\ndef g(): h()\ndef h(): asyncio.run(1)\ndef i(): j()\ndef j(): 1",
      ["f", "g", "h"],
    ],
    "by the name of a method": [
      "class A:\n  def go(self): self.loop.run_forever()\ndef main(a): a.go()",
      ["A.go", "main"],
    ],
    "construct what blocks": [
      "class A:\n  def __init__(self): asyncio.run(1)\nclass B(A): ...\ndef f(): B()",
      ["A.__init__", "f"],
    ],
    "call unknown values, if a blocking one is passed around": [
      "def twice(f):\n  f()\n  f()\ndef work(): asyncio.run(1)\ntwice(work)",
      ["twice", "work"],
    ],
    "not if none is": ["def twice(f):\n  f()\n  f()\ndef work(): asyncio.run(1)\nwork()", ["work"]],
    "are wrapped by a decorator": [
      "def d(f):\n  def w(*a): return f(*a)\n  return w\n@d\ndef work(): asyncio.run(1)",
      ["d.<locals>.w", "work"],
    ],
    "use a manager that does": [
      "class M:\n  def __enter__(self): ...\n  def __exit__(self, *a): asyncio.run(1)\ndef f():\n  with M(): pass",
      ["M.__exit__", "f"],
    ],
    "call what another module of the program defines": ["from tools import go\ndef f(): go()\ndef g(): len([])", ["f"]],
    "not what the library defines": ["from math import floor\ndef f(): floor(1)", []],
    "methods of literals never": ['def f(x): return ",".join(x)\nimport threading', []],
    "coroutines and generators have their own forms": [
      "async def f(): asyncio.run(1)\ndef g():\n  asyncio.run(1)\n  yield",
      [],
    ],
  };
  for (const [title, [source, expected]] of Object.entries(table)) {
    it(title, () => expect(mayBlock(source)).toEqual(expected));
  }

  it("depend on who may call", () => {
    const source = "def twice(f):\n  f()\n  f()";
    expect(mayBlock(source, "__main__")).toEqual([]);
    expect(mayBlock(source, "tools")).toEqual(["twice"]);
    expect(mayBlock(source, "functools")).toEqual(["twice"]);
    expect(mayBlock(source, "textwrap")).toEqual([]);
  });

  it("are called through attributes that the module assigns", () => {
    const source =
      "class A:\n  def __init__(self, f): self.f = f\n  def go(self, x): x.to_bytes(); self.f()\nlambda: asyncio.run(1)";
    expect(mayBlock(source)).toEqual(["A.go", "<lambda>"]);
  });
});
