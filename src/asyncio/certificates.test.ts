// The encoding of certificates.

import { expect, test } from "vitest";
import { latin1 } from "./certificates.ts";

test("Latin-1 has one character for each byte, also where Windows has others", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  expect([...latin1(bytes)].map((each) => each.charCodeAt(0))).toEqual([...bytes]);
  expect(latin1(new Uint8Array(20_000).fill(0x80))).toBe("\u0080".repeat(20_000));
});
