// The class `Decimal`.

import {
  asStr,
  Complex,
  call,
  float,
  floatOf,
  importNow,
  intOf,
  isInstanceOf,
  lookupAttribute,
  makeTuple,
  None,
  NotImplemented,
  native,
  nativeType,
  newInstance,
  normal,
  type Type,
  typeError,
  typeName,
  typeOf,
  type Value,
} from "../extension.ts";
import * as arithmetic from "./arithmetic.ts";
import * as comparison from "./comparison.ts";
import { type Context, contextOf, current, withRounding } from "./context.ts";
import {
  exact,
  fromDouble,
  hashOf,
  noteFloat,
  operand,
  operandOf,
  ratioOf,
  ssize,
  toDouble,
  toInt,
} from "./convert.ts";
import * as digits from "./digits.ts";
import { DECIMAL_DOCS, describe } from "./docs.ts";
import { formatDecimal } from "./format.ts";
import {
  adjusted,
  Decimal,
  digitText,
  FINITE,
  finite,
  fromInt,
  INFINITE,
  isNaN,
  isZero,
  negated,
  QUIET,
  SIGNALING,
  signed,
} from "./number.ts";
import { power, powerModulo } from "./power.ts";
import { FLOAT_OPERATION, finished, INVALID_OPERATION, type Rules } from "./rules.ts";
import { toEngineeringText, toText } from "./text.ts";
import { exp, ln, log10 } from "./transcendental.ts";

// ---- making one -------------------------------------------------------------------------------------------------------

/** Results are of the class itself, whatever class the operands are of. */
export const ownClass = (x: Decimal): Decimal =>
  (x as Decimal & { type_: Type }).type_ === decimalType ? x : new Decimal(x.kind, x.sign, x.coefficient, x.exponent);

/** The value as an instance of the class. */
function instance(cls: Type, x: Decimal): Value {
  if (cls === decimalType) return ownClass(x);
  const { kind, sign, coefficient, exponent } = x;
  return Object.assign(newInstance<Decimal>(cls), { kind, sign, coefficient, exponent });
}

function create(cls: Type, args: Value[], keywords: Map<string, Value> | undefined): Value {
  let value = args[0];
  let context = args[1];
  if (args.length > 2) throw typeError(`function takes at most 2 arguments (${args.length} given)`);
  for (const [name, given] of keywords ?? []) {
    if (name === "value" && value === undefined) value = given;
    else if (name === "context" && context === undefined) context = given;
    else throw typeError(`this function got an unexpected keyword argument '${name}'`);
  }
  return instance(cls, exact(value ?? "0", contextOf(context)));
}

/** What `from_float` and `from_number` give: of a derived class, whatever a call of it gives. */
const converted = (cls: Type, x: Decimal): Value => (cls === decimalType ? x : call(cls, x));

function fromFloat(value: Value): Decimal {
  const x = intOf(value);
  if (x !== undefined) return fromInt(x);
  const double = floatOf(value);
  if (double === undefined) throw typeError("argument must be int or float");
  return fromDouble(double);
}

export function createdFromFloat(value: Value, context: Context): Decimal {
  return context.settle(finished(fromFloat(value), context));
}

// ---- operators --------------------------------------------------------------------------------------------------------

type Unary = (x: Decimal, rules: Rules) => Decimal;
type Binary = (a: Decimal, b: Decimal, rules: Rules) => Decimal;

/** `a op b` */
const forward =
  (f: Binary) =>
  (self: Decimal, other: Value): Value => {
    const b = other instanceof Decimal ? other : operandOf(other);
    if (b === undefined) return NotImplemented;
    const context = current();
    return ownClass(context.settle(f(self, b, context)));
  };

const reflected =
  (f: Binary) =>
  (self: Decimal, other: Value): Value => {
    const a = operandOf(other);
    if (a === undefined) return NotImplemented;
    const context = current();
    return ownClass(context.settle(f(a, self, context)));
  };

const sign =
  (f: Unary) =>
  (self: Decimal): Value => {
    const context = current();
    return ownClass(context.settle(f(self, context)));
  };

