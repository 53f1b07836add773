// How the types and functions of asyncio are declared: coroutine functions with their native await forms, functions that
// block with their frames, and the JavaScript methods by which the engine calls what a Python subclass overrides.

import { type Coroutine, SUSPENDED } from "../../asyncio/coroutine.ts";
import { runInPlace } from "../../asyncio/drive.ts";
import { nativeCode, nativeCoroutine } from "../../asyncio/native.ts";
import type { Awaiting } from "../../runtime/awaitcalls.ts";
import type { FrameFunction } from "../../runtime/code.ts";
import { typeError } from "../../runtime/errors.ts";
import { type NativeTypeSpec, nativeFunction, nativeType, whenDeclared } from "../../runtime/native.ts";
import { realOf } from "../../runtime/numbers/coerce.ts";
import { formsOf, type Native, parseSignature } from "../../runtime/signature.ts";
import { type Type, typeName } from "../../runtime/types.ts";
import { type Callable, None, type Value } from "../../runtime/values.ts";
import { blocks } from "../define.ts";
import { environment } from "../environment.ts";

/** What is made when somebody first asks for it: nothing of asyncio is set up in a program that does not import it. */
export function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

export const orNone = (value: unknown): Value => (value ?? None) as Value;

/** What the engine takes for an argument that may be None or missing. */
export const given = <T extends Value>(value: Value | undefined): T | undefined =>
  value === None ? undefined : (value as T | undefined);

/** A number of seconds. */
export function secondsOf(value: Value): number {
  const seconds = realOf(value);
  if (seconds === undefined) throw typeError(`unsupported operand type(s) for +: 'float' and '${typeName(value)}'`);
  return seconds;
}

/** A number of seconds; undefined for None. */
export const limitOf = (value: Value | undefined): number | undefined =>
  value === undefined || value === None ? undefined : secondsOf(value);

// biome-ignore lint/suspicious/noExplicitAny: each implementation names the types of its own parameters
type Form = (...args: any[]) => unknown;
// biome-ignore lint/suspicious/noExplicitAny: as above
type BlockingForm = (...args: any[]) => Generator<undefined, unknown, unknown>;

/** Makes `f` a coroutine function whose calls an `await` may run without a coroutine object. */
function awaitedAs(f: Native, run: Form, self: number): void {
  const { required, names, varargs, keywordRequired } = f.signature;
  const max = varargs || keywordRequired > 0 ? -1 : names.length + self;
  for (const form of formsOf(f)) (form as Awaiting).awaitForm = { min: required + self, max, run };
}

/** A function that CPython writes in Python. */
// biome-ignore lint/suspicious/noExplicitAny: as above
export function pythonFunction(text: string, f: (...args: any[]) => Value, module: string): Native {
  const result = nativeFunction(text, f, module);
  result.asPython = result.signature.name;
  return result;
}

/** A coroutine function of a module, with what an await of a call of it does. */
export function coroutineFunction(text: string, run: Form, module: string): Native {
  const { name } = parseSignature(text);
  const code = nativeCode(name);
  const f = pythonFunction(text, (...args: Value[]) => begun(code, run, args), module);
  awaitedAs(f, run, 0);
  return f;
}

const begun = (code: ReturnType<typeof nativeCode>, run: Form, args: unknown[]): Coroutine =>
  nativeCoroutine(code, () => run(...args));

/** A function that blocks: a frame where the caller can be suspended, else one that runs in place. */
export function blockingFunction(text: string, make: BlockingForm, module: string): Native {
  const f = pythonFunction(text, blocking(make), module);
  (f as Native & { frame?: FrameFunction }).frame = make as unknown as FrameFunction;
  return f;
}

const blocking =
  (make: BlockingForm): Callable =>
  (...args) =>
    orNone(runInPlace(make(...args), (seconds) => environment.host.waitSync(seconds)));

export interface AsyncTypeSpec extends NativeTypeSpec {
  /** Methods that are coroutine functions: `signature → native await form`. */
  coroutines?: Record<string, Form>;
  /** Methods that block: their frames. */
  blocking?: Record<string, BlockingForm>;
}

const nameOf = (text: string): string => text.slice(0, text.indexOf("("));

/** Declares a type over a class of the engine. */
export function asyncType(spec: AsyncTypeSpec): Type {
  const { coroutines = {}, blocking: blockers = {}, ...rest } = spec;
  const methods = { ...rest.methods };
  for (const [text, run] of Object.entries(coroutines)) {
    const code = nativeCode(`${spec.name}.${nameOf(text)}`);
    methods[text] = (...args: Value[]) => begun(code, run, args);
  }
  for (const [text, make] of Object.entries(blockers)) methods[text] = blocking(make);
  const cls = nativeType({ hasDict: true, open: spec.module !== "_asyncio", ...rest, methods });
  whenDeclared(cls, (attributes) => {
    if (spec.module !== "_asyncio") {
      for (const [name, value] of attributes) {
        if (typeof value !== "function" || !("signature" in value)) continue;
        for (const form of formsOf(value as Native)) form.asPython = `${spec.name}.${name}`;
      }
    }
    for (const [text, run] of Object.entries(coroutines)) {
      const method = attributes.get(nameOf(text));
      if (method !== undefined) awaitedAs(method as Native, run, 1);
    }
  });
  for (const [text, make] of Object.entries(blockers)) blocks(cls, nameOf(text), make as unknown as FrameFunction);
  return cls;
}

/** A frame that awaits in native form and passes the result through `convert`. */
export function* converted(begin: () => unknown, convert: (result: unknown) => unknown): Generator<unknown> {
  let result = begin();
  if (result === SUSPENDED) result = yield;
  return convert(result);
}

type Overrides = Record<string, [method: string, (...args: never[]) => unknown]>;

const bridged = new WeakSet<Type>();

/**
 * Lets the engine see what a class written in Python overrides: `overrides` names, for a Python method, the method that
 * the engine calls, and what that does instead. `native` is the type the class is derived from.
 */
export function bridge(cls: Type, native: Type, overrides: Overrides): void {
  if (!cls.tp.heap || bridged.has(cls)) return;
  bridged.add(cls);
  for (const [name, [method, implementation]] of Object.entries(overrides)) {
    if (cls.tp.lookup(name) === native.tp.lookup(name)) continue;
    Object.defineProperty(cls.tp.proto, method, { value: implementation, writable: true, configurable: true });
  }
}
