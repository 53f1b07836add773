// A file system in memory, for hosts that have none.

import { type FileStat, type Files, HostError } from "./host.ts";

const REGULAR = 0o100644;
const DIRECTORY = 0o040755;

export class MemoryFiles implements Files {
  private readonly files = new Map<string, Uint8Array>();
  private readonly directories = new Set<string>(["/"]);
  private readonly times = new Map<string, number>();

  /** Starts with these files, by absolute path; their directories are made. */
  constructor(files: Record<string, string | Uint8Array> = {}) {
    for (const [path, data] of Object.entries(files)) {
      const absolute = normalize(path);
      for (let i = absolute.indexOf("/", 1); i > 0; i = absolute.indexOf("/", i + 1)) {
        this.directories.add(absolute.slice(0, i));
      }
      this.write(absolute, typeof data === "string" ? new TextEncoder().encode(data) : data);
    }
  }

  read(path: string): Uint8Array {
    const name = normalize(path);
    const data = this.files.get(name);
    if (data === undefined) throw this.directories.has(name) ? isDirectory(path) : notFound(path);
    return data;
  }

  write(path: string, data: Uint8Array, append = false): void {
    const name = normalize(path);
    if (this.directories.has(name)) throw isDirectory(path);
    if (!this.directories.has(parentOf(name))) throw notFound(path);
    const old = append ? this.files.get(name) : undefined;
    const all = new Uint8Array((old?.length ?? 0) + data.length);
    if (old !== undefined) all.set(old);
    all.set(data, old?.length ?? 0);
    this.files.set(name, all);
    this.times.set(name, Date.now() / 1000);
  }

  exists(path: string): boolean {
    const name = normalize(path);
    return this.files.has(name) || this.directories.has(name);
  }

  stat(path: string): FileStat {
    const name = normalize(path);
    const data = this.files.get(name);
    if (data === undefined && !this.directories.has(name)) throw notFound(path);
    const time = this.times.get(name) ?? 0;
    return {
      kind: data === undefined ? "directory" : "file",
      size: data?.length ?? 0,
      modified: time,
      accessed: time,
      created: time,
      mode: data === undefined ? DIRECTORY : REGULAR,
    };
  }

  list(path: string): string[] {
    const name = normalize(path);
    if (!this.directories.has(name)) {
      throw this.files.has(name) ? new HostError("ENOTDIR", "not a directory", path) : notFound(path);
    }
    const names: string[] = [];
    for (const other of [...this.directories, ...this.files.keys()]) {
      if (other !== "/" && parentOf(other) === name) names.push(other.slice(other.lastIndexOf("/") + 1));
    }
    return names;
  }

  makeDirectory(path: string): void {
    const name = normalize(path);
    if (this.exists(name)) throw new HostError("EEXIST", "file exists", path);
    if (!this.directories.has(parentOf(name))) throw notFound(path);
    this.directories.add(name);
    this.times.set(name, Date.now() / 1000);
  }

  remove(path: string): void {
    const name = normalize(path);
    if (this.files.delete(name)) return;
    if (!this.directories.has(name)) throw notFound(path);
    if (this.list(name).length > 0) throw new HostError("ENOTEMPTY", "directory not empty", path);
    this.directories.delete(name);
  }

  rename(from: string, to: string): void {
    const old = normalize(from);
    const data = this.files.get(old);
    if (data === undefined) throw notFound(from);
    this.write(to, data);
    if (normalize(to) !== old) this.files.delete(old);
  }
}

function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

function parentOf(name: string): string {
  return name.slice(0, name.lastIndexOf("/")) || "/";
}

function notFound(path: string): HostError {
  return new HostError("ENOENT", "no such file or directory", path);
}

function isDirectory(path: string): HostError {
  return new HostError("EISDIR", "is a directory", path);
}
