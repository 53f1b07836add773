// What a frame that can suspend handles: put aside while it is suspended, so that nobody else sees it as theirs.

import { passedError, RAISED } from "../asyncio/coroutine.ts";
import { enter, isException, leave, setContext } from "./exceptions.ts";
import type { Value } from "./values.ts";

type Frame = globalThis.Generator<Value, Value, Value>;

/** An exception that a handler is dealing with, and what was handled before. */
export interface Held {
  readonly exception: Value;
  previous: Value | undefined;
}

export const hold = (exception: Value): Held => ({ exception, previous: enter(exception) });

export function release(held: Held): void {
  leave(held.previous);
}

function putAside(held: Held[]): void {
  const [outermost] = held;
  if (outermost) leave(outermost.previous);
}

function takeUp(held: Held[]): void {
  for (const each of held) each.previous = enter(each.exception);
}

const present = (held: (Held | undefined)[]): Held[] => held.filter((each): each is Held => each !== undefined);

export function* yieldHeld(all: (Held | undefined)[], value: Value | undefined): Frame {
  const held = present(all);
  let raised: unknown;
  putAside(held);
  try {
    const sent = yield value as Value;
    if (sent === RAISED) raised = passedError();
    return sent;
  } catch (e) {
    raised = e;
    throw e;
  } finally {
    takeUp(held);
    if (isException(raised)) setContext(raised);
  }
}

export function* yieldFromHeld(all: (Held | undefined)[], frame: Frame): Frame {
  const held = present(all);
  let step = frame.next(undefined as unknown as Value);
  while (!step.done) {
    let sent: Value;
    putAside(held);
    try {
      sent = yield step.value;
    } catch (e) {
      takeUp(held);
      if (isException(e)) setContext(e);
      step = frame.throw(e);
      continue;
    }
    takeUp(held);
    step = frame.next(sent);
  }
  return step.value;
}
