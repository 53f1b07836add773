// The built-in functions that are neither types nor reductions of iterables.

import { awaitValue, Coroutine, SUSPENDED } from "../../asyncio/coroutine.ts";
import { delattr, getattr, hasAttribute, lookupAttribute, setattr } from "../../runtime/attributes.ts";
import { call, isCallable } from "../../runtime/calls.ts";
import { isInstanceOf, isSubclassOf } from "../../runtime/classes.ts";
import { Dict } from "../../runtime/containers/dict.ts";
import { builtinIter, builtinNext } from "../../runtime/containers/iteration.ts";
import { List } from "../../runtime/containers/list.ts";
import { sortItems } from "../../runtime/containers/sort.ts";
import { aiter, stopAsync } from "../../runtime/coroutines.ts";
import { runtimeError, systemError, typeError, valueError } from "../../runtime/errors.ts";
import { catchAttributeError } from "../../runtime/exceptions.ts";
import { absoluteName, importNow, importStatementNow, modules } from "../../runtime/imports.ts";
import { nativeFunction } from "../../runtime/native.ts";
import { abs, divmod, pow, round } from "../../runtime/numbers/functions.ts";
import {
  asciiObject,
  asStr,
  format,
  hash,
  identity,
  index,
  iterate,
  length,
  reprObject,
  str,
} from "../../runtime/protocols.ts";
import type { Native } from "../../runtime/signature.ts";
import { pythonStack } from "../../runtime/stack.ts";
import { special, typeName } from "../../runtime/types.ts";
import { type Callable, None, type Value } from "../../runtime/values.ts";
import { nextLine } from "../io/lines.ts";
import { TextIOWrapper } from "../io/wrapper.ts";
import { sys } from "../sys/state.ts";

// biome-ignore lint/suspicious/noExplicitAny: each implementation names the types of its own parameters
type Implementation = (...args: any[]) => Value;

const attributeName = (value: Value): string => {
  const name = asStr(value);
  if (name === undefined) throw typeError(`attribute name must be string, not '${typeName(value)}'`);
  return name;
};

function radix(value: Value, base: number, prefix: string): string {
  const n = index(value);
  return n < 0 ? `-0${prefix}${(-n as number).toString(base)}` : `0${prefix}${n.toString(base)}`;
}

function chr(value: Value): string {
  const point = index(value);
  if (point < 0 || point > 0x10ffff) throw valueError("chr() arg not in range(0x110000)");
  return String.fromCodePoint(Number(point));
}

function ord(value: Value): number {
  const text = asStr(value);
  if (text !== undefined) {
    const point = text.codePointAt(0);
    if (point !== undefined && text.length === (point > 0xffff ? 2 : 1)) return point;
    throw typeError(`ord() expected a character, but string of length ${length(text)} found`);
  }
  const data = (value as { data?: Uint8Array }).data;
  if (data instanceof Uint8Array) {
    if (data.length === 1) return data[0]!;
    throw typeError(`ord() expected a character, but string of length ${data.length} found`);
  }
  throw typeError(`ord() expected string of length 1, but ${typeName(value)} found`);
}

function dir(object: Value): Value {
  const items = [...iterate(special(object, "__dir__")!(object))];
  sortItems(items, undefined, false);
  return new List(items);
}

/** Text of the arguments of `print`. */
function print(args: Value[], sep?: Value, end?: Value, file?: Value, flush?: Value): Value {
  const separator = sep === undefined || sep === None ? " " : separatorOf(sep, "sep");
  const ending = end === undefined || end === None ? "\n" : separatorOf(end, "end");
  let text = "";
  for (let i = 0; i < args.length; i++) text += i === 0 ? str(args[i]!) : separator + str(args[i]!);
  text += ending;
  const stream = file === undefined || file === None ? sys.module.$stdout : file;
  if (stream === undefined) throw lostStream();
  if (stream === None) return None;
  if (stream instanceof TextIOWrapper) {
    stream.write(text);
    if (flush === true) stream.flush();
  } else {
    call(getattr(stream, "write"), text);
    if (flush !== undefined && flush !== None && flush !== false) call(getattr(stream, "flush"));
  }
  return None;
}

const separatorOf = (value: Value, name: string): string => {
  const text = asStr(value);
  if (text === undefined) throw typeError(`${name} must be None or a string, not ${typeName(value)}`);
  return text;
};

const lostStream = (): Error => {
  throw typeError("lost sys.stdout");
};

function input(prompt?: Value): Value {
  const { $stdin: stdin, $stdout: stdout } = sys.module;
  for (const [name, stream] of Object.entries({ stdin, stdout, stderr: sys.module.$stderr })) {
    if (stream === undefined || (stream === None && name !== "stderr")) throw runtimeError(`input(): lost sys.${name}`);
  }
  ask(prompt);
  return typed(stdin instanceof TextIOWrapper ? stdin.readLine() : str(call(getattr(stdin!, "readline"))));
}

/** `input` where the caller can be suspended: other threads go on, and the program can be interrupted. */
function* inputFrame(prompt?: Value): globalThis.Generator<unknown, Value, unknown> {
  const { $stdin: stdin } = sys.module;
  if (!(stdin instanceof TextIOWrapper && stdin.isAwaited)) return input(prompt);
  return typed(yield* nextLine(stdin, () => ask(prompt)));
}

function ask(prompt: Value | undefined): void {
  const { $stdout: stdout } = sys.module;
  if (!(stdout instanceof TextIOWrapper)) return;
  if (prompt !== undefined) stdout.write(str(prompt));
  stdout.flush();
}

