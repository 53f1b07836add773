// `complex`: two doubles. Mixed with a real number, an operation does not pretend that the other has an imaginary part
// of 0, which would spoil the signs of zeros and infinities. Products and quotients that come out as two NaNs are
// computed again where an operand was infinite, as annex G of the C standard says.

import { makeTuple } from "../containers/tuple.ts";
import { overflowError, typeError, valueError, zeroDivisionError } from "../errors.ts";
import { nativeType, newInstance } from "../native.ts";
import { object } from "../object.ts";
import { asStr, repr } from "../protocols.ts";
import { special, type Type, typeName } from "../types.ts";
import { Float, float, None, NotImplemented, type Value } from "../values.ts";
import { asDouble, doubleOf, intOf, realOf } from "./coerce.ts";
import { powDouble } from "./doubles.ts";
import { formatComplex } from "./format.ts";
import { hashComplex } from "./hash.ts";
import { hypot } from "./power.ts";
import { complexRepr, parseComplex } from "./text.ts";

export class Complex {
  readonly real: number;
  readonly imag: number;
  constructor(real: number, imag: number) {
    this.real = real;
    this.imag = imag;
  }
}

// ---- arithmetic ---------------------------------------------------------------------------------------------------

const signed = (magnitude: number, sign: number): number => (sign < 0 || Object.is(sign, -0) ? -magnitude : magnitude);
const isInfinite = (x: number): boolean => x === Infinity || x === -Infinity;
/** 1 or 0 with the sign of x: is it infinite? */
const boxedInfinity = (x: number): number => signed(isInfinite(x) ? 1 : 0, x);
const withoutNaN = (x: number): number => (Number.isNaN(x) ? signed(0, x) : x);

function product(a: Complex, b: Complex): Complex {
  const real = a.real * b.real - a.imag * b.imag;
  const imag = a.real * b.imag + a.imag * b.real;
  return Number.isNaN(real) && Number.isNaN(imag) ? infiniteProduct(a, b, real, imag) : new Complex(real, imag);
}

function infiniteProduct(x: Complex, y: Complex, real: number, imag: number): Complex {
  let [a, b, c, d] = [x.real, x.imag, y.real, y.imag];
  const products = [a * c, b * d, a * d, b * c];
  let again = false;
  if (isInfinite(a) || isInfinite(b)) {
    [a, b, c, d] = [boxedInfinity(a), boxedInfinity(b), withoutNaN(c), withoutNaN(d)];
    again = true;
  }
  if (isInfinite(c) || isInfinite(d)) {
    [a, b, c, d] = [withoutNaN(a), withoutNaN(b), boxedInfinity(c), boxedInfinity(d)];
    again = true;
  }
  if (!again && products.some(isInfinite)) {
    [a, b, c, d] = [withoutNaN(a), withoutNaN(b), withoutNaN(c), withoutNaN(d)];
    again = true;
  }
  return again ? new Complex(Infinity * (a * c - b * d), Infinity * (a * d + b * c)) : new Complex(real, imag);
}

/** Divides by the larger part of the divisor first, so that no square can overflow. */
function quotient(a: Complex, b: Complex): Complex {
  const x = Math.abs(b.real);
  const y = Math.abs(b.imag);
  if (x === 0 && y === 0) throw zeroDivisionError("division by zero");
  let real = Number.NaN;
  let imag = Number.NaN;
  if (x >= y) {
    const ratio = b.imag / b.real;
    const divisor = b.real + b.imag * ratio;
    real = (a.real + a.imag * ratio) / divisor;
    imag = (a.imag - a.real * ratio) / divisor;
  } else if (y >= x) {
    const ratio = b.real / b.imag;
    const divisor = b.real * ratio + b.imag;
    real = (a.real * ratio + a.imag) / divisor;
    imag = (a.imag * ratio - a.real) / divisor;
  }
  return Number.isNaN(real) && Number.isNaN(imag) ? infiniteQuotient(a, b, real, imag) : new Complex(real, imag);
}

