// The module `_ssl`, under our `ssl`: contexts and connections are the engine's classes. What works on sockets that block,
// or on bytes in memory, is not here: Node's TLS does neither. Further differences that come of Node: a server that shares
// no application protocol with a client ends the handshake; `sni_callback` is not called for clients that name nobody;
// VERIFY_X509_STRICT has no effect; and a client refuses a certificate after the handshake, not with an alert in it.

import { derOf, latin1, pemBlocks, pemOf, readCertificate } from "../../asyncio/certificates.ts";
import { PROTOCOL_TLS, type SniCallback, SSLContext, SSLObject } from "../../asyncio/sslcontext.ts";
import { sslError } from "../../asyncio/sslerrors.ts";
import type { Tls } from "../../host/tls.ts";
import { bytesOf, makeBytes } from "../../runtime/bytes/bytes.ts";
import { call } from "../../runtime/calls.ts";
import { Dict } from "../../runtime/containers/dict.ts";
import { List } from "../../runtime/containers/list.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { notImplementedError, typeError, valueError } from "../../runtime/errors.ts";
import type { Module } from "../../runtime/modules.ts";
import { nativeType } from "../../runtime/native.ts";
import { index, str, truth } from "../../runtime/protocols.ts";
import { type Type, typeName } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { asyncType, orNone } from "../asyncio/define.ts";
import { moduleFrom } from "../define.ts";
import { asking, environment } from "../environment.ts";
import { pathOf } from "../paths.ts";
import { sslConstants } from "./constants.ts";
import { sslErrorTypes } from "./errors.ts";
import { certificateValue } from "./values.ts";

const tls = (): Tls => environment.host.network.tls;

const number = (value: Value | undefined): number => Number(index(value!));

const textOf = (path: Value): string => latin1(asking(() => environment.host.files.read(pathOf(path))));

const given = (value: Value | undefined): value is Value => value !== undefined && value !== None;

function passwordOf(value: Value | undefined): string | undefined {
  if (!given(value)) return undefined;
  const password = typeof value === "function" || typeName(value) === "method" ? call(value) : value;
  if (typeof password === "string") return password;
  const data = bytesOf(password);
  if (data === undefined) throw typeError("password should be a string or callable");
  return new TextDecoder().decode(data);
}

function loadCertChain(self: SSLContext, certificate: Value, key?: Value, password?: Value): Value {
  const chain = textOf(certificate);
  self.loadCertChain(chain, given(key) ? textOf(key) : chain, passwordOf(password), tls());
  return None;
}

/** A folder of certificates, by OpenSSL's names for them: a hash and a number. */
function loadFolder(self: SSLContext, folder: string): void {
  const { files } = environment.host;
  // What is no folder holds no certificates.
  if (!files.exists(folder) || files.stat(folder).kind !== "directory") return;
  for (const name of files.list(folder)) {
    if (/^[\da-f]{8}\.\d+$/.test(name)) self.loadVerifyLocations(textOf(`${folder}/${name}`));
  }
}

/** Certificates in DER follow one another. */
function loadBytes(self: SSLContext, data: Uint8Array): void {
  for (let rest = data; rest.length > 0; ) {
    const long = rest[1]! > 0x80 ? rest[1]! & 0x7f : 0;
    let length = long === 0 ? rest[1]! : 0;
    for (let i = 0; i < long; i++) length = length * 256 + rest[2 + i]!;
    const size = 2 + long + length;
    if (rest[0] !== 0x30 || !(size <= rest.length)) throw noCertificate("not enough data");
    self.loadVerifyLocations(rest.slice(0, size));
    rest = rest.subarray(size);
  }
}

const noCertificate = (why: string): Error =>
  sslError(0, `${why}: cadata does not contain a certificate (_ssl.c:4035)`);

function loadVerifyLocations(self: SSLContext, file?: Value, folder?: Value, data?: Value): Value {
  if (![file, folder, data].some(given)) throw typeError("cafile, capath and cadata cannot be all omitted");
  if (given(data)) {
    if (typeof data === "string") {
      if (pemBlocks(data, /CERTIFICATE$/).length === 0) throw noCertificate("no start line");
      self.loadVerifyLocations(data);
    } else {
      const bytes = bytesOf(data);
      if (bytes === undefined) throw typeError("cadata should be an ASCII string or a bytes-like object");
      if (bytes.length === 0) throw valueError("Empty certificate data");
      loadBytes(self, bytes);
    }
  }
  if (given(file)) self.loadVerifyLocations(textOf(file));
  if (given(folder)) loadFolder(self, pathOf(folder));
  return None;
}

