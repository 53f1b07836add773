// The class `Context`: its attributes, and the operations of decimals as methods that take their operands.

import {
  exceptionTypes,
  type Int,
  intOf,
  List,
  makeException,
  makeTuple,
  None,
  nativeType,
  newInstance,
  type Type,
  typeError,
  typeOf,
  type Value,
  valueError,
} from "../extension.ts";
import * as arithmetic from "./arithmetic.ts";
import * as comparison from "./comparison.ts";
import { Context, defaultContext, roundingOf } from "./context.ts";
import { created, operand, ssize } from "./convert.ts";
import { copySign, createdFromFloat, ownClass } from "./decimaltype.ts";
import * as digits from "./digits.ts";
import { CONTEXT_DOCS, describe } from "./docs.ts";
import { Decimal, FINITE, fromInt, INFINITE, isNaN, isZero, negated, QUIET, SIGNALING, signed } from "./number.ts";
import { power, powerModulo } from "./power.ts";
import { finished, MAX_EMAX, MAX_PREC, MIN_EMIN, type Rules } from "./rules.ts";
import { flagsOf, signalBits, trapsOf } from "./signaldict.ts";
import { SIGNALS, signalNames } from "./signals.ts";
import { toEngineeringText, toText } from "./text.ts";
import { exp, ln, log10 } from "./transcendental.ts";

// ---- attributes ---------------------------------------------------------------------------------------------------------

function present(value: Value | undefined): Value {
  if (value !== undefined) return value;
  throw makeException(exceptionTypes.get("AttributeError")!, ["context attributes cannot be deleted"]);
}

/** An int in a range, which the error says. */
function inRange(value: Value | undefined, low: number, high: number, message: string): number {
  const x = intOf(present(value));
  if (x === undefined) throw typeError("an integer is required");
  ssize(x);
  // The limits are those of 64 bits: one less than the number that stands for them.
  if (x < low || x > high || (typeof x === "bigint" && (x >= LIMIT || x <= -LIMIT))) throw valueError(message);
  return Number(x);
}

const LIMIT = 10n ** 18n;

/** As Python sees a limit. */
export const limitOf = (x: number): Int =>
  Number.isSafeInteger(x) ? x : x >= MAX_PREC ? LIMIT - 1n : x <= MIN_EMIN ? 1n - LIMIT : BigInt(x);

type Setter = (self: Context, value: Value | undefined) => void;

const setPrec: Setter = (self, value) => {
  self.prec = inRange(value, 1, MAX_PREC, "valid range for prec is [1, MAX_PREC]");
};
const setRounding: Setter = (self, value) => {
  self.rounding = roundingOf(present(value));
};
const setEmin: Setter = (self, value) => {
  self.emin = inRange(value, MIN_EMIN, 0, "valid range for Emin is [MIN_EMIN, 0]");
};
const setEmax: Setter = (self, value) => {
  self.emax = inRange(value, 0, MAX_EMAX, "valid range for Emax is [0, MAX_EMAX]");
};
const setCapitals: Setter = (self, value) => {
  self.capitals = inRange(value, 0, 1, "valid values for capitals are 0 or 1") === 1;
};
const setClamp: Setter = (self, value) => {
  self.clamp = inRange(value, 0, 1, "valid values for clamp are 0 or 1") === 1;
};
const setFlags: Setter = (self, value) => {
  self.status = signalBits(present(value), false);
};
const setTraps: Setter = (self, value) => {
  self.traps = signalBits(present(value), false);
};

/** The settings by name, in the order of the constructor's parameters. */
export const SETTERS: ReadonlyMap<string, Setter> = new Map([
  ["prec", setPrec],
  ["rounding", setRounding],
  ["Emin", setEmin],
  ["Emax", setEmax],
  ["capitals", setCapitals],
  ["clamp", setClamp],
  ["flags", (self, value) => void (self.status = signalBits(value!, true))],
  ["traps", (self, value) => void (self.traps = signalBits(value!, true))],
]);

function initialise(self: Context, ...values: (Value | undefined)[]): Value {
  let i = 0;
  for (const set of SETTERS.values()) {
    const value = values[i++];
    if (value !== undefined && value !== None) set(self, value);
  }
  return None;
}

