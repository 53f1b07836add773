// Random expressions of a given type. Now and then one of another type stands in its place: what goes wrong must go
// wrong in the same words. Nothing here is large: repetitions, shifts and ranges are by literals.

import { Scope, TYPES } from "./scope.mjs";

const INTS = ["0", "1", "2", "3", "7", "10", "255", "-1", "-5", "2**31", "2**53 - 1", "-2**63", "10**20", "1_000_003"];
const FLOATS = ["0.0", "-0.0", "1.0", "0.5", "2.5", "-3.75", "1e10", "1e300", "1e-7", "float('inf')", "float('nan')"];
const TEXTS = [
  "''",
  "'a'",
  "'abc'",
  "'Hello World'",
  "' x y '",
  "'äß'",
  "'😀b'",
  "'a,b,,c'",
  "'\\n\\t'",
  "'123'",
  "'-4.5'",
];
const BYTES = ["b''", "b'abc'", "b'\\x00\\xff'", "b'a-b'", "bytes(3)"];
const WIDTHS = ["", "5", "<6", ">7", "^8", "*^9", "08"];

export class Expressions {
  constructor(random) {
    this.random = random;
    /** In how many comprehensions we are: the names that they walk with cannot be assigned to in them. */
    this.comprehensions = 0;
  }

  /** An expression whose value is, mostly, of the type. */
  make(type, scope, depth = 3) {
    const { random } = this;
    if (random.chance(0.015)) return this.make(random.pick(TYPES), scope, depth - 1);
    const names = scope.readable(type);
    if (names.length > 0 && random.chance(depth <= 0 ? 0.7 : 0.3)) return random.pick(names);
    if (depth <= 0) return this.literal(type);
    if (random.chance(0.06)) return this.conditional(type, scope, depth);
    if (random.chance(0.03) && this.comprehensions === 0) return this.walrus(type, scope, depth);
    const call = random.chance(0.12) ? this.call(type, scope, depth) : undefined;
    return call ?? this[type](scope, depth - 1);
  }

  any(scope, depth = 2) {
    return this.make(this.random.pick(TYPES), scope, depth);
  }

  literal(type) {
    const { random } = this;
    switch (type) {
      case "int":
        return random.chance(0.6) ? String(random.int(0, 12)) : `(${random.pick(INTS)})`;
      case "float":
        return `(${random.pick(FLOATS)})`;
      case "str":
        return random.pick(TEXTS);
      case "bytes":
        return random.pick(BYTES);
      case "bool":
        return random.pick(["True", "False"]);
      case "list":
        return `[${random.several(0, 4, () => this.literal(random.chance(0.8) ? "int" : "str")).join(", ")}]`;
      case "tuple":
        return `(${random.several(0, 3, () => `${this.literal(random.chance(0.7) ? "int" : "str")}, `).join("")})`;
      case "dict":
        return `{${random.several(0, 3, () => `${this.key()}: ${this.literal("int")}`).join(", ")}}`;
      case "set":
        return random.chance(0.2) ? "set()" : `{${random.several(1, 4, () => random.int(0, 40)).join(", ")}}`;
    }
    return "None";
  }

  key() {
    const { random } = this;
    return random.pick([
      String(random.int(0, 9)),
      `'${random.pick(["a", "b", "key"])}'`,
      "(1, 2)",
      "True",
      "None",
      "2.0",
    ]);
  }

  conditional(type, scope, depth) {
    const then = this.make(type, scope, depth - 1);
    return `(${then} if ${this.make("bool", scope, depth - 1)} else ${this.make(type, scope, depth - 1)})`;
  }

  walrus(type, scope, depth) {
    const value = this.make(type, scope, depth - 1);
    const names = scope.assignable(type);
    const name = names.length > 0 && this.random.chance(0.5) ? this.random.pick(names) : scope.fresh("w");
    return `(${name} := small(${value}))`;
  }

  /** A call of a function that the program has defined, if there is one of this type. */
  call(type, scope, depth) {
    const found = scope.program.functions.filter((each) => each.returns === type && (scope.isAsync || !each.isAsync));
    if (found.length === 0) return undefined;
    const each = this.random.pick(found);
    const text = `${each.name}(${this.arguments(each.parameters, scope, depth - 1)})`;
    return each.isAsync ? `(await ${text})` : text;
  }

