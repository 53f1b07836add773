// What the engine asks of the language above it. The defaults speak JavaScript; the Python runtime replaces the
// functions of `hooks` when it starts, and the same engine then speaks Python: type names, reprs, calls, comparisons.

export type Callback = (...args: never[]) => unknown;

export interface Hooks {
  /** The name of a value's type, for messages such as "'int' object can't be awaited". */
  typeName(value: unknown): string;
  /** The repr of a value, for messages and for the repr of futures. */
  repr(value: unknown): string;
  /** How a callback is shown in the repr of a future or handle: `name() at file:line`. */
  describeCallback(callback: unknown, args: readonly unknown[] | undefined): string;
  /** How a coroutine is shown in the repr of a task: `name() running at file:line`, without the angle brackets. */
  describeCoroutine(coroutine: { code: CodeLike; state: number; position: unknown }): string;
  /** Calls a callback that is not a JavaScript function. */
  call(callback: unknown, args: readonly unknown[]): unknown;
  /** Whether two callbacks are the same, for `removeDoneCallback`: bound methods are equal, not identical. */
  sameCallback(a: unknown, b: unknown): boolean;
  /** `a < b`, for the order of a `PriorityQueue`. */
  lessThan(a: unknown, b: unknown): boolean;
  /** Awaits a value that has no `await$` and is no promise; raises the TypeError if it cannot be awaited. */
  awaitOther(value: unknown): unknown;
  /** Reports a coroutine that was never awaited. */
  neverAwaited(coroutine: { code: CodeLike; origin: unknown }): void;
  /** Writes a report of the loop (an exception nobody saw, a slow callback) to where such reports go. */
  log(level: "error" | "warning", message: string, exception: unknown): void;
  /** The place where an object is being made, kept in debug mode only; undefined if unknown. */
  captureOrigin(): unknown;
}

/** What the engine knows of the code of a frame; a Python code object has far more. */
export interface CodeLike {
  readonly name: string;
  readonly qualname: string;
}
