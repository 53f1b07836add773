// `types.MappingProxyType`: a mapping that can be read only.

import { callMethod } from "../attributes.ts";
import { eq, ge, gt, le, lt, ne } from "../comparison.ts";
import { typeError } from "../errors.ts";
import { nativeType } from "../native.ts";
import "../object.ts";
import { or } from "../operators.ts";
import { hash, iter, iteratorObject, length, repr, reprEnter, reprLeave, str } from "../protocols.ts";
import { special, type Type, typeName } from "../types.ts";
import { None, type Value } from "../values.ts";
import { genericAlias } from "./genericalias.ts";
import { contains, getitem } from "./items.ts";
import { List } from "./list.ts";
import { Tuple } from "./tuple.ts";

export class MappingProxy {
  readonly mapping: Value;
  constructor(mapping: Value) {
    this.mapping = mapping;
  }
}

const bare = (value: Value): Value => (value instanceof MappingProxy ? value.mapping : value);

const isMapping = (value: Value): boolean =>
  special(value, "__getitem__") != null && !(value instanceof List || value instanceof Tuple);

export const mappingproxy: Type = nativeType({
  name: "mappingproxy",
  matches: "mapping",
  ctor: MappingProxy,
  final: true,
  doc: "Read-only proxy of a mapping.",
  create(_cls, args, keywords) {
    const mapping = args[0] ?? keywords?.get("mapping");
    if (mapping === undefined) throw typeError("mappingproxy() missing required argument 'mapping' (pos 1)");
    const count = args.length + (keywords?.size ?? 0);
    if (count > 1) throw typeError(`mappingproxy() takes at most 1 argument (${count} given)`);
    if (!isMapping(mapping)) throw typeError(`mappingproxy() argument must be a mapping, not ${typeName(mapping)}`);
    return new MappingProxy(mapping);
  },
  methods: {
    "get(key, default=None, /)": (self: MappingProxy, key: Value, fallback: Value = None) =>
      callMethod(self.mapping, "get", key, fallback),
    "keys()": (self: MappingProxy) => callMethod(self.mapping, "keys"),
    "values()": (self: MappingProxy) => callMethod(self.mapping, "values"),
    "items()": (self: MappingProxy) => callMethod(self.mapping, "items"),
    "copy()": (self: MappingProxy) => callMethod(self.mapping, "copy"),
    "__reversed__()": (self: MappingProxy) => callMethod(self.mapping, "__reversed__"),
  },
  classMethods: { "__class_getitem__(object, /)": genericAlias },
  special: {
    __repr__(self: MappingProxy) {
      if (!reprEnter(self)) return "mappingproxy(...)";
      try {
        return `mappingproxy(${repr(self.mapping)})`;
      } finally {
        reprLeave(self);
      }
    },
    __str__: (self: MappingProxy) => str(self.mapping),
    __len__: (self: MappingProxy) => length(self.mapping),
    __iter__: (self: MappingProxy) => iteratorObject(iter(self.mapping)),
    __getitem__: (self: MappingProxy, key) => getitem(self.mapping, key),
    __contains__: (self: MappingProxy, key) => contains(self.mapping, key),
    __hash__: (self: MappingProxy) => hash(self.mapping),
    __eq__: (self: MappingProxy, other: Value) => eq(self.mapping, bare(other)),
    __ne__: (self: MappingProxy, other: Value) => ne(self.mapping, bare(other)),
    __lt__: (self: MappingProxy, other: Value) => lt(self.mapping, bare(other)),
    __le__: (self: MappingProxy, other: Value) => le(self.mapping, bare(other)),
    __gt__: (self: MappingProxy, other: Value) => gt(self.mapping, bare(other)),
    __ge__: (self: MappingProxy, other: Value) => ge(self.mapping, bare(other)),
    __or__: (self: Value, other: Value) => or(bare(self), bare(other)),
    __ror__: (self: Value, other: Value) => or(bare(other), bare(self)),
    __ior__() {
      throw typeError("'|=' is not supported by mappingproxy; use '|' instead");
    },
  },
});
