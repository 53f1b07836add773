// The bases of classes: the order in which they are searched, what they make of the layout of instances, and other bases for
// a class that exists.
//
// Other bases change the MRO of the class and of all that derive from it. A metaclass may compute these orders in Python, and
// that code may fail, or set bases itself: so every order that was replaced is remembered and put back, unless somebody has
// replaced it again meanwhile. Only when all are there do the prototypes follow (`relinkType`).
//
// Layouts are CPython's: instances of two classes can only stand for one another if the same native type makes them and the
// same slots were added to it. JavaScript's objects would not mind, but programs see it by the errors.

import { call } from "./calls.ts";
import { makeTuple, Tuple } from "./containers/tuple.ts";
import { typeError } from "./errors.ts";
import { object, type } from "./object.ts";
import { iterate } from "./protocols.ts";
import { bind, isSubtype, isType, relinkType, shownName, type Type, typeName } from "./types.ts";
import { None, type Value } from "./values.ts";

// ---- the MRO ----------------------------------------------------------------------------------------------------------

/** C3: the order in which bases are searched, each before its own bases, as the class statement lists them. */
export function computeMro(cls: Type, bases: Type[]): Type[] {
  const duplicate = bases.find((base, i) => bases.indexOf(base) !== i);
  if (duplicate !== undefined) throw typeError(`duplicate base class ${duplicate.tp.name}`);
  const incomplete = bases.find((base) => base.tp.mro.length === 0);
  if (incomplete !== undefined) throw typeError(`Cannot extend an incomplete type '${incomplete.tp.name}'`);
  const sequences = [...bases.map((base) => [...base.tp.mro]), [...bases]];
  const result = [cls];
  for (;;) {
    const open = sequences.filter((sequence) => sequence.length > 0);
    if (open.length === 0) return result;
    const next = open
      .map((sequence) => sequence[0]!)
      .find((candidate) => !open.some((sequence) => sequence.indexOf(candidate) > 0));
    if (next === undefined) throw inconsistent(open);
    result.push(next);
    for (const sequence of open) if (sequence[0] === next) sequence.shift();
  }
}

function inconsistent(open: Type[][]): Error {
  const heads = [...new Set(open.map((sequence) => sequence[0]!.tp.name))];
  return typeError(`Cannot create a consistent method resolution order (MRO) for bases ${heads.join(", ")}`);
}

/** The MRO of a class whose bases are set, as its metaclass computes it. */
export function orderOf(cls: Type): Type[] {
  const meta = cls.tp.meta ?? type;
  const method = meta === type ? undefined : meta.tp.lookup("mro");
  if (method === undefined || method === type.tp.dict.get("mro")) return computeMro(cls, cls.tp.bases);
  const order = [...iterate(call(bind(method, cls, meta)!))];
  const solid = solidBase(cls);
  for (const each of order) {
    if (!isType(each)) throw typeError(`mro() returned a non-class ('${typeName(each)}')`);
    if (each !== cls && !isBelow(solid, solidBase(each))) {
      throw typeError(`mro() returned base with unsuitable layout ('${each.tp.name}')`);
    }
  }
  return order as Type[];
}

// ---- layouts ----------------------------------------------------------------------------------------------------------

const ownSlots = ({ tp }: Type): string[] =>
  (tp.slots ?? []).filter((slot) => slot !== "__dict__" && slot !== "__weakref__").sort();

/** `cls.__base__`: that of the bases whose layout the instances have. */
export function baseOf(cls: Type): Type | undefined {
  const { heap, bases } = cls.tp;
  return heap && bases.length > 1 ? bestBase(bases) : bases[0];
}

/** By `__base__` alone: the MRO may be in the making. */
function isBelow(cls: Type, base: Type): boolean {
  for (let each: Type | undefined = cls; each !== undefined; each = baseOf(each)) if (each === base) return true;
  return false;
}

/** The class that gave the instances their fields: a native one, or one with slots. */
function solidBase(cls: Type): Type {
  for (let each: Type | undefined = cls; each !== undefined; each = baseOf(each)) {
    if (each.tp.heap ? ownSlots(each).length > 0 : each.tp.solid) return each;
  }
  return object;
}

/** The base whose solid base is the most derived; an error where one has no place in the other. */
export function bestBase(bases: readonly Type[]): Type {
  let winner: Type | undefined;
  let base = bases[0]!;
  for (const each of bases) {
    if (each.tp.final) throw typeError(`type '${shownName(each.tp)}' is not an acceptable base type`);
    const candidate = solidBase(each);
    if (winner !== undefined && isBelow(winner, candidate)) continue;
    if (winner !== undefined && !isBelow(candidate, winner)) {
      throw typeError("multiple bases have instance lay-out conflict");
    }
    winner = candidate;
    base = each;
  }
  return base;
}

