# recorder: 3.13
import asyncio


class Reader(asyncio.Protocol):
    def __init__(self):
        self.data = b""
        self.lost = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.data += data

    def eof_received(self):
        print("eof")

    def connection_lost(self, exc):
        self.lost.set_result(exc)


async def main():
    loop = asyncio.get_running_loop()
    clients = []

    async def handle(reader, writer):
        clients.append(writer)

    async with await asyncio.start_server(handle, "127.0.0.1", 0) as server:
        transport, protocol = await loop.create_connection(Reader, *server.sockets[0].getsockname())
        while not clients:
            await asyncio.sleep(0.001)
        transport.pause_reading()
        transport.pause_reading()
        print(transport.is_reading())
        clients[0].write(b"hello")
        await asyncio.sleep(0.05)
        print(protocol.data)
        transport.resume_reading()
        transport.resume_reading()
        print(transport.is_reading())
        await asyncio.sleep(0.05)
        print(protocol.data)
        transport.pause_reading()
        clients[0].write(b", world")
        clients[0].close()
        await asyncio.sleep(0.05)
        print(protocol.data, protocol.lost.done())
        transport.resume_reading()
        print(await protocol.lost, protocol.data, transport.is_reading(), transport.is_closing())
        transport.resume_reading()
        transport.close()


asyncio.run(main())
