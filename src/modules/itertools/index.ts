// The module `itertools`.

import type { Module } from "../../runtime/modules.ts";
import { moduleFrom } from "../define.ts";
import { combiningTypes } from "./combining.ts";
import { infiniteTypes } from "./infinite.ts";
import { selectingTypes, tee } from "./selecting.ts";

export function createItertools(): Module {
  return moduleFrom("itertools", {
    doc: "Functional tools for creating and using iterators.",
    functions: { "tee(iterable, n=2, /)": tee },
    types: [...infiniteTypes(), ...combiningTypes(), ...selectingTypes()],
  });
}
