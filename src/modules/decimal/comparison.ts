// Comparisons: by value, and the total order, in which representations of one value and NaNs have their places too; and
// the neighbours of a number.

import type { Int } from "../extension.ts";
import { add } from "./arithmetic.ts";
import { adjusted, type Decimal, FINITE, finite, INFINITE, isNaN, QUIET, scaled, signed } from "./number.ts";
import {
  CLAMPED,
  finished,
  greatest,
  INEXACT,
  INVALID_OPERATION,
  nanOf,
  OVERFLOW,
  ROUNDED,
  type Rounding,
  Rules,
  SUBNORMAL,
  UNDERFLOW,
} from "./rules.ts";

type Order = -1 | 0 | 1;

const orderOf = (a: Int, b: Int): Order => (a < b ? -1 : a > b ? 1 : 0);

/** The order of two numbers without their signs. */
export function compareMagnitude(a: Decimal, b: Decimal): Order {
  if (a.kind === INFINITE || b.kind === INFINITE) return orderOf(a.kind, b.kind);
  if (a.exponent === b.exponent) return orderOf(a.coefficient, b.coefficient);
  if (a.coefficient === 0 || b.coefficient === 0) return orderOf(a.coefficient, b.coefficient);
  const firsts = orderOf(adjusted(a), adjusted(b));
  if (firsts !== 0) return firsts;
  const exponent = Math.min(a.exponent, b.exponent);
  return orderOf(scaled(a.coefficient, a.exponent - exponent), scaled(b.coefficient, b.exponent - exponent));
}

/** The order of two values that are no NaNs. */
export function compareValues(a: Decimal, b: Decimal): Order {
  if (a.kind === FINITE && b.kind === FINITE && a.coefficient === 0 && b.coefficient === 0) return 0;
  if (a.sign !== b.sign) return a.sign === 1 ? -1 : 1;
  const order = compareMagnitude(a, b);
  return a.sign === 1 ? (-order as Order) : order;
}

const asDecimal = (order: Order): Decimal => finite(order < 0 ? 1 : 0, order === 0 ? 0 : 1, 0);

export function compare(a: Decimal, b: Decimal, rules: Rules): Decimal {
  return nanOf(rules, a, b) ?? asDecimal(compareValues(a, b));
}

export function compareSignal(a: Decimal, b: Decimal, rules: Rules): Decimal {
  const nan = nanOf(rules, a, b);
  if (nan === undefined) return asDecimal(compareValues(a, b));
  rules.raised |= INVALID_OPERATION;
  return nan;
}

/** Of two with one value: the one with the greater exponent is farther from zero. */
function totalMagnitude(a: Decimal, b: Decimal): Order {
  if (isNaN(a) || isNaN(b)) {
    if (a.kind === b.kind) return orderOf(a.coefficient, b.coefficient);
    // Numbers, then signaling NaNs, then quiet ones.
    const rank = (x: Decimal): number => (x.kind === QUIET ? 2 : x.kind > QUIET ? 1 : 0);
    return orderOf(rank(a), rank(b));
  }
  return compareMagnitude(a, b) || orderOf(a.exponent, b.exponent);
}

export function total(a: Decimal, b: Decimal): Order {
  if (a.sign !== b.sign) return a.sign === 1 ? -1 : 1;
  const order = totalMagnitude(a, b);
  return a.sign === 1 ? (-order as Order) : order;
}

export const compareTotal = (a: Decimal, b: Decimal): Decimal => asDecimal(total(a, b));
export const compareTotalMag = (a: Decimal, b: Decimal): Decimal => asDecimal(total(signed(a, 0), signed(b, 0)));

// ---- the greater and the lesser -------------------------------------------------------------------------------------

type Choice = (a: Decimal, b: Decimal, rules: Rules) => Decimal;

/** A number goes before a quiet NaN. */
const choosing =
  (order: (a: Decimal, b: Decimal) => Order, wanted: Order): Choice =>
  (a, b, rules) => {
    if (isNaN(a) || isNaN(b)) {
      if (a.kind === QUIET && b.kind < QUIET) return finished(b, rules);
      if (b.kind === QUIET && a.kind < QUIET) return finished(a, rules);
      return nanOf(rules, a, b)!;
    }
    return finished((order(a, b) || total(a, b)) === wanted ? a : b, rules);
  };

export const max = choosing(compareValues, 1);
export const min = choosing(compareValues, -1);
export const maxMag = choosing(compareMagnitude, 1);
export const minMag = choosing(compareMagnitude, -1);

// ---- neighbours -------------------------------------------------------------------------------------------------------

/** The next number in a direction: what a tiny step and a rounding lead to. */
function next(x: Decimal, rules: Rules, rounding: Rounding): Decimal {
  const upwards = rounding === "ROUND_CEILING";
  if (x.kind === INFINITE) return (x.sign === 1) === upwards ? greatest(x.sign, rules) : x;
  const directed = new Rules(rules.prec, rounding, rules.emin, rules.emax, rules.clamp);
  const rounded = finished(x, directed);
  if ((directed.raised & INEXACT) !== 0) return rounded;
  return add(x, finite(upwards ? 0 : 1, 1, rules.etiny - 1), directed);
}

export const nextPlus = (x: Decimal, rules: Rules): Decimal => nanOf(rules, x) ?? next(x, rules, "ROUND_CEILING");
export const nextMinus = (x: Decimal, rules: Rules): Decimal => nanOf(rules, x) ?? next(x, rules, "ROUND_FLOOR");

export function nextToward(x: Decimal, y: Decimal, rules: Rules): Decimal {
  const nan = nanOf(rules, x, y);
  if (nan !== undefined) return nan;
  const order = compareValues(x, y);
  if (order === 0) return signed(x, y.sign);
  const result = next(x, rules, order < 0 ? "ROUND_CEILING" : "ROUND_FLOOR");
  if (result.kind === INFINITE) rules.raised |= OVERFLOW | ROUNDED | INEXACT;
  else if (adjusted(result) < rules.emin) {
    rules.raised |= UNDERFLOW | SUBNORMAL | ROUNDED | INEXACT;
    if (result.coefficient === 0) rules.raised |= CLAMPED;
  }
  return result;
}
