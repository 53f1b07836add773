// Coroutines and asynchronous generators of the engine, as Python types, and `await` of what Python makes awaitable.

import { AsyncGenerator, anextValue } from "../asyncio/asyncgen.ts";
import {
  awaitedBy,
  awaitIterator,
  awaitValue,
  BARE,
  CLOSED,
  Coroutine,
  finished,
  makeCoroutine,
  PAUSED,
  RUNNING,
  SUSPENDED,
} from "../asyncio/coroutine.ts";
import { type CodeLike, hooks } from "../asyncio/hooks.ts";
import { noteOrigin, originOf } from "../asyncio/origins.ts";
import { closeStep, GeneratorStep, sendStep, ThrowStep, throwStep } from "../asyncio/steps.ts";
import { getattr, lookupAttribute } from "./attributes.ts";
import { call } from "./calls.ts";
import type { Code, PyFunction } from "./code.ts";
import { genericAlias } from "./containers/genericalias.ts";
import { stopIteration, typeError } from "./errors.ts";
import { asException, type Exc, exceptionTypes } from "./exceptions.ts";
import { FrameView } from "./frames.ts";
import { Generator, isIterableCoroutine, thrown } from "./generators.ts";
import { nativeType } from "./native.ts";
import { origins, originValue } from "./origins.ts";
import { address } from "./protocols.ts";
import { isInstance, special, typeName } from "./types.ts";
import { None, type Value } from "./values.ts";

type Frame = globalThis.Generator<Value, Value, Value>;

export function coroutine(gen: Frame, f: PyFunction): Value {
  const made = makeCoroutine(gen, f.code);
  if (origins.capture !== undefined) noteOrigin(made, origins.capture());
  return made as Value;
}

export const asyncGenerator = (gen: Frame, f: PyFunction): Value => new AsyncGenerator(gen, f.code) as Value;

const orNone = (value: unknown): Value => (value ?? None) as Value;
const orUndefined = (value: Value): unknown => (value === None ? undefined : value);

/** What a step of a coroutine gives Python: the yielded value, or StopIteration with the result. */
function stepped(coroutine: Coroutine, value: unknown): Value {
  if (coroutine.state !== CLOSED) return orNone(value);
  throw value === undefined || value === None ? stopIteration() : stopIteration(value as Value);
}

const send = (self: Coroutine, value: Value): Value => stepped(self, self.send(orUndefined(value)));

/** What `athrow` is to raise: a wrong argument is found out only when its step runs. */
function thrownLater(kind: Value, value: Value | undefined, traceback: Value | undefined): unknown {
  try {
    return thrown(kind, value, traceback, "athrow");
  } catch (e) {
    const exception = asException(e);
    if (isInstance(exception, exceptionTypes.get("Warning")!)) throw exception;
    return exception;
  }
}

const steps = {
  "send(arg, /)": send,
  "throw(type, value=None, traceback=None, /)": (self: Coroutine, kind: Value, value?: Value, traceback?: Value) =>
    stepped(self, self.throw(thrown(kind, value, traceback))),
  "close()": (self: Coroutine) => orNone(self.close()),
};

/** The code behind a name that a program has given to one coroutine. */
const renamed = new WeakMap<CodeLike, Code>();

function codeOf(self: Coroutine | AsyncGenerator): Code {
  const code = renamed.get(self.code) ?? (self.code as Code);
  return code.original ?? code;
}

/** `__name__` or `__qualname__` of one object: what it was made of, until it is set. */
const nameField = (
  key: "name" | "qualname",
): [
  (self: Coroutine | AsyncGenerator) => Value,
  (self: Coroutine | AsyncGenerator, value: Value | undefined) => void,
] => [
  (self) => self.code[key],
  (self, value) => {
    if (typeof value !== "string") throw typeError(`__${key}__ must be set to a string object`);
    const code = codeOf(self);
    self.code = Object.create(code, {
      name: { value: self.code.name },
      qualname: { value: self.code.qualname },
      [key]: { value },
    }) as CodeLike;
    renamed.set(self.code, code);
  },
];

/** `asyncio.sleep(0)` has no coroutine object where it is awaited directly; this one is shown in its place. */
const SLEEPING = new Coroutine((function* () {})(), { name: "sleep", qualname: "sleep" }, PAUSED) as Value;

