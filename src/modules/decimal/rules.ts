// The rules that results are brought under: precision, range of exponents, rounding; and the conditions that come up on
// the way. `finish` is what every operation ends with.

import { type Int, normal } from "../extension.ts";
import { bigTenTo, Decimal, digitsOf, FINITE, finite, infinity, QUIET, type Sign, scaled, tenTo } from "./number.ts";

/** Conditions, as bits in the order in which contexts list their flags. */
export const CLAMPED = 0x1;
export const CONVERSION_SYNTAX = 0x2;
export const DIVISION_BY_ZERO = 0x4;
export const DIVISION_IMPOSSIBLE = 0x8;
export const DIVISION_UNDEFINED = 0x10;
export const INEXACT = 0x40;
export const INVALID_CONTEXT = 0x80;
export const INVALID_OPERATION = 0x100;
export const FLOAT_OPERATION = 0x400;
export const OVERFLOW = 0x800;
export const ROUNDED = 0x1000;
export const SUBNORMAL = 0x2000;
export const UNDERFLOW = 0x4000;

/** The conditions that are the one signal InvalidOperation. */
export const INVALID =
  CONVERSION_SYNTAX | DIVISION_IMPOSSIBLE | DIVISION_UNDEFINED | INVALID_CONTEXT | INVALID_OPERATION;

export type Rounding =
  | "ROUND_CEILING"
  | "ROUND_FLOOR"
  | "ROUND_UP"
  | "ROUND_DOWN"
  | "ROUND_HALF_UP"
  | "ROUND_HALF_DOWN"
  | "ROUND_HALF_EVEN"
  | "ROUND_05UP";

export const MAX_PREC = 1e18;
export const MAX_EMAX = 1e18;
export const MIN_EMIN = -1e18;

export class Rules {
  prec: number;
  rounding: Rounding;
  emin: number;
  emax: number;
  /** The exponents of results end so that the greatest coefficient fits. */
  clamp: boolean;
  /** The conditions that operations met since it was last emptied. */
  raised: number;

  constructor(prec: number, rounding: Rounding, emin: number, emax: number, clamp: boolean) {
    this.prec = prec;
    this.rounding = rounding;
    this.emin = emin;
    this.emax = emax;
    this.clamp = clamp;
    this.raised = 0;
  }

  /** The exponent of the smallest subnormal number. */
  get etiny(): number {
    return this.emin - this.prec + 1;
  }

  /** The exponent of the greatest number with all digits. */
  get etop(): number {
    return this.emax - this.prec + 1;
  }
}

/** Rules with another precision, for steps on the way to a result. */
export const working = ({ emin, emax }: Rules, prec: number): Rules =>
  new Rules(prec, "ROUND_HALF_EVEN", emin, emax, false);

/** Rules that nothing has to give way to. */
export const unlimited = (): Rules => new Rules(MAX_PREC, "ROUND_HALF_EVEN", MIN_EMIN, MAX_EMAX, false);

/** NaN, for what has no result. */
export function invalid(rules: Rules, condition = INVALID_OPERATION): Decimal {
  rules.raised |= condition;
  return new Decimal(QUIET, 0, 0, 0);
}

// ---- rounding ---------------------------------------------------------------------------------------------------------

/** How what is cut off compares with a half of the last digit kept: 0 nothing, 1 less, 2 a half, 3 more. */
type Rest = 0 | 1 | 2 | 3;

function awayFromZero(rounding: Rounding, sign: Sign, last: number, rest: Rest): boolean {
  if (rest === 0) return false;
  switch (rounding) {
    case "ROUND_HALF_EVEN":
      return rest === 3 || (rest === 2 && last % 2 === 1);
    case "ROUND_HALF_UP":
      return rest >= 2;
    case "ROUND_HALF_DOWN":
      return rest === 3;
    case "ROUND_DOWN":
      return false;
    case "ROUND_UP":
      return true;
    case "ROUND_CEILING":
      return sign === 0;
    case "ROUND_FLOOR":
      return sign === 1;
    case "ROUND_05UP":
      return last === 0 || last === 5;
  }
}

/** What `cut` leaves behind beside its result: whether digits other than zero were lost. */
export let cutInexactly = false;

/** The coefficient without its last `count` digits, rounded. */
export function cut(coefficient: Int, count: number, sign: Sign, rounding: Rounding): Int {
  if (typeof coefficient === "number" && count <= 15) {
    const unit = tenTo(count) as number;
    const lost = coefficient % unit;
    const kept = (coefficient - lost) / unit;
    cutInexactly = lost !== 0;
    const rest: Rest = lost === 0 ? 0 : lost * 2 < unit ? 1 : lost * 2 === unit ? 2 : 3;
    return awayFromZero(rounding, sign, kept % 10, rest) ? kept + 1 : kept;
  }
  // A long power of ten is made only if there are as many digits.
  if (count > 100 && count > digitsOf(coefficient)) {
    cutInexactly = coefficient !== 0;
    return awayFromZero(rounding, sign, 0, cutInexactly ? 1 : 0) ? 1 : 0;
  }
  const unit = bigTenTo(count);
  const whole = BigInt(coefficient);
  const kept = whole / unit;
  const lost = whole % unit;
  cutInexactly = lost !== 0n;
  if (!cutInexactly) return normal(kept);
  const twice = lost + lost;
  if (rounding === "ROUND_HALF_EVEN" && twice !== unit) return normal(twice > unit ? kept + 1n : kept);
  const rest: Rest = twice < unit ? 1 : twice === unit ? 2 : 3;
  return normal(awayFromZero(rounding, sign, Number(kept % 10n), rest) ? kept + 1n : kept);
}

