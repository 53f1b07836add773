// Iterators over the items of others: which of them, in what order, how grouped.

import { call } from "../../runtime/calls.ts";
import { same } from "../../runtime/comparison.ts";
import { genericAlias } from "../../runtime/containers/genericalias.ts";
import { iteratorType, nextOf } from "../../runtime/containers/iterators.ts";
import { itemsOf, Tuple } from "../../runtime/containers/tuple.ts";
import { runtimeError, typeError, valueError } from "../../runtime/errors.ts";
import { nativeType, newInstance } from "../../runtime/native.ts";
import { add } from "../../runtime/operators.ts";
import { index, iter, iteratorObject, type PyIterator, truth } from "../../runtime/protocols.ts";
import { special, type Type } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { constructor } from "../constructor.ts";

/** An iterator whose next item a closure gives; all types here are of this shape. */
class Selecting {
  next$: () => Value | undefined = () => undefined;
  iter$(): this {
    return this;
  }
}

type Step = () => Value | undefined;

// biome-ignore lint/suspicious/noExplicitAny: each implementation names the types of its own parameters
type Begin = (...args: any[]) => Step;

/** Declares a type by its constructor's signature and what begins its iteration. */
function selecting(
  signature: string,
  begin: Begin,
  spec: { classMethods?: Record<string, (cls: Type, ...args: Value[]) => Value> } = {},
): Type {
  class Own extends Selecting {}
  return nativeType({
    name: signature.slice(0, signature.indexOf("(")),
    module: "itertools",
    ctor: Own,
    create: constructor(signature, (cls, ...args: Value[]) => started(cls, begin(...args))),
    special: { __iter__: (self: Selecting) => self, __next__: (self: Selecting) => nextOf(self) },
    ...spec,
  });
}

function started(cls: Type, step: Step): Value {
  const self = newInstance<Selecting>(cls);
  self.next$ = step;
  return self;
}

const given = (value: Value | undefined): Value | undefined => (value === None ? undefined : value);

function accumulate(iterable: Value, func?: Value, initial?: Value): Step {
  const source = iter(iterable);
  const f = given(func);
  let first = given(initial);
  let total: Value | undefined;
  return () => {
    if (first !== undefined) {
      total = first;
      first = undefined;
      return total;
    }
    const item = source.next$();
    if (item === undefined) return undefined;
    total = total === undefined ? item : f === undefined ? add(total, item) : call(f, total, item);
    return total;
  };
}

function batched(iterable: Value, n: Value, strict?: Value): Step {
  const size = Number(index(n));
  if (size < 1) throw valueError("n must be at least one");
  const source = iter(iterable);
  let done = false;
  return () => {
    const items: Value[] = [];
    while (!done && items.length < size) {
      const item = source.next$();
      if (item === undefined) done = true;
      else items.push(item);
    }
    if (items.length === 0) return undefined;
    if (items.length < size && strict !== undefined && truth(strict)) throw valueError("batched(): incomplete batch");
    return new Tuple(items);
  };
}

function chainOf(sources: PyIterator): Step {
  let current: PyIterator | undefined;
  let done = false;
  return () => {
    while (!done) {
      if (current === undefined) {
        const next = sources.next$();
        if (next === undefined) {
          done = true;
          return undefined;
        }
        current = iter(next);
      }
      const item = current.next$();
      if (item !== undefined) return item;
      current = undefined;
    }
    return undefined;
  };
}

function compress(data: Value, selectors: Value): Step {
  const [a, b] = [iter(data), iter(selectors)];
  return () => {
    for (;;) {
      const item = a.next$();
      if (item === undefined) return undefined;
      const selector = b.next$();
      if (selector === undefined) return undefined;
      if (truth(selector)) return item;
    }
  };
}

