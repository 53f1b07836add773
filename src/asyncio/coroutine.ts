// Coroutines: how a body runs, suspends and is resumed.
//
// A *frame* is a JavaScript generator. It awaits by calling `awaitValue(x)` (or `awaitFrame(gen, code)`, which needs no
// coroutine object), and looks at what comes back:
//
//     (t = awaitValue(x)) === SUSPENDED ? yield : t
//
// The awaited frame is started inside that call. If it finishes, its value is the result, and nothing else happened. If
// it suspends, the call returns SUSPENDED and the awaiting frame must yield, once. That `yield` gives the result when
// there is one, or throws. What a frame yields at a suspension is `undefined`, or a number: the position in its source,
// which is kept in `Coroutine.position` for reprs and stack listings.
//
// **Unwinding.** Suspension begins at a *leaf*: something that is not a frame, such as a future. It calls
// `suspendOn(leaf, value)`, which leaves word in module variables. As each frame yields, whoever started it links it to
// the frame that it awaits (`child.awaiter = frame`, `frame.awaiting = child`), until the driver is reached: a task's
// step, or `send` on a coroutine object. The driver keeps the innermost frame in `leaf` of its own coroutine, the root.
// A frame's record, a `Coroutine`, is made on its first suspension if nobody needed it before.
//
// **Resuming.** The driver resumes the innermost frame directly, however deep it is. When a frame finishes, its result
// goes to `awaiter`'s generator by `next` or `throw`, and so on up. A frame that awaits something new on the way
// suspends as above; it is linked already to those above it, so only what is below it is linked anew.
//
// Invariants: between two suspensions `leaf`, `innermost` and `outermost` (below) are null. A suspended frame has an
// `awaiting` that is either a suspended frame or a leaf. Only a root has `leaf` set.
//
// **What the driver sees.** `send(value)` returns what the leaf yields to it, or the coroutine's result; `state` tells
// which (`CLOSED` after the result). A future yields itself, a bare yield (`sleep(0)`) yields `undefined`, and an
// iterator that another language brings (`awaitIterator`) yields what it likes.
//
// **Awaitable** is what has a method `await$(): value | SUSPENDED` on its prototype: coroutines, futures, the steps of
// asynchronous generators, and whatever a user of the engine gives that method. A function may also offer the form
// directly (`sleepAwait`, a "native await"): it returns a value or SUSPENDED. Promises are awaited through a future. In
// TypeScript awaitables are iterable, and `yield* x` is the test above; a plain generator object counts as a coroutine.
//
// An exception passes through frames that never suspended as JavaScript throws it. A `StopIteration` that leaves a body
// must become a RuntimeError: emitted code sees to it where it adds the traceback entry, the driver for resumed frames
// (`bodyError`).
//
// Into and out of resumed frames it passes without a `throw`, if their code says so (`takesRaised`): `yield` gives RAISED,
// and so does the frame as its result, with the exception in `raised`. A throw into a generator and out of it again costs
// more than a microsecond, ten times as much as this.
//
// The alternative of a chain of `yield*` resumes in time proportional to the depth: 4.3 ms instead of 0.15 for 1,000
// resumptions under 200 awaits.

import { GeneratorExit, generatorExit, PyTypeError, RuntimeError, StopIteration, ValueError } from "./exceptions.ts";
import { ANONYMOUS, type Frame, NativeFrame, SUSPENDED, type Suspended } from "./frames.ts";
import { type CodeLike, hooks } from "./hooks.ts";
import { atEnd, type LoopLike, registerMade, takeMade, unregisterMade } from "./state.ts";

export { type Frame, SUSPENDED, type Suspended };

/** What a suspended frame waits for, when it is no frame. */
export interface Leaf {
  /** The driver sends a value: the result of the await, SUSPENDED after another `suspendOn`, or an exception. */
  send$(value: unknown): unknown;
  /** The driver throws an exception into the await. RAISE: the frame gets it; else as `send$`. */
  throw$(error: unknown): unknown;
  /** The await is given up. */
  close$(): void;
}

export interface Awaitable$<T = unknown> {
  await$(): T | Suspended;
}

/** An iterator of another language: each step returns a value for the driver, or `finished(result)`. */
export interface AwaitIterator {
  send(value: unknown): unknown;
  throw(error: unknown): unknown;
  close(): void;
}

