// Python and the JavaScript that it becomes.

import { describe, expect, it } from "vitest";
import { emitted, withoutPositions } from "./testing.ts";

type Table = Record<string, [python: string, javascript: string]>;

function check(table: Table): void {
  for (const [title, [python, javascript]] of Object.entries(table)) {
    it(title, () => {
      expect(withoutPositions(emitted(python))).toBe(javascript.replace(/^\n/, "").trimEnd());
    });
  }
}

describe("names", () => {
  check({
    "a global that the module assigns": ["x = 1\nx", 'M.$x = 1;\nM.$x ?? $name(M, "x");'],
    "a global that it does not assign may be a builtin": ["y = x", 'M.$y = M.$x ?? $B.$x ?? $name(M, "x");'],
    "deleting a global": ["x = 1\ndel x", 'M.$x = 1;\n$delName(M, "x");'],
  });
});

describe("functions", () => {
  check({
    "locals are JavaScript locals": [
      "def f(n):\n  m = n\n  return m",
      `
function f$(n) {
  if (n === undefined || arguments.length > 1) return $arity(f$, arguments);
  let m;
  m = n;
  return m;
}
M.$f = $def(f$, $c1, M);`,
    ],
    "JavaScript's reserved words": [
      "def f(new):\n  return new",
      `
function f$(new$) {
  if (new$ === undefined || arguments.length > 1) return $arity(f$, arguments);
  return new$;
}
M.$f = $def(f$, $c1, M);`,
    ],
    "defaults are filled in by the body": [
      "def f(a, b=2):\n  return b",
      `
function f$(a, b) {
  if (a === undefined || arguments.length > 2) return $arity(f$, arguments);
  if (b === undefined) b = $default(f$, 1);
  return b;
}
M.$f = $def(f$, $c1, M, [2]);`,
    ],
    "more than positional parameters": [
      "def f(a, *r, k=1, **kw):\n  return r",
      `
function f$full(a, r, k, kw) {
  if (r === undefined) r = $tuple([]);
  if (k === undefined) k = $kwdefault(f$, "k");
  if (kw === undefined) kw = $dict([]);
  return r;
}
function f$(a, ...r) {
  if (a === undefined) return $arity(f$, arguments);
  return f$full(a, $tuple(r));
}
M.$f = $def(f$, $c1, M, undefined, { "k": 1 }, f$full);`,
    ],
    "a generator": [
      "def g():\n  x = yield 1\n  yield x",
      `
function* g$frame() {
  let $p = 0, x;
  try {
    x = yield 1;
    yield x;
    return $None;
  } catch ($e) {
    throw $unwind($e, $c1, $p);
  }
}
function g$() {
  if (arguments.length > 0) return $arity(g$, arguments);
  return $generator(g$frame(), g$);
}
M.$g = $def(g$, $c1, M, undefined, undefined, undefined, g$frame);`,
    ],
    "a coroutine": [
      "async def f(x):\n  return await x(1)",
      `
function* f$frame(x) {
  let $p = 0, $1, $raised;
  $raise: try {
    $1 = x.awaitArity === 1 ? $awaitFrame(x.frame(1), x.code) : $awaitCall(x, 1);
    if ($1 === $SUSPENDED && ($1 = yield $p) === $RAISED) {
      $raised = $unwind($takeRaised(), $c1, $p);
      break $raise;
    }
    return $1 ?? $None;
  } catch ($e) {
    $raised = $unwind($e, $c1, $p);
  }
  if ($raised !== undefined) return $passRaised($raised);
}
function f$(x) {
  if (x === undefined || arguments.length > 1) return $arity(f$, arguments);
  return $coroutine(f$frame(x), f$);
}
M.$f = $def(f$, $c1, M, undefined, undefined, undefined, f$frame);`,
    ],
  });
});

/** The lines of a function's body. */
function body(python: string): string {
  const lines = withoutPositions(emitted(`def f(a, b, c):\n  ${python}`)).split("\n");
  const start = lines.findIndex((line) => line.trim() === "try {");
  const inner = start === -1 ? lines.slice(2, -2) : lines.slice(start + 1, -5);
  const text = inner.map((line) => line.slice(start === -1 ? 2 : 4)).join("\n");
  return text.replace(/^let .*\n/, "");
}

function checkBodies(table: Table): void {
  for (const [title, [python, javascript]] of Object.entries(table)) {
    it(title, () => {
      const expected = javascript.replace(/^\n/, "").trimEnd();
      expect(body(python).split("\n").slice(0, expected.split("\n").length).join("\n")).toBe(expected);
    });
  }
}

