// Exceptions: the hierarchy of types, how one is raised, caught and passed on, and what is being handled.

//
// An exception is a JavaScript object under `Error.prototype`, with the fields of the engine's `BaseException`; where
// the engine has a class (CancelledError, TimeoutError…) that class's prototype is the type's. `handled` is what
// `sys.exception()` gives: emitted handlers `enter` and `leave`. An exception gets its context when it is made by the
// runtime or raised by a program, and a traceback entry from each frame that it passes.

import * as engine from "../asyncio/exceptions.ts";
import * as osErrors from "../asyncio/oserrors.ts";
import { type Code, FLAGS } from "./code.ts";
import { Tuple } from "./containers/tuple.ts";
import { factory, recursionError, runtimeError, sequenceEnd, systemError, typeError } from "./errors.ts";
import { construction, nativeType } from "./native.ts";
import { repr, str } from "./protocols.ts";
import type { Native } from "./signature.ts";
import {
  binding,
  isInstance,
  isSubtype,
  isType,
  type NativeNew,
  shownName,
  type Type,
  typeName,
  typeOf,
} from "./types.ts";
import { type Callable, None, type Value } from "./values.ts";

/** An exception, as the runtime sees it. */
export interface Exc extends Error {
  args: Value[];
  cause: Value | undefined;
  context: Value | undefined;
  suppressContext: boolean;
  notes: Value | undefined;
  traceback: Traceback | undefined;
  /** Raised again as it was: the frame that does so has its traceback entry already. */
  reraised$?: boolean;
  type_: Type;
}

/** One frame that an exception passed, outermost first. */
export class Traceback {
  readonly code: Code;
  /** What `$p` was; indexes `code.positions`. */
  readonly position: number;
  next: Traceback | undefined;
  constructor(code: Code, position: number, next: Traceback | undefined) {
    this.code = code;
    this.position = position;
    this.next = next;
  }
}

// ---- the hierarchy ------------------------------------------------------------------------------------------------------

const initialise = (self: Exc, args: Value[]): void => {
  self.args = args;
  self.cause = undefined;
  self.context = undefined;
  self.suppressContext = false;
  self.notes = undefined;
  self.traceback = undefined;
};

/** A constructor over the prototype of an engine's class, or over a new one, that captures no stack. */
function bareClass(adopted: { prototype: object } | undefined, parent: object): new () => object {
  function Bare(this: Exc) {
    initialise(this, []);
  }
  Bare.prototype = adopted ? adopted.prototype : Object.create(parent);
  return Bare as unknown as new () => object;
}

const createException: NativeNew = (cls, args) => {
  const self = new cls.tp.construct() as Exc;
  self.args = args;
  return self;
};

/** `__new__` and `__init__` as one, for calls without keywords. */
createException.initialiser = (init) => {
  const isPlain = init === BaseException.tp.dict.get("__init__");
  return (self, ...args) => {
    (self as Exc).args = args;
    return isPlain ? None : init(self, ...args);
  };
};

const orNone = (value: Value | undefined | null): Value => value ?? None;

function checkedLink(name: string, value: Value | undefined): Value | undefined {
  if (value === undefined) throw typeError(`${name} may not be deleted`);
  if (value === None) return undefined;
  if (!isException(value))
    throw typeError(`exception ${name.replaceAll("_", "")} must be None or derive from BaseException`);
  return value;
}

export const isException = (value: unknown): value is Exc => value instanceof engine.BaseException;

/** The text of `str(e)`: no argument, the one argument, or the tuple of them. */
export function exceptionText(self: Exc): string {
  const { args } = self;
  return args.length === 0 ? "" : args.length === 1 ? str(args[0]!) : repr(new Tuple(args));
}

