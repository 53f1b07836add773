# recorder: 3.13
# Ports that there cannot be, and names of addresses.

import asyncio
import socket


async def attempt(awaitable):
    try:
        print(await awaitable)
    except Exception as error:
        print(type(error).__name__, error)


async def main():
    loop = asyncio.get_running_loop()
    for port in [65536, -1, "no such service"]:
        await attempt(asyncio.open_connection("127.0.0.1", port))
        await attempt(asyncio.start_server(print, "127.0.0.1", port))
        if port != "no such service":
            await attempt(loop.create_datagram_endpoint(asyncio.DatagramProtocol, local_addr=("127.0.0.1", port)))
            await attempt(loop.create_datagram_endpoint(asyncio.DatagramProtocol, remote_addr=("127.0.0.1", port)))
    await attempt(loop.getnameinfo(("no address", 80)))
    for address in ["127.0.0.1", "::1"]:
        numbers = socket.NI_NUMERICHOST | socket.NI_NUMERICSERV
        await attempt(loop.getnameinfo((address, 80), numbers))
        await attempt(loop.getnameinfo((address, 65536 + 80), numbers))


asyncio.run(main())
