// Compiled patterns and what they have found. Python counts code points, the engine UTF-16 units.

import { Bytes, bytesOf, makeBytes } from "../../runtime/bytes/bytes.ts";
import { indexError, typeError } from "../../runtime/errors.ts";
import { latin1 } from "../../runtime/numbers/int.ts";
import { asStr, hasIndex, index } from "../../runtime/protocols.ts";
import { isSimple, pointOf, strLength, unitOf } from "../../runtime/strings/text.ts";
import { typeName } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { Engine, type Found, type How } from "./engine.ts";
import type { Pattern as Parsed } from "./tree.ts";

/** A subject: its text, and whether it is bytes (then the text has a character for each). */
interface Subject {
  text: string;
  bytes: boolean;
}

let lastBytes: Bytes | undefined;
let lastText = "";

export function subject(value: Value): Subject {
  const text = asStr(value);
  if (text !== undefined) return { text, bytes: false };
  // A tokenizer asks for one match after the other in the same bytes.
  if (value instanceof Bytes && value === lastBytes) return { text: lastText, bytes: true };
  const data = bytesOf(value);
  if (data === undefined) throw typeError(`expected string or bytes-like object, got '${typeName(value)}'`);
  const characters = latin1(data);
  if (value instanceof Bytes) {
    lastBytes = value;
    lastText = characters;
  }
  return { text: characters, bytes: true };
}

/** A part of a subject as a Python value. */
export const back = (text: string, bytes: boolean): Value =>
  bytes ? makeBytes(Uint8Array.from(text, (c) => c.charCodeAt(0))) : text;

export class Pattern {
  readonly given: Value;
  readonly bytes: boolean;
  readonly parsed: Parsed;
  private engineOrNone: Engine | undefined = undefined;

  constructor(given: Value, bytes: boolean, parsed: Parsed) {
    this.given = given;
    this.bytes = bytes;
    this.parsed = parsed;
  }

  private get engine(): Engine {
    this.engineOrNone ??= new Engine(this.parsed, this.bytes);
    return this.engineOrNone;
  }

  /** What stands before `from` is seen, what stands after `to` is not. */
  find(how: How, value: Value, from = 0, to?: number): Match | undefined {
    const { text, bytes } = this.check(value);
    const within = to === undefined ? text : text.slice(0, unitAt(text, to));
    const at = unitAt(text, from);
    if (at > within.length) return undefined;
    const found = this.engine.find(how, within, at);
    return found && new Match(this, value, text, bytes, found, at, within.length);
  }

  /** What is found after a match, in the same search. */
  findAfter(match: Match, how: How): Match | undefined {
    const { string, text, bytes, found, from, to } = match;
    const next = this.engine.findAfter(found, how, to < text.length ? text.slice(0, to) : text);
    return next && new Match(this, string, text, bytes, next, from, to);
  }

  /** Everything that is found, one after the other. */
  *matches(value: Value, from = 0, to?: number): Generator<Match> {
    let match = this.find("search", value, from, to);
    while (match !== undefined) {
      yield match;
      match = this.findAfter(match, "search");
    }
  }

  check(value: Value): Subject {
    const result = subject(value);
    if (result.bytes === this.bytes) return result;
    throw typeError(
      this.bytes
        ? "cannot use a bytes pattern on a string-like object"
        : "cannot use a string pattern on a bytes-like object",
    );
  }
}

const unitAt = (text: string, point: number): number =>
  isSimple(text) ? Math.min(point, text.length) : unitOf(text, Math.min(point, strLength(text)));

export class Match {
  readonly pattern: Pattern;
  readonly string: Value;
  readonly text: string;
  readonly bytes: boolean;
  readonly found: Found;
  /** The part that was searched. */
  readonly from: number;
  readonly to: number;

  constructor(pattern: Pattern, string: Value, text: string, bytes: boolean, found: Found, from: number, to: number) {
    this.pattern = pattern;
    this.string = string;
    this.text = text;
    this.bytes = bytes;
    this.found = found;
    this.from = from;
    this.to = to;
  }

  get pos(): number {
    return pointOf(this.text, this.from);
  }

  get endpos(): number {
    return pointOf(this.text, this.to);
  }

  /** The number of a group that is given by number or name. */
  number(group: Value): number {
    const { names, groups } = this.pattern.parsed;
    const name = asStr(group);
    const n = name !== undefined ? names.get(name) : hasIndex(group) ? index(group) : undefined;
    if (typeof n !== "number" || n < 0 || n > groups) throw indexError("no such group");
    return n;
  }

  group(n: number, fallback: Value = None): Value {
    const text = this.found.groups[n];
    return text === undefined ? fallback : back(text, this.bytes);
  }

  groups(fallback: Value = None): Value[] {
    return Array.from({ length: this.pattern.parsed.groups }, (_, i) => this.group(i + 1, fallback));
  }

  span(n: number): [number, number] {
    const { found, text } = this;
    if (n === 0) return [pointOf(text, found.start), pointOf(text, found.end)];
    const places = found.places();
    return [pointOf(text, places[2 * n]!), pointOf(text, places[2 * n + 1]!)];
  }

  /** The group that was closed last: of those that end last, the last one that is not inside of another. */
  lastGroup(): number | undefined {
    const places = this.found.places();
    const { parents } = this.pattern.parsed;
    const isInside = (n: number, outer: number): boolean =>
      n > outer && (parents[n] === outer || isInside(parents[n]!, outer));
    let last: number | undefined;
    let lastEnd = -1;
    for (let n = 1; 2 * n < places.length; n++) {
      const end = places[2 * n + 1]!;
      if (end < 0 || end < lastEnd || (end === lastEnd && isInside(n, last!))) continue;
      last = n;
      lastEnd = end;
    }
    return last;
  }
}
