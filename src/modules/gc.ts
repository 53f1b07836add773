// The module `gc`: JavaScript's engine collects garbage when it likes, and tells nothing of it.

import { List } from "../runtime/containers/list.ts";
import { Tuple } from "../runtime/containers/tuple.ts";
import type { Module } from "../runtime/modules.ts";
import { typeOf } from "../runtime/types.ts";
import { None, type Value } from "../runtime/values.ts";
import { moduleFrom } from "./define.ts";

export function createGc(): Module {
  let enabled = true;
  let threshold: Value = new Tuple([2000, 10, 0]);
  const set = (value: boolean) => (): Value => {
    enabled = value;
    return None;
  };
  return moduleFrom("gc", {
    doc: "This module provides access to the garbage collector for reference cycles.",
    functions: {
      "enable()": set(true),
      "disable()": set(false),
      "isenabled()": () => enabled,
      "collect(generation=2)": () => 0,
      "freeze()": () => None,
      "unfreeze()": () => None,
      "get_count()": () => new Tuple([0, 0, 0]),
      "get_threshold()": () => threshold,
      "set_threshold(*args)": (args: Value[]) => {
        threshold = new Tuple(args);
        return None;
      },
      "get_objects(generation=None)": () => new List([]),
      "get_referrers(*objs)": () => new List([]),
      "get_referents(*objs)": () => new List([]),
      "is_tracked(obj, /)": (value: Value) => typeof value === "object" && typeOf(value).tp.name !== "NoneType",
    },
    attributes: { garbage: new List([]), callbacks: new List([]) },
  });
}
