// The module `_codecs`, under CPython's `codecs`: the registry of encodings, and the functions of the text encodings.

import { bytesOf, makeBytes } from "../runtime/bytes/bytes.ts";
import { call } from "../runtime/calls.ts";
import { Dict } from "../runtime/containers/dict.ts";
import { Tuple } from "../runtime/containers/tuple.ts";
import { lookupError, typeError } from "../runtime/errors.ts";
import { exceptionTypes, getField, makeException } from "../runtime/exceptions.ts";
import { importNow } from "../runtime/imports.ts";
import type { Module } from "../runtime/modules.ts";
import { nativeFunction } from "../runtime/native.ts";
import { asStr, index, repr, truth } from "../runtime/protocols.ts";
import { decodeSome, encodeData, errorHandlers } from "../runtime/strings/codecs.ts";
import { special, typeName, typeOf } from "../runtime/types.ts";
import { None, type Value } from "../runtime/values.ts";
import { moduleFrom } from "./define.ts";

const callable = (value: Value): boolean => special(value, "__call__") != null;

const searchers: Value[] = [];
const found = new Map<string, Value>();

const textOf = (value: Value, f: string): string => {
  const text = asStr(value);
  if (text === undefined) throw typeError(`${f}() argument 1 must be str, not ${typeName(value)}`);
  return text;
};

const dataOf = (value: Value): Uint8Array => {
  const text = asStr(value);
  const data = text === undefined ? bytesOf(value) : new TextEncoder().encode(text);
  if (data === undefined) throw typeError(`a bytes-like object is required, not '${typeName(value)}'`);
  return data;
};

const errorsOf = (value: Value | undefined): string =>
  value === undefined || value === None ? "strict" : asStr(value)!;

/** How many code points a text has. */
const points = (text: string): number => {
  let count = 0;
  for (const _ of text) count++;
  return count;
};

const encoder =
  (encoding: string) =>
  (text: Value, errors?: Value): Value => {
    const given = textOf(text, `${encoding.replaceAll("-", "_")}_encode`);
    return new Tuple([makeBytes(encodeData(given, encoding, errorsOf(errors))), points(given)]);
  };

const decoder =
  (encoding: string) =>
  (data: Value, errors?: Value, final?: Value): Value => {
    const { text, used } = decodeSome(dataOf(data), encoding, errorsOf(errors), final !== undefined && truth(final));
    return new Tuple([text, used]);
  };

const wholeDecoder =
  (encoding: string) =>
  (data: Value, errors?: Value): Value => {
    const { text, used } = decodeSome(dataOf(data), encoding, errorsOf(errors), true);
    return new Tuple([text, used]);
  };

function lookup(encoding: Value): Value {
  const name = textOf(encoding, "lookup").toLowerCase().replaceAll(" ", "_");
  const known = found.get(name);
  if (known !== undefined) return known;
  // The package registers what finds the encodings.
  importNow("encodings");
  for (const search of searchers) {
    const result = call(search, name.replaceAll("-", "_"));
    if (result === None) continue;
    if (!(result instanceof Tuple && result.items.length === 4)) {
      throw typeError("codec search functions must return 4-tuples");
    }
    found.set(name, result);
    return result;
  }
  throw lookupError(`unknown encoding: ${textOf(encoding, "lookup")}`);
}

function run(position: 0 | 1, object: Value, encoding: Value, errors: Value | undefined): Value {
  const info = lookup(encoding) as Tuple;
  const result = call(info.items[position]!, object, ...(errors === undefined ? [] : [errors]));
  return (result as Tuple).items[0]!;
}

