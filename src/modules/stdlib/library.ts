// CPython's own library: modules that are written in Python, compiled when this package was built, each in a file of its
// own that is read when the module is first imported. Who embeds the interpreter says how the files are read.

import { helpersFor } from "../../runtime/emitted.ts";
import type { Found } from "../../runtime/imports.ts";
import { traceable } from "../../runtime/stack.ts";
import type { Body } from "../builtins/execution.ts";

export interface Library {
  /** The text of a file of `dist/stdlib`, by its name; undefined if there is none. Synchronous, as imports may be. */
  read(name: string): string | undefined;
}

/** Where the modules say they come from. */
export const LIBRARY_FOLDER = "/usr/lib/python3.14";

interface Entry {
  file: string;
  isPackage: boolean;
}

/** The modules that there are. */
export const libraryModules = (read: Library["read"]): Map<string, Entry> =>
  new Map(Object.entries(JSON.parse(read("index.json") ?? "{}")));

export class LibraryFinder {
  private readonly library: Library;
  private entries: Map<string, Entry> | undefined = undefined;

  constructor(library: Library) {
    this.library = library;
  }

  find(name: string): Found | undefined {
    this.entries ??= libraryModules((file) => this.library.read(file));
    const entry = this.entries.get(name);
    if (entry === undefined) return undefined;
    const base = `${LIBRARY_FOLDER}/${name.replaceAll(".", "/")}`;
    const filename = entry.isPackage ? `${base}/__init__.py` : `${base}.py`;
    return {
      filename,
      path: entry.isPackage ? [base] : undefined,
      body: (module) => {
        const text = this.library.read(entry.file) ?? "";
        const helpers = helpersFor(module, filename);
        const make = new Function(traceable(`return ${text}`, helpers.codes))() as (helpers: unknown) => Body;
        return make(helpers)(module);
      },
    };
  }
}
