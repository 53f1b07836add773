// Files opened in binary mode: a buffer over a descriptor of the host.
//
// A stream either reads or writes. While it reads, `chunk` holds what the host gave, from `at` on not asked for yet; while
// it writes, `pieces` wait to be sent. The position that a program sees lies before the one, or behind the other.

import { makeBytes } from "../../runtime/bytes/bytes.ts";
import { stopIteration, valueError } from "../../runtime/errors.ts";
import { osError } from "../../runtime/exceptions.ts";
import { nativeType } from "../../runtime/native.ts";
import { index, iterate, type PyIterator, repr } from "../../runtime/protocols.ts";
import { typeOf } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { asking, descriptors, environment } from "../environment.ts";
import { dataOf, linesOf, sizeOf, unsupported, writable } from "./binary.ts";
import { hold, release, type Unwritten, writeOut } from "./unwritten.ts";

/** How much is read, and how much may wait. */
const CHUNK = 65_536;
const NOTHING = new Uint8Array();
const NEWLINE = 10;

const READ_ONLY = 0;
const WRITE_ONLY = 1;
const READ_WRITE = 2;
const CREATE = 0x40;
const EXCLUSIVE = 0x80;
const TRUNCATE = 0x200;
const APPEND = 0x400;

/** A file whose object nobody has any more is closed. */
const forgotten = new FinalizationRegistry<number>((descriptor) => {
  try {
    descriptors().close(descriptor);
  } catch {
    // The program has closed it by its number.
  }
});

export class FileStream implements PyIterator, Unwritten {
  readonly descriptor: number;
  readonly path: string;
  readonly name: Value;
  readonly mode: string;
  readonly reads: boolean;
  readonly writes: boolean;
  /** Nothing waits (`buffering=0`). */
  readonly through: boolean;
  closed = false;
  private chunk: Uint8Array = NOTHING;
  private at = 0;
  private pieces: Uint8Array[] = [];
  private size = 0;

  constructor(descriptor: number, path: string, name: Value, mode: string, through: boolean) {
    this.descriptor = descriptor;
    this.path = path;
    this.name = name;
    this.mode = mode;
    this.reads = /[r+]/.test(mode);
    this.writes = /[wax+]/.test(mode);
    this.through = through;
    forgotten.register(this, descriptor, this);
  }

  /** It has positions. */
  get isRegular(): boolean {
    return asking(() => descriptors().stat(this.descriptor)).kind === "file";
  }

  iter$(): this {
    this.check();
    return this;
  }

  check(): void {
    if (this.closed) throw valueError("I/O operation on closed file.");
  }

  private checkReads(what: string): void {
    if (!this.reads) throw unsupported(what === "readline" ? "read" : what);
    if (this.closed) throw valueError(`${what} of closed file`);
    if (this.size > 0) this.flush();
  }

  /** At most so many bytes from the host; none at the end. */
  private receive(size: number): Uint8Array {
    return asking(() => descriptors().read(this.descriptor, size));
  }

  /** Bytes that are there, or some more: for who decodes them piece by piece. */
  some(): Uint8Array {
    this.checkReads("read");
    if (this.at === this.chunk.length) return this.receive(CHUNK);
    const part = this.chunk.subarray(this.at);
    this.drop();
    return part;
  }

  private drop(): void {
    this.chunk = NOTHING;
    this.at = 0;
  }

  read(size: number): Uint8Array {
    this.checkReads("read");
    if (size >= 0 && size <= this.chunk.length - this.at) {
      this.at += size;
      return this.chunk.slice(this.at - size, this.at);
    }
    const parts = [this.chunk.subarray(this.at)];
    let missing = size < 0 ? Number.POSITIVE_INFINITY : size - parts[0]!.length;
    this.drop();
    while (missing > 0) {
      const part = this.receive(missing < CHUNK ? CHUNK : Math.min(missing, this.rest()));
      if (part.length === 0) break;
      if (part.length > missing) {
        this.chunk = part;
        this.at = missing;
        parts.push(part.subarray(0, missing));
        break;
      }
      parts.push(part);
      missing -= part.length;
    }
    return joined(parts);
  }

