# recorder: 3.13
import asyncio


class Buffered(asyncio.BufferedProtocol):
    def __init__(self, done):
        self.buffer = bytearray(4)
        self.seen = []
        self.done = done

    def get_buffer(self, sizehint):
        return self.buffer

    def buffer_updated(self, nbytes):
        self.seen.append(bytes(self.buffer[:nbytes]))

    def eof_received(self):
        print("eof")

    def connection_lost(self, exc):
        self.done.set_result(exc)


async def main():
    loop = asyncio.get_running_loop()

    async def handle(reader, writer):
        writer.write(b"abcdefghij")
        writer.close()

    async with await asyncio.start_server(handle, "127.0.0.1", 0) as server:
        done = loop.create_future()
        transport, protocol = await loop.create_connection(lambda: Buffered(done), *server.sockets[0].getsockname())
        print(await done, b"".join(protocol.seen), max(map(len, protocol.seen)))


asyncio.run(main())
