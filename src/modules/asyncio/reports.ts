// Exception handlers and the log.

import { Handle as EngineHandle } from "../../asyncio/handles.ts";
import { hooks } from "../../asyncio/hooks.ts";
import type { EventLoop } from "../../asyncio/loop.ts";
import type { ExceptionContext } from "../../asyncio/reports.ts";
import { Task as EngineTask } from "../../asyncio/tasks.ts";
import { callMethod } from "../../runtime/attributes.ts";
import { call } from "../../runtime/calls.ts";
import type { Dict } from "../../runtime/containers/dict.ts";
import { typeError } from "../../runtime/errors.ts";
import { enter, leave } from "../../runtime/exceptions.ts";
import { repr, str, truth } from "../../runtime/protocols.ts";
import { None, type Value } from "../../runtime/values.ts";
import { dictOf } from "./contexts.ts";
import { programLoop } from "./customloop.ts";
import { describeSource } from "./debugging.ts";
import { given } from "./define.ts";
import { isCallable, wrapped } from "./wrappers.ts";

/** What is reported of a task, or of something else that has a context, is reported in it. */
function inContext<T>({ task, future, handle }: ExceptionContext, run: () => T): T {
  const thing = task ?? future ?? handle;
  const context = thing instanceof EngineTask || thing instanceof EngineHandle ? thing.getContext() : null;
  if (context === null || context.entered) return run();
  return context.run(run);
}

export function setExceptionHandler(self: EventLoop, handler: Value): Value {
  if (handler === None) self.setExceptionHandler(null);
  else if (!isCallable(handler)) throw typeError(`A callable object or None is expected, got ${repr(handler)}`);
  else {
    const handle = (loop: EventLoop, context: ExceptionContext): Value => {
      // The handler of a callback's exception runs while that one is being handled.
      const previous = context.handle === undefined ? undefined : enter(context.exception as Value);
      try {
        return inContext(context, () => call(handler, programLoop(loop), dictOf(context)));
      } finally {
        if (context.handle !== undefined) leave(previous);
      }
    };
    self.setExceptionHandler(wrapped(handle, handler) as never);
  }
  return None;
}

export function callHandlerOverridden(this: EventLoop, context: object): void {
  callMethod(this, "call_exception_handler", dictOf(context));
}

export function defaultHandlerOverridden(this: EventLoop, context: object): void {
  callMethod(this, "default_exception_handler", dictOf(context));
}

/** What goes to the log where the program has no handler of its own. */
export function logContext(context: Dict): void {
  const get = (key: string): Value | undefined => given(context.get(key));
  const lines = [truth(get("message") ?? None) ? str(get("message")!) : "Unhandled exception in event loop"];
  for (const key of [...context.entries()].map(([each]) => str(each)).sort()) {
    const value = context.get(key)!;
    const kind = key === "source_traceback" ? "Object" : key === "handle_traceback" ? "Handle" : undefined;
    if (kind !== undefined) lines.push(`${key}: ${describeSource(kind, value)}`);
    else if (key !== "message" && key !== "exception") lines.push(`${key}: ${repr(value)}`);
  }
  hooks.log("error", lines.join("\n"), get("exception"));
}
