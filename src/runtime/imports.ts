// Imports: finding a module by name, running its body, and the forms of the import statement.
//
// A module is native (its TypeScript file makes the module object) or has a body: a frame, emitted from source that the
// `finder` gives. A body may suspend (it may call `asyncio.run`), so `importModule` returns SUSPENDED where a frame can
// wait for it; where none can, the body runs with `mayBlock.suspend` false and never suspends.

import { awaitFrame, SUSPENDED } from "../asyncio/coroutine.ts";
import { lookupAttribute, setattr } from "./attributes.ts";
import { mayBlock } from "./blocking.ts";
import { call } from "./calls.ts";
import { Dict } from "./containers/dict.ts";
import { List } from "./containers/list.ts";
import { Tuple } from "./containers/tuple.ts";
import { importError, systemError, typeError, valueError } from "./errors.ts";
import { catchAttributeError, exceptionTypes, makeException, raiseAttributeError, setField } from "./exceptions.ts";
import { CIRCULAR, isLoading, loading, Module, shadowing } from "./modules.ts";
import { iterate, repr } from "./protocols.ts";
import { typeName } from "./types.ts";
import { None, type Value } from "./values.ts";
import { warner } from "./warning.ts";

type Frame = globalThis.Generator<Value, Value, Value>;

/** What a finder knows of a module that has a body. */
export interface Found {
  /** undefined: a package without a file, whose folders are a namespace. */
  filename: string | undefined;
  /** A package's folders, in which its submodules are found. */
  path: string[] | undefined;
  /** Makes the body's frame; compiles the source first, if that is not done. */
  body(module: Module): Frame;
}

/** The import system that programs can change: `sys.meta_path` and all that hangs on it, in Python. */
export interface Importer {
  /** Whether the program has changed anything about it, so that it is to be asked. */
  isChanged(): boolean;
  load(name: string): Value;
  /** `__path__` of a package without a file. */
  namespacePath(name: string, folders: readonly string[]): Value;
}

/** Where modules come from; the embedding sets `find`, the files of src/modules fill `native`. */
export const sources: {
  native: Map<string, (name: string) => Module>;
  find: (name: string, path: string[] | undefined) => Found | undefined;
  importer: Importer | undefined;
  /** The library that was compiled ahead. */
  library: { find(name: string): Found | undefined; text(name: string): string | undefined } | undefined;
} = { native: new Map(), find: () => undefined, importer: undefined, library: undefined };

/** `sys.modules` */
export const modules = new Dict();

const CODE = { name: "<module>", qualname: "<module>", isPlain: true };

function notFound(name: string, message = `No module named ${repr(name)}`): Error {
  return setField(makeException(exceptionTypes.get("ModuleNotFoundError")!, [message]), "name", name);
}

/** The module `name` (absolute), loaded if it is not yet: it, or SUSPENDED. */
function* load(name: string): globalThis.Generator<unknown, Value, unknown> {
  const known = modules.get(name);
  if (known !== undefined) {
    if (known === None) throw notFound(name, `import of ${name} halted; None in sys.modules`);
    return known;
  }
  if (sources.importer?.isChanged()) return sources.importer.load(name);
  const dot = name.lastIndexOf(".");
  let path: string[] | undefined;
  let parent: Value | undefined;
  if (dot >= 0) {
    const parentName = name.slice(0, dot);
    parent = yield* load(parentName);
    const again = modules.get(name);
    if (again !== undefined) return again;
    const parentPath = lookupAttribute(parent, "__path__");
    if (parentPath === undefined && !sources.native.has(name)) {
      throw notFound(name, `No module named ${repr(name)}; ${repr(parentName)} is not a package`);
    }
    path = parentPath === undefined ? [] : [...iterate(parentPath)].map(String);
  }
  const made = yield* create(name, path);
  // The body may have put something else into `sys.modules`, for itself or for its package.
  const module = modules.get(name) ?? made;
  if (parent !== undefined) bindSubmodule(modules.get(name.slice(0, dot)) ?? parent, name, module);
  return module;
}

/** Makes a module an attribute of its package, which may be anything that a program put into `sys.modules`. */
function bindSubmodule(parent: Value, name: string, module: Value): void {
  const dot = name.lastIndexOf(".");
  const child = name.slice(dot + 1);
  if (parent instanceof Module) {
    parent[`$${child}`] = module;
    return;
  }
  try {
    setattr(parent, child, module);
  } catch (e) {
    catchAttributeError(e);
    const text = `Cannot set an attribute on ${repr(name.slice(0, dot))} for child module ${repr(child)}`;
    warner.warn("ImportWarning", text);
  }
}

