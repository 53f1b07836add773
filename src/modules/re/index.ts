// The module `re`, over JavaScript's regular expressions.

import { getattr } from "../../runtime/attributes.ts";
import { Bytes, makeBytes } from "../../runtime/bytes/bytes.ts";
import { call } from "../../runtime/calls.ts";
import { Dict } from "../../runtime/containers/dict.ts";
import { genericAlias } from "../../runtime/containers/genericalias.ts";
import { iteratorType } from "../../runtime/containers/iterators.ts";
import { List } from "../../runtime/containers/list.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { indexError, typeError } from "../../runtime/errors.ts";
import { Exception, makeException, setField } from "../../runtime/exceptions.ts";
import { importNow } from "../../runtime/imports.ts";
import type { Module } from "../../runtime/modules.ts";
import { nativeType } from "../../runtime/native.ts";
import { intOf } from "../../runtime/numbers/coerce.ts";
import { asStr, index, repr } from "../../runtime/protocols.ts";
import { type Type, typeName } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { moduleFrom } from "../define.ts";
import { FLAGS, PatternProblem, type Translation, translate } from "./translate.ts";

/** A subject: its text, and whether it is bytes (then the text has a character for each). */
interface Subject {
  text: string;
  bytes: boolean;
}

function subject(value: Value): Subject {
  const text = asStr(value);
  if (text !== undefined) return { text, bytes: false };
  if (value instanceof Bytes) return { text: String.fromCharCode(...value.data), bytes: true };
  throw typeError(`expected string or bytes-like object, got '${typeName(value)}'`);
}

const back = (text: string, bytes: boolean): Value =>
  bytes ? makeBytes(Uint8Array.from(text, (c) => c.charCodeAt(0))) : text;

const SURROGATE = /[\ud800-\udfff]/;

/** Python counts code points, JavaScript units. */
const toPoints = (text: string, at: number): number => (SURROGATE.test(text) ? [...text.slice(0, at)].length : at);
const toUnits = (text: string, at: number): number =>
  SURROGATE.test(text) ? [...text].slice(0, at).join("").length : Math.min(at, text.length);

class Pattern {
  readonly given: Value;
  readonly bytes: boolean;
  readonly translation: Translation;
  private readonly searching: RegExp;
  private readonly anchored: RegExp;
  private whole: RegExp | undefined = undefined;
  constructor(given: Value, bytes: boolean, translation: Translation) {
    this.given = given;
    this.bytes = bytes;
    this.translation = translation;
    const { source, ignoresCase } = translation;
    const letters = `dv${ignoresCase ? "i" : ""}`;
    this.searching = new RegExp(source, `${letters}g`);
    this.anchored = new RegExp(source, `${letters}y`);
  }

  run(how: "search" | "match" | "fullmatch", value: Value, from = 0, to?: number): Match | undefined {
    const { text, bytes } = this.check(value);
    const regexp = how === "search" ? this.searching : how === "match" ? this.anchored : this.wholePattern();
    const end = to === undefined ? text.length : toUnits(text, to);
    regexp.lastIndex = toUnits(text, from);
    if (regexp.lastIndex > end) return undefined;
    const found = regexp.exec(end < text.length ? text.slice(0, end) : text);
    return found === null ? undefined : new Match(this, value, text, bytes, found, from, toPoints(text, end));
  }

  private wholePattern(): RegExp {
    this.whole ??= new RegExp(`(?:${this.translation.source})(?![\\s\\S])`, this.anchored.flags);
    return this.whole;
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

  *matches(value: Value, from = 0, to?: number): globalThis.Generator<Match> {
    const { text, bytes } = this.check(value);
    const end = to === undefined ? text.length : toUnits(text, to);
    const within = end < text.length ? text.slice(0, end) : text;
    for (let at = toUnits(text, from); at <= end; ) {
      this.searching.lastIndex = at;
      const found = this.searching.exec(within);
      if (found === null) return;
      yield new Match(this, value, text, bytes, found, from, toPoints(text, end));
      const after = found.index + found[0].length;
      at = found[0] === "" ? after + ((within.codePointAt(after) ?? 0) > 0xffff ? 2 : 1) : after;
    }
  }
}

class Match {
  readonly pattern: Pattern;
  readonly string: Value;
  readonly text: string;
  readonly bytes: boolean;
  readonly found: RegExpExecArray;
  readonly pos: number;
  readonly endpos: number;
  constructor(
    pattern: Pattern,
    string: Value,
    text: string,
    bytes: boolean,
    found: RegExpExecArray,
    pos: number,
    endpos: number,
  ) {
    this.pattern = pattern;
    this.string = string;
    this.text = text;
    this.bytes = bytes;
    this.found = found;
    this.pos = pos;
    this.endpos = endpos;
  }

