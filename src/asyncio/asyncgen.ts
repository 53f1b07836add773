// Asynchronous generators. The body is a frame (see coroutine.ts) that yields its values by the same `yield` it suspends
// with: `undefined` with an unwinding under way is a suspension, everything else a value.
//
// The body has a record of its own, a `Coroutine` with `owner` set, which is linked between what the body awaits and
// whoever awaits the next value. When the resumed body yields a value, that value is the result of the await above it;
// when it ends, that await raises StopAsyncIteration.
//
// `async for` takes the short way, `anextValue`, which makes no object. Python's steps, which a program may drive by hand,
// are in `steps.ts`.

import {
  awaitFrame,
  BodyFrame,
  type Coroutine,
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
import { type CodeLike, hooks } from "./hooks.ts";
import { type AsyncSource, promisedIterator } from "./iteration.ts";
import type { EventLoop } from "./loop.ts";
import { type Operation, operation } from "./native.ts";
import { toPromise } from "./promises.ts";

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
  /** The loop that ran when it started, and closes it if it does not end before. */
  declare loop: EventLoop | null;
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
    this.loop = null;
  }

  /** Resumes the body: the value it yields, SUSPENDED, or ENDED. */
  advance(value: unknown, throwing: boolean): unknown {
    if (!this.started) {
      this.started = true;
      hooks.generatorBegins(this as AsyncGenerator);
    }
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
    this.loop?.asyncgens.delete(this as AsyncGenerator);
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
    return operation<Y>("anext", this.anext$, this);
  }

  anext$(): Y | Suspended {
    return this.asend$(undefined) as Y | Suspended;
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
    return operation<Y, unknown>("asend", this.asend$, this, value);
  }

  asend$(value: unknown): unknown {
    this.checkIdle("anext");
    if (value !== undefined && !this.started) throw new PyTypeError(NOT_STARTED);
    return this.stepped(value, false);
  }

  /** Awaitable: raises `error` where the generator stands; the next value is the result. */
  athrow(error: unknown): GeneratorStep<Y | undefined> {
    return operation<Y | undefined, unknown>("athrow", this.athrow$, this, error);
  }

  athrow$(error: unknown): unknown {
    if (this.closed) return undefined;
    this.checkIdle("athrow");
    if (this.closing) throw stopAsyncIteration();
    return this.stepped(error, true);
  }

  /** Awaitable: ends the generator, running what it has to clean up. */
  aclose(): GeneratorStep<undefined> {
    return operation<undefined>("aclose", this.aclose$, this);
  }

  aclose$(): unknown {
    if (this.closed) return undefined;
    this.checkIdle("aclose");
    if (this.closing) throw stopAsyncIteration();
    this.closing = true;
    return awaitFrame(this.closeFrame());
  }

  private *closeFrame(): Generator<undefined, void, unknown> {
    try {
      if (this.stepped(generatorExit(), true) === SUSPENDED) yield;
    } catch (error) {
      if (error instanceof StopAsyncIteration || error instanceof GeneratorExit) return;
      throw error;
    }
    throw new RuntimeError(EXIT_IGNORED);
  }

  /** RuntimeError if a step is under way. */
  checkIdle(step: string): void {
    if (this.running) throw new RuntimeError(`${step}(): asynchronous generator is already running`);
  }

  /** As `advance`; at the end it raises StopAsyncIteration. */
  stepped(value: unknown, throwing: boolean): unknown {
    const result = this.advance(value, throwing);
    if (result === ENDED) throw stopAsyncIteration();
    return result;
  }
}

/**
 * The next value of an asynchronous generator, for `async for`: undefined at the end. SUSPENDED, and the awaiting frame's
 * `yield` gives the value or raises StopAsyncIteration.
 */
export function anextValue(generator: AsyncGenerator): unknown {
  generator.checkIdle("anext");
  const result = generator.advance(undefined, false);
  return result === ENDED ? undefined : result;
}

/** What `advance` returns at the end of the body. */
export const ENDED: unique symbol = Symbol("ended");

export const NOT_STARTED = "can't send non-None value to a just-started async generator";
export const EXIT_IGNORED = "async generator ignored GeneratorExit";

/** What `anext`, `asend`, `athrow` and `aclose` return: an operation like others. */
export type GeneratorStep<T = unknown> = Operation<T>;
