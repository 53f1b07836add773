// Asynchronous generators. The body is a frame (see coroutine.ts) that yields its values by the same `yield` it suspends
// with: `undefined` with an unwinding under way is a suspension, everything else a value.
//
// The body has a record of its own, a `Coroutine` with `owner` set, which is linked between what the body awaits and
// whoever awaits the next value. When the resumed body yields a value, that value is the result of the await above it;
// when it ends, that await raises StopAsyncIteration.
//
// `async for` takes the short way, `anextValue`, which makes no object. `asend`, `athrow` and `aclose` give a
// `GeneratorStep`: a coroutine whose frame is a small object of the engine instead of a generator.

import {
  BodyFrame,
  CLOSED,
  Coroutine,
  CREATED,
  type Frame,
  type FrameOwner,
  isUnwinding,
  link,
  SUSPENDED,
  type Suspended,
} from "./coroutine.ts";
import {
  GeneratorExit,
  generatorExit,
  PyTypeError,
  RuntimeError,
  StopAsyncIteration,
  StopIteration,
  stopAsyncIteration,
} from "./exceptions.ts";
import type { CodeLike } from "./hooks.ts";
import { type AsyncSource, promisedIterator } from "./iteration.ts";
import { toPromise } from "./promises.ts";
import { registerMade } from "./state.ts";

/** What is told of asynchronous generators that start, and of those dropped before their end (`sys.set_asyncgen_hooks`). */
export interface GeneratorHooks {
  firstIteration: ((generator: AsyncGenerator) => void) | null;
  finalizer: ((generator: AsyncGenerator) => void) | null;
  /** The body has ended; nothing is left to shut down. */
  ended: ((generator: AsyncGenerator) => void) | null;
}
export const generatorHooks: GeneratorHooks = { firstIteration: null, finalizer: null, ended: null };

/** Emitted bodies leave here where they stand in their source, just before they yield. */
export const place: { at: number } = { at: 0 };

/**
 * An asynchronous generator, made by a function of `asyncGenerator`
 * (https://docs.python.org/3.14/reference/expressions.html#asynchronous-generator-iterator-methods). `each` iterates over it.
 * States: not started → idle ⇄ `running` → `closed`. `running` lasts from the start of a step to its end, suspensions
 * included: a second step meanwhile is an error.
 *
 * @example
 * const numbers = ticks(3);
 * console.log(yield* numbers.anext());
 * yield* numbers.aclose();
 */
export class AsyncGenerator<Y = unknown> implements FrameOwner, AsyncSource<Y> {
  declare readonly gen: Frame;
  declare code: CodeLike;
  declare started: boolean;
  declare running: boolean;
  declare closed: boolean;
  /** `aclose` has begun, once. */
  declare closing: boolean;
  /** Where the body stood when it last yielded a value. */
  declare position: number | undefined;
  /** The body's record while it is linked into a chain of awaits; made at its first suspension. */
  declare frame: Coroutine | null;
  /** The hooks as they were when it started. */
  declare hooks: GeneratorHooks | null;
  declare readonly yields$?: Y;

  constructor(gen: Frame, code: CodeLike) {
    this.gen = gen;
    this.code = code;
    this.started = false;
    this.running = false;
    this.closed = false;
    this.closing = false;
    this.position = undefined;
    this.frame = null;
    this.hooks = null;
  }

  /** The first use of a generator is announced. */
  announce(): void {
    const { firstIteration, finalizer, ended } = generatorHooks;
    this.hooks = { firstIteration, finalizer, ended };
    firstIteration?.(this as AsyncGenerator);
  }

  /** Resumes the body: the value it yields, SUSPENDED, or ENDED. */
  advance(value: unknown, throwing: boolean): unknown {
    if (this.hooks === null) this.announce();
    this.started = true;
    this.running = true;
    let step: IteratorResult<unknown, unknown>;
    try {
      step = throwing ? this.gen.throw(value) : this.gen.next(value);
    } catch (error) {
      throw this.failed(error);
    }
    if (step.done) {
      this.end();
      return ENDED;
    }
    if (step.value !== undefined || !isUnwinding()) {
      this.running = false;
      this.position = place.at;
      return step.value;
    }
    if (this.frame === null) this.frame = new BodyFrame(this.gen, this.code, this);
    link(this.frame, place.at);
    return SUSPENDED;
  }

  private end(): void {
    this.running = false;
    this.closed = true;
    this.hooks?.ended?.(this as AsyncGenerator);
  }

  yielded(): void {
    this.running = false;
    this.position = place.at;
  }

  finished(): StopAsyncIteration {
    this.end();
    return stopAsyncIteration();
  }

  failed(error: unknown): unknown {
    this.end();
    const isStop = error instanceof StopIteration;
    if (!isStop && !(error instanceof StopAsyncIteration)) return error;
    const wrapped = new RuntimeError(`async generator raised ${isStop ? "StopIteration" : "StopAsyncIteration"}`);
    wrapped.cause = wrapped.context = error;
    wrapped.suppressContext = true;
    return wrapped;
  }

  /** Awaitable: the next value. Raises StopAsyncIteration at the end. */
  anext(): GeneratorStep<Y> {
    return new GeneratorStep<Y>(this as AsyncGenerator, SEND, undefined);
  }

  anext$(): Y | Suspended {
    const value = anextValue(this as AsyncGenerator);
    if (value === undefined) throw stopAsyncIteration();
    return value as Y | Suspended;
  }

  isEnd$(error: unknown): boolean {
    return error instanceof StopAsyncIteration;
  }

