// The module `_hashlib`, by which `hashlib` and `hmac` compute their digests: the host's own functions, or those in functions/
// where it has none, under the names that OpenSSL has for them in Python.

import type { Host, HostHash } from "../../host/host.ts";
import { lookupAttribute } from "../../runtime/attributes.ts";
import { bytesOf, makeBytes } from "../../runtime/bytes/bytes.ts";
import { FrozenSet } from "../../runtime/containers/set.ts";
import { typeError, valueError } from "../../runtime/errors.ts";
import { exceptionTypes, makeException } from "../../runtime/exceptions.ts";
import { importNow } from "../../runtime/imports.ts";
import type { Module } from "../../runtime/modules.ts";
import { nativeType } from "../../runtime/native.ts";
import { address, asStr, index } from "../../runtime/protocols.ts";
import { type Type, typeName, typeOf } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { moduleFrom } from "../define.ts";
import { environment } from "../environment.ts";

/** `name: [bytes of the digest (0: as many as are asked for), bytes of a block]` */
const ALGORITHMS: Record<string, readonly [digest: number, block: number]> = {
  md5: [16, 64],
  sha1: [20, 64],
  sha224: [28, 64],
  sha256: [32, 64],
  sha384: [48, 128],
  sha512: [64, 128],
  sha3_224: [28, 144],
  sha3_256: [32, 136],
  sha3_384: [48, 104],
  sha3_512: [64, 72],
  shake_128: [0, 168],
  shake_256: [0, 136],
};

/** As the host calls it. */
const hostName = (name: string): string => name.replace("sha3_", "sha3-").replace("shake_", "shake");

export const hexOf = (data: Uint8Array): string => [...data].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export function dataOf(value: Value): Uint8Array {
  if (asStr(value) !== undefined) throw typeError("Strings must be encoded before hashing");
  const data = bytesOf(value);
  if (data === undefined) throw typeError("object supporting the buffer API required");
  return data;
}

type Functions = Required<Pick<Host, "hash" | "deriveKey">>;

/** The host's functions, or, where it has none, those of an extension. */
function functions(): Functions {
  const { hash, deriveKey } = environment.host;
  if (hash !== undefined && deriveKey !== undefined) return { hash, deriveKey };
  const { $hash, $derive_key } = importNow("_hashes") as Module;
  return { hash: $hash, deriveKey: $derive_key } as unknown as Functions;
}

class Hash {
  readonly name: string;
  readonly state: HostHash;
  constructor(name: string, state: HostHash) {
    this.name = name;
    this.state = state;
  }
}

class ExtendableHash extends Hash {}

function begin(name: string): Hash {
  const algorithm = ALGORITHMS[name];
  const state = algorithm && functions().hash(hostName(name));
  if (state === undefined) throw valueError(`unsupported hash type ${name}`);
  return algorithm![0] === 0 ? new ExtendableHash(name, state) : new Hash(name, state);
}

function started(name: string, data: Value | undefined): Value {
  const hash = begin(name);
  if (data !== undefined) hash.state.update(dataOf(data));
  return hash;
}

function sizeOf(length: Value): number {
  const size = Number(index(length));
  if (size < 0) throw valueError("value must be positive");
  return size;
}

const declareTypes = (): [Type, Type] => {
  const hash = nativeType({
    name: "HASH",
    module: "_hashlib",
    ctor: Hash as unknown as new () => object,
    doc: "A hash is an object used to calculate a checksum of a string of information.",
    methods: {
      "update(obj, /)": (self: Hash, data: Value) => {
        self.state.update(dataOf(data));
        return None;
      },
      "copy()": (self: Hash) => new (self.constructor as typeof Hash)(self.name, self.state.copy()),
      "digest()": (self: Hash) => makeBytes(self.state.digest()),
      "hexdigest()": (self: Hash) => hexOf(self.state.digest()),
    },
    getters: {
      name: (self: Hash) => self.name,
      digest_size: (self: Hash) => ALGORITHMS[self.name]![0],
      block_size: (self: Hash) => ALGORITHMS[self.name]![1],
    },
    special: { __repr__: (self: Hash) => `<${self.name} _hashlib.${typeOf(self).tp.name} object @ ${address(self)}>` },
  });
  const extendable = nativeType({
    name: "HASHXOF",
    module: "_hashlib",
    base: hash,
    ctor: ExtendableHash as unknown as new () => object,
    methods: {
      "digest(length)": (self: Hash, length: Value) => makeBytes(self.state.digest(sizeOf(length))),
      "hexdigest(length)": (self: Hash, length: Value) => hexOf(self.state.digest(sizeOf(length))),
    },
  });
  return [hash, extendable];
};

/** `pbkdf2_hmac` */
function deriveKey(name: Value, password: Value, salt: Value, iterations: Value, length: Value = None): Value {
  const algorithm = String(name);
  const [digest] = ALGORITHMS[algorithm] ?? [0, 0];
  if (digest === 0) throw valueError(`unsupported hash type ${algorithm}`);
  const count = Number(index(iterations));
  if (count < 1) throw valueError("iteration value must be greater than 0.");
  const size = length === None ? digest : Number(index(length));
  if (size < 1) throw valueError("key length must be greater than 0.");
  return makeBytes(functions().deriveKey(hostName(algorithm), dataOf(password), dataOf(salt), count, size));
}

