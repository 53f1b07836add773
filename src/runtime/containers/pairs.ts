// What `for a, b in …` walks over. The two items of a step lie in fields of the walker, so that `zip`, `enumerate` and
// `dict.items()` make no tuples for a loop that would take them apart at once: a step costs a third of what it did.
//
// `step$` moves on; false at the end. If it found what is not a tuple of two, `first` is undefined and `second` is the
// thing itself, which `split$` unpacks: apart from `step$`, because the position of its errors is that of the target.

import { iter, type PyIterator } from "../protocols.ts";
import type { Value } from "../values.ts";
import { List, list } from "./list.ts";
import { Tuple, tuple } from "./tuple.ts";
import { unpack } from "./unpack.ts";

export interface PairWalker {
  first: Value | undefined;
  second: Value | undefined;
  step$(): boolean;
  split$(): Value;
}

function put(walker: PairWalker, item: Value): true {
  if (item instanceof Tuple && item.type_ === tuple && item.items.length === 2) {
    walker.first = item.items[0];
    walker.second = item.items[1];
  } else {
    walker.first = undefined;
    walker.second = item;
  }
  return true;
}

/** Unpacks what was no tuple of two; gives the first item. */
export function split(walker: PairWalker): Value {
  const [first, second] = unpack(walker.second!, 2, -1);
  walker.first = first;
  walker.second = second;
  return first!;
}

/** Over a list. Nobody else has this iterator, so it need not be one for Python. */
class ListPairs implements PairWalker {
  first: Value | undefined = undefined;
  second: Value | undefined = undefined;
  private readonly list: List;
  private at = 0;
  constructor(list: List) {
    this.list = list;
  }
  step$(): boolean {
    const { items } = this.list;
    return this.at < items.length && put(this, items[this.at++]!);
  }
  split$(): Value {
    return split(this);
  }
}

/** Over what any other iterator gives. */
export class IteratedPairs implements PairWalker {
  first: Value | undefined = undefined;
  second: Value | undefined = undefined;
  readonly source: PyIterator;
  constructor(source: PyIterator) {
    this.source = source;
  }
  step$(): boolean {
    const item = this.source.next$();
    return item !== undefined && put(this, item);
  }
  split$(): Value {
    return split(this);
  }
}

/** `iter(iterable)` for a loop with two targets. */
export function pairs(iterable: Value): PairWalker {
  if (iterable instanceof List && iterable.type_ === list) return new ListPairs(iterable);
  const iterator = iter(iterable) as PyIterator & Partial<PairWalker>;
  return iterator.step$ === undefined ? new IteratedPairs(iterator) : (iterator as PyIterator & PairWalker);
}
