// Text streams: files opened in text mode, the standard streams, and StringIO.

import { getattr, lookupAttribute } from "../../runtime/attributes.ts";
import { bytesOf, makeBytes } from "../../runtime/bytes/bytes.ts";
import { call } from "../../runtime/calls.ts";
import { List } from "../../runtime/containers/list.ts";
import { typeError, valueError } from "../../runtime/errors.ts";
import { exceptionTypes, makeException, osError, raiseAttributeError } from "../../runtime/exceptions.ts";
import { importNow } from "../../runtime/imports.ts";
import { nativeType, newInstance } from "../../runtime/native.ts";
import { asStr, index, iterate, type PyIterator, repr, truth } from "../../runtime/protocols.ts";
import { decode, encodeData } from "../../runtime/strings/codecs.ts";
import { type Type, typeName } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { constructor } from "../constructor.ts";
import { blocks } from "../define.ts";
import { asking, environment } from "../environment.ts";
import { nextLine } from "./lines.ts";

/** How many characters wait before they are written. */
const BUFFER = 8192;

const unsupported = (message: string): Error => makeException(unsupportedType(), [message]);
const unsupportedType = () => getattr(importNow("_iobase"), "UnsupportedOperation") as Type;

/** Where the text goes or comes from. */
export interface TextTarget {
  write?(text: string): void;
  /** All there is, once. */
  readAll?(): string;
  readLine?(): string;
  /** The same, while others run; and how to leave off waiting for it. */
  readLineLater?(): Promise<string>;
  stopReading?(): void;
  isTerminal(): boolean;
  close(): void;
  fileno?: number;
  /** The binary stream beneath. */
  buffer?: Value;
}

export class TextIOWrapper implements PyIterator {
  target: TextTarget;
  name: Value;
  mode: string;
  encoding: string;
  errors: string;
  closed = false;
  lineBuffering = false;
  /** Nothing waits. */
  through = false;
  private pending: string[] = [];
  private pendingLength = 0;
  private input: string | undefined = undefined;
  /** Of a line that was read in part. */
  private rest = "";
  private at = 0;

  constructor(target: TextTarget, name: Value, mode: string, encoding: string, errors: string) {
    this.target = target;
    this.name = name;
    this.mode = mode;
    this.encoding = encoding;
    this.errors = errors;
  }

  iter$(): PyIterator {
    return this;
  }

  check(): void {
    if (this.closed) throw valueError("I/O operation on closed file.");
  }

  write(text: string): number {
    if (this.closed) this.check();
    if (!this.target.write) throw unsupported("not writable");
    this.pending.push(text);
    this.pendingLength += text.length;
    if (this.through || this.pendingLength >= BUFFER || (this.lineBuffering && text.includes("\n"))) this.flush();
    return text.length;
  }

  flush(): void {
    if (this.pendingLength === 0) return;
    const text = this.pending.length === 1 ? this.pending[0]! : this.pending.join("");
    this.pending = [];
    this.pendingLength = 0;
    this.target.write!(text);
  }

  close(): void {
    if (this.closed) return;
    try {
      this.flush();
    } finally {
      this.closed = true;
      this.target.close();
    }
  }

  private text(): string {
    this.check();
    if (!this.target.readAll) throw unsupported("not readable");
    this.input ??= this.target.readAll().replace(/\r\n?/g, "\n");
    return this.input;
  }

  read(size: number): string {
    const text = this.text();
    if (size < 0) {
      const rest = text.slice(this.at);
      this.at = text.length;
      return rest;
    }
    let end = this.at;
    for (let i = 0; i < size && end < text.length; i++) end += text.codePointAt(end)! > 0xffff ? 2 : 1;
    const part = text.slice(this.at, end);
    this.at = end;
    return part;
  }

