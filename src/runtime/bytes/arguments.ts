// The bytes among the arguments of the methods of bytes and bytearray, and the sources of their constructors.

import { List, list } from "../containers/list.ts";
import { size } from "../containers/sequence.ts";
import { memoryError, overflowError, typeError, valueError } from "../errors.ts";
import { exceptionTypes } from "../exceptions.ts";
import { index, isIterable, iter } from "../protocols.ts";
import { textOf } from "../strings/arguments.ts";
import { encodeData } from "../strings/encode.ts";
import { isInstance, special, typeName } from "../types.ts";
import { None, type Value } from "../values.ts";
import { ByteArray, Bytes, bytesOf } from "./buffer.ts";

/** The bytes that `self` of a method is. */
export function own(self: Value, type: string, method: string): Uint8Array {
  if (self instanceof Bytes || self instanceof ByteArray) return self.data;
  const what = method.startsWith("__")
    ? `descriptor '${method}' requires a '${type}' object but received a '${typeName(self)}'`
    : `descriptor '${method}' for '${type}' objects doesn't apply to a '${typeName(self)}' object`;
  throw typeError(what);
}

/** A bytes-like argument. */
export function data(value: Value): Uint8Array {
  const found = bytesOf(value);
  if (found === undefined) throw typeError(`a bytes-like object is required, not '${typeName(value)}'`);
  return found;
}

/** Is the value an int, or acts as one? */
export const isIndex = (value: Value): boolean =>
  typeof value === "number"
    ? Number.isInteger(value)
    : typeof value === "bigint" || typeof value === "boolean" || special(value, "__index__") != null;

/** What `find` and `in` look for: bytes, or one byte as an int. */
export function needle(value: Value, notEither: (name: string) => string): Uint8Array {
  const found = bytesOf(value);
  if (found !== undefined) return found;
  if (!isIndex(value)) throw typeError(notEither(typeName(value)));
  return Uint8Array.of(byteOf(value));
}

/** A value of a byte; `what` names it in the ValueError. */
export function byteOf(value: Value, what = "byte"): number {
  if (typeof value === "number" && value >= 0 && value <= 255 && Number.isInteger(value)) return value;
  const byte = index(value);
  if (byte < 0 || byte > 255) throw valueError(`${what} must be in range(0, 256)`);
  return Number(byte);
}

// ---- constructors ---------------------------------------------------------------------------------------------------

const PARAMETERS = ["source", "encoding", "errors"];

/** The contents that `bytes(…)` or `bytearray(…)` asks for. */
export function contents(type: "bytes" | "bytearray", args: Value[], keywords?: Map<string, Value>): Uint8Array {
  const [source, encoding, errors] = keywords === undefined && args.length < 2 ? args : bound(type, args, keywords);
  if (source === undefined) {
    if (encoding !== undefined) throw typeError("encoding without a string argument");
    if (errors !== undefined) throw typeError("errors without a string argument");
    return new Uint8Array(0);
  }
  const text = textOf(source);
  if (text !== undefined && (encoding !== undefined || errors !== undefined || special(source, "__bytes__") == null)) {
    if (encoding === undefined) {
      throw typeError(
        errors === undefined ? "string argument without an encoding" : "string argument without an encoding",
      );
    }
    return encodeData(text, textArgument(encoding, type, "encoding"), textArgument(errors ?? "strict", type, "errors"));
  }
  if (encoding !== undefined) throw typeError("encoding without a string argument");
  if (errors !== undefined) throw typeError("errors without a string argument");
  return fromObject(type, source);
}

function textArgument(value: Value, type: string, name: string): string {
  const text = textOf(value);
  if (text === undefined) throw typeError(`${type}() argument '${name}' must be str, not ${typeName(value)}`);
  return text;
}

function bound(type: string, args: Value[], keywords: Map<string, Value> | undefined): (Value | undefined)[] {
  const given = args.length + (keywords?.size ?? 0);
  if (given > 3) throw typeError(`${type}() takes at most 3 arguments (${given} given)`);
  const values: (Value | undefined)[] = [...args];
  for (const [name, value] of keywords ?? []) {
    const at = PARAMETERS.indexOf(name);
    if (at < 0) throw typeError(`${type}() got an unexpected keyword argument '${name}'`);
    if (at < args.length) {
      throw typeError(`argument for ${type}() given by name ('${name}') and position (${at + 1})`);
    }
    values[at] = value;
  }
  return values;
}

/** What `__bytes__` gives, if there is one. */
export function converted(source: Value): Bytes | undefined {
  const method = special(source, "__bytes__");
  if (method === undefined) return undefined;
  if (method === null) throw typeError("'NoneType' object is not callable");
  const result = method(source);
  if (result instanceof Bytes) return result;
  throw typeError(`__bytes__ returned non-bytes (type ${typeName(result)})`);
}

function fromObject(type: "bytes" | "bytearray", source: Value): Uint8Array {
  if (type === "bytes") {
    const result = converted(source);
    if (result !== undefined) return result.data;
  }
  const buffer = bytesOf(source);
  if (isIndex(source)) {
    try {
      return zeros(source);
    } catch (e) {
      // What has bytes, too, need not be a number.
      if (buffer === undefined || !isInstance(e as Value, exceptionTypes.get("TypeError")!)) throw e;
    }
  }
  if (buffer !== undefined) return buffer.slice();
  return fromIterable(source, type);
}

/** More than an ArrayBuffer holds. */
const LIMIT = 2 ** 33;

function zeros(count: Value): Uint8Array {
  const i = index(count);
  if (typeof i === "bigint") throw overflowError(`cannot fit '${typeName(count)}' into an index-sized integer`);
  if (i < 0) throw valueError("negative count");
  if (i > LIMIT) throw memoryError();
  return new Uint8Array(i);
}

/** The bytes of plain ints; undefined if there is anything else, which may be an object with an `__index__`. */
function ofPlainInts(items: readonly Value[]): Uint8Array | undefined {
  const data = new Uint8Array(items.length);
  for (let i = 0; i < data.length; i++) {
    const item = items[i]!;
    if (typeof item !== "number" || !(item >= 0 && item <= 255 && Number.isInteger(item))) return undefined;
    data[i] = item;
  }
  return data;
}

/** The bytes that an iterable of ints gives. */
export function fromIterable(source: Value, type: "bytes" | "bytearray"): Uint8Array {
  const quick = source instanceof List && source.type_ === list ? ofPlainInts(source.items) : undefined;
  if (quick !== undefined) return quick;
  if (!isIterable(source)) throw typeError(`cannot convert '${typeName(source)}' object to ${type}`);
  const items: number[] = [];
  const iterator = iter(source);
  const what = type === "bytes" ? "bytes" : "byte";
  for (let item = iterator.next$(); item !== undefined; item = iterator.next$()) items.push(byteOf(item, what));
  return Uint8Array.from(items);
}

/** An integer argument with a default. */
export const sizeArgument = (value: Value | undefined, absent: number): number =>
  value === undefined ? absent : size(value);

export const isNone = (value: Value | undefined): boolean => value === undefined || value === None;
