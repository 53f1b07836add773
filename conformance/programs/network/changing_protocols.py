# recorder: 3.13
import asyncio


class First(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        print("first", data)
        second = Second()
        self.transport.set_protocol(second)
        second.connection_made(self.transport)
        self.transport.write(b"next")


class Second(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        print("second", data)
        self.transport.close()

    def connection_lost(self, exc):
        print("second lost", exc)


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(First, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"one")
    print(await reader.read(100))
    writer.write(b"two")
    print(await reader.read(100))
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()

    # A transport and a reader put together by hand.
    async with await asyncio.start_server(lambda r, w: w.write(b"line\n"), "127.0.0.1", 0) as server:
        reader = asyncio.StreamReader()
        transport, protocol = await loop.create_connection(
            lambda: asyncio.StreamReaderProtocol(reader), *server.sockets[0].getsockname()
        )
        writer = asyncio.StreamWriter(transport, protocol, reader, loop)
        print(await reader.readline(), writer.transport is transport)
        writer.close()
        server.close_clients()
        await writer.wait_closed()


asyncio.run(main())
