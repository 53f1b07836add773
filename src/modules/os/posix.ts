// The module `posix`, under CPython's `os`: files and folders of the host, its environment, and little more.

import { ERRNO } from "../../host/errno.ts";
import { type FileStat, type Files, HostError } from "../../host/host.ts";
import { Bytes, bytesOf, makeBytes } from "../../runtime/bytes/bytes.ts";
import { call } from "../../runtime/calls.ts";
import { Dict } from "../../runtime/containers/dict.ts";
import { genericAlias } from "../../runtime/containers/genericalias.ts";
import { List } from "../../runtime/containers/list.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { typeError } from "../../runtime/errors.ts";
import { exceptionTypes, osError } from "../../runtime/exceptions.ts";
import type { Module } from "../../runtime/modules.ts";
import { nativeType } from "../../runtime/native.ts";
import { index, repr, truth } from "../../runtime/protocols.ts";
import { typeName } from "../../runtime/types.ts";
import { Float, float, int, None, type Value } from "../../runtime/values.ts";
import { moduleFrom } from "../define.ts";
import { asking, descriptors, environment } from "../environment.ts";
import { writable } from "../io/binary.ts";
import { writeOut } from "../io/unwritten.ts";
import { fspath, onPath, onPaths, pathOf, type Taken } from "../paths.ts";
import { raiseSignal } from "../signal.ts";
import { structSequence } from "../structseq.ts";

const encode = (text: string): Value => makeBytes(new TextEncoder().encode(text));

/** The name of a file as the folder was named: in text or in bytes. */
const like = (folder: Value, name: string): Value => (fspath(folder) instanceof Bytes ? encode(name) : name);

const done =
  (name: string, run: (path: string) => void, taken?: Taken) =>
  (value: Value): Value => {
    onPath(value, name, run, taken);
    return None;
  };

const nanoseconds = (seconds: number): Value =>
  int(BigInt(Math.floor(seconds)) * 1_000_000_000n + BigInt(Math.round((seconds % 1) * 1e6)) * 1000n);

/** The times are there three times: as items in whole seconds, which have no names, exactly, and in nanoseconds. */
const statResult = structSequence(
  "stat_result",
  "os",
  ["st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size"],
  [
    ...["st_atime", "st_mtime", "st_ctime"],
    ...["st_atime_ns", "st_mtime_ns", "st_ctime_ns"],
    ...["st_blksize", "st_blocks", "st_rdev"],
  ],
  {
    unnamed: 3,
    missing: (field, items) => {
      const time = ["st_atime", "st_mtime", "st_ctime"].indexOf(field);
      return time < 0 ? None : items[7 + time]!;
    },
  },
);

const terminalSize = structSequence("terminal_size", "os", ["columns", "lines"]);
const unameResult = structSequence("uname_result", "posix", ["sysname", "nodename", "release", "version", "machine"]);
const timesResult = structSequence("times_result", "posix", [
  ...["user", "system", "children_user", "children_system", "elapsed"],
]);

const statTuple = ({ mode, size, accessed, modified, created, inode = 0, device = 0 }: FileStat): Value => {
  const times = [accessed, modified, created];
  return statResult([
    ...[mode, inode, device, 1, 0, 0, size],
    ...times.map(Math.floor),
    ...times.map(float),
    ...times.map(nanoseconds),
    ...[4096, Math.ceil(size / 512), 0],
  ]);
};

/** A file's state, given by path or by number. */
function stat(value: Value, _folder?: Value, follow: Value = true, name = "stat"): Value {
  if (typeof value === "number" && Number.isInteger(value)) return statTuple(asking(() => descriptors().stat(value)));
  const { files } = environment.host;
  return statTuple(
    onPath(
      value,
      name,
      (path) => {
        writeOut(path);
        return truth(follow) || !files.linkStat ? files.stat(path) : files.linkStat(path);
      },
      "integer",
    ),
  );
}

const linkStat = (value: Value): Value => stat(value, undefined, false, "lstat");

function requirePart<T>(part: T | undefined): T {
  if (part === undefined) throw osError(38, "Function not implemented");
  return part;
}