/** An asynchronous generator, as the driver of a frame that is its body sees it. */
export interface FrameOwner {
  /** The body yielded a value, which goes to the frame above. */
  yielded(): void;
  /** The body ended. Returns the exception for the frame above. */
  finished(): unknown;
  /** The body raised. Returns the exception for the frame above. */
  failed(error: unknown): unknown;
}

/** What a leaf answers to an exception that it lets through: nothing is thrown on the way, which would cost more. */
export const RAISE: object = { raise: true };

/** In place of a value: an exception, which `takeRaised` gives. */
export const RAISED: object = { raised: true };
let raised: unknown;

/** Passes an exception as `RAISED`; whoever gets that takes it before anything else runs. */
export function passRaised(error: unknown): object {
  raised = error;
  return RAISED;
}

export function takeRaised(): unknown {
  const error = raised;
  raised = undefined;
  return error;
}

/** The exception that is being passed. */
export function passedError(): unknown {
  return raised;
}

// The unwinding that is under way: what the suspension waits for, the first frame that yielded, and the last.
let leaf: Leaf | null = null;
let innermost: Coroutine<unknown> | null = null;
let outermost: Coroutine<unknown> | null = null;
/** What the leaf yields to the driver. */
let yielded: unknown;

/** Suspends the frame that is awaiting: it must yield next. The driver receives `value`. */
export function suspendOn(what: Leaf, value: unknown): Suspended {
  leaf = what;
  yielded = value;
  return SUSPENDED;
}

/** The leaf of a bare yield: the driver's next value is the result. */
export const BARE: Leaf = {
  send$: (value) => value,
  throw$: () => RAISE,
  close$() {},
};

/** Lets others run: a bare yield to the driver. A native await. */
export function yieldNow(): Suspended {
  leaf = BARE;
  yielded = undefined;
  return SUSPENDED;
}

/** Said of a coroutine that is awaited a second time. */
export const REUSED = "cannot reuse already awaited coroutine";

export const CREATED = 0;
export const RUNNING = 1;
export const PAUSED = 2;
export const CLOSED = 3;

/**
 * A coroutine object: a frame with its links, and what drives it by hand.
 *
 * States: CREATED → RUNNING ⇄ PAUSED → CLOSED; `close` takes CREATED to CLOSED. While a root runs, the frames under it
 * that wait for one another stay PAUSED.
 *
 * Fields are only declared, here and in every class that is made often: a plain field declaration would be written
 * twice, once as undefined.
 *
 * @example
 * const greeting = greet("Ada"); // a coroutine function's call: nothing has begun
 * console.log(yield* greeting);
 */
export class Coroutine<T = unknown> {
  declare gen: Frame;
  declare code: CodeLike;
  declare state: number;
  /** The frame that awaits this one; null for a root. */
  declare awaiter: Coroutine | null;
  /** What this frame awaits while it is paused. */
  declare awaiting: Coroutine | Leaf | null;
  /** Of a paused root: the innermost frame, or null if it has to be looked for. */
  declare leaf: Coroutine | null;
  /** The asynchronous generator whose body this is. The prototype has null, and only a `BodyFrame` a field. */
  declare owner: FrameOwner | null;
  /** What the frame yielded when it was last suspended: its position, if its maker tells. */
  declare position: unknown;
  /** Its place among those not yet started; -1 if it is not there. */
  declare index: number;
  declare readonly result$?: T;

  constructor(gen: Frame, code: CodeLike, state: number = CREATED) {
    this.gen = gen;
    this.code = code;
    this.state = state;
    this.awaiter = null;
    this.awaiting = null;
    this.leaf = null;
    this.position = undefined;
    this.index = -1;
  }

  /** How messages call it; the steps of asynchronous generators have other names. */
  get reuseMessage(): string {
    return REUSED;
  }

  /** Starts it inside the frame that awaits it. */
  await$(): T | Suspended {
    if (this.state !== CREATED) this.refuseAwait();
    if (this.index >= 0) unregisterMade(this);
    this.state = RUNNING;
    let step: IteratorResult<unknown, unknown>;
    try {
      step = this.gen.next(undefined);
    } catch (error) {
      this.state = CLOSED;
      throw bodyError(error, this);
    }
    if (step.done) {
      this.state = CLOSED;
      if (step.value === RAISED) throw bodyError(takeRaised(), this);
      return step.value as T;
    }
    link(this, step.value);
    return SUSPENDED;
  }

