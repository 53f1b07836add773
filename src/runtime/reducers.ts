// How values of built-in types are taken apart for copies and pickles, where the class and the arguments of `__new__` do
// not say everything: iterators, ranges, functions, which are found by their names. What is not here and has state of its
// own cannot be pickled (reduction.ts).
//
// Iterators over what does not change are made again over what is left. Those that CPython copies together with the iterator
// beneath them (`enumerate`, `zip`) are so here.

import { lookupAttribute } from "./attributes.ts";
import { ByteArrayIterator, Bytes, BytesIterator } from "./bytes/buffer.ts";
import type { Dict } from "./containers/dict.ts";
import { DictItemIterator, DictKeyIterator, DictValueIterator } from "./containers/dictviews.ts";
import { AliasIterator } from "./containers/genericalias.ts";
import { CallIterator, Enumerate, Filter, MapIterator, Reversed, Zip } from "./containers/iteration.ts";
import { List, ListIterator, ListReverseIterator } from "./containers/list.ts";
import { LongRangeIterator, Range, RangeIterator } from "./containers/range.ts";
import { type AnySet, FrozenSet, PySet } from "./containers/set.ts";
import { SetIterator } from "./containers/setiterator.ts";
import { Slice } from "./containers/slice.ts";
import { makeTuple, TupleIterator } from "./containers/tuple.ts";
import { importNow } from "./imports.ts";
import { iteratorObject, type PyIterator, SequenceIterator } from "./protocols.ts";
import { objectState } from "./reduction.ts";
import { StrAsciiIterator, StrIterator } from "./strings/str.ts";
import { known, type Type, typeOf } from "./types.ts";
import { EllipsisType, int, NotImplementedType, type Value } from "./values.ts";

type Reducer = (self: never) => Value;

const builtin = (name: string): Value => lookupAttribute(importNow("builtins"), name)!;
const made = (callable: Value, ...args: Value[]): Value => makeTuple([callable, makeTuple(args)]);

/** An iterator over what is left of something. */
const again = (rest: Value): Value => made(builtin("iter"), rest);
const empty = (): Value => again(makeTuple([]));

interface Indexed<T> {
  at: number;
  items: T;
  text: string;
  data: Uint8Array;
}

/** What a dictionary's iterator has still to give: the last entries. */
const lastOf =
  (part: (dict: Dict) => Iterable<Value>) =>
  ({ dict, left }: { dict: Dict | undefined; left: number }): Value =>
    again(new List(dict === undefined || left === 0 ? [] : [...part(dict)].slice(-left)));

function listIterator(name: string) {
  return ({ list, at }: { list: List | undefined; at: number }): Value =>
    list === undefined ? again(new List([])) : makeTuple([builtin(name), makeTuple([list]), at]);
}

function sequenceIterator(name: string) {
  return ({ sequence, at }: { sequence: Value | undefined; at: number }): Value =>
    sequence === undefined ? empty() : makeTuple([builtin(name), makeTuple([sequence]), at]);
}

const over = (callable: Value, sources: PyIterator[]): Value => made(callable, ...sources.map(iteratorObject));