/** What the environment names, else what the host trusts. */
function setDefaultPaths(self: SSLContext): Value {
  const { SSL_CERT_FILE: file } = environment.host.environment;
  if (file !== undefined && environment.host.files.exists(file)) self.loadVerifyLocations(textOf(file));
  else self.loadDefaultCerts();
  return None;
}

function stats(self: SSLContext): Value {
  const { certificates, revoked } = self.trusted();
  const dict = new Dict();
  dict.set("x509", certificates.length);
  dict.set("crl", revoked);
  dict.set("x509_ca", self.getCaCerts().length);
  return dict;
}

function setSniCallback(self: SSLContext, callback: Value): void {
  if (callback === None) self.sniCallback = undefined;
  else if (typeof callback !== "function") throw typeError("not a callable object");
  else {
    const ask: SniCallback = (connection, name, context) => {
      const alert = call(callback, connection as Value, orNone(name), context as Value);
      if (alert !== None) throw new Error(`the server's name callback says ${alert}`);
    };
    self.sniCallback = Object.assign(ask, { python: callback });
  }
}

type Numeric = "verifyMode" | "verifyFlags" | "minimumVersion" | "maximumVersion" | "options";

const numeric = (
  name: Numeric,
): [(self: SSLContext) => Value, (self: SSLContext, value: Value | undefined) => void] => [
  (self) => self[name],
  (self, value) => {
    self[name] = number(value);
  },
];

const contextType = (): Type =>
  asyncType({
    name: "_SSLContext",
    module: "_ssl",
    ctor: SSLContext as unknown as new () => object,
    create: (cls, [protocol]) => {
      const Maker = cls.tp.construct as unknown as new (protocol: number) => object;
      return new Maker(protocol === undefined ? PROTOCOL_TLS : number(protocol)) as Value;
    },
    methods: {
      "load_cert_chain(certfile, keyfile=None, password=None)": loadCertChain,
      "load_verify_locations(cafile=None, capath=None, cadata=None)": loadVerifyLocations,
      "set_default_verify_paths()": setDefaultPaths,
      "set_ciphers(cipherlist, /)": (self: SSLContext, ciphers: Value) => {
        self.setCiphers(str(ciphers), tls());
        return None;
      },
      "_set_alpn_protocols(protocols, /)": (self: SSLContext, protocols: Value) => {
        self.setAlpnProtocols((protocols as List).items as string[]);
        return None;
      },
      "get_ca_certs(binary_form=False)": (self: SSLContext, binary?: Value) =>
        binary !== undefined && truth(binary)
          ? new List(self.trusted().certificates.map(makeBytes))
          : new List(self.getCaCerts().map(certificateValue)),
      "cert_store_stats()": stats,
    },
    getters: {
      protocol: (self: SSLContext) => self.protocol,
      check_hostname: [
        (self: SSLContext) => self.checkHostname,
        (self: SSLContext, value) => {
          self.checkHostname = truth(value!);
        },
      ],
      verify_mode: numeric("verifyMode"),
      verify_flags: numeric("verifyFlags"),
      minimum_version: numeric("minimumVersion"),
      maximum_version: numeric("maximumVersion"),
      options: numeric("options"),
      sni_callback: [
        (self: SSLContext) => orNone((self.sniCallback as { python?: Value } | undefined)?.python),
        (self: SSLContext, value) => setSniCallback(self, value!),
      ],
    },
  });

const refuse = (what: string) => (): Value => {
  throw notImplementedError(`SSLObject.${what}() is not available: connections are asyncio's`);
};

const chain = (self: SSLObject): Value => new List(self.certificates().map(makeBytes));

/** "tls-unique" is what the first "Finished" of a handshake says: a client's, unless the session is an old one's. */
function channelBinding(self: SSLObject, kind?: Value): Value {
  if (kind !== undefined && kind !== "tls-unique") {
    throw valueError(`${str(kind)} channel binding type not implemented`);
  }
  const { session } = self;
  if (session === undefined) return None;
  const data = session.finished(session.isReused === self.serverSide ? "own" : "peer");
  const first = session.finished(session.isReused === self.serverSide ? "peer" : "own");
  const chosen = self.serverSide ? data : first;
  return chosen === undefined ? None : makeBytes(new Uint8Array(chosen));
}

