// Warnings: which filter applies, what was shown already, and how one is shown. The module `_warnings` gives this to
// programs; CPython's own `warnings` stands on it, and where a program has imported that, its `filters` and
// `_showwarnmsg` are asked.

import { getattr } from "../../runtime/attributes.ts";
import { call, callKw } from "../../runtime/calls.ts";
import { Dict } from "../../runtime/containers/dict.ts";
import { List } from "../../runtime/containers/list.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { exceptionTypes, isException, makeException } from "../../runtime/exceptions.ts";
import type { FrameView } from "../../runtime/frames.ts";
import { importNow, modules } from "../../runtime/imports.ts";
import type { Module } from "../../runtime/modules.ts";
import { iterate, repr, str, truth } from "../../runtime/protocols.ts";
import { pythonStack } from "../../runtime/stack.ts";
import { sourceLine } from "../../runtime/traceback.ts";
import { isSubtype, type Type, typeOf } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { warner } from "../../runtime/warning.ts";
import { environment } from "../environment.ts";
import { TextIOWrapper } from "../io/wrapper.ts";
import { sys } from "../sys/state.ts";

const category = (name: string): Type => exceptionTypes.get(name)!;

const filter = (action: string, name: string, module: Value = None): Tuple =>
  new Tuple([action, None, category(name), module, 0]);

/** Where a warning is issued. */
export interface Place {
  filename: string;
  line: number;
  /** The module's name, for filters; derived from the file's if it is not known. */
  module?: Value | undefined;
  /** What was shown already there; without it, nothing is remembered. */
  registry?: Dict | undefined;
}

export const warnings = {
  /** `(action, message, category, module, line)`: searched from the first. */
  filters: new List([]),
  onceRegistry: new Dict(),
  /** Changes with the filters: what was remembered under another version is forgotten. */
  version: 0,

  /** CPython's filters, and what `-W` and its like ask for: later ones go before earlier ones. */
  configure(): void {
    warnings.filters = new List([
      filter("default", "DeprecationWarning", "__main__"),
      filter("ignore", "DeprecationWarning"),
      filter("ignore", "PendingDeprecationWarning"),
      filter("ignore", "ImportWarning"),
      filter("ignore", "ResourceWarning"),
    ]);
    // The module reads the options when it is made.
    if (environment.flags.warnings.length > 0) importNow("warnings");
  },

  /** Issues a warning at a place: `message` is its text, or the exception itself. */
  warnExplicit(type: string | Type, message: Value, place: Place, source: Value = None): void {
    const isMade = isException(message) && isSubtype(typeOf(message), category("Warning"));
    const cls = isMade ? typeOf(message) : typeof type === "string" ? category(type) : type;
    const text = isMade ? str(message) : message;
    const { registry, line, filename } = place;
    const key = new Tuple([text, cls, line]);
    if (registry !== undefined && alreadyShown(registry, key)) return;
    const module = place.module ?? moduleName(filename);
    const [action, chosen] = actionFor(cls, text, module, line);
    if (action === "ignore") return;
    const error = isMade ? message : callKw(cls as unknown as Value, [message], [], []);
    if (action === "error") throw error;
    if (registry !== undefined && action === "default") registry.set(key, true);
    else if (action === "once") {
      const once = (ofModule("onceregistry") ?? warnings.onceRegistry) as Dict;
      registry?.set(key, true);
      if (alreadyShown(once, new Tuple([text, cls]), true)) return;
    } else if (action === "module") {
      registry?.set(key, true);
      if (registry !== undefined && alreadyShown(registry, new Tuple([text, cls, 0]), true)) return;
    } else if (action !== "always" && action !== "all" && action !== "default") {
      const message = `Unrecognized action (${repr(action)}) in warnings.filters:\n ${repr(chosen)}`;
      throw makeException(exceptionTypes.get("RuntimeError")!, [message]);
    }
    show(error, text, cls, filename, line, source);
  },

  /** Issues a warning where the program stands: `level` frames above the native function that calls this. */
  warn(type: string | Type, message: Value, level = 1, source: Value = None, skipped: readonly string[] = []): void {
    warnings.warnExplicit(type, message, placeOf(level, skipped), source);
  },
};

