// Python's values as decimals, and decimals as Python's numbers.

import {
  asStr,
  decompose,
  floatOf,
  hashInt,
  type Int,
  identityHash,
  intOf,
  List,
  normal,
  overflowError,
  powMod,
  Tuple,
  typeError,
  typeName,
  type Value,
  valueError,
} from "../extension.ts";
import type { Context } from "./context.ts";
import {
  bigTenTo,
  Decimal,
  digitsOf,
  finite,
  fromInt,
  INFINITE,
  infinity,
  notANumber,
  QUIET,
  SIGNALING,
  type Sign,
  scaled,
  stripped,
} from "./number.ts";
import { CONVERSION_SYNTAX, cut, FLOAT_OPERATION, finished, invalid, type Rounding } from "./rules.ts";
import { checkedExact, coefficientOf, exactly, rounded, toText } from "./text.ts";

/** The double's exact value. */
export function fromDouble(x: number): Decimal {
  const sign: Sign = x < 0 || Object.is(x, -0) ? 1 : 0;
  if (Number.isNaN(x)) return notANumber();
  if (!Number.isFinite(x)) return infinity(sign);
  if (x === 0) return finite(sign, 0, 0);
  let [mantissa, exponent] = decompose(Math.abs(x));
  while (exponent < 0 && (mantissa & 1n) === 0n) {
    mantissa >>= 1n;
    exponent++;
  }
  if (exponent >= 0) return finite(sign, normal(mantissa << BigInt(exponent)), 0);
  return finite(sign, normal(mantissa * 5n ** BigInt(-exponent)), exponent);
}

/** An operand: a decimal or an int; undefined for all else. */
export function operandOf(value: Value): Decimal | undefined {
  if (value instanceof Decimal) return value;
  const x = intOf(value);
  return x === undefined ? undefined : fromInt(x);
}

const unsupported = (value: Value): Error =>
  typeError(`conversion from ${typeName(value)} to Decimal is not supported`);

export function operand(value: Value): Decimal {
  const x = operandOf(value);
  if (x === undefined) throw unsupported(value);
  return x;
}

/** Says that a float became a decimal. */
export function noteFloat(context: Context): void {
  context.raised |= FLOAT_OPERATION;
  context.settle(undefined);
}

/** A value that is no text, as it is, however great its exponent. */
function raw(value: Value, context: Context): Decimal {
  if (value instanceof Decimal) return value;
  const x = intOf(value);
  if (x !== undefined) return fromInt(x);
  if (value instanceof Tuple || value instanceof List) return fromParts(value.items);
  const double = floatOf(value);
  if (double === undefined) throw unsupported(value);
  noteFloat(context);
  return fromDouble(double);
}

/** `Decimal(value)`, without rounding. */
export function exact(value: Value, context: Context): Decimal {
  if (value instanceof Decimal) return value;
  const text = asStr(value);
  return context.settle(text === undefined ? checkedExact(raw(value, context), context) : exactly(text, context));
}

/** `context.create_decimal(value)`, rounded. */
export function created(value: Value, context: Context): Decimal {
  const text = asStr(value);
  if (text !== undefined) return context.settle(rounded(text, context));
  const x = raw(value, context);
  if (x.kind >= QUIET && digitsOf(x.coefficient) > context.prec - (context.clamp ? 1 : 0)) {
    return context.settle(invalid(context, CONVERSION_SYNTAX));
  }
  return context.settle(finished(x, context));
}

/** An int that C could hold. */
export function ssize(x: Int): number {
  if (BigInt.asIntN(64, BigInt(x)) === BigInt(x)) return Number(x);
  throw overflowError("Python int too large to convert to C ssize_t");
}

