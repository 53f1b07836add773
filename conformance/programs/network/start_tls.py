# recorder: 3.13
# needs: openssl
# Connections that become secure while they are in use.

import asyncio
import os
import ssl
import tempfile
import _certificates


def contexts(folder):
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(f"{folder}/server.pem", f"{folder}/server.key")
    return server, ssl.create_default_context(cafile=f"{folder}/ca.pem")


async def streams(server_context, client_context):
    async def handle(reader, writer):
        writer.write(b"plain " + await reader.readline())
        before = writer.transport
        await writer.start_tls(server_context)
        print("server", writer.transport is before, writer.get_extra_info("ssl_object").server_side)
        while line := await reader.readline():
            writer.write(b"secure " + line)
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"one\n")
    print(await reader.readline(), writer.get_extra_info("ssl_object"))
    await writer.start_tls(client_context, server_hostname="localhost", ssl_handshake_timeout=10)
    print("client", writer.get_extra_info("ssl_object").version(), writer.get_extra_info("peercert")["subject"][-1])
    for word in (b"two\n", b"three\n"):
        writer.write(word)
        print(await reader.readline())
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()


class Recorder(asyncio.Protocol):
    def __init__(self, name, events):
        self.name, self.events = name, events
        self.received = asyncio.Event()

    def connection_made(self, transport):
        self.events.append((self.name, "made"))
        self.transport = transport

    def data_received(self, data):
        self.events.append((self.name, data))
        self.received.set()

    def connection_lost(self, error):
        self.events.append((self.name, "lost", error))


async def protocols(server_context, client_context):
    loop = asyncio.get_running_loop()
    events = []
    accepted = loop.create_future()

    def make():
        protocol = Recorder("server", events)
        loop.call_soon(accepted.set_result, protocol)
        return protocol

    server = await loop.create_server(make, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    transport, client = await loop.create_connection(lambda: Recorder("client", events), "127.0.0.1", port)
    other = await accepted
    upgraded, secure = await asyncio.gather(
        loop.start_tls(other.transport, other, server_context, server_side=True),
        loop.start_tls(transport, client, client_context, server_hostname="localhost"),
    )
    print(secure is transport, secure.get_protocol() is client, secure.get_extra_info("sslcontext") is client_context)
    secure.write(b"to the server")
    await other.received.wait()
    upgraded.write(b"to the client")
    await client.received.wait()
    secure.close()
    async with asyncio.timeout(10):
        while len(events) < 6:
            await asyncio.sleep(0.01)
    print(sorted(events, key=lambda event: event[0]))
    server.close()
    await server.wait_closed()


async def refusals(server_context, client_context):
    async def handle(reader, writer):
        await reader.read()
        writer.close()

    loop = asyncio.get_running_loop()
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for transport, context in ((writer.transport, None), (object(), client_context)):
        try:
            await loop.start_tls(transport, asyncio.Protocol(), context)
        except TypeError as error:
            print(str(error).partition("<")[0])
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()


async def unix_sockets(folder, server_context, client_context):
    async def handle(reader, writer):
        writer.write(await reader.readline())
        writer.close()

    path = os.path.join(folder, "socket")
    server = await asyncio.start_unix_server(handle, path, ssl=server_context)
    reader, writer = await asyncio.open_unix_connection(path, ssl=client_context, server_hostname="localhost")
    writer.write(b"over a path\n")
    print(await reader.read())
    writer.close()
    await writer.wait_closed()
    try:
        await asyncio.open_unix_connection(path, ssl=client_context)
    except ValueError as error:
        print(error)
    server.close()
    await server.wait_closed()


async def main():
    with tempfile.TemporaryDirectory() as folder:
        _certificates.make(folder)
        pair = contexts(folder)
        await streams(*pair)
        await protocols(*pair)
        await refusals(*pair)
        await unix_sockets(folder, *pair)


asyncio.run(main())
