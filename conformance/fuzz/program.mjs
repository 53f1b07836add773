// Random programs: statements and definitions around the random expressions of `expressions.mjs`.

import { Expressions } from "./expressions.mjs";
import { Random } from "./random.mjs";
import { Scope, TYPES } from "./scope.mjs";

const ERRORS = ["ValueError", "TypeError", "KeyError", "IndexError", "ZeroDivisionError", "RuntimeError"];

/** The text of the program of a seed. */
export function makeProgram(seed) {
  return new ProgramMaker(new Random(seed)).program();
}

class ProgramMaker {
  constructor(random) {
    this.random = random;
    this.expressions = new Expressions(random);
    this.lines = [];
    this.indent = 0;
  }

  write(line) {
    this.lines.push("    ".repeat(this.indent) + line);
  }

  /** A block under a header line. */
  under(header, make) {
    this.write(header);
    this.indent++;
    const before = this.lines.length;
    make();
    if (this.lines.length === before) this.write("pass");
    this.indent--;
  }

  value(type, scope, depth) {
    return this.expressions.make(type, scope, depth);
  }

  program() {
    const { random } = this;
    this.write("from prelude import *");
    const scope = new Scope(random, "module");
    random.several(2, 4, () => this.assignment(scope));
    random.several(1, 3, () => this.definition(scope));
    random.several(2, 5, () => this.guarded(scope, () => this.statements(scope, 1, 3, 2)));
    if (scope.program.functions.some((each) => each.isAsync) || random.chance(0.3)) this.asynchronous(scope);
    this.write(`show(${[...scope.own.keys()].filter((name) => name.startsWith("v")).join(", ")})`);
    return `${this.lines.join("\n")}\n`;
  }

  /** Statements whose exception is mostly reported, not the end of the program. */
  guarded(scope, make) {
    if (this.random.chance(0.15)) return make();
    this.under("try:", () => scope.block(make));
    this.under("except Exception as error:", () => this.write("report(error)"));
  }

  statements(scope, low, high, depth) {
    this.random.several(low, high, () => this.statement(scope, depth));
  }

  statement(scope, depth) {
    const { random } = this;
    const choices = [
      [6, () => this.assignment(scope)],
      [3, () => this.unpacking(scope)],
      [3, () => this.augmented(scope)],
      [5, () => this.write(`show(${random.several(1, 2, () => this.expressions.any(scope)).join(", ")})`)],
      [2, () => this.mutation(scope)],
      [1, () => this.write(`assert ${this.value("bool", scope, 2)}, ${this.value("str", scope, 1)}`)],
      [1, () => this.raise(scope)],
      [0.5, () => this.deletion(scope)],
    ];
    if (depth > 0) {
      choices.push(
        [3, () => this.branch(scope, depth)],
        [3, () => this.forLoop(scope, depth)],
        [1.5, () => this.whileLoop(scope, depth)],
        [3, () => this.tryStatement(scope, depth)],
        [1.5, () => this.withStatement(scope, depth)],
        [2, () => this.matchStatement(scope, depth)],
        [1, () => this.definition(scope)],
      );
    }
    if (scope.loops > 0) choices.push([1, () => this.jump(scope)]);
    if (scope.kind === "function") choices.push([1, () => this.returnStatement(scope)]);
    if (scope.isGenerator) choices.push([5, () => this.yieldStatement(scope)]);
    if (scope.isAsync) choices.push([3, () => this.awaitStatement(scope)]);
    random.weighted(choices);
  }

  target(scope, type) {
    const names = scope.assignable(type);
    return names.length > 0 && this.random.chance(0.4) ? this.random.pick(names) : scope.fresh();
  }

  assignment(scope) {
    const { random } = this;
    const type = random.pick(TYPES);
    const value = this.value(type, scope);
    const name = this.target(scope, type);
    const annotation = random.chance(0.06) && !scope.declared.has(name) ? `: ${type}` : "";
    const second = annotation === "" && random.chance(0.08) ? `${scope.fresh()} = ` : "";
    this.write(`${second}${name}${annotation} = small(${value})`);
    scope.define(name, type);
  }

