// The steps of asynchronous generators as objects that a program may drive by hand, like coroutines: what Python's
// `__anext__`, `asend`, `athrow` and `aclose` return. The frame of such a coroutine is a small object of the engine
// instead of a generator. TypeScript's steps are operations (see asyncgen.ts).

import { type AsyncGenerator, ENDED, EXIT_IGNORED, NOT_STARTED } from "./asyncgen.ts";
import { CLOSED, Coroutine, CREATED, type Frame, SUSPENDED } from "./coroutine.ts";
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
import { registerMade } from "./state.ts";

const SEND = 0;
const THROW = 1;
const CLOSE = 2;
const codes: CodeLike[] = ["asend", "athrow", "aclose"].map((name) => ({ name, qualname: name }));

/** The frame of a step: starts the generator's body, then passes what comes of it. */
class StepFrame implements Frame {
  declare readonly generator: AsyncGenerator;
  declare readonly mode: number;
  declare argument: unknown;
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
    generator.checkIdle(mode === SEND ? "anext" : codes[mode]!.name);
    if (mode === SEND) {
      if (!throwing && value !== undefined && !generator.started) {
        throw new PyTypeError(NOT_STARTED);
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
    if (this.mode === CLOSE) throw new RuntimeError(EXIT_IGNORED);
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

  /** What is sent to a step that has not begun takes the place of what `asend` was given. */
  override send(value: unknown): unknown {
    const frame = this.gen as StepFrame;
    if (value === undefined || this.state !== CREATED || frame.mode !== SEND) return super.send(value);
    frame.argument = value;
    return super.send(undefined);
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

export const sendStep = (generator: AsyncGenerator, value: unknown): GeneratorStep =>
  new GeneratorStep(generator, SEND, value);
export const throwStep = (generator: AsyncGenerator, error: unknown): ThrowStep =>
  new ThrowStep(generator, THROW, error);
export const closeStep = (generator: AsyncGenerator): ThrowStep => new ThrowStep(generator, CLOSE, undefined);
