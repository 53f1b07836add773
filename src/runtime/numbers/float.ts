// `float`: numbers that are no integers, boxed integral ones, and instances of classes derived from it.

import { makeTuple } from "../containers/tuple.ts";
import { overflowError, typeError, valueError } from "../errors.ts";
import { nativeType, newInstance } from "../native.ts";
import { object } from "../object.ts";
import { asStr, identityHash, index, repr } from "../protocols.ts";
import { hasInit, known, special, type Type, typeName, typeOf } from "../types.ts";
import { Float, float, None, NotImplemented, type Value } from "../values.ts";
import { warnOfSubclass } from "../warning.ts";
import { asDouble, asFloat, doubleOf, floatOf, intOf, isPlainFloat, realOf, truncate } from "./coerce.ts";
import { Complex, powComplex } from "./complex.ts";
import { roundDecimal } from "./decimal.ts";
import { decompose, divDouble, floordivDouble, modDouble, powDouble, powIsComplex, roundHalfEven } from "./doubles.ts";
import { formatFloat } from "./format.ts";
import { hashFloat } from "./hash.ts";
import { latin1 } from "./int.ts";
import { bits, fromDouble, type Int, normal, scale } from "./integers.ts";
import { octets } from "./octets.ts";
import { floatRepr, parseDecimal } from "./text.ts";

type Binary = (self: Value, other: Value) => Value;

const forward =
  (f: (a: number, b: number) => Value): Binary =>
  (self, other) => {
    const x = asFloat(self);
    const y = doubleOf(other);
    return y === undefined ? NotImplemented : f(x, y);
  };

const reflected = (f: (a: number, b: number) => Value): Binary => forward((a, b) => f(b, a));

/** Ints are compared as they are, not rounded to doubles first. */
const comparison =
  (f: (a: number, b: number) => boolean): Binary =>
  (self, other) => {
    const x = asFloat(self);
    const y = other instanceof Float ? other.value : typeof other === "number" ? other : intOf(other);
    return y === undefined ? NotImplemented : f(x, y as number);
  };

const add = (a: number, b: number): Value => float(a + b);
const subtract = (a: number, b: number): Value => float(a - b);
const multiply = (a: number, b: number): Value => float(a * b);
const divide = (a: number, b: number): Value => float(divDouble(a, b));
const floorDivide = (a: number, b: number): Value => float(floordivDouble(a, b));
const modulo = (a: number, b: number): Value => float(modDouble(a, b));
const divmod = (a: number, b: number): Value => makeTuple([floorDivide(a, b), modulo(a, b)]);
const power = (a: number, b: number): Value =>
  powIsComplex(a, b) ? powComplex(new Complex(a, 0), new Complex(b, 0)) : float(powDouble(a, b));

const withoutModulus =
  (f: Binary) =>
  (self: Value, other: Value, mod?: Value): Value => {
    if (mod !== undefined && mod !== None) {
      throw typeError("pow() 3rd argument not allowed unless all arguments are integers");
    }
    return f(self, other);
  };

/** A plain float is immutable: it stands for itself. */
const itself = (self: Value): Value => (isPlainFloat(self) ? self : float(asFloat(self)));

// ---- float(x) -----------------------------------------------------------------------------------------------------

/** `float(value)` */
export function toFloat(value: Value): number {
  if (typeof value === "string") return fromText(value, value);
  if (floatOf(value) !== undefined && typeOf(value).tp.heap) {
    // A subclass may have a __float__ of its own.
    const result = special(value, "__float__")!(value);
    const x = floatOf(result);
    if (x === undefined) throw typeError(`${typeName(value)}.__float__() must return a float, not ${typeName(result)}`);
    if (typeOf(result).tp.heap) warnOfSubclass(`${typeName(value)}.__float__`, typeName(result), "float");
    return x;
  }
  const x = realOf(value);
  if (x !== undefined) return x;
  const s = asStr(value);
  if (s !== undefined) return fromText(s, value);
  const data = octets.of(value);
  // White space and digits beyond ASCII count in texts alone.
  if (data !== undefined) return fromText(latin1(data).replace(/[^\0-\x7f]/g, "?"), value);
  throw typeError(`float() argument must be a string or a real number, not '${typeName(value)}'`);
}

