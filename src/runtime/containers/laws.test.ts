// Laws that hold for all contents: against simple models, with random operations.

import fc from "fast-check";
import { expect, test } from "vitest";
import { same } from "../comparison.ts";
import "./testing.ts";
import { nativeType } from "../native.ts";
import { hash, repr } from "../protocols.ts";
import { Float, None, type Value } from "../values.ts";
import { Dict, equalDicts } from "./dict.ts";
import { delitem, getitem, setitem } from "./items.ts";
import { List } from "./list.ts";
import { PySet } from "./set.ts";
import { Slice } from "./slice.ts";
import { sortItems } from "./sort.ts";
import { Tuple } from "./tuple.ts";

/** Equal to the number or string it holds, and to others of its kind: a key that plain keys may be equal to. */
class Twin {
  readonly of: Value;
  constructor(of: Value) {
    this.of = of;
  }
}
const bare = (value: Value): Value => (value instanceof Twin ? value.of : value);
nativeType({
  name: "Twin",
  ctor: Twin,
  special: {
    __eq__: (self: Twin, other: Value) => same(self.of, bare(other)),
    __hash__: (self: Twin) => (typeof self.of === "string" ? hash(self.of) : self.of),
    __repr__: (self: Twin) => `Twin(${repr(self.of)})`,
  },
});

const atom: fc.Arbitrary<Value> = fc.oneof(
  fc.integer({ min: -3, max: 6 }),
  fc.constantFrom<Value>(
    "a",
    "b",
    "",
    true,
    false,
    None,
    0.5,
    2n ** 70n,
    new Float(1),
    new Float(-0),
    new Float(1e300),
  ),
);
const twin = fc.oneof(fc.integer({ min: -3, max: 6 }), fc.constantFrom("a", "b")).map((of): Value => new Twin(of));
const key: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: atom },
  { weight: 2, arbitrary: fc.array(atom, { maxLength: 2 }).map((items): Value => new Tuple(items)) },
  { weight: 1, arbitrary: twin },
);

/** Texts are compared, not objects: those lead to their types and so to everything, which no test report should print. */
const shown = (value: Value | undefined): string => (value === undefined ? "nothing" : repr(value));
const list = (values: Iterable<Value>): string => Array.from(values, repr).join(" ");
const pairs = (entries: Iterable<[Value, Value]>): string => list(Array.from(entries).flat());

/** A dict as a list of entries. */
class Model {
  entries: [Value, Value][] = [];
  find(key: Value): [Value, Value] | undefined {
    return this.entries.find(([candidate]) => same(candidate, key));
  }
  set(key: Value, value: Value): void {
    const entry = this.find(key);
    if (entry) entry[1] = value;
    else this.entries.push([key, value]);
  }
  delete(key: Value): Value | undefined {
    const entry = this.find(key);
    this.entries = this.entries.filter((other) => other !== entry);
    return entry?.[1];
  }
}

const action = fc.tuple(fc.constantFrom("set", "set", "set", "delete", "get", "pop"), key);

test("a dict behaves as a list of entries", () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
      const dict = new Dict();
      const model = new Model();
      actions.forEach(([name, key], i) => {
        if (name === "set") {
          dict.set(key, i);
          model.set(key, i);
        } else if (name === "delete") expect(shown(dict.delete(key))).toBe(shown(model.delete(key)));
        else if (name === "get") expect(shown(dict.get(key))).toBe(shown(model.find(key)?.[1]));
        else {
          const last = dict.lastKey();
          expect(shown(last)).toBe(shown(model.entries.at(-1)?.[0]));
          if (last !== undefined) expect(shown(dict.delete(last))).toBe(shown(model.delete(last)));
        }
        expect(pairs(dict.entries())).toBe(pairs(model.entries));
        expect(list(dict.keys())).toBe(list(model.entries.map(([key]) => key)));
      });
    }),
    { numRuns: 400 },
  );
});

