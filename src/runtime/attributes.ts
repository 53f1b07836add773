// Attribute access: the general forms of `o.x`, `o.x = v` and `del o.x`, and the instance's own attributes.
//
// Emitted code reads `o.$x` first; it comes here with what that cannot know: classes and functions (whose own `$x` are
// not inherited along the MRO), primitives, `__getattr__`, `__getattribute__`, and the AttributeError.

import { call } from "./calls.ts";
import { typeError } from "./errors.ts";
import { catchAttributeError, raiseAttributeError, whereMissing } from "./exceptions.ts";
import {
  bind,
  isDataDescriptor,
  isType,
  isWriteOnly,
  setThroughDescriptor,
  setTypeAttribute,
  shownName,
  type Type,
  typeOf,
} from "./types.ts";
import type { Value } from "./values.ts";

interface Attributed {
  /** Own attributes of an instance whose class has its own `__getattribute__`: not to be seen as plain properties. */
  dict$?: Map<string, Value>;
  /** Those of a module are globals, which emitted code has to find. */
  readonly isModule$?: true;
  [attribute: `$${string}`]: Value | undefined;
}

const hasOwn = Object.prototype.hasOwnProperty;

/** Where the class wants to be asked first, own attributes are kept aside. */
function keptAside(o: object): Map<string, Value> | undefined {
  const type = typeof o === "function" ? undefined : (o as { type_?: Type }).type_;
  if (type === undefined || !type.tp.customGetattribute) return undefined;
  const holder = o as Attributed;
  if (holder.isModule$) return undefined;
  if (holder.dict$ === undefined) Object.defineProperty(o, "dict$", { value: new Map(), enumerable: false });
  return holder.dict$;
}

export function ownAttribute(o: Value, name: string): Value | undefined {
  if (typeof o !== "object" && typeof o !== "function") return undefined;
  const aside = keptAside(o);
  if (aside) return aside.get(name);
  return hasOwn.call(o, `$${name}`) ? (o as Attributed)[`$${name}`] : undefined;
}

export function setOwnAttribute(o: object, name: string, value: Value): void {
  const aside = keptAside(o);
  if (aside) aside.set(name, value);
  else if (hasOwn.call(o, `$${name}`)) (o as Attributed)[`$${name}`] = value;
  else {
    Object.defineProperty(o, `$${name}`, { value, writable: true, enumerable: true, configurable: true });
    // What covers a method must be seen by method calls too.
    if (`m$${name}` in o && !(name.startsWith("__") && name.endsWith("__"))) {
      Object.defineProperty(o, `m$${name}`, {
        value: undefined,
        writable: true,
        enumerable: false,
        configurable: true,
      });
    }
  }
}

export function deleteOwnAttribute(o: object, name: string): boolean {
  const aside = keptAside(o);
  if (aside) return aside.delete(name);
  if (!hasOwn.call(o, `$${name}`) || (o as Attributed)[`$${name}`] === undefined) return false;
  delete (o as Attributed)[`$${name}`];
  delete (o as Record<string, unknown>)[`m$${name}`];
  return true;
}

/** Names of the own attributes, in the order of their making. */
export function ownNames(o: object): string[] {
  const aside = keptAside(o);
  if (aside) return [...aside.keys()];
  const names: string[] = [];
  for (const key of Object.keys(o)) {
    if (key.charCodeAt(0) === 36 && (o as Attributed)[key as `$${string}`] !== undefined) names.push(key.slice(1));
  }
  return names;
}

// ---- reading --------------------------------------------------------------------------------------------------------

/** `getattr(o, name)`, AttributeError if there is none. */
export function getattr(o: Value, name: string): Value {
  const { tp } = typeOf(o);
  if (tp.customGetattribute) return customAttribute(o, name);
  const fallback = tp.proto.m$__getattr__;
  if (fallback == null) return genericAttribute(o, name) ?? raiseAttributeError(o, name);
  try {
    const value = genericAttribute(o, name);
    if (value !== undefined) return value;
  } catch (e) {
    catchAttributeError(e);
  }
  try {
    return fallback(o, name);
  } catch (e) {
    throw whereMissing(e, o, name);
  }
}

/** `getattr(o, name)`, undefined if that raises AttributeError. */
export function lookupAttribute(o: Value, name: string): Value | undefined {
  const { tp } = typeOf(o);
  try {
    return tp.customGetattribute || tp.proto.m$__getattr__ != null ? getattr(o, name) : genericAttribute(o, name);
  } catch (e) {
    catchAttributeError(e);
    return undefined;
  }
}

