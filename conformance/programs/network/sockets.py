# recorder: 3.13
# Sockets of the program's own, and the loop's operations on them.

import asyncio
import io
import os
import socket
import tempfile


def show(error):
    print(type(error).__name__, str(error).partition(" got <")[0].partition("_call failed")[0])


async def attempt(awaitable):
    try:
        print(await awaitable)
    except Exception as error:
        show(error)


def listening():
    sock = socket.socket()
    sock.setblocking(False)
    sock.bind(("127.0.0.1", 0))
    sock.listen(5)
    return sock


async def connected(loop):
    listener = listening()
    client = socket.socket()
    client.setblocking(False)
    await loop.sock_connect(client, listener.getsockname())
    other, address = await loop.sock_accept(listener)
    print(address == client.getsockname(), other.getpeername() == address, other.gettimeout(), type(other).__name__)
    listener.close()
    return client, other


async def streams(loop):
    client, other = await connected(loop)
    await loop.sock_sendall(client, b"hello")
    print(await loop.sock_recv(other, 3), await loop.sock_recv(other, 100))
    buffer = bytearray(8)
    await loop.sock_sendall(other, b"into")
    print(await loop.sock_recv_into(client, buffer), buffer)
    client.shutdown(socket.SHUT_WR)
    print(await loop.sock_recv(other, 10))
    await loop.sock_sendall(other, b"half open")
    print(await loop.sock_recv(client, 100))
    big = bytes(range(256)) * 8192
    reading = asyncio.create_task(everything(loop, client))
    await loop.sock_sendall(other, big)
    other.close()
    print(await reading == big, other.fileno(), other)
    client.close()
    await attempt(loop.sock_recv(client, 1))


async def everything(loop, sock):
    parts = []
    while data := await loop.sock_recv(sock, 100_000):
        parts.append(data)
    return b"".join(parts)


async def waiting(loop):
    client, other = await connected(loop)
    for ask in (lambda: client.recv(1), lambda: client.recv_into(bytearray(1))):
        try:
            ask()
        except BlockingIOError as error:
            print(error)
    receiving = asyncio.create_task(loop.sock_recv(client, 10))
    await asyncio.sleep(0.01)
    print(receiving.done())
    receiving.cancel()
    await asyncio.wait([receiving])
    print(receiving.cancelled())
    await loop.sock_sendall(other, b"for the next one")
    print(await asyncio.wait_for(loop.sock_recv(client, 100), 5))
    client.close()
    other.close()


async def refusals(loop):
    listener = listening()
    port = listener.getsockname()[1]
    fresh = socket.socket()
    print(fresh.family, fresh.type, fresh.proto, fresh.gettimeout(), fresh.getblocking(), fresh.getsockname())
    for ask in (fresh.getpeername, lambda: fresh.send(b"x"), lambda: fresh.bind(("127.0.0.1", port)), listener.accept):
        try:
            ask()
        except OSError as error:
            print(repr(error))
    connecting = socket.socket()
    connecting.setblocking(False)
    print(connecting.connect_ex(("127.0.0.1", port)))
    listener.close()
    refused = socket.socket()
    refused.setblocking(False)
    try:
        await loop.sock_connect(refused, ("127.0.0.1", port))
    except OSError as error:
        print(type(error).__name__, error.errno, str(error).replace(str(port), "PORT"))
    for each in (fresh, connecting, refused):
        each.close()
    loop.set_debug(True)
    await attempt(loop.sock_recv(socket.socket(), 1))
    loop.set_debug(False)
    print(socket.AF_INET, repr(socket.SOCK_STREAM), socket.socket(socket.AF_INET6).getsockname())


async def pairs(loop):
    a, b = socket.socketpair()
    print(a.family, repr(a.getsockname()), a.gettimeout(), a.type)
    a.setblocking(False)
    b.setblocking(False)
    await loop.sock_sendall(a, b"pair")
    print(await loop.sock_recv(b, 100))
    a.close()
    print(await loop.sock_recv(b, 100))
    b.close()


async def datagrams(loop):
    one, two = (socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2))
    for sock in (one, two):
        sock.setblocking(False)
        sock.bind(("127.0.0.1", 0))
    await loop.sock_sendto(one, b"first", two.getsockname())
    data, address = await loop.sock_recvfrom(two, 100)
    print(data, address == one.getsockname())
    buffer = bytearray(10)
    await loop.sock_sendto(two, b"answer", address)
    count, address = await loop.sock_recvfrom_into(one, buffer)
    print(count, buffer, address == two.getsockname())
    one.connect(two.getsockname())
    one.send(b"connected")
    print(await loop.sock_recv(two, 3))
    one.close()
    two.close()