/** `entries` by JavaScript class; a function, since the classes are not all there when this file is loaded. */
const entries = (): [ctor: unknown, reducer: Reducer][] => [
  [ListIterator, listIterator("iter") as Reducer],
  [ListReverseIterator, listIterator("reversed") as Reducer],
  [TupleIterator, ({ items, at }: Indexed<Value[]>) => again(makeTuple(items.slice(at)))],
  [StrIterator, ({ text, at }: Indexed<never>) => again(text.slice(at))],
  [StrAsciiIterator, ({ text, at }: Indexed<never>) => again(text.slice(at))],
  [BytesIterator, (self: PyIterator & { remaining(): Value }) => bytesLeft(self)],
  [
    ByteArrayIterator,
    ({ source, at }: { source: Value | undefined; at: number }) =>
      source === undefined ? empty() : makeTuple([builtin("iter"), makeTuple([source]), at]),
  ],
  [
    RangeIterator,
    ({ next, step, end }: { next: number; step: number; end: number }) => again(new Range(next, end, step)),
  ],
  [
    LongRangeIterator,
    ({ next, step, left }: { next: bigint; step: bigint; left: bigint }) =>
      again(new Range(int(next) as number, int(next + step * left) as number, int(step) as number)),
  ],
  [SequenceIterator, sequenceIterator("iter") as Reducer],
  [DictKeyIterator, lastOf((dict) => dict.keys()) as Reducer],
  [DictValueIterator, lastOf((dict) => dict.values()) as Reducer],
  [DictItemIterator, lastOf((dict) => [...dict.entries()].map((entry) => makeTuple(entry))) as Reducer],
  [SetIterator, setIterator as Reducer],
  [PySet, setReducer as Reducer],
  [FrozenSet, setReducer as Reducer],
  [Reversed, sequenceIterator("reversed") as Reducer],
  [
    CallIterator,
    ({ f, sentinel }: { f: Value | undefined; sentinel: Value }) =>
      f === undefined ? empty() : made(builtin("iter"), f, sentinel),
  ],
  [
    Enumerate,
    (self: { source: PyIterator; count: Value }) => made(typeOf(self), iteratorObject(self.source), self.count),
  ],
  [Zip, (self: { sources: PyIterator[]; strict: boolean }) => withStrictness(over(typeOf(self), self.sources), self)],
  [
    MapIterator,
    (self: { f: Value; sources: PyIterator[]; strict: boolean }) =>
      withStrictness(made(typeOf(self), self.f, ...self.sources.map(iteratorObject)), self),
  ],
  [Filter, (self: { f: Value; source: PyIterator }) => made(typeOf(self), self.f, iteratorObject(self.source))],
  [Range, (self: Range) => made(builtin("range"), self.start, self.stop, self.step)],
  [Slice, (self: Slice) => made(builtin("slice"), self.start, self.stop, self.step)],
  [AliasIterator, ({ alias }: { alias: Value | undefined }) => again(alias ?? makeTuple([]))],
  [EllipsisType, () => "Ellipsis"],
  [NotImplementedType, () => "NotImplemented"],
];

const setReducer = (self: AnySet): Value =>
  makeTuple([typeOf(self), makeTuple([new List([...self.elements()])]), objectState(self)]);

const withStrictness = (reduced: Value, { strict }: { strict: boolean }): Value =>
  strict ? makeTuple([...(reduced as { items: Value[] }).items, true]) : reduced;

/** What is left in a copy of a set's iterator: the copy walks the same table. */
function setIterator(self: SetIterator): Value {
  const { set, inserted, left } = self as unknown as { set?: AnySet; inserted?: unknown; left: number };
  if (set === undefined) return again(new List([]));
  if (inserted !== undefined) return again(new List([...set.elements()].slice(set.size - left)));
  const copy: PyIterator = Object.assign(Object.create(Object.getPrototypeOf(self)), self);
  const items: Value[] = [];
  for (let item = copy.next$(); item !== undefined; item = copy.next$()) items.push(item);
  return again(new List(items));
}

function bytesLeft(self: PyIterator): Value {
  const copy: PyIterator = Object.assign(Object.create(Object.getPrototypeOf(self)), self);
  const items: number[] = [];
  for (let item = copy.next$(); item !== undefined; item = copy.next$()) items.push(item as number);
  return again(new Bytes(Uint8Array.from(items)));
}

let reducers: Map<unknown, Reducer> | undefined;

/** What `__reduce__` gives for a value of a built-in type; undefined if nothing is known about it here. */
export function reduceBuiltin(self: Value): Value | undefined {
  if (typeof self === "function") return reduceFunction(self);
  reducers ??= new Map(entries());
  for (let proto = Object.getPrototypeOf(self); proto !== null; proto = Object.getPrototypeOf(proto)) {
    const reducer = Object.hasOwn(proto, "constructor") ? reducers.get(proto.constructor) : undefined;
    if (reducer !== undefined) return reducer(self as never);
  }
  return undefined;
}

/** Built-in functions and methods are found by their names. */
function reduceFunction(self: Value): Value | undefined {
  const cls: Type = typeOf(self);
  const name = lookupAttribute(self, "__name__");
  if (name === undefined) return undefined;
  if (cls === known.method_descriptor) return made(builtin("getattr"), lookupAttribute(self, "__objclass__")!, name);
  return cls === known.builtin ? name : undefined;
}
