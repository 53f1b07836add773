// The arithmetic operators as emitted code calls them: `$add(a, b)`.
//
// Each begins with the quick way for two plain numbers, small enough to be inlined, and leaves everything else to a
// function of its own: boxed floats and bigints first, then the special methods of objects. Of two numbers, the result
// of `+`, `-` or `*` that is not an integer is a float as it stands; an integral one is an int if both operands were
// integers, else a float to be boxed.
//
// `a op= b` differs from `a op b` only for objects that have `__iop__`, and in the wording of errors. The operators look
// alike on purpose: each has its own inline caches.

import { binary, inplace, isDirect, type Operator, operator, refused, unary } from "./dispatch.ts";
import { isPlainFloat, plainInt } from "./numbers/coerce.ts";
import { Complex, powComplex } from "./numbers/complex.ts";
import { divDouble, floordivDouble, modDouble, powDouble, powIsComplex } from "./numbers/doubles.ts";
import {
  addInt,
  andInt,
  floordivInt,
  type Int,
  invertInt,
  lshiftInt,
  modInt,
  mulInt,
  negInt,
  orInt,
  powInt,
  rshiftInt,
  subInt,
  toDouble,
  trueDiv,
  xorInt,
} from "./numbers/integers.ts";
import type { Proto, Type } from "./types.ts";
import { Float, float, NotImplemented, type Value } from "./values.ts";
import { warner } from "./warning.ts";

const MAX = Number.MAX_SAFE_INTEGER;

const ADD = operator("+", "add");
const SUB = operator("-", "sub");
const MUL = operator("*", "mul");
const DIV = operator("/", "truediv");
const FLOORDIV = operator("//", "floordiv");
const MOD = operator("%", "mod");
const POW = operator("**", "pow");
const MATMUL = operator("@", "matmul");
const LSHIFT = operator("<<", "lshift");
const RSHIFT = operator(">>", "rshift");
const AND = operator("&", "and");
const OR = operator("|", "or");
const XOR = operator("^", "xor");

/** Two numbers of which the result is an integer: an int of two ints, else a float. */
function integral(a: number, b: number, r: number, exact: (a: Int, b: Int) => Int): Value {
  if (!Number.isInteger(a) || !Number.isInteger(b)) return new Float(r);
  return r <= MAX && r >= -MAX ? r + 0 : exact(a, b);
}

const general = (op: Operator, assigning: boolean, a: Value, b: Value): Value =>
  assigning ? inplace(op, a, b) : binary(op, a, b);

// ---- a + b -----------------------------------------------------------------------------------------------------------

export function add(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") {
    const r = a + b;
    return Number.isInteger(r) ? integral(a, b, r, addInt) : r;
  }
  if (typeof a === "string" && typeof b === "string") return a + b;
  return addSlow(a, b, false);
}

export function iadd(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") {
    const r = a + b;
    return Number.isInteger(r) ? integral(a, b, r, addInt) : r;
  }
  if (typeof a === "string" && typeof b === "string") return a + b;
  return addSlow(a, b, true);
}

function addSlow(a: Value, b: Value, assigning: boolean): Value {
  if (isPlainFloat(a)) {
    if (typeof b === "number") return float(a.value + b);
    if (isPlainFloat(b)) return float(a.value + b.value);
  } else if (typeof a === "number") {
    if (isPlainFloat(b)) return float(a + b.value);
    if (typeof b === "bigint" && Number.isInteger(a)) return addInt(a, b);
  } else if (typeof a === "bigint") {
    if (typeof b === "bigint" || (typeof b === "number" && Number.isInteger(b))) return addInt(a, b);
  } else if (typeof a === "object") {
    const method = (a as Proto).m$__add__;
    if (isDirect(method, a, b) && !(assigning && (a as Proto).m$__iadd__ !== undefined)) {
      const r = method(a, b);
      return r === NotImplemented ? refused(ADD, assigning, a, b) : r;
    }
    if (typeof b === "object" && method != null && !(assigning && (a as Proto).m$__iadd__ !== undefined)) {
      // Two lists, or two bytes: nobody else is to be asked.
      const { type_ } = a as { type_: Type };
      if (type_ === (b as { type_?: Type }).type_ && !type_.tp.heap) return method(a, b);
    }
  }
  return general(ADD, assigning, a, b);
}
// ---- a - b -----------------------------------------------------------------------------------------------------------

