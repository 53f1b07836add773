// The tokens of a text as records, as the module `tokenize` lists them: with comments and with the ends of lines that
// end no statement (NL), which the lexer drops. Columns count characters.

import { tokenize } from "./lexer.ts";
import {
  DEDENT,
  ENDMARKER,
  ERROR,
  FSTRING_END,
  FSTRING_MIDDLE,
  FSTRING_START,
  INDENT,
  type LexicalError,
  NAME,
  NEWLINE,
  NUMBER,
  STRING,
  TSTRING_START,
  UNKNOWN,
} from "./tokens.ts";

type Place = readonly [line: number, column: number];

export interface TokenRecord {
  /** The name in the module `token`. */
  readonly kind: string;
  readonly text: string;
  readonly start: Place;
  readonly end: Place;
  /** The line, or lines, in which it stands. */
  readonly line: string;
  readonly error?: LexicalError;
}

const NAMES = new Map([
  [ENDMARKER, "ENDMARKER"],
  [NAME, "NAME"],
  [NUMBER, "NUMBER"],
  [STRING, "STRING"],
  [NEWLINE, "NEWLINE"],
  [INDENT, "INDENT"],
  [DEDENT, "DEDENT"],
]);

/** Where in the text a place is, given as an index. */
class Lines {
  private readonly source: string;
  readonly starts: number[] = [0];
  constructor(source: string) {
    this.source = source;
    for (let i = source.indexOf("\n"); i >= 0; i = source.indexOf("\n", i + 1)) this.starts.push(i + 1);
  }
  place(index: number): Place {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= index) low = middle;
      else high = middle - 1;
    }
    return [low + 1, [...this.source.slice(this.starts[low]!, index)].length];
  }
  text(first: number, last: number): string {
    return this.source.slice(this.starts[first - 1] ?? this.source.length, this.starts[last] ?? this.source.length);
  }
}

export function* tokenRecords(given: string): Generator<TokenRecord, void, undefined> {
  const source = given.replaceAll("\r\n", "\n");
  const tokens = tokenize(source);
  const lines = new Lines(source);
  const record = (kind: string, start: number, end: number): TokenRecord => {
    const from = lines.place(start);
    // The end of a line belongs to the line that it ends.
    const to: Place = source[start] === "\n" ? [from[0], from[1] + 1] : lines.place(end);
    return { kind, text: source.slice(start, end), start: from, end: to, line: lines.text(from[0], to[0]) };
  };
  const gap = /#[^\n]*|\n/g;
  let at = 0;
  let fString = 0;
  const template: boolean[] = [];
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kind[i]!;
    const start = tokens.start[i]!;
    const end = tokens.end[i]!;
    if (kind === ERROR) {
      const error = tokens.error!;
      const place: Place = [error.span.lineno ?? 1, Math.max((error.span.offset ?? 1) - 1, 0)];
      yield { kind: "ERRORTOKEN", text: "", start: place, end: place, line: "", error };
      return;
    }
    if (kind === ENDMARKER || kind === DEDENT || kind === INDENT || (fString === 0 && start > at)) {
      // Where blocks begin and end, comments and blank lines come first.
      const until = kind === INDENT ? Math.max(lineStart(source, start), at) : nextToken(tokens, i);
      gap.lastIndex = at;
      for (let found = gap.exec(source); found !== null && found.index < until; found = gap.exec(source)) {
        if (source[found.index - 1] === "\\" && found[0] === "\n") continue;
        yield record(found[0] === "\n" ? "NL" : "COMMENT", found.index, found.index + found[0].length);
        at = found.index + found[0].length;
      }
    }
    if (kind === ENDMARKER) {
      const last = lines.starts.length;
      const line = source === "" || source.endsWith("\n") ? last : last + 1;
      yield { kind: "ENDMARKER", text: "", start: [line, 0], end: [line, 0], line: "" };
      return;
    }
    if (kind === DEDENT) {
      const place = lines.place(nextToken(tokens, i));
      yield { kind: "DEDENT", text: "", start: place, end: place, line: lines.text(place[0], place[0]) };
      continue;
    }
    if (kind === INDENT) {
      const next = nextToken(tokens, i);
      yield record("INDENT", lineStart(source, next), next);
      at = next;
      continue;
    }
    if (kind === FSTRING_START || kind === TSTRING_START) {
      fString++;
      template.push(kind === TSTRING_START);
    }
    if (kind === NEWLINE) {
      // A comment may stand between the statement and the end of its line.
      const comment = /^[ \t\f]*(#[^\n]*)/.exec(source.slice(start, lineEnd(source, start)));
      if (comment) yield record("COMMENT", start + comment[0].length - comment[1]!.length, start + comment[0].length);
      const newline = lineEnd(source, start);
      if (newline < source.length) yield record("NEWLINE", newline, newline + 1);
      else {
        const from = lines.place(newline);
        yield { kind: "NEWLINE", text: "", start: from, end: [from[0], from[1] + 1], line: "" };
      }
      at = Math.min(newline + 1, source.length);
      continue;
    }
    const which = template.at(-1) ? "TSTRING" : "FSTRING";
    if (kind === FSTRING_START || kind === TSTRING_START) yield record(`${which}_START`, start, end);
    else if (kind === FSTRING_MIDDLE) yield record(`${which}_MIDDLE`, start, end);
    else if (kind === FSTRING_END) {
      yield record(`${which}_END`, start, end);
      fString--;
      template.pop();
    } else if (kind === UNKNOWN) yield record("OP", start, end);
    else yield record(NAMES.get(kind) ?? (isWord(source, start) ? "NAME" : "OP"), start, end);
    at = end;
  }
}

function lineEnd(source: string, index: number): number {
  const end = source.indexOf("\n", index);
  return end < 0 ? source.length : end;
}

const lineStart = (source: string, index: number): number => source.lastIndexOf("\n", index - 1) + 1;

/** Where the first token at or after `i` that has a text begins. */
function nextToken(tokens: ReturnType<typeof tokenize>, i: number): number {
  let next = i;
  while (next < tokens.count - 1 && (tokens.kind[next] === DEDENT || tokens.kind[next] === INDENT)) next++;
  return tokens.start[next]!;
}

const isWord = (source: string, start: number): boolean => /[A-Za-z]/.test(source[start] ?? "");
