// Classes: what a class statement does, how an instance is made, the MRO, and `super`.

import { genericAttribute, lookupAttribute } from "./attributes.ts";
import { bestBase, orderOf } from "./bases.ts";
import { call, callKw, callWith, namesAndValues } from "./calls.ts";
import { Cell, ClassCell } from "./cells.ts";
import { type Code, isFunction } from "./code.ts";
import { Dict } from "./containers/dict.ts";
import { setitem } from "./containers/items.ts";
import { makeTuple, Tuple } from "./containers/tuple.ts";
import { keyError, runtimeError, typeError, unicodeEncodeError, valueError } from "./errors.ts";
import { addNote, catchKeyError } from "./exceptions.ts";
import type { Module } from "./modules.ts";
import { construction, makeTypeFunction, nativeFunction, nativeNewOf } from "./native.ts";
import { object, PyObject, type } from "./object.ts";
import { asStr, iterate, repr } from "./protocols.ts";
import {
  bind,
  ClassMethod,
  finishType,
  GetSet,
  isSubtype,
  isType,
  MemberDescriptor,
  StaticMethod,
  shownName,
  special,
  type Type,
  typeName,
  typeOf,
} from "./types.ts";
import { type Callable, None, type Value } from "./values.ts";
import { warner } from "./warning.ts";

// ---- making instances -------------------------------------------------------------------------------------------------

const objectNew = (): Value => object.tp.dict.get("__new__")!;
const objectInit = (): Value => object.tp.dict.get("__init__")!;

construction.call = (cls, args) => construct(cls, args, undefined);

/** Does calling a class of this metaclass mean what it means for `type`? */
const hasPlainCall = (meta: Type): boolean =>
  meta === type || meta.tp.lookup("__call__") === type.tp.dict.get("__call__");

/** `cls(*args, **keywords)` */
export function construct(cls: Type, args: Value[], keywords: Map<string, Value> | undefined): Value {
  const meta = typeOf(cls);
  if (!hasPlainCall(meta)) return callWith(bind(meta.tp.lookup("__call__")!, cls, meta)!, args, keywords);
  return typeCall(cls, args, keywords);
}

export function constructKeywords(cls: Type, args: Value[], names: string[], values: Value[]): Value {
  const { init } = cls.tp;
  // What exceptions are initialised by knows nothing of keywords.
  if (!isFunction(init as Value)) {
    return construct(cls, args, names.length === 0 ? undefined : new Map(names.map((name, i) => [name, values[i]!])));
  }
  const self = new cls.tp.construct();
  const result = callKw(init as Value, [self, ...args], names, values);
  if (result !== None) throw badInit(result);
  return self;
}

/** `type.__call__`: `__new__`, then `__init__` if it gave an instance of the class. */
export function typeCall(cls: Type, args: Value[], keywords: Map<string, Value> | undefined): Value {
  const { tp } = cls;
  if (cls === type && args.length === 1 && keywords === undefined) return typeOf(args[0]!);
  const make = tp.lookup("__new__")!;
  const init = tp.lookup("__init__")!;
  if (make === objectNew()) {
    checkInstantiable(cls);
    if (init === objectInit() && (args.length > 0 || keywords !== undefined)) {
      throw typeError(`${tp.name}() takes no arguments`);
    }
    const self = new tp.construct();
    if (init === objectInit()) return self;
    if (isFunction(init) && hasPlainCall(typeOf(cls))) tp.init = init;
    initialise(cls, init, self, args, keywords);
    return self;
  }
  const native = nativeNewOf(make);
  if (native?.initialiser !== undefined && keywords === undefined && typeOf(cls) === type) {
    if (isFunction(init) || (typeof init === "function" && "signature" in init))
      tp.init = native.initialiser(init as Callable);
  }
  const self = native ? native(cls, args, keywords) : callWith(bind(make, undefined, cls)!, [cls, ...args], keywords);
  const own = typeOf(self);
  if (own !== cls && !isSubtype(own, cls)) return self;
  const initialiser = own === cls ? init : own.tp.lookup("__init__")!;
  if (initialiser !== objectInit()) initialise(own, initialiser, self, args, keywords);
  return self;
}

function initialise(
  cls: Type,
  init: Value,
  self: Value,
  args: Value[],
  keywords: Map<string, Value> | undefined,
): void {
  const result = callWith(bind(init, self, cls)!, args, keywords);
  if (result !== None) throw badInit(result);
}