  /** The next line, or as many of its characters as are wanted. */
  readLine(limit = -1): string {
    this.check();
    if (this.target.readLine && this.input === undefined) {
      const line = this.rest || this.target.readLine();
      const part = begin(line, limit);
      this.rest = line.slice(part.length);
      return part;
    }
    const text = this.text();
    const newline = text.indexOf("\n", this.at);
    const line = begin(text.slice(this.at, newline < 0 ? text.length : newline + 1), limit);
    this.at += line.length;
    return line;
  }

  /** Whether the next line is to be waited for, while others run. */
  get isAwaited(): boolean {
    this.check();
    return this.target.readLineLater !== undefined && this.input === undefined && this.rest === "";
  }

  next$(): Value | undefined {
    const line = this.readLine();
    return line === "" ? undefined : line;
  }

  seek(position: number): number {
    this.flush();
    this.at = position;
    return position;
  }

  tell(): number {
    return this.at;
  }

  end(): number {
    return this.text().length;
  }
}

const textOf = (value: Value): string => {
  const text = asStr(value);
  if (text === undefined) throw typeError(`write() argument must be str, not ${typeName(value)}`);
  return text;
};

const sizeOf = (value: Value | undefined): number =>
  value === undefined || value === None ? -1 : Number(index(value));

/** So many characters of a text; all of it for a negative number. */
function begin(text: string, count: number): string {
  if (count < 0 || count >= text.length) return text;
  return [...text.slice(0, 2 * count)].slice(0, count).join("");
}

type AnyText = TextIOWrapper | StringIO;

const methods = {
  "write(s, /)": (self: AnyText, text: Value) => self.write(textOf(text)),
  "writelines(lines, /)": (self: AnyText, lines: Value) => {
    for (const line of iterate(lines)) self.write(textOf(line));
    return None;
  },
  "read(size=-1, /)": (self: AnyText, size?: Value) => self.read(sizeOf(size)),
  "readline(size=-1, /)": (self: AnyText, size?: Value) => self.readLine(sizeOf(size)),
  "readlines(hint=-1, /)": (self: AnyText) => new List([...iterate(self)]),
  "flush()": (self: AnyText) => {
    self.check();
    self.flush();
    return None;
  },
  "close()": (self: AnyText) => {
    self.close();
    return None;
  },
  "seek(cookie, whence=0, /)": (self: AnyText, position: Value, whence?: Value) =>
    self.seek(whence === 2 ? self.end() : Number(index(position))),
  "tell()": (self: AnyText) => self.tell(),
  "isatty()": (self: AnyText) => self instanceof TextIOWrapper && self.target.isTerminal(),
  "readable()": (self: AnyText) => self instanceof StringIO || self.target.readAll !== undefined,
  "writable()": (self: AnyText) => self instanceof StringIO || self.target.write !== undefined,
  "seekable()": (self: AnyText) => self instanceof StringIO,
  "fileno()": (self: AnyText) => {
    const number = self instanceof TextIOWrapper ? self.target.fileno : undefined;
    if (number === undefined) throw unsupported("fileno");
    return number;
  },
};

/** `readline` where the caller can be suspended. */
function* readLineFrame(self: AnyText, size?: Value): Generator<undefined, Value, unknown> {
  const isAwaited = self instanceof TextIOWrapper && self.isAwaited && sizeOf(size) < 0;
  return isAwaited ? yield* nextLine(self) : self.readLine(sizeOf(size));
}

const special = {
  __enter__: (self: AnyText) => {
    self.check();
    return self;
  },
  __exit__: (self: AnyText) => {
    self.close();
    return None;
  },
  __iter__: (self: AnyText) => self,
  __next__: (self: AnyText) => self.next$() ?? stop(),
};

function stop(): never {
  throw makeException(exceptionTypes.get("StopIteration")!, []);
}

