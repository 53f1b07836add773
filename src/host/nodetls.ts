// TLS in Node. Node goes on with a handshake whatever it thinks of the certificate, and leaves the judgement to whoever
// asks: so does this, and reports what OpenSSL said.

import { HostError } from "./host.ts";
import type { ByteStream, Done, GiveUp } from "./network.ts";
import { builtin, type NodeError, NodeStream } from "./nodestream.ts";
import type { Distrust, SecureStream, Tls, TlsCredentials, TlsRequest, TlsSession, TlsSettings } from "./tls.ts";

type NodeTls = typeof import("node:tls");
type TLSSocket = import("node:tls").TLSSocket;
type DetailedPeerCertificate = import("node:tls").DetailedPeerCertificate;
type Context = import("node:tls").SecureContext;

class NodeCredentials implements TlsCredentials {
  readonly kind = "credentials";
  readonly context: Context;
  constructor(context: Context) {
    this.context = context;
  }
}

const contextOf = (credentials: TlsCredentials): Context => (credentials as NodeCredentials).context;

/** Node switches TLS 1.3 off where a list of ciphers names none of its own; OpenSSL keeps them apart. */
const TLS13 = "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256";

/** An error of OpenSSL's, under Node's name of it: "ERR_SSL_WRONG_VERSION_NUMBER", "ERR_OSSL_X509_KEY_VALUES_MISMATCH". */
function failureOf(error: NodeError): HostError {
  return new HostError(error.code ?? "ERR_SSL", (error as { reason?: string }).reason ?? error.message);
}

function prepare(settings: TlsSettings): TlsCredentials {
  const tls = builtin<NodeTls>("node:tls");
  const { certificate, key, passphrase, authorities, trustsDefaults, revoked, ciphers } = settings;
  const options: import("node:tls").SecureContextOptions & { allowPartialTrustChain?: boolean } = {
    minVersion: settings.minimum,
    maxVersion: settings.maximum,
    secureOptions: settings.options,
    allowPartialTrustChain: settings.partialChain,
  };
  // Without a list Node trusts its own.
  if (!trustsDefaults || authorities.length > 0) {
    options.ca = trustsDefaults ? [...tls.rootCertificates, ...authorities] : [...authorities];
  }
  if (certificate !== undefined) options.cert = certificate;
  if (key !== undefined) options.key = key;
  if (passphrase !== undefined) options.passphrase = passphrase;
  if (revoked.length > 0) options.crl = [...revoked];
  if (ciphers !== undefined) options.ciphers = `${TLS13}:${ciphers}`;
  try {
    return new NodeCredentials(tls.createSecureContext(options));
  } catch (error) {
    throw failureOf(error as NodeError);
  }
}

/** What of Node's own is not in its documentation, and has been the same since Node 12. */
interface Internals {
  _handle: { verifyError(): (Error & NodeError) | null } | null;
  _releaseControl(): boolean;
}

class NodeSession implements TlsSession {
  private readonly socket: TLSSocket;
  readonly version: string;
  readonly cipher: { name: string; version: string };
  readonly protocol: string | undefined;
  readonly isReused: boolean;
  readonly distrust: Distrust | undefined;
  private found: Uint8Array[] | undefined = undefined;

  constructor(socket: TLSSocket, asked: boolean) {
    this.socket = socket;
    this.version = socket.getProtocol() ?? "";
    this.cipher = socket.getCipher();
    this.protocol = typeof socket.alpnProtocol === "string" ? socket.alpnProtocol : undefined;
    this.isReused = socket.isSessionReused();
    const error = asked ? (socket as unknown as Internals)._handle?.verifyError() : undefined;
    this.distrust = error ? { code: error.code ?? "", message: error.message } : undefined;
    socket.once("close", () => this.certificates());
  }