export const BaseException = nativeType({
  name: "BaseException",
  ctor: bareClass(engine.BaseException, Error.prototype),
  hasDict: true,
  create: createException,
  special: {
    __init__: (self: Exc, ...args: Value[]) => {
      self.args = args;
      return None;
    },
    __repr__: (self: Exc) => {
      const { args } = self;
      const text = args.length === 1 ? `(${repr(args[0]!)})` : repr(new Tuple(args));
      return `${typeOf(self).tp.name}${text}`;
    },
    __str__: exceptionText,
  },
  methods: {
    "with_traceback(object, /)": (self: Exc, traceback: Value) => {
      if (traceback !== None && !(traceback instanceof Traceback))
        throw typeError("__traceback__ must be a traceback or None");
      self.traceback = traceback === None ? undefined : (traceback as Traceback);
      return self;
    },
    "add_note(object, /)": (self: Exc, note: Value) => {
      if (typeof note !== "string") throw typeError(`add_note() argument must be str, not ${typeName(note)}`);
      self.notes ??= groups.list([]);
      groups.append(self.notes, note);
      return None;
    },
  },
  getters: {
    args: [
      (self: Exc) => new Tuple(self.args),
      (self: Exc, value) => {
        if (value === undefined) throw typeError("args may not be deleted");
        self.args = groups.toArray(value);
      },
    ],
    __cause__: [
      (self: Exc) => orNone(self.cause),
      (self: Exc, value) => {
        self.cause = checkedLink("__cause__", value);
        self.suppressContext = true;
      },
    ],
    __context__: [
      (self: Exc) => orNone(self.context),
      (self: Exc, value) => {
        self.context = checkedLink("__context__", value);
      },
    ],
    __suppress_context__: [
      (self: Exc) => self.suppressContext,
      (self: Exc, value) => {
        if (value === undefined) throw typeError(UNDELETABLE);
        if (typeof value !== "boolean") throw typeError("attribute value type must be bool");
        self.suppressContext = value;
      },
    ],
    __traceback__: [
      (self: Exc) => orNone(self.traceback),
      (self: Exc, value) => {
        if (value === undefined) throw typeError("__traceback__ may not be deleted");
        if (value !== None && !(value instanceof Traceback))
          throw typeError("__traceback__ must be a traceback or None");
        self.traceback = value === None ? undefined : (value as Traceback);
      },
    ],
    __notes__: [
      (self: Exc) => (Array.isArray(self.notes) ? groups.list(self.notes) : self.notes),
      (self: Exc, value) => {
        if (value === undefined && self.notes === undefined) raiseAttributeError(self, "__notes__");
        self.notes = value;
      },
    ],
  },
});

const UNDELETABLE = "can't delete numeric/char attribute";

/** The `__init__` of most exceptions takes no keywords. */
function refuseKeywords(cls: Type): void {
  const init = cls.tp.declared.get("__init__") as Native;
  init.target = ((self: Exc, args: Value[], keywords: Map<string, Value> | undefined) => {
    if (keywords !== undefined) throw typeError(`${typeOf(self).tp.name}() takes no keyword arguments`);
    return init(self, ...args);
  }) as unknown as Native["target"];
}
refuseKeywords(BaseException);

/** What exceptions need of containers, whose files need exceptions; set by the emitted-code helpers. */
export const groups: {
  list(items: Value[]): Value;
  append(list: Value, item: Value): void;
  toArray(value: Value): Value[];
  /** What a bytes-like object holds, as bytes of its own. */
  bytes(value: Value): Value;
} = Object.create(null);

const types = new Map<string, Type>([["BaseException", BaseException]]);

type Field = string;

/** Attributes that a constructor may set and a program may change; None where nothing did. */
function fields(
  names: Field[],
): Record<string, [(self: never) => Value, (self: never, value: Value | undefined) => void]> {
  return Object.fromEntries(
    names.map((name) => [
      name,
      [
        (self: never) => (self as Record<string, Value | undefined>)[`field$${name}`] ?? None,
        (self: never, value: Value | undefined) => {
          (self as Record<string, Value | undefined>)[`field$${name}`] = value;
        },
      ],
    ]),
  );
}

export const setField = (e: Error, name: string, value: Value | undefined): Error => {
  (e as unknown as Record<string, Value | undefined>)[`field$${name}`] = value;
  return e;
};