/** Two hashes that were begun with a key: one of the message, one of the digest of that (RFC 2104). */
class Hmac {
  readonly name: string;
  readonly inner: HostHash;
  readonly outer: HostHash;
  constructor(name: string, inner: HostHash, outer: HostHash) {
    this.name = name;
    this.inner = inner;
    this.outer = outer;
  }
  copy(): Hmac {
    return new Hmac(this.name, this.inner.copy(), this.outer.copy());
  }
  digest(): Uint8Array {
    const end = this.outer.copy();
    end.update(this.inner.digest());
    return end.digest();
  }
}

function keyed(name: string, key: Uint8Array, blockSize: number): [inner: HostHash, outer: HostHash] {
  const filled = new Uint8Array(blockSize);
  const begun = (): HostHash => begin(name).state;
  if (key.length > blockSize) {
    const long = begun();
    long.update(key);
    filled.set(long.digest());
  } else filled.set(key);
  const [inner, outer] = [begun(), begun()];
  inner.update(filled.map((byte) => byte ^ 0x36));
  outer.update(filled.map((byte) => byte ^ 0x5c));
  return [inner, outer];
}

const declareHmac = (): Type =>
  nativeType({
    name: "HMAC",
    module: "_hashlib",
    ctor: Hmac,
    doc: "The object used to calculate HMAC of a message.",
    methods: {
      "update(msg)": (self: Hmac, message: Value) => {
        self.inner.update(dataOf(message));
        return None;
      },
      "copy()": (self: Hmac) => self.copy(),
      "digest()": (self: Hmac) => makeBytes(self.digest()),
      "hexdigest()": (self: Hmac) => hexOf(self.digest()),
    },
    getters: {
      name: (self: Hmac) => `hmac-${self.name}`,
      digest_size: (self: Hmac) => ALGORITHMS[self.name]![0],
      block_size: (self: Hmac) => ALGORITHMS[self.name]![1],
    },
    special: { __repr__: (self: Hmac) => `<${self.name} HMAC object @ ${address(self)}>` },
  });

/** Compares all of it, wherever the first difference is. */
export function sameDigest(a: Value, b: Value): boolean {
  const bytes = (value: Value): Uint8Array => {
    const text = asStr(value);
    if (text === undefined) return dataOf(value);
    if (/\P{ASCII}/u.test(text)) throw typeError("comparing strings with non-ASCII characters is not supported");
    return new TextEncoder().encode(text);
  };
  if ((asStr(a) === undefined) !== (asStr(b) === undefined)) {
    throw typeError(`unsupported operand types(s) or combination of types: '${typeName(a)}' and '${typeName(b)}'`);
  }
  const [left, right] = [bytes(a), bytes(b)];
  let difference = left.length ^ right.length;
  for (let i = 0; i < right.length; i++) difference |= (left[i] ?? 0) ^ right[i]!;
  return difference === 0;
}

export function createHashes(): Module {
  const [hash, extendable] = declareTypes();
  const unsupported = nativeType({
    name: "UnsupportedDigestmodError",
    module: "_hashlib",
    base: exceptionTypes.get("ValueError")!,
  });
  const authenticate = (key: Value, message: Value | undefined, digestmod: Value): Hmac => {
    const name = asStr(digestmod) ?? String(lookupAttribute(digestmod, "__name__")).replace("openssl_", "");
    const [digest, block] = ALGORITHMS[name.toLowerCase()] ?? [0, 0];
    // `hmac` then does its work itself.
    if (digest === 0) throw makeException(unsupported, [`Unsupported digestmod ${name}`]);
    const hash = new Hmac(name.toLowerCase(), ...keyed(name.toLowerCase(), dataOf(key), block));
    if (message !== undefined && message !== None) hash.inner.update(dataOf(message));
    return hash;
  };
  const names = Object.keys(ALGORITHMS);
  const known = new FrozenSet();
  for (const name of names) known.add(name);
  return moduleFrom("_hashlib", {
    doc: "OpenSSL interface for hashlib module",
    functions: {
      "new(name, data=b'', *, usedforsecurity=True, string=None)": (name: Value, data?: Value) => {
        const text = asStr(name);
        if (text === undefined) throw typeError(`new() argument 'name' must be str, not ${typeName(name)}`);
        return started(text.toLowerCase().replace(/^sha3-/, "sha3_"), data);
      },
      ...Object.fromEntries(
        names.map((name) => [
          `openssl_${name}(data=b'', *, usedforsecurity=True, string=None)`,
          (data?: Value, _security?: Value, text?: Value) => started(name, data ?? text),
        ]),
      ),
      "pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None)": deriveKey,
      "hmac_new(key, msg=b'', digestmod=None)": (key: Value, message?: Value, digestmod: Value = None) => {
        if (digestmod === None) throw typeError("Missing required parameter 'digestmod'.");
        return authenticate(key, message, digestmod);
      },
      "hmac_digest(key, msg, digest)": (key: Value, message: Value, digestmod: Value) =>
        makeBytes(authenticate(key, message, digestmod).digest()),
      "get_fips_mode()": () => 0,
      "compare_digest(a, b, /)": sameDigest,
    },
    types: [hash, extendable, declareHmac(), unsupported],
    attributes: { openssl_md_meth_names: known },
  });
}
