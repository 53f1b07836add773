// The Python types `set` and `frozenset`.

import { keyError } from "../errors.ts";
import { type NativeTypeSpec, nativeType, newInstance } from "../native.ts";
import "../object.ts";
import { repr, reprEnter, reprLeave } from "../protocols.ts";
import { hasInit, type Type } from "../types.ts";
import { type Callable, None, NotImplemented, type Value } from "../values.ts";
import { neverEqualsPlain } from "./closed.ts";
import { expectArguments } from "./expect.ts";
import { genericAlias } from "./genericalias.ts";
import { elementsHash } from "./hash.ts";
import {
  AnySet,
  asSet,
  copySet,
  differenceUpdate,
  FrozenSet,
  intersect,
  isDisjoint,
  isSubset,
  PySet,
  searchable,
  subtract,
  symmetricDifference,
  toggle,
  unite,
  updateSet,
} from "./set.ts";

function setRepr(self: AnySet): string {
  const { type_ } = self;
  const { name } = type_.tp;
  if (self.size === 0) return `${name}()`;
  if (!reprEnter(self)) return `${name}(...)`;
  try {
    const text = `{${Array.from(self.elements(), repr).join(", ")}}`;
    return type_ === set ? text : `${name}(${text})`;
  } finally {
    reprLeave(self);
  }
}

function setEqual(self: AnySet, other: Value): Value {
  return other instanceof AnySet ? self.size === other.size && isSubset(self, other) : NotImplemented;
}

function frozenSetEqual(self: AnySet, other: Value): Value {
  return setEqual(self, other);
}

neverEqualsPlain(frozenSetEqual as Callable);

/** An operator: both operands must be sets. */
const operator =
  (operation: (a: AnySet, b: AnySet) => Value) =>
  (self: Value, other: Value): Value =>
    self instanceof AnySet && other instanceof AnySet ? operation(self, other) : NotImplemented;

const reflected =
  (operation: (a: AnySet, b: AnySet) => Value) =>
  (self: Value, other: Value): Value =>
    self instanceof AnySet && other instanceof AnySet ? operation(other, self) : NotImplemented;

/** An operator that changes its left operand. */
const inplace =
  (operation: (self: PySet, other: AnySet) => void) =>
  (self: PySet, other: Value): Value => {
    if (!(other instanceof AnySet)) return NotImplemented;
    operation(self, other);
    return self;
  };

/** A method that changes the set once for each of its arguments. */
const update =
  (operation: (self: PySet, other: Value) => void) =>
  (self: PySet, others: Value[]): Value => {
    for (const other of others) operation(self, other);
    return None;
  };

function union(self: AnySet, others: readonly Value[]): AnySet {
  const result = copySet(self);
  for (const other of others) updateSet(result, other);
  return result;
}

function intersectAll(self: AnySet, others: readonly Value[]): AnySet {
  return others.length === 0 ? copySet(self) : others.reduce<AnySet>(intersect, self);
}

function subtractAll(self: AnySet, [first, ...rest]: readonly Value[]): AnySet {
  if (first === undefined) return copySet(self);
  const result = subtract(self, first);
  for (const other of rest) differenceUpdate(result, other);
  return result;
}

