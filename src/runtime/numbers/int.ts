// `int`: its type, for plain numbers and bigints and for instances of classes derived from it.

import { makeTuple } from "../containers/tuple.ts";
import { overflowError, typeError, valueError } from "../errors.ts";
import { nativeType, newInstance } from "../native.ts";
import { object } from "../object.ts";
import { asStr, index, iterate, repr, truth } from "../protocols.ts";
import { known, special, type Type, typeName } from "../types.ts";
import { float, IntObject, None, NotImplemented, type Value } from "../values.ts";
import { warnOfSubclass } from "../warning.ts";
import { asInt, floatOf, intOf, truncate } from "./coerce.ts";
import { powDouble } from "./doubles.ts";
import { formatInt } from "./format.ts";
import { hashInt } from "./hash.ts";
import {
  absInt,
  addInt,
  andInt,
  bitCount,
  bitLength,
  floordivInt,
  type Int,
  invertInt,
  lshiftInt,
  modInt,
  mulInt,
  negInt,
  normal,
  orInt,
  powInt,
  powMod,
  roundInt,
  rshiftInt,
  subInt,
  toDouble,
  trueDiv,
  xorInt,
} from "./integers.ts";
import { octets } from "./octets.ts";
import { fewDigits, intRepr, parseInteger } from "./text.ts";

type Binary = (self: Value, other: Value) => Value;

const forward =
  (f: (a: Int, b: Int) => Value): Binary =>
  (self, other) => {
    const x = asInt(self);
    const y = intOf(other);
    return y === undefined ? NotImplemented : f(x, y);
  };

const reflected = (f: (a: Int, b: Int) => Value): Binary => forward((a, b) => f(b, a));

const divide = (a: Int, b: Int): Value => float(trueDiv(a, b));

export const divmodInt = (a: Int, b: Int): Value => makeTuple([floordivInt(a, b), modInt(a, b)]);

const power = (a: Int, b: Int): Value => (b < 0 ? float(powDouble(toDouble(a), toDouble(b))) : powInt(a, b));

/** `pow(self, other, mod)` */
function modularPower(self: Value, other: Value, mod: Value | undefined): Value {
  const x = asInt(self);
  const y = intOf(other);
  if (y === undefined) return NotImplemented;
  if (mod === undefined || mod === None) return power(x, y);
  const m = intOf(mod);
  return m === undefined ? NotImplemented : powMod(x, y, m);
}

// ---- int(x, base) -------------------------------------------------------------------------------------------------

/** `int(value)` */
export function toInt(value: Value): Int {
  const x = intOf(value);
  if (x !== undefined) {
    return value instanceof IntObject ? converted(value) : x;
  }
  const f = floatOf(value);
  if (f !== undefined && typeof value === "number") return truncate(f);
  if (typeof value === "string") return fromText(value, value, 10);
  if (special(value, "__int__") != null) return converted(value);
  if (special(value, "__index__") != null) return index(value);
  const s = asStr(value);
  if (s !== undefined) return fromText(s, value, 10);
  const data = octets.of(value);
  if (data !== undefined) return fromText(latin1(data), value, 10);
  throw typeError(`int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`);
}

/** What `__int__` gives. */
function converted(value: Value): Int {
  const result = special(value, "__int__")!(value);
  const x = intOf(result);
  if (x === undefined) throw typeError(`__int__ returned non-int (type ${typeName(result)})`);
  if (typeof result === "boolean" || typeof result === "object") warnOfSubclass("__int__", typeName(result), "int");
  return x;
}

/** A character for each byte. (The TextDecoder of that name decodes windows-1252.) */
export function latin1(data: Uint8Array): string {
  let text = "";
  for (let i = 0; i < data.length; i += 0x2000) text += String.fromCharCode(...data.subarray(i, i + 0x2000));
  return text;
}

function fromText(text: string, value: Value, base: number): Int {
  const x = parseInteger(text, base);
  if (x === undefined) {
    throw valueError(`invalid literal for int() with base ${base}: ${cut(repr(value))}`);
  }
  return x;
}

/** Messages show 200 characters at most. */
const cut = (text: string): string => text.slice(0, 200);

function inBase(value: Value, baseValue: Value): Int {
  const base = index(baseValue);
  const text = asStr(value);
  const data = text === undefined && octets.isPlain(value) ? octets.of(value) : undefined;
  if (text === undefined && data === undefined) throw typeError("int() can't convert non-string with explicit base");
  if (base !== 0 && (base < 2 || base > 36)) throw valueError("int() base must be >= 2 and <= 36, or 0");
  return fromText(text ?? latin1(data!), value, Number(base));
}

