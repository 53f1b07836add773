// How callbacks, coroutines and results are shown in the reprs of tasks, futures and handles.

import { CLOSED, Coroutine, CREATED } from "../../asyncio/coroutine.ts";
import { lookupAttribute } from "../../runtime/attributes.ts";
import { Code, isFunction } from "../../runtime/code.ts";
import { Dict } from "../../runtime/containers/dict.ts";
import { List } from "../../runtime/containers/list.ts";
import { PySet } from "../../runtime/containers/set.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { address, repr, str } from "../../runtime/protocols.ts";
import { typeOf } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";

// ---- results ------------------------------------------------------------------------------------------------------------

// The limits of CPython's `reprlib.repr`.
const MAX_LEVEL = 6;
const MAX_ITEMS = 6;
const MAX_DICT = 4;
const MAX_STRING = 30;
const MAX_INT = 40;
const MAX_OTHER = 30;

/** The text with its middle left out. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const left = Math.max(0, (limit - 3) >> 1);
  const right = Math.max(0, limit - 3 - left);
  return `${text.slice(0, left)}...${text.slice(text.length - right)}`;
}

function shortItems(items: Value[], limit: number, level: number, open: string, close: string): string {
  if (level <= 0 && items.length > 0) return `${open}...${close}`;
  const shown = items.slice(0, limit).map((item) => shortRepr(item, level - 1));
  if (items.length > limit) shown.push("...");
  const trailing = open === "(" && items.length === 1 ? "," : "";
  return `${open}${shown.join(", ")}${trailing}${close}`;
}

/** `reprlib.repr(value)` */
export function shortRepr(value: Value, level = MAX_LEVEL): string {
  if (typeof value === "string") {
    const text = repr(value.slice(0, MAX_STRING));
    return text.length > MAX_STRING || value.length > MAX_STRING ? cut(repr(value), MAX_STRING) : text;
  }
  if (typeof value === "number" || typeof value === "bigint") return cut(repr(value), MAX_INT);
  if (typeOf(value).tp.heap || typeof value !== "object") return shortOther(value);
  if (value instanceof List) return shortItems(value.items, MAX_ITEMS, level, "[", "]");
  if (value instanceof Tuple) return shortItems(value.items, MAX_ITEMS, level, "(", ")");
  if (value instanceof PySet && value.size > 0) return shortItems([...value.elements()], MAX_ITEMS, level, "{", "}");
  if (value instanceof Dict) return shortDict(value, level);
  return shortOther(value);
}

function shortDict(dict: Dict, level: number): string {
  if (dict.size > 0 && level <= 0) return "{...}";
  const entries = [...dict.entries()].slice(0, MAX_DICT);
  const shown = entries.map(([key, value]) => `${shortRepr(key, level - 1)}: ${shortRepr(value, level - 1)}`);
  if (dict.size > MAX_DICT) shown.push("...");
  return `{${shown.join(", ")}}`;
}

function shortOther(value: Value): string {
  let text: string;
  try {
    text = repr(value);
  } catch {
    return `<${typeOf(value).tp.name} instance at ${address(value)}>`;
  }
  return typeof value === "object" && !(value instanceof Error) ? cut(text, MAX_OTHER) : text;
}

// ---- callbacks ----------------------------------------------------------------------------------------------------------

/** What the engine's own callbacks are called in CPython. */
const ENGINE_CALLBACKS: Record<string, string> = {
  stopLoop: "_run_until_complete_cb",
  childDone: "gather.<locals>._done_callback",
  taskDone: "TaskGroup._on_task_done",
  oneDone: "_wait.<locals>._on_completion",
  innerDone: "shield.<locals>._inner_done_callback",
};

const isPartial = (value: Value): boolean => typeof value === "object" && typeOf(value).tp.name === "partial";

const isPartialMethod = (value: Value): boolean =>
  typeof value === "object" && typeOf(value).tp.name === "partialmethod";