nativeType({
  name: "coroutine",
  ctor: Coroutine as unknown as new () => object,
  final: true,
  classMethods: { "__class_getitem__(object, /)": genericAlias },
  special: {
    __await__: (self: Coroutine) => new AwaitedIterator(self),
    __repr__: (self: Coroutine) => `<coroutine object ${self.code.qualname} at ${address(self)}>`,
  },
  methods: steps,
  getters: {
    __name__: nameField("name"),
    __qualname__: nameField("qualname"),
    cr_await: (self: Coroutine) =>
      self.state === RUNNING ? None : self.awaiting === BARE ? SLEEPING : orNone(awaitedBy(self)),
    cr_code: (self: Coroutine) => codeOf(self),
    cr_frame: (self: Coroutine) =>
      self.state === CLOSED ? None : new FrameView(codeOf(self), self.position as number | undefined),
    cr_origin: (self: Coroutine) => originValue(originOf(self)),
    cr_running: (self: Coroutine) => self.state === RUNNING,
    cr_suspended: (self: Coroutine) => self.state === PAUSED,
  },
});

const stepType = (name: string, ctor: typeof GeneratorStep) =>
  nativeType({
    name,
    ctor: ctor as unknown as new () => object,
    final: true,
    special: {
      __await__: (self: GeneratorStep) => self,
      __iter__: (self: GeneratorStep) => self,
      __next__: (self: GeneratorStep) => send(self, None),
      __repr__: (self: GeneratorStep) => `<${name} object at ${address(self)}>`,
    },
    methods: steps,
  });
stepType("async_generator_asend", GeneratorStep);
stepType("async_generator_athrow", ThrowStep);

/** Where the body stands: in an await, or at the last value. */
const positionOf = ({ frame, position }: AsyncGenerator): number | undefined =>
  frame?.state === PAUSED ? (frame.position as number) : position;

export const asyncGeneratorType = nativeType({
  name: "async_generator",
  ctor: AsyncGenerator as unknown as new () => object,
  final: true,
  classMethods: { "__class_getitem__(object, /)": genericAlias },
  special: {
    __aiter__: (self: AsyncGenerator) => self,
    __anext__: (self: AsyncGenerator) => sendStep(self, undefined),
    __repr__: (self: AsyncGenerator) => `<async_generator object ${self.code.qualname} at ${address(self)}>`,
  },
  methods: {
    "asend(value, /)": (self: AsyncGenerator, value: Value) => sendStep(self, orUndefined(value)),
    "athrow(type, value=None, traceback=None, /)": (
      self: AsyncGenerator,
      kind: Value,
      value?: Value,
      traceback?: Value,
    ) => throwStep(self, thrownLater(kind, value, traceback)),
    "aclose()": (self: AsyncGenerator) => closeStep(self),
  },
  getters: {
    __name__: nameField("name"),
    __qualname__: nameField("qualname"),
    ag_await: (self: AsyncGenerator) => orNone(self.frame && awaitedBy(self.frame)),
    ag_code: (self: AsyncGenerator) => codeOf(self),
    ag_frame: (self: AsyncGenerator) => (self.closed ? None : new FrameView(codeOf(self), positionOf(self))),
    ag_running: (self: AsyncGenerator) => self.running,
    ag_suspended: (self: AsyncGenerator) => self.started && !self.running && !self.closed,
  },
});

// ---- awaiting -------------------------------------------------------------------------------------------------------------

/** What `x.__await__()` gives for the engine's awaitables: an iterator that a program may drive or delegate to. */
export class AwaitedIterator {
  readonly coroutine: Coroutine;
  constructor(target: Value) {
    this.coroutine = target instanceof Coroutine ? target : new Coroutine(awaiting(target), AWAIT);
  }
}

const AWAIT = { name: "__await__", qualname: "__await__" };

function* awaiting(target: Value): globalThis.Generator<unknown, unknown, unknown> {
  const value = awaitValue(target);
  return value === SUSPENDED ? yield : value;
}

nativeType({
  name: "coroutine_wrapper",
  ctor: AwaitedIterator as unknown as new () => object,
  final: true,
  special: {
    __iter__: (self: AwaitedIterator) => self,
    __next__: (self: AwaitedIterator) => send(self.coroutine, None),
  },
  methods: {
    "send(arg, /)": (self: AwaitedIterator, value: Value) => send(self.coroutine, value),
    "throw(type, value=None, traceback=None, /)": (
      self: AwaitedIterator,
      kind: Value,
      value?: Value,
      traceback?: Value,
    ) => {
      const exception = thrown(kind, value, traceback);
      // Into a future one may throw again and again.
      if (self.coroutine.code === AWAIT && self.coroutine.state === CLOSED) throw exception;
      return stepped(self.coroutine, self.coroutine.throw(exception));
    },
    "close()": (self: AwaitedIterator) => steps["close()"](self.coroutine),
  },
});

/** `await x` for what is not the engine's own: generators made awaitable, and `__await__`. */
hooks.awaitOther = (x) => {
  const value = (x ?? None) as Value;
  if (isIterableCoroutine(value)) return awaitIterator(value);
  return awaitMade(iteratorOf(value));
};