function create(cls: Type, args: Value[], keywords: Map<string, Value> | undefined): Value {
  if (args.length > 2) throw typeError(`int expected at most 2 arguments, got ${args.length}`);
  let base = args[1];
  if (keywords !== undefined) {
    for (const [name, value] of keywords) {
      if (name !== "base") throw typeError(`int() got an unexpected keyword argument '${name}'`);
      if (base !== undefined) throw typeError("argument for int() given by name ('base') and position (2)");
      base = value;
    }
  }
  const [value] = args;
  if (value === undefined && base !== undefined) throw typeError("int() missing string argument");
  const x = value === undefined ? 0 : base === undefined ? toInt(value) : inBase(value, base);
  return cls === known.int ? x : boxed(cls, x);
}

/** An instance of a class derived from `int`. */
export function boxed(cls: Type, value: Int): Value {
  const instance = newInstance<{ value: Int }>(cls);
  instance.value = value;
  return instance;
}

// ---- bytes --------------------------------------------------------------------------------------------------------

function isLittle(byteorder: Value | undefined): boolean {
  const order = byteorder === undefined ? "big" : asStr(byteorder);
  if (order === undefined) {
    throw typeError(`argument 'byteorder' must be str, not ${typeName(byteorder!)}`);
  }
  if (order !== "little" && order !== "big") throw valueError("byteorder must be either 'little' or 'big'");
  return order === "little";
}

function toBytes(self: Value, length?: Value, byteorder?: Value, signed?: Value): Value {
  const x = asInt(self);
  const count = length === undefined ? 1 : Number(index(length));
  const little = isLittle(byteorder);
  if (count < 0) throw valueError("length argument must be non-negative");
  const isSigned = signed !== undefined && truth(signed);
  if (!isSigned && x < 0) throw overflowError("can't convert negative int to unsigned");
  const needed = isSigned ? bitLength(x < 0 ? invertInt(x) : x) + 1 : bitLength(x);
  if (needed > count * 8 && !(x === 0 && count === 0)) throw overflowError("int too big to convert");
  const data = new Uint8Array(count);
  if (typeof x === "number" && x >= 0) {
    for (let i = 0, rest = x; rest > 0; i++, rest = Math.floor(rest / 256))
      data[little ? i : count - 1 - i] = rest % 256;
    return octets.make(data);
  }
  const hex = BigInt.asUintN(count * 8, BigInt(x))
    .toString(16)
    .padStart(count * 2, "0");
  for (let i = 0; i < count; i++) data[i] = Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16);
  return octets.make(little ? data.reverse() : data);
}

function bytesFrom(value: Value): Uint8Array {
  const data = octets.of(value);
  if (data !== undefined) return data;
  if (asStr(value) !== undefined || special(value, "__iter__") == null) {
    throw typeError(`cannot convert '${typeName(value)}' object to bytes`);
  }
  const items: number[] = [];
  for (const item of iterate(value)) {
    const x = index(item);
    if (x < 0 || x > 255) throw valueError("bytes must be in range(0, 256)");
    items.push(Number(x));
  }
  return Uint8Array.from(items);
}

/** Bytes whose value is surely in the safe range. */
function fewOctets(data: Uint8Array, little: boolean): number {
  let value = 0;
  const last = data.length - 1;
  for (let i = 0; i <= last; i++) value = value * 256 + data[little ? last - i : i]!;
  return value;
}

function fromBytes(cls: Type, bytes: Value, byteorder?: Value, signed?: Value): Value {
  const little = isLittle(byteorder);
  const data = bytesFrom(bytes);
  const isSigned = signed !== undefined && truth(signed);
  if (data.length <= 6 && !isSigned && cls === known.int) return fewOctets(data, little);
  let hex = "";
  for (let i = 0; i < data.length; i++) {
    hex += data[little ? data.length - 1 - i : i]!.toString(16).padStart(2, "0");
  }
  const unsigned = hex === "" ? 0n : BigInt(`0x${hex}`);
  const x = normal(isSigned ? BigInt.asIntN(data.length * 8, unsigned) : unsigned);
  return cls === known.int ? x : cls(x);
}

// ---- the type -----------------------------------------------------------------------------------------------------

