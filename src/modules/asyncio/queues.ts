// Queue, PriorityQueue and LifoQueue under Python's names.
//
// A class written in Python may store the items elsewhere by overriding `_init`, `_put` and `_get`, and find them in
// `self._queue`. The engine's methods `store`, `take` and `size` then call these.

import * as engine from "../../asyncio/queues.ts";
import { callMethod, getattr, ownAttribute, setOwnAttribute } from "../../runtime/attributes.ts";
import { call } from "../../runtime/calls.ts";
import { GenericAlias } from "../../runtime/containers/genericalias.ts";
import { List } from "../../runtime/containers/list.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { importNow } from "../../runtime/imports.ts";
import { address, length, repr, toArray, truth } from "../../runtime/protocols.ts";
import { type Type, typeOf } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { asyncType, bridge, lazily } from "./define.ts";

type Queue = engine.Queue<Value>;

/** What the engine does with items, where it is not overridden. */
interface Storage {
  store(item: Value): void;
  take(): Value;
  size(): number;
}

const storage = (queue: Queue): Storage => queue as unknown as Storage;

/** The items of a queue that stores them in Python. */
const pythonItems = (queue: Queue): Value | undefined => ownAttribute(queue, "_queue");

const stores = ["_init", "_put", "_get"];

function overridesStorage(cls: Type, native: Type): boolean {
  return stores.some((name) => cls.tp.lookup(name) !== native.tp.lookup(name));
}

/** Makes the engine use what the class says of storage; the three go together. */
function bridgeStorage(cls: Type, native: Type): void {
  bridge(cls, native, {
    full: ["full", fullOverridden],
    empty: ["empty", emptyOverridden],
    ...(overridesStorage(cls, native) ? {} : { qsize: ["size", sizeOverridden] }),
  });
  if (!cls.tp.heap || !overridesStorage(cls, native)) return;
  const methods = {
    store(this: Queue, item: Value): void {
      callMethod(this, "_put", item);
    },
    take(this: Queue): Value {
      return callMethod(this, "_get");
    },
    size: sizeOverridden,
  };
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(cls.tp.proto, name, { value, writable: true, configurable: true });
  }
}

function fullOverridden(this: Queue): boolean {
  return truth(callMethod(this, "full"));
}

function emptyOverridden(this: Queue): boolean {
  return truth(callMethod(this, "empty"));
}

function sizeOverridden(this: Queue): number {
  return Number(callMethod(this, "qsize"));
}

function initialise(self: Queue, maxsize: Value | undefined, native: Type): Value {
  Object.assign(self, { maxsize: maxsize === undefined ? 0 : maxsize });
  const cls = (self as unknown as { type_: Type }).type_;
  if (overridesStorage(cls, native)) callMethod(self, "_init", self.maxsize);
  return None;
}

/** The items that the engine stores, in the order of its own keeping. */
function engineItems(queue: Queue): Value[] {
  if (queue instanceof engine.PriorityQueue) return queue.heap.items;
  return queue instanceof engine.LifoQueue ? queue.stack : queue.items.toArray();
}

/** The parts of the repr after the class's name. */
function described(self: Queue): string {
  let text = `maxsize=${self.maxsize}`;
  if (storage(self).size() > 0) {
    const items = pythonItems(self);
    text += ` _queue=${repr(items === undefined ? new List([...engineItems(self)]) : new List(toArray(items)))}`;
  }
  if (self.getters.length > 0) text += ` _getters[${self.getters.length}]`;
  if (self.waiters.length > 0) text += ` _putters[${self.waiters.length}]`;
  if (self.unfinished > 0) text += ` tasks=${self.unfinished}`;
  if (self.isShutDown) text += " shutdown";
  return text;
}

const alias = (cls: Value, item: Value): Value => new GenericAlias(cls, item instanceof Tuple ? item.items : [item]);

/** The items as a Python object, where a subclass asks for them: from then on they live there. */
function deque(): Value {
  return call(getattr(importNow("collections"), "deque"));
}

