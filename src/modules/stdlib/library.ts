// CPython's own library: modules that are written in Python, compiled when this package was built, each in a file of its
// own that is read when the module is first imported; and among them extensions, which we wrote in TypeScript. Who embeds
// the interpreter says how the files are read.

import { helpersFor } from "../../runtime/emitted.ts";
import type { Found } from "../../runtime/imports.ts";
import type { Module } from "../../runtime/modules.ts";
import { traceable } from "../../runtime/stack.ts";
import { None } from "../../runtime/values.ts";
import type { Body } from "../builtins/execution.ts";
import * as interpreter from "../extension.ts";

export interface Library {
  /** The text of a file of `dist/stdlib`, by its name; undefined if there is none. Synchronous, as imports may be. */
  read(name: string): string | undefined;
}

/** Where the modules say they come from. */
export const LIBRARY_FOLDER = "/usr/lib/python3.14";

interface Entry {
  file: string;
  isPackage: boolean;
  /** Its text is a function of `interpreter` that gives what fills the module. */
  isExtension?: boolean;
}

type Extension = (names: typeof interpreter) => (module: Module) => void;

/** The modules that there are. */
export const libraryModules = (read: Library["read"]): Map<string, Entry> =>
  new Map(Object.entries(JSON.parse(read("index.json") ?? "{}")));

export class LibraryFinder {
  private readonly library: Library;
  private entries: Map<string, Entry> | undefined = undefined;

  constructor(library: Library) {
    this.library = library;
  }

  private entry(name: string): Entry | undefined {
    this.entries ??= libraryModules((file) => this.library.read(file));
    return this.entries.get(name);
  }

  /** A module, compiled: an expression that is a function of the helpers. */
  text(name: string): string | undefined {
    const entry = this.entry(name);
    return entry && this.library.read(entry.file);
  }

  find(name: string): Found | undefined {
    const entry = this.entry(name);
    if (entry === undefined) return undefined;
    if (entry.isExtension) return this.extension(name, entry.file);
    const base = `${LIBRARY_FOLDER}/${name.replaceAll(".", "/")}`;
    const filename = entry.isPackage ? `${base}/__init__.py` : `${base}.py`;
    return {
      filename,
      path: entry.isPackage ? [base] : undefined,
      body: (module) => {
        const text = this.text(name) ?? "";
        const helpers = helpersFor(module, filename);
        const make = new Function(traceable(`return ${text}`, helpers.codes))() as (helpers: unknown) => Body;
        return make(helpers)(module);
      },
    };
  }

  private extension(name: string, file: string): Found {
    const { library } = this;
    return {
      filename: `${LIBRARY_FOLDER}/lib-dynload/${name}.so`,
      path: undefined,
      // biome-ignore lint/correctness/useYield: the body of a module is a frame
      *body(module) {
        const make = new Function(`return ${library.read(file)}`)() as Extension;
        make(interpreter)(module);
        return None;
      },
    };
  }
}
