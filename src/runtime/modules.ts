// Modules: the object whose attributes `$x` are a module's globals.

import { AttributeDict } from "./attributedict.ts";
import { lookupAttribute, ownAttribute } from "./attributes.ts";
import { call } from "./calls.ts";
import { Dict } from "./containers/dict.ts";
import { List } from "./containers/list.ts";
import { typeError } from "./errors.ts";
import { raiseAttributeError } from "./exceptions.ts";
import { nativeType } from "./native.ts";
import { iterate, repr, str } from "./protocols.ts";
import { None, type Value } from "./values.ts";

/** Where a module comes from, as far as its `__spec__` and `__loader__` show it. */
export interface Origin {
  /** The name under which it was found; it may run as `__main__`. */
  readonly name: string;
  /** undefined: it is built in. */
  readonly filename: string | undefined;
  readonly path: readonly string[] | undefined;
}

/** Makes `__spec__` and `__loader__` when somebody asks for them, if that is possible yet; the module `_imports` does. */
export const provenance: Record<"spec" | "loader", (origin: Origin) => Value | undefined> = {
  spec: () => undefined,
  loader: () => undefined,
};

/** The modules whose bodies run now, the innermost last. */
export const loading: Module[] = [];

export class Module {
  [attribute: `$${string}`]: Value | undefined;
  /** The live dictionary of globals, made when somebody asks for it. */
  private view: AttributeDict | undefined;
  origin: Origin | undefined;
  /** What was made or given of `__spec__` and `__loader__`. */
  spec: Value | undefined;
  loader: Value | undefined;

  constructor(name: string, doc: Value = None) {
    for (const field of HIDDEN) Object.defineProperty(this, field, { value: undefined, writable: true });
    this.$__name__ = name;
    this.$__doc__ = doc;
    this.$__package__ = None;
    Object.defineProperty(this, "$__loader__", LOADER);
    Object.defineProperty(this, "$__spec__", SPEC);
  }

  get isModule$(): true {
    return true;
  }

  /** A module whose globals are in a dict of the program's own, as `exec` gets it. */
  static of(globals: Dict): Module {
    const module = new Module("builtins");
    module.dict().clear();
    module.view = AttributeDict.become(globals, module);
    return module;
  }

  dict(): AttributeDict {
    this.view ??= new Globals(this);
    return this.view;
  }
}

const HIDDEN = ["view", "origin", "spec", "loader"];

// Most programs never look at these, and what they show is made by Python code that such programs need not load.
const lazily = (field: "spec" | "loader"): PropertyDescriptor & ThisType<Module> => ({
  get() {
    if (this.origin !== undefined) this[field] ??= provenance[field](this.origin);
    return this[field] ?? None;
  },
  set(value: Value) {
    this[field] = value;
  },
  enumerable: true,
  configurable: true,
});
const LOADER = lazily("loader");
const SPEC = lazily("spec");

/** A module's globals. Their names can be had without making what is made lazily. */
class Globals extends AttributeDict {
  override names(): string[] {
    const { holder } = this as unknown as { holder: Record<string, Value | undefined> };
    const names: string[] = [];
    for (const key of Object.keys(holder)) {
      if (key.charCodeAt(0) !== 36) continue;
      if (key === "$__spec__" || key === "$__loader__" || holder[key] !== undefined) names.push(key.slice(1));
    }
    return names;
  }
}

export const moduleType = nativeType({
  name: "module",
  ctor: Module,
  hasDict: true,
  create: (cls, args) => {
    const module = new cls.tp.construct() as Module;
    module.$__name__ = args[0];
    module.$__doc__ = args[1] ?? None;
    return module;
  },
  special: {
    __init__: () => None,
    __repr__: (self: Module) => {
      const name = repr(self.$__name__ ?? "?");
      const { origin, $__file__: file } = self;
      if (origin !== undefined && origin.filename === undefined && origin.path === undefined)
        return `<module ${name} (built-in)>`;
      return typeof file === "string" && origin !== undefined
        ? `<module ${name} from ${repr(file)}>`
        : described(self, name);
    },
    __dir__: (self: Module) => {
      const own = ownAttribute(self, "__dir__");
      if (own !== undefined) return call(own);
      const names = lookupAttribute(self, "__dict__");
      if (!(names instanceof Dict)) throw typeError("<module>.__dict__ is not a dictionary");
      return new List([...names.keys()]);
    },
    __getattr__: (self: Module, name: Value) => missingAttribute(self, name as string),
  },
  getters: { __dict__: (self: Module) => self.dict() },
});

