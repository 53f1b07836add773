// SHA-3 and SHAKE (FIPS 202): a sponge over Keccak's permutation of 25 words of 64 bits, each of which is two numbers here,
// the lower half first, as bytes go into it.

import type { HostHash } from "../../../host/host.ts";

const ROUNDS = 24;

/** By how much each word is rotated, and to which place it goes: along the path that the specification walks. */
const makePath = (): { to: number; by: number }[] => {
  const steps: { to: number; by: number }[] = [];
  let [x, y] = [1, 0];
  for (let t = 1; t <= 24; t++) {
    [x, y] = [y, (2 * x + 3 * y) % 5];
    steps.push({ to: x + 5 * y, by: ((t * (t + 1)) / 2) % 64 });
  }
  return steps;
};

/** What is added to the first word in each round: bits of a shift register. */
function roundConstants(): Int32Array {
  const constants = new Int32Array(2 * ROUNDS);
  let register = 1;
  for (let round = 0; round < ROUNDS; round++) {
    for (let j = 0; j <= 6; j++) {
      const bit = 2 ** j - 1;
      if (register & 1) constants[2 * round + (bit >> 5)]! ^= 1 << (bit & 31);
      register <<= 1;
      if (register & 0x100) register ^= 0x171;
    }
  }
  return constants;
}

let tables: { path: { to: number; by: number }[]; constants: Int32Array } | undefined;

function permute(a: Int32Array): void {
  tables ??= { path: makePath(), constants: roundConstants() };
  const { path, constants } = tables;
  const column = new Int32Array(10);
  const row = new Int32Array(10);
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < 10; i++) column[i] = a[i]! ^ a[i + 10]! ^ a[i + 20]! ^ a[i + 30]! ^ a[i + 40]!;
    for (let x = 0; x < 5; x++) {
      const left = 2 * ((x + 4) % 5);
      const right = 2 * ((x + 1) % 5);
      const low = column[left]! ^ ((column[right]! << 1) | (column[right + 1]! >>> 31));
      const high = column[left + 1]! ^ ((column[right + 1]! << 1) | (column[right]! >>> 31));
      for (let i = 2 * x; i < 50; i += 10) {
        a[i]! ^= low;
        a[i + 1]! ^= high;
      }
    }
    let low = a[2]!;
    let high = a[3]!;
    for (const { to, by } of path) {
      const [nextLow, nextHigh] = [a[2 * to]!, a[2 * to + 1]!];
      const [first, second] = by < 32 ? [low, high] : [high, low];
      const n = by & 31;
      a[2 * to] = n === 0 ? first : (first << n) | (second >>> (32 - n));
      a[2 * to + 1] = n === 0 ? second : (second << n) | (first >>> (32 - n));
      low = nextLow;
      high = nextHigh;
    }
    for (let y = 0; y < 50; y += 10) {
      row.set(a.subarray(y, y + 10));
      for (let i = 0; i < 10; i++) a[y + i]! ^= ~row[(i + 2) % 10]! & row[(i + 4) % 10]!;
    }
    a[0]! ^= constants[2 * round]!;
    a[1]! ^= constants[2 * round + 1]!;
  }
}

export class Keccak implements HostHash {
  private readonly state = new Int32Array(50);
  private readonly rate: number;
  /** The bits behind the data that tell SHA-3 and SHAKE apart, and the first of the padding. */
  private readonly suffix: number;
  private readonly size: number;
  private at = 0;

  constructor(rate: number, suffix: number, size: number) {
    this.rate = rate;
    this.suffix = suffix;
    this.size = size;
  }

  update(data: Uint8Array): void {
    for (let i = 0; i < data.length; i++) {
      this.add(this.at++, data[i]!);
      if (this.at === this.rate) {
        this.permute();
        this.at = 0;
      }
    }
  }

  private add(at: number, byte: number): void {
    const word = at >> 2;
    this.state[word]! ^= byte << (8 * (at & 3));
  }

  private permute(): void {
    permute(this.state);
  }

  copy(): Keccak {
    const copy = new Keccak(this.rate, this.suffix, this.size);
    copy.state.set(this.state);
    copy.at = this.at;
    return copy;
  }

  digest(length = this.size): Uint8Array {
    const end = this.copy();
    end.add(end.at, end.suffix);
    end.add(end.rate - 1, 0x80);
    end.permute();
    const out = new Uint8Array(length);
    for (let i = 0, at = 0; i < length; i++, at++) {
      if (at === end.rate) {
        end.permute();
        at = 0;
      }
      out[i] = end.state[at >> 2]! >>> (8 * (at & 3));
    }
    return out;
  }
}