export const getField = (e: Value, name: string): Value | undefined =>
  (e as Record<string, Value | undefined>)[`field$${name}`];

interface Details {
  fields?: Field[];
  init?: (self: Exc, args: Value[]) => void;
  keywords?: string[];
  str?: (self: Exc) => string;
  create?: (cls: Type, args: Value[]) => Value;
  module?: string;
}

const engineClasses: Record<string, { prototype: object } | undefined> = { ...engine, ...osErrors } as never;

function declare(base: Type, name: string, details: Details = {}): Type {
  const adopted = engineClasses[name === "TypeError" ? "PyTypeError" : name];
  const { init, keywords } = details;
  const cls = nativeType({
    name,
    module: details.module,
    base,
    ctor: bareClass(adopted, base.tp.proto),
    solid: details.fields !== undefined,
    hasDict: true,
    ...(details.create ? { create: details.create } : {}),
    getters: fields(details.fields ?? []),
    special: {
      ...(init
        ? {
            __init__: (self: Exc, ...args: Value[]) => {
              self.args = args;
              init(self, args);
              return None;
            },
          }
        : {}),
      ...(details.str ? { __str__: details.str } : {}),
    },
    ...(keywords
      ? {
          methods: {
            [`__init__(*args, ${keywords.map((key) => `${key}=None`).join(", ")})`]: (
              self: Exc,
              args: Value[],
              ...values: (Value | undefined)[]
            ) => {
              self.args = args;
              init?.(self, args);
              keywords.forEach((key, i) => {
                setField(self, key, values[i]);
              });
              return None;
            },
          },
        }
      : {}),
  });
  if (init && !keywords) refuseKeywords(cls);
  types.set(name, cls);
  return cls;
}

const first = (name: string) => (self: Exc, args: Value[]) => {
  setField(self, name, args.length === 1 ? args[0] : args.length > 1 ? new Tuple(args) : undefined);
};

const Exception = declare(BaseException, "Exception");
declare(BaseException, "GeneratorExit");
declare(BaseException, "KeyboardInterrupt");
declare(BaseException, "CancelledError", { module: "asyncio.exceptions" });
const SystemExit = declare(BaseException, "SystemExit", { fields: ["code"], init: first("code") });

const plain = (base: Type, names: string): void => {
  for (const name of names.split(" ")) declare(base, name);
};

const ArithmeticError = declare(Exception, "ArithmeticError");
plain(ArithmeticError, "FloatingPointError OverflowError ZeroDivisionError");
plain(Exception, "AssertionError BufferError EOFError MemoryError ReferenceError StopAsyncIteration");
const AttributeError = declare(Exception, "AttributeError", { fields: ["name", "obj"], keywords: ["name", "obj"] });
const ImportError = declare(Exception, "ImportError", {
  fields: ["msg", "name", "path", "name_from"],
  keywords: ["name", "path", "name_from"],
  init: (self, args) => setField(self, "msg", args.length === 1 ? args[0] : undefined),
});
declare(ImportError, "ModuleNotFoundError");
const LookupError = declare(Exception, "LookupError");
const IndexError = declare(LookupError, "IndexError");
const KeyError = declare(LookupError, "KeyError", {
  str: (self) => (self.args.length === 1 ? repr(self.args[0]!) : exceptionText(self)),
});
const NameError = declare(Exception, "NameError", { fields: ["name"], keywords: ["name"] });
declare(NameError, "UnboundLocalError");
const RuntimeErrorType = declare(Exception, "RuntimeError");
plain(RuntimeErrorType, "NotImplementedError PythonFinalizationError RecursionError");
declare(RuntimeErrorType, "BrokenBarrierError", { module: "asyncio.exceptions" });
const StopIteration = declare(Exception, "StopIteration", {
  fields: ["value"],
  init: (self, args) => setField(self, "value", args[0]),
});
plain(Exception, "SystemError TypeError");
const ValueErrorType = declare(Exception, "ValueError");
const UnicodeErrorType = declare(ValueErrorType, "UnicodeError");

