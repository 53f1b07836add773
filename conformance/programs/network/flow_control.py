# recorder: 3.13
import asyncio

SIZE = 20_000_000


class Writer(asyncio.Protocol):
    def __init__(self):
        self.events = []
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport
        print(transport.get_write_buffer_limits(), transport.get_write_buffer_size())
        transport.set_write_buffer_limits(high=1000, low=100)
        print(transport.get_write_buffer_limits())
        transport.set_write_buffer_limits(high=4000)
        print(transport.get_write_buffer_limits())
        transport.set_write_buffer_limits(low=10)
        print(transport.get_write_buffer_limits())
        try:
            transport.set_write_buffer_limits(high=1, low=2)
        except ValueError as e:
            print(repr(e))
        transport.set_write_buffer_limits()
        transport.write(b"x" * SIZE)
        print("held back:", transport.get_write_buffer_size() > 65536)

    def pause_writing(self):
        self.events.append("pause")

    def resume_writing(self):
        self.events.append("resume")
        asyncio.get_running_loop().call_soon(self.transport.close)

    def connection_lost(self, exc):
        self.events.append(exc)
        self.done.set_result(None)


async def main():
    loop = asyncio.get_running_loop()
    received = []

    async def handle(reader, writer):
        await asyncio.sleep(0.05)
        total = 0
        while data := await reader.read(100_000):
            total += len(data)
        received.append(total)
        writer.close()

    async with await asyncio.start_server(handle, "127.0.0.1", 0) as server:
        address = server.sockets[0].getsockname()
        transport, protocol = await loop.create_connection(Writer, *address)
        await protocol.done
        print(protocol.events, transport.is_closing())
        await asyncio.sleep(0.05)

        # Streams: drain waits until the other side reads.
        reader, writer = await asyncio.open_connection(*address)
        writer.write(b"y" * SIZE)
        drain = asyncio.create_task(writer.drain())
        await asyncio.sleep(0)
        print("drained at once:", drain.done())
        await drain
        writer.close()
        await writer.wait_closed()
        await asyncio.sleep(0.05)
    print(received)


asyncio.run(main())
