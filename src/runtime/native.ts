// Declares Python types that are written in TypeScript.
//
//   export const list = nativeType({
//     name: "list",
//     ctor: List,                                   // the JavaScript class of the instances
//     doc: "Built-in mutable sequence.…",
//     create: (cls, args, keywords) => …,           // what __new__ does; `newInstance(cls)` makes the bare object
//     methods: { "append(object, /)": (self: List, object) => { … return None; } },
//     special: { __len__: (self: List) => self.items.length },
//     getters: { … },
//   });
//
// Methods take the instance first. `special` holds methods that operators and built-in functions call; their arity is
// known from their names and not checked on those ways in. An engine class (Task, Queue…) is adopted in the same way:
// its prototype becomes the type's, so that Python and TypeScript share the instances.

import { typeError } from "./errors.ts";
import { misfits, type Native, native, parseSignature, type Signature } from "./signature.ts";
import {
  ClassMethodDescriptor,
  finishType,
  GetSet,
  isInstance,
  isSubtype,
  isType,
  known,
  MemberDescriptor,
  type NativeNew,
  registered,
  StaticMethod,
  showAttributes,
  showOrdinary,
  type Type,
  TypeInfo,
  typeName,
} from "./types.ts";
import type { Callable, Value } from "./values.ts";
import { None } from "./values.ts";

// biome-ignore lint/suspicious/noExplicitAny: implementations name the type of their own instances
type Implementation = (...args: any[]) => Value;
type Getter = (self: never) => Value | undefined;
type Setter = (self: never, value: Value | undefined) => void;

export interface NativeTypeSpec {
  /** With the module before it, "decimal.Decimal", where CPython's errors name the class so. */
  name: string;
  /** Default "builtins". */
  module?: string;
  /** Default `object`. */
  base?: Type;
  /** The JavaScript class of instances. Without one, an empty class derived from the base's is made. */
  ctor?: abstract new (
    ...args: never[]
  ) => object;
  doc?: string;
  /** `__new__`: makes the instance of `cls`, which may be a subclass. Without it, the base's. */
  create?: NativeNew;
  /** `signature → function of (self, …)`. */
  methods?: Record<string, Implementation>;
  classMethods?: Record<string, Implementation>;
  staticMethods?: Record<string, Implementation>;
  /** Special methods, `__name__ → function of (self, …)`; null stands for None (`__hash__: null`). */
  special?: Record<`__${string}__`, Implementation | null>;
  /** Computed attributes: a getter, or a getter and a setter (which gets undefined for `del`). */
  getters?: Record<string, Getter | [Getter, Setter]>;
  /** Fields that CPython's descriptors of members show, none of them writable. */
  members?: Record<string, Getter>;
  /** Plain class attributes. */
  attributes?: Record<string, Value>;
  /** False where `ctor` adds nothing to the base's instances, so that the type goes together with others as a base. */
  solid?: boolean;
  /** What patterns take instances for. */
  matches?: "sequence" | "mapping";
  /** May not be subclassed. */
  final?: boolean;
  /** Programs cannot make instances; without it, so it is where nothing says how to make one. */
  closed?: boolean;
  /** Programs may set its attributes. */
  open?: boolean;
  /** Instances have a `__dict__`. */
  hasDict?: boolean;
  /** Programs may set its attributes, as with a class of their own. */
  heap?: boolean;
}

/** How many arguments after self the special methods take; those that are not here take any number. */
const ARITY: Record<string, string> = Object.fromEntries([
  ..."repr str bytes hash bool len iter next neg pos abs invert int float complex index reversed await aiter anext enter aenter trunc floor ceil length_hint dir fspath reduce"
    .split(" ")
    .map((name) => [`__${name}__`, "/"]),
  ..."add sub mul truediv floordiv mod divmod matmul lshift rshift and or xor radd rsub rmul rtruediv rfloordiv rmod rdivmod rmatmul rlshift rrshift rand ror rxor rpow iadd isub imul itruediv ifloordiv imod imatmul ilshift irshift iand ior ixor ipow lt le gt ge eq ne getitem delitem contains getattribute getattr delattr delete missing format class_getitem instancecheck subclasscheck"
    .split(" ")
    .map((name) => [`__${name}__`, "value, /"]),
  ["__setitem__", "key, value, /"],
  ["__setattr__", "name, value, /"],
  ["__set__", "instance, value, /"],
  ["__get__", "instance, owner=None, /"],
  ["__pow__", "value, mod=None, /"],
  ["__round__", "ndigits=None, /"],
]);

const specialSignatures = new Map<string, Signature>();

