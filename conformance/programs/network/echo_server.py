# recorder: 3.13
import asyncio


async def handle(reader, writer):
    while line := await reader.readline():
        writer.write(line.upper())
        await writer.drain()
    writer.close()
    await writer.wait_closed()


async def client(port, name, results):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for i in range(3):
        writer.write(f"{name} {i}\n".encode())
        await writer.drain()
        results.append(await reader.readline())
    writer.write_eof()
    results.append(await reader.read())
    writer.close()
    await writer.wait_closed()


async def main():
    async with await asyncio.start_server(handle, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        results = {name: [] for name in "abcde"}
        await asyncio.gather(*(client(port, name, results[name]) for name in results))
        for name in results:
            print(name, results[name])
    print(server.is_serving(), server.sockets)


asyncio.run(main())
