// What an exception handler is told: an object of the engine's, and a dictionary for Python.

import type { ExceptionContext } from "../../asyncio/loop.ts";
import { Dict } from "../../runtime/containers/dict.ts";
import { asException } from "../../runtime/exceptions.ts";
import type { Value } from "../../runtime/values.ts";
import { orNone } from "./define.ts";

const CAMEL: Record<string, string> = { source_traceback: "sourceTraceback", handle_traceback: "handleTraceback" };
const SNAKE: Record<string, string> = { sourceTraceback: "source_traceback", handleTraceback: "handle_traceback" };

export function contextOf(value: Value): ExceptionContext {
  const context: ExceptionContext = {};
  for (const [key, item] of (value as Dict).entries()) context[CAMEL[String(key)] ?? String(key)] = item;
  return context;
}

export function dictOf(context: object): Dict {
  const result = new Dict();
  for (const [key, item] of Object.entries(context)) {
    const value = (item as { python?: Value } | undefined)?.python ?? item;
    result.set(SNAKE[key] ?? key, value instanceof Error ? asException(value) : orNone(value));
  }
  return result;
}