  unpacking(scope) {
    const { random } = this;
    const types = random.several(2, 3, () => random.pick(TYPES));
    const values = types.map((type) => this.value(type, scope, 2));
    const names = types.map((type) => this.target(scope, type));
    if (random.chance(0.3)) {
      const star = random.int(0, names.length - 1);
      const targets = names.map((name, i) => (i === star ? `*${scope.fresh()}` : name)).join(", ");
      const source = random.chance(0.5) ? this.value("list", scope, 2) : `[${values.join(", ")}]`;
      this.write(`${targets} = ${source}`);
      return;
    }
    if (random.chance(0.2))
      this.write(`[${names[0]}, (${names.slice(1).join(", ")},)] = ${values[0]}, (${values.slice(1).join(", ")},)`);
    else this.write(`${names.join(", ")} = ${values.join(", ")}`);
    for (const [i, name] of names.entries()) scope.define(name, types[i]);
  }

  augmented(scope) {
    const { random } = this;
    const [type, operators] = random.pick([
      ["int", ["+=", "-=", "*=", "//=", "%=", "&=", "|=", "^=", ">>="]],
      ["float", ["+=", "-=", "*=", "/="]],
      ["str", ["+=", "*= 2 if True else"]],
      ["list", ["+="]],
      ["set", ["|=", "&=", "-=", "^="]],
      ["tuple", ["+="]],
      ["dict", ["|="]],
    ]);
    const names = scope.assignable(type);
    if (names.length === 0) return this.assignment(scope);
    const name = random.pick(names);
    this.write(`${name} ${random.pick(operators)} ${this.value(type, scope, 2)}`);
    this.write(`${name} = small(${name})`);
  }

  mutation(scope) {
    const { random } = this;
    const [type, change] = random.pick([
      [
        "list",
        () =>
          random.pick([
            `.append(${this.value("int", scope, 1)})`,
            ".pop()",
            ".sort()",
            ".reverse()",
            ".insert(1, 5)",
            `.extend(${this.value("list", scope, 1)})`,
            `.remove(${this.value("int", scope, 0)})`,
            ".clear()",
          ]),
      ],
      ["list", () => `[${this.expressions.index(scope)}] = ${this.value("int", scope, 2)}`],
      ["list", () => `[${this.expressions.slice(scope)}] = ${this.value("list", scope, 2)}`],
      ["list", () => `[${this.expressions.index(scope)}] += ${this.value("int", scope, 1)}`],
      ["dict", () => `[${this.expressions.key()}] = ${this.value("int", scope, 2)}`],
      ["dict", () => `[${this.expressions.key()}] += ${this.value("int", scope, 1)}`],
      [
        "dict",
        () =>
          random.pick([
            `.setdefault(${this.expressions.key()}, 1)`,
            ".popitem()",
            `.pop(${this.expressions.key()}, None)`,
            `.pop(${this.expressions.key()})`,
            `.update(${this.value("dict", scope, 1)})`,
          ]),
      ],
      [
        "set",
        () =>
          random.pick([
            `.add(item(${this.value("int", scope, 1)}))`,
            ".pop()",
            `.discard(${this.value("int", scope, 0)})`,
            `.remove(${this.value("int", scope, 0)})`,
          ]),
      ],
    ]);
    const names = scope.readable(type);
    if (names.length === 0) return this.assignment(scope);
    this.write(`${random.pick(names)}${change()}`);
  }

  raise(scope) {
    const { random } = this;
    const from = random.pick(["", "", " from None", ` from ${random.pick(ERRORS)}('cause')`]);
    const raised = random.chance(0.2)
      ? `ExceptionGroup('group', [${random.several(1, 3, () => `${random.pick(ERRORS)}(${random.int(0, 9)})`).join(", ")}])`
      : `${random.pick(ERRORS)}(${random.chance(0.8) ? this.value("str", scope, 1) : ""})`;
    this.under(`if ${this.value("bool", scope, 1)}:`, () => this.write(`raise ${raised}${from}`));
  }

  deletion(scope) {
    const names = scope.assignable(this.random.pick(TYPES));
    if (names.length === 0 || scope.kind === "class") return this.assignment(scope);
    const name = this.random.pick(names);
    scope.own.delete(name);
    this.write(`del ${name}`);
  }

  branch(scope, depth) {
    const { random } = this;
    const body = () => scope.block(() => this.statements(scope, 1, 3, depth - 1));
    this.under(`if ${this.value("bool", scope)}:`, body);
    random.several(0, 1, () => this.under(`elif ${this.value(random.pick(TYPES), scope, 2)}:`, body));
    if (random.chance(0.5)) this.under("else:", body);
  }

