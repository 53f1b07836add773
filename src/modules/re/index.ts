// The module `re`: patterns, matches and the functions that make them.

import { getattr, setOwnAttribute } from "../../runtime/attributes.ts";
import { bytesOf } from "../../runtime/bytes/bytes.ts";
import { call, isCallable } from "../../runtime/calls.ts";
import { Dict } from "../../runtime/containers/dict.ts";
import { genericAlias } from "../../runtime/containers/genericalias.ts";
import { iteratorType } from "../../runtime/containers/iterators.ts";
import { List } from "../../runtime/containers/list.ts";
import { MappingProxy } from "../../runtime/containers/mappingproxy.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { overflowError, typeError, valueError } from "../../runtime/errors.ts";
import { Exception, makeException, setField } from "../../runtime/exceptions.ts";
import { importNow } from "../../runtime/imports.ts";
import type { Module } from "../../runtime/modules.ts";
import { nativeType } from "../../runtime/native.ts";
import { intOf } from "../../runtime/numbers/coerce.ts";
import { asStr, hash, index, repr } from "../../runtime/protocols.ts";
import { pointOf } from "../../runtime/strings/text.ts";
import { type Type, typeName } from "../../runtime/types.ts";
import { None, NotImplemented, type Value } from "../../runtime/values.ts";
import { moduleFrom } from "../define.ts";
import { warnings } from "../warnings/state.ts";
import type { Found, How } from "./engine.ts";
import { flagsText, makeFlags } from "./flags.ts";
import { CountProblem, FlagProblem, Parser, PatternProblem } from "./parser.ts";
import { back, Match, Pattern, subject } from "./pattern.ts";
import { scannerType } from "./scanner.ts";
import { fill, readTemplate, type Template } from "./template.ts";
import { FLAGS, type Pattern as Parsed } from "./tree.ts";

/** Patterns that are kept for the functions that take one as text. */
const KEPT = 512;

class MatchIterator {
  private readonly source: Generator<Match>;
  constructor(source: Generator<Match>) {
    this.source = source;
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    return this.source.next().value ?? undefined;
  }
}

/** What goes through a subject a match at a time. */
class PatternScanner {
  readonly pattern: Pattern;
  private next: (how: How) => Match | undefined;
  constructor(pattern: Pattern, value: Value, from?: number, to?: number) {
    this.pattern = pattern;
    this.next = (how) => pattern.find(how, value, from, to);
  }
  advance(how: How): Value {
    const match = this.next(how);
    this.next = (next) => match && this.pattern.findAfter(match, next);
    return orNone(match);
  }
}

/** How often: 0 and less mean always and never. */
const limit = (value: Value | undefined): number => {
  const n = value === undefined ? 0 : Number(index(value));
  return n === 0 ? Number.POSITIVE_INFINITY : n;
};

const optional = (value: Value | undefined): number | undefined =>
  value === undefined ? undefined : Math.max(0, Number(index(value)));

const orNone = (match: Match | undefined): Value => match ?? None;

function findall(pattern: Pattern, value: Value, from?: Value, to?: Value): Value {
  const results: Value[] = [];
  const { groups } = pattern.parsed;
  for (const match of pattern.matches(value, optional(from), optional(to))) {
    const empty = back("", match.bytes);
    if (groups === 0) results.push(match.group(0));
    else if (groups === 1) results.push(match.group(1, empty));
    else results.push(new Tuple(match.groups(empty)));
  }
  return new List(results);
}

/** What the replacement puts for a match: the function's answer, or its text with the groups filled in. */
function replacer(pattern: Pattern, replacement: Value): (match: Match, found: Found) => string {
  if (isCallable(replacement)) {
    return (match) => {
      const made = call(replacement, match);
      return made === None ? "" : partOf(pattern, made);
    };
  }
  if (!isText(replacement)) {
    throw typeError(`decoding to str: need a bytes-like object, ${typeName(replacement)} found`);
  }
  const template = templateOf(pattern, replacement);
  return (_match, found) => {
    partOf(pattern, replacement);
    return fill(template, found.groups);
  };
}

/** The text of what is put into a text, which must be of the same kind. */
function partOf(pattern: Pattern, value: Value): string {
  const part = isText(value) ? subject(value) : undefined;
  if (part !== undefined && part.bytes === pattern.bytes) return part.text;
  const expected = pattern.bytes ? "a bytes-like object" : "str instance";
  throw typeError(`sequence item 0: expected ${expected}, ${typeName(value)} found`);
}

function templateOf(pattern: Pattern, replacement: Value): Template {
  const { text, bytes } = subject(replacement);
  try {
    return readTemplate(text, pattern.parsed, bytes);
  } catch (e) {
    throw inPython(e, replacement, text);
  }
}

