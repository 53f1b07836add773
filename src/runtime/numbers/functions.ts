// `abs`, `divmod`, `pow` and `round`: the built-in functions that are operators in all but syntax.

import { binary, type Operator, operator, unary } from "../dispatch.ts";
import { typeError } from "../errors.ts";
import { pow as power } from "../operators.ts";
import { special, typeName, typeOf } from "../types.ts";
import { Float, None, NotImplemented, type Value } from "../values.ts";
import { isPlainFloat, plainInt } from "./coerce.ts";
import { roundedFloat } from "./float.ts";
import { divmodInt, roundedInt } from "./int.ts";
import { absInt, powMod } from "./integers.ts";

/** `abs(x)` */
export function abs(x: Value): Value {
  if (typeof x === "number") return Math.abs(x);
  if (isPlainFloat(x)) return new Float(Math.abs(x.value));
  return typeof x === "bigint" ? absInt(x) : unary("m$__abs__", "abs()", x);
}

const DIVMOD: Operator = operator("divmod()", "divmod");

/** `divmod(a, b)` */
export function divmod(a: Value, b: Value): Value {
  const x = plainInt(a);
  const y = plainInt(b);
  return x !== undefined && y !== undefined ? divmodInt(x, y) : binary(DIVMOD, a, b);
}

/** `pow(a, b, mod)` */
export function pow(a: Value, b: Value, mod: Value = None): Value {
  if (mod === None) return power(a, b);
  const x = plainInt(a);
  const y = plainInt(b);
  const m = plainInt(mod);
  return x !== undefined && y !== undefined && m !== undefined ? powMod(x, y, m) : powerOfThree(a, b, mod);
}

/** With three arguments `__pow__` and `__rpow__` get the modulus too. */
function powerOfThree(a: Value, b: Value, mod: Value): Value {
  const [ta, tb] = [typeOf(a), typeOf(b)];
  const forward = ta.tp.proto.m$__pow__;
  let result = forward == null ? NotImplemented : forward(a, b, mod);
  if (result !== NotImplemented) return result;
  const backward = tb.tp.proto.m$__rpow__;
  if (backward != null && ta !== tb) result = backward(b, a, mod);
  if (result !== NotImplemented) return result;
  // A float or complex modulus speaks for itself.
  const last = typeOf(mod).tp.proto.m$__pow__;
  if (last != null && plainInt(mod) === undefined && plainInt(a) !== undefined && plainInt(b) !== undefined) {
    result = last(mod, b, mod);
    if (result !== NotImplemented) return result;
  }
  const names = `'${ta.tp.name}', '${tb.tp.name}', '${typeName(mod)}'`;
  throw typeError(`unsupported operand type(s) for ** or pow(): ${names}`);
}

/** `round(x, ndigits)` */
export function round(x: Value, ndigits: Value = None): Value {
  if (typeof x === "number") return Number.isInteger(x) ? roundedInt(x, ndigits) : roundedFloat(x, ndigits);
  if (isPlainFloat(x)) return roundedFloat(x.value, ndigits);
  const method = special(x, "__round__");
  if (method == null) throw typeError(`type ${typeName(x)} doesn't define __round__ method`);
  return ndigits === None ? method(x) : method(x, ndigits);
}
