// Tracebacks: the report of an uncaught exception, as CPython's `traceback` prints it.

import { parse } from "../syntax/index.ts";
import type { Code } from "./code.ts";
import { type Exc, exceptionTypes, getField, isException, SyntaxErrorType, type Traceback } from "./exceptions.ts";
import { hintFor } from "./hints.ts";
import { iterate, repr, str } from "./protocols.ts";
import { isInstance, typeOf } from "./types.ts";
import type { Value } from "./values.ts";

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

export const sourceLine = (filename: string, line: number): string | undefined => linesOf(filename)[line - 1];

export const splitLines = (text: string): string[] => text.split(/\r\n|\r|\n/);

/** Frames below this depth did not exist for CPython, whose recursion ends here. */
export const limits = { recursion: 1000 };

/** Repetitions of one frame that are shown before the rest is counted. */
const SHOWN_REPETITIONS = 3;

// ---- positions ------------------------------------------------------------------------------------------------------------

/** The index of the character at a UTF-8 byte offset. */
function characterOffset(line: string, bytes: number): number {
  let offset = 0;
  let at = 0;
  for (const c of line) {
    if (offset >= bytes) break;
    const point = c.codePointAt(0)!;
    offset += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    at += c.length;
  }
  return at;
}

/** How many columns a terminal gives to the text: wide characters take two. */
function columns(text: string): number {
  let width = 0;
  for (const c of text) width += WIDE.test(c) ? 2 : 1;
  return width;
}
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;

interface Anchors {
  leftEnd: number;
  rightStart: number;
}

type Node = { node: string; lineno: number; end_lineno: number; col_offset: number; end_col_offset: number };