function substitute(pattern: Pattern, replacement: Value, value: Value, count?: Value): [Value, number] {
  const { text, bytes } = pattern.check(value);
  const replace = replacer(pattern, replacement);
  const most = limit(count);
  let result = "";
  let end = 0;
  let done = 0;
  if (most > 0) {
    for (const match of pattern.matches(value)) {
      const { found } = match;
      result += text.slice(end, found.start) + replace(match, found);
      end = found.end;
      if (++done >= most) break;
    }
  }
  // Nothing to do: the very same object.
  if (done === 0 && typeof value === "string") return [value, 0];
  return [back(result + text.slice(end), bytes), done];
}

function split(pattern: Pattern, value: Value, count?: Value): Value {
  const { text, bytes } = pattern.check(value);
  const parts: Value[] = [];
  const most = limit(count);
  let end = 0;
  let done = 0;
  if (most > 0) {
    for (const match of pattern.matches(value)) {
      const { found } = match;
      parts.push(back(text.slice(end, found.start), bytes), ...match.groups());
      end = found.end;
      if (++done >= most) break;
    }
  }
  parts.push(back(text.slice(end), bytes));
  return new List(parts);
}

function patternRepr(self: Pattern): string {
  let flags = flagsOf(self);
  // What every pattern of text has.
  if (!self.bytes && (flags & (FLAGS.L | FLAGS.U | FLAGS.A)) === FLAGS.U) flags &= ~FLAGS.U;
  const given = [...repr(self.given)].slice(0, 200).join("");
  return `re.compile(${given}${flags === 0 ? "" : `, ${flagsText(flags)}`})`;
}

const flagsOf = (self: Pattern): number => self.parsed.flags;

/** Equal patterns are compiled from equal texts of the same kind, with the same flags. */
const sameAs = (self: Pattern, other: Value): boolean | Value =>
  other instanceof Pattern
    ? self.bytes === other.bytes &&
      flagsOf(self) === flagsOf(other) &&
      subject(self.given).text === subject(other.given).text
    : NotImplemented;

const notCreated = (name: string) => (): never => {
  throw typeError(`cannot create '${name}' instances`);
};

function patternType(): Type {
  iteratorType("callable_iterator", MatchIterator);
  const found = (how: How) => (self: Pattern, value: Value, from?: Value, to?: Value) =>
    orNone(self.find(how, value, optional(from), optional(to)));
  nativeType({
    name: "SRE_Scanner",
    module: "_sre",
    ctor: PatternScanner,
    final: true,
    methods: {
      "match()": (self: PatternScanner) => self.advance("match"),
      "search()": (self: PatternScanner) => self.advance("search"),
    },
    getters: { pattern: (self: PatternScanner) => self.pattern },
  });
  return nativeType({
    name: "Pattern",
    module: "re",
    ctor: Pattern,
    doc: "Compiled regular expression object.",
    create: notCreated("re.Pattern"),
    final: true,
    methods: {
      "search(string, pos=0, endpos=sys.maxsize)": found("search"),
      "match(string, pos=0, endpos=sys.maxsize)": found("match"),
      "fullmatch(string, pos=0, endpos=sys.maxsize)": found("fullmatch"),
      "findall(string, pos=0, endpos=sys.maxsize)": findall,
      "finditer(string, pos=0, endpos=sys.maxsize)": (self: Pattern, value: Value, from?: Value, to?: Value) => {
        self.check(value);
        return new MatchIterator(self.matches(value, optional(from), optional(to)));
      },
      "scanner(string, pos=0, endpos=sys.maxsize)": (self: Pattern, value: Value, from?: Value, to?: Value) => {
        self.check(value);
        return new PatternScanner(self, value, optional(from), optional(to));
      },
      "sub(repl, string, count=0)": (self: Pattern, replacement: Value, value: Value, count?: Value) =>
        substitute(self, replacement, value, count)[0],
      "subn(repl, string, count=0)": (self: Pattern, replacement: Value, value: Value, count?: Value) =>
        new Tuple(substitute(self, replacement, value, count)),
      "split(string, maxsplit=0)": split,
      "__copy__()": (self: Pattern) => self as Value,
      "__deepcopy__(memo, /)": (self: Pattern) => self as Value,
      "__reduce__()": (self: Pattern) =>
        new Tuple([getattr(importNow("re"), "_compile"), new Tuple([self.given, flagsOf(self)])]),
    },
    classMethods: { "__class_getitem__(object, /)": genericAlias },
    getters: {
      pattern: (self: Pattern) => self.given,
      flags: flagsOf,
      groups: (self: Pattern) => self.parsed.groups,
      groupindex: (self: Pattern) => {
        const names = new Dict();
        for (const [name, n] of self.parsed.names) names.set(name, n);
        return new MappingProxy(names);
      },
    },
    special: {
      __repr__: patternRepr,
      __eq__: sameAs,
      __hash__: (self: Pattern) => hash(new Tuple([self.given, flagsOf(self)])),
    },
  });
}

