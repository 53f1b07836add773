// Frames: what a coroutine's body runs as (see coroutine.ts). Most are JavaScript's generators; `NativeFrame` is one of the
// engine's own, and what TypeScript's `yield*` delegates to.

import type { CodeLike } from "./hooks.ts";

class Suspended {
  declare readonly suspended: true;
}
/** What an await returns when the awaiting frame must yield. */
export const SUSPENDED: Suspended = new Suspended();
export type { Suspended };

/** A frame: a generator, or an object of the engine that behaves as one. */
export interface Frame {
  next(value?: unknown): IteratorResult<unknown, unknown>;
  throw(error: unknown): IteratorResult<unknown, unknown>;
  return(value?: unknown): IteratorResult<unknown, unknown>;
}

/** The code of a frame that nobody has named. */
export const ANONYMOUS: CodeLike = { name: "generator", qualname: "generator" };
const UNDONE: IteratorResult<undefined, never> = { done: false, value: undefined };

/**
 * A frame of the engine's own, without a generator: it begins an operation in its native form, `begin.call(self, a, b)`,
 * and passes what comes of it. As an iterator it is what `yield*` takes.
 */
export class NativeFrame<T = unknown> implements Iterator<undefined, T, unknown> {
  declare private begin: ((this: never, a: never, b: never) => unknown) | null;
  declare private readonly self: unknown;
  declare private readonly a: unknown;
  declare private readonly b: unknown;

  constructor(begin: (this: never, a: never, b: never) => unknown, self: unknown, a: unknown, b: unknown) {
    this.begin = begin;
    this.self = self;
    this.a = a;
    this.b = b;
  }

  /** What reports call it. */
  get code(): CodeLike {
    return ANONYMOUS;
  }

  protected get isBegun(): boolean {
    return this.begin === null;
  }

  private take(): unknown {
    const { begin } = this;
    this.begin = null;
    return begin!.call(this.self as never, this.a as never, this.b as never);
  }

  next(value?: unknown): IteratorResult<undefined, T> {
    if (this.begin !== null) {
      value = this.take();
      if (value === SUSPENDED) return UNDONE;
    }
    return { done: true, value: value as T };
  }

  /** Begins it inside the frame that awaits it. */
  await$(): T | Suspended {
    this[Symbol.iterator]();
    return this.take() as T | Suspended;
  }

  throw(error: unknown): IteratorResult<undefined, T> {
    addAwaits(error);
    throw error;
  }

  return(value?: unknown): IteratorResult<undefined, T> {
    return { done: true, value: value as T };
  }

  /** `yield* operation` awaits it. */
  [Symbol.iterator](): Iterator<undefined, T, unknown> {
    return this;
  }
}

/** How many awaits the stack of an exception names. */
const MOST_AWAITS = 20;

/** The places of the generators that are running, innermost first, as V8's stack tells them: "at name (file:line:column)". */
export function placesIn(method: "next" | "throw"): string[] {
  const lines = new Error().stack?.split("\n") ?? [];
  // A generator's own line is followed by that of its method.
  const end = `.${method} (<anonymous>)`;
  return lines.filter((_, i) => lines[i + 1]?.endsWith(end)).map((line) => line.trim());
}

// An exception comes into an awaiting generator by the frame that it delegates to, and there, at no cost before, V8's
// stack tells where each `yield*` stands. Exceptions made without a stack stay without.
function addAwaits(error: unknown): void {
  if (!(error instanceof Error) || !Object.hasOwn(error, "stack") || typeof error.stack !== "string") return;
  if (error.stack.split("\n    at async ").length > MOST_AWAITS) return;
  const lines = placesIn("throw").map((place) => `\n    at async ${place.slice(3)}`);
  // An exception may be frozen.
  Reflect.set(error, "stack", error.stack + lines.join(""));
}
