// Types: what a class is, how attributes of a class reach the JavaScript prototype of its instances, and how the types
// that are written in TypeScript are declared.
//
// A Python class is a JavaScript function (calling it makes an instance) that carries a `TypeInfo` in `tp`. The truth
// about its attributes is `tp.dict`. From it follow, on `tp.proto`, the properties that instances inherit: `$x` gives
// what the attribute protocol gives for `x`, and `m$x` is what a call `o.x(...)` calls with `o` first. Where the MRO is
// a chain (`linear`), JavaScript's own prototype chain inherits them; where it is not, each class keeps a copy of what
// it inherits. Every change to a class goes through `setTypeAttribute`, which refreshes the class and its subclasses,
// so instances see it at once.

import { isSlotWrapper, type Native } from "./signature.ts";
import type { Callable, Value } from "./values.ts";
import { None, NotImplemented } from "./values.ts";

/** A Python class. */
export interface Type {
  (...args: Value[]): Value;
  readonly tp: TypeInfo;
}

/** The JavaScript prototype of a class's instances. */
export interface Proto {
  type_: Type;
  /** True where an instance attribute may be written as a plain property. */
  open$?: boolean;
  [slot: `m$${string}`]: Callable | null | undefined;
  /** True where that holds for this attribute alone: a slot, a property. */
  [writable: `w$${string}`]: boolean | undefined;
  [attribute: `$${string}`]: unknown;
}

/** Makes an instance for `cls(*args, **kwargs)`: what `__new__` of a native type does. */
export interface NativeNew {
  (cls: Type, args: Value[], keywords: Map<string, Value> | undefined): Value;
  /** What names its parameters. */
  declared?: Native;
  /** Where `new construct()` and this function's result do what `__new__` and `__init__` do: kept in `TypeInfo.init`. */
  initialiser?(init: Callable): Callable;
}

export class TypeInfo {
  readonly self: Type;
  name: string;
  qualname: string;
  module: string;
  meta: Type | undefined;
  bases: Type[];
  mro: Type[] = [];
  /** Own attributes as far as they have been declared; of those that begin with two underscores, all. See `dict`. */
  readonly declared = new Map<string, Value>();
  /** Declares the other attributes of a native type, when one is first looked for: most types are never used. */
  pending: (() => void) | undefined = undefined;
  readonly proto: Proto;
  /** Makes a bare instance: `new construct()`. */
  readonly construct: new () => object;
  readonly subclasses: WeakRef<Type>[] = [];
  /** The MRO is the chain of JavaScript prototypes. */
  linear = true;
  /** Made by a class statement (or `type(...)`), not in TypeScript. */
  readonly heap: boolean;
  /** Its instances have a JavaScript class of their own; two such classes cannot be bases of one class. */
  solid = false;
  /** May not be a base. */
  final = false;
  /** Programs cannot make instances. */
  closed = false;
  /** Programs may set its attributes though it is native: in CPython it is written in Python. */
  open = false;
  /** Instances have a `__dict__`. */
  hasDict = false;
  /** `__getattribute__` or `__setattr__`/`__delattr__` is overridden somewhere in the MRO. */
  customGetattribute = false;
  customSetattr = false;
  /** `__class__` is not what `object` says: an instance may claim another class. */
  customClass = false;
  /** Names in `__slots__`, of this class alone. */
  slots: string[] | undefined = undefined;
  abstractMethods: Set<string> | undefined = undefined;
  /** Results of `lookup`, emptied by every change in the MRO. */
  private readonly cache = new Map<string, Value | undefined>();
  /** What a call with one argument gives in the common cases; undefined for all others. */
  convert: ((value: Value) => Value | undefined) | undefined = undefined;
  /** The `__init__` written in Python, where a call of the class is just a bare instance and this; dropped when it changes. */
  init: Callable | undefined = undefined;

  constructor(self: Type, name: string, bases: Type[], construct: new () => object, heap: boolean) {
    this.self = self;
    this.name = name;
    this.qualname = name;
    this.module = "builtins";
    this.meta = undefined;
    this.bases = bases;
    this.construct = construct;
    this.proto = construct.prototype as Proto;
    this.heap = heap;
  }