/** One object for all special methods of a name: there are hundreds of them. */
function specialSignature(name: string): Signature {
  let signature = specialSignatures.get(name);
  if (signature === undefined) {
    signature = parseSignature(`${name}(${ARITY[name] ?? "*args, **kwargs"})`);
    specialSignatures.set(name, signature);
  }
  return signature;
}

/** Makes a bare instance of `cls` by its JavaScript class, without running its constructor's parameters. */
export const newInstance = <T extends object>(cls: Type): T => new cls.tp.construct() as T;

export function nativeType(spec: NativeTypeSpec): Type {
  const base = spec.base ?? (known.object as Type | undefined);
  const construct = (spec.ctor ?? class extends (base!.tp.construct as new () => object) {}) as new () => object;
  const cls = makeTypeFunction(spec.name, base ? [base] : [], construct, spec.heap ?? false);
  const { tp } = cls;
  tp.qualname = spec.name;
  tp.module = spec.module ?? "builtins";
  tp.mro = base ? [cls, ...base.tp.mro] : [cls];
  tp.solid = spec.solid ?? spec.ctor !== undefined;
  tp.final = spec.final ?? false;
  tp.closed = spec.closed ?? isClosed(spec);
  if (spec.matches !== undefined) registered[`${spec.matches}s`].add(cls);
  tp.open = spec.open ?? false;
  tp.hasDict = spec.hasDict ?? base?.tp.hasDict ?? false;
  const adopts = base && Object.getPrototypeOf(tp.proto) !== base.tp.proto;
  if (adopts) attachPrototype(tp.proto, base.tp.proto);
  tp.declared.set("__doc__", spec.doc ?? None);
  if (spec.create) tp.declared.set("__new__", new StaticMethod(newMethod(cls, spec.create)));
  // Else what the base shows already would be taken for what is not declared yet.
  const mayWait = base !== undefined && (base === known.object || base.tp.pending !== undefined);
  if (mayWait && hasOrdinary(spec)) {
    declare(cls, spec, isSpecial);
    tp.pending = () => {
      declare(cls, spec, isOrdinary);
      showOrdinary(cls);
    };
  } else {
    declare(cls, spec);
  }
  finishType(cls);
  return cls;
}

/** Its instances have fields of their own, and neither `__new__` nor `__init__` fills them. */
const isClosed = ({ ctor, base, create, special, methods }: NativeTypeSpec): boolean =>
  ctor !== undefined &&
  (base === undefined || base === known.object) &&
  create === undefined &&
  special?.__init__ === undefined &&
  !Object.keys(methods ?? {}).some((text) => text.startsWith("__init__("));

type Declarations = Omit<NativeTypeSpec, "name" | "ctor" | "base">;

function hasOrdinary({ methods, classMethods, staticMethods, getters, members, attributes }: Declarations): boolean {
  for (const part of [methods, classMethods, staticMethods, getters, members, attributes]) {
    for (const text in part) if (isOrdinary(text)) return true;
  }
  return false;
}

