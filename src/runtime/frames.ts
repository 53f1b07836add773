// What a program may see of a frame: its code, its line, its globals. Locals live in JavaScript variables and cannot be
// read from outside: `f_locals` of a function's frame is empty.

import { getattr, lookupAttribute } from "./attributes.ts";
import { callWith } from "./calls.ts";
import { Code } from "./code.ts";
import { equal } from "./comparison.ts";
import { Dict } from "./containers/dict.ts";
import { List, ListIterator } from "./containers/list.ts";
import { makeTuple } from "./containers/tuple.ts";
import { typeError, valueError } from "./errors.ts";
import { Traceback } from "./exceptions.ts";
import { modules } from "./imports.ts";
import type { Module } from "./modules.ts";
import { nativeFunction, nativeType } from "./native.ts";
import { address, asStr, hash, index } from "./protocols.ts";
import { typeName } from "./types.ts";
import { None, NotImplemented, type Value } from "./values.ts";

export class FrameView {
  readonly code: Code;
  readonly position: number | undefined;
  /** The frame that called this one, where that is known. */
  back: FrameView | undefined;
  constructor(code: Code, position: number | undefined) {
    this.code = code;
    this.position = position;
    this.back = undefined;
  }
  get line(): number {
    return this.position === undefined ? this.code.firstlineno : this.code.line(this.position);
  }
}

nativeType({
  name: "frame",
  ctor: FrameView,
  final: true,
  special: {
    __repr__: (self: FrameView) =>
      `<frame at ${address(self)}, file '${self.code.filename}', line ${self.line}, code ${self.code.name}>`,
  },
  getters: {
    f_code: (self: FrameView) => self.code,
    f_lineno: (self: FrameView) => self.line,
    f_globals: (self: FrameView) => self.code.module.dict(),
    f_builtins: () => (modules.get("builtins") as Module).dict(),
    f_locals: (self: FrameView) => (self.code.name === "<module>" ? self.code.module.dict() : new Dict()),
    f_back: (self: FrameView) => self.back ?? None,
    f_lasti: (self: FrameView) => (self.position ?? -1) * UNIT,
  },
  methods: {
    // The locals of a frame that has ended are gone already.
    "clear()": () => None,
  },
});

/** The frames of entries that somebody has looked at: a second look finds the same one. */
const shown = new WeakMap<Traceback, FrameView>();

function frameOf(entry: Traceback): FrameView {
  let frame = shown.get(entry);
  if (frame === undefined) {
    frame = new FrameView(entry.code, entry.position);
    shown.set(entry, frame);
  }
  return frame;
}

/** The instructions and lines that programs gave to entries of their own making. */
const given = new WeakMap<Traceback, { instruction: number; line: number }>();

let maker: Value | undefined;
const tracebackMaker = (): Value => {
  maker ??= nativeFunction("traceback(tb_next, tb_frame, tb_lasti, tb_lineno)", makeTraceback);
  return maker;
};

function makeTraceback(next: Value, frame: Value, instruction: Value, line: Value): Traceback {
  if (next !== None && !(next instanceof Traceback)) {
    throw typeError(`expected traceback object or None, got '${typeName(next)}'`);
  }
  if (!(frame instanceof FrameView)) {
    throw typeError(`traceback() argument 'tb_frame' must be frame, not ${typeName(frame)}`);
  }
  const place = { instruction: Number(index(instruction)), line: Number(index(line)) };
  const position = Math.max(0, Math.trunc(place.instruction / UNIT));
  const entry = new Traceback(frame.code, position, next === None ? undefined : (next as Traceback));
  given.set(entry, place);
  shown.set(entry, frame);
  return entry;
}

nativeType({
  name: "traceback",
  ctor: Traceback,
  final: true,
  create: (_cls, args, keywords) => callWith(tracebackMaker(), args, keywords),
  methods: { "__dir__()": () => new List(["tb_frame", "tb_next", "tb_lasti", "tb_lineno"]) },
  getters: {
    tb_frame: frameOf,
    tb_lineno: (self: Traceback) => given.get(self)?.line ?? self.code.line(self.position),
    tb_lasti: (self: Traceback) => given.get(self)?.instruction ?? self.position * UNIT,
    tb_next: [
      (self: Traceback) => self.next ?? None,
      (self: Traceback, value) => {
        if (value !== None && !(value instanceof Traceback)) throw typeError("expected traceback object or None");
        self.next = value === None ? undefined : (value as Traceback);
      },
    ],
  },
});