  /** Own attributes, in the order of definition. */
  get dict(): Map<string, Value> {
    if (this.pending !== undefined) this.complete();
    return this.declared;
  }

  /** Classes below first: they have names of their own before they see those of this one. */
  complete(): void {
    const { pending } = this;
    if (pending === undefined) return;
    for (const ref of this.subclasses) ref.deref()?.tp.complete();
    this.pending = undefined;
    pending();
  }

  /** The attribute `name` as it stands in the first class of the MRO that has it; nothing is bound. */
  lookup(name: string): Value | undefined {
    const { cache } = this;
    const cached = cache.get(name);
    if (cached !== undefined || cache.has(name)) return cached;
    let found: Value | undefined;
    const isThere = isDunder(name);
    for (const { tp } of this.mro) {
      found = (isThere ? tp.declared : tp.dict).get(name);
      if (found !== undefined) break;
    }
    cache.set(name, found);
    return found;
  }

  forget(name: string): void {
    this.cache.delete(name);
  }

  forgetAll(): void {
    this.cache.clear();
    this.init = undefined;
  }
}

export const isType = (value: unknown): value is Type => typeof value === "function" && "tp" in value;

/** Is `cls` the class `base` or derived from it (by MRO; `__subclasscheck__` is not asked)? */
export const isSubtype = (cls: Type, base: Type): boolean => cls === base || cls.tp.mro.includes(base);

/** Does calling it run an `__init__`, which may take keywords that a native `__new__` does not know? */
export const hasInit = (cls: Type): boolean => cls.tp.lookup("__init__") !== known.object.tp.dict.get("__init__");

// ---- the types of primitives -----------------------------------------------------------------------------------

/** Types that `typeOf` needs before the modules that declare them have run. */
export const known: {
  int: Type;
  float: Type;
  str: Type;
  bool: Type;
  type: Type;
  object: Type;
  function: Type;
  builtin: Type;
  method_descriptor: Type;
  wrapper_descriptor: Type;
  foreign: Type;
} = Object.create(null);

/** `type(value)` */
export function typeOf(value: Value): Type {
  switch (typeof value) {
    case "string":
      return known.str;
    case "number":
      return Number.isInteger(value) ? known.int : known.float;
    case "boolean":
      return known.bool;
    case "bigint":
      return known.int;
    case "function":
      return functionType(value);
    default:
      return (value as { type_?: Type }).type_ ?? known.foreign;
  }
}

function functionType(f: Function): Type {
  if ("tp" in f) return (f as unknown as Type).tp.meta ?? known.type;
  if ("code" in f) return known.function;
  if ("signature" in f) {
    if (!("owner" in f)) return known.builtin;
    return isSlotWrapper(f as unknown as Native) ? known.wrapper_descriptor : known.method_descriptor;
  }
  return known.foreign;
}

/**
 * The types, besides list, tuple, range and dict, whose instances patterns take for sequences and mappings: native ones that
 * say so themselves, and classes registered with those of `collections.abc`.
 */
export const registered = { sequences: new Set<Type>(), mappings: new Set<Type>() };

/** A type as messages name it: with its module if it is not from builtins and, in CPython, written in C. */
export const shownName = ({ heap, open, module, name }: TypeInfo): string =>
  heap || open || module === "builtins" ? name : `${module}.${name}`;

/** The type of a value as messages name it. */
export const typeName = (value: Value): string => shownName(typeOf(value).tp);

export const isInstance = (value: Value, cls: Type): boolean => {
  const type = typeOf(value);
  return type === cls || type.tp.mro.includes(cls);
};

/** The special method `name` of the value's class, as a function of the instance; null where it is set to None. */
export function special(value: Value, name: `__${string}__`): Callable | null | undefined {
  // A text put together anew would have to be looked up in the table of names at each call.
  let slot = slots.get(name);
  if (slot === undefined) slots.set(name, (slot = `m$${name}`));
  return typeOf(value).tp.proto[slot];
}

