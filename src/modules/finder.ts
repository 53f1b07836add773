// Finds modules that have a body: source files beside the program and in the folders of `sys.path`, then the modules of
// the library.

import type { Host } from "../host/host.ts";
import { type Found, sources } from "../runtime/imports.ts";
import { bodyOf, compileSource } from "./builtins/execution.ts";
import { type Library, LibraryFinder } from "./stdlib/library.ts";

export class ModuleFinder {
  private readonly host: Host;
  private readonly library: LibraryFinder | undefined;
  constructor(host: Host, library?: Library) {
    this.host = host;
    this.library = library && new LibraryFinder(library);
    sources.library = this.library;
  }

  find(name: string, path: string[]): Found | undefined {
    const tail = name.slice(name.lastIndexOf(".") + 1);
    for (const folder of path) {
      const base = folder === "" ? tail : `${this.absolute(folder).replace(/\/$/, "")}/${tail}`;
      if (this.isFile(`${base}/__init__.py`)) return this.found(name, `${base}/__init__.py`, [base]);
      if (this.isFile(`${base}.py`)) return this.found(name, `${base}.py`, undefined);
    }
    const found = this.library?.find(name);
    if (found !== undefined) return found;
    // A folder without __init__.py is a namespace package, if nothing else has the name.
    const folders = path
      .map((folder) => (folder === "" ? tail : `${folder}/${tail}`))
      .filter((each) => this.isFolder(each));
    if (folders.length === 0) return undefined;
    return { filename: undefined, path: folders, body: emptyBody };
  }

  private found(name: string, filename: string, path: string[] | undefined): Found {
    return {
      filename,
      path,
      body: (module) => bodyOf(compileSource(this.host.files.read(filename), filename, "exec", name), module),
    };
  }

  /** `.` and what begins with it, as folders of packages and `__file__` say them. */
  private absolute(folder: string): string {
    if (folder !== "." && !folder.startsWith("./")) return folder;
    return `${this.host.currentDirectory()}${folder.slice(1)}`;
  }

  private isFile(path: string): boolean {
    return this.kind(path) === "file";
  }

  private isFolder(path: string): boolean {
    return this.kind(path) === "directory";
  }

  private kind(path: string): string | undefined {
    const { files } = this.host;
    return files.exists(path) ? files.stat(path).kind : undefined;
  }
}

// biome-ignore lint/correctness/useYield: a frame that never suspends
function* emptyBody(): globalThis.Generator<never, never, never> {
  return undefined as never;
}
