// The exceptions the engine raises. They are JavaScript errors (`instanceof Error` holds) with the fields of Python's,
// so that the runtime can adopt the same classes as Python types. It makes instances without running `Error`'s
// constructor, whose stack capture is most of the cost; methods therefore rely on the fields below and on nothing else,
// and `message` is computed from `args`.

/** A class of exceptions. */
export type ExceptionClass<E extends BaseException = BaseException> = (abstract new (
  ...args: never[]
) => E) & {
  readonly prototype: E;
};

/** The base of all exceptions of Python; an `Error` with Python's fields. */
export class BaseException extends Error {
  /** The arguments it was made with; the message is made from them. */
  declare args: unknown[];
  /** The exception it was raised `from`. */
  override cause: unknown;
  /** The exception that was being handled when it was raised. */
  declare context: unknown;
  /** Whether `context` is left out of reports, as `raise ... from` does. */
  declare suppressContext: boolean;
  /** What `addNote` added; undefined until then. */
  declare notes: unknown;
  /** The traceback, kept by whoever runs the frames. */
  declare traceback: unknown;

  constructor(...args: unknown[]) {
    super();
    this.args = args;
    this.cause = undefined;
    this.context = undefined;
    this.suppressContext = false;
    this.notes = undefined;
    this.traceback = undefined;
  }

  override get message(): string {
    const { args } = this;
    return args.length === 0 ? "" : args.length === 1 ? String(args[0]) : `(${args.join(", ")})`;
  }

  /** Adds a line to its report. */
  addNote(note: string): void {
    if (this.notes === undefined) this.notes = [note];
    else (this.notes as string[]).push(note);
  }
}

/** The base of all exceptions that a program may catch and go on. CancelledError is none. */
export class Exception extends BaseException {}
/** Raised where something is done at the wrong time or twice. */
export class RuntimeError extends Exception {}
/** Raised for a value that makes no sense. */
export class ValueError extends Exception {}
/** Python's `TypeError`; it prints under that name, and shadows nothing here. */
export class PyTypeError extends Exception {}
/** Raised where something is not there. */
export class LookupError extends Exception {}
/** Raised where a key is not there. */
export class KeyError extends LookupError {}
/** Raised by the operating system. */
export class OSError extends Exception {
  /** The number that the operating system gives the error. */
  get errno(): number | undefined {
    return this.args.length > 1 ? (this.args[0] as number) : undefined;
  }

  /** What the operating system says. */
  get strerror(): string | undefined {
    return this.args.length > 1 ? (this.args[1] as string) : undefined;
  }

  override get message(): string {
    return this.args.length > 1 ? `[Errno ${this.errno}] ${this.strerror}` : super.message;
  }
}
/** Raised where more was wanted than there was. */
export class EOFError extends Exception {}
/** Raised by `timeout` and `waitFor` when the time is up. */
export class TimeoutError extends OSError {}
/** Raised inside a task that is cancelled. Not an `Exception`: whoever catches it should raise it again. */
export class CancelledError extends BaseException {}
/** Raised by `result()` and `setResult()` in a state that does not allow it. */
export class InvalidStateError extends Exception {}
/** Raised by `Queue.getNowait` when there is no item. */
export class QueueEmpty extends Exception {}
/** Raised by `Queue.putNowait` when there is no room. */
export class QueueFull extends Exception {}
/** Raised by `put`, and by `get` when the queue is empty, after `Queue.shutdown`. */
export class QueueShutDown extends Exception {}
/** Raised to those who wait at a barrier that is reset or aborted. */
export class BrokenBarrierError extends RuntimeError {}
/** Raised where a coroutine is closed. */
export class GeneratorExit extends BaseException {}
/** Raised when the user interrupts the program. */
export class KeyboardInterrupt extends BaseException {}

/** Raised to end the program. */
export class SystemExit extends BaseException {
  /** The status that the program ends with. */
  get code(): unknown {
    return this.args.length > 1 ? this.args : this.args[0];
  }
}

/** Whether an exception ends the program, whoever else there is to be told. */
export const isExit = (error: unknown): boolean => error instanceof SystemExit || error instanceof KeyboardInterrupt;

/** Ends an iteration in Python. */
export class StopIteration extends Exception {
  /** What the iteration has returned. */
  get value(): unknown {
    return this.args[0];
  }
}

/** Raised by `anext` at the end of an asynchronous generator. */
export class StopAsyncIteration extends Exception {}

// Names are written out because minifiers rename classes.
const named: Record<string, ExceptionClass> = {
  BaseException,
  Exception,
  RuntimeError,
  ValueError,
  TypeError: PyTypeError,
  LookupError,
  KeyError,
  OSError,
  EOFError,
  TimeoutError,
  CancelledError,
  InvalidStateError,
  QueueEmpty,
  QueueFull,
  QueueShutDown,
  BrokenBarrierError,
  GeneratorExit,
  KeyboardInterrupt,
  SystemExit,
  StopIteration,
  StopAsyncIteration,
};

/** Gives an exception class the name it prints under. */
export function nameException(type: ExceptionClass, name: string): void {
  Object.defineProperty(type.prototype, "name", { value: name, writable: true, configurable: true });
}
for (const [name, type] of Object.entries(named)) nameException(type, name);

// Constructors that set the fields alone: no stack is captured.
type Maker<E> = new (args: unknown[]) => E;
export function bareMaker<E extends BaseException>(type: ExceptionClass<E>): Maker<E> {
  function Bare(this: BaseException, args: unknown[]): void {
    this.args = args;
    this.cause = undefined;
    this.context = undefined;
    this.suppressContext = false;
    this.notes = undefined;
    this.traceback = undefined;
  }
  Bare.prototype = type.prototype;
  return Bare as unknown as Maker<E>;
}

const BareCancelled = bareMaker(CancelledError);
const BareStopAsync = bareMaker(StopAsyncIteration);
const BareGeneratorExit = bareMaker(GeneratorExit);

/** A `CancelledError` without a captured stack: cancelling thousands of tasks makes thousands of them. */
export function cancelledError(...args: unknown[]): CancelledError {
  return new BareCancelled(args);
}

/** The `StopAsyncIteration` that ends an `async for`, without a captured stack. */
export function stopAsyncIteration(): StopAsyncIteration {
  return new BareStopAsync([]);
}

/** The `GeneratorExit` that `close()` throws into a frame, without a captured stack. */
export function generatorExit(): GeneratorExit {
  return new BareGeneratorExit([]);
}