test("a set holds what a dict has as keys", () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
      const set = new PySet();
      const dict = new Dict();
      for (const [name, key] of actions) {
        if (name === "set") {
          set.add(key);
          if (!dict.has(key)) dict.set(key, 1);
        } else if (name === "delete") expect(set.discard(key)).toBe(dict.delete(key) !== undefined);
        else if (name === "get") expect(set.has(key)).toBe(dict.has(key));
        else if (set.size > 0) expect(dict.delete(set.pop()!)).toBe(1);
        expect(set.size).toBe(dict.size);
        const elements = [...set.elements()];
        expect(elements.length).toBe(dict.size);
        for (const element of elements) expect(dict.has(element)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test("the order of insertion does not matter to the equality of dicts", () => {
  fc.assert(
    fc.property(fc.array(key, { maxLength: 12 }), (keys) => {
      const forwards = new Dict();
      const backwards = new Dict();
      for (const key of keys) forwards.set(key, 0);
      for (const key of keys.toReversed()) backwards.set(key, 0);
      expect(equalDicts(forwards, backwards)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

const bound = fc.oneof(
  fc.constant(None),
  fc.integer({ min: -12, max: 12 }).map((n): Value => n),
);
const stride = fc.oneof(
  fc.constant(None),
  fc
    .integer({ min: -4, max: 4 })
    .filter((n) => n !== 0)
    .map((n): Value => n),
);
const slices = fc.tuple(bound, bound, stride).map(([start, stop, step]) => new Slice(start, stop, step));

/** The positions of a slice, one by one. */
function positions({ start, stop, step }: Slice, length: number): number[] {
  const by = step === None ? 1 : (step as number);
  const place = (value: Value, absent: number): number => {
    if (value === None) return absent;
    const i = (value as number) < 0 ? (value as number) + length : (value as number);
    return by > 0 ? Math.min(Math.max(i, 0), length) : Math.min(Math.max(i, -1), length - 1);
  };
  const found: number[] = [];
  const end = place(stop, by > 0 ? length : -1);
  for (let i = place(start, by > 0 ? 0 : length - 1); by > 0 ? i < end : i > end; i += by) found.push(i);
  return found;
}

test("slices read, replace and delete the items at their positions", () => {
  fc.assert(
    fc.property(slices, fc.integer({ min: 0, max: 10 }), (slice, length) => {
      const items = Array.from({ length }, (_, i) => i);
      const at = positions(slice, length);
      expect((getitem(new List(items.slice()), slice) as List).items).toEqual(at.map((i) => items[i]));
      expect((getitem(new Tuple(items.slice()), slice) as Tuple).items).toEqual(at.map((i) => items[i]));
      const replaced = new List(items.slice());
      setitem(replaced, slice, new List(at.map((i) => -i)));
      expect(replaced.items.map((i) => Math.abs(i as number))).toEqual(items);
      const shortened = new List(items.slice());
      delitem(shortened, slice);
      expect(shortened.items).toEqual(items.filter((i) => !at.includes(i)));
    }),
    { numRuns: 500 },
  );
});

test("sorting orders by the key, and keeps equal items in their order, also in reverse", () => {
  const ranks = fc.oneof(
    fc.array(
      fc.integer({ min: 0, max: 9 }).map((n): Value => n),
      { maxLength: 200 },
    ),
    fc.array(fc.constantFrom<Value>("a", "b", "\ud83d\ude00", "\uff5e", "ab"), { maxLength: 80 }),
    fc.array(
      fc.tuple(fc.integer({ min: 0, max: 3 })).map((items): Value => new Tuple(items)),
      { maxLength: 150 },
    ),
    fc.array(fc.constantFrom<Value>(1, true, new Float(1), 0.5, 2n ** 64n), { maxLength: 50 }),
  );
  const text = (value: Value): string[] => (typeof value === "string" ? Array.from(value) : []);
  const less = (a: Value, b: Value): boolean => {
    if (typeof a === "string") {
      const x = text(a).map((c) => c.codePointAt(0)!);
      const y = text(b).map((c) => c.codePointAt(0)!);
      const i = x.findIndex((point, at) => point !== y[at]);
      return i < 0 ? x.length < y.length : i >= y.length ? false : x[i]! < y[i]!;
    }
    const number = (v: Value): number =>
      v instanceof Tuple ? (v.items[0] as number) : v instanceof Float ? v.value : Number(v);
    return number(a) < number(b);
  };
  fc.assert(
    fc.property(ranks, fc.boolean(), (ranks, reverse) => {
      const items: Value[] = ranks.map((_, i) => i);
      sortItems(items, ((i: Value) => ranks[i as number]!) as unknown as Value, reverse);
      for (let i = 1; i < items.length; i++) {
        const [a, b] = [ranks[items[i - 1] as number]!, ranks[items[i] as number]!];
        expect(reverse ? less(a, b) : less(b, a)).toBe(false);
        if (!less(a, b) && !less(b, a)) expect(items[i - 1]).toBeLessThan(items[i] as number);
      }
      const direct = ranks.slice();
      sortItems(direct, undefined, reverse);
      expect(list(direct)).toBe(list(items.map((i) => ranks[i as number]!)));
    }),
    { numRuns: 200 },
  );
});
