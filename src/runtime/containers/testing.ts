// For the tests of this folder: all built-in types, a reader of Python literals, and operations by name.

import "../exceptions.ts";
import "../coretypes.ts";
import "../emitted.ts";
import "../numbers/bool.ts";
import "../numbers/float.ts";
import "../numbers/int.ts";
import "../strings/str.ts";
import { callMethod } from "../attributes.ts";
import { call } from "../calls.ts";
import { eq, ge, gt, le, lt, ne } from "../comparison.ts";
import { asException } from "../exceptions.ts";
import { add, and, iadd, imul, mul, or, sub, xor } from "../operators.ts";
import { hash, repr, str, toArray } from "../protocols.ts";
import { typeName } from "../types.ts";
import { float, int, None, type Value } from "../values.ts";
import { Dict, dict } from "./dict.ts";
import { contains, delitem, getitem, setitem } from "./items.ts";
import { enumerate, filter, map, reversed, zip } from "./iteration.ts";
import { List, list } from "./list.ts";
import { range } from "./range.ts";
import { all, any, len, max, min, sorted, sum } from "./reductions.ts";
import { setDisplay } from "./set.ts";
import { frozenset, set } from "./settypes.ts";
import { slice } from "./slice.ts";
import { Tuple, tuple } from "./tuple.ts";
import { unpack } from "./unpack.ts";

const NAMES: Record<string, Value> = {
  ...{ None, True: true, False: false, list, tuple, dict, set, frozenset, range, slice },
  ...{ enumerate, zip, map, filter, reversed, sum, min, max, any, all, len, sorted },
  inf: Number.POSITIVE_INFINITY,
};

/** Reads a literal, or a call of a built-in name with literals. */
export function literal(text: string): Value {
  let at = 0;
  const blank = (): void => {
    while (text[at] === " ") at++;
  };
  const take = (token: string): boolean => {
    blank();
    if (!text.startsWith(token, at)) return false;
    at += token.length;
    return true;
  };
  const items = (close: string, read: () => void): boolean => {
    let comma = false;
    while (!take(close)) {
      read();
      comma = take(",");
    }
    return comma;
  };
  const value = (): Value => {
    blank();
    const number = /^-?\d+(\.\d+)?(e[+-]?\d+)?/.exec(text.slice(at));
    if (number) {
      at += number[0].length;
      return number[1] || number[2] ? float(Number(number[0])) : int(BigInt(number[0]));
    }
    const string = /^'([^']*)'/.exec(text.slice(at));
    if (string) {
      at += string[0].length;
      return string[1]!;
    }
    const found: Value[] = [];
    if (take("[")) {
      items("]", () => found.push(value()));
      return new List(found);
    }
    if (take("(")) {
      const comma = items(")", () => found.push(value()));
      return found.length === 1 && !comma ? found[0]! : new Tuple(found);
    }
    if (take("{")) return braces();
    const name = /^\w+/.exec(text.slice(at))?.[0];
    if (name === undefined || !(name in NAMES)) throw new Error(`not a literal: ${text}`);
    at += name.length;
    if (!take("(")) return NAMES[name]!;
    items(")", () => found.push(value()));
    return call(NAMES[name]!, ...found);
  };
  const braces = (): Value => {
    const result = new Dict();
    const elements: Value[] = [];
    items("}", () => {
      const key = value();
      if (take(":")) result.set(key, value());
      else elements.push(key);
    });
    return elements.length > 0 ? setDisplay(elements) : result;
  };
  return value();
}

type Operation = (...operands: Value[]) => Value;

/** Operations that are not methods. */
export const OPERATIONS: Record<string, Operation> = {
  ...{ getitem, add, sub, mul, or, and, xor, iadd, imul, eq, ne, lt, le, gt, ge, hash },
  setitem: (o, key, item) => {
    setitem(o!, key!, item!);
    return None;
  },
  delitem: (o, key) => {
    delitem(o!, key!);
    return None;
  },
  contains: (o, item) => contains(o!, item!),
  unpack: (o, count, star) => new List(unpack(o!, count as number, star as number)),
  iterate: (o) => new List(toArray(o!)),
  value: (o) => o!,
  typename: (o) => typeName(o!),
};

/** What the operation gives and leaves behind: "result | receiver", or "Error: text | receiver". */
export function outcome(operation: string, operands: string[]): string {
  const values = operands.map(literal);
  const [receiver, ...rest] = values;
  const result = attempt(() =>
    operation in OPERATIONS ? OPERATIONS[operation]!(...values) : callMethod(receiver!, operation, ...rest),
  );
  return `${result} | ${repr(receiver!)}`;
}

/** The repr of what `f` gives, or the exception it raises. */
export function attempt(f: () => Value): string {
  try {
    return repr(f());
  } catch (e) {
    const exception = asException(e);
    return `${typeName(exception)}: ${str(exception)}`;
  }
}
