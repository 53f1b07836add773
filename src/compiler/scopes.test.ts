// What names mean.

import { describe, expect, it } from "vitest";
import { forEachChild, type Node, parse } from "../syntax/index.ts";
import { collectScopes } from "./collect.ts";
import type { Scope } from "./scopes.ts";

/** Every scope with its names: `f(x:local y:free z:global)`. */
function scopes(source: string): string[] {
  const tree = parse(source);
  const result: string[] = [];
  const { module } = collectScopes(tree, false);
  const show = (scope: Scope): void => {
    const names = [...scope.used].sort().map((name) => `${name}:${meaning(scope, name)}`);
    result.push(`${scope.qualname}(${names.join(" ")})`);
    for (const child of scope.children) show(child);
  };
  for (const child of module.children) show(child);
  return result;
}

function meaning(scope: Scope, name: string): string {
  const found = scope.lookup(name);
  if (found.kind === "global") return "global";
  if (found.kind === "class") return found.fallback === undefined ? "class" : "class-or-free";
  const { variable } = found;
  return variable.owner === scope
    ? variable.captured
      ? "cell"
      : "local"
    : variable.owner.home === scope.home
      ? "outer"
      : "free";
}

function nodes(source: string, kind: Node["node"]): number {
  let count = 0;
  const visit = (node: Node): void => {
    if (node.node === kind) count++;
    forEachChild(node, visit);
  };
  visit(parse(source));
  return count;
}

describe("scopes", () => {
  const table: Record<string, [source: string, expected: string[]]> = {
    "a name that is bound anywhere is local everywhere": ["def f():\n  x\n  x = 1", ["f(x:local)"]],
    global: ["def f():\n  global x\n  x = 1", ["f(x:global)"]],
    closures: ["def f():\n  x = 1\n  def g(): return x", ["f(g:local x:cell)", "f.<locals>.g(x:free)"]],
    "a binding below the function that uses it": [
      "def f():\n  def g(): return x\n  x = 1",
      ["f(g:local x:cell)", "f.<locals>.g(x:free)"],
    ],
    "functions do not see the names of the class around them": [
      "class C:\n  x = 1\n  def f(self): return x",
      ["C(f:class x:class)", "C.f(self:local x:global)"],
    ],
    "a class body sees the function's variables behind its own": [
      "def f():\n  x = 1\n  class C:\n    y = x",
      ["f(C:local x:cell)", "f.<locals>.C(x:class-or-free y:class)"],
    ],
    "annotations see the class": [
      "class C:\n  T = int\n  def f(a: T): ...",
      ["C(T:class f:class int:class)", "C.__annotate__(T:class)", "C.f(a:local)"],
    ],
    "comprehensions have names of their own in the same function": [
      "def f(a): return [x for x in a]",
      ["f(a:local)", "f.<locals>.<comp>(x:local)"],
    ],
    "a walrus in a comprehension binds in the function": [
      "def f(a): return [y := x for x in a]",
      ["f(a:local y:local)", "f.<locals>.<comp>(x:local y:outer)"],
    ],
    "private names": ["class C:\n  def f(self): return __x", ["C(f:class)", "C.f(_C__x:global self:local)"]],
    "super needs the class": [
      "class C:\n  def f(self): super()",
      ["C(f:class)", "C.f(__class__:free self:local super:global)"],
    ],
    "type parameters": ["def f[T](x: T): ...", ["f(T:cell)", "__annotate__(T:free)", "f(x:local)"]],
  };
  for (const [title, [source, expected]] of Object.entries(table)) {
    it(title, () => expect(scopes(source)).toEqual(expected));
  }

  it("are made for every block", () => {
    const source = "def f():\n  lambda: [x for x in y]\nclass C:\n  async def g(): ...";
    const blocks = ["FunctionDef", "AsyncFunctionDef", "Lambda", "ClassDef", "ListComp"] as const;
    const expected = blocks.reduce((sum, kind) => sum + nodes(source, kind), 1);
    expect(collectScopes(parse(source), false).blocks.size).toBe(expected);
  });
});
