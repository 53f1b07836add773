// Holds the hash functions against Node's own.

import { createHash, pbkdf2Sync } from "node:crypto";
import { expect, test } from "vitest";
import { deriveKey, hash } from "./index.ts";

const NAMES = "md5 sha1 sha224 sha256 sha384 sha512 sha3-224 sha3-256 sha3-384 sha3-512 shake128 shake256".split(" ");
const data = Uint8Array.from({ length: 700 }, (_, i) => (i * 7) & 255);

test.each(NAMES)("%s of data of all lengths, in pieces", (name) => {
  for (let length = 0; length <= data.length; length += length < 300 ? 1 : 37) {
    const ours = hash(name)!;
    ours.update(data.subarray(0, length >> 1));
    const copy = ours.copy();
    ours.update(data.subarray(length >> 1, length));
    const theirs = createHash(name).update(data.subarray(0, length));
    expect([...ours.digest()], `${length} bytes`).toEqual([...theirs.digest()]);
    copy.update(data.subarray(length >> 1, length));
    expect(copy.digest()).toEqual(ours.digest());
  }
});

test("SHAKE gives as many bytes as are asked for", () => {
  for (const name of ["shake128", "shake256"]) {
    const ours = hash(name)!;
    ours.update(data);
    const theirs = createHash(name, { outputLength: 500 }).update(data);
    expect([...ours.digest(500)]).toEqual([...theirs.digest()]);
  }
});

test("keys are derived by PBKDF2", () => {
  for (const name of ["md5", "sha1", "sha256", "sha512", "sha3-256"]) {
    for (const password of [data.subarray(0, 5), data.subarray(0, 200)]) {
      const theirs = pbkdf2Sync(password, data.subarray(0, 8), 7, 100, name);
      expect([...deriveKey(name, password, data.subarray(0, 8), 7, 100)]).toEqual([...theirs]);
    }
  }
});
