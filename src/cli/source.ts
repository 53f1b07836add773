// What a command line runs: where its source comes from, and what the program sees of that.

import { type Host, HostError } from "../host/host.ts";
import type { Options } from "./options.ts";

export interface Source {
  text: string | Uint8Array;
  /** The file, if there is one. */
  filename: string;
  /** How tracebacks call it where there is none. */
  shown: string;
  argv0: string;
  /** The first entry of `sys.path`. */
  folder: string;
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

export function sourceOf(options: Options, host: Host): Source {
  const run = options.run ?? { kind: "file", text: "-" };
  if (run.kind === "command") {
    return { text: `${run.text}\n`, filename: "", shown: "<string>", argv0: "-c", folder: "" };
  }
  if (run.kind === "module") return moduleSource(run.text, host);
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
    return {
      text: files.read(path),
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
  };
}

function moduleSource(name: string, host: Host): Source {
  const base = name.replaceAll(".", "/");
  const here = host.currentDirectory();
  for (const path of [`${base}.py`, `${base}/__main__.py`]) {
    if (host.files.exists(path)) {
      const filename = `${here}/${path}`;
      return { text: host.files.read(path), filename, shown: filename, argv0: filename, folder: here };
    }
  }
  if (host.files.exists(`${base}/__init__.py`)) {
    throw new SourceError(
      `${NAME}: No module named ${name}.__main__; '${name}' is a package and cannot be directly executed`,
      1,
    );
  }
  throw new SourceError(`${NAME}: No module named ${name}`, 1);
}
