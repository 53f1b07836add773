// The module `posix`, under CPython's `os`: files and folders of the host, its environment, and little more.

import { HostError } from "../../host/host.ts";
import { Bytes, makeBytes } from "../../runtime/bytes/bytes.ts";
import { call } from "../../runtime/calls.ts";
import { Dict } from "../../runtime/containers/dict.ts";
import { List } from "../../runtime/containers/list.ts";
import { typeError } from "../../runtime/errors.ts";
import { exceptionTypes } from "../../runtime/exceptions.ts";
import type { Module } from "../../runtime/modules.ts";
import { nativeType } from "../../runtime/native.ts";
import { asStr, index, repr } from "../../runtime/protocols.ts";
import { special, typeName, typeOf } from "../../runtime/types.ts";
import { float, None, type Value } from "../../runtime/values.ts";
import { moduleFrom } from "../define.ts";
import { asking, environment } from "../environment.ts";
import { structSequence } from "../structseq.ts";

const encode = (text: string): Value => makeBytes(new TextEncoder().encode(text));

/** `os.fspath` */
function fspath(path: Value): Value {
  if (asStr(path) !== undefined || path instanceof Bytes) return path;
  const method = special(path, "__fspath__");
  const result = method == null ? undefined : method(path);
  if (result === undefined) throw typeError(`expected str, bytes or os.PathLike object, not ${typeName(path)}`);
  if (asStr(result) !== undefined || result instanceof Bytes) return result;
  throw typeError(`expected ${typeName(path)}.__fspath__() to return str or bytes, not ${typeName(result)}`);
}

/** The text of a path argument. */
function pathOf(value: Value): string {
  const path = fspath(value);
  return path instanceof Bytes ? new TextDecoder().decode(path.data) : asStr(path)!;
}

/** Asks the host about a file; errors name the path as the program gave it. */
const onPath = <T>(value: Value, run: (path: string) => T): T => asking(() => run(pathOf(value)), value);

const done =
  (run: (path: string) => void) =>
  (value: Value): Value => {
    onPath(value, run);
    return None;
  };

const statResult = structSequence("stat_result", "os", [
  "st_mode",
  "st_ino",
  "st_dev",
  "st_nlink",
  "st_uid",
  "st_gid",
  "st_size",
  "st_atime",
  "st_mtime",
  "st_ctime",
]);

const terminalSize = structSequence("terminal_size", "os", ["columns", "lines"]);
const unameResult = structSequence("uname_result", "posix", ["sysname", "nodename", "release", "version", "machine"]);

function stat(value: Value): Value {
  const { mode, size, accessed, modified, created } = onPath(value, (path) => environment.host.files.stat(path));
  return statResult([mode, 0, 0, 1, 0, 0, size, float(accessed), float(modified), float(created)]);
}

/** One thing in a folder, for `os.scandir`. */
class DirEntry {
  readonly folder: string;
  readonly name: string;
  constructor(folder: string, name: string) {
    this.folder = folder;
    this.name = name;
  }
  get path(): string {
    return this.folder.endsWith("/") ? this.folder + this.name : `${this.folder}/${this.name}`;
  }
  is(kind: string): boolean {
    return environment.host.files.stat(this.path).kind === kind;
  }
}

class ScandirIterator {
  private readonly entries: DirEntry[];
  private at = 0;
  constructor(entries: DirEntry[]) {
    this.entries = entries;
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    return this.entries[this.at++];
  }
  close(): Value {
    this.at = this.entries.length;
    return None;
  }
}

