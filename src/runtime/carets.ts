// The source of a place in a program with `~` and `^` below it, as CPython's tracebacks show it: the whole range is marked,
// and where its text is a binary operation, a subscript or a call, the operator, the brackets or the parentheses are told
// from the operands. Nothing is marked where the marks would say nothing: a statement's only expression, or a call that
// is all of an assigned or returned value.
//
// Two kinds of columns meet here. Positions count bytes of UTF-8; marks count what a terminal gives to a character, which
// is two for wide ones.

import { parse } from "../syntax/index.ts";

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

/** How many columns a terminal gives to the text. */
function columns(text: string): number {
  let width = 0;
  for (const c of text) width += WIDE.test(c) ? 2 : 1;
  return width;
}

/** The characters that Unicode calls wide or full-width: beside most emojis, those of East Asia and a few symbols. */
const WIDE =
  /[\u1100-\u115f\u231a\u231b\u2329\u232a\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u2ff0-\u303e\u3041-\u3096\u3099-\u30ff\u3105-\u312f\u3131-\u318e\u3190-\u31e3\u31ef-\u321e\u3220-\u3247\u3250-\u4dbf\u4e00-\ua48c\ua490-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe52\ufe54-\ufe66\ufe68-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{16fe4}\u{16ff0}\u{16ff1}\u{17000}-\u{187f7}\u{18800}-\u{18cd5}\u{18d00}-\u{18d08}\u{1aff0}-\u{1aff3}\u{1aff5}-\u{1affb}\u{1affd}\u{1affe}\u{1b000}-\u{1b122}\u{1b132}\u{1b150}-\u{1b152}\u{1b155}\u{1b164}-\u{1b167}\u{1b170}-\u{1b2fb}\u{1f200}-\u{1f202}\u{1f210}-\u{1f23b}\u{1f240}-\u{1f248}\u{1f250}\u{1f251}\u{1f260}-\u{1f265}\u{20000}-\u{2fffd}\u{30000}-\u{3fffd}]|(?![\u{1f1e6}-\u{1f1ff}])\p{Emoji_Presentation}/u;

/** A line of the text and an index in it, both from 0. */
interface Place {
  line: number;
  at: number;
}

const isBefore = (a: Place, b: Place): boolean => a.line < b.line || (a.line === b.line && a.at < b.at);

/** Where the operator, the brackets or the parentheses begin and end. */
interface Anchors {
  start: Place;
  end: Place;
}

type Node = { node: string; lineno: number; end_lineno: number; col_offset: number; end_col_offset: number };
type Expression = Node & { left: Node; right: Node; value: Node; slice: Node; func: Node };

