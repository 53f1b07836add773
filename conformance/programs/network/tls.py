# recorder: 3.13
# needs: openssl
# Secure connections: what each side knows of the other, what is refused, and how it ends.

import asyncio
import ssl
import tempfile
import _certificates


def server_context(folder, name="server"):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(f"{folder}/{name}.pem", f"{folder}/{name}.key")
    return context


def client_context(folder):
    return ssl.create_default_context(cafile=f"{folder}/ca.pem")


async def echo(reader, writer):
    while line := await reader.readline():
        writer.write(line)
        await writer.drain()
    writer.close()
    await writer.wait_closed()


def show_error(error):
    parts = [getattr(error, name, "absent") for name in "errno library reason verify_code verify_message".split()]
    print(type(error).__name__, str(error).partition(" (_ssl")[0], *parts)


async def what_is_known(folder, port):
    context = client_context(folder)
    reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context, server_hostname="localhost")
    connection = writer.get_extra_info("ssl_object")
    print(type(connection).__name__, connection.server_side, connection.server_hostname, connection.context is context)
    print(connection.version(), connection.cipher(), writer.get_extra_info("cipher") == connection.cipher())
    print(connection.selected_alpn_protocol(), connection.compression(), connection.session_reused)
    print(writer.get_extra_info("sslcontext") is context, writer.get_extra_info("compression"))
    certificate = writer.get_extra_info("peercert")
    for name in ("subject", "issuer", "version", "subjectAltName"):
        print(name, certificate[name])
    print(sorted(certificate), certificate == connection.getpeercert())
    print(ssl.cert_time_to_seconds(certificate["notAfter"]) - ssl.cert_time_to_seconds(certificate["notBefore"]))
    der = connection.getpeercert(binary_form=True)
    print(ssl.PEM_cert_to_DER_cert(ssl.DER_cert_to_PEM_cert(der)) == der)
    print(writer.can_write_eof(), type(writer.transport).__name__)
    try:
        writer.write_eof()
    except NotImplementedError as error:
        print(repr(error))
    writer.write(b"hello\n")
    print(await reader.readline())
    writer.close()
    await writer.wait_closed()
    print(writer.is_closing(), await reader.read())


async def what_is_refused(folder, port):
    lax = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    lax.check_hostname = False
    lax.load_verify_locations(f"{folder}/ca.pem")
    for options in (
        {"ssl": ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)},
        {"ssl": client_context(folder), "server_hostname": "elsewhere.example"},
        {"ssl": client_context(folder), "server_hostname": "10.0.0.1"},
        {"ssl": ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)},
        {"ssl": lax, "server_hostname": "elsewhere.example"},
        {"server_hostname": "localhost"},
        {"ssl_handshake_timeout": 1},
        {"ssl_shutdown_timeout": 1},
        {"ssl": lax, "ssl_handshake_timeout": 0},
        {"ssl": lax, "ssl_shutdown_timeout": -1},
    ):
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port, **options)
        except (OSError, ValueError) as error:
            show_error(error)
        else:
            print("connected")
            writer.close()
            await writer.wait_closed()


async def what_ends_a_handshake(folder):
    async def silent(reader, writer):
        await reader.read()
        writer.close()

    async def chatty(reader, writer):
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    for handle in (silent, chatty):
        server = await asyncio.start_server(handle, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        seconds = 0.25 if handle is silent else 20
        try:
            await asyncio.open_connection("127.0.0.1", port, ssl=client_context(folder), ssl_handshake_timeout=seconds)
        except OSError as error:
            show_error(error)
        server.close()
        await server.wait_closed()


async def protocols_and_versions(folder):
    accepting = server_context(folder)
    accepting.set_alpn_protocols(["http/1.1", "h2"])
    accepting.maximum_version = ssl.TLSVersion.TLSv1_2
    server = await asyncio.start_server(echo, "127.0.0.1", 0, ssl=accepting)
    port = server.sockets[0].getsockname()[1]
    context = client_context(folder)
    context.set_alpn_protocols(["h2"])
    reader, writer = await asyncio.open_connection("localhost", port, ssl=context)
    connection = writer.get_extra_info("ssl_object")
    print(connection.version(), connection.selected_alpn_protocol())
    writer.close()
    await writer.wait_closed()
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    try:
        await asyncio.open_connection("localhost", port, ssl=context)
    except OSError:
        # CPython's server ends the connection without an alert.
        print("no version in common")
    server.close()
    await server.wait_closed()


async def names(folder):
    default, other = server_context(folder), server_context(folder, "other")

    def choose(connection, name, context):
        print("asked for", name, context is default)
        if name == "www.other.example":
            connection.context = other

    default.sni_callback = choose
    server = await asyncio.start_server(echo, "127.0.0.1", 0, ssl=default)
    port = server.sockets[0].getsockname()[1]
    for name in ("localhost", "www.other.example"):
        context = client_context(folder)
        reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context, server_hostname=name)
        print(writer.get_extra_info("peercert")["subject"][-1])
        writer.close()
        await writer.wait_closed()
    server.close()
    await server.wait_closed()


class Recorder(asyncio.Protocol):
    def __init__(self, events):
        self.events = events

    def connection_made(self, transport):
        self.events.append("made")

    def data_received(self, data):
        self.events.append(data)

    def eof_received(self):
        self.events.append("eof")

    def connection_lost(self, error):
        self.events.append(("lost", error))


async def a_protocol(folder):
    loop = asyncio.get_running_loop()
    events = []
    context = server_context(folder)
    server = await loop.create_server(lambda: Recorder(events), "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    transport, protocol = await loop.create_connection(
        asyncio.Protocol, "127.0.0.1", port, ssl=client_context(folder), server_hostname="localhost"
    )
    transport.write(b"data")
    transport.close()
    async with asyncio.timeout(10):
        while ("lost", None) not in events:
            await asyncio.sleep(0.01)
    print(events)
    server.close()
    await server.wait_closed()


async def main():
    with tempfile.TemporaryDirectory() as folder:
        _certificates.make(folder)
        server = await asyncio.start_server(echo, "127.0.0.1", 0, ssl=server_context(folder))
        port = server.sockets[0].getsockname()[1]
        await what_is_known(folder, port)
        await what_is_refused(folder, port)
        server.close()
        await server.wait_closed()
        await what_ends_a_handshake(folder)
        await protocols_and_versions(folder)
        await names(folder)
        await a_protocol(folder)
        try:
            await asyncio.start_server(echo, "127.0.0.1", 0, ssl=True)
        except TypeError as error:
            print(error)


asyncio.run(main())
