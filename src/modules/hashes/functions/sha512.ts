// SHA-512 and SHA-384 (FIPS 180-4). A word of 64 bits is two numbers, the upper half at an even place, the lower half behind
// it: bigints take ten times as long.

import { BlockHash } from "./block.ts";
import { rootsOfPrimes } from "./roots.ts";

const START_384 = Int32Array.of(
  ...[0xcbbb9d5d, 0xc1059ed8, 0x629a292a, 0x367cd507, 0x9159015a, 0x3070dd17, 0x152fecd8, 0xf70e5939],
  ...[0x67332667, 0xffc00b31, 0x8eb44a87, 0x68581511, 0xdb0c2e0d, 0x64f98fa7, 0x47b5481d, 0xbefa4fa4],
);

let constants: Int32Array | undefined;

/** One half of a word, rotated to the right: the upper half is `a`, or the lower one if `a` and `b` change places. */
const rotated = (a: number, b: number, n: number): number =>
  n < 32 ? (a >>> n) | (b << (32 - n)) : (b >>> (n - 32)) | (a << (64 - n));

/** Three rotations, combined, as they occur; the third may be a shift. */
const mixed = (a: number, b: number, [x, y, z]: readonly [number, number, number]): number =>
  rotated(a, b, x) ^ rotated(a, b, y) ^ rotated(a, b, z);

const SIGMA_A = [28, 34, 39] as const;
const SIGMA_E = [14, 18, 41] as const;

export class Sha512 extends BlockHash {
  private readonly words = new Int32Array(160);
  private readonly size: 48 | 64;
  /** The variables a to h. */
  private readonly v = new Int32Array(16);

  constructor(size: 48 | 64) {
    super(size === 48 ? START_384 : rootsOfPrimes(8, 2n), 128, size, false);
    this.size = size;
    constants ??= rootsOfPrimes(80, 3n);
  }

  protected fresh(): Sha512 {
    return new Sha512(this.size);
  }

  protected compress(): void {
    this.expand();
    const { state, words, v } = this;
    v.set(state);
    for (let i = 0; i < 160; i += 2) {
      const [aH, aL, bH, bL, cH, cL] = [v[0]!, v[1]!, v[2]!, v[3]!, v[4]!, v[5]!];
      const [eH, eL, fH, fL, gH, gL] = [v[8]!, v[9]!, v[10]!, v[11]!, v[12]!, v[13]!];
      const choiceH = (eH & fH) ^ (~eH & gH);
      const choiceL = (eL & fL) ^ (~eL & gL);
      let low =
        (v[15]! >>> 0) +
        (mixed(eL, eH, SIGMA_E) >>> 0) +
        (choiceL >>> 0) +
        (constants![i + 1]! >>> 0) +
        (words[i + 1]! >>> 0);
      const t1L = low | 0;
      const t1H = (v[14]! + mixed(eH, eL, SIGMA_E) + choiceH + constants![i]! + words[i]! + carry(low)) | 0;
      const majorityH = (aH & bH) ^ (aH & cH) ^ (bH & cH);
      const majorityL = (aL & bL) ^ (aL & cL) ^ (bL & cL);
      low = (mixed(aL, aH, SIGMA_A) >>> 0) + (majorityL >>> 0);
      const t2L = low | 0;
      const t2H = (mixed(aH, aL, SIGMA_A) + majorityH + carry(low)) | 0;
      const dH = v[6]!;
      const dL = v[7]!;
      v.copyWithin(2, 0, 14);
      low = (dL >>> 0) + (t1L >>> 0);
      v[9] = low;
      v[8] = dH + t1H + carry(low);
      low = (t1L >>> 0) + (t2L >>> 0);
      v[1] = low;
      v[0] = t1H + t2H + carry(low);
    }
    for (let i = 0; i < 16; i += 2) {
      const low = (state[i + 1]! >>> 0) + (v[i + 1]! >>> 0);
      state[i + 1] = low;
      state[i] = state[i]! + v[i]! + carry(low);
    }
  }

  /** The block's sixteen words become eighty. */
  private expand(): void {
    const { words, view } = this;
    for (let i = 0; i < 32; i++) words[i] = view.getInt32(i * 4);
    for (let i = 32; i < 160; i += 2) {
      const [xH, xL, yH, yL] = [words[i - 30]!, words[i - 29]!, words[i - 4]!, words[i - 3]!];
      const s0H = rotated(xH, xL, 1) ^ rotated(xH, xL, 8) ^ (xH >>> 7);
      const s0L = rotated(xL, xH, 1) ^ rotated(xL, xH, 8) ^ ((xL >>> 7) | (xH << 25));
      const s1H = rotated(yH, yL, 19) ^ rotated(yH, yL, 61) ^ (yH >>> 6);
      const s1L = rotated(yL, yH, 19) ^ rotated(yL, yH, 61) ^ ((yL >>> 6) | (yH << 26));
      const low = (words[i - 31]! >>> 0) + (s0L >>> 0) + (words[i - 13]! >>> 0) + (s1L >>> 0);
      words[i + 1] = low;
      words[i] = words[i - 32]! + s0H + words[i - 14]! + s1H + carry(low);
    }
  }
}

const carry = (low: number): number => Math.floor(low / 2 ** 32);