export function sub(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") {
    const r = a - b;
    return Number.isInteger(r) ? integral(a, b, r, subInt) : r;
  }
  return subSlow(a, b, false);
}

export function isub(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") {
    const r = a - b;
    return Number.isInteger(r) ? integral(a, b, r, subInt) : r;
  }
  return subSlow(a, b, true);
}

function subSlow(a: Value, b: Value, assigning: boolean): Value {
  if (isPlainFloat(a)) {
    if (typeof b === "number") return float(a.value - b);
    if (isPlainFloat(b)) return float(a.value - b.value);
  } else if (typeof a === "number") {
    if (isPlainFloat(b)) return float(a - b.value);
    if (typeof b === "bigint" && Number.isInteger(a)) return subInt(a, b);
  } else if (typeof a === "bigint") {
    if (typeof b === "bigint" || (typeof b === "number" && Number.isInteger(b))) return subInt(a, b);
  } else if (typeof a === "object") {
    const method = (a as Proto).m$__sub__;
    if (isDirect(method, a, b) && !(assigning && (a as Proto).m$__isub__ !== undefined)) {
      const r = method(a, b);
      return r === NotImplemented ? refused(SUB, assigning, a, b) : r;
    }
  }
  return general(SUB, assigning, a, b);
}
// ---- a * b -----------------------------------------------------------------------------------------------------------

export function mul(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") {
    const r = a * b;
    return Number.isInteger(r) ? integral(a, b, r, mulInt) : r;
  }
  return mulSlow(a, b, false);
}

/** `a * b`, of which only the rest of a division by `modulus` counts: what is left of a large product is calculated by parts. */
export function mulModulo(a: Value, b: Value, modulus: number): Value {
  if (typeof a !== "number" || typeof b !== "number" || !(a >= 0 && b >= 0)) return mul(a, b);
  const r = a * b;
  if (r <= MAX || !Number.isInteger(a) || !Number.isInteger(b)) return mul(a, b);
  const x = a % modulus;
  const y = b % modulus;
  return (((x * (y >>> 16)) % modulus) * 0x10000 + x * (y & 0xffff)) % modulus;
}

export function imul(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") {
    const r = a * b;
    return Number.isInteger(r) ? integral(a, b, r, mulInt) : r;
  }
  return mulSlow(a, b, true);
}

function mulSlow(a: Value, b: Value, assigning: boolean): Value {
  if (isPlainFloat(a)) {
    if (typeof b === "number") return float(a.value * b);
    if (isPlainFloat(b)) return float(a.value * b.value);
  } else if (typeof a === "number") {
    if (isPlainFloat(b)) return float(a * b.value);
    if (typeof b === "bigint" && Number.isInteger(a)) return mulInt(a, b);
  } else if (typeof a === "bigint") {
    if (typeof b === "bigint" || (typeof b === "number" && Number.isInteger(b))) return mulInt(a, b);
  } else if (typeof a === "object") {
    const method = (a as Proto).m$__mul__;
    if (isDirect(method, a, b) && !(assigning && (a as Proto).m$__imul__ !== undefined)) {
      const r = method(a, b);
      return r === NotImplemented ? refused(MUL, assigning, a, b) : r;
    }
  }
  return general(MUL, assigning, a, b);
}
// ---- a / b -----------------------------------------------------------------------------------------------------------

export function div(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number" && b !== 0) return float(a / b);
  return divSlow(a, b, false);
}

export function idiv(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number" && b !== 0) return float(a / b);
  return divSlow(a, b, true);
}

function divSlow(a: Value, b: Value, assigning: boolean): Value {
  if (b === 0 && typeof a === "number") return divDouble(a, b);
  if (isPlainFloat(a)) {
    if (typeof b === "number") return float(divDouble(a.value, b));
    if (isPlainFloat(b)) return float(divDouble(a.value, b.value));
  } else if (typeof a === "number") {
    if (isPlainFloat(b)) return float(divDouble(a, b.value));
    if (typeof b === "bigint" && Number.isInteger(a)) return float(trueDiv(a, b));
  } else if (typeof a === "bigint") {
    if (typeof b === "bigint" || (typeof b === "number" && Number.isInteger(b))) return float(trueDiv(a, b));
  } else if (typeof a === "object") {
    const method = (a as Proto).m$__truediv__;
    if (isDirect(method, a, b) && !(assigning && (a as Proto).m$__itruediv__ !== undefined)) {
      const r = method(a, b);
      return r === NotImplemented ? refused(DIV, assigning, a, b) : r;
    }
  }
  return general(DIV, assigning, a, b);
}
// ---- a // b ----------------------------------------------------------------------------------------------------------

