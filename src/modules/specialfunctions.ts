// The gamma and error functions, which JavaScript's Math has not.

/** Coefficients of Lanczos' approximation for g = 607/128. */
const LANCZOS = [
  0.9999999999999971, 57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202,
  3.399464998481189e-5, 4.652362892704858e-5, -9.837447530487956e-5, 0.0001580887032249125, -0.00021026444172410488,
  0.00021743961811521265, -0.0001643181065367639, 8.441822398385275e-5, -2.6190838401581408e-5, 3.6899182659531625e-6,
];
const G = 607 / 128;

/** Γ(n) for small n, exactly. */
const FACTORIALS: number[] = [1];
for (let i = 1; i <= 22; i++) FACTORIALS.push(FACTORIALS[i - 1]! * i);

function series(x: number): number {
  let sum = LANCZOS[0]!;
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (x + i);
  return sum;
}

export function gamma(x: number): number {
  if (Number.isNaN(x) || x === Infinity) return x;
  if (Number.isInteger(x) && x >= 1 && x <= 23) return FACTORIALS[x - 1]!;
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
  if (x > 172) return Infinity;
  const y = x - 1;
  const t = y + G + 0.5;
  // The power in two halves, since the whole of it may overflow where the product does not.
  const half = t ** ((y + 0.5) / 2);
  return Math.sqrt(2 * Math.PI) * half * Math.exp(-t) * half * series(y);
}

export function logGamma(x: number): number {
  if (Number.isNaN(x)) return x;
  if (Math.abs(x) === Infinity) return Infinity;
  if (x === 1 || x === 2) return 0;
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
  if (x < 20) return Math.log(Math.abs(gamma(x)));
  const y = x - 1;
  const t = y + G + 0.5;
  return Math.log(Math.sqrt(2 * Math.PI) * series(y)) + (y + 0.5) * Math.log(t) - t;
}

/** Where the continued fraction takes over from the power series. */
const CROSSOVER = 1.5;

function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** Enough terms of the continued fraction at the crossover. */
const TERMS = 150;

function erfcFraction(x: number): number {
  let f = x;
  for (let n = TERMS; n > 0; n--) f = x + n / 2 / f;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * f);
}

export function erf(x: number): number {
  if (Number.isNaN(x)) return x;
  const size = Math.abs(x);
  if (size < CROSSOVER) return erfSeries(x);
  const rest = erfcFraction(size);
  return x > 0 ? 1 - rest : rest - 1;
}

export function erfc(x: number): number {
  if (Number.isNaN(x)) return x;
  const size = Math.abs(x);
  if (size < CROSSOVER) return 1 - erfSeries(x);
  const rest = erfcFraction(size);
  return x > 0 ? rest : 2 - rest;
}