/** Python counts instructions in units of two bytes; ours are positions. */
const UNIT = 2;

export const codeType = nativeType({
  name: "code",
  ctor: Code,
  final: true,
  special: {
    __repr__: (self: Code) =>
      `<code object ${self.name} at ${address(self)}, file "${self.filename}", line ${self.firstlineno}>`,
    __eq__: (self: Code, other: Value) => (other instanceof Code ? self.equals(other) : NotImplemented),
    __hash__: (self: Code) => hash(`${self.qualname} ${self.flags} ${self.firstlineno} ${self.argcount}`),
  },
  getters: {
    co_name: (self: Code) => self.name,
    co_qualname: (self: Code) => self.qualname,
    co_filename: (self: Code) => self.filename,
    co_firstlineno: (self: Code) => self.firstlineno,
    co_flags: flagsOf,
    co_argcount: (self: Code) => self.argcount,
    co_posonlyargcount: (self: Code) => self.posonlyargcount,
    co_kwonlyargcount: (self: Code) => self.kwonlyargcount,
    co_nlocals: (self: Code) => self.varnames.length,
    co_varnames: (self: Code): Value => makeTuple(self.varnames),
    co_freevars: (self: Code): Value => makeTuple(self.freevars),
    co_cellvars: (): Value => makeTuple([]),
    co_names: (): Value => makeTuple([]),
    co_consts: (self: Code): Value => makeTuple([self.doc ?? None, ...self.evaluated().children]),
    co_stacksize: () => 1,
  },
  methods: {
    "co_positions()": (self: Code) => {
      const { positions } = self.evaluated();
      const each: Value[] = [];
      for (let i = 0; i < positions.length; i += 4) each.push(makeTuple(positions.slice(i, i + 4)));
      return new ListIterator(new List(each));
    },
    "co_lines()": (self: Code) => {
      const { positions } = self.evaluated();
      // What CPython does before the first statement stands in the line of `def`, or before a module's first.
      const each: Value[] = [makeTuple([0, UNIT, self.name === "<module>" ? 0 : self.firstlineno])];
      for (let i = 4, last: number | undefined; i < positions.length; i += 4) {
        const line = positions[i]!;
        if (line !== last) each.push(makeTuple([(i / 4) * UNIT, (i / 4 + 1) * UNIT, line]));
        last = line;
      }
      return new ListIterator(new List(each));
    },
    "replace(**changes)": (self: Code, changes: Map<string, Value> | undefined) => replaced(self, changes ?? new Map()),
    "__replace__(**changes)": (self: Code, changes: Map<string, Value> | undefined) =>
      replaced(self, changes ?? new Map()),
  },
});

function flagsOf({ name, flags, doc }: Code): number {
  return name === "<module>" ? flags : flags | FLAG_OPTIMIZED | (doc === undefined ? 0 : FLAG_HAS_DOCSTRING);
}

/** The names of a code object can be replaced; what it does is JavaScript, which has none of CPython's parts. */
function replaced(code: Code, changes: Map<string, Value>): Code {
  const names: Parameters<Code["renamed"]>[0] = {};
  for (const [name, value] of changes) {
    const text = asStr(value);
    if (name === "co_firstlineno") Object.assign(names, { firstlineno: Number(index(value)) });
    else if (name === "co_flags")
      Object.assign(names, { flags: Number(index(value)) & ~FLAG_OPTIMIZED & ~FLAG_HAS_DOCSTRING });
    else if (/^co_(?:qual|file)?name$/.test(name)) {
      if (text === undefined) throw typeError(`replace() argument '${name}' must be str, not ${typeName(value)}`);
      Object.assign(names, { [name.slice(3)]: text });
    } else if (lookupAttribute(code, name) === undefined) {
      throw typeError(`replace() got an unexpected keyword argument '${name}'`);
    } else if (!equal(getattr(code, name), value)) throw valueError(`code.replace: ${name} cannot be changed`);
  }
  return code.renamed(names);
}

const FLAG_HAS_DOCSTRING = 0x4000000;
const FLAG_OPTIMIZED = 0x03;
