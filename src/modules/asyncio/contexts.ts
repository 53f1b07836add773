// What an exception handler is told: an object of the engine's, and a dictionary for Python.

import type { ExceptionContext } from "../../asyncio/reports.ts";
import { Dict } from "../../runtime/containers/dict.ts";
import { asException } from "../../runtime/exceptions.ts";
import type { Value } from "../../runtime/values.ts";
import { sourceValue } from "./debugging.ts";
import { orNone } from "./define.ts";

const CAMEL: Record<string, string> = { source_traceback: "sourceTraceback", handle_traceback: "handleTraceback" };
const SNAKE: Record<string, string> = { sourceTraceback: "source_traceback", handleTraceback: "handle_traceback" };

/** What a program itself reports, its handler gets as it is. */
const originals = new WeakMap<object, Dict>();

export function contextOf(value: Value): ExceptionContext {
  const context: ExceptionContext = {};
  originals.set(context, value as Dict);
  for (const [key, item] of (value as Dict).entries()) context[CAMEL[String(key)] ?? String(key)] = item;
  return context;
}

/** The engine reports on what it told an exception handler. */
const isContext = (value: unknown): value is object =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

export function dictOf(context: object): Dict {
  const original = originals.get(context);
  if (original !== undefined) return original;
  const result = new Dict();
  for (const [key, item] of Object.entries(context)) {
    const value = isContext(item) ? dictOf(item) : ((item as { python?: Value } | undefined)?.python ?? item);
    result.set(SNAKE[key] ?? key, value instanceof Error ? asException(value) : sourceValue(orNone(value)));
  }
  return result;
}
