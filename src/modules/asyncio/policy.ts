// Which loop is the current one, and what makes loops: the running loop, else what `set_event_loop` said; policies, which
// are on their way out of Python, only as far as programs still name them.

import type { EventLoop } from "../../asyncio/loop.ts";
import { runningLoop } from "../../asyncio/state.ts";
import { currentThread, mainThread, type Thread } from "../../asyncio/threads.ts";
import { callMethod, getattr } from "../../runtime/attributes.ts";
import { notImplementedError, runtimeError, typeError } from "../../runtime/errors.ts";
import { importNow } from "../../runtime/imports.ts";
import { repr } from "../../runtime/protocols.ts";
import { isInstance, typeName } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { environment } from "../environment.ts";
import { asyncType, given, lazily } from "./define.ts";
import { AbstractEventLoop, SelectorEventLoop } from "./loop.ts";

/** What `set_event_loop` said last in each thread. */
const chosen = new WeakMap<Thread, EventLoop>();
/** What `set_event_loop_policy` said; undefined for the default policy. */
let policy: Value | undefined;

export function choose(loop: EventLoop | undefined): void {
  if (loop === undefined) chosen.delete(currentThread);
  else chosen.set(currentThread, loop);
}

export function currentLoop(): EventLoop {
  if (runningLoop !== null) return runningLoop as EventLoop;
  return policy === undefined ? chosenLoop() : (callMethod(policy, "get_event_loop") as EventLoop);
}

function chosenLoop(): EventLoop {
  const loop = chosen.get(currentThread);
  if (loop !== undefined) return loop;
  const name =
    currentThread === mainThread ? "MainThread" : getattr(callMethod(importNow("threading"), "current_thread"), "name");
  throw runtimeError(`There is no current event loop in thread ${repr(name)}.`);
}

/** asyncio's debug mode may be asked for when the interpreter starts: each loop has it then. */
function makeLoop(): EventLoop {
  const loop = new (SelectorEventLoop().tp.construct as unknown as new () => EventLoop)();
  if (environment.flags.asyncioDebug) loop.setDebug(true);
  return loop;
}

/** `set_event_loop` */
export function setLoop(loop: Value): void {
  callMethod(getPolicy(), "set_event_loop", loop);
}

export const newLoop = (): EventLoop =>
  policy === undefined ? makeLoop() : (callMethod(policy, "new_event_loop") as EventLoop);

const unimplemented = (): Value => {
  throw notImplementedError();
};

export const AbstractEventLoopPolicy = lazily(() =>
  asyncType({
    name: "_AbstractEventLoopPolicy",
    module: "asyncio.events",
    methods: {
      "get_event_loop()": unimplemented,
      "set_event_loop(loop)": unimplemented,
      "new_event_loop()": unimplemented,
    },
  }),
);

export const DefaultEventLoopPolicy = lazily(() =>
  asyncType({
    name: "_DefaultEventLoopPolicy",
    module: "asyncio.unix_events",
    base: AbstractEventLoopPolicy(),
    methods: {
      "get_event_loop()": chosenLoop,
      "set_event_loop(loop)": (_self: Value, loop: Value) => {
        if (loop !== None && !isInstance(loop, AbstractEventLoop())) {
          const kind = typeName(loop);
          throw typeError(`loop must be an instance of AbstractEventLoop or None, not '${kind}'`);
        }
        choose(given<EventLoop & object>(loop));
        return None;
      },
      "new_event_loop()": makeLoop,
    },
  }),
);

const defaultPolicy = lazily(() => new (DefaultEventLoopPolicy().tp.construct)() as Value);

export const getPolicy = (): Value => policy ?? defaultPolicy();

export function setPolicy(value: Value): Value {
  if (value !== None && !isInstance(value, AbstractEventLoopPolicy())) {
    throw typeError(`policy must be an instance of AbstractEventLoopPolicy or None, not '${typeName(value)}'`);
  }
  policy = value === None || value === defaultPolicy() ? undefined : value;
  return None;
}