  /** About what is left of the file, at least a chunk. */
  private rest(): number {
    const { size } = asking(() => descriptors().stat(this.descriptor));
    return Math.max(CHUNK, size + 1);
  }

  peek(): Uint8Array {
    this.checkReads("peek");
    if (this.at === this.chunk.length) {
      this.chunk = this.receive(CHUNK);
      this.at = 0;
    }
    return this.chunk.slice(this.at);
  }

  readLine(limit = -1): Uint8Array {
    this.checkReads("readline");
    const parts: Uint8Array[] = [];
    let left = limit < 0 ? Number.POSITIVE_INFINITY : limit;
    while (left > 0) {
      if (this.at === this.chunk.length) {
        this.chunk = this.receive(CHUNK);
        this.at = 0;
        if (this.chunk.length === 0) break;
      }
      const newline = this.chunk.indexOf(NEWLINE, this.at);
      const end = Math.min(newline < 0 ? this.chunk.length : newline + 1, this.at + left);
      const part = this.chunk.slice(this.at, end);
      this.at = end;
      left -= part.length;
      parts.push(part);
      if (end === newline + 1) break;
    }
    return parts.length === 1 ? parts[0]! : joined(parts);
  }

  next$(): Value | undefined {
    const line = this.readLine();
    return line.length === 0 ? undefined : makeBytes(line);
  }

  write(data: Uint8Array): number {
    if (!this.writes) throw unsupported("write");
    if (this.closed) throw valueError("write to closed file");
    this.settle();
    if (data.length === 0) return 0;
    if (this.size === 0) hold(this);
    this.pieces.push(data.slice());
    this.size += data.length;
    if (this.through || this.size >= CHUNK) this.flush();
    return data.length;
  }

  /** Brings the host's position to where the program has read. */
  private settle(): void {
    const unread = this.chunk.length - this.at;
    if (unread > 0) asking(() => descriptors().seek(this.descriptor, -unread, 1));
    this.drop();
  }

  flush(): void {
    if (this.closed) throw valueError("flush of closed file");
    if (this.size === 0) return;
    let data = joined(this.pieces);
    this.pieces = [];
    this.size = 0;
    release(this);
    while (data.length > 0) {
      const count = asking(() => descriptors().write(this.descriptor, data));
      data = data.subarray(count);
    }
  }

  seek(offset: number, whence: number): number {
    if (this.closed) throw valueError("seek of closed file");
    this.flush();
    this.settle();
    return asking(() => descriptors().seek(this.descriptor, offset, whence));
  }

  tell(): number {
    this.check();
    const position = asking(() => descriptors().seek(this.descriptor, 0, 1));
    return position - (this.chunk.length - this.at) + this.size;
  }

  truncate(size = this.tell()): number {
    if (this.closed) throw valueError("truncate of closed file");
    if (!this.writes) throw unsupported("truncate");
    this.flush();
    this.settle();
    asking(() => descriptors().truncate(this.descriptor, size));
    return size;
  }

  close(): void {
    if (this.closed) return;
    try {
      this.flush();
    } finally {
      this.closed = true;
      release(this);
      forgotten.unregister(this);
      asking(() => descriptors().close(this.descriptor));
    }
  }
}