/** Within a one-line expression, where its operator, its brackets or its call's parentheses begin and end. */
function anchorsOf(segment: string): Anchors | undefined {
  let tree: unknown;
  try {
    // In parentheses, so that what is no expression statement by itself still parses.
    tree = parse(`(\n${segment}\n)`, { mode: "eval" });
  } catch {
    return undefined;
  }
  const expression = (tree as { body: Node }).body as Node & { left?: Node; right?: Node; value?: Node; func?: Node };
  const at = (bytes: number): number => characterOffset(segment, bytes);
  if (expression.node === "BinOp") {
    const start = skip(segment, at(expression.left!.end_col_offset));
    const right = at(expression.right!.col_offset);
    let end = start + 1;
    if (end < right && !/[\s(#\\]/.test(segment[end] ?? " ")) end++;
    return { leftEnd: start, rightStart: end };
  }
  if (expression.node === "Subscript") {
    return { leftEnd: segment.indexOf("[", at(expression.value!.end_col_offset)), rightStart: segment.length };
  }
  if (expression.node === "Call") {
    return { leftEnd: segment.indexOf("(", at(expression.func!.end_col_offset)), rightStart: segment.length };
  }
  return undefined;
}

function skip(text: string, from: number): number {
  let at = from;
  while (at < text.length && /[\s)\\]/.test(text[at]!)) at++;
  return at;
}

/** CPython shows no carets under a call that is a whole statement, or the whole value of an assignment or a return. */
function isWholeStatement(line: string, start: number, end: number): boolean {
  let body: { node: string; value?: Node & { func?: Node } }[];
  try {
    body = (parse(line, { mode: "exec" }) as unknown as { body: typeof body }).body;
  } catch {
    return false;
  }
  const [statement] = body;
  const value = statement?.value;
  if (value?.node !== "Call") return false;
  if (statement!.node === "Return" ? value.func?.node !== "Name" : statement!.node !== "Assign") return false;
  return value.col_offset === start && value.end_col_offset === end && value.end_lineno === 1;
}

/** The source of a position with its carets: the lines below `File "…", line …`. */
function sourceLines(code: Code, position: number): string[] {
  const at = position * 4;
  const [line, endLine, column, endColumn] = code.positions.slice(at, at + 4) as [number, number, number, number];
  if (line === undefined) return codeLine(code.filename, code.firstlineno);
  const first = sourceLine(code.filename, line);
  if (first === undefined || first.trim() === "") return [];
  if (endLine !== line) return severalLines(code.filename, line, endLine, column, endColumn);
  const start = characterOffset(first, column);
  const end = characterOffset(first, endColumn);
  const indent = first.length - first.trimStart().length;
  const shown = first.trim();
  const result = [`    ${shown}`];
  const segment = first.slice(start, end);
  const anchors = anchorsOf(segment);
  const stripped = first.slice(indent);
  if (isWholeStatement(stripped, column - indent, endColumn - indent)) return result;
  if (!anchors && first.slice(indent, start).trim() === "" && first.slice(end).trim() === "") return result;
  const before = " ".repeat(columns(first.slice(indent, start)));
  const marks = anchors
    ? "~".repeat(columns(segment.slice(0, anchors.leftEnd))) +
      "^".repeat(columns(segment.slice(anchors.leftEnd, anchors.rightStart))) +
      "~".repeat(columns(segment.slice(anchors.rightStart)))
    : "^".repeat(columns(segment));
  result.push(`    ${before}${marks}`.trimEnd());
  return result;
}

function codeLine(filename: string, line: number): string[] {
  const text = sourceLine(filename, line)?.trim();
  return text ? [`    ${text}`] : [];
}

/** A range over several lines, each with its carets; lines far from its ends and from its operator are counted instead. */
function severalLines(filename: string, line: number, endLine: number, column: number, endColumn: number): string[] {
  const lines: string[] = [];
  for (let i = line; i <= endLine; i++) lines.push(sourceLine(filename, i)?.trimEnd() ?? "");
  const indent = Math.min(...lines.filter((l) => l !== "").map((l) => l.length - l.trimStart().length));
  const start = characterOffset(lines[0]!, column);
  const end = characterOffset(lines.at(-1)!, endColumn);
  const last = lines.length - 1;
  const anchor = multilineAnchor(lines, start, end);
  const whole = lines[0]!.slice(0, start).trim() === "" && lines[last]!.slice(end).trim() === "";
  const carets = anchor !== undefined || !whole;
  const significant = new Set([0, last]);
  if (anchor) for (const near of [anchor.line - 1, anchor.line, anchor.line + 1, last - 1]) significant.add(near);
  const shown = [...significant].filter((i) => i >= 0 && i <= last).sort((a, b) => a - b);
  const output: string[] = [];
  shown.forEach((i, k) => {
    const gap = k === 0 ? 1 : i - shown[k - 1]!;
    if (gap === 2) show(i - 1);
    else if (gap > 2) output.push(`    ...<${gap - 1} lines>...`);
    show(i);
  });
  return output;

  function show(i: number): void {
    const text = lines[i]!;
    output.push(`    ${text.slice(indent)}`);
    if (!carets) return;
    const from = i === 0 ? start : text.length - text.trimStart().length;
    const to = i === last ? end : text.length;
    const marks = [...text.slice(from, to)].map((_, k) => (anchor?.isBefore(i, from + k) ? "~" : "^")).join("");
    output.push(`    ${" ".repeat(Math.max(0, from - indent))}${marks}`);
  }
}

/** Where, in a call or a subscript over several lines, the brackets begin; `~` stands before, `^` from there on. */
function multilineAnchor(
  lines: string[],
  start: number,
  end: number,
): { line: number; isBefore(line: number, at: number): boolean } | undefined {
  const segment = [lines[0]!.slice(start), ...lines.slice(1, -1), lines.at(-1)!.slice(0, end)].join("\n");
  let tree: { body: Node & { func?: Node; value?: Node } };
  try {
    tree = parse(`(${segment})`, { mode: "eval" }) as unknown as typeof tree;
  } catch {
    return undefined;
  }
  const inner =
    tree.body.node === "Call" ? tree.body.func : tree.body.node === "Subscript" ? tree.body.value : undefined;
  if (!inner) return undefined;
  const line = inner.end_lineno - 1;
  const at = inner.end_col_offset + (line === 0 ? start - 1 : 0);
  return { line, isBefore: (l, column) => l < line || (l === line && column < at) };
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
  const { tp } = typeOf(e);
  const name = tp.module === "builtins" || tp.module === "__main__" ? tp.qualname : `${tp.module}.${tp.qualname}`;
  const lines: string[] = [];
  if (isInstance(e, SyntaxErrorType) && getField(e, "lineno") !== undefined) lines.push(...syntaxErrorLines(e, name));
  else {
    const text = safeText(e);
    lines.push(text === "" ? name : `${name}: ${text}${hintFor(e)}`);
  }
  return `${[...lines, ...noteLines(e)].join("\n")}\n`;
}

function safeText(e: Exc): string {
  try {
    return str(e);
  } catch {
    return "<exception str() failed>";
  }
}

function noteLines(e: Exc): string[] {
  const { notes } = e;
  if (notes === undefined) return [];
  const items = Array.isArray(notes) ? (notes as Value[]) : isIterableList(notes) ? [...iterate(notes)] : undefined;
  if (items === undefined) return [repr(notes)];
  return items.flatMap((note) => (typeof note === "string" ? note : str(note)).split("\n"));
}

const isIterableList = (value: Value): boolean => typeof value === "object" && "items" in value;

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
    if (typeof offset === "number" && offset >= 1) {
      const endLine = field("end_lineno");
      let end = field("end_offset");
      if (typeof endLine === "number" && endLine !== lineno) end = raw.length + 1;
      const start = offset - 1 - removed;
      const stop = typeof end === "number" && end > offset ? end - 1 - removed : start + 1;
      if (start >= 0) {
        const before = shown.slice(0, start).replace(/[^\s]/g, " ");
        lines.push(`    ${before}${"^".repeat(Math.max(1, stop - start))}`);
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
  if (list.length > 0) {
    const header =
      depth === 0
        ? "  + Exception Group Traceback (most recent call last):\n"
        : margin("Exception Group Traceback (most recent call last):\n", depth);
    parts.push(header, ...formatFrames(list).map((text) => margin(text, start)));
  }
  parts.push(margin(formatExceptionOnly(e), start));
  if (depth > GROUP_DEPTH) return [...parts, margin(`... (max_group_depth is ${GROUP_DEPTH})\n`, start)];
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