/** The handlers that are always there, as functions that take the error: by what they do to its object's part. */
function standardHandlers(): Map<string, Value> {
  const part = (e: Value): { object: Value; start: number; end: number; encodes: boolean } => {
    if (!(e instanceof Error)) throw typeError(`don't know how to handle ${typeName(e)} in error callback`);
    return {
      object: getField(e, "object")!,
      start: Number(getField(e, "start")),
      end: Number(getField(e, "end")),
      encodes: typeOf(e).tp.name === "UnicodeEncodeError",
    };
  };
  const handlers = new Map<string, Value>();
  const add = (name: string, f: (e: Value) => Value) =>
    handlers.set(name, nativeFunction(`${name}_errors(exception, /)`, f, "_codecs"));
  add("strict", (e) => {
    if (e instanceof Error) throw e;
    throw typeError("codec must pass exception instance");
  });
  add("ignore", (e) => new Tuple(["", part(e).end]));
  add("replace", (e) => {
    const { start, end, encodes } = part(e);
    return new Tuple([encodes ? "?".repeat(end - start) : "\ufffd", end]);
  });
  for (const name of ["backslashreplace", "xmlcharrefreplace", "namereplace", "surrogateescape", "surrogatepass"]) {
    add(name, (e) => {
      const { object, start, end, encodes } = part(e);
      if (!encodes) {
        const data = bytesOf(object)!.subarray(start, end);
        return new Tuple([decodeSome(data, "ascii", name, true).text, end]);
      }
      const text = [...asStr(object)!].slice(start, end).join("");
      const data = encodeData(text, name.startsWith("surrogate") ? "utf-8" : "ascii", name);
      return new Tuple([name.startsWith("surrogate") ? makeBytes(data) : new TextDecoder().decode(data), end]);
    });
  }
  return handlers;
}

const TEXT = [
  "utf-8",
  "utf-7",
  "ascii",
  "latin-1",
  "utf-16",
  "utf-16-le",
  "utf-16-be",
  "utf-32",
  "utf-32-le",
  "utf-32-be",
];

export function createCodecs(): Module {
  const standard = standardHandlers();
  // biome-ignore lint/suspicious/noExplicitAny: functions of several shapes
  const functions: Record<string, (...args: any[]) => Value> = {
    "register(search_function, /)": (search: Value) => {
      if (!callable(search)) throw typeError("argument must be callable");
      searchers.push(search);
      return None;
    },
    "unregister(search_function, /)": (search: Value) => {
      const at = searchers.indexOf(search);
      if (at >= 0) searchers.splice(at, 1);
      found.clear();
      return None;
    },
    "lookup(encoding, /)": lookup,
    "_forget_codec(encoding, /)": (encoding: string) => {
      found.delete(encoding);
      return None;
    },
    "encode(obj, encoding='utf-8', errors='strict')": (object: Value, encoding: Value = "utf-8", errors?: Value) =>
      run(0, object, encoding, errors),
    "decode(obj, encoding='utf-8', errors='strict')": (object: Value, encoding: Value = "utf-8", errors?: Value) =>
      run(1, object, encoding, errors),
    "register_error(errors, handler, /)": (name: Value, handler: Value) => {
      if (!callable(handler)) throw typeError("handler must be callable");
      errorHandlers.set(textOf(name, "register_error"), handler);
      return None;
    },
    "_unregister_error(errors, /)": (name: string) => errorHandlers.delete(name),
    "lookup_error(name, /)": (name: Value) => {
      const text = textOf(name, "lookup_error");
      const handler = errorHandlers.get(text) ?? standard.get(text);
      if (handler === undefined) throw lookupError(`unknown error handler name ${repr(text)}`);
      return handler;
    },
    "escape_decode(data, errors=None, /)": (data: Value) => {
      const given = dataOf(data);
      return new Tuple([makeBytes(unescape(given)), given.length]);
    },
    "escape_encode(data, errors=None, /)": (data: Value) => {
      const given = dataOf(data);
      const text = repr(makeBytes(given));
      const inner = text[1] === '"' ? text.slice(2, -1).replaceAll("'", "\\'") : text.slice(2, -1);
      return new Tuple([makeBytes(new TextEncoder().encode(inner)), given.length]);
    },
    "readbuffer_encode(data, errors=None, /)": (data: Value) => {
      const given = dataOf(data);
      return new Tuple([makeBytes(given), given.length]);
    },
    "charmap_build(map, /)": (map: Value) => {
      const result = new Dict();
      let i = 0;
      for (const point of asStr(map)!) {
        if (point !== "\ufffe") result.set(point.codePointAt(0)!, i);
        i++;
      }
      return result;
    },
    "charmap_decode(data, errors=None, mapping=None, /)": (data: Value, errors?: Value, mapping?: Value) =>
      charmapDecode(dataOf(data), errorsOf(errors), mapping),
    "charmap_encode(str, errors=None, mapping=None, /)": (text: Value, errors?: Value, mapping?: Value) =>
      charmapEncode(textOf(text, "charmap_encode"), errorsOf(errors), mapping),
  };
  for (const encoding of TEXT) {
    const name = encoding.replaceAll("-", "_");
    functions[`${name}_encode(str, errors=None, /)`] = encoder(encoding);
    functions[
      encoding === "ascii" || encoding === "latin-1"
        ? `${name}_decode(data, errors=None, /)`
        : `${name}_decode(data, errors=None, final=False, /)`
    ] = encoding === "ascii" || encoding === "latin-1" ? wholeDecoder(encoding) : decoder(encoding);
  }
  for (const name of ["unicode_escape", "raw_unicode_escape"]) {
    functions[`${name}_encode(str, errors=None, /)`] = encoder(name.replaceAll("_", "-"));
    functions[`${name}_decode(data, errors=None, final=True, /)`] = (data: Value, errors?: Value) =>
      wholeDecoder(name.replaceAll("_", "-"))(data, errors);
  }
  return moduleFrom("_codecs", { functions });
}

