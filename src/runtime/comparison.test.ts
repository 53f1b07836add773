// Comparisons: exact between ints and floats, by code points between strings, and the choice of special methods.

import "./exceptions.ts";

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareStrings, eq, ge, gt, is, le, lt, ne, same } from "./comparison.ts";
import { nativeType, newInstance } from "./native.ts";
import "./numbers/testdata/run.ts";
import { setTypeAttribute, type Type, typeName } from "./types.ts";
import { type Callable, Float, float, int, None, NotImplemented, type Value } from "./values.ts";

const message = (f: () => unknown): string => {
  try {
    f();
  } catch (e) {
    return `${typeName(e as Value)}: ${(e as { args: Value[] }).args.join(", ")}`;
  }
  return "nothing raised";
};

test("ints and floats are compared exactly, whatever their sizes", () => {
  const big = fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n });
  const whole = fc.double({ min: -(2 ** 80), max: 2 ** 80, noNaN: true }).map(Math.round);
  fc.assert(
    fc.property(big, whole, fc.integer({ min: -2, max: 2 }), (a, x, near) => {
      for (const n of [a, BigInt(x) + BigInt(near)]) {
        const [i, f] = [int(n), float(x)];
        const difference = n - BigInt(x);
        expect([lt(i, f), le(i, f), gt(i, f), ge(i, f), eq(i, f), ne(i, f)]).toEqual([
          difference < 0n,
          difference <= 0n,
          difference > 0n,
          difference >= 0n,
          difference === 0n,
          difference !== 0n,
        ]);
        expect(lt(f, i)).toBe(difference > 0n);
      }
    }),
  );
});

test("strings are ordered by code points", () => {
  const unit = fc.constantFrom(
    "a",
    "b",
    "\ud83d\ude00",
    "\ud83d",
    "\ude00",
    "\ufb00",
    "\ue000",
    "\ud7ff",
    "\ud83e\udd14",
  );
  const text = fc.array(unit, { maxLength: 6 }).map((units) => units.join(""));
  fc.assert(
    fc.property(text, text, (a, b) => {
      const [x, y] = [Array.from(a), Array.from(b)].map((s) => s.map((c) => c.codePointAt(0)!));
      let i = 0;
      while (i < x!.length && i < y!.length && x![i] === y![i]) i++;
      const expected = i < x!.length && i < y!.length ? x![i]! - y![i]! : x!.length - y!.length;
      expect(Math.sign(compareStrings(a, b))).toBe(Math.sign(expected));
    }),
  );
});

test("booleans are ints, NaN is itself but not equal to itself", () => {
  expect(eq(true, 1)).toBe(true);
  expect(eq(new Float(0), false)).toBe(true);
  expect(lt(false, 0.5)).toBe(true);
  expect(eq(Number.NaN, Number.NaN)).toBe(false);
  expect(is(Number.NaN, Number.NaN)).toBe(true);
  expect(same(Number.NaN, Number.NaN)).toBe(true);
  expect(is(true, 1)).toBe(false);
  expect(is(new Float(1), new Float(1))).toBe(false);
});

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
  const A = pythonClass("A", undefined, { __lt__: () => "A.lt", __gt__: () => "A.gt", __eq__: () => "A.eq" });
  const B = pythonClass("B", A, { __gt__: () => "B.gt" });
  const C = pythonClass("C", undefined, {
    __lt__: () => NotImplemented,
    __gt__: () => "C.gt",
    __eq__: () => NotImplemented,
  });
  const D = pythonClass("D", undefined, {});
  const [a, b, c, d] = [A, B, C, D].map((cls) => newInstance(cls)) as [object, object, object, object];

  test("are asked on the left, then reflected on the right", () => {
    expect(lt(a, 1)).toBe("A.lt");
    expect(lt(1, a)).toBe("A.gt");
    expect(lt(d, a)).toBe("A.gt");
    expect(lt(c, c)).toBe("C.gt");
    expect(eq(1, a)).toBe("A.eq");
  });

  test("of a derived class go first", () => {
    expect(lt(a, b)).toBe("B.gt");
  });

  test("that know nothing leave equality to identity", () => {
    expect(eq(c, c)).toBe(true);
    expect(eq(c, newInstance(C))).toBe(false);
    expect(ne(c, c)).toBe(false);
    expect(eq(c, 1)).toBe(false);
    expect(eq(None, None)).toBe(true);
    expect(eq("1", 1)).toBe(false);
  });

  test("that know nothing leave order to an error", () => {
    expect(message(() => lt(1, "a"))).toBe("TypeError: '<' not supported between instances of 'int' and 'str'");
    expect(message(() => ge(d, d))).toBe("TypeError: '>=' not supported between instances of 'D' and 'D'");
    expect(message(() => gt(None, 1))).toBe("TypeError: '>' not supported between instances of 'NoneType' and 'int'");
  });
});
