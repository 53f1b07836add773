// The module `_tokenize`, under CPython's `tokenize`: the tokens of the lexer, and with them what a parser never sees,
// comments and the ends of lines that end no statement, which are found in the gaps between tokens.

import { getattr } from "../runtime/attributes.ts";
import { Tuple } from "../runtime/containers/tuple.ts";
import { stopIteration } from "../runtime/errors.ts";
import { exceptionTypes, makeException, setField } from "../runtime/exceptions.ts";
import { importNow } from "../runtime/imports.ts";
import type { Module } from "../runtime/modules.ts";
import { nativeType } from "../runtime/native.ts";
import { asStr, call, type PyIterator } from "../runtime/protocols.ts";
import { decode } from "../runtime/strings/codecs.ts";
import type { Value } from "../runtime/values.ts";
import { type TokenRecord, tokenRecords } from "../syntax/index.ts";
import { constructor } from "./constructor.ts";
import { moduleFrom } from "./define.ts";

class TokenizerIter implements PyIterator {
  private readonly records: Iterator<TokenRecord>;
  private readonly kinds: (name: string) => Value;

  constructor(source: string) {
    this.records = tokenRecords(source);
    const module = importNow("token");
    this.kinds = (name) => getattr(module, name);
  }
  iter$(): PyIterator {
    return this;
  }
  next$(): Value | undefined {
    const step = this.records.next();
    if (step.done) return undefined;
    const { kind, text, start, end, line, error } = step.value;
    if (error !== undefined) {
      const e = makeException(exceptionTypes.get(error.type)!, [error.message]);
      setField(e, "msg", error.message);
      setField(e, "lineno", start[0]);
      setField(e, "offset", start[1] + 1);
      throw e;
    }
    return new Tuple([this.kinds(kind), text, new Tuple([...start]), new Tuple([...end]), line]);
  }
}

/** All that `readline` gives: texts, or bytes in `encoding`. It may end by a StopIteration. */
function readAll(readline: Value, encoding: string | undefined): string {
  const lines: string[] = [];
  for (;;) {
    let line: Value;
    try {
      line = call(readline);
    } catch (e) {
      if (e instanceof exceptionTypes.get("StopIteration")!.tp.construct) break;
      throw e;
    }
    const text = asStr(line) ?? decode((line as { data: Uint8Array }).data, encoding ?? "utf-8", "strict");
    if (text === "") break;
    lines.push(text);
  }
  return lines.join("");
}

export const createTokenize = (): Module =>
  moduleFrom("_tokenize", {
    types: [
      nativeType({
        name: "TokenizerIter",
        module: "_tokenize",
        ctor: TokenizerIter as unknown as new () => object,
        create: constructor(
          "TokenizerIter(readline, /, *, encoding=None, extra_tokens=False)",
          (_cls, readline: Value, encoding?: Value) =>
            new TokenizerIter(readAll(readline, encoding === undefined ? undefined : asStr(encoding))),
        ),
        special: {
          __iter__: (self: TokenizerIter) => self,
          __next__: (self: TokenizerIter) => {
            const token = self.next$();
            if (token === undefined) throw stopIteration();
            return token;
          },
        },
      }),
    ],
  });