function dropwhile(predicate: Value, iterable: Value): Step {
  const source = iter(iterable);
  let dropping = true;
  return () => {
    let item = source.next$();
    while (dropping && item !== undefined) {
      if (!truth(call(predicate, item))) dropping = false;
      else item = source.next$();
    }
    return item;
  };
}

function takewhile(predicate: Value, iterable: Value): Step {
  const source = iter(iterable);
  let done = false;
  return () => {
    const item = done ? undefined : source.next$();
    if (item === undefined) return undefined;
    if (truth(call(predicate, item))) return item;
    done = true;
    return undefined;
  };
}

function filterfalse(f: Value, iterable: Value): Step {
  const source = iter(iterable);
  return () => {
    for (let item = source.next$(); item !== undefined; item = source.next$()) {
      if (!truth(f === None ? item : call(f, item))) return item;
    }
    return undefined;
  };
}

const SLICE_ARGUMENTS = "for islice() must be None or an integer: 0 <= x <= sys.maxsize.";

function islice(iterable: Value, args: Value[]): Step {
  if (args.length < 1 || args.length > 3) {
    throw typeError(
      `islice expected at ${args.length < 1 ? "least 2 arguments, got 1" : `most 4 arguments, got ${args.length + 1}`}`,
    );
  }
  const number = (value: Value | undefined, what: string, fallback: number, least = 0): number => {
    if (value === undefined || value === None) return fallback;
    if (special(value, "__index__") == null) throw valueError(what);
    const n = index(value);
    if (n < least) throw valueError(what);
    return Number(n);
  };
  const only = args.length === 1;
  const start = only ? 0 : number(args[0], `Indices ${SLICE_ARGUMENTS}`, 0);
  const stop = number(
    only ? args[0] : args[1],
    only ? `Stop argument ${SLICE_ARGUMENTS}` : `Indices ${SLICE_ARGUMENTS}`,
    Infinity,
  );
  const step = number(args[2], "Step for islice() must be a positive integer or None.", 1, 1);
  const source = iter(iterable);
  let next = start;
  let at = 0;
  let done = false;
  return () => {
    if (done) return undefined;
    const goal = Math.min(next, stop);
    for (; at < goal; at++) {
      if (source.next$() === undefined) {
        done = true;
        return undefined;
      }
    }
    const item = next < stop ? source.next$() : undefined;
    if (item === undefined) done = true;
    at++;
    next += step;
    return item;
  };
}

/** The iterable may ask for the next pair itself while it is asked for an item. */
function pairwise(iterable: Value): Step {
  let source: PyIterator | undefined = iter(iterable);
  let previous: Value | undefined;
  const end = (): undefined => {
    source = previous = undefined;
  };
  return () => {
    if (source === undefined) return undefined;
    let first = previous;
    if (first === undefined) {
      first = source.next$();
      previous = first;
      if (first === undefined || source === undefined) return end();
    }
    const second = source.next$();
    if (second === undefined) return end();
    previous = second;
    return new Tuple([first, second]);
  };
}

function starmap(f: Value, iterable: Value): Step {
  const source = iter(iterable);
  return () => {
    const item = source.next$();
    return item === undefined ? undefined : call(f, ...itemsOf(item));
  };
}

function zipLongest(iterables: Value[], fill: Value = None): Step {
  const sources: (PyIterator | undefined)[] = iterables.map(iter);
  let active = sources.length;
  return () => {
    if (active === 0) return undefined;
    const items: Value[] = [];
    for (let i = 0; i < sources.length; i++) {
      const item = sources[i]?.next$();
      if (item === undefined && sources[i] !== undefined) {
        sources[i] = undefined;
        if (--active === 0) return undefined;
      }
      items.push(item ?? fill);
    }
    return new Tuple(items);
  };
}

/** The items of one group; it ends when the keys change or `groupby` has gone on. */
class Grouper extends Selecting {}

