// Warnings that built-in types issue, where the program stands. How they are filtered and shown is the module `warnings`'s.

export const warner: { warn(category: string, message: string): void } = { warn: () => {} };
