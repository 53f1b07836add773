// `re.Scanner`: a tokenizer made of a list of patterns and what to do with what each finds.

import { setOwnAttribute } from "../../runtime/attributes.ts";
import { call, isCallable } from "../../runtime/calls.ts";
import { List } from "../../runtime/containers/list.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { nativeType } from "../../runtime/native.ts";
import { iterate, toArray } from "../../runtime/protocols.ts";
import { strLength, strSlice } from "../../runtime/strings/text.ts";
import type { Type } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import type { Match, Pattern } from "./pattern.ts";

class Scanner {
  lexicon: Value = None;
  phrases: { pattern: Pattern; action: Value }[] = [];
}

function scan(self: Scanner, text: string): Value {
  const tokens: Value[] = [];
  const length = strLength(text);
  let at = 0;
  for (;;) {
    let found: Match | undefined;
    let action: Value = None;
    for (const phrase of self.phrases) {
      found = phrase.pattern.find("match", text, at);
      action = phrase.action;
      if (found !== undefined) break;
    }
    const end = found?.span(0)[1];
    // What is not found, or is nothing, ends the walk.
    if (end === undefined || end === at) break;
    if (isCallable(action)) {
      setOwnAttribute(self, "match", found as Value);
      action = call(action, self as Value, found!.group(0));
    }
    if (action !== None) tokens.push(action);
    at = end;
  }
  return new Tuple([new List(tokens), strSlice(text, at, length)]);
}

export function scannerType(compile: (given: Value, flags: Value) => Pattern): Type {
  return nativeType({
    name: "Scanner",
    module: "re",
    ctor: Scanner,
    hasDict: true,
    special: {
      __init__: (self: Scanner, lexicon: Value, flags: Value = 0) => {
        self.lexicon = lexicon;
        self.phrases = [...iterate(lexicon)].map((entry) => {
          const [phrase, action] = toArray(entry);
          return { pattern: compile(phrase!, flags), action: action! };
        });
        return None;
      },
    },
    methods: { "scan(string)": scan },
    getters: { lexicon: (self: Scanner) => self.lexicon },
  });
}