function fromText(text: string, value: Value): number {
  const x = parseDecimal(text);
  if (x === undefined) throw valueError(`could not convert string to float: ${repr(value)}`);
  return x;
}

function create(cls: Type, args: Value[], keywords: Map<string, Value> | undefined): Value {
  if (keywords !== undefined && keywords.size > 0 && !hasInit(cls)) {
    throw typeError(`${cls.tp.name}() takes no keyword arguments`);
  }
  if (args.length > 1) throw typeError(`float expected at most 1 argument, got ${args.length}`);
  if (args.length === 0) return instance(cls, 0);
  return cls === known.float && isPlainFloat(args[0]!) ? args[0] : instance(cls, toFloat(args[0]!));
}

function instance(cls: Type, value: number): Value {
  if (cls === known.float) return float(value);
  const object = newInstance<{ value: number }>(cls);
  object.value = value;
  return object;
}

// ---- hexadecimal --------------------------------------------------------------------------------------------------

function hex(x: number): string {
  if (!Number.isFinite(x)) return floatRepr(x);
  const sign = x < 0 || Object.is(x, -0) ? "-" : "";
  if (x === 0) return `${sign}0x0.0p+0`;
  const [mantissa, exponent] = decompose(Math.abs(x));
  const digits = mantissa.toString(16).padStart(14, "0");
  const e = exponent + 52;
  return `${sign}0x${digits[0]}.${digits.slice(1)}p${e < 0 ? "" : "+"}${e}`;
}

const HEX = /^([+-]?)(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?[0-9]+))?$/i;
const NAMED = /^([+-]?)(inf(?:inity)?|nan)$/i;

function fromHex(text: string): number {
  const plain = text.replace(/^[\t-\r ]+|[\t-\r ]+$/g, "");
  const named = NAMED.exec(plain);
  if (named) return named[2]!.toLowerCase() === "nan" ? Number.NaN : named[1] === "-" ? -Infinity : Infinity;
  const match = HEX.exec(plain);
  if (!match || (match[2] === "" && !match[3])) throw valueError("invalid hexadecimal floating-point string");
  const [, sign = "", whole = "", part = "", power = "0"] = match;
  const x = fromDigits(BigInt(`0x${whole}${part}`), Number(power) - 4 * part.length);
  return sign === "-" ? -x : x;
}

/** mantissa * 2**exponent, rounded. */
function fromDigits(mantissa: bigint, exponent: number): number {
  if (mantissa === 0n) return 0;
  const top = bits(mantissa) + exponent;
  if (top < -1080) return 0;
  const x = top > 1030 ? Infinity : scale(mantissa, exponent);
  if (x === Infinity) throw overflowError("hexadecimal value too large to represent as a float");
  return x;
}

// ---- the type -----------------------------------------------------------------------------------------------------

function integerRatio(self: Value): Value {
  const x = asFloat(self);
  if (Number.isNaN(x)) throw valueError("cannot convert NaN to integer ratio");
  if (!Number.isFinite(x)) throw overflowError("cannot convert Infinity to integer ratio");
  if (Number.isInteger(x)) return makeTuple([fromDouble(x), 1]);
  const [mantissa, exponent] = decompose(x);
  let shift = 0n;
  while (((mantissa >> shift) & 1n) === 0n) shift++;
  return makeTuple([normal(mantissa >> shift), normal(1n << (BigInt(-exponent) - shift))]);
}

