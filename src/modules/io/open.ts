// `open()` and the module `io`.

import { getattr, lookupAttribute } from "../../runtime/attributes.ts";
import { call, callKw } from "../../runtime/calls.ts";
import { List } from "../../runtime/containers/list.ts";
import { typeError, valueError } from "../../runtime/errors.ts";
import { exceptionTypes, raiseAttributeError } from "../../runtime/exceptions.ts";
import { importNow } from "../../runtime/imports.ts";
import type { Module } from "../../runtime/modules.ts";
import { nativeFunction } from "../../runtime/native.ts";
import { asStr, repr } from "../../runtime/protocols.ts";
import { typeName } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { moduleFrom } from "../define.ts";
import { bytesIOType, openBinary } from "./binary.ts";
import { openText, stringIOType, textIOWrapperType } from "./text.ts";

/** The path that `file` is, or that its `__fspath__` gives. */
export function pathOf(file: Value): string {
  const text = asStr(file);
  if (text !== undefined) return text;
  const fspath = lookupAttribute(file, "__fspath__");
  if (fspath !== undefined) return asStr(call(fspath)) ?? "";
  throw typeError(`expected str, bytes or os.PathLike object, not ${typeName(file)}`);
}

const textOr = (value: Value | undefined, fallback: string): string =>
  value === undefined || value === None ? fallback : (asStr(value) ?? fallback);

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
    if (!/^[rwaxbt+U]+$/.test(how)) throw valueError(`invalid mode: ${repr(how)}`);
    if ((how.match(/[rwax]/g) ?? []).length !== 1) {
      throw valueError("must have exactly one of create/read/write/append mode");
    }
    const path = pathOf(file);
    return how.includes("b")
      ? openBinary(path, file, how)
      : openText(path, file, how, textOr(encoding, "utf-8"), textOr(errors, "strict"));
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
  else if (name === "BufferedIOBase") register(value, bytesIOType);
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