/** What a program does with files by number. */
function descriptorFunctions() {
  const fd = (value: Value): number => Number(index(value));
  return {
    "open(path, flags, mode=511, *, dir_fd=None)": (path: Value, flags: Value, mode: Value = 0o777) =>
      onPath(path, "open", (name) => descriptors().open(name, Number(index(flags)), Number(index(mode)))),
    "close(fd)": (number: Value) => {
      asking(() => descriptors().close(fd(number)));
      return None;
    },
    "read(fd, length, /)": (number: Value, size: Value) =>
      makeBytes(asking(() => descriptors().read(fd(number), Number(index(size))))),
    "readinto(fd, buffer, /)": (number: Value, buffer: Value) => {
      const into = writable(buffer);
      const data = asking(() => descriptors().read(fd(number), into.length));
      into.set(data);
      return data.length;
    },
    "write(fd, data, /)": (number: Value, data: Value) => {
      const bytes = bytesOf(data);
      if (bytes === undefined) throw typeError(`a bytes-like object is required, not '${typeName(data)}'`);
      return asking(() => descriptors().write(fd(number), bytes));
    },
    "lseek(fd, position, whence, /)": (number: Value, position: Value, whence: Value) =>
      asking(() => descriptors().seek(fd(number), Number(index(position)), Number(index(whence)))),
    "ftruncate(fd, length, /)": (number: Value, size: Value) => {
      asking(() => descriptors().truncate(fd(number), Number(index(size))));
      return None;
    },
    "fstat(fd)": (number: Value) => statTuple(asking(() => descriptors().stat(fd(number)))),
    "fsync(fd)": () => None,
    "get_inheritable(fd, /)": () => false,
    "set_inheritable(fd, inheritable, /)": () => None,
  };
}

/** Links, modes and times. */
function linkFunctions(files: Files) {
  const link = (symbolic: boolean) => (target: Value, path: Value) => {
    requirePart(files.makeLink);
    const make = onPaths(symbolic ? "symlink" : "link", (from, to) => files.makeLink!(from, to, symbolic));
    return make(target, path);
  };
  return {
    "symlink(src, dst, target_is_directory=False, *, dir_fd=None)": link(true),
    "link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)": link(false),
    "readlink(path, *, dir_fd=None)": (path: Value) => {
      requirePart(files.readLink);
      return onPath(path, "readlink", (name) => files.readLink!(name));
    },
    "chmod(path, mode, *, dir_fd=None, follow_symlinks=True)": (path: Value, mode: Value) => {
      requirePart(files.changeMode);
      onPath(path, "chmod", (name) => files.changeMode!(name, Number(index(mode))), "integer");
      return None;
    },
    "utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)": (
      path: Value,
      times?: Value,
      ns?: Value,
    ) => {
      requirePart(files.setTimes);
      const now = environment.host.wallTime();
      const seconds = times instanceof Tuple ? times.items.map(toSeconds) : undefined;
      const nanoseconds = ns instanceof Tuple ? ns.items.map((each) => toSeconds(each) / 1e9) : undefined;
      const [accessed = now, modified = now] = seconds ?? nanoseconds ?? [];
      onPath(path, "utime", (name) => files.setTimes!(name, accessed, modified), "integer");
      return None;
    },
  };
}

const toSeconds = (value: Value): number => Number(value instanceof Float ? value.value : value);

/** One thing in a folder, for `os.scandir`. */
class DirEntry {
  /** As the program named it. */
  readonly given: Value;
  readonly folder: string;
  readonly name: string;
  constructor(given: Value, name: string) {
    this.given = given;
    this.folder = pathOf(given);
    this.name = name;
  }
  get path(): string {
    return this.folder.endsWith("/") ? this.folder + this.name : `${this.folder}/${this.name}`;
  }
  is(kind: string, follow: Value = true): boolean {
    const { files } = environment.host;
    try {
      const found =
        truth(follow) && kind !== "link"
          ? files.stat(this.path)
          : (files.linkStat ?? files.stat).call(files, this.path);
      return found.kind === kind;
    } catch {
      return false;
    }
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
    classMethods: { "__class_getitem__(object, /)": genericAlias },
    methods: {
      "is_dir(*, follow_symlinks=True)": (self: DirEntry, follow?: Value) => self.is("directory", follow),
      "is_file(*, follow_symlinks=True)": (self: DirEntry, follow?: Value) => self.is("file", follow),
      "is_symlink()": (self: DirEntry) => self.is("link"),
      "is_junction()": () => false,
      "stat(*, follow_symlinks=True)": (self: DirEntry, follow?: Value) => stat(self.path, undefined, follow),
      "inode()": () => 0,
      "__fspath__()": (self: DirEntry) => like(self.given, self.path),
    },
    getters: {
      name: (self: DirEntry) => like(self.given, self.name),
      path: (self: DirEntry) => like(self.given, self.path),
    },
    special: { __repr__: (self: DirEntry) => `<DirEntry ${repr(like(self.given, self.name))}>` },
  });
}

