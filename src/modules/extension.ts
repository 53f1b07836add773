// What modules take from the interpreter that are no part of the command: each is built into a file of its own in
// dist/stdlib, which is read when the module is first imported, and is given these names (scripts/extensions.mjs builds
// it, stdlib/library.ts reads it).

export { ContextVar } from "../asyncio/contextvars.ts";
export { lookupAttribute } from "../runtime/attributes.ts";
export { call, callMethodKw } from "../runtime/calls.ts";
export { isInstanceOf } from "../runtime/classes.ts";
export { Dict } from "../runtime/containers/dict.ts";
export { List } from "../runtime/containers/list.ts";
export { makeTuple, Tuple } from "../runtime/containers/tuple.ts";
export { keyError, memoryError, overflowError, typeError, valueError } from "../runtime/errors.ts";
export { exceptionTypes, makeException } from "../runtime/exceptions.ts";
export { importNow } from "../runtime/imports.ts";
export type { Module } from "../runtime/modules.ts";
export { nativeFunction, nativeType, newInstance } from "../runtime/native.ts";
export { floatOf, intOf } from "../runtime/numbers/coerce.ts";
export { Complex } from "../runtime/numbers/complex.ts";
export { decompose } from "../runtime/numbers/doubles.ts";
export { hashInt } from "../runtime/numbers/hash.ts";
export { addInt, bits, type Int, mulInt, normal, powMod, subInt } from "../runtime/numbers/integers.ts";
export { plainText } from "../runtime/numbers/text.ts";
export { asStr, identityHash, iter, iterate, iteratorObject, repr, truth } from "../runtime/protocols.ts";
export { formsOf, type Native, native } from "../runtime/signature.ts";
export { ClassMethod, known, type Type, typeName, typeOf } from "../runtime/types.ts";
export { float, None, NotImplemented, type Value } from "../runtime/values.ts";
