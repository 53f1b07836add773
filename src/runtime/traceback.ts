// Tracebacks: the report of an uncaught exception, as CPython's `traceback` prints it.

import { lookupAttribute } from "./attributes.ts";
import { markedLines } from "./carets.ts";
import type { Code } from "./code.ts";
import {
  asException,
  type Exc,
  exceptionTypes,
  getField,
  isException,
  SyntaxErrorType,
  type Traceback,
} from "./exceptions.ts";
import { hintFor } from "./hints.ts";
import { iterate, repr, str } from "./protocols.ts";
import { isInstance, typeOf } from "./types.ts";
import { None, type Value } from "./values.ts";

/**
 * Source lines by file name, for those files that are at hand; `read` finds others, and `given` those that the program
 * itself put into the module `linecache`.
 */
export const linecache: {
  lines: Map<string, string[]>;
  read: (filename: string) => string | undefined;
  given: (filename: string) => string[] | undefined;
} = {
  lines: new Map(),
  given: () => undefined,
  read: () => undefined,
};

/** The lines of a file, without their newlines; none if it cannot be read. */
export function linesOf(filename: string): string[] {
  let lines = linecache.given(filename) ?? linecache.lines.get(filename);
  if (lines === undefined) {
    const text = filename.startsWith("<") ? undefined : linecache.read(filename);
    lines = text === undefined ? [] : splitLines(text);
    linecache.lines.set(filename, lines);
  }
  return lines;
}

/** Reads the files again: they may have changed. What cannot be read, such as a page's program, stays. */
function refresh(): void {
  for (const filename of linecache.lines.keys()) {
    const text = filename.startsWith("<") ? undefined : linecache.read(filename);
    if (text !== undefined) linecache.lines.set(filename, splitLines(text));
  }
}

export const sourceLine = (filename: string, line: number): string | undefined => linesOf(filename)[line - 1];

export const splitLines = (text: string): string[] => text.split(/\r\n|\r|\n/);

/** Frames below this depth did not exist for CPython, whose recursion ends here. */
export const limits = { recursion: 1000 };

/** Repetitions of one frame that are shown before the rest is counted. */
const SHOWN_REPETITIONS = 3;

/** The source of a position with its carets: the lines below `File "…", line …`. */
function sourceLines(code: Code, position: number): string[] {
  const at = position * 4;
  const [line, endLine, column, endColumn] = code.positions.slice(at, at + 4) as [number, number, number, number];
  if (line === undefined) return codeLine(code.filename, code.firstlineno);
  const lines: string[] = [];
  for (let i = line; i <= endLine; i++) lines.push(sourceLine(code.filename, i) ?? "");
  return (lines[0] ?? "").trim() === "" ? [] : markedLines(lines, column, endColumn);
}

function codeLine(filename: string, line: number): string[] {
  const text = sourceLine(filename, line)?.trim();
  return text ? [`    ${text}`] : [];
}

// ---- the report -------------------------------------------------------------------------------------------------------------

export interface FrameSummary {
  code: Code;
  position: number;
}

export function frames(traceback: Traceback | undefined): FrameSummary[] {
  const result: FrameSummary[] = [];
  for (let entry = traceback; entry !== undefined; entry = entry.next) result.push(entry);
  return result;
}

/** Each statement of a prompt has lines of its own, and so a name of its own, which is not shown. */
export const shownName = (filename: string): string => (filename.startsWith("<stdin>-") ? "<stdin>" : filename);

export function formatFrame({ code, position }: FrameSummary): string {
  const line = code.line(position);
  return `${[`  File "${shownName(code.filename)}", line ${line}, in ${code.name}`, ...sourceLines(code, position)].join("\n")}\n`;
}

/** The frames' lines, repetitions counted instead of shown. */
export function formatFrames(list: FrameSummary[]): string[] {
  const result: string[] = [];
  let last: FrameSummary | undefined;
  let count = 0;
  const flush = (): void => {
    if (count <= SHOWN_REPETITIONS) return;
    const more = count - SHOWN_REPETITIONS;
    result.push(`  [Previous line repeated ${more} more time${more === 1 ? "" : "s"}]\n`);
  };
  for (const frame of list) {
    const same =
      last !== undefined &&
      last.code.filename === frame.code.filename &&
      last.code.name === frame.code.name &&
      last.code.line(last.position) === frame.code.line(frame.position);
    if (!same) {
      flush();
      last = frame;
      count = 0;
    }
    count++;
    if (count <= SHOWN_REPETITIONS) result.push(formatFrame(frame));
  }
  flush();
  return result;
}

function visibleFrames(e: Exc): FrameSummary[] {
  const all = frames(e.traceback);
  if (all.length > limits.recursion && isInstance(e, exceptionTypes.get("RecursionError")!)) {
    return all.slice(0, limits.recursion);
  }
  return all;
}

/** `ValueError: text`, with its notes; for a SyntaxError the place in the source first. */
export function formatExceptionOnly(e: Exc): string {
  const type = typeOf(e);
  const module = lookupAttribute(type, "__module__");
  const { qualname } = type.tp;
  const name =
    module === "builtins" || module === "__main__"
      ? qualname
      : `${typeof module === "string" ? module : "<unknown>"}.${qualname}`;
  const lines: string[] = [];
  if (isInstance(e, SyntaxErrorType) && getField(e, "lineno") !== undefined) lines.push(...syntaxErrorLines(e, name));
  else {
    const text = textOr("exception", e, str) + hintFor(e);
    lines.push(text === "" ? name : `${name}: ${text}`);
  }
  return `${[...lines, ...noteLines(e)].join("\n")}\n`;
}

