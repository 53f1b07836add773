// What other folders use of the text encodings: text to bytes and back, by the names that Python knows.

export { type Decoded, decode, decodeSome } from "./decode.ts";
export { encode, encodeData } from "./encode.ts";
export { type Codec, findCodec, otherEncodings, type TableCodec } from "./encodings.ts";
export { checking, registered as errorHandlers } from "./errors.ts";
