// The module `linecache`: the lines of source that tracebacks show. It is native because those lines are: they are kept
// where the reports of uncaught exceptions find them, texts that are no files among them.

import { lookupAttribute } from "../runtime/attributes.ts";
import { call } from "../runtime/calls.ts";
import type { Code } from "../runtime/code.ts";
import { Dict } from "../runtime/containers/dict.ts";
import { List } from "../runtime/containers/list.ts";
import { Tuple } from "../runtime/containers/tuple.ts";
import type { Module } from "../runtime/modules.ts";
import { index } from "../runtime/protocols.ts";
import { linecache, linesOf, splitLines } from "../runtime/traceback.ts";
import { None, type Value } from "../runtime/values.ts";
import { moduleFrom } from "./define.ts";

/** All lines, each with its newline. */
function listOfLines(filename: string): List {
  const lines = [...linesOf(filename)];
  if (lines.at(-1) === "") lines.pop();
  return new List(lines.map((line) => `${line}\n`));
}

/** The lines of an entry `(size, mtime, lines, fullname)` that the program has put into `linecache.cache`. */
function entryLines(cache: Dict, filename: string): string[] | undefined {
  const entry = cache.get(filename);
  const lines = entry instanceof Tuple ? entry.items[2] : undefined;
  return lines instanceof List ? lines.items.map((line) => String(line).replace(/\r?\n$/, "")) : undefined;
}

/** The source of a module from its loader, by the globals of the module. */
function sourceByLoader(globals: Value): (() => Value) | undefined {
  if (!(globals instanceof Dict)) return undefined;
  const spec = globals.get("__spec__") ?? None;
  const name = lookupAttribute(spec, "name") ?? globals.get("__name__");
  const loader = lookupAttribute(spec, "loader") ?? globals.get("__loader__");
  const getSource = loader === undefined ? undefined : lookupAttribute(loader, "get_source");
  return name === undefined || getSource === undefined ? undefined : () => call(getSource, name);
}

export function createLinecache(): Module {
  const cache = new Dict();
  const lazy = new Map<string, () => Value>();
  /** The lines of what is no file, if a module's globals were given for it. */
  const lazyLines = (filename: string): string[] | undefined => {
    const source = lazy.get(filename);
    if (source === undefined || linecache.lines.has(filename) || linecache.read(filename) !== undefined)
      return undefined;
    lazy.delete(filename);
    const text = source();
    if (typeof text === "string") linecache.lines.set(filename, splitLines(text));
    return linecache.lines.get(filename);
  };
  linecache.given = (filename) =>
    (cache.size === 0 ? undefined : entryLines(cache, filename)) ?? (lazy.size === 0 ? undefined : lazyLines(filename));
  return moduleFrom("linecache", {
    doc: "Cache lines from Python source files.",
    functions: {
      "getline(filename, lineno, module_globals=None)": (filename: string, lineno: Value) => {
        const line = Number(index(lineno));
        return line < 1 ? "" : ((listOfLines(filename).items[line - 1] as string | undefined) ?? "");
      },
      "getlines(filename, module_globals=None)": (filename: string) => listOfLines(filename),
      "updatecache(filename, module_globals=None)": (filename: string, globals: Value = None) => {
        linecache.lines.delete(filename);
        cache.delete(filename);
        const source = sourceByLoader(globals);
        if (source !== undefined) lazy.set(filename, source);
        return listOfLines(filename);
      },
      "_getline_from_code(code, lineno)": (code: Code, lineno: Value) =>
        (listOfLines(code.filename).items[Number(index(lineno)) - 1] as string | undefined) ?? "",
      "_getlines_from_code(code)": (code: Code) => listOfLines(code.filename),
      "_register_code(code, string, name)": (_code: Value, text: string, name: string) => {
        linecache.lines.set(name, splitLines(text));
        return None;
      },
      "lazycache(filename, module_globals)": (filename: Value, globals: Value) => {
        const source = typeof filename === "string" && !filename.startsWith("<") ? sourceByLoader(globals) : undefined;
        if (source === undefined || linecache.lines.has(filename as string)) return false;
        lazy.set(filename as string, source);
        return true;
      },
      "checkcache(filename=None)": (filename: Value = None) => {
        for (const name of filename === None ? [...linecache.lines.keys()] : [filename as string]) {
          if (!name.startsWith("<")) linecache.lines.delete(name);
        }
        return None;
      },
      "clearcache()": () => {
        linecache.lines.clear();
        lazy.clear();
        cache.clear();
        return None;
      },
    },
    attributes: { cache },
  });
}