  /** `for await (const value of generator)`, in plain async functions. */
  [Symbol.asyncIterator](): AsyncIterator<Y> {
    return promisedIterator<Y>(this, () => toPromise(this.aclose()));
  }

  /** Awaitable: resumes the generator, whose `yield` gives `value`; the next value is the result. */
  asend(value: unknown): GeneratorStep<Y> {
    return new GeneratorStep<Y>(this as AsyncGenerator, SEND, value);
  }

  /** Awaitable: raises `error` where the generator stands; the next value is the result. */
  athrow(error: unknown): ThrowStep<Y | undefined> {
    return new ThrowStep<Y | undefined>(this as AsyncGenerator, THROW, error);
  }

  /** Awaitable: ends the generator, running what it has to clean up. */
  aclose(): ThrowStep<undefined> {
    return new ThrowStep<undefined>(this as AsyncGenerator, CLOSE, undefined);
  }
}

/**
 * The next value of an asynchronous generator, for `async for`: undefined at the end. SUSPENDED, and the awaiting frame's
 * `yield` gives the value or raises StopAsyncIteration.
 */
export function anextValue(generator: AsyncGenerator): unknown {
  if (generator.running) throw new RuntimeError("anext(): asynchronous generator is already running");
  const result = generator.advance(undefined, false);
  return result === ENDED ? undefined : result;
}

/** What `advance` returns at the end of the body. */
const ENDED: unique symbol = Symbol("ended");
const SEND = 0;
const THROW = 1;
const CLOSE = 2;
const codes: CodeLike[] = ["asend", "athrow", "aclose"].map((name) => ({ name, qualname: name }));

/** The frame of a step: starts the generator's body, then passes what comes of it. */
class StepFrame implements Frame {
  declare readonly generator: AsyncGenerator;
  declare readonly mode: number;
  declare readonly argument: unknown;
  declare started: boolean;

  constructor(generator: AsyncGenerator, mode: number, argument: unknown) {
    this.generator = generator;
    this.mode = mode;
    this.argument = argument;
    this.started = false;
  }

  next(value?: unknown): IteratorResult<unknown, unknown> {
    return this.started ? this.result(value) : this.start(this.argument, this.mode !== SEND);
  }

  throw(error: unknown): IteratorResult<unknown, unknown> {
    return this.started ? this.failed(error) : this.start(error, true);
  }

  return(value?: unknown): IteratorResult<unknown, unknown> {
    return { done: true, value };
  }

  private start(value: unknown, throwing: boolean): IteratorResult<unknown, unknown> {
    const { generator, mode } = this;
    this.started = true;
    if (mode !== SEND && generator.closed) return { done: true, value: undefined };
    if (generator.running) {
      const name = mode === SEND ? "anext" : codes[mode]!.name;
      throw new RuntimeError(`${name}(): asynchronous generator is already running`);
    }
    if (mode === SEND) {
      if (!throwing && value !== undefined && !generator.started) {
        throw new PyTypeError("can't send non-None value to a just-started async generator");
      }
    } else {
      if (generator.closing) throw stopAsyncIteration();
      if (mode === CLOSE) {
        generator.closing = true;
        value ??= generatorExit();
      }
    }
    try {
      const result = generator.advance(value, throwing);
      if (result === ENDED) throw stopAsyncIteration();
      return result === SUSPENDED ? { done: false, value: undefined } : this.result(result);
    } catch (error) {
      return this.failed(error);
    }
  }

  private result(value: unknown): IteratorResult<unknown, unknown> {
    if (this.mode === CLOSE) throw new RuntimeError("async generator ignored GeneratorExit");
    return { done: true, value };
  }

  private failed(error: unknown): IteratorResult<unknown, unknown> {
    if (this.mode === CLOSE && (error instanceof StopAsyncIteration || error instanceof GeneratorExit)) {
      return { done: true, value: undefined };
    }
    throw error;
  }
}

/**
 * What `anext` and `asend` return: a coroutine that is one step of the generator.
 *
 * @example
 * const first = yield* numbers.anext();
 */
export class GeneratorStep<T = unknown> extends Coroutine<T> {
  declare readonly generator: AsyncGenerator;

  constructor(generator: AsyncGenerator, mode: number, argument: unknown) {
    super(new StepFrame(generator, mode, argument), codes[mode]!);
    this.generator = generator;
    registerMade(this);
  }

  override get reuseMessage(): string {
    return "cannot reuse already awaited __anext__()/asend()";
  }

  override close(): unknown {
    try {
      if (this.state === CREATED) this.throw(generatorExit());
      else super.close();
    } catch (error) {
      if (isExit(error)) return undefined;
      throw error;
    }
    if ((this.state as number) !== CLOSED) throw new RuntimeError("coroutine ignored GeneratorExit");
    return undefined;
  }
}

/** What `athrow` and `aclose` return. */
export class ThrowStep<T = unknown> extends GeneratorStep<T> {
  override get reuseMessage(): string {
    return "cannot reuse already awaited aclose()/athrow()";
  }
}

function isExit(error: unknown): boolean {
  return error instanceof GeneratorExit || error instanceof StopAsyncIteration || error instanceof StopIteration;
}

/** Called where an iterator is dropped before its end, as `break` does: its finalizer, if it has one, closes it. */
export function droppedGenerator(value: unknown): void {
  if (value instanceof AsyncGenerator && value.started && !value.closed && !value.closing && !value.running)
    value.hooks?.finalizer?.(value);
}