/** Text over a binary stream of the program's. */
function overBuffer(buffer: Value, encoding: string, errors: string, newline: Value): TextTarget {
  const has = (name: string): boolean => {
    const method = lookupAttribute(buffer, name);
    return method === undefined || truth(call(method));
  };
  const target: TextTarget = {
    isTerminal: () => {
      const method = lookupAttribute(buffer, "isatty");
      return method !== undefined && truth(call(method));
    },
    close: () => void call(getattr(buffer, "close")),
    buffer,
  };
  if (has("readable")) {
    target.readAll = () => decode(bytesOf(call(getattr(buffer, "read")))!, encoding, errors);
  }
  if (has("writable")) {
    target.write = (text) => {
      const written = newline === "\r\n" || newline === "\r" ? text.replaceAll("\n", newline) : text;
      call(getattr(buffer, "write"), makeBytes(encodeData(written, encoding, errors)));
      const flush = lookupAttribute(buffer, "flush");
      if (flush !== undefined) call(flush);
    };
  }
  return target;
}

const textOr = (value: Value | undefined, fallback: string): string =>
  value === undefined || value === None ? fallback : (asStr(value) ?? fallback);

export const textIOWrapperType = nativeType({
  name: "TextIOWrapper",
  module: "_io",
  ctor: TextIOWrapper as unknown as new () => object,
  hasDict: true,
  create: constructor(
    "TextIOWrapper(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)",
    (
      cls,
      buffer: Value,
      encoding?: Value,
      errors?: Value,
      newline: Value = None,
      lines: Value = false,
      through: Value = false,
    ) => {
      const self = newInstance<TextIOWrapper>(cls);
      self.encoding = textOr(encoding, "utf-8");
      self.errors = textOr(errors, "strict");
      self.target = overBuffer(buffer, self.encoding, self.errors, newline);
      self.mode = self.target.readAll ? "r" : "w";
      self.name = lookupAttribute(buffer, "name") ?? None;
      self.lineBuffering = truth(lines);
      self.through = truth(through);
      return self;
    },
  ),
  methods: {
    ...methods,
    "detach()": (self: TextIOWrapper) => {
      self.flush();
      const { buffer } = self.target;
      if (buffer === undefined) throw unsupported("detach");
      self.closed = true;
      return buffer;
    },
    "reconfigure(*, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)": (
      self: TextIOWrapper,
      encoding?: Value,
      errors?: Value,
      _newline?: Value,
      lineBuffering?: Value,
    ) => {
      if (typeof encoding === "string") self.encoding = encoding;
      if (typeof errors === "string") self.errors = errors;
      if (typeof lineBuffering === "boolean") self.lineBuffering = lineBuffering;
      return None;
    },
  },
  special: {
    ...special,
    __repr__: (self: TextIOWrapper) =>
      `<_io.TextIOWrapper name=${repr(self.name)} mode=${repr(self.mode)} encoding=${repr(self.encoding)}>`,
  },
  getters: {
    closed: (self: TextIOWrapper) => self.closed,
    name: (self: TextIOWrapper) => self.name,
    mode: (self: TextIOWrapper) => self.mode,
    encoding: (self: TextIOWrapper) => self.encoding,
    errors: (self: TextIOWrapper) => self.errors,
    newlines: () => None,
    line_buffering: (self: TextIOWrapper) => self.lineBuffering,
    write_through: (self: TextIOWrapper) => self.through,
    buffer: (self: TextIOWrapper) => self.target.buffer ?? raiseAttributeError(self, "buffer"),
  },
});

/** A file opened in text mode. */
export function openText(path: string, name: Value, mode: string, encoding: string, errors: string): TextIOWrapper {
  const { files } = environment.host;
  const writes = /[wax+]/.test(mode);
  if (mode.includes("x") && files.exists(path)) throw osError(17, "File exists", name);
  if (mode.includes("w") || mode.includes("x")) asking(() => files.write(path, new Uint8Array()), name);
  else if (!mode.includes("a")) asking(() => checkReadable(path), name);
  const target: TextTarget = {
    isTerminal: () => false,
    close: () => {},
  };
  if (writes) target.write = (text) => asking(() => files.write(path, encodeData(text, encoding, errors), true), name);
  if (mode.includes("r") || mode.includes("+")) {
    target.readAll = () =>
      decode(
        asking(() => files.read(path), name),
        encoding,
        errors,
      );
  }
  return new TextIOWrapper(target, name, mode, encoding === "utf-8" ? "UTF-8" : encoding, errors);
}