export function describeContext(self: Context): string {
  const { prec, rounding, emin, emax, capitals, clamp, status, traps } = self;
  return `Context(prec=${limitOf(prec)}, rounding=${rounding}, Emin=${limitOf(emin)}, Emax=${limitOf(emax)}, capitals=${
    capitals ? 1 : 0
  }, clamp=${clamp ? 1 : 0}, flags=[${signalNames(status)}], traps=[${signalNames(traps)}])`;
}

const signalList = (bits: number): Value =>
  new List(SIGNALS.filter((each) => (each.bits & bits) !== 0).map(({ type }) => type));

function reduce(self: Context): Value {
  const { prec, rounding, emin, emax, capitals, clamp, status, traps } = self;
  const settings = [limitOf(prec), rounding, limitOf(emin), limitOf(emax), capitals ? 1 : 0, clamp ? 1 : 0];
  return makeTuple([typeOf(self), makeTuple([...settings, signalList(status), signalList(traps)])]);
}

// ---- operations ---------------------------------------------------------------------------------------------------------

const unary =
  (f: (x: Decimal, rules: Rules) => Decimal) =>
  (self: Context, x: Value): Value =>
    ownClass(self.settle(f(operand(x), self)));

const binary =
  (f: (a: Decimal, b: Decimal, rules: Rules) => Decimal) =>
  (self: Context, x: Value, y: Value): Value =>
    ownClass(self.settle(f(operand(x), operand(y), self)));

/** Of one operand and no rules. */
const plain =
  (f: (x: Decimal, self: Context) => Value) =>
  (self: Context, x: Value): Value =>
    f(operand(x), self);

const plainBinary =
  (f: (a: Decimal, b: Decimal) => Value) =>
  (_self: Context, x: Value, y: Value): Value =>
    f(operand(x), operand(y));

function aDecimal(x: Value): Decimal {
  if (x instanceof Decimal) return x;
  throw typeError("argument must be a Decimal");
}

function powerOf(self: Context, a: Value, b: Value, modulo?: Value): Value {
  const [x, y] = [operand(a), operand(b)];
  if (modulo === undefined || modulo === None) return ownClass(self.settle(power(x, y, self)));
  return ownClass(self.settle(powerModulo(x, y, operand(modulo), self)));
}

const integral = (exactly: boolean) => unary((x, rules) => arithmetic.toIntegral(x, rules, exactly));