function infiniteQuotient(a: Complex, b: Complex, real: number, imag: number): Complex {
  const finite = (z: Complex): boolean => Number.isFinite(z.real) && Number.isFinite(z.imag);
  const infinite = (z: Complex): boolean => isInfinite(z.real) || isInfinite(z.imag);
  const [scale, x, y] = infinite(a) && finite(b) ? [Infinity, a, b] : infinite(b) && finite(a) ? [0, a, b] : [1, a, b];
  if (scale === 1) return new Complex(real, imag);
  const u = scale === 0 ? x : new Complex(boxedInfinity(x.real), boxedInfinity(x.imag));
  const v = scale === 0 ? new Complex(boxedInfinity(y.real), boxedInfinity(y.imag)) : y;
  return new Complex(scale * (u.real * v.real + u.imag * v.imag), scale * (u.imag * v.real - u.real * v.imag));
}

/** `real / b` */
function reciprocal(real: number, b: Complex): Complex {
  const x = Math.abs(b.real);
  const y = Math.abs(b.imag);
  if (x === 0 && y === 0) throw zeroDivisionError("division by zero");
  if (x >= y) {
    const ratio = b.imag / b.real;
    const divisor = b.real + b.imag * ratio;
    return new Complex(real / divisor, (-real * ratio) / divisor);
  }
  if (y >= x) {
    const ratio = b.real / b.imag;
    const divisor = b.real * ratio + b.imag;
    return new Complex((real * ratio) / divisor, -real / divisor);
  }
  return new Complex(Number.NaN, Number.NaN);
}

/** `a ** b`. Small whole exponents are multiplied out, which is more exact than the polar form. */
export function powComplex(a: Complex, b: Complex): Complex {
  const r =
    b.imag === 0 && Number.isInteger(b.real) && Math.abs(b.real) <= 100 ? wholePower(a, b.real) : polarPower(a, b);
  if (isInfinite(r.real) || isInfinite(r.imag)) throw overflowError("complex exponentiation");
  return r;
}

function wholePower(a: Complex, n: number): Complex {
  if (n === 0) return new Complex(1, 0);
  if (n < 0) {
    if (a.real === 0 && a.imag === 0) throw zeroDivisionError("zero to a negative or complex power");
    return quotient(new Complex(1, 0), wholePower(a, -n));
  }
  let r = new Complex(1, 0);
  let base = a;
  for (let e = n; ; ) {
    if (e & 1) r = product(r, base);
    e >>= 1;
    if (e === 0) return r;
    base = product(base, base);
  }
}

function polarPower(a: Complex, b: Complex): Complex {
  if (b.real === 0 && b.imag === 0) return new Complex(1, 0);
  if (a.real === 0 && a.imag === 0) {
    if (b.imag !== 0 || b.real < 0) throw zeroDivisionError("zero to a negative or complex power");
    return new Complex(0, 0);
  }
  const size = hypot(a.real, a.imag);
  const angle = Math.atan2(a.imag, a.real);
  let length = size ** b.real;
  if (Number.isFinite(size) && Number.isFinite(length)) length = powDouble(size, b.real);
  let phase = angle * b.real;
  if (b.imag !== 0) {
    length *= Math.exp(-angle * b.imag);
    phase += b.imag * Math.log(size);
  }
  return new Complex(length * Math.cos(phase), length * Math.sin(phase));
}

/** `abs(z)` */
function magnitude(z: Complex): Value {
  const r = hypot(z.real, z.imag);
  if (r === Infinity && Number.isFinite(z.real) && Number.isFinite(z.imag)) {
    throw overflowError("absolute value too large");
  }
  return float(r);
}

// ---- operands -----------------------------------------------------------------------------------------------------

function asComplex(self: Value): Complex {
  if (self instanceof Complex) return self;
  throw typeError(`descriptor requires a 'complex' object but received a '${typeName(self)}'`);
}