const objectType = (): Type =>
  asyncType({
    name: "SSLObject",
    module: "ssl",
    ctor: SSLObject as unknown as new () => object,
    create: () => {
      throw typeError("SSLObject does not have a public constructor. Instances are returned by SSLContext.wrap_bio().");
    },
    methods: {
      "getpeercert(binary_form=False)": (self: SSLObject, binary?: Value) => {
        if (self.session === undefined) throw valueError("handshake not done yet");
        const [own] = self.certificates();
        if (own === undefined) return None;
        return binary !== undefined && truth(binary) ? makeBytes(own) : certificateValue(self.getpeercert()!);
      },
      "get_verified_chain()": chain,
      "get_unverified_chain()": chain,
      "selected_npn_protocol()": () => None,
      "selected_alpn_protocol()": (self: SSLObject) => orNone(self.selectedAlpnProtocol()),
      "cipher()": (self: SSLObject) => {
        const cipher = self.cipher();
        return cipher === undefined ? None : new Tuple(cipher);
      },
      "shared_ciphers()": () => None,
      "compression()": () => None,
      "version()": (self: SSLObject) => orNone(self.version()),
      "pending()": () => 0,
      "get_channel_binding(cb_type='tls-unique')": channelBinding,
      "read(len=1024, buffer=None)": refuse("read"),
      "write(data)": refuse("write"),
      "do_handshake()": refuse("do_handshake"),
      "unwrap()": refuse("unwrap"),
      "verify_client_post_handshake()": refuse("verify_client_post_handshake"),
    },
    getters: {
      context: [
        (self: SSLObject) => self.context as Value,
        (self: SSLObject, value) => {
          if (!(value instanceof SSLContext)) throw typeError("The value must be a SSLContext");
          self.context = value;
        },
      ],
      server_side: (self: SSLObject) => self.serverSide,
      server_hostname: (self: SSLObject) => orNone(self.serverHostname),
      session: () => None,
      session_reused: (self: SSLObject) => self.session?.isReused ?? false,
    },
  });

function randomBytes(size: Value): Value {
  const count = number(size);
  if (count < 0) throw valueError("num must be positive");
  const data = new Uint8Array(count);
  environment.host.randomBytes(data);
  return makeBytes(data);
}

/** The version that the library of the process has, in OpenSSL's way of numbering. */
function opensslVersion(): Record<string, Value> {
  const text = globalThis.process?.versions?.openssl ?? "3.0.0";
  const [major = 3, minor = 0, patch = 0] = (/^\d+\.\d+\.\d+/.exec(text)?.[0] ?? "3.0.0").split(".").map(Number);
  const info = new Tuple([major, minor, 0, patch, 0]);
  return {
    OPENSSL_VERSION: `OpenSSL ${text}`,
    OPENSSL_VERSION_NUMBER: major * 2 ** 28 + minor * 2 ** 20 + patch * 16,
    OPENSSL_VERSION_INFO: info,
    _OPENSSL_API_VERSION: info,
  };
}

export function createSsl(): Module {
  const errors = sslErrorTypes();
  const context = contextType();
  return moduleFrom("_ssl", {
    doc: "Implementation module for SSL socket operations.  See the socket module\nfor documentation.",
    types: [context, objectType(), nativeType({ name: "SSLSession", module: "_ssl" }), ...Object.values(errors)],
    attributes: {
      ...sslConstants(),
      ...opensslVersion(),
      _DEFAULT_CIPHERS: "@SECLEVEL=2:ECDH+AESGCM:ECDH+CHACHA20:ECDH+AES:DHE+AES:!aNULL:!eNULL:!aDSS:!SHA1:!AESCCM",
    },
    functions: {
      "RAND_bytes(n, /)": randomBytes,
      "RAND_add(string, entropy, /)": () => None,
      "RAND_status()": () => true,
      "_decode_certificate(der, /)": (der: Value) => certificateValue(readCertificate(bytesOf(der)!)),
      "_to_pem(der, /)": (der: Value) => pemOf(bytesOf(der)!),
      "_to_der(pem, /)": (pem: Value) => makeBytes(derOf(str(pem))),
    },
  });
}
