// Contexts of TLS (https://docs.python.org/3.14/library/ssl.html#ssl-contexts): what one side brings along and demands,
// for any number of connections; and what is known of one connection.

import type { Tls, TlsCredentials, TlsRequest, TlsSession, TlsVersion } from "../host/tls.ts";
import { derOf, isAuthority, type PeerCertificate, pemBlocks, pemOf, readCertificate } from "./certificates.ts";
import { PyTypeError, ValueError } from "./exceptions.ts";
import { badPem, credentialsFailure, distrusted, mismatch, plainSslError, sslError } from "./sslerrors.ts";

export const PROTOCOL_TLS = 2;
export const PROTOCOL_TLS_CLIENT = 16;
export const PROTOCOL_TLS_SERVER = 17;

/** The other side's certificate is not looked at; it need not have one; it must have one that is trusted. */
export const CERT_NONE = 0;
export const CERT_OPTIONAL = 1;
export const CERT_REQUIRED = 2;

/** Versions as TLS itself numbers them. */
export const TLSVersion = {
  MINIMUM_SUPPORTED: -2,
  MAXIMUM_SUPPORTED: -1,
  TLSv1: 0x301,
  TLSv1_1: 0x302,
  TLSv1_2: 0x303,
  TLSv1_3: 0x304,
} as const;

const VERSIONS = new Map<number, TlsVersion>([
  [TLSVersion.MINIMUM_SUPPORTED, "TLSv1"],
  [TLSVersion.MAXIMUM_SUPPORTED, "TLSv1.3"],
  [TLSVersion.TLSv1, "TLSv1"],
  [TLSVersion.TLSv1_1, "TLSv1.1"],
  [TLSVersion.TLSv1_2, "TLSv1.2"],
  [TLSVersion.TLSv1_3, "TLSv1.3"],
]);

/** OP_ALL and the rest that CPython sets in every context. */
const DEFAULT_OPTIONS = 2_186_412_112;
/** VERIFY_X509_TRUSTED_FIRST. */
const DEFAULT_VERIFY_FLAGS = 0x8000;
const PARTIAL_CHAIN = 0x80000;
const CRL_CHECK_LEAF = 4;

const CERTIFICATE = /^(X509 |TRUSTED )?CERTIFICATE$/;

/** Chooses a context by the name that a client asks for: it sets `connection.context`. */
export type SniCallback = (connection: SSLObject, name: string | undefined, context: SSLContext) => unknown;

/**
 * What one side of secure connections brings along and demands.
 *
 * @example
 * const context = createDefaultContext({ cadata: readFileSync("ca.pem", "utf8") });
 * const [reader, writer] = yield* openConnection({ host: "example.org", port: 443, ssl: context });
 */
export class SSLContext {
  declare readonly protocol: number;
  declare verifyFlags: number;
  declare sniCallback: SniCallback | undefined;
  declare private checks: boolean;
  declare private mode: number;
  declare private minimum: number;
  declare private maximum: number;
  declare private bits: number;
  declare private certificate: string | undefined;
  declare private key: string | undefined;
  declare private passphrase: string | undefined;
  declare private readonly authorities: Set<string>;
  declare private readonly revoked: Set<string>;
  declare private trustsDefaults: boolean;
  declare private ciphers: string | undefined;
  declare private protocols: readonly string[];
  /** What the host made of all this; undefined after a change. */
  declare private credentials: TlsCredentials | undefined;

  constructor(protocol: number = PROTOCOL_TLS) {
    this.protocol = protocol;
    const isClient = protocol === PROTOCOL_TLS_CLIENT;
    this.checks = isClient;
    this.mode = isClient ? CERT_REQUIRED : CERT_NONE;
    this.verifyFlags = DEFAULT_VERIFY_FLAGS;
    this.sniCallback = undefined;
    this.minimum = TLSVersion.TLSv1_2;
    this.maximum = TLSVersion.MAXIMUM_SUPPORTED;
    this.bits = DEFAULT_OPTIONS;
    this.certificate = undefined;
    this.key = undefined;
    this.passphrase = undefined;
    this.authorities = new Set();
    this.revoked = new Set();
    this.trustsDefaults = false;
    this.ciphers = undefined;
    this.protocols = [];
    this.credentials = undefined;
  }

  /** Whether the certificate must be for the name that was asked for. */
  get checkHostname(): boolean {
    return this.checks;
  }
  set checkHostname(checks: boolean) {
    this.checks = checks;
    if (checks && this.mode === CERT_NONE) this.mode = CERT_REQUIRED;
  }

  /** CERT_NONE, CERT_OPTIONAL or CERT_REQUIRED. */
  get verifyMode(): number {
    return this.mode;
  }
  set verifyMode(mode: number) {
    if (![CERT_NONE, CERT_OPTIONAL, CERT_REQUIRED].includes(mode)) {
      throw new ValueError("invalid value for verify_mode");
    }
    if (mode === CERT_NONE && this.checks) {
      throw new ValueError("Cannot set verify_mode to CERT_NONE when check_hostname is enabled.");
    }
    this.mode = mode;
  }