/** A module that somebody else has made: by its specification, its loader, its file. */
function described(module: Module, name: string): string {
  const { $__spec__: spec = None, $__loader__: loader = None, $__file__: file } = module;
  if (spec !== None) {
    const origin = lookupAttribute(spec, "origin") ?? None;
    if (origin === None) {
      const shown = lookupAttribute(spec, "loader") ?? None;
      const folders = lookupAttribute(spec, "submodule_search_locations") ?? None;
      if (shown === None) return `<module ${name}>`;
      if (folders === None) return `<module ${name} (${repr(shown)})>`;
      return `<module ${name} (namespace) from ${repr([...iterate(folders)].length === 0 ? folders : new List([...iterate(folders)]))}>`;
    }
    return lookupAttribute(spec, "has_location") === true
      ? `<module ${name} from ${repr(origin)}>`
      : `<module ${name} (${str(origin)})>`;
  }
  if (file !== undefined && file !== None) return `<module ${name} from ${repr(file)}>`;
  return loader === None ? `<module ${name}>` : `<module ${name} (${repr(loader)})>`;
}

/** An attribute that the module has not: its own `__getattr__` may make it. */
function missingAttribute(module: Module, name: string): Value {
  const fallback = ownAttribute(module, "__getattr__");
  return fallback === undefined ? raiseAttributeError(module, name, whyMissing(module, name)) : call(fallback, name);
}

/** CPython's explanation of an attribute that a module has not, or not yet. */
function whyMissing(module: Module, name: string): string | undefined {
  const { $__name__: moduleName, $__file__: file } = module;
  if (typeof moduleName !== "string") return undefined;
  const missing = `module ${repr(moduleName)}`;
  const shadow = shadowing(module);
  if (shadow !== undefined) return `${missing} has no attribute ${repr(name)} (${shadow})`;
  if (!isLoading(module)) {
    const submodule = `${moduleName}.${name}`;
    if (!loading.some(({ $__name__: each }) => each === submodule)) return undefined;
    return `cannot access submodule ${repr(name)} of ${missing} ${CIRCULAR}`;
  }
  const from = typeof file === "string" ? ` from ${repr(file)}` : "";
  return `partially initialized ${missing}${from} has no attribute ${repr(name)} ${CIRCULAR}`;
}

export const CIRCULAR = "(most likely due to a circular import)";

/** Whether the module's body has not come to its end. */
export function isLoading(module: Module): boolean {
  if (loading.includes(module)) return true;
  if (module.origin !== undefined || module.spec === undefined) return false;
  return module.spec !== None && lookupAttribute(module.spec, "_initializing") === true;
}

/** Names of the standard library, and the folder of the program: what a file of such a name stands before. */
export const library: { names: Set<string>; programFolder: string | undefined } = {
  names: new Set(),
  programFolder: undefined,
};

/** The advice for a module of the program's that has the name of one of the library. */
export function shadowing(module: Module): string | undefined {
  const { $__name__: name, $__file__: file } = module;
  if (typeof name !== "string" || typeof file !== "string" || !library.names.has(name)) return undefined;
  // A package is named by its folder.
  const path = file.replace(/\/__init__\.py$/, "");
  if (path.slice(0, Math.max(0, path.lastIndexOf("/"))) !== library.programFolder) return undefined;
  return `consider renaming ${repr(file)} since it has the same name as the standard library module named ${repr(name)} and prevents importing that standard library module`;
}
