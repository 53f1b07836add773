// The built-in iterator classes `enumerate`, `zip`, `map`, `filter` and `reversed`, and the functions `iter` and `next`.
//
// `map`, `filter` and `iter(f, sentinel)` call Python functions from `next$`, as plain calls.

import { same } from "../comparison.ts";
import { sequenceEnd, typeError, valueError } from "../errors.ts";
import { catchStopIteration } from "../exceptions.ts";
import { nativeFunction, nativeType, newInstance } from "../native.ts";
import "../object.ts";
import { call, index, iter, iteratorObject, length, type PyIterator, truth } from "../protocols.ts";
import { hasInit, isInstance, special, type Type, typeName, typeOf } from "../types.ts";
import { int, None, type Value } from "../values.ts";
import { expectArguments } from "./expect.ts";
import { genericAlias } from "./genericalias.ts";
import { iteratorType, nextOf, setPosition } from "./iterators.ts";
import { type PairWalker, split } from "./pairs.ts";
import { Tuple } from "./tuple.ts";

/** `enumerate(iterable, start=0)` */
export class Enumerate implements PairWalker {
  private source!: PyIterator;
  private count: number | bigint = 0;
  first: Value | undefined = undefined;
  second: Value | undefined = undefined;
  begin(source: PyIterator, start: number | bigint): this {
    this.source = source;
    this.count = start;
    return this;
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    const item = this.source.next$();
    return item === undefined ? undefined : new Tuple([this.advance(), item]);
  }
  private advance(): number | bigint {
    const { count } = this;
    this.count = typeof count === "number" && count < Number.MAX_SAFE_INTEGER ? count + 1 : successor(count);
    return count;
  }
  step$(): boolean {
    const item = this.source.next$();
    if (item === undefined) return false;
    this.first = this.advance();
    this.second = item;
    return true;
  }
  split$(): Value {
    return split(this);
  }
}

const successor = (n: number | bigint): number | bigint => int(BigInt(n) + 1n) as number | bigint;

export const enumerate: Type = nativeType({
  name: "enumerate",
  ctor: Enumerate,
  doc: "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe enumerate object yields pairs containing a count (from start, which\ndefaults to zero) and a value yielded by the iterable argument.\n\nenumerate is useful for obtaining an indexed list:\n    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...",
  create(cls, args, keywords) {
    const [iterable, start] = enumerateArguments(args, keywords);
    const first = start === undefined ? 0 : index(start);
    return newInstance<Enumerate>(cls).begin(iter(iterable), first);
  },
  classMethods: { "__class_getitem__(object, /)": genericAlias },
  special: { __iter__: (self: Enumerate) => self, __next__: (self: Enumerate) => nextOf(self) },
});

enumerate.tp.convert = (iterable) => new Enumerate().begin(iter(iterable), 0);

function enumerateArguments(args: Value[], keywords: Map<string, Value> | undefined): [Value, Value | undefined] {
  const given = args.length + (keywords?.size ?? 0);
  if (given > 2) throw typeError(`enumerate() takes at most 2 arguments (${given} given)`);
  let [iterable, start] = args as (Value | undefined)[];
  for (const [name, value] of keywords ?? []) {
    if (name === "iterable" && iterable === undefined) iterable = value;
    else if (name === "start" && (iterable !== undefined || keywords!.has("iterable"))) start = value;
    else throw typeError(`'${name}' is an invalid keyword argument for enumerate()`);
  }
  if (iterable === undefined) throw typeError("enumerate() missing required argument 'iterable'");
  return [iterable, start];
}

/** The argument `strict` of `zip` and `map`, which take no other by name. */
function strictArgument(name: string, keywords: Map<string, Value> | undefined): boolean {
  let strict = false;
  for (const [keyword, value] of keywords ?? []) {
    if (keyword !== "strict") throw typeError(`${name}() got an unexpected keyword argument '${keyword}'`);
    strict = truth(value);
  }
  return strict;
}

/** The next items of all sources, or undefined when the shortest is exhausted. */
function together(sources: readonly PyIterator[], strict: boolean, name: string): Value[] | undefined {
  if (sources.length === 2) return pair(sources, strict, name);
  if (sources.length === 3) return three(sources, strict, name);
  const items: Value[] = [];
  for (let i = 0; i < sources.length; i++) {
    const item = sources[i]!.next$();
    if (item === undefined) {
      if (strict) checkLengths(sources, i, name);
      return undefined;
    }
    items.push(item);
  }
  return items;
}

