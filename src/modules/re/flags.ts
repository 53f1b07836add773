// `re.RegexFlag`: ints with the names of what they switch on. CPython makes them with `enum`, which takes longer to
// import than most programs need a pattern.

import { nativeType } from "../../runtime/native.ts";
import { intOf } from "../../runtime/numbers/coerce.ts";
import { setTypeAttribute, type Type, typeOf } from "../../runtime/types.ts";
import { IntObject, None, NotImplemented, type Value } from "../../runtime/values.ts";
import { FLAGS } from "./tree.ts";

class RegexFlag extends IntObject {
  declare readonly value: number;
}

/** In the order in which CPython defines them. */
const NAMES: [number, string, string][] = [
  [FLAGS.A, "ASCII", "A"],
  [FLAGS.I, "IGNORECASE", "I"],
  [FLAGS.L, "LOCALE", "L"],
  [FLAGS.U, "UNICODE", "U"],
  [FLAGS.M, "MULTILINE", "M"],
  [FLAGS.S, "DOTALL", "S"],
  [FLAGS.X, "VERBOSE", "X"],
  [FLAGS.DEBUG, "DEBUG", ""],
];
/** The lowest bit was `re.TEMPLATE` once. */
const ALL = NAMES.reduce((all, [bit]) => all | bit, 1);

/** Flags as a sum of names, and of a number for bits that have none. */
function textOf(flags: number, names: readonly [number, string, string][]): string {
  const parts = names.filter(([bit]) => flags & bit).map(([, name]) => `re.${name}`);
  const rest = names.reduce((left, [bit]) => left & ~bit, flags);
  if (rest !== 0) parts.push(`0x${rest.toString(16)}`);
  return parts.join("|");
}

/** As the `repr` of a pattern has them: in the order of their bits. */
export const flagsText = (flags: number): string =>
  textOf(
    flags,
    [...NAMES].sort(([a], [b]) => a - b),
  );

const flagRepr = ({ value }: RegexFlag): string => (value === 0 ? "re.NOFLAG" : textOf(value, NAMES));

/** A negative number stands for all bits but some: those that have names, and those up to its own highest. */
const positive = (value: number): number =>
  value >= 0 ? value : Math.max(ALL + 1, 2 ** (32 - Math.clz32(-value))) + value;

/** The type, and its instances by name for the module. */
export function makeFlags(): { type: Type; names: Record<string, Value> } {
  const binary = (compute: (a: number, b: number) => number) => (self: RegexFlag, other: Value) => {
    const b = intOf(other);
    return typeof b === "number" ? make(compute(self.value, b)) : NotImplemented;
  };
  const and = binary((a, b) => a & b);
  const or = binary((a, b) => a | b);
  const xor = binary((a, b) => a ^ b);
  const type = nativeType({
    name: "RegexFlag",
    module: "re",
    base: typeOf(0),
    ctor: RegexFlag,
    doc: "An enumeration.",
    create: (_cls, [value]) => make(Number(intOf(value ?? 0) ?? 0)),
    special: {
      __and__: and,
      __rand__: and,
      __or__: or,
      __ror__: or,
      __xor__: xor,
      __rxor__: xor,
      __invert__: (self: RegexFlag) => make(~self.value),
      __repr__: flagRepr,
      __str__: flagRepr,
    },
    getters: {
      value: (self: RegexFlag) => self.value,
      name: (self: RegexFlag) => (self.value === 0 ? None : textOf(self.value, NAMES).replaceAll("re.", "")),
    },
  });
  const made = new Map<number, RegexFlag>();
  const make = (given: number): RegexFlag => {
    const value = positive(given);
    let flag = made.get(value);
    if (flag === undefined) {
      flag = new RegexFlag(value);
      made.set(value, flag);
    }
    return flag;
  };
  const names: Record<string, Value> = { NOFLAG: make(0) };
  for (const [bit, long, short] of NAMES) {
    names[long] = make(bit);
    if (short !== "") names[short] = make(bit);
  }
  for (const [name, flag] of Object.entries(names)) setTypeAttribute(type, name, flag);
  return { type, names };
}
