// What ints ask of bytes, whose types are declared later than they.

import type { Value } from "../values.ts";

export const octets: {
  /** The contents of a bytes-like object; undefined for anything else. */
  of(value: Value): Uint8Array | undefined;
  /** A new `bytes`. */
  make(data: Uint8Array): Value;
} = {
  of: () => undefined,
  make: (data) => data,
};