  forLoop(scope, depth) {
    const { random } = this;
    const [targets, source] = random.weighted([
      [6, () => [[["int"]], this.expressions.iterable("int", scope, 2)]],
      [1, () => [["int", "int"], `enumerate(${this.value("list", scope, 2)})`]],
      [
        1,
        () => [["int", "int"], `zip(${this.value("list", scope, 2)}, ${this.expressions.iterable("int", scope, 2)})`],
      ],
      [1, () => [["int", "int"], `list(${this.value("dict", scope, 2)}.items())`]],
      [1, () => [["str"], this.value("str", scope, 2)]],
    ]);
    const names = targets.map((type) => this.target(scope, String(type)));
    this.under(`for ${names.join(", ")} in ${source}:`, () =>
      scope.loop(() => {
        this.write("tick()");
        for (const [i, name] of names.entries()) scope.define(name, String(targets[i]));
        this.statements(scope, 1, 3, depth - 1);
      }),
    );
    if (random.chance(0.25)) this.under("else:", () => scope.block(() => this.statements(scope, 1, 2, depth - 1)));
  }

  whileLoop(scope, depth) {
    const { random } = this;
    const counter = scope.fresh("n");
    this.write(`${counter} = ${random.int(0, 5)}`);
    const condition = random.chance(0.5) ? counter : `${counter} > 0 and ${this.value("bool", scope, 2)}`;
    this.under(`while ${condition}:`, () =>
      scope.loop(() => {
        this.write("tick()");
        this.write(`${counter} -= 1`);
        this.statements(scope, 1, 3, depth - 1);
      }),
    );
    if (random.chance(0.25)) this.under("else:", () => scope.block(() => this.statements(scope, 1, 2, depth - 1)));
  }

  jump(scope) {
    const word = this.random.pick(["break", "continue"]);
    this.under(`if ${this.value("bool", scope, 2)}:`, () => this.write(word));
  }

  tryStatement(scope, depth) {
    const { random } = this;
    const body = () => scope.block(() => this.statements(scope, 1, 2, depth - 1));
    this.under("try:", () =>
      scope.block(() => {
        this.statements(scope, 1, 2, depth - 1);
        if (random.chance(0.5)) this.raise(scope);
      }),
    );
    const hasHandlers = random.chance(0.85);
    // What stands in `except*` cannot be left by a jump.
    const star = random.chance(0.15) ? "*" : "";
    if (hasHandlers) {
      random.several(1, 2, (i) => {
        const kinds =
          i === 1
            ? "Exception"
            : random.chance(0.3)
              ? `(${random.pick(ERRORS)}, ${random.pick(ERRORS)})`
              : random.pick(ERRORS);
        const name = scope.fresh("e");
        const binds = random.chance(0.6);
        this.under(`except${star} ${kinds}${binds ? ` as ${name}` : ""}:`, () => {
          if (binds) this.write(`report(${name})`);
          if (star === "" && random.chance(0.15)) this.write("raise");
          else if (star === "") body();
          else this.write(`show(${this.expressions.any(scope)})`);
        });
      });
      if (random.chance(0.25)) this.under("else:", body);
    }
    if (!hasHandlers || random.chance(0.3))
      this.under("finally:", () => this.write(`show(${this.expressions.any(scope)})`));
  }

  withStatement(scope, depth) {
    const { random } = this;
    const asynchronous = scope.isAsync && random.chance(0.6) ? "async " : "";
    const managers = random.several(1, 2, () => {
      const swallows = random.chance(0.4) ? `, ${random.pick([...ERRORS, "Exception"])}` : "";
      const name = scope.fresh("m");
      return `Manager('${name}'${swallows})${random.chance(0.5) ? ` as ${name}` : ""}`;
    });
    this.under(`${asynchronous}with ${managers.join(", ")}:`, () =>
      scope.block(() => this.statements(scope, 1, 2, depth - 1)),
    );
  }

  matchStatement(scope, depth) {
    const { random } = this;
    this.under(`match ${this.expressions.any(scope)}:`, () => {
      random.several(1, 3, () => {
        scope.block(() => {
          const pattern = this.pattern(scope, 2, true);
          const guard = random.chance(0.3) ? ` if ${this.value("bool", scope, 1)}` : "";
          this.under(`case ${pattern}${guard}:`, () => this.statements(scope, 1, 2, depth - 1));
        });
      });
      if (random.chance(0.5)) this.under("case _:", () => this.write("show('no case')"));
    });
  }