function joined(parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Opens a file as `open()` does; `mode` says which of its parts were asked for. */
export function openFile(path: string, name: Value, mode: string, through: boolean): FileStream {
  const plus = mode.includes("+");
  const flags = mode.includes("r")
    ? plus
      ? READ_WRITE
      : READ_ONLY
    : (plus ? READ_WRITE : WRITE_ONLY) |
      CREATE |
      (mode.includes("w") ? TRUNCATE : mode.includes("x") ? EXCLUSIVE : APPEND);
  writeOut(path);
  const descriptor = asking(() => descriptors().open(path, flags, 0o666), name);
  if (asking(() => descriptors().stat(descriptor)).kind === "directory") {
    descriptors().close(descriptor);
    throw osError(21, "Is a directory", name);
  }
  if (mode.includes("a")) asking(() => descriptors().seek(descriptor, 0, 2));
  const shown = `${mode.replace(/[bt+]/g, "")}b${plus ? "+" : ""}`;
  const Stream = plus ? BufferedRandom : mode.includes("r") ? BufferedReader : BufferedWriter;
  return new Stream(descriptor, path, name, plus && mode.includes("w") ? "rb+" : shown, through);
}

class BufferedReader extends FileStream {}
class BufferedWriter extends FileStream {}
class BufferedRandom extends FileStream {}

const methods = {
  "read(size=-1, /)": (self: FileStream, size?: Value) => makeBytes(self.read(sizeOf(size))),
  "read1(size=-1, /)": (self: FileStream, size?: Value) => {
    const wanted = sizeOf(size);
    const there = self.peek().length;
    return makeBytes(self.read(wanted < 0 ? there : Math.min(wanted, there)));
  },
  "peek(size=0, /)": (self: FileStream) => makeBytes(self.peek()),
  "readinto(buffer, /)": readInto,
  "readinto1(buffer, /)": readInto,
  "readline(size=-1, /)": (self: FileStream, size?: Value) => makeBytes(self.readLine(sizeOf(size))),
  "readlines(hint=-1, /)": (self: FileStream, hint?: Value) => linesOf(self, sizeOf(hint)),
  "write(buffer, /)": (self: FileStream, data: Value) => self.write(dataOf(data)),
  "writelines(lines, /)": (self: FileStream, lines: Value) => {
    self.check();
    for (const line of iterate(lines)) self.write(dataOf(line));
    return None;
  },
  "flush()": (self: FileStream) => {
    self.flush();
    return None;
  },
  "seek(target, whence=0, /)": (self: FileStream, target: Value, whence: Value = 0) =>
    self.seek(Number(index(target)), Number(index(whence))),
  "tell()": (self: FileStream) => self.tell(),
  "truncate(pos=None, /)": (self: FileStream, size?: Value) =>
    self.truncate(size === undefined || size === None ? undefined : Number(index(size))),
  "close()": (self: FileStream) => {
    self.close();
    return None;
  },
  "fileno()": (self: FileStream) => {
    self.check();
    return self.descriptor;
  },
  "isatty()": (self: FileStream) => {
    self.check();
    return self.descriptor <= 2 && environment.host.console.isTerminal(self.descriptor as 0 | 1 | 2);
  },
  "readable()": (self: FileStream) => self.reads,
  "writable()": (self: FileStream) => self.writes,
  "seekable()": (self: FileStream) => {
    self.check();
    return self.isRegular;
  },
};

function readInto(self: FileStream, buffer: Value): Value {
  const into = writable(buffer);
  const data = self.read(into.length);
  into.set(data);
  return data.length;
}

/** The types of `io` whose instances `open()` gives. */
export const fileTypes = Object.entries({ BufferedReader, BufferedWriter, BufferedRandom }).map(([name, ctor]) =>
  nativeType({
    name,
    module: "_io",
    ctor: ctor as unknown as new () => object,
    hasDict: true,
    methods,
    special: {
      __enter__: (self: FileStream) => {
        self.check();
        return self;
      },
      __exit__: (self: FileStream) => {
        self.close();
        return None;
      },
      __iter__: (self: FileStream) => self.iter$(),
      __next__: (self: FileStream) => {
        const line = self.next$();
        if (line === undefined) throw stopIteration();
        return line;
      },
      __repr__: (self: FileStream) => `<_io.${typeOf(self).tp.name} name=${repr(self.name)}>`,
    },
    getters: {
      closed: (self: FileStream) => self.closed,
      name: (self: FileStream) => self.name,
      mode: (self: FileStream) => self.mode,
      raw: (self: FileStream) => self,
    },
  }),
);
