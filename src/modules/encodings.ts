// Encodings that are not written here: those of the package `encodings`, and what programs have registered with `codecs`.
// Both are asked through the registry of `_codecs`, by functions that take and give Python's objects.

import { lookupAttribute } from "../runtime/attributes.ts";
import { Bytes } from "../runtime/bytes/bytes.ts";
import { call, isCallable } from "../runtime/calls.ts";
import { Tuple } from "../runtime/containers/tuple.ts";
import { lookupError, typeError } from "../runtime/errors.ts";
import { exceptionTypes } from "../runtime/exceptions.ts";
import { importNow } from "../runtime/imports.ts";
import { asStr } from "../runtime/protocols.ts";
import { otherEncodings } from "../runtime/strings/codecs.ts";
import { isInstance, typeName } from "../runtime/types.ts";
import type { Value } from "../runtime/values.ts";

/** What the registry has under a name: a tuple of the encoder, the decoder and others. */
function find(encoding: string, verb: "encode" | "decode"): Tuple {
  let lookup: Value;
  try {
    importNow("encodings");
    lookup = lookupAttribute(importNow("_codecs"), "lookup")!;
  } catch (e) {
    // Without CPython's library there are no others.
    if (isInstance(e as Value, exceptionTypes.get("ImportError")!)) throw lookupError(`unknown encoding: ${encoding}`);
    throw e;
  }
  const codec = call(lookup, encoding) as Tuple;
  if (lookupAttribute(codec, "_is_text_encoding") === false) {
    throw lookupError(`'${encoding}' is not a text encoding; use codecs.${verb}() to handle arbitrary codecs`);
  }
  return codec;
}

function run(codec: Tuple, position: 0 | 1, object: Value, errors: string): Value {
  const f = codec.items[position]!;
  const result = isCallable(f) ? call(f, object, errors) : undefined;
  if (result instanceof Tuple && result.items.length === 2) return result.items[0]!;
  throw typeError(`${position === 0 ? "encoder" : "decoder"} must return a tuple (object, integer)`);
}

otherEncodings.encode = (text: string, encoding: string, errors: string): Uint8Array => {
  const result = run(find(encoding, "encode"), 0, text, errors);
  if (result instanceof Bytes) return result.data;
  throw typeError(
    `'${encoding}' encoder returned '${typeName(result)}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types`,
  );
};

otherEncodings.decode = (data: Uint8Array, encoding: string, errors: string): string => {
  const result = run(find(encoding, "decode"), 1, new Bytes(data), errors);
  const text = asStr(result);
  if (text !== undefined) return text;
  throw typeError(
    `'${encoding}' decoder returned '${typeName(result)}' instead of 'str'; use codecs.decode() to decode to arbitrary types`,
  );
};