export const queueTypes = lazily(() => {
  const Queue: Type = asyncType({
    name: "Queue",
    module: "asyncio.queues",
    ctor: engine.Queue as unknown as new () => object,
    create: (cls) => {
      bridgeStorage(cls, Queue);
      return new cls.tp.construct();
    },
    special: {
      __repr__: (self: Queue) => `<${typeOf(self).tp.name} at ${address(self)} ${described(self)}>`,
      __str__: (self: Queue) => `<${typeOf(self).tp.name} ${described(self)}>`,
    },
    coroutines: {
      "put(item)": (self: Queue, item: Value) => self.put$(item),
      "get()": (self: Queue) => self.get$(),
      "join()": (self: Queue) => self.join$(),
    },
    methods: {
      "__init__(maxsize=0)": (self: Queue, maxsize?: Value) => initialise(self, maxsize, Queue),
      "put_nowait(item)": (self: Queue, item: Value) => {
        self.putNowait(item);
        return None;
      },
      "get_nowait()": (self: Queue) => self.getNowait(),
      "qsize()": (self: Queue) => {
        const items = pythonItems(self);
        return items === undefined ? storage(self).size() : length(items);
      },
      "empty()": (self: Queue) => engine.Queue.prototype.empty.call(self),
      "full()": (self: Queue) => engine.Queue.prototype.full.call(self),
      "task_done()": (self: Queue) => {
        self.taskDone();
        return None;
      },
      "shutdown(immediate=False)": (self: Queue, immediate?: Value) => {
        self.shutdown(immediate !== undefined && truth(immediate));
        return None;
      },
      "_format()": described,
      "_init(maxsize)": (self: Queue) => {
        setOwnAttribute(self, "_queue", deque());
        return None;
      },
      "_put(item)": (self: Queue, item: Value) => {
        const items = pythonItems(self);
        if (items === undefined) engine.Queue.prototype["store" as "put"].call(self, item);
        else callMethod(items, "append", item);
        return None;
      },
      "_get()": (self: Queue) => {
        const items = pythonItems(self);
        if (items === undefined) return storage(self).take();
        return items instanceof List ? callMethod(items, "pop", 0) : callMethod(items, "popleft");
      },
    },
    classMethods: { "__class_getitem__(object, /)": alias },
    getters: {
      maxsize: (self: Queue) => self.maxsize,
      _getters: (self: Queue) => new List(self.getters.toArray() as Value[]),
      _putters: (self: Queue) => new List(self.waiters.toArray() as Value[]),
      _unfinished_tasks: [
        (self: Queue) => self.unfinished,
        (self: Queue, value) => {
          self.unfinished = Number(value);
        },
      ],
    },
  });
  const derived = (name: string, ctor: unknown, methods: Record<string, (self: Queue, item: Value) => Value>): Type => {
    const cls: Type = asyncType({
      name,
      module: "asyncio.queues",
      base: Queue,
      ctor: ctor as new () => object,
      create: (sub) => {
        bridgeStorage(sub, cls);
        return new sub.tp.construct();
      },
      methods: {
        "__init__(maxsize=0)": (self: Queue, maxsize?: Value) => initialise(self, maxsize, cls),
        "_init(maxsize)": (self: Queue) => {
          setOwnAttribute(self, "_queue", new List([]));
          return None;
        },
        ...methods,
      },
    });
    return cls;
  };
  const heapq = (name: string, ...args: Value[]): Value => callMethod(importNow("heapq"), name, ...args);
  const items = (self: Queue): Value => getattr(self, "_queue");
  const PriorityQueue = derived("PriorityQueue", engine.PriorityQueue, {
    "_put(item)": (self, item) => heapq("heappush", items(self), item),
    "_get()": (self) => heapq("heappop", items(self)),
  });
  const LifoQueue = derived("LifoQueue", engine.LifoQueue, {
    "_put(item)": (self, item) => callMethod(items(self), "append", item),
    "_get()": (self) => callMethod(items(self), "pop"),
  });
  return { Queue, PriorityQueue, LifoQueue };
});
