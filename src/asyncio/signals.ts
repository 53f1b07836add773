// Signals of the operating system (https://docs.python.org/3.14/library/asyncio-eventloop.html#unix-signals).

import { HostError } from "../host/host.ts";
import { copyContext } from "./contextvars.ts";
import { loopOf } from "./ensure.ts";
import { RuntimeError, ValueError } from "./exceptions.ts";
import { Handle } from "./handles.ts";
import type { EventLoop, Resource } from "./loop.ts";
import { processesOf } from "./network.ts";
import { hostFailure } from "./oserrors.ts";

class SignalHandlers implements Resource {
  readonly undo = new Map<number, () => void>();

  release$(): void {
    for (const undo of this.undo.values()) undo();
    this.undo.clear();
  }
}

const handlers = new WeakMap<EventLoop, SignalHandlers>();

/** The number of a signal, given by number or by name ("SIGTERM"). */
function numberOf(loop: EventLoop, signal: number | string): number {
  const { signals } = processesOf(loop);
  const number = typeof signal === "string" ? signals[signal] : signal;
  if (number === undefined || !(number >= 1 && number <= 64)) throw new ValueError(`invalid signal number ${signal}`);
  return number;
}

/**
 * Calls `callback(...args)` in the loop at each signal, in the place of what was called before.
 *
 * @example
 * addSignalHandler("SIGTERM", () => server.close());
 */
export function addSignalHandler<A extends unknown[]>(
  signal: number | string,
  callback: (...args: A) => unknown,
  ...args: A
): void {
  setSignalHandler(loopOf(undefined), signal, callback, args);
}

export function setSignalHandler(
  loop: EventLoop,
  signal: number | string,
  callback: unknown,
  args: readonly unknown[],
): void {
  loop.checkClosed();
  const number = numberOf(loop, signal);
  removeSignalHandler(number, loop);
  let own = handlers.get(loop);
  if (own === undefined) {
    own = new SignalHandlers();
    handlers.set(loop, own);
    loop.resources.add(own);
  }
  const context = copyContext();
  try {
    const undo = processesOf(loop).onSignal(number, () => {
      if (!loop.isClosed()) loop.push(new Handle(callback, args, loop, context));
    });
    own.undo.set(number, undo);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw error.code === "EINVAL" ? new RuntimeError(`sig ${number} cannot be caught`) : hostFailure(error);
  }
}

/** Gives the signal back to what handled it before. False if no handler was set. */
export function removeSignalHandler(signal: number | string, loop?: EventLoop): boolean {
  const own = handlers.get(loopOf(loop));
  const number = numberOf(loopOf(loop), signal);
  const undo = own?.undo.get(number);
  if (own === undefined || undo === undefined) return false;
  own.undo.delete(number);
  undo();
  return true;
}