const escapedByte = (byte: number): string => `0x${byte.toString(16).padStart(2, "0")}`;
const escapedCharacter = (point: number): string =>
  point <= 0xff
    ? `\\x${point.toString(16).padStart(2, "0")}`
    : point <= 0xffff
      ? `\\u${point.toString(16).padStart(4, "0")}`
      : `\\U${point.toString(16).padStart(8, "0")}`;

function unicodeText(verb: "decode" | "encode", kind: "byte" | "character") {
  return (self: Exc): string => {
    const [encoding, subject, start, end, reason] = ["encoding", "object", "start", "end", "reason"].map((name) =>
      getField(self, name),
    );
    if (subject === undefined) return exceptionText(self);
    const from = start as number;
    const to = end as number;
    const where =
      to === from + 1
        ? kind === "byte"
          ? `byte ${escapedByte((subject as { data: Uint8Array }).data[from] ?? 0)} in position ${from}`
          : `character '${escapedCharacter([...(subject as string)][from]?.codePointAt(0) ?? 0)}' in position ${from}`
        : `${kind}s in position ${from}-${to - 1}`;
    return `'${encoding}' codec can't ${verb} ${where}: ${str(reason!)}`;
  };
}

const unicodeInit = (self: Exc, args: Value[]): void => {
  if (args.length !== 5) throw typeError(`function takes exactly 5 arguments (${args.length} given)`);
  ["encoding", "object", "start", "end", "reason"].forEach((name, i) => {
    setField(self, name, args[i]);
  });
};
const unicodeFields = ["encoding", "object", "start", "end", "reason"];
declare(UnicodeErrorType, "UnicodeDecodeError", {
  fields: unicodeFields,
  init: (self, args) => {
    unicodeInit(self, args);
    setField(self, "object", groups.bytes(args[1]!));
  },
  str: unicodeText("decode", "byte"),
});
declare(UnicodeErrorType, "UnicodeEncodeError", {
  fields: unicodeFields,
  init: unicodeInit,
  str: unicodeText("encode", "character"),
});
declare(UnicodeErrorType, "UnicodeTranslateError", {
  fields: unicodeFields.slice(1),
  init: (self, args) => {
    if (args.length !== 4) throw typeError(`function takes exactly 4 arguments (${args.length} given)`);
    for (const [i, value] of args.entries()) setField(self, unicodeFields[i + 1]!, value);
  },
  str: (self) => {
    const [subject, from, end, reason] = ["object", "start", "end", "reason"].map((name) => getField(self, name));
    if (subject === undefined) return exceptionText(self);
    const to = (end as number) - 1;
    const point = [...(subject as string)][from as number]?.codePointAt(0) ?? 0;
    const where =
      to === from
        ? `character '${escapedCharacter(point)}' in position ${from}`
        : `characters in position ${from}-${to}`;
    return `can't translate ${where}: ${str(reason!)}`;
  },
});

// ---- OSError and its kinds ----------------------------------------------------------------------------------------------

const osKinds: Record<number, string> = {
  11: "BlockingIOError",
  114: "BlockingIOError",
  115: "BlockingIOError",
  10: "ChildProcessError",
  32: "BrokenPipeError",
  108: "BrokenPipeError",
  103: "ConnectionAbortedError",
  111: "ConnectionRefusedError",
  104: "ConnectionResetError",
  17: "FileExistsError",
  2: "FileNotFoundError",
  4: "InterruptedError",
  21: "IsADirectoryError",
  20: "NotADirectoryError",
  13: "PermissionError",
  1: "PermissionError",
  3: "ProcessLookupError",
  110: "TimeoutError",
};