export function floordiv(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number" && b !== 0) {
    return Number.isInteger(a) && Number.isInteger(b) ? Math.floor(a / b) + 0 : float(floordivDouble(a, b));
  }
  return floordivSlow(a, b, false);
}

export function ifloordiv(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number" && b !== 0) {
    return Number.isInteger(a) && Number.isInteger(b) ? Math.floor(a / b) + 0 : float(floordivDouble(a, b));
  }
  return floordivSlow(a, b, true);
}

function floordivSlow(a: Value, b: Value, assigning: boolean): Value {
  if (b === 0 && typeof a === "number") return floordivDouble(a, b);
  if (isPlainFloat(a)) {
    if (typeof b === "number") return float(floordivDouble(a.value, b));
    if (isPlainFloat(b)) return float(floordivDouble(a.value, b.value));
  } else if (typeof a === "number") {
    if (isPlainFloat(b)) return float(floordivDouble(a, b.value));
    if (typeof b === "bigint" && Number.isInteger(a)) return floordivInt(a, b);
  } else if (typeof a === "bigint") {
    if (typeof b === "bigint" || (typeof b === "number" && Number.isInteger(b))) return floordivInt(a, b);
  } else if (typeof a === "object") {
    const method = (a as Proto).m$__floordiv__;
    if (isDirect(method, a, b) && !(assigning && (a as Proto).m$__ifloordiv__ !== undefined)) {
      const r = method(a, b);
      return r === NotImplemented ? refused(FLOORDIV, assigning, a, b) : r;
    }
  }
  return general(FLOORDIV, assigning, a, b);
}
// ---- a % b -----------------------------------------------------------------------------------------------------------

export function mod(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number" && b !== 0) {
    if (!Number.isInteger(a) || !Number.isInteger(b)) return float(modDouble(a, b));
    const r = a % b;
    return r !== 0 && r < 0 !== b < 0 ? r + b : r + 0;
  }
  return modSlow(a, b, false);
}

export function imod(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number" && b !== 0) {
    if (!Number.isInteger(a) || !Number.isInteger(b)) return float(modDouble(a, b));
    const r = a % b;
    return r !== 0 && r < 0 !== b < 0 ? r + b : r + 0;
  }
  return modSlow(a, b, true);
}

function modSlow(a: Value, b: Value, assigning: boolean): Value {
  if (b === 0 && typeof a === "number") return modDouble(a, b);
  if (isPlainFloat(a)) {
    if (typeof b === "number") return float(modDouble(a.value, b));
    if (isPlainFloat(b)) return float(modDouble(a.value, b.value));
  } else if (typeof a === "number") {
    if (isPlainFloat(b)) return float(modDouble(a, b.value));
    if (typeof b === "bigint" && Number.isInteger(a)) return modInt(a, b);
  } else if (typeof a === "bigint") {
    if (typeof b === "bigint" || (typeof b === "number" && Number.isInteger(b))) return modInt(a, b);
  } else if (typeof a === "object") {
    const method = (a as Proto).m$__mod__;
    if (isDirect(method, a, b) && !(assigning && (a as Proto).m$__imod__ !== undefined)) {
      const r = method(a, b);
      return r === NotImplemented ? refused(MOD, assigning, a, b) : r;
    }
  }
  return general(MOD, assigning, a, b);
}
// ---- a ** b ----------------------------------------------------------------------------------------------------------

/** `a ** b` of two ints. */
function powInts(a: Int, b: Int): Value {
  return b < 0 ? powFloats(toDouble(a), toDouble(b)) : powInt(a, b);
}

/** `a ** b` of two numbers of which one is a float. */
function powFloats(a: number, b: number): Value {
  return powIsComplex(a, b) ? powComplex(new Complex(a, 0), new Complex(b, 0)) : float(powDouble(a, b));
}

export function pow(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") {
    return Number.isInteger(a) && Number.isInteger(b) ? powInts(a, b) : powFloats(a, b);
  }
  return powSlow(a, b, false);
}

export function ipow(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") {
    return Number.isInteger(a) && Number.isInteger(b) ? powInts(a, b) : powFloats(a, b);
  }
  return powSlow(a, b, true);
}

