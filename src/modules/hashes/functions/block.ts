// What MD5, SHA-1 and SHA-2 have in common (Merkle and Damgård's construction): data are taken in blocks, each of which
// changes the state; the last one is filled up with a bit, zeros and the number of bits.

import type { HostHash } from "../../../host/host.ts";

export abstract class BlockHash implements HostHash {
  protected state: Int32Array;
  private readonly block: Uint8Array;
  protected readonly view: DataView;
  /** How many bytes of the block there are. */
  private filled = 0;
  /** How many bytes there were in all. */
  private total = 0;
  private readonly isLittle: boolean;
  private readonly digestSize: number;

  constructor(state: Int32Array, blockSize: number, digestSize: number, isLittle: boolean) {
    this.state = state.slice();
    this.block = new Uint8Array(blockSize);
    this.view = new DataView(this.block.buffer);
    this.isLittle = isLittle;
    this.digestSize = digestSize;
  }

  /** Works the block in `view` into the state. */
  protected abstract compress(): void;
  /** A new one of its kind. */
  protected abstract fresh(): BlockHash;

  update(data: Uint8Array): void {
    const { block } = this;
    this.total += data.length;
    for (let at = 0; at < data.length; ) {
      const part = data.subarray(at, at + block.length - this.filled);
      block.set(part, this.filled);
      this.filled += part.length;
      at += part.length;
      if (this.filled === block.length) {
        this.compress();
        this.filled = 0;
      }
    }
  }

  copy(): BlockHash {
    const copy = this.fresh();
    copy.state.set(this.state);
    copy.block.set(this.block);
    copy.filled = this.filled;
    copy.total = this.total;
    return copy;
  }

  digest(): Uint8Array {
    const end = this.copy();
    end.finish();
    const out = new DataView(new ArrayBuffer(end.state.length * 4));
    end.state.forEach((word, i) => {
      out.setInt32(i * 4, word, this.isLittle);
    });
    return new Uint8Array(out.buffer, 0, this.digestSize);
  }

  private finish(): void {
    const { block, view, total } = this;
    block[this.filled++] = 0x80;
    block.fill(0, this.filled);
    // The length takes an eighth of the block: 64 bits, or 128, of which the first 64 are zeros here.
    if (this.filled > (block.length * 7) / 8) {
      this.compress();
      block.fill(0);
    }
    const low = (total * 8) >>> 0;
    const high = Math.floor(total / 2 ** 29);
    view.setUint32(block.length - 8, this.isLittle ? low : high, this.isLittle);
    view.setUint32(block.length - 4, this.isLittle ? high : low, this.isLittle);
    this.compress();
  }
}

export const rotateLeft = (x: number, n: number): number => (x << n) | (x >>> (32 - n));
