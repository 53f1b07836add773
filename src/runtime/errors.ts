// Makes the exceptions that the runtime itself raises: `throw typeError("…")`. Their types are declared by
// exceptions.ts, which registers itself here, so that every file can raise without importing the whole hierarchy.

import type { Type } from "./types.ts";
import type { Value } from "./values.ts";

export const factory: { make(type: string, args: Value[]): Error } = Object.create(null);

/** The exceptions that end an iteration by `__getitem__`. */
export const sequenceEnd: { IndexError: Type; StopIteration: Type } = Object.create(null);

const maker =
  (type: string) =>
  (...args: Value[]): Error =>
    factory.make(type, args);

export const typeError = maker("TypeError");
export const valueError = maker("ValueError");
export const indexError = maker("IndexError");
export const keyError = maker("KeyError");
export const lookupError = maker("LookupError");
export const zeroDivisionError = maker("ZeroDivisionError");
export const overflowError = maker("OverflowError");
export const runtimeError = maker("RuntimeError");
export const recursionError = maker("RecursionError");
export const notImplementedError = maker("NotImplementedError");
export const memoryError = maker("MemoryError");
export const bufferError = maker("BufferError");
export const systemError = maker("SystemError");
export const importError = maker("ImportError");
export const stopIteration = maker("StopIteration");
export const stopAsyncIteration = maker("StopAsyncIteration");
export const assertionError = maker("AssertionError");
/** Arguments: codec name, object, start, end, reason. */
export const unicodeEncodeError = maker("UnicodeEncodeError");
export const unicodeDecodeError = maker("UnicodeDecodeError");
