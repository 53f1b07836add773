// Errors of the operating system as exceptions: what a host reports becomes the exception that Python raises.

import { ERRNO, NAME_ERRORS } from "../host/errno.ts";
import { HostError } from "../host/host.ts";
import { type ExceptionClass, nameException, OSError, RuntimeError, TimeoutError } from "./exceptions.ts";
import { hooks } from "./hooks.ts";

/** https://docs.python.org/3.14/library/exceptions.html#ConnectionError */
export class ConnectionError extends OSError {}
export class BrokenPipeError extends ConnectionError {}
export class ConnectionAbortedError extends ConnectionError {}
export class ConnectionRefusedError extends ConnectionError {}
export class ConnectionResetError extends ConnectionError {}
export class FileNotFoundError extends OSError {}
export class PermissionError extends OSError {}
export class ProcessLookupError extends OSError {}
/** A name that has no address (https://docs.python.org/3.14/library/socket.html#socket.gaierror). */
export class NameResolutionError extends OSError {}
export class NotImplementedError extends RuntimeError {}

// Names are written out because minifiers rename classes.
const names: [ExceptionClass, string][] = [
  [ConnectionError, "ConnectionError"],
  [BrokenPipeError, "BrokenPipeError"],
  [ConnectionAbortedError, "ConnectionAbortedError"],
  [ConnectionRefusedError, "ConnectionRefusedError"],
  [ConnectionResetError, "ConnectionResetError"],
  [FileNotFoundError, "FileNotFoundError"],
  [PermissionError, "PermissionError"],
  [ProcessLookupError, "ProcessLookupError"],
  [NameResolutionError, "gaierror"],
  [NotImplementedError, "NotImplementedError"],
];
for (const [type, name] of names) nameException(type, name);

type OSErrorClass = new (...args: unknown[]) => OSError;

function classOf(errno: number): OSErrorClass {
  switch (errno) {
    case 1:
    case 13:
      return PermissionError;
    case 2:
      return FileNotFoundError;
    case 3:
      return ProcessLookupError;
    case 32:
    case 108:
      return BrokenPipeError;
    case 103:
      return ConnectionAbortedError;
    case 104:
      return ConnectionResetError;
    case 110:
      return TimeoutError;
    case 111:
      return ConnectionRefusedError;
    default:
      return errno < 0 ? NameResolutionError : OSError;
  }
}

/** The exception of an error number; a negative one is a name's that has no address. */
export function osError(errno: number, text: string, filename?: string): Error {
  if (hooks.makeOSError !== null) return hooks.makeOSError(errno, text, filename) as Error;
  const error = new (classOf(errno))(errno, text);
  return filename === undefined ? error : Object.assign(error, { filename });
}

/** The errno and text of what a host reports. */
export function errnoOf(error: HostError): readonly [number, string] {
  return ERRNO[error.code] ?? NAME_ERRORS[error.code] ?? [5, error.message];
}

/** What a host reports, as an exception. */
export function hostFailure(error: HostError, filename?: string): Error {
  const [errno, text] = errnoOf(error);
  return osError(errno, error.code === "EOPNOTSUPP" ? error.message : text, filename);
}

/** Asks the host; its errors become exceptions. */
export function asking<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw error instanceof HostError ? hostFailure(error, error.path) : error;
  }
}

/** "Connection lost", as it is told to those who wait for a connection that is gone. */
export const connectionReset = (text: string): Error =>
  hooks.makeError === null
    ? new ConnectionResetError(text)
    : (hooks.makeError("ConnectionResetError", [text]) as Error);
export const processGone = (): Error =>
  hooks.makeError === null ? new ProcessLookupError() : (hooks.makeError("ProcessLookupError", []) as Error);
export const notImplemented = (text?: string): Error => {
  const args = text === undefined ? [] : [text];
  return hooks.makeError === null
    ? new NotImplementedError(...args)
    : (hooks.makeError("NotImplementedError", args) as Error);
};