const slots = new Map<string, `m$${string}`>();

// ---- binding: how an attribute of a class becomes one of an instance ---------------------------------------------

/** A function and the first argument that it is called with. */
export abstract class BoundMethod {
  readonly self: Value;
  readonly func: Value;
  constructor(func: Value, self: Value) {
    this.func = func;
    this.self = self;
  }
}

/** What Python calls a method: of a function written in Python, or of any callable. */
export class Method extends BoundMethod {}
/** Of a method of a native type: a builtin_function_or_method. */
export class NativeMethod extends BoundMethod {}
/** Of a special method of a native type. */
export class MethodWrapper extends BoundMethod {}

type BoundClass = new (func: Value, self: Value) => BoundMethod;

/** By what a function that binds is bound. */
function boundClass(func: Function): BoundClass {
  // An open type's methods are functions in CPython.
  if ("code" in func || (func as unknown as { owner: Type }).owner.tp.open) return Method;
  return isSlotWrapper(func as unknown as Native) ? MethodWrapper : NativeMethod;
}

export class StaticMethod {
  readonly func: Value;
  constructor(func: Value) {
    this.func = func;
  }
}

export class ClassMethod {
  readonly func: Value;
  constructor(func: Value) {
    this.func = func;
  }
}

/** One of a native type. */
export class ClassMethodDescriptor extends ClassMethod {}

/** A computed attribute of a native type (getset_descriptor, member_descriptor). */
export class GetSet {
  readonly name: string;
  readonly owner: Type;
  readonly get: (self: Value) => Value | undefined;
  readonly set: ((self: Value, value: Value | undefined) => void) | undefined;
  readonly doc: string | undefined;
  /** The JavaScript property of the instance that holds the value, if this is one of `__slots__`. */
  readonly field: string | undefined;
  constructor(name: string, owner: Type, get: GetSet["get"], set?: GetSet["set"], doc?: string, field?: string) {
    this.name = name;
    this.owner = owner;
    this.get = get;
    this.set = set;
    this.doc = doc;
    this.field = field;
  }
}

/** One of `__slots__`. */
export class MemberDescriptor extends GetSet {}

/** Reads and writes a field. Each name has functions of its own text, because V8 learns by text what a function meets. */
function fieldAccess(field: string): PropertyDescriptor {
  let access = fieldAccesses.get(field);
  if (access === undefined) {
    const place = `this[${JSON.stringify(field)}]`;
    const make = new Function(
      `return { get() { return ${place}; }, set(value) { ${place} = value; }, enumerable: false, configurable: true };`,
    ) as () => PropertyDescriptor;
    fieldAccesses.set(field, (access = make()));
  }
  return access;
}

const fieldAccesses = new Map<string, PropertyDescriptor>();

export class Property {
  fget: Value;
  fset: Value;
  fdel: Value;
  doc: Value;
  /** `doc` is the getter's, and another getter brings its own. */
  docOfGetter = false;
  /** What its class calls it, if it was made in a class statement. */
  name: Value | undefined = undefined;
  constructor(fget: Value, fset: Value, fdel: Value, doc: Value) {
    this.fget = fget;
    this.fset = fset;
    this.fdel = fdel;
    this.doc = doc;
  }
}

/** What binding asks of floors that this file cannot import; filled in by calls.ts. */
export const binding: {
  call(f: Value, args: Value[]): Value;
  missingAttribute(self: Value, name: string): never;
  /** `missing`: what a property lacks. */
  readOnly(self: Value, descriptor: Property | GetSet, missing?: string): never;
  /** What `get` gives; undefined, so that `__getattr__` is asked, if it raises AttributeError. */
  orGetattr(get: () => Value | undefined): Value | undefined;
} = Object.create(null);

/** Does this function, found on a class, bind to instances? */
export const bindsAsMethod = (f: Function): boolean => "code" in f || "owner" in f;

/** What a native method that was found by its instance calls: the instance needs no check. */
const boundForm = (method: Function): Callable => (method as { bound?: Callable }).bound ?? (method as Callable);