export const badInit = (result: Value): Error => typeError(`__init__() should return None, not '${typeName(result)}'`);

construction.badInit = badInit;

function checkInstantiable(cls: Type): void {
  const { abstractMethods, name, closed } = cls.tp;
  if (closed) throw typeError(`cannot create '${shownName(cls.tp)}' instances`);
  if (abstractMethods === undefined || abstractMethods.size === 0) return;
  const names = [...abstractMethods].sort();
  throw typeError(
    `Can't instantiate abstract class ${name} without an implementation for abstract method${
      names.length === 1 ? "" : "s"
    } ${names.map((n) => `'${n}'`).join(", ")}`,
  );
}

/** A bare instance for `object.__new__(cls)`. */
export function newObject(cls: Type, args: Value[], keywords: Map<string, Value> | undefined): Value {
  if (args.length > 0 || keywords !== undefined) {
    if (cls.tp.lookup("__new__") !== objectNew()) {
      throw typeError("object.__new__() takes exactly one argument (the type to instantiate)");
    }
    if (cls.tp.lookup("__init__") === objectInit()) throw typeError(`${cls.tp.name}() takes no arguments`);
  }
  checkInstantiable(cls);
  return new cls.tp.construct();
}

// ---- class statements ---------------------------------------------------------------------------------------------------

/** The dict of annotations that a thunk evaluates: names and values in turn. */
export function annotationsOf(annotate: (() => Value[]) | undefined): Dict {
  const result = new Dict();
  const parts = annotate?.() ?? [];
  for (let i = 0; i < parts.length; i += 2) result.set(parts[i]!, parts[i + 1]!);
  return result;
}

/** `__annotate__`: a function of the format in which they are wanted, of which there is one. */
export const annotateFunction = (evaluate: () => Value[]): Value =>
  nativeFunction("__annotate__(format, /)", () => annotationsOf(evaluate));

/** The same for one value, as `evaluate_bound` and its like give it. */
export const annotateValue = (evaluate: () => Value): Value => nativeFunction("evaluate(format, /)", evaluate);

/** Runs a class statement (or `types.new_class`): metaclass, namespace, body, class. */
export function buildClass(
  name: string,
  bases: Value[],
  keywords: [string[], Value[]] | Dict | undefined,
  body: (namespace: Value) => ((cls: Value) => void) | undefined,
  code: Code,
  module: Module,
): Value {
  const resolved = resolveBases(bases);
  const [names, values] = keywords instanceof Dict ? namesAndValues(undefined, keywords) : (keywords ?? [[], []]);
  const options = new Map<string, Value>(names.map((key, i) => [key, values[i]!]));
  const meta = metaclassOf(options.get("metaclass"), resolved);
  options.delete("metaclass");
  const passed = options.size > 0 ? options : undefined;
  const prepare = lookupAttribute(meta, "__prepare__");
  const namespace = prepare === undefined ? new Dict() : callWith(prepare, [name, makeTuple(resolved)], passed);
  if (!(namespace instanceof Dict) && special(namespace, "__getitem__") == null) {
    const maker = isType(meta) ? meta.tp.name : "<metaclass>";
    throw typeError(`${maker}.__prepare__() must return a mapping, not ${typeName(namespace)}`);
  }
  classStore(namespace, "__module__", (module.$__name__ as Value | undefined) ?? "__main__");
  classStore(namespace, "__qualname__", code.qualname);
  classStore(namespace, "__firstlineno__", code.firstlineno);
  const fillCell = body(namespace);
  const cell = fillCell && new ClassCell(fillCell);
  if (cell !== undefined) classStore(namespace, CELL, cell);
  const annotate = annotations.get(namespace as object);
  if (resolved.length !== bases.length || resolved.some((base, i) => base !== bases[i])) {
    classStore(namespace, "__orig_bases__", makeTuple(bases));
  }
  classStore(namespace, "__static_attributes__", makeTuple([...code.statics]));
  // Metaclasses look for the annotations in the namespace.
  if (annotate && meta !== type) classStore(namespace, "__annotate_func__", annotateFunction(annotate));
  const cls = callWith(meta, [name, makeTuple(resolved), namespace], passed);
  if (annotate && isType(cls)) Object.assign(cls, { annotate });
  if (cell !== undefined && isType(cls)) checkCell(cell, name, cls);
  return cls;
}

/** Under this name the namespace has the cell of `__class__`, for `type.__new__` to fill. */
const CELL = "__classcell__";

