# recorder: 3.13
import asyncio
import os


async def handle(reader, writer):
    writer.write(await reader.readline())
    writer.close()


async def main():
    path = f"/tmp/asyncdef-test-{os.getpid()}.sock"
    async with await asyncio.start_unix_server(handle, path) as server:
        print(os.path.exists(path), server.sockets[0].getsockname() == path)
        reader, writer = await asyncio.open_unix_connection(path)
        print(writer.get_extra_info("peername") == path, repr(writer.get_extra_info("sockname")))
        writer.write(b"through a file\n")
        print(await reader.read())
        writer.close()
        await writer.wait_closed()
    print(os.path.exists(path))
    try:
        await asyncio.open_unix_connection(path)
    except OSError as e:
        print(repr(e))
    loop = asyncio.get_running_loop()
    server = await loop.create_unix_server(asyncio.Protocol, path)
    transport, protocol = await loop.create_unix_connection(asyncio.Protocol, path)
    print(type(protocol).__name__, transport.is_reading())
    transport.close()
    await asyncio.sleep(0.02)
    server.close()
    await server.wait_closed()
    for call in (loop.create_unix_connection(asyncio.Protocol), loop.create_unix_server(asyncio.Protocol)):
        try:
            await call
        except ValueError as e:
            print(repr(e))


asyncio.run(main())
