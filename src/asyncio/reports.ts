// What a loop tells of errors that nobody caught and of what was forgotten, and its debug mode.

import { isExit, PyTypeError } from "./exceptions.ts";
import { hooks } from "./hooks.ts";
import type { EventLoop } from "./loop.ts";
import { originOf } from "./origins.ts";

/** What an exception handler is told. */
export interface ExceptionContext {
  message?: string;
  exception?: unknown;
  future?: unknown;
  task?: unknown;
  handle?: unknown;
  asyncgen?: unknown;
  [key: string]: unknown;
}

/** What is told of errors that nobody caught, and of what was forgotten. */
export type ExceptionHandler = (loop: EventLoop, context: ExceptionContext) => void;

/** The part of a loop that reports. */
export abstract class Reporter {
  debug = false;
  /** In debug mode, callbacks that take longer are reported; in seconds. */
  slowCallbackDuration = 0.1;
  private exceptionHandler: ExceptionHandler | null = null;

  /** Whether it is in debug mode. */
  getDebug(): boolean {
    return this.debug;
  }

  /** In debug mode it notes where things were made, and reports callbacks that take long. */
  setDebug(enabled: boolean): void {
    this.debug = enabled;
  }

  /** Says who is told of errors that nobody caught; null for the log. */
  setExceptionHandler(handler: ExceptionHandler | null): void {
    if (handler !== null && typeof handler !== "function") {
      throw new PyTypeError(`A callable object or None is expected, got ${hooks.repr(handler)}`);
    }
    this.exceptionHandler = handler;
  }

  /** Who is told of errors that nobody caught; null for the log. */
  getExceptionHandler(): ExceptionHandler | null {
    return this.exceptionHandler;
  }

  /** What happens with errors if no handler is set: they are logged. */
  defaultExceptionHandler(context: ExceptionContext): void {
    const lines = [context.message || "Unhandled exception in event loop"];
    for (const key of Object.keys(context).sort()) {
      if (key === "sourceTraceback") lines.push(`Object created at (most recent call last):\n${context[key]}`);
      else if (key !== "message" && key !== "exception") lines.push(`${key}: ${hooks.repr(context[key])}`);
    }
    hooks.log("error", lines.join("\n"), context.exception);
  }

  /** Tells the exception handler. What the handler raises is logged. */
  callExceptionHandler(context: ExceptionContext): void {
    const { exceptionHandler } = this;
    let failure = "Exception in default exception handler";
    try {
      if (exceptionHandler !== null) {
        try {
          hooks.callExceptionHandler(exceptionHandler, this, context);
          return;
        } catch (exception) {
          if (isExit(exception)) throw exception;
          failure += " while handling an unexpected error in custom exception handler";
          context = { message: "Unhandled error in exception handler", exception, context };
        }
      }
      this.defaultExceptionHandler(context);
    } catch (error) {
      if (isExit(error)) throw error;
      hooks.log("error", failure, error);
    }
  }

  /** Reports on something; in debug mode the handler is told where that was made. */
  report(what: object, context: ExceptionContext): void {
    const origin = originOf(what);
    if (origin !== undefined) context.sourceTraceback = origin;
    this.callExceptionHandler(context);
  }
}