function checkCell({ cls }: ClassCell, name: string, made: Type): void {
  if (cls === undefined) {
    throw runtimeError(
      `__class__ not set defining ${repr(name)} as ${repr(made)}. Was __classcell__ propagated to type.__new__?`,
    );
  }
  if (cls !== made) throw typeError(`__class__ set to ${repr(cls)} defining ${repr(name)} as ${repr(made)}`);
}

/** Replaces bases that are not classes by what their `__mro_entries__` gives. */
export function resolveBases(bases: Value[]): Value[] {
  const resolved: Value[] = [];
  for (const base of bases) {
    const entries = isType(base) ? undefined : lookupAttribute(base, "__mro_entries__");
    if (entries === undefined) resolved.push(base);
    else {
      const replaced = call(entries, makeTuple(bases));
      if (!(replaced instanceof Tuple)) throw typeError("__mro_entries__ must return a tuple");
      resolved.push(...replaced.items);
    }
  }
  return resolved;
}

/** What makes a class: the metaclass that is given, or a more derived one of the bases. */
export function metaclassOf(given: Value | undefined, bases: Value[]): Value {
  const meta = given ?? (bases.length > 0 ? typeOf(bases[0]!) : type);
  return isType(meta) ? mostDerived(meta, bases) : meta;
}

function mostDerived(meta: Type, bases: Value[]): Type {
  let winner = meta;
  for (const base of bases) {
    const candidate = typeOf(base);
    if (isSubtype(winner, candidate)) continue;
    if (!isSubtype(candidate, winner)) {
      throw typeError(
        "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
      );
    }
    winner = candidate;
  }
  return winner;
}

export function classStore(namespace: Value, name: string, value: Value): void {
  if (namespace instanceof Dict && !typeOf(namespace).tp.heap) namespace.set(name, value);
  else setitem(namespace, name, value);
}

export function classLookup(namespace: Value, name: string): Value | undefined {
  if (namespace instanceof Dict && !typeOf(namespace).tp.heap) return namespace.get(name);
  try {
    return special(namespace, "__getitem__")!(namespace, name);
  } catch (e) {
    catchKeyError(e);
    return undefined;
  }
}

export function classDelete(namespace: Value, name: string): void {
  if (classLookup(namespace, name) === undefined) throw keyError(name);
  special(namespace, "__delitem__")!(namespace, name);
}

const annotations = new WeakMap<object, () => Value[]>();

/** The annotations of the class whose body runs in `namespace`, evaluated when somebody asks. */
export function setClassAnnotations(namespace: Value, evaluate: () => Value[]): void {
  annotations.set(namespace as object, evaluate);
}

/** `type.__new__(meta, name, bases, namespace, **keywords)` */
export function newType(
  meta: Type,
  name: string,
  bases: Value[],
  namespace: Dict,
  keywords: Map<string, Value> | undefined,
): Type {
  const parents = bases.map((base) => {
    if (isType(base)) return base;
    if (lookupAttribute(base, "__mro_entries__") !== undefined) {
      throw typeError("type() doesn't support MRO entry resolution; use types.new_class()");
    }
    throw typeError("bases must be types");
  });
  checkName(name, "type name");
  if (parents.length === 0) parents.push(object);
  const duplicate = parents.find((parent, i) => parents.indexOf(parent) !== i);
  if (duplicate) throw typeError(`duplicate base class ${duplicate.tp.name}`);
  const actualMeta = mostDerived(meta, parents);
  const make = actualMeta === meta ? undefined : actualMeta.tp.lookup("__new__");
  if (make !== undefined && make !== type.tp.dict.get("__new__")) {
    return callWith(
      bind(make, undefined, actualMeta)!,
      [actualMeta, name, makeTuple(bases), namespace],
      keywords,
    ) as Type;
  }
  // The chain of prototypes goes through the base that makes the instances, so that JavaScript's `instanceof` holds.
  const base = bestBase(parents);
  const cls = makeTypeFunction(name, parents, instanceClass(nativeBase(base), base), true);
  const { tp } = cls;
  tp.meta = actualMeta;
  readNamespace(cls, namespace);
  fillCell(cls, namespace.get(CELL));
  tp.mro = orderOf(cls);
  tp.hasDict = tp.slots === undefined || tp.slots.includes("__dict__") || parents.some((parent) => parent.tp.hasDict);
  checkSlots(cls, parents);
  addSlots(cls);
  addInstanceParts(cls, parents);
  finishType(cls);
  for (const [key, value] of [...tp.dict]) setName(cls, key, value);
  initSubclass(cls, keywords);
  return cls;
}

