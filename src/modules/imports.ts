// The module `_imports`, on which our `importlib` stands: what the import statement would find, and running a module's
// body again.

import { mayBlock } from "../runtime/blocking.ts";
import { List } from "../runtime/containers/list.ts";
import { Tuple } from "../runtime/containers/tuple.ts";
import { systemError } from "../runtime/errors.ts";
import { sources } from "../runtime/imports.ts";
import type { Module } from "../runtime/modules.ts";
import { toArray } from "../runtime/protocols.ts";
import { None, type Value } from "../runtime/values.ts";
import { moduleFrom } from "./define.ts";

const foldersOf = (path: Value): string[] | undefined =>
  path === None ? undefined : toArray(path).filter((each) => typeof each === "string");

/** Kind, file and folders of a module; None if there is none. */
function find(name: string, path: Value): Value {
  if (sources.native.has(name)) return new Tuple(["native", None, None]);
  const found = sources.find(name, foldersOf(path));
  if (found === undefined) return None;
  const folders = found.path === undefined ? None : new List([...found.path]);
  return new Tuple([found.filename === found.path?.[0] ? "namespace" : "source", found.filename, folders]);
}

/** Runs the body of the module `name` in `module`; false if it does not come from `filename`. */
function run(module: Module, name: string, filename: string): boolean {
  const found = sources.find(name, [filename.slice(0, filename.lastIndexOf("/"))]);
  if (found?.filename !== filename) return false;
  const before = mayBlock.suspend;
  mayBlock.suspend = false;
  try {
    if (!found.body(module).next().done) throw systemError("a module suspended where nothing can wait for it");
  } finally {
    mayBlock.suspend = before;
  }
  return true;
}

export const createImports = (): Module =>
  moduleFrom("_imports", { functions: { "find(name, path, /)": find, "run(module, name, filename, /)": run } });
