// Debug mode: where things were made, which thread a loop runs in, who makes coroutines.

import type { EventLoop } from "../../asyncio/loop.ts";
import { noteOrigin, originOf } from "../../asyncio/origins.ts";
import { currentThread, type Thread } from "../../asyncio/threads.ts";
import { callMethod } from "../../runtime/attributes.ts";
import { List } from "../../runtime/containers/list.ts";
import { runtimeError } from "../../runtime/errors.ts";
import { importNow } from "../../runtime/imports.ts";
import { Origin, origins, trackOrigins } from "../../runtime/origins.ts";
import { str } from "../../runtime/protocols.ts";
import { pythonStack } from "../../runtime/stack.ts";
import { None, type Value } from "../../runtime/values.ts";

/** asyncio's DEBUG_STACK_DEPTH. */
export const ORIGIN_DEPTH = 10;

// ---- where things were made

/** The frames that run now, and the list that a program sees of them, once it asks. */
class SourceTraceback extends Origin {
  private list: Value | undefined = undefined;

  /** A `traceback.StackSummary`, the innermost frame last. */
  summary(): Value {
    this.list ??= callMethod(
      importNow("asyncio.format_helpers"),
      "_summary_of",
      new List([...this.frames].reverse() as Value[]),
    );
    return this.list;
  }

  override toString(): string {
    const [made] = this.frames;
    return made === undefined ? "" : `created at ${made.code.filename}:${made.line}`;
  }
}

export const captureOrigin = (): unknown => new SourceTraceback(pythonStack().slice(0, ORIGIN_DEPTH));

export function noteSource(what: object, loop: EventLoop): void {
  if (loop.debug) noteOrigin(what, captureOrigin());
}

/** What a program sees of where something was made; None if that was not in debug mode. */
export function sourceOf(what: object): Value {
  const origin = originOf(what);
  return origin instanceof SourceTraceback ? origin.summary() : None;
}

/** The end of a repr, as a list of one part or none. */
export function createdAt(what: object): string[] {
  const text = originOf(what)?.toString();
  return text ? [text] : [];
}

/** A value of an exception handler's context as a program sees it. */
export const sourceValue = (value: Value): Value => (value instanceof SourceTraceback ? value.summary() : value);

/** What `default_exception_handler` says of a list of frames. */
export const describeSource = (title: string, list: Value): string =>
  `${title} created at (most recent call last):\n${str(callMethod(importNow("asyncio.format_helpers"), "_text_of", list))}`;

// ---- while a loop runs

const threads = new WeakMap<EventLoop, Thread>();

/** How many frames of each coroutine's origin were noted before the loop ran, while it runs in debug mode. */
const depths = new WeakMap<EventLoop, number>();

/** A loop's debug mode is the interpreter's while it runs: coroutines know who made them. */
export function trackCoroutines(loop: EventLoop, tracks: boolean): void {
  const before = depths.get(loop);
  if (tracks === (before !== undefined)) return;
  if (tracks) depths.set(loop, origins.depth);
  else depths.delete(loop);
  trackOrigins(before ?? ORIGIN_DEPTH);
}

export function noteRun(loop: EventLoop, running: boolean): void {
  threads.set(loop, currentThread);
  trackCoroutines(loop, running && loop.debug);
}

/** In debug mode only the loop's own thread may ask it to call something. */
export function checkThread(loop: EventLoop): void {
  if (!loop.isRunning() || threads.get(loop) === currentThread) return;
  throw runtimeError("Non-thread-safe operation invoked on an event loop other than the current one");
}
