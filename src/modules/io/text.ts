// The types of text streams as programs see them, and how files are opened as text.

import { getattr, lookupAttribute } from "../../runtime/attributes.ts";
import { bytesOf, makeBytes } from "../../runtime/bytes/bytes.ts";
import { call } from "../../runtime/calls.ts";
import { typeError, valueError } from "../../runtime/errors.ts";
import { exceptionTypes, makeException, raiseAttributeError } from "../../runtime/exceptions.ts";
import { nativeType, newInstance } from "../../runtime/native.ts";
import { asStr, index, iterate, repr, str, truth } from "../../runtime/protocols.ts";
import { encodeData } from "../../runtime/strings/codecs.ts";
import { typeName } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { constructor } from "../constructor.ts";
import { blocks } from "../define.ts";
import { linesOf, sizeOf, unsupported } from "./binary.ts";
import { FileStream, openFile } from "./file.ts";
import { nextLine } from "./lines.ts";
import { StringIO } from "./stringio.ts";
import { TextIOWrapper, type TextTarget } from "./wrapper.ts";

const textOf = (value: Value): string => {
  const text = asStr(value);
  if (text === undefined) throw typeError(`write() argument must be str, not ${typeName(value)}`);
  return text;
};

/** How many bytes of a program's stream are asked for at a time. */
const PIECE = 8192;

type AnyText = TextIOWrapper | StringIO;

const methods = {
  "write(s, /)": (self: AnyText, text: Value) => self.write(textOf(text)),
  "writelines(lines, /)": (self: AnyText, lines: Value) => {
    for (const line of iterate(lines)) self.write(textOf(line));
    return None;
  },
  "read(size=-1, /)": (self: AnyText, size?: Value) => self.read(sizeOf(size)),
  "readline(size=-1, /)": (self: AnyText, size?: Value) => self.readLine(sizeOf(size)),
  "readlines(hint=-1, /)": (self: AnyText, hint?: Value) => linesOf(self, sizeOf(hint)),
  "flush()": (self: AnyText) => {
    self.check();
    self.flush();
    return None;
  },
  "close()": (self: AnyText) => {
    self.close();
    return None;
  },
  "seek(cookie, whence=0, /)": (self: AnyText, position: Value, whence: Value = 0) =>
    self.seek(Number(index(position)), Number(index(whence))),
  "tell()": (self: AnyText) => self.tell(),
  "isatty()": (self: AnyText) => self instanceof TextIOWrapper && self.target.isTerminal(),
  "readable()": (self: AnyText) => self instanceof StringIO || (self.target.readAll ?? self.target.some) !== undefined,
  "writable()": (self: AnyText) => self instanceof StringIO || self.target.write !== undefined,
  "seekable()": (self: AnyText) => self instanceof StringIO || self.target.position !== undefined,
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
function overBuffer(buffer: Value, encoding: string, errors: string): TextTarget {
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
    flush: () => {
      const flush = lookupAttribute(buffer, "flush");
      if (flush !== undefined) call(flush);
    },
    buffer,
  };
  if (has("readable")) {
    target.rest = () => bytesOf(call(getattr(buffer, "read")))!;
    target.some = () => bytesOf(call(lookupAttribute(buffer, "read1") ?? getattr(buffer, "read"), PIECE))!;
  }
  if (has("writable")) {
    target.write = (text) => void call(getattr(buffer, "write"), makeBytes(encodeData(text, encoding, errors)));
  }
  const seekable = lookupAttribute(buffer, "seekable");
  if (seekable !== undefined && truth(call(seekable))) {
    target.position = (offset, whence) =>
      Number(
        offset === 0 && whence === 1 ? call(getattr(buffer, "tell")) : call(getattr(buffer, "seek"), offset, whence),
      );
    target.truncate = (size) => Number(call(getattr(buffer, "truncate"), size));
  }
  return target;
}

/** Text over a file. */
function overFile(file: FileStream, encoding: string, errors: string): TextTarget {
  const target: TextTarget = {
    isTerminal: () => false,
    path: file.path,
    fileno: file.descriptor,
    buffer: file,
    close: () => file.close(),
    flush: () => file.flush(),
  };
  if (file.reads) {
    target.some = () => file.some();
    target.rest = () => file.read(-1);
  }
  if (file.writes) {
    target.write = (text) => void file.write(encodeData(text, encoding, errors));
    target.truncate = (size) => file.truncate(size);
  }
  if (file.isRegular) {
    target.position = (offset, whence) => (offset === 0 && whence === 1 ? file.tell() : file.seek(offset, whence));
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
      self.newline = checkedNewline(newline);
      self.target =
        buffer instanceof FileStream
          ? overFile(buffer, self.encoding, self.errors)
          : overBuffer(buffer, self.encoding, self.errors);
      self.mode = self.target.some ? "r" : "w";
      self.name = lookupAttribute(buffer, "name") ?? None;
      self.lineBuffering = truth(lines);
      self.through = truth(through);
      return self;
    },
  ),
  methods: {
    ...methods,
    "truncate(pos=None, /)": (self: TextIOWrapper, size?: Value) =>
      self.truncate(size === undefined || size === None ? undefined : Number(index(size))),
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
      newline?: Value,
      lineBuffering?: Value,
      through?: Value,
    ) => {
      self.flush();
      if (typeof encoding === "string") self.encoding = encoding;
      if (typeof errors === "string") self.errors = errors;
      if (newline !== undefined) self.newline = checkedNewline(newline);
      if (typeof lineBuffering === "boolean") self.lineBuffering = lineBuffering;
      if (typeof through === "boolean") self.through = through;
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
    newlines: (self: TextIOWrapper) => self.newlines,
    line_buffering: (self: TextIOWrapper) => self.lineBuffering,
    write_through: (self: TextIOWrapper) => self.through,
    buffer: (self: TextIOWrapper) => self.target.buffer ?? raiseAttributeError(self, "buffer"),
  },
});

/** How text is to be read and written, as `open()` takes it. */
export interface TextOptions {
  encoding: Value | undefined;
  errors: Value | undefined;
  newline: Value | undefined;
  lineBuffering: boolean;
}

/** A file opened in text mode. */
export function openText(path: string, name: Value, mode: string, options: TextOptions): TextIOWrapper {
  const encoding = textOr(options.encoding, "UTF-8");
  const errors = textOr(options.errors, "strict");
  const newline = checkedNewline(options.newline ?? None);
  const file = openFile(path, name, mode, false);
  const stream = new TextIOWrapper(overFile(file, encoding, errors), name, mode, encoding, errors);
  stream.newline = newline;
  stream.lineBuffering = options.lineBuffering;
  return stream;
}

export function checkedNewline(newline: Value, isQuoted = false): Value {
  if (newline !== None && !["", "\n", "\r", "\r\n"].includes(newline as string)) {
    throw valueError(`illegal newline value: ${isQuoted ? repr(newline) : str(newline)}`);
  }
  return newline;
}

blocks(textIOWrapperType, "readline", readLineFrame);

export const stringIOType = nativeType({
  name: "StringIO",
  module: "_io",
  ctor: StringIO,
  hasDict: true,
  create: (cls) => newInstance<StringIO>(cls),
  methods: {
    ...methods,
    "__init__(initial_value='', newline='\\n')": (self: StringIO, initial?: Value, newline: Value = "\n") => {
      self.newline = checkedNewline(newline, true);
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
