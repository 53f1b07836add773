// Code points against arrays of them, and the laws of codecs, on random text with pairs and lone surrogates.

import fc from "fast-check";
import { expect, test } from "vitest";
import "../exceptions.ts";
import { decode, encodeData } from "./codecs.ts";
import { pointOf, strAt, strChars, strHash, strLength, strSlice, unitOf } from "./text.ts";

/** Characters of all kinds, long enough at times to be remembered; a high surrogate is never put before a low one. */
const character = fc.oneof(
  fc.constantFrom("a", "b", "é", "Ж", "\ue000", "\uffff", "😀", "\u{10ffff}", "\udc00", "\udfff"),
  fc.string({ minLength: 1, maxLength: 1, unit: "binary" }),
);
const text = fc.array(character, { maxLength: 100 }).map((chars) => chars.join(""));
/** Text without lone surrogates. */
const wellFormed = fc.array(fc.string({ unit: "binary", maxLength: 5 })).map((parts) => parts.join(""));

test("length, characters and positions follow the code points", () => {
  fc.assert(
    fc.property(text, (s) => {
      const chars = [...s];
      expect(strLength(s)).toBe(chars.length);
      expect(strChars(s)).toEqual(chars);
      chars.forEach((c, i) => {
        expect(strAt(s, i)).toBe(c);
        expect(strAt(s, i - chars.length)).toBe(c);
        expect(unitOf(s, i)).toBe(chars.slice(0, i).join("").length);
        expect(pointOf(s, unitOf(s, i))).toBe(i);
      });
      expect(strAt(s, chars.length)).toBeUndefined();
      expect(strAt(s, -chars.length - 1)).toBeUndefined();
    }),
  );
});

test("slices are slices of code points", () => {
  fc.assert(
    fc.property(text, fc.nat(100), fc.nat(100), (s, a, b) => {
      const chars = [...s];
      const [start, stop] = [Math.min(a, b, chars.length), Math.min(Math.max(a, b), chars.length)];
      expect(strSlice(s, start, stop)).toBe(chars.slice(start, stop).join(""));
    }),
  );
});

test("hashes of short strings do not collide, and are safe integers", () => {
  const hashes = Array.from({ length: 200_000 }, (_, i) => strHash(i.toString(36)));
  expect(hashes.every(Number.isSafeInteger)).toBe(true);
  expect(new Set(hashes).size).toBe(hashes.length);
});

test("what an encoding encodes it decodes again", () => {
  for (const encoding of ["utf-8", "utf-16", "utf-16-be", "utf-32", "utf-32-be", "utf-8-sig", "unicode_escape"]) {
    fc.assert(fc.property(wellFormed, (s) => decode(encodeData(s, encoding, "strict"), encoding, "strict") === s));
  }
});

test("surrogateescape and surrogatepass lose nothing", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (data) => {
      const again = encodeData(decode(data, "utf-8", "surrogateescape"), "utf-8", "surrogateescape");
      return again.join() === data.join();
    }),
  );
  for (const encoding of ["utf-8", "utf-16-le", "utf-32"]) {
    fc.assert(
      fc.property(text, (s) => decode(encodeData(s, encoding, "surrogatepass"), encoding, "surrogatepass") === s),
    );
  }
});
