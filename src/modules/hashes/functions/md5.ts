// MD5 (RFC 1321).

import { BlockHash, rotateLeft } from "./block.ts";

const START = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
/** By how much each of the four rounds rotates, in turns. */
const SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;

export class Md5 extends BlockHash {
  private readonly sines = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));

  constructor() {
    super(START, 64, 16, true);
  }

  protected fresh(): Md5 {
    return new Md5();
  }

  protected compress(): void {
    const { state, view, sines } = this;
    let [a, b, c, d] = state as unknown as [number, number, number, number];
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      let f: number;
      let word: number;
      if (round === 0) {
        f = (b & c) | (~b & d);
        word = i;
      } else if (round === 1) {
        f = (d & b) | (~d & c);
        word = (5 * i + 1) & 15;
      } else if (round === 2) {
        f = b ^ c ^ d;
        word = (3 * i + 5) & 15;
      } else {
        f = c ^ (b | ~d);
        word = (7 * i) & 15;
      }
      const sum = (a + f + sines[i]! + view.getInt32(word * 4, true)) | 0;
      a = d;
      d = c;
      c = b;
      b = (b + rotateLeft(sum, SHIFTS[round]![i & 3]!)) | 0;
    }
    state[0]! += a;
    state[1]! += b;
    state[2]! += c;
    state[3]! += d;
  }
}
