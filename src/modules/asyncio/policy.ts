// Which loop is the current one, and what makes loops: the running loop, else what `set_event_loop` said; policies, which
// are on their way out of Python, only as far as programs still name them.

import type { EventLoop } from "../../asyncio/loop.ts";
import { runningLoop } from "../../asyncio/state.ts";
import { callMethod } from "../../runtime/attributes.ts";
import { notImplementedError, runtimeError, typeError } from "../../runtime/errors.ts";
import { origins, trackOrigins } from "../../runtime/origins.ts";
import { isInstance, typeName } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { environment } from "../environment.ts";
import { asyncType, given, lazily } from "./define.ts";
import { SelectorEventLoop } from "./loop.ts";

/** What `set_event_loop` said last. */
let chosen: EventLoop | undefined;
/** What `set_event_loop_policy` said; undefined for the default policy. */
let policy: Value | undefined;

export function choose(loop: EventLoop | undefined): void {
  chosen = loop;
}

export function currentLoop(): EventLoop {
  const loop = (runningLoop as EventLoop | null) ?? chosen;
  if (loop !== undefined) return loop;
  if (policy !== undefined) return callMethod(policy, "get_event_loop") as EventLoop;
  throw runtimeError("There is no current event loop in thread 'MainThread'.");
}

/** asyncio's debug mode is asked for when the interpreter starts: each loop has it, and coroutines know who made them. */
function makeLoop(): EventLoop {
  const loop = new (SelectorEventLoop().tp.construct as unknown as new () => EventLoop)();
  if (environment.flags.asyncioDebug) {
    loop.setDebug(true);
    if (origins.depth === 0) trackOrigins(ORIGIN_DEPTH);
  }
  return loop;
}

/** asyncio's DEBUG_STACK_DEPTH. */
const ORIGIN_DEPTH = 10;

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
      "get_event_loop()": () => {
        if (chosen === undefined) throw runtimeError("There is no current event loop in thread 'MainThread'.");
        return chosen;
      },
      "set_event_loop(loop)": (_self: Value, loop: Value) => {
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
