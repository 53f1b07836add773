// What a command line runs: where its source comes from, and what the program sees of that.

import { type Host, HostError } from "../host/host.ts";
import { LIBRARY_FOLDER } from "../modules/stdlib/library.ts";
import { type Options, searchPath } from "./options.ts";

export interface Source {
  text: string | Uint8Array;
  /** The file, if there is one. */
  filename: string;
  /** How tracebacks call it where there is none. */
  shown: string;
  argv0: string;
  /** The first entry of `sys.path`. */
  folder: string;
  /** `__package__` of what runs as `__main__`; undefined: None. */
  packageName?: string;
  /** Packages that are imported before the program runs. */
  parents?: readonly string[];
  /** Of what was started with `-m`: the name in its `__spec__`. */
  moduleName?: string;
  /** The text is the `__main__.py` of an archive at this path. */
  archive?: string;
  /** A module of the library, which is compiled already: its text is not to be had. */
  library?: string;
}

/** There is nothing to run. */
export class SourceError extends Error {
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

const NAME = "asyncdef";

const folderOf = (path: string): string => (path.includes("/") ? path.slice(0, path.lastIndexOf("/")) || "/" : "");

const absolute = (host: Host, path: string): string =>
  path.startsWith("/") ? path : `${host.currentDirectory()}/${path}`;

/** `isLibrary` says whether a module is one of the library's. */
export function sourceOf(options: Options, host: Host, isLibrary: (name: string) => boolean): Source {
  const run = options.run ?? { kind: "file", text: "-" };
  if (run.kind === "command") {
    return { text: `${run.text}\n`, filename: "", shown: "<string>", argv0: "-c", folder: "" };
  }
  if (run.kind === "module") {
    const folders = searchPath(options, host.environment, host.currentDirectory());
    return moduleSource(run.text, host, folders, isLibrary);
  }
  if (run.text === "-") return { text: standardInput(host), filename: "", shown: "<stdin>", argv0: "-", folder: "" };
  return fileSource(run.text, host);
}

function standardInput(host: Host): string {
  let text = "";
  for (let line = host.console.readLineSync(); line !== ""; line = host.console.readLineSync()) text += line;
  return text;
}

function fileSource(path: string, host: Host): Source {
  const { files } = host;
  try {
    if (files.stat(path).kind === "directory") return packageSource(path, host);
    const folder = folderOf(path);
    const text = files.read(path);
    if (isArchive(text)) return archiveSource(path, host);
    return {
      text,
      filename: absolute(host, path),
      shown: path,
      argv0: path,
      folder: absolute(host, folder === "" ? "." : folder).replace(/\/\.$/, ""),
    };
  } catch (e) {
    if (!(e instanceof HostError)) throw e;
    const [number, text] =
      e.code === "ENOENT"
        ? [2, "No such file or directory"]
        : e.code === "EACCES"
          ? [13, "Permission denied"]
          : [5, e.message];
    throw new SourceError(`${NAME}: can't open file '${absolute(host, path)}': [Errno ${number}] ${text}`, 2);
  }
}

/** A zip file that may have a program's text before it, as those that make themselves executable do. */
function isArchive(data: Uint8Array): boolean {
  const end = data.length - END_OF_DIRECTORY;
  return end >= 0 && [0x50, 0x4b, 5, 6].every((byte, i) => data[end + i] === byte);
}

/** The length of the record at the end of an archive without a comment. */
const END_OF_DIRECTORY = 22;

/** A zip file runs by its `__main__.py`. */
function archiveSource(path: string, host: Host): Source {
  const archive = absolute(host, path);
  const main = `${archive}/__main__.py`;
  return { text: "", filename: main, shown: main, argv0: path, folder: archive, packageName: "", archive };
}

/** A folder runs by its `__main__.py`. */
function packageSource(path: string, host: Host): Source {
  const main = `${path.replace(/\/$/, "")}/__main__.py`;
  if (!host.files.exists(main))
    throw new SourceError(`${NAME}: can't find '__main__' module in '${absolute(host, path)}'`, 1);
  return {
    text: host.files.read(main),
    filename: absolute(host, main),
    shown: main,
    argv0: path,
    folder: absolute(host, path),
    packageName: "",
  };
}

/** `-m`: a module, or a package's `__main__`, in the folders where modules are looked for. */
function moduleSource(name: string, host: Host, folders: string[], isLibrary: (name: string) => boolean): Source {
  if (name.startsWith(".")) throw new SourceError(`${NAME}: Relative module names not supported`, 1);
  const parts = name.split(".");
  const parents = parts.slice(1).map((_, i) => parts.slice(0, i + 1).join("."));
  const base = name.replaceAll(".", "/");
  const folder = host.currentDirectory();
  for (const each of folders) {
    const root = absolute(host, each);
    for (const [path, packages] of [
      [`${root}/${base}/__main__.py`, [...parents, name]],
      [`${root}/${base}.py`, parents],
    ] as const) {
      if (!host.files.exists(path)) continue;
      const packageName = packages.at(-1) ?? "";
      return {
        text: host.files.read(path),
        filename: path,
        shown: path,
        argv0: path,
        folder,
        packageName,
        moduleName: path.endsWith("/__main__.py") ? `${name}.__main__` : name,
        parents: packages,
      };
    }
    if (host.files.exists(`${root}/${base}/__init__.py`)) {
      const why = `'${name}' is a package and cannot be directly executed`;
      throw new SourceError(`${NAME}: No module named ${name}.__main__; ${why}`, 1);
    }
  }
  for (const library of [`${name}.__main__`, name]) {
    if (!isLibrary(library)) continue;
    const filename = `${LIBRARY_FOLDER}/${library.replaceAll(".", "/")}.py`;
    const packages = library.split(".").slice(0, -1);
    return {
      text: "",
      filename,
      shown: filename,
      argv0: filename,
      folder,
      packageName: packages.join("."),
      moduleName: library,
      parents: packages.map((_, i) => packages.slice(0, i + 1).join(".")),
      library,
    };
  }
  const missing = parents.find(
    (each) => !folders.some((root) => host.files.exists(`${absolute(host, root)}/${each.replaceAll(".", "/")}`)),
  );
  if (missing !== undefined) {
    const why = `ModuleNotFoundError: No module named '${missing}'`;
    throw new SourceError(`${NAME}: Error while finding module specification for '${name}' (${why})`, 1);
  }
  throw new SourceError(`${NAME}: No module named ${name}`, 1);
}
