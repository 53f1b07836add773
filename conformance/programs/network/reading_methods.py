# recorder: 3.13
import asyncio


async def slowly(writer, data):
    for i in range(len(data)):
        writer.write(data[i : i + 1])
        await asyncio.sleep(0)
    writer.close()


async def attempt(reader, name, *args):
    try:
        print(name, args, await getattr(reader, name)(*args))
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError) as e:
        print(name, args, repr(e), getattr(e, "partial", None), getattr(e, "consumed", None))


async def main():
    data = b"line one\nline two\r\n\r\nABCDEFGHsep1middle<>tail;" + b"x" * 40 + b"\nrest"

    async def handle(reader, writer):
        await slowly(writer, data)

    async with await asyncio.start_server(handle, "127.0.0.1", 0) as server:
        host, port = server.sockets[0].getsockname()
        reader, writer = await asyncio.open_connection(host, port, limit=32)
        await attempt(reader, "readline")
        await attempt(reader, "readuntil", b"\r\n\r\n")
        await attempt(reader, "readexactly", 4)
        await attempt(reader, "readuntil", (b"sep", b"sep1", b"zz"))
        await attempt(reader, "readuntil", (b">", b"<>"))
        await attempt(reader, "readuntil", b";")
        await asyncio.sleep(0.1)
        await attempt(reader, "readuntil", b"\n")
        await attempt(reader, "readline")
        await attempt(reader, "read", 2)
        await attempt(reader, "readexactly", 5)
        print(reader.at_eof())
        await attempt(reader, "read")
        await attempt(reader, "readline")
        await attempt(reader, "readexactly", 0)
        await attempt(reader, "readuntil")
        await attempt(reader, "readuntil", b"")
        await attempt(reader, "readexactly", -1)
        writer.close()
        await writer.wait_closed()


asyncio.run(main())
