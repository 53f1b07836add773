# recorder: 3.13
"""Who closes a server of a Unix socket removes its path, unless told not to, or unless the path is another's by then."""
import asyncio
import os
import tempfile


async def nobody(reader, writer):
    writer.close()


async def main():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "socket")
        for keywords in ({}, {"cleanup_socket": True}, {"cleanup_socket": False}):
            server = await asyncio.start_unix_server(nobody, path, **keywords)
            print(keywords, os.path.exists(path), server.is_serving())
            server.close()
            await server.wait_closed()
            print(os.path.exists(path), server.is_serving())
        os.unlink(path)

        first = await asyncio.start_unix_server(nobody, path)
        os.unlink(path)
        second = await asyncio.start_unix_server(nobody, path)
        first.close()
        print("the second's stays:", os.path.exists(path))
        reader, writer = await asyncio.open_unix_connection(path)
        print(await reader.read())
        writer.close()
        second.close()
        print(os.path.exists(path), os.listdir(folder))

        try:
            await asyncio.get_running_loop().sendfile(writer.transport, None, fallback=False)
        except RuntimeError as e:
            print(type(e).__name__, e)


asyncio.run(main())
