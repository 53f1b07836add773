# recorder: 3.13
import asyncio
import re


def show(value):
    print(re.sub(r"fd=\d+", "fd=N", re.sub(r"\b\d{5}\b", "PORT", repr(value))))


async def main():
    loop = asyncio.get_running_loop()
    server = await asyncio.start_server(lambda r, w: None, "127.0.0.1", 0, start_serving=False)
    print(type(server).__name__, isinstance(server, asyncio.AbstractServer), server.is_serving(), len(server.sockets))
    show(server)
    await server.start_serving()
    await server.start_serving()
    print(server.is_serving(), server.get_loop() is loop)
    forever = asyncio.create_task(server.serve_forever())
    await asyncio.sleep(0)
    try:
        await server.serve_forever()
    except RuntimeError as e:
        print(str(e).endswith("is already being awaited on serve_forever()"))
    forever.cancel()
    try:
        await forever
    except asyncio.CancelledError:
        print("cancelled", server.is_serving(), server.sockets)
    show(server)
    server.close()
    await server.wait_closed()
    try:
        await server.serve_forever()
    except RuntimeError as e:
        print(repr(e))

    # wait_closed waits for the connections.
    accepted = []

    async def handle(reader, writer):
        accepted.append(writer)
        await reader.read()
        writer.close()

    for end in ("client closes", "close_clients", "abort_clients"):
        accepted.clear()
        server = await asyncio.start_server(handle, "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        while not accepted:
            await asyncio.sleep(0.001)
        server.close()
        waiting = asyncio.create_task(server.wait_closed())
        await asyncio.sleep(0.02)
        print(end, waiting.done())
        if end == "client closes":
            writer.close()
        else:
            getattr(server, end)()
        await waiting
        print(await reader.read())
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    stopping = asyncio.create_task(server.serve_forever())
    await asyncio.sleep(0)
    server.close()
    try:
        await stopping
    except asyncio.CancelledError:
        print("closing ends serve_forever")


asyncio.run(main())
