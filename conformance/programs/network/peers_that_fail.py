# recorder: 3.13
import asyncio


async def main():
    accepted = asyncio.Queue()

    async def handle(reader, writer):
        await accepted.put((reader, writer))

    async with await asyncio.start_server(handle, "127.0.0.1", 0) as server:
        address = server.sockets[0].getsockname()

        # Closes in the middle of a line.
        reader, writer = await asyncio.open_connection(*address)
        _, other = await accepted.get()
        other.write(b"no newline")
        other.close()
        print(await reader.readline(), reader.at_eof())
        writer.close()

        # Closes in the middle of a message.
        reader, writer = await asyncio.open_connection(*address)
        _, other = await accepted.get()
        other.write(b"1234")
        other.close()
        try:
            await reader.readexactly(10)
        except EOFError as e:
            print(repr(e), e.partial, e.expected)
        writer.close()

        # Closes with data unread: the connection is reset.
        reader, writer = await asyncio.open_connection(*address)
        _, other = await accepted.get()
        other.transport.pause_reading()
        writer.write(b"x" * 200_000)
        await asyncio.sleep(0.05)
        other.transport.abort()
        try:
            await reader.read()
        except ConnectionResetError as e:
            print(repr(e))
        try:
            await writer.wait_closed()
        except ConnectionResetError as e:
            print(repr(e))
        try:
            await writer.drain()
        except ConnectionResetError as e:
            print(repr(e))

        # Never answers.
        reader, writer = await asyncio.open_connection(*address)
        _, other = await accepted.get()
        try:
            async with asyncio.timeout(0.02):
                await reader.readline()
        except TimeoutError:
            print("timeout")
        try:
            await asyncio.wait_for(reader.read(10), 0.02)
        except TimeoutError:
            print("timeout")
        other.write(b"late\n")
        print(await reader.readline())
        writer.close()
        await writer.wait_closed()
        other.close()

        # Is gone when we write.
        reader, writer = await asyncio.open_connection(*address)
        _, other = await accepted.get()
        other.close()
        print(await reader.read())
        try:
            for _ in range(100):
                writer.write(b"anybody there?")
                await writer.drain()
                await asyncio.sleep(0.002)
        except (ConnectionResetError, BrokenPipeError) as e:
            print("noticed", isinstance(e, ConnectionError))
        writer.close()


asyncio.run(main())
