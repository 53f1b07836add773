# A server to be measured from outside: `server.py echo SIZE`, `server.py flood SIZE`, with a folder of certificates as
# a third argument for TLS.

import asyncio
import ssl
import sys

kind, size = sys.argv[1], int(sys.argv[2])


async def echo(reader, writer):
    try:
        while True:
            writer.write(await reader.readexactly(size))
            await writer.drain()
    except asyncio.IncompleteReadError:
        writer.close()


async def flood(reader, writer):
    block = bytes(65536)
    left = size
    while left > 0:
        writer.write(block[:left])
        await writer.drain()
        left -= len(block)
    writer.close()


async def main():
    context = None
    if len(sys.argv) > 3:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(f"{sys.argv[3]}/server.pem", f"{sys.argv[3]}/server.key")
    handle = {"echo": echo, "flood": flood}[kind]
    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=context, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