  /** One of `TLSVersion`. */
  get minimumVersion(): number {
    return this.minimum;
  }
  set minimumVersion(version: number) {
    this.minimum = known(version);
    this.credentials = undefined;
  }

  get maximumVersion(): number {
    return this.maximum;
  }
  set maximumVersion(version: number) {
    this.maximum = known(version);
    this.credentials = undefined;
  }

  /** OpenSSL's option bits. */
  get options(): number {
    return this.bits;
  }
  set options(bits: number) {
    this.bits = bits;
    this.credentials = undefined;
  }

  /** Takes the certificate to present, with those that lead to its authority, and its key: all in PEM. */
  loadCertChain(certificate: string, key: string = certificate, password?: string, tls?: Tls): void {
    const chain = pemBlocks(certificate, CERTIFICATE);
    if (chain.length === 0) throw badPem(3916);
    const [own] = pemBlocks(key, /PRIVATE KEY$/);
    if (own === undefined) throw badPem(3937);
    const before = [this.certificate, this.key, this.passphrase] as const;
    [this.certificate, this.key, this.passphrase] = [chain.join("\n"), own, password];
    this.credentials = undefined;
    try {
      if (tls !== undefined) this.prepared(tls);
    } catch (error) {
      [this.certificate, this.key, this.passphrase] = before;
      throw error;
    }
  }

  /** Trusts certificates, in PEM or one in DER; lists of revoked ones may stand among them. */
  loadVerifyLocations(data: string | Uint8Array): void {
    const text = typeof data === "string" ? data : pemOf(data);
    const found = pemBlocks(text, CERTIFICATE);
    const lists = pemBlocks(text, /^X509 CRL$/);
    if (found.length + lists.length === 0) {
      const details = { library: "X509", reason: "NO_CERTIFICATE_OR_CRL_FOUND" };
      throw sslError(136, "[X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found (_ssl.c:4168)", details);
    }
    for (const each of found) this.authorities.add(each);
    for (const each of lists) this.revoked.add(each);
    this.credentials = undefined;
  }

  /** Trusts the authorities that the host trusts. */
  loadDefaultCerts(): void {
    this.trustsDefaults = true;
    this.credentials = undefined;
  }

  /** The trusted certificates that were loaded, and how many lists of revoked ones. */
  trusted(): { certificates: Uint8Array[]; revoked: number } {
    return { certificates: [...this.authorities].map(derOf), revoked: this.revoked.size };
  }

  /** Those of them that may sign others. */
  getCaCerts(): PeerCertificate[] {
    return this.trusted().certificates.filter(isAuthority).map(readCertificate);
  }

  /** The application protocols to offer or accept, the preferred first. */
  setAlpnProtocols(protocols: readonly string[]): void {
    for (const protocol of protocols) {
      const { length } = new TextEncoder().encode(protocol);
      if (length === 0 || length > 255) throw plainSslError("ALPN protocols must be 1 to 255 in length");
    }
    this.protocols = [...protocols];
  }

  /** The ciphers of TLS 1.2 and below, in OpenSSL's notation. */
  setCiphers(ciphers: string, tls?: Tls): void {
    const before = this.ciphers;
    this.ciphers = ciphers;
    this.credentials = undefined;
    try {
      if (tls !== undefined) this.prepared(tls);
    } catch (error) {
      this.ciphers = before;
      throw error;
    }
  }

  /** The host's form of this context. */
  prepared(tls: Tls): TlsCredentials {
    if (this.credentials !== undefined) return this.credentials;
    try {
      this.credentials = tls.prepare({
        certificate: this.certificate,
        key: this.key,
        passphrase: this.passphrase,
        authorities: [...this.authorities],
        trustsDefaults: this.trustsDefaults,
        partialChain: (this.verifyFlags & PARTIAL_CHAIN) !== 0,
        revoked: this.verifyFlags & CRL_CHECK_LEAF ? [...this.revoked] : [],
        ciphers: this.ciphers,
        minimum: VERSIONS.get(this.minimum)!,
        maximum: VERSIONS.get(this.maximum)!,
        options: this.bits,
      });
    } catch (error) {
      throw credentialsFailure(error);
    }
    return this.credentials;
  }

