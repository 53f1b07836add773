// `open()` and the module `io`.

import { getattr } from "../../runtime/attributes.ts";
import { call, callKw } from "../../runtime/calls.ts";
import { List } from "../../runtime/containers/list.ts";
import { valueError } from "../../runtime/errors.ts";
import { exceptionTypes, raiseAttributeError } from "../../runtime/exceptions.ts";
import { importNow } from "../../runtime/imports.ts";
import type { Module } from "../../runtime/modules.ts";
import { nativeFunction } from "../../runtime/native.ts";
import { asStr, repr } from "../../runtime/protocols.ts";
import { None, type Value } from "../../runtime/values.ts";
import { moduleFrom } from "../define.ts";
import { fspath, pathOf } from "../paths.ts";
import { bytesIOType } from "./binary.ts";
import { fileTypes, openFile } from "./file.ts";
import { openText, stringIOType, textIOWrapperType } from "./text.ts";

const textOr = (value: Value | undefined, fallback: string): string =>
  value === undefined || value === None ? fallback : (asStr(value) ?? fallback);

function checkMode(mode: string, textOptions: Record<string, Value | undefined>): void {
  const count = (letters: RegExp): number => mode.match(letters)?.length ?? 0;
  if (/[^rwaxbt+]|(.).*\1/.test(mode)) throw valueError(`invalid mode: ${repr(mode)}`);
  const isBinary = mode.includes("b");
  if (isBinary && mode.includes("t")) throw valueError("can't have text and binary mode at once");
  if (count(/[rwax]/g) > 1) throw valueError("must have exactly one of create/read/write/append mode");
  if (count(/[rwax]/g) === 0) {
    throw valueError("Must have exactly one of create/read/write/append mode and at most one plus");
  }
  for (const [name, value] of isBinary ? Object.entries(textOptions) : []) {
    const article = name === "newline" ? "a" : "an";
    if (value !== undefined && value !== None) throw valueError(`binary mode doesn't take ${article} ${name} argument`);
  }
}

export const open = nativeFunction(
  "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
  (file: Value, mode?: Value, buffering?: Value, encoding?: Value, errors?: Value, ...rest: Value[]) => {
    const [newline, closes = true, opener = None] = rest;
    if (typeof file === "number" || opener !== None) {
      // A file by its number, or one that the program opens: by the streams that are written in Python.
      const named = { mode, buffering, encoding, errors, newline, closefd: closes, opener };
      const given = Object.entries(named).filter((each): each is [string, Value] => each[1] !== undefined);
      const names = given.map(([name]) => name);
      return callKw(
        getattr(importNow("_pyio"), "open"),
        [file],
        names,
        given.map(([, value]) => value),
      );
    }
    const how = textOr(mode, "r");
    checkMode(how, { encoding, errors, newline });
    const name = fspath(file);
    const path = pathOf(name);
    if (path.includes("\0")) throw valueError("embedded null byte");
    return how.includes("b")
      ? openFile(path, name, how, buffering === 0)
      : openText(path, name, how, { encoding, errors, newline, lineBuffering: buffering === 1 });
  },
  "_io",
);

/** The names that modules written in Python have; each is read when one of its names is asked for. */
const IN_PYTHON: Record<string, string> = {
  _iobase: "IOBase RawIOBase BufferedIOBase TextIOBase Reader Writer UnsupportedOperation text_encoding open_code",
  _pyio: "FileIO BufferedReader BufferedWriter BufferedRWPair BufferedRandom IncrementalNewlineDecoder",
};

/** Attributes of `io` that are made when they are asked for. The native streams count as what CPython's are. */
function fromPython(module: Module, name: string): Value {
  if (name === "BlockingIOError") return exceptionTypes.get(name)!;
  const source = Object.keys(IN_PYTHON).find((each) => IN_PYTHON[each]!.split(" ").includes(name));
  if (source === undefined) raiseAttributeError(module, name);
  const value = getattr(importNow(source), name);
  module[`$${name}`] = value;
  if (name === "TextIOBase") for (const cls of [textIOWrapperType, stringIOType]) register(value, cls);
  else if (name === "BufferedIOBase") for (const cls of [bytesIOType, ...fileTypes]) register(value, cls);
  else if (name.startsWith("Buffered"))
    for (const cls of fileTypes)
      if (cls.tp.name === name) register(value, cls);
      else if (name === "IOBase") for (const part of ["TextIOBase", "BufferedIOBase"]) fromPython(module, part);
  return value;
}

const register = (base: Value, cls: Value): Value => call(getattr(base, "register"), cls);

export function createIo(): Module {
  const names = Object.values(IN_PYTHON).flatMap((each) => each.split(" "));
  const module: Module = moduleFrom("io", {
    types: [textIOWrapperType, stringIOType, bytesIOType],
    functions: { "__getattr__(name, /)": (name: string) => fromPython(module, name) },
    attributes: {
      open,
      ...{ SEEK_SET: 0, SEEK_CUR: 1, SEEK_END: 2, DEFAULT_BUFFER_SIZE: 131072 },
      __all__: new List(["open", "BytesIO", "StringIO", "TextIOWrapper", "SEEK_SET", "SEEK_CUR", "SEEK_END", ...names]),
    },
  });
  return module;
}
