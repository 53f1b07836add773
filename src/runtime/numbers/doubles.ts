// Arithmetic of Python floats where it is not JavaScript's own: results and errors of division, modulo and power.

import { overflowError, zeroDivisionError } from "../errors.ts";
import { power } from "./power.ts";

export function divDouble(x: number, y: number): number {
  if (y === 0) throw zeroDivisionError("division by zero");
  return x / y;
}

/** `x % y`, with the sign of y. */
export function modDouble(x: number, y: number): number {
  if (y === 0) throw zeroDivisionError("division by zero");
  const r = x % y;
  if (r === 0) return y < 0 ? -0 : 0;
  return r < 0 !== y < 0 ? r + y : r;
}

/** `x // y`, such that `x // y * y + x % y` comes near x. */
export function floordivDouble(x: number, y: number): number {
  if (y === 0) throw zeroDivisionError("division by zero");
  const r = x % y;
  let q = (x - r) / y;
  if (r !== 0 && r < 0 !== y < 0) q -= 1;
  // q is an integer but for rounding.
  if (q === 0) return x / y < 0 || Object.is(x / y, -0) ? -0 : 0;
  const floor = Math.floor(q);
  return q - floor > 0.5 ? floor + 1 : floor;
}

/** Does `x ** y` have a complex result? */
export const powIsComplex = (x: number, y: number): boolean =>
  x < 0 && x !== -Infinity && Number.isFinite(y) && !Number.isInteger(y);

/** `x ** y` where the result is real. */
export function powDouble(x: number, y: number): number {
  if (x === 1 || y === 0) return 1;
  if (x === -1 && (y === Infinity || y === -Infinity)) return 1;
  if (x === 0 && y < 0 && y !== -Infinity) throw zeroDivisionError("zero to a negative power");
  if (!Number.isFinite(x) || !Number.isFinite(y)) return x ** y;
  const r = power(x, y);
  if (r === Infinity || r === -Infinity) throw overflowError(34, "Numerical result out of range");
  return r;
}

/** The nearest integer, ties to the even one. */
export function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

const cell = new DataView(new ArrayBuffer(8));

/** A finite double as mantissa * 2**exponent; the mantissa has its sign. */
export function decompose(x: number): [mantissa: bigint, exponent: number] {
  cell.setFloat64(0, x);
  const raw = cell.getBigUint64(0);
  const biased = Number((raw >> 52n) & 0x7ffn);
  const fraction = raw & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  return [x < 0 ? -mantissa : mantissa, (biased === 0 ? 1 : biased) - 1075];
}