/** Is it a data descriptor: one that goes before the instance's own attributes? */
export function isDataDescriptor(attribute: Value): boolean {
  if (typeof attribute !== "object") return false;
  if (attribute instanceof Property || attribute instanceof GetSet) return true;
  const proto = (attribute as { type_?: Type }).type_?.tp.proto;
  return proto !== undefined && (proto.m$__set__ != null || proto.m$__delete__ != null);
}

/** `attribute.__get__(self, cls)`, or the attribute itself where it has none. `self` undefined: found through the class. */
export function bind(attribute: Value, self: Value | undefined, cls: Type): Value | undefined {
  if (typeof attribute === "function") {
    return self !== undefined && bindsAsMethod(attribute)
      ? new (boundClass(attribute))(boundForm(attribute), self)
      : attribute;
  }
  if (typeof attribute !== "object") return attribute;
  if (attribute instanceof StaticMethod) return attribute.func;
  if (attribute instanceof ClassMethod) return bindToClass(attribute, cls);
  if (attribute instanceof Property) {
    if (self === undefined) return attribute;
    if (attribute.fget === None) return binding.readOnly(self, attribute, "getter");
    return typeof attribute.fget === "function" ? attribute.fget(self) : binding.call(attribute.fget, [self]);
  }
  if (attribute instanceof GetSet) return self === undefined ? attribute : attribute.get(self);
  const get = (attribute as { type_?: Type }).type_?.tp.proto.m$__get__ as Callable | undefined;
  return get ? get(attribute, self ?? None, cls) : attribute;
}

/** A class method may wrap anything that is called. */
function bindToClass(method: ClassMethod, cls: Type): BoundMethod {
  return method instanceof ClassMethodDescriptor ? new NativeMethod(method.func, cls) : new Method(method.func, cls);
}

/** Does it set and delete, but not get? Then the instance's own attribute of that name is read. */
export function isWriteOnly(attribute: Value): boolean {
  return typeof attribute === "object" && (attribute as { type_?: Type }).type_?.tp.proto.m$__get__ == null;
}

const isDunder = (name: string): boolean => name.length > 4 && name.startsWith("__") && name.endsWith("__");

const hidden = (value: unknown): PropertyDescriptor => ({
  value,
  writable: true,
  enumerable: false,
  configurable: true,
});

/** An instance attribute that covers a method: the property itself, and no method for calls to find. */
function cover(self: object, name: string, value: Value): void {
  Object.defineProperty(self, `$${name}`, { value, writable: true, enumerable: true, configurable: true });
  if (!isDunder(name)) Object.defineProperty(self, `m$${name}`, hidden(undefined));
}

const COMPARISONS: ReadonlySet<string> = new Set(["__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"]);

/** What a method call by this name calls, given what the class has; undefined: ask `getattr`. */
function methodSlot(name: string, attribute: Value): Callable | null | undefined {
  if (typeof attribute === "function") {
    if (bindsAsMethod(attribute)) return (attribute as { direct?: Callable }).direct ?? (attribute as Callable);
    return isDunder(name) ? (_self, ...args) => (attribute as Callable)(...args) : undefined;
  }
  if (attribute instanceof StaticMethod) {
    const { func } = attribute;
    return typeof func === "function"
      ? (_self, ...args) => (func as Callable)(...args)
      : (_self, ...args) => binding.call(func, args);
  }
  if (attribute instanceof ClassMethod && typeof attribute.func === "function") {
    const func = attribute.func as Callable;
    return (self, ...args) => func(typeOf(self), ...args);
  }
  if (!isDunder(name)) return undefined;
  if (attribute === None) return null;
  return (self, ...args) => {
    // A comparison whose method is not to be had is none.
    const bound = COMPARISONS.has(name)
      ? binding.orGetattr(() => bind(attribute, self, typeOf(self)))
      : bind(attribute, self, typeOf(self));
    if (bound === undefined && COMPARISONS.has(name)) return NotImplemented;
    return bound === undefined ? binding.missingAttribute(self, name) : binding.call(bound, args);
  };
}

