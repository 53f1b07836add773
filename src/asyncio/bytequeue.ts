// Bytes in a row, in the chunks that they came in: appended at the end, taken from the front. A chunk that is taken whole
// is given as it came, and what spans several is copied once, when it is taken. Small chunks that nobody has taken yet are
// put together in a block, so that a stream of single bytes is no list of single bytes.

export const NOTHING: Uint8Array = new Uint8Array(0);

/** Chunks below this size are put together if they have to wait. */
const SMALL = 1024;
const BLOCK = 4096;
/** So many chunks may have been taken before the list is moved up. */
const GONE = 32;

export class ByteQueue {
  declare length: number;
  declare private chunks: Uint8Array[];
  /** The first chunk that is not taken, and how much of it is. */
  declare private head: number;
  declare private start: number;
  /** The block that the last chunk is the beginning of, if that is ours to go on with. */
  declare private block: Uint8Array | null;

  constructor() {
    this.length = 0;
    this.chunks = [];
    this.head = 0;
    this.start = 0;
    this.block = null;
  }

  append(data: Uint8Array): void {
    const { chunks } = this;
    if (this.length > 0 && data.length < SMALL) this.appendSmall(data);
    else {
      chunks.push(data);
      this.block = null;
    }
    this.length += data.length;
  }

  private appendSmall(data: Uint8Array): void {
    const { chunks, block } = this;
    const last = chunks.length - 1;
    const used = chunks[last]!.length;
    if (block !== null && used + data.length <= block.length) {
      block.set(data, used);
      chunks[last] = block.subarray(0, used + data.length);
    } else {
      this.block = new Uint8Array(BLOCK);
      this.block.set(data);
      chunks.push(this.block.subarray(0, data.length));
    }
  }

  /** Takes the first bytes. */
  take(count: number): Uint8Array {
    if (count === 0) return NOTHING;
    const { start } = this;
    const first = this.chunks[this.head]!;
    const isWhole = start === 0 && count === first.length && first.length === first.buffer.byteLength;
    const taken = isWhole ? first : this.copy(count);
    this.drop(count);
    return taken;
  }

  /** The first bytes, as an array of their own. */
  copy(count = this.length): Uint8Array {
    const { chunks, start } = this;
    if (count === 0) return NOTHING;
    const first = chunks[this.head]!;
    if (start + count <= first.length) return first.slice(start, start + count);
    const all = new Uint8Array(count);
    all.set(start === 0 ? first : first.subarray(start));
    let at = first.length - start;
    for (let i = this.head + 1; at < count; i++) {
      const chunk = chunks[i]!;
      all.set(chunk.length <= count - at ? chunk : chunk.subarray(0, count - at), at);
      at += chunk.length;
    }
    return all;
  }

  drop(count: number): void {
    if (count >= this.length) {
      this.clear();
      return;
    }
    this.length -= count;
    const { chunks } = this;
    let { head } = this;
    let start = this.start + count;
    while (start >= chunks[head]!.length) {
      start -= chunks[head]!.length;
      chunks[head++] = NOTHING;
    }
    if (head > GONE && head * 2 > chunks.length) {
      chunks.splice(0, head);
      head = 0;
    }
    this.head = head;
    this.start = start;
  }

  clear(): void {
    this.length = 0;
    this.chunks.length = 0;
    this.head = 0;
    this.start = 0;
    this.block = null;
  }

  /** Where `wanted` is first found from `from` on; -1. */
  find(wanted: Uint8Array, from: number): number {
    const { chunks } = this;
    const first = wanted[0]!;
    let base = -this.start;
    for (let i = this.head; i < chunks.length; i++) {
      const chunk = chunks[i]!;
      let at = chunk.indexOf(first, Math.max(from - base, 0));
      while (at >= 0) {
        if (this.matches(wanted, i, at)) return base + at;
        at = chunk.indexOf(first, at + 1);
      }
      base += chunk.length;
    }
    return -1;
  }

  /** Whether `wanted`, whose first byte is there, goes on so. */
  private matches(wanted: Uint8Array, i: number, at: number): boolean {
    const { chunks } = this;
    for (let matched = 1; matched < wanted.length; matched++) {
      if (++at === chunks[i]!.length) {
        if (++i === chunks.length) return false;
        at = 0;
      }
      if (chunks[i]![at] !== wanted[matched]) return false;
    }
    return true;
  }
}
