// Files by number, as `os.open` gives them. The operating system keeps no position for what Node reads at a given place,
// so it is kept here.

import { type FileStat, HostError } from "./host.ts";

export interface Descriptors {
  /** `flags` are those of Linux. */
  open(path: string, flags: number, mode: number): number;
  close(descriptor: number): void;
  /** At most `size` bytes from where the file is; none at its end. */
  read(descriptor: number, size: number): Uint8Array;
  write(descriptor: number, data: Uint8Array): number;
  /** Moves to `offset` from the beginning (0), from where it is (1) or from the end (2); the new position. */
  seek(descriptor: number, offset: number, whence: number): number;
  truncate(descriptor: number, size: number): void;
  stat(descriptor: number): FileStat;
}

const APPEND = 0x400;

interface NodeError {
  code?: string;
  message: string;
}

export function nodeDescriptors(
  fs: typeof import("node:fs"),
  statOf: (stat: import("node:fs").Stats) => FileStat,
): Descriptors {
  const positions = new Map<number, { at: number; append: boolean }>();
  const attempt = <T>(action: () => T, path?: string): T => {
    try {
      return action();
    } catch (error) {
      const { code, message } = error as NodeError;
      throw new HostError(code ?? "EIO", message, path);
    }
  };
  return {
    open(path, flags, mode) {
      const descriptor = attempt(() => fs.openSync(path, flags, mode), path);
      positions.set(descriptor, { at: 0, append: (flags & APPEND) !== 0 });
      return descriptor;
    },
    close(descriptor) {
      attempt(() => fs.closeSync(descriptor));
      positions.delete(descriptor);
    },
    read(descriptor, size) {
      const buffer = new Uint8Array(size);
      const known = positions.get(descriptor);
      const count = attempt(() => fs.readSync(descriptor, buffer, 0, size, known?.at ?? null));
      if (known !== undefined) known.at += count;
      return buffer.subarray(0, count);
    },
    write(descriptor, data) {
      const known = positions.get(descriptor);
      const place = known === undefined || known.append ? null : known.at;
      const count = attempt(() => fs.writeSync(descriptor, data, 0, data.length, place));
      if (known !== undefined)
        known.at = known.append ? attempt(() => fs.fstatSync(descriptor)).size : known.at + count;
      return count;
    },
    seek(descriptor, offset, whence) {
      const known = positions.get(descriptor);
      if (known === undefined) throw new HostError("ESPIPE", "Illegal seek");
      const base = whence === 0 ? 0 : whence === 1 ? known.at : attempt(() => fs.fstatSync(descriptor)).size;
      if (base + offset < 0) throw new HostError("EINVAL", "Invalid argument");
      known.at = base + offset;
      return known.at;
    },
    truncate: (descriptor, size) => attempt(() => fs.ftruncateSync(descriptor, size)),
    stat: (descriptor) => statOf(attempt(() => fs.fstatSync(descriptor))),
  };
}