function customAttribute(o: Value, name: string): Value {
  const { proto } = typeOf(o).tp;
  try {
    return proto.m$__getattribute__!(o, name);
  } catch (e) {
    const fallback = proto.m$__getattr__;
    if (fallback == null) throw e;
    catchAttributeError(e);
    return fallback(o, name);
  }
}

/** `object.__getattribute__`, or `type.__getattribute__` for a class. */
export function genericAttribute(o: Value, name: string): Value | undefined {
  if (isType(o)) return typeAttribute(o, name);
  const type = typeOf(o);
  const attribute = type.tp.lookup(name);
  if (attribute === undefined) return ownAttribute(o, name);
  if (isDataDescriptor(attribute) && !isWriteOnly(attribute)) return bind(attribute, o, type);
  return ownAttribute(o, name) ?? bind(attribute, o, type);
}

function typeAttribute(cls: Type, name: string): Value | undefined {
  const meta = typeOf(cls);
  const metaAttribute = meta.tp.lookup(name);
  if (metaAttribute !== undefined && isDataDescriptor(metaAttribute) && !isWriteOnly(metaAttribute)) {
    return bind(metaAttribute, cls, meta);
  }
  const attribute = cls.tp.lookup(name);
  if (attribute !== undefined) return bind(attribute, undefined, cls);
  return metaAttribute === undefined ? undefined : bind(metaAttribute, cls, meta);
}

// ---- writing and deleting -------------------------------------------------------------------------------------------

export function setattr(o: Value, name: string, value: Value): void {
  const { tp } = typeOf(o);
  if (tp.customSetattr) tp.proto.m$__setattr__!(o, name, value);
  else genericSetAttribute(o, name, value);
}

export function delattr(o: Value, name: string): void {
  const { tp } = typeOf(o);
  if (tp.customSetattr) tp.proto.m$__delattr__!(o, name);
  else genericSetAttribute(o, name, undefined);
}

/** `object.__setattr__` and, with undefined, `object.__delattr__`; for a class `type`'s. */
export function genericSetAttribute(o: Value, name: string, value: Value | undefined): void {
  const type = typeOf(o);
  const attribute = type.tp.lookup(name);
  if (attribute !== undefined && isDataDescriptor(attribute)) {
    setThroughDescriptor(attribute, o, value);
    return;
  }
  if (isType(o)) {
    setClassAttribute(o, name, value);
    return;
  }
  if (typeof o === "function" ? !acceptsAttributes(o) : !type.tp.hasDict) readOnly(o, name, attribute);
  if (value !== undefined) setOwnAttribute(o as object, name, value);
  else if (!deleteOwnAttribute(o as object, name)) raiseAttributeError(o, name);
}

const acceptsAttributes = (f: Function): boolean => "code" in f;

function readOnly(o: Value, name: string, attribute: Value | undefined): never {
  const { tp } = typeOf(o);
  if (attribute === undefined) {
    raiseAttributeError(
      o,
      name,
      `'${shownName(tp)}' object has no attribute '${name}' and no __dict__ for setting new attributes`,
    );
  }
  raiseAttributeError(o, name, `'${shownName(tp)}' object attribute '${name}' is read-only`);
}

function setClassAttribute(cls: Type, name: string, value: Value | undefined): void {
  const { tp } = cls;
  if (!(tp.heap || tp.open)) {
    throw immutableType(cls, name);
  }
  if (value === undefined && !tp.dict.has(name)) {
    raiseAttributeError(cls, name, `type object '${shownName(tp)}' has no attribute '${name}'`);
  }
  setTypeAttribute(cls, name, value);
}

const immutableType = (cls: Type, name: string): Error =>
  typeError(`cannot set '${name}' attribute of immutable type '${shownName(cls.tp)}'`);

/** `hasattr(o, name)` */
export const hasAttribute = (o: Value, name: string): boolean => lookupAttribute(o, name) !== undefined;

/** `o.name(*args)` */
export function callMethod(o: Value, name: string, ...args: Value[]): Value {
  if (!isType(o)) {
    const { tp } = typeOf(o);
    if (!tp.customGetattribute) {
      const attribute = tp.lookup(name);
      if (
        typeof attribute === "function" &&
        ("code" in attribute || "owner" in attribute) &&
        (!tp.hasDict || ownAttribute(o, name) === undefined)
      ) {
        return (attribute as unknown as (...args: Value[]) => Value)(o, ...args);
      }
    }
  }
  return call(getattr(o, name), ...args);
}