// The same for two and for three: an array that is written as a whole costs a third of one that grows.

function pair(sources: readonly PyIterator[], strict: boolean, name: string): [Value, Value] | undefined {
  const first = sources[0]!.next$();
  const second = first === undefined ? undefined : sources[1]!.next$();
  if (second !== undefined) return [first!, second];
  if (strict) checkLengths(sources, first === undefined ? 0 : 1, name);
  return undefined;
}

function three(sources: readonly PyIterator[], strict: boolean, name: string): [Value, Value, Value] | undefined {
  const first = sources[0]!.next$();
  const second = first === undefined ? undefined : sources[1]!.next$();
  const third = second === undefined ? undefined : sources[2]!.next$();
  if (third !== undefined) return [first!, second!, third];
  if (strict) checkLengths(sources, first === undefined ? 0 : second === undefined ? 1 : 2, name);
  return undefined;
}

/** Source `at` is exhausted: those before it must not have given anything, those after it must be exhausted too. */
function checkLengths(sources: readonly PyIterator[], at: number, name: string): void {
  const others = (count: number): string => (count === 1 ? "argument 1" : `arguments 1-${count}`);
  if (at > 0) throw valueError(`${name}() argument ${at + 1} is shorter than ${others(at)}`);
  for (let i = 1; i < sources.length; i++) {
    if (sources[i]!.next$() !== undefined) throw valueError(`${name}() argument ${i + 1} is longer than ${others(i)}`);
  }
}

/** `zip(*iterables, strict=False)` */
export class Zip implements PairWalker {
  private sources: PyIterator[] = [];
  private strict = false;
  first: Value | undefined = undefined;
  second: Value | undefined = undefined;
  begin(sources: PyIterator[], strict: boolean): this {
    this.sources = sources;
    this.strict = strict;
    return this;
  }
  /** What a pickle has besides the iterators. */
  restore(strict: Value): Value {
    this.strict = truth(strict);
    return None;
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    if (this.sources.length === 0) return undefined;
    const items = together(this.sources, this.strict, "zip");
    return items && new Tuple(items);
  }
  step$(): boolean {
    const { sources } = this;
    if (sources.length !== 2) {
      this.first = undefined;
      this.second = this.next$();
      return this.second !== undefined;
    }
    const first = sources[0]!.next$();
    const second = first === undefined ? undefined : sources[1]!.next$();
    if (second === undefined) {
      if (this.strict) checkLengths(sources, first === undefined ? 0 : 1, "zip");
      return false;
    }
    this.first = first;
    this.second = second;
    return true;
  }
  split$(): Value {
    return split(this);
  }
}

export const zip: Type = nativeType({
  name: "zip",
  ctor: Zip,
  doc: "The zip object yields n-length tuples, where n is the number of iterables\npassed as positional arguments to zip().  The i-th element in every tuple\ncomes from the i-th iterable argument to zip().  This continues until the\nshortest argument is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.\n\n   >>> list(zip('abcdefg', range(3), range(4)))\n   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]",
  create(cls, args, keywords) {
    const strict = strictArgument("zip", keywords);
    return newInstance<Zip>(cls).begin(args.map(iter), strict);
  },
  special: {
    __iter__: (self: Zip) => self,
    __next__: (self: Zip) => nextOf(self),
    __setstate__: (self: Zip, state: Value) => self.restore(state),
  },
});

/** `map(function, iterable, *iterables, strict=False)` */
export class MapIterator {
  private f: Value = None;
  private sources: PyIterator[] = [];
  private strict = false;
  begin(f: Value, sources: PyIterator[], strict: boolean): this {
    this.f = f;
    this.sources = sources;
    this.strict = strict;
    return this;
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    const { f, sources } = this;
    if (sources.length === 1) {
      const item = sources[0]!.next$();
      return item === undefined ? undefined : call(f, item);
    }
    const items = together(sources, this.strict, "map");
    return items && call(f, ...items);
  }
}

export const map: Type = nativeType({
  name: "map",
  ctor: MapIterator,
  doc: "Make an iterator that computes the function using arguments from\neach of the iterables.  Stops when the shortest iterable is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.",
  create(cls, args, keywords) {
    const strict = strictArgument("map", keywords);
    const [f, ...iterables] = args;
    if (f === undefined || iterables.length === 0) throw typeError("map() must have at least two arguments.");
    return newInstance<MapIterator>(cls).begin(f, iterables.map(iter), strict);
  },
  special: { __iter__: (self: MapIterator) => self, __next__: (self: MapIterator) => nextOf(self) },
});