function groupby(grouperOf: (step: Step) => Value) {
  return (iterable: Value, key?: Value): Step => {
    const source = iter(iterable);
    const f = given(key);
    let item: Value | undefined;
    let itemKey: Value | undefined;
    let groupKey: Value | undefined;
    let turn = 0;
    const advance = (): boolean => {
      item = source.next$();
      if (item === undefined) return false;
      itemKey = f === undefined ? item : call(f, item);
      return true;
    };
    let begun = false;
    return () => {
      const mine = ++turn;
      if (!begun) {
        begun = true;
        if (!advance()) return undefined;
      } else {
        while (item !== undefined && same(groupKey!, itemKey!)) if (!advance()) return undefined;
        if (item === undefined) return undefined;
      }
      const own = itemKey!;
      groupKey = own;
      const group = grouperOf(() => {
        if (mine !== turn || item === undefined || !same(own, itemKey!)) return undefined;
        const result = item;
        advance();
        return result;
      });
      return new Tuple([own, group]);
    };
  };
}

/** One of the iterators that `tee` gives: they share a chain of items. */
interface Link {
  item: Value | undefined;
  next: Link | undefined;
  /** The source is being asked for the item of the next one. */
  running: boolean;
}

class Tee {
  source!: PyIterator;
  /** The link before the next item. */
  link!: Link;
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    const { link } = this;
    if (link.next === undefined) {
      if (link.running) throw runtimeError("cannot re-enter the tee iterator");
      link.running = true;
      let item: Value | undefined;
      try {
        item = this.source.next$();
      } finally {
        link.running = false;
      }
      if (item === undefined) return undefined;
      link.next = { item, next: undefined, running: false };
    }
    this.link = link.next;
    return this.link.item;
  }
}

export function tee(iterable: Value, n: Value = 2): Value {
  const count = Number(index(n));
  if (count < 0) throw valueError("n must be >= 0");
  return new Tuple(teesOf(iterable, count));
}

/** So many iterators over the same items; over those of another one, if it is one. */
function teesOf(iterable: Value, count: number): Value[] {
  const source = iter(iterable);
  const first = source instanceof Tee ? source : undefined;
  const link = first?.link ?? { item: undefined, next: undefined, running: false };
  return Array.from({ length: count }, () => {
    const result = new Tee();
    result.source = first?.source ?? source;
    result.link = link;
    return result;
  });
}

export function selectingTypes(): Type[] {
  iteratorType("_grouper", Grouper, { module: "itertools" });
  const chain = selecting("chain(*iterables)", (iterables: Value[]) => chainOf(new Tuple(iterables).iter$()), {
    classMethods: {
      "from_iterable(iterable, /)": (cls, iterable) => started(cls, chainOf(iter(iterable!))),
      "__class_getitem__(object, /)": genericAlias,
    },
  });
  const grouperOf = (step: Step): Value => {
    const group = new Grouper();
    group.next$ = step;
    return group;
  };
  return [
    iteratorType("_tee", Tee, {
      module: "itertools",
      create: constructor("_tee(iterable, /)", (_cls, iterable: Value) => teesOf(iterable, 1)[0]!),
      methods: {
        "__copy__()": (self: Tee) => teesOf(iteratorObject(self), 1)[0]!,
      },
    }),
    chain,
    selecting("accumulate(iterable, func=None, *, initial=None)", accumulate),
    selecting("batched(iterable, n, *, strict=False)", batched),
    selecting("compress(data, selectors)", compress),
    selecting("dropwhile(predicate, iterable, /)", dropwhile),
    selecting("takewhile(predicate, iterable, /)", takewhile),
    selecting("filterfalse(function, iterable, /)", filterfalse),
    selecting("islice(iterable, /, *args)", islice),
    selecting("pairwise(iterable, /)", pairwise),
    selecting("starmap(function, iterable, /)", starmap),
    selecting("zip_longest(*iterables, fillvalue=None)", zipLongest),
    selecting("groupby(iterable, key=None)", groupby(grouperOf)),
  ];
}
