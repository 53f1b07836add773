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

const POW = operator("**", "pow");

/** `pow(a, b, mod)` */
export function pow(a: Value, b: Value, mod: Value = None): Value {
  if (mod === None) return power(a, b);
  const x = plainInt(a);
  const y = plainInt(b);
  const m = plainInt(mod);
  return x !== undefined && y !== undefined && m !== undefined ? powMod(x, y, m) : powerOfThree(a, b, mod);
}

/** All three operands have a say, the first's class first, unless one of a later one's is derived from it. */
function powerOfThree(a: Value, b: Value, mod: Value): Value {
  const [ta, tb, tm] = [typeOf(a), typeOf(b), typeOf(mod)];
  const candidates: (() => Value)[] = [];
  const forward = ta.tp.proto[POW.slot];
  const backward = tb.tp.proto[POW.reflected];
  if (forward != null) candidates.push(() => forward(a, b, mod));
  if (backward != null && ta !== tb) candidates.push(() => backward(b, a, mod));
  for (const ask of candidates) {
    const result = ask();
    if (result !== NotImplemented) return result;
  }
  throw typeError(`unsupported operand type(s) for ** or pow(): '${ta.tp.name}', '${tb.tp.name}', '${tm.tp.name}'`);
}

/** `round(x, ndigits)` */
export function round(x: Value, ndigits: Value = None): Value {
  if (typeof x === "number") return Number.isInteger(x) ? roundedInt(x, ndigits) : roundedFloat(x, ndigits);
  if (isPlainFloat(x)) return roundedFloat(x.value, ndigits);
  const method = special(x, "__round__");
  if (method == null) throw typeError(`type ${typeName(x)} doesn't define __round__ method`);
  return ndigits === None ? method(x) : method(x, ndigits);
}