warner.warn = (type, message) => warnings.warn(type, message);

/** Whether a registry has a key; with `add`, it has it afterwards. */
function alreadyShown(registry: Dict, key: Tuple, add = false): boolean {
  if (registry.get("version") !== warnings.version) {
    registry.clear();
    registry.set("version", warnings.version);
  } else {
    const seen = registry.get(key);
    if (seen !== undefined && truth(seen)) return true;
  }
  if (add) registry.set(key, true);
  return false;
}

/** What the program's own view of the module says; undefined where it has not imported it. */
function ofModule(name: string): Value | undefined {
  const module = modules.get("warnings") as Module | undefined;
  return module?.[`$${name}`];
}

/** The filters that `catch_warnings` set in this context, where it is told to keep them there. */
function contextFilters(): Value | undefined {
  const variable = ofModule("_warnings_context");
  if (variable === undefined) return undefined;
  const context = call(getattr(variable, "get"), None);
  return context === None ? undefined : getattr(context, "_filters");
}

function actionFor(cls: Type, text: Value, module: Value, line: number): [Value, Value] {
  for (const filters of [contextFilters(), ofModule("filters") ?? warnings.filters]) {
    if (filters === undefined) continue;
    for (const each of iterate(filters)) {
      const [action, message, wanted, name, at] = [...iterate(each)] as [Value, Value, Type, Value, Value];
      if (at !== 0 && at !== line) continue;
      if (!isSubtype(cls, wanted) || !matches(message, text) || !matches(name, module)) continue;
      return [action, each];
    }
  }
  return [ofModule("defaultaction") ?? "default", None];
}

/** A filter's pattern: None, a text to equal, or an object with `match`. */
function matches(pattern: Value, text: Value): boolean {
  if (pattern === None) return true;
  if (typeof pattern === "string") return pattern === text;
  return truth(call(getattr(pattern, "match"), text));
}

function moduleName(filename: string): string {
  if (filename === "") return "<unknown>";
  return filename.endsWith(".py") ? filename.slice(0, -3) : filename;
}

function registryOf(module: Module): Dict {
  const known = module.$__warningregistry__;
  if (known instanceof Dict) return known;
  const made = new Dict();
  module.$__warningregistry__ = made;
  return made;
}

export function placeOfFrame({ code, line }: FrameView): Place {
  const { module } = code;
  return { filename: code.filename, line, module: module.$__name__ ?? "<string>", registry: registryOf(module) };
}

function placeOf(level: number, skipped: readonly string[]): Place {
  const isOutside = (frame: FrameView): boolean => !skipped.some((each) => frame.code.filename.startsWith(each));
  const [first, ...others] = pythonStack();
  let frame = first;
  for (let left = level; left > 1 && frame !== undefined; left--) {
    do frame = others.shift();
    while (frame !== undefined && !isOutside(frame));
  }
  if (frame !== undefined) return placeOfFrame(frame);
  return { filename: "<sys>", line: 0, module: "sys", registry: registryOf(sys.module) };
}

function show(error: Value, text: Value, cls: Type, filename: string, line: number, source: Value): void {
  const display = ofModule("_showwarnmsg");
  if (display === undefined) {
    writeWarning(format(str(text), cls, filename, line));
    return;
  }
  const make = ofModule("WarningMessage")!;
  call(display, callKw(make, [error, cls as unknown as Value, filename, line], ["source"], [source]));
}

/** The report of a warning: its place, its text and the line of source. */
function format(message: string, cls: Type, filename: string, line: number): string {
  const text = sourceLine(filename, line)?.trim();
  return `${filename}:${line}: ${cls.tp.name}: ${message}\n${text ? `  ${text}\n` : ""}`;
}

export function writeWarning(text: string): void {
  const stream = sys.module.$stderr;
  if (stream instanceof TextIOWrapper) {
    stream.write(text);
    stream.flush();
  } else if (stream !== undefined && stream !== None) call(getattr(stream, "write"), text);
  else environment.host.console.writeErr(text);
}