const OSErrorType = declare(Exception, "OSError", {
  fields: ["errno", "strerror", "filename", "filename2"],
  create: (cls, args) => {
    const kind = cls === OSErrorType && args.length >= 2 && args.length <= 5 ? osKinds[args[0] as number] : undefined;
    return createException(kind ? types.get(kind)! : cls, args, undefined);
  },
  init: (self, args) => {
    if (args.length < 2 || args.length > 5) return;
    setField(self, "errno", args[0]);
    setField(self, "strerror", args[1]);
    if (args.length > 2 && args[2] !== None) {
      setField(self, "filename", args[2]);
      self.args = args.slice(0, 2);
    }
    if (args[4] !== undefined && args[4] !== None) setField(self, "filename2", args[4]);
  },
  str: (self) => {
    const [errno, strerror, filename, other] = ["errno", "strerror", "filename", "filename2"].map((name) =>
      getField(self, name),
    );
    if (errno === undefined) return exceptionText(self);
    const start = `[Errno ${str(errno)}] ${str(strerror ?? None)}`;
    if (filename === undefined) return start;
    return other === undefined ? `${start}: ${repr(filename)}` : `${start}: ${repr(filename)} -> ${repr(other)}`;
  },
});
const ConnectionError = declare(OSErrorType, "ConnectionError");
plain(ConnectionError, "BrokenPipeError ConnectionAbortedError ConnectionRefusedError ConnectionResetError");
plain(
  OSErrorType,
  "BlockingIOError ChildProcessError FileExistsError FileNotFoundError InterruptedError IsADirectoryError NotADirectoryError PermissionError ProcessLookupError TimeoutError",
);

// ---- SyntaxError --------------------------------------------------------------------------------------------------------

const syntaxFields = ["msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset", "print_file_and_line"];
const SyntaxErrorType = declare(Exception, "SyntaxError", {
  fields: syntaxFields,
  init: (self, args) => {
    setField(self, "msg", args[0]);
    if (args.length !== 2) return;
    const place = groups.toArray(args[1]!);
    const { length } = place;
    if (length < 4) throw typeError(`function takes at least 4 arguments (${length} given)`);
    if (length > 7) throw typeError(`function takes at most 7 arguments (${length} given)`);
    if (length === 5) throw typeError("end_offset must be provided when end_lineno is provided");
    place.slice(0, 6).forEach((value, i) => {
      setField(self, syntaxFields[i + 1]!, value);
    });
  },
  str: (self) => {
    const message = str(getField(self, "msg") ?? None);
    const filename = getField(self, "filename");
    const line = getField(self, "lineno");
    const name = typeof filename === "string" ? filename.split("/").at(-1) : undefined;
    if (name !== undefined && line !== undefined) return `${message} (${name}, line ${str(line)})`;
    if (name !== undefined) return `${message} (${name})`;
    return line !== undefined ? `${message} (line ${str(line)})` : message;
  },
});
const IndentationErrorType = declare(SyntaxErrorType, "IndentationError");
declare(IndentationErrorType, "TabError");

const WarningType = declare(Exception, "Warning");
plain(
  WarningType,
  "UserWarning DeprecationWarning PendingDeprecationWarning SyntaxWarning RuntimeWarning FutureWarning ImportWarning UnicodeWarning BytesWarning ResourceWarning EncodingWarning",
);

// asyncio's own
declare(Exception, "InvalidStateError", { module: "asyncio.exceptions" });
declare(Exception, "QueueEmpty", { module: "asyncio.queues" });
declare(Exception, "QueueFull", { module: "asyncio.queues" });
declare(Exception, "QueueShutDown", { module: "asyncio.queues" });

types.set("StopIteration", StopIteration);
sequenceEnd.IndexError = IndexError;
sequenceEnd.StopIteration = StopIteration;

/** All exception types, by name. */
export const exceptionTypes: ReadonlyMap<string, Type> = types;
export const registerException = (cls: Type): void => {
  types.set(cls.tp.name, cls);
};
export { Exception, KeyError, NameError, SyntaxErrorType, SystemExit };

// ---- making -------------------------------------------------------------------------------------------------------------

/** Makes an exception of a type by name, as the runtime raises it: with the handled one as its context. */
export function makeException(cls: Type, args: Value[]): Exc {
  const e = new cls.tp.construct() as Exc;
  e.args = args;
  setContext(e);
  return e;
}

