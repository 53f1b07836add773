// The checksums of zlib and gzip.

const MODULUS = 65521;
/** So many bytes can be summed before the sums have to be reduced. */
const RUN = 3800;

export function adler32(data: Uint8Array, value = 1): number {
  let a = value & 0xffff;
  let b = (value >>> 16) & 0xffff;
  for (let at = 0; at < data.length; at += RUN) {
    const end = Math.min(at + RUN, data.length);
    for (let i = at; i < end; i++) {
      a += data[i]!;
      b += a;
    }
    a %= MODULUS;
    b %= MODULUS;
  }
  return ((b << 16) | a) >>> 0;
}

let table: Int32Array | undefined;

function crcTable(): Int32Array {
  const made = new Int32Array(256);
  for (let i = 0; i < 256; i++) {
    let c = i;
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    made[i] = c;
  }
  return made;
}

export function crc32(data: Uint8Array, value = 0): number {
  table ??= crcTable();
  let c = ~value;
  for (let i = 0; i < data.length; i++) c = table[(c ^ data[i]!) & 0xff]! ^ (c >>> 8);
  return ~c >>> 0;
}
