// TLS with other implementations at the other end: OpenSSL's own client and server, Node's, and curl. The certificates are
// made here.

import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import nodeTls from "node:tls";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  CERT_NONE,
  CERT_REQUIRED,
  ConnectionAbortedError,
  ConnectionResetError,
  type Coro,
  createDefaultContext,
  createServer,
  createTask,
  getRunningLoop,
  openConnection,
  openUnixConnection,
  type PeerCertificate,
  PROTOCOL_TLS_SERVER,
  Protocol,
  run,
  type Server,
  SSLCertVerificationError,
  SSLContext,
  SSLError,
  type SSLObject,
  type StreamReader,
  type StreamWriter,
  sleep,
  startServer,
  startUnixServer,
  TLSVersion,
  ValueError,
  waitFor,
} from "./index.ts";
import { caught } from "./testing.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
if (!hasOpenssl) console.warn("TLS is not tested: there is no `openssl` to make certificates with");
const hasPython = spawnSync("python3", ["-c", "import asyncio, ssl"]).status === 0;
const hasCurl = spawnSync("curl", ["--version"]).status === 0;

let folder = "";
const inFolder = (name: string) => join(folder, name);
const pem = (name: string) => readFileSync(inFolder(name), "utf8");

function openssl(...args: string[]): void {
  const { status, stderr } = spawnSync("openssl", args, { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

const KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

function makeCertificates(): void {
  openssl(
    ..."req -x509 -days 30 -keyout ca.key -out ca.pem".split(" "),
    ...KEY,
    ...["-subj", "/O=Test/CN=authority", "-addext", "basicConstraints=critical,CA:TRUE"],
    ...["-addext", "keyUsage=critical,keyCertSign,cRLSign"],
  );
  const sign = (name: string, subject: string, names: string, days: string): void => {
    openssl(..."req -out".split(" "), `${name}.csr`, "-keyout", `${name}.key`, ...KEY, "-subj", subject);
    writeFileSync(inFolder("ext"), `basicConstraints=CA:FALSE\nauthorityKeyIdentifier=keyid\n${names}`);
    openssl(
      ..."x509 -req -CA ca.pem -CAkey ca.key -CAcreateserial -extfile ext -days".split(" "),
      ...[days, "-in", `${name}.csr`, "-out", `${name}.pem`],
    );
  };
  sign("server", "/C=DE/O=Example/CN=localhost", "subjectAltName=DNS:localhost,IP:127.0.0.1\n", "30");
  sign("other", "/CN=other.example", "subjectAltName=DNS:*.other.example\n", "30");
  sign("client", "/CN=a client", "", "30");
}

describe.skipIf(!hasOpenssl)("TLS", () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "asyncdef-tls-"));
    makeCertificates();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function serverContext(name = "server"): SSLContext {
    const context = new SSLContext(PROTOCOL_TLS_SERVER);
    context.loadCertChain(pem(`${name}.pem`), pem(`${name}.key`));
    return context;
  }
  const clientContext = () => createDefaultContext({ cadata: pem("ca.pem") });

  function* echo(reader: StreamReader, writer: StreamWriter): Coro<void> {
    for (let line = yield* reader.readline(); line.length > 0; line = yield* reader.readline()) {
      writer.write(line);
      yield* writer.drain();
    }
    writer.close();
  }

  const portOf = (server: Server) => (server.sockets[0]!.getsockname() as { port: number }).port;

  function* serving<T>(ssl: SSLContext | undefined, body: (port: number) => Coro<T>, handle = echo): Coro<T> {
    const server = yield* startServer(handle, { host: "127.0.0.1", port: 0, ssl });
    try {
      return yield* body(portOf(server));
    } finally {
      server.close();
      server.abortClients();
      yield* server.waitClosed();
    }
  }

  const secureLoopback = (port: number, options: object = {}) =>
    openConnection({ host: "127.0.0.1", port, ssl: clientContext(), ...options });

  /** All that a child process says, once it has ended. */
  function* outputOf(child: ChildProcessWithoutNullStreams): Coro<string> {
    let text = "";
    let isOver = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (part) => {
        text += part;
      });
    }
    child.on("close", () => {
      isOver = true;
    });
    while (!isOver) yield* sleep(0.001);
    return text;
  }

  test("a client and a server agree, and know of each other", async () => {
    const known = await run(
      serving(serverContext(), function* (port) {
        const [reader, writer] = yield* secureLoopback(port, { serverHostname: "localhost" });
        writer.write(encode("hello\n"));
        const line = decode(yield* reader.readline());
        const connection = writer.getExtraInfo("ssl_object") as SSLObject;
        const certificate = writer.getExtraInfo("peercert") as PeerCertificate;
        writer.close();
        yield* writer.waitClosed();
        return { line, version: connection.version(), cipher: connection.cipher(), certificate };
      }),
    );
    expect(known).toMatchObject({ line: "hello\n", version: "TLSv1.3" });
    expect(known.cipher).toEqual(["TLS_AES_256_GCM_SHA384", "TLSv1.3", 256]);
    expect(known.certificate).toMatchObject({
      subject: [[["countryName", "DE"]], [["organizationName", "Example"]], [["commonName", "localhost"]]],
      issuer: [[["organizationName", "Test"]], [["commonName", "authority"]]],
      version: 3,
      subjectAltName: [
        ["DNS", "localhost"],
        ["IP Address", "127.0.0.1"],
      ],
    });
    expect(known.certificate.notAfter).toMatch(/^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4} GMT$/);
  });

  test("certificates that are not trusted, or are somebody else's, are refused", async () => {
    const refusals = await run(
      serving(serverContext(), function* (port) {
        const strangers = createDefaultContext();
        const results: unknown[] = [];
        results.push(yield* caught(secureLoopback(port, { ssl: strangers })));
        results.push(yield* caught(secureLoopback(port, { serverHostname: "elsewhere.example" })));
        results.push(yield* caught(secureLoopback(port, { serverHostname: "10.1.2.3" })));
        return results as SSLCertVerificationError[];
      }),
    );
    expect(refusals.map((error) => error instanceof SSLCertVerificationError && error.verifyCode)).toEqual([
      20, 62, 64,
    ]);
    expect(refusals[1]!.message).toBe(
      "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'elsewhere.example'. (_ssl.c:1020)",
    );
  });

  test("what is not looked at is not refused", async () => {
    const context = new SSLContext(PROTOCOL_TLS_SERVER - 1);
    context.checkHostname = false;
    context.verifyMode = CERT_NONE;
    const certificate = await run(
      serving(serverContext("other"), function* (port) {
        const [, writer] = yield* secureLoopback(port, { ssl: context });
        writer.close();
        return writer.getExtraInfo("peercert");
      }),
    );
    expect(certificate).toEqual({});
  });

  test("a server that asks for certificates knows its clients", async () => {
    const demanding = serverContext();
    demanding.verifyMode = CERT_REQUIRED;
    demanding.loadVerifyLocations(pem("ca.pem"));
    function* greet(_reader: StreamReader, writer: StreamWriter): Coro<void> {
      const { subject } = writer.getExtraInfo("peercert") as PeerCertificate;
      writer.write(encode(`${subject[0]![0]![1]}\n`));
      writer.close();
      yield* writer.waitClosed();
    }
    const [greeting, failure] = await run(
      serving(
        demanding,
        function* (port): Coro<[string, unknown]> {
          const known = clientContext();
          known.loadCertChain(pem("client.pem"), pem("client.key"));
          const [reader] = yield* secureLoopback(port, { ssl: known });
          const line = decode(yield* reader.readline());
          const unknown = yield* secureLoopback(port);
          return [line, yield* caught(unknown[0].read())];
        },
        greet,
      ),
    );
    expect(greeting).toBe("a client\n");
    expect(failure).toBeInstanceOf(SSLError);
    expect((failure as SSLError).reason).toBe("TLSV13_ALERT_CERTIFICATE_REQUIRED");
  });

  test("application protocols and versions are agreed upon", async () => {
    const server = serverContext();
    server.setAlpnProtocols(["http/1.1", "h2"]);
    server.maximumVersion = TLSVersion.TLSv1_2;
    const client = clientContext();
    client.setAlpnProtocols(["h2"]);
    const agreed = await run(
      serving(server, function* (port) {
        const [, writer] = yield* secureLoopback(port, { ssl: client });
        const connection = writer.getExtraInfo("ssl_object") as SSLObject;
        writer.close();
        return [connection.selectedAlpnProtocol(), connection.version()];
      }),
    );
    expect(agreed).toEqual(["h2", "TLSv1.2"]);
  });

  test("versions that do not meet end the handshake", async () => {
    const server = serverContext();
    server.maximumVersion = TLSVersion.TLSv1_2;
    const client = clientContext();
    client.minimumVersion = TLSVersion.TLSv1_3;
    const failure = await run(serving(server, (port) => caught(secureLoopback(port, { ssl: client }))));
    expect(failure).toBeInstanceOf(SSLError);
    expect((failure as SSLError).message).toBe(
      "[SSL: TLSV1_ALERT_PROTOCOL_VERSION] tlsv1 alert protocol version (_ssl.c:1020)",
    );
  });

  test("a server chooses its certificate by the name that is asked for", async () => {
    const server = serverContext();
    const other = serverContext("other");
    server.sniCallback = (connection, name) => {
      if (name === "www.other.example") connection.context = other;
    };
    const subjects = await run(
      serving(server, function* (port) {
        const found: string[] = [];
        for (const serverHostname of ["localhost", "www.other.example"]) {
          const [, writer] = yield* secureLoopback(port, { serverHostname });
          found.push((writer.getExtraInfo("peercert") as PeerCertificate).subject.at(-1)![0]![1]);
          writer.close();
        }
        return found;
      }),
    );
    expect(subjects).toEqual(["localhost", "other.example"]);
  });

  test("a connection becomes secure when both sides say so", async () => {
    function* upgrading(reader: StreamReader, writer: StreamWriter): Coro<void> {
      writer.write(yield* reader.readline());
      yield* writer.startTls(serverContext());
      yield* echo(reader, writer);
    }
    const lines = await run(
      serving(
        undefined,
        function* (port) {
          const [reader, writer] = yield* openConnection({ host: "127.0.0.1", port });
          writer.write(encode("plain\n"));
          const first = decode(yield* reader.readline());
          yield* writer.startTls(clientContext(), { serverHostname: "localhost" });
          writer.write(encode("secure\n"));
          const second = decode(yield* reader.readline());
          const { version } = (writer.getExtraInfo("ssl_object") as SSLObject).session!;
          writer.close();
          yield* writer.waitClosed();
          return [first, second, version];
        },
        upgrading,
      ),
    );
    expect(lines).toEqual(["plain\n", "secure\n", "TLSv1.3"]);
  });

  test("Unix sockets can be secure", async () => {
    const path = inFolder("socket");
    const line = await run(
      (function* () {
        const server = yield* startUnixServer(echo, path, { ssl: serverContext() });
        const [reader, writer] = yield* openUnixConnection(path, { ssl: clientContext(), serverHostname: "localhost" });
        writer.write(encode("hello\n"));
        const answer = decode(yield* reader.readline());
        writer.close();
        yield* writer.waitClosed();
        server.close();
        yield* server.waitClosed();
        return answer;
      })(),
    );
    expect(line).toBe("hello\n");
  });

  test("a handshake takes only so long, and ends where the other side ends it", async () => {
    const failures = await run(
      (function* () {
        const silent = net.createServer(() => {}).listen(0, "127.0.0.1");
        const closing = net.createServer((socket) => socket.end()).listen(0, "127.0.0.1");
        const other = net
          .createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"))
          .listen(0, "127.0.0.1");
        const found: unknown[] = [];
        while (!other.listening) yield* sleep(0.001);
        for (const server of [silent, closing, other]) {
          const { port } = server.address() as net.AddressInfo;
          const sslHandshakeTimeout = server === silent ? 0.2 : 20;
          found.push(yield* caught(secureLoopback(port, { sslHandshakeTimeout })));
          server.close();
        }
        return found as Error[];
      })(),
    );
    expect(failures[0]).toBeInstanceOf(ConnectionAbortedError);
    expect(failures[0]!.message).toBe("SSL handshake is taking longer than 0.2 seconds: aborting the connection");
    expect(failures[1]).toBeInstanceOf(ConnectionResetError);
    expect((failures[2] as SSLError).reason).toBe("WRONG_VERSION_NUMBER");
  });

  test("a task that is cancelled in a handshake leaves no connection behind", async () => {
    const remaining = await run(
      (function* () {
        let open = 0;
        const silent = net.createServer((socket) => {
          open++;
          socket.on("close", () => open--).on("error", () => {});
          socket.resume();
        });
        silent.listen(0, "127.0.0.1");
        while (!silent.listening) yield* sleep(0.001);
        const { port } = silent.address() as net.AddressInfo;
        yield* caught(waitFor(secureLoopback(port), 0.1));
        while (open > 0) yield* sleep(0.001);
        silent.close();
        return getRunningLoop().resources.size;
      })(),
    );
    expect(remaining).toBe(0);
  });

  test("whenever secure connections are cancelled, in their handshakes too, nothing is left open", async () => {
    const moments = fc.array(fc.record({ turns: fc.nat(30), victim: fc.nat() }), { minLength: 1, maxLength: 8 });
    const context = serverContext();
    await fc.assert(
      fc.asyncProperty(moments, async (cancellations) => {
        const descriptors = () => (existsSync("/proc/self/fd") ? readdirSync("/proc/self/fd").length : 0);
        const before = descriptors();
        await run(
          (function* () {
            const server = yield* startServer(echo, { host: "127.0.0.1", port: 0, ssl: context });
            function* client(): Coro<void> {
              const [reader, writer] = yield* secureLoopback(portOf(server));
              try {
                for (let i = 0; i < 5; i++) {
                  writer.write(encode("line\n"));
                  yield* writer.drain();
                  yield* reader.readline();
                }
              } finally {
                writer.close();
                yield* writer.waitClosed();
              }
            }
            const clients = Array.from({ length: 4 }, () => createTask(client()));
            for (const { turns, victim } of cancellations) {
              for (let i = 0; i < turns; i++) yield* sleep(0.0005);
              clients[victim % clients.length]!.cancel();
            }
            for (const each of clients) yield* caught(waitFor(each, 20));
            server.close();
            server.abortClients();
            yield* waitFor(server.waitClosed(), 20);
            for (let i = 0; i < 500 && getRunningLoop().resources.size > 0; i++) yield* sleep(0.002);
            expect(getRunningLoop().resources.size).toBe(0);
          })(),
        );
        for (let i = 0; i < 500 && descriptors() > before; i++) await new Promise((resolve) => setImmediate(resolve));
        expect(descriptors()).toBeLessThanOrEqual(before);
      }),
      { numRuns: 10 },
    );
  });

  test("10 MB arrive, and everything is sent before a close is done", async () => {
    const size = 10_000_000;
    function* flood(_reader: StreamReader, writer: StreamWriter): Coro<void> {
      writer.write(new Uint8Array(size).fill(7));
      writer.close();
      yield* writer.waitClosed();
    }
    const total = await run(
      serving(
        serverContext(),
        function* (port) {
          const [reader, writer] = yield* secureLoopback(port);
          const data = yield* reader.read();
          writer.close();
          return data.length;
        },
        flood,
      ),
    );
    expect(total).toBe(size);
  });

  test("what goes with TLS only is refused without", async () => {
    const failures = await run(
      (function* () {
        return [
          yield* caught(openConnection({ host: "127.0.0.1", port: 1, serverHostname: "a" })),
          yield* caught(openConnection({ host: "127.0.0.1", port: 1, sslHandshakeTimeout: 1 })),
          yield* caught(secureLoopback(1, { sslShutdownTimeout: 0 })),
        ] as Error[];
      })(),
    );
    expect(failures.every((error) => error instanceof ValueError)).toBe(true);
    expect(failures.map((error) => error.message)).toEqual([
      "server_hostname is only meaningful with ssl",
      "ssl_handshake_timeout is only meaningful with ssl",
      "ssl_shutdown_timeout should be a positive number, got 0",
    ]);
  });

  test("a protocol of its own hears of the connection once, when it is secure", async () => {
    const events = await run(
      (function* () {
        const heard: string[] = [];
        class Recorder extends Protocol {
          override connectionMade(): void {
            heard.push("made");
          }
          override dataReceived(data: Uint8Array): void {
            heard.push(decode(data));
          }
          override eofReceived(): boolean {
            heard.push("eof");
            return false;
          }
          override connectionLost(error: unknown): void {
            heard.push(`lost ${error}`);
          }
        }
        const server = yield* createServer(() => new Recorder(), { host: "127.0.0.1", port: 0, ssl: serverContext() });
        yield* caught(secureLoopback(portOf(server), { ssl: createDefaultContext() }));
        const [, writer] = yield* secureLoopback(portOf(server));
        writer.write(encode("data"));
        writer.close();
        yield* writer.waitClosed();
        server.close();
        yield* server.waitClosed();
        return heard;
      })(),
    );
    expect(events).toContain("lost undefined");
    expect(events.slice(-4)).toEqual(["made", "data", "eof", "lost undefined"]);
  });

  test("openssl s_client talks to a server", async () => {
    const output = await run(
      serving(serverContext(), function* (port) {
        const client = spawn("openssl", ["s_client", "-connect", `127.0.0.1:${port}`, "-CAfile", "ca.pem", "-quiet"], {
          cwd: folder,
          stdio: ["pipe", "pipe", "ignore"],
        });
        let text = "";
        client.stdout.setEncoding("utf8").on("data", (part) => {
          text += part;
        });
        client.stdin.write("over openssl\n");
        for (let i = 0; !text.includes("\n") && i < 3000; i++) yield* sleep(0.001);
        client.kill();
        return text;
      }),
    );
    expect(output).toBe("over openssl\n");
  });

  test("a client talks to openssl s_server", async () => {
    const probe = net.createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => probe.once("listening", resolve));
    const { port } = probe.address() as net.AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    const args = `s_server -accept 127.0.0.1:${port} -cert server.pem -key server.key -www`.split(" ");
    const server = spawn("openssl", args, { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
    try {
      await new Promise<void>((resolve) => {
        server.stdout.on("data", (data) => String(data).includes("ACCEPT") && resolve());
      });
      const answer = await run(
        (function* () {
          const [reader, writer] = yield* secureLoopback(port);
          writer.write(encode("GET / HTTP/1.0\r\n\r\n"));
          const text = decode(yield* reader.read());
          writer.close();
          yield* writer.waitClosed();
          return text;
        })(),
      );
      expect(answer).toContain("HTTP/1.0 200 ok");
    } finally {
      server.kill();
    }
  });

  test("a client talks to a server of Node's", async () => {
    const server = nodeTls.createServer({ cert: pem("server.pem"), key: pem("server.key") }, (socket) => {
      socket.on("data", (data) => socket.end(data));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as net.AddressInfo;
    const text = await run(
      (function* () {
        const [reader, writer] = yield* secureLoopback(port);
        writer.write(encode("hello"));
        const answer = decode(yield* reader.read());
        writer.close();
        yield* writer.waitClosed();
        return answer;
      })(),
    );
    server.close();
    expect(text).toBe("hello");
  });

  test.skipIf(!hasPython)("CPython's asyncio is understood at either end", async () => {
    const program = `
import asyncio, ssl, sys
async def client(port):
    reader, writer = await asyncio.open_connection(
        "localhost", port, ssl=ssl.create_default_context(cafile="ca.pem"))
    writer.write(b"from CPython\\n")
    print((await reader.readline()).decode(), end="")
    writer.close()
    await writer.wait_closed()
async def handle(reader, writer):
    writer.write(await reader.readline())
    writer.close()
    await writer.wait_closed()
async def serve():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain("server.pem", "server.key")
    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=context)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(client(int(sys.argv[1])) if len(sys.argv) > 1 else serve())
`;
    const output = await run(
      serving(serverContext(), function* (port) {
        const client = spawn("python3", ["-c", program, String(port)], { cwd: folder });
        return yield* outputOf(client);
      }),
    );
    expect(output).toBe("from CPython\n");
    const server = spawn("python3", ["-c", program], { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
    try {
      const port = await new Promise<number>((resolve) => server.stdout.once("data", (data) => resolve(Number(data))));
      const answer = await run(
        (function* () {
          const [reader, writer] = yield* secureLoopback(port);
          writer.write(encode("to CPython\n"));
          const text = decode(yield* reader.read());
          writer.close();
          yield* writer.waitClosed();
          return text;
        })(),
      );
      expect(answer).toBe("to CPython\n");
    } finally {
      server.kill();
    }
  });

  test.skipIf(!hasCurl)("curl talks to a server", async () => {
    function* respond(reader: StreamReader, writer: StreamWriter): Coro<void> {
      yield* reader.readuntil(encode("\r\n\r\n"));
      writer.write(encode("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nyes"));
      writer.close();
    }
    const output = await run(
      serving(
        serverContext(),
        function* (port) {
          const url = `https://localhost:${port}/`;
          const client = spawn("curl", ["--silent", "--show-error", "--cacert", inFolder("ca.pem"), url], {
            env: { ...process.env, no_proxy: "*", NO_PROXY: "*" },
          });
          return yield* outputOf(client);
        },
        respond,
      ),
    );
    expect(output).toBe("yes");
  });
});
