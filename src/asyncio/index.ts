// The public face of the engine for TypeScript: Python's asyncio (https://docs.python.org/3.14/library/asyncio.html).
//
//     import { gather, run, sleep } from "asyncdef/asyncio";
//
//     function* fetchData(id: number) {
//       yield* sleep(1);
//       return { id, data: "sample" };
//     }
//     function* main() {
//       return yield* gather(fetchData(1), fetchData(2), fetchData(3));
//     }
//     console.log(await run(main()));
//
// `yield*` is Python's `await`. Names are Python's in camel case, times are seconds.

export type { AlternativeName, DistinguishedName, PeerCertificate } from "./certificates.ts";
export {
  type ConnectionOptions,
  connectReadPipe,
  connectWritePipe,
  createConnection,
  createServer,
  createUnixConnection,
  createUnixServer,
  getaddrinfo,
  getnameinfo,
  type ServerOptions,
  type UnixConnectionOptions,
  type UnixServerOptions,
} from "./connections.ts";
export * from "./core.ts";
export { createDatagramEndpoint, type DatagramEndpointOptions, DatagramSocketTransport } from "./datagrams.ts";
export {
  BrokenPipeError,
  ConnectionAbortedError,
  ConnectionError,
  ConnectionRefusedError,
  ConnectionResetError,
  FileNotFoundError,
  NameResolutionError,
  NotImplementedError,
  PermissionError,
  ProcessLookupError,
} from "./oserrors.ts";
export { BaseProtocol, BufferedProtocol, DatagramProtocol, Protocol, SubprocessProtocol } from "./protocols.ts";
export { sendFile } from "./sendfile.ts";
export { Server } from "./server.ts";
export { addSignalHandler, removeSignalHandler } from "./signals.ts";
export {
  CERT_NONE,
  CERT_OPTIONAL,
  CERT_REQUIRED,
  createDefaultContext,
  type DefaultContextOptions,
  PROTOCOL_TLS,
  PROTOCOL_TLS_CLIENT,
  PROTOCOL_TLS_SERVER,
  type SniCallback,
  SSLContext,
  SSLObject,
  TLSVersion,
} from "./sslcontext.ts";
export { SSLCertVerificationError, SSLError } from "./sslerrors.ts";
export { IncompleteReadError, LimitOverrunError } from "./streamerrors.ts";
export { type ClientConnected, StreamReaderProtocol } from "./streamprotocol.ts";
export { StreamReader } from "./streamreader.ts";
export { openConnection, openUnixConnection, startServer, startUnixServer } from "./streams.ts";
export { StreamTransport, TransportSocket } from "./streamtransport.ts";
export { StreamWriter } from "./streamwriter.ts";
export {
  createSubprocessExec,
  createSubprocessShell,
  DEVNULL,
  PIPE,
  Process,
  STDOUT,
  type SubprocessOptions,
} from "./subprocess.ts";
export { type ClientTlsOptions, startTls, type TlsOptions, TlsTransport } from "./tls.ts";
export { BaseTransport, DatagramTransport, ReadTransport, SubprocessTransport, Transport } from "./transports.ts";