/** The bytes that a bytes literal with this text stands for. */
function unescape(data: Uint8Array): Uint8Array {
  const simple: Record<string, number> = { "\\": 92, "'": 39, '"': 34, a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11 };
  const result: number[] = [];
  for (let i = 0; i < data.length; i++) {
    if (data[i] !== 92) {
      result.push(data[i]!);
      continue;
    }
    if (++i >= data.length) throw makeException(exceptionTypes.get("ValueError")!, ["Trailing \\ in string"]);
    const c = String.fromCharCode(data[i]!);
    const octal = /^[0-7]{1,3}/.exec(String.fromCharCode(...data.subarray(i, i + 3)));
    if (c in simple) result.push(simple[c]!);
    else if (c === "x") {
      const digits = String.fromCharCode(...data.subarray(i + 1, i + 3));
      if (!/^[0-9a-fA-F]{2}$/.test(digits)) {
        throw makeException(exceptionTypes.get("ValueError")!, [`invalid \\x escape at position ${i - 1}`]);
      }
      result.push(Number.parseInt(digits, 16));
      i += 2;
    } else if (octal) {
      result.push(Number.parseInt(octal[0], 8) & 255);
      i += octal[0].length - 1;
    } else if (c !== "\n") result.push(92, data[i]!);
  }
  return Uint8Array.from(result);
}

function charmapDecode(data: Uint8Array, errors: string, mapping: Value | undefined): Value {
  const table = mapping === undefined || mapping === None ? undefined : asStr(mapping);
  const points = table === undefined ? undefined : [...table];
  let text = "";
  data.forEach((byte, i) => {
    let point: Value | undefined = points?.[byte];
    if (points === undefined) {
      point = mapping instanceof Dict ? mapping.get(byte) : String.fromCharCode(byte);
    }
    if (point === undefined || point === None || point === "\ufffe") {
      if (errors === "ignore") return;
      if (errors !== "replace") {
        throw makeException(exceptionTypes.get("UnicodeDecodeError")!, [
          "charmap",
          makeBytes(data),
          i,
          i + 1,
          "character maps to <undefined>",
        ]);
      }
      point = "\ufffd";
    }
    text += typeof point === "string" ? point : String.fromCodePoint(Number(index(point)));
  });
  return new Tuple([text, data.length]);
}

function charmapEncode(text: string, errors: string, mapping: Value | undefined): Value {
  const result: number[] = [];
  let i = 0;
  for (const c of text) {
    const point = c.codePointAt(0)!;
    const to = mapping instanceof Dict ? mapping.get(point) : point < 256 ? point : undefined;
    const data = to === undefined || to === None ? undefined : typeof to === "number" ? [to] : bytesOf(to);
    if (data !== undefined) result.push(...data);
    else if (errors === "replace") result.push(63);
    else if (errors !== "ignore") {
      throw makeException(exceptionTypes.get("UnicodeEncodeError")!, [
        "charmap",
        text,
        i,
        i + 1,
        "character maps to <undefined>",
      ]);
    }
    i++;
  }
  return new Tuple([makeBytes(Uint8Array.from(result)), i]);
}