  private refuseAwait(): never {
    if (this.state === CLOSED) throw new RuntimeError(this.reuseMessage);
    if (this.state === RUNNING) throw new ValueError("coroutine already executing");
    throw new RuntimeError("coroutine is being awaited already");
  }

  /** Resumes it. Returns what its leaf yields, or its result if `state` is CLOSED afterwards. */
  send(value: unknown): unknown {
    if (this.state === CREATED && value !== undefined) {
      throw new PyTypeError("can't send non-None value to a just-started coroutine");
    }
    return outcome(advanceRoot(this, value, false));
  }

  /** Resumes it with an exception at the point where it is suspended. Returns as `send` does. */
  throw(error: unknown): unknown {
    return outcome(advanceRoot(this, error, true));
  }

  /** Ends it: `GeneratorExit` is raised where it is suspended, innermost frame first. Returns what it returns then. */
  close(): unknown {
    if (this.state === CLOSED) return undefined;
    if (this.state === RUNNING) throw new ValueError("coroutine already executing");
    if (this.index >= 0) unregisterMade(this);
    if (this.state === CREATED) {
      this.state = CLOSED;
      this.gen.return(undefined);
      return undefined;
    }
    const error = closeInner(this);
    this.state = RUNNING;
    const result = propagate(this, this, error, true);
    if (result === SUSPENDED) throw new RuntimeError("coroutine ignored GeneratorExit");
    if (result !== FAILED) return result;
    const raised = takeFailure();
    if (!(raised instanceof GeneratorExit || raised instanceof StopIteration)) throw raised;
    return undefined;
  }

  /** `yield* coroutine` awaits it. */
  [Symbol.iterator](): Iterator<undefined, T, unknown> {
    const { gen } = this;
    if (gen instanceof NativeFrame && this.state === CREATED) {
      // An operation of the engine's own is part of the frame that awaits it: there is nothing to link.
      if (this.index >= 0) unregisterMade(this);
      this.state = CLOSED;
      return gen;
    }
    return new NativeFrame<T>(this.await$, this, undefined, undefined);
  }
}

Coroutine.prototype.owner = null;

/** The record of the body of an asynchronous generator. */
export class BodyFrame extends Coroutine {
  constructor(gen: Frame, code: CodeLike, owner: FrameOwner) {
    super(gen, code, PAUSED);
    this.owner = owner;
  }
}

/** Makes the coroutine object of a call that is not awaited at once; it is reported if it never starts. */
export function makeCoroutine<T>(gen: Frame, code: CodeLike): Coroutine<T> {
  const coroutine = new Coroutine<T>(gen, code);
  registerMade(coroutine);
  return coroutine;
}

/** `await f(x)` where nobody sees the coroutine object: `awaitFrame(f.frame(x), f.code)`. */
export function awaitFrame(gen: Frame, code: CodeLike = ANONYMOUS): unknown {
  const step = gen.next(undefined);
  if (step.done) {
    if (step.value === RAISED) throw takeRaised();
    return step.value;
  }
  link(new Coroutine(gen, code, PAUSED), step.value);
  return SUSPENDED;
}

/** `await x`. */
export function awaitValue(x: unknown): unknown {
  if ((typeof x === "object" && x !== null) || typeof x === "function") {
    if ((x as Awaitable$).await$ !== undefined) return (x as Awaitable$).await$();
    if (isGenerator(x)) return awaitFrame(x, codeOf(x));
    if (typeof (x as PromiseLike<unknown>).then === "function") return awaitThenable(x as PromiseLike<unknown>);
  }
  return hooks.awaitOther(x);
}

let awaitThenable: (promise: PromiseLike<unknown>) => unknown = hooks.awaitOther;
/** Says how promises are awaited; `futures.ts` does. */
export function setAwaitThenable(await_: (promise: PromiseLike<unknown>) => unknown): void {
  awaitThenable = await_;
}

/** The result of a step of an `AwaitIterator`: it is finished, with this value. */
export class Finished {
  declare value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}
export function finished(value: unknown): Finished {
  return new Finished(value);
}

class IteratorLeaf implements Leaf {
  declare readonly iterator: AwaitIterator;
  constructor(iterator: AwaitIterator) {
    this.iterator = iterator;
  }
  private stepped(value: unknown): unknown {
    return value instanceof Finished ? value.value : suspendOn(this, value);
  }
  send$(value: unknown): unknown {
    return this.stepped(this.iterator.send(value));
  }
  throw$(error: unknown): unknown {
    return this.stepped(this.iterator.throw(error));
  }
  close$(): void {
    this.iterator.close();
  }
}

