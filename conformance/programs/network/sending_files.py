# recorder: 3.13
import asyncio
import io


async def main():
    loop = asyncio.get_running_loop()
    received = asyncio.Queue()

    async def handle(reader, writer):
        received.put_nowait(await reader.read())
        writer.close()

    async with await asyncio.start_server(handle, "127.0.0.1", 0) as server:
        address = server.sockets[0].getsockname()
        data = bytes(range(256)) * 10_000
        for offset, count in ((0, None), (100, 50), (10, 10_000_000), (len(data), None)):
            reader, writer = await asyncio.open_connection(*address)
            writer.write(b"head ")
            await writer.drain()
            file = io.BytesIO(data)
            sent = await loop.sendfile(writer.transport, file, offset, count)
            print(sent, file.tell() == offset + sent, writer.transport.is_reading())
            writer.write(b" tail")
            writer.close()
            await writer.wait_closed()
            end = None if count is None else offset + count
            print(await received.get() == b"head " + data[offset:end] + b" tail")
        try:
            await loop.sendfile(writer.transport, file)
        except RuntimeError as e:
            print(repr(e))


asyncio.run(main())
