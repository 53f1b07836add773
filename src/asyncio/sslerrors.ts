// Errors of TLS (https://docs.python.org/3.14/library/ssl.html#exceptions), as Python's `ssl` words them. What CPython
// appends, the line of its `_ssl.c`, belongs to the text that programs know; it is that of CPython 3.13.

import { HostError } from "../host/host.ts";
import type { Distrust } from "../host/tls.ts";
import { type ExceptionClass, nameException, OSError } from "./exceptions.ts";
import { hostFailure } from "./oserrors.ts";

export interface SSLDetails {
  /** The part of OpenSSL: "SSL", "X509". */
  library?: string;
  /** OpenSSL's name of the error: "CERTIFICATE_VERIFY_FAILED". */
  reason?: string;
  /** Of certificates that are not trusted: OpenSSL's number and text. */
  verifyCode?: number;
  verifyMessage?: string;
}

export class SSLError extends OSError {
  declare library: string | undefined;
  declare reason: string | undefined;

  override get message(): string {
    return this.strerror ?? String(this.args[0] ?? "");
  }
}
export class SSLZeroReturnError extends SSLError {}
export class SSLWantReadError extends SSLError {}
export class SSLWantWriteError extends SSLError {}
export class SSLSyscallError extends SSLError {}
export class SSLEOFError extends SSLError {}
export class SSLCertVerificationError extends SSLError {
  declare verifyCode: number;
  declare verifyMessage: string;
}

export const sslErrors = {
  SSLError,
  SSLZeroReturnError,
  SSLWantReadError,
  SSLWantWriteError,
  SSLSyscallError,
  SSLEOFError,
  SSLCertVerificationError,
};
export type SSLErrorName = keyof typeof sslErrors;
// Names are written out because minifiers rename classes.
for (const [name, type] of Object.entries(sslErrors)) nameException(type as ExceptionClass, name);

/** Makes an error; Python replaces it while it runs. */
export const sslErrorMaker = {
  make(name: SSLErrorName, args: readonly unknown[], details: SSLDetails): Error {
    return Object.assign(new sslErrors[name](...args), details);
  },
};

export const sslError = (errno: number, text: string, details: SSLDetails = {}): Error =>
  sslErrorMaker.make("SSLError", [errno, text], details);
/** One that has a text and no number. */
export const plainSslError = (text: string): Error => sslErrorMaker.make("SSLError", [text], {});

/** The number of SSL_ERROR_SSL. */
const IN_LIBRARY = 1;
const HANDSHAKE_LINE = 1020;
const READ_LINE = 2590;

/** Numbers of OpenSSL's X509_V_ERR_…, by the names that Node gives them. */
const VERIFY_CODES: Readonly<Record<string, number>> = {
  UNSPECIFIED: 1,
  UNABLE_TO_GET_ISSUER_CERT: 2,
  UNABLE_TO_GET_CRL: 3,
  UNABLE_TO_DECRYPT_CERT_SIGNATURE: 4,
  UNABLE_TO_DECRYPT_CRL_SIGNATURE: 5,
  UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY: 6,
  CERT_SIGNATURE_FAILURE: 7,
  CRL_SIGNATURE_FAILURE: 8,
  CERT_NOT_YET_VALID: 9,
  CERT_HAS_EXPIRED: 10,
  CRL_NOT_YET_VALID: 11,
  CRL_HAS_EXPIRED: 12,
  ERROR_IN_CERT_NOT_BEFORE_FIELD: 13,
  ERROR_IN_CERT_NOT_AFTER_FIELD: 14,
  ERROR_IN_CRL_LAST_UPDATE_FIELD: 15,
  ERROR_IN_CRL_NEXT_UPDATE_FIELD: 16,
  OUT_OF_MEM: 17,
  DEPTH_ZERO_SELF_SIGNED_CERT: 18,
  SELF_SIGNED_CERT_IN_CHAIN: 19,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 20,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 21,
  CERT_CHAIN_TOO_LONG: 22,
  CERT_REVOKED: 23,
  PATH_LENGTH_EXCEEDED: 25,
  INVALID_PURPOSE: 26,
  CERT_UNTRUSTED: 27,
  CERT_REJECTED: 28,
  INVALID_CA: 79,
};

function verificationError(verifyCode: number, verifyMessage: string): Error {
  const reason = "CERTIFICATE_VERIFY_FAILED";
  const text = `[SSL: ${reason}] certificate verify failed: ${verifyMessage} (_ssl.c:${HANDSHAKE_LINE})`;
  const details = { library: "SSL", reason, verifyCode, verifyMessage };
  return sslErrorMaker.make("SSLCertVerificationError", [IN_LIBRARY, text], details);
}

/** Of a certificate that is not trusted. */
export function distrusted({ code, message }: Distrust): Error {
  // Node goes on where CPython stops: a chain whose issuer is missing has no signature to be verified with, either.
  return code === "UNABLE_TO_VERIFY_LEAF_SIGNATURE"
    ? verificationError(20, "unable to get local issuer certificate")
    : verificationError(VERIFY_CODES[code] ?? 1, message);
}

/** Of a certificate that is somebody else's. */
export const mismatch = (host: string, isAddress: boolean): Error =>
  isAddress
    ? verificationError(64, `IP address mismatch, certificate is not valid for '${host}'.`)
    : verificationError(62, `Hostname mismatch, certificate is not valid for '${host}'.`);

/** What the host reports of a secure stream, as an exception. */
export function tlsFailure(error: HostError, inHandshake: boolean): Error {
  const match = /^ERR_(?:SSL|OSSL)_(?:(X509|EVP|PEM|ASN1)_)?(\w+)$/.exec(error.code);
  if (match === null) return hostFailure(error);
  const [, library = "SSL", reason] = match;
  const line = inHandshake ? HANDSHAKE_LINE : READ_LINE;
  const text = `[${library}: ${reason}] ${error.message} (_ssl.c:${line})`;
  return sslError(IN_LIBRARY, text, { library, reason: reason! });
}

/** A certificate or a key that will not do. */
export function credentialsFailure(error: unknown): unknown {
  if (!(error instanceof HostError)) return error;
  if (error.code === "ERR_SSL_NO_CIPHER_MATCH") return plainSslError("No cipher can be selected.");
  if (error.code === "ERR_OSSL_X509_KEY_VALUES_MISMATCH") {
    const details = { library: "X509", reason: "KEY_VALUES_MISMATCH" };
    return sslError(116, "[X509: KEY_VALUES_MISMATCH] key values mismatch (_ssl.c:3937)", details);
  }
  return /^ERR_(SSL|OSSL)/.test(error.code) ? badPem(3937) : hostFailure(error);
}

export const badPem = (line: number): Error => sslError(524_297, `[SSL] PEM lib (_ssl.c:${line})`, { library: "SSL" });