/** Awaits an iterator of another language: starts it, and passes what it yields to the driver. A native await. */
export function awaitIterator(iterator: AwaitIterator): unknown {
  return new IteratorLeaf(iterator).send$(undefined);
}

/** What a frame awaits, as `cr_await` shows it: a coroutine, a future, a foreign iterator; undefined if nothing. */
export function awaitedBy(coroutine: Coroutine): unknown {
  const { awaiting } = coroutine;
  if (awaiting === null || awaiting === BARE) return undefined;
  return awaiting instanceof IteratorLeaf ? awaiting.iterator : awaiting;
}

/** A plain JavaScript generator object, which counts as a coroutine. */
export function isGenerator(x: unknown): x is Frame {
  return (x as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag] === "Generator";
}

/** The code of a plain generator: JavaScript does not tell the function it came from. */
export function codeOf(_gen: Frame): CodeLike {
  return ANONYMOUS;
}

/** Records that a frame has yielded to suspend, and links it to the frame that it awaits. */
export function link(frame: Coroutine<unknown>, position: unknown): void {
  frame.state = PAUSED;
  frame.position = position;
  if (outermost !== null) {
    outermost.awaiter = frame as Coroutine;
    frame.awaiting = outermost;
  } else {
    if (leaf === null) {
      // A bare `yield` written by hand: the driver gets its value.
      leaf = BARE;
      yielded = position;
    }
    frame.awaiting = leaf;
    leaf = null;
    innermost = frame as Coroutine;
  }
  outermost = frame as Coroutine;
}

/** Whether a frame that yielded `undefined` did so to suspend; else `undefined` is a value that it yields. */
export function isUnwinding(): boolean {
  return leaf !== null || outermost !== null;
}

/** The driver takes over: `frame` has yielded, and `root` remembers where to go on. */
function settle(root: Coroutine<unknown>, frame: Coroutine<unknown>, position: unknown): Suspended {
  link(frame, position);
  root.state = PAUSED;
  root.leaf = innermost;
  innermost = outermost = null;
  return SUSPENDED;
}

function outcome(result: unknown): unknown {
  if (result === FAILED) throw takeFailure();
  return result === SUSPENDED ? takeYielded() : result;
}

/**
 * Starts a root, or resumes it, with a value or an exception. Returns its result, or SUSPENDED (then `takeYielded()` is
 * what its leaf yields), or FAILED (then `takeFailure()` is what it raised, or why it cannot go on).
 */
export function advanceRoot(root: Coroutine<unknown>, value: unknown, throwing: boolean): unknown {
  if (root.state === PAUSED) return resume(root, value, throwing);
  if (root.state === CREATED) return start(root, value, throwing);
  failure = root.state === CLOSED ? new RuntimeError(root.reuseMessage) : new ValueError("coroutine already executing");
  return FAILED;
}

function start(root: Coroutine<unknown>, value: unknown, throwing: boolean): unknown {
  if (root.index >= 0) unregisterMade(root);
  if (throwing && root.code.takesRaised === true) {
    root.state = CLOSED;
    root.gen.return(undefined);
    failure = value;
    return FAILED;
  }
  root.state = RUNNING;
  return propagate(root, root, value, throwing);
}

function resume(root: Coroutine<unknown>, value: unknown, throwing: boolean): unknown {
  let frame = root.leaf;
  if (frame === null || root.awaiter !== null) {
    frame = findLeaf(root);
    if (frame.awaiting instanceof Coroutine) {
      throwing = true;
      value = new RuntimeError(frame.awaiting.reuseMessage);
      root.state = RUNNING;
      return propagate(root, frame, value, throwing);
    }
  }
  if (throwing && value instanceof GeneratorExit) {
    value = closeInner(root, value);
    root.state = RUNNING;
    return propagate(root, root, value, true);
  }
  root.state = RUNNING;
  const awaited = frame.awaiting as Leaf;
  if (awaited !== BARE) {
    try {
      const answer = throwing ? awaited.throw$(value) : awaited.send$(value);
      if (answer === SUSPENDED) {
        frame.awaiting = leaf;
        leaf = null;
        root.state = PAUSED;
        return SUSPENDED;
      }
      if (answer !== RAISE) {
        value = answer;
        throwing = false;
      }
    } catch (error) {
      value = error;
      throwing = true;
    }
  }
  return propagate(root, frame, value, throwing);
}

