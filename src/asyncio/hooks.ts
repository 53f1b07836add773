// What the engine asks of the language above it. The defaults speak JavaScript; the Python runtime replaces functions
// of `hooks` when it starts, and the same engine then speaks Python: type names, reprs, calls, comparisons.

import type { AsyncGenerator } from "./asyncgen.ts";
import type { Context } from "./contextvars.ts";
import type { EventLoop } from "./loop.ts";
import { originOf } from "./origins.ts";
import { runningLoop } from "./state.ts";
import type { Thread } from "./threads.ts";

/** What the engine knows of the code of a frame; a Python code object has far more. */
export interface CodeLike {
  readonly name: string;
  readonly qualname: string;
  /** The frame of an ordinary function that may block: a StopIteration passes through it as it is. */
  readonly isPlain?: boolean;
  /** The frame takes `RAISED` from a `yield` in place of a throw, and returns it where it raises (see coroutine.ts). */
  readonly takesRaised?: boolean;
  /** Where the function was made, for the report of a coroutine that was never awaited. */
  readonly origin?: string | undefined;
}

/** What a report about a coroutine can be made from. */
export interface CoroutineLike {
  readonly code: CodeLike;
  readonly state: number;
  readonly position: unknown;
}

/** Told of a thread's result, or of what it has raised. */
type ThreadDone = (outcome: unknown, failed: boolean) => void;

export interface Hooks {
  /** The name of a value's type, for messages such as "'int' object can't be awaited". */
  typeName(value: unknown): string;
  /** The repr of a value, for messages and for the repr of futures. */
  repr(value: unknown): string;
  /** The repr of a result, cut to a length that fits a line. */
  shortRepr(value: unknown): string;
  /** How a callback is shown in the repr of a future or a handle: `name() at file:line`. */
  describeCallback(callback: unknown, args: readonly unknown[] | undefined): string;
  /** How a coroutine is shown in the repr of a task, without angle brackets: `main() running at file:line`. */
  describeCoroutine(coroutine: CoroutineLike): string;
  /** Calls a callback that is not a JavaScript function. */
  call(callback: unknown, args: readonly unknown[]): unknown;
  /** Runs a function in a thread, where it may suspend; `done` is told the outcome. Null: it is called plainly. */
  runThread:
    | ((callable: unknown, args: readonly unknown[], context: Context, done: ThreadDone, thread: Thread) => void)
    | null;
  /** Calls a loop's exception handler. */
  callExceptionHandler(handler: unknown, loop: unknown, context: object): void;
  /** Whether a value that is no coroutine, future or promise can be awaited. */
  isAwaitable(value: unknown): boolean;
  /** Whether two callbacks are the same, for `removeDoneCallback`: bound methods are equal, not identical. */
  sameCallback(a: unknown, b: unknown): boolean;
  /** `a < b`, for the order of a `PriorityQueue`. */
  lessThan(a: unknown, b: unknown): boolean;
  /** The truth of what a predicate returns. */
  isTrue(value: unknown): boolean;
  /** Awaits a value that has no `await$` and is no promise; raises the TypeError if it cannot be awaited. */
  awaitOther(value: unknown): unknown;
  /** Makes the exception that a task group raises. Null: the engine's own class. */
  makeGroup: ((message: string, exceptions: readonly unknown[]) => unknown) | null;
  /** Makes the exception of an operating system's error number. Null: the engine's own classes. */
  makeOSError: ((errno: number, text: string, filename: string | undefined) => unknown) | null;
  /** Makes another exception by the name of its class. Null: the engine's own. */
  makeError: ((name: string, args: readonly unknown[]) => unknown) | null;
  /** Told of an exception that was raised while a timeout's cancellation was being handled. */
  timedOut: ((error: unknown) => void) | null;
  /** A future raises the exception that it failed with. */
  raises: ((future: object) => void) | null;
  /** Whether `reportNeverAwaited(null)` is called when the program ends. */
  reportsAtEnd: boolean;
  /** Reports a coroutine that was never awaited. */
  neverAwaited(coroutine: CoroutineLike): void;
  /** Writes a report (an exception nobody saw, a slow callback) to where such reports go. */
  log(level: "error" | "warning", message: string, exception?: unknown): void;
  /** An asynchronous generator begins. */
  generatorBegins(generator: AsyncGenerator): void;
  /** Where an object is being made: what reports print after "Object created at". Asked in debug mode only. */
  captureOrigin(): unknown;
}

function typeName(value: unknown): string {
  if (value === undefined || value === null) return "NoneType";
  if (typeof value === "object" || typeof value === "function") {
    return (value as object).constructor?.name || "object";
  }
  return typeof value;
}

function functionName(value: unknown): string {
  return (typeof value === "function" && value.name) || typeName(value);
}

export const hooks: Hooks = {
  typeName,
  repr(value) {
    if (typeof value === "string") return JSON.stringify(value);
    if (value instanceof Error) return `${value.name}(${value.message === "" ? "" : JSON.stringify(value.message)})`;
    if (typeof value === "function") return `<function ${value.name}>`;
    if (typeof value !== "object" || value === null) return String(value);
    const own = (value as { toString?: unknown }).toString;
    return own === Object.prototype.toString ? `<${typeName(value)}>` : String(value);
  },
  shortRepr(value) {
    const text = hooks.repr(value);
    return text.length <= 40 ? text : `${text.slice(0, 18)}...${text.slice(-19)}`;
  },
  describeCallback(callback) {
    return `${functionName(callback)}()`;
  },
  describeCoroutine(coroutine) {
    return `${coroutine.code.qualname}() ${coroutine.state === 3 ? "done" : "running"}`;
  },
  call(callback) {
    throw new globalThis.TypeError(`${typeName(callback)} is not a function`);
  },
  runThread: null,
  callExceptionHandler(handler, loop, context) {
    (handler as (loop: unknown, context: object) => void)(loop, context);
  },
  isAwaitable(value) {
    return typeof (value as { await$?: unknown } | undefined | null)?.await$ === "function";
  },
  sameCallback(a, b) {
    return a === b;
  },
  lessThan(a, b) {
    return (a as number) < (b as number);
  },
  isTrue(value) {
    return Boolean(value);
  },
  awaitOther(value) {
    throw new globalThis.TypeError(`'${typeName(value)}' object can't be awaited`);
  },
  makeGroup: null,
  makeOSError: null,
  makeError: null,
  timedOut: null,
  raises: null,
  reportsAtEnd: false,
  neverAwaited(coroutine) {
    const origin = originOf(coroutine) ?? coroutine.code.origin;
    const place = origin === undefined ? "; debug mode tells where it was made" : ` (made ${origin})`;
    hooks.log("warning", `coroutine '${coroutine.code.qualname}' was never awaited${place}`);
  },
  log(level, message, exception) {
    if (exception === undefined) console[level === "error" ? "error" : "warn"](message);
    else console.error(message, exception);
  },
  generatorBegins(generator) {
    (runningLoop as EventLoop | null)?.addGenerator(generator);
  },
  captureOrigin() {
    return new Error().stack?.split("\n").slice(3).join("\n");
  },
};

/**
 * The place that called the function that calls this one, as JavaScript's stack tells it: "at name (file:line:column)";
 * or a place so many calls further up.
 */
export function placeOfCaller(further = 0): string | undefined {
  return new Error().stack?.split("\n")[3 + further]?.trim();
}
