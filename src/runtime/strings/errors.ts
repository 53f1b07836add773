// What codecs do with text that they cannot encode and bytes that they cannot decode: the error handlers by name.
//
// A handler gets the error and answers with a replacement and the position to go on from. The built-in ones are
// functions here; those that a program registers are called with the exception object, as CPython calls them.

import { Bytes } from "../bytes/buffer.ts";
import { call } from "../calls.ts";
import { Tuple } from "../containers/tuple.ts";
import { indexError, lookupError, typeError, unicodeDecodeError, unicodeEncodeError } from "../errors.ts";
import { index } from "../protocols.ts";
import type { Value } from "../values.ts";
import { textOf } from "./arguments.ts";
import { pointEscape } from "./text.ts";

/** Handlers that programs registered with `codecs.register_error`. */
export const registered = new Map<string, Value>();

const unknownHandler = (name: string): Error => lookupError(`unknown error handler name '${name}'`);

/** Development mode: handlers are looked for even where nothing is wrong. */
export const checking = { on: false };

const HANDLERS = new Set(
  "strict ignore replace backslashreplace namereplace xmlcharrefreplace surrogateescape surrogatepass".split(" "),
);

export function checkHandler(name: string): void {
  if (!HANDLERS.has(name) && !registered.has(name)) throw unknownHandler(name);
}

const isSurrogate = (point: number): boolean => point >= 0xd800 && point <= 0xdfff;

// ---- encoding -------------------------------------------------------------------------------------------------------

/** The code points `start` to `end` of `points`, which `codec` cannot encode. */
export interface EncodeFailure {
  readonly codec: string;
  readonly text: string;
  readonly points: readonly number[];
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

/** A replacement, either text for the codec to encode or bytes, and where to go on. */
export interface Replacement<T> {
  readonly by: T;
  readonly next: number;
}

const encodeError = (f: EncodeFailure): Error => unicodeEncodeError(f.codec, f.text, f.start, f.end, f.reason);

/** Asks the handler `name`. `surrogate` gives a lone surrogate's bytes for `surrogatepass`, where the codec has them. */
export function handleEncode(
  name: string,
  failure: EncodeFailure,
  surrogate: ((point: number) => number[]) | undefined,
): Replacement<string | Uint8Array> {
  const { points, start, end } = failure;
  const each = (f: (point: number) => string) => ({ by: points.slice(start, end).map(f).join(""), next: end });
  const custom = registered.get(name);
  if (custom !== undefined) return customEncode(custom, failure);
  switch (name) {
    case "strict":
      throw encodeError(failure);
    case "ignore":
      return { by: "", next: end };
    case "replace":
      return each(() => "?");
    case "backslashreplace":
    case "namereplace":
      return each(pointEscape);
    case "xmlcharrefreplace":
      return each((point) => `&#${point};`);
    case "surrogateescape": {
      const bytes: number[] = [];
      let i = start;
      for (; i < end && points[i]! >= 0xdc80 && points[i]! <= 0xdcff; i++) bytes.push(points[i]! - 0xdc00);
      if (i === start) throw encodeError(failure);
      return { by: Uint8Array.from(bytes), next: i };
    }
    case "surrogatepass": {
      if (surrogate === undefined || !points.slice(start, end).every(isSurrogate)) throw encodeError(failure);
      return { by: Uint8Array.from(points.slice(start, end).flatMap(surrogate)), next: end };
    }
    default:
      throw unknownHandler(name);
  }
}

/** Raises what the failure is, for a replacement that cannot be encoded either. */
export function refuse(failure: EncodeFailure): never {
  throw encodeError(failure);
}

function customEncode(handler: Value, failure: EncodeFailure): Replacement<string | Uint8Array> {
  const [by, at] = answer(call(handler, encodeError(failure)), "encoding");
  const next = position(at!, failure.points.length);
  const text = textOf(by!);
  if (text !== undefined) return { by: text, next };
  if (by instanceof Bytes) return { by: by.data, next };
  throw typeError("encoding error handler must return (str/bytes, int) tuple");
}

function answer(result: Value, kind: "encoding" | "decoding"): readonly Value[] {
  if (result instanceof Tuple && result.items.length === 2) return result.items;
  throw typeError(`${kind} error handler must return (${kind === "encoding" ? "str/bytes" : "str"}, int) tuple`);
}

function position(value: Value, length: number): number {
  const given = Number(index(value));
  const at = given < 0 ? given + length : given;
  if (at < 0 || at > length) throw indexError(`position ${given} from error handler out of bounds`);
  return at;
}

// ---- decoding -------------------------------------------------------------------------------------------------------

/** The bytes `start` to `end` of `data`, which `codec` cannot decode. */
export interface DecodeFailure {
  readonly codec: string;
  readonly data: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

const decodeError = (f: DecodeFailure): Error =>
  unicodeDecodeError(f.codec, new Bytes(f.data), f.start, f.end, f.reason);

/** Asks the handler `name`. `surrogate` finds the surrogate encoded at a position, for `surrogatepass`. */
export function handleDecode(
  name: string,
  failure: DecodeFailure,
  surrogate: ((data: Uint8Array, at: number) => Replacement<string> | undefined) | undefined,
): Replacement<string> {
  const { data, start, end } = failure;
  const custom = registered.get(name);
  if (custom !== undefined) return customDecode(custom, failure);
  switch (name) {
    case "strict":
      throw decodeError(failure);
    case "ignore":
      return { by: "", next: end };
    case "replace":
      return { by: "\ufffd", next: end };
    case "backslashreplace":
      return { by: Array.from(data.subarray(start, end), pointEscape).join(""), next: end };
    case "surrogateescape": {
      let by = "";
      let i = start;
      for (; i < end && data[i]! >= 0x80; i++) by += String.fromCharCode(0xdc00 + data[i]!);
      if (i === start) throw decodeError(failure);
      return { by, next: i };
    }
    case "surrogatepass": {
      const found = surrogate?.(data, start);
      if (found === undefined) throw decodeError(failure);
      return found;
    }
    case "xmlcharrefreplace":
    case "namereplace":
      throw typeError("don't know how to handle UnicodeDecodeError in error callback");
    default:
      throw unknownHandler(name);
  }
}

function customDecode(handler: Value, failure: DecodeFailure): Replacement<string> {
  const [by, at] = answer(call(handler, decodeError(failure)), "decoding");
  const text = textOf(by!);
  if (text === undefined) throw typeError("decoding error handler must return (str, int) tuple");
  return { by: text, next: position(at!, failure.data.length) };
}
