// What the recorded tables cannot hold: bytes, classes derived from int, limits.

import "../exceptions.ts";

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nativeType } from "../native.ts";
import { repr, str } from "../protocols.ts";
import { type Type, typeName } from "../types.ts";
import { type Callable, int, type Value } from "../values.ts";
import { octets } from "./octets.ts";
import { types } from "./testdata/run.ts";
import { limits } from "./text.ts";

const [intType, boolType] = types as [Type, Type];

const message = (f: () => unknown): string => {
  try {
    f();
  } catch (e) {
    return `${typeName(e as Value)}: ${(e as { args: Value[] }).args.join(", ")}`;
  }
  return "nothing raised";
};

describe("bytes of an int", () => {
  const before = { ...octets };
  beforeAll(() => {
    octets.of = (value) => (value instanceof Uint8Array ? value : undefined);
    octets.make = (data) => data;
  });
  afterAll(() => {
    Object.assign(octets, before);
  });
  const target = (name: string): Callable => {
    const method = intType.tp.dict.get(name) as unknown as { func?: { target: Callable }; target: Callable };
    return (method.func ?? method).target;
  };

  test("give the int back", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(2n ** 90n), max: 2n ** 90n }),
        fc.constantFrom("little", "big"),
        fc.integer({ min: 12, max: 20 }),
        (x, order, length) => {
          const data = target("to_bytes")(int(x), length, order, true) as Uint8Array;
          expect(data.length).toBe(length);
          expect(target("from_bytes")(intType, data, order, true)).toBe(int(x));
        },
      ),
    );
  });

  test("must suffice", () => {
    const toBytes = target("to_bytes") as (...args: (Value | undefined)[]) => Value;
    expect([...(toBytes(300, 2) as Uint8Array)]).toEqual([1, 44]);
    expect([...(toBytes(-128, 1, "big", true) as Uint8Array)]).toEqual([128]);
    expect(message(() => toBytes(300))).toBe("OverflowError: int too big to convert");
    expect(message(() => toBytes(128, 1, "big", true))).toBe("OverflowError: int too big to convert");
    expect(message(() => toBytes(-1))).toBe("OverflowError: can't convert negative int to unsigned");
    expect(message(() => toBytes(1, -1))).toBe("ValueError: length argument must be non-negative");
    expect(message(() => toBytes(1, 1, "x"))).toBe("ValueError: byteorder must be either 'little' or 'big'");
  });
});

test("a decimal text of more digits than the limit is refused, in both directions", () => {
  const digits = "1".repeat(limits.intMaxStrDigits);
  expect(repr(intType(digits))).toBe(digits);
  const text = "Exceeds the limit (4300 digits) for integer string conversion";
  const advice = "use sys.set_int_max_str_digits() to increase the limit";
  expect(message(() => intType(`${digits}1`))).toBe(`ValueError: ${text}: value has 4301 digits; ${advice}`);
  expect(message(() => str(10n ** 4300n))).toBe(`ValueError: ${text}; ${advice}`);
  expect(message(() => str(10n ** 100000n))).toBe(`ValueError: ${text}; ${advice}`);
  expect(intType("f".repeat(9999), 16)).toBe(16n ** 9999n - 1n);
});

test("wrong constructor calls are refused as in CPython", () => {
  const texts = [() => intType(1, 2, 3), () => intType(1.5, 2), () => boolType(1, 2), () => intType("1", 37)];
  expect(texts.map(message)).toEqual([
    "TypeError: int expected at most 2 arguments, got 3",
    "TypeError: int() can't convert non-string with explicit base",
    "TypeError: bool expected at most 1 argument, got 2",
    "ValueError: int() base must be >= 2 and <= 36, or 0",
  ]);
});

test("a class derived from int keeps its class, its methods give plain ints", () => {
  const Count = nativeType({ name: "Count", base: intType });
  const three = Count("3");
  expect(typeName(three)).toBe("Count");
  expect(repr(three)).toBe("3");
  expect(intType(three)).toBe(3);
});
