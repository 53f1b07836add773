// Arithmetic against its laws, and how operators choose special methods.

import "./exceptions.ts";

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { List } from "./containers/list.ts";
import { nativeType, newInstance } from "./native.ts";
import { floatOf, intOf } from "./numbers/coerce.ts";
import { decompose } from "./numbers/doubles.ts";
import { abs, divmod, pow, round } from "./numbers/functions.ts";
import { types } from "./numbers/testdata/run.ts";
import * as operators from "./operators.ts";
import { format, repr } from "./protocols.ts";
import { setTypeAttribute, type Type, typeName } from "./types.ts";
import { type Callable, float, int, None, NotImplemented, type Value } from "./values.ts";

const [intType, , floatType] = types as Type[];

const { add, and, div, floordiv, iadd, imul, invert, lshift, mod, mul, neg, or, rshift, sub, xor } = operators;

const anyInt = fc.oneof(
  fc.integer({ min: -100, max: 100 }).map(BigInt),
  fc.maxSafeInteger().map(BigInt),
  fc.bigInt({ min: -(2n ** 54n), max: 2n ** 54n }),
  fc.bigInt({ min: -(2n ** 130n), max: 2n ** 130n }),
);
const anyDouble = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -1000, max: 1000 }),
  fc.integer({ min: -9999, max: 9999 }).map((n) => n / 8),
);

/** The bigint of a Python int, which must be in its normal form. */
function big(value: Value): bigint {
  const isNormal =
    typeof value === "number"
      ? Number.isSafeInteger(value) && !Object.is(value, -0)
      : typeof value === "bigint" && int(value) === value;
  expect(isNormal).toBe(true);
  return BigInt(value as number | bigint);
}

const floorDiv = (a: bigint, b: bigint): bigint => (a % b !== 0n && a < 0n !== b < 0n ? a / b - 1n : a / b);

const message = (f: () => unknown): string => {
  try {
    f();
  } catch (e) {
    return `${typeName(e as Value)}: ${(e as { args: Value[] }).args.join(", ")}`;
  }
  return "nothing raised";
};

describe("ints", () => {
  test("calculate as bigints do, and are always in their normal form", () => {
    fc.assert(
      fc.property(anyInt, anyInt, (a, b) => {
        const [x, y] = [int(a), int(b)];
        expect(big(add(x, y))).toBe(a + b);
        expect(big(sub(x, y))).toBe(a - b);
        expect(big(mul(x, y))).toBe(a * b);
        expect(big(and(x, y))).toBe(a & b);
        expect(big(or(x, y))).toBe(a | b);
        expect(big(xor(x, y))).toBe(a ^ b);
        expect(big(neg(x))).toBe(-a);
        expect(big(invert(x))).toBe(~a);
        expect(big(abs(x))).toBe(a < 0n ? -a : a);
        if (b === 0n) return;
        expect(big(floordiv(x, y))).toBe(floorDiv(a, b));
        expect(big(mod(x, y))).toBe(a - floorDiv(a, b) * b);
      }),
    );
  });

  test("shift as bigints do", () => {
    fc.assert(
      fc.property(anyInt, fc.integer({ min: 0, max: 200 }), (a, n) => {
        expect(big(lshift(int(a), n))).toBe(a << BigInt(n));
        expect(big(rshift(int(a), n))).toBe(a >> BigInt(n));
      }),
    );
  });

  test("are raised to powers exactly, also modulo an int", () => {
    fc.assert(
      fc.property(anyInt, fc.integer({ min: 0, max: 40 }), fc.bigInt({ min: 1n, max: 2n ** 70n }), (a, n, m) => {
        expect(big(pow(int(a), n))).toBe(a ** BigInt(n));
        expect(big(pow(int(a), n, int(m)))).toBe(((a ** BigInt(n) % m) + m) % m);
      }),
    );
  });

  test("divide to the nearest float", () => {
    const positive = fc.bigInt({ min: 1n, max: 2n ** 200n });
    const unit = 2n ** 1200n;
    fc.assert(
      fc.property(positive, positive, (a, b) => {
        /** |a / b - x|, times b * 2**1200 */
        const error = (x: number): bigint => {
          const [mantissa, exponent] = decompose(x);
          const difference = a * unit - b * ((mantissa * unit * 2n ** 200n) >> BigInt(200 - exponent));
          return difference < 0n ? -difference : difference;
        };
        const q = floatOf(div(int(a), int(b)))!;
        expect(error(q) <= error(q * (1 + 2 ** -52)) && error(q) <= error(q * (1 - 2 ** -53))).toBe(true);
      }),
    );
  });
});