  certificates(): Uint8Array[] {
    if (this.found !== undefined) return this.found;
    const found: Uint8Array[] = [];
    let next: DetailedPeerCertificate | undefined = this.socket.getPeerCertificate(true);
    // The last of a chain is its own issuer.
    for (let last: unknown; next?.raw !== undefined && next !== last; next = next.issuerCertificate) {
      found.push(new Uint8Array(next.raw));
      last = next;
    }
    this.found = found;
    return found;
  }

  isFor(host: string): boolean {
    const [own] = this.certificates();
    if (own === undefined) return false;
    const { X509Certificate } = builtin<typeof import("node:crypto")>("node:crypto");
    const certificate = new X509Certificate(own);
    const isAddress = builtin<typeof import("node:net")>("node:net").isIP(host) !== 0;
    return (
      (isAddress ? certificate.checkIP(host) : certificate.checkHost(host, { partialWildcards: false })) !== undefined
    );
  }

  finished(of: "own" | "peer"): Uint8Array | undefined {
    return of === "own" ? this.socket.getFinished() : this.socket.getPeerFinished();
  }
}

class NodeSecureStream extends NodeStream implements SecureStream {
  readonly session: TlsSession;
  constructor(socket: TLSSocket, plain: NodeStream, session: TlsSession) {
    super(socket, plain);
    this.session = session;
  }
}

function secure(
  stream: ByteStream,
  early: readonly Uint8Array[],
  request: TlsRequest,
  done: Done<SecureStream>,
): GiveUp {
  const tls = builtin<NodeTls>("node:tls");
  const plain = stream as NodeStream;
  const raw = plain.release(early);
  const { isServer, choose, clientCertificate } = request;
  const shared = {
    secureContext: contextOf(request.credentials),
    requestCert: clientCertificate !== "none",
    ...(request.protocols.length > 0 ? { ALPNProtocols: [...request.protocols] } : {}),
  };
  const socket = isServer
    ? new tls.TLSSocket(raw, {
        ...shared,
        isServer,
        // A server that insists refuses clients without a certificate in the handshake.
        rejectUnauthorized: clientCertificate === "required",
        ...(choose === undefined ? {} : { SNICallback: chooser(choose) }),
      })
    : tls.connect({
        ...shared,
        socket: raw,
        rejectUnauthorized: false,
        checkServerIdentity: () => undefined,
        ...(request.servername === undefined ? {} : { servername: request.servername }),
      });
  socket.unref();
  let isOver = false;
  const over = (): boolean => {
    if (isOver) return true;
    isOver = true;
    socket.off("_tlsError", failed);
    socket.off("error", failed);
    socket.off("end", closed);
    socket.off("close", closed);
    return false;
  };
  const failed = (error: NodeError): void => {
    if (over()) return;
    socket.on("error", () => {});
    socket.destroy();
    // Node's own words for an end in the middle of the handshake.
    done(error.code === "ECONNRESET" ? new HostError("ECONNRESET", error.message) : failureOf(error));
  };
  const closed = (): void => failed({ code: "ECONNRESET", message: "closed in the handshake" });
  const agreed = (): void => {
    if (over()) return;
    (socket as unknown as Internals)._releaseControl();
    socket.pause();
    const asked = !isServer || clientCertificate !== "none";
    done(undefined, new NodeSecureStream(socket, plain, new NodeSession(socket, asked)));
  };
  socket.on("_tlsError", failed);
  socket.on("error", failed);
  socket.on("end", closed);
  socket.on("close", closed);
  socket.once("secure", agreed);
  return () => {
    if (over()) return;
    socket.on("error", () => {});
    socket.destroy();
  };
}

type SniCallback = (servername: string, choose: (error: Error | null, context?: Context) => void) => void;

const chooser =
  (choose: NonNullable<TlsRequest["choose"]>): SniCallback =>
  (servername, chosen) => {
    try {
      const credentials = choose(servername === "" ? undefined : servername);
      chosen(null, credentials && contextOf(credentials));
    } catch (error) {
      chosen(error as Error);
    }
  };

export const nodeTls: Tls = { prepare, secure };
