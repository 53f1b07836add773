// Decodes text that comes in pieces, which may end within a character.

import { decode } from "../../runtime/strings/codecs.ts";

const SINGLE = /^(us-?ascii|ascii|latin[-_]?1|iso-?8859-\d+|cp125\d)$/i;
const UTF_8 = /^utf[-_]?8$/i;

export class Decoder {
  private readonly encoding: string;
  private readonly errors: string;
  /** Bytes of characters that are not whole yet. */
  private rest: Uint8Array = new Uint8Array();

  constructor(encoding: string, errors: string) {
    this.encoding = encoding;
    this.errors = errors;
  }

  get held(): number {
    return this.rest.length;
  }

  decode(data: Uint8Array, isLast: boolean): string {
    let all = data;
    if (this.rest.length > 0) {
      all = new Uint8Array(this.rest.length + data.length);
      all.set(this.rest);
      all.set(data, this.rest.length);
    }
    const end = isLast ? all.length : this.whole(all);
    this.rest = all.slice(end);
    return end === 0 ? "" : decode(all.subarray(0, end), this.encoding, this.errors);
  }

  /** How many of the bytes are whole characters. Of most encodings nothing is known: they are decoded when all is there. */
  private whole(data: Uint8Array): number {
    if (SINGLE.test(this.encoding)) return data.length;
    if (!UTF_8.test(this.encoding)) return 0;
    const { length } = data;
    for (let back = 1; back <= Math.min(3, length); back++) {
      const byte = data[length - back]!;
      if (byte < 0x80) break;
      if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? length - back : length;
    }
    return length;
  }
}