  /** A pattern that can fail: what cannot must stand last. Names are bound in plain ones only, not in alternatives. */
  pattern(scope, depth, binds) {
    const { random } = this;
    const inner = () => (random.chance(0.4) && binds ? this.capture(scope) : this.pattern(scope, depth - 1, binds));
    const simple = [
      [2, () => random.pick(["0", "1", "-2", "2.5", "'a'", "None", "True", "b'abc'"])],
      [2, () => random.pick(["int()", "str()", "list()", "dict()", "bool()", "float()"])],
    ];
    if (depth <= 0) return random.weighted(simple);
    return random.weighted([
      ...simple,
      [2, () => `[${random.several(0, 3, inner).join(", ")}]`],
      [1, () => `[${inner()}, *${binds ? this.capture(scope, "list") : "_"}]`],
      [1, () => `{${random.pick(["'a'", "1", "True"])}: ${inner()}}`],
      [1, () => `{'a': ${inner()}, **${binds ? this.capture(scope, "dict") : "_rest"}}`.replace(", **_rest", "")],
      [1, () => random.several(2, 3, () => this.pattern(scope, depth - 1, false)).join(" | ")],
      [1, () => (binds ? `(${this.pattern(scope, depth - 1, false)}) as ${this.capture(scope)}` : "int() | str()")],
      [1, () => (binds ? `int(${this.capture(scope, "int")})` : "int(3)")],
    ]);
  }

  capture(scope, type = "object") {
    return scope.define(scope.fresh("c"), type);
  }

  returnStatement(scope) {
    const { returns, isGenerator, isAsync } = scope;
    const value = returns && !(isGenerator && isAsync) ? ` ${this.value(returns, scope, 2)}` : "";
    this.under(`if ${this.value("bool", scope, 2)}:`, () => this.write(`return${value}`));
  }

  yieldStatement(scope) {
    const { random } = this;
    random.weighted([
      [5, () => this.write(`yield ${this.value("int", scope, 2)}`)],
      [1, () => this.write(`show((yield ${this.value("int", scope, 2)}))`)],
      [scope.isAsync ? 0 : 1, () => this.write(`show((yield from ${this.expressions.iterable("int", scope, 1)}))`)],
    ]);
  }

  awaitStatement(scope) {
    const { random } = this;
    random.weighted([
      [3, () => this.write(`show(await Later(${this.value("int", scope, 1)}, ${random.int(0, 2)}))`)],
      [1, () => this.write("await asyncio.sleep(0)")],
      [1, () => this.asyncFor(scope)],
    ]);
  }

  asyncFor(scope) {
    const found = scope.program.functions.filter((each) => each.returns === "async generator");
    if (found.length === 0) return this.write("await Later('nothing')");
    const { name, parameters } = this.random.pick(found);
    const call = `${name}(${this.expressions.arguments(parameters, scope, 1)})`;
    if (this.random.chance(0.4)) return this.write(`show([item async for item in ${call}])`);
    const target = this.target(scope, "int");
    this.under(`async for ${target} in ${call}:`, () =>
      scope.loop(() => {
        this.write("tick()");
        scope.define(target, "int");
        this.statements(scope, 1, 2, 0);
      }),
    );
  }

  // ---- definitions ----------------------------------------------------------------------------------------------

  definition(scope) {
    const { random } = this;
    random.weighted([
      [5, () => this.functionDefinition(scope, random.pick(TYPES))],
      [2, () => this.functionDefinition(scope, "generator")],
      [2, () => this.functionDefinition(scope, random.pick(TYPES), true)],
      [1, () => this.functionDefinition(scope, "async generator", true)],
      [2, () => (scope.kind === "class" ? this.assignment(scope) : this.classDefinition(scope))],
    ]);
  }

