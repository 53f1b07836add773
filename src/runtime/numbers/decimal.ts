// Doubles as decimal digits, rounded correctly from their exact binary value, ties to even.
//
// JavaScript's toFixed and toExponential are exact but round ties up, and stop at 100 digits. A tie can be seen
// beforehand: (n + 1/2) * 10**-p is an odd multiple of 2**-(p+1). Those, and what is beyond the limits, are computed
// with bigints.

import { decompose } from "./doubles.ts";

/** The bigint nearest to x * 10**p, ties to even; x >= 0 and finite. */
function scaled(x: number, p: number): bigint {
  const [mantissa, exponent] = decompose(x);
  let numerator = mantissa;
  let denominator = 1n;
  if (p >= 0) numerator *= 10n ** BigInt(p);
  else denominator *= 10n ** BigInt(-p);
  if (exponent >= 0) numerator <<= BigInt(exponent);
  else denominator <<= BigInt(-exponent);
  const quotient = numerator / denominator;
  const twice = (numerator - quotient * denominator) * 2n;
  const up = twice > denominator || (twice === denominator && (quotient & 1n) === 1n);
  return up ? quotient + 1n : quotient;
}

const isOdd = (x: number): boolean => x % 2 === 1;

/** x >= 0 with exactly p digits after the point (no point where p is 0). */
export function fixed(x: number, p: number): string {
  if (x < 1e21 && p <= 100 && !isOdd(x * 2 ** (p + 1))) return x.toFixed(p);
  const digits = scaled(x, p).toString();
  if (p === 0) return digits;
  const padded = digits.padStart(p + 1, "0");
  return `${padded.slice(0, -p)}.${padded.slice(-p)}`;
}

/** Digits and the decimal exponent of the first of them. */
export interface Scientific {
  readonly digits: string;
  readonly exponent: number;
}

function split(text: string): Scientific {
  const at = text.indexOf("e");
  return { digits: text.slice(0, at).replace(".", ""), exponent: Number(text.slice(at + 1)) };
}

/** x >= 0 with p + 1 significant digits. */
export function scientific(x: number, p: number): Scientific {
  if (x === 0) return { digits: "0".repeat(p + 1), exponent: 0 };
  if (p <= 100) {
    const r = split(x.toExponential(p));
    if (!mayTie(x, p, r.exponent) && !mayTie(x, p, r.exponent - 1)) return r;
  }
  let { exponent } = split(x.toExponential());
  let digits = scaled(x, p - exponent).toString();
  // The shortest text may have rounded up to the next power of ten.
  if (digits.length <= p) digits = scaled(x, p - --exponent).toString();
  return digits.length > p + 1 ? { digits: digits.slice(0, -1), exponent: exponent + 1 } : { digits, exponent };
}

const mayTie = (x: number, p: number, exponent: number): boolean => isOdd(x * 2 ** (p + 1 - exponent));

/** x >= 0 with as many digits as it takes to read it back. */
export const shortest = (x: number): Scientific => split(x.toExponential());

/** `round(x, digits)`; Infinity if the result is too large. */
export function roundDecimal(x: number, digits: number): number {
  if (!Number.isFinite(x) || x === 0 || digits > 330) return x;
  if (digits < -310) return x < 0 ? -0 : 0;
  const magnitude = Math.abs(x);
  const r = digits >= 0 ? Number(fixed(magnitude, digits)) : Number(`${scaled(magnitude, digits)}e${-digits}`);
  return x < 0 ? -r : r;
}