function* create(name: string, path: string[] | undefined): globalThis.Generator<unknown, Value, unknown> {
  const native = sources.native.get(name);
  if (native) {
    const module = native(name);
    module.origin = { name, filename: undefined, path: undefined };
    module.$__package__ = parentOf(name, module.$__path__ !== undefined);
    modules.set(name, module);
    return module;
  }
  const found = sources.find(name, path);
  if (found === undefined) throw notFound(name);
  const module = new Module(name);
  describe(module, name, found);
  if (found.filename !== undefined) module.$__builtins__ = (modules.get("builtins") as Module).dict();
  modules.set(name, module);
  loading.push(module);
  try {
    const result = awaitFrame(found.body(module), CODE);
    if (result === SUSPENDED) yield;
  } catch (e) {
    modules.delete(name);
    throw e;
  } finally {
    loading.splice(loading.lastIndexOf(module), 1);
  }
  return module;
}

/** Sets what a module knows of where it comes from. */
export function describe(module: Module, name: string, found: Found): void {
  const { filename, path } = found;
  module.origin = { name, filename, path };
  module.$__package__ = parentOf(name, path !== undefined);
  if (filename === undefined) {
    module.$__file__ = None;
    module.$__path__ = sources.importer?.namespacePath(name, path!) ?? new List([...path!]);
    return;
  }
  module.$__file__ = filename;
  module.$__cached__ = cachedName(filename);
  if (path) module.$__path__ = new List([...path]);
}

const parentOf = (name: string, isPackage: boolean): string =>
  isPackage ? name : name.slice(0, Math.max(0, name.lastIndexOf(".")));

/** Where CPython would keep a file's bytecode. */
function cachedName(filename: string): string {
  const slash = filename.lastIndexOf("/") + 1;
  return `${filename.slice(0, slash)}__pycache__/${filename.slice(slash).replace(/\.py$/, "")}.cpython-314.pyc`;
}

/** The module, or SUSPENDED with the loading frame under way. */
export function importModule(name: string): Value {
  return awaitFrame(load(name), CODE) as Value;
}

/** The same where no frame can wait: the bodies of the modules run without suspending. */
export function importNow(name: string): Value {
  const known = modules.get(name);
  return known !== undefined && known !== None ? known : atOnce(load(name));
}

/** `__import__` of an absolute name. */
export const importStatementNow = (full: string, fromlist: string[] | undefined): Value =>
  atOnce(importAbsolute(full, fromlist));

function atOnce(frame: globalThis.Generator<unknown, Value, unknown>): Value {
  const before = mayBlock.suspend;
  mayBlock.suspend = false;
  try {
    const step = frame.next();
    if (!step.done) throw systemError("a module suspended where nothing can wait for it");
    return step.value;
  } finally {
    mayBlock.suspend = before;
  }
}

/** The absolute name for `from ..name import` in a module with these globals. */
export function absoluteName(globals: (name: string) => Value | undefined, name: string, level: number): string {
  if (level < 0) throw valueError("level must be >= 0");
  if (level === 0) {
    if (name === "") throw valueError("Empty module name");
    return name;
  }
  const packageName = packageOf(globals);
  if (packageName === "") throw importError("attempted relative import with no known parent package");
  const parts = packageName.split(".");
  if (level > parts.length) throw importError("attempted relative import beyond top-level package");
  const base = parts.slice(0, parts.length - level + 1).join(".");
  return name === "" ? base : `${base}.${name}`;
}

/** The package that relative names start from. */
function packageOf(globals: (name: string) => Value | undefined): string {
  const packageName = globals("__package__") ?? None;
  if (typeof packageName === "string") return packageName;
  if (packageName !== None) throw typeError("package must be a string");
  const spec = globals("__spec__") ?? None;
  if (spec !== None) return String(lookupAttribute(spec, "parent") ?? "");
  warner.warn(
    "ImportWarning",
    "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__",
  );
  const name = globals("__name__");
  if (name === undefined) throw makeException(exceptionTypes.get("KeyError")!, ["'__name__' not in globals"]);
  if (typeof name !== "string") throw typeError("__name__ must be a string");
  return parentOf(name, globals("__path__") !== undefined);
}

