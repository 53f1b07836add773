// A queue of items that is quick at both ends: a ring whose size is a power of two.

export class Deque<T> {
  private ring: (T | undefined)[] = new Array(8).fill(undefined);
  private head = 0;
  length = 0;

  push(item: T): void {
    if (this.length === this.ring.length) {
      const { ring, head } = this;
      this.ring = [...ring.slice(head), ...ring.slice(0, head), ...new Array(ring.length).fill(undefined)];
      this.head = 0;
    }
    this.ring[(this.head + this.length++) & (this.ring.length - 1)] = item;
  }

  /** Takes out the first item; the deque must not be empty. */
  shift(): T {
    const { ring, head } = this;
    const item = ring[head] as T;
    ring[head] = undefined;
    this.head = (head + 1) & (ring.length - 1);
    this.length--;
    return item;
  }

  /** Takes out the first occurrence of an item, if there is one. */
  remove(item: T): void {
    if (this.length > 0 && this.ring[this.head] === item) {
      this.shift();
      return;
    }
    const { ring, head, length } = this;
    const mask = ring.length - 1;
    let i = 1;
    while (i < length && ring[(head + i) & mask] !== item) i++;
    if (i >= length) return;
    for (; i + 1 < length; i++) ring[(head + i) & mask] = ring[(head + i + 1) & mask];
    ring[(head + i) & mask] = undefined;
    this.length--;
  }

  clear(): void {
    this.ring.fill(undefined);
    this.length = 0;
  }

  at(i: number): T | undefined {
    return i < this.length ? this.ring[(this.head + i) & (this.ring.length - 1)] : undefined;
  }

  toArray(): T[] {
    return Array.from({ length: this.length }, (_, i) => this.at(i) as T);
  }
}
