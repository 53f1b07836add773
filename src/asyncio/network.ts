// What the parts of the engine with real I/O share: the loop's host, operations of the host as futures, and what a loop
// has open.

import { HostError } from "../host/host.ts";
import {
  type Address,
  type Done,
  type GiveUp,
  type Network,
  noNetwork,
  noProcesses,
  type Processes,
} from "../host/network.ts";
import { nodeNetwork } from "../host/nodenetwork.ts";
import { nodeProcesses } from "../host/nodeprocesses.ts";
import { type Coroutine, Coroutine as CoroutineObject, type Frame } from "./coroutine.ts";
import { ValueError } from "./exceptions.ts";
import type { Future } from "./futures.ts";
import { Handle } from "./handles.ts";
import { hooks } from "./hooks.ts";
import type { EventLoop } from "./loop.ts";
import { nativeCode } from "./native.ts";
import { hostFailure } from "./oserrors.ts";

interface Outside {
  readonly network?: Network;
  readonly processes?: Processes;
}

// A clock that is a whole host says what it offers; the plain clock of a Node process goes with Node's network.
function outsideOf(loop: EventLoop): Outside {
  const host = loop.clock as Outside;
  if (host.network !== undefined) return host;
  const isNode = loop.clock.hasEvents && typeof globalThis.process?.getBuiltinModule === "function";
  return isNode ? { network: nodeNetwork, processes: nodeProcesses } : {};
}

export const networkOf = (loop: EventLoop): Network => outsideOf(loop).network ?? noNetwork;
export const processesOf = (loop: EventLoop): Processes => outsideOf(loop).processes ?? noProcesses;

/**
 * A future of what the host does, which a turn of the loop settles. `failed` makes the exception of an error. If the
 * future is cancelled, the operation is given up, even if its result is on the way.
 */
export function ofHost<T>(
  loop: EventLoop,
  begin: (done: Done<T>) => GiveUp | undefined,
  failed: (error: HostError) => unknown = hostFailure,
): Future<T> {
  const future = loop.createFuture<T>();
  let giveUp: GiveUp | undefined;
  try {
    giveUp = begin((error, result) => {
      const settle = (): void => {
        if (future.done()) return;
        if (error === undefined) future.setResult(result as T);
        else future.setException(failed(error));
      };
      if (!future.done() && !loop.isClosed()) loop.pushEvent(new Handle(settle, [], loop, null));
    });
  } catch (error) {
    future.cancel();
    throw error instanceof HostError ? hostFailure(error) : error;
  }
  future.addCallback(() => {
    if (future.cancelled()) giveUp?.();
  });
  return future;
}

/** Raises an error if an address has a port that there cannot be; `what` names the system's call. */
export function checkPort(what: string, at: Address | undefined): void {
  if (at === undefined || typeof at === "string" || (at.port >= 0 && at.port <= 65_535)) return;
  const message = `${what}(): port must be 0-65535.`;
  throw hooks.makeError === null ? new ValueError(message) : hooks.makeError("OverflowError", [message]);
}

/** A coroutine object of a body written in the engine. */
export function coroutineOf<T>(qualname: string, body: Frame): Coroutine<T> {
  return new CoroutineObject<T>(body, nativeCode(qualname));
}