export const contextType: Type = nativeType({
  name: "Context",
  module: "decimal",
  ctor: Context,
  doc: "The context affects almost all operations and controls rounding,\nOver/Underflow, raising of exceptions and much more.",
  create: (cls) => {
    const { prec, rounding, emin, emax, clamp, traps } = defaultContext;
    return Object.assign(newInstance<Context>(cls), { prec, rounding, emin, emax, clamp, traps });
  },
  special: { __repr__: describeContext },
  methods: {
    "__init__(prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)":
      initialise,
    "__copy__()": (self: Context) => new Context().copyFrom(self),
    "__reduce__()": reduce,
    "copy()": (self: Context) => new Context().copyFrom(self),
    "clear_flags()": (self: Context) => {
      self.status = 0;
      return None;
    },
    "clear_traps()": (self: Context) => {
      self.traps = 0;
      return None;
    },
    "Etiny()": (self: Context) => limitOf(self.etiny),
    "Etop()": (self: Context) => limitOf(self.etop),
    "radix()": () => fromInt(10),
    'create_decimal(num="0", /)': (self: Context, num?: Value) => ownClass(created(num ?? "0", self)),
    "create_decimal_from_float(f, /)": (self: Context, f: Value) => createdFromFloat(f, self),
    "_apply(x, /)": unary(finished),
    "abs(x, /)": unary(arithmetic.absolute),
    "add(x, y, /)": binary(arithmetic.add),
    "canonical(x, /)": (_self: Context, x: Value) => aDecimal(x),
    "compare(x, y, /)": binary(comparison.compare),
    "compare_signal(x, y, /)": binary(comparison.compareSignal),
    "compare_total(x, y, /)": plainBinary(comparison.compareTotal),
    "compare_total_mag(x, y, /)": plainBinary(comparison.compareTotalMag),
    "copy_abs(x, /)": plain((x) => ownClass(signed(x, 0))),
    "copy_decimal(x, /)": plain(ownClass),
    "copy_negate(x, /)": plain(negated),
    "copy_sign(x, y, /)": plainBinary(copySign),
    "divide(x, y, /)": binary(arithmetic.divide),
    "divide_int(x, y, /)": binary(arithmetic.divideInteger),
    "divmod(x, y, /)": (self: Context, x: Value, y: Value) =>
      makeTuple(self.settle(arithmetic.divmod(operand(x), operand(y), self)).map(ownClass)),
    "exp(x, /)": unary(exp),
    "fma(x, y, z, /)": (self: Context, x: Value, y: Value, z: Value) =>
      ownClass(self.settle(arithmetic.fma(operand(x), operand(y), operand(z), self))),
    "is_canonical(x, /)": (_self: Context, x: Value) => aDecimal(x) === x,
    "is_finite(x, /)": plain((x) => x.kind === FINITE),
    "is_infinite(x, /)": plain((x) => x.kind === INFINITE),
    "is_nan(x, /)": plain(isNaN),
    "is_normal(x, /)": plain(digits.isNormal),
    "is_qnan(x, /)": plain((x) => x.kind === QUIET),
    "is_signed(x, /)": plain((x) => x.sign === 1),
    "is_snan(x, /)": plain((x) => x.kind === SIGNALING),
    "is_subnormal(x, /)": plain(digits.isSubnormal),
    "is_zero(x, /)": plain(isZero),
    "ln(x, /)": unary(ln),
    "log10(x, /)": unary(log10),
    "logb(x, /)": unary(digits.logb),
    "logical_and(x, y, /)": binary(digits.logicalAnd),
    "logical_invert(x, /)": unary(digits.logicalInvert),
    "logical_or(x, y, /)": binary(digits.logicalOr),
    "logical_xor(x, y, /)": binary(digits.logicalXor),
    "max(x, y, /)": binary(comparison.max),
    "max_mag(x, y, /)": binary(comparison.maxMag),
    "min(x, y, /)": binary(comparison.min),
    "min_mag(x, y, /)": binary(comparison.minMag),
    "minus(x, /)": unary(arithmetic.minus),
    "multiply(x, y, /)": binary(arithmetic.multiply),
    "next_minus(x, /)": unary(comparison.nextMinus),
    "next_plus(x, /)": unary(comparison.nextPlus),
    "next_toward(x, y, /)": binary(comparison.nextToward),
    "normalize(x, /)": unary(arithmetic.normalize),
    "number_class(x, /)": plain(digits.numberClass),
    "plus(x, /)": unary(arithmetic.plus),
    "power(a, b, modulo=None)": powerOf,
    "quantize(x, y, /)": binary(arithmetic.quantize),
    "remainder(x, y, /)": binary(arithmetic.remainder),
    "remainder_near(x, y, /)": binary(arithmetic.remainderNear),
    "rotate(x, y, /)": binary(digits.rotate),
    "same_quantum(x, y, /)": plainBinary(digits.sameQuantum),
    "scaleb(x, y, /)": binary(digits.scaleb),
    "shift(x, y, /)": binary(digits.shift),
    "sqrt(x, /)": unary(arithmetic.sqrt),
    "subtract(x, y, /)": binary(arithmetic.subtract),
    "to_eng_string(x, /)": plain((x, self) => toEngineeringText(x, self.capitals)),
    "to_integral(x, /)": integral(false),
    "to_integral_exact(x, /)": integral(true),
    "to_integral_value(x, /)": integral(false),
    "to_sci_string(x, /)": plain((x, self) => toText(x, self.capitals)),
  },
  getters: {
    prec: [(self: Context) => limitOf(self.prec), setPrec],
    rounding: [(self: Context) => self.rounding, setRounding],
    Emin: [(self: Context) => limitOf(self.emin), setEmin],
    Emax: [(self: Context) => limitOf(self.emax), setEmax],
    capitals: [(self: Context) => (self.capitals ? 1 : 0), setCapitals],
    clamp: [(self: Context) => (self.clamp ? 1 : 0), setClamp],
    flags: [flagsOf, setFlags],
    traps: [trapsOf, setTraps],
  },
});

describe(contextType, CONTEXT_DOCS);
