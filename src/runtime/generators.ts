// Generators: the Python object over an emitted frame, and `yield from`.

import { type AwaitIterator, CLOSED, Coroutine, finished, passRaised } from "../asyncio/coroutine.ts";
import { generatorExit } from "../asyncio/exceptions.ts";
import { GeneratorStep } from "../asyncio/steps.ts";
import { lookupAttribute } from "./attributes.ts";
import { call } from "./calls.ts";
import { type Code, FLAGS, type PyFunction } from "./code.ts";
import { genericAlias } from "./containers/genericalias.ts";
import { builtinNext } from "./containers/iteration.ts";
import { Tuple } from "./containers/tuple.ts";
import { runtimeError, stopIteration, typeError } from "./errors.ts";
import { asException, BaseException, catchStopIteration, type Exc, exceptionTypes, isException } from "./exceptions.ts";
import { FrameView } from "./frames.ts";
import { nativeType } from "./native.ts";
import { address, iter, iteratorObject, type PyIterator, repr } from "./protocols.ts";
import { isInstance, isSubtype, isType, special, type Type, typeName, typeOf } from "./types.ts";
import { None, type Value } from "./values.ts";
import { warner } from "./warning.ts";

type Frame = globalThis.Generator<Value, Value, Value>;

/** The generator whose body is running. */
let current: Generator | undefined;

/** A generator object. As an `AwaitIterator` it is what `__await__` and `types.coroutine` give the engine. */
export class Generator implements PyIterator, AwaitIterator {
  readonly gen: Frame;
  readonly code: Code;
  name: string;
  qualname: string;
  started = false;
  closed = false;
  running = false;
  /** What `yield from` delegates to at the moment. */
  delegate: Value | undefined = undefined;

  constructor(gen: Frame, code: Code) {
    this.gen = gen;
    this.code = code;
    this.name = code.name;
    this.qualname = code.qualname;
  }

  iter$(): PyIterator {
    return this;
  }

  next$(): Value | undefined {
    const step = this.resume(None);
    return step.done ? undefined : step.value;
  }

  resume(value: Value): IteratorResult<Value, Value> {
    this.started = true;
    this.running = true;
    const outer = current;
    current = this;
    let step: IteratorResult<Value, Value>;
    try {
      step = this.gen.next(value);
    } catch (e) {
      current = outer;
      throw this.failed(e);
    }
    current = outer;
    this.running = false;
    if (step.done) this.closed = true;
    return step;
  }

  private failed(e: unknown): Exc {
    const exception = asException(e);
    // A generator that is already running stays so; the one who asked gets the error.
    if (!(e instanceof TypeError)) {
      this.running = false;
      this.closed = true;
    }
    return exception;
  }

  /** Raises `e` where the generator stands. */
  raise(e: Exc): IteratorResult<Value, Value> {
    this.started = true;
    this.running = true;
    let step: IteratorResult<Value, Value>;
    try {
      step = this.gen.throw(e);
    } catch (raised) {
      throw this.failed(raised);
    }
    this.running = false;
    if (step.done) this.closed = true;
    return step;
  }

  send(value: unknown): unknown {
    return outcome(this.resume((value ?? None) as Value));
  }

  throw(error: unknown): unknown {
    return outcome(this.raise(asException(error)));
  }

  close(): Value {
    if (this.closed) return None;
    if (!this.started) {
      this.closed = true;
      this.gen.return(None);
      return None;
    }
    let step: IteratorResult<Value, Value>;
    try {
      step = this.raise(generatorExit() as unknown as Exc);
    } catch (e) {
      const exception = asException(e);
      if (ends(exception)) return None;
      throw exception;
    }
    if (!step.done) throw runtimeError("generator ignored GeneratorExit");
    return step.value;
  }
}

/** What the engine makes of a step; a bare `yield` is `undefined` to it. */
const outcome = (step: IteratorResult<Value, Value>): unknown =>
  step.done ? finished(step.value) : step.value === None ? undefined : step.value;

const named = (name: string): Type => exceptionTypes.get(name)!;
const ends = (e: Exc): boolean => isInstance(e, named("GeneratorExit")) || isInstance(e, named("StopIteration"));

/** The value of a step, or StopIteration with the result. */
export function valueOrStop(step: IteratorResult<Value, Value>): Value {
  if (!step.done) return step.value;
  throw stopped(step.value);
}