/** `value.__await__()` */
function iteratorOf(value: Value): Value {
  const method = special(value, "__await__");
  if (method == null) throw typeError(`'${typeName(value)}' object can't be awaited`);
  return method(value);
}

/** Awaits what `__await__` gave. */
function awaitMade(iterator: Value): unknown {
  if (iterator instanceof AwaitedIterator) return awaitValue(iterator.coroutine);
  if (iterator instanceof GeneratorStep) return awaitValue(iterator);
  if (iterator instanceof Coroutine || isIterableCoroutine(iterator))
    throw typeError("__await__() returned a coroutine");
  if (iterator instanceof Generator) return awaitIterator(iterator);
  const next = special(iterator, "__next__");
  if (next == null) throw typeError(`__await__() returned non-iterator of type '${typeName(iterator)}'`);
  return awaitIterator(new IteratorAdapter(iterator));
}

/** An iterator written in Python, in the place of a generator. */
class IteratorAdapter {
  private readonly iterator: Value;
  constructor(iterator: Value) {
    this.iterator = iterator;
  }
  send(value: unknown): unknown {
    return this.step(() =>
      value === undefined || value === None
        ? (special(this.iterator, "__next__")?.(this.iterator) ?? call(getattr(this.iterator, "send"), None))
        : call(getattr(this.iterator, "send"), value as Value),
    );
  }
  throw(error: unknown): unknown {
    const method = lookupAttribute(this.iterator, "throw");
    if (method === undefined) throw error;
    return this.step(() => call(method, asException(error)));
  }
  close(): void {
    const method = lookupAttribute(this.iterator, "close");
    if (method !== undefined) call(method);
  }
  private step(run: () => Value): unknown {
    try {
      return orUndefined(run());
    } catch (e) {
      const exception = asException(e);
      if (!isInstance(exception, exceptionTypes.get("StopIteration")!)) throw exception;
      return finishedWith(exception.args[0]);
    }
  }
}

/** Awaits a coroutine of a program's own making, which need not be an iterator. */
export const awaitCoroutine = (coroutine: Value): unknown => awaitIterator(new IteratorAdapter(coroutine));

const finishedWith = (value: Value | undefined): unknown => finished(value ?? None);

/** Can it be awaited, promises of JavaScript included? */
export function isAwaitable(value: Value): boolean {
  if (typeof value !== "object") return false;
  return "await$" in value || "then" in value || special(value, "__await__") != null || isIterableCoroutine(value);
}

// ---- async for ------------------------------------------------------------------------------------------------------------

/** `aiter(x)` as `async for` asks for it. */
export function aiter(x: Value): Value {
  if (x instanceof AsyncGenerator) return x;
  const method = special(x, "__aiter__");
  if (method == null) throw typeError(`'async for' requires an object with __aiter__ method, got ${typeName(x)}`);
  const iterator = method(x);
  if (special(iterator, "__anext__") == null) {
    throw typeError(
      `'async for' received an object from __aiter__ that does not implement __anext__: ${typeName(iterator)}`,
    );
  }
  return iterator;
}

/** The next item: a value, undefined when exhausted, or SUSPENDED. */
export function anext(iterator: Value): Value | undefined {
  if (iterator instanceof AsyncGenerator) return anextValue(iterator) as Value | undefined;
  const method = special(iterator, "__anext__");
  if (method == null) {
    throw typeError(`'async for' requires an iterator with __anext__ method, got ${typeName(iterator)}`);
  }
  try {
    const awaitable = method(iterator);
    return orNone(awaitNext(awaitable));
  } catch (e) {
    if (stopAsync(e)) return undefined;
    throw e;
  }
}

function awaitNext(awaitable: Value): unknown {
  if (!isAwaitable(awaitable)) throw invalidNext(awaitable);
  if ("await$" in (awaitable as object) || isIterableCoroutine(awaitable)) return awaitValue(awaitable);
  if (special(awaitable, "__await__") == null) return awaitValue(awaitable);
  let iterator: Value;
  try {
    iterator = iteratorOf(awaitable);
  } catch (e) {
    throw invalidNext(awaitable, asException(e));
  }
  return awaitMade(iterator);
}

function invalidNext(awaitable: Value, cause?: Exc): Error {
  const error = typeError(`'async for' received an invalid object from __anext__: ${typeName(awaitable)}`);
  if (cause !== undefined) {
    const exception = error as unknown as Exc;
    exception.cause = exception.context = cause;
    exception.suppressContext = true;
  }
  return error;
}

export const stopAsync = (e: unknown): boolean => isInstance(asException(e), exceptionTypes.get("StopAsyncIteration")!);