  /** Arguments for parameters; seldom one is missing, or one too many. */
  arguments(parameters, scope, depth) {
    const { random } = this;
    const given = [];
    let byName = false;
    for (const { name, type, kind, hasDefault } of parameters) {
      if (kind === "*") {
        if (!byName) given.push(...random.several(0, 2, () => this.make(type, scope, depth)));
        else if (random.chance(0.2)) given.push(`*${this.make("list", scope, depth)}`);
      } else if (kind === "**") {
        if (random.chance(0.3)) given.push(`extra=${this.make(type, scope, depth)}`);
        else if (random.chance(0.1)) given.push(`**{'other': ${this.make(type, scope, depth)}}`);
      } else {
        if (hasDefault && random.chance(0.5)) {
          byName = true;
          continue;
        }
        if (random.chance(0.015)) continue;
        const value = this.make(type, scope, depth);
        if (kind === "keyword" || byName || (kind === "plain" && random.chance(0.2))) {
          byName = true;
          given.push(`${name}=${value}`);
        } else given.push(value);
      }
    }
    if (random.chance(0.01)) given.unshift("0");
    return given.join(", ");
  }

  int(scope, depth) {
    const { random } = this;
    const int = () => this.make("int", scope, depth);
    return random.weighted([
      [5, () => this.literal("int")],
      [8, () => `(${int()} ${random.pick(["+", "-", "*", "+", "-"])} ${int()})`],
      [3, () => `${int()} ${random.pick(["+", "-", "*"])} ${int()} ${random.pick(["+", "-", "*"])} ${int()}`],
      [3, () => `(${int()} ${random.pick(["//", "%"])} ${int()})`],
      [3, () => `(${int()} ${random.pick(["&", "|", "^"])} ${int()})`],
      [2, () => `(${int()} ${random.pick(["<<", ">>"])} ${random.int(0, 40)})`],
      [1, () => `(${int()} ** ${random.int(0, 4)})`],
      [1, () => `pow(${int()}, ${random.int(0, 20)}, ${random.int(1, 99)})`],
      [2, () => `(${random.pick(["-", "~", "+", "not -"])}${int()})`],
      [2, () => `abs(${int()})`],
      [3, () => `len(${this.make(random.pick(["list", "str", "dict", "set", "tuple", "bytes"]), scope, depth)})`],
      [1, () => `int(${this.make(random.pick(["float", "str", "bool"]), scope, depth)})`],
      [1, () => `round(${this.make("float", scope, depth)})`],
      [2, () => `sum(${this.iterable("int", scope, depth)})`],
      [2, () => `${random.pick(["max", "min"])}(${int()}, ${int()})`],
      [1, () => `${random.pick(["max", "min"])}(${this.make("list", scope, depth)}, default=${int()}, key=str)`],
      [2, () => `${this.make("list", scope, depth)}[${this.index(scope)}]`],
      [1, () => `${this.make("tuple", scope, depth)}[${this.index(scope)}]`],
      [2, () => `${this.make("dict", scope, depth)}.get(${this.key()}, ${int()})`],
      [1, () => `${this.make("dict", scope, depth)}[${this.key()}]`],
      [1, () => `${this.make("str", scope, depth)}.${random.pick(["find", "count", "rfind", "index"])}('a')`],
      [1, () => `${this.make("list", scope, depth)}.${random.pick(["count", "index"])}(${int()})`],
      [1, () => `ord(${this.make("str", scope, depth)}[0])`],
      [1, () => `divmod(${int()}, ${int()})[${random.int(0, 1)}]`],
      [1, () => `${int()}.bit_length()`.replace(/^(\d+)\./, "($1).")],
      [1, () => `(lambda ${this.lambda("int", scope, depth)})(${int()})`],
      [
        1,
        () =>
          `functools.reduce(lambda a, b: a ${random.pick(["+", "-", "^"])} b, ${this.iterable("int", scope, depth)}, 0)`,
      ],
      [1, () => `next(iter(${this.iterable("int", scope, depth)}), ${int()})`],
      [1, () => `hash(${random.pick(["1.0", "True", "-1", "12345"])})`],
    ]);
  }

  lambda(type, scope, depth) {
    const inner = new Scope(this.random, "function", scope);
    const name = inner.define(inner.fresh("p"), type);
    return `${name}: ${this.make(type, inner, depth)}`;
  }

  index(scope) {
    const { random } = this;
    return random.chance(0.7) ? String(random.int(-3, 3)) : `(${this.make("int", scope, 1)}) % 5`;
  }

  slice(scope) {
    const { random } = this;
    const end = () => (random.chance(0.4) ? "" : random.chance(0.9) ? random.int(-4, 6) : this.make("int", scope, 0));
    const step = random.chance(0.3) ? `:${random.pick([1, 2, 3, -1, -2, ""])}` : "";
    return `${end()}:${end()}${step}`;
  }

