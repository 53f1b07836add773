# recorder: 3.13
import asyncio


class Summing(asyncio.Protocol):
    """Answers when the other side has sent all."""

    def connection_made(self, transport):
        self.transport = transport
        self.total = 0

    def data_received(self, data):
        self.total += sum(data)

    def eof_received(self):
        print("eof received")
        asyncio.get_running_loop().call_later(0.02, self.answer)
        return True

    def answer(self):
        self.transport.write(str(self.total).encode())
        self.transport.close()

    def connection_lost(self, exc):
        print("server lost", exc)


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Summing, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    print(writer.can_write_eof())
    writer.writelines([bytes(range(10)), b"", bytearray(b"\x01\x02"), memoryview(b"\x03")])
    writer.write_eof()
    writer.write_eof()
    try:
        writer.write(b"too late")
    except RuntimeError as e:
        print(repr(e))
    print(writer.is_closing(), await reader.read(), reader.at_eof())
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()


asyncio.run(main())