/** Writes the properties by which instances of `cls` see its attribute `name`. */
function defineSlot(cls: Type, name: string, attribute: Value, mayCall: boolean): void {
  const { proto } = cls.tp;
  const key = `$${name}`;
  if (cls.tp.customGetattribute) {
    // Nothing may be found without asking `__getattribute__`; only operators look past it.
    Object.defineProperty(proto, key, hidden(undefined));
    Object.defineProperty(proto, `m$${name}`, hidden(isDunder(name) ? methodSlot(name, attribute) : undefined));
    return;
  }
  const binds =
    typeof attribute === "function"
      ? bindsAsMethod(attribute)
      : typeof attribute === "object" &&
        (attribute instanceof ClassMethod ||
          attribute instanceof Property ||
          attribute instanceof GetSet ||
          (attribute as { type_?: Type }).type_?.tp.proto.m$__get__ != null ||
          isDataDescriptor(attribute));
  if (attribute instanceof StaticMethod || !binds) {
    const value = attribute instanceof StaticMethod ? attribute.func : attribute;
    Object.defineProperty(proto, key, hidden(value));
  } else if (typeof attribute === "function" && !cls.tp.heap && isDunder(name)) {
    // Seldom read from an instance, and by the hundred: `getattr` finds it. No native class is derived from one of a
    // program, so nothing that such a class has can come before it.
  } else if (typeof attribute === "function") {
    const func = boundForm(attribute);
    const Bound = boundClass(attribute);
    Object.defineProperty(proto, key, {
      get:
        Bound === Method
          ? function (this: Value) {
              return new Method(func, this);
            }
          : function (this: Value) {
              return new Bound(func, this);
            },
      set(this: object, value: Value) {
        cover(this, name, value);
      },
      enumerable: false,
      configurable: true,
    });
  } else if (attribute instanceof GetSet && attribute.field !== undefined) {
    // What is not set reads as undefined, and whoever reads asks `getattr` then.
    Object.defineProperty(proto, key, fieldAccess(attribute.field));
  } else if (attribute instanceof Property) {
    Object.defineProperty(proto, key, {
      get(this: Value) {
        if ((this as unknown as Proto).m$__getattr__ != null) {
          return binding.orGetattr(() => bind(attribute, this, typeOf(this)));
        }
        const { fget } = attribute;
        return typeof fget === "function" ? fget(this) : bind(attribute, this, typeOf(this));
      },
      set(this: Value, value: Value) {
        const { fset } = attribute;
        if (typeof fset === "function") fset(this, value);
        else setThroughDescriptor(attribute, this, value);
      },
      enumerable: false,
      configurable: true,
    });
  } else if (isDataDescriptor(attribute)) {
    Object.defineProperty(proto, key, {
      get(this: Value) {
        const type = typeOf(this);
        if (isWriteOnly(attribute)) return undefined;
        return type.tp.proto.m$__getattr__ == null
          ? bind(attribute, this, type)
          : binding.orGetattr(() => bind(attribute, this, type));
      },
      set(this: Value, value: Value) {
        setThroughDescriptor(attribute, this, value);
      },
      enumerable: false,
      configurable: true,
    });
  } else {
    Object.defineProperty(proto, key, {
      get(this: Value) {
        return bind(attribute, this, typeOf(this));
      },
      set(this: object, value: Value) {
        cover(this, name, value);
      },
      enumerable: false,
      configurable: true,
    });
  }
  const method = mayCall ? methodSlot(name, attribute) : undefined;
  if (method !== undefined || `m$${name}` in proto) Object.defineProperty(proto, `m$${name}`, hidden(method));
  const writable = !cls.tp.customSetattr && isWritable(attribute);
  if (writable || `w$${name}` in proto) Object.defineProperty(proto, `w$${name}`, hidden(writable));
}

/** May `o.$x = v` be written although `o` has no `__dict__`? Where the accessor does just what `setattr` would do. */
const isWritable = (attribute: Value): boolean =>
  attribute instanceof GetSet ? attribute.field !== undefined : attribute instanceof Property;