  float(scope, depth) {
    const { random } = this;
    const float = () => this.make(random.chance(0.75) ? "float" : "int", scope, depth);
    return random.weighted([
      [4, () => this.literal("float")],
      [6, () => `(${float()} ${random.pick(["+", "-", "*"])} ${float()})`],
      [3, () => `(${float()} / ${float()})`],
      [2, () => `(${float()} ${random.pick(["//", "%"])} ${float()})`],
      [1, () => `(-${float()})`],
      [1, () => `abs(${float()})`],
      [1, () => `float(${this.make(random.pick(["int", "str", "bool"]), scope, depth)})`],
      [1, () => `round(${float()}, ${random.int(0, 3)})`],
      [1, () => `sum([${random.several(0, 4, float).join(", ")}], 0.0)`],
      [1, () => `max(${float()}, ${float()})`],
    ]);
  }

  str(scope, depth) {
    const { random } = this;
    const str = () => this.make("str", scope, depth);
    const method = () => {
      return random.pick([
        "upper()",
        "lower()",
        "strip()",
        "title()",
        "capitalize()",
        "swapcase()",
        "casefold()",
        "lstrip('a')",
        "replace('a', 'bb')",
        "center(9, '*')",
        "zfill(6)",
        "ljust(5)",
        "rjust(7, '-')",
        "expandtabs(4)",
        "removeprefix('a')",
        "removesuffix('c')",
        "join(['x', 'y'])",
        "translate({97: 'A', 98: None})",
      ]);
    };
    return random.weighted([
      [4, () => this.literal("str")],
      [4, () => `(${str()} + ${str()})`],
      [1, () => `(${str()} * ${random.int(-1, 4)})`],
      [5, () => `${str()}.${method()}`],
      [2, () => `${str()}[${this.index(scope)}]`],
      [3, () => `${str()}[${this.slice(scope)}]`],
      [4, () => this.formatted(scope, depth)],
      [2, () => `${random.pick(["str", "repr", "ascii"])}(${this.any(scope, depth)})`],
      [1, () => `chr(${random.int(32, 1000)})`],
      [1, () => `'%${random.pick(["d", "5d", "x", "s", "r", "-6s|", "+d"])}' % ${this.make("int", scope, depth)}`],
      [1, () => `'%s-%r' % (${this.any(scope, depth)}, ${this.any(scope, depth)})`],
      [1, () => `'{:${random.pick(WIDTHS)}}|{}'.format(${this.make("int", scope, depth)}, ${this.any(scope, depth)})`],
      [1, () => `'-'.join(map(str, ${this.iterable("int", scope, depth)}))`],
      [1, () => `${random.pick(["hex", "bin", "oct"])}(${this.make("int", scope, depth)})`],
      [
        1,
        () =>
          `format(${this.make("float", scope, depth)}, '${random.pick([".2f", "e", "g", ".3g", "10.1f", "+", "%"])}')`,
      ],
      [1, () => `type(${this.any(scope, depth)}).__name__`],
      [1, () => `${this.make("bytes", scope, depth)}.${random.pick(["hex()", "decode('latin-1')", "decode()"])}`],
    ]);
  }

  formatted(scope, depth) {
    const { random } = this;
    // The expression inside may hold quotes of both kinds: PEP 701.
    const parts = random.several(1, 3, () => {
      const text = random.pick(["", "a", "=", "{{", " "]);
      const [type, spec] = random.pick([
        ["int", random.pick(["", ":5", ":x", ":>{4 + 2}", ":,", ":+d", "!r", "!r:>6"])],
        ["float", random.pick(["", ":.2f", ":8.3g", ":e", "!s"])],
        ["str", random.pick(["", ":>8", "!r", ":^7", ":.2", "!a"])],
        ["list", ""],
      ]);
      return `${text}{(${this.make(type, scope, depth - 1)})${spec}}`;
    });
    return `f"${parts.join("")}"`;
  }