/** Of a class: it goes to C, where texts end with a null and are UTF-8. */
export function checkName(name: string, what: string): void {
  if (name.includes("\0")) throw valueError(`${what} must not contain null characters`);
  checkText(name);
}

/** That it can be encoded. */
function checkText(text: string): void {
  const at = Array.from(text).findIndex((c) => c >= "\ud800" && c <= "\udfff" && c.length === 1);
  if (at >= 0) throw unicodeEncodeError("utf-8", text, at, at + 1, "surrogates not allowed");
}

function fillCell(cls: Type, cell: Value | undefined): void {
  if (cell === undefined) return;
  cls.tp.dict.delete(CELL);
  if (cell instanceof ClassCell) cell.set(cls);
  else if (!(cell instanceof Cell)) {
    throw typeError(`__classcell__ must be a nonlocal cell, not ${repr(typeOf(cell))}`);
  }
}

/** The native type whose JavaScript class the instances have. */
const nativeBase = (cls: Type): Type => (isSolid(cls) ? cls : (cls.tp.mro.find(isSolid) ?? object));
const isSolid = ({ tp }: Type): boolean => tp.solid && !tp.heap;

/** The JavaScript class of a heap type's instances. */
function instanceClass(solid: Type, chained: Type): new () => object {
  let construct: new () => object;
  if (solid.tp.construct === PyObject) {
    construct = function Instance(this: Record<string, unknown>) {
      // Never true: V8 counts the assignments and makes room in the object for as many attributes.
      if (new.target === undefined) {
        this.a = this.b = this.c = this.d = undefined;
      }
    } as unknown as new () => object;
  } else {
    const Base = solid.tp.construct as new () => object;
    construct = class extends Base {};
  }
  Object.setPrototypeOf(construct.prototype, chained.tp.proto);
  return construct;
}

function readNamespace(cls: Type, namespace: Dict): void {
  const { tp } = cls;
  for (const [key, value] of namespace.entries()) {
    const name = asStr(key);
    if (name === undefined) {
      warner.warn("RuntimeWarning", `non-string key in the __dict__ of class ${tp.name}`);
      continue;
    }
    tp.dict.set(name, value);
  }
  let module = tp.dict.get("__module__");
  if (module === undefined) {
    // A call of `type`, and no class statement.
    module = construction.callingModule() ?? "builtins";
    tp.dict.set("__module__", module);
  }
  if (typeof module === "string") tp.module = module;
  const qualname = tp.dict.get("__qualname__");
  if (qualname !== undefined) {
    if (typeof qualname !== "string") throw typeError(`type __qualname__ must be a str, not ${typeName(qualname)}`);
    tp.qualname = qualname;
    tp.dict.delete("__qualname__");
  }
  // These are what their decorators would make of them.
  const make = tp.dict.get("__new__");
  if (isFunction(make)) tp.dict.set("__new__", new StaticMethod(make));
  for (const name of ["__init_subclass__", "__class_getitem__"]) {
    const method = tp.dict.get(name);
    if (isFunction(method)) tp.dict.set(name, new ClassMethod(method));
  }
  // A class that defines equality alone is not hashable.
  if (tp.dict.has("__eq__") && !tp.dict.has("__hash__")) tp.dict.set("__hash__", None);
  const slots = tp.dict.get("__slots__");
  if (slots !== undefined) {
    tp.slots = (asStr(slots) === undefined ? [...iterate(slots)] : [slots]).map(slotName);
  }
  const doc = tp.dict.get("__doc__");
  if (typeof doc === "string") checkText(doc);
  if (!tp.dict.has("__doc__") && !tp.slots?.includes("__doc__")) tp.dict.set("__doc__", None);
}

function slotName(value: Value): string {
  const name = asStr(value);
  if (name === undefined) throw typeError(`__slots__ items must be strings, not '${typeName(value)}'`);
  if (!/^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(name)) throw typeError("__slots__ must be identifiers");
  return name;
}

const privateName = (cls: string, name: string): string => {
  const stripped = cls.replace(/^_+/, "");
  return stripped !== "" && name.startsWith("__") && !name.endsWith("__") ? `_${stripped}${name}` : name;
};