/** `filter(function, iterable)` */
export class Filter {
  private f: Value = None;
  private source!: PyIterator;
  begin(f: Value, source: PyIterator): this {
    this.f = f;
    this.source = source;
    return this;
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    const { f, source } = this;
    for (let item = source.next$(); item !== undefined; item = source.next$()) {
      if (truth(f === None ? item : call(f, item))) return item;
    }
    return undefined;
  }
}

export const filter: Type = nativeType({
  name: "filter",
  ctor: Filter,
  doc: "Return an iterator yielding those items of iterable for which function(item)\nis true. If function is None, return the items that are true.",
  create(cls, args, keywords) {
    expectArguments("filter", args, keywords !== undefined && hasInit(cls) ? undefined : keywords, 2, 2);
    return newInstance<Filter>(cls).begin(args[0]!, iter(args[1]!));
  },
  special: { __iter__: (self: Filter) => self, __next__: (self: Filter) => nextOf(self) },
});

/** `reversed(sequence)` of what has only `__len__` and `__getitem__`. */
export class Reversed {
  private sequence: Value | undefined = undefined;
  private at = -1;
  begin(sequence: Value): this {
    this.at = length(sequence) - 1;
    this.sequence = sequence;
    return this;
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    const { sequence } = this;
    if (sequence === undefined) return undefined;
    if (this.at >= 0) {
      try {
        return special(sequence, "__getitem__")!(sequence, this.at--);
      } catch (e) {
        if (!isInstance(e as Value, sequenceEnd.IndexError) && !isInstance(e as Value, sequenceEnd.StopIteration)) {
          throw e;
        }
      }
    }
    this.sequence = undefined;
    return undefined;
  }
  remaining(): number {
    return this.sequence === undefined ? 0 : this.at + 1;
  }
}

export const reversed: Type = nativeType({
  name: "reversed",
  ctor: Reversed,
  doc: "Return a reverse iterator over the values of the given sequence.",
  create(cls, args, keywords) {
    expectArguments("reversed", args, cls === reversed ? keywords : undefined, 1, 1);
    const sequence = args[0]!;
    const method = special(sequence, "__reversed__");
    if (method != null) return method(sequence);
    const isSequence = special(sequence, "__getitem__") != null && special(sequence, "__len__") != null;
    if (method === null || !isSequence) throw typeError(`'${typeName(sequence)}' object is not reversible`);
    return newInstance<Reversed>(cls).begin(sequence);
  },
  special: {
    __iter__: (self: Reversed) => self,
    __next__: (self: Reversed) => nextOf(self),
    __length_hint__: (self: Reversed) => self.remaining(),
    __setstate__: setPosition,
  },
});

/** `iter(f, sentinel)` */
export class CallIterator {
  private f: Value | undefined;
  private readonly sentinel: Value;
  constructor(f: Value, sentinel: Value) {
    this.f = f;
    this.sentinel = sentinel;
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    const { f } = this;
    if (f === undefined) return undefined;
    let value: Value;
    try {
      value = call(f);
    } catch (e) {
      catchStopIteration(e);
      this.f = undefined;
      return undefined;
    }
    // The call may have exhausted this very iterator.
    if (this.f !== undefined && !same(this.sentinel, value)) return value;
    this.f = undefined;
    return undefined;
  }
}

iteratorType("callable_iterator", CallIterator);

const isCallable = (value: Value): boolean => typeof value === "function" || special(value, "__call__") != null;

/** The built-in function `iter`. */
export const builtinIter = nativeFunction("iter(object, sentinel=<unrepresentable>, /)", (object, sentinel) => {
  if (sentinel === undefined) return iteratorObject(iter(object));
  if (!isCallable(object)) throw typeError("iter(v, w): v must be callable");
  return new CallIterator(object, sentinel);
});

/** The built-in function `next`. */
export const builtinNext = nativeFunction("next(iterator, default=<unrepresentable>, /)", (iterator, fallback) => {
  // Not by `special`, which makes the name of the property anew.
  const method = typeOf(iterator).tp.proto.m$__next__;
  if (method == null) throw typeError(`'${typeName(iterator)}' object is not an iterator`);
  if (fallback === undefined) return method(iterator);
  const native = (iterator as Partial<PyIterator>).next$;
  if (native !== undefined && "owner" in method) return native.call(iterator) ?? fallback;
  try {
    return method(iterator);
  } catch (e) {
    catchStopIteration(e);
    return fallback;
  }
});