  bool(scope, depth) {
    const { random } = this;
    const same = () => random.pick(["int", "int", "float", "str", "list", "tuple"]);
    return random.weighted([
      [1, () => this.literal("bool")],
      [6, () => this.comparison(same(), scope, depth)],
      [
        3,
        () => `(${this.make("bool", scope, depth)} ${random.pick(["and", "or"])} ${this.make("bool", scope, depth)})`,
      ],
      [2, () => `(not ${this.make(random.pick(TYPES), scope, depth)})`],
      [
        2,
        () =>
          `(${this.make("int", scope, depth)} ${random.pick(["in", "not in"])} ${this.make(random.pick(["list", "set", "dict", "tuple"]), scope, depth)})`,
      ],
      [1, () => `('a' in ${this.make("str", scope, depth)})`],
      [1, () => `(${this.any(scope, depth)} ${random.pick(["is None", "is not None"])})`],
      [
        1,
        () =>
          `isinstance(${this.any(scope, depth)}, ${random.pick(["int", "str", "(list, tuple)", "float | bool", "object"])})`,
      ],
      [
        1,
        () =>
          `${this.make("str", scope, depth)}.${random.pick(["isdigit()", "isalpha()", "startswith('a')", "endswith(('c', 'd'))", "isupper()", "isidentifier()"])}`,
      ],
      [1, () => `${random.pick(["any", "all"])}(${this.iterable("int", scope, depth)})`],
      [
        1,
        () =>
          `(${this.make("set", scope, depth)} ${random.pick(["<=", "<", ">", "=="])} ${this.make("set", scope, depth)})`,
      ],
      [1, () => `(${this.make("dict", scope, depth)} == ${this.make("dict", scope, depth)})`],
    ]);
  }

  comparison(type, scope, depth) {
    const { random } = this;
    const op = () => random.pick(["<", "<=", ">", ">=", "==", "!="]);
    const first = `${this.make(type, scope, depth)} ${op()} ${this.make(type, scope, depth)}`;
    return `(${first}${random.chance(0.2) ? ` ${op()} ${this.make(type, scope, depth)}` : ""})`;
  }

  list(scope, depth) {
    const { random } = this;
    const list = () => this.make("list", scope, depth);
    return random.weighted([
      [3, () => `[${random.several(0, 4, () => this.make("int", scope, depth)).join(", ")}]`],
      [5, () => `[${this.comprehension("int", scope, depth)}]`],
      [2, () => `list(${this.iterable("int", scope, depth)})`],
      [2, () => `(${list()} + ${list()})`],
      [1, () => `(${list()} * ${random.int(0, 3)})`],
      [3, () => `${list()}[${this.slice(scope)}]`],
      [1, () => `[*${list()}, ${this.make("int", scope, depth)}, *${this.make("tuple", scope, depth)}]`],
      [2, () => `sorted(${list()}${random.pick(["", ", reverse=True", ", key=str", ", key=lambda x: (x % 3, -x)"])})`],
      [1, () => `list(map(lambda ${this.lambda("int", scope, depth)}, ${list()}))`],
      [1, () => `list(filter(${random.pick(["None", "lambda x: x % 2", "bool"])}, ${list()}))`],
      [1, () => `[x + y for x, y in zip(${list()}, ${this.iterable("int", scope, depth)})]`],
      [
        1,
        () =>
          `${this.make("str", scope, depth)}.${random.pick(["split()", "split(',')", "partition('b')", "splitlines()", "rsplit(',', 1)"])}`,
      ],
      [
        1,
        () =>
          `list(itertools.${random.pick(["accumulate(", "pairwise(", "chain([0], ", "batched(n=2, iterable="])}${list()}))`,
      ],
      [1, () => `list(enumerate(${list()}, ${random.int(0, 2)}))`],
      [1, () => `list(${this.make("dict", scope, depth)}${random.pick(["", ".items()", ".values()", ".keys()"])})`],
    ]);
  }

  tuple(scope, depth) {
    const { random } = this;
    return random.weighted([
      [4, () => `(${random.several(0, 3, () => `${this.any(scope, depth)}, `).join("")})`],
      [1, () => `tuple(${this.iterable("int", scope, depth)})`],
      [1, () => `(${this.make("tuple", scope, depth)} + ${this.make("tuple", scope, depth)})`],
      [1, () => `${this.make("tuple", scope, depth)}[${this.slice(scope)}]`],
      [1, () => `divmod(${this.make("int", scope, depth)}, ${this.make("int", scope, depth)})`],
      [1, () => `(${this.make("float", scope, depth)}).as_integer_ratio()`],
    ]);
  }

  dict(scope, depth) {
    const { random } = this;
    const dict = () => this.make("dict", scope, depth);
    return random.weighted([
      [4, () => `{${random.several(0, 3, () => `${this.key()}: ${this.make("int", scope, depth)}`).join(", ")}}`],
      [3, () => this.dictComprehension(scope, depth)],
      [1, () => `{**${dict()}, ${this.key()}: ${this.make("int", scope, depth)}}`],
      [1, () => `(${dict()} | ${dict()})`],
      [1, () => `dict(zip(${this.make("list", scope, depth)}, ${this.iterable("int", scope, depth)}))`],
      [1, () => `dict.fromkeys(${this.make("list", scope, depth)}, ${this.make("int", scope, depth)})`],
      [1, () => `dict(a=${this.make("int", scope, depth)}, b=${this.make("int", scope, depth)})`],
    ]);
  }

