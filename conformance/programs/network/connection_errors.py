# recorder: 3.13
import asyncio
import re
import socket


async def attempt(make):
    try:
        await make
    except Exception as e:
        text = re.sub(r"\d{5}", "PORT", str(e))
        print(type(e).__name__, getattr(e, "errno", None), text, isinstance(e, ConnectionError), isinstance(e, OSError))


async def main():
    loop = asyncio.get_running_loop()
    await attempt(asyncio.open_connection("127.0.0.1", 1))
    await attempt(loop.create_connection(asyncio.Protocol, "127.0.0.1", 1))
    await attempt(asyncio.open_connection("no-such-host.invalid", 80))
    await attempt(asyncio.open_unix_connection("/no/such/socket"))
    await attempt(asyncio.open_connection())
    await attempt(loop.create_server(asyncio.Protocol))
    await attempt(loop.create_connection(asyncio.Protocol, "127.0.0.1", 1, server_hostname="x"))
    async with await asyncio.start_server(print, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        await attempt(asyncio.start_server(print, "127.0.0.1", port))
    try:
        await loop.create_connection(asyncio.Protocol, "127.0.0.1", 1, all_errors=True)
    except ExceptionGroup as e:
        print(repr(e))
    try:
        await asyncio.open_connection("no-such-host.invalid", 80)
    except socket.gaierror as e:
        print(e.args, e.errno == socket.EAI_NONAME)


asyncio.run(main())
