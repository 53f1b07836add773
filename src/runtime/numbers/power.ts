// `x ** y` and the hypotenuse, to the last bit where the platform's own are not: V8 gives 800 ** -2 as
// 0.0000015624999999999999.
//
// A result is computed as a sum of two doubles, high and low, which carries more than 100 bits, and rounded once.
// Exponents that are halves of small integers, which most programs have, are multiplied out. The others go by
// 2**(y * log2(x)), with tables that are filled as they are needed: the logarithm of the nearest 64th is looked up and
// the series of artanh gives the rest; the exponential takes a 32nd power of two and a short series.
//
// A function that has a pair as its result returns the high part and leaves the low one in `low[0]`.

const low = new Float64Array(1);

/** 2**27 + 1: splits a double into halves of 26 bits, whose products are exact. */
const SPLITTER = 134217729;

/** What is lost in the product p = a * b. */
function productError(a: number, b: number, p: number): number {
  const u = a * SPLITTER;
  const ah = u - (u - a);
  const al = a - ah;
  const v = b * SPLITTER;
  const bh = v - (v - b);
  const bl = b - bh;
  return ah * bh - p + ah * bl + al * bh + al * bl;
}

/** The sum of a and b, |a| >= |b|. */
function quickSum(a: number, b: number): number {
  const s = a + b;
  low[0] = b - (s - a);
  return s;
}

function add(ah: number, al: number, bh: number, bl: number): number {
  const s = ah + bh;
  const v = s - ah;
  return quickSum(s, ah - (s - v) + (bh - v) + al + bl);
}

function multiply(ah: number, al: number, bh: number, bl: number): number {
  const p = ah * bh;
  return quickSum(p, productError(ah, bh, p) + (ah * bl + al * bh));
}

function divide(ah: number, al: number, bh: number, bl: number): number {
  const q = ah / bh;
  const p = q * bh;
  return quickSum(q, (ah - p - productError(q, bh, p) + al - q * bl) / bh);
}

function squareRoot(x: number): number {
  const s = Math.sqrt(x);
  const p = s * s;
  return quickSum(s, (x - p - productError(s, s, p)) / (2 * s));
}

// ---- small exponents ------------------------------------------------------------------------------------------------

/** Twice the largest exponent that is multiplied out. */
const SMALL = 128;

/** x ** (halves / 2), x > 0, halves > 0 */
function halves(x: number, halves: number): number {
  let high = 1;
  let l = 0;
  if (halves % 2 === 1) {
    high = squareRoot(x);
    l = low[0]!;
  }
  let base = x;
  let baseLow = 0;
  for (let e = halves >> 1; e > 0; ) {
    if (e & 1) {
      high = multiply(high, l, base, baseLow);
      l = low[0]!;
    }
    e >>= 1;
    if (e > 0) {
      base = multiply(base, baseLow, base, baseLow);
      baseLow = low[0]!;
    }
  }
  low[0] = l;
  return high;
}

/** x ** 1.5, or x ** -1.5 (gravitation): the steps of `halves` written out. */
function threeHalves(x: number, inverse: boolean): number {
  const s = Math.sqrt(x);
  const square = s * s;
  const sl = (x - square - productError(s, s, square)) / (2 * s);
  const p = x * s;
  const pl = productError(x, s, p) + x * sl;
  if (!inverse) return p + pl;
  const q = 1 / p;
  const one = q * p;
  return q + (1 - one - productError(q, p, one) - q * pl) / p;
}

// ---- logarithm --------------------------------------------------------------------------------------------------------

/** ln 2 in two parts, of which the first leaves room to be multiplied by an exponent exactly. */
const LN2_HIGH = 0.6931471805598903;
const LN2_LOW = 5.497923018708371e-14;

/** ln(i / 64): high parts, and low ones from 128 on. */
const logarithms = new Float64Array(256);

/** ln c by the series of artanh, 2 (s + s**3/3 + …) with s = (c - 1) / (c + 1), all in pairs. */
function seriesLogarithm(c: number): number {
  const s = divide(c - 1, 0, c + 1, 0);
  const sl = low[0]!;
  const z = multiply(s, sl, s, sl);
  const zl = low[0]!;
  let sum = 0;
  let sumLow = 0;
  for (let k = 51; k >= 1; k -= 2) {
    const product = multiply(sum, sumLow, z, zl);
    const productLow = low[0]!;
    const term = divide(1, 0, k, 0);
    sum = add(term, low[0]!, product, productLow);
    sumLow = low[0]!;
  }
  return multiply(sum, sumLow, 2 * s, 2 * sl);
}

const cell = new Float64Array(1);
const words = new Uint32Array(cell.buffer);