factory.make = (name, args) => {
  const cls = types.get(name)!;
  const e = makeException(cls, args);
  // Written out, since the end of an iteration should not cost making the name of a property.
  if (cls === StopIteration) (e as { field$value?: Value }).field$value = args[0];
  else if (unicodeNames.has(name)) unicodeInit(e, args);
  return e;
};
const unicodeNames = new Set(["UnicodeDecodeError", "UnicodeEncodeError"]);

/** `raise OSError(errno, strerror, filename)` as the kind that errno says. */
export function osError(errno: number, strerror: string, filename?: Value, filename2?: Value): Error {
  const e = makeException(types.get(osKinds[errno] ?? "OSError")!, [errno, strerror]);
  setField(e, "errno", errno);
  setField(e, "strerror", strerror);
  if (filename !== undefined) setField(e, "filename", filename);
  return filename2 === undefined ? e : setField(e, "filename2", filename2);
}

export function attributeError(o: Value, name: string, message: string): Error {
  return setField(setField(makeException(AttributeError, [message]), "name", name), "obj", o);
}
construction.attributeError = attributeError;

/** An AttributeError of the program's own making is told what was looked for, if it does not know. */
export function whereMissing(e: unknown, o: Value, name: string): unknown {
  const error = e as Exc;
  if (isException(error) && isInstance(error, AttributeError) && getField(error, "name") === undefined) {
    setField(setField(error, "name", name), "obj", o);
  }
  return e;
}

export function nameErrorFor(name: string, unboundLocal: boolean, message: string): Error {
  // CPython tells the name in a plain NameError only, so there are no suggestions for the other.
  return unboundLocal
    ? makeException(types.get("UnboundLocalError")!, [message])
    : setField(makeException(NameError, [message]), "name", name);
}

export function raiseAttributeError(o: Value, name: string, message?: string): never {
  throw attributeError(o, name, message ?? noAttribute(o, name));
}

function noAttribute(o: Value, name: string): string {
  if (isType(o)) return `type object '${shownName(o.tp)}' has no attribute '${name}'`;
  const moduleName = typeName(o) === "module" ? (o as { $__name__?: Value }).$__name__ : undefined;
  if (typeof moduleName === "string") return `module '${moduleName}' has no attribute '${name}'`;
  return `'${typeName(o)}' object has no attribute '${name}'`;
}

binding.missingAttribute = raiseAttributeError;

// ---- what is being handled ----------------------------------------------------------------------------------------------

let handled: Value | undefined;

export const currentException = (): Value | undefined => handled;

export function enter(e: Value): Value | undefined {
  const previous = handled;
  handled = e;
  return previous;
}

export function leave(previous: Value | undefined): void {
  handled = previous;
}

/** What is being handled becomes the context of an exception that has none. */
export function setContext(e: Exc): void {
  if (handled === undefined || handled === e || e.context !== undefined) return;
  // Never a cycle: where the new exception is further up already, the chain is cut there.
  // A program may have made a cycle of others itself: a second walk at half the speed meets the first there.
  let slow = handled as Exc;
  let isOdd = false;
  for (let link = slow; link.context !== undefined; link = link.context as Exc) {
    if (link.context === e) {
      link.context = undefined;
      break;
    }
    if (isOdd) slow = slow.context as Exc;
    isOdd = !isOdd;
    if (link.context === slow) break;
  }
  e.context = handled;
}

// ---- raising and catching -------------------------------------------------------------------------------------------------

/** The exception that `raise value` throws: an instance, or a new one of a class. */
export function instantiate(value: Value): Exc {
  if (isException(value)) return value;
  if (isType(value) && isSubtype(value, BaseException)) {
    const e = (value as Callable)();
    if (isException(e)) return e;
    throw typeError(`calling ${repr(value)} should have returned an instance of BaseException, not ${repr(typeOf(e))}`);
  }
  throw typeError("exceptions must derive from BaseException");
}

