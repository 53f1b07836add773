// `str.translate`: each character looked up in a table, which may be any object with `__getitem__`.

import { typeError, valueError } from "../errors.ts";
import { asException, exceptionTypes } from "../exceptions.ts";
import { isInstance, special, typeName } from "../types.ts";
import { IntObject, None, type Value } from "../values.ts";
import { textOf } from "./arguments.ts";

export function translate(s: string, table: Value): string {
  const getitem = special(table, "__getitem__");
  if (getitem == null) throw typeError(`'${typeName(table)}' object is not subscriptable`);
  // A table gives the same answer for the same character, so each is asked once.
  const known = new Map<string, string>();
  let out = "";
  for (const c of s) {
    let text = known.get(c);
    if (text === undefined) {
      let value: Value | undefined;
      try {
        value = getitem(table, c.codePointAt(0)!);
      } catch (e) {
        catchLookupError(e);
      }
      text = value === undefined ? c : replacement(value);
      known.set(c, text);
    }
    out += text;
  }
  return out;
}

function replacement(value: Value): string {
  if (value === None) return "";
  const text = textOf(value);
  if (text !== undefined) return text;
  const point = value instanceof IntObject ? value.value : value;
  if (typeof point !== "bigint" && !(typeof point === "number" && Number.isInteger(point))) {
    throw typeError("character mapping must return integer, None or str");
  }
  if (point < 0 || point > 0x10ffff) throw valueError("character mapping must be in range(0x110000)");
  return String.fromCodePoint(Number(point));
}

/** A character that the table does not know stays as it is. */
function catchLookupError(e: unknown): void {
  const exception = asException(e);
  if (!isInstance(exception, exceptionTypes.get("LookupError")!)) throw exception;
}