/** Instances of native types that have a `__dict__` can be referred to weakly too. */
const isWeak = (cls: Type): boolean =>
  cls.tp.lookup("__weakref__") !== undefined || cls.tp.mro.some(({ tp }) => !tp.heap && tp.hasDict);

/** What a class adds to the instances of its base: slots, a `__dict__`, weak references. "" if nothing. */
function addition(cls: Type): string {
  const base = baseOf(cls);
  if (base === undefined || !cls.tp.heap) return cls.tp.solid ? "native" : "";
  const parts = ownSlots(cls);
  if (cls.tp.hasDict && !base.tp.hasDict) parts.push("__dict__");
  if (isWeak(cls) && !isWeak(base)) parts.push("__weakref__");
  return parts.join();
}

/** The nearest class from here that adds something. */
function lastAddition(cls: Type): Type {
  let each = cls;
  for (let base = baseOf(each); base !== undefined && addition(each) === ""; base = baseOf(each)) each = base;
  return each;
}

/** May an instance of the one become one of the other? */
export function checkLayout(old: Type, next: Type, attribute: string): void {
  const a = lastAddition(old);
  const b = lastAddition(next);
  if (a === b || (a.tp.heap && b.tp.heap && baseOf(a) === baseOf(b) && addition(a) === addition(b))) return;
  throw typeError(`${attribute} assignment: '${shownName(next.tp)}' object layout differs from '${shownName(old.tp)}'`);
}

// ---- `cls.__bases__ = …` ----------------------------------------------------------------------------------------------

function checkedBases(cls: Type, value: Value | undefined): Type[] {
  const { name, heap } = cls.tp;
  if (!heap) throw typeError(`cannot set '__bases__' attribute of immutable type '${shownName(cls.tp)}'`);
  if (value === undefined) throw typeError(`cannot delete '__bases__' attribute of immutable type '${name}'`);
  if (!(value instanceof Tuple)) {
    throw typeError(`can only assign tuple to ${name}.__bases__, not ${value === None ? "NoneType" : typeName(value)}`);
  }
  const bases = value.items;
  if (bases.length === 0) throw typeError(`can only assign non-empty tuple to ${name}.__bases__, not ()`);
  for (const base of bases) {
    if (!isType(base)) throw typeError(`${name}.__bases__ must be tuple of classes, not '${typeName(base)}'`);
    if (isSubtype(base, cls) || isBelow(base, cls)) throw typeError("a __bases__ item causes an inheritance cycle");
  }
  return [...bases] as Type[];
}

interface Replaced {
  readonly cls: Type;
  readonly before: Type[];
  readonly after: Type[];
}

/** Computes the MRO of a class and of all below it. */
function reorder(cls: Type, replaced: Replaced[]): void {
  const { tp } = cls;
  const before = tp.mro;
  const after = orderOf(cls);
  // Its metaclass has set its bases meanwhile: what that made of it stays.
  if (tp.mro !== before) return;
  tp.mro = after;
  tp.forgetAll();
  replaced.push({ cls, before, after });
  for (const ref of [...tp.subclasses]) {
    const sub = ref.deref();
    if (sub !== undefined) reorder(sub, replaced);
  }
}

export function setBases(cls: Type, value: Value | undefined): void {
  const { tp } = cls;
  const bases = checkedBases(cls, value);
  const before = tp.bases;
  if (bases.length === before.length && bases.every((base, i) => base === before[i])) return;
  checkLayout(baseOf(cls)!, bestBase(bases), "__bases__");
  tp.bases = bases;
  const replaced: Replaced[] = [];
  try {
    reorder(cls, replaced);
  } catch (e) {
    for (const { cls: each, before: old, after } of replaced) {
      if (each.tp.mro === after) each.tp.mro = old;
      each.tp.forgetAll();
    }
    if (tp.bases === bases) tp.bases = before;
    throw e;
  }
  if (tp.bases === bases) {
    for (const base of before) forgetSubclass(base, cls);
    for (const base of bases) base.tp.subclasses.push(new WeakRef(cls));
  }
  for (const { cls: each } of replaced) relinkType(each, prototypeAbove(each));
}

function forgetSubclass(base: Type, cls: Type): void {
  const at = base.tp.subclasses.findIndex((ref) => ref.deref() === cls);
  if (at >= 0) base.tp.subclasses.splice(at, 1);
}

/** The prototype that that of a class's instances follows: of the base that makes them. */
export function prototypeAbove(cls: Type): object {
  return baseOf(cls)!.tp.proto;
}

/** `cls.__mro__`: None while a metaclass still computes it. */
export const shownMro = (cls: Type): Value => (cls.tp.mro.length === 0 ? None : makeTuple(cls.tp.mro));