/** An operation for two complex numbers, and for one whose other operand is real. */
const mixed =
  (both: (a: Complex, b: Complex) => Complex, real: (a: Complex, b: number) => Complex) =>
  (self: Value, other: Value): Value => {
    const a = asComplex(self);
    if (other instanceof Complex) return both(a, other);
    const b = doubleOf(other);
    return b === undefined ? NotImplemented : real(a, b);
  };

const add = (a: Complex, b: Complex): Complex => new Complex(a.real + b.real, a.imag + b.imag);
const addReal = (a: Complex, b: number): Complex => new Complex(a.real + b, a.imag);
const subtract = (a: Complex, b: Complex): Complex => new Complex(a.real - b.real, a.imag - b.imag);
const subtractReal = (a: Complex, b: number): Complex => new Complex(a.real - b, a.imag);
const fromReal = (a: Complex, b: number): Complex => new Complex(b - a.real, -a.imag);
const multiplyReal = (a: Complex, b: number): Complex => new Complex(a.real * b, a.imag * b);
function divideReal(a: Complex, b: number): Complex {
  if (b === 0) throw zeroDivisionError("division by zero");
  return new Complex(a.real / b, a.imag / b);
}

const swapped =
  (f: (a: Complex, b: Complex) => Complex) =>
  (a: Complex, b: Complex): Complex =>
    f(b, a);

const withoutModulus =
  (f: (self: Value, other: Value) => Value) =>
  (self: Value, other: Value, mod?: Value): Value => {
    if (mod !== undefined && mod !== None) throw valueError("complex modulo");
    return f(self, other);
  };

function equals(self: Value, other: Value): boolean | undefined {
  const a = asComplex(self);
  if (other instanceof Complex) return a.real === other.real && a.imag === other.imag;
  if (other instanceof Float) return a.imag === 0 && a.real === other.value;
  const b = typeof other === "number" ? other : intOf(other);
  // biome-ignore lint/suspicious/noDoubleEquals: a bigint equals a number only loosely
  return b === undefined ? undefined : a.imag === 0 && a.real == b;
}

// ---- complex(real, imag) ------------------------------------------------------------------------------------------

/** What `__complex__` gives, or the number itself; undefined if the value is neither. */
export function complexOf(value: Value): Complex | undefined {
  if (value instanceof Complex) return value;
  const method = special(value, "__complex__");
  if (method != null) {
    const result = method(value);
    if (result instanceof Complex) return result;
    throw typeError(`${typeName(value)}.__complex__() must return a complex, not ${typeName(result)}`);
  }
  const real = realOf(value);
  return real === undefined ? undefined : new Complex(real, 0);
}

function create(cls: Type, args: Value[], keywords: Map<string, Value> | undefined): Value {
  let [real, imag] = args;
  const count = args.length + (keywords?.size ?? 0);
  if (count > 2) throw typeError(`complex() takes at most 2 arguments (${count} given)`);
  for (const [name, value] of keywords ?? []) {
    if (name !== "real" && name !== "imag") throw typeError(`complex() got an unexpected keyword argument '${name}'`);
    if (name === "real" ? real !== undefined : imag !== undefined) {
      const position = name === "real" ? 1 : 2;
      throw typeError(`argument for complex() given by name ('${name}') and position (${position})`);
    }
    if (name === "real") real = value;
    else imag = value;
  }
  if (real === undefined && imag === undefined) return instance(cls, 0, 0);
  if (imag === undefined && args.length === 1) return single(cls, real!);
  const x = real === undefined ? new Complex(0, 0) : argument("real", real);
  if (imag === undefined) return instance(cls, x.real, x.imag);
  // A part that is complex itself adds to both: real + imag * 1j.
  const y = argument("imag", imag);
  return instance(cls, hasImag(imag) ? x.real - y.imag : x.real, hasImag(real) ? x.imag + y.real : y.real);
}

const hasImag = (value: Value | undefined): boolean =>
  value instanceof Complex || (value !== undefined && special(value, "__complex__") != null);

