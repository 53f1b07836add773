// The classes of bytes, bytearray and memoryview, without their methods, and how to get at the bytes of any object that
// has some. An object is bytes-like if it has `buffer$()`, or a `__buffer__` written in Python (PEP 688).

import { special } from "../types.ts";
import type { Value } from "../values.ts";

/** What lends its memory. */
export interface Exporter {
  /** The bytes as they are now, shared, not copied. */
  buffer$(): Uint8Array;
}

export class Bytes implements Exporter {
  readonly data: Uint8Array;
  constructor(data: Uint8Array) {
    this.data = data;
  }
  buffer$(): Uint8Array {
    return this.data;
  }
  iter$(): BytesIterator {
    return new BytesIterator(this);
  }
}

/** `store` is at least as long as the bytearray, so that appending rarely copies. */
export class ByteArray implements Exporter {
  store: Uint8Array;
  length: number;
  constructor(data: Uint8Array = new Uint8Array(0)) {
    this.store = data;
    this.length = data.length;
  }
  /** The bytes, shared. */
  get data(): Uint8Array {
    const { store, length } = this;
    return store.length === length ? store : store.subarray(0, length);
  }
  buffer$(): Uint8Array {
    return this.data;
  }
  iter$(): ByteArrayIterator {
    return new ByteArrayIterator(this);
  }
  /** Makes it `length` long; new bytes are 0. */
  resize(length: number): void {
    if (length > this.store.length) {
      const store = new Uint8Array(
        Math.max(length, Math.min(this.store.length * 2, this.store.length + 0x1000000), 16),
      );
      store.set(this.data);
      this.store = store;
    } else if (length > this.length) this.store.fill(0, this.length, length);
    this.length = length;
  }
  push(byte: number): void {
    const at = this.length;
    if (at === this.store.length) this.resize(at + 1);
    else this.length = at + 1;
    this.store[at] = byte;
  }
  /** Puts `data` in the place of the bytes `start` to `stop`. */
  splice(start: number, stop: number, data: Uint8Array): void {
    const source = data.buffer === this.store.buffer ? data.slice() : data;
    const oldLength = this.length;
    const newLength = oldLength - (stop - start) + source.length;
    if (newLength > oldLength) this.resize(newLength);
    if (stop < oldLength) this.store.copyWithin(start + source.length, stop, oldLength);
    this.store.set(source, start);
    this.length = newLength;
  }
}

export class BytesIterator {
  private readonly data: Uint8Array;
  private at = 0;
  constructor(source: Bytes) {
    this.data = source.data;
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    return this.data[this.at++];
  }
  remaining(): number {
    return Math.max(0, this.data.length - this.at);
  }
}

/** Goes by position through a bytearray that may change meanwhile; once exhausted it stays so. */
export class ByteArrayIterator {
  private source: ByteArray | undefined;
  private at = 0;
  constructor(source: ByteArray) {
    this.source = source;
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    const { source } = this;
    if (source === undefined) return undefined;
    if (this.at < source.length) return source.store[this.at++];
    this.source = undefined;
    return undefined;
  }
  goTo(position: number): void {
    this.at = position;
  }
  remaining(): number {
    return this.source === undefined ? 0 : Math.max(0, this.source.length - this.at);
  }
}

/** The bytes of a bytes-like object, shared; undefined for anything else. */
export function bytesOf(value: Value): Uint8Array | undefined {
  if (typeof value !== "object") return undefined;
  if (value instanceof Bytes) return value.data;
  const exporter = value as Partial<Exporter>;
  if (exporter.buffer$ !== undefined) return exporter.buffer$();
  const method = special(value, "__buffer__");
  return method == null ? undefined : bytesOf(method(value, 0));
}