function powSlow(a: Value, b: Value, assigning: boolean): Value {
  if (isPlainFloat(a)) {
    if (typeof b === "number") return powFloats(a.value, b);
    if (isPlainFloat(b)) return powFloats(a.value, b.value);
  } else if (typeof a === "number") {
    if (isPlainFloat(b)) return powFloats(a, b.value);
    if (typeof b === "bigint" && Number.isInteger(a)) return powInts(a, b);
  } else if (typeof a === "bigint") {
    if (typeof b === "bigint" || (typeof b === "number" && Number.isInteger(b))) return powInts(a, b);
  } else if (typeof a === "object") {
    const method = (a as Proto).m$__pow__;
    if (isDirect(method, a, b) && !(assigning && (a as Proto).m$__ipow__ !== undefined)) {
      const r = method(a, b);
      return r === NotImplemented ? refused(POW, assigning, a, b) : r;
    }
  }
  return general(POW, assigning, a, b);
}
// ---- bits ------------------------------------------------------------------------------------------------------------

/** Ints beyond 32 bits and booleans, then objects. */
function bitsSlow(op: Operator, exact: (a: Int, b: Int) => Int, a: Value, b: Value, assigning: boolean): Value {
  if (typeof a === "number" && typeof b === "number" && Number.isInteger(a) && Number.isInteger(b)) return exact(a, b);
  const x = plainInt(a);
  const y = plainInt(b);
  if (x === undefined || y === undefined) return general(op, assigning, a, b);
  const r = exact(x, y);
  return typeof a === "boolean" && typeof b === "boolean" && op !== LSHIFT && op !== RSHIFT ? r === 1 : r;
}

export function and(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number" && (a | 0) === a && (b | 0) === b) return a & b;
  return bitsSlow(AND, andInt, a, b, false);
}

export function iand(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number" && (a | 0) === a && (b | 0) === b) return a & b;
  return bitsSlow(AND, andInt, a, b, true);
}

export function or(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number" && (a | 0) === a && (b | 0) === b) return a | b;
  return bitsSlow(OR, orInt, a, b, false);
}

export function ior(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number" && (a | 0) === a && (b | 0) === b) return a | b;
  return bitsSlow(OR, orInt, a, b, true);
}

export function xor(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number" && (a | 0) === a && (b | 0) === b) return a ^ b;
  return bitsSlow(XOR, xorInt, a, b, false);
}

export function ixor(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number" && (a | 0) === a && (b | 0) === b) return a ^ b;
  return bitsSlow(XOR, xorInt, a, b, true);
}

export function rshift(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number" && (a | 0) === a && b >>> 0 === b && b < 32) return a >> b;
  return bitsSlow(RSHIFT, rshiftInt, a, b, false);
}

export function irshift(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number" && (a | 0) === a && b >>> 0 === b && b < 32) return a >> b;
  return bitsSlow(RSHIFT, rshiftInt, a, b, true);
}

export function lshift(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number" && (a | 0) === a && b >>> 0 === b && b < 21) return a * (1 << b);
  return bitsSlow(LSHIFT, lshiftInt, a, b, false);
}

export function ilshift(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number" && (a | 0) === a && b >>> 0 === b && b < 21) return a * (1 << b);
  return bitsSlow(LSHIFT, lshiftInt, a, b, true);
}

export const matmul = (a: Value, b: Value): Value => binary(MATMUL, a, b);
export const imatmul = (a: Value, b: Value): Value => inplace(MATMUL, a, b);

// ---- one operand -----------------------------------------------------------------------------------------------------

/** Taken from 0, so that an int is never `-0`; a boxed float is negated as it is. */
export function neg(a: Value): Value {
  return typeof a === "number" ? 0 - a : negSlow(a);
}

function negSlow(a: Value): Value {
  if (isPlainFloat(a)) return new Float(-a.value);
  return typeof a === "bigint" ? negInt(a) : unary("m$__neg__", "unary -", a);
}

export function pos(a: Value): Value {
  return typeof a === "number" || typeof a === "bigint" ? a : unary("m$__pos__", "unary +", a);
}

const INVERTED_BOOL =
  "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise inversion of the underlying int object and is usually not what you expect from negating a bool. Use the 'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the underlying int.";

export function invert(a: Value): Value {
  if (typeof a === "number" && (a | 0) === a) return ~a;
  const x = typeof a === "boolean" ? undefined : plainInt(a);
  if (typeof a === "boolean") warner.warn("DeprecationWarning", INVERTED_BOOL);
  return x === undefined ? unary("m$__invert__", "unary ~", a) : invertInt(x);
}
