// The module `_suggestions`: what CPython's `traceback` asks for "Did you mean …?".

import { List } from "../runtime/containers/list.ts";
import { typeError } from "../runtime/errors.ts";
import type { Module } from "../runtime/modules.ts";
import { asStr } from "../runtime/protocols.ts";
import { suggestion } from "../runtime/suggestions.ts";
import { None, type Value } from "../runtime/values.ts";
import { moduleFrom } from "./define.ts";

function generate(candidates: Value, item: Value): Value {
  if (!(candidates instanceof List)) throw typeError("candidates must be a list");
  const names = candidates.items.map((name) => {
    const text = asStr(name);
    if (text === undefined) throw typeError("all elements in 'candidates' must be strings");
    return text;
  });
  return suggestion(String(item), names) ?? None;
}

export const createSuggestions = (): Module =>
  moduleFrom("_suggestions", { functions: { "_generate_suggestions(candidates, item, /)": generate } });
