// Lock, Event, Condition, Semaphore, Barrier under Python's names.

import { awaitFrame, awaitValue, SUSPENDED } from "../../asyncio/coroutine.ts";
import * as engine from "../../asyncio/locks.ts";
import type { EventLoop } from "../../asyncio/loop.ts";
import { nativeCode } from "../../asyncio/native.ts";
import type { WaitQueue } from "../../asyncio/waiters.ts";
import { callMethod } from "../../runtime/attributes.ts";
import { List } from "../../runtime/containers/list.ts";
import { index, objectRepr } from "../../runtime/protocols.ts";
import { type Type, typeOf } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { engineLoop, programLoop } from "./customloop.ts";
import { type AsyncTypeSpec, asyncType, converted, lazily } from "./define.ts";

/** `<asyncio.locks.Lock object at 0x… [locked, waiters:2]>` */
const described = (self: object, state: string, waiters: string | number): Value =>
  `${objectRepr(self).slice(0, -1)} [${state}${waiters === 0 ? "" : `, waiters:${waiters}`}]>`;

const describe =
  <W extends WaitQueue>(stateOf: (self: W) => string) =>
  (self: W): Value =>
    described(self, stateOf(self), self.waiters.length);

const lockState = (self: { locked(): boolean }): string => (self.locked() ? "locked" : "unlocked");
const permitsState = (self: engine.Semaphore): string => (self.locked() ? "locked" : `unlocked, value:${self.permits}`);

const describeBarrier = (self: engine.Barrier): Value =>
  described(self, self.state, self.broken ? 0 : `${self.waiting}/${self.parties}`);

/** Takes over the state of a new object that was made with the arguments of `__init__`. */
const initialised = (self: object, fresh: object): Value => {
  Object.assign(self, fresh);
  return None;
};

const integer = (value: Value): number => Number(index(value));

interface Acquirable {
  acquire$(): unknown;
  release(): void;
  locked(): boolean;
}

const ENTER = nativeCode("__aenter__");
const toNone = (): Value => None;

/** `async with` gives None, whatever `acquire` does. */
const enter = (self: Acquirable): unknown => {
  const result = typeOf(self).tp.heap ? awaitValue(callMethod(self, "acquire")) : self.acquire$();
  return result === SUSPENDED
    ? awaitFrame(
        converted(() => result, toNone),
        ENTER,
      )
    : undefined;
};

const acquiring = {
  "acquire()": (self: Acquirable) => self.acquire$(),
  "__aenter__()": enter,
  "__aexit__(exc_type, exc, tb)": (self: Acquirable) => {
    callMethod(self, "release");
  },
};

/** Those who wait, and the loop that they wait in, for tests and tools. */
const insides: NonNullable<AsyncTypeSpec["getters"]> = {
  _waiters: (self: WaitQueue) => new List(self.waiters.toArray() as Value[]),
  _loop: [
    (self: { loop: EventLoop | null }) => (self.loop === null ? None : programLoop(self.loop)),
    (self: { loop: EventLoop | null }, value) => {
      self.loop = value === undefined || value === None ? null : engineLoop(value);
    },
  ],
};

const release = (self: Acquirable): Value => {
  self.release();
  return None;
};

const locked = (self: Acquirable): Value => self.locked();

export const lockTypes = lazily(() => {
  const Lock = asyncType({
    name: "Lock",
    module: "asyncio.locks",
    ctor: engine.Lock,
    special: { __repr__: describe<engine.Lock>(lockState) },
    coroutines: acquiring,
    methods: { "__init__()": () => None, "locked()": locked, "release()": release },
    getters: insides,
  });
  const Event = asyncType({
    name: "Event",
    module: "asyncio.locks",
    ctor: engine.Event,
    special: { __repr__: describe<engine.Event>((self) => (self.isSet() ? "set" : "unset")) },
    coroutines: { "wait()": (self: engine.Event) => self.wait$() },
    getters: insides,
    methods: {
      "__init__()": () => None,
      "is_set()": (self: engine.Event) => self.isSet(),
      "set()": (self: engine.Event) => {
        self.set();
        return None;
      },
      "clear()": (self: engine.Event) => {
        self.clear();
        return None;
      },
    },
  });
  const Condition: Type = asyncType({
    name: "Condition",
    module: "asyncio.locks",
    ctor: engine.Condition,
    special: { __repr__: describe<engine.Condition>(lockState) },
    coroutines: {
      ...acquiring,
      "wait()": (self: engine.Condition) => self.wait$(),
      "wait_for(predicate)": (self: engine.Condition, predicate: Value) => self.waitFor$(predicate),
    },
    methods: {
      "__init__(lock=None)": (self: engine.Condition, lock?: Value) => {
        if (lock === undefined || lock === None) return None;
        return initialised(self, { lock });
      },
      "locked()": locked,
      "release()": release,
      "notify(n=1)": (self: engine.Condition, count?: Value) => {
        self.notify(count === undefined ? 1 : integer(count));
        return None;
      },
      "notify_all()": (self: engine.Condition) => {
        self.notifyAll();
        return None;
      },
    },
    getters: { _lock: (self: engine.Condition) => self.lock, ...insides },
  });
  const Semaphore: Type = asyncType({
    name: "Semaphore",
    module: "asyncio.locks",
    ctor: engine.Semaphore as unknown as new () => object,
    special: { __repr__: describe(permitsState) },
    coroutines: acquiring,
    methods: {
      "__init__(value=1)": (self: engine.Semaphore, value?: Value) =>
        initialised(self, new engine.Semaphore(value === undefined ? 1 : integer(value))),
      "locked()": locked,
      "release()": release,
    },
    getters: { _value: (self: engine.Semaphore) => self.permits, ...insides },
  });
  const BoundedSemaphore = asyncType({
    name: "BoundedSemaphore",
    module: "asyncio.locks",
    base: Semaphore,
    ctor: engine.BoundedSemaphore as unknown as new () => object,
    methods: {
      "__init__(value=1)": (self: engine.BoundedSemaphore, value?: Value) =>
        initialised(self, new engine.BoundedSemaphore(value === undefined ? 1 : integer(value))),
      "release()": release,
    },
  });
  const Barrier: Type = asyncType({
    name: "Barrier",
    module: "asyncio.locks",
    ctor: engine.Barrier as unknown as new () => object,
    create: (cls) => new (cls.tp.construct as unknown as new (parties: number) => object)(1),
    special: { __repr__: describeBarrier },
    coroutines: {
      "wait()": (self: engine.Barrier) => self.wait$(),
      "reset()": (self: engine.Barrier) => self.reset$(),
      "abort()": (self: engine.Barrier) => self.abort$(),
      "__aenter__()": (self: engine.Barrier) => self.wait$(),
      "__aexit__(*args)": () => undefined,
    },
    methods: {
      "__init__(parties)": (self: engine.Barrier, parties: Value) =>
        initialised(self, new engine.Barrier(integer(parties))),
    },
    getters: {
      parties: (self: engine.Barrier) => self.parties,
      _count: (self: engine.Barrier) => (self as unknown as { count: number }).count,
      n_waiting: (self: engine.Barrier) => self.waiting,
      broken: (self: engine.Barrier) => self.broken,
    },
  });
  return { Lock, Event, Condition, Semaphore, BoundedSemaphore, Barrier };
});
