// Handles under Python's names.

import { type Context, copyContext } from "../../asyncio/contextvars.ts";
import { Handle as EngineHandle, TimerHandle as EngineTimer } from "../../asyncio/handles.ts";
import type { EventLoop } from "../../asyncio/loop.ts";
import { equal } from "../../runtime/comparison.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { factory, typeError } from "../../runtime/errors.ts";
import { hash, repr, toArray } from "../../runtime/protocols.ts";
import { typeOf } from "../../runtime/types.ts";
import { float, None, NotImplemented, type Value } from "../../runtime/values.ts";
import { engineLoop, programLoop } from "./customloop.ts";
import { createdAt, sourceOf } from "./debugging.ts";
import { asyncType, given, lazily, orNone, secondsOf } from "./define.ts";
import { describeCallback } from "./describe.ts";

export const contextFor = (context: Value | undefined): Context => given<Context>(context) ?? copyContext();

const handleMethods = {
  "cancel()": (self: EngineHandle) => {
    if (self.loop.debug && !self.cancelled$) lastReprs.set(self, described(self, true));
    self.cancel();
    return None;
  },
  "cancelled()": (self: EngineHandle) => self.cancelled(),
  "get_context()": (self: EngineHandle) => orNone(self.getContext()),
  "_run()": (self: EngineHandle) => {
    self.run$();
    return None;
  },
};

/** What `Handle(callback, args, loop, context=None)` is given. */
function handleArguments(
  args: Value[],
  keywords: Map<string, Value> | undefined,
): [callback: Value, args: Value[], loop: EventLoop, context: Context] {
  const names = ["callback", "args", "loop", "context"];
  const [callback, given, loop, context] = names.map((name, i) => args[i] ?? keywords?.get(name));
  if (callback === undefined || given === undefined || loop === undefined) {
    throw typeError("Handle.__init__() missing required positional arguments");
  }
  return [callback, toArray(given), engineLoop(loop), contextFor(context)];
}

/** Timers whose time is an int, as they were given it. */
const whole = new WeakSet<EngineTimer>();

export function noteWhen(timer: EngineTimer, when: Value): EngineTimer {
  if (typeof when === "number" && Number.isInteger(when)) whole.add(timer);
  return timer;
}

const whenOf = (self: EngineTimer): Value => (whole.has(self) ? self.when : float(self.when));

/** A handle that is cancelled in debug mode still tells what it was. */
const lastReprs = new WeakMap<EngineHandle, string>();

function described(self: EngineHandle, cancelled = self.cancelled$): string {
  const last = lastReprs.get(self);
  if (last !== undefined) return last;
  const parts = [typeOf(self).tp.name];
  if (cancelled) parts.push("cancelled");
  if (self instanceof EngineTimer) parts.push(`when=${repr(whenOf(self))}`);
  const { callback } = self;
  if (!self.cancelled$) {
    parts.push(
      callback === None ? "None" : describeCallback(callback as Value, self.loop.debug ? self.args : undefined),
    );
  }
  return `<${[...parts, ...createdAt(self)].join(" ")}>`;
}

export const Handle = lazily(() =>
  asyncType({
    name: "Handle",
    hasDict: false,
    module: "asyncio.events",
    ctor: EngineHandle as unknown as new () => object,
    create: (_cls, args, keywords) => {
      const [callback, given, loop, context] = handleArguments(args, keywords);
      return new EngineHandle(callback, given, loop, context);
    },
    special: { __repr__: (self: EngineHandle) => described(self) },
    methods: handleMethods,
    getters: {
      _callback: (self: EngineHandle) => orNone(self.callback),
      _cancelled: (self: EngineHandle) => self.cancelled$,
      _args: (self: EngineHandle) => (self.cancelled$ ? None : new Tuple([...self.args] as Value[])),
      _context: (self: EngineHandle) => orNone(self.context),
      _loop: (self: EngineHandle) => programLoop(self.loop),
      _source_traceback: sourceOf,
    },
  }),
);

const ordered =
  (compare: (a: EngineTimer, b: EngineTimer) => boolean) =>
  (self: EngineTimer, other: Value): Value =>
    other instanceof EngineTimer ? compare(self, other) : NotImplemented;

const sameTimer = (a: EngineTimer, b: EngineTimer): boolean =>
  a.when === b.when &&
  a.cancelled$ === b.cancelled$ &&
  equal(orNone(a.callback), orNone(b.callback)) &&
  equal(new Tuple([...a.args] as Value[]), new Tuple([...b.args] as Value[]));

export const TimerHandle = lazily(() =>
  asyncType({
    name: "TimerHandle",
    hasDict: false,
    module: "asyncio.events",
    base: Handle(),
    ctor: EngineTimer as unknown as new () => object,
    create: (_cls, [when, ...args], keywords) => {
      if (when === undefined) throw typeError("TimerHandle.__init__() missing 1 required positional argument: 'when'");
      if (when === None) throw factory.make("AssertionError", []);
      const [callback, given, loop, context] = handleArguments(args, keywords);
      return noteWhen(new EngineTimer(secondsOf(when), callback, given, loop, context), when);
    },
    special: {
      __repr__: (self: EngineTimer) => described(self),
      __hash__: (self: EngineTimer) => hash(whenOf(self)),
      __lt__: ordered((a, b) => a.when < b.when),
      __le__: ordered((a, b) => a.when < b.when || sameTimer(a, b)),
      __gt__: ordered((a, b) => a.when > b.when),
      __ge__: ordered((a, b) => a.when > b.when || sameTimer(a, b)),
      __eq__: ordered(sameTimer),
    },
    methods: { "when()": whenOf },
    getters: {
      _when: whenOf,
      _scheduled: (self: EngineTimer) => self.scheduled,
    },
  }),
);