function matchType(): Type {
  const place =
    (which: 0 | 1) =>
    (self: Match, group: Value = 0): number =>
      self.span(self.number(group))[which];
  return nativeType({
    name: "Match",
    module: "re",
    ctor: Match,
    doc: "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
    final: true,
    create: notCreated("re.Match"),
    methods: {
      "group(*groups)": (self: Match, groups: Value[]) => {
        if (groups.length <= 1) return self.group(groups.length === 0 ? 0 : self.number(groups[0]!));
        return new Tuple(groups.map((group) => self.group(self.number(group))));
      },
      "groups(default=None)": (self: Match, fallback?: Value) => new Tuple(self.groups(fallback)),
      "groupdict(default=None)": (self: Match, fallback?: Value) => {
        const result = new Dict();
        for (const [name, n] of self.pattern.parsed.names) result.set(name, self.group(n, fallback));
        return result;
      },
      "start(group=0, /)": place(0),
      "end(group=0, /)": place(1),
      "span(group=0, /)": (self: Match, group: Value = 0) => new Tuple(self.span(self.number(group))),
      "expand(template)": (self: Match, template: Value) =>
        back(fill(templateOf(self.pattern, template), self.found.groups), self.bytes),
      "__copy__()": (self: Match) => self as Value,
      "__deepcopy__(memo, /)": (self: Match) => self as Value,
    },
    classMethods: { "__class_getitem__(object, /)": genericAlias },
    getters: {
      string: (self: Match) => self.string,
      re: (self: Match) => self.pattern,
      pos: (self: Match) => self.pos,
      endpos: (self: Match) => self.endpos,
      lastindex: (self: Match) => self.lastGroup() ?? None,
      lastgroup: (self: Match) => {
        const last = self.lastGroup();
        for (const [name, n] of self.pattern.parsed.names) if (n === last) return name;
        return None;
      },
      regs: (self: Match) => new Tuple(self.found.groups.map((_, n) => new Tuple(self.span(n)))),
    },
    special: {
      __getitem__: (self: Match, group: Value) => self.group(self.number(group)),
      __repr__: (self: Match) => {
        const text = [...repr(self.group(0))].slice(0, 50).join("");
        return `<re.Match object; span=(${self.span(0).join(", ")}), match=${text}>`;
      },
    },
  });
}

// ---- errors -----------------------------------------------------------------------------------------------------------

let errorType: Type | undefined;

/** `re.PatternError`; it has the place in the pattern, by lines too. */
function patternError(message: string, given: Value, text: string | undefined, unit: number | undefined): Error {
  let said = message;
  const own: Record<string, Value> = { msg: message, pattern: given, pos: None, lineno: None, colno: None };
  if (text !== undefined && unit !== undefined) {
    const before = text.slice(0, unit).split("\n");
    own.pos = pointOf(text, unit);
    own.lineno = before.length;
    own.colno = [...before.at(-1)!].length + 1;
    said += ` at position ${own.pos}`;
    if (text.includes("\n")) said += ` (line ${own.lineno}, column ${own.colno})`;
  }
  const e = makeException(errorType!, [said]);
  for (const [name, value] of Object.entries(own)) setOwnAttribute(e, name, value);
  return e;
}

/** What the parsers of patterns and templates say, as Python's exceptions. */
function inPython(e: unknown, given: Value, text: string): unknown {
  if (e instanceof PatternProblem) return patternError(e.message, given, text, e.position);
  if (e instanceof FlagProblem) return valueError(e.message);
  if (e instanceof CountProblem) return overflowError(e.message);
  return e;
}

function declareError(): Type {
  errorType = nativeType({
    name: "PatternError",
    module: "re",
    base: Exception,
    hasDict: true,
    special: {
      __init__: (self: Value, message: Value, pattern: Value = None, position: Value = None) => {
        const text = pattern === None ? undefined : subject(pattern).text;
        const made = patternError(
          String(message),
          pattern,
          text,
          position === None ? undefined : Number(index(position)),
        );
        for (const name of ["msg", "pattern", "pos", "lineno", "colno"]) {
          setOwnAttribute(self as object, name, getattr(made as unknown as Value, name));
        }
        setField(self as Error, "args", getattr(made as unknown as Value, "args"));
        return None;
      },
    },
  });
  return errorType;
}

