# recorder: 3.13
import asyncio


def report(loop, context):
    print(context["message"], repr(context["exception"]), sorted(context))


async def fails(reader, writer):
    await reader.readline()
    raise ValueError("in the handler")


def plain(reader, writer):
    writer.write(b"from a plain function\n")
    writer.close()


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(report)
    for handler in (fails, plain):
        async with await asyncio.start_server(handler, "127.0.0.1", 0) as server:
            reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            writer.write(b"go\n")
            print(await reader.read())
            writer.close()
            await writer.wait_closed()

    def no_protocol():
        raise RuntimeError("no protocol")

    server = await loop.create_server(no_protocol, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    print(await reader.read())
    writer.close()
    try:
        await loop.create_connection(no_protocol, *server.sockets[0].getsockname())
    except RuntimeError as e:
        print(repr(e))
    server.close()


asyncio.run(main())