  functionDefinition(scope, returns, isAsync = false, self = undefined) {
    const { random } = this;
    const isGenerator = returns.endsWith("generator");
    const inner = new Scope(random, "function", scope, { isAsync, isGenerator });
    inner.returns = isGenerator ? "int" : returns;
    const parameters = this.parameters(inner);
    const name = self === undefined ? scope.fresh("f") : random.pick(["method", "other", "third"]);
    if (self === undefined && random.chance(0.1)) this.write("@traced");
    const texts = parameters.map((each) => each.text);
    this.under(`${isAsync ? "async " : ""}def ${name}(${[...(self ? [self] : []), ...texts].join(", ")}):`, () => {
      if (random.chance(0.15)) this.write(`'${name} does things'`);
      this.declarations(inner, scope);
      this.write("tick()");
      this.statements(inner, 1, 4, 2);
      if (isGenerator) this.yieldStatement(inner);
      if (!isGenerator || !isAsync) this.write(`return ${this.value(inner.returns, inner, 2)}`);
    });
    // Functions in functions are called there; those of the module and of functions around from anywhere below.
    if (self !== undefined || scope.kind === "class") return;
    const parametersOf = parameters.filter((each) => each.kind !== "marker");
    if (scope.kind === "module") scope.program.functions.push({ name, parameters: parametersOf, returns, isAsync });
    else this.callOnce(scope, name, parametersOf, returns, isAsync);
  }

  /** A function inside of a function is used at once. */
  callOnce(scope, name, parameters, returns, isAsync) {
    const call = `${name}(${this.expressions.arguments(parameters, scope, 1)})`;
    if (returns === "generator") this.write(`show(*${call})`);
    else if (returns === "async generator") {
      if (scope.isAsync) this.write(`show([item async for item in ${call}])`);
    } else if (!isAsync) this.write(`show(${call})`);
    else this.write(scope.isAsync ? `show(await ${call})` : `show(drive(${call}))`);
  }

  /** `nonlocal` and `global`, for names that this function will then assign to. */
  declarations(inner, scope) {
    const { random } = this;
    if (!random.chance(0.25)) return;
    if (scope.kind === "function") {
      const names = [...scope.own].filter(([name]) => name.startsWith("v") && !inner.own.has(name));
      if (names.length === 0) return;
      const [name, type] = random.pick(names);
      this.write(`nonlocal ${name}`);
      inner.declared.add(name);
      inner.define(name, type);
    } else if (scope.kind === "module") {
      const names = [...scope.own].filter(([name]) => name.startsWith("v"));
      if (names.length === 0) return;
      const [name, type] = random.pick(names);
      this.write(`global ${name}`);
      inner.declared.add(name);
      inner.define(name, type);
    }
  }

  parameters(inner) {
    const { random } = this;
    const result = [];
    const add = (kind, hasDefault) => {
      const type = random.pick(TYPES);
      const name = inner.define(inner.fresh("p"), type);
      const value = hasDefault ? `=${this.expressions.literal(type)}` : "";
      result.push({ name, type, kind, hasDefault, text: `${name}${value}` });
    };
    const marker = (text) => result.push({ kind: "marker", text });
    const positional = random.int(0, 2);
    for (let i = 0; i < positional; i++) add("positional", false);
    if (positional > 0 && random.chance(0.2)) marker("/");
    else for (const each of result) each.kind = "plain";
    random.several(0, 2, () => add("plain", true));
    if (random.chance(0.2)) {
      const name = inner.define(inner.fresh("a"), "tuple");
      result.push({ name, type: "int", kind: "*", text: `*${name}` });
      random.several(0, 1, () => add("keyword", random.chance(0.5)));
    } else if (random.chance(0.15)) {
      marker("*");
      random.several(1, 2, () => add("keyword", random.chance(0.6)));
    }
    if (random.chance(0.15)) {
      const name = inner.define(inner.fresh("a"), "dict");
      result.push({ name, type: "int", kind: "**", text: `**${name}` });
    }
    return result;
  }

  classDefinition(scope) {
    const { random } = this;
    const { classes } = scope.program;
    const base = scope.kind === "module" && classes.length > 0 && random.chance(0.5) ? random.pick(classes) : undefined;
    const name = scope.fresh("C");
    const inner = new Scope(random, "class", scope);
    const slots = base === undefined && random.chance(0.2);
    this.under(`class ${name}${base ? `(${base})` : ""}:`, () => {
      if (slots) this.write("__slots__ = ('x', 'y', 'extra')");
      else random.several(0, 2, () => this.assignment(inner));
      this.constructorDefinition(inner, base);
      random.several(0, 2, () => this.functionDefinition(inner, random.pick(TYPES), false, "self"));
      random.several(1, 3, () => this.special(inner));
    });
    if (scope.kind === "module") classes.push(name);
    this.useOf(name, scope);
  }