const stopped = (value: Value | undefined): Error =>
  value === undefined || value === None ? stopIteration() : stopIteration(value);

/** The exception that `throw(type, value, traceback)` or `throw(value)` names. */
export function thrown(kind: Value, value?: Value, traceback?: Value, method = "throw"): Exc {
  if (value !== undefined) {
    const message = `the (type, exc, tb) signature of ${method}() is deprecated, use the single-arg signature instead.`;
    warner.warn("DeprecationWarning", message);
  }
  if (isException(kind)) {
    if (value !== undefined && value !== None) throw typeError("instance exception may not have a separate value");
    return kind;
  }
  if (traceback !== undefined && traceback !== None && !isTraceback(traceback)) {
    throw typeError("throw() third argument must be a traceback object");
  }
  if (!isType(kind) || !isSubtype(kind, BaseException)) {
    throw typeError(`exceptions must be classes or instances deriving from BaseException, not ${typeName(kind)}`);
  }
  if (value !== undefined && isException(value) && isInstance(value, kind)) return value;
  const args = value === undefined || value === None ? [] : value instanceof Tuple ? value.items : [value];
  try {
    const made = call(kind, ...args);
    if (isException(made)) return made;
    const problem = `should have returned an instance of BaseException, not ${typeName(made)}`;
    return asException(typeError(`calling ${repr(kind)} ${problem}`));
  } catch (e) {
    // What goes wrong in making the exception is raised in its place.
    return asException(e);
  }
}

const isTraceback = (value: Value): boolean => typeof value === "object" && "next" in value;

/** `__name__` or `__qualname__`. */
const nameField = (
  key: "name" | "qualname",
): [(self: Generator) => Value, (self: Generator, value: Value | undefined) => void] => [
  (self) => self[key],
  (self, value) => {
    if (typeof value !== "string") throw typeError(`__${key}__ must be set to a string object`);
    self[key] = value;
  },
];

export const generatorType = nativeType({
  name: "generator",
  ctor: Generator,
  final: true,
  classMethods: { "__class_getitem__(object, /)": genericAlias },
  special: {
    __iter__: (self: Generator) => self,
    __next__: (self: Generator) => valueOrStop(self.resume(None)),
    __repr__: (self: Generator) => `<generator object ${self.qualname} at ${address(self)}>`,
  },
  methods: {
    "send(arg, /)": (self: Generator, arg: Value) => {
      if (!self.started && arg !== None) throw typeError("can't send non-None value to a just-started generator");
      return valueOrStop(self.resume(arg));
    },
    "throw(type, value=None, traceback=None, /)": (self: Generator, kind: Value, value?: Value, traceback?: Value) =>
      valueOrStop(self.raise(thrown(kind, value, traceback))),
    "close()": (self: Generator) => self.close(),
  },
  getters: {
    __name__: nameField("name"),
    __qualname__: nameField("qualname"),
    gi_running: (self: Generator) => self.running,
    gi_suspended: (self: Generator) => self.started && !self.running && !self.closed,
    gi_code: (self: Generator) => self.code.original,
    gi_frame: (self: Generator) => (self.closed ? None : new FrameView(self.code.original, undefined)),
    gi_yieldfrom: (self: Generator) => (self.running ? None : (self.delegate ?? None)),
  },
});

/** `f(x)`, where `f` is mostly `next`: at the end of an iterator of the runtime's own RAISED, for a handler that is near. */
export function nextOrRaised(f: Value, x: Value): Value {
  if (f === builtinNext && typeof x === "object") {
    if (x instanceof Generator) {
      const step = x.resume(None);
      return step.done ? (passRaised(stopped(step.value)) as Value) : step.value;
    }
    if ((x as Partial<PyIterator>).next$ !== undefined && !typeOf(x).tp.heap) {
      return (x as unknown as PyIterator).next$() ?? (passRaised(stopIteration()) as Value);
    }
  }
  return call(f, x);
}

export const generator = (gen: Frame, f: PyFunction): Generator => new Generator(gen, f.code);

// ---- yield from -----------------------------------------------------------------------------------------------------------

