// `list[int]`, `int | str` and `mappingproxy`, with what CPython 3.14 says of them.

import { expect, test } from "vitest";
import { callMethod, getattr } from "../attributes.ts";
import { call } from "../calls.ts";
import { isInstanceOf, isSubclassOf } from "../classes.ts";
import { eq } from "../comparison.ts";
import { or } from "../operators.ts";
import { hash } from "../protocols.ts";
import { known } from "../types.ts";
import { Ellipsis, None, type Value } from "../values.ts";
import { dict } from "./dict.ts";
import { delitem, getitem, setitem } from "./items.ts";
import { list } from "./list.ts";
import { MappingProxy } from "./mappingproxy.ts";
import { attempt, literal } from "./testing.ts";
import { makeTuple, tuple } from "./tuple.ts";

const { int, str, float, bool } = known;
const intList = getitem(list, int);

const outcomeOf = (f: () => void): string =>
  attempt(() => {
    f();
    return None;
  });

test("aliases show their origin and arguments", () => {
  const shown: [Value, string][] = [
    [intList, "list[int]"],
    [getitem(dict, makeTuple([str, intList])), "dict[str, list[int]]"],
    [getitem(tuple, makeTuple([int, Ellipsis])), "tuple[int, ...]"],
    [getitem(tuple, makeTuple([])), "tuple[()]"],
    [getitem(list, "x"), "list['x']"],
    [getitem(list, literal("[1]")), "list[[1]]"],
    [getitem(known.type, int), "type[int]"],
    [or(intList, None), "list[int] | None"],
    [getattr(intList, "__args__"), "(<class 'int'>,)"],
    [call(intList, "ab"), "['a', 'b']"],
  ];
  expect(shown.map(([value]) => attempt(() => value))).toEqual(shown.map(([, text]) => text));
});

test("aliases are equal by origin and arguments", () => {
  expect(eq(intList, getitem(list, int))).toBe(true);
  expect(eq(intList, getitem(list, str))).toBe(false);
  expect(hash(intList)).toBe(hash(getitem(list, int)));
});

test("what is not generic says so", () => {
  expect(attempt(() => getitem(intList, str))).toBe("TypeError: list[int] is not a generic class");
  expect(attempt(() => getitem(int, str))).toBe("TypeError: type 'int' is not subscriptable");
  expect(attempt(() => isInstanceOf(1, intList))).toBe(
    "TypeError: isinstance() argument 2 cannot be a parameterized generic",
  );
});

test("unions are flat, without repetition, and unordered", () => {
  const union = or(int, str);
  const shown: [() => Value, string][] = [
    [() => union, "int | str"],
    [() => or(union, float), "int | str | float"],
    [() => or(or(int, str), int), "int | str"],
    [() => or(None, int), "None | int"],
    [() => or(int, int), "<class 'int'>"],
    [() => or(int, 3), "TypeError: unsupported operand type(s) for |: 'type' and 'int'"],
    [() => or(None, None), "TypeError: unsupported operand type(s) for |: 'NoneType' and 'NoneType'"],
    [() => eq(union, or(str, int)), "True"],
    [() => isInstanceOf(1, union), "True"],
    [() => isInstanceOf(0.5, union), "False"],
    [() => isInstanceOf(None, or(int, None)), "True"],
    [() => isSubclassOf(bool, union), "True"],
  ];
  expect(shown.map(([f]) => attempt(f))).toEqual(shown.map(([, text]) => text));
});

test("a mapping proxy reads through and refuses to write", () => {
  const target = literal("{'a': 1}");
  const proxy = new MappingProxy(target);
  const shown: [() => Value, string][] = [
    [() => proxy, "mappingproxy({'a': 1})"],
    [() => getitem(proxy, "a"), "1"],
    [() => getitem(proxy, "b"), "KeyError: 'b'"],
    [() => callMethod(proxy, "get", "b", 4), "4"],
    [() => or(proxy, literal("{'b': 1}")), "{'a': 1, 'b': 1}"],
    [() => eq(proxy, target), "True"],
  ];
  expect(shown.map(([f]) => attempt(f))).toEqual(shown.map(([, text]) => text));
  const refused = "TypeError: 'mappingproxy' object does not support item";
  expect(outcomeOf(() => setitem(proxy, "a", 1))).toBe(`${refused} assignment`);
  expect(outcomeOf(() => delitem(proxy, "a"))).toBe(`${refused} deletion`);
});