/** What the program's own code makes of the value; where it fails, a report says so and goes on. */
function textOr(what: string, value: Value, make: typeof str): string {
  try {
    return make(value);
  } catch {
    return `<${what} ${make === str ? "str" : "repr"}() failed>`;
  }
}

function noteLines(e: Exc): string[] {
  let notes: Value | undefined;
  try {
    notes = lookupAttribute(e, "__notes__");
  } catch (error) {
    return [`Ignored error getting __notes__: ${textOr("exception", asException(error), repr)}`];
  }
  if (notes === undefined || notes === None) return [];
  const items = Array.isArray(notes) ? notes : isListOrTuple(notes) ? [...iterate(notes)] : undefined;
  if (items === undefined) return [textOr("__notes__", notes, repr)];
  return items.flatMap((note) => textOr("note", note, str).split("\n"));
}

const isListOrTuple = (value: Value): boolean => typeof value === "object" && "items" in value;

function syntaxErrorLines(e: Exc, name: string): string[] {
  const field = (key: string): Value | undefined => getField(e, key);
  const filename = field("filename");
  const lineno = field("lineno") as number;
  const lines = [`  File "${typeof filename === "string" ? shownName(filename) : "<string>"}", line ${lineno}`];
  const text = field("text");
  const offset = field("offset");
  if (typeof text === "string") {
    const raw = text.replace(/\n+$/, "");
    const shown = raw.replace(/^[ \n\f]+/, "");
    const removed = raw.length - shown.length;
    lines.push(`    ${shown}`);
    if (typeof offset === "number") {
      const endOffset = field("end_offset");
      const sameLine = field("end_lineno") === lineno;
      const from = Math.min(offset, text.length + 1);
      const end = typeof endOffset === "number" && endOffset !== 0 ? endOffset : from;
      const to = sameLine ? Math.min(end, text.length + 1) : raw.length + 1;
      const start = from - 1 - removed;
      if (start >= 0) {
        const before = shown.slice(0, start).replace(/[^\s]/g, " ");
        lines.push(`    ${before}${"^".repeat(Math.max(1, to - from))}`);
      }
    }
  }
  const message = field("msg");
  lines.push(`${name}: ${message === undefined ? "<no detail available>" : str(message)}${hintFor(e)}`);
  return lines;
}

const CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n";
/** Groups nested deeper, and members beyond this many, are cut. */
const GROUP_DEPTH = 10;
const GROUP_WIDTH = 15;

/** The whole report, causes and contexts first. */
export function formatException(e: Exc): string {
  refresh();
  return chain(e, new Set(), 0).join("");
}

function chain(e: Exc, seen: Set<Exc>, depth: number): string[] {
  seen.add(e);
  const parts: string[] = [];
  if (e.cause !== undefined && isException(e.cause)) {
    if (!seen.has(e.cause)) parts.push(...chain(e.cause, seen, depth), margin(CAUSE, depth));
  } else if (e.context !== undefined && !e.suppressContext && isException(e.context) && !seen.has(e.context)) {
    parts.push(...chain(e.context, seen, depth), margin(CONTEXT, depth));
  }
  parts.push(...one(e, seen, depth));
  return parts;
}

const margin = (text: string, depth: number): string =>
  depth === 0 ? text : text.replace(/^(?=.|\n)/gm, `${"  ".repeat(depth)}| `).replace(/[ ]*\| $/, "");

const members = (e: Exc): Exc[] | undefined => (e as unknown as { exceptions?: Exc[] }).exceptions;

function one(e: Exc, seen: Set<Exc>, depth: number): string[] {
  const inner = members(e);
  const list = visibleFrames(e);
  if (inner === undefined) {
    const header = list.length > 0 ? ["Traceback (most recent call last):\n", ...formatFrames(list)] : [];
    return [...header, formatExceptionOnly(e)].map((text) => margin(text, depth));
  }
  const parts: string[] = [];
  const start = depth === 0 ? 1 : depth;
  if (depth > GROUP_DEPTH) return [margin(`... (max_group_depth is ${GROUP_DEPTH})\n`, start)];
  if (list.length > 0) {
    const header =
      depth === 0
        ? "  + Exception Group Traceback (most recent call last):\n"
        : margin("Exception Group Traceback (most recent call last):\n", depth);
    parts.push(header, ...formatFrames(list).map((text) => margin(text, start)));
  }
  parts.push(margin(formatExceptionOnly(e), start));
  const shown = Math.min(inner.length, GROUP_WIDTH);
  const pad = "  ".repeat(start);
  for (let i = 0; i < shown; i++) {
    parts.push(`${pad}${i === 0 ? "+-" : "  "}+---------------- ${i + 1} ----------------\n`);
    parts.push(...chain(inner[i]!, seen, start + 1));
  }
  if (inner.length > shown) {
    parts.push(`${pad}  +---------------- ... ----------------\n`);
    const more = inner.length - shown;
    parts.push(margin(`and ${more} more exception${more === 1 ? "" : "s"}\n`, start + 1));
  }
  const closes = inner.length > shown || members(inner[shown - 1]!) === undefined;
  if (closes) parts.push(`${pad}  +------------------------------------\n`);
  return parts;
}
