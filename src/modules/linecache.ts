// The module `linecache`: the lines of source that tracebacks show. It is native because those lines are: they are kept
// where the reports of uncaught exceptions find them, texts that are no files among them.

import type { Code } from "../runtime/code.ts";
import { Dict } from "../runtime/containers/dict.ts";
import { List } from "../runtime/containers/list.ts";
import type { Module } from "../runtime/modules.ts";
import { index } from "../runtime/protocols.ts";
import { linecache, sourceLine, splitLines } from "../runtime/traceback.ts";
import { None, type Value } from "../runtime/values.ts";
import { moduleFrom } from "./define.ts";

/** All lines, each with its newline. */
function linesOf(filename: string): List {
  sourceLine(filename, 1);
  const lines = [...(linecache.lines.get(filename) ?? [])];
  if (lines.at(-1) === "") lines.pop();
  return new List(lines.map((line) => `${line}\n`));
}

export const createLinecache = (): Module =>
  moduleFrom("linecache", {
    doc: "Cache lines from Python source files.",
    functions: {
      "getline(filename, lineno, module_globals=None)": (filename: string, lineno: Value) => {
        const line = Number(index(lineno));
        return line < 1 ? "" : ((linesOf(filename).items[line - 1] as string | undefined) ?? "");
      },
      "getlines(filename, module_globals=None)": (filename: string) => linesOf(filename),
      "updatecache(filename, module_globals=None)": (filename: string) => {
        linecache.lines.delete(filename);
        return linesOf(filename);
      },
      "_getline_from_code(code, lineno)": (code: Code, lineno: Value) =>
        (linesOf(code.filename).items[Number(index(lineno)) - 1] as string | undefined) ?? "",
      "_getlines_from_code(code)": (code: Code) => linesOf(code.filename),
      "_register_code(code, string, name)": (_code: Value, text: string, name: string) => {
        linecache.lines.set(name, splitLines(text));
        return None;
      },
      "lazycache(filename, module_globals)": () => false,
      "checkcache(filename=None)": (filename: Value = None) => {
        for (const name of filename === None ? [...linecache.lines.keys()] : [filename as string]) {
          if (!name.startsWith("<")) linecache.lines.delete(name);
        }
        return None;
      },
      "clearcache()": () => {
        linecache.lines.clear();
        return None;
      },
    },
    attributes: { cache: new Dict() },
  });