/** Raises what opening the file would. */
function checkReadable(path: string): void {
  const { files } = environment.host;
  if (files.stat(path).kind === "directory") files.read(path);
}

blocks(textIOWrapperType, "readline", readLineFrame);

// ---- StringIO -------------------------------------------------------------------------------------------------------------

const ANY_NEWLINE = /\r\n|\r|\n/g;

export class StringIO implements PyIterator {
  buffer = "";
  /** What ends a line: "" stands for any kind of newline, and None for any, which all become "\n". */
  newline: Value = "\n";
  at = 0;
  closed = false;

  iter$(): PyIterator {
    return this;
  }
  check(): void {
    if (this.closed) throw valueError("I/O operation on closed file");
  }
  write(given: string): number {
    this.check();
    const { buffer, at } = this;
    const text = this.translated(given);
    this.buffer =
      at === buffer.length
        ? buffer + text
        : buffer.slice(0, at).padEnd(at, "\0") + text + buffer.slice(at + text.length);
    this.at = at + text.length;
    return given.length;
  }
  translated(text: string): string {
    const { newline } = this;
    if (newline === None) return text.replace(/\r\n?/g, "\n");
    return newline === "\r" || newline === "\r\n" ? text.replaceAll("\n", newline) : text;
  }
  flush(): void {}
  close(): void {
    this.closed = true;
    this.buffer = "";
  }
  read(size: number): string {
    this.check();
    const part = size < 0 ? this.buffer.slice(this.at) : this.buffer.slice(this.at, this.at + size);
    this.at += part.length;
    return part;
  }
  readLine(limit = -1): string {
    this.check();
    const line = begin(this.buffer.slice(this.at, this.endOfLine()), limit);
    this.at += line.length;
    return line;
  }
  private endOfLine(): number {
    const { buffer, at, newline } = this;
    if (newline === "") {
      ANY_NEWLINE.lastIndex = at;
      return ANY_NEWLINE.test(buffer) ? ANY_NEWLINE.lastIndex : buffer.length;
    }
    const mark = newline === None ? "\n" : (newline as string);
    const found = buffer.indexOf(mark, at);
    return found < 0 ? buffer.length : found + mark.length;
  }
  next$(): Value | undefined {
    const line = this.readLine();
    return line === "" ? undefined : line;
  }
  seek(position: number): number {
    this.check();
    this.at = position;
    return position;
  }
  tell(): number {
    return this.at;
  }
  end(): number {
    return this.buffer.length;
  }
}

export const stringIOType = nativeType({
  name: "StringIO",
  module: "_io",
  ctor: StringIO,
  hasDict: true,
  create: (cls) => newInstance<StringIO>(cls),
  methods: {
    ...methods,
    "__init__(initial_value='', newline='\\n')": (self: StringIO, initial?: Value, newline: Value = "\n") => {
      if (newline !== None && !["", "\n", "\r", "\r\n"].includes(newline as string)) {
        throw valueError(`illegal newline value: ${repr(newline)}`);
      }
      self.newline = newline;
      self.buffer = initial === undefined || initial === None ? "" : self.translated(textOf(initial));
      self.at = 0;
      return None;
    },
    "getvalue()": (self: StringIO) => {
      self.check();
      return self.buffer;
    },
    "truncate(pos=None, /)": (self: StringIO, position?: Value) => {
      const end = position === undefined || position === None ? self.at : Number(index(position));
      self.buffer = self.buffer.slice(0, end);
      return end;
    },
  },
  special,
  getters: {
    closed: (self: StringIO) => self.closed,
    encoding: () => None,
    errors: () => None,
    newlines: () => None,
    line_buffering: () => false,
  },
});