/** What `yield* $yieldFrom(x)` delegates to: a generator's own frame where nothing can be seen between, else a loop. */
export function yieldFrom(x: Value, code: Code): Frame {
  if (x instanceof Coroutine && !(x instanceof GeneratorStep)) {
    if ((code.flags & FLAGS.ITERABLE_COROUTINE) !== 0) return delegateToCoroutine(x);
    throw typeError("cannot 'yield from' a coroutine object in a non-coroutine generator");
  }
  if (x instanceof Generator) return new Delegation(x, current) as unknown as Frame;
  const iterator = iter(x);
  return delegate(iterator, iteratorObject(iterator), current);
}

function* delegateToCoroutine(coroutine: Coroutine): Frame {
  let value = coroutine.send(undefined);
  while (coroutine.state !== CLOSED) {
    let sent: Value;
    try {
      sent = yield (value ?? None) as Value;
    } catch (e) {
      value = coroutine.throw(e);
      continue;
    }
    value = coroutine.send(sent === None ? undefined : sent);
  }
  return (value ?? None) as Value;
}

function* delegate(iterator: PyIterator, object: Value, outer: Generator | undefined): Frame {
  if (outer === undefined) return yield* forward(iterator, object);
  outer.delegate = object;
  try {
    return yield* forward(iterator, object);
  } finally {
    outer.delegate = undefined;
  }
}

/**
 * What stands between two generators, one of which delegates to the other. Not a frame: `yield*` of the delegating one
 * drives it itself, and hands each step on as it is.
 */
class Delegation {
  private readonly inner: Generator;
  private readonly outer: Generator | undefined;

  constructor(inner: Generator, outer: Generator | undefined) {
    this.inner = inner;
    this.outer = outer;
    if (outer !== undefined) outer.delegate = inner;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(value: Value | undefined): IteratorResult<Value, Value> {
    try {
      return this.passed(this.inner.resume(value ?? None));
    } catch (e) {
      throw this.ended(e);
    }
  }

  throw(e: unknown): IteratorResult<Value, Value> {
    const exception = asException(e);
    try {
      if (isInstance(exception, named("GeneratorExit"))) {
        this.inner.close();
        throw exception;
      }
      return this.passed(this.inner.raise(exception));
    } catch (raised) {
      throw this.ended(raised);
    }
  }

  /** The delegating generator is dropped before it began; CPython closes the other with it. */
  return(value: Value): IteratorResult<Value, Value> {
    return { done: true, value };
  }

  private passed(step: IteratorResult<Value, Value>): IteratorResult<Value, Value> {
    if (!step.done) return step;
    if (this.outer !== undefined) this.outer.delegate = undefined;
    // One that had ended before gives nothing.
    return step.value === undefined ? { done: true, value: None } : step;
  }

  private ended(e: unknown): unknown {
    if (this.outer !== undefined) this.outer.delegate = undefined;
    return e;
  }
}

function* forward(iterator: PyIterator, object: Value): Frame {
  let value: Value;
  try {
    value = next(iterator, object);
  } catch (e) {
    return stopValue(e);
  }
  for (;;) {
    let sent: Value;
    try {
      sent = yield value;
    } catch (e) {
      try {
        value = throwInto(object, asException(e));
      } catch (raised) {
        if (raised === e) throw raised;
        return stopValue(raised);
      }
      continue;
    }
    try {
      value = sent === None || sent === undefined ? next(iterator, object) : sendTo(object, sent);
    } catch (e) {
      return stopValue(e);
    }
  }
}

function next(iterator: PyIterator, object: Value): Value {
  const method = special(object, "__next__");
  if (method) return method(object);
  const value = iterator.next$();
  if (value === undefined) throw stopIteration();
  return value;
}

const sendTo = (object: Value, value: Value): Value =>
  call(lookupAttribute(object, "send") ?? missing(object, "send"), value);

function missing(object: Value, name: string): never {
  throw typeError(`'${typeName(object)}' object has no attribute '${name}'`);
}

function throwInto(object: Value, e: Exc): Value {
  if (isInstance(e, named("GeneratorExit"))) {
    const close = lookupAttribute(object, "close");
    if (close !== undefined) call(close);
    throw e;
  }
  const method = lookupAttribute(object, "throw");
  if (method === undefined) throw e;
  return call(method, e);
}

/** The result that a StopIteration carries; any other exception passes. */
function stopValue(e: unknown): Value {
  return catchStopIteration(e).args[0] ?? None;
}

/** May this generator be awaited (`types.coroutine`)? */
export const isIterableCoroutine = (value: Value): value is Generator =>
  value instanceof Generator && (value.code.flags & FLAGS.ITERABLE_COROUTINE) !== 0;
