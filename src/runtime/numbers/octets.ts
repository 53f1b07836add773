// What ints ask of bytes, whose types are declared later than they.

import type { Value } from "../values.ts";

export const octets: {
  /** The contents of a bytes-like object; undefined for anything else. */
  of(value: Value): Uint8Array | undefined;
  /** Is it bytes or a bytearray, and no view of something else? */
  isPlain(value: Value): boolean;
  /** A new `bytes`. */
  make(data: Uint8Array): Value;
} = {
  of: () => undefined,
  isPlain: () => true,
  make: (data) => data,
};
