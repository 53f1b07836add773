// `o[key]`, `o[key] = value`, `del o[key]`, `item in o`: what emitted code calls.
//
// These functions see every kind of object that a program has, where V8's inline caches give up. `instanceof` needs
// none; and the class's own special method is compared, so that derived classes which override it are asked.

import { passRaised } from "../../asyncio/coroutine.ts";
import { lookupAttribute } from "../attributes.ts";
import { Bytes } from "../bytes/buffer.ts";
import { call } from "../calls.ts";
import { same } from "../comparison.ts";
import { indexError, keyError, typeError } from "../errors.ts";
import { index, isIterable, iter, truth } from "../protocols.ts";
import { strGetItem } from "../strings/str.ts";
import { isSimple } from "../strings/text.ts";
import { isType, special, type Type, typeName, typeOf } from "../types.ts";
import { None, type Value } from "../values.ts";
import { Dict, dictDelitem, dictGetitem, dictSetitem } from "./dict.ts";
import { genericAlias } from "./genericalias.ts";
import { extendItems, List, list, listGetitem, listSetitem } from "./list.ts";
import { AnySet } from "./set.ts";
import { Slice, sliceItems } from "./slice.ts";
import { Tuple, tupleGetitem } from "./tuple.ts";

/** `o[key]` */
export function getitem(o: Value, key: Value): Value {
  if (o instanceof List) {
    if (typeof key === "number" && o.m$__getitem__ === listGetitem) {
      const { items } = o;
      const item = items[key < 0 ? key + items.length : key];
      if (item !== undefined) return item;
    } else if (key instanceof Slice && o.m$__getitem__ === listGetitem) return new List(sliceItems(o.items, key));
  } else if (o instanceof Dict) {
    if (o.m$__getitem__ === dictGetitem) {
      const value = o.get(key);
      if (value !== undefined) return value;
    }
  } else if (o instanceof Tuple && typeof key === "number" && o.m$__getitem__ === tupleGetitem) {
    const { items } = o;
    const item = items[key < 0 ? key + items.length : key];
    if (item !== undefined) return item;
  }
  return typeof o === "string" ? strGetItem(o, key) : getitemSlow(o, key);
}

/** The same, for where a handler is near: RAISED for a key that a dict has not. */
export function itemOrRaised(o: Value, key: Value): Value {
  if (o instanceof Dict) {
    if (o.m$__getitem__ === dictGetitem && !o.type_.tp.heap) {
      const value = o.get(key);
      return value === undefined ? (passRaised(keyError(key)) as Value) : value;
    }
  }
  return getitem(o, key);
}

/** A bound of a slice that JavaScript's `slice` takes as it is. */
const isPlainBound = (value: Value): boolean =>
  value === None || (typeof value === "number" && Number.isInteger(value));

/** `o[start:stop]` */
export function getsection(o: Value, start: Value, stop: Value): Value {
  if (isPlainBound(start) && isPlainBound(stop)) {
    const from = start === None ? 0 : (start as number);
    const to = stop === None ? undefined : (stop as number);
    if (typeof o === "string") {
      if (isSimple(o)) return o.slice(from, to);
    } else if (o instanceof List) {
      if (o.m$__getitem__ === listGetitem) return new List(o.items.slice(from, to));
    } else if (o instanceof Bytes && !(o as { type_?: Type }).type_!.tp.heap) {
      // All of it is itself, as in CPython: nothing is copied.
      if (from === 0 && (to === undefined || to >= o.data.length)) return o;
      return new Bytes(o.data.slice(from, to));
    }
  }
  return getitem(o, new Slice(start, stop, None));
}

/** `truth` for emitted code, where lists are asked most often whether they are empty. */
export function truthOf(value: Value): boolean {
  if (value instanceof List && value.type_ === list) return value.items.length !== 0;
  return truth(value);
}

function getitemSlow(o: Value, key: Value): Value {
  const method = special(o, "__getitem__");
  if (method != null) return method(o, key);
  if (method === null) throw typeError("'NoneType' object is not callable");
  if (isType(o)) return classGetitem(o, key);
  throw typeError(`'${typeName(o)}' object is not subscriptable`);
}

/** `cls[parameters]` */
function classGetitem(cls: Type, key: Value): Value {
  const method = lookupAttribute(cls, "__class_getitem__");
  if (method !== undefined) return call(method, key);
  if (cls.tp.name === "type" && !cls.tp.heap) return genericAlias(cls, key);
  throw typeError(`type '${cls.tp.qualname}' is not subscriptable`);
}

/** `o[key] = value` */
export function setitem(o: Value, key: Value, value: Value): void {
  if (o instanceof List) {
    if (typeof key === "number" && o.m$__setitem__ === listSetitem) {
      const { items } = o;
      const i = key < 0 ? key + items.length : key;
      if (items[i] !== undefined) {
        items[i] = value;
        return;
      }
    }
  } else if (o instanceof Dict && o.m$__setitem__ === dictSetitem) {
    o.set(key, value);
    return;
  }
  const method = special(o, "__setitem__");
  if (method == null) throw typeError(`'${typeName(o)}' object does not support item assignment`);
  method(o, key, value);
}

/** `del o[key]` */
export function delitem(o: Value, key: Value): void {
  if (o instanceof Dict && o.m$__delitem__ === dictDelitem) {
    dictDelitem(o, key);
    return;
  }
  const method = special(o, "__delitem__");
  if (method == null) {
    throw noDeletion(o, key);
  }
  method(o, key);
}

/** CPython has two wordings: containers, and all classes written in Python, have the other one for integers. */
function noDeletion(o: Value, key: Value): Error {
  const sequence = typeOf(o).tp.heap || special(o, "__len__") != null;
  if (!sequence || (typeof key !== "bigint" && !isIndex(key))) {
    return typeError(`'${typeName(o)}' object does not support item deletion`);
  }
  if (typeof index(key) === "bigint") return indexError(`cannot fit '${typeName(key)}' into an index-sized integer`);
  return typeError(`'${typeName(o)}' object doesn't support item deletion`);
}

const isIndex = (key: Value): boolean =>
  typeof key === "number" ? Number.isInteger(key) : special(key, "__index__") != null;

/** `item in container` */
export function contains(container: Value, item: Value): boolean {
  if (typeof container === "string" && typeof item === "string") return container.includes(item);
  if (container instanceof Dict && !container.type_.tp.heap) return container.has(item);
  if (container instanceof AnySet && !container.type_.tp.heap && !(item instanceof AnySet)) return container.has(item);
  const method = special(container, "__contains__");
  if (method != null) {
    const result = method(container, item);
    return typeof result === "boolean" ? result : truth(result);
  }
  if (method === null) throw typeError(`'${typeName(container)}' object is not a container`);
  if (!isIterable(container)) throw notContainer(container);
  const iterator = iter(container);
  for (let each = iterator.next$(); each !== undefined; each = iterator.next$()) if (same(each, item)) return true;
  return false;
}

/** Appends all items of `iterable`: `[*x]`. */
export const extend = (into: Value[], iterable: Value): void => {
  if (!isIterable(iterable)) {
    throw typeError(`Value after * must be an iterable, not ${typeName(iterable)}`);
  }
  extendItems(into, iterable);
};

const notContainer = (value: Value): Error =>
  typeError(`argument of type '${typeName(value)}' is not a container or iterable`);