async def files(loop):
    client, other = await connected(loop)
    with tempfile.TemporaryFile() as file:
        file.write(b"0123456789" * 100)
        file.flush()
        print(await loop.sock_sendfile(client, file, 5, 10), file.tell(), await loop.sock_recv(other, 100))
        await attempt(loop.sock_sendfile(client, file, -1))
        await attempt(loop.sock_sendfile(client, file, "a"))
        await attempt(loop.sock_sendfile(client, file, 0, 0))
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            sock.setblocking(False)
            await attempt(loop.sock_sendfile(sock, file))
    with open(__file__) as file:
        await attempt(loop.sock_sendfile(client, file))
    try:
        await loop.sock_sendfile(client, io.BytesIO(b"abc"), fallback=False)
    except asyncio.SendfileNotAvailableError as error:
        print(type(error).__name__, isinstance(error, RuntimeError))
    client.close()
    other.close()


async def echo(reader, writer):
    while line := await reader.readline():
        writer.write(line)
    writer.close()


async def given_sockets(loop):
    listener = listening()
    server = await asyncio.start_server(echo, sock=listener)
    client = socket.socket()
    client.setblocking(False)
    await loop.sock_connect(client, server.sockets[0].getsockname())
    reader, writer = await asyncio.open_connection(sock=client)
    writer.write(b"over a socket\n")
    print(await reader.readline(), writer.get_extra_info("peername") == server.sockets[0].getsockname())
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()
    for options in ({"sock": listening(), "host": "localhost"}, {"sock": socket.socket(type=socket.SOCK_DGRAM)}):
        await attempt(loop.create_connection(asyncio.Protocol, **options))
        await attempt(loop.create_server(asyncio.Protocol, **options))
    await attempt(loop.create_unix_connection(asyncio.Protocol, sock=socket.socket()))
    await attempt(loop.create_unix_server(asyncio.Protocol, sock=socket.socket()))
    await attempt(loop.create_unix_server(asyncio.Protocol, "path", sock=socket.socket()))


async def accepted_sockets(loop):
    received = loop.create_future()

    class Reader(asyncio.Protocol):
        def data_received(self, data):
            received.set_result(data)

    client, other = await connected(loop)
    await loop.sock_sendall(client, b"early")
    transport, protocol = await loop.connect_accepted_socket(Reader, other)
    print(await received, transport.get_extra_info("peername") == client.getsockname())
    transport.close()
    print(await loop.sock_recv(client, 10))
    client.close()
    await attempt(loop.connect_accepted_socket(Reader, socket.socket(type=socket.SOCK_DGRAM)))
    await attempt(loop.connect_accepted_socket(Reader, socket.socket(), ssl_handshake_timeout=1))


async def endpoints(loop):
    received = loop.create_future()

    class Receiver(asyncio.DatagramProtocol):
        def datagram_received(self, data, addr):
            received.set_result(data)

    sock = socket.socket(type=socket.SOCK_DGRAM)
    sock.setblocking(False)
    sock.bind(("127.0.0.1", 0))
    await attempt(loop.create_datagram_endpoint(Receiver, sock=sock, local_addr=("127.0.0.1", 0)))
    await attempt(loop.create_datagram_endpoint(Receiver, sock=socket.socket()))
    transport, protocol = await loop.create_datagram_endpoint(Receiver, sock=sock)
    transport.sendto(b"to itself", transport.get_extra_info("sockname"))
    print(await received)
    transport.close()


async def unix_sockets(loop):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "socket")
        listener = socket.socket(socket.AF_UNIX)
        listener.setblocking(False)
        listener.bind(path)
        listener.listen()
        print(listener.getsockname() == path)
        client = socket.socket(socket.AF_UNIX)
        client.setblocking(False)
        await loop.sock_connect(client, path)
        other, address = await loop.sock_accept(listener)
        await loop.sock_sendall(client, b"over a path")
        print(repr(address), await loop.sock_recv(other, 100))
        for each in (client, other, listener):
            each.close()


async def main():
    loop = asyncio.get_running_loop()
    for part in (
        streams, waiting, refusals, pairs, datagrams, files, given_sockets, accepted_sockets, endpoints, unix_sockets
    ):
        print("--", part.__name__)
        await part(loop)


asyncio.run(main())
