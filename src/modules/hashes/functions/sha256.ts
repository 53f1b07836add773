// SHA-256 and SHA-224 (FIPS 180-4).

import { BlockHash } from "./block.ts";
import { rootsOfPrimes, upperHalves } from "./roots.ts";

const START_224 = Int32Array.of(
  ...[0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4],
);

let constants: Int32Array | undefined;

const rotate = (x: number, n: number): number => (x >>> n) | (x << (32 - n));

export class Sha256 extends BlockHash {
  private readonly words = new Int32Array(64);
  private readonly size: 28 | 32;

  constructor(size: 28 | 32) {
    super(size === 28 ? START_224 : upperHalves(rootsOfPrimes(8, 2n)), 64, size, false);
    this.size = size;
    constants ??= upperHalves(rootsOfPrimes(64, 3n));
  }

  protected fresh(): Sha256 {
    return new Sha256(this.size);
  }

  protected compress(): void {
    const { state, view, words } = this;
    for (let i = 0; i < 16; i++) words[i] = view.getInt32(i * 4);
    for (let i = 16; i < 64; i++) {
      const x = words[i - 15]!;
      const y = words[i - 2]!;
      const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
      const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
      words[i] = words[i - 16]! + s0 + words[i - 7]! + s1;
    }
    const [a0, b0, c0, d0, e0, f0, g0, h0] = state;
    let [a, b, c, d, e, f, g, h] = [a0!, b0!, c0!, d0!, e0!, f0!, g0!, h0!];
    for (let i = 0; i < 64; i++) {
      const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + constants![i]! + words[i]!) | 0;
      const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    state.set([a0! + a, b0! + b, c0! + c, d0! + d, e0! + e, f0! + f, g0! + g, h0! + h]);
  }
}
