// The extension `_hashes`: the hash functions of `hashlib` where the host has none, as in a web page.

import type { HostHash } from "../../../host/host.ts";
import type { Module, Value } from "../../extension.ts";
import { Keccak } from "./keccak.ts";
import { Md5 } from "./md5.ts";
import { Sha1 } from "./sha1.ts";
import { Sha256 } from "./sha256.ts";
import { Sha512 } from "./sha512.ts";

const sha3 = (size: number): HostHash => new Keccak(200 - 2 * size, 0x06, size);
const shake = (strength: number): HostHash => new Keccak(200 - strength / 4, 0x1f, strength / 8);

const FUNCTIONS: Record<string, () => HostHash> = {
  md5: () => new Md5(),
  sha1: () => new Sha1(),
  sha224: () => new Sha256(28),
  sha256: () => new Sha256(32),
  sha384: () => new Sha512(48),
  sha512: () => new Sha512(64),
  "sha3-224": () => sha3(28),
  "sha3-256": () => sha3(32),
  "sha3-384": () => sha3(48),
  "sha3-512": () => sha3(64),
  shake128: () => shake(128),
  shake256: () => shake(256),
};

/** As `Host.hash`. */
export const hash = (name: string): HostHash | undefined => FUNCTIONS[name]?.();

/** As `Host.deriveKey`: PBKDF2 (RFC 8018). */
export function deriveKey(
  name: string,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
): Uint8Array {
  const [inner, outer] = keyed(name, password);
  const sign = (...parts: Uint8Array[]): Uint8Array => {
    const first = inner.copy();
    for (const part of parts) first.update(part);
    const second = outer.copy();
    second.update(first.digest());
    return second.digest();
  };
  const size = outer.digest().length;
  const out = new Uint8Array(Math.ceil(length / size) * size);
  const number = new DataView(new ArrayBuffer(4));
  for (let block = 1, at = 0; at < length; block++, at += size) {
    number.setUint32(0, block);
    let signed = sign(salt, new Uint8Array(number.buffer));
    const sum = signed.slice();
    for (let i = 1; i < iterations; i++) {
      signed = sign(signed);
      for (let j = 0; j < size; j++) sum[j]! ^= signed[j]!;
    }
    out.set(sum, at);
  }
  return out.slice(0, length);
}

const BLOCK = (name: string): number => (name === "sha384" || name === "sha512" ? 128 : 64);

/** The two hashes of HMAC, begun with the key. */
function keyed(name: string, password: Uint8Array): [inner: HostHash, outer: HostHash] {
  const size = name.startsWith("sha3-") ? 200 - Number(name.slice(5)) / 4 : BLOCK(name);
  const key = new Uint8Array(size);
  if (password.length > size) {
    const long = hash(name)!;
    long.update(password);
    key.set(long.digest());
  } else key.set(password);
  const [inner, outer] = [hash(name)!, hash(name)!];
  inner.update(key.map((byte) => byte ^ 0x36));
  outer.update(key.map((byte) => byte ^ 0x5c));
  return [inner, outer];
}

export function create(module: Module): void {
  module.$hash = hash as unknown as Value;
  module.$derive_key = deriveKey as unknown as Value;
}
