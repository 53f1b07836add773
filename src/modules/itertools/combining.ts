// Combinatorial iterators: `product`, `permutations`, `combinations`, with and without replacement. Each goes through
// arrays of indices into a pool, in lexicographic order.

import { nextOf } from "../../runtime/containers/iterators.ts";
import { itemsOf, Tuple } from "../../runtime/containers/tuple.ts";
import { typeError, valueError } from "../../runtime/errors.ts";
import { nativeType, newInstance } from "../../runtime/native.ts";
import { index } from "../../runtime/protocols.ts";
import { special, type Type } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { constructor } from "../constructor.ts";

/** Moves the indices on to the next choice; false if there is none. */
type Advance = (indices: number[]) => boolean;

class Combining {
  pools: Value[][] = [];
  /** Undefined when exhausted. */
  indices: number[] | undefined = undefined;
  advance: Advance = () => false;
  private begun = false;
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    const { indices, pools } = this;
    if (indices === undefined) return undefined;
    if (this.begun && !this.advance(indices)) {
      this.indices = undefined;
      return undefined;
    }
    this.begun = true;
    const items: Value[] = new Array(indices.length);
    for (let i = 0; i < indices.length; i++) items[i] = pools[i]![indices[i]!]!;
    return new Tuple(items);
  }
}

// biome-ignore lint/suspicious/noExplicitAny: each implementation names the types of its own parameters
type Begin = (...args: any[]) => { pools: Value[][]; indices: number[] | undefined; advance: Advance };

const combining = (signature: string, begin: Begin): Type => {
  class Own extends Combining {}
  return nativeType({
    name: signature.slice(0, signature.indexOf("(")),
    module: "itertools",
    ctor: Own,
    create: constructor(signature, (cls, ...args: Value[]) =>
      Object.assign(newInstance<Combining>(cls), begin(...args)),
    ),
    special: { __iter__: (self: Combining) => self, __next__: (self: Combining) => nextOf(self) },
  });
};

function size(r: Value): number {
  const n = index(r);
  if (n < 0) throw valueError("r must be non-negative");
  return Number(n);
}

const ascending = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

function product(iterables: Value[], repeat: Value = 1): ReturnType<Begin> {
  const times = Number(index(repeat));
  if (times < 0) throw valueError("repeat argument cannot be negative");
  const once = iterables.map(itemsOf);
  const pools = Array.from({ length: times }, () => once).flat();
  return {
    pools,
    indices: pools.some((pool) => pool.length === 0) ? undefined : pools.map(() => 0),
    advance: (indices) => {
      for (let i = indices.length - 1; i >= 0; i--) {
        if (++indices[i]! < pools[i]!.length) return true;
        indices[i] = 0;
      }
      return false;
    },
  };
}

function combinations(iterable: Value, r: Value): ReturnType<Begin> {
  const pool = itemsOf(iterable);
  const count = size(r);
  return {
    pools: new Array<Value[]>(Math.min(count, pool.length)).fill(pool),
    indices: count > pool.length ? undefined : ascending(count),
    advance: (indices) => {
      let i = count - 1;
      while (i >= 0 && indices[i] === pool.length - count + i) i--;
      if (i < 0) return false;
      indices[i]!++;
      for (let j = i + 1; j < count; j++) indices[j] = indices[j - 1]! + 1;
      return true;
    },
  };
}

function withReplacement(iterable: Value, r: Value): ReturnType<Begin> {
  const pool = itemsOf(iterable);
  const count = size(r);
  return {
    pools: new Array<Value[]>(count).fill(pool),
    indices: pool.length === 0 && count > 0 ? undefined : new Array<number>(count).fill(0),
    advance: (indices) => {
      let i = count - 1;
      while (i >= 0 && indices[i] === pool.length - 1) i--;
      if (i < 0) return false;
      indices.fill(indices[i]! + 1, i);
      return true;
    },
  };
}

function permutations(iterable: Value, r?: Value): ReturnType<Begin> {
  const pool = itemsOf(iterable);
  if (r !== undefined && r !== None && special(r, "__index__") == null) throw typeError("Expected int as r");
  const count = r === undefined || r === None ? pool.length : size(r);
  return {
    pools: new Array<Value[]>(Math.min(count, pool.length)).fill(pool),
    indices: count > pool.length ? undefined : ascending(count),
    advance: (indices) => nextPermutation(indices, pool.length),
  };
}

/** The next choice of `indices.length` different numbers below n, in order. */
function nextPermutation(indices: number[], n: number): boolean {
  const used = new Set(indices);
  for (let i = indices.length - 1; i >= 0; i--) {
    used.delete(indices[i]!);
    let next = indices[i]! + 1;
    while (used.has(next)) next++;
    if (next >= n) continue;
    indices[i] = next;
    used.add(next);
    let least = 0;
    for (let j = i + 1; j < indices.length; j++) {
      while (used.has(least)) least++;
      indices[j] = least;
      used.add(least);
    }
    return true;
  }
  return false;
}

export const combiningTypes = (): Type[] => [
  combining("product(*iterables, repeat=1)", product),
  combining("combinations(iterable, r)", combinations),
  combining("combinations_with_replacement(iterable, r)", withReplacement),
  combining("permutations(iterable, r=None)", permutations),
];
