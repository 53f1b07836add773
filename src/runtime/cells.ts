// `f.__closure__`: cells that read the JavaScript variables of a closure, where its module asked for them.

import type { PyFunction } from "./code.ts";
import { Tuple } from "./containers/tuple.ts";
import { valueError } from "./errors.ts";
import { nativeType } from "./native.ts";
import { address } from "./protocols.ts";
import { typeName } from "./types.ts";
import { None, type Value } from "./values.ts";

class Cell {
  /** What was written through this object; the variable itself stays as it is. */
  written: Value | undefined = undefined;
  readonly read: () => Value | undefined;
  constructor(read: () => Value | undefined) {
    this.read = read;
  }
}

nativeType({
  name: "cell",
  ctor: Cell,
  final: true,
  special: {
    __repr__: (self: Cell) => {
      const value = self.read();
      const content = value === undefined ? "empty" : `${typeName(value)} object at ${address(value as object)}`;
      return `<cell at ${address(self)}: ${content}>`;
    },
  },
  getters: {
    cell_contents: [
      (self: Cell) => {
        const value = self.written ?? self.read();
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
