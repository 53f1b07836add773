// Warnings: filters, and how one is shown. The module `warnings` is a view of this.

import { exceptionTypes, makeException } from "../../runtime/exceptions.ts";
import { sourceLine } from "../../runtime/traceback.ts";
import { isSubtype, type Type } from "../../runtime/types.ts";
import { environment } from "../environment.ts";
import { TextIOWrapper } from "../io/text.ts";
import { sys } from "../sys/state.ts";

export type Action = "default" | "error" | "ignore" | "always" | "module" | "once";

export interface Filter {
  action: Action;
  message: RegExp | undefined;
  category: Type;
  module: RegExp | undefined;
  lineno: number;
}

const category = (name: string): Type => exceptionTypes.get(name) ?? exceptionTypes.get("Warning")!;

const filter = (action: Action, name: string, module?: RegExp): Filter => ({
  action,
  message: undefined,
  category: category(name),
  module,
  lineno: 0,
});

/** CPython's own, searched from the first. */
const defaults = (): Filter[] => [
  filter("default", "DeprecationWarning", /^__main__$/),
  filter("ignore", "DeprecationWarning"),
  filter("ignore", "PendingDeprecationWarning"),
  filter("ignore", "ImportWarning"),
  filter("ignore", "ResourceWarning"),
];

const seen = new Set<string>();

export const warnings = {
  filters: [] as Filter[],
  /** Set by `catch_warnings(record=True)`, or by a program that replaces `showwarning`. */
  show: undefined as ((text: Error, type: Type, filename: string, line: number) => void) | undefined,

  /** Reads `-W` options and `-X dev`; later ones go before earlier ones. */
  configure(): void {
    warnings.filters = environment.flags.dev ? [filter("default", "Warning")] : defaults();
    for (const option of environment.flags.warnings) warnings.filters.unshift(parseOption(option));
  },

  forget(): void {
    seen.clear();
  },

  /** Issues a warning at a place. */
  warnExplicit(type: string | Type, message: string, filename: string, line: number, module = "__main__"): void {
    const cls = typeof type === "string" ? category(type) : type;
    const action = actionFor(cls, message, module, line);
    if (action === "ignore") return;
    const error = makeException(cls, [message]);
    if (action === "error") throw error;
    // What has no place of its own is not the same warning as another without one.
    if (action !== "always" && filename !== "sys") {
      const key =
        action === "once" ? message : `${filename}:${action === "module" ? "" : line}:${cls.tp.name}:${message}`;
      if (seen.has(key)) return;
      seen.add(key);
    }
    if (warnings.show) warnings.show(error, cls, filename, line);
    else writeWarning(format(message, cls, filename, line));
  },
};

function actionFor(cls: Type, message: string, module: string, line: number): Action {
  for (const each of warnings.filters) {
    if (!isSubtype(cls, each.category)) continue;
    if (each.message && !each.message.test(message)) continue;
    if (each.module && !each.module.test(module)) continue;
    if (each.lineno !== 0 && each.lineno !== line) continue;
    return each.action;
  }
  return "default";
}

/** The report of a warning: its place, its text and the line of source. */
export function format(message: string, cls: Type, filename: string, line: number, source?: string): string {
  const text = source ?? sourceLine(filename, line);
  const shown = text?.trim() ? `  ${text.trim()}\n` : "";
  return `${filename}:${line}: ${cls.tp.name}: ${message}\n${shown}`;
}

export function writeWarning(text: string): void {
  const stream = sys.module.$stderr;
  if (stream instanceof TextIOWrapper) {
    stream.write(text);
    stream.flush();
  } else environment.host.console.writeErr(text);
}

const ACTIONS: Action[] = ["default", "always", "ignore", "module", "once", "error"];

/** One `-W action:message:category:module:line`. */
function parseOption(option: string): Filter {
  const [action = "", message = "", name = "", module = "", line = ""] = option.split(":").map((part) => part.trim());
  const full =
    ACTIONS.find((each) => action !== "" && each.startsWith(action)) ?? (action === "all" ? "always" : undefined);
  if (full === undefined) throw new InvalidOption(`invalid action: '${action}'`);
  const cls = name === "" ? category("Warning") : exceptionTypes.get(name);
  if (cls === undefined) throw new InvalidOption(`unknown warning category: '${name}'`);
  const exactly = (text: string): RegExp => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`, "i");
  return {
    action: full,
    message: message === "" ? undefined : exactly(message),
    category: cls,
    module: module === "" ? undefined : new RegExp(`${exactly(module).source}$`),
    lineno: line === "" ? 0 : Number(line),
  };
}

/** A `-W` option that says nothing; the command reports it and goes on. */
export class InvalidOption extends Error {}