// ---- the end of every operation -----------------------------------------------------------------------------------

/** The result under the rules. */
export function finish(sign: Sign, coefficient: Int, exponent: number, rules: Rules): Decimal {
  const { prec } = rules;
  // A safe coefficient has 16 digits at most: far from the limits nothing can be wrong with it.
  if (typeof coefficient === "number" && prec >= 16 && exponent >= rules.emin && exponent + 16 <= rules.emax - prec) {
    return finite(sign, coefficient, exponent);
  }
  return coefficient === 0 ? finishZero(sign, exponent, rules) : settle(sign, coefficient, exponent, rules);
}

function finishZero(sign: Sign, exponent: number, rules: Rules): Decimal {
  const top = rules.clamp ? rules.etop : rules.emax;
  const within = Math.min(Math.max(exponent, rules.etiny), top);
  if (within !== exponent) rules.raised |= CLAMPED;
  return finite(sign, 0, within);
}

function settle(sign: Sign, coefficient: Int, exponent: number, rules: Rules): Decimal {
  const { prec, emax } = rules;
  const digits = digitsOf(coefficient);
  const first = exponent + digits - 1;
  if (first > emax) return overflow(sign, rules);
  if (first < rules.emin) return subnormal(sign, coefficient, exponent, rules);
  if (digits > prec) {
    const count = digits - prec;
    coefficient = cut(coefficient, count, sign, rules.rounding);
    exponent += count;
    rules.raised |= cutInexactly ? ROUNDED | INEXACT : ROUNDED;
    if (coefficient === tenTo(prec)) {
      coefficient = tenTo(prec - 1);
      exponent++;
      if (exponent + prec - 1 > emax) return overflow(sign, rules);
    }
  }
  return fold(sign, coefficient, exponent, rules);
}

/** With `clamp`, great exponents become digits. */
function fold(sign: Sign, coefficient: Int, exponent: number, rules: Rules): Decimal {
  if (!rules.clamp || exponent <= rules.etop) return finite(sign, coefficient, exponent);
  rules.raised |= CLAMPED;
  return finite(sign, scaled(coefficient, exponent - rules.etop), rules.etop);
}

function subnormal(sign: Sign, coefficient: Int, exponent: number, rules: Rules): Decimal {
  const { etiny } = rules;
  rules.raised |= SUBNORMAL;
  if (exponent >= etiny) return fold(sign, coefficient, exponent, rules);
  const result = cut(coefficient, etiny - exponent, sign, rules.rounding);
  rules.raised |= ROUNDED;
  if (cutInexactly) rules.raised |= INEXACT | UNDERFLOW;
  if (result === 0) rules.raised |= CLAMPED;
  return fold(sign, result, etiny, rules);
}

function overflow(sign: Sign, rules: Rules): Decimal {
  rules.raised |= OVERFLOW | INEXACT | ROUNDED;
  switch (rules.rounding) {
    case "ROUND_DOWN":
    case "ROUND_05UP":
      return greatest(sign, rules);
    case "ROUND_CEILING":
      return sign === 1 ? greatest(sign, rules) : infinity(sign);
    case "ROUND_FLOOR":
      return sign === 0 ? greatest(sign, rules) : infinity(sign);
    default:
      return infinity(sign);
  }
}

/** The greatest finite number. */
export const greatest = (sign: Sign, rules: Rules): Decimal =>
  finite(sign, normal(bigTenTo(rules.prec) - 1n), rules.etop);

/** A value that came from elsewhere, under the rules. */
export function finished(x: Decimal, rules: Rules): Decimal {
  if (x.kind === FINITE) {
    const result = finish(x.sign, x.coefficient, x.exponent, rules);
    return result.exponent === x.exponent && result.coefficient === x.coefficient && result.kind === FINITE
      ? x
      : result;
  }
  return x.kind >= QUIET ? fittedNaN(x, rules) : x;
}

/** A NaN whose payload fits the precision. */
function fittedNaN(x: Decimal, rules: Rules): Decimal {
  const room = rules.prec - (rules.clamp ? 1 : 0);
  if (digitsOf(x.coefficient) <= room) return x;
  return new Decimal(x.kind, x.sign, normal(BigInt(x.coefficient) % bigTenTo(room)), 0);
}

/** The NaN that operands give: a signaling one goes before, quieted. Undefined if none is a NaN. */
export function nanOf(rules: Rules, a: Decimal, b: Decimal = a, c: Decimal = a): Decimal | undefined {
  if (a.kind < QUIET && b.kind < QUIET && c.kind < QUIET) return undefined;
  const all = [a, b, c];
  const signaling = all.find((x) => x.kind > QUIET);
  if (signaling !== undefined) rules.raised |= INVALID_OPERATION;
  const { sign, coefficient } = signaling ?? all.find((x) => x.kind === QUIET)!;
  return fittedNaN(new Decimal(QUIET, sign, coefficient, 0), rules);
}