/** `descriptor.__set__(self, value)`, or `__delete__` where value is undefined. */
export function setThroughDescriptor(descriptor: Value, self: Value, value: Value | undefined): void {
  if (descriptor instanceof Property) {
    const f = value === undefined ? descriptor.fdel : descriptor.fset;
    if (f === None) binding.readOnly(self, descriptor, value === undefined ? "deleter" : "setter");
    binding.call(f, value === undefined ? [self] : [self, value]);
  } else if (descriptor instanceof GetSet) {
    if (!descriptor.set) binding.readOnly(self, descriptor);
    else descriptor.set(self, value);
  } else {
    const proto = typeOf(descriptor).tp.proto;
    const method = (value === undefined ? proto.m$__delete__ : proto.m$__set__) as Callable | null | undefined;
    if (method == null) binding.missingAttribute(descriptor, value === undefined ? "__delete__" : "__set__");
    else if (value === undefined) method(descriptor, self);
    else method(descriptor, self, value);
  }
}

/**
 * Brings the slots for `names` up to date in `cls` and everything derived from it that does not have the name itself.
 * `mayCall`: see setTypeAttribute.
 */
function refresh(cls: Type, names: string[], mayCall: boolean): void {
  const { tp } = cls;
  for (const name of names) {
    if (name === "__call__" && isSubtype(cls, known.type)) forgetInits(known.object);
    tp.forget(name);
    const attribute = tp.linear ? tp.dict.get(name) : tp.lookup(name);
    if (attribute === undefined) removeSlot(tp.proto, name);
    else defineSlot(cls, name, attribute, mayCall);
  }
  refreshBelow(cls, names, mayCall);
}

function refreshBelow(cls: Type, names: string[], mayCall: boolean): void {
  const { tp } = cls;
  for (const name of names) {
    tp.forget(name);
    if (name === "__new__" || name === "__init__") tp.init = undefined;
    refreshFlags(cls, name);
  }
  for (const ref of tp.subclasses) {
    const sub = ref.deref();
    if (sub === undefined) continue;
    const seen = names.filter((name) => !(isDunder(name) ? sub.tp.declared : sub.tp.dict).has(name));
    if (seen.length === 0) continue;
    // Where the prototypes are the MRO, the slot above is seen, and there is none to write.
    if (sub.tp.linear) refreshBelow(sub, seen, mayCall);
    else refresh(sub, seen, mayCall);
  }
}

/** Most have none: whether there is one is asked first, which is much quicker than to delete in vain. */
function removeSlot(proto: Proto, name: string): void {
  if (!Object.hasOwn(proto, `$${name}`) && !Object.hasOwn(proto, `m$${name}`)) return;
  delete proto[`$${name}`];
  delete proto[`m$${name}`];
  delete proto[`w$${name}`];
}

function refreshWritable(tp: TypeInfo): void {
  for (const [name, attribute] of tp.mro.flatMap((base) => [...base.tp.dict])) {
    if (!isWritable(attribute)) continue;
    const writable = !tp.customSetattr && !tp.customGetattribute && tp.lookup(name) === attribute;
    Object.defineProperty(tp.proto, `w$${name}`, hidden(writable));
  }
}

/** A metaclass got another `__call__`: its classes, wherever they are, are made instances of in the general way. */
function forgetInits(cls: Type): void {
  cls.tp.init = undefined;
  for (const ref of cls.tp.subclasses) {
    const sub = ref.deref();
    if (sub) forgetInits(sub);
  }
}

/** Hooks that take the quick paths away from instances. */
function refreshFlags(cls: Type, name: string): void {
  const { tp } = cls;
  if (name === "__class__") tp.customClass = tp.lookup(name) !== known.object.tp.dict.get(name);
  else if (name === "__getattribute__") {
    tp.customGetattribute = tp.lookup(name) !== known.object.tp.dict.get(name);
  } else if (name === "__setattr__" || name === "__delattr__") {
    const before = tp.customSetattr;
    tp.forget("__setattr__");
    tp.forget("__delattr__");
    tp.customSetattr =
      tp.lookup("__setattr__") !== known.object.tp.dict.get("__setattr__") ||
      tp.lookup("__delattr__") !== known.object.tp.dict.get("__delattr__");
    // A setter that is not declared yet must not be passed over.
    const isComplete = tp.mro.every((base) => base.tp.pending === undefined);
    const isOpen = tp.hasDict && !tp.customSetattr && !tp.customGetattribute && isComplete;
    Object.defineProperty(tp.proto, "open$", hidden(isOpen));
    if (tp.customSetattr !== before) refreshWritable(tp);
  }
}