// ---- the module -----------------------------------------------------------------------------------------------------

function parse(given: Value, text: string, bytes: boolean, flags: number): Parsed {
  const warn = (message: string, position: number): void =>
    warnings.warn("FutureWarning", `${message} at position ${pointOf(text, position)}`);
  try {
    return new Parser(text, flags, bytes, warn).parse();
  } catch (e) {
    throw inPython(e, given, text);
  }
}

export function createRe(): Module {
  const flags = makeFlags();
  const error = declareError();
  const pattern = patternType();
  const match = matchType();
  const known = new Map<string, Pattern>();

  const compile = (given: Value, flagsGiven: Value = 0): Pattern => {
    const bits = intOf(flagsGiven);
    if (typeof bits !== "number") {
      throw typeError(`unsupported operand type(s) for &: '${typeName(flagsGiven)}' and 'int'`);
    }
    if (given instanceof Pattern) {
      if (bits !== 0) throw valueError("cannot process flags argument with a compiled pattern");
      return given;
    }
    if (!isText(given)) throw typeError("first argument must be string or compiled pattern");
    const { text, bytes } = subject(given);
    const key = `${bytes ? "b" : "s"}${bits}:${text}`;
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    const made = new Pattern(given, bytes, parse(given, text, bytes, bits));
    if (known.size >= KEPT) known.delete(known.keys().next().value!);
    known.set(key, made);
    return made;
  };
  const found = (how: How) => (p: Value, s: Value, f?: Value) => orNone(compile(p, f).find(how, s));
  return moduleFrom("re", {
    doc: "Support for regular expressions (RE).",
    functions: {
      "compile(pattern, flags=0)": compile,
      "_compile(pattern, flags)": compile,
      "search(pattern, string, flags=0)": found("search"),
      "match(pattern, string, flags=0)": found("match"),
      "fullmatch(pattern, string, flags=0)": found("fullmatch"),
      "findall(pattern, string, flags=0)": (p: Value, s: Value, f?: Value) => findall(compile(p, f), s),
      "finditer(pattern, string, flags=0)": (p: Value, s: Value, f?: Value) => {
        const compiled = compile(p, f);
        compiled.check(s);
        return new MatchIterator(compiled.matches(s));
      },
      "sub(pattern, repl, string, *args, count=0, flags=0)": (p: Value, r: Value, s: Value, ...rest: Rest) => {
        const [n, f] = positional("sub", 3, "count", rest);
        return substitute(compile(p, f), r, s, n)[0];
      },
      "subn(pattern, repl, string, *args, count=0, flags=0)": (p: Value, r: Value, s: Value, ...rest: Rest) => {
        const [n, f] = positional("subn", 3, "count", rest);
        return new Tuple(substitute(compile(p, f), r, s, n));
      },
      "split(pattern, string, *args, maxsplit=0, flags=0)": (p: Value, s: Value, ...rest: Rest) => {
        const [n, f] = positional("split", 2, "maxsplit", rest);
        return split(compile(p, f), s, n);
      },
      "escape(pattern)": (value: Value) => {
        if (!isText(value)) throw typeError(`decoding to str: need a bytes-like object, ${typeName(value)} found`);
        const { text, bytes } = subject(value);
        return back(
          text.replace(SPECIAL, (c) => `\\${c}`),
          bytes,
        );
      },
      "purge()": () => {
        known.clear();
        return None;
      },
    },
    attributes: {
      ...flags.names,
      RegexFlag: flags.type,
      Pattern: pattern,
      Match: match,
      Scanner: scannerType(compile),
      PatternError: error,
      error,
    },
  });
}

/** What follows the positional parameters: more that were given by position, and two that should be given by name. */
type Rest = [args: Value[], count?: Value, flags?: Value];

/** The two parameters that were once given by position, of which CPython warns. */
function positional(name: string, before: number, count: string, [args, n, flags]: Rest): [Value?, Value?] {
  if (args.length === 0) return [n, flags];
  if (n !== undefined) throw typeError(`${name}() got multiple values for argument '${count}'`);
  if (args.length > 1 && flags !== undefined) throw typeError(`${name}() got multiple values for argument 'flags'`);
  if (args.length > 2) {
    const given = before + args.length;
    throw typeError(`${name}() takes from ${before} to ${before + 2} positional arguments but ${given} were given`);
  }
  warnings.warn("DeprecationWarning", `'${count}' is passed as positional argument`);
  return [args[0], args[1] ?? flags];
}

const SPECIAL = /[()[\]{}?*+\-|^$\\.&~# \t\n\r\v\f]/g;

const isText = (value: Value): boolean => asStr(value) !== undefined || bytesOf(value) !== undefined;