  dictComprehension(scope, depth) {
    return this.within(scope, (inner) => {
      const source = this.iterable("int", scope, depth);
      const name = inner.define(inner.fresh("k"), "int");
      return `{${name}: ${this.make("int", inner, depth)} for ${name} in ${source}}`;
    });
  }

  set(scope, depth) {
    const { random } = this;
    const set = () => this.make("set", scope, depth);
    return random.weighted([
      [3, () => `{${random.several(1, 4, () => `item(${this.make("int", scope, depth)})`).join(", ")}}`],
      [2, () => `set(map(item, [${this.comprehension("int", scope, depth)}]))`],
      [3, () => `(${set()} ${random.pick(["|", "&", "-", "^"])} ${set()})`],
      [1, () => `set(map(item, ${this.iterable("int", scope, depth)}))`],
      [1, () => `frozenset(map(item, ${this.make("list", scope, depth)}))`],
      [
        1,
        () =>
          `${set()}.${random.pick(["union", "intersection", "difference", "symmetric_difference"])}(map(item, ${this.make("list", scope, depth)}))`,
      ],
    ]);
  }

  bytes(scope, depth) {
    const { random } = this;
    const bytes = () => this.make("bytes", scope, depth);
    return random.weighted([
      [2, () => this.literal("bytes")],
      [2, () => `(${bytes()} + ${bytes()})`],
      [2, () => `${bytes()}[${this.slice(scope)}]`],
      [
        1,
        () =>
          `${this.make("str", scope, depth)}.encode(${random.pick(["", "'utf-16-le'", "'ascii', 'replace'", "'latin-1'"])})`,
      ],
      [1, () => `bytes([${random.several(0, 4, () => random.int(0, 255)).join(", ")}])`],
      [1, () => `${bytes()}.${random.pick(["replace(b'a', b'z')", "upper()", "strip(b'a')", "join([b'1', b'2'])"])}`],
      [1, () => `(${this.make("int", scope, depth)} % 1000).to_bytes(2, '${random.pick(["big", "little"])}')`],
    ]);
  }

  /** Something to walk through whose items are ints, and whose length is small. */
  iterable(type, scope, depth) {
    const { random } = this;
    return random.weighted([
      [4, () => `range(${random.pick(["", "1, ", "-2, "])}${random.int(0, 6)})`],
      [1, () => `range(${random.int(3, 9)}, ${random.int(-3, 3)}, -${random.int(1, 3)})`],
      [4, () => this.make("list", scope, depth - 1)],
      [1, () => this.make("set", scope, depth - 1)],
      [1, () => `(${this.comprehension(type, scope, depth - 1)})`],
      [1, () => `reversed(${this.make("list", scope, depth - 1)})`],
      [1, () => this.generatorCall(scope, depth - 1) ?? "(1, 2, 3)"],
    ]);
  }

  generatorCall(scope, depth) {
    const found = scope.program.functions.filter((each) => each.returns === "generator");
    if (found.length === 0) return undefined;
    const { name, parameters } = this.random.pick(found);
    return `${name}(${this.arguments(parameters, scope, depth)})`;
  }

  /** The inside of a comprehension: `element for name in iterable if condition`. */
  comprehension(type, scope, depth) {
    return this.within(scope, (inner) => this.clauses(type, scope, inner, depth));
  }

  clauses(type, scope, inner, depth) {
    const { random } = this;
    let clauses = "";
    const count = random.chance(0.2) ? 2 : 1;
    for (let i = 0; i < count; i++) {
      const source = this.iterable("int", i === 0 ? scope : inner, depth - 1);
      const outer = scope.readable("int");
      // A name of the scope around, too: it must not be changed there.
      const name = outer.length > 0 && random.chance(0.2) ? random.pick(outer) : inner.fresh("i");
      clauses += ` for ${inner.define(name, "int")} in ${source}`;
      if (random.chance(0.3)) clauses += ` if ${this.make("bool", inner, depth - 1)}`;
    }
    return `${this.make(type, inner, depth)}${clauses}`;
  }

  /** Makes a comprehension, with the scope of its own. */
  within(scope, make) {
    this.comprehensions++;
    const text = make(new Scope(this.random, "function", scope, { isAsync: scope.isAsync }));
    this.comprehensions--;
    return text;
  }
}