/** The form of `as_tuple`. */
function fromParts(parts: Value[]): Decimal {
  if (parts.length !== 3) throw valueError("argument must be a sequence of length 3");
  const [signValue, digitsValue, exponent] = parts as [Value, Value, Value];
  const sign = intOf(signValue);
  if (sign !== 0 && sign !== 1) throw valueError("sign must be an integer with the value 0 or 1");
  const special = asStr(exponent);
  const power = intOf(exponent);
  if (special !== undefined) {
    if (special === "F") return infinity(sign);
    if (special !== "n" && special !== "N") {
      throw valueError("string argument in the third position must be 'F', 'n' or 'N'");
    }
  } else if (power === undefined) throw valueError("exponent must be an integer");
  const exponentNumber = ssize(power ?? 0);
  const digits = digitsText(digitsValue);
  if (special !== undefined) return new Decimal(special === "n" ? QUIET : SIGNALING, sign, digits, 0);
  return finite(sign, digits, exponentNumber);
}

function digitsText(value: Value): Int {
  const wrong = "coefficient must be a tuple of digits";
  if (!(value instanceof Tuple || value instanceof List)) throw valueError(wrong);
  let text = "";
  for (const item of value.items) {
    const digit = intOf(item);
    if (digit === undefined || digit < 0 || digit > 9) throw valueError(wrong);
    text += digit;
  }
  return coefficientOf(text);
}

// ---- from decimals ------------------------------------------------------------------------------------------------------

/** The int that is left after rounding. */
export function toInt(x: Decimal, rounding: Rounding): Int {
  if (x.kind >= QUIET) throw valueError("cannot convert NaN to integer");
  if (x.kind === INFINITE) throw overflowError("cannot convert Infinity to integer");
  const size = x.exponent >= 0 ? scaled(x.coefficient, x.exponent) : cut(x.coefficient, -x.exponent, x.sign, rounding);
  return x.sign === 1 ? (typeof size === "number" ? 0 - size : normal(-size)) : size;
}

export function toDouble(x: Decimal): number {
  if (x.kind === SIGNALING) throw valueError("cannot convert signaling NaN to float");
  return x.kind === QUIET ? Number.NaN : Number(toText(x));
}

/** Numerator and denominator, without common factors. */
export function ratioOf(x: Decimal): [numerator: Int, denominator: Int] {
  if (x.kind >= QUIET) throw valueError("cannot convert NaN to integer ratio");
  if (x.kind === INFINITE) throw overflowError("cannot convert Infinity to integer ratio");
  if (x.exponent >= 0 || x.coefficient === 0) return [toInt(x, "ROUND_DOWN"), 1];
  const [coefficient, zeros] = stripped(x.coefficient, -x.exponent);
  let numerator = BigInt(coefficient);
  const power = -x.exponent - zeros;
  let denominator = bigTenTo(power);
  for (let i = 0; i < power && numerator % 2n === 0n; i++) {
    numerator /= 2n;
    denominator /= 2n;
  }
  for (let i = 0; i < power && numerator % 5n === 0n; i++) {
    numerator /= 5n;
    denominator /= 5n;
  }
  return [normal(x.sign === 1 ? -numerator : numerator), normal(denominator)];
}

const P = (1n << 61n) - 1n;
/** 10 ** -1 modulo P */
const TENTH = powMod(10, P - 2n, P);

/** As the equal int, float or fraction hashes. */
export function hashOf(x: Decimal): Int {
  if (x.kind === SIGNALING) throw typeError("Cannot hash a signaling NaN value");
  if (x.kind === QUIET) return identityHash(x);
  if (x.kind === INFINITE) return x.sign === 1 ? -314159 : 314159;
  if (x.exponent === 0 && typeof x.coefficient === "number")
    return hashInt(x.sign === 1 ? 0 - x.coefficient : x.coefficient);
  const power = x.exponent >= 0 ? powMod(10, x.exponent, P) : powMod(TENTH, -x.exponent, P);
  const hash = (BigInt(x.coefficient) * BigInt(power)) % P;
  return hashInt(normal(x.sign === 1 ? -hash : hash));
}
