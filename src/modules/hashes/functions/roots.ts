// The constants of SHA-2: the first digits of the roots of the first prime numbers, behind the point.

/** 64 bits of each, the upper half before the lower. */
export function rootsOfPrimes(count: number, root: 2n | 3n): Int32Array {
  const words = new Int32Array(count * 2);
  primes(count).forEach((prime, i) => {
    const digits = BigInt.asUintN(64, floorOfRoot(BigInt(prime) << (64n * root), root));
    words[2 * i] = Number(digits >> 32n);
    words[2 * i + 1] = Number(digits & 0xffffffffn);
  });
  return words;
}

/** The upper halves alone. */
export const upperHalves = (words: Int32Array): Int32Array => words.filter((_, i) => i % 2 === 0);

function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}

/** By bisection; the roots of what is asked for are below 2**70. */
function floorOfRoot(target: bigint, root: bigint): bigint {
  let low = 0n;
  let high = 1n << 70n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** root <= target) low = middle;
    else high = middle;
  }
  return low;
}
