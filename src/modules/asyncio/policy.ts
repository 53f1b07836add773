// Which loop is the current one: the running one, else what `set_event_loop` said.

import type { EventLoop } from "../../asyncio/loop.ts";
import { runningLoop } from "../../asyncio/state.ts";
import { runtimeError } from "../../runtime/errors.ts";

/** What `set_event_loop` said last. */
let chosen: EventLoop | undefined;

export function choose(loop: EventLoop | undefined): void {
  chosen = loop;
}

export function currentLoop(): EventLoop {
  const loop = (runningLoop as EventLoop | null) ?? chosen;
  if (loop === undefined) throw runtimeError("There is no current event loop in thread 'MainThread'.");
  return loop;
}