  number(group: Value): number {
    const name = asStr(group);
    const n = name === undefined ? intOf(group) : this.pattern.translation.names.get(name);
    if (typeof n !== "number" || n < 0 || n > this.pattern.translation.groups) throw indexError("no such group");
    return n;
  }

  group(n: number, fallback: Value = None): Value {
    const text = this.found[n];
    return text === undefined ? fallback : back(text, this.bytes);
  }

  span(n: number): [number, number] {
    const units = this.found.indices?.[n];
    return units === undefined ? [-1, -1] : [toPoints(this.text, units[0]), toPoints(this.text, units[1])];
  }

  groups(fallback: Value = None): Value[] {
    return Array.from({ length: this.pattern.translation.groups }, (_, i) => this.group(i + 1, fallback));
  }
}

class MatchIterator {
  private readonly source: globalThis.Generator<Match>;
  constructor(source: globalThis.Generator<Match>) {
    this.source = source;
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    return this.source.next().value ?? undefined;
  }
}

// ---- templates ------------------------------------------------------------------------------------------------------

const TEMPLATE = /\\(?:g<([^>]*)>|([1-9][0-9]?)|(.))/gs;
const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r", f: "\f", v: "\v", a: "\x07", b: "\b", "0": "\0" };

function expand(match: Match, template: string, problem: (message: string, at: number) => Error): string {
  const group = (n: number): string => match.found[n] ?? "";
  return template.replace(TEMPLATE, (_, name?: string, number?: string, other?: string, at = 0) => {
    if (name !== undefined || number !== undefined) {
      const key = number ?? name!;
      const n = /^\d+$/.test(key) ? Number(key) : match.pattern.translation.names.get(key);
      if (n === undefined) throw indexError(`unknown group name '${key}'`);
      if (n > match.pattern.translation.groups) throw problem(`invalid group reference ${n}`, at + 1);
      return group(n);
    }
    const escaped = ESCAPES[other!];
    if (escaped !== undefined) return escaped;
    if (/[a-zA-Z]/.test(other!)) throw problem(`bad escape \\${other}`, at);
    return other === "\\" ? "\\" : `\\${other}`;
  });
}

// ---- the module -----------------------------------------------------------------------------------------------------

const limit = (value: Value | undefined): number => {
  const n = value === undefined ? 0 : Number(index(value));
  return n === 0 ? Number.POSITIVE_INFINITY : n;
};

const optional = (value: Value | undefined): number | undefined =>
  value === undefined || value === None ? undefined : Math.max(0, Number(index(value)));

const orNone = (match: Match | undefined): Value => match ?? None;

function findall(pattern: Pattern, value: Value, from?: Value, to?: Value): Value {
  const results: Value[] = [];
  const { groups } = pattern.translation;
  for (const match of pattern.matches(value, optional(from), optional(to))) {
    const empty = back("", match.bytes);
    if (groups === 0) results.push(match.group(0));
    else if (groups === 1) results.push(match.group(1, empty));
    else results.push(new Tuple(match.groups(empty)));
  }
  return new List(results);
}

function substitute(problem: (message: string, at: number) => Error) {
  return (pattern: Pattern, replacement: Value, value: Value, count?: Value): [Value, number] => {
    const { text, bytes } = pattern.check(value);
    const template = typeof replacement === "function" || !isText(replacement) ? undefined : subject(replacement).text;
    const most = limit(count);
    let result = "";
    let end = 0;
    let done = 0;
    for (const match of pattern.matches(value)) {
      if (done >= most) break;
      done++;
      result += text.slice(end, match.found.index);
      if (template === undefined) {
        const made = call(replacement, match);
        if (made !== None) result += subject(made).text;
      } else result += template.includes("\\") ? expand(match, template, problem) : template;
      end = match.found.index + match.found[0].length;
    }
    return [back(result + text.slice(end), bytes), done];
  };
}

const isText = (value: Value): boolean => asStr(value) !== undefined || value instanceof Bytes;

function split(pattern: Pattern, value: Value, count?: Value): Value {
  const { text, bytes } = pattern.check(value);
  const parts: Value[] = [];
  const most = limit(count);
  let end = 0;
  let done = 0;
  for (const match of pattern.matches(value)) {
    if (done++ >= most) break;
    parts.push(back(text.slice(end, match.found.index), bytes), ...match.groups());
    end = match.found.index + match.found[0].length;
  }
  parts.push(back(text.slice(end), bytes));
  return new List(parts);
}

function patternRepr(self: Pattern): string {
  const given = [
    ["IGNORECASE", FLAGS.I],
    ["MULTILINE", FLAGS.M],
    ["DOTALL", FLAGS.S],
    ["VERBOSE", FLAGS.X],
    ["ASCII", FLAGS.A],
  ] as const;
  const names = given.filter(([, flag]) => self.translation.flags & flag).map(([name]) => `re.${name}`);
  return `re.compile(${repr(self.given)}${names.length > 0 ? `, ${names.join("|")}` : ""})`;
}

function flagsOf(self: Pattern): number {
  const { flags } = self.translation;
  return self.bytes ? flags & ~FLAGS.A : flags & FLAGS.A ? flags : flags | FLAGS.U;
}

function declareTypes(problem: (message: string, at: number) => Error): { pattern: Type; match: Type } {
  const sub = substitute(problem);
  iteratorType("callable_iterator", MatchIterator);
  const pattern = nativeType({
    name: "Pattern",
    module: "re",
    ctor: Pattern,
    final: true,
    methods: {
      "search(string, pos=0, endpos=sys.maxsize)": (self: Pattern, value: Value, from?: Value, to?: Value) =>
        orNone(self.run("search", value, optional(from), optional(to))),
      "match(string, pos=0, endpos=sys.maxsize)": (self: Pattern, value: Value, from?: Value, to?: Value) =>
        orNone(self.run("match", value, optional(from), optional(to))),
      "fullmatch(string, pos=0, endpos=sys.maxsize)": (self: Pattern, value: Value, from?: Value, to?: Value) =>
        orNone(self.run("fullmatch", value, optional(from), optional(to))),
      "findall(string, pos=0, endpos=sys.maxsize)": findall,
      "finditer(string, pos=0, endpos=sys.maxsize)": (self: Pattern, value: Value, from?: Value, to?: Value) =>
        new MatchIterator(self.matches(value, optional(from), optional(to))),
      "sub(repl, string, count=0)": (self: Pattern, replacement: Value, value: Value, count?: Value) =>
        sub(self, replacement, value, count)[0],
      "subn(repl, string, count=0)": (self: Pattern, replacement: Value, value: Value, count?: Value) =>
        new Tuple(sub(self, replacement, value, count)),
      "split(string, maxsplit=0)": split,
      "__copy__()": (self: Pattern) => self as Value,
      "__deepcopy__(memo, /)": (self: Pattern) => self as Value,
      "__reduce__()": (self: Pattern) =>
        new Tuple([getattr(importNow("re"), "compile"), new Tuple([self.given, flagsOf(self)])]),
    },
    classMethods: { "__class_getitem__(object, /)": genericAlias },
    getters: {
      pattern: (self: Pattern) => self.given,
      flags: flagsOf,
      groups: (self: Pattern) => self.translation.groups,
      groupindex: (self: Pattern) => {
        const names = new Dict();
        for (const [name, n] of self.translation.names) names.set(name, n);
        return names;
      },
    },
    special: { __repr__: patternRepr },
  });
  const start = (self: Match, group: Value = 0): number => self.span(self.number(group))[0];
  const end = (self: Match, group: Value = 0): number => self.span(self.number(group))[1];
  const match = nativeType({
    name: "Match",
    module: "re",
    ctor: Match,
    final: true,
    methods: {
      "group(*groups)": (self: Match, groups: Value[]) => {
        if (groups.length <= 1) return self.group(groups.length === 0 ? 0 : self.number(groups[0]!));
        return new Tuple(groups.map((group) => self.group(self.number(group))));
      },
      "groups(default=None)": (self: Match, fallback?: Value) => new Tuple(self.groups(fallback)),
      "groupdict(default=None)": (self: Match, fallback?: Value) => {
        const result = new Dict();
        for (const [name, n] of self.pattern.translation.names) result.set(name, self.group(n, fallback));
        return result;
      },
      "start(group=0, /)": start,
      "end(group=0, /)": end,
      "span(group=0, /)": (self: Match, group: Value = 0) => new Tuple(self.span(self.number(group))),
      "expand(template)": (self: Match, template: Value) =>
        back(expand(self, subject(template).text, problem), self.bytes),
    },
    classMethods: { "__class_getitem__(object, /)": genericAlias },
    getters: {
      string: (self: Match) => self.string,
      re: (self: Match) => self.pattern,
      pos: (self: Match) => self.pos,
      endpos: (self: Match) => self.endpos,
      lastindex: (self: Match) => lastGroup(self) ?? None,
      lastgroup: (self: Match) => {
        const last = lastGroup(self);
        for (const [name, n] of self.pattern.translation.names) if (n === last) return name;
        return None;
      },
      regs: (self: Match) => new Tuple(self.found.map((_, n) => new Tuple(self.span(n)))),
    },
    special: {
      __getitem__: (self: Match, group: Value) => self.group(self.number(group)),
      __repr__: (self: Match) => `<re.Match object; span=(${self.span(0).join(", ")}), match=${repr(self.group(0))}>`,
    },
  });
  return { pattern, match };
}

/** The group that was closed last: of those that end last, the outermost. */
function lastGroup(match: Match): number | undefined {
  let last: number | undefined;
  for (let n = 1; n < match.found.length; n++) {
    const end = match.found.indices?.[n]?.[1];
    if (end !== undefined && (last === undefined || end > match.found.indices![last]![1])) last = n;
  }
  return last;
}

const SPECIAL = /[()[\]{}?*+\-|^$\\.&~# \t\n\r\v\f]/g;

export function createRe(): Module {
  const error = nativeType({
    name: "PatternError",
    module: "re",
    base: Exception,
    hasDict: true,
    special: { __init__: () => None },
  });
  const problemIn = (pattern: Value | undefined) => (message: string, at: number) => {
    const e = makeException(error, [`${message} at position ${at}`]);
    const own = { msg: message, pattern: pattern ?? None, pos: at, lineno: 1, colno: at + 1 };
    for (const [name, value] of Object.entries(own)) (e as unknown as Record<string, Value>)[`$${name}`] = value;
    return setField(e, "msg", message);
  };
  const { pattern: patternType, match } = declareTypes(problemIn(undefined));
  const known = new Map<string, Pattern>();

  const compile = (given: Value, flags: Value = 0): Pattern => {
    if (given instanceof Pattern) return given;
    const { text, bytes } = subject(given);
    const bits = Number(index(flags)) | (bytes ? FLAGS.A : 0);
    const key = `${bytes ? "b" : "s"}${bits}:${text}`;
    let pattern = known.get(key);
    if (pattern === undefined) {
      try {
        pattern = new Pattern(given, bytes, translate(text, bits));
      } catch (e) {
        const problem = problemIn(given);
        if (e instanceof PatternProblem) throw problem(e.message, toPoints(text, e.position));
        if (e instanceof SyntaxError) throw problem(e.message, 0);
        throw e;
      }
      known.set(key, pattern);
    }
    return pattern;
  };
  const sub = substitute(problemIn(undefined));
  const flag = (name: keyof typeof FLAGS, long: string): Record<string, number> => ({
    [name]: FLAGS[name],
    [long]: FLAGS[name],
  });
  return moduleFrom("re", {
    doc: "Support for regular expressions (RE).",
    functions: {
      "compile(pattern, flags=0)": compile,
      "search(pattern, string, flags=0)": (p: Value, s: Value, f?: Value) => orNone(compile(p, f).run("search", s)),
      "match(pattern, string, flags=0)": (p: Value, s: Value, f?: Value) => orNone(compile(p, f).run("match", s)),
      "fullmatch(pattern, string, flags=0)": (p: Value, s: Value, f?: Value) =>
        orNone(compile(p, f).run("fullmatch", s)),
      "findall(pattern, string, flags=0)": (p: Value, s: Value, f?: Value) => findall(compile(p, f), s),
      "finditer(pattern, string, flags=0)": (p: Value, s: Value, f?: Value) =>
        new MatchIterator(compile(p, f).matches(s)),
      "sub(pattern, repl, string, count=0, flags=0)": (p: Value, r: Value, s: Value, n?: Value, f?: Value) =>
        sub(compile(p, f), r, s, n)[0],
      "subn(pattern, repl, string, count=0, flags=0)": (p: Value, r: Value, s: Value, n?: Value, f?: Value) =>
        new Tuple(sub(compile(p, f), r, s, n)),
      "split(pattern, string, maxsplit=0, flags=0)": (p: Value, s: Value, n?: Value, f?: Value) =>
        split(compile(p, f), s, n),
      "escape(pattern)": (value: Value) => {
        const { text, bytes } = subject(value);
        const escaped = text.replace(SPECIAL, (c) => `\\${c}`);
        return back(escaped, bytes);
      },
      "purge()": () => {
        known.clear();
        return None;
      },
    },
    attributes: {
      ...flag("A", "ASCII"),
      ...flag("I", "IGNORECASE"),
      ...flag("L", "LOCALE"),
      ...flag("M", "MULTILINE"),
      ...flag("S", "DOTALL"),
      ...flag("X", "VERBOSE"),
      ...flag("U", "UNICODE"),
      NOFLAG: 0,
      Pattern: patternType,
      Match: match,
      PatternError: error,
      error,
    },
  });
}
