// Warnings that built-in types issue, where the program stands. How they are filtered and shown is the module `warnings`'s.

export const warner: { warn(category: string, message: string): void } = { warn: () => {} };

/** `__int__` and its like gave an instance of a subclass, which is taken, for the time being. */
export function warnOfSubclass(method: string, type: string, base: string): void {
  warner.warn(
    "DeprecationWarning",
    `${method} returned non-${base} (type ${type}).  The ability to return an instance of a strict subclass of ${base} is deprecated, and may be removed in a future version of Python.`,
  );
}