/** `round(self, ndigits)` */
export function roundedFloat(x: number, ndigits: Value | undefined): Value {
  if (ndigits === undefined || ndigits === None) return truncate(Number.isFinite(x) ? roundHalfEven(x) : x);
  const digits = index(ndigits);
  const r = roundDecimal(x, Number(digits));
  if (!Number.isFinite(r) && Number.isFinite(x)) throw overflowError("rounded value too large to represent");
  return float(r);
}

const integral =
  (f: (x: number) => number) =>
  (self: Value): Int =>
    truncate(f(asFloat(self)));

function getFormat(_cls: Type, typestr: Value): Value {
  const text = asStr(typestr);
  if (text === undefined) throw typeError(`__getformat__() argument must be str, not ${typeName(typestr)}`);
  if (text === "double" || text === "float") return "IEEE, little-endian";
  throw valueError("__getformat__() argument 1 must be 'double' or 'float'");
}

export const floatType: Type = nativeType({
  name: "float",
  base: object,
  ctor: Float,
  doc: "Convert a string or number to a floating-point number, if possible.",
  create,
  special: {
    __repr__: (self: Value) => floatRepr(asFloat(self)),
    __hash__(self: Value) {
      const x = asFloat(self);
      return Number.isNaN(x) ? identityHash(self) : hashFloat(x);
    },
    __bool__: (self: Value) => asFloat(self) !== 0,
    __lt__: comparison((a, b) => a < b),
    __le__: comparison((a, b) => a <= b),
    __gt__: comparison((a, b) => a > b),
    __ge__: comparison((a, b) => a >= b),
    // biome-ignore lint/suspicious/noDoubleEquals: a bigint equals a number only loosely
    __eq__: comparison((a, b) => a == b),
    // biome-ignore lint/suspicious/noDoubleEquals: the same
    __ne__: comparison((a, b) => a != b),
    __add__: forward(add),
    __radd__: reflected(add),
    __sub__: forward(subtract),
    __rsub__: reflected(subtract),
    __mul__: forward(multiply),
    __rmul__: reflected(multiply),
    __truediv__: forward(divide),
    __rtruediv__: reflected(divide),
    __floordiv__: forward(floorDivide),
    __rfloordiv__: reflected(floorDivide),
    __mod__: forward(modulo),
    __rmod__: reflected(modulo),
    __divmod__: forward(divmod),
    __rdivmod__: reflected(divmod),
    __pow__: withoutModulus(forward(power)),
    __rpow__: withoutModulus(reflected(power)),
    __neg__: (self: Value) => float(-asFloat(self)),
    __pos__: itself,
    __abs__: (self: Value) => float(Math.abs(asFloat(self))),
    __int__: integral((x) => x),
    __float__: itself,
    __trunc__: integral((x) => x),
    __floor__: integral(Math.floor),
    __ceil__: integral(Math.ceil),
    __round__: (self: Value, ndigits?: Value) => roundedFloat(asFloat(self), ndigits),
    __format__: (self: Value, spec: Value) => formatFloat(self, asFloat(self), spec),
  },
  methods: {
    "conjugate()": itself,
    "as_integer_ratio()": integerRatio,
    "hex()": (self: Value) => hex(asFloat(self)),
    "is_integer()": (self: Value) => Number.isInteger(asFloat(self)),
    "__getnewargs__()": (self: Value) => makeTuple([itself(self)]),
  },
  classMethods: {
    "from_number(number, /)": (cls: Type, number: Value) => {
      const x = asDouble(number);
      return cls === known.float ? float(x) : cls(float(x));
    },
    "fromhex(string, /)": (cls: Type, string: Value) => {
      const text = asStr(string);
      if (text === undefined) throw typeError("fromhex() argument must be str");
      const x = float(fromHex(text));
      return cls === known.float ? x : cls(x);
    },
    "__getformat__(typestr, /)": getFormat,
  },
  getters: { real: itself, imag: () => new Float(0) },
});
known.float = floatType;