function declareTypes(): Value {
  nativeType({
    name: "ScandirIterator",
    module: "posix",
    ctor: ScandirIterator,
    methods: {
      "close()": (self: ScandirIterator) => self.close(),
      "__enter__()": (self: ScandirIterator) => self,
      "__exit__(*args)": (self: ScandirIterator) => self.close(),
    },
    special: {
      __iter__: (self: ScandirIterator) => self,
      __next__: (self: ScandirIterator) => {
        const entry = self.next$();
        if (entry === undefined) throw call(exceptionTypes.get("StopIteration")!);
        return entry;
      },
    },
  });
  return nativeType({
    name: "DirEntry",
    module: "posix",
    ctor: DirEntry,
    methods: {
      "is_dir(*, follow_symlinks=True)": (self: DirEntry) => self.is("directory"),
      "is_file(*, follow_symlinks=True)": (self: DirEntry) => self.is("file"),
      "is_symlink()": (self: DirEntry) => self.is("link"),
      "is_junction()": () => false,
      "stat(*, follow_symlinks=True)": (self: DirEntry) => stat(self.path),
      "inode()": () => 0,
      "__fspath__()": (self: DirEntry) => self.path,
    },
    getters: { name: (self: DirEntry) => self.name, path: (self: DirEntry) => self.path },
    special: { __repr__: (self: DirEntry) => `<DirEntry ${repr(self.name)}>` },
  });
}

function access(value: Value): boolean {
  return environment.host.files.exists(pathOf(value));
}

function urandom(size: Value): Value {
  const data = new Uint8Array(Number(index(size)));
  environment.host.randomBytes(data);
  return makeBytes(data);
}

export function createPosix(): Module {
  const { host } = environment;
  const { files } = host;
  const variables = new Dict();
  for (const [name, value] of Object.entries(host.environment)) variables.set(encode(name), encode(value));
  const rename = (from: Value, to: Value): Value => {
    asking(() => files.rename(pathOf(from), pathOf(to)), from);
    return None;
  };
  return moduleFrom("posix", {
    doc: "This module provides access to operating system functionality that is standardized by the C Standard and the POSIX standard.",
    functions: {
      "fspath(path)": fspath,
      "getcwd()": () => host.currentDirectory(),
      "getcwdb()": () => encode(host.currentDirectory()),
      "listdir(path=None)": (path: Value = ".") =>
        new List(onPath(path === None ? "." : path, (name) => files.list(name))),
      "scandir(path=None)": (path: Value = ".") => {
        const folder = path === None ? "." : path;
        const names = onPath(folder, (name) => files.list(name));
        return new ScandirIterator(names.map((name) => new DirEntry(pathOf(folder), name)));
      },
      "stat(path, *, dir_fd=None, follow_symlinks=True)": stat,
      "lstat(path, *, dir_fd=None)": stat,
      "access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)": access,
      "mkdir(path, mode=511, *, dir_fd=None)": done((path) => {
        if (files.exists(path)) throw new HostError("EEXIST", "File exists", path);
        files.makeDirectory(path);
      }),
      "rmdir(path, *, dir_fd=None)": done((path) => files.remove(path)),
      "unlink(path, *, dir_fd=None)": done((path) => files.remove(path)),
      "remove(path, *, dir_fd=None)": done((path) => files.remove(path)),
      "rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None)": rename,
      "replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None)": rename,
      "getpid()": () => host.processId(),
      "getuid()": () => 0,
      "urandom(size, /)": urandom,
      "cpu_count()": () => 1,
      "putenv(name, value, /)": () => None,
      "unsetenv(name, /)": () => None,
      "isatty(fd, /)": (fd: Value) => host.console.isTerminal(Number(index(fd)) as 0 | 1 | 2),
      "get_terminal_size(fd=1, /)": () => terminalSize([80, 24]),
      "uname()": () => unameResult([host.platform, "localhost", "", "", ""]),
      "strerror(code, /)": (code: Value) => `Error ${Number(index(code))}`,
      "_exit(status)": (status: Value) => host.exit(Number(index(status))),
    },
    attributes: {
      environ: variables,
      error: exceptionTypes.get("OSError")!,
      stat_result: typeOf(statResult(new Array<Value>(10).fill(0))),
      terminal_size: typeOf(terminalSize([0, 0])),
      uname_result: typeOf(unameResult(["", "", "", "", ""])),
      DirEntry: declareTypes(),
      _have_functions: new List([]),
      ...{ F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1 },
      ...{ O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, O_CREAT: 64, O_EXCL: 128, O_TRUNC: 512, O_APPEND: 1024 },
    },
  });
}
