// The Python frames that run now, innermost first. Nothing is recorded when a function is called: the JavaScript engine
// knows its own stack, and what stands around a place in emitted text says which code object it belongs to and which
// position it has reached. That is slow, and asked for only by warnings, by debug modes and by `sys._getframe`.
//
// Emitted functions that have positions look alike: `function name(` … `let $p = 0` … `$p = 3` … `$unwind($e, $c1, $p)`.
// A place belongs to the innermost such function around it, if that has the name of the JavaScript function that runs
// (others are the stubs around frames, and call nothing that asks), and its position is the last one set before it in the
// text. Engines other than V8 give no stack of this form: there, no frame is known.

import type { Code } from "./code.ts";
import { FrameView } from "./frames.ts";
import { construction } from "./native.ts";

/** A function with positions in emitted text. */
interface Region {
  name: string;
  start: number;
  end: number;
  code: number;
  /** Alternating offsets in the text and the positions set there. */
  marks: number[];
}

interface Traced {
  text: string;
  codes: Code[];
  lineStarts: number[] | undefined;
  regions: Region[] | undefined;
}

/** Lines that `new Function` puts before a body. */
const HEADER_LINES = 2;
const NAME = "asyncdef-python:";
/** So many JavaScript frames are looked at. */
const DEPTH = 500;

let count = 0;
const traced = new Map<string, WeakRef<Traced>>();
/** Whoever has the code objects of a text has the text. */
const owners = new WeakMap<object, Traced>();
const forget = new FinalizationRegistry<string>((name) => traced.delete(name));

/** The text of a function's body for `new Function`, known by name to the stack; `codes` will be its code objects. */
export function traceable(text: string, codes: Code[]): string {
  const name = `${NAME}${count++}`;
  const entry: Traced = { text, codes, lineStarts: undefined, regions: undefined };
  traced.set(name, new WeakRef(entry));
  owners.set(codes, entry);
  forget.register(entry, name);
  return `${text}\n//# sourceURL=${name}`;
}

/** The text of the library has been minified: names may have numbers, and functions stand in assignments. */
const MARK =
  /(?:([\w$\u0080-\uffff]+)=)?function\*? ?([\w$\u0080-\uffff]*)\(|(let \$p\d* ?= ?0)|\$p\d* ?= ?(\d+)|\$unwind\(\$e\d*, ?\$c(\d+), ?\$p\d*\)/g;

function regionsOf(text: string): Region[] {
  const regions: Region[] = [];
  const open: Region[] = [];
  let name = "";
  for (const match of text.matchAll(MARK)) {
    const [, assigned, named, opens, position, code] = match;
    if (named !== undefined) name = named || (assigned ?? "");
    else if (opens !== undefined) open.push({ name, start: match.index, end: 0, code: 0, marks: [] });
    else if (position !== undefined) open.at(-1)?.marks.push(match.index, Number(position));
    else {
      const region = open.pop();
      if (region === undefined) continue;
      region.end = match.index;
      region.code = Number(code);
      regions.push(region);
    }
  }
  return regions;
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function frameAt(entry: Traced, line: number, column: number, name: string): FrameView | undefined {
  entry.lineStarts ??= lineStartsOf(entry.text);
  entry.regions ??= regionsOf(entry.text);
  const offset = (entry.lineStarts[line - 1 - HEADER_LINES] ?? 0) + column - 1;
  // Inner functions end, and so stand in the list, before those around them.
  const region = entry.regions.find((each) => each.start <= offset && offset <= each.end);
  const code = region && entry.codes[region.code];
  if (code === undefined || region!.name !== name) return undefined;
  let position = 0;
  const { marks } = region!;
  for (let i = 0; i < marks.length && marks[i]! <= offset; i += 2) position = marks[i + 1]!;
  return new FrameView(code, position);
}

/** V8 calls a function without a name "eval" where the text was evaluated. */
function nameOf(site: NodeJS.CallSite): string {
  const name = site.getFunctionName();
  return name === null || name === "eval" ? "" : name;
}

/** V8's frames, innermost first. */
function callSites(limit: number): NodeJS.CallSite[] {
  const E = Error as ErrorConstructor & { stackTraceLimit?: number; captureStackTrace?: unknown };
  if (E.captureStackTrace === undefined) return [];
  const { prepareStackTrace, stackTraceLimit } = E;
  E.prepareStackTrace = (_error, list) => list;
  E.stackTraceLimit = limit;
  try {
    return (new Error() as { stack: unknown }).stack as NodeJS.CallSite[];
  } finally {
    E.prepareStackTrace = prepareStackTrace;
    E.stackTraceLimit = stackTraceLimit;
  }
}

const tracedAt = (site: NodeJS.CallSite): Traced | undefined => {
  const source = site.getScriptNameOrSourceURL() ?? "";
  return source.startsWith(NAME) ? traced.get(source)?.deref() : undefined;
};

/** Between a function written in Python and what it has called are few others. */
const NEAR = 40;

/** The name of the module whose code runs, which takes no look at any text. */
construction.callingModule = () => {
  for (const site of callSites(NEAR)) {
    const name = tracedAt(site)?.codes[0]?.module.$__name__;
    if (typeof name === "string") return name;
  }
  return undefined;
};

/** The frames that run, innermost first, each linked to the one that called it. */
export function pythonStack(): FrameView[] {
  const frames: FrameView[] = [];
  for (const site of callSites(DEPTH)) {
    const entry = tracedAt(site);
    if (entry === undefined) continue;
    const frame = frameAt(entry, site.getLineNumber() ?? 0, site.getColumnNumber() ?? 0, nameOf(site));
    if (frame === undefined) continue;
    const inner = frames.at(-1);
    if (inner !== undefined) inner.back = frame;
    frames.push(frame);
  }
  return frames;
}