/** What instances of this class have and those of its bases have not: a `__dict__`, weak references. */
function addInstanceParts(cls: Type, parents: Type[]): void {
  const { tp } = cls;
  const { dict } = tp;
  const doc = dict.get("__doc__");
  const ofObject = object.tp.dict.get("__dict__") as GetSet;
  // Classes are instances too, and have another `__dict__`.
  if (
    tp.hasDict &&
    !dict.has("__dict__") &&
    parents.every((parent) => !parent.tp.hasDict && parent.tp.lookup("__dict__") === ofObject)
  ) {
    dict.set("__dict__", new GetSet("__dict__", cls, ofObject.get, ofObject.set));
  }
  if (
    (tp.slots === undefined || tp.slots.includes("__weakref__")) &&
    !dict.has("__weakref__") &&
    !parents.some(isWeak)
  ) {
    dict.set("__weakref__", new GetSet("__weakref__", cls, () => None));
  }
  if (doc === None) {
    dict.delete("__doc__");
    dict.set("__doc__", doc);
  }
}

const isWeak = (cls: Type): boolean => cls.tp.lookup("__weakref__") !== undefined;

/** What has items of its own has no room for slots; a `__dict__` and weak references are had once. */
function checkSlots({ tp }: Type, parents: Type[]): void {
  if (tp.slots === undefined) return;
  const sized = parents.flatMap((parent) => parent.tp.mro).find((base) => !base.tp.heap && SIZED.has(base.tp.name));
  for (const [part, already] of [
    ["__dict__", parents.some((parent) => parent.tp.hasDict)],
    ["__weakref__", parents.some(isWeak)],
  ] as const) {
    const count = tp.slots.filter((slot) => slot === part).length;
    if (count > 1 || (count === 1 && already)) throw typeError(`${part} slot disallowed: we already got one`);
  }
  if (sized !== undefined && tp.slots.some((slot) => slot !== "__dict__")) {
    throw typeError(`nonempty __slots__ not supported for subtype of '${parents[0]!.tp.name}'`);
  }
}

const SIZED: ReadonlySet<string> = new Set(["int", "bytes", "tuple", "type"]);

/** Each slot is a data descriptor over a field of the instance. */
function addSlots(cls: Type): void {
  const { tp } = cls;
  for (const slot of tp.slots ?? []) {
    if (slot === "__dict__" || slot === "__weakref__") continue;
    const name = privateName(tp.name, slot);
    if (tp.dict.has(name)) throw valueError(`'${name}' in __slots__ conflicts with class variable`);
    const field = `slot$${name}`;
    tp.dict.set(
      name,
      new MemberDescriptor(
        name,
        cls,
        (self) => (self as Record<string, Value | undefined>)[field],
        (self, value) => {
          const holder = self as Record<string, Value | undefined>;
          if (value === undefined && holder[field] === undefined) throw slotMissing(self, name);
          holder[field] = value;
        },
        undefined,
        field,
      ),
    );
  }
}

const slotMissing = (self: Value, name: string): Error => construction.attributeError(self, name, name);

function setName(cls: Type, name: string, value: Value): void {
  const method = typeof value === "object" ? special(value, "__set_name__") : undefined;
  if (method == null) return;
  try {
    method(value, cls, name);
  } catch (e) {
    addNote(e, `Error calling __set_name__ on '${typeName(value)}' instance '${name}' in '${cls.tp.name}'`);
    throw e;
  }
}

function initSubclass(cls: Type, keywords: Map<string, Value> | undefined): void {
  // A metaclass's `mro` may have left it out.
  if (!cls.tp.mro.includes(cls)) throw notInstance(cls, cls);
  const hook = superLookup(cls, cls, "__init_subclass__", cls);
  if (hook !== undefined) callWith(hook, [], keywords);
}

// ---- super --------------------------------------------------------------------------------------------------------------

/** `super(cls, self)`; `self` may be a class, for class methods. */
export class Super {
  readonly cls: Type;
  readonly self: Value | undefined;
  /** The class whose MRO is searched. */
  readonly start: Type | undefined;
  constructor(cls: Type, self: Value | undefined) {
    this.cls = cls;
    this.self = self;
    this.start = self === undefined ? undefined : startOf(cls, self);
  }
}

function startOf(cls: Type, self: Value): Type {
  if (isType(self) && isSubtype(self, cls)) return self;
  const own = typeOf(self);
  if (isSubtype(own, cls)) return own;
  // A proxy may say that it is one.
  const claimed = lookupAttribute(self, "__class__");
  if (claimed !== undefined && isType(claimed) && isSubtype(claimed, cls)) return claimed;
  throw notInstance(cls, self);
}