function divmod(a: Decimal, b: Decimal | undefined): Value {
  if (b === undefined) return NotImplemented;
  const context = current();
  return makeTuple(context.settle(arithmetic.divmod(a, b, context)).map(ownClass));
}

function raised(base: Decimal | undefined, exponent: Decimal | undefined, mod: Value | undefined): Value {
  if (base === undefined || exponent === undefined) return NotImplemented;
  const context = current();
  if (mod === undefined || mod === None) return ownClass(context.settle(power(base, exponent, context)));
  const modulus = operandOf(mod);
  return modulus === undefined ? NotImplemented : context.settle(powerModulo(base, exponent, modulus, context));
}

// ---- comparisons ------------------------------------------------------------------------------------------------------

const rational = (): Value => lookupAttribute(importNow("numbers"), "Rational")!;

/** The order of self and another number, undefined if one is a NaN; NotImplemented for what is no number. */
function orderWith(self: Decimal, other: Value, isEquality: boolean): number | undefined | typeof NotImplemented {
  let a = self;
  let b = other instanceof Decimal ? other : operandOf(other);
  const context = current();
  if (b === undefined) {
    const real = isEquality && other instanceof Complex && other.imag === 0 ? other.real : undefined;
    const double = real ?? floatOf(other);
    if (double !== undefined) {
      if (isEquality) context.status |= FLOAT_OPERATION;
      else noteFloat(context);
      b = fromDouble(double);
    } else if (isInstanceOf(other, rational())) {
      const denominator = operand(lookupAttribute(other, "denominator")!);
      b = operand(lookupAttribute(other, "numerator")!);
      if (a.kind === FINITE) {
        a = finite(a.sign, normal(BigInt(a.coefficient) * BigInt(denominator.coefficient)), a.exponent);
      }
    } else return NotImplemented;
  }
  if (isNaN(a) || isNaN(b)) {
    if (!isEquality || a.kind === SIGNALING || b.kind === SIGNALING) {
      context.raised |= INVALID_OPERATION;
      context.settle(undefined);
    }
    return undefined;
  }
  return comparison.compareValues(a, b);
}

const comparing =
  (holds: (order: number) => boolean, isEquality = false) =>
  (self: Decimal, other: Value): Value => {
    const order = orderWith(self, other, isEquality);
    if (order === NotImplemented) return NotImplemented;
    return order !== undefined && holds(order as number);
  };

// ---- methods ------------------------------------------------------------------------------------------------------------

const unary =
  (f: Unary) =>
  (self: Decimal, context?: Value): Value => {
    const c = contextOf(context);
    return ownClass(c.settle(f(self, c)));
  };

const binary =
  (f: Binary) =>
  (self: Decimal, other: Value, context?: Value): Value => {
    const c = contextOf(context);
    return ownClass(c.settle(f(self, operand(other), c)));
  };

/** What needs no rules, but looks at its arguments as the others do. */
const plainBinary = (f: (a: Decimal, b: Decimal) => Value) => (self: Decimal, other: Value, context?: Value) => {
  contextOf(context);
  return f(self, operand(other));
};

const integral =
  (exactly: boolean) =>
  (self: Decimal, rounding?: Value, context?: Value): Value => {
    const c = contextOf(context);
    return withRounding(c, rounding, () => ownClass(c.settle(arithmetic.toIntegral(self, c, exactly))));
  };

function quantize(self: Decimal, exponent: Value, rounding?: Value, context?: Value): Value {
  const c = contextOf(context);
  const to = operand(exponent);
  return withRounding(c, rounding, () => ownClass(c.settle(arithmetic.quantize(self, to, c))));
}

export const copySign = (a: Decimal, b: Decimal): Decimal => ownClass(signed(a, b.sign));

let tupleClass: Value;
/** `DecimalTuple`, which the module makes. */
export const setTupleClass = (cls: Value): void => {
  tupleClass = cls;
};

function asTuple(self: Decimal): Value {
  const { kind, coefficient } = self;
  const text =
    kind === FINITE
      ? digitText(coefficient)
      : kind === INFINITE
        ? "0"
        : coefficient === 0
          ? ""
          : digitText(coefficient);
  const exponent = kind === FINITE ? self.exponent : kind === INFINITE ? "F" : kind === QUIET ? "n" : "N";
  return call(tupleClass, self.sign, makeTuple(Array.from(text, Number)), exponent);
}

