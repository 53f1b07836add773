// Binary streams in memory, and the bytes beneath the standard streams.

import { getattr, lookupAttribute } from "../../runtime/attributes.ts";
import { Bytes, bytesOf, makeBytes } from "../../runtime/bytes/bytes.ts";
import { List } from "../../runtime/containers/list.ts";
import { stopIteration, typeError, valueError } from "../../runtime/errors.ts";
import { makeException, osError } from "../../runtime/exceptions.ts";
import { importNow } from "../../runtime/imports.ts";
import { nativeType, newInstance } from "../../runtime/native.ts";
import { index, iterate, type PyIterator } from "../../runtime/protocols.ts";
import { type Type, typeName } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { environment } from "../environment.ts";

export class BytesIO implements PyIterator {
  data: Uint8Array = new Uint8Array();
  at = 0;
  closed = false;

  iter$(): PyIterator {
    return this;
  }
  check(): void {
    if (this.closed) throw valueError("I/O operation on closed file.");
  }
  write(data: Uint8Array): number {
    this.check();
    const end = this.at + data.length;
    if (data.length === 0) return 0;
    if (end > this.data.length) this.data = extended(this.data, end);
    this.data.set(data, this.at);
    this.at = end;
    return data.length;
  }
  read(size: number): Uint8Array {
    this.check();
    const end = size < 0 ? this.data.length : Math.min(this.at + size, this.data.length);
    const part = this.data.slice(this.at, end);
    this.at = Math.max(this.at, end);
    return part;
  }
  readLine(limit = -1): Uint8Array {
    this.check();
    const newline = this.data.indexOf(10, this.at);
    const size = (newline < 0 ? this.data.length : newline + 1) - this.at;
    return this.read(Math.max(0, limit < 0 ? size : Math.min(size, limit)));
  }
  next$(): Value | undefined {
    const line = this.readLine();
    return line.length === 0 ? undefined : makeBytes(line);
  }
  close(): void {
    this.closed = true;
  }
}

/** The same bytes and zeros after them; room for more is made ahead. */
function extended(data: Uint8Array, size: number): Uint8Array {
  if (data.byteOffset === 0 && data.buffer.byteLength >= size) return new Uint8Array(data.buffer, 0, size);
  const larger = new Uint8Array(Math.max(size, 2 * data.length));
  larger.set(data);
  return larger.subarray(0, size);
}

export const sizeOf = (value: Value | undefined): number =>
  value === undefined || value === None ? -1 : Number(index(value));

export const dataOf = (value: Value): Uint8Array => {
  const data = bytesOf(value);
  if (data === undefined) throw typeError(`a bytes-like object is required, not '${typeName(value)}'`);
  return data;
};

export const unsupported = (message: string): Error => makeException(unsupportedType(), [message]);
const unsupportedType = () => getattr(importNow("_iobase"), "UnsupportedOperation") as Type;

/** The bytes to read into. */
export function writable(buffer: Value): Uint8Array {
  const data = bytesOf(buffer);
  if (data !== undefined && !(buffer instanceof Bytes) && lookupAttribute(buffer, "readonly") !== true) return data;
  throw typeError(`readinto() argument must be read-write bytes-like object, not ${typeName(buffer)}`);
}

const methods = {
  "write(b, /)": (self: BytesIO, data: Value) => self.write(dataOf(data)),
  "writelines(lines, /)": (self: BytesIO, lines: Value) => {
    for (const line of iterate(lines)) self.write(dataOf(line));
    return None;
  },
  "read(size=-1, /)": (self: BytesIO, size?: Value) => makeBytes(self.read(sizeOf(size))),
  "readinto(buffer, /)": (self: BytesIO, buffer: Value) => {
    const into = writable(buffer);
    const data = self.read(into.length);
    into.set(data);
    return data.length;
  },
  "read1(size=-1, /)": (self: BytesIO, size?: Value) => makeBytes(self.read(sizeOf(size))),
  "readline(size=-1, /)": (self: BytesIO, size?: Value) => makeBytes(self.readLine(sizeOf(size))),
  "readlines(hint=-1, /)": (self: BytesIO, hint?: Value) => linesOf(self, sizeOf(hint)),
  "flush()": (self: BytesIO) => {
    self.check();
    return None;
  },
  "close()": (self: BytesIO) => {
    self.close();
    return None;
  },
  "seek(target, whence=0, /)": (self: BytesIO, target: Value, whence?: Value) => {
    self.check();
    const offset = Number(index(target));
    if (offset < 0 && (whence === undefined || whence === 0)) throw valueError(`negative seek value ${offset}`);
    const base = whence === 1 ? self.at : whence === 2 ? self.data.length : 0;
    self.at = Math.max(0, base + offset);
    return self.at;
  },
  "tell()": (self: BytesIO) => {
    self.check();
    return self.at;
  },
  "isatty()": () => false,
  "readable()": () => true,
  "writable()": () => true,
  "seekable()": () => true,
  "truncate(size=None, /)": (self: BytesIO, size?: Value) => {
    const end = size === undefined || size === None ? self.at : Number(index(size));
    self.data = self.data.slice(0, end);
    return end;
  },
};

