// `f.__closure__`: cells that read the JavaScript variables of a closure, where its module asked for them.

import type { PyFunction } from "./code.ts";
import { eq, ge, gt, le, lt } from "./comparison.ts";
import { Tuple } from "./containers/tuple.ts";
import { typeError, valueError } from "./errors.ts";
import { construction, nativeType } from "./native.ts";
import { address } from "./protocols.ts";
import { type Type, typeName } from "./types.ts";
import { None, NotImplemented, type Value } from "./values.ts";

export class Cell {
  /** What was written through this object; the variable itself stays as it is. */
  written: Value | undefined = undefined;
  readonly read: () => Value | undefined;
  constructor(read: () => Value | undefined) {
    this.read = read;
  }
}

/** The cell of `__class__`, which the class's own making fills. */
export class ClassCell extends Cell {
  cls: Type | undefined = undefined;
  private readonly fill: (cls: Value) => void;
  constructor(fill: (cls: Value) => void) {
    super(() => this.cls);
    this.fill = fill;
  }
  set(cls: Type): void {
    this.cls = cls;
    this.fill(cls);
  }
}

const contents = (self: Cell): Value | undefined => self.written ?? self.read();

/** Cells are ordered by what they hold; an empty one comes first. */
const comparison =
  (holds: (a: Value, b: Value) => Value, whenEmpty: (order: number) => boolean) =>
  (self: Cell, other: Value): Value => {
    if (!(other instanceof Cell)) return NotImplemented;
    const a = contents(self);
    const b = contents(other);
    if (a !== undefined && b !== undefined) return holds(a, b);
    return whenEmpty(Number(a !== undefined) - Number(b !== undefined));
  };

nativeType({
  name: "cell",
  ctor: Cell,
  final: true,
  create: (_cls, args) => {
    if (args.length > 1) throw typeError(`cell expected at most 1 argument, got ${args.length}`);
    return new Cell(() => args[0]);
  },
  special: {
    __hash__: null,
    __eq__: comparison(
      (a, b) => construction.truth(eq(a, b)),
      (order) => order === 0,
    ),
    __ne__: comparison(
      (a, b) => !construction.truth(eq(a, b)),
      (order) => order !== 0,
    ),
    __lt__: comparison(lt, (order) => order < 0),
    __le__: comparison(le, (order) => order <= 0),
    __gt__: comparison(gt, (order) => order > 0),
    __ge__: comparison(ge, (order) => order >= 0),
    __repr__: (self: Cell) => {
      const value = contents(self);
      const content = value === undefined ? "empty" : `${typeName(value)} object at ${address(value as object)}`;
      return `<cell at ${address(self)}: ${content}>`;
    },
  },
  getters: {
    cell_contents: [
      (self: Cell) => {
        const value = contents(self);
        if (value === undefined) throw valueError("cell is empty");
        return value;
      },
      (self: Cell, value) => {
        self.written = value;
      },
    ],
  },
});

const readers = new WeakMap<PyFunction, () => (Value | undefined)[]>();

export function closure<F>(f: F, read: () => (Value | undefined)[]): F {
  readers.set(f as PyFunction, read);
  return f;
}

/** `f.__closure__`: None without free variables; cells whose contents nobody can read are empty. */
export function closureOf(f: PyFunction): Value {
  const { freevars } = f.code;
  if (freevars.length === 0) return None;
  const read = readers.get(f);
  return new Tuple(freevars.map((_, i) => new Cell(() => read?.()[i])));
}
