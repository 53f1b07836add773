# recorder: 3.13
import asyncio


async def main():
    reader = asyncio.StreamReader(limit=16)
    print(reader)
    reader.feed_data(b"abc\ndef\n")
    print(reader)
    print([line async for line in limited(reader, 1)])
    task = asyncio.create_task(reader.readexactly(8))
    reader.feed_data(b"..")
    print(await reader.readline())
    await asyncio.sleep(0)
    try:
        await reader.readline()
    except RuntimeError as e:
        print(repr(e))
    reader.feed_data(b"ghijkl")
    print(await task, reader.at_eof())
    reader.feed_eof()
    print(reader, reader.at_eof(), await reader.read(), await reader.readline())
    try:
        reader.feed_data(b"more")
    except Exception as e:
        print(type(e).__name__)
    try:
        asyncio.StreamReader(limit=0)
    except ValueError as e:
        print(repr(e))

    failing = asyncio.StreamReader()
    task = asyncio.create_task(failing.read())
    await asyncio.sleep(0)
    failing.set_exception(OSError("broken"))
    print(repr(failing.exception()))
    for reading in (task, failing.readline(), failing.readexactly(1), failing.readuntil(b"x")):
        try:
            await reading
        except OSError as e:
            print(repr(e))

    cancelled = asyncio.StreamReader()
    task = asyncio.create_task(cancelled.readline())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")
    cancelled.feed_data(b"still there\n")
    print(await cancelled.readline())

    lines = asyncio.StreamReader()
    lines.feed_data(b"1\n2\n3")
    lines.feed_eof()
    print([line async for line in lines])


async def limited(reader, count):
    while count > 0:
        count -= 1
        yield await reader.readline()


asyncio.run(main())