  /** What the host needs for a connection of this context. */
  requestFor(tls: Tls, connection: SSLObject): TlsRequest {
    const { serverSide: isServer, serverHostname: hostname } = connection;
    if (this.protocol === (isServer ? PROTOCOL_TLS_CLIENT : PROTOCOL_TLS_SERVER)) {
      const [side, protocol] = isServer ? ["server", "CLIENT"] : ["client", "SERVER"];
      throw sslError(0, `Cannot create a ${side} socket with a PROTOCOL_TLS_${protocol} context (_ssl.c:796)`);
    }
    if (hostname?.startsWith(".") || hostname === "") {
      throw new ValueError("server_hostname cannot be an empty string or start with a leading dot.");
    }
    if (!isServer && this.checks && hostname === undefined) {
      throw new ValueError("check_hostname requires server_hostname");
    }
    const { sniCallback } = this;
    return {
      credentials: this.prepared(tls),
      isServer,
      servername: isServer || hostname === undefined || isAddress(hostname) ? undefined : hostname,
      clientCertificate: this.mode === CERT_NONE ? "none" : this.mode === CERT_OPTIONAL ? "optional" : "required",
      protocols: this.protocols,
      choose:
        isServer && sniCallback !== undefined
          ? (name) => {
              sniCallback(connection, name, this);
              return connection.context === this ? undefined : connection.context.prepared(tls);
            }
          : undefined,
    };
  }

  /** Raises if the other side is not whom this context trusts. */
  checkPeer(session: TlsSession, { serverSide, serverHostname }: SSLObject): void {
    if (this.mode === CERT_NONE) return;
    const { distrust } = session;
    if (serverSide) {
      if (distrust !== undefined && session.certificates().length > 0) throw distrusted(distrust);
      return;
    }
    const isOthers = this.checks && serverHostname !== undefined && !session.isFor(serverHostname);
    // OpenSSL looks at names before it looks at dates.
    if (distrust !== undefined && !(isOthers && DATES.has(distrust.code))) throw distrusted(distrust);
    if (isOthers) throw mismatch(serverHostname, isAddress(serverHostname));
  }
}

const DATES = new Set(["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID"]);

const isAddress = (host: string): boolean => host.includes(":") || /^\d+(\.\d+){3}$/.test(host);

function known(version: number): number {
  if (!VERSIONS.has(version)) throw new ValueError(`Unsupported TLS/SSL version 0x${version.toString(16)}`);
  return version;
}

export interface DefaultContextOptions {
  /** What the context is for: to know servers, or clients. */
  purpose?: "SERVER_AUTH" | "CLIENT_AUTH";
  /** Whom to trust, in PEM or DER, in the place of those that the host trusts. */
  cadata?: string | Uint8Array;
}

/** A context with safe settings (https://docs.python.org/3.14/library/ssl.html#ssl.create_default_context). */
export function createDefaultContext({ purpose = "SERVER_AUTH", cadata }: DefaultContextOptions = {}): SSLContext {
  const context = new SSLContext(purpose === "SERVER_AUTH" ? PROTOCOL_TLS_CLIENT : PROTOCOL_TLS_SERVER);
  context.verifyFlags |= PARTIAL_CHAIN;
  if (cadata !== undefined) context.loadVerifyLocations(cadata);
  else if (purpose === "SERVER_AUTH") context.loadDefaultCerts();
  return context;
}

/** What is known of a secure connection (https://docs.python.org/3.14/library/ssl.html#ssl.SSLObject). */
export class SSLObject {
  /** A server's callback may put another in its place, while the two sides agree. */
  declare context: SSLContext;
  declare readonly serverSide: boolean;
  declare readonly serverHostname: string | undefined;
  /** Undefined until the two sides have agreed. */
  declare session: TlsSession | undefined;
  /** Python's view of it, made when somebody asks. */
  declare python: unknown;

  constructor(context: SSLContext, serverSide: boolean, serverHostname: string | undefined) {
    if (!(context instanceof SSLContext))
      throw new PyTypeError("sslcontext is expected to be an instance of SSLContext");
    this.context = context;
    this.serverSide = serverSide;
    this.serverHostname = serverHostname;
    this.session = undefined;
    this.python = undefined;
  }

  /** The version that was agreed upon: "TLSv1.3". */
  version(): string | undefined {
    return this.session?.version;
  }

  /** The cipher's name, the version that defines it, and how many bits are secret. */
  cipher(): [name: string, version: string, bits: number] | undefined {
    if (this.session === undefined) return undefined;
    const { name, version } = this.session.cipher;
    return [
      name,
      version,
      /AES_?128|CAMELLIA128|ARIA128|SEED/.test(name) ? 128 : /3DES|DES-CBC3/.test(name) ? 112 : 256,
    ];
  }

  selectedAlpnProtocol(): string | undefined {
    return this.session?.protocol;
  }

  /** The other side's certificate; undefined if it has none. Empty if it was not looked at. */
  getpeercert(): PeerCertificate | Record<string, never> | undefined {
    const [own] = this.certificates();
    if (own === undefined) return undefined;
    return this.context.verifyMode === CERT_NONE ? {} : readCertificate(own);
  }

  /** The other side's certificates in DER, its own first. */
  certificates(): Uint8Array[] {
    return this.session?.certificates() ?? [];
  }
}
