// What programs give for the path of a file: text, bytes, or an object that knows its path.

import { Bytes } from "../runtime/bytes/bytes.ts";
import { typeError, valueError } from "../runtime/errors.ts";
import { asStr } from "../runtime/protocols.ts";
import { decode } from "../runtime/strings/codecs.ts";
import { special, typeName } from "../runtime/types.ts";
import { None, type Value } from "../runtime/values.ts";
import { asking } from "./environment.ts";

/** `os.fspath` */
export function fspath(path: Value): Value {
  if (asStr(path) !== undefined || path instanceof Bytes) return path;
  const method = special(path, "__fspath__");
  if (method == null) throw typeError(`expected str, bytes or os.PathLike object, not ${typeName(path)}`);
  const result = method(path);
  if (asStr(result) !== undefined || result instanceof Bytes) return result;
  throw typeError(`expected ${typeName(path)}.__fspath__() to return str or bytes, not ${typeName(result)}`);
}

const textOf = (path: Value): string =>
  path instanceof Bytes ? decode(path.data, "utf-8", "surrogateescape") : asStr(path)!;

/** The text of a path. */
export const pathOf = (value: Value): string => textOf(fspath(value));

/** What else than a path a function of `os` takes; its errors tell. */
export type Taken = "integer" | "integer or None" | undefined;

/** Asks the host about a file; errors name the path as the program gave it. `name` is the function's. */
export function onPath<T>(value: Value, name: string, run: (path: string) => T, taken?: Taken): T {
  const path = checked(value, name, "path", taken);
  return asking(() => run(textOf(path)), path);
}

/** Asks the host about two paths. */
export const onPaths =
  (name: string, run: (from: string, to: string) => void) =>
  (from: Value, to: Value): Value => {
    const [source, target] = [checked(from, name, "src"), checked(to, name, "dst")];
    asking(() => run(textOf(source), textOf(target)), source, target);
    return None;
  };

function checked(value: Value, name: string, parameter: string, taken?: Taken): Value {
  if (asStr(value) === undefined && !(value instanceof Bytes) && special(value, "__fspath__") == null) {
    const or = taken === "integer" ? " or integer" : `, ${taken}`;
    const kinds = taken === undefined ? "string, bytes or os.PathLike" : `string, bytes, os.PathLike${or}`;
    throw typeError(`${name}: ${parameter} should be ${kinds}, not ${typeName(value)}`);
  }
  const path = fspath(value);
  if (textOf(path).includes("\0")) throw valueError(`${name}: embedded null character in ${parameter}`);
  return path;
}