const special = {
  __enter__: (self: BytesIO) => {
    self.check();
    return self;
  },
  __exit__: (self: BytesIO) => {
    self.close();
    return None;
  },
  __iter__: (self: BytesIO) => self,
  __next__: (self: BytesIO) => {
    const line = self.next$();
    if (line === undefined) throw stopIteration();
    return line;
  },
};

const getters = { closed: (self: BytesIO) => self.closed };

export const bytesIOType = nativeType({
  name: "BytesIO",
  module: "_io",
  ctor: BytesIO,
  hasDict: true,
  create: (cls) => newInstance<BytesIO>(cls),
  methods: {
    ...methods,
    "__init__(initial_bytes=b'')": (self: BytesIO, initial?: Value) => {
      self.data = initial === undefined || initial === None ? new Uint8Array() : dataOf(initial).slice();
      self.at = 0;
      return None;
    },
    "getvalue()": (self: BytesIO) => makeBytes(self.data.slice()),
    "getbuffer()": (self: BytesIO) => makeBytes(self.data.slice()),
  },
  special,
  getters,
});

/** The lines that are left; of those after `hint` bytes or characters none. */
export function linesOf(stream: PyIterator, hint: number): List {
  const lines: Value[] = [];
  let size = 0;
  for (let line = stream.next$(); line !== undefined; line = stream.next$()) {
    lines.push(line);
    if (hint <= 0) continue;
    size += line instanceof Bytes ? line.data.length : (line as string).length;
    if (size >= hint) break;
  }
  return new List(lines);
}

/** The bytes beneath a standard stream. */
class StandardBytes {
  readonly name: string;
  readonly fileno: number;
  readonly send: ((data: Uint8Array) => void) | undefined;
  /** What there is to read, all at once. */
  readonly receive: (() => Uint8Array) | undefined;
  rest: BytesIO | undefined = undefined;
  constructor(
    name: string,
    fileno: number,
    send: ((data: Uint8Array) => void) | undefined,
    receive: (() => Uint8Array) | undefined,
  ) {
    this.name = name;
    this.fileno = fileno;
    this.send = send;
    this.receive = receive;
  }
  get input(): BytesIO {
    if (this.rest === undefined) {
      this.rest = new BytesIO();
      this.rest.data = new Uint8Array(this.receive?.() ?? []);
    }
    return this.rest;
  }
}

nativeType({
  name: "BufferedWriter",
  module: "_io",
  ctor: StandardBytes as unknown as new () => object,
  methods: {
    "write(buffer, /)": (self: StandardBytes, data: Value) => {
      const bytes = dataOf(data);
      if (self.send === undefined) throw osError(9, "Bad file descriptor");
      self.send(bytes);
      return bytes.length;
    },
    "read(size=-1, /)": (self: StandardBytes, size?: Value) => makeBytes(self.input.read(sizeOf(size))),
    "readline(size=-1, /)": (self: StandardBytes) => makeBytes(self.input.readLine()),
    "readlines(hint=-1, /)": (self: StandardBytes) => new List([...iterate(self.input)]),
    "flush()": () => None,
    "close()": () => None,
    "fileno()": (self: StandardBytes) => self.fileno,
    "isatty()": (self: StandardBytes) => environment.host.console.isTerminal(self.fileno as 0 | 1 | 2),
    "readable()": (self: StandardBytes) => self.receive !== undefined,
    "writable()": (self: StandardBytes) => self.send !== undefined,
    "seekable()": () => false,
  },
  getters: {
    name: (self: StandardBytes) => self.name,
    mode: (self: StandardBytes) => (self.send === undefined ? "rb" : "wb"),
    closed: () => false,
  },
  special: {
    __iter__: (self: StandardBytes) => self.input,
    __repr__: (self: StandardBytes) =>
      `<_io.Buffered${self.send === undefined ? "Reader" : "Writer"} name='${self.name}'>`,
  },
});

export const standardBytes = (
  name: string,
  fileno: number,
  send?: (data: Uint8Array) => void,
  receive?: () => Uint8Array,
): Value => new StandardBytes(name, fileno, send, receive);