const common = (): Pick<NativeTypeSpec, "methods" | "classMethods" | "special"> => ({
  methods: {
    "copy()": (self: AnySet) => (self.type_ === frozenset ? self : copySet(self)),
    "union(*others)": union,
    "intersection(*others)": intersectAll,
    "difference(*others)": subtractAll,
    "symmetric_difference(other, /)": symmetricDifference,
    "isdisjoint(other, /)": isDisjoint,
    "issubset(other, /)": (self: AnySet, other: Value) =>
      other instanceof AnySet ? isSubset(self, other) : intersect(self, other).size === self.size,
    "issuperset(other, /)": (self: AnySet, other: Value) => isSubset(asSet(other), self),
  },
  classMethods: { "__class_getitem__(object, /)": genericAlias },
  special: {
    __repr__: setRepr,
    __len__: (self: AnySet) => self.size,
    __iter__: (self: AnySet) => self.iter$(),
    __contains__: (self: AnySet, element: Value) => self.has(searchable(element)),
    __ne__(self: AnySet, other: Value) {
      return other instanceof AnySet ? !setEqual(self, other) : NotImplemented;
    },
    __le__: operator(isSubset),
    __lt__: operator((a, b) => a.size < b.size && isSubset(a, b)),
    __ge__: operator((a, b) => isSubset(b, a)),
    __gt__: operator((a, b) => a.size > b.size && isSubset(b, a)),
    __or__: operator(unite),
    __ror__: reflected(unite),
    __and__: operator(intersect),
    __rand__: reflected(intersect),
    __sub__: operator(subtract),
    __rsub__: reflected(subtract),
    __xor__: operator(symmetricDifference),
    __rxor__: reflected(symmetricDifference),
  },
});

// Functions of their own for each of the two, since a function has one signature and one owner.
const forSet = common();
const forFrozen = common();

export const set: Type = nativeType({
  name: "set",
  ctor: PySet,
  doc: "Build an unordered collection of unique elements.",
  create: (cls) => newInstance(cls),
  classMethods: forSet.classMethods!,
  methods: {
    "__init__(*args, **kwargs)": (self: PySet, args: Value[], keywords?: Map<string, Value>) => {
      expectArguments("set", args, keywords, 0, 1);
      self.clear();
      if (args.length === 1) updateSet(self, args[0]!);
      return None;
    },
    "add(object, /)": (self: PySet, element) => {
      self.add(element);
      return None;
    },
    "discard(object, /)": (self: PySet, element) => {
      self.discard(searchable(element));
      return None;
    },
    "remove(object, /)": (self: PySet, element) => {
      if (!self.discard(searchable(element))) throw keyError(element);
      return None;
    },
    "pop()": (self: PySet) => {
      const element = self.pop();
      if (element === undefined) throw keyError("pop from an empty set");
      return element;
    },
    "clear()": (self: PySet) => {
      self.clear();
      return None;
    },
    "update(*others)": update(updateSet),
    "intersection_update(*others)": (self: PySet, others: Value[]) => {
      self.replaceBy(intersectAll(self, others));
      return None;
    },
    "difference_update(*others)": update(differenceUpdate),
    "symmetric_difference_update(other, /)": (self: PySet, other: Value) => {
      toggle(self, asSet(other));
      return None;
    },
    ...forSet.methods,
  },
  special: {
    ...forSet.special,
    __hash__: null,
    __eq__: setEqual,
    __ior__: inplace(updateSet),
    __iand__: inplace((self, other) => self.replaceBy(intersect(self, other))),
    __isub__: inplace(differenceUpdate),
    __ixor__: inplace(toggle),
  },
});

set.tp.convert = (iterable) => {
  const self = new PySet();
  updateSet(self, iterable);
  return self;
};

export const frozenset: Type = nativeType({
  name: "frozenset",
  ctor: FrozenSet,
  doc: "Build an immutable unordered collection of unique elements.",
  create(cls, args, keywords) {
    expectArguments("frozenset", args, hasInit(cls) ? undefined : keywords, 0, 1);
    const [iterable] = args;
    if (cls === frozenset && iterable instanceof FrozenSet && iterable.type_ === frozenset) return iterable;
    const self = newInstance<FrozenSet>(cls);
    if (iterable !== undefined) updateSet(self, iterable);
    return self;
  },
  methods: forFrozen.methods!,
  classMethods: forFrozen.classMethods!,
  special: {
    ...forFrozen.special,
    __eq__: frozenSetEqual,
    __hash__: (self: FrozenSet) => {
      self.hash ??= elementsHash(self.elements(), self.size);
      return self.hash;
    },
  },
});