function rounded(self: Decimal, ndigits?: Value): Value {
  if (ndigits === undefined || ndigits === None) return toInt(self, "ROUND_HALF_EVEN");
  const count = intOf(ndigits);
  if (count === undefined) throw typeError("optional arg must be an integer");
  const context = current();
  return context.settle(arithmetic.quantize(self, finite(0, 1, -ssize(count)), context));
}

function format(self: Decimal, spec: Value, override?: Value): Value {
  const text = asStr(spec);
  if (text === undefined) throw typeError("format arg must be str");
  return formatDecimal(self, text, override, current());
}

const itself = (self: Decimal): Value => self;

export const decimalType: Type = nativeType({
  name: "Decimal",
  module: "decimal",
  ctor: Decimal,
  doc: "Construct a new Decimal object. 'value' can be an integer, string, tuple,\nor another Decimal object. If no value is given, return Decimal('0').",
  create: Object.assign(create, { declared: native(`Decimal(value="0", context=None)`, () => None, false) }),
  special: {
    __repr__: (self: Decimal) => `Decimal('${toText(self, current().capitals)}')`,
    __str__: (self: Decimal) => toText(self, current().capitals),
    __hash__: hashOf,
    __bool__: (self: Decimal) => !isZero(self),
    __lt__: comparing((order) => order < 0),
    __le__: comparing((order) => order <= 0),
    __gt__: comparing((order) => order > 0),
    __ge__: comparing((order) => order >= 0),
    __eq__: comparing((order) => order === 0, true),
    __ne__: (self: Decimal, other: Value) => {
      const order = orderWith(self, other, true);
      return order === NotImplemented ? NotImplemented : order !== 0;
    },
    __add__: forward(arithmetic.add),
    __radd__: reflected(arithmetic.add),
    __sub__: forward(arithmetic.subtract),
    __rsub__: reflected(arithmetic.subtract),
    __mul__: forward(arithmetic.multiply),
    __rmul__: reflected(arithmetic.multiply),
    __truediv__: forward(arithmetic.divide),
    __rtruediv__: reflected(arithmetic.divide),
    __floordiv__: forward(arithmetic.divideInteger),
    __rfloordiv__: reflected(arithmetic.divideInteger),
    __mod__: forward(arithmetic.remainder),
    __rmod__: reflected(arithmetic.remainder),
    __divmod__: (self: Decimal, other: Value) => divmod(self, operandOf(other)),
    __rdivmod__: (self: Decimal, other: Value) => {
      const a = operandOf(other);
      return a === undefined ? NotImplemented : divmod(a, self);
    },
    __pow__: (self: Decimal, other: Value, mod?: Value) => raised(self, operandOf(other), mod),
    __rpow__: (self: Decimal, other: Value, mod?: Value) => raised(operandOf(other), self, mod),
    __neg__: sign(arithmetic.minus),
    __pos__: sign(arithmetic.plus),
    __abs__: sign(arithmetic.absolute),
    __int__: (self: Decimal) => toInt(self, "ROUND_DOWN"),
    __float__: (self: Decimal) => float(toDouble(self)),
    __complex__: (self: Decimal) => new Complex(toDouble(self), 0),
    __trunc__: (self: Decimal) => toInt(self, "ROUND_DOWN"),
    __floor__: (self: Decimal) => toInt(self, "ROUND_FLOOR"),
    __ceil__: (self: Decimal) => toInt(self, "ROUND_CEILING"),
    __round__: rounded,
  },
  methods: {
    "__format__(fmtarg, override=None, /)": format,
    "__copy__()": itself,
    "__deepcopy__(memo, /)": itself,
    "__reduce__()": (self: Decimal) => makeTuple([typeOf(self), makeTuple([toText(self)])]),
    "__sizeof__()": (self: Decimal) => 72 + 8 * Math.ceil(digitText(self.coefficient).length / 19),
    "adjusted()": (self: Decimal) => (self.kind === FINITE ? adjusted(self) : 0),
    "as_integer_ratio()": (self: Decimal) => makeTuple(ratioOf(self)),
    "as_tuple()": asTuple,
    "canonical()": itself,
    "compare(other, context=None)": binary(comparison.compare),
    "compare_signal(other, context=None)": binary(comparison.compareSignal),
    "compare_total(other, context=None)": plainBinary(comparison.compareTotal),
    "compare_total_mag(other, context=None)": plainBinary(comparison.compareTotalMag),
    "conjugate()": itself,
    "copy_abs()": (self: Decimal) => ownClass(signed(self, 0)),
    "copy_negate()": negated,
    "copy_sign(other, context=None)": plainBinary(copySign),
    "exp(context=None)": unary(exp),
    "fma(other, third, context=None)": (self: Decimal, other: Value, third: Value, context?: Value) => {
      const c = contextOf(context);
      return ownClass(c.settle(arithmetic.fma(self, operand(other), operand(third), c)));
    },
    "is_canonical()": () => true,
    "is_finite()": (self: Decimal) => self.kind === FINITE,
    "is_infinite()": (self: Decimal) => self.kind === INFINITE,
    "is_nan()": isNaN,
    "is_normal(context=None)": (self: Decimal, context?: Value) => digits.isNormal(self, contextOf(context)),
    "is_qnan()": (self: Decimal) => self.kind === QUIET,
    "is_signed()": (self: Decimal) => self.sign === 1,
    "is_snan()": (self: Decimal) => self.kind === SIGNALING,
    "is_subnormal(context=None)": (self: Decimal, context?: Value) => digits.isSubnormal(self, contextOf(context)),
    "is_zero()": isZero,
    "ln(context=None)": unary(ln),
    "log10(context=None)": unary(log10),
    "logb(context=None)": unary(digits.logb),
    "logical_and(other, context=None)": binary(digits.logicalAnd),
    "logical_invert(context=None)": unary(digits.logicalInvert),
    "logical_or(other, context=None)": binary(digits.logicalOr),
    "logical_xor(other, context=None)": binary(digits.logicalXor),
    "max(other, context=None)": binary(comparison.max),
    "max_mag(other, context=None)": binary(comparison.maxMag),
    "min(other, context=None)": binary(comparison.min),
    "min_mag(other, context=None)": binary(comparison.minMag),
    "next_minus(context=None)": unary(comparison.nextMinus),
    "next_plus(context=None)": unary(comparison.nextPlus),
    "next_toward(other, context=None)": binary(comparison.nextToward),
    "normalize(context=None)": unary(arithmetic.normalize),
    "number_class(context=None)": (self: Decimal, context?: Value) => digits.numberClass(self, contextOf(context)),
    "quantize(exp, rounding=None, context=None)": quantize,
    "radix()": () => fromInt(10),
    "remainder_near(other, context=None)": binary(arithmetic.remainderNear),
    "rotate(other, context=None)": binary(digits.rotate),
    "same_quantum(other, context=None)": plainBinary(digits.sameQuantum),
    "scaleb(other, context=None)": binary(digits.scaleb),
    "shift(other, context=None)": binary(digits.shift),
    "sqrt(context=None)": unary(arithmetic.sqrt),
    "to_eng_string(context=None)": (self: Decimal, context?: Value) =>
      toEngineeringText(self, contextOf(context).capitals),
    "to_integral(rounding=None, context=None)": integral(false),
    "to_integral_exact(rounding=None, context=None)": integral(true),
    "to_integral_value(rounding=None, context=None)": integral(false),
  },
  classMethods: {
    "from_float(f, /)": (cls: Type, f: Value) => converted(cls, fromFloat(f)),
    "from_number(number, /)": (cls: Type, number: Value) => {
      if (number instanceof Decimal) return converted(cls, number);
      const isNumber = intOf(number) !== undefined || floatOf(number) !== undefined;
      if (!isNumber) throw typeError(`conversion from ${typeName(number)} to Decimal is not supported`);
      return converted(cls, fromFloat(number));
    },
  },
  getters: { real: itself, imag: () => fromInt(0) },
});

describe(decimalType, DECIMAL_DOCS);