describe("floats", () => {
  test("calculate as doubles do, and stay floats", () => {
    fc.assert(
      fc.property(anyDouble, anyDouble, (a, b) => {
        const [x, y] = [float(a), float(b)];
        expect(floatOf(add(x, y))).toBe(a + b);
        expect(floatOf(sub(x, y))).toBe(a - b);
        expect(floatOf(mul(x, y))).toBe(a * b);
        expect(floatOf(neg(x))).toBe(-a);
        if (b === 0) return;
        expect(floatOf(div(x, y))).toBe(a / b);
        const [q, r] = (divmod(x, y) as unknown as { items: Value[] }).items;
        expect(floatOf(q!)).toBe(floatOf(floordiv(x, y)));
        expect(floatOf(r!)).toBe(floatOf(mod(x, y)));
      }),
    );
  });

  test("take ints of any size beside them", () => {
    fc.assert(
      fc.property(anyDouble, anyInt, (a, b) => {
        expect(floatOf(add(float(a), int(b)))).toBe(a + Number(b));
        expect(floatOf(mul(int(b), float(a)))).toBe(Number(b) * a);
      }),
    );
  });

  test("are read back from their repr, and from 17 digits", () => {
    fc.assert(
      fc.property(anyDouble, (a) => {
        expect(floatOf(floatType!(repr(float(a))))).toBe(a);
        expect(floatOf(floatType!(format(float(a), ".17g")))).toBe(a);
      }),
    );
  });

  test("are rounded to the nearest int, ties to the even one", () => {
    fc.assert(
      fc.property(anyDouble, (a) => {
        const r = big(round(float(a)));
        const error = Math.abs(a - Number(r));
        expect(error < 0.5 || (error === 0.5 && r % 2n === 0n)).toBe(true);
      }),
    );
  });
});

/** A class as a class statement makes it: methods are functions with code. */
function pythonClass(name: string, base: Type | undefined, methods: Record<string, Callable>): Type {
  const cls = nativeType({ name, base });
  for (const [method, f] of Object.entries(methods)) {
    setTypeAttribute(
      cls,
      method,
      Object.assign((...args: Value[]) => f(...args), { code: {} }),
    );
  }
  return cls;
}

describe("special methods", () => {
  const A = pythonClass("A", undefined, {
    __add__: () => "A.add",
    __radd__: () => "A.radd",
    __mul__: () => NotImplemented,
    __rmul__: () => "A.rmul",
  });
  const B = pythonClass("B", A, { __radd__: () => "B.radd" });
  const C = pythonClass("C", A, {});
  const D = pythonClass("D", undefined, {
    __iadd__: () => NotImplemented,
    __radd__: () => "D.radd",
    __rmul__: () => "D.rmul",
  });
  const a = newInstance(A);
  const d = newInstance(D);

  test("of the left operand go first", () => {
    expect(add(a, a)).toBe("A.add");
    expect(add(a, 1)).toBe("A.add");
    expect(add(a, d)).toBe("A.add");
  });

  test("of the right operand follow, if the classes differ", () => {
    expect(add(1, a)).toBe("A.radd");
    expect(add("text", a)).toBe("A.radd");
    expect(add(d, a)).toBe("A.radd");
    expect(message(() => mul(a, a))).toBe("TypeError: unsupported operand type(s) for *: 'A' and 'A'");
    expect(message(() => mul(a, 2))).toBe("TypeError: unsupported operand type(s) for *: 'A' and 'int'");
  });

  test("of a derived class go first if they are its own", () => {
    expect(add(a, newInstance(B))).toBe("B.radd");
    expect(add(a, newInstance(C))).toBe("A.add");
  });

  test("are asked before a list is concatenated or repeated", () => {
    expect(add(new List([1]), d)).toBe("D.radd");
    expect(iadd(new List([1]), d)).toBe("D.radd");
    expect(mul(new List([1]), d)).toBe("D.rmul");
    expect(repr(mul(2, new List([1])))).toBe("[1, 1]");
    expect(repr(imul(new List([1]), 2))).toBe("[1, 1]");
  });

  test("for assignment fall back, and are named in the error", () => {
    expect(iadd(d, a)).toBe("A.radd");
    expect(message(() => iadd(d, 1))).toBe("TypeError: unsupported operand type(s) for +=: 'D' and 'int'");
    expect(message(() => iadd(1, "a"))).toBe("TypeError: unsupported operand type(s) for +=: 'int' and 'str'");
  });

  test("set to None cannot be called", () => {
    const e = newInstance(pythonClass("E", undefined, {}));
    setTypeAttribute((e as { type_: Type } & object).type_, "__add__", None);
    expect(message(() => add(e, 1))).toBe("TypeError: 'NoneType' object is not callable");
  });

  test("do not belong to instances of classes derived from int and float, which give plain numbers", () => {
    const MyInt = nativeType({ name: "MyInt", base: intType! });
    const MyFloat = nativeType({ name: "MyFloat", base: floatType! });
    expect(add(MyInt(3), 4)).toBe(7);
    expect(intOf(mul(MyInt(3), MyInt(4)))).toBe(12);
    expect(repr(add(MyFloat(1.5), 0.5))).toBe("2.0");
    expect(repr(sub(1, MyFloat(1)))).toBe("0.0");
    expect(typeName(MyInt(1))).toBe("MyInt");
  });
});

test("sequences are multiplied by ints only", () => {
  const text = "TypeError: can't multiply sequence by non-int of type";
  expect(message(() => mul(new List([]), 1.5))).toBe(`${text} 'float'`);
  expect(message(() => mul(1.5, new List([])))).toBe(`${text} 'float'`);
  expect(message(() => mul("a", "b"))).toBe(`${text} 'str'`);
  expect(message(() => add(new List([]), 5))).toBe('TypeError: can only concatenate list (not "int") to list');
  expect(message(() => add(5, new List([])))).toBe("TypeError: unsupported operand type(s) for +: 'int' and 'list'");
});