/** What a driver gets of a root that has raised. */
export const FAILED: object = { failed: true };
let failure: unknown;
export function takeFailure(): unknown {
  const error = failure;
  failure = undefined;
  return error;
}

/** What the leaf of the root that was just suspended yields to its driver. */
export function takeYielded(): unknown {
  const value = yielded;
  yielded = undefined;
  return value;
}

/** The innermost frame under a root. It awaits a frame still if that one was ended from elsewhere. */
function findLeaf(root: Coroutine<unknown>): Coroutine {
  let frame = root as Coroutine;
  while (frame.awaiting instanceof Coroutine && frame.awaiting.state === PAUSED) frame = frame.awaiting;
  // Whoever drives a frame in the middle moves the innermost one of every frame above it.
  for (let above = root.awaiter; above !== null; above = above.awaiter) above.leaf = null;
  return frame;
}

// Gives a value or an exception to `frame` and what comes of it to the frames above, up to `root`.
function propagate(root: Coroutine<unknown>, frame: Coroutine<unknown>, value: unknown, throwing: boolean): unknown {
  for (;;) {
    frame.awaiting = null;
    frame.state = RUNNING;
    const { owner } = frame;
    try {
      const step = !throwing
        ? frame.gen.next(value)
        : frame.code.takesRaised === true
          ? frame.gen.next(passRaised(value))
          : frame.gen.throw(value);
      value = step.value;
      throwing = false;
      if (step.done) {
        frame.state = CLOSED;
        if (value === RAISED) {
          value = bodyError(takeRaised(), frame);
          throwing = true;
        } else if (owner !== null) {
          value = owner.finished();
          throwing = true;
        }
      } else {
        if (owner === null || (value === undefined && isUnwinding())) return settle(root, frame, value);
        frame.state = PAUSED;
        owner.yielded();
      }
    } catch (error) {
      frame.state = CLOSED;
      value = owner === null ? bodyError(error, frame) : owner.failed(error);
      throwing = true;
    }
    if (frame === root) break;
    const awaiter: Coroutine | null = frame.awaiter;
    frame.awaiter = null;
    frame = awaiter!;
  }
  root.leaf = null;
  if (!throwing) return value;
  failure = value;
  return FAILED;
}

/** Closes what `root` awaits, innermost first. Returns what is to be thrown into `root` itself. */
function closeInner(root: Coroutine<unknown>, exit: unknown = generatorExit()): unknown {
  let frame: Coroutine<unknown> = findLeaf(root);
  let error = exit;
  root.state = RUNNING;
  try {
    if (!(frame.awaiting instanceof Coroutine)) frame.awaiting?.close$();
  } catch (raised) {
    error = raised;
  }
  while (frame !== root) {
    const { owner } = frame;
    frame.awaiting = null;
    try {
      const step = frame.gen.throw(error);
      frame.state = CLOSED;
      if (step.done) {
        if (step.value === RAISED) throw takeRaised();
        error = exit;
      } else {
        leaf = innermost = outermost = null;
        error = new RuntimeError("coroutine ignored GeneratorExit");
      }
    } catch (raised) {
      frame.state = CLOSED;
      error = raised instanceof GeneratorExit || raised instanceof StopIteration ? exit : raised;
    }
    if (owner !== null) owner.failed(error);
    const { awaiter } = frame;
    frame.awaiter = null;
    frame = awaiter!;
  }
  return error;
}

/** What an exception becomes as it leaves a coroutine's body: a StopIteration would end the wrong loop. */
export function bodyError(error: unknown, frame: Coroutine<unknown>): unknown {
  if (!(error instanceof StopIteration) || frame.owner !== null || frame.code.isPlain) return error;
  const wrapped = new RuntimeError("coroutine raised StopIteration");
  wrapped.cause = wrapped.context = error;
  wrapped.suppressContext = true;
  return wrapped;
}

/** Called where an expression statement drops a value: a coroutine that was never started is reported at once. */
export function dropped(value: unknown): void {
  if (value instanceof Coroutine && value.index >= 0) {
    unregisterMade(value);
    hooks.neverAwaited(value);
  }
}

/** Reports the coroutines that were made while `loop` ran and never started; for null, at the end, all that is left. */
export function reportNeverAwaited(loop: LoopLike | null): void {
  if (loop === null) for (const report of atEnd.splice(0)) report();
  for (const coroutine of takeMade(loop)) hooks.neverAwaited(coroutine);
}
