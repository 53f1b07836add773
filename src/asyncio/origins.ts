// Where things were made, for reports: noted beside them, since few are asked for, and in debug mode alone.

const origins = new WeakMap<object, unknown>();

export function noteOrigin(what: object, origin: unknown): void {
  origins.set(what, origin);
}

/** Undefined if it was not noted. */
export const originOf = (what: object): unknown => origins.get(what);
