// `open()` and the module `io`.

import { lookupAttribute } from "../../runtime/attributes.ts";
import { call } from "../../runtime/calls.ts";
import { typeError, valueError } from "../../runtime/errors.ts";
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
  (file: Value, mode?: Value, _buffering?: Value, encoding?: Value, errors?: Value) => {
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

export const createIo = (): Module =>
  moduleFrom("io", {
    types: [textIOWrapperType, stringIOType, bytesIOType],
    attributes: { open, SEEK_SET: 0, SEEK_CUR: 1, SEEK_END: 2, DEFAULT_BUFFER_SIZE: 131072 },
  });