function notInstance(cls: Type, self: Value): Error {
  const what = isType(self) ? `type ${self.tp.name}` : `instance of ${typeOf(self).tp.name}`;
  return typeError(`super(type, obj): obj (${what}) is not an instance or subtype of type (${cls.tp.name}).`);
}

/** The attribute `name` of the classes after `cls` in the MRO of `start`, unbound. */
function afterIn(start: Type, cls: Type, name: string): Value | undefined {
  if (start.tp.linear) return cls.tp.mro[1]?.tp.lookup(name);
  const { mro } = start.tp;
  for (let i = mro.indexOf(cls) + 1; i < mro.length; i++) {
    const found = mro[i]!.tp.dict.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function superLookup(cls: Type, self: Value, name: string, start: Type): Value | undefined {
  const found = afterIn(start, cls, name);
  return found === undefined ? undefined : bind(found, self === start ? undefined : self, start);
}

export function superAttribute(proxy: Super, name: string): Value | undefined {
  const { self, start, cls } = proxy;
  if (self !== undefined && start !== undefined && name !== "__class__") {
    const found = superLookup(cls, self, name, start);
    if (found !== undefined) return found;
  }
  return genericAttribute(proxy, name);
}

/** `super().name(*args)` without the `super` object and without binding. */
export function superCall(cls: Value, self: Value, name: string, ...args: Value[]): Value {
  const start = startOf(cls as Type, self);
  const found = afterIn(start, cls as Type, name);
  if (typeof found === "function" && self !== start && ("code" in found || "owner" in found)) {
    return (found as unknown as Callable)(self, ...args);
  }
  const bound = found === undefined ? undefined : bind(found, self === start ? undefined : self, start);
  if (bound === undefined)
    throw construction.attributeError(new Super(cls as Type, self), name, `'super' object has no attribute '${name}'`);
  return call(bound, ...args);
}

// ---- isinstance and issubclass -----------------------------------------------------------------------------------------

/** `cls.__instancecheck__(value)`, as isinstance() asks it. */
export function isInstanceOf(value: Value, cls: Value): boolean {
  if (isType(cls)) {
    const own = typeOf(value);
    if (own === cls) return true;
    const meta = cls.tp.meta ?? type;
    if (meta === type) {
      const { mro } = own.tp;
      for (let i = 1; i < mro.length; i++) if (mro[i] === cls) return true;
      return own.tp.customClass || own.tp.customGetattribute ? claimsClass(value, cls) : false;
    }
    const check = meta.tp.lookup("__instancecheck__");
    if (check !== undefined && check !== type.tp.dict.get("__instancecheck__")) {
      return construction.truth(call(check, cls, value));
    }
    return isSubtype(typeOf(value), cls) || claimsClass(value, cls);
  }
  if (cls instanceof Tuple) return cls.items.some((each) => isInstanceOf(value, each));
  const check = special(cls, "__instancecheck__");
  if (check) return construction.truth(check(cls, value));
  throw typeError("isinstance() arg 2 must be a type, a tuple of types, or a union");
}

/** An object may say that its `__class__` is another one (mocks and proxies do). */
function claimsClass(value: Value, cls: Type): boolean {
  if (typeof value !== "object" || !typeOf(value).tp.heap) return false;
  const { customClass, customGetattribute } = typeOf(value).tp;
  if (!customClass && !customGetattribute) return false;
  const claimed = lookupAttribute(value, "__class__");
  return claimed !== undefined && isType(claimed) && isSubtype(claimed, cls);
}

export function isSubclassOf(sub: Value, cls: Value): boolean {
  if (cls instanceof Tuple) return cls.items.some((each) => isSubclassOf(sub, each));
  if (isType(cls)) {
    const check = typeOf(cls).tp.lookup("__subclasscheck__");
    if (check !== undefined && check !== type.tp.dict.get("__subclasscheck__")) {
      return construction.truth(call(check, cls, sub));
    }
    if (!isType(sub)) throw typeError("issubclass() arg 1 must be a class");
    return isSubtype(sub, cls);
  }
  const check = special(cls, "__subclasscheck__");
  if (check) return construction.truth(check(cls, sub));
  throw typeError("issubclass() arg 2 must be a class, a tuple of classes, or a union");
}