function single(cls: Type, value: Value): Value {
  const text = asStr(value);
  if (text !== undefined) {
    const parts = parseComplex(text);
    if (parts === undefined) throw valueError(misread(text, value));
    return instance(cls, ...parts);
  }
  const z = complexOf(value);
  if (z === undefined) throw typeError(`complex() argument must be a string or a number, not ${typeName(value)}`);
  return instance(cls, z.real, z.imag);
}

/** Misplaced underscores have a message of their own. */
const misread = (text: string, value: Value): string =>
  /(?<![0-9])_|_(?![0-9])/.test(text)
    ? `could not convert string to complex: ${repr(value)}`
    : "complex() arg is a malformed string";

function argument(name: string, value: Value): Complex {
  const isOther = name === "imag" && !(value instanceof Complex) && special(value, "__complex__") != null;
  const z = asStr(value) === undefined && !isOther ? complexOf(value) : undefined;
  if (z === undefined) throw typeError(`complex() argument '${name}' must be a real number, not ${typeName(value)}`);
  return z;
}

function instance(cls: Type, real: number, imag: number): Value {
  if (cls === complex) return new Complex(real, imag);
  const object = newInstance<{ real: number; imag: number }>(cls);
  object.real = real;
  object.imag = imag;
  return object;
}

export const complex: Type = nativeType({
  name: "complex",
  base: object,
  ctor: Complex,
  doc:
    "Make a complex number of a string or of numbers.\n\n" +
    "A string is parsed; a number is converted; 'real' and 'imag' are the components.",
  create,
  special: {
    __repr__: (self: Value) => complexRepr(asComplex(self).real, asComplex(self).imag),
    __hash__: (self: Value) => hashComplex(asComplex(self).real, asComplex(self).imag),
    __bool__: (self: Value) => asComplex(self).real !== 0 || asComplex(self).imag !== 0,
    __eq__: (self: Value, other: Value) => equals(self, other) ?? NotImplemented,
    __ne__: (self: Value, other: Value) => {
      const r = equals(self, other);
      return r === undefined ? NotImplemented : !r;
    },
    __lt__: () => NotImplemented,
    __le__: () => NotImplemented,
    __gt__: () => NotImplemented,
    __ge__: () => NotImplemented,
    __add__: mixed(add, addReal),
    __radd__: mixed(swapped(add), addReal),
    __sub__: mixed(subtract, subtractReal),
    __rsub__: mixed(swapped(subtract), fromReal),
    __mul__: mixed(product, multiplyReal),
    __rmul__: mixed(swapped(product), multiplyReal),
    __truediv__: mixed(quotient, divideReal),
    __rtruediv__: mixed(swapped(quotient), (a, b) => reciprocal(b, a)),
    __pow__: withoutModulus(mixed(powComplex, (a, b) => powComplex(a, new Complex(b, 0)))),
    __rpow__: withoutModulus(mixed(swapped(powComplex), (a, b) => powComplex(new Complex(b, 0), a))),
    __neg__: (self: Value) => new Complex(-asComplex(self).real, -asComplex(self).imag),
    __pos__: (self: Value) => new Complex(asComplex(self).real, asComplex(self).imag),
    __abs__: (self: Value) => magnitude(asComplex(self)),
    __complex__: (self: Value) => new Complex(asComplex(self).real, asComplex(self).imag),
    __format__: (self: Value, spec: Value) => {
      const { real, imag } = asComplex(self);
      return formatComplex(self, real, imag, spec);
    },
  },
  methods: {
    "conjugate()": (self: Value) => new Complex(asComplex(self).real, -asComplex(self).imag),
    "__getnewargs__()": (self: Value) => makeTuple([float(asComplex(self).real), float(asComplex(self).imag)]),
  },
  classMethods: {
    "from_number(number, /)": (cls: Type, number: Value) => {
      const z = asStr(number) === undefined ? complexOf(number) : undefined;
      const { real, imag } = z ?? new Complex(asDouble(number), 0);
      return cls === complex ? new Complex(real, imag) : cls(new Complex(real, imag));
    },
  },
  members: {
    real: (self: Value) => float(asComplex(self).real),
    imag: (self: Value) => float(asComplex(self).imag),
  },
});