function callbackName(callback: Value): string {
  if (isPartial(callback)) return callbackName(lookupAttribute(callback, "func")!);
  const isEngines =
    typeof callback === "function" && !("tp" in callback || "code" in callback || "signature" in callback);
  if (isEngines) return ENGINE_CALLBACKS[callback.name] ?? callback.name;
  for (const attribute of ["__qualname__", "__name__"]) {
    const name = lookupAttribute(callback, attribute);
    if (typeof name === "string" && name !== "") return name;
  }
  return repr(callback);
}

/** Where a function is defined; bound methods do not tell. */
function place(callback: Value): string {
  let f: Value = callback;
  for (;;) {
    if (isPartial(f) || isPartialMethod(f)) f = lookupAttribute(f, "func")!;
    else {
      const wrapped = isFunction(f) ? f.$__wrapped__ : undefined;
      if (wrapped === undefined) break;
      f = wrapped;
    }
  }
  return isFunction(f) ? ` at ${f.code.filename}:${f.code.firstlineno}` : "";
}

const shownArguments = (args: Iterable<Value>, keywords?: Value): string => {
  const named =
    keywords instanceof Dict ? [...keywords.entries()].map(([key, v]) => `${str(key)}=${shortRepr(v)}`) : [];
  return `(${[...[...args].map((arg) => shortRepr(arg)), ...named].join(", ")})`;
};

/** `name() at file:line`. Arguments are shown in debug mode only, where they are given. */
export function describeCallback(callback: Value, args: readonly unknown[] | undefined): string {
  let suffix = args === undefined ? "()" : shownArguments(args as Value[]);
  for (let f = callback; isPartial(f); f = lookupAttribute(f, "func")!) {
    const bound = lookupAttribute(f, "args") as Tuple;
    suffix = `${args === undefined ? "()" : shownArguments(bound.items, lookupAttribute(f, "keywords"))}${suffix}`;
  }
  return `${callbackName(callback)}${suffix}${place(callback)}`;
}

// ---- coroutines ---------------------------------------------------------------------------------------------------------

/** The line at which a coroutine stands. */
export function lineOf(coroutine: Coroutine, code: Code): number {
  if (coroutine.state === CREATED || typeof coroutine.position !== "number") return code.firstlineno;
  return code.line(coroutine.position);
}

/** `main() running at file:line`; those of the library show no place. */
export function describeCoroutine(coroutine: Coroutine): string {
  const { code, state } = coroutine;
  const name = `${code.qualname}()`;
  if (!(code instanceof Code)) return state === CLOSED ? name : `${name} running`;
  if (state === CLOSED) return `${name} done, defined at ${code.filename}:${code.firstlineno}`;
  return `${name} running at ${code.filename}:${lineOf(coroutine, code)}`;
}

/** `coroutines._format_coroutine`: also of what only looks like a coroutine. */
export function formatCoroutine(coro: Value): string {
  if (coro instanceof Coroutine) return describeCoroutine(coro);
  const attribute = (o: Value, name: string): Value | undefined => {
    const value = lookupAttribute(o, name);
    return value === None ? undefined : value;
  };
  const named = attribute(coro, "__qualname__") ?? attribute(coro, "__name__");
  const name = `${typeof named === "string" && named !== "" ? named : `<${typeOf(coro).tp.name} without __name__>`}()`;
  const [code, frame] = [
    attribute(coro, "cr_code") ?? attribute(coro, "gi_code"),
    attribute(coro, "cr_frame") ?? attribute(coro, "gi_frame"),
  ];
  const running = attribute(coro, "cr_running") ?? attribute(coro, "gi_running");
  if (code === undefined) return running === true ? `${name} running` : name;
  const file = str(attribute(code, "co_filename") ?? "<empty co_filename>");
  if (frame === undefined) return `${name} done, defined at ${file}:${str(attribute(code, "co_firstlineno") ?? 0)}`;
  const line = str(attribute(frame, "f_lineno") ?? 0);
  return running === true ? `${name} running at ${file}:${line}` : `${name} running, defined at ${file}:${line}`;
}
