// The module `_imports`, and how the import system that programs see stands beside the interpreter's own.
//
// The import statement finds and runs modules by itself (runtime/imports.ts). CPython's import system, which is written in
// Python (`_frozen_importlib` and `_frozen_importlib_external`), is loaded when a program first looks at it: at
// `sys.meta_path`, `__spec__`, `importlib`. From then on the statement asks it wherever the program has changed something:
// `sys.meta_path`, `sys.path_hooks`, or an archive among the folders of `sys.path`. `stdlib/_importing.py` tells
// CPython's finders of the library that is compiled into this package.

import { callMethod, getattr } from "../runtime/attributes.ts";
import { call } from "../runtime/calls.ts";
import { Dict } from "../runtime/containers/dict.ts";
import { List } from "../runtime/containers/list.ts";
import { Tuple } from "../runtime/containers/tuple.ts";
import { importError } from "../runtime/errors.ts";
import { setField } from "../runtime/exceptions.ts";
import { importNow, modules, sources } from "../runtime/imports.ts";
import { Module, type Origin, provenance } from "../runtime/modules.ts";
import { repr, toArray } from "../runtime/protocols.ts";
import { None, type Value } from "../runtime/values.ts";
import { libraryCode } from "./builtins/execution.ts";
import { moduleFrom } from "./define.ts";
import { environment } from "./environment.ts";
import { sys } from "./sys/state.ts";

const BOOTSTRAP = "_frozen_importlib";
const EXTERNAL = "_frozen_importlib_external";

// ---- what _importing.py asks -----------------------------------------------------------------------------------------

const isNative = (name: Value): boolean => typeof name === "string" && sources.native.has(name);

/** The file and folders of a module of the library; None if there is none. */
function findLibrary(name: string): Value {
  const found = sources.library?.find(name);
  if (found === undefined) return None;
  return new Tuple([found.filename!, found.path === undefined ? None : new List([...found.path])]);
}

/** The code of a module of the library. */
function codeOfLibrary(name: string, filename: string): Value {
  const text = sources.library?.text(name);
  if (text === undefined) throw notFound(name);
  return libraryCode(text, filename);
}

const notFound = (name: string): Error => setField(importError(`No module named ${repr(name)}`), "name", name);

/** A module of ours: the one there is, or a new one. */
function createNative(name: string): Value {
  const known = modules.get(name);
  if (known !== undefined) return known;
  const create = sources.native.get(name);
  if (create === undefined) throw notFound(name);
  const module = create(name);
  module.origin = { name, filename: undefined, path: undefined };
  return module;
}

export const createImports = (): Module =>
  moduleFrom("_imports", {
    functions: {
      "is_native(name, /)": isNative,
      "create_native(name, /)": createNative,
      "find_library(name, /)": findLibrary,
      "library_code(name, filename, /)": codeOfLibrary,
      "is_changed()": isChanged,
      "load(name, /)": importNow,
    },
  });

// ---- the import system in Python -------------------------------------------------------------------------------------

/** What `sys.meta_path` and `sys.path_hooks` held at first; undefined: nobody has looked at them yet. */
let untouched: { finders: Value[]; hooks: Value[] } | undefined;
let importing: Module | undefined;
let isInstalling = false;

const listOf = (name: "$meta_path" | "$path_hooks"): Value[] => {
  const list = sys.module[name];
  return list instanceof List ? list.items : list === undefined || list === None ? [] : toArray(list);
};

const isSame = (list: Value[], first: Value[]): boolean =>
  list.length === first.length && list.every((each, i) => each === first[i]);

function isChanged(): boolean {
  if (isInstalling) return false;
  if (hasArchive()) {
    install();
    return true;
  }
  if (untouched === undefined) return false;
  return !isSame(listOf("$meta_path"), untouched.finders) || !isSame(listOf("$path_hooks"), untouched.hooks);
}

/** Entries of `sys.path`, and whether they are files. */
const archives = new Map<string, boolean>();

function hasArchive(): boolean {
  const path = sys.module?.$path;
  if (!(path instanceof List)) return false;
  for (const entry of path.items) {
    if (typeof entry !== "string") continue;
    let isArchive = archives.get(entry);
    if (isArchive === undefined) {
      const { files } = environment.host;
      isArchive = entry !== "" && files.exists(entry) && files.stat(entry).kind === "file";
      archives.set(entry, isArchive);
    }
    if (isArchive) return true;
  }
  return false;
}

/** Loads CPython's import system, once. */
function install(): Module {
  if (importing !== undefined) return importing;
  const { module } = sys;
  isInstalling = true;
  for (const [name, value] of [
    ["$meta_path", new List([])],
    ["$path_hooks", new List([])],
    ["$path_importer_cache", new Dict()],
  ] as const) {
    Object.defineProperty(module, name, { value, writable: true, enumerable: true, configurable: true });
  }
  const bootstrap = importNow(BOOTSTRAP);
  callMethod(bootstrap, "_install", module, importNow("_imp"));
  callMethod(bootstrap, "_install_external_importers");
  importing = importNow("_importing") as Module;
  callMethod(importing, "install");
  isInstalling = false;
  untouched = { finders: [...listOf("$meta_path")], hooks: [...listOf("$path_hooks")] };
  return importing;
}

/** Gives `sys` the attributes of the import system, which is loaded when one is asked for. */
export function lazyImporters(module: Module): void {
  for (const name of ["$meta_path", "$path_hooks", "$path_importer_cache"] as const) {
    Object.defineProperty(module, name, {
      get() {
        install();
        return module[name];
      },
      set(value: Value) {
        install();
        module[name] = value;
      },
      enumerable: true,
      configurable: true,
    });
  }
}

/** The modules of the import system are whole when a program gets one of them. */
const inInstallation =
  (text: string) =>
  (name: string): Module => {
    if (!isInstalling) {
      install();
      return modules.get(name) as Module;
    }
    return fromLibrary(text)(name);
  };

/** A module of the import system by itself, and not the one that the interpreter uses. */
const fromLibrary =
  (text: string) =>
  (name: string): Module => {
    const found = sources.library?.find(text);
    if (found === undefined) throw notFound(name);
    const module = new Module(name);
    modules.set(name, module);
    found.body(module).next();
    return module;
  };

export const createBootstrap = inInstallation("_importlib_bootstrap");
export const createExternal = inInstallation("_importlib_external");
export const createZipimport = inInstallation("_importlib_zip");
/** What `importlib` takes where a program has hidden those above from it. */
export const createBootstrapCopy = fromLibrary("_importlib_bootstrap");
export const createExternalCopy = fromLibrary("_importlib_external");

sources.importer = {
  isChanged,
  load: (name) => callMethod(install(), "load", name),
  namespacePath(name, folders) {
    install();
    const external = importNow(EXTERNAL);
    const find = getattr(getattr(external, "PathFinder"), "_get_spec");
    return call(getattr(external, "_NamespacePath"), name, new List([...folders]), find);
  },
};

const asked = (what: "spec_of" | "loader_of", { name, filename, path }: Origin): Value | undefined =>
  isInstalling
    ? undefined
    : callMethod(install(), what, name, filename ?? None, path === undefined ? None : new List([...path]));

provenance.spec = (origin) => asked("spec_of", origin);
provenance.loader = (origin) => asked("loader_of", origin);