const SPECIAL = /^!?__\w*__(?:\(|$)/;
const isSpecial = (text: string): boolean => SPECIAL.test(text);
const isOrdinary = (text: string): boolean => !isSpecial(text);
const isAny = (_text: string): boolean => true;

/** A native type's `__new__`, as programs call it: the class first. */
interface NewMethod extends Native {
  create: NativeNew;
}

export function newMethod(owner: Type, create: NativeNew): NewMethod {
  const f = nativeFunction("__new__(*args, **kwargs)", (args: Value[], keywords: Map<string, Value> | undefined) => {
    const [cls, ...rest] = args;
    if (cls === undefined || !isType(cls)) {
      throw typeError(
        cls === undefined
          ? `${owner.tp.name}.__new__(): not enough arguments`
          : `${owner.tp.name}.__new__(X): X is not a type object (${typeName(cls)})`,
      );
    }
    if (!isSubtype(cls, owner)) {
      throw typeError(`${owner.tp.name}.__new__(${cls.tp.name}): ${cls.tp.name} is not a subtype of ${owner.tp.name}`);
    }
    const closest = cls.tp.mro.find(({ tp }) => !tp.heap && tp.dict.has("__new__"))!;
    if (closest !== owner && !isSubtype(owner, closest)) {
      throw typeError(`${owner.tp.name}.__new__(${cls.tp.name}) is not safe, use ${closest.tp.name}.__new__()`);
    }
    return create(cls, rest, keywords);
  }) as NewMethod;
  f.create = create;
  f.staticOf = owner;
  f.module = undefined;
  return f;
}

/** What makes the instance, if `__new__` of the class is a native type's. */
export const nativeNewOf = (make: Value): NativeNew | undefined =>
  make instanceof StaticMethod ? (make.func as Partial<NewMethod>).create : undefined;

/** Puts an engine class's prototype under the type's base; engine classes derived from one another already are. */
function attachPrototype(proto: object, base: object): void {
  for (let p: object | null = proto; p; p = Object.getPrototypeOf(p)) if (p === base) return;
  let last = proto;
  for (let p = Object.getPrototypeOf(last); p && p !== Object.prototype; p = Object.getPrototypeOf(p)) last = p;
  Object.setPrototypeOf(last, base);
}

/** Lets `change` see the attributes of a native type that are declared, and all of them when the others are too. */
export function whenDeclared(cls: Type, change: (attributes: Map<string, Value>) => void): void {
  const { pending, declared } = cls.tp;
  change(declared);
  if (pending === undefined) return;
  cls.tp.pending = () => {
    pending();
    change(declared);
  };
}

/** Adds declared methods and attributes to a type that exists: those whose name or signature `which` takes. */
export function declare(cls: Type, spec: Declarations, which = isAny): void {
  const dict = cls.tp.declared;
  const own = (text: string, f: Implementation, doc?: string): Native => {
    const method = native(text, f as Callable, true);
    method.owner = cls;
    if (doc) method.doc = doc;
    return method;
  };
  for (const [name, f] of chosen(spec.special, which)) {
    if (f === null) dict.set(name, None);
    else {
      const method = (name in ARITY ? bare(f) : f) as Native;
      method.signature = specialSignature(name);
      method.target = f as Callable;
      method.owner = cls;
      dict.set(name, isSlot(cls, name) ? checkedSlot(cls, method, name in ARITY) : checkedSpecial(cls, method));
    }
  }
  for (const [text, f] of chosen(spec.methods, which)) {
    const method = own(text, f);
    dict.set(method.signature.name, checkedMethod(cls, method));
  }
  for (const [text, f] of chosen(spec.classMethods, which)) {
    const method = own(text, f);
    method.ofClass = true;
    dict.set(method.signature.name, new ClassMethodDescriptor(method));
  }
  for (const [text, f] of chosen(spec.staticMethods, which)) {
    const method = native(text, f as Callable, false);
    method.staticOf = cls;
    dict.set(method.signature.name, new StaticMethod(method));
  }
  for (const [name, accessor] of chosen(spec.getters, which)) {
    const [get, set] = Array.isArray(accessor) ? accessor : [accessor, undefined];
    dict.set(name, new GetSet(name, cls, get as GetSet["get"], set as GetSet["set"]));
  }
  for (const [name, get] of chosen(spec.members, which)) {
    dict.set(name, new MemberDescriptor(name, cls, get as GetSet["get"]));
  }
  for (const [name, value] of chosen(spec.attributes, which)) dict.set(name, value);
}

function chosen<T>(declarations: Record<string, T> | undefined, which: (text: string) => boolean): [string, T][] {
  const entries = declarations === undefined ? [] : Object.entries(declarations);
  return which === isAny ? entries : entries.filter(([text]) => which(text));
}

// What programs get from the class itself, `list.append`: it looks at the instance that it is given. Method calls and
// operators go past it (`direct`), since they have found the method by the instance.

function dressed(visible: Callable, method: Native, bound: Native | undefined): Native {
  const f = visible as Native;
  f.signature = method.signature;
  f.target = method.target;
  f.owner = method.owner as Type;
  f.direct = method;
  if (bound !== undefined) f.bound = bound;
  if (method.doc !== undefined) f.doc = method.doc;
  return f;
}

function checkedMethod(cls: Type, method: Native): Native {
  const visible = function (self: Value, a: Value, b: Value) {
    const count = arguments.length;
    const args = arguments as unknown as Value[];
    if (count === 0 || !isInstance(self, cls)) return misfits.wrongSelf(visible as unknown as Native, args);
    if (count === 1) return method(self);
    if (count === 2) return method(self, a);
    return count === 3 ? method(self, a, b) : method(...args);
  } as Callable;
  return dressed(visible, method, method);
}

/** Special methods that are no slots in CPython: their errors are those of other methods. */
const METHODS = new Set(
  `ceil floor format getnewargs round trunc complex bytes enter exit reversed length_hint setstate set_name instancecheck
   subclasscheck replace dir reduce reduce_ex sizeof copy deepcopy class_getitem missing fspath aenter aexit`
    .split(/\s+/)
    .map((name) => `__${name}__`),
);
const METHODS_OF = new Set("list.getitem dict.getitem dict.contains set.contains frozenset.contains".split(" "));

const isSlot = (cls: Type, name: string): boolean =>
  !METHODS.has(name) && !METHODS_OF.has(`${cls.tp.name}.${name.slice(2, -2)}`);

function checkedSpecial(cls: Type, method: Native): Native {
  const { names, required, varargs } = method.signature;
  const visible: Callable = (...args) => {
    const count = args.length - 1;
    if (count < 0 || !isInstance(args[0]!, cls)) return misfits.wrongSelf(visible as Native, args);
    if (!varargs && (count < required || count > names.length)) return misfits.raise(visible as Native, count + 1);
    return method(...args) ?? None;
  };
  return dressed(visible, method, undefined);
}

/** A special method called by name; its number of arguments, unlike that of operators, may be wrong. */
function checkedSlot(cls: Type, method: Native, isCounted: boolean): Native {
  const { names, required } = method.signature;
  const visible: Callable = (...args) => {
    const count = args.length - 1;
    if (count < 0 || !isInstance(args[0]!, cls)) return misfits.wrongSelf(visible as Native, args);
    if (isCounted && (count < required || count > names.length)) return misfits.raise(visible as Native, count + 1);
    return method(...args) ?? None;
  };
  const f = dressed(visible, method, undefined);
  f.isSlot = true;
  return f;
}

/** A function object of its own for each declaration, since one implementation may serve several names. */
function bare(f: Implementation): Implementation {
  return ("signature" in f ? (...args: Value[]) => f(...args) : f) as Implementation;
}

/** Declares methods on a type that is finished already, refreshing what instances see. */
export function extendType(cls: Type, spec: Declarations): void {
  const before = new Map(cls.tp.dict);
  if (spec.doc !== undefined) cls.tp.dict.set("__doc__", spec.doc);
  declare(cls, spec);
  showAttributes(
    cls,
    [...cls.tp.dict.keys()].filter((name) => before.get(name) !== cls.tp.dict.get(name)),
  );
}

/** What this file and classes.ts need of floors above them in the import order; each set where it is implemented. */
export const construction: {
  /** Calls a class. */
  call(cls: Type, args: Value[]): Value;
  badInit(result: Value): Error;
  attributeError(o: Value, name: string, message: string): Error;
  truth(value: Value): boolean;
  /** The name of the module whose code runs. */
  callingModule(): string | undefined;
  importNow(name: string): Value;
} = Object.create(null);

/** The JavaScript function that a class is. */
export function makeTypeFunction(name: string, bases: Type[], construct: new () => object, heap: boolean): Type {
  const cls = heap ? classFunction(construct) : nativeClassFunction();
  return Object.assign(cls, { tp: new TypeInfo(cls, name, bases, construct, heap) });
}

/** Calling a native type: most are asked to convert one value; exceptions are initialised as classes of programs are. */
function nativeClassFunction(): Type {
  const cls = function (a: Value, b: Value) {
    const { init, construct } = cls.tp;
    const count = arguments.length;
    if (count === 1) {
      const quick = cls.tp.convert?.(a);
      if (quick !== undefined) return quick;
    }
    if (init === undefined) return construction.call(cls, [...(arguments as unknown as Value[])]);
    const self = new construct();
    const result =
      count === 0
        ? init(self)
        : count === 1
          ? init(self, a)
          : count === 2
            ? init(self, a, b)
            : init(self, ...(arguments as unknown as Value[]));
    if (result !== None) throw construction.badInit(result);
    return self;
  } as unknown as Type;
  return cls;
}

let classes = 0;

/**
 * Calling a class that a program made: where that is a bare instance and an `__init__` written in Python, both are called
 * from here. Each class has a text of its own, which the number makes different: V8 learns by text which functions are
 * called where, and inlines both into the caller if each place always calls the same.
 */
function classFunction(construct: new () => object): Type {
  const make = new Function("construct", "construction", "None", `// ${classes++}\n${CLASS_FUNCTION}`);
  return make(construct, construction, None) as Type;
}

const CLASS_FUNCTION = `"use strict";
return function cls(a, b, c, d) {
  const init = cls.tp.init;
  const count = arguments.length;
  if (init === undefined) return construction.call(cls, [...arguments]);
  const self = new construct();
  const result = count === 0 ? init(self) : count === 1 ? init(self, a) : count === 2 ? init(self, a, b)
    : count === 3 ? init(self, a, b, c) : count === 4 ? init(self, a, b, c, d) : init(self, ...arguments);
  if (result !== None) throw construction.badInit(result);
  return self;
};`;

/** Declares a built-in function of a module. */
export function nativeFunction(text: string, f: Implementation, module = "builtins"): Native {
  const result = native(text, f as Callable, false);
  result.module = module;
  return result;
}
