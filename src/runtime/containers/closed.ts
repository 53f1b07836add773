// Types whose objects are equal to nothing that a JavaScript Map finds by itself (see keys.ts): tuples, frozensets, bytes.
// A leaf, so that the types can say so while they are being declared.

import type { Callable } from "../values.ts";

/** The `__eq__` methods of such types. */
const closed = new Set<Callable>();

/** Says of a native type's `__eq__` that it holds no string, number or other plain key for equal. */
export function neverEqualsPlain(method: Callable): void {
  closed.add(method);
}

export const isClosed = (method: Callable | null | undefined): boolean => method != null && closed.has(method);
