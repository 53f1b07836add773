// Files by number for a host that has them by path alone: one in a page, whose files are in memory.

import type { Descriptors } from "./descriptors.ts";
import { type Files, HostError } from "./host.ts";

const WRITES = 0x3;
const CREATE = 0x40;
const EXCLUSIVE = 0x80;
const TRUNCATE = 0x200;
const APPEND = 0x400;

/** The numbers below are the standard streams'. */
const FIRST = 3;

interface Open {
  readonly path: string;
  readonly flags: number;
  at: number;
}

export function descriptorsOver(files: Files): Descriptors {
  const open = new Map<number, Open>();
  const get = (descriptor: number): Open => {
    const file = open.get(descriptor);
    if (file === undefined) throw new HostError("EBADF", "Bad file descriptor");
    return file;
  };
  return {
    open(path, flags) {
      if (!files.exists(path)) {
        if ((flags & CREATE) === 0) files.read(path);
        files.write(path, new Uint8Array());
      } else if ((flags & EXCLUSIVE) !== 0) throw new HostError("EEXIST", "File exists", path);
      else if ((flags & TRUNCATE) !== 0) files.write(path, new Uint8Array());
      else if ((flags & WRITES) !== 0) files.write(path, files.read(path));
      let descriptor = FIRST;
      while (open.has(descriptor)) descriptor++;
      open.set(descriptor, { path, flags, at: 0 });
      return descriptor;
    },
    close(descriptor) {
      get(descriptor);
      open.delete(descriptor);
    },
    read(descriptor, size) {
      const file = get(descriptor);
      const part = files.read(file.path).slice(file.at, file.at + size);
      file.at += part.length;
      return part;
    },
    write(descriptor, data) {
      const file = get(descriptor);
      const { size } = files.stat(file.path);
      if ((file.flags & APPEND) !== 0) file.at = size;
      if (file.at === size) files.write(file.path, data, true);
      else {
        const all = new Uint8Array(Math.max(size, file.at + data.length));
        all.set(files.read(file.path));
        all.set(data, file.at);
        files.write(file.path, all);
      }
      file.at += data.length;
      return data.length;
    },
    seek(descriptor, offset, whence) {
      const file = get(descriptor);
      const base = whence === 0 ? 0 : whence === 1 ? file.at : files.stat(file.path).size;
      if (base + offset < 0) throw new HostError("EINVAL", "Invalid argument");
      file.at = base + offset;
      return file.at;
    },
    truncate(descriptor, size) {
      const { path } = get(descriptor);
      const all = new Uint8Array(size);
      all.set(files.read(path).subarray(0, size));
      files.write(path, all);
    },
    stat: (descriptor) => files.stat(get(descriptor).path),
  };
}