function typed(line: string): Value {
  if (line === "") throw sys.raise("EOFError", "EOF when reading a line");
  return line.endsWith("\n") ? line.slice(0, -1) : line;
}

/** `await anext(iterator[, default])` */
function anext(iterator: Value, fallback?: Value): Value {
  const method = special(iterator, "__anext__");
  if (method == null) throw typeError(`'${typeName(iterator)}' object is not an async iterator`);
  const awaitable = method(iterator);
  if (fallback === undefined) return awaitable;
  return new Coroutine(anextOr(awaitable, fallback), { name: "anext", qualname: "anext" });
}

function* anextOr(awaitable: Value, fallback: Value): globalThis.Generator<unknown, unknown, unknown> {
  try {
    const value = awaitValue(awaitable);
    return value === SUSPENDED ? yield : value;
  } catch (e) {
    if (stopAsync(e)) return fallback;
    throw e;
  }
}

const functions: Record<string, Implementation> = {
  "abs(x, /)": abs,
  "aiter(async_iterable, /)": (x: Value) => {
    if (special(x, "__aiter__") == null) throw typeError(`'${typeName(x)}' object is not an async iterable`);
    return aiter(x);
  },
  "anext(async_iterator, default=<unrepresentable>, /)": anext,
  "ascii(obj, /)": asciiObject,
  "bin(number, /)": (n: Value) => radix(n, 2, "b"),
  "callable(obj, /)": isCallable,
  "chr(i, /)": chr,
  "delattr(obj, name, /)": (o: Value, name: Value) => {
    delattr(o, attributeName(name));
    return None;
  },
  "divmod(x, y, /)": divmod,
  "format(value, format_spec='', /)": (value: Value, spec?: Value) => {
    if (spec !== undefined && asStr(spec) === undefined) {
      throw typeError(`format() argument 2 must be str, not ${typeName(spec)}`);
    }
    return format(value, spec === undefined ? "" : asStr(spec)!);
  },
  "hasattr(obj, name, /)": (o: Value, name: Value) => hasAttribute(o, attributeName(name)),
  "hash(obj, /)": hash,
  "hex(number, /)": (n: Value) => radix(n, 16, "x"),
  "id(obj, /)": identity,
  "issubclass(cls, class_or_tuple, /)": isSubclassOf,
  "oct(number, /)": (n: Value) => radix(n, 8, "o"),
  "ord(character, /)": ord,
  "pow(base, exp, mod=None)": pow,
  "print(*args, sep=' ', end='\\n', file=None, flush=False)": print,
  "repr(obj, /)": reprObject,
  "round(number, ndigits=None)": round,
  "setattr(obj, name, value, /)": (o: Value, name: Value, value: Value) => {
    setattr(o, attributeName(name), value);
    return None;
  },
  "getattr(object, name, default=<unrepresentable>, /)": (o: Value, name: Value, fallback?: Value) => {
    const key = attributeName(name);
    if (fallback === undefined) return getattr(o, key);
    try {
      return lookupAttribute(o, key) ?? fallback;
    } catch (e) {
      catchAttributeError(e);
      return fallback;
    }
  },
  "dir(object=<unrepresentable>, /)": (object?: Value) => {
    if (object === undefined) throw typeError("dir() without arguments needs the names of its frame");
    return dir(object);
  },
  // A call by this name is compiled; this is for the function as a value.
  "globals()": () => {
    const [caller] = pythonStack();
    if (caller === undefined) throw systemError("globals(): the frame that calls is not known");
    return caller.code.module.dict();
  },
  "vars(object=<unrepresentable>, /)": (object?: Value) => {
    if (object === undefined) throw typeError("vars() without arguments needs the names of its frame");
    const own = lookupAttribute(object, "__dict__");
    if (own === undefined) throw typeError("vars() argument must have __dict__ attribute");
    return own;
  },
  "__import__(name, globals=None, locals=None, fromlist=(), level=0)": (
    name: Value,
    globals?: Value,
    _locals?: Value,
    fromlist?: Value,
    level?: Value,
  ) => {
    const depth = level === undefined ? 0 : Number(index(level));
    if (asStr(name) === undefined) throw typeError("module name must be a string");
    if (depth > 0 && !(globals instanceof Dict)) throw typeError("globals must be a dict");
    const full = absoluteName((key) => (globals as Dict).get(key), str(name), depth);
    const wanted = fromlist === undefined || fromlist === None ? [] : [...iterate(fromlist)].map(String);
    if (wanted.length > 0 || depth === 0) return importStatementNow(full, wanted.length > 0 ? wanted : undefined);
    // Of a relative name the first part is wanted, below the package that it starts from.
    const leaf = importNow(full);
    const text = str(name);
    if (text === "") return leaf;
    const rest = text.indexOf(".");
    return modules.get(rest < 0 ? full : full.slice(0, full.length - text.length + rest)) ?? leaf;
  },
};

// Called all the time, it checks its own arguments and goes straight to the work.

function isinstance(this: unknown, value: Value, cls: Value): Value {
  if (arguments.length !== 2) throw typeError(`isinstance expected 2 arguments, got ${arguments.length}`);
  return isInstanceOf(value, cls);
}

const quick: [string, Callable][] = [["!isinstance(obj, class_or_tuple, /)", isinstance as Callable]];

export function builtinFunctions(): Native[] {
  return [
    ...Object.entries(functions).map(([text, f]) => nativeFunction(text, f)),
    ...quick.map(([text, f]) => nativeFunction(text, f)),
    Object.assign(nativeFunction("input(prompt='', /)", input), { frame: inputFrame }),
    builtinIter,
    builtinNext,
  ];
}
