import asyncio


async def main():
    queue = asyncio.Queue(1)
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty as error:
        print(repr(error))
    queue.put_nowait(1)
    try:
        queue.put_nowait(2)
    except asyncio.QueueFull as error:
        print(repr(error))
    print(queue.get_nowait())
    print(str(queue).split(" ", 1)[0], repr(queue).split(" ", 3)[3])


asyncio.run(main())
