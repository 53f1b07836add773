// The module `_collections`: the parts of `collections` that are not written in Python.

import { Tuple } from "../../runtime/containers/tuple.ts";
import { typeError } from "../../runtime/errors.ts";
import { attributeError } from "../../runtime/exceptions.ts";
import type { Module } from "../../runtime/modules.ts";
import { nativeType } from "../../runtime/native.ts";
import { index, repr } from "../../runtime/protocols.ts";
import type { Type } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { constructor } from "../constructor.ts";
import { moduleFrom } from "../define.ts";
import { dequeIteratorTypes, dequeType } from "./deque.ts";
import { countElements, defaultDictType, orderedDictType } from "./dicts.ts";

/** A field of a named tuple. */
class TupleGetter {
  readonly at: number;
  doc: Value;
  constructor(at: number, doc: Value) {
    this.at = at;
    this.doc = doc;
  }
}

const tupleGetterType = (): Type =>
  nativeType({
    name: "_tuplegetter",
    module: "collections",
    ctor: TupleGetter,
    create: constructor(
      "_tuplegetter(index, doc, /)",
      (_cls, at: Value, doc: Value) => new TupleGetter(Number(index(at)), doc),
    ),
    special: {
      __get__: (self: TupleGetter, instance: Value) => {
        if (instance === None || instance === undefined) return self;
        if (instance instanceof Tuple) return instance.items[self.at]!;
        throw typeError(
          `descriptor for index '${self.at}' for tuple subclasses doesn't apply to '${repr(instance)}' object`,
        );
      },
      __set__: (_self: TupleGetter, instance: Value) => {
        throw attributeError(instance, "", "can't set attribute");
      },
      __delete__: (_self: TupleGetter, instance: Value) => {
        throw attributeError(instance, "", "can't delete attribute");
      },
      __repr__: (self: TupleGetter) => `_tuplegetter(${self.at}, ${repr(self.doc)})`,
    },
    getters: {
      __doc__: [
        (self: TupleGetter) => self.doc,
        (self: TupleGetter, value) => {
          self.doc = value ?? None;
        },
      ],
    },
  });

export function createCollections(): Module {
  const [iterator, reverseIterator] = dequeIteratorTypes();
  return moduleFrom("_collections", {
    doc: "High performance data structures.",
    functions: { "_count_elements(mapping, iterable, /)": countElements },
    types: [dequeType(), iterator!, reverseIterator!, defaultDictType(), orderedDictType(), tupleGetterType()],
  });
}