function access(value: Value): boolean {
  return onPath(value, "access", (path) => environment.host.files.exists(path));
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
  return moduleFrom("posix", {
    doc: "This module provides access to operating system functionality that is standardized by the C Standard and the POSIX standard.",
    functions: {
      "fspath(path)": fspath,
      "getcwd()": () => host.currentDirectory(),
      "chdir(path)": done("chdir", (path) => requirePart(host.changeDirectory)(path), "integer"),
      "getcwdb()": () => encode(host.currentDirectory()),
      "listdir(path=None)": (path: Value = ".") =>
        new List(
          onPath(path === None ? "." : path, "listdir", (name) => files.list(name), "integer or None").map((name) =>
            path === None ? name : like(path, name),
          ),
        ),
      "scandir(path=None)": (path: Value = ".") => {
        const folder = path === None ? "." : path;
        const names = onPath(folder, "scandir", (name) => files.list(name), "integer or None");
        return new ScandirIterator(names.map((name) => new DirEntry(folder, name)));
      },
      "stat(path, *, dir_fd=None, follow_symlinks=True)": stat,
      "lstat(path, *, dir_fd=None)": linkStat,
      ...descriptorFunctions(),
      ...linkFunctions(files),
      "getppid()": () => 1,
      "geteuid()": () => 0,
      "getgid()": () => 0,
      "getegid()": () => 0,
      "umask(mask, /)": () => 0o22,
      "get_blocking(fd, /)": () => true,
      "waitstatus_to_exitcode(status)": (status: Value) => {
        const bits = Number(index(status));
        return (bits & 127) === 0 ? bits >> 8 : -(bits & 127);
      },
      "access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)": access,
      "mkdir(path, mode=511, *, dir_fd=None)": done("mkdir", (path) => {
        if (files.exists(path)) throw new HostError("EEXIST", "File exists", path);
        files.makeDirectory(path);
      }),
      "rmdir(path, *, dir_fd=None)": done("rmdir", (path) => files.remove(path)),
      "unlink(path, *, dir_fd=None)": done("unlink", (path) => files.remove(path)),
      "remove(path, *, dir_fd=None)": done("remove", (path) => files.remove(path)),
      "rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None)": onPaths("rename", (from, to) => files.rename(from, to)),
      "replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None)": onPaths("replace", (from, to) =>
        files.rename(from, to),
      ),
      "truncate(path, length)": (path: Value, length: Value) => {
        const size = Number(index(length));
        if (typeof path === "number") asking(() => descriptors().truncate(path, size));
        else {
          onPath(path, "truncate", (name) => {
            const descriptor = descriptors().open(name, 1, 0);
            try {
              descriptors().truncate(descriptor, size);
            } finally {
              descriptors().close(descriptor);
            }
          });
        }
        return None;
      },
      "getpid()": () => host.processId(),
      "kill(pid, signal, /)": (pid: Value, signal: Value) => {
        const [id, number] = [Number(index(pid)), Number(index(signal))];
        if (id === host.processId() && number !== 0) raiseSignal(number);
        else asking(() => host.processes.kill(id, number));
        return None;
      },
      "getuid()": () => 0,
      "urandom(size, /)": urandom,
      "cpu_count()": () => 1,
      "putenv(name, value, /)": (name: Value, value: Value) => {
        host.environment[pathOf(name)] = pathOf(value);
        return None;
      },
      "unsetenv(name, /)": (name: Value) => {
        delete host.environment[pathOf(name)];
        return None;
      },
      "isatty(fd, /)": (fd: Value) => host.console.isTerminal(Number(index(fd)) as 0 | 1 | 2),
      "get_terminal_size(fd=1, /)": () => terminalSize([80, 24]),
      "uname()": () => unameResult([host.platform, "localhost", "", "", ""]),
      "strerror(code, /)": (code: Value) => {
        const number = Number(index(code));
        return Object.values(ERRNO).find(([each]) => each === number)?.[1] ?? `Unknown error ${number}`;
      },
      "times()": () => {
        const elapsed = host.monotonic();
        return timesResult([host.processTime?.() ?? elapsed, 0, 0, 0, elapsed].map(float));
      },
      "_exit(status)": (status: Value) => host.exit(Number(index(status))),
    },
    attributes: {
      environ: variables,
      error: exceptionTypes.get("OSError")!,
      stat_result: statResult.type,
      terminal_size: terminalSize.type,
      uname_result: unameResult.type,
      times_result: timesResult.type,
      DirEntry: declareTypes(),
      _have_functions: new List([]),
      ...{ F_OK: 0, R_OK: 4, W_OK: 2 },
      ...{ O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, O_CREAT: 64, O_EXCL: 128, O_TRUNC: 512, O_APPEND: 1024 },
      ...{ O_NOFOLLOW: 0x20000, O_CLOEXEC: 0x80000, O_NONBLOCK: 2048, O_DIRECTORY: 0x10000, O_SYNC: 0x101000 },
      ...{ EX_OK: 0, WNOHANG: 1, X_OK: 1, TMP_MAX: 238328 },
    },
  });
}
