// What a program may ask for of TLS (https://www.rfc-editor.org/rfc/rfc8446), as interfaces: a stream of bytes becomes a
// secure one. The Node implementation is in `nodetls.ts`.

import type { ByteStream, Done, GiveUp } from "./network.ts";

export type TlsVersion = "TLSv1" | "TLSv1.1" | "TLSv1.2" | "TLSv1.3";

/** What a side brings along and what it accepts. Certificates and keys are in PEM. */
export interface TlsSettings {
  readonly certificate: string | undefined;
  readonly key: string | undefined;
  readonly passphrase: string | undefined;
  /** Whom the other side's certificate may come from. */
  readonly authorities: readonly string[];
  /** Those that the host trusts are trusted as well. */
  readonly trustsDefaults: boolean;
  /** A trusted certificate need not be its own issuer's. */
  readonly partialChain: boolean;
  readonly revoked: readonly string[];
  /** OpenSSL's list of ciphers; the host's own if undefined. */
  readonly ciphers: string | undefined;
  readonly minimum: TlsVersion;
  readonly maximum: TlsVersion;
  /** OpenSSL's option bits. */
  readonly options: number;
}

/** Settings that were found to be good, for any number of connections. */
export interface TlsCredentials {
  readonly kind: "credentials";
}

export interface TlsRequest {
  readonly credentials: TlsCredentials;
  readonly isServer: boolean;
  /** The name that a client asks for. */
  readonly servername: string | undefined;
  /** What a server asks of its clients. */
  readonly clientCertificate: "none" | "optional" | "required";
  /** Application protocols, the preferred first. */
  readonly protocols: readonly string[];
  /** Chooses a server's credentials by the name that the client asks for. */
  readonly choose: ((servername: string | undefined) => TlsCredentials | undefined) | undefined;
}

/** Why a certificate is not trusted: OpenSSL's name of the error, and its text. */
export interface Distrust {
  readonly code: string;
  readonly message: string;
}

/** What two sides have agreed upon. */
export interface TlsSession {
  /** As OpenSSL calls it: "TLSv1.3". */
  readonly version: string;
  readonly cipher: { readonly name: string; readonly version: string };
  readonly protocol: string | undefined;
  readonly isReused: boolean;
  /** Undefined if the other side's certificate is trusted, or if it has none. */
  readonly distrust: Distrust | undefined;
  /** The certificates of the other side, its own first, in DER. */
  certificates(): Uint8Array[];
  /** Whether the other side's certificate is for this name or address. */
  isFor(host: string): boolean;
  /** The "Finished" messages: "tls-unique" is made of them. */
  finished(of: "own" | "peer"): Uint8Array | undefined;
}

export interface SecureStream extends ByteStream {
  readonly session: TlsSession;
}

export interface Tls {
  /** Raises HostError where certificates, keys or ciphers will not do. */
  prepare(settings: TlsSettings): TlsCredentials;
  /**
   * Agrees with the other side of a stream of this host, which is not to be used any more. `early` was read from it
   * already.
   */
  secure(stream: ByteStream, early: readonly Uint8Array[], request: TlsRequest, done: Done<SecureStream>): GiveUp;
}