  constructorDefinition(inner, base) {
    const { random } = this;
    this.under("def __init__(self, x=3, y=4):", () => {
      if (base && random.chance(0.7)) this.write("super().__init__(y, x)");
      this.write(`self.x = ${random.pick(["x", "x * 2", "small(x)"])}`);
      this.write("self.y = y");
      if (random.chance(0.4)) this.write(`self.extra = ${this.value("int", new Scope(random, "function", inner), 2)}`);
    });
  }

  special(inner) {
    const { random } = this;
    const body = new Scope(random, "function", inner);
    body.define("self.x", "int");
    body.define("self.y", "int");
    const value = (type) => this.value(type, body, 2);
    const [header, result] = random.weighted([
      [2, () => ["def __repr__(self):", `f'<{type(self).__name__} {self.x!r} {self.y!r}>'`]],
      [1, () => ["def __str__(self):", value("str")]],
      [1, () => ["def __len__(self):", `(${value("int")}) % 7`]],
      [1, () => ["def __bool__(self):", value("bool")]],
      [2, () => ["def __add__(self, other):", random.pick(["NotImplemented", `small(self.x) + ${value("int")}`])]],
      [1, () => ["def __radd__(self, other):", random.pick(["NotImplemented", `('radd', other, ${value("int")})`])]],
      [1, () => ["def __iadd__(self, other):", "self"]],
      [1, () => ["def __eq__(self, other):", random.pick(["NotImplemented", "self.x == getattr(other, 'x', other)"])]],
      [1, () => ["def __lt__(self, other):", random.pick(["NotImplemented", value("bool")])]],
      [1, () => ["def __hash__(self):", `hash((${value("int")}, 1))`]],
      [1, () => ["def __getitem__(self, index):", `[self.x, self.y, ${value("int")}][index]`]],
      [1, () => ["def __contains__(self, item):", value("bool")]],
      [1, () => ["def __call__(self, *args):", `(args, ${value("int")})`]],
      [1, () => ["def __getattr__(self, name):", `name + ${value("str")}`]],
      [1, () => ["@property\ndef area(self):", value("int")]],
      [1, () => ["@staticmethod\ndef fixed(x=1):", this.value("int", new Scope(random, "function", inner), 2)]],
      [1, () => ["@classmethod\ndef made(cls, *args):", "cls(*args)"]],
      [1, () => ["def __iter__(self):", "iter([self.x, self.y])"]],
      [0.5, () => ["def __index__(self):", value("int")]],
    ]);
    const lines = header.split("\n");
    if (lines.length > 1) this.write(lines[0]);
    this.under(lines.at(-1), () => this.write(`return ${result}`));
  }

  useOf(name, scope) {
    const { random } = this;
    const made = () => `${name}(${random.several(0, 2, () => this.value("int", scope, 1)).join(", ")})`;
    const object = scope.fresh("o");
    this.write(`${object} = ${made()}`);
    random.several(2, 4, () => {
      const use = random.weighted([
        [2, () => `${object} + ${this.value("int", scope, 1)}`],
        [1, () => `${this.value("int", scope, 1)} + ${object}`],
        [1, () => `${object} == ${made()}`],
        [1, () => `${object} < ${made()}`],
        [1, () => `len(${object})`],
        [1, () => `bool(${object})`],
        [1, () => `${object}[${random.int(-1, 3)}]`],
        [1, () => `${this.value("int", scope, 1)} in ${object}`],
        [1, () => `${object}(1, 2)`],
        [
          2,
          () =>
            `${object}.${random.pick(["x", "area", "missing", "extra", "method()", "other(1)", "fixed()", "made(2).x"])}`,
        ],
        [1, () => `list(${object})`],
        [1, () => `[1, 2, 3, 4][${object}]`],
        [1, () => `sorted(vars(${object}).items())`],
        [1, () => `type(${object}).__mro__`],
        [1, () => `{${object}: 1}[${object}]`],
      ]);
      this.guarded(scope, () =>
        this.write(use.includes("__mro__") ? `show([c.__name__ for c in ${use}])` : `show(str(${use})[:80])`),
      );
    });
    if (random.chance(0.3)) {
      this.guarded(scope, () => {
        this.write(random.pick([`${object}.z = 1`, `${object} += 1`, `del ${object}.x`, `${object}[0] = 1`]));
        this.write(`show(hasattr(${object}, 'z'), hasattr(${object}, 'x'))`);
      });
    }
  }