export function raise(value: Value, cause?: Value): Error {
  const e = instantiate(value);
  if (cause !== undefined) {
    if (cause === None) e.cause = undefined;
    else if (isException(cause) || (isType(cause) && isSubtype(cause, BaseException))) e.cause = instantiate(cause);
    else throw typeError("exception causes must derive from BaseException");
    e.suppressContext = true;
  }
  if (handled !== undefined && handled !== e) {
    e.context = undefined;
    setContext(e);
  }
  e.reraised$ = false;
  return e;
}

export function reraise(e?: Value): Error {
  const again = (e ?? handled) as Exc | undefined;
  if (again === undefined) return runtimeError("No active exception to reraise");
  again.reraised$ = true;
  return again;
}

/** Shows what a JavaScript error inside the runtime really was; a debugging aid, set by the command. */
export const debugging = { showInternalErrors: false };

/** Anything thrown, as a Python exception. */
export function asException(e: unknown): Exc {
  if (isException(e)) return e;
  if (e instanceof RangeError) {
    if (e.message.includes("call stack")) return recursionError("maximum recursion depth exceeded") as Exc;
    return factory.make("MemoryError", []) as Exc;
  }
  if (e instanceof TypeError && e.message === "Generator is already running") {
    return factory.make("ValueError", ["generator already executing"]) as Exc;
  }
  if (foreign.convert) return foreign.convert(e);
  if (debugging.showInternalErrors) console.error(e);
  return systemError(`internal error: ${e instanceof Error ? e.message : String(e)}`) as Exc;
}

/** How an error thrown by JavaScript that a program reached becomes an exception; set by the bridge to JavaScript. */
export const foreign: { convert?: (e: unknown) => Exc } = Object.create(null);

export function caught(e: unknown, code: Code, position: number): Exc {
  const exception = asException(e);
  if (exception.reraised$ === true) exception.reraised$ = false;
  else exception.traceback = new Traceback(code, position, exception.traceback);
  return exception;
}

/** Thrown on as it is: frames above add their entries. */
export function unwind(e: unknown, code: Code, position: number): Error {
  const exception = caught(e, code, position);
  if (code.isPlain || (code.flags & FLAGS.ASYNC_GENERATOR) !== 0 || !isInstance(exception, StopIteration))
    return exception;
  // It would end the loop of whoever drives the generator.
  const kind = (code.flags & FLAGS.COROUTINE) !== 0 ? "coroutine" : "generator";
  const wrapped = makeException(types.get("RuntimeError")!, [`${kind} raised StopIteration`]);
  wrapped.cause = wrapped.context = exception;
  wrapped.suppressContext = true;
  return wrapped;
}

export function match(e: Value, classes: Value): boolean {
  if (isType(classes)) {
    if (isInstance(e, classes)) return true;
    if (isSubtype(classes, BaseException)) return false;
  } else if (classes instanceof Tuple) {
    let found = false;
    for (const each of classes.items) found = match(e, each) || found;
    return found;
  }
  throw typeError("catching classes that do not inherit from BaseException is not allowed");
}

/** Swallows StopIteration, rethrows all else: the end of an iteration driven by `__next__`. */
export function catchStopIteration(e: unknown): Exc {
  const exception = asException(e);
  if (!isInstance(exception, StopIteration)) throw exception;
  return exception;
}

/** Swallows an AttributeError, rethrows all else. */
export function catchAttributeError(e: unknown): void {
  const exception = asException(e);
  if (!isInstance(exception, AttributeError)) throw exception;
}

binding.orGetattr = (get) => {
  try {
    return get();
  } catch (e) {
    catchAttributeError(e);
    return undefined;
  }
};

export function catchKeyError(e: unknown): void {
  const exception = asException(e);
  if (!isInstance(exception, KeyError)) throw exception;
}

export function addNote(e: unknown, note: string): void {
  const exception = asException(e);
  exception.notes ??= groups.list([]);
  groups.append(exception.notes, note);
}

export function assertionError(message?: Value): Error {
  return makeException(types.get("AssertionError")!, message === undefined ? [] : [message]);
}

/** The three arguments of `__exit__`. */
export const excInfo = (e: Value): [Value, Value, Value] => [typeOf(e), e, (e as Exc).traceback ?? None];