/** `round(self, ndigits)` */
export function roundedInt(x: Int, ndigits: Value | undefined): Int {
  if (ndigits === undefined || ndigits === None) return x;
  const digits = index(ndigits);
  return digits >= 0 ? x : roundInt(x, negInt(digits));
}

export const intType: Type = nativeType({
  name: "int",
  base: object,
  ctor: IntObject,
  doc:
    "int([x]) -> integer\nint(x, base=10) -> integer\n\n" +
    "Make an int of a number or of a string. A number is truncated towards zero; a string (or bytes) is read in the\n" +
    "given base, 2 to 36, or, in base 0, as an integer literal. Without arguments, the result is 0.\n\n" +
    ">>> int('0b100', base=0)\n4",
  create,
  special: {
    __repr__: (self: Value) => intRepr(asInt(self)),
    __hash__: (self: Value) => hashInt(asInt(self)),
    __bool__: (self: Value) => asInt(self) !== 0,
    __lt__: forward((a, b) => a < b),
    __le__: forward((a, b) => a <= b),
    __gt__: forward((a, b) => a > b),
    __ge__: forward((a, b) => a >= b),
    __eq__: forward((a, b) => a === b),
    __ne__: forward((a, b) => a !== b),
    __add__: forward(addInt),
    __radd__: reflected(addInt),
    __sub__: forward(subInt),
    __rsub__: reflected(subInt),
    __mul__: forward(mulInt),
    __rmul__: reflected(mulInt),
    __truediv__: forward(divide),
    __rtruediv__: reflected(divide),
    __floordiv__: forward(floordivInt),
    __rfloordiv__: reflected(floordivInt),
    __mod__: forward(modInt),
    __rmod__: reflected(modInt),
    __divmod__: forward(divmodInt),
    __rdivmod__: reflected(divmodInt),
    __pow__: modularPower,
    __rpow__: (self: Value, other: Value, mod?: Value) =>
      intOf(other) === undefined ? NotImplemented : modularPower(other, self, mod),
    __lshift__: forward(lshiftInt),
    __rlshift__: reflected(lshiftInt),
    __rshift__: forward(rshiftInt),
    __rrshift__: reflected(rshiftInt),
    __and__: forward(andInt),
    __rand__: reflected(andInt),
    __or__: forward(orInt),
    __ror__: reflected(orInt),
    __xor__: forward(xorInt),
    __rxor__: reflected(xorInt),
    __neg__: (self: Value) => negInt(asInt(self)),
    __pos__: (self: Value) => asInt(self),
    __abs__: (self: Value) => absInt(asInt(self)),
    __invert__: (self: Value) => invertInt(asInt(self)),
    __int__: (self: Value) => asInt(self),
    __index__: (self: Value) => asInt(self),
    __float__: (self: Value) => float(toDouble(asInt(self))),
    __trunc__: (self: Value) => asInt(self),
    __floor__: (self: Value) => asInt(self),
    __ceil__: (self: Value) => asInt(self),
    __round__: (self: Value, ndigits?: Value) => roundedInt(asInt(self), ndigits),
    __format__: (self: Value, spec: Value) => formatInt(self, asInt(self), spec),
  },
  methods: {
    "conjugate()": asInt,
    "bit_length()": (self: Value) => bitLength(asInt(self)),
    "bit_count()": (self: Value) => bitCount(asInt(self)),
    "as_integer_ratio()": (self: Value) => makeTuple([asInt(self), 1]),
    "is_integer()": (self: Value) => {
      asInt(self);
      return true;
    },
    "to_bytes(length=1, byteorder='big', *, signed=False)": toBytes,
    "__getnewargs__()": (self: Value) => makeTuple([asInt(self)]),
    // What CPython's 30-bit digits take.
    "__sizeof__()": (self: Value) => 24 + 4 * Math.max(1, Math.ceil(bitLength(asInt(self)) / 30)),
  },
  classMethods: { "from_bytes(bytes, byteorder='big', *, signed=False)": fromBytes },
  getters: {
    real: (self: Value) => asInt(self),
    imag: () => 0,
    numerator: (self: Value) => asInt(self),
    denominator: () => 1,
  },
});
intType.tp.convert = (value) => {
  if (typeof value !== "number") return typeof value === "string" ? fewDigits(value, 10) : undefined;
  if (Number.isInteger(value)) return value;
  const whole = Math.trunc(value) + 0;
  return Number.isSafeInteger(whole) ? whole : undefined;
};
known.int = intType;