/** The anchors of an expression's text; none for other kinds of expressions. */
function anchorsOf(segment: string): Anchors | undefined {
  const lines = segment.split("\n");
  let body: Expression;
  try {
    // In parentheses, so that what is no expression statement by itself still parses.
    body = (parse(`(\n${segment}\n)`, { mode: "eval" }) as unknown as { body: Expression }).body;
  } catch {
    return undefined;
  }
  // The parenthesis has a line before that of the expression, whose lines count from 1.
  const place = (line: number, bytes: number): Place => ({
    line: line - 2,
    at: characterOffset(lines[line - 2] ?? "", bytes),
  });
  const endOf = (node: Node): Place => place(node.end_lineno, node.end_col_offset);
  /** The first place from here on whose character is wanted; comments and continued lines are passed. */
  const find = ({ line, at }: Place, isWanted: (c: string) => boolean): Place | undefined => {
    for (let l = line, i = at; l < lines.length; l++, i = 0) {
      for (const text = lines[l]!; i < text.length && text[i] !== "#" && text[i] !== "\\"; i++) {
        if (isWanted(text[i]!)) return { line: l, at: i };
      }
    }
    return undefined;
  };
  let start: Place | undefined;
  let end: Place | undefined;
  if (body.node === "BinOp") {
    start = find(endOf(body.left), (c) => !/[\s)]/.test(c));
    if (start === undefined) return undefined;
    end = { line: start.line, at: start.at + 1 };
    const next = lines[end.line]![end.at] ?? " ";
    const isOfOperator = isBefore(end, place(body.right.lineno, body.right.col_offset));
    if (isOfOperator && !/[\s\\#]/.test(next)) end.at++;
  } else if (body.node === "Subscript") {
    start = find(endOf(body.value), (c) => c === "[");
    end = find(endOf(body.slice), (c) => c === "]");
    if (end !== undefined) end.at++;
  } else if (body.node === "Call") {
    start = find(endOf(body.func), (c) => c === "(");
    end = endOf(body);
  }
  return start && end && { start, end };
}

/** Is the range a call that is the whole value of an assignment to one target or, of a function by its name, of a `return`? */
function isWholeValue(lines: string[], start: number, end: number): boolean {
  let body: { node: string; value?: Node & { func?: Node }; targets?: Node[] }[];
  try {
    body = (parse(lines.join("\n"), { mode: "exec" }) as unknown as { body: typeof body }).body;
  } catch {
    return false;
  }
  const [statement] = body;
  const value = statement?.value;
  if (value?.node !== "Call") return false;
  const isShown = statement!.node === "Return" ? value.func?.node !== "Name" : statement!.targets?.length !== 1;
  if (isShown) return false;
  return (
    value.lineno === 1 &&
    value.end_lineno === lines.length &&
    value.col_offset === start &&
    value.end_col_offset === end
  );
}

/** The lines without what all of them that are not blank begin with. */
function dedented(lines: string[]): string[] {
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^[ \t]*/.exec(line)![0]);
  let common = indents[0] ?? "";
  for (const indent of indents) while (!indent.startsWith(common)) common = common.slice(0, -1);
  return lines.map((line) => line.slice(common.length).trimEnd());
}

/**
 * The lines of a range of the source, `source` being those that it touches; it begins and ends at these UTF-8 bytes of the
 * first and of the last one. Lines far from its ends and from its operator are counted instead of shown.
 */
export function markedLines(source: string[], column: number, endColumn: number): string[] {
  const lines = dedented(source);
  const last = lines.length - 1;
  const indent = source[0]!.trimEnd().length - lines[0]!.length;
  const start = Math.max(0, characterOffset(source[0]!, column) - indent);
  const end = Math.max(0, characterOffset(source[last]!, endColumn) - indent);
  const whole = lines.join("\n");
  const anchors = anchorsOf(whole.slice(start, whole.length - (lines[last]!.length - end)));
  for (const place of anchors ? [anchors.start, anchors.end] : []) if (place.line === 0) place.at += start;
  const isMarked =
    !isWholeValue(lines, start, end) &&
    (anchors !== undefined || lines[0]!.slice(0, start).trim() !== "" || lines[last]!.slice(end).trim() !== "");

  /** The marks below a line, in a terminal's columns. */
  const marks = (line: number): string => {
    const text = lines[line]!;
    const from = Math.max(line === 0 ? start : 0, text.length - text.trimStart().length);
    const to = line === last ? end : text.length;
    const marked = text.slice(from, to);
    const before = " ".repeat(columns(text.slice(0, from)));
    if (anchors === undefined) return before + "^".repeat(columns(marked));
    let result = before;
    let at = from;
    for (const c of marked) {
      const place = { line, at };
      const inside = !isBefore(place, anchors.start) && isBefore(place, anchors.end);
      result += (inside ? "^" : "~").repeat(columns(c));
      at += c.length;
    }
    return result;
  };

  const significant = new Set([0, last]);
  for (const { line } of anchors ? [anchors.start, anchors.end] : []) {
    for (const near of [line - 1, line, line + 1]) if (near >= 0 && near <= last) significant.add(near);
  }
  const output: string[] = [];
  const show = (line: number): void => {
    output.push(`    ${lines[line]}`);
    if (isMarked) output.push(`    ${marks(line)}`);
  };
  let before = -1;
  for (const line of [...significant].sort((a, b) => a - b)) {
    if (line - before === 2) show(line - 1);
    else if (line - before > 2) output.push(`    ...<${line - before - 1} lines>...`);
    show(line);
    before = line;
  }
  return output;
}
