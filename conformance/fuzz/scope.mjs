// What a random program knows at a point of its text: the variables with their types, and what may be written here.

export const TYPES = ["int", "float", "str", "bool", "list", "tuple", "dict", "set", "bytes"];

export class Scope {
  /** The kind is "module", "function" or "class"; of a function also whether it is a coroutine or a generator. */
  constructor(random, kind, parent, { isAsync = false, isGenerator = false } = {}) {
    this.random = random;
    this.kind = kind;
    this.parent = parent;
    this.isAsync = isAsync;
    this.isGenerator = isGenerator;
    this.loops = 0;
    this.program = parent?.program ?? { names: 0, functions: [], classes: [] };
    /** Of this scope alone: name → type. */
    this.own = new Map();
    /** Names of scopes around it that this one may assign to. */
    this.declared = new Set();
  }

  fresh(prefix = "v") {
    return `${prefix}${this.program.names++}`;
  }

  define(name, type) {
    this.own.set(name, type);
    return name;
  }

  /** The names that can be read here. */
  readable(type) {
    const found = [];
    for (let scope = this; scope; scope = scope.parent) {
      // What stands in the body of a class is not seen from its methods.
      if (scope.kind === "class" && scope !== this) continue;
      for (const [name, its] of scope.own) if (its === type) found.push(name);
    }
    return found;
  }

  /** The names that can be assigned to here. */
  assignable(type) {
    return [...this.own].filter(([, its]) => its === type).map(([name]) => name);
  }

  /** Writes a block; what it defines is mostly unknown after it, since it may not have run. */
  block(make) {
    const before = new Map(this.own);
    const result = make();
    const after = this.own;
    this.own = before;
    if (this.random.chance(0.08)) for (const [name, type] of after) before.set(name, type);
    return result;
  }

  /** Writes the body of a loop. */
  loop(make) {
    return this.block(() => {
      this.loops++;
      try {
        return make();
      } finally {
        this.loops--;
      }
    });
  }
}