  /** Coroutines driven by hand and by a loop. */
  asynchronous(scope) {
    const { random } = this;
    const inner = new Scope(random, "function", scope, { isAsync: true });
    this.under("async def main():", () => {
      this.statements(inner, 2, 4, 1);
      const found = scope.program.functions.filter((each) => each.isAsync && each.returns !== "async generator");
      const call = () => {
        if (found.length === 0) return "asyncio.sleep(0, 'slept')";
        const { name, parameters } = random.pick(found);
        return `${name}(${this.expressions.arguments(parameters, inner, 1)})`;
      };
      random.several(1, 3, () =>
        random.weighted([
          [3, () => this.write(`show(await ${call()})`)],
          [1, () => this.write(`show(drive(${call()}))`)],
          [1, () => this.asyncFor(inner)],
        ]),
      );
    });
    this.guarded(scope, () => this.write("show(drive(main()))"));
    if (!random.chance(0.5)) return;
    this.under("async def loop_main():", () => {
      random.several(1, 3, () => this.loopStatement(inner));
    });
    this.guarded(scope, () => this.write("show(asyncio.run(loop_main()))"));
  }

  /** What tasks do in a loop: they print in the loop's order. */
  loopStatement(scope) {
    const { random } = this;
    const worker = scope.fresh("task");
    this.under(`async def ${worker}(name, turns, fails=False):`, () => {
      const body = () => {
        this.under("for i in range(turns):", () => {
          this.write("print(name, i)");
          this.write("await asyncio.sleep(0)");
        });
        this.under("if fails:", () => this.write(`raise ${random.pick(ERRORS)}(name)`));
        this.write("return name");
      };
      if (random.chance(0.4)) {
        this.under("try:", body);
        if (random.chance(0.5))
          this.under(
            "except asyncio.CancelledError:",
            () => this.write("print(name, 'cancelled')") ?? this.write(random.pick(["raise", "return 'kept on'"])),
          );
        else this.under("finally:", () => this.write("print(name, 'ends')"));
      } else body();
    });
    const call = (name) => `${worker}('${name}', ${random.int(0, 3)}${random.chance(0.3) ? ", True" : ""})`;
    this.under("try:", () =>
      random.weighted([
        [
          2,
          () =>
            this.write(
              `show(await asyncio.gather(${call("a")}, ${call("b")}${random.pick(["", ", return_exceptions=True"])}))`,
            ),
        ],
        [
          2,
          () => {
            this.under("async with asyncio.TaskGroup() as group:", () => {
              this.write(`first = group.create_task(${call("a")})`);
              this.write(`group.create_task(${call("b")})`);
              if (random.chance(0.5)) this.write("await asyncio.sleep(0)");
              if (random.chance(0.3)) this.write("first.cancel()");
              if (random.chance(0.2)) this.write("raise KeyError('in the body')");
            });
            this.write("show(first.cancelled() or first.result())");
          },
        ],
        [
          1,
          () => {
            this.write(`task = asyncio.create_task(${call("a")})`);
            random.several(1, 2, () => this.write("await asyncio.sleep(0)"));
            if (random.chance(0.6)) this.write(`task.cancel(${random.pick(["", "'why'"])})`);
            this.write("show(await task)");
          },
        ],
        [1, () => this.write(`show(await asyncio.wait_for(${call("a")}, ${random.pick(["None", "5"])}))`)],
        [
          1,
          () => {
            this.under(`for next_one in asyncio.as_completed([${call("a")}]):`, () =>
              this.write("show(await next_one)"),
            );
          },
        ],
        [
          1,
          () => {
            this.write("queue = asyncio.Queue(2)");
            this.under("async def produce():", () => {
              this.under(`for i in range(${random.int(1, 4)}):`, () => this.write("await queue.put(i)"));
              this.write("queue.shutdown()");
            });
            this.write("producer = asyncio.create_task(produce())");
            this.under("while True:", () => this.write("show(await queue.get(), queue.qsize())"));
          },
        ],
        [
          1,
          () => {
            this.write("lock, order = asyncio.Lock(), []");
            this.under("async def holder(name):", () =>
              this.under("async with lock:", () => {
                this.write("order.append(name)");
                this.write(`await asyncio.sleep(0)`);
              }),
            );
            this.write(`await asyncio.gather(*map(holder, range(${random.int(1, 4)})))`);
            this.write("show(order, lock.locked())");
          },
        ],
      ]),
    );
    this.under("except Exception as error:", () => this.write("report(error)"));
  }
}