/**
 * Sets (or, with undefined, deletes) an attribute of a class. A method that a finished class gains under a name that it
 * did not know gets no `m$` slot: instances may have an own attribute of that name already, and a call must see it.
 */
export function setTypeAttribute(cls: Type, name: string, value: Value | undefined): void {
  const isNew = cls.tp.lookup(name) === undefined;
  if (value === undefined) cls.tp.dict.delete(name);
  else cls.tp.dict.set(name, value);
  refresh(cls, [name], !isNew || isDunder(name));
}

/** Makes instances of a native type see what it has besides special methods. */
export function showOrdinary(cls: Type): void {
  for (const [name, attribute] of cls.tp.declared) if (!isDunder(name)) defineSlot(cls, name, attribute, true);
  refreshBelow(cls, ["__setattr__"], true);
}

/**
 * Makes instances see what was added to the declaration of a native type, before there are any. No hook of a class below
 * is another than before: it has one of its own, or this one's.
 */
export function showAttributes(cls: Type, names: string[]): void {
  cls.tp.forgetAll();
  for (const name of names) {
    defineSlot(cls, name, cls.tp.dict.get(name)!, true);
    refreshFlags(cls, name);
  }
  inherit(cls);

  function inherit({ tp }: Type): void {
    tp.forgetAll();
    for (const ref of tp.subclasses) {
      const sub = ref.deref();
      if (sub === undefined) continue;
      if (sub.tp.linear) inherit(sub);
      else refresh(sub, names, true);
    }
  }
}

/** Is `parent` the next prototype of a type above `proto`? JavaScript's own, such as Error's, may lie between. */
function inheritsFrom(proto: object, parent: object): boolean {
  let above = Object.getPrototypeOf(proto);
  while (above !== null && above !== parent && !Object.hasOwn(above, "type_")) above = Object.getPrototypeOf(above);
  return above === parent;
}

/** Installs all slots of a new class whose `dict` and `mro` are complete. */
export function finishType(cls: Type): void {
  linkType(cls);
  for (const base of cls.tp.bases) base.tp.subclasses.push(new WeakRef(cls));
}

/** A class with another MRO: its instances' prototype follows `above`, and has other slots. */
export function relinkType(cls: Type, above: object): void {
  const { proto } = cls.tp;
  for (const key of Object.getOwnPropertyNames(proto)) if (SLOT.test(key)) Reflect.deleteProperty(proto, key);
  Object.setPrototypeOf(proto, above);
  cls.tp.forgetAll();
  linkType(cls);
}

const SLOT = /^[mw]?\$/;

function linkType(cls: Type): void {
  const { tp } = cls;
  const [, parent] = tp.mro;
  if (tp.heap) for (const base of tp.mro) base.tp.complete();
  for (const name of ["__getattribute__", "__setattr__", "__class__"]) refreshFlags(cls, name);
  tp.linear =
    parent === undefined ||
    (!tp.customGetattribute &&
      parent.tp.linear &&
      inheritsFrom(tp.proto, parent.tp.proto) &&
      sameOrder(tp.mro.slice(1), parent.tp.mro));
  Object.defineProperty(tp.proto, "type_", hidden(cls));
  const names = tp.linear ? tp.declared.keys() : new Set(tp.mro.flatMap((base) => [...base.tp.dict.keys()]));
  for (const name of names) {
    const attribute = tp.lookup(name);
    if (attribute !== undefined) defineSlot(cls, name, attribute, true);
  }
}

const sameOrder = (a: Type[], b: Type[]): boolean => a.length === b.length && a.every((cls, i) => cls === b[i]);