/** `builtins.__import__`, unless a program has put another there. */
export const statement: { function: Value | undefined } = { function: undefined };

/** The import statement by a function of the program's own. */
function importBy(
  importer: Value | undefined,
  module: Module,
  name: string,
  fromlist: string[] | undefined,
  level: number,
): Value {
  if (importer === undefined) throw importError("__import__ not found");
  const names = fromlist === undefined ? None : new Tuple(fromlist);
  return call(importer, name, module.dict(), None, names, level);
}

/** The import statement's work, as a frame. */
export function* importStatement(
  module: Module,
  name: string,
  fromlist: string[] | undefined,
  level: number,
): globalThis.Generator<unknown, Value, unknown> {
  const { $__import__: importer } = modules.get("builtins") as Module;
  if (importer !== statement.function) return importBy(importer, module, name, fromlist, level);
  return yield* importAbsolute(
    absoluteName((key) => module[`$${key}`], name, level),
    fromlist,
  );
}

/** The same for an absolute name. */
function* importAbsolute(full: string, fromlist: string[] | undefined): globalThis.Generator<unknown, Value, unknown> {
  const target = yield* load(full);
  if (fromlist === undefined) {
    const dot = full.indexOf(".");
    return dot < 0 ? target : (modules.get(full.slice(0, dot)) ?? target);
  }
  if (lookupAttribute(target, "__path__") !== undefined) {
    const names = fromlist.includes("*") ? [...fromlist.filter((n) => n !== "*"), ...listed(target)] : fromlist;
    for (const each of names) {
      if (lookupAttribute(target, each) !== undefined) continue;
      try {
        yield* load(`${full}.${each}`);
      } catch (e) {
        if (!isNotFound(e, `${full}.${each}`)) throw e;
      }
    }
  }
  return target;
}

const listed = (target: Value): string[] => {
  const all = lookupAttribute(target, "__all__");
  return all === undefined ? [] : [...iterate(all)].map(String);
};

function isNotFound(e: unknown, name: string): boolean {
  return e instanceof Error && (e as unknown as { field$name?: Value }).field$name === name;
}

export function importFrom(target: Value, name: string): Value {
  try {
    const value = lookupAttribute(target, name);
    if (value !== undefined) return value;
  } catch (e) {
    catchAttributeError(e);
  }
  const packageName = lookupAttribute(target, "__name__");
  const submodule = modules.get(`${packageName}.${name}`);
  if (submodule !== undefined) return submodule;
  throw cannotImport(target, name, typeof packageName === "string" ? packageName : "<unknown module name>");
}

function cannotImport(target: Value, name: string, from: string): Error {
  const file = lookupAttribute(target, "__file__") ?? None;
  const error = importError(`cannot import name ${repr(name)} from ${whyNot(target, from, file)}`);
  return setField(setField(setField(error, "name", from), "path", file), "name_from", name);
}

function whyNot(target: Value, from: string, file: Value): string {
  const where = typeof file === "string" ? file : undefined;
  const shadow = target instanceof Module ? shadowing(target) : undefined;
  if (shadow !== undefined) return `${repr(from)} (${shadow})`;
  if (target instanceof Module && isLoading(target)) {
    return `partially initialized module ${repr(from)} ${CIRCULAR}${where === undefined ? "" : ` (${where})`}`;
  }
  return `${repr(from)} (${where ?? "unknown location"})`;
}

function nameIn(module: Module, key: Value): string {
  if (typeof key === "string") return key;
  throw typeError(`Key in ${String(module.$__name__)}.__dict__ must be str, not ${typeName(key)}`);
}

/** `from module import *` */
export function importStar(into: Module, target: Value): void {
  const all = lookupAttribute(target, "__all__");
  const names =
    all !== undefined
      ? [...iterate(all)].map((name) => {
          if (typeof name === "string") return name;
          throw typeError(`Item in ${String((target as Module).$__name__)}.__all__ must be str, not ${typeName(name)}`);
        })
      : [...(target as Module).dict().keys()]
          .map((key) => nameIn(target as Module, key))
          .filter((name) => !name.startsWith("_"));
  for (const name of names) {
    const value = lookupAttribute(target, name);
    if (value === undefined) raiseAttributeError(target, name);
    into[`$${name}`] = value;
  }
}