/** ln x, x > 0 */
function logarithm(x: number): number {
  let k = 0;
  if (x < 2 ** -1022) {
    x *= 2 ** 64;
    k = -64;
  }
  cell[0] = x;
  k += (words[1]! >>> 20) - 1023;
  words[1] = (words[1]! & 0xfffff) | 0x3ff00000;
  let m = cell[0]!;
  if (m > Math.SQRT2) {
    m /= 2;
    k++;
  }
  const i = Math.round(m * 64);
  if (i !== 64 && logarithms[i] === 0) {
    logarithms[i] = seriesLogarithm(i / 64);
    logarithms[i + 128] = low[0]!;
  }
  const c = i / 64;
  const total = m + c;
  const s = divide(m - c, 0, total, m - (total - c));
  const sl = low[0]!;
  const z = multiply(s, sl, s, sl);
  const zl = low[0]!;
  // artanh(s) / s - 1, of which only the first term needs its low part.
  const third = multiply(z, zl, 1 / 3, 1.850371707708594e-17);
  const rest = z * z * (1 / 5 + z * (1 / 7 + z * (1 / 9 + z * (1 / 11))));
  const series = add(third, low[0]!, rest, 0);
  const tail = multiply(2 * s, 2 * sl, series, low[0]!);
  let sum = add(2 * s, 2 * sl, tail, low[0]!);
  sum = add(logarithms[i]!, logarithms[i + 128]!, sum, low[0]!);
  if (k !== 0) sum = add(k * LN2_HIGH, k * LN2_LOW, sum, low[0]!);
  return sum;
}

// ---- exponential ------------------------------------------------------------------------------------------------------

/** ln 2 / 32, in two parts as above. */
const STEP_HIGH = 0.021660849392446835;
const STEP_LOW = 5.145609244655338e-14;

/** 2 ** (j / 32), each as high and low part. */
let roots: Float64Array | undefined;

function makeRoots(): Float64Array {
  const table = new Float64Array(64);
  // 2 ** (1/32): the fifth root of a root, each corrected by one step of Newton's method in pairs.
  let r = 2;
  let rl = 0;
  for (let i = 0; i < 5; i++) {
    const s = Math.sqrt(r);
    const p = s * s;
    r = quickSum(s, (r - p - productError(s, s, p) + rl) / (2 * s));
    rl = low[0]!;
  }
  let high = 1;
  let l = 0;
  for (let j = 0; j < 32; j++) {
    table[2 * j] = high;
    table[2 * j + 1] = l;
    high = multiply(high, l, r, rl);
    l = low[0]!;
  }
  return table;
}

/** e ** (high + l), rounded. */
function exponential(high: number, l: number): number {
  roots ??= makeRoots();
  const n = Math.round(high / (STEP_HIGH + STEP_LOW));
  const r = add(high - n * STEP_HIGH, 0, l - n * STEP_LOW, 0);
  const rl = low[0]!;
  const square = multiply(r, rl, r, rl);
  const squareLow = low[0]!;
  const rest = r * square * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720 + r * (1 / 5040)))));
  let e = add(r, rl, square / 2, squareLow / 2);
  e = add(e, low[0]!, rest, 0);
  const el = low[0]!;
  const j = n & 31;
  const root = roots[2 * j]!;
  const rootLow = roots[2 * j + 1]!;
  const product = multiply(root, rootLow, e, el);
  const result = add(root, rootLow, product, low[0]!);
  const k = n >> 5;
  // In two steps, as 2 ** k itself may be out of range.
  const half = k >> 1;
  return result * 2 ** half * 2 ** (k - half);
}

// ---- the whole --------------------------------------------------------------------------------------------------------

/** `x ** y` of finite doubles, x >= 0 or y an integer. */
export function power(x: number, y: number): number {
  if (y === 2) return x * x;
  if (y === 1) return x;
  if (y === -1) return 1 / x;
  if (x === 0) return x ** y;
  const magnitude = Math.abs(x);
  const negative = x < 0 && y % 2 !== 0;
  const r = positivePower(magnitude, y);
  return negative ? -r : r;
}

function positivePower(x: number, y: number): number {
  if (y === 0.5) return Math.sqrt(x);
  if (x === 1) return 1;
  if (x > 1e-40 && x < 1e40) {
    if (y === 1.5 || y === -1.5) return threeHalves(x, y < 0);
    if (y === 3) {
      const p = x * x;
      const r = p * x;
      return r + (productError(p, x, r) + productError(x, x, p) * x);
    }
  }
  const size = y * Math.log2(x);
  if (size > 1025) return Infinity;
  if (size < -1080) return 0;
  const twice = y * 2;
  if (twice === Math.floor(twice) && twice <= SMALL && twice >= -SMALL && size < 900 && size > -900) {
    const r = halves(x, Math.abs(twice));
    return twice > 0 ? r : divide(1, 0, r, low[0]!);
  }
  const log = logarithm(x);
  const logLow = low[0]!;
  const product = y * log;
  const w = quickSum(product, productError(y, log, product) + y * logLow);
  return exponential(w, low[0]!);
}

/** The length of (x, y), rounded as if squares had no limits. */
export function hypot(x: number, y: number): number {
  if (!Number.isFinite(x) || !Number.isFinite(y)) return Math.hypot(x, y);
  x = Math.abs(x);
  y = Math.abs(y);
  if (x < y) [x, y] = [y, x];
  if (y === 0 || x * 2 ** -60 > y) return x + y;
  const scale = x > 2 ** 500 ? 2 ** -600 : y < 2 ** -450 ? 2 ** 600 : 1;
  x *= scale;
  y *= scale;
  const xx = x * x;
  const yy = y * y;
  const sum = add(xx, productError(x, x, xx), yy, productError(y, y, yy));
  const sumLow = low[0]!;
  const h = Math.sqrt(sum);
  const p = h * h;
  return (h + (sum - p - productError(h, h, p) + sumLow) / (2 * h)) / scale;
}
