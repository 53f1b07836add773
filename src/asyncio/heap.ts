// A binary heap: its smallest item comes first. The steps are those of Python's `heapq`, so that items that are equal
// come out in the same order as there.

export class Heap<T> {
  readonly items: T[] = [];
  private readonly isLess: (a: T, b: T) => boolean;

  constructor(isLess: (a: T, b: T) => boolean) {
    this.isLess = isLess;
  }

  push(item: T): void {
    this.items.push(item);
    this.rise(item, this.items.length - 1);
  }

  private rise(item: T, i: number): void {
    const { items, isLess } = this;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!isLess(item, items[parent]!)) break;
      items[i] = items[parent]!;
      i = parent;
    }
    items[i] = item;
  }

  /** Takes out the smallest item; the heap must not be empty. */
  pop(): T {
    const { items, isLess } = this;
    const first = items[0]!;
    const last = items.pop()!;
    const { length } = items;
    if (length === 0) return first;
    // The hole goes down to a leaf, always to the smaller child, and the last item rises from there.
    let i = 0;
    for (let child = 1; child < length; child = 2 * i + 1) {
      if (child + 1 < length && !isLess(items[child]!, items[child + 1]!)) child++;
      items[i] = items[child]!;
      i = child;
    }
    this.rise(last, i);
    return first;
  }
}