describe("operators", () => {
  checkBodies({
    "addition of two unknown values": [
      "return a + b",
      'return typeof a === "number" && typeof b === "number" && ($m = a + b, (a | 0) === a && (b | 0) === b || ' +
        "$m !== Math.floor($m)) ? $m : $add(a, b);",
    ],
    "a small int on one side": [
      "return a - 1",
      'return typeof a === "number" && ($m = a - 1, (a | 0) === a || $m !== Math.floor($m)) ? $m : $sub(a, 1);',
    ],
    "a float on one side": [
      "return a * 0.5",
      'return typeof a === "number" && ($m = a * 0.5) !== Math.floor($m) ? $m : $mul(a, 0.5);',
    ],
    "no fast way for minus zero or too large products": [
      "return a * b",
      'return typeof a === "number" && typeof b === "number" && ($m = a * b, (a | 0) === a && (b | 0) === b && ' +
        "$m <= 9007199254740991 && $m >= -9007199254740991 || $m !== Math.floor($m)) ? $m + 0 : $mul(a, b);",
    ],
    "the square of an int": [
      "return a ** 2",
      'return typeof a === "number" && (a | 0) === a && ($m = a * a) <= 9007199254740991 ? $m : $pow(a, 2);',
    ],
    "what was computed with a float is no int": [
      "return a / b + a",
      '$1 = typeof a === "number" && typeof b === "number" && ($m = a / b) > Math.floor($m) ? $m : $div(a, b);\n' +
        'return typeof $1 === "number" && typeof a === "number" && ($m = $1 + a) !== Math.floor($m) ? $m : $add($1, a);',
    ],
    "ints and floats are told apart by their text": ["a = 1.0\n  b = 1.5", "a = $k1;\nb = 1.5;"],
    "large ints": ["a = 9007199254740992", "a = 9007199254740992n;"],
    "literals are folded": ["a = 60 * 60 * 24", "a = 86400;"],
    comparison: ["return a < b", 'return typeof a === "number" && typeof b === "number" ? a < b : $lt(a, b);'],
    "equality with a string": ['return a == "x"', 'return typeof a === "string" ? a === "x" : $eq(a, "x");'],
    "identity with a singleton": ["return a is not None", "return a !== $None;"],
    truth: ["if a: return b", "if (a === true || (a !== false && $truth(a))) {\n  return b;\n}"],
    "what is a boolean needs no test": ["if not a is None: return b", "if (!(a === $None)) {\n  return b;\n}"],
  });
});

describe("calls", () => {
  checkBodies({
    "of a variable": ["a(b)", '$drop(typeof a === "function" ? a(b) : $call(a, b), $c1, $p);'],
    "of a method": [
      "a.x(b)",
      '$drop((($1 = a.m$x) !== undefined ? $1(a, b) : ($1 = a.$x ?? $getattr(a, "x"), typeof $1 === "function" ? ' +
        "$1(b) : $call($1, b))), $c1, $p);",
    ],
    "the callee comes first, then arguments from left to right": [
      "return a(b(), c())",
      `
$1 = typeof b === "function" ? b() : $call(b);
$2 = typeof c === "function" ? c() : $call(c);
return typeof a === "function" ? a($1, $2) : $call(a, $1, $2);`,
    ],
    "with keywords": ["return a(b, k=c)", "return $callKw(a, [b], $k1, [c]);"],
    "with stars": ["return a(*b)", "$1 = [];\n$spread(a, $1, b);\nreturn $callEx(a, $1, undefined);"],
  });
});

describe("attributes and items", () => {
  checkBodies({
    load: ["return a.x", 'return a.$x ?? $getattr(a, "x");'],
    store: ["a.x = b", 'if (a.open$ === true || a.w$x === true) a.$x = b;\nelse $setattr(a, "x", b);'],
    item: [
      "return a[b]",
      'return ($1 = a.m$__getitem__) === $listGetitem && typeof b === "number" && b >= 0 && ' +
        "($m = a.items[b]) !== undefined ? $m : $1 != null ? $1(a, b) : $getitem(a, b);",
    ],
    "an item by a text or from the end": [
      'a["b"]\n  a[-1]',
      '($1 = a.m$__getitem__) != null ? $1(a, "b") : $getitem(a, "b");\n' +
        "($1 = a.m$__getitem__) != null ? $1(a, -1) : $getitem(a, -1);",
    ],
    slice: ["return a[b:]", "return $getsection(a, b, $None);"],
    "slice with a step": [
      "return a[b::c]",
      "$1 = $slice(b, $None, c);\nreturn ($2 = a.m$__getitem__) != null ? $2(a, $1) : $getitem(a, $1);",
    ],
    "a whole float computes as a number": [
      "return a * 2.0",
      'return typeof a === "number" && ($m = a * 2) !== Math.floor($m) ? $m : $mul(a, $k1);',
    ],
    "swapping makes no tuple": ["a, b = b, a", "$1 = b;\n$2 = a;\na = $1;\nb = $2;"],
  });
});

describe("comprehensions", () => {
  checkBodies({
    "are loops in the function": [
      "return [x for x in a if x]",
      `
$1 = [];
for (let $it1 = $iter(a), $v1; ($v1 = $it1.next$()) !== undefined; ) {
  x$1 = $v1;
  if (x$1 === true || (x$1 !== false && $truth(x$1))) {
    $1.push(x$1);
  }
}
return $list($1);`,
    ],
    "what a function inside captures is shared by one run": [
      "return [lambda: x for x in a]",
      `
$1 = [];
{
  let x$1;
  for (let $it1 = $iter(a), $v1; ($v1 = $it1.next$()) !== undefined; ) {
    x$1 = $v1;
    $1.push($def(function lambda$() {`,
    ],
    "operands before it are evaluated before": [
      "return b.x, [x for x in a]",
      `
$1 = (b.$x ?? $getattr(b, "x"));
$2 = [];`,
    ],
  });
});

describe("positions", () => {
  it("are set before what may raise", () => {
    expect(emitted("x = y.z")).toBe(
      '$1 = M.$y ?? $B.$y ?? ($p = 1, $name(M, "y"));\n$p = 2;\nM.$x = $1.$z ?? $getattr($1, "z");',
    );
  });
});
